"""Tables whose rules our own reader can't close: a second witness sees them, or nobody does."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import HEIGHT, Sheets

from hedui.extract import read, tables_witness
from hedui.extract.tables_witness import CAMELOT, PDFPLUMBER, Witnesses, grid_of_cells
from hedui.model import Block, Document

# Lines at one pitch throughout, and a column to be filled in: only the rules tell rows and columns.
XS = (60.0, 170.0, 290.0, 420.0, 530.0)
ROWS = [
    ("Region", "Objective|and output", "Remarks", "Partner"),
    ("North", "New wells|And pumps", "", "Water board"),
    ("South|And islands", "Training of|Ten teachers", "", ""),
    ("East", "A survey|Of soils", "", "University|Of the coast"),
]
YS = [100.0, 124.0, 148.0, 172.0, 196.0]
PLAIN = [tuple(cell.replace("|", " ") for cell in row) for row in ROWS]
PROSE = "The committee met twice in the year and took note of the reports that were before it at its sessions."

AFTER = "The next meeting will be held in May."


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    return Sheets(tmp_path / "a.pdf")


def fill_in(sheets: Sheets) -> None:
    sheets.text(60, 80, PROSE)
    for row, top in zip(ROWS, YS, strict=False):
        sheets.row([x + 6 for x in XS[:-1]], top + 9, row)
    sheets.text(78, 260, AFTER)


def dashed(sheets: Sheets, x0: float, y0: float, x1: float, y1: float, dash: float = 5, gap: float = 2) -> None:
    """A rule of many short strokes, as some producers draw dashed borders."""
    step = dash + gap
    for k in range(round(max(x1 - x0, y1 - y0) / step)):
        along = (
            (x0 + k * step, y0, x0 + k * step + dash, y1) if y0 == y1 else (x0, y0 + k * step, x1, y0 + k * step + dash)
        )
        sheets.rule(*along)


def grid(sheets: Sheets, dash: float, gap: float) -> None:
    for x in XS:
        dashed(sheets, x, YS[0], x, YS[-1], dash, gap)
    for y in YS:
        dashed(sheets, XS[0], y, XS[-1], y, dash, gap)


def picture(sheets: Sheets, lines: bool = True, slant: float = 0.0) -> None:
    """A picture behind the text; with lines it is the empty form."""
    image = pytest.importorskip("PIL.Image")
    draw = pytest.importorskip("PIL.ImageDraw")
    utils = pytest.importorskip("reportlab.lib.utils")
    made = image.new("L", (1190, 1684), 245)
    pen = draw.Draw(made)
    if lines:
        for x in XS:
            pen.line((2 * x, 2 * YS[0], 2 * x + slant, 2 * YS[-1]), fill=20, width=2)
        for y in YS:
            pen.line((2 * XS[0], 2 * y, 2 * XS[-1], 2 * y + slant), fill=20, width=2)
    sheets._canvas.drawImage(utils.ImageReader(made), 0, 0, 595, HEIGHT)


def tables(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind == "table"]


def test_rules_of_short_dashes(sheets: Sheets) -> None:
    grid(sheets, 5, 2)
    fill_in(sheets)
    (table,) = tables(read(sheets.done()))
    assert table.rows == tuple(PLAIN)
    assert table.found_by == PDFPLUMBER


def test_rules_with_gaps(sheets: Sheets) -> None:
    grid(sheets, 30, 7)
    fill_in(sheets)
    (table,) = tables(read(sheets.done()))
    assert table.rows == tuple(PLAIN)
    assert table.found_by == PDFPLUMBER


@pytest.mark.parametrize("slant", [0.0, 3.0])
def test_rules_in_a_picture(sheets: Sheets, slant: float) -> None:
    picture(sheets, slant=slant)
    fill_in(sheets)
    document = read(sheets.done())
    (table,) = tables(document)
    assert table.rows == tuple(PLAIN)
    assert table.found_by == CAMELOT
    assert [block.text for block in document.blocks if block.kind != "table"] == [PROSE, AFTER]


def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    questions: list[str] = []

    def cells(self: Witnesses, name: str, page: object) -> list[list[tuple[float, float, float, float]]]:
        questions.append(name)
        return []

    monkeypatch.setattr(Witnesses, "_cells", cells)
    return questions


def test_a_table_with_closed_rules_needs_no_witness(sheets: Sheets, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = asked(monkeypatch)
    sheets.grid(XS, YS)
    fill_in(sheets)
    (table,) = tables(read(sheets.done()))
    assert table.rows == tuple(PLAIN)
    assert not questions


def test_a_picture_without_lines_needs_no_witness(sheets: Sheets, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = asked(monkeypatch)
    picture(sheets, lines=False)
    fill_in(sheets)
    read(sheets.done())
    assert not questions


def test_prose_in_a_frame_of_dashes_is_no_table(sheets: Sheets) -> None:
    for y in (100.0, 240.0):
        dashed(sheets, 60, y, 530, y)
    for x in (60.0, 295.0, 530.0):
        dashed(sheets, x, 100, x, 240)
    lines = [
        "The committee met twice in the year and",
        "took note of the reports that were then",
        "before it, and of those of its two working",
    ]
    for x in (66.0, 301.0):
        sheets.lines(x, 115, lines * 3)
    assert not tables(read(sheets.done()))


def test_prose_on_squared_paper_is_no_table(sheets: Sheets) -> None:
    """A camelot that sees the squares is not believed: their borders cut the words."""
    picture(sheets)
    for k in range(8):
        sheets.text(64, 110 + 11 * k, "The committee met twice in the year, and")
        sheets.text(300, 110 + 11 * k, "took note of the reports that were before it")
    assert not tables(read(sheets.done()))


def test_a_witness_that_is_late_is_not_asked_for_ever(sheets: Sheets, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_witness, "LIMITS", {PDFPLUMBER: 0.001, CAMELOT: 0.001})
    for _ in range(4):
        grid(sheets, 5, 2)
        fill_in(sheets)
        sheets.next()
    assert not any(table.found_by == PDFPLUMBER for table in tables(read(sheets.done())))


def test_cells_to_a_grid() -> None:
    made = grid_of_cells([(0, 0, 50, 20), (50, 0, 150, 20), (0, 20, 50, 40), (50, 20.5, 100, 40), (100, 20, 150, 40)])
    assert made is not None
    assert made.shape == (2, 3)
    assert made.down.tolist() == [[True, False], [True, True]]
    assert made.across.tolist() == [[True, True, True]]
    assert grid_of_cells([(0, 0, 50, 20)]) is None
