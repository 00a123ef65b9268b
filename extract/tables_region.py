"""A table, or the part of it, that stands on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hedui.extract.glyphs import Ints
from hedui.extract.tables_cells import NOWHERE, Cell
from hedui.extract.tables_grid import Grid
from hedui.extract.tables_runs import Runs
from hedui.model import Box

_LEAST_FILLED = 0.15
"""The share of cells that hold text in the emptiest table; forms and drawings have less."""
_SLIVER = 6.0
"""Points: rows and columns without text that are no wider are gaps between double rules."""

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a table on one page. ``rows`` are dense: a cell that is covered by a merged one is there, empty.

    ``glyphs`` are the numbers of the page's glyphs that the table took. ``columns`` are the edges of its columns, one
    more than there are columns.
    """

    page: int
    box: Box
    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    glyphs: Ints
    page_height: float
    found_by: str
    confidence: float
    open_top: bool = False
    open_bottom: bool = False
    extents: tuple[tuple[float, float], ...] = ()
    """Where the text of each column lies, for tables whose columns only white space tells."""
    named: bool = False
    """Whether a caption stands right above; looked at where the part of another table may begin."""


def region_of_grid(runs: Runs, grid: Grid, cells: Sequence[Sequence[Cell]]) -> Region | None:
    """The region of a ruled grid; None where the grid is no table but a frame, a form or a drawing."""
    rows, columns = _without_slivers(grid, dense(cells, grid.shape[1]))
    full = [(cell.row, cell.col) for row in rows for cell in row if cell.text]
    width = len(columns) - 1
    if width < 2 or len(rows) < 1 or len(full) < 2 or len({col for _, col in full}) < 2:
        return None
    if len(full) < _LEAST_FILLED * len(rows) * width:
        return None
    sure = 0.99 if len(rows) > 1 else 0.7
    kind = "ruled, open sides" if grid.open_sides else "ruled"
    return Region(
        runs.page.number, grid.box, columns, rows, glyphs_in(runs, rows), runs.page.height, kind, sure,
        grid.open_top, grid.open_bottom,
    )  # fmt: skip


def glyphs_in(runs: Runs, rows: Sequence[Row]) -> Ints:
    """The numbers of all glyphs in the cells of some rows."""
    taken = [runs.glyphs[run] for row in rows for cell in row for run in cell.runs]
    return np.unique(np.concatenate(taken)) if taken else np.zeros(0, np.int32)


def runs_outside(runs: Runs, taken: Sequence[Region]) -> Ints:
    """The runs that stand in none of some regions."""
    free = np.ones(len(runs), np.bool_)
    for region in taken:
        x0, top, x1, bottom = region.box
        middle = (runs.box[:, 0] + runs.box[:, 2]) / 2
        free &= ~((middle >= x0) & (middle <= x1) & (runs.mid >= top) & (runs.mid <= bottom))
    return np.flatnonzero(free).astype(np.int32)


def dense(cells: Sequence[Sequence[Cell]], width: int) -> list[Row]:
    """Rows of ``width`` cells each; what a merged cell covers is filled with empty ones."""
    rows: list[Row] = []
    for number, members in enumerate(cells):
        at = {cell.col: cell for cell in members}
        rows.append(tuple(at.get(col) or Cell.empty(number, col) for col in range(width)))
    return rows


def _without_slivers(grid: Grid, rows: list[Row]) -> tuple[tuple[Row, ...], tuple[float, ...]]:
    """The rows and column edges without those that are gaps between double rules, or blank at a side of the table."""
    width = len(grid.xs) - 1
    blank = [not any(row[col].text or row[col].colspan > 1 for row in rows) for col in range(width)]
    thin = {col for col in range(width) if blank[col] and grid.xs[col + 1] - grid.xs[col] <= _SLIVER}
    thin |= {
        col
        for col in (0, width - 1)
        if blank[col] and all(cell.box != NOWHERE for row in rows for cell in row[col : col + 1])
    }
    kept = [
        row
        for number, row in enumerate(rows)
        if grid.ys[number + 1] - grid.ys[number] > _SLIVER or any(cell.text for cell in row)
    ]
    xs = tuple(x for number, x in enumerate(grid.xs) if number not in thin)
    return tuple(tuple(cell for col, cell in enumerate(row) if col not in thin) for row in kept), xs
