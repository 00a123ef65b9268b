"""Tables in the layouts of others: heads of two rows, frames without rules between rows, tables in a column of text."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import Sheets

from hedui.extract import read
from hedui.extract.tables_heads import Head, two_rows
from hedui.model import Block

PLACES = ["Argentina", "Fiji", "Mongolia", "Peru", "Sri Lanka", "Zambia"]
FIGURES = ["1,204.5", "993.1", "88.4", "1,071.0", "64.2", "710.9"]


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    return Sheets(tmp_path / "a.pdf")


def tables(sheets: Sheets) -> list[Block]:
    return [block for block in read(sheets.done()).blocks if block.rows is not None]


def centre(sheets: Sheets, x: float, y: float, text: str) -> None:
    sheets.text(x - 0.25 * 10 * len(text), y, text)


# --- heads of two rows ----------------------------------------------------------------------------------------------

COLUMNS = [(72.0, 130.0), (210.0, 240.0), (270.0, 300.0), (330.0, 360.0), (390.0, 420.0)]


def test_heads_that_come_back_stand_under_others() -> None:
    lines = [[(72, 110), (238, 272), (355, 395)], [(222, 240), (282, 300), (342, 360), (402, 420)], *[COLUMNS] * 3]
    texts = [["Country", "Men", "Women"], ["2023", "2024", "2023", "2024"], [*PLACES[:5]]]
    assert two_rows(lines, texts, COLUMNS, 10) == Head(1, (((0, 0), (1, 2), (3, 4)),))


def test_a_head_of_two_lines_is_one_row() -> None:
    lines = [[(72, 110), (212, 240), (272, 300), (332, 360), (392, 420)], [(222, 240), (282, 300)], *[COLUMNS] * 3]
    texts = [["Country", "Men", "Women", "Boys", "Girls"], ["(%)", "(%)"], [*PLACES[:5]]]
    assert two_rows(lines, texts, COLUMNS, 10) is None


def test_figures_are_no_head() -> None:
    lines = [[(72, 110), (238, 272), (355, 395)], [(72, 100), *COLUMNS[1:]], *[COLUMNS] * 3]
    texts = [["Country", "Men", "Women"], ["Fiji", "12.5", "13.5", "14.5", "15.5"], [*PLACES[:5]]]
    assert two_rows(lines, texts, COLUMNS, 10) is None


def test_short_rules_say_what_a_head_stands_over() -> None:
    lines = [[(72, 110), (210, 232)], [(222, 240), (282, 300), (342, 360), (402, 420)], *[COLUMNS] * 3]
    texts = [["Country", "Men"], ["a", "b", "c", "d"], [*PLACES[:5]]]
    found = two_rows(lines, texts, COLUMNS, 10, [(205, 365)])
    assert found is not None
    assert (found.groups, found.alone) == ((((0, 0), (1, 3)),), frozenset({4}))


@pytest.mark.parametrize("ruled", [True, False])
def test_a_head_of_two_rows_without_vertical_rules(sheets: Sheets, ruled: bool) -> None:
    sheets.text(72, 114, "Country")
    centre(sheets, 255, 114, "Employed")
    centre(sheets, 375, 114, "Unemployed")
    for x, text in ((240, "Men"), (300, "Women"), (360, "Men"), (420, "Women")):
        sheets.text(x, 130, text, flush="right")
    for k, place in enumerate(PLACES):
        sheets.text(72, 146 + 16 * k, place)
        for n, x in enumerate((240, 300, 360, 420)):
            sheets.text(x, 146 + 16 * k, FIGURES[(k + n) % 6], flush="right")
    for y in (102, 134, 230) if ruled else ():
        sheets.rule(68, y, 424, y)
    (table,) = tables(sheets)
    assert table.rows is not None
    assert table.rows[:3] == (
        ("Country", "Employed", "", "Unemployed", ""),
        ("", "Men", "Women", "Men", "Women"),
        ("Argentina", "1,204.5", "993.1", "88.4", "1,071.0"),
    )
    assert len(table.rows) == 8


# --- rules ----------------------------------------------------------------------------------------------------------


def test_a_frame_whose_columns_are_ruled_and_rows_are_not(sheets: Sheets) -> None:
    sheets.grid((68, 200, 300, 400), (100, 118, 220))
    sheets.row((72, 210, 310), 113, ("Country", "2023", "2024"))
    for k, place in enumerate(PLACES):
        sheets.row((72, 210, 310), 131 + 16 * k, (place, FIGURES[k], FIGURES[5 - k]))
    (table,) = tables(sheets)
    assert table.rows == (
        ("Country", "2023", "2024"),
        *((place, FIGURES[k], FIGURES[5 - k]) for k, place in enumerate(PLACES)),
    )


def test_cells_of_several_lines_in_a_ruled_table_stay_cells(sheets: Sheets) -> None:
    sheets.grid((68, 200, 300, 400), (100, 118, 150, 182))
    sheets.row((72, 210, 310), 113, ("Country", "2023", "2024"))
    sheets.row((72, 210, 310), 131, ("Republic|of Korea", "1,204.5|(3.1)", "993.1"))
    sheets.row((72, 210, 310), 163, ("Burkina|Faso", "88.4|(0.2)", "64.2"))
    (table,) = tables(sheets)
    assert table.rows is not None
    assert table.rows[1:] == (
        ("Republic of Korea", "1,204.5 (3.1)", "993.1"),
        ("Burkina Faso", "88.4 (0.2)", "64.2"),
    )


def test_rules_above_sums_make_no_table_of_their_own(sheets: Sheets) -> None:
    rows = [*zip(PLACES, FIGURES, FIGURES[::-1], strict=True)]
    sheets.row((72, 240, 340), 114, ("Country", "2023", "2024"))
    for k, (place, one, two) in enumerate(
        [*rows[:3], ("Total", "2,286.0", "2,000.0"), *rows[3:], ("Total", "1.0", "2.0")]
    ):
        sheets.text(72, 130 + 16 * k, place)
        sheets.text(280, 130 + 16 * k, one, flush="right")
        sheets.text(380, 130 + 16 * k, two, flush="right")
    for y in (167, 231):
        sheets.rule(240, y, 280, y)
        sheets.rule(340, y, 380, y)
        sheets.rule(240, y, 380, y)
    (table,) = tables(sheets)
    assert table.rows is not None
    assert [row[0] for row in table.rows] == ["Country", *PLACES[:3], "Total", *PLACES[3:], "Total"]


def test_a_heading_parts_two_tables_of_one_width(sheets: Sheets) -> None:
    for top, head in ((100, "Grants"), (260, "Loans")):
        if top > 100:
            sheets.font("Times-Bold", 13)
            sheets.text(72, top - 20, "Second part")
            sheets.font("Times-Roman")
        for y in (top, top + 16, top + 80):
            sheets.rule(68, y, 400, y)
        sheets.row((72, 240, 340), top + 12, ("Country", head, "Share"))
        for k, place in enumerate(PLACES[:4]):
            sheets.row((72, 240, 340), top + 28 + 16 * k, (place, FIGURES[k], "4.5"))
    found = tables(sheets)
    assert [len(table.rows or ()) for table in found] == [5, 5]


# --- columns of text ------------------------------------------------------------------------------------------------

WORDS = (
    "the observatory recorded earthquakes in the year a tenth more than in the year before most of them were felt by "
    "nobody and none did damage to more than a few old walls in the villages near the coast of the islands "
).split()


def column(sheets: Sheets, x: float, top: float, lines: int, start: int = 0) -> None:
    """Lines of text about 220 points wide."""
    at = start
    for n in range(lines):
        line = ""
        while len(line) < 46:
            line += WORDS[at % len(WORDS)] + " "
            at += 1
        sheets.text(x, top + 12.5 * n, line.strip())


@pytest.mark.parametrize("shift", [0, 5])
def test_a_table_without_rules_in_a_column_of_two(sheets: Sheets, shift: float) -> None:
    column(sheets, 60, 80, 52)
    column(sheets, 310, 80, 20, 7)
    for k, (place, figure) in enumerate(zip(PLACES, FIGURES, strict=True)):
        y = 350 + shift + 14 * k
        sheets.text(310, y, place)
        sheets.text(450, y, figure, flush="right")
        sheets.text(520, y, FIGURES[5 - k], flush="right")
    column(sheets, 310, 460, 20, 11)
    (table,) = tables(sheets)
    assert table.rows == tuple((p, FIGURES[k], FIGURES[5 - k]) for k, p in enumerate(PLACES))


def test_text_in_columns_between_the_rules_of_head_and_foot_is_no_table(sheets: Sheets) -> None:
    for page in range(2):
        sheets.text(60, 50, "Official Gazette")
        sheets.text(470, 50, f"Part {page + 1}")
        sheets.rule(56, 58, 540, 58)
        sheets.rule(56, 760, 540, 760)
        column(sheets, 60, 80, 50, page)
        column(sheets, 310, 84, 50, 9 + page)
        sheets.next()
    assert tables(sheets) == []


def test_a_table_goes_on_under_its_caption_said_again(sheets: Sheets) -> None:
    for page in range(2):
        sheets.text(72, 80 if page else 200, "Table 4. Grants by country" + " (continued)" * page)
        top = 100 if page else 220
        for k in range(30 if page else 36):
            sheets.row(
                (72, 240, 340),
                top + 16 * k,
                (f"Place {page}{k:02}", f"{k}.5", f"{1000 + k}") if k else ("Place", "Share", "Sum"),
            )
        sheets.next()
    (table,) = tables(sheets)
    assert table.caption == "Table 4. Grants by country"
    assert table.rows is not None
    assert len(table.rows) == 1 + 35 + 29


def test_text_in_a_frame_keeps_away_from_the_rules(sheets: Sheets) -> None:
    sheets.grid((68, 140, 200, 260, 360), (100, 118, 262))
    sheets.row((74, 146, 206, 266), 112, ("Country", "2023", "2024", "Remarks"))
    for k, place in enumerate(PLACES):
        sheets.row((74, 146, 206), 132 + 22 * k, (place, FIGURES[k], FIGURES[5 - k]))
        sheets.text(337, 132 + 22 * k, "The last report", flush="right")
        sheets.text(266, 143 + 22 * k, "was")  # had room up to the rule, but not up to the edge of the text
    (table,) = tables(sheets)
    assert table.rows is not None
    assert [row[3] for row in table.rows] == ["Remarks", *["The last report was"] * 6]
    assert [row[0] for row in table.rows[1:]] == PLACES


# --- heads of three rows, turned heads, titles, sums ---------------------------------------------------------------


def test_a_head_of_three_rows(sheets: Sheets) -> None:
    sheets.row((72, 180, 400), 113, ("Country", "Persons in employment", "Total"))
    sheets.row((180, 290), 127, ("2023", "2024"))
    sheets.row((190, 240, 295, 350), 141, ("Men", "Women", "Men", "Women"))
    for k, place in enumerate(PLACES):
        sheets.text(72, 160 + 16 * k, place)
        for n, x in enumerate((210, 265, 320, 375, 430)):
            sheets.text(x, 160 + 16 * k, FIGURES[(k + n) % 6], flush="right")
    for y in (102, 147, 246):
        sheets.rule(68, y, 434, y)
    (table,) = tables(sheets)
    assert table.rows is not None
    assert table.rows[:3] == (
        ("Country", "Persons in employment", "", "", "", "Total"),
        ("", "2023", "", "2024", "", ""),
        ("", "Men", "Women", "Men", "Women", ""),
    )
    assert len(table.rows) == 9


@pytest.mark.parametrize("ruled", [True, False])
def test_heads_turned_by_a_quarter(sheets: Sheets, ruled: bool) -> None:
    if ruled:
        sheets.grid((68, 160, 220, 280), (100, 170, *range(188, 300, 18)))
    else:
        for y in (100, 170, 296):
            sheets.rule(68, y, 280, y)
    sheets.text(72, 160, "Country")
    for x, head in ((195, "Primary schools"), (255, "Teachers")):
        sheets.turned(x, 165, head)
    for k, place in enumerate(PLACES):
        sheets.text(72, 183 + 18 * k, place)
        sheets.text(210, 183 + 18 * k, FIGURES[k], flush="right")
        sheets.text(270, 183 + 18 * k, FIGURES[5 - k], flush="right")
    (table,) = tables(sheets)
    assert table.rows is not None
    assert table.rows[:2] == (("Country", "Primary schools", "Teachers"), ("Argentina", "1,204.5", "710.9"))
    (box,) = [one.box for one in table.prints if one.cell == (0, 1)]
    assert box[3] - box[1] > 3 * (box[2] - box[0])


def test_titles_set_to_the_middle_of_closely_set_columns(sheets: Sheets) -> None:
    sheets.font("STSong-Light")
    rows = [
        ("国家", "2022年", "2023年", "2024年"),
        *((p, "6,254", "8,529", "8,748") for p in ("蒙古", "斐济", "秘鲁", "越南")),
    ]
    for y in (100, 118, 248):
        sheets.rule(68, y, 240, y)
    for k, row in enumerate((rows[0], (), *rows[1:], (), *rows[1:3])):
        y = 113 + 15 * k + (4 if k else 0)
        if not row:
            sheets.text(139, y, "第一组")
            continue
        sheets.text(72, y, row[0])
        for x, text in zip((148, 190, 232), row[1:], strict=True):
            sheets.text(x, y, text, flush="right")
    (table,) = tables(sheets)
    assert table.rows is not None
    assert table.rows == (rows[0], ("第一组", "", "", ""), *rows[1:], ("第一组", "", "", ""), *rows[1:3])


def test_a_head_that_goes_on_in_the_middle_of_a_table_is_no_title(sheets: Sheets) -> None:
    sheets.row((72, 140, 200), 100, ("Country", "Grants", "Health"))
    sheets.text(365, 100, "Programmes", flush="right")
    sheets.text(200, 112, "member")
    for k, place in enumerate(PLACES):
        sheets.row((72, 140, 200), 126 + 14 * k, (place, FIGURES[k], FIGURES[5 - k]))
        sheets.text(365, 126 + 14 * k, "Water" if k % 2 else "Transport", flush="right")
    sheets.text(200, 126 + 14 * 6, "Europe")
    sheets.row((72, 140, 200), 126 + 14 * 7, ("Malta", FIGURES[2], FIGURES[3]))
    sheets.text(365, 126 + 14 * 7, "Energy", flush="right")
    (table,) = tables(sheets)
    assert table.rows is not None
    assert table.rows[0] == ("Country", "Grants", "Health member", "Programmes")
    assert table.rows[7:] == (("Europe", "", "", ""), ("Malta", "88.4", "1,071.0", "Energy"))


def test_rules_above_many_sums_are_no_table_of_their_own(sheets: Sheets) -> None:
    sheets.row((250, 310), 100, ("2024", "2023"))
    for k in range(16):
        total = k % 4 == 3
        sheets.text(72, 118 + 15 * k, "Total" if total else f"Item of the statement {k}")
        for x in (280, 340):
            sheets.text(x, 118 + 15 * k, FIGURES[(k + x) % 6], flush="right")
        if total:
            sheets.rule(240, 107 + 15 * k, 342, 107 + 15 * k)
    sheets.rule(240, 347, 342, 347)
    (table,) = tables(sheets)
    assert table.rows is not None
    assert len(table.rows) == 17
    assert table.rows[4][0] == "Total"
    assert len(table.rows[0]) == 3


def test_tables_side_by_side_stay_two(sheets: Sheets) -> None:
    for left in (72, 250):
        for y in (102, 120, 214):
            sheets.rule(left - 4, y, left + 140, y)
        sheets.row((left, left + 70, left + 110), 115, ("Country", "2023", "2024"))
        for k, place in enumerate(PLACES[:: 1 if left == 72 else -1]):
            sheets.row((left, left + 70, left + 110), 133 + 15 * k, (place, FIGURES[k], FIGURES[5 - k]))
    found = tables(sheets)
    assert [len(table.rows or ()) for table in found] == [7, 7]
    assert [table.rows[1][0] for table in found if table.rows] == ["Argentina", "Zambia"]
