"""Columns: read one after the other, even where their lines stand at different heights."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from drawn import Sheets
from sheets import LEFT, RIGHT, Ink, document, flow, texts, wrapped

from hedui.extract import read

FIRST = (
    "The observatory recorded 412 earthquakes in the year, a tenth more than in the year before. Most of them were felt"
    " by nobody, and none did damage to more than a few old walls in the villages near the coast of the islands."
)
SECOND = (
    "The network of stations was renewed with the help of three universities. It has 64 stations now, of which 12 stand"
    " on the sea floor, and its figures are at hand within two minutes of each shock, in both official languages."
)
TITLE = "Bulletin of the observatory of the eastern islands for the year 2024, with an annex on the tides of the strait"
MIDDLE = (LEFT + RIGHT) / 2


def column(paragraphs: list[str], left: float, right: float, top: float, size: float = 9) -> list[Ink]:
    return flow([wrapped(text, size, left, right) for text in paragraphs], top=top, lead=12)


@pytest.mark.parametrize("shift", [0, 5])
def test_two_columns_under_a_title(tmp_path: Path, shift: float) -> None:
    left = column([FIRST, SECOND], LEFT, MIDDLE - 10, 140)
    right = column([f"Later, {SECOND}", f"Then, {FIRST}"], MIDDLE + 10, RIGHT, 140 + shift)
    title = flow([wrapped(TITLE, 13)], top=90, lead=16)
    made = document(tmp_path, [*title, *left, *right])
    assert texts(made) == [TITLE, FIRST, SECOND, f"Later, {SECOND}", f"Then, {FIRST}"]


def test_a_paragraph_goes_on_in_the_next_column(tmp_path: Path) -> None:
    lines = wrapped(FIRST, 9, LEFT, MIDDLE - 10)
    head, tail = lines[:2], lines[2:]
    left = flow([wrapped(SECOND, 9, LEFT, MIDDLE - 10), head], lead=12)
    moved = [replace(ink, x=MIDDLE + 10, y=float(n)) for n, ink in enumerate(tail)]
    right = flow([moved, wrapped(SECOND, 9, MIDDLE + 10, RIGHT)], lead=12)
    assert texts(document(tmp_path, [*left, *right])) == [SECOND, FIRST, SECOND]


def test_labels_in_the_margin_are_no_column(tmp_path: Path) -> None:
    parts = [[Ink(LEFT, 0, f"{n}."), *wrapped(FIRST, left=LEFT + 36)] for n in range(1, 6)]
    made = document(tmp_path, flow(parts))
    assert texts(made) == [FIRST] * 5
    assert [b.label for b in made.blocks] == list("12345")


def test_a_table_of_words_beside_a_wide_column_is_no_text(tmp_path: Path) -> None:
    """Its narrow columns together look like a column of text, and the last like another, but they have gaps."""
    names = ["Bay", "Cape", "Dune", "Fen", "Hill"]
    remarks = wrapped(f"{FIRST} {SECOND} {FIRST}", 9, 330, 540)
    rows = [Ink(x, 90, text, 9) for x, text in ((60, "No."), (90, "Station"), (200, "Keeper"), (330, "Remarks"))]
    for k, name in enumerate(names):
        y = 118 + 28 * k
        rows += [Ink(60, y, f"{k + 1}.", 9), Ink(90, y, name, 9), Ink(200, y, "Survey office", 9)]
        rows += [replace(remarks[2 * k + n], x=330.0, y=y + 11.0 * n) for n in range(2)]
    made = document(tmp_path, rows)
    (table,) = [block for block in made.blocks if block.kind == "table"]
    assert table.found_by == "white space"
    assert [row[1] for row in table.rows or ()] == ["Station", *names]


def test_a_few_lines_in_columns_above_a_wide_table(tmp_path: Path) -> None:
    """The gutter shows below the table only: three lines at another height are too few for one."""
    sheets = Sheets(tmp_path / "a.pdf")
    sheets.font("Times-Roman", 9)
    trade = "Foreign trade made up most of it, as in each of the three years before, and wood came second by a hair."
    for text, left, top in (("Cargo", LEFT, 146), (FIRST[:100], LEFT, 164), (trade, MIDDLE + 10, 140)):
        for ink in wrapped(text, 9, left, left + 215):
            sheets.text(ink.x, top + 12 * ink.y, ink.text)
    xs, ys = [LEFT, 180, 260, 340, 430, RIGHT], [220, 236, 252, 268]
    sheets.grid(xs, ys)
    for k, y in enumerate(ys[:-1]):
        sheets.row([x + 4 for x in xs[:-1]], y + 11, ["Port", "412", "99", "1,204", str(310 + k)])
    for left, top in ((LEFT, 300), (MIDDLE + 10, 305)):
        for n, text in enumerate((FIRST, SECOND)):
            for ink in wrapped(text, 9, left, left + 215):
                sheets.text(ink.x, top + 90 * n + 12 * ink.y, ink.text)
    assert trade in [block.text for block in read(sheets.done()).blocks]


def test_three_columns_of_different_heights(tmp_path: Path) -> None:
    edges = [(LEFT + 155 * n, LEFT + 155 * n + 140) for n in range(3)]
    parts = [[f"{word} {text}" for text in (FIRST, SECOND)] for word in ("Once", "Later,", "At last,")]
    sizes = [column(part, *edge, 120 + 5 * n, 8) for n, (part, edge) in enumerate(zip(parts, edges, strict=True))]
    made = document(tmp_path, [Ink(LEFT, 90, TITLE[:60], 13), *(ink for part in sizes for ink in part)])
    assert texts(made) == [TITLE[:60], *(text for part in parts for text in part)]


def test_a_last_page_with_a_few_lines_in_its_first_column(tmp_path: Path) -> None:
    """They are broken at the column's edge, though nothing stands beside them."""
    first = [*column([FIRST, SECOND], LEFT, MIDDLE - 10, 120), *column([SECOND, FIRST], MIDDLE + 10, RIGHT, 125)]
    last = column([FIRST[:66]], LEFT, MIDDLE - 10, 120)
    assert len(last) == 2
    assert texts(document(tmp_path, first, last))[-1] == FIRST[:66]


@pytest.mark.parametrize("apart", [0.2, 0.4])
@pytest.mark.parametrize("head", ["Report of the year", "III. FINANCE"])
def test_letters_set_apart(tmp_path: Path, head: str, apart: float) -> None:
    from reportlab.pdfgen import canvas

    sheet = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    text = sheet.beginText(LEFT, 700)
    text.setFont("Times-Bold", 14)
    text.setCharSpace(14 * apart)
    text.textLine(head)
    text.setCharSpace(0)
    text.setFont("Times-Roman", 10)
    text.textLine(FIRST[:80])
    sheet.drawText(text)
    sheet.save()
    assert read(tmp_path / "a.pdf").blocks[0].text == head
