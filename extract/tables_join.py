"""Tables that run over pages, as one: repeated heads left out, rows cut by the page put together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from hedui.extract.lines import Line, Raised
from hedui.extract.repair import joined_in_cell
from hedui.extract.tables_cells import Cell
from hedui.extract.tables_region import Region, Row
from hedui.model import Box, Print

Mark = tuple[tuple[int, int], int, str, Box, int]
"""A footnote mark in a cell: (row, column), position in the cell's text, label, box and page."""
IsMark = Callable[[str, Raised], bool]
"""Told the text of a cell before a raised sign, and the sign: is it the mark of a footnote?"""

_MOST_HEAD_ROWS = 6
_LEVEL = 12.0
"""Points by which the tops of tables that stand side by side may differ."""
_CONTINUED = re.compile(r"[(（\[]?(?:continued|cont(?:’|')?d\.?|cont\.|续表?|續表?|接上表?)[)）\]]?", re.IGNORECASE)
_NUMBER = re.compile(r"[\[(（]?[-–+]?[$€£¥￥]?\d[\d\s.,'’%/-]*[\])）.]?\Z")
_SUPERSCRIPT = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_MARK = re.compile(r"[(\[]?(?:\d{1,3}|[a-z]{1,2}|[*†‡§¶#]{1,4}|[①-⑳])(?:\s?,\s?(?:\d{1,3}|[a-z*]))*[)\]]?\Z")
_UNIT = re.compile(r"(?:(?<![A-Za-z])(?:[kcdm]?m|s|ha|ft|in)|米|×\s?10|\b10)\Z")
_END = "。．.！!？?；;：:"


@dataclass(frozen=True, slots=True)
class Joined:
    """A whole table: its rows of texts, equally long, the prints of every cell and the footnote marks in it.

    ``spans`` has (row, column, rows, columns) for each merged cell; its text stands in the first cell.
    """

    regions: tuple[Region, ...]
    rows: tuple[tuple[str, ...], ...]
    prints: tuple[Print, ...]
    marks: tuple[Mark, ...]
    spans: tuple[tuple[int, int, int, int], ...]
    found_by: str
    confidence: float


@dataclass(slots=True)
class _Table:
    """A table that grows page by page. A row is a list of pieces for each column: more than one where a page cut it."""

    regions: list[Region]
    rows: list[list[list[Cell]]] = field(default_factory=list)


def join_pages(
    regions: Sequence[Region],
    apart: Sequence[bool] = (),
    words: frozenset[str] = frozenset(),
    is_mark: IsMark | None = None,
) -> list[Joined]:
    """The tables that the regions of a document make, in order.

    ``apart[i]`` says that other text than running heads stands between region i - 1 and region i, so they are two
    tables; it may be left out where that is never so. ``words`` are the words of the document, which tell what hyphens
    at line ends are. ``is_mark`` tells footnote marks from exponents; without it the sign itself has to tell.
    """
    tables: list[_Table] = []
    for number, region in enumerate(regions):
        together = number > 0 and not (number < len(apart) and apart[number])
        going = (_goes_on if together else _is_begun_again)(tables[-1], region) if number else None
        if going is not None:
            _extend(tables[-1], going)
        else:
            tables.append(_Table([region], [[[cell] for cell in row] for row in region.rows]))
    return [_finished(table, words, is_mark or looks_like_mark) for table in tables]


def _goes_on(table: _Table, region: Region) -> Region | None:
    """A region as the part of a table on the next page (or in its next column); None where it is none.

    It has the same columns (or, where only white space tells them, some of them), and the first part filled its page.
    """
    last = table.regions[-1]
    beside = region.page == last.page and region.box[0] > last.box[2] - 2 and region.box[1] < last.box[3]
    if region.page != last.page + 1 and not beside:
        return None
    fitted = _fitted(table.regions[0], region)
    if fitted is None:
        return None
    full = last.box[3] > 0.55 * last.page_height
    # In the next column of one page a table goes on too, but there tables stand beside each other as well.
    to_the_top = beside and last.box[3] > 0.8 * last.page_height and region.box[1] < 0.25 * last.page_height
    up = beside and region.box[1] < last.box[1] - _LEVEL
    again = _repeated_head(table, fitted) > 0 and not (beside and region.box[1] < last.box[1] + _LEVEL)
    return fitted if (full and not beside) or to_the_top or up or again else None


def _is_begun_again(table: _Table, region: Region) -> Region | None:
    """A region as the part of a table that filled its page or column, though other text is read between the two.

    It has the same head and no caption, and stands at the top of the next page, or in the next column of this one no
    lower than the part before.
    """
    last = table.regions[-1]
    if region.named or last.box[3] < 0.85 * last.page_height:
        return None
    beside = region.page == last.page and region.box[0] > last.box[2] - 2 and region.box[1] < last.box[1] + _LEVEL
    if not beside and (region.page != last.page + 1 or region.box[1] > 0.2 * region.page_height):
        return None
    fitted = _fitted(table.regions[0], region)
    return fitted if fitted is not None and _repeated_head(table, fitted) else None


def fits(first: Region, region: Region) -> bool:
    """Whether a region has the columns of another, or some of them."""
    return _fitted(first, region) is not None


def _fitted(first: Region, region: Region) -> Region | None:
    """A region with its columns brought to those of the first part; None where they are others.

    Odd and even pages may differ in their margins, so a shift of all columns is nothing.
    """
    if not first.extents or not region.extents:
        return region if bool(first.extents) == bool(region.extents) and _same_edges(first, region) else None
    for shift in (0.0, first.extents[0][0] - region.extents[0][0]):
        places = [_column(first.extents, low + shift, high + shift) for low, high in region.extents]
        if None not in places and len(set(places)) == len(places) and len(places) * 2 > len(first.extents):
            return _spread(region, [place for place in places if place is not None], len(first.extents))
    return None


def _same_edges(one: Region, other: Region) -> bool:
    if len(one.columns) != len(other.columns):
        return False
    slack = 0.02 * max(one.columns[-1] - one.columns[0], other.columns[-1] - other.columns[0])
    starts = one.columns[0], other.columns[0]
    return all(abs((a - starts[0]) - (b - starts[1])) <= slack for a, b in zip(one.columns, other.columns, strict=True))


def _column(extents: Sequence[tuple[float, float]], low: float, high: float) -> int | None:
    """The column that text from ``low`` to ``high`` stands in, if it reaches into no other."""
    hits = [k for k, (a, b) in enumerate(extents) if min(high, b) - max(low, a) > 0.5]
    return hits[0] if len(hits) == 1 else None


def _spread(region: Region, places: list[int], width: int) -> Region:
    """A region whose columns are put to the given places, with empty cells in the columns between."""
    if places == list(range(width)):
        return region
    rows = []
    for number, row in enumerate(region.rows):
        cells = [Cell.empty(number, col) for col in range(width)]
        for place, cell in zip(places, row, strict=True):
            cells[place] = replace(cell, col=place)
        rows.append(tuple(cells))
    return replace(region, rows=tuple(rows))


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", _CONTINUED.sub("", text)).casefold()


def _repeated_head(table: _Table, region: Region) -> int:
    """How many rows at the top of a region repeat the head of the table."""
    same = 0
    for mine, theirs in zip(table.rows[:_MOST_HEAD_ROWS], region.rows, strict=False):
        texts = [_fold(pieces[0].text) for pieces in mine], [_fold(cell.text) for cell in theirs]
        if texts[0] != texts[1] or not any(texts[0]):
            break
        same += 1
    return min(same, len(table.rows) - 1)


def _extend(table: _Table, region: Region) -> None:
    rows = list(region.rows[_repeated_head(table, region) :])
    last = [pieces[-1] for pieces in table.rows[-1]]
    if rows and (
        is_cut(last, rows[0], table.regions[-1], region) or _complements(last, rows[0], _mostly_filled(table))
    ):
        for pieces, cell in zip(table.rows[-1], rows.pop(0), strict=True):
            if cell.text:
                pieces.append(cell)
    table.rows += [[[cell] for cell in row] for row in rows]
    table.regions.append(region)


def _mostly_filled(table: _Table) -> set[int]:
    """The columns that hold text in nearly every row."""
    width = len(table.rows[0])
    return {k for k in range(width) if sum(bool(row[k][0].text) for row in table.rows) >= 0.8 * len(table.rows)}


def _complements(last: Sequence[Cell], first: Row, filled: set[int]) -> bool:
    """Whether two rows are one of which the page sent some cells on whole: each usual column is in just one of them."""
    sides = [{k for k, cell in enumerate(row) if cell.text} for row in (last, first)]
    parted = not sides[0] & sides[1] and all(side & filled for side in sides)
    return parted and filled <= sides[0] | sides[1] and len(filled) > 1


def is_cut(last: Sequence[Cell], first: Row, before: Region, after: Region) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    It is where every cell that goes on had to: its text came down to the end of the row, and its next word did not fit
    on the last line. A number is never continued by another number.
    """
    going = [(a, b) for a, b in zip(last, first, strict=True) if b.text]
    if not going:
        return not any(cell.text for cell in first) and after.open_top
    shared = [(a, b) for a, b in going if a.text]
    if any(_NUMBER.match(a.text) and _NUMBER.match(b.text) for a, b in shared):
        return False
    forced = sum(_had_to_break(a, b, before.extents) for a, b in shared)
    if before.open_bottom or after.open_top:  # no rule closes the row; a cell may begin on the second page only
        return forced * 2 >= len(shared)
    if len(shared) < len(going) or not all(_filled_to_the_bottom(a) for a, _ in going):
        return False
    ended = any(a.text and not b.text for a, b in zip(last, first, strict=True))
    return forced == len(going) and (ended or any(_unfinished(a.text, b.text) for a, b in going))


def _filled_to_the_bottom(cell: Cell) -> bool:
    """Whether the row had no place for another line of this cell."""
    size = cell.lines[-1].size
    above = max(0.0, cell.lines[0].top - cell.box[1])
    return cell.box[3] - cell.lines[-1].bottom < 1.4 * size + min(above, size)


def _had_to_break(cell: Cell, rest: Cell, extents: Sequence[tuple[float, float]] = ()) -> bool:
    """Whether the first word of ``rest`` had no place on the last line of ``cell``.

    In a table without rules between its columns text reaches as far as the longest line of its column.
    """
    last = cell.lines[-1]
    padding = min(max(min(line.x0 for line in cell.lines) - cell.box[0], 0.0), 12.0)
    flush_left = last.x0 - cell.box[0] < 3 * padding + 6
    room = cell.box[2] - padding - last.x1 if flush_left else cell.box[2] - cell.box[0] - (last.x1 - last.x0)
    if extents and flush_left and cell.colspan == 1:
        room = min(room, extents[cell.col][1] - last.x1)
    return rest.first_word > room - 0.3 * last.size


def _unfinished(text: str, rest: str) -> bool:
    return text[-1] not in _END and not rest[0].isupper()


def _finished(table: _Table, words: frozenset[str], is_mark: IsMark) -> Joined:
    rows: list[tuple[str, ...]] = []
    prints: list[Print] = []
    marks: list[Mark] = []
    for r, row in enumerate(table.rows):
        texts = []
        for c, pieces in enumerate(row):
            text = _Text((r, c), words, is_mark)
            for line in (line for piece in pieces for line in piece.lines):
                text.add(line)
            prints += text.prints
            marks += text.marks
            texts.append(text.text)
        rows.append(tuple(texts))
    return Joined(
        tuple(table.regions),
        tuple(rows),
        tuple(prints),
        tuple(marks),
        tuple(_spans(table)),
        table.regions[0].found_by,
        max(region.confidence for region in table.regions),
    )


class _Text:
    """The text of a cell, grown line by line, with its prints and marks."""

    def __init__(self, where: tuple[int, int], words: frozenset[str], is_mark: IsMark) -> None:
        self.where = where
        self.words = words
        self.is_mark = is_mark
        self.text = ""
        self.prints: list[Print] = []
        self.marks: list[Mark] = []

    def add(self, line: Line) -> None:
        """Join a line to the text, by the rules for lines of paragraphs."""
        before, between = joined_in_cell(self.text, line.text, self.words)
        if len(before) < len(self.text) and self.prints:  # a hyphen went
            last = self.prints[-1]
            self.prints[-1] = Print(last.start, len(before), last.page, last.box, last.cell)
        start = len(before) + len(between)
        self.text = before + between
        done = 0
        for sign in line.raised:
            self.text += line.text[done : sign.at]
            done = sign.at
            if self.is_mark(self.text, sign):
                self.marks.append((self.where, len(self.text), sign.text, sign.box, line.page))
            else:
                self.text += sign.text.translate(_SUPERSCRIPT)
        self.text += line.text[done:]
        self.prints.append(Print(start, len(self.text), line.page, line.box, self.where))


def looks_like_mark(before: str, sign: Raised) -> bool:
    """Whether a raised sign is the mark of a footnote rather than an exponent, by itself and what stands before it."""
    return bool(_MARK.match(sign.text)) and not _UNIT.search(before[-4:])


def _spans(table: _Table) -> Iterator[tuple[int, int, int, int]]:
    for r, row in enumerate(table.rows):
        for c, pieces in enumerate(row):
            if pieces[0].rowspan > 1 or pieces[0].colspan > 1:
                yield r, c, min(pieces[0].rowspan, len(table.rows) - r), min(pieces[0].colspan, len(row) - c)
