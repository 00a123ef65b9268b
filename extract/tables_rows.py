"""The rows of tables that rulings do not enclose: lines grouped by rules, shades or line pitch, and made into cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from hedui.extract.glyphs import PageGlyphs
from hedui.extract.tables_cells import Cell, cell, cell_lines, may_break
from hedui.extract.tables_columns import Columns
from hedui.extract.tables_evidence import is_label, is_number
from hedui.extract.tables_grid import merged
from hedui.extract.tables_heads import MOST_HEAD_LINES, Head, short_rules, three_rows, two_rows
from hedui.extract.tables_region import Row, dense
from hedui.extract.tables_runs import Line, Runs, text_of

LEVEL = 0.8
"""Points by which the cells of a row may stand at different heights."""
PAIRED = 0.7
"""The share of the lines on the emptier side of a gutter that stand level with one on the other, in a table."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its segments in columns: ``at`` maps the first column of a segment to (last column, runs, x0, x1)."""

    line: Line
    at: dict[int, tuple[int, tuple[int, ...], float, float]]


def place(lines: Sequence[Line], columns: Columns) -> list[Placed]:
    """Lines with their segments in columns; what falls into one column is one."""
    placed = []
    for line in lines:
        at: dict[int, tuple[int, tuple[int, ...], float, float]] = {}
        for segment, (x0, x1), (first, last) in zip(line.segments, line.spans, columns.places(line.spans), strict=True):
            if first in at:
                before = at[first]
                at[first] = (max(last, before[0]), before[1] + segment, before[2], x1)
            else:
                at[first] = (last, segment, x0, x1)
        placed.append(Placed(line, at))
    return placed


def rows_under_head(
    page: PageGlyphs, runs: Runs, lines: Sequence[Line], columns: Columns, ys: Sequence[float]
) -> list[list[Placed]]:
    """The lines grouped to rows; those of a head of two rows by what stands over what, all others as they come."""
    across = merged(page.lines, horizontal=True)
    last = lines[: MOST_HEAD_LINES + 1][-1].mid
    rules = short_rules(across, lines[0].mid, last, columns.low[0], columns.high[-1])
    head = head_of(runs, lines, columns, rules) if len(lines) > 2 else None
    if head is None:
        return rows_of(runs, place(lines, columns), columns, ys)
    upper = [_given(line, groups) for line, groups in zip(lines, head.groups, strict=False)]
    rows = rows_of(runs, place(lines[head.lines :], columns), columns, [y for y in ys if y > lines[head.lines].top])
    rows[:1] = _lowest_head(runs, rows[0])
    raised = [_only(one, head.alone) for one in rows[0]]
    rows[0] = [_without(one, head.alone) for one in rows[0]]
    raised = [one for one in raised if one.at]
    if not head.top:
        return [[*upper, *raised], *rows]
    whole = frozenset(
        column for one in upper[: head.top] for first, (last, *_) in one.at.items() for column in range(first, last + 1)
    )
    free = [frozenset(column for column, (last, *_) in one.at.items() if last == column) - whole for one in upper]
    lifted = [_only(one, alone) for one, alone in zip(upper[head.top :], free[head.top :], strict=True)]
    inner = [_without(one, alone) for one, alone in zip(upper[head.top :], free[head.top :], strict=True)]
    return [[*upper[: head.top], *(one for one in lifted if one.at), *raised], inner, *rows]


def head_of(
    runs: Runs, lines: Sequence[Line], columns: Columns, rules: Sequence[tuple[float, float]] = ()
) -> Head | None:
    """The head of two rows or three that lines begin with, if they do."""
    texts = [[text_of(runs, segment) for segment in line.segments] for line in lines[: MOST_HEAD_LINES + 1]]
    three = three_rows([line.spans for line in lines], texts, columns.bands, lines[0].size)
    return three or two_rows([line.spans for line in lines], texts, columns.bands, lines[0].size, rules)


def _lowest_head(runs: Runs, row: list[Placed]) -> list[list[Placed]]:
    """The lowest row of a head, and what was taken for a part of it: figures that stand under words."""
    said = {column: is_number(text_of(runs, what[1])) for column, what in row[0].at.items()}
    for k, one in enumerate(row[1:], 1):
        if any(said.get(column) is False and is_number(text_of(runs, what[1])) for column, what in one.at.items()):
            return [row[:k], row[k:]]
    return [row]


def _given(line: Line, groups: Sequence[tuple[int, int]]) -> Placed:
    """A line of the head with its segments over the columns they are the head of."""
    at: dict[int, tuple[int, tuple[int, ...], float, float]] = {}
    for segment, (x0, x1), (first, last) in zip(line.segments, line.spans, groups, strict=True):
        runs = (at[first][1] if first in at else ()) + segment
        at[first] = (last, runs, min(x0, at[first][2] if first in at else x0), x1)
    return Placed(line, at)


def _only(one: Placed, columns: frozenset[int]) -> Placed:
    return Placed(one.line, {column: what for column, what in one.at.items() if column in columns})


def _without(one: Placed, columns: frozenset[int]) -> Placed:
    return Placed(one.line, {column: what for column, what in one.at.items() if column not in columns})


def rows_of(runs: Runs, placed: Sequence[Placed], columns: Columns, ys: Sequence[float]) -> list[list[Placed]]:
    """The lines grouped to rows."""
    return [_as_title(runs, row, columns) for row in _grouped(runs, placed, columns, ys)]


def _as_title(runs: Runs, row: list[Placed], columns: Columns) -> list[Placed]:
    """A row as it is, or, where it is one text set to the middle of the table, with that in the first column."""
    (one, *more) = row
    if more or not _is_title(runs, one, columns):
        return row
    (_, segment, x0, x1) = next(iter(one.at.values()))
    return [Placed(one.line, {0: (0, segment, x0, x1)})]


def _is_title(runs: Runs, one: Placed, columns: Columns) -> bool:
    """Whether a line is one text set to the middle of the table."""
    if len(one.at) > 1 or 0 in one.at or len(columns) < 3:
        return False
    (_, segment, x0, x1) = next(iter(one.at.values()))
    off = abs(x0 + x1 - columns.low[0] - columns.high[-1]) / 2
    return off <= 0.5 * one.line.size and not is_number(text_of(runs, segment))


def _grouped(runs: Runs, placed: Sequence[Placed], columns: Columns, ys: Sequence[float]) -> list[list[Placed]]:
    bands = _by_rules(placed, ys)
    if _each_row_ruled(runs, bands):
        ends = {0, len(bands) - 1} if len(bands) > 3 else set()
        most = max(len(band) for band in bands[1:-1])
        # The first and last rule may be of something else, or missing: then a row and its neighbour share a band.
        return [
            row
            for k, band in enumerate(bands)
            for row in (
                _by_pitch(runs, band, columns, None, k == 0 or _is_closed(band, ys), False)
                if k in ends and len(band) > (most if _is_closed(band, ys) else 1)
                else [list(band)]
            )
        ]
    loose = loose_gap(placed)
    keyed = sum(0 in one.at for one in placed) > 0.5 * len(placed)
    gaps = [b.line.top - a.line.bottom for a, b in pairwise(placed)]
    # White that parts many rows is sure to; a single gap may stand below the head only.
    sure = loose is not None and sum(gap > loose for gap in gaps) >= max(3, 0.25 * len(gaps))
    figures = _of_figures(runs, placed, columns)
    rows: list[list[Placed]] = []
    if (
        len(bands) > 1
        and len(bands[0]) <= 4
        and not any(last > k for one in bands[0] for k, (last, *_) in one.at.items())
    ):
        rows.append(bands.pop(0))  # the head, ruled off: its lines are one row unless some span columns
    return rows + [row for band in bands for row in _by_pitch(runs, band, columns, loose, keyed, sure, figures)]


def _of_figures(runs: Runs, placed: Sequence[Placed], columns: Columns) -> frozenset[int]:
    """The columns that hold figures in most of their lines: there a figure is always a row's own."""
    inside: list[list[bool]] = [[] for _ in range(len(columns))]
    for one in placed:
        for column, (_, segment, _, _) in one.at.items():
            inside[column].append(is_number(text_of(runs, segment)))
    return frozenset(k for k, said in enumerate(inside) if k and len(said) > 2 and sum(said) >= 0.6 * len(said))


def _is_closed(band: Sequence[Placed], ys: Sequence[float]) -> bool:
    """Whether rules stand above and below some lines."""
    return ys[0] < band[0].line.mid and band[-1].line.mid < ys[-1]


def _by_rules(placed: Sequence[Placed], ys: Sequence[float]) -> list[list[Placed]]:
    bands: list[list[Placed]] = [[] for _ in range(len(ys) + 1)]
    for one in placed:
        bands[int(np.searchsorted(ys, one.line.mid))].append(one)
    return [band for band in bands if band]


def _each_row_ruled(runs: Runs, bands: Sequence[Sequence[Placed]]) -> bool:
    """Whether rules part all rows, and not only the head, subtotals and foot from the rest."""
    if len(bands) < 3:
        return False
    sizes = sorted(len(band) for band in bands)
    if sizes[-1] > max(2 * sizes[len(sizes) // 2] + 1, 12 if len(bands) > 4 else 0):
        return False
    stacked = [band for band in bands[1:] if len(band) > 1 and _stacked_figures(runs, band)]
    # The same number of figures on top of each other between all rules is a cell of several lines, not several rows.
    return not stacked or len({len(band) for band in bands[1:]}) == 1


def _stacked_figures(runs: Runs, band: Sequence[Placed]) -> bool:
    """Whether a column has figures on several lines between two rules."""
    columns = {column for one in band for column in one.at}
    return any(
        sum(column in one.at and is_number(text_of(runs, one.at[column][1])) for one in band) > 1 for column in columns
    )


def loose_gap(placed: Sequence[Placed]) -> float | None:
    """The white that parts rows, where it is plainly more than between the lines of a row; None where it isn't."""
    gaps = sorted(max(b.line.top - a.line.bottom, 0.0) for a, b in pairwise(placed))
    if len(gaps) < 3:
        return None
    steps = [(after - before, (after + before) / 2) for before, after in pairwise(gaps)]
    widest, middle = max(steps)
    return middle if widest > 0.12 * placed[0].line.size else None


def _by_pitch(
    runs: Runs,
    band: Sequence[Placed],
    columns: Columns,
    loose: float | None,
    keyed: bool,
    sure: bool,
    figures: frozenset[int] = frozenset(),
) -> Iterator[list[Placed]]:
    row: list[Placed] = []
    first = [text_of(runs, one.at[0][1]) for one in band if 0 in one.at]
    numbered = sum(map(is_label, first)) >= max(2, 0.6 * len(first))
    parted = _parted_by_white(runs, band) if numbered else []
    if parted:
        yield from parted
        return
    for one in band:
        opens = numbered and 0 in one.at and is_label(text_of(runs, one.at[0][1]))
        if row and (opens or not _continues(runs, row, one, columns, loose, keyed, sure, figures)):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _parted_by_white(runs: Runs, band: Sequence[Placed]) -> list[list[Placed]]:
    """Rows whose numbers stand at the middle of their lines, told by the white above and below them; none elsewhere.

    Cells of several lines that are set to the middle of their rows stand at no common heights, so their lines overlap.
    """
    gaps = sorted(b.line.top - a.line.bottom for a, b in pairwise(band))
    numbers = sum(0 in one.at and is_label(text_of(runs, one.at[0][1])) for one in band)
    if len(gaps) < 3 or not 3 <= numbers <= len(gaps):
        return []
    # So many of the widest gaps as there are rows to part, the head among them or not.
    for rows in (numbers, numbers + 1):
        least, below = gaps[len(gaps) - rows + 1], gaps[len(gaps) - rows]
        if least <= 0 or least - below < 0.05 * band[0].line.size:
            continue
        parted: list[list[Placed]] = [[]]
        for one, after in pairwise([*band, None]):
            assert one is not None
            parted[-1].append(one)
            if after is not None and after.line.top - one.line.bottom >= least:
                parted.append([])
        held = [
            [k for k, one in enumerate(row) if 0 in one.at and is_label(text_of(runs, one.at[0][1]))] for row in parted
        ]
        if all(len(at) == 1 for at in held[rows - numbers :]) and any(at[0] for at in held[rows - numbers :]):
            return parted
    return []


def _continues(
    runs: Runs,
    row: Sequence[Placed],
    one: Placed,
    columns: Columns,
    loose: float | None,
    keyed: bool,
    sure: bool,
    figures: frozenset[int],
) -> bool:
    """Whether a line belongs to the row above: its words had no place on the lines before, and it opens no new row."""
    gap = one.line.top - row[-1].line.bottom
    if gap > 0.9 * one.line.size or (loose is not None and gap > loose):
        return False
    shared = [k for k in one.at if any(k in before.at for before in row)]
    if keyed and 0 in one.at and loose is None and any(0 in before.at for before in row):
        return False
    if figures.intersection(shared) and (0 in one.at or not keyed) and _has_figures(runs, one, figures):
        return False
    if figures.issuperset(one.at) and not _under_words(runs, row, one) and _is_title(runs, one, columns):
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
        if is_number(text_of(runs, before.at[column][1])) and is_number(text_of(runs, one.at[column][1])):
            return False
    return True


def _under_words(runs: Runs, row: Sequence[Placed], one: Placed) -> bool:
    """Whether a line has something right under words of its row: a head that goes on there is no title."""
    above = [next((before.at[k][1] for before in reversed(row) if k in before.at), None) for k in one.at]
    return any(segment is not None and not is_number(text_of(runs, segment)) for segment in above)


def _has_figures(runs: Runs, one: Placed, figures: frozenset[int]) -> bool:
    """Whether a line has figures in its columns of figures, and nothing else."""
    inside = [is_number(text_of(runs, what[1])) for column, what in one.at.items() if column in figures]
    return bool(inside) and all(inside)


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


def cells_of(runs: Runs, rows: Sequence[Sequence[Placed]], columns: Columns, lines: Sequence[Line]) -> list[Row]:
    """Dense rows of cells, made of lines whose segments stand in columns."""
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
