"""A row in which one column does not follow from the others as it does everywhere else."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import TableView
from hedui.reconcile.relations import breaks, shares_of_total
from hedui.reconcile.sums import sheet_of


@rule(
    "T303",
    "column-relation",
    "warning",
    examples=(
        Example(
            None,
            "Item | Price | Quantity | Amount\nDesk | 120 | 4 | 480\nChair | 45 | 12 | 540\nLamp | 30 | 6 | 180\n"
            "Shelf | 85 | 3 | 265\nBoard | 64 | 5 | 320",
            says="85 × 3",
        ),
        Example(
            None,
            "Item | Price | Quantity | Amount\nDesk | 120 | 4 | 480\nChair | 45 | 12 | 540\nLamp | 30 | 6 | 180\n"
            "Shelf | 85 | 3 | 255\nBoard | 64 | 5 | 320",
        ),
        Example(
            None,
            "Item | Sum | Share (%)\nA | 250 | 25.0\nB | 310 | 31.0\nC | 90 | 9.0\nD | 150 | 51.0\nE | 200 | 20.0\n"
            "Total | 1,000 | 100.0",
            says="150 ÷ 1,000",
        ),
        Example(
            "科目 | 预算 | 支出 | 结余\n人员 | 900 | 850 | 50\n差旅 | 320 | 300 | 20\n设备 | 410 | 395 | 15\n"
            "会议 | 275 | 240 | 45\n印刷 | 160 | 130 | 30",
            None,
            says="275 − 240",
        ),
        Example(
            "科目 | 甲 | 乙 | 丙\n人员 | 900 | 850 | 5\n差旅 | 320 | 300 | 2\n设备 | 410 | 395 | 7\n会议 | 2 | 4 | 9",
            None,
        ),
    ),
)
def column_relation(table: TableView) -> Iterator[Finding]:
    """A figure does not follow from two others of its row, as it does in nearly all rows (price x quantity).

    The relation (product, difference, sum, share, growth; share of the column's total) is found from the table
    itself: it must hold in at least four telling rows and be broken in no more than one of eight. Rounding is
    judged by the digits printed. The finding shows the arithmetic; which of the three figures is wrong it cannot
    know.
    """
    sheet = sheet_of(table)
    for gap in (*breaks(sheet), *shares_of_total(sheet)):
        row, col = gap.cell
        printed, found = (
            table.rows[row][col].strip(),
            f"{gap.found:,.6g}" if abs(gap.found) < 1e6 else f"{gap.found:,.2f}",
        )
        yield finding(
            "T303",
            Message(
                f"{gap.formula} = {found}, the cell says {printed}; in {gap.holds} other rows it is so",
                f"{gap.formula} = {found}，此格却为 {printed}；其他 {gap.holds} 行均相符",
            ),
            (table.place(row, col), *(table.place(r, c) for r, c in gap.terms)),
            confidence=0.85,
        )
