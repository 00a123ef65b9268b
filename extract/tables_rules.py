"""Lines between horizontal rules of one length, or shaded bands, that may be the rows of a table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from hedui.extract.glyphs import Ints, PageGlyphs
from hedui.extract.tables_columns import (
    MOST_CROSSED,
    Columns,
    close_columns,
    closer_columns,
    columns_of,
    fills,
    goes_on,
    parted_cells,
)
from hedui.extract.tables_grid import SNAP, Rules, drawings, merged
from hedui.extract.tables_heads import MOST_HEAD_LINES, two_rows
from hedui.extract.tables_region import Region
from hedui.extract.tables_rows import LEVEL, PAIRED, head_of
from hedui.extract.tables_runs import Line, Runs, finer, lines_of
from hedui.extract.tables_stretches import with_cut_top
from hedui.extract.tables_titles import has_heading, parts_tables, title_lines

_MOST_STACKED = 120
"""Rules of one stack that are looked at."""
_HANG = 6.0
"""Points by which text may hang over the ends of the rules of its table."""
_FEW_RULES = 4
"""So many rules of one extent may be those above and below sums."""
_MOST_SUMS = 0.6
"""The same as a share of the lines between them."""
_SHADE_HEIGHTS = (6.0, 400.0)


def rules_of(page: PageGlyphs, taken: Sequence[Region]) -> Rules:
    """Horizontal rules outside the tables found, and the edges of shaded bands."""
    edges = [page.lines[page.lines[:, 1] == page.lines[:, 3], :4]]
    high = page.rects[:, 3] - page.rects[:, 1]
    shades = page.rects[(high > _SHADE_HEIGHTS[0]) & (high < _SHADE_HEIGHTS[1])]
    for side in (1, 3):
        edges.append(np.stack([shades[:, 0], shades[:, side], shades[:, 2], shades[:, side]], axis=1))
    rules = merged(np.concatenate(edges), horizontal=True)
    framed = np.zeros(len(rules), np.bool_)
    for horizontals, _ in drawings(rules, merged(page.lines, horizontal=False)):
        framed |= horizontals
    keep = ~framed
    for region in taken:
        keep &= (rules.at < region.box[1] - SNAP) | (rules.at > region.box[3] + SNAP)
    return rules.take(keep)


def rules_within(rules: Rules, lines: Sequence[Line]) -> list[float]:
    """The heights of the rules that go over most of the width of some lines, and stand among them."""
    left, right = min(line.spans[0][0] for line in lines), max(line.spans[-1][1] for line in lines)
    wide = np.minimum(rules.high, right) - np.maximum(rules.low, left) > 0.6 * (right - left)
    here = (rules.at > lines[0].top - 1.5 * lines[0].size) & (rules.at < lines[-1].bottom + 1.5 * lines[-1].size)
    return [float(y) for y in np.sort(rules.at[wide & here])]


def between_rules(runs: Runs, free: Ints, rules: Rules) -> Iterator[tuple[list[Line], list[float]]]:
    """(lines, rules) for stretches between rules of one length, the longest in each stack."""
    for stack in _stacks(rules):
        left, right = float(rules.low[stack].min()) - _HANG, float(rules.high[stack].max()) + _HANG
        ys = rules.at[stack].tolist()[:_MOST_STACKED]
        middle = (runs.box[free, 0] + runs.box[free, 2]) / 2
        wider = (rules.low < left) & (rules.high > left) | (rules.high > right) & (rules.low < right)
        fences = [float(y) for y in rules.at[wider] if ys[0] < y < ys[-1]]
        lines = lines_of(runs, free[(middle > left) & (middle < right)])
        beyond = (middle <= left) | (middle >= right)
        for low, high in _level_rules(rules, ys, left, right):
            beyond &= (middle <= low) | (middle >= high)
        if _are_sums(runs, free[beyond], lines, ys):
            continue
        for part in _fenced(ys, fences):
            yield from _best_of(runs, lines, part, left, right)


def _stacks(rules: Rules) -> Iterator[np.ndarray]:
    """Groups of rules of one extent, from the top."""
    left = list(np.flatnonzero(rules.high - rules.low > 60.0))
    while left:
        first = left[0]
        same = [
            k for k in left if abs(rules.low[k] - rules.low[first]) < 6 and abs(rules.high[k] - rules.high[first]) < 6
        ]
        left = [k for k in left if k not in same]
        if len(same) > 1:
            yield np.array(sorted(same, key=lambda k: float(rules.at[k])))


def _level_rules(rules: Rules, ys: Sequence[float], left: float, right: float) -> set[tuple[float, float]]:
    """The extents, beyond the ends of some rules, of others at all the same heights: those of a table beside."""
    level: dict[tuple[float, float], int] = {}
    for at, low, high in zip(rules.at.tolist(), rules.low.tolist(), rules.high.tolist(), strict=True):
        if (high < left or low > right) and any(abs(at - y) < SNAP for y in ys):
            level[(round(low), round(high))] = level.get((round(low), round(high)), 0) + 1
    return {(low - _HANG, high + _HANG) for (low, high), count in level.items() if count == len(ys)}


def _are_sums(runs: Runs, outside: Ints, lines: Sequence[Line], ys: Sequence[float]) -> bool:
    """Whether rules stand above sums only: the lines between them go on, level, beyond their ends."""
    between = [line for line in lines if ys[0] < line.mid < ys[-1]]
    if len(ys) > max(_FEW_RULES, _MOST_SUMS * len(between)):
        return False
    mids = np.sort(runs.mid[outside])
    at = np.searchsorted(mids, [line.mid - LEVEL for line in between])
    ends = np.searchsorted(mids, [line.mid + LEVEL for line in between])
    return len(between) > 2 and float(np.mean(ends > at)) > PAIRED


def _fenced(ys: list[float], fences: list[float]) -> Iterator[list[float]]:
    """The rules of a stack, apart where a longer rule stands between them: that belongs to something else."""
    groups: dict[int, list[float]] = {}
    for y in ys:
        groups.setdefault(sum(fence < y for fence in fences), []).append(y)
    yield from (group for group in groups.values() if len(group) > 1)


def _best_of(
    runs: Runs, lines: Sequence[Line], ys: list[float], left: float, right: float
) -> Iterator[tuple[list[Line], list[float]]]:
    """The tables between the rules of one stack: from each top rule the longest, or a later one with more columns."""
    mids = np.array([line.mid for line in lines])

    def longest(first: int) -> tuple[int, int, list[Line], int]:
        """(columns, last rule, lines, first rule); no columns where nothing fits."""
        for last in range(len(ys) - 1, first, -1):
            here = list(lines[int(np.searchsorted(mids, ys[first])) : int(np.searchsorted(mids, ys[last]))])
            count = _might_be(runs, here, ys[first : last + 1], left, right)
            if count:
                return count, last, here, first
        return 0, first, [], first

    first = 0
    while first < len(ys) - 1:
        found = longest(first)
        if found[0]:
            found = max(
                (found, *(longest(later) for later in range(first + 1, min(first + 3, len(ys) - 1)))),
                key=lambda f: f[0],
            )
            if not _is_head_only(lines, found[2], found[1] - found[3]):
                edges = ys[found[3] : found[1] + 1]
                title = found[2][: title_lines(found[2], edges)]
                body = _extended(runs, lines, found[2][len(title) :])
                yield [*title, *(body if title else with_cut_top(lines, body))], edges
        first = max(found[1], first + 1)


def _is_head_only(lines: Sequence[Line], chosen: Sequence[Line], bands: int) -> bool:
    """Whether two rules enclose just the head of a table: white space tells better what hangs below it."""
    end = lines.index(chosen[-1]) + 1
    below = lines[end] if end < len(lines) else None
    if bands > 1 or len(chosen) > 4 or below is None:
        return False
    return len(below.segments) > 1 and below.top - chosen[-1].bottom < 1.5 * below.size


def _extended(runs: Runs, lines: Sequence[Line], chosen: list[Line]) -> list[Line]:
    """The lines between rules and those right above and below that go on in the same columns.

    A row that the page cuts has no rule yet, and of shaded bands the white ones have none at the table's end.
    """
    _, columns = close_columns(runs, chosen)
    if columns is None:
        return chosen
    chosen = chosen[next(k for k, line in enumerate(chosen) if len(line.segments) > 1) :]
    start, end = lines.index(chosen[0]), lines.index(chosen[-1]) + 1
    top, bottom = start, end
    usual = float(np.median([b.top - a.bottom for a, b in pairwise(chosen)])) if len(chosen) > 1 else 0.0

    def near(upper: int) -> bool:
        """Whether a line stands no farther from the next than rows of this table do."""
        gap = lines[upper + 1].top - lines[upper].bottom
        return gap < max(1.2 * lines[upper].size, 1.3 * usual)

    while top > 0 and near(top - 1):
        if goes_on(columns, parted_cells(runs, lines[top - 1], columns), 0.0):
            top -= 1
        elif top > 1 and len(lines[top - 1].segments) == 1 and near(top - 2) and fills(columns, lines[top - 2]):
            top -= 2  # the title of a group between the head and the first row
        elif two_rows([lines[top - 1].spans, lines[top].spans], [[], []], columns.bands, lines[top].size):
            top -= 1
        else:
            break
    while top < start and len(parted_cells(runs, lines[top], columns).segments) < 2:
        top += 1
    while (
        bottom < len(lines) and near(bottom - 1) and goes_on(columns, parted_cells(runs, lines[bottom], columns), 0.0)
    ):
        bottom += 1
    while bottom > end and len(lines[bottom - 1].segments) < 2 and columns.places(lines[bottom - 1].spans)[0][0] == 0:
        bottom -= 1
    return list(lines[top:bottom])


def _might_be(runs: Runs, lines: Sequence[Line], ys: Sequence[float], left: float, right: float) -> int:
    """The number of columns that lines between rules may have, 0 where they are no table.

    Most lines of a table have gaps, few cross the columns, and none of those stand at its top or foot.
    """
    several = sum(len(line.segments) > 1 for line in lines)
    if several < 2 or any(line.spans[0][0] < left or line.spans[-1][1] > right for line in lines):
        return 0
    columns = columns_of(lines) if _is_parted(runs, lines, ys) else None
    count = _fitting(runs, lines, columns, ys) if columns else 0
    if count or len(lines) < 4:
        return count
    fine = [finer(runs, line) for line in lines]
    closer = closer_columns(fine, columns_of(lines)) if _is_parted(runs, fine, ys) else None
    return _fitting(runs, fine, closer, ys) if closer else 0


def _is_parted(runs: Runs, lines: Sequence[Line], ys: Sequence[float]) -> bool:
    """Whether lines between rules have gaps where those of a table have, whatever its columns, and no heading."""
    bands: set[int] = set()
    parted: set[int] = set()
    for line in lines:
        band = bisect_left(ys, line.mid)
        bands.add(band)
        if len(line.segments) > 1:
            parted.add(band)
    several = sum(len(line.segments) > 1 for line in lines)
    if min(bands) not in parted and min(bands) and not title_lines(lines, ys):
        return False
    if len(parted) * 2 < len(bands) or (several * 2 < len(lines) and len(parted) < 3):
        return False
    return not has_heading(runs, lines)


def _fitting(runs: Runs, lines: Sequence[Line], columns: Columns, ys: Sequence[float]) -> int:
    """The number of the columns if they part lines between rules as those of a table, else 0."""
    crossing = [columns.crossed_by(parted_cells(runs, line, columns)) for line in lines]
    if any(crossing[:MOST_HEAD_LINES]):
        head = head_of(runs, lines, columns)
        crossing[: head.lines if head else 0] = [False] * (head.lines if head else 0)
    bands: dict[int, list[bool]] = {}
    for line, crosses in zip(lines, crossing, strict=True):
        bands.setdefault(bisect_left(ys, line.mid), []).append(crosses)
    prose = {band for band, crosses in bands.items() if sum(crosses) * 2 > len(crosses)}
    if any(parts_tables(runs, lines, ys, band) for band in prose):
        return 0
    untitled = 0 if title_lines(lines, ys) else min(bands)
    if untitled in prose or max(bands) in prose or any(len(bands[band]) > 1 for band in prose):
        return 0
    return len(columns) if sum(crossing) <= MOST_CROSSED * len(lines) else 0
