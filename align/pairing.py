"""Two documents to beads: blocks first, then what is inside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from hedui.align.displaced import Captions, Rests, answered, gathered, moved
from hedui.align.evidence import Evidence
from hedui.align.fits import block_fit, label_trust, note_fit, row_fit
from hedui.align.lattice import Step
from hedui.align.lexicon import lexicon
from hedui.align.passes import beads
from hedui.align.reading import Reader, Row, Stretch, Text
from hedui.align.sequence import Fit, search, table
from hedui.align.units import Floats, Unit, joined
from hedui.model import Bead, BeadKind, Document

Progress = Callable[[str, int, int], None]
Glossary = Mapping[str, str] | Iterable[tuple[str, str]]
_LABELS = 3.0
"""How much the fit of labels may add to a score: the same number proves no translation."""
_SAMPLE = 200
"""Rows by which columns are compared."""
_WIDE = 30
_ANSWERED = 8.0
"""The odds of a caption and the block that answers it."""
_CHANGED = 15.0
"""How much better the odds must be for columns to be held to have changed places."""


def pair_documents(
    left: Document, right: Document, glossary: Glossary | None, progress: Progress | None, inside: bool = True
) -> list[Bead]:
    """All beads in the left document's reading order."""
    words = lexicon(glossary)
    readers = Reader(0, left, words, inside), Reader(1, right, words, inside)
    texts = readers[0].text(), readers[1].text()
    evidence = Evidence(readers[0].side, readers[1].side, words, readers[0].chinese, readers[1].chinese)
    tell = progress or (lambda stage, done, total: None)
    total = len(left.blocks)
    tell("pair", 0, total)
    units = [[s.unit for s in text.stretches] for text in texts]
    steps = beads(units[0], units[1], evidence, lambda found: block_fit(*texts, evidence, label_trust(*texts, found)))
    tell("pair", total // 2, total)
    captions, rests = Captions(), Rests()
    if inside:  # the lines of a text stand in their order
        steps = moved(steps, texts, evidence)
        captions = answered(steps, texts, evidence)
        steps, rests = gathered(steps, texts, evidence, captions)
    found = list(Pairing(texts, evidence, captions, rests).beads(steps))
    tell("pair", total, total)
    return found


class Pairing:
    """Turns steps over blocks into beads with everything inside them."""

    def __init__(self, texts: tuple[Text, Text], evidence: Evidence, captions: Captions, rests: Rests) -> None:
        self.left, self.right = texts
        self.evidence = evidence
        self._captions = {(1 - side, block): table for (side, table), block in captions.items()}
        self._elsewhere = set(captions)
        self._rests = rests

    def beads(self, steps: Sequence[Step]) -> Iterable[Bead]:
        """A bead for each step, with the notes, captions and rows that belong to it after it."""
        notes = self._notes(steps)
        for step in steps:
            left = self._indexes(0, step.i, step.a)
            right = self._indexes(1, step.j, step.b)
            if any(i in self.left.rows for i in left) or any(j in self.right.rows for j in right):
                yield from self._table(step, left, right)
            else:
                yield self._block(step, left, right)
            for i in left:
                yield from notes.pop((0, i), ())
            for j in right:
                yield from notes.pop((1, j), ())

    def _indexes(self, side: int, first: int, count: int) -> list[int]:
        """The blocks of a side of a bead, with what belongs to it from near by."""
        return sorted([*range(first, first + count), *(self._rests.get((side, first), ()) if count else ())])

    def _block(self, step: Step, left: list[int], right: list[int]) -> Bead:
        """A bead of blocks, or of a block and the caption of a table that it answers."""
        sides = [self.left.stretches[i] for i in left], [self.right.stretches[j] for j in right]
        side = 0 if left else 1
        table = self._captions.get((side, (left or right)[0])) if not (left and right) else None
        if table is None:
            return self.bead("block", *sides, step)
        sides[1 - side].append((self.left, self.right)[1 - side].captions[table])
        return self.bead("caption", *sides, replace(step, a=1, b=1, odds=_ANSWERED, chance=1.0))

    def bead(self, kind: BeadKind, left: Sequence[Stretch], right: Sequence[Stretch], step: Step) -> Bead:
        """A bead of text, with its sentences where there are several."""
        sides = tuple(s.passage for s in left), tuple(s.passage for s in right)
        parts: tuple[Bead, ...] = ()
        inner = [[x for s in side for x in (s.inner or (s,))] for side in (left, right)]
        if left and right and (len(inner[0]) > 1 or len(inner[1]) > 1):
            parts = tuple(self._sentences(inner[0], inner[1]))
        return Bead(kind, sides, confidence(step, [s.unit for s in left], [s.unit for s in right]), parts)

    def _sentences(self, left: list[Stretch], right: list[Stretch]) -> Iterable[Bead]:
        units = [s.unit for s in left], [s.unit for s in right]
        for step in search(*units, self.evidence):
            one, two = left[step.i : step.i + step.a], right[step.j : step.j + step.b]
            sides = tuple(s.passage for s in one), tuple(s.passage for s in two)
            yield Bead("sentence", sides, confidence(step, [s.unit for s in one], [s.unit for s in two]))

    def _notes(self, steps: Sequence[Step]) -> dict[tuple[int, int], list[Bead]]:
        """Beads of notes, under the side and index of the block after which each is given."""
        left, right = self.left.notes, self.right.notes
        owners = {(i, j) for s in steps for i in range(s.i, s.i + s.a) for j in range(s.j, s.j + s.b)}
        units = [n.stretch.unit for n in left], [n.stretch.unit for n in right]
        found: dict[tuple[int, int], list[Bead]] = {}
        for step in (
            beads(*units, self.evidence, lambda _: note_fit(left, right, owners), passes=1) if left or right else ()
        ):
            one, two = left[step.i : step.i + step.a], right[step.j : step.j + step.b]
            bead = self.bead("note", [n.stretch for n in one], [n.stretch for n in two], step)
            found.setdefault((0, one[0].owner) if one else (1, two[0].owner), []).append(bead)
        return found

    def _table(self, step: Step, left: list[int], right: list[int]) -> Iterable[Bead]:
        captions = [self.left.captions[i] for i in left if i in self.left.captions and (0, i) not in self._elsewhere]
        others = [self.right.captions[j] for j in right if j in self.right.captions and (1, j) not in self._elsewhere]
        sides = [self.left.stretches[i] for i in left], [self.right.stretches[j] for j in right]
        score = confidence(step, [s.unit for s in sides[0]], [s.unit for s in sides[1]])
        rows = (
            [r for i in left for r in self.left.rows.get(i, ())],
            [r for j in right for r in self.right.rows.get(j, ())],
        )
        parts = tuple(self._rows(*rows))
        yield Bead("table", (tuple(s.passage for s in sides[0]), tuple(s.passage for s in sides[1])), score, parts)
        if captions or others:
            yield self.bead("caption", captions, others, step)

    def _rows(self, left: Sequence[Row], right: Sequence[Row]) -> Iterable[Bead]:
        units = [r.stretch.unit for r in left], [r.stretch.unit for r in right]
        if not left or not right:
            for row in (*left, *right):
                passage = row.stretch.passage
                yield Bead("row", ((passage,), ()) if left else ((), (passage,)), 0.5)
            return
        columns = self._columns(left, right)
        for step in beads(*units, self.evidence, lambda _: row_fit(left, right), passes=1):
            one, two = left[step.i : step.i + step.a], right[step.j : step.j + step.b]
            sides = tuple(r.stretch.passage for r in one), tuple(r.stretch.passage for r in two)
            score = confidence(step, [r.stretch.unit for r in one], [r.stretch.unit for r in two])
            cells = tuple(_cells(one[0], two[0], columns, score)) if one and two else ()
            yield Bead("row", sides, score, cells)

    def _columns(self, left: Sequence[Row], right: Sequence[Row]) -> list[tuple[int | None, int | None]]:
        """Which column answers which, in the left table's order."""
        sizes = max(len(r.cells) for r in left), max(len(r.cells) for r in right)
        units = [
            [joined([r.cells[c].unit for r in side[:_SAMPLE] if c < len(r.cells)]) for c in range(size)]
            for side, size in zip((left, right), sizes, strict=True)
        ]
        if sizes[0] != sizes[1]:
            steps = search(units[0], units[1], self.evidence, _single(sizes[0], sizes[1]))
            return [(s.i if s.a else None, s.j if s.b else None) for s in steps]
        plain: list[tuple[int | None, int | None]] = [(c, c) for c in range(sizes[0])]
        if not 2 <= sizes[0] <= _WIDE:
            return plain
        odds = table(units[0], units[1], self.evidence, _single(sizes[0], sizes[1]))[0]
        there = _assigned(odds)
        gain = sum(float(odds[c, d] - odds[c, c]) for c, d in enumerate(there))
        return list(enumerate(there)) if gain > _CHANGED else plain


def _assigned(odds: Floats) -> list[int]:
    """For each left column the right one, so that the odds are greatest in sum."""
    from scipy.optimize import linear_sum_assignment

    return [int(c) for c in linear_sum_assignment(odds, maximize=True)[1]]


def _single(n: int, m: int) -> Fit:
    """Only beads of one a side, and nothing but the words to go by."""

    def pairs(i0: int, i1: int, j0: int, j1: int) -> Floats:
        return np.zeros((i1 - i0, j1 - j0), dtype=np.float32)

    return Fit(pairs, np.zeros(n, dtype=np.float32), np.zeros(m, dtype=np.float32), merge=False)


def _cells(left: Row, right: Row, columns: Sequence[tuple[int | None, int | None]], score: float) -> Iterable[Bead]:
    for a, b in columns:
        one = left.cells[a].passage if a is not None and a < len(left.cells) else None
        two = right.cells[b].passage if b is not None and b < len(right.cells) else None
        if (one and one.text) or (two and two.text):
            yield Bead("cell", ((one,) if one else (), (two,) if two else ()), score)


def confidence(step: Step, left: Sequence[Unit], right: Sequence[Unit]) -> float:
    """How sure a bead is, 0 to 1: its odds for each token seen, and its chance among its rivals.

    A side alone has 0.5.
    """
    if not step.a or not step.b:
        return 0.5
    seen = sum(len(u.tokens) for u in (*left, *right))
    odds = step.odds - max(0.0, step.fit - _LABELS)
    plausible = 1 / (1 + np.exp(-(odds + 2) / (1.5 + 0.08 * seen)))
    return round(float(plausible) * min(1.0, 0.2 + step.chance), 4)
