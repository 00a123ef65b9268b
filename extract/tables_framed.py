"""Ruled tables whose rules part the columns but not the rows: their rows are those that lines make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from hedui.extract.glyphs import PageGlyphs
from hedui.extract.tables_columns import Columns
from hedui.extract.tables_evidence import is_number
from hedui.extract.tables_region import Region
from hedui.extract.tables_rows import cells_of, loose_gap, place, rows_under_head
from hedui.extract.tables_runs import Line, Runs, lines_of, text_of

_LEAST_STACKED = 3
"""So many lines in one cell that have their like in others may be as many rows."""
_MOST_FRAMED = 6
"""Of more rows than so many all are ruled."""
_MOST_PADDING = 8.0
"""Points: the widest white between a rule and the text beside it."""


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
    padding = _padding(lines, columns)
    columns = Columns(tuple(x + padding for x in low), tuple(x - padding for x in high))
    ys = sorted({cell.box[side] for row in rows for cell in row if cell.runs for side in (1, 3)})
    cells = cells_of(runs, rows_under_head(page, runs, lines, columns, ys), columns, lines)
    return replace(region, rows=tuple(cells))


def _padding(lines: Sequence[Line], columns: Columns) -> float:
    """The white between rules and text: what stands nearest to the rule left of it tells how near text may come."""
    before = [
        x0 - columns.low[first] + 1.0
        for line in lines
        for (x0, _), (first, _) in zip(line.spans, columns.places(line.spans), strict=True)
    ]
    return min(max(min(before), 1.0), _MOST_PADDING)


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
            figures[first] += first == last and is_number(text_of(runs, segment))
    gaps = [b.top - a.bottom for a, b in pairwise(lines)]
    loose = loose_gap(place(lines, columns))
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
