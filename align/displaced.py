"""What stands alone on both sides after the search, and belongs together: moved blocks, floating tables, captions.

The search finds beads in one order. A table that floats to the top of the next page in one language, a paragraph put
before its figure instead of behind it, a caption read as part of its table on one side and as a paragraph on the other
stand alone on both sides then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from hedui.align.evidence import Evidence
from hedui.align.fits import block_fit, same_caption_number
from hedui.align.labels import caption_number
from hedui.align.lattice import Step
from hedui.align.reading import Text
from hedui.align.sequence import table
from hedui.align.units import Unit, joined

_FAR = 5.0
"""The odds from which two blocks far from each other are held to be one that moved,"""
_LONG = 6
"""if so many tokens are said in both."""
_NEAR = 15
"""Within so many beads a block floats rather than moves:"""
_FLOATS = 4.0
"""less need speak for two that stand alone, however short."""
_RUN = 400
"""So many blocks that stand alone are compared at a time, in the order of the text."""

_AROUND = 4
"""Within so many beads the rest of a paragraph is looked for;"""
_REST = 2.0
"""so much better must a bead be with it."""
_WHOLE = frozenset({"title", "heading", "table"})
"""What is never the rest of a paragraph."""
_SHARE = 0.4
"""Of the length of what stands alone, so much must the bead have too much on the other side."""

Captions = dict[tuple[int, int], int]
"""Under the side and index of a table: the block on the other side that answers its caption."""

Rests = dict[tuple[int, int], list[int]]
"""Under the side and first index of a bead there: the blocks of that side, not next to it, that belong to it too."""


def moved(steps: Sequence[Step], texts: tuple[Text, Text], evidence: Evidence) -> list[Step]:
    """The steps with blocks that stand alone on both sides, and answer each other out of order, put together."""
    alone = [n for n, s in enumerate(steps) if not s.b], [n for n, s in enumerate(steps) if not s.a]
    instead: dict[int, Step | None] = {}
    for left, right in _runs(*alone):
        for n, m, odds in _pairs(steps, left, right, texts, evidence):
            instead[n], instead[m] = Step(steps[n].i, 1, steps[m].j, 1, odds), None
    return [kept for n, s in enumerate(steps) if (kept := instead.get(n, s)) is not None]


def _runs(left: list[int], right: list[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Both sides cut where one has ``_RUN`` more, in the order of the text."""
    while left and right:
        end = min(side[_RUN] if len(side) > _RUN else side[-1] + 1 for side in (left, right))
        end = end if max(len(left), len(right)) > _RUN else max(left[-1], right[-1]) + 1
        cut = [sum(n < end for n in side[: _RUN + 1]) for side in (left, right)]
        if all(cut):
            yield left[: cut[0]], right[: cut[1]]
        left, right = left[cut[0] :], right[cut[1] :]


def _pairs(
    steps: Sequence[Step], left: Sequence[int], right: Sequence[int], texts: tuple[Text, Text], evidence: Evidence
) -> Iterator[tuple[int, int, float]]:
    """Steps of the left and of the right that answer each other, with the odds, the surest first."""
    one, two = _part(texts[0], [steps[n].i for n in left]), _part(texts[1], [steps[n].j for n in right])
    odds = table([s.unit for s in one.stretches], [s.unit for s in two.stretches], evidence)[0]
    odds = odds + block_fit(one, two, evidence).pairs(0, len(left), 0, len(right))
    near = np.abs(np.array(left)[:, None] - np.array(right)[None, :]) <= _NEAR
    near |= same_caption_number(one.blocks, two.blocks)
    long = [
        np.array([len(s.unit.tokens) >= _LONG or i in t.rows for i, s in enumerate(t.stretches)]) for t in (one, two)
    ]
    least = np.where(near, _FLOATS, np.where(long[0][:, None] & long[1][None, :], _FAR, np.inf))
    taken: set[tuple[int, int]] = set()
    for x, y in zip(*np.unravel_index(np.argsort(-odds, axis=None), odds.shape), strict=True):
        if odds[x, y] < _FLOATS:
            break
        if odds[x, y] >= least[x, y] and not {(0, int(x)), (1, int(y))} & taken:
            taken |= {(0, int(x)), (1, int(y))}
            yield left[x], right[y], float(odds[x, y])


def _part(text: Text, indexes: Sequence[int]) -> Text:
    """A text of these blocks only, without notes and captions."""
    rows = {n: text.rows[i] for n, i in enumerate(indexes) if i in text.rows}
    return Text(tuple(text.blocks[i] for i in indexes), tuple(text.stretches[i] for i in indexes), {}, (), rows)


def answered(steps: Sequence[Step], texts: tuple[Text, Text], evidence: Evidence) -> Captions:
    """The captions that their table's twin lacks, and that a block standing alone on the other side answers."""
    found: Captions = {}
    for side in (0, 1):
        other = texts[1 - side]
        alone = [(n, s.j if side == 0 else s.i) for n, s in enumerate(steps) if not (s.a, s.b)[side]]
        alone = [(n, j) for n, j in alone if j not in other.rows]
        numbers = {j: caption_number(other.blocks[j].text) for _, j in alone}
        taken: set[int] = set()
        for n, i in _captions(steps, side, texts):
            caption = texts[side].captions[i]
            number = caption_number(caption.passage.text)
            odds = {
                j: _twin(caption.unit, other.stretches[j].unit, side, evidence)
                for m, j in alone
                if j not in taken and _may_answer(number, numbers[j], abs(m - n))
            }
            best = max(odds, key=lambda j: odds[j], default=None)
            if best is not None and odds[best] >= _FLOATS:
                found[side, i] = best
                taken.add(best)
    return found


def _may_answer(one: str | None, two: str | None, apart: int) -> bool:
    """Whether texts of these caption numbers may be each other's: near by, or of one number, never of two."""
    return one == two if one and two else apart <= _NEAR


def _captions(steps: Sequence[Step], side: int, texts: tuple[Text, Text]) -> Iterator[tuple[int, int]]:
    """The tables of a side whose caption has none to answer it, with the number of their step."""
    for n, s in enumerate(steps):
        mine, theirs = (range(s.i, s.i + s.a), range(s.j, s.j + s.b))[:: 1 if side == 0 else -1]
        if not any(k in texts[1 - side].captions for k in theirs):
            yield from ((n, k) for k in mine if k in texts[side].captions)


def _twin(mine: Unit, theirs: Unit, side: int, evidence: Evidence) -> float:
    """The odds of two stretches; the first is on ``side``."""
    left, right = (mine, theirs) if side == 0 else (theirs, mine)
    return float(table([left], [right], evidence)[0, 0, 0])


def gathered(
    steps: Sequence[Step], texts: tuple[Text, Text], evidence: Evidence, captions: Captions
) -> tuple[list[Step], Rests]:
    """The steps without the blocks that are the rest of a bead near by, and these.

    A paragraph that one language prints whole may be parted by a table or a figure in the other.
    """
    rests: Rests = {}
    gone = set()
    settled = {(1 - side, block) for (side, _), block in captions.items()}
    for n, step in enumerate(steps):
        side = 0 if step.a else 1
        index = (step.i, step.j)[side]
        if (step.a and step.b) or texts[side].blocks[index].kind in _WHOLE or (side, index) in settled:
            continue
        around = [m for m in _around(steps, n) if steps[m].a and steps[m].b]
        gains = {m: gain for m in around if (gain := _gain(steps[m], side, index, texts, evidence)) >= _REST}
        if gains:
            best = steps[max(gains, key=lambda m: gains[m])]
            rests.setdefault((side, (best.i, best.j)[side]), []).append(index)
            gone.add(n)
    return [s for n, s in enumerate(steps) if n not in gone], rests


def _around(steps: Sequence[Step], n: int) -> Iterator[int]:
    """The steps near step n with a bead between them and it: what stands next to it was looked at in the search."""
    for way in (-1, 1):
        between = False
        for m in range(n + way, n + way * (_AROUND + 1), way):
            if 0 <= m < len(steps):
                if between:
                    yield m
                between = between or bool(steps[m].a and steps[m].b)


def _gain(step: Step, side: int, index: int, texts: tuple[Text, Text], evidence: Evidence) -> float:
    """How much better a bead is with one more block on a side; nothing where that side is long enough already."""
    spans = range(step.i, step.i + step.a), range(step.j, step.j + step.b)
    if any(k in text.rows for text, span in zip(texts, spans, strict=True) for k in span):
        return 0.0
    units = [[text.stretches[k].unit for k in span] for text, span in zip(texts, spans, strict=True)]
    extra = texts[side].stretches[index].unit
    mine, theirs = joined(units[side]), joined(units[1 - side])
    here, there = (evidence.ratio, 1.0) if side == 0 else (1.0, evidence.ratio)
    if theirs.length * there - mine.length * here < _SHARE * extra.length * here:
        return 0.0
    whole = joined([*units[side], extra])
    return _twin(whole, theirs, side, evidence) - _twin(mine, theirs, side, evidence)
