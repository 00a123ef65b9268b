"""The columns of tables that rulings do not enclose, told by the white between the segments of their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from hedui.extract.tables_runs import CLOSE, Line, Runs, finer

_GUTTER = 0.5
"""The narrowest white between columns, in font sizes."""
MOST_CROSSED = 0.25
"""The share of lines that may lie across the columns, as spanning heads and titles of groups do."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an open table: extents of their text from left to right."""

    low: tuple[float, ...]
    high: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.low)

    @property
    def bands(self) -> list[tuple[float, float]]:
        """The extent of each."""
        return list(zip(self.low, self.high, strict=True))

    @property
    def edges(self) -> tuple[float, ...]:
        """Outer edges and the middles of the gutters."""
        between = [(a + b) / 2 for a, b in zip(self.high, self.low[1:], strict=False)]
        return (self.low[0], *between, self.high[-1])

    def fits(self, x0: float, x1: float) -> bool:
        """Whether a segment stands in one column only, inside it or flush with a side of it."""
        hits = [k for k in range(len(self)) if _touch((x0, x1), (self.low[k], self.high[k]))]
        if len(hits) != 1:
            return False
        low, high = self.low[hits[0]], self.high[hits[0]]
        return (low - 2 <= x0 and x1 <= high + 2) or abs(x0 - low) <= 2 or abs(x1 - high) <= 2

    def crossed_by(self, line: Line) -> bool:
        """Whether a segment of a line lies across a gutter."""
        gutters = list(zip(self.high, self.low[1:], strict=False))
        return any(x0 < left - 1 and x1 > right + 1 for x0, x1 in line.spans for left, right in gutters)

    def places(self, spans: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
        """(first, last) column of each segment of a line: those it overlaps, else the nearest that is free."""
        hits = [[k for k in range(len(self)) if _touch(span, (self.low[k], self.high[k]))] for span in spans]
        used = {k for hit in hits for k in hit}
        found = []
        for (x0, x1), hit in zip(spans, hits, strict=True):
            if not hit:
                middle = (x0 + x1) / 2
                free = [k for k in range(len(self)) if k not in used] or list(range(len(self)))
                hit = [min(free, key=lambda k: min(abs(middle - self.low[k]), abs(middle - self.high[k])))]
                used.add(hit[0])
            found.append((hit[0], hit[-1]))
        return found


def columns_of(lines: Sequence[Line], gutter: float = _GUTTER) -> Columns | None:
    """The columns that the white between the segments leaves; None where there are not two.

    Spanning heads cover gutters, so the first lines are left out where more columns come to light without them; a line
    of one segment says nothing against a gutter if it is the only one that crosses.
    """
    several = [line for line in lines if len(line.segments) > 1]
    narrow = _narrow([line for line in lines if len(line.segments) == 1], several)
    best: list[tuple[float, float]] = []
    for skip in range(min(3, max(1, len(several) - 2))):
        body = several[skip:] + narrow
        bands = _bridged(_bands(body, gutter), lines)
        if len(bands) > len(best):
            best = bands
    if len(best) < 2:
        return None
    return Columns(tuple(low for low, _ in best), tuple(high for _, high in best))


def close_columns(runs: Runs, lines: Sequence[Line]) -> tuple[Sequence[Line], Columns | None]:
    """The lines and their columns, parted more finely where tightly set columns come to light."""
    columns = columns_of(lines)
    if len(lines) < 4:
        return lines, columns
    fine = [finer(runs, line) for line in lines]
    closer = closer_columns(fine, columns)
    return (lines, columns) if closer is None else (fine, closer)


def closer_columns(fine: Sequence[Line], columns: Columns | None) -> Columns | None:
    """The columns of finely parted lines where they are more than those that wide gaps leave, else None.

    A narrow gutter counts if it goes through all lines and most of them have text on both its sides; the gaps between
    words do so only by chance, and never on many lines.
    """
    closer = columns_of(fine, CLOSE)
    if closer is None or len(closer) <= (len(columns) if columns else 2):
        return None
    least = 0.4 if columns else 0.7
    known = list(zip(columns.high, columns.low[1:], strict=False)) if columns else []
    for left, right in pairwise(closer.bands):
        if any(min(end, right[0]) - max(start, left[1]) > 0 for start, end in known):
            continue
        sides = [(any(_touch(s, left) for s in line.spans), any(_touch(s, right) for s in line.spans)) for line in fine]
        both, either = sum(a and b for a, b in sides), sum(a or b for a, b in sides)
        if both < max(3, least * either) and not (
            len(fine) > 4 and any(_heads_apart(line, left, right) for line in fine[:2])
        ):
            return None
    return closer


def parted_cells(runs: Runs, line: Line, columns: Columns) -> Line:
    """A line of which a segment reaches over several columns though it is cells that nearly touch, one in each."""
    if not columns.crossed_by(line):
        return line
    close = finer(runs, line)
    places = columns.places(close.spans)
    alone = all(first == last for first, last in places) and len(set(places)) == len(places) > len(line.segments)
    return close if alone and not columns.crossed_by(close) else line


def goes_on(columns: Columns, line: Line, gap: float) -> bool:
    """Whether a line goes on in these columns: it stands near, each segment in one column."""
    return gap < 1.2 * line.size and all(columns.fits(*span) for span in line.spans)


def fills(columns: Columns, line: Line) -> bool:
    """Whether a line has cells in more than half of these columns, and nothing that lies across."""
    places = {place for place, _ in columns.places(line.spans)}
    return len(places) > 1 and len(places) * 2 > len(columns) and all(columns.fits(*span) for span in line.spans)


def _bridged(bands: list[tuple[float, float]], lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The bands, neighbours put together that no line parts, if one segment covers both or one is in the head only.

    So the head of a column, set flush left, and its figures, set flush right, make one column.
    """
    at = 0
    while at + 1 < len(bands):
        one, two = bands[at], bands[at + 1]
        parted = False
        bridged = any(not any(_touch(span, band) for line in lines[3:] for span in line.spans) for band in (one, two))
        for line in lines:
            hits = [(_touch(span, one), _touch(span, two)) for span in line.spans]
            bridged = bridged or (any(a and b for a, b in hits) and len(line.spans) > 1)
            parted = parted or (any(a and not b for a, b in hits) and any(b and not a for a, b in hits))
            if parted:
                break
        if bridged and not parted:
            bands[at : at + 2] = [(one[0], two[1])]
        else:
            at += 1
    return bands


def _touch(span: tuple[float, float], band: tuple[float, float]) -> bool:
    return min(span[1], band[1]) - max(span[0], band[0]) > 0.5


def _heads_apart(line: Line, left: tuple[float, float], right: tuple[float, float]) -> bool:
    """Whether a line of the head has a text in each of two columns, with more than a word space between them."""
    ends = [x1 for x0, x1 in line.spans if _touch((x0, x1), left)]
    starts = [x0 for x0, x1 in line.spans if _touch((x0, x1), right)]
    return bool(ends and starts) and min(starts) - max(ends) > 0.45 * line.size


def _narrow(single: Sequence[Line], several: Sequence[Line]) -> list[Line]:
    """The lines of one segment that lie under one segment of a neighbour: a cell's second line, no spanning title."""
    if not single or not several:
        return []
    low, high = np.array([span for line in several for span in line.spans]).T
    counts = np.array([len(line.spans) for line in several])
    starts = np.cumsum(counts) - counts
    inner = np.delete(low, starts)
    x0, x1 = np.array([line.spans[0] for line in single]).T
    inside = (low - 1 <= x0[:, None]) & (x1[:, None] <= high + 1)
    held = np.logical_or.reduceat(inside, starts, axis=1).sum(axis=1)
    keep = (len(several) - held < 0.5 * len(several)) | (np.abs(inner - x0[:, None]) < 2).any(axis=1)
    return [line for line, kept in zip(single, keep.tolist(), strict=True) if kept]


def _bands(lines: Sequence[Line], gutter: float) -> list[tuple[float, float]]:
    """The stretches of x that text covers, gutters apart."""
    spans = sorted(span for line in lines for span in line.spans)
    if not spans:
        return []
    least = gutter * median(line.size for line in lines)
    bands = [spans[0]]
    for x0, x1 in spans[1:]:
        if x0 - bands[-1][1] > least:
            bands.append((x0, x1))
        else:
            bands[-1] = (bands[-1][0], max(bands[-1][1], x1))
    return bands
