"""Tables that rulings do not enclose: columns are told by the white between them, rows by rules, shades or line pitch.

Candidates are the lines between horizontal rules of one length (or shaded bands), and stretches of lines with gaps in
them. What makes prose, lists, contents pages, listings and indexes no tables stands in ``tables_evidence``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

import numpy as np

from hedui.extract.captions import CAPTION_STARTS, is_caption
from hedui.extract.glyphs import Ints, PageGlyphs
from hedui.extract.lines import Line as PageLine
from hedui.extract.lines import is_in_columns
from hedui.extract.lines import lines_of as page_lines_of
from hedui.extract.tables_cells import Cell, cell, cell_lines, may_break, with_spaces
from hedui.extract.tables_evidence import Candidate, is_label, is_number, is_prose, is_text, judged
from hedui.extract.tables_grid import SNAP, Rules, drawings, merged
from hedui.extract.tables_heads import MOST_HEAD_LINES, Head, short_rules, two_rows
from hedui.extract.tables_region import Region, Row, dense, glyphs_in
from hedui.extract.tables_runs import CLOSE, Line, Runs, finer, has_leaders, lines_of

_GUTTER = 0.5
"""The narrowest white between columns, in font sizes."""
_MOST_STACKED = 120
"""Rules of one stack that are looked at."""
_MOST_CROSSED = 0.25
"""The share of lines that may lie across the columns, as spanning heads and titles of groups do."""
_HANG = 6.0
"""Points by which text may hang over the ends of the rules of its table."""
_TALL = 0.45
"""The share of the page that text between two rules takes up if they may be those of its head and foot."""
_LEAST_STACKED = 3
"""So many lines in one cell that have their like in others may be as many rows."""
_MOST_FRAMED = 6
"""Of more rows than so many all are ruled."""
_HEADING = 1.15
"""A line of so much larger type than a table's is no part of it."""
_FEW_RULES = 4
"""So many rules of one extent may be those above and below sums."""
_LEVEL = 0.8
"""Points by which the cells of a row may stand at different heights."""
_PAIRED = 0.7
"""The share of the lines on the emptier side of a gutter that stand level with one on the other, in a table."""
_SHADE_HEIGHTS = (6.0, 400.0)


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

    def hold(self, x0: float, x1: float) -> bool:
        """Whether a segment lies inside one column."""
        return any(low - 2 <= x0 and x1 <= high + 2 for low, high in zip(self.low, self.high, strict=True))

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


def open_tables(page: PageGlyphs, runs: Runs, taken: Sequence[Region], gutters: Iterable[int] = ()) -> list[Region]:
    """The tables of a page that no closed grid holds; ``taken`` are those that were found already."""
    free = _free(runs, taken)
    found: list[Region] = []
    rules = _rules_of(page, taken)
    for lines, ys in _between_rules(runs, free, rules):
        tall = max(b - a for a, b in pairwise(ys)) > _TALL * page.height  # the rules of a head and a foot, perhaps
        text = _Text(page, runs, free, gutters) if tall else None
        region = _table(page, runs, lines, ys, "horizontal rules", text=text)
        if region is not None:
            found.append(region)
    free = _free(runs, [*taken, *found]) if found else free
    lines = lines_of(runs, free)
    stretches = [_with_cut_top(lines, stretch) for stretch in _stretches(runs, lines)]
    if not stretches:
        return found
    text = _Text(page, runs, free, gutters)
    zones = text.zones()
    for stretch in stretches:
        beside = len(zones) > 1
        named = _is_named(runs, lines, stretch[0])
        region = _table(page, runs, stretch, _rules_within(rules, stretch), "white space", beside, text, named)
        if region is not None:
            found.append(region)
    for zone in zones if len(zones) > 1 else ():
        inside = [line for line in lines_of(runs, zone) if not _inside(line, found)]
        for stretch in _stretches(runs, inside):
            ys, named = _rules_within(rules, stretch), _is_named(runs, inside, stretch[0])
            region = _table(page, runs, stretch, ys, "white space", text=text, named=named)
            if region is not None:
                found.append(region)
    return found


def _is_named(runs: Runs, lines: Sequence[Line], first: Line) -> bool:
    """Whether a caption, of one line or two, stands right above a line."""
    at = next((k for k, line in enumerate(lines) if line.mid >= first.mid), 0)
    above = lines[max(0, at - 2) : at]
    return any(_is_caption(runs, line) and len(line.segments) == 1 for line in above)


def _inside(line: Line, regions: Sequence[Region]) -> bool:
    return any(r.box[1] <= line.mid <= r.box[3] and r.box[0] <= line.spans[0][0] <= r.box[2] for r in regions)


class _Text:
    """Some runs of a page read as text, as if none of them belonged to a table."""

    def __init__(self, page: PageGlyphs, runs: Runs, free: Ints, gutters: Iterable[int]) -> None:
        self._page, self._runs, self._free, self._gutters = page, runs, free, gutters
        self._chosen = with_spaces(page.code, np.sort(np.concatenate([runs.glyphs[run] for run in free])))

    @cached_property
    def lines(self) -> list[PageLine]:
        """Its lines."""
        return page_lines_of(self._page, self._chosen, gutters=set(self._gutters))

    def zones(self) -> list[Ints]:
        """The runs of each column of prose; none where there is but one.

        A table may be taken for columns too: it is looked for first.
        """
        if not is_in_columns(self._page, self._chosen, self._gutters):
            return []
        zones: dict[int, list[PageLine]] = {}
        for line in self.lines:
            zones.setdefault(line.column, []).append(line)
        runs, free = self._runs, self._free
        middle = (runs.box[free, 0] + runs.box[free, 2]) / 2
        parts = []
        for members in zones.values():
            left, right = min(line.x0 for line in members) - 1, max(line.x1 for line in members) + 1
            top, bottom = min(line.top for line in members), max(line.bottom for line in members)
            inside = (middle >= left) & (middle <= right) & (runs.mid[free] >= top) & (runs.mid[free] <= bottom)
            parts.append(free[inside])
        return parts


def _free(runs: Runs, taken: Sequence[Region]) -> Ints:
    free = np.ones(len(runs), np.bool_)
    for region in taken:
        x0, top, x1, bottom = region.box
        middle = (runs.box[:, 0] + runs.box[:, 2]) / 2
        free &= ~((middle >= x0) & (middle <= x1) & (runs.mid >= top) & (runs.mid <= bottom))
    return np.flatnonzero(free).astype(np.int32)


def _rules_of(page: PageGlyphs, taken: Sequence[Region]) -> Rules:
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


def _between_rules(runs: Runs, free: Ints, rules: Rules) -> Iterator[tuple[list[Line], list[float]]]:
    """(lines, rules) for stretches between rules of one length, the longest in each stack."""
    for stack in _stacks(rules):
        left, right = float(rules.low[stack].min()) - _HANG, float(rules.high[stack].max()) + _HANG
        ys = rules.at[stack].tolist()[:_MOST_STACKED]
        middle = (runs.box[free, 0] + runs.box[free, 2]) / 2
        wider = (rules.low < left) & (rules.high > left) | (rules.high > right) & (rules.low < right)
        fences = [float(y) for y in rules.at[wider] if ys[0] < y < ys[-1]]
        lines = lines_of(runs, free[(middle > left) & (middle < right)])
        if len(ys) <= _FEW_RULES and _are_sums(runs, free[(middle <= left) | (middle >= right)], lines, ys):
            continue
        for part in _fenced(ys, fences):
            yield from _best_of(runs, lines, part, left, right)


def _are_sums(runs: Runs, outside: Ints, lines: Sequence[Line], ys: Sequence[float]) -> bool:
    """Whether rules stand above sums only: the lines between them go on, level, beyond their ends."""
    between = [line for line in lines if ys[0] < line.mid < ys[-1]]
    mids = np.sort(runs.mid[outside])
    at = np.searchsorted(mids, [line.mid - _LEVEL for line in between])
    ends = np.searchsorted(mids, [line.mid + _LEVEL for line in between])
    return len(between) > 2 and float(np.mean(ends > at)) > _PAIRED


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
                title = found[2][: _title_lines(found[2], edges)]
                yield [*title, *_extended(lines, found[2][len(title) :])], edges
        first = max(found[1], first + 1)


def _is_head_only(lines: Sequence[Line], chosen: Sequence[Line], bands: int) -> bool:
    """Whether two rules enclose just the head of a table: white space tells better what hangs below it."""
    end = lines.index(chosen[-1]) + 1
    below = lines[end] if end < len(lines) else None
    if bands > 1 or len(chosen) > 4 or below is None:
        return False
    return len(below.segments) > 1 and below.top - chosen[-1].bottom < 1.5 * below.size


def _extended(lines: Sequence[Line], chosen: list[Line]) -> list[Line]:
    """The lines between rules and those right above and below that go on in the same columns.

    A row that the page cuts has no rule yet, and of shaded bands the white ones have none at the table's end.
    """
    columns = columns_of(chosen)
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
        if _fits(columns, lines[top - 1], 0.0):
            top -= 1
        elif top > 1 and len(lines[top - 1].segments) == 1 and near(top - 2) and _fills(columns, lines[top - 2]):
            top -= 2  # the title of a group between the head and the first row
        elif two_rows([lines[top - 1].spans, lines[top].spans], [[], []], columns.bands, lines[top].size):
            top -= 1
        else:
            break
    while top < start and len(lines[top].segments) < 2:
        top += 1
    while bottom < len(lines) and near(bottom - 1) and _fits(columns, lines[bottom], 0.0):
        bottom += 1
    while bottom > end and len(lines[bottom - 1].segments) < 2 and columns.places(lines[bottom - 1].spans)[0][0] == 0:
        bottom -= 1
    return list(lines[top:bottom])


def _fits(columns: Columns, line: Line, gap: float) -> bool:
    return gap < 1.2 * line.size and all(columns.fits(*span) for span in line.spans)


def _with_cut_top(lines: Sequence[Line], stretch: list[Line]) -> list[Line]:
    """A stretch with the rest of a row above it that the page before cut: lines of cells, but none that has gaps.

    They stand close above, each in a column that is not the first, and nothing stands close above them.
    """
    start = top = lines.index(stretch[0])

    def is_near() -> bool:
        """Whether a line stands close above."""
        return top > 0 and lines[top].top - lines[top - 1].bottom < (0.6 if top < start else 1.1) * lines[top].size

    columns = columns_of(stretch) if is_near() else None
    while columns is not None and is_near():
        first = columns.places(lines[top - 1].spans)[0][0]
        if (
            not first
            or not _fits(columns, lines[top - 1], 0.0)
            or abs(lines[top - 1].spans[0][0] - columns.low[first]) > 2
        ):
            return stretch
        top -= 1
    return [*lines[top:start], *stretch]


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


def _might_be(runs: Runs, lines: Sequence[Line], ys: Sequence[float], left: float, right: float) -> int:
    """The number of columns that lines between rules may have, 0 where they are no table.

    Most lines of a table have gaps, few cross the columns, and none of those stand at its top or foot.
    """
    several = sum(len(line.segments) > 1 for line in lines)
    if several < 2 or any(line.spans[0][0] < left or line.spans[-1][1] > right for line in lines):
        return 0
    columns = columns_of(lines)
    if columns is None:
        return 0
    crossing = [columns.crossed_by(_parted_cells(runs, line, columns)) for line in lines]
    if any(crossing[:MOST_HEAD_LINES]):
        head = _head_of(runs, lines, columns)
        crossing[: head.lines if head else 0] = [False] * (head.lines if head else 0)
    bands: dict[int, list[bool]] = {}
    parted: set[int] = set()
    for line, crosses in zip(lines, crossing, strict=True):
        band = int(np.searchsorted(ys, line.mid))
        bands.setdefault(band, []).append(crosses)
        if len(line.segments) > 1:
            parted.add(band)
    untitled = 0 if _title_lines(lines, ys) else min(bands)
    if min(bands) not in parted and untitled:
        return 0
    if len(parted) * 2 < len(bands) or (several * 2 < len(lines) and len(parted) < 3):
        return 0
    if _has_heading(runs, lines):
        return 0
    prose = {band for band, crosses in bands.items() if sum(crosses) * 2 > len(crosses)}
    if any(_parts_tables(runs, lines, ys, band) for band in prose):
        return 0
    if untitled in prose or max(bands) in prose or any(len(bands[band]) > 1 for band in prose):
        return 0
    return len(columns) if sum(crossing) <= _MOST_CROSSED * len(lines) else 0


def _title_lines(lines: Sequence[Line], ys: Sequence[float]) -> int:
    """How many lines at the top are a row across the table: alone and snug between its first two rules."""
    inside = [line for line in lines if line.mid < ys[1]]
    if not inside or len(inside) > 2 or len(lines) < len(inside) + 3 or inside[0].mid < ys[0]:
        return 0
    below = lines[len(inside) :]
    size, low = below[0].size, min(line.spans[0][0] for line in below)
    high = max(line.spans[-1][1] for line in below)
    alone = all(len(line.segments) == 1 and abs(line.size - size) < 0.05 * size for line in inside)
    flush = all(abs(line.spans[0][0] - low) < 3 for line in inside)
    middle = all(abs(line.spans[0][0] + line.spans[0][1] - low - high) < 6 for line in inside)
    snug = ys[1] - ys[0] - sum(line.bottom - line.top for line in inside) < 0.9 * size
    parted = any(len(line.segments) > 1 and line.mid < ys[min(2, len(ys) - 1)] for line in below)
    return len(inside) if alone and (flush or middle) and snug and parted else 0


def _has_heading(runs: Runs, lines: Sequence[Line]) -> bool:
    """Whether a caption, or a line of larger type than the rest, stands among lines: then they are two tables."""
    size = median(line.size for line in lines)
    if any(line.size > _HEADING * size for line in lines[1:] if len(line.segments) == 1):
        return True
    return any(_is_caption(runs, line) for k, line in enumerate(lines) if k == 0 or len(line.segments) == 1)


def _parts_tables(runs: Runs, lines: Sequence[Line], ys: Sequence[float], band: int) -> bool:
    """Whether what stands between two rules is the caption or heading of a next table and no title inside this one."""
    if not 0 < band < len(ys):
        return True
    inside = [line for line in lines if ys[band - 1] < line.mid < ys[band]]
    high, usual = ys[band] - ys[band - 1], float(np.median(np.diff(ys)))
    loose = high - sum(line.bottom - line.top for line in inside) > 1.3 * inside[0].size and high > 1.3 * usual
    return loose or _is_caption(runs, inside[0])


def _rules_within(rules: Rules, lines: Sequence[Line]) -> list[float]:
    left, right = min(line.spans[0][0] for line in lines), max(line.spans[-1][1] for line in lines)
    wide = np.minimum(rules.high, right) - np.maximum(rules.low, left) > 0.6 * (right - left)
    here = (rules.at > lines[0].top - 1.5 * lines[0].size) & (rules.at < lines[-1].bottom + 1.5 * lines[-1].size)
    return [float(y) for y in np.sort(rules.at[wide & here])]


# Stretches of lines with gaps -----------------------------------------------------------------------------------------


def _stretches(runs: Runs, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Neighbouring lines that may be a table: they start and end with one that has gaps, prose is in none."""
    if not lines:
        return
    left, right = min(line.spans[0][0] for line in lines), max(line.spans[-1][1] for line in lines)
    now: list[Line] = []
    for line in lines:
        if len(now) == 1 and now[0].size > 1.12 * line.size and line.top - now[0].bottom > 0.25 * line.size:
            now = []  # a heading with a gap behind its number
        if now and (line.top - now[-1].bottom > 2.2 * line.size or abs(line.size - now[-1].size) > 0.35 * line.size):
            yield from _trimmed(now)
            now = []
        heads = len(line.segments) == 1 and now and line.size > _HEADING * now[-1].size
        if (heads or _is_prose(runs, line, right - left)) and not _hangs_under(line, now):
            yield from _trimmed(now)
            now = []
        else:
            now.append(line)
    yield from _trimmed(now)


def _is_prose(runs: Runs, line: Line, width: float) -> bool:
    """Whether a line belongs to no table: one long segment, a label and one, a caption."""
    spans = line.spans
    wide = spans[-1][1] - spans[-1][0] > 0.55 * width
    if wide and (len(spans) == 1 or (len(spans) == 2 and is_label(_text(runs, line.segments[0])))):
        return True
    return _is_caption(runs, line)


def _hangs_under(line: Line, above: Sequence[Line]) -> bool:
    """Whether a long line goes on in a cell: close under a line with gaps, and begun where a segment of that begins."""
    if not above or len(line.spans) > 1 or line.top - above[-1].bottom > 0.5 * line.size:
        return False
    last = next((other for other in reversed(above) if len(other.spans) > 1), None)
    return last is not None and any(
        abs(line.spans[0][0] - x0) < 2 and line.spans[0][1] < x1 + 60 for x0, x1 in last.spans[1:]
    )


def _trimmed(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines from the first that has gaps to the last, and what hangs on below that."""
    several = [k for k, line in enumerate(lines) if len(line.segments) > 1]
    if len(several) < 2:
        return
    body = lines[several[0] : several[-1] + 1]
    columns = columns_of(body)
    for line in lines[several[-1] + 1 :]:
        hangs_on = line.top - body[-1].bottom < 0.5 * line.size and abs(line.size - body[-1].size) < 0.1 * line.size
        if columns is None or not hangs_on or not columns.fits(*line.spans[0]):
            break
        body.append(line)
    yield body


# Columns --------------------------------------------------------------------------------------------------------------


def columns_of(lines: Sequence[Line], gutter: float = _GUTTER) -> Columns | None:
    """The columns that the white between the segments leaves; None where there are not two.

    Spanning heads cover gutters, so the first lines are left out where more columns come to light without them; a line
    of one segment says nothing against a gutter if it is the only one that crosses.
    """
    several = [line for line in lines if len(line.segments) > 1]
    best: list[tuple[float, float]] = []
    for skip in range(min(3, max(1, len(several) - 2))):
        body = several[skip:] + [line for line in lines if len(line.segments) == 1 and _narrow(line, several)]
        bands = _bridged(_bands(body, gutter), lines)
        if len(bands) > len(best):
            best = bands
    if len(best) < 2:
        return None
    return Columns(tuple(low for low, _ in best), tuple(high for _, high in best))


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


def close_columns(runs: Runs, lines: Sequence[Line]) -> tuple[Sequence[Line], Columns | None]:
    """The lines and their columns, parted more finely where tightly set columns come to light.

    A narrow gutter counts if it goes through all lines and most of them have text on both its sides; the gaps between
    words do so only by chance, and never on many lines.
    """
    columns = columns_of(lines)
    if columns is None or len(lines) < 4:
        return lines, columns
    fine = [finer(runs, line) for line in lines]
    closer = columns_of(fine, CLOSE)
    if closer is None or len(closer) <= len(columns):
        return lines, columns
    bands = list(zip(closer.low, closer.high, strict=True))
    for left, right in pairwise(bands):
        sides = [(any(_touch(s, left) for s in line.spans), any(_touch(s, right) for s in line.spans)) for line in fine]
        both, either = sum(a and b for a, b in sides), sum(a or b for a, b in sides)
        if both < max(3, 0.4 * either) and not (
            len(fine) > 4 and any(_heads_apart(line, left, right) for line in fine[:2])
        ):
            return lines, columns
    return fine, closer


def _heads_apart(line: Line, left: tuple[float, float], right: tuple[float, float]) -> bool:
    """Whether a line of the head has a text in each of two columns, with more than a word space between them."""
    ends = [x1 for x0, x1 in line.spans if _touch((x0, x1), left)]
    starts = [x0 for x0, x1 in line.spans if _touch((x0, x1), right)]
    return bool(ends and starts) and min(starts) - max(ends) > 0.45 * line.size


def _narrow(line: Line, several: Sequence[Line]) -> bool:
    """Whether a line of one segment lies under one segment of a neighbour: a cell's second line, no spanning title."""
    x0, x1 = line.spans[0]
    crossed = sum(all(not (a - 1 <= x0 and x1 <= b + 1) for a, b in one.spans) for one in several)
    return crossed < 0.5 * len(several) or any(abs(a - x0) < 2 for one in several for a, _ in one.spans[1:])


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


# Rows -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with its segments in columns: ``at`` maps the first column of a segment to (last column, runs, x0, x1)."""

    line: Line
    at: dict[int, tuple[int, tuple[int, ...], float, float]]


def _parted_cells(runs: Runs, line: Line, columns: Columns) -> Line:
    """A line of which a segment reaches over several columns though it is cells that nearly touch, one in each."""
    if not columns.crossed_by(line):
        return line
    close = finer(runs, line)
    places = columns.places(close.spans)
    alone = all(first == last for first, last in places) and len(set(places)) == len(places) > len(line.segments)
    return close if alone and not columns.crossed_by(close) else line


def _place(lines: Sequence[Line], columns: Columns) -> list[_Placed]:
    placed = []
    for line in lines:
        at: dict[int, tuple[int, tuple[int, ...], float, float]] = {}
        for segment, (x0, x1), (first, last) in zip(line.segments, line.spans, columns.places(line.spans), strict=True):
            if first in at:
                before = at[first]
                at[first] = (max(last, before[0]), before[1] + segment, before[2], x1)
            else:
                at[first] = (last, segment, x0, x1)
        placed.append(_Placed(line, at))
    return placed


def _rows_under_head(
    page: PageGlyphs, runs: Runs, lines: Sequence[Line], columns: Columns, ys: Sequence[float]
) -> list[list[_Placed]]:
    """The lines grouped to rows; those of a head of two rows by what stands over what, all others as they come."""
    across = merged(page.lines, horizontal=True)
    last = lines[: MOST_HEAD_LINES + 1][-1].mid
    rules = short_rules(across, lines[0].mid, last, columns.low[0], columns.high[-1])
    head = _head_of(runs, lines, columns, rules) if len(lines) > 2 else None
    if head is None:
        return _rows_of(runs, _place(lines, columns), columns, ys)
    upper = [_given(line, groups) for line, groups in zip(lines, head.groups, strict=False)]
    rows = _rows_of(runs, _place(lines[head.lines :], columns), columns, [y for y in ys if y > lines[head.lines].top])
    rows[:1] = _lowest_head(runs, rows[0])
    raised = [_only(one, head.alone) for one in rows[0]]
    rows[0] = [_without(one, head.alone) for one in rows[0]]
    return [[*upper, *(one for one in raised if one.at)], *rows]


def _head_of(
    runs: Runs, lines: Sequence[Line], columns: Columns, rules: Sequence[tuple[float, float]] = ()
) -> Head | None:
    """The head of two rows that lines begin with, if they do."""
    texts = [[_text(runs, segment) for segment in line.segments] for line in lines[: MOST_HEAD_LINES + 1]]
    return two_rows([line.spans for line in lines], texts, columns.bands, lines[0].size, rules)


def _lowest_head(runs: Runs, row: list[_Placed]) -> list[list[_Placed]]:
    """The lowest row of a head, and what was taken for a part of it: figures that stand under words."""
    said = {column: is_number(_text(runs, what[1])) for column, what in row[0].at.items()}
    for k, one in enumerate(row[1:], 1):
        if any(said.get(column) is False and is_number(_text(runs, what[1])) for column, what in one.at.items()):
            return [row[:k], row[k:]]
    return [row]


def _given(line: Line, groups: Sequence[tuple[int, int]]) -> _Placed:
    """A line of the head with its segments over the columns they are the head of."""
    at: dict[int, tuple[int, tuple[int, ...], float, float]] = {}
    for segment, (x0, x1), (first, last) in zip(line.segments, line.spans, groups, strict=True):
        runs = (at[first][1] if first in at else ()) + segment
        at[first] = (last, runs, min(x0, at[first][2] if first in at else x0), x1)
    return _Placed(line, at)


def _only(one: _Placed, columns: frozenset[int]) -> _Placed:
    return _Placed(one.line, {column: what for column, what in one.at.items() if column in columns})


def _without(one: _Placed, columns: frozenset[int]) -> _Placed:
    return _Placed(one.line, {column: what for column, what in one.at.items() if column not in columns})


def _rows_of(runs: Runs, placed: Sequence[_Placed], columns: Columns, ys: Sequence[float]) -> list[list[_Placed]]:
    """The lines grouped to rows."""
    bands = _by_rules(placed, ys)
    if _each_row_ruled(runs, bands):
        ends = {0, len(bands) - 1} if len(bands) > 3 else set()
        most = max(len(band) for band in bands[1:-1])
        # The first and last rule may be of something else, or missing: then a row and its neighbour share a band.
        return [
            row
            for k, band in enumerate(bands)
            for row in (
                _by_pitch(runs, band, columns, None, True, False)
                if k in ends and len(band) > (most if _is_closed(band, ys) else 1)
                else [list(band)]
            )
        ]
    loose = _loose_gap(placed)
    keyed = sum(0 in one.at for one in placed) > 0.5 * len(placed)
    gaps = [b.line.top - a.line.bottom for a, b in pairwise(placed)]
    # White that parts many rows is sure to; a single gap may stand below the head only.
    sure = loose is not None and sum(gap > loose for gap in gaps) >= max(3, 0.25 * len(gaps))
    rows: list[list[_Placed]] = []
    if (
        len(bands) > 1
        and len(bands[0]) <= 4
        and not any(last > k for one in bands[0] for k, (last, *_) in one.at.items())
    ):
        rows.append(bands.pop(0))  # the head, ruled off: its lines are one row unless some span columns
    return rows + [row for band in bands for row in _by_pitch(runs, band, columns, loose, keyed, sure)]


def _is_closed(band: Sequence[_Placed], ys: Sequence[float]) -> bool:
    """Whether rules stand above and below some lines."""
    return ys[0] < band[0].line.mid and band[-1].line.mid < ys[-1]


def _by_rules(placed: Sequence[_Placed], ys: Sequence[float]) -> list[list[_Placed]]:
    bands: list[list[_Placed]] = [[] for _ in range(len(ys) + 1)]
    for one in placed:
        bands[int(np.searchsorted(ys, one.line.mid))].append(one)
    return [band for band in bands if band]


def _each_row_ruled(runs: Runs, bands: Sequence[Sequence[_Placed]]) -> bool:
    """Whether rules part all rows, and not only the head, subtotals and foot from the rest."""
    if len(bands) < 3:
        return False
    sizes = sorted(len(band) for band in bands)
    if sizes[-1] > max(2 * sizes[len(sizes) // 2] + 1, 12 if len(bands) > 4 else 0):
        return False
    stacked = [band for band in bands[1:] if len(band) > 1 and _stacked_figures(runs, band)]
    # The same number of figures on top of each other between all rules is a cell of several lines, not several rows.
    return not stacked or len({len(band) for band in bands[1:]}) == 1


def _stacked_figures(runs: Runs, band: Sequence[_Placed]) -> bool:
    """Whether a column has figures on several lines between two rules."""
    columns = {column for one in band for column in one.at}
    return any(
        sum(column in one.at and is_number(_text(runs, one.at[column][1])) for one in band) > 1 for column in columns
    )


def _loose_gap(placed: Sequence[_Placed]) -> float | None:
    """The white that parts rows, where it is plainly more than between the lines of a row; None where it isn't."""
    gaps = sorted(max(b.line.top - a.line.bottom, 0.0) for a, b in pairwise(placed))
    if len(gaps) < 3:
        return None
    steps = [(after - before, (after + before) / 2) for before, after in pairwise(gaps)]
    widest, middle = max(steps)
    return middle if widest > 0.12 * placed[0].line.size else None


def _by_pitch(
    runs: Runs, band: Sequence[_Placed], columns: Columns, loose: float | None, keyed: bool, sure: bool
) -> Iterator[list[_Placed]]:
    row: list[_Placed] = []
    first = [_text(runs, one.at[0][1]) for one in band if 0 in one.at]
    numbered = sum(map(is_label, first)) >= max(2, 0.6 * len(first))
    for one in band:
        opens = numbered and 0 in one.at and is_label(_text(runs, one.at[0][1]))
        if row and (opens or not _continues(runs, row, one, columns, loose, keyed, sure)):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _continues(
    runs: Runs, row: Sequence[_Placed], one: _Placed, columns: Columns, loose: float | None, keyed: bool, sure: bool
) -> bool:
    """Whether a line belongs to the row above: its words had no place on the lines before, and it opens no new row."""
    gap = one.line.top - row[-1].line.bottom
    if gap > 0.9 * one.line.size or (loose is not None and gap > loose):
        return False
    shared = [k for k in one.at if any(k in before.at for before in row)]
    if keyed and 0 in one.at and loose is None and any(0 in before.at for before in row):
        return False
    if not shared:
        # Beside each other but not on one line: cells set to the middle or foot of their row.
        return gap < 0 or (loose is not None and not (keyed and 0 in one.at))
    for column in shared:
        before = next(other for other in reversed(row) if column in other.at)
        x1 = before.at[column][3]
        room = columns.high[max(before.at[column][0], column)] - x1
        word = _first_word(runs, one.at[column][1])
        if word < room - 0.3 * one.line.size and not (sure and len(one.at) < len({k for line in row for k in line.at})):
            return False
        if is_number(_text(runs, before.at[column][1])) and is_number(_text(runs, one.at[column][1])):
            return False
    return True


def _text(runs: Runs, members: Sequence[int]) -> str:
    return "".join(runs.text(run) for run in members)


def _is_caption(runs: Runs, line: Line) -> bool:
    """Whether a line reads like a caption; most begin with another sign."""
    return chr(runs.page.code[runs.glyphs[line.runs[0]][0]]) in CAPTION_STARTS and is_caption(_spaced(runs, line))


def _spaced(runs: Runs, line: Line) -> str:
    """The text of a line with spaces where gaps are."""
    page = runs.page
    glyphs = np.concatenate([runs.glyphs[run] for run in line.runs])[:80]
    gaps = page.box[glyphs[1:], 0] - page.box[glyphs[:-1], 2] > 0.15 * line.size
    signs = list(map(chr, page.code[glyphs].tolist()))
    return signs[0] + "".join((" " if gap else "") + sign for gap, sign in zip(gaps.tolist(), signs[1:], strict=True))


def _first_word(runs: Runs, members: Sequence[int]) -> float:
    """The width of what could not be parted from the start of a segment."""
    page = runs.page
    glyphs = np.concatenate([runs.glyphs[run] for run in members])
    signs = [chr(int(code)) for code in page.code[glyphs]]
    gaps = page.box[glyphs[1:], 0] - page.box[glyphs[:-1], 2] > 0.15 * runs.size[members[0]]
    end = 1
    while end < len(signs) and not gaps[end - 1] and not may_break(signs[end - 1], signs[end]):
        end += 1
    return float(page.box[glyphs[end - 1], 2] - page.box[glyphs[0], 0])


# Tables ---------------------------------------------------------------------------------------------------------------


def _table(
    page: PageGlyphs,
    runs: Runs,
    lines: Sequence[Line],
    ys: Sequence[float],
    found_by: str,
    beside_prose: bool = False,
    text: _Text | None = None,
    named: bool = False,
) -> Region | None:
    """The table that lines make; None where it is none.

    ``text`` is the page read as text; ``named`` says that a caption stands above.
    """
    if sum(has_leaders(_text(runs, line.runs)) for line in lines) > 0.2 * len(lines):
        return None
    lines, columns = close_columns(runs, lines) if len(lines) > 1 else (lines, None)
    if columns is None or sum(columns.crossed_by(line) for line in lines) > _MOST_CROSSED * len(lines):
        return None
    lines = [_parted_cells(runs, line, columns) for line in lines]
    rows = _rows_under_head(page, runs, lines, columns, ys)
    cells = _cells(runs, rows, columns, lines)
    candidate = Candidate(page, runs, cells, columns.low, columns.high, tuple(ys), found_by)
    sure = judged(candidate, named)
    if sure is None or (beside_prose and is_prose(candidate, any_column=True)):
        return None
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    if found_by == "horizontal rules":
        top, bottom = min(top, ys[0]), max(bottom, ys[-1])
    box = (columns.low[0], top, columns.high[-1], bottom)
    if text and text.lines and (_lies_across(runs, lines, text.lines) or is_text(candidate, box, text.lines)):
        return None
    glyphs = glyphs_in(runs, cells)
    extents = tuple(zip(columns.low, columns.high, strict=True))
    return Region(page.number, box, columns.edges, tuple(cells), glyphs, page.height, found_by, sure, extents=extents)


def framed_rows(page: PageGlyphs, runs: Runs, region: Region) -> Region:
    """A ruled table as it is, or, where rules part its columns but not its rows, with the rows that lines make."""
    rows = [row for row in region.rows if any(cell.text for cell in row)]
    if len(rows) > _MOST_FRAMED or any(cell.rowspan > 1 for row in rows for cell in row):
        return region
    low, high = region.columns[:-1], region.columns[1:]
    columns = Columns(tuple(x + 1.0 for x in low), tuple(x - 1.0 for x in high))
    by_row = [_lines_in(runs, [run for cell in row for run in cell.runs], high[:-1]) for row in rows]
    if not _is_stacked(runs, max(by_row, key=len), columns, 2 if len(rows) == 2 else _LEAST_STACKED):
        return region
    lines = _lines_in(runs, [run for row in rows for cell in row for run in cell.runs], high[:-1])
    ys = sorted({cell.box[side] for row in rows for cell in row if cell.runs for side in (1, 3)})
    cells = _cells(runs, _rows_under_head(page, runs, lines, columns, ys), columns, lines)
    return replace(region, rows=tuple(cells))


def _lines_in(runs: Runs, members: Sequence[int], rules: Sequence[float]) -> list[Line]:
    return [_cut_at(line, runs, rules) for line in lines_of(runs, np.array(sorted(members), np.int32))]


def _is_stacked(runs: Runs, lines: Sequence[Line], columns: Columns, least: int) -> bool:
    """Whether lines between two rules are several rows: most have several cells, and a column has figures on many.

    A cell may hold several lines, even of figures; that many lines have their like in other cells is no chance.
    """
    full = [line for line in lines if len(line.segments) >= max(2, 0.6 * len(columns))]
    if len(full) < least:
        return False
    figures = [0] * len(columns)
    for line in full:
        for segment, (first, last) in zip(line.segments, columns.places(line.spans), strict=True):
            figures[first] += first == last and is_number(_text(runs, segment))
    gaps = [b.top - a.bottom for a, b in pairwise(lines)]
    loose = _loose_gap(_place(lines, columns))
    parted = loose is not None and sum(gap > loose for gap in gaps) >= _LEAST_STACKED
    figured = sum(count >= least for count in figures)
    return figured > (least < _LEAST_STACKED) or parted


def _cut_at(line: Line, runs: Runs, rules: Sequence[float]) -> Line:
    """A line with its segments cut at vertical rules."""
    segments: list[tuple[int, ...]] = []
    spans: list[tuple[float, float]] = []
    for segment in line.segments:
        parts: dict[int, list[int]] = {}
        for run in segment:
            x0, _, x1, _ = runs.listed[0][run]
            parts.setdefault(sum((x0 + x1) / 2 > rule for rule in rules), []).append(run)
        for members in parts.values():
            segments.append(tuple(members))
            boxes = [runs.listed[0][run] for run in members]
            spans.append((min(box[0] for box in boxes), max(box[2] for box in boxes)))
    return replace(line, segments=tuple(segments), spans=tuple(spans))


def _lies_across(runs: Runs, lines: Sequence[Line], text: Sequence[PageLine]) -> bool:
    """Whether would-be rows reach over the gutter between two columns of text whose lines are at different heights."""
    page = runs.page
    for gutter in _gutters(text, lines[0].top, lines[-1].bottom):
        counts, level = [0, 0], 0
        for line in lines:
            sides: tuple[list[float], list[float]] = ([], [])
            for run in line.runs:
                sides[runs.listed[0][run][0] > gutter].append(float(page.baseline[runs.glyphs[run][0]]))
            counts = [count + bool(side) for count, side in zip(counts, sides, strict=True)]
            level += any(abs(a - b) < _LEVEL for a in sides[0] for b in sides[1])
        if min(counts) > 1 and level < _PAIRED * min(counts):
            return True
    return False


def _gutters(text: Sequence[PageLine], top: float, bottom: float) -> list[float]:
    """The middles between columns of text that stand beside each other at these heights."""
    zones: dict[int, list[PageLine]] = {}
    for line in text:
        if top <= line.baseline <= bottom + 2:
            zones.setdefault(line.column, []).append(line)
    sides = sorted((min(line.x0 for line in zone), max(line.x1 for line in zone)) for zone in zones.values())
    return [(one[1] + two[0]) / 2 for one, two in pairwise(sides) if one[1] <= two[0] + 1]


def _cells(runs: Runs, rows: Sequence[Sequence[_Placed]], columns: Columns, lines: Sequence[Line]) -> list[Row]:
    members: dict[int, list[int]] = {}
    spans: dict[int, int] = {}
    for number, row in enumerate(rows):
        for one in row:
            for column, (last, segment, _, _) in one.at.items():
                key = number * len(columns) + column
                members.setdefault(key, []).extend(segment)
                spans[key] = max(spans.get(key, 1), last - column + 1)
    made = cell_lines(runs, members)
    cells: list[list[Cell]] = [[] for _ in rows]
    edges = columns.edges
    for number, row in enumerate(rows):
        top, bottom = min(one.line.top for one in row), max(one.line.bottom for one in row)
        for column in range(len(columns)):
            key = number * len(columns) + column
            span = spans.get(key, 1)
            box = (edges[column], top, edges[column + span], bottom)
            cells[number].append(cell(made.get(key, []), members.get(key, []), number, column, 1, span, box))
    return dense(cells, len(columns))


def rest_of(
    page: PageGlyphs, runs: Runs, before: Region, taken: Sequence[Region]
) -> tuple[Region, list[Region]] | None:
    """The rest of a table that the page before could not hold, read in the columns of that, and the regions left.

    It is made of the first lines of the page (a running head apart), which stand in the columns of ``before``, which
    filled its page; so a last row is found that nobody would take for a table by itself, and columns that hold little
    on this page are not lost. None where there is no such rest, or what was found is as good.
    """
    if not before.extents or before.box[3] < 0.75 * before.page_height:
        return None
    columns = Columns(tuple(low for low, _ in before.extents), tuple(high for _, high in before.extents))
    better = [r for r in taken if r.extents and len(r.extents) < len(columns)]
    others = [r for r in taken if not any(r is one for one in better)]
    lines = [finer(runs, line) for line in lines_of(runs, _free(runs, others))]
    chosen = _in_columns(lines, columns)
    if not chosen or any(region.box[1] < chosen[-1].bottom for region in others):
        return None
    cut = [r for r in better if r.box[1] < chosen[-1].bottom]
    if any(r.box[3] > chosen[-1].bottom + 2 for r in cut):
        return None
    cells = _cells(runs, _rows_of(runs, _place(chosen, columns), columns, []), columns, chosen)
    box = (columns.low[0], chosen[0].top, columns.high[-1], chosen[-1].bottom)
    region = Region(
        page.number, box, columns.edges, tuple(cells), glyphs_in(runs, cells), page.height, before.found_by, 0.6,
        extents=before.extents,
    )  # fmt: skip
    return region, [r for r in taken if not any(r is one for one in cut)]


def _in_columns(lines: Sequence[Line], columns: Columns) -> list[Line]:
    """The first lines of a page, from the first or third on, that go on in these columns."""
    at = 0
    while at < min(2, len(lines)) and not _fills(columns, lines[at]):
        at += 1
    chosen: list[Line] = []
    for line in lines[at:]:
        fits = _fits(columns, line, line.top - chosen[-1].bottom) if chosen else _fills(columns, line)
        if not fits:
            break
        chosen.append(line)
    return chosen


def _fills(columns: Columns, line: Line) -> bool:
    places = {place for place, _ in columns.places(line.spans)}
    return len(places) > 1 and len(places) * 2 > len(columns) and all(columns.fits(*span) for span in line.spans)


__all__ = ["Columns", "columns_of", "framed_rows", "is_label", "open_tables", "rest_of"]
