"""The result as a workbook: findings, pairs, coverage and tables, with filters, and links to the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from hedui.model import Document, Finding, Place, Result, Severity
from hedui.outputs.rows import Row, columns, places_on, rows
from hedui.outputs.view import Piece, cut
from hedui.outputs.words import heading, reason, rule_name, words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST = 32_000
"""Characters a cell may hold, somewhat below Excel's limit of 32,767."""

WIDTHS = {
    "number": 6,
    "id": 9,
    "rule": 7,
    "name": 18,
    "message": 44,
    "quote": 20,
    "text": 60,
    "comment": 30,
    "value": 14,
}
FILL: dict[Severity, str] = {"error": "FBE5E1", "warning": "FCEFCF", "note": "E3EBF7"}
INK: dict[Severity, str] = {"error": "B3362B", "warning": "96600A", "note": "3D5F92"}


def write(result: Result, stream: BinaryIO, lang: str = "en") -> None:
    """Write the workbook. Texts stay texts: nothing that looks like a formula is computed."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    _findings(book, result, lang)
    if len(result.documents) == 2:
        _pairs(book, result, lang)
    _coverage(book, result, lang)
    _tables(book, result, lang)
    book.save(stream)


def _sheet(book: Workbook, title: str, heads: Iterable[str], widths: Iterable[float]) -> Worksheet:
    """A sheet with a bold header that stays in sight and can be filtered by."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.append(list(heads))
    for number, (cell, width) in enumerate(zip(sheet[1], widths, strict=True), 1):
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E4E2DC")
        cell.alignment = Alignment(vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    return sheet


def _close(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = sheet.dimensions


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> Any:
    """Write a cell; a text is kept as text whatever it begins with."""
    from openpyxl.styles import Alignment

    if isinstance(value, str):
        value = _clean(value)
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _clean(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)[:LONGEST]


def _findings(book: Workbook, result: Result, lang: str) -> None:
    from openpyxl.styles import Font, PatternFill

    names = columns(result)
    widths = [WIDTHS.get(re.sub(r"_\d$", "", name), 11) for name in names]
    sheet = _sheet(book, words(lang)["findings"], [heading(name, lang) for name in names], widths)
    sheet.freeze_panes = "H2"
    for number, (finding, row) in enumerate(zip(result.findings, rows(result, lang), strict=True), 2):
        for column, name in enumerate(names, 1):
            value = rule_name(finding.rule, finding.name, lang) if name == "name" else row[name]
            cell = _put(sheet, number, column, value)
            if name == "severity":
                cell.fill = PatternFill("solid", fgColor=FILL[finding.severity])
                cell.font = Font(color=INK[finding.severity], bold=True)
        for side, document in enumerate(result.documents):
            _mark_texts(sheet, number, names, finding, side, len(result.documents))
            _link_page(sheet, number, names, row, document, side, len(result.documents))
    _close(sheet)


def _column(names: tuple[str, ...], name: str, side: int, sides: int) -> int:
    return names.index(f"{name}_{side + 1}" if sides > 1 else name) + 1


def _mark_texts(sheet: Worksheet, row: int, names: tuple[str, ...], finding: Finding, side: int, sides: int) -> None:
    """The paragraphs of a side with their figures in bold and colour."""
    from openpyxl.cell.rich_text import CellRichText

    texts: dict[str, list[Place]] = {}
    for place in places_on(finding, side):
        texts.setdefault(place.text, []).append(place)
    if not texts or sum(map(len, texts)) > LONGEST:
        return
    rich = CellRichText()
    for number, (text, places) in enumerate(texts.items()):
        if number:
            rich.append("\n")
        rich.extend([_rich(piece, finding.severity) for piece in cut(text, places) if piece.text or piece.mark])
    sheet.cell(row, _column(names, "text", side, sides)).value = rich


def _rich(piece: Piece, severity: Severity) -> Any:
    from openpyxl.cell.rich_text import TextBlock
    from openpyxl.cell.text import InlineFont

    text = _clean(piece.text) or "‸"
    return TextBlock(InlineFont(b=True, color="FF" + INK[severity]), text) if piece.mark else text


def _link_page(
    sheet: Worksheet, row: int, names: tuple[str, ...], values: Row, document: Document, side: int, sides: int
) -> None:
    """The page number leads to the page, where the file is still there."""
    column = _column(names, "page", side, sides)
    page, path = values[names[column - 1]], document.source.path
    if page is None or path is None or not Path(path).is_file():
        return
    first = str(page).split(";")[0]
    cell = sheet.cell(row, column)
    cell.hyperlink = f"{Path(path).resolve().as_uri()}#page={first}"
    cell.style = "Hyperlink"


def _pairs(book: Workbook, result: Result, lang: str) -> None:
    say = words(lang)
    heads = [document.source.name for document in result.documents]
    sheet = _sheet(book, say["pairs_sheet"], ["#", *heads, "score"], [6, 70, 70, 8])
    for number, pair in enumerate(result.pairs, 1):
        left, right = ("\n".join(side) for side in pair.texts)
        for column, value in enumerate((number, left, right, round(pair.score, 3)), 1):
            _put(sheet, number + 1, column, value)
    _close(sheet)


def _coverage(book: Workbook, result: Result, lang: str) -> None:
    say = words(lang)
    sheet = _sheet(book, say["coverage_sheet"], [say["document"], say["class"], say["count"]], [30, 40, 10])
    at = 2
    for coverage in result.coverage:
        name = result.documents[coverage.document].source.name
        classes = [
            (say["agreed"], coverage.agreed),
            (say["flagged"], coverage.flagged),
            (say["unpaired"], coverage.unpaired),
            *((f"{say['not_compared']}: {reason(why, lang)}", count) for why, count in coverage.not_compared),
            (say["total"], coverage.total),
        ]
        for said, count in classes:
            for column, value in enumerate((name, said, count), 1):
                _put(sheet, at, column, value)
            at += 1
    _close(sheet)


def _tables(book: Workbook, result: Result, lang: str) -> None:
    """All tables one below the other, each row with its document and table."""
    say = words(lang)
    found = list(_table_rows(result))
    if not found:
        return
    wide = max(len(row) for *_, row in found)
    heads = [say["document"], say["table_name"], say["row"], *(str(n) for n in range(1, wide + 1))]
    sheet = _sheet(book, say["tables_sheet"], heads, [20, 24, 6, *[22] * wide])
    for at, (name, table, number, cells) in enumerate(found, 2):
        for column, value in enumerate((name, table, number, *cells), 1):
            _put(sheet, at, column, value)
    _close(sheet)


def _table_rows(result: Result) -> Iterator[tuple[str, str, int, tuple[str, ...]]]:
    for document in result.documents:
        tables = [block for block in document.blocks if block.rows is not None]
        for number, block in enumerate(tables, 1):
            for row, cells in enumerate(block.rows or (), 1):
                yield document.source.name, block.caption or str(number), row, cells
