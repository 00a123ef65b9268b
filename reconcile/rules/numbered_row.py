"""A figure said of a numbered row, against that row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, sayings, value
from hedui.reconcile.sums import one_slip
from hedui.reconcile.tallies import Ledger, ledgers

_ROW = re.compile(
    r"(?:\b(?:Nos?\.|No|number|row|item|line)\s*|序号\s*|编号\s*|第\s*)(\d{1,4})(?!\d)(?:\s*[号行项])?", re.I
)
_ROWS = re.compile(
    r"(?:\bNos\.\s*|序号\s*|编号\s*)(\d{1,4}(?:\s*(?:,|、|，|and|和|及|&)\s*(?:and\s+)?\d{1,4})+)(?!\d)", re.I
)
_ROWS_EN = "1 | Chad | 91,200\n2 | Mali | 45,850\n3 | Togo | 87,259\n4 | Peru | 93,197\n5 | Laos | 12,300"
_TABLE = f"No. | Country | Budget\n{_ROWS_EN}"


@rule(
    "T313",
    "numbered-row",
    "warning",
    examples=(
        Example(None, f"The smallest is No. 2, at US$45,580.\n{_TABLE}", says="45,850"),
        Example(None, f"The smallest is No. 2, at US$45,850.\n{_TABLE}"),
        Example(None, f"Nos. 2 and 5 come to US$58,510.\n{_TABLE}", says="58,150"),
        Example(None, f"Nos. 2 and 5 come to US$58,150.\n{_TABLE}"),
        Example(
            "序号 2 的预算为 45,580 美元。\n序号 | 预算\n1 | 91,200\n2 | 45,850\n3 | 87,259\n4 | 93,197",
            None,
            says="45,850",
        ),
    ),
)
def numbered_row(view: DocumentView) -> Iterator[Finding]:
    """An amount said of the row with a number ("No. 39, at US$861,199") is not in that row; or a sum said of several.

    Only amounts of at least four digits are looked at, and only where the row has a figure that differs from it by one
    slip (a digit, two exchanged, the point), so that a different amount said in the same clause is let be.
    """
    known = [ledger for ledger in ledgers(view) if ledger.numbered]
    if not known:
        return
    for saying in sayings(view):
        for row in _ROW.finditer(saying.text):
            yield from _single(view, saying, row, known)
        for rows in _ROWS.finditer(saying.text):
            yield from _several(view, saying, rows, known)


def _behind(saying: Saying, at: int) -> Figure | None:
    """The first amount of at least four digits that follows in the clause."""
    for figure in saying.figures:
        number = value(figure.quantity)
        start = figure.quantity.start - saying.start
        if (
            at <= start <= at + 60
            and number is not None
            and number >= 1000
            and figure.quantity.kind in ("money", "count")
        ):
            return None if re.search(r"[;；。]|\b(?:No|Nos)\.|序号", saying.text[at:start]) else figure
    return None


def _single(view: DocumentView, saying: Saying, row: re.Match[str], known: list[Ledger]) -> Iterator[Finding]:
    figure = _behind(saying, row.end())
    number = int(row[1])
    if figure is None:
        return
    said = value(figure.quantity) or Decimal(0)
    near: list[tuple[Ledger, int, int, Decimal]] = []
    for ledger in known:
        if number not in ledger.numbered:
            continue
        at = ledger.numbered[number][0]
        cells = {c: a.value for c, a in enumerate(ledger.sheet.amounts[at]) if a is not None and a.value}
        if said in cells.values():
            return
        near += [(ledger, at, c, v) for c, v in cells.items() if one_slip(said, v) and v >= 1000]
    if len(near) == 1:
        ledger, at, col, there = near[0]
        yield finding(
            "T313",
            Message(
                f"row {number} of the table has {there:,}, the text says {said:,}",
                f"表中第 {number} 行为 {there:,}，文中却说 {said:,}",
            ),
            (view.place(figure), ledger.table.place(at, col, str(there))),
            severity="error",
            confidence=0.95,
        )


def _several(view: DocumentView, saying: Saying, rows: re.Match[str], known: list[Ledger]) -> Iterator[Finding]:
    """Numbers of rows and a sum: "Nos. 2, 3 and 5, totalling US$…"."""
    figure = _behind(saying, rows.end())
    numbers = [int(n) for n in re.findall(r"\d+", rows[1])]
    for ledger in known:
        if figure is None or any(n not in ledger.numbered for n in numbers):
            continue
        said = value(figure.quantity) or Decimal(0)
        sums = [
            sum((ledger.figures(col).get(ledger.numbered[n][0], Decimal(0)) for n in numbers), Decimal(0))
            for col in ledger.sheet.columns
        ]
        close = [s for s in sums if s and (one_slip(said, s) or abs(s - said) * 50 <= s)]
        if said not in sums and len(close) == 1:
            yield finding(
                "T313",
                Message(
                    f"the {len(numbers)} rows named make {close[0]:,}, the text says {said:,}",
                    f"所列 {len(numbers)} 行合计 {close[0]:,}，文中却说 {said:,}",
                ),
                (view.place(figure),),
                severity="error",
                confidence=0.9,
            )
