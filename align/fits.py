"""What besides the words speaks for or against a bead: labels, paths, kinds of block, marks of notes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from hedui.align.evidence import Evidence
from hedui.align.labels import Label, caption_number, label
from hedui.align.lattice import Step
from hedui.align.reading import Footnote, Row, Text
from hedui.align.sequence import Fit
from hedui.align.units import Floats, joined
from hedui.model import Block

_NEVER = -60.0
_SAME, _LIKE, _OTHER, _ONE_SIDED = 4.0, 2.0, -4.0, -1.0
_PATH = 1.5
_NUMBERED, _NUMBERED_OTHERWISE = 3.0, -8.0
"""What two captions of one number have for them, and of different numbers against them."""
_JOINED = -2.5
"""What speaks against a labelled block, or one of another kind, being the second half of the one before."""
_WINDOW = 8
"""So many labelled beads around a block tell how far its label is believed."""
_SAID = 6
"""Tokens a block must have for its bead to rest on more than the label."""
_TABLE, _TABLE_FROM = 30.0, 0.3
"""How much the overlap of two tables counts, and from where on it speaks for them."""
_KIND = {"title": 0, "heading": 0, "numbered": 1, "item": 1, "paragraph": 1, "table": 2}


class Codes:
    """Whole numbers for values met on either side; 0 stands for none."""

    def __init__(self) -> None:
        self._known: dict[Hashable, int] = {}

    def of(self, values: Iterable[Hashable | None]) -> NDArray[np.int32]:
        """The code of each value."""
        return np.array(
            [0 if v is None else self._known.setdefault(v, len(self._known) + 1) for v in values], dtype=np.int32
        )


def block_fit(left: Text, right: Text, evidence: Evidence, trust: Floats | None = None) -> Fit:
    """The fit of blocks: kind, label, path, number of notes, and what is in tables.

    ``trust`` is how far the label of each left block is believed, about 1.
    """
    believed = np.ones(len(left.blocks), dtype=np.float32) if trust is None else trust
    sides = left.blocks, right.blocks
    kinds = [np.array([_KIND[b.kind] for b in side], dtype=np.int8) for side in sides]
    labels = LabelMatch(*([label(b.label) for b in side] for side in sides))
    codes = Codes()
    paths = [codes.of(_path(b) for b in side) for side in sides]
    notes = [np.array([min(len(b.footnotes), 5) for b in side], dtype=np.float32) for side in sides]
    captions = [codes.of(caption_number(b.text) for b in side) for side in sides]
    tables = [np.array(sorted(text.rows), dtype=np.int64) for text in (left, right)]
    odds = _table_odds(left, right, tables, evidence)

    def pairs(i0: int, i1: int, j0: int, j1: int) -> Floats:
        a, b = kinds[0][i0:i1, None], kinds[1][None, j0:j1]
        out = np.where(a == b, 0.0, np.where((a == 2) | (b == 2), _NEVER, -2.0)).astype(np.float32)
        out += believed[i0:i1, None] * labels(i0, i1, j0, j1)
        x, y = paths[0][i0:i1, None], paths[1][None, j0:j1]
        out += np.where((x == y) & (x > 0), _PATH * believed[i0:i1, None], 0.0).astype(np.float32)
        x, y = captions[0][i0:i1, None], captions[1][None, j0:j1]
        if x.any() and y.any():
            out += np.where((x > 0) & (y > 0), np.where(x == y, _NUMBERED, _NUMBERED_OTHERWISE), 0.0)
        p, q = notes[0][i0:i1, None], notes[1][None, j0:j1]
        out += np.where((p == q) & (p > 0), 1.0, -0.7 * np.abs(p - q)).astype(np.float32)
        rows = slice(*np.searchsorted(tables[0], (i0, i1)))
        cols = slice(*np.searchsorted(tables[1], (j0, j1)))
        out[np.ix_(tables[0][rows] - i0, tables[1][cols] - j0)] += odds[rows, cols]
        return out

    return Fit(pairs, _joins(left.blocks), _joins(right.blocks))


def same_caption_number(left: Sequence[Block], right: Sequence[Block]) -> NDArray[np.bool_]:
    """For each block of the left and of the right whether they begin as captions of one number."""
    codes = Codes()
    one, two = (codes.of(caption_number(b.text) for b in side) for side in (left, right))
    found: NDArray[np.bool_] = (one[:, None] == two[None, :]) & (one[:, None] > 0)
    return found


def label_trust(left: Text, right: Text, steps: Sequence[Step]) -> Floats:
    """How far labels are to be believed at each left block, by how many agree in the beads around it.

    Where numbering is off by one from some point on, none agrees there, and the words decide.
    """
    at, agree = [], []
    for step in steps:
        if (step.a, step.b) == (1, 1) and step.odds > 0 and len(left.stretches[step.i].unit.tokens) >= _SAID:
            one, two = label(left.blocks[step.i].label), label(right.blocks[step.j].label)
            if one and two:
                at.append(step.i)
                agree.append(one.place == two.place or one.second == two.second)
    if len(at) < _WINDOW:
        return np.ones(len(left.blocks), dtype=np.float32)
    total = np.concatenate([[0], np.cumsum(agree)])
    middle = np.searchsorted(np.array(at), np.arange(len(left.blocks)))
    first = np.clip(middle - _WINDOW // 2, 0, len(at) - _WINDOW)
    share = (total[first + _WINDOW] - total[first]) / _WINDOW
    trust: Floats = np.clip(2.5 * share - 0.5, 0.1, 2.0).astype(np.float32)
    return trust


def _table_odds(left: Text, right: Text, tables: Sequence[NDArray[np.int64]], evidence: Evidence) -> Floats:
    """For each table of the left and of the right what speaks for their being one: their cells and their shape."""
    whole = [
        [joined([row.stretch.unit for row in text.rows[int(i)]]) for i in indexes]
        for text, indexes in zip((left, right), tables, strict=True)
    ]
    rows, cols = (
        [
            np.array([size(text.rows[int(i)]) for i in indexes], dtype=np.float32)
            for text, indexes in zip((left, right), tables, strict=True)
        ]
        for size in (len, lambda rows: len(rows[0].cells) if rows else 0)
    )
    if not len(tables[0]) or not len(tables[1]):
        return np.zeros((len(tables[0]), len(tables[1])), np.float32)
    odds = _TABLE * (evidence.overlap(*whole) - _TABLE_FROM)
    longer = np.abs(np.log((rows[0][:, None] + 1) / (rows[1][None, :] + 1)))
    same = np.where(cols[0][:, None] == cols[1][None, :], 2.0, -1.0)
    found: Floats = (odds - 4.0 * longer + same).astype(np.float32)
    return found


class LabelMatch:
    """Compares the labels of two sequences window by window."""

    def __init__(self, left: Sequence[Label | None], right: Sequence[Label | None]) -> None:
        codes = Codes()
        self._codes: list[list[NDArray[np.int32]]] = []
        views: tuple[Callable[[Label], str], ...] = (lambda x: x.exact, lambda x: x.place, lambda x: x.second)
        for side in (left, right):
            self._codes.append([codes.of(view(x) if x else None for x in side) for view in views])

    def __call__(self, i0: int, i1: int, j0: int, j1: int) -> Floats:
        exact, place, second = (c[i0:i1, None] for c in self._codes[0])
        exact_r, place_r, second_r = (c[None, j0:j1] for c in self._codes[1])
        like = (place == place_r) | (second == second_r) | (place == second_r) | (second == place_r)
        out = np.where(exact == exact_r, _SAME, np.where(like, _LIKE, _OTHER))
        out = np.where((exact > 0) != (exact_r > 0), _ONE_SIDED, out)
        return np.where((exact == 0) & (exact_r == 0), 0.0, out).astype(np.float32)


def _path(block: Block) -> str | None:
    if not block.path or not block.label or block.path == block.label:
        return None
    found = label(block.path)
    return found.exact if found else None


def _joins(blocks: Sequence[Block]) -> NDArray[np.float32]:
    """For each block, what speaks against its being the second half of the one before."""
    out = np.zeros(len(blocks), dtype=np.float32)
    for i, block in enumerate(blocks):
        before = blocks[i - 1] if i else block
        if _KIND[block.kind] != _KIND[before.kind]:
            out[i] = _NEVER if "table" in (block.kind, before.kind) else _JOINED
        elif block.label:
            out[i] = _JOINED
    return out


def row_fit(left: Sequence[Row], right: Sequence[Row]) -> Fit:
    """The fit of rows: the running number in the first cell, and the header."""
    first = [[label(_running(r)) for r in side] for side in (left, right)]
    labels = LabelMatch(*first)

    def pairs(i0: int, i1: int, j0: int, j1: int) -> Floats:
        out = 1.5 * labels(i0, i1, j0, j1)
        if i0 == 0 and j0 == 0 and i1 and j1:
            out[0, 0] += 4.0
        return out

    return Fit(pairs, np.zeros(len(left), np.float32), np.zeros(len(right), np.float32), merge=False)


def _running(row: Row) -> str | None:
    text = row.cells[0].passage.text.strip().rstrip(".、)） ") if row.cells else ""
    return text if len(text) <= 6 and any(c.isdigit() for c in text) else None


def note_fit(left: Sequence[Footnote], right: Sequence[Footnote], owners: set[tuple[int, int]]) -> Fit:
    """The fit of notes: their labels, and whether the blocks they hang on are paired."""
    labels = LabelMatch([label(n.note.label) for n in left], [label(n.note.label) for n in right])
    codes = Codes()
    owner = _groups(owners)
    sides = [codes.of(owner.get((s, n.owner)) for n in side) for s, side in enumerate((left, right))]

    def pairs(i0: int, i1: int, j0: int, j1: int) -> Floats:
        same = sides[0][i0:i1, None] == sides[1][None, j0:j1]
        held = np.where(same & (sides[0][i0:i1, None] > 0), 5.0, -2.0)
        return 0.75 * labels(i0, i1, j0, j1) + held.astype(np.float32)

    return Fit(pairs, np.full(len(left), -4.0, np.float32), np.full(len(right), -4.0, np.float32), merge=False)


def _groups(owners: set[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """A number for the bead each block belongs to, under (side, index)."""
    found: dict[tuple[int, int], int] = {}
    for i, j in sorted(owners):
        number = found.get((0, i), found.get((1, j), len(found) + 1))
        found[0, i] = found[1, j] = number
    return found
