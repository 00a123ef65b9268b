"""A total that the text gives of a table it points to, against the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure, Spot, TableView
from hedui.reconcile.pointing import pointed
from hedui.reconcile.sayings import plain, value
from hedui.reconcile.sums import one_slip, sheet_of

_TOTAL = re.compile(
    r"合计|合計|共计|共計|总计|總計|总额|總額|共|总|\b(?:total\w*|in all|sum|amount\w*|received|altogether)\b",
    re.IGNORECASE,
)
_ROWS = "State | Amount\nChad | 4,102,000\nMali | 3,200,500\nTogo | 2,450,300\nPeru | 3,160,400\nTotal | 12,913,200"
NEAR = Decimal("0.1")


@rule(
    "T316",
    "total-in-text",
    "warning",
    examples=(
        Example(
            None, f"In total $12.6 million was received (see Annex A).\n# Annex A. Funds\n{_ROWS}", says="12,913,200"
        ),
        Example(None, f"In total $12.9 million was received (see Annex A).\n# Annex A. Funds\n{_ROWS}"),
        Example(None, f"In total $7.5 million was spent (see Annex A).\n# Annex A. Funds\n{_ROWS}"),
        Example(
            "共收到 130 万美元，见下表。\n"
            "国家 | 数额（美元）\n甲 | 412,000\n乙 | 350,500\n丙 | 535,000\n合计 | 1,297,500",
            None,
        ),
        Example(
            "共收到 1 297 600 美元，见下表。\n"
            "国家 | 数额（美元）\n甲 | 412,000\n乙 | 350,500\n丙 | 535,000\n合计 | 1,297,500",
            None,
            says="1,297,500",
        ),
    ),
)
def total_in_text(view: DocumentView) -> Iterator[Finding]:
    """The text gives a total and points to a table, or stands right above it, and the table's total is another.

    Only an amount of money, or a number of at least three digits, that is within a tenth of the table's total (or one
    slip away from it) is told; an amount that any cell of the table has, or that agrees with any by the digits printed,
    is let be.
    """
    totals = {table.block.id: made for table in view.tables() if (made := _totals(table)) is not None}
    for block, found in pointed(view, [one.table for one in totals.values()]):
        tables = [totals[table.block.id] for table in found]
        text = view.blocks[block].text
        spot = Spot(view.index, block)
        for figure in view.figures(spot):
            if _weighty(figure) and _TOTAL.search(text, max(0, figure.quantity.start - 60), figure.quantity.end + 30):
                yield from _checked(view, figure, tables)


@dataclass(frozen=True, slots=True)
class Totals:
    """A table with the cells of its total rows and columns, and all its figures."""

    table: TableView
    cells: tuple[tuple[int, int], ...]
    figures: frozenset[Decimal]


def _totals(table: TableView) -> Totals | None:
    sheet = sheet_of(table)
    rows = [r for r in sheet.body if sheet.kinds[r] == "total"]
    cells = tuple((r, c) for r in rows for c in sheet.columns if not sheet.rate(c) and sheet.amounts[r][c] is not None)
    figures = frozenset(a.value for row in sheet.amounts for a in row if a is not None)
    return Totals(table, cells, figures) if cells else None


def _weighty(figure: Figure) -> bool:
    number = value(figure.quantity)
    if number is None or not plain(figure.quantity) or figure.quantity.approximate:
        return False
    return figure.quantity.kind == "money" or (figure.quantity.kind == "count" and number >= 100)


def _checked(view: DocumentView, figure: Figure, tables: list[Totals]) -> Iterator[Finding]:
    said, step = value(figure.quantity) or Decimal(0), figure.quantity.step or Decimal(0)
    for one in tables:
        for scale in (1, 1000, 10_000, 1_000_000):
            if any(abs(said - v * scale) * 2 <= step or said == v * scale for v in one.figures if v):
                return
    for one in tables:
        sheet = sheet_of(one.table)
        near = []
        for row, col in one.cells:
            total = sheet.value((row, col)) or Decimal(0)
            if total >= 100 and (abs(said - total) <= NEAR * total or (total >= 10_000 and one_slip(said, total))):
                near.append(((row, col), total))
        if len({total for _, total in near}) == 1:
            (row, col), total = near[0]
            yield finding(
                "T316",
                Message(
                    f"the text says {figure.quantity.text}, the total of the table is {total:,}",
                    f"文中为 {figure.quantity.text}，表中合计为 {total:,}",
                ),
                (view.place(figure), one.table.place(row, col, str(total))),
                confidence=0.75,
            )
            return
