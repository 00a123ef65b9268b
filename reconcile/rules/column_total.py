"""A total that is not the sum of its rows."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message, Severity
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import TableView
from hedui.reconcile.sums import Fault, Grade, faults, sheet_of

SEVERITY: dict[Grade, Severity] = {"certain": "error", "likely": "warning", "perhaps": "note"}
CONFIDENCE: dict[Grade, float] = {"certain": 0.97, "likely": 0.8, "perhaps": 0.5}


@rule(
    "T301",
    "column-total",
    "error",
    examples=(
        Example(None, "Item | Amount\nRent | 1,200\nTravel | 800\nTotal | 2,000"),
        Example(None, "Item | Amount\nRent | 1,200\nTravel | 800\nTotal | 2,100", says="2,000"),
        Example("项目 | 金额\n房租 | 1,200\n差旅 | 850\n印刷 | 300\n合计 | 2,530", None, says="2,350"),
        Example("项目 | 占比\n房租 | 33.3%\n差旅 | 33.3%\n印刷 | 33.3%\n合计 | 100%", None),
        Example(
            None,
            "Item | 2024 | 2023\nRevenue | 18,460 | 16,586\nCost | (14,921) | (12,987)\nGross profit | 3,548 | 3,599",
            says="3,539",
        ),
        Example("医院 | 床位 | 手术\n总院 | 1,580 | 410\n东院 | 720 | 180\n西院 | 860 | 231\n合计 | 3,160 | 821", None),
        Example("医院 | 床位 | 手术\n总院 | 1,580 | 410\n东院 | 720 | 180\n合计 | 2,300 | 509", None, says="590"),
        Example(
            None,
            "Item | Amount\nFees | 900\nTravel | 300\nSubtotal | 1,200\nContingency (5 per cent) | 60\nTotal | 1,260",
        ),
        Example(
            None,
            "Item | 2023 | 2024\nTotal liabilities | 301.52 | 322.05\nEquity | 184.79 | 190.72\nSales | 62.40 | 66.18",
        ),
        Example(None, "Year | Rate\n2021 | 3.1\n2022 | 4.5\n2023 | 5.2\nAverage | 4.3"),
    ),
)
def column_total(table: TableView) -> Iterator[Finding]:
    """A total row of a table differs from the sum of the rows it stands for.

    Total rows are known by their words in both languages (合计, 小计, Total, Sub-total) or, where no word says so, by
    being the sum in most columns. Each total is read in the way under which most of its columns are right: the rows
    since the last total or section, all rows, the totals above, the rows below. Where row and column of one cell
    are off by the same amount, that cell is named. In a statement of accounts a subtotal needs no word (gross
    profit, equity): it is known by being right in another column. Rounded figures may be off by half a unit of the
    last digit each.

    It is wrong where a total was not meant as a sum (a State that counts in two groups) or where a row of the table
    was lost in reading.
    """
    for fault in faults(sheet_of(table)):
        if fault.kind == "column":
            yield told(table, fault, "T301")


def told(table: TableView, fault: Fault, code: str) -> Finding:
    """A fault as a finding, with its arithmetic."""
    row, col = fault.cell
    places = [table.place(row, col, str(fault.printed))]
    if fault.culprit is not None and fault.culprit != fault.cell:
        r, c = fault.culprit
        places.insert(0, table.place(r, c))
    elif len(fault.terms) <= 6:
        places += [table.place(r, c) for r, c in fault.terms]
    return finding(
        code, _message(table, fault), tuple(places), severity=SEVERITY[fault.grade], confidence=CONFIDENCE[fault.grade]
    )


def _message(table: TableView, fault: Fault) -> Message:
    cell = table.rows[fault.cell[0]][fault.cell[1]].strip()
    found, away = f"{fault.found:,}", f"{abs(fault.found - fault.printed):,}"
    what, zh = ("rows", "行") if fault.kind == "column" else ("columns", "列")
    terms = [table.rows[r][c].strip() for r, c in fault.terms]
    sign = " − " if fault.formula == "-" else " + "
    sum_ = sign.join(terms) + f" = {found}" if len(terms) <= 6 else ""
    en = sum_ or f"the {len(terms)} {what} add up to {found}"
    ch = sum_ or f"{len(terms)} {zh}相加为 {found}"
    hint, tip = "", ""
    if fault.culprit is not None and fault.culprit != fault.cell:
        odd = table.rows[fault.culprit[0]][fault.culprit[1]].strip()
        hint = f"; the row and the column of {odd} are off by the same amount"
        tip = f"；{odd} 所在的行与列相差同样的数额"
    return Message(
        f"{en}, the total says {cell} (difference {away}){hint}", f"{ch}，合计却为 {cell}（相差 {away}）{tip}"
    )
