"""Columns of a page: where prose stands side by side the rows are cut at the gutter, and read column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import median

import numpy as np
from numpy.typing import NDArray

from hedui.extract.captions import is_caption
from hedui.extract.lines_rows import Row
from hedui.extract.lines_text import Printed
from hedui.model import Box

MIN_COLUMN_ROWS = 4
"""No column has fewer rows."""


@dataclass(slots=True)
class Zone:
    """Rows that are read one after the other; x0 and x1 are the edges of their column."""

    rows: list[Row]
    x0: float = 0.0
    x1: float = 0.0

    def __post_init__(self) -> None:
        self.x0 = min((s.x0 for r in self.rows for s in r.segments), default=0.0)
        self.x1 = max((s.x1 for r in self.rows for s in r.segments), default=0.0)


def reading_order(rows: list[Row], barriers: Sequence[Box], printed: Printed, known: set[int]) -> list[Zone]:
    """The zones of a page in the order they are read; the places of its gutters are added to those ``known``."""
    parts = _between(rows, barriers, printed)
    before = len(known)
    zones = [zone for part in parts for zone in zones_of(part, known)]
    if len(parts) > 1 and len(known) > before:  # the few lines above a table stand at the gutter found below it
        zones = [zone for part in parts for zone in zones_of(part, known)]
    return zones


def zones_of(rows: list[Row], known: set[int], depth: int = 0) -> list[Zone]:
    """Zones in reading order: rows above columns, the columns from left to right, rows below them."""
    found = _gutter(rows, depth > 0) if depth < 4 else None
    usual = _known_gutter(rows, known) if depth < 4 else None
    if found is not None and depth == 0:
        middle = _middle(rows, found)
        if not any(abs(middle - x) <= 4 for x in known):
            known.add(middle)
    if usual is not None and (found is None or _is_better(usual, found)):
        found = usual
    if found is None:
        return [Zone(rows)] if rows else []
    first, last, x = found
    left, right = _parted(rows[first:last], x)
    return [
        *zones_of(rows[:first], known, depth + 1),
        *zones_of(left, known, depth + 1),
        *zones_of(right, known, depth + 1),
        *zones_of(rows[last:], known, depth + 1),
    ]


def _middle(rows: list[Row], found: tuple[int, int, float]) -> int:
    """The middle of a gutter. What begins in it on one row only, as a page number does, is not of the column."""
    first, last, x = found
    left, right = _parted(rows[first:last], x)
    starts = Counter(round(row.segments[0].x0) for row in right)
    low = max(row.segments[-1].x1 for row in left)
    return round((low + min((x0 for x0, n in starts.items() if n > 1 and x0 > low), default=x)) / 2)


def _is_better(usual: tuple[int, int, float], found: tuple[int, int, float]) -> bool:
    """Whether the usual gutter of the document goes through about as many rows as one found on this page only."""
    return abs(usual[2] - found[2]) > 8 and usual[1] - usual[0] >= 0.8 * (found[1] - found[0])


def _known_gutter(rows: list[Row], known: set[int]) -> tuple[int, int, float] | None:
    """The rows on both sides of a gutter that other columns of the document have, however few they are."""
    best: tuple[int, int, float] | None = None
    for x in sorted(known):
        clear = [not any(s.x0 < x + 3 and s.x1 > x - 3 for s in row.segments) for row in rows]
        first = 0
        while first < len(rows):
            if not (clear[first] and rows[first].segments[-1].x0 > x):
                first += 1
                continue
            last = first
            while last < len(rows) and clear[last]:
                last += 1
            left, right = _parted(rows[first:last], x)
            if left and right and len(left) + len(right) > 2 and (best is None or last - first > best[1] - best[0]):
                best = (first, last, float(x))
            first = last
    return best


def _between(rows: list[Row], barriers: Sequence[Box], printed: Printed) -> list[list[Row]]:
    """The rows between wide tables; the caption above a table is a part by itself."""
    x0 = min(s.x0 for r in rows for s in r.segments)
    x1 = max(s.x1 for r in rows for s in r.segments)
    parts: list[list[Row]] = [[]]
    waiting = sorted((b for b in barriers if b[2] - b[0] > 0.6 * (x1 - x0)), key=lambda b: b[1])
    for row in rows:
        while waiting and row.baseline > waiting[0][1]:
            waiting.pop(0)
            parts.append([])
        near = waiting and waiting[0][1] - row.baseline < 4 * row.size and len(row.segments) == 1
        if near and (line := printed.line(row)) is not None and is_caption(line.text):
            parts.append([])
        parts[-1].append(row)
    return [part for part in parts if part]


def _parted(rows: Iterable[Row], x: float) -> tuple[list[Row], list[Row]]:
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        for part, side in (
            (left, [s for s in row.segments if s.x1 <= x]),
            (right, [s for s in row.segments if s.x0 >= x]),
        ):
            if side:
                part.append(Row(row.baseline, row.size, side, whole=row.whole and len(side) == len(row.segments)))
    return left, right


def _gutter(rows: list[Row], nested: bool = False) -> tuple[int, int, float] | None:
    """(first row, row after the last, x) of the longest stretch of rows with prose on both sides of an empty strip.

    ``nested`` says that the rows are a column themselves: what stands side by side in one is rather a table.
    """
    if len(rows) < 2 * MIN_COLUMN_ROWS and sum(len(r.segments) > 1 for r in rows) < MIN_COLUMN_ROWS:
        return None
    x0 = min(s.x0 for r in rows for s in r.segments)
    x1 = max(s.x1 for r in rows for s in r.segments)
    low, high = x0 + 0.18 * (x1 - x0), x1 - 0.18 * (x1 - x0)
    width = int(high - low)
    if width < 20:
        return None
    covered = np.zeros((len(rows), width + 1), np.bool_)
    for k, row in enumerate(rows):
        for s in row.segments:
            covered[k, max(0, int(s.x0 - low)) : max(0, ceil(s.x1 - low))] = True
    best: tuple[int, int, int, float] | None = None
    candidates = _strips(covered)
    for x in candidates:
        for first, last in _stretches(rows, covered[:, x]):
            if last - first < MIN_COLUMN_ROWS or (best and last - first <= best[0]):
                continue
            trimmed = _trimmed(rows, first, last, low + x, nested)
            if trimmed and (best is None or trimmed[1] - trimmed[0] > best[0]):
                best = (trimmed[1] - trimmed[0], *trimmed, low + x)
    return best[1:] if best else None


def _strips(covered: NDArray[np.bool_]) -> list[int]:
    """The middles of the strips that fewer rows cross than the places on both sides of them."""
    crossing = covered.sum(axis=0)
    # A page number or a title in the middle crosses the gutter too.
    few = max(2, round(0.05 * len(covered)))
    found: set[int] = set()
    for at in _minima(crossing):
        first = last = at
        while first > 0 and crossing[first - 1] <= crossing[at] + few:
            first -= 1
        while last + 1 < len(crossing) and crossing[last + 1] <= crossing[at] + few:
            last += 1
        if first == 0 or last + 1 == len(crossing) or last - first < 5:
            continue
        if min(crossing[:first].max(), crossing[last + 1 :].max()) >= crossing[at] + MIN_COLUMN_ROWS - 1:
            emptiest = np.flatnonzero(crossing[first : last + 1] == crossing[at]) + first
            found.add(int(emptiest[np.argmin(np.abs(emptiest - (first + last) / 2))]))
    return sorted(found)


def _minima(counts: NDArray[np.intp]) -> list[int]:
    """One place in each lowest stretch of some counts."""
    steps = np.flatnonzero(np.diff(counts)) + 1
    starts = [0, *steps.tolist()]
    levels = counts[starts].tolist()
    around = [max(levels) + 1, *levels, max(levels) + 1]
    return [starts[k] for k, level in enumerate(levels) if around[k] > level < around[k + 2]]


def _stretches(rows: list[Row], crossed: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Rows that leave a place free, as (first, row after the last); and the parts of these between wide gaps."""
    edges = np.flatnonzero(np.diff(np.concatenate([[True], crossed, [True]]).astype(np.int8)))
    whole = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    parts: list[tuple[int, int]] = []
    for first, last in whole:
        gaps = [k for k in range(first + 1, last) if rows[k].baseline - rows[k - 1].baseline > 2.2 * rows[k].size]
        if gaps:
            parts += pairwise([first, *gaps, last])
    return sorted({*whole, *parts}, key=lambda part: part[0] - part[1])


def _trimmed(rows: list[Row], first: int, last: int, x: float, nested: bool) -> tuple[int, int] | None:
    """The part of the stretch with text on both sides of x, if both sides read like columns of prose."""
    on_left = [k for k in range(first, last) if rows[k].segments[0].x1 <= x]
    on_right = [k for k in range(first, last) if rows[k].segments[-1].x0 >= x]
    if min(len(on_left), len(on_right)) < MIN_COLUMN_ROWS:
        return None
    # A heading above the columns is not part of them, however short; what stands on the right always is.
    first = min(on_right[0], max(k for k in on_left if k <= on_right[0]) if on_left[0] <= on_right[0] else on_left[0])
    left, right = _parted(rows[first:last], x)
    beside = (
        min(left[-1].baseline, right[-1].baseline) - max(left[0].baseline, right[0].baseline) if left and right else 0
    )
    prose = (_is_prose(left), _is_prose(right))
    if not nested and any(prose) and not all(prose):  # the other side may be columns itself
        prose = (prose[0] or _in_columns(left), prose[1] or _in_columns(right))
    if (
        not (all(prose) or (any(prose) and not nested and _is_aligned(left) and _is_aligned(right)))
        or beside < MIN_COLUMN_ROWS * 0.9 * rows[first].size
    ):
        return None
    return first, last


def _in_columns(rows: list[Row]) -> bool:
    """Whether rows are columns of prose for the most part."""
    found = _gutter(rows, True)
    return found is not None and found[1] - found[0] >= 0.6 * len(rows)


def _is_prose(rows: list[Row]) -> bool:
    """Half of the lines at least reach from about the left to about the right edge of the column, in one piece."""
    # A long column may hold many short lines: headings, ends of short paragraphs; and a table, whose rows don't count.
    whole = sum(map(_in_one_piece, rows))
    if whole < max(MIN_COLUMN_ROWS, 0.4 * len(rows)):
        return False
    return _full(rows) >= (0.35 if len(rows) >= 8 else 0.5) * whole


def _full(rows: list[Row]) -> int:
    """How many rows reach from about the left to about the right edge of their column; 0 where it is too narrow."""
    x0 = min(r.segments[0].x0 for r in rows)
    x1 = max(r.segments[-1].x1 for r in rows)
    if x1 - x0 < 9 * median(r.size for r in rows):
        return 0
    wide = x1 - x0
    return sum(
        r.segments[-1].x1 > x1 - 0.15 * wide and r.segments[0].x0 < x0 + 0.25 * wide and _in_one_piece(r) for r in rows
    )


def _in_one_piece(row: Row) -> bool:
    """Whether a row is one stretch of words, or a label and one: cells are neither."""
    first = row.segments[0]
    return len(row.segments) == 1 or (len(row.segments) == 2 and first.x1 - first.x0 < 3 * row.size)


def _is_aligned(rows: list[Row]) -> bool:
    """Whether rows begin where those of a hardly filled column do: at one place, or near it, and some reach far."""
    lefts = [r.segments[0].x0 for r in rows]
    wide = max(r.segments[-1].x1 for r in rows) - min(lefts)
    if wide <= 9 * rows[0].size:
        return False
    usual = median(lefts)
    at_one_place = sum(abs(x - usual) < 2 for x in lefts) >= 0.8 * len(lefts)
    near = sum(x < min(lefts) + 0.25 * wide for x in lefts) >= 0.9 * len(lefts)
    return at_one_place or (near and _full(rows) >= max(3, 0.15 * len(rows)))
