"""Tables of a PDF page: with all rules, some or none; and what stands in columns without being a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import Sheets
from shared import bench_folders, needs_bench, truth

from hedui.extract import read
from hedui.extract.captions import is_caption, is_continuation
from hedui.extract.glyphs import Pdf
from hedui.extract.tables import Joined, find_tables, join_pages, to_frame
from hedui.model import Block, Document

ROWS = [
    ("No.", "State", "Amount"),
    ("1", "Argentina", "10,000.00"),
    ("2", "New Zealand", "601,854.11"),
    ("3", "Republic of Korea", "4,470.17"),
    ("", "Total", "616,324.28"),
]
XS = (72, 110, 300)


def tables(sheets: Sheets) -> list[Joined]:
    regions = []
    before = None
    with Pdf(sheets.done()) as pdf:
        for page in pdf:
            assert page is not None
            found = find_tables(page, before=before)
            before = found[-1] if found else None
            regions += found
    return join_pages(regions)


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    return Sheets(tmp_path / "a.pdf")


def draw(sheets: Sheets, top: float = 114, pitch: float = 16, xs: tuple[float, ...] = XS) -> list[float]:
    """The rows from ``top``; the places between them, for rules."""
    for number, row in enumerate(ROWS):
        sheets.row(xs, top + number * pitch, row)
    return [top - 12 + number * pitch for number in range(len(ROWS) + 1)]


def only(found: list[Joined]) -> Joined:
    assert len(found) == 1
    return found[0]


def test_closed_rules(sheets: Sheets) -> None:
    sheets.grid((68, 105, 295, 400), draw(sheets))
    table = only(tables(sheets))
    assert table.rows == tuple(ROWS)
    assert table.found_by == "ruled"
    assert table.confidence > 0.9


def test_no_outer_verticals(sheets: Sheets) -> None:
    ys = draw(sheets)
    for y in ys:
        sheets.rule(68, y, 400, y)
    for x in (105, 295):
        sheets.rule(x, ys[0], x, ys[-1])
    assert only(tables(sheets)).rows == tuple(ROWS)


def test_a_title_across_a_table_without_outer_verticals(sheets: Sheets) -> None:
    ys = draw(sheets)
    sheets.text(72, ys[-1] + 12, "Pledges")
    sheets.row(XS, ys[-1] + 28, ("4", "Fiji", "300.00"))
    for y in [*ys, ys[-1] + 16, ys[-1] + 32]:
        sheets.rule(68, y, 400, y)
    for x in (105, 295):
        sheets.rule(x, ys[0], x, ys[-1])
        sheets.rule(x, ys[-1] + 16, x, ys[-1] + 32)
    table = only(tables(sheets))
    assert table.rows == (*ROWS, ("Pledges", "", ""), ("4", "Fiji", "300.00"))
    assert table.spans == ((5, 0, 1, 3),)


def test_rules_at_head_and_foot_only(sheets: Sheets) -> None:
    ys = draw(sheets)
    for y in (ys[0], ys[1], ys[-1]):
        sheets.rule(68, y, 400, y)
    table = only(tables(sheets))
    assert table.rows == tuple(ROWS)
    assert table.found_by == "horizontal rules"


def test_rules_at_subtotals(sheets: Sheets) -> None:
    ys = draw(sheets)
    for y in (ys[0], ys[1], ys[3], ys[4], ys[5]):
        sheets.rule(68, y, 400, y)
    assert only(tables(sheets)).rows == tuple(ROWS)


def test_shaded_rows(sheets: Sheets) -> None:
    for number in (0, 2, 4):
        sheets.shade(68, 102 + 16 * number, 400, 118 + 16 * number)
    draw(sheets)
    assert only(tables(sheets)).rows == tuple(ROWS)


def test_no_rules_at_all(sheets: Sheets) -> None:
    draw(sheets)
    table = only(tables(sheets))
    assert table.rows == tuple(ROWS)
    assert table.found_by == "white space"
    assert table.confidence < 0.9


def test_figures_flush_right_under_heads_flush_left(sheets: Sheets) -> None:
    sheets.row((72, 200, 300), 114, ("Item", "2024", "2025"))
    for number, (item, one, two) in enumerate(
        [("Staff", "9.4", "9.8"), ("Books", "4.1", "14.3"), ("All", "13.5", "24.1")]
    ):
        sheets.text(72, 130 + 16 * number, item)
        sheets.text(270, 130 + 16 * number, one, flush="right")
        sheets.text(370, 130 + 16 * number, two, flush="right")
    for y in (102, 118, 166):
        sheets.rule(68, y, 375, y)
    assert only(tables(sheets)).rows == (
        ("Item", "2024", "2025"),
        ("Staff", "9.4", "9.8"),
        ("Books", "4.1", "14.3"),
        ("All", "13.5", "24.1"),
    )


def test_cells_of_several_lines(sheets: Sheets) -> None:
    xs = (72, 110, 200)
    sheets.row(xs, 114, ("No.", "Country", "Project"))
    sheets.row(xs, 130, ("1", "Sri Lanka", "Review of the national imple-|mentation of the Treaty"))
    sheets.row(xs, 158, ("2", "Peru", "Training"))
    sheets.grid((68, 105, 195, 330), (102, 118, 146, 162))
    assert only(tables(sheets)).rows == (
        ("No.", "Country", "Project"),
        ("1", "Sri Lanka", "Review of the national implementation of the Treaty"),
        ("2", "Peru", "Training"),
    )


def test_chinese_lines_of_a_cell_are_joined_without_spaces(sheets: Sheets) -> None:
    sheets.font("STSong-Light")
    sheets.row((72, 200), 114, ("项目", "说明"))
    sheets.row((72, 200), 130, ("培训", "提高对条约的|认识"))
    sheets.grid((68, 195, 330), (102, 118, 146))
    assert only(tables(sheets)).rows == (("项目", "说明"), ("培训", "提高对条约的认识"))


def test_merged_cells_have_their_text_once(sheets: Sheets) -> None:
    sheets.row((72, 150), 114, ("Region", "Amount"))
    sheets.row((72, 150, 250), 130, ("", "2023", "2024"))
    sheets.row((72, 150, 250), 146, ("Africa", "10", "12"))
    for x, top in ((68, 102), (145, 102), (245, 118), (330, 102)):
        sheets.rule(x, top, x, 150)
    for y, left in ((102, 68), (118, 145), (134, 68), (150, 68)):
        sheets.rule(left, y, 330, y)
    table = only(tables(sheets))
    assert table.rows == (("Region", "Amount", ""), ("", "2023", "2024"), ("Africa", "10", "12"))
    assert set(table.spans) == {(0, 0, 2, 1), (0, 1, 1, 2)}


def test_a_word_that_overflows_its_cell_stays_whole(sheets: Sheets) -> None:
    sheets.row((72, 110), 114, ("Code", "Name"))
    sheets.row((72, 160), 130, ("HOME_LATCH_VELOCITY", "yes"))
    sheets.grid((68, 105, 250), (102, 118, 134))
    assert only(tables(sheets)).rows == (("Code", "Name"), ("HOME_LATCH_VELOCITY", "yes"))


def test_prints_say_where_each_cell_stands(sheets: Sheets) -> None:
    sheets.grid((68, 105, 295, 400), draw(sheets))
    table = only(tables(sheets))
    (place,) = [one for one in table.prints if one.cell == (2, 1)]
    assert (place.start, place.end, place.page) == (0, len("New Zealand"), 1)
    assert place.box[0] == pytest.approx(110, abs=1)
    assert place.box[1] < 146 < place.box[3]


def test_a_raised_sign_is_a_mark_and_no_digit(sheets: Sheets) -> None:
    sheets.row((72, 200), 114, ("Year", "Cost"))
    sheets.row((72, 200), 130, ("2024", "$320"))
    sheets.font("Times-Roman", 6)
    sheets.text(221, 126, "1")
    sheets.font("Times-Roman")
    sheets.row((72, 200), 146, ("Area", "30 m"))
    sheets.font("Times-Roman", 6)
    sheets.text(221, 142, "2")
    sheets.grid((68, 195, 330), (102, 118, 134, 150))
    table = only(tables(sheets))
    assert table.rows == (("Year", "Cost"), ("2024", "$320"), ("Area", "30 m²"))
    assert [(cell, at, label) for cell, at, label, _, _ in table.marks] == [((1, 1), 4, "1")]


# What is no table -----------------------------------------------------------------------------------------------------

PROSE = "the committee took note of the report of the secretariat on the work of the fund and of the views of states"


def wrapped(words: int, width: int) -> list[str]:
    """So many words on lines of at most ``width`` characters."""
    source = (PROSE.split() * (words // 20 + 1))[:words]
    lines = [""]
    for word in source:
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def test_two_columns_of_prose(sheets: Sheets) -> None:
    sheets.lines(72, 100, wrapped(200, 42))
    sheets.lines(310, 100, wrapped(190, 42))
    assert tables(sheets) == []


def test_numbers_hanging_before_paragraphs_and_items(sheets: Sheets) -> None:
    y = 100.0
    for number in range(1, 12):
        lines = wrapped(8 + 5 * (number % 4), 80)
        sheets.text(72, y, f"{number}." if number % 3 else f"({chr(96 + number)})")
        sheets.lines(100, y, lines)
        y += 12 * len(lines) + 6
    assert tables(sheets) == []


def test_contents_with_and_without_leaders(sheets: Sheets) -> None:
    for number in range(1, 12):
        sheets.row((72, 100, 480), 100 + 14 * number, (str(number), PROSE[: 20 + number], str(3 * number)))
        sheets.text(72, 400 + 14 * number, f"{PROSE[: 20 + number]} {'. ' * 90}{number}")
    assert tables(sheets) == []


def test_a_listing_in_a_frame(sheets: Sheets) -> None:
    sheets.font("Courier")
    for number in range(8):
        sheets.row((80, 180, 280), 110 + 12 * number, (f"total{number}", str(17 * number), "main.c"))
    sheets.grid((72, 400), (96, 210))
    assert tables(sheets) == []


def test_rules_of_head_and_foot_enclose_no_table(sheets: Sheets) -> None:
    sheets.row((72, 480), 60, ("Annual report", "page 7"))
    sheets.rule(72, 66, 520, 66)
    sheets.lines(72, 100, wrapped(300, 90))
    sheets.rule(72, 780, 520, 780)
    assert tables(sheets) == []


def test_a_table_beside_prose(sheets: Sheets) -> None:
    sheets.lines(72, 100, wrapped(160, 38))
    sheets.grid((296, 333, 430, 520), draw(sheets, xs=(300, 338, 440)))
    assert only(tables(sheets)).rows == tuple(ROWS)


# Captions and frames --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Table 3. Contributions",
        "Table A-1",
        "TABLE 4: Income",
        "表 1. 收支情况",
        "表1 收入",
        "表一、收入",
        "附表2 支出",
        "表 2-1（续）",
    ],
)
def test_captions(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "Table 3 shows the income.",
        "Tables are useful",
        "Table of contents",
        "表 3 显示收入",
        "表示同意",
        "见表 3",
        "表决结果",
    ],
)
def test_sentences_are_no_captions(text: str) -> None:
    assert not is_caption(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(continued)", True),
        ("Table 6.27: (continued)", True),
        ("Table 3. Contributions (cont’d)", True),
        ("表 3（续）", True),
        ("续表 2", True),
        ("The work continued", False),
        ("Table 3. Contributions", False),
    ],
)
def test_lines_that_say_a_table_goes_on(text: str, expected: bool) -> None:
    assert is_continuation(text) is expected


def test_a_table_as_a_frame() -> None:
    pytest.importorskip("pandas")
    frame = to_frame(Block("b1", "table", "", rows=(("State", "Amount"), ("Fiji", "300"), ("Peru", "1,200"))))
    assert list(frame.columns) == ["State", "Amount"]
    assert frame["Amount"].tolist() == ["300", "1,200"]
    with pytest.raises(ValueError, match="b2"):
        to_frame(Block("b2", "paragraph", "Text."))


# The bench ------------------------------------------------------------------------------------------------------------


@needs_bench
@pytest.mark.parametrize("folder", [f for f in bench_folders() if f.name.startswith("vtf")], ids=lambda f: f.name)
@pytest.mark.parametrize("side", ["zh", "en"])
def test_tables_of_real_reports(folder: Path, side: str) -> None:
    def squeezed(document: Document) -> list[list[list[str]]]:
        return [[["".join(text.split()) for text in row] for row in b.rows] for b in document.blocks if b.rows]

    assert squeezed(read(folder / f"{side}.pdf")) == squeezed(truth(folder, side))
