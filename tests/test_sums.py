"""Tables as sums: cells as amounts, totals and what they are totals of, rounding, and what one slip is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hedui.reconcile.cells import amount, unknown, year_like
from hedui.reconcile.sums import Fault, Sheet, faults, one_slip, says_total


def sheet(text: str, about: str = "") -> Sheet:
    """A sheet from lines of cells with "|" between."""
    return Sheet([[cell.strip() for cell in line.split("|")] for line in text.strip().split("\n")], about)


def faulty(text: str, about: str = "") -> list[Fault]:
    """What does not add up, notes left out."""
    return [fault for fault in faults(sheet(text, about)) if fault.grade != "perhaps"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12'762'311.57", "12762311.57"),
        ("1 234 567", "1234567"),
        ("[100,000]", "100000"),
        ("(1,234)", "-1234"),
        ("−5", "-5"),
        ("–", "0"),
        ("USD 1,234", "1234"),
        ("1,234 美元", "1234"),
        ("12.3%", "12.3"),
        ("5.52 million", "5520000"),
        ("120万", "1200000"),
        ("１２３", "123"),
        ("1.234,56", "1234.56"),
        ("1,234*", "1234"),
    ],
)
def test_a_cell_is_an_amount(text: str, value: str) -> None:
    read = amount(text)
    assert read is not None
    assert read.value == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "17 States", "20 September 2024", "1/2", "3-5", "Annex B", "CSP11", "2024 年项目"]
)
def test_a_cell_of_words_is_none(text: str) -> None:
    assert amount(text) is None


def test_the_step_of_an_amount_is_the_worth_of_its_last_digit() -> None:
    steps = [read.step for text in ("5.52 million", "12.30") if (read := amount(text))]
    assert steps == [10_000, Decimal("0.01")]


def test_not_known_is_not_nought() -> None:
    assert unknown("n/a")
    assert unknown("不适用")
    assert not unknown("-")
    assert not faulty("Item | Sum\nA | 10\nB | n/a\nTotal | 30")


def test_years_are_no_amounts() -> None:
    assert year_like("2019")
    assert year_like("2024年")
    assert not year_like("20,190")
    assert not faulty("State | Year\nA | 2019\nB | 2020\nTotal | 2021")


@pytest.mark.parametrize(
    "label", ["合计", "合  计", "小計", "总计", "总资产", "Sub-total", "Grand total", "TOTAL CONTRIBUTIONS"]
)
def test_words_of_totals(label: str) -> None:
    assert says_total(label)


@pytest.mark.parametrize("label", ["总务处", "总部", "Totality", "会计", "统计局"])
def test_words_that_look_like_totals(label: str) -> None:
    assert not says_total(label)


def test_sections_with_subtotals_and_a_grand_total() -> None:
    right = (
        "Item | Sum\nFirst |\n1 | 1,200\n2 | 3,400\nSubtotal | 4,600\n"
        "Second |\n1 | 5,100\n2 | 700\nSubtotal | 5,800\nTotal | 10,400"
    )
    assert not faulty(right)
    [fault] = faulty(right.replace("5,800", "5,900"))
    assert (fault.printed, fault.found) == (5900, 5800)


def test_a_total_above_its_rows() -> None:
    right = "Item | 2023 | 2024\nTotal | 6,300 | 5,100\nA | 1,200 | 2,000\nB | 5,100 | 3,100"
    assert not faulty(right)
    assert [f.found for f in faulty(right.replace("6,300", "6,800"))] == [6300]


def test_a_column_of_rates_is_not_added_up() -> None:
    assert not faulty("Item | Staff | Rate (%)\nA | 120 | 4.5\nB | 380 | 3.9\nTotal | 500 | 4.0")


def test_rounding_is_judged_by_the_digits_printed() -> None:
    assert not faulty("Item | Share (%)\nA | 33.3\nB | 33.3\nC | 33.3\nTotal | 100.0")
    assert not faulty("Item | Million\nA | 1.24\nB | 2.37\nC | 3.44\nTotal | 7.06", "in millions of dollars")
    assert faulty("Item | Sum\nA | 1,024.10\nB | 2,237.20\nC | 3,344.30\nTotal | 6,605.61\nTotal | 6,605.60")


def test_a_cell_wrong_in_its_row_and_its_column_is_told_once() -> None:
    right = "Unit | Men | Women | Total\nA | 12 | 9 | 21\nB | 7 | 11 | 18\nC | 30 | 25 | 55\nTotal | 49 | 45 | 94"
    assert not faulty(right)
    [fault] = faulty(right.replace("30 | 25 | 55", "30 | 28 | 55"))
    assert fault.culprit == (3, 2)


def test_brackets_are_a_minus_in_accounts() -> None:
    right = "Item | 2024 | 2023\nRevenue | 18,460 | 16,586\nCost | (14,912) | (12,987)\nGross profit | 3,548 | 3,599"
    assert not faulty(right)
    assert [f.found for f in faulty(right.replace("14,912", "14,921"))] == [3539]


def test_rows_of_which_are_not_added() -> None:
    assert not faulty("Item | Sum\nStaff | 1,200\nof which travel | 300\nRent | 800\nTotal | 2,000")


def test_numbered_levels_are_added_once() -> None:
    assert not faulty("No. | Sum\n1. Staff | 1,500\n1.1 Pay | 1,200\n1.2 Travel | 300\n2. Rent | 800\nTotal | 2,300")


def test_where_no_sum_was_meant_nothing_is_said() -> None:
    assert not faulty("Indicator | Value\nBirths | 130\nDeaths | 98\nTotal population | 21,190")
    assert not faulty("Item | Low | High\nA | 12 | 40\nB | 7 | 55\nC | 3 | 61")


@pytest.mark.parametrize(
    ("a", "b"),
    [("12762", "12726"), ("5522206", "5522806"), ("45850", "458500"), ("4055567", "405557"), ("-5756", "-5576")],
)
def test_one_slip_of_the_pen(a: str, b: str) -> None:
    assert one_slip(Decimal(a), Decimal(b))


@pytest.mark.parametrize(("a", "b"), [("1234", "4321"), ("100", "250"), ("5", "-5"), ("77", "77")])
def test_more_than_one_slip(a: str, b: str) -> None:
    assert not one_slip(Decimal(a), Decimal(b))


def test_a_row_is_named_by_its_first_words_only() -> None:
    read = sheet(
        "No. | Place | Sum | About\n1 | A | 10 | at most half in total\n2 | B | 20 | of which some\n3 | C | 5 | more"
    )
    assert read.kinds[1:] == ["detail", "detail", "detail"]


def test_a_total_that_is_two_sums() -> None:
    text = """Item | 2024 | 2023
    Non-current assets | {} | 30,082
    Current assets | 12,380 | 13,514
    Total assets | 44,125 | 43,596
    Non-current liabilities | 13,206 | 13,911
    Current liabilities | 8,457 | 8,390
    Total liabilities | 21,663 | 22,301
    Equity | 22,462 | 21,295"""
    assert not faulty(text.format("31,745"))
    (fault,) = faulty(text.format("31,245"))
    assert (fault.cell, fault.found) == ((3, 1), Decimal(43625))


def test_costs_printed_without_a_minus() -> None:
    text = """ | 2024 | 2025 | 2026
    经营收入 | 4,782 | 5,496 | 6,014
    经营开支 | 6,197 | 6,343 | {}
    经营赤字 | (1,415) | (847) | (377)
    其他收入 | 814 | 1,098 | 1,236"""
    assert not faulty(text.format("6,391"))
    (fault,) = faulty(text.format("6,931"))
    assert (fault.cell, fault.found) == ((3, 3), Decimal(-917))


def test_shares_that_make_a_hundred_under_another_total() -> None:
    text = """List | Votes | Share (%)
    A | 802,614 | 39.9
    B | 519,870 | 25.8
    C | 441,409 | 21.9
    D | 249,620 | 12.4
    Total | 2,013,513 | {}"""
    assert not faulty(text.format("100.0"))
    assert [fault.cell for fault in faulty(text.format("400.0"))] == [(5, 2)]


def test_rows_whose_total_has_a_name_of_its_own() -> None:
    text = """Year made | Number | Implemented | In progress | Open
    2020 | 5 | 2 | 1 | 2
    2021 | 7 | 5 | 1 | 1
    2022 | 9 | 6 | 2 | 1
    2023 | {} | 18 | 10 | 3
    2024 | 14 | 6 | 5 | 3"""
    assert not faulty(text.format("31"))
    (fault,) = faulty(text.format("37"))
    assert (fault.kind, fault.cell, fault.found) == ("row", (4, 1), Decimal(31))
