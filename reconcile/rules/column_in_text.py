"""What the text says of a column of a table, against the column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hedui.model import Finding, Message, Severity
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, sayings, value
from hedui.reconcile.sums import one_slip
from hedui.reconcile.tallies import QUOTED, Ledger, ledgers

_SUM = re.compile(
    r"合计|共计|总计|总和|总额|相加|共为|\b(?:adds? up|totals?|totall?ing|sums?|sum total|amounts? to)\b", re.I
)
_TABLE = "Country | Budget\nChad | 1,200\nMali | 900\nChad | 1,500\nTogo | 2,000\nPeru | 1,000"


@rule(
    "T311",
    "column-in-text",
    "error",
    examples=(
        Example(None, f"The “Budget” column adds up to 6,900 dollars.\n{_TABLE}", says="6,600"),
        Example(None, f"The “Budget” column adds up to 6,600 dollars.\n{_TABLE}"),
        Example(None, f"The “Country” column names 3 countries.\n{_TABLE}", says="4 different"),
        Example(None, f"The “Country” column names 4 countries.\n{_TABLE}"),
        Example("“预算”一栏合计 3,500 元。\n国家 | 预算\n甲 | 700\n乙 | 800\n丙 | 900\n丁 | 1,000", None, says="3,400"),
        Example("“预算”一栏合计 3,400 元。\n国家 | 预算\n甲 | 700\n乙 | 800\n丙 | 900\n丁 | 1,000", None),
    ),
)
def column_in_text(view: DocumentView) -> Iterator[Finding]:
    """The text names a column in quotation marks and says what it adds up to, or how many entries it has, wrongly.

    A sum is compared by the digits printed: 5.52 million agrees with 5,522,206. A count agrees with the number of rows
    or with the number of different entries.
    """
    known = ledgers(view)
    if not known:
        return
    for saying in sayings(view):
        for quoted in QUOTED.finditer(saying.text):
            for ledger in known:
                col = ledger.column(quoted[1])
                if col is not None:
                    yield from _checked(view, saying, quoted, ledger, col)


def _checked(view: DocumentView, saying: Saying, quoted: re.Match[str], ledger: Ledger, col: int) -> Iterator[Finding]:
    """The first figure behind the name of a column, against the column."""
    behind = [f for f in saying.figures if f.quantity.start - saying.start >= quoted.end() and not f.quantity.weak]
    if not behind or behind[0].quantity.start - saying.start - quoted.end() > 40:
        return
    figure, number = behind[0], value(behind[0].quantity)
    between = saying.text[quoted.end() : figure.quantity.start - saying.start]
    if number is None or re.search(r"[。.;；（(]|[“\"「]", between):
        return
    if col in ledger.sheet.columns and _SUM.search(between):
        total = ledger.total(col)
        if total is not None and not _agrees(figure, number, total):
            yield _told(
                view, figure, ledger, col, f"the column adds up to {total:,}", f"该栏合计 {total:,}", number, total
            )
    elif figure.quantity.kind == "count" and col not in ledger.sheet.columns:
        tally = ledger.tally(col)
        if number not in (len(tally), tally.total()) and abs(number - len(tally)) * 2 <= len(tally):
            en = f"the column has {len(tally)} different entries in {tally.total()} rows"
            zh = f"该栏 {tally.total()} 行中有 {len(tally)} 个不同条目"
            yield _told(view, figure, ledger, col, en, zh, number, Decimal(len(tally)))


def _agrees(figure: Figure, number: Decimal, total: Decimal) -> bool:
    step = figure.quantity.step or Decimal(1)
    return number == total or (step > 1 and abs(number - total) <= step / 2)


def _told(
    view: DocumentView, figure: Figure, ledger: Ledger, col: int, en: str, zh: str, said: Decimal, found: Decimal
) -> Finding:
    close = one_slip(said, found) or abs(said - found) * 5 <= found
    severity: Severity = "error" if close else "warning"
    return finding(
        "T311",
        Message(f"{en}, the text says {said:,}", f"{zh}，文中却说 {said:,}"),
        (view.place(figure), ledger.table.place(0, col)),
        severity=severity,
        confidence=0.95 if close else 0.7,
    )
