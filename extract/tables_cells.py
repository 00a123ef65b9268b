"""Runs into cells, and the lines of a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hedui.extract.glyphs import Ints
from hedui.extract.lines import Index, Line, Raised, lines_of
from hedui.extract.repair import is_cjk, joined_in_cell
from hedui.extract.tables_grid import Grid, merged_cells
from hedui.extract.tables_runs import Runs
from hedui.model import Box

NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
_FAR = 100_000.0
"""Points between two cells on the virtual page where their lines are made."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table on one page. Merged cells are one: its row and column are its first, spans count from there."""

    row: int
    col: int
    rowspan: int
    colspan: int
    box: Box
    text: str = ""
    lines: tuple[Line, ...] = ()
    runs: tuple[int, ...] = ()

    @classmethod
    def empty(cls, row: int, col: int) -> Cell:
        """A cell that a merged cell covers."""
        return cls(row, col, 1, 1, NOWHERE)

    @property
    def first_word(self) -> float:
        """The width of its first word (of its first character, where that is Chinese); 0 where it is empty."""
        return first_word(self.lines[0]) if self.lines else 0.0


def first_word(line: Line) -> float:
    """The width of what could not be parted from the start of a line."""
    end = 1
    while end < len(line.text) and line.text[end] != " " and not may_break(line.text[end - 1], line.text[end]):
        end += 1
    return float(line.right[end - 1] - line.left[0])


_OPENING = frozenset("（(《〈「『【〔[{“‘")
_CLOSING = frozenset("）)》〉」』】〕]}”’，。、；：？！,.;:?!%％‰")


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two signs that stand without a space (Unicode Standard Annex 14, simplified)."""
    return (is_cjk(before) or is_cjk(after)) and before not in _OPENING and after not in _CLOSING


def cell(
    lines: Sequence[Line],
    members: Sequence[int],
    row: int,
    col: int,
    rowspan: int = 1,
    colspan: int = 1,
    box: Box | None = None,
) -> Cell:
    """A cell from its lines; without a box it is as large as they are."""
    text = ""
    for line in lines:
        kept, between = joined_in_cell(text, line.text)
        text = kept + between + line.text
    return Cell(row, col, rowspan, colspan, box or around(lines), text, tuple(lines), tuple(members))


def around(lines: Sequence[Line]) -> Box:
    """The box around some lines."""
    if not lines:
        return NOWHERE
    x0, top, x1, bottom = zip(*(line.box for line in lines), strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def cell_lines(runs: Runs, members: Mapping[int, Sequence[int]]) -> dict[int, list[Line]]:
    """The lines of many cells in one go: (number of the cell) -> its lines, given the runs in it.

    The cells are laid far below each other on one virtual page, so that no line has parts of two cells; making lines
    costs as much for one cell as for a hundred.
    """
    keys = list(members)
    if not keys:
        return {}
    page = runs.page
    shift = np.zeros(len(page))
    for number, key in enumerate(keys):
        for run in members[key]:
            shift[runs.glyphs[run]] = number * _FAR
    chosen = np.sort(np.concatenate([runs.glyphs[run] for key in keys for run in members[key]]))
    box = page.box.copy()
    box[:, 1] += shift
    box[:, 3] += shift
    lines: dict[int, list[Line]] = {key: [] for key in keys}
    for line in lines_of(
        replace(page, box=box, baseline=page.baseline + shift), with_spaces(page.code, chosen), columns=False
    ):
        number = int((line.baseline + _FAR / 2) // _FAR)
        lines[keys[number]].append(_moved(line, -number * _FAR))
    return lines


def with_spaces(code: Ints, chosen: Ints) -> Index:
    """The glyphs and the spaces printed between them, which tell where words end."""
    wanted = np.zeros(len(code) + 1, np.bool_)
    wanted[chosen] = True
    spaces = np.flatnonzero((code == 0x20) | (code == 0xA0) | (code == 0x3000) | ((code >= 0x2000) & (code <= 0x200A)))
    beside = spaces[(spaces > 0) & wanted[spaces - 1] & wanted[spaces + 1]]
    wanted[beside] = True
    return np.flatnonzero(wanted[:-1])


def _moved(line: Line, down: float) -> Line:
    """The line at its place on the real page."""
    line.top, line.bottom, line.baseline = line.top + down, line.bottom + down, line.baseline + down
    line.raised = tuple(
        Raised(r.at, r.text, (r.box[0], r.box[1] + down, r.box[2], r.box[3] + down)) for r in line.raised
    )
    return line


def fill(runs: Runs, grid: Grid) -> list[list[Cell]]:
    """The cells of a grid with their text, row by row; of merged cells only the first is there."""
    rows, _ = grid.shape
    first = merged_cells(grid)
    inside: dict[int, list[int]] = {}
    for run, row, column in _placed(runs, grid, first):
        inside.setdefault(int(first[row, column]), []).append(run)
    lines = cell_lines(runs, inside)
    cells: list[list[Cell]] = [[] for _ in range(rows)]
    for number, row, last_row, column, last_column in _blocks(first):
        box = (grid.xs[column], grid.ys[row], grid.xs[last_column + 1], grid.ys[last_row + 1])
        spans = (last_row - row + 1, last_column - column + 1)
        cells[row].append(cell(lines.get(number, []), inside.get(number, []), row, column, *spans, box))
    for members in cells:
        members.sort(key=lambda one: one.col)
    return cells


def _blocks(first: Ints) -> Iterator[tuple[int, int, int, int, int]]:
    """(number, first row, last row, first column, last column) of each cell, merged ones once."""
    rows, columns = np.indices(first.shape)
    numbers, inverse = np.unique(first, return_inverse=True)
    inverse = inverse.ravel()
    edges = np.full((4, len(numbers)), -1)
    edges[0] = edges[2] = first.size
    np.minimum.at(edges[0], inverse, rows.ravel())
    np.maximum.at(edges[1], inverse, rows.ravel())
    np.minimum.at(edges[2], inverse, columns.ravel())
    np.maximum.at(edges[3], inverse, columns.ravel())
    for at, number in enumerate(numbers.tolist()):
        yield number, *(int(edge) for edge in edges[:, at])


def _placed(runs: Runs, grid: Grid, first: Ints) -> Iterable[tuple[int, int, int]]:
    """(run, row, column) for each run whose line lies in the grid.

    A run that crosses a rule is a word or phrase that overflows its cell: it belongs where it starts, or, set flush
    right, where it ends.
    """
    xs, ys = np.array(grid.xs), np.array(grid.ys)
    row = np.searchsorted(ys, runs.mid) - 1
    start = np.searchsorted(xs, runs.box[:, 0] + 1.0) - 1
    end = np.searchsorted(xs, runs.box[:, 2] - 1.0) - 1
    last = len(xs) - 2
    for run in np.flatnonzero((row >= 0) & (row < len(ys) - 1)).tolist():
        a, b = int(start[run]), int(end[run])
        if b < 0 or a > last:
            continue
        a, b = max(a, 0), min(max(b, a), last)
        r = int(row[run])
        if a != b and first[r, a] != first[r, b]:
            left = runs.box[run, 0] - xs[a]
            right = xs[b + 1] - runs.box[run, 2]
            a = a if left <= right + 2.0 else b
        yield run, r, a
