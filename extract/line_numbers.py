"""Numbers of the lines in the margin: 5, 10, 15 … or 1, 2, 3 … beside the text, on every page.

They are told from paragraph numbers by their step (no list counts by fives) or by their even distance beside prose,
and from the first column of a table by the text they stand beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from hedui.extract.glyphs import Bools, Ints, PageGlyphs

_STEPS = (5, 10, 2, 3, 4, 1)
_LEAST = 3
"""So many numbers show a step by themselves; fewer do on a page behind one that has them."""
_PROSE = 0.25
"""The share of lines with a wide gap in them that text has at most."""

_OWN_LINES = 1.3
"""So many lines stand beside each number that counts every line, notes and raised signs included."""


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    x0: float
    x1: float
    y: float
    size: float
    glyphs: tuple[int, ...]


@dataclass(slots=True)
class LineNumbers:
    """Takes the numbers of lines out of the pages of a document, one after the other."""

    known: list[tuple[int, bool]] = field(default_factory=list)
    """(step, whether on the left) of the pages before."""

    def without(self, page: PageGlyphs) -> PageGlyphs:
        """The page without the numbers of its lines; the page itself where it has none."""
        for left in (True, False):
            numbers = _outside(page, left)
            step = self._step(page, numbers, left)
            if step:
                self.known.append((step, left))
                hidden = page.generated.copy()
                hidden[[glyph for number in numbers for glyph in number.glyphs]] = True
                return replace(page, generated=hidden)
        return page

    def _step(self, page: PageGlyphs, numbers: Sequence[_Number], left: bool) -> int:
        """By how much the numbers grow from one to the next; 0 where they are no numbers of lines."""
        if not numbers:
            return 0
        for step in _STEPS:
            if not all(b.value - a.value == step for a, b in pairwise(numbers)) or numbers[0].value % step:
                continue
            known = (step, left) in self.known
            if len(numbers) < _LEAST and not known:
                continue
            if step > 1 or ((len(numbers) >= 8 or known) and _evenly(numbers) and _is_prose(page, numbers)):
                return step
        return 0


def _outside(page: PageGlyphs, left: bool) -> list[_Number]:
    """The numbers that stand left (or right) of everything else on the page, flush with each other, from the top."""
    digit = (page.code >= 48) & (page.code <= 57)
    upright = ~page.generated & (page.angle == 0) & (page.code > 32) & (page.code != 0xA0) & (page.code != 0x3000)
    inner = upright & (page.box[:, 3] > 0.06 * page.height) & (page.box[:, 1] < 0.94 * page.height)
    others = inner & ~digit
    if not digit.any() or not others.any():
        return []
    if left:
        chosen = digit & inner & (page.box[:, 2] < page.box[others, 0].min() - 0.3 * page.size)
    else:
        chosen = digit & inner & (page.box[:, 0] > page.box[others, 2].max() + 0.3 * page.size)
    numbers = sorted(_numbers(page, np.flatnonzero(chosen).astype(np.int32)), key=lambda number: number.y)
    ends = [[number.x0 for number in numbers], [number.x1 for number in numbers]]
    flush = any(max(xs) - min(xs) < 2.0 for xs in ends if xs)
    return numbers if flush else []


def _numbers(page: PageGlyphs, chosen: Ints) -> list[_Number]:
    """The digits put together to numbers."""
    found: list[list[int]] = []
    for glyph in chosen.tolist():
        last = found[-1][-1] if found else -1
        near = abs(page.baseline[glyph] - page.baseline[last]) < 1 and page.box[glyph, 0] - page.box[last, 2] < 3
        if last >= 0 and last == glyph - 1 and near:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [
        _Number(
            int("".join(chr(int(page.code[glyph])) for glyph in members)[:6]),
            float(page.box[members, 0].min()),
            float(page.box[members, 2].max()),
            float(page.baseline[members[0]]),
            float(page.size[members[0]]),
            tuple(members),
        )
        for members in found
    ]


def _evenly(numbers: Sequence[_Number]) -> bool:
    gaps = [b.y - a.y for a, b in pairwise(numbers)]
    usual = float(np.median(gaps)) if gaps else 0.0
    return sum(abs(gap - usual) < 0.3 * numbers[0].size for gap in gaps) >= 0.7 * len(gaps)


def _is_prose(page: PageGlyphs, numbers: Sequence[_Number]) -> bool:
    """Whether each number has a line of its own, and the lines are text: few have a wide gap in them."""
    hidden: Bools = np.zeros(len(page), np.bool_)
    hidden[[glyph for number in numbers for glyph in number.glyphs]] = True
    at = np.flatnonzero(~hidden & ~page.generated & (page.code > 32) & (page.code != 0x3000))
    lines = np.unique(np.round(page.baseline[at]))
    beside = int(((lines > numbers[0].y - 2) & (lines < numbers[-1].y + 2)).sum())
    same = np.abs(np.diff(page.baseline[at])) < 1
    wide = same & (page.box[at[1:], 0] - page.box[at[:-1], 2] > 1.6 * page.size[at[1:]])
    gapped = len(np.unique(np.round(page.baseline[at[1:]][wide])))
    return gapped <= _PROSE * len(lines) and beside <= _OWN_LINES * len(numbers)
