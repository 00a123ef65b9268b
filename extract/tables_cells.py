"""Runs into cells, and the text of a cell with the places where it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from hedui.extract.glyphs import Floats, Ints
from hedui.extract.tables_grid import Grid, merged_cells
from hedui.extract.tables_runs import Line, Runs, lines_of
from hedui.model import Box, Print

Mark = tuple[int, str]
"""(position in the cell's text, label) of a footnote mark that stood in a cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table on one page. Merged cells are one: its row and column are its first, spans count from there."""

    row: int
    col: int
    rowspan: int
    colspan: int
    box: Box
    text: str
    prints: tuple[Print, ...]
    marks: tuple[Mark, ...]
    lines: tuple[Box, ...]
    """The boxes of its text lines, from the top."""
    first_word: float = 0.0
    """The width of its first word (of its first character, where that is Chinese)."""
    runs: tuple[int, ...] = ()

    @classmethod
    def empty(cls, row: int, col: int) -> Cell:
        """A cell without text, or one that a merged cell covers."""
        return cls(row, col, 1, 1, (0.0, 0.0, 0.0, 0.0), "", (), (), ())

    @property
    def size(self) -> float:
        """The height of its first line, 0 where it is empty."""
        return self.lines[0][3] - self.lines[0][1] if self.lines else 0.0


def fill(runs: Runs, grid: Grid) -> list[list[Cell]]:
    """The cells of a grid with their text, row by row; of merged cells only the first is there."""
    rows, columns = grid.shape
    first = merged_cells(grid)
    inside: dict[int, list[int]] = {}
    for run, row, column in _placed(runs, grid, first):
        inside.setdefault(int(first[row, column]), []).append(run)
    cells: list[list[Cell]] = [[] for _ in range(rows)]
    for number in np.unique(first):
        where = np.argwhere(first == number)
        row, column = divmod(int(number), columns)
        last_row, last_column = (int(n) for n in where.max(axis=0))
        column = int(where[:, 1].min())
        box = (grid.xs[column], grid.ys[row], grid.xs[last_column + 1], grid.ys[last_row + 1])
        cells[row].append(
            cell(runs, inside.get(int(number), []), row, column, last_row - row + 1, last_column - column + 1, box)
        )
    for members in cells:
        members.sort(key=lambda one: one.col)
    return cells


def cell(
    runs: Runs, members: Sequence[int], row: int, col: int, rowspan: int = 1, colspan: int = 1, box: Box | None = None
) -> Cell:
    """A cell from the runs in it."""
    which = np.array(members, np.int32)
    lines = lines_of(runs, which)
    boxes = tuple((line.spans[0][0], line.top, line.spans[-1][1], line.bottom) for line in lines)
    if box is None:
        box = _around(boxes)
    text, prints, marks = text_of(runs, lines, (row, col))
    first = _first_word(runs, lines[0]) if lines else 0.0
    return Cell(row, col, rowspan, colspan, box, text, prints, marks, boxes, first, tuple(members))


def _first_word(runs: Runs, line: Line) -> float:
    page, glyphs = runs.page, np.concatenate([runs.glyphs[run] for run in line.runs])
    end = 0
    for at, before in zip(glyphs[1:].tolist(), glyphs.tolist(), strict=False):
        breaks = is_cjk(int(page.code[at])) or is_cjk(int(page.code[before]))
        if breaks or page.box[at, 0] - page.box[before, 2] > 0.15 * line.size:
            break
        end += 1
    return float(page.box[glyphs[end], 2] - page.box[glyphs[0], 0])


def _around(boxes: Sequence[Box]) -> Box:
    if not boxes:
        return (0.0, 0.0, 0.0, 0.0)
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _placed(runs: Runs, grid: Grid, first: Floats) -> Iterable[tuple[int, int, int]]:
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
        a, b = max(a, 0), min(b, last)
        r = int(row[run])
        if a != b and first[r, a] != first[r, b]:
            left = runs.box[run, 0] - xs[a]
            right = xs[b + 1] - runs.box[run, 2]
            a = a if left <= right + 2.0 else b
        yield run, r, a


def text_of(
    runs: Runs, lines: Sequence[Line], where: tuple[int, int]
) -> tuple[str, tuple[Print, ...], tuple[Mark, ...]]:
    """The text of a cell's lines, joined as in a paragraph, with its prints and footnote marks."""
    text = ""
    prints: list[Print] = []
    for line in lines:
        piece = _piece(runs, line)
        if not piece:
            continue
        text, start = joined(text, piece)
        box = (line.spans[0][0], line.top, line.spans[-1][1], line.bottom)
        prints.append(Print(start, start + len(piece), runs.page.number, box, where))
    prints = [Print(min(p.start, len(text)), min(p.end, len(text)), p.page, p.box, p.cell) for p in prints]
    return text, tuple(prints), ()


def _piece(runs: Runs, line: Line) -> str:
    """The characters of a line, with a space where one is printed or where a gap shows that one was meant."""
    page = runs.page
    index: Ints = np.concatenate([runs.glyphs[run] for run in line.runs])
    out: list[str] = []
    before = -1
    for at in index.tolist():
        if before >= 0:
            gap = page.box[at, 0] - page.box[before, 2]
            between = page.code[before + 1 : at] if 0 < at - before < 6 else ()
            spaced = any(c in (32, 0xA0, 0x3000) or 0x2000 <= c <= 0x200A for c in between)
            cjk = is_cjk(int(page.code[at])) and is_cjk(int(page.code[before]))
            if (spaced and gap > -0.1) or (gap > 0.2 * line.size and not cjk):
                out.append(" ")
        code = int(page.code[at])
        out.append("-" if code in (2, 0xFFFE) else chr(code))
        before = at
    return "".join(out).strip()


def is_cjk(code: int) -> bool:
    """Whether a character is written without spaces: Han, kana, CJK punctuation, full-width forms."""
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFF60 or code >= 0x20000


def joined(text: str, piece: str) -> tuple[str, int]:
    """(``text`` followed by the next line ``piece``, where that starts).

    No space between Chinese characters, none after a hyphen or slash that ends a line; a hyphen between two lower-case
    letters was the typesetter's and goes.
    """
    if not text:
        return piece, 0
    last, first = text[-1], piece[0]
    if (last in "-\u2010" and first.islower() and len(text) > 1 and text[-2].islower()) or last in "\u00ad":
        text = text[:-1]
    elif not (is_cjk(ord(last)) or is_cjk(ord(first)) or last in "-\u2010\u2011/–"):
        text += " "
    return text + piece, len(text)
