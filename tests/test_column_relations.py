"""Columns that follow from two others in nearly every row: what breaks the relation is told, and nothing else is."""

from __future__ import annotations

import pytest

from hedui.reconcile.relations import breaks, shares_of_total
from hedui.reconcile.sums import Sheet


def sheet(text: str) -> Sheet:
    return Sheet([[cell.strip() for cell in line.split("|")] for line in text.strip().split("\n")], "")


def told(text: str) -> list[tuple[tuple[int, int], float]]:
    """The cells that break a relation, each with what it should be."""
    return [(found.cell, round(found.found, 1)) for found in breaks(sheet(text))]


COST = """Item | Number | Price | Cost
Boots | 12 | 85 | 1,020
Coats | 7 | 140 | 980
Tents | 4 | 415 | 1,660
Ropes | 31 | 18 | 558
Lamps | 26 | 37 | 962
Axes | 15 | 52 | 780"""
LEFT = """Fund | Received | Spent | Left
Water | 812 | 377 | 435
Roads | 644 | 590 | 54
Parks | 953 | 218 | 735
Ports | 701 | 466 | 235
Mines | 528 | 131 | 397
Ferries | 467 | 158 | 309"""
SHARE = """Office | Staff | Women | Share
North | 110 | 47 | 42.7
South | 125 | 66 | 52.8
East | 160 | 51 | 31.9
West | 184 | 97 | 52.7
Coast | 205 | 118 | 57.6
Hills | 143 | 39 | 27.3"""
GROWTH = """Port | 2023 | 2024 | Change
One | 4,120 | 4,532 | 10.0
Two | 3,877 | 3,702 | -4.5
Three | 5,614 | 6,119 | 9.0
Four | 2,905 | 3,341 | 15.0
Five | 7,230 | 7,013 | -3.0
Six | 1,988 | 2,465 | 24.0"""


@pytest.mark.parametrize("text", [COST, LEFT, SHARE, GROWTH], ids=["product", "difference", "share", "growth"])
def test_where_a_relation_holds_nothing_is_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong", "cell", "found"),
    [
        (COST, "1,660", "1,606", (3, 3), 1660),
        (LEFT, "| 235", "| 253", (4, 3), 235),
        (SHARE, "31.9", "39.1", (3, 3), 31.9),
        (GROWTH, "15.0", "51.0", (4, 3), 15.0),
    ],
    ids=["product", "difference", "share", "growth"],
)
def test_the_row_that_breaks_a_relation_is_told(
    text: str, right: str, wrong: str, cell: tuple[int, int], found: float
) -> None:
    assert (cell, found) in told(text.replace(right, wrong))


def test_three_rows_are_no_relation() -> None:
    lines = COST.replace("1,660", "1,606").split("\n")
    assert told("\n".join(lines[:4])) == []


def test_no_share_is_taken_of_figures_below_a_hundred() -> None:
    lines = SHARE.split("\n")
    for row, (staff, women, share) in enumerate([(11, 4, 36.4), (92, 47, 51.1), (80, 25, 31.3), (75, 40, 53.3)], 1):
        lines[row] = f"Office {row} | {staff} | {women} | {share}"
    small = "\n".join([*lines[:5], "Coast | 64 | 37 | 57.8", "Hills | 43 | 12 | 72.9"])
    assert told(small) == []
    assert told(small.replace("64 | 37", "640 | 370")) != [], "one figure above a hundred is enough"


def test_a_product_is_exact_though_its_factor_is_rounded() -> None:
    exact = COST.replace("140 | 980", "140.5 | 983.5")
    assert told(exact) == []
    assert ((2, 3), 983.5) in told(exact.replace("983.5", "983.8"))


def test_a_share_of_rounded_figures_may_be_off_by_their_rounding() -> None:
    rounded = """Crop | Land | Wheat | Share
North | 110.4 | 7.1 | 6.4
South | 125.3 | 6.6 | 5.2
East | 160.8 | 5.1 | 3.2
West | 184.2 | 9.7 | 5.3
Coast | 205.5 | 8.8 | 4.3
Hills | 143.7 | 3.9 | 2.7"""
    assert told(rounded) == []
    assert ((3, 3), 3.2) in told(rounded.replace("| 3.2", "| 3.5"))


def test_the_shares_of_a_total() -> None:
    text = """Region | Sum | Share (%)
North | 1,200 | 24.0
South | 1,850 | 37.0
East | 640 | 12.8
West | 310 | 6.2
Coast | 1,000 | 20.0
Total | 5,000 | 100.0"""
    assert list(shares_of_total(sheet(text))) == []
    (found,) = shares_of_total(sheet(text.replace("12.8", "18.2")))
    assert (found.cell, round(found.found, 1), found.holds) == ((3, 2), 12.8, 4)
