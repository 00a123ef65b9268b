"""Tables that rulings do not enclose: columns are told by the white between them, rows by rules, shades or line pitch.

Candidates are the lines between horizontal rules (``tables_rules``), and stretches of lines with gaps in them
(``tables_stretches``). What makes prose, lists, contents pages, listings and indexes no tables stands in
``tables_evidence``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from hedui.extract.glyphs import Ints, PageGlyphs
from hedui.extract.lines import Line as PageLine
from hedui.extract.lines import is_in_columns
from hedui.extract.lines import lines_of as page_lines_of
from hedui.extract.tables_cells import with_spaces
from hedui.extract.tables_columns import MOST_CROSSED, close_columns, parted_cells
from hedui.extract.tables_evidence import Candidate, is_prose, is_text, judged
from hedui.extract.tables_region import Region, glyphs_in, runs_outside
from hedui.extract.tables_rows import LEVEL, PAIRED, cells_of, rows_under_head
from hedui.extract.tables_rules import between_rules, rules_of, rules_within
from hedui.extract.tables_runs import Line, Runs, has_leaders, lines_of, text_of
from hedui.extract.tables_stretches import stretches_of, with_cut_top
from hedui.extract.tables_titles import is_named

_TALL = 0.45
"""The share of the page that text between two rules takes up if they may be those of its head and foot."""


def open_tables(page: PageGlyphs, runs: Runs, taken: Sequence[Region], gutters: Iterable[int] = ()) -> list[Region]:
    """The tables of a page that no closed grid holds; ``taken`` are those that were found already."""
    free = runs_outside(runs, taken)
    found: list[Region] = []
    rules = rules_of(page, taken)
    for lines, ys in between_rules(runs, free, rules):
        tall = max(b - a for a, b in pairwise(ys)) > _TALL * page.height  # the rules of a head and a foot, perhaps
        text = _Text(page, runs, free, gutters) if tall else None
        region = _table(page, runs, lines, ys, "horizontal rules", text=text)
        if region is not None:
            found.append(region)
    free = runs_outside(runs, [*taken, *found]) if found else free
    lines = lines_of(runs, free)
    stretches = [with_cut_top(lines, stretch) for stretch in stretches_of(runs, lines)]
    if not stretches:
        return found
    text = _Text(page, runs, free, gutters)
    zones = text.zones()
    for stretch in stretches:
        beside = len(zones) > 1
        named = is_named(runs, lines, stretch[0])
        region = _table(page, runs, stretch, rules_within(rules, stretch), "white space", beside, text, named)
        if region is not None:
            found.append(region)
    for zone in zones if len(zones) > 1 else ():
        inside = [line for line in lines_of(runs, zone) if not _inside(line, found)]
        for stretch in stretches_of(runs, inside):
            ys, named = rules_within(rules, stretch), is_named(runs, inside, stretch[0])
            region = _table(page, runs, stretch, ys, "white space", text=text, named=named)
            if region is not None:
                found.append(region)
    return found


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
    if sum(has_leaders(text_of(runs, line.runs)) for line in lines) > 0.2 * len(lines):
        return None
    lines, columns = close_columns(runs, lines) if len(lines) > 1 else (lines, None)
    if columns is None:
        return None
    lines = [parted_cells(runs, line, columns) for line in lines]
    if sum(columns.crossed_by(line) for line in lines) > MOST_CROSSED * len(lines):
        return None
    rows = rows_under_head(page, runs, lines, columns, ys)
    cells = cells_of(runs, rows, columns, lines)
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
            level += any(abs(a - b) < LEVEL for a in sides[0] for b in sides[1])
        if min(counts) > 1 and level < PAIRED * min(counts):
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
