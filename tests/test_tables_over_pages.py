"""Tables that run over pages: one table, its head once, rows that the page cut put together again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from drawn import Sheets
from test_tables import tables

HEAD = ("No.", "Country", "Project")
XS = (72, 110, 200)
EDGES = (68, 105, 195, 400)
Row = Sequence[str]


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    return Sheets(tmp_path / "a.pdf")


def page(sheets: Sheets, rows: Sequence[Row], top: float, ruled: bool = True, closed: bool = True) -> None:
    """Rows from ``top``, each as high as its longest cell; with ``closed`` false no rule stands below the last."""
    ys = [top]
    for row in rows:
        sheets.row(XS, ys[-1] + 12, row)
        ys.append(ys[-1] + 4 + 12 * max(text.count("|") + 1 for text in row))
    if not ruled:
        return
    for y in ys if closed else ys[:-1]:
        sheets.rule(EDGES[0], y, EDGES[-1], y)
    for x in EDGES:
        sheets.rule(x, ys[0], x, ys[-1])


def many(first: int, last: int) -> list[Row]:
    return [(f"{n}.", "Sri Lanka" if n % 2 else "Peru", f"Training of {n} officials") for n in range(first, last)]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("repeated", [True, False])
def test_the_head_comes_once(sheets: Sheets, ruled: bool, repeated: bool) -> None:
    page(sheets, [HEAD, *many(1, 40)], 120, ruled)
    sheets.next()
    page(sheets, [*([HEAD] if repeated else []), *many(40, 60)], 60, ruled)
    (table,) = tables(sheets)
    assert table.rows == (HEAD, *map(tuple, many(1, 60)))
    assert {one.page for one in table.prints} == {1, 2}


def cut(sheets: Sheets, last: Row, first: Row, closed: bool = True) -> tuple[tuple[str, ...], ...]:
    """The last rows of a table whose first page ends with ``last`` and whose second begins with ``first``."""
    page(sheets, [HEAD, *many(1, 39), last], 120, closed=closed)
    sheets.next()
    page(sheets, [HEAD, first, *many(40, 42)], 60)
    (table,) = tables(sheets)
    return table.rows[39:-2]


LONG = "Assistance in drawing up national|control lists for those officials who"


def test_a_cut_row_goes_on_where_its_words_had_no_place(sheets: Sheets) -> None:
    last = ("39.", "Zambia", f"{LONG} issue these licences,")
    assert cut(sheets, last, ("", "", "administrative-law")) == (
        ("39.", "Zambia", f"{LONG} issue these licences,".replace("|", " ") + " administrative-law"),
    )


def test_a_group_title_at_the_top_of_a_page_is_a_row(sheets: Sheets) -> None:
    assert cut(sheets, ("39.", "Zambia", "Training"), ("", "Asia", "")) == (
        ("39.", "Zambia", "Training"),
        ("", "Asia", ""),
    )


def test_figures_are_not_continued_by_figures(sheets: Sheets) -> None:
    assert cut(sheets, ("39.", "", "12,345"), ("", "", "67,890"))[-1] == ("", "", "67,890")


def test_a_row_that_no_rule_closes_goes_on_even_in_cells_that_begin_later(sheets: Sheets) -> None:
    rows = cut(sheets, ("39.", "Zambia", ""), ("", "", "Training of officials"), closed=False)
    assert rows == (("39.", "Zambia", "Training of officials"),)


def test_a_last_row_alone_on_its_page_belongs_to_the_table(sheets: Sheets) -> None:
    page(sheets, [HEAD, *many(1, 42)], 80, ruled=False)
    sheets.next()
    page(sheets, many(42, 43), 60, ruled=False)
    (table,) = tables(sheets)
    assert table.rows[-1] == tuple(many(42, 43)[0])


def test_tables_of_other_columns_are_other_tables(sheets: Sheets) -> None:
    page(sheets, [HEAD, *many(1, 40)], 120)
    sheets.next()
    for number in range(4):
        sheets.row((72, 250), 72 + 16 * number, ("Peru", str(number)))
    sheets.grid((68, 240, 400), [60 + 16 * number for number in range(5)])
    assert [len(table.rows[0]) for table in tables(sheets)] == [3, 2]
