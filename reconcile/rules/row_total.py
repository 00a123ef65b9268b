"""A total column that is not the sum of the columns beside it."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.catalogue import Example, rule
from hedui.reconcile.evidence import TableView
from hedui.reconcile.rules.column_total import told
from hedui.reconcile.sums import faults, sheet_of


@rule(
    "T302",
    "row-total",
    "error",
    examples=(
        Example(None, "Unit | Men | Women | Total\nA | 12 | 9 | 21\nB | 7 | 11 | 18\nC | 30 | 25 | 56", says="55"),
        Example(None, "Unit | Men | Women | Total\nA | 12 | 9 | 21\nB | 7 | 11 | 18\nC | 30 | 25 | 55"),
        Example("单位 | 男 | 女 | 合计\n甲 | 12 | 9 | 21\n乙 | 7 | 11 | 18\n丙 | 30 | 25 | 54", None, says="55"),
        Example("单位 | 人数 | 费用 | 总额\n甲 | 12 | 900 | 50\n乙 | 7 | 1,100 | 60\n丙 | 30 | 2,500 | 70", None),
    ),
)
def row_total(table: TableView) -> Iterator[Finding]:
    """A row's total differs from the sum of the columns it stands for, where the other rows are right.

    Total columns are known by their heading in both languages. What they add up (columns to the left or right, up to
    another total) is what most rows show; if most rows do not add up, no sum was meant and nothing is said.
    """
    for fault in faults(sheet_of(table)):
        if fault.kind == "row":
            yield told(table, fault, "T302")
