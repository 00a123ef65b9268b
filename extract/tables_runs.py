"""Runs of glyphs: what a typesetter set in one go on one line, and the lines of a page as tables need them.

A run never crosses a wide gap, so in a table it lies in one cell, but for words that overflow their cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from hedui.extract.glyphs import Bools, Floats, Ints, PageGlyphs
from hedui.model import Box

WIDE = 0.9
"""A gap of this many font sizes ends a run: word spaces are 0.25 to 0.6, a full-width space is 1."""
CLOSE = 0.33
"""A gap of this many font sizes may part cells of tightly set columns, if it does so on every line."""
_LEADER = re.compile(r"(?:[.·…‥․]\s?){5,}|…{2,}")


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a page: ``box`` n x 4, ``mid`` and ``size`` of each, ``glyphs`` the glyph numbers of each."""

    page: PageGlyphs
    box: Floats
    mid: Floats
    size: Floats
    glyphs: tuple[Ints, ...]
    listed: tuple[list[list[float]], list[float], list[float]] = field(init=False, repr=False, compare=False)
    """``box``, ``mid`` and ``size`` as plain numbers, which are several times faster one at a time."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "listed", (self.box.tolist(), self.mid.tolist(), self.size.tolist()))

    def __len__(self) -> int:
        return len(self.glyphs)

    def text(self, run: int) -> str:
        """The characters of a run, without spaces the typesetter left out."""
        return "".join(map(chr, self.page.code[self.glyphs[run]]))


def visible(page: PageGlyphs, exclude: Sequence[Box] = ()) -> Bools:
    """Which glyphs take part in tables: upright, printed, on the page, no white space, outside ``exclude``."""
    code = page.code
    keep = (code > 32) & (code != 0xA0) & (code != 0x3000) & (code != 0xAD) & ~page.generated & (page.angle == 0)
    keep |= (code == 2) & ~page.generated  # pdfium's mark for a hyphen at a line end
    keep &= (page.box[:, 2] > 0) & (page.box[:, 0] < page.width) & (page.box[:, 3] > 0) & (page.box[:, 1] < page.height)
    middle_x, middle_y = (page.box[:, 0] + page.box[:, 2]) / 2, (page.box[:, 1] + page.box[:, 3]) / 2
    for x0, top, x1, bottom in exclude:
        keep &= ~((middle_x >= x0) & (middle_x <= x1) & (middle_y >= top) & (middle_y <= bottom))
    return np.asarray(keep, np.bool_)


def runs_of(page: PageGlyphs, exclude: Sequence[Box] = ()) -> Runs:
    """The runs of a page, in the order of the content stream."""
    index = np.flatnonzero(visible(page, exclude)).astype(np.int32)
    if not len(index):
        return Runs(page, np.zeros((0, 4)), np.zeros(0), np.zeros(0), ())
    box, size, base, obj = page.box[index], page.size[index], page.baseline[index], page.obj[index]
    high = np.maximum(size[1:], size[:-1])
    gap = box[1:, 0] - box[:-1, 2]
    far = (np.abs(base[1:] - base[:-1]) > 0.6 * high) | (gap > WIDE * high) | (gap < -1.5 * high)
    # Between two text objects a smaller gap tells: cells can nearly touch, words in one object stay together.
    far |= (obj[1:] != obj[:-1]) & (gap > 0.35 * high)
    starts = np.flatnonzero(np.concatenate([[True], far]))
    groups = np.split(index, starts[1:])
    boxes = np.stack(
        [
            np.minimum.reduceat(box[:, 0], starts),
            np.minimum.reduceat(box[:, 1], starts),
            np.maximum.reduceat(box[:, 2], starts),
            np.maximum.reduceat(box[:, 3], starts),
        ],
        axis=1,
    )
    biggest = np.maximum.reduceat(size, starts)
    lowest = np.maximum.reduceat(base, starts)
    # The middle of the x-height: a measure of where a line stands that fonts with wild metrics don't disturb.
    return Runs(page, boxes, lowest - 0.3 * biggest, biggest, tuple(groups))


def text_of(runs: Runs, members: Sequence[int]) -> str:
    """The characters of some runs, without spaces."""
    return "".join(runs.text(run) for run in members)


@dataclass(frozen=True, slots=True)
class Line:
    """Runs that stand beside each other, from left to right; neighbours closer than a wide gap are one segment."""

    runs: tuple[int, ...]
    segments: tuple[tuple[int, ...], ...]
    spans: tuple[tuple[float, float], ...]
    """(x0, x1) of each segment."""
    top: float
    bottom: float
    mid: float
    size: float


def lines_of(runs: Runs, which: Ints | None = None) -> list[Line]:
    """The lines of a page (or of some of its runs), from the top."""
    which = np.arange(len(runs), dtype=np.int32) if which is None else which
    if not len(which):
        return []
    order = which[np.argsort(runs.mid[which], kind="stable")].tolist()
    _, mids, sizes = runs.listed
    lines: list[list[int]] = [[order[0]]]
    mid = mids[order[0]]
    for run in order[1:]:
        if mids[run] - mid > 0.38 * max(sizes[run], sizes[lines[-1][0]]):
            lines.append([])
            mid = mids[run]
        lines[-1].append(run)
    return [_line(runs, line) for line in lines]


def finer(runs: Runs, line: Line) -> Line:
    """A line whose segments are parted at every gap between two text objects that is wider than most word spaces."""
    return line if len(line.runs) == len(line.segments) else _line(runs, list(line.runs), CLOSE)


def _line(runs: Runs, members: list[int], wide: float = WIDE) -> Line:
    boxes, mids, sizes = runs.listed
    if len(members) == 1:
        x0, top, x1, bottom = boxes[members[0]]
        only = (members[0],)
        return Line(only, (only,), ((x0, x1),), top, bottom, mids[members[0]], sizes[members[0]])
    members.sort(key=lambda run: boxes[run][0])
    size = max(sizes[run] for run in members)
    segments: list[list[int]] = []
    spans: list[tuple[float, float]] = []
    for run in members:
        x0, _, x1, _ = boxes[run]
        if segments and x0 - spans[-1][1] <= wide * size:
            segments[-1].append(run)
            spans[-1] = (spans[-1][0], max(spans[-1][1], x1))
        else:
            segments.append([run])
            spans.append((x0, x1))
    top, bottom = min(boxes[run][1] for run in members), max(boxes[run][3] for run in members)
    mid = median(mids[run] for run in members) if len(members) > 1 else mids[members[0]]
    return Line(tuple(members), tuple(map(tuple, segments)), tuple(spans), top, bottom, mid, size)


def has_leaders(text: str) -> bool:
    """Whether a line has the dots that lead to a page number in a table of contents."""
    return _LEADER.search(text) is not None
