"""How many things the text says a table lists, against the rows it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure, Spot
from hedui.reconcile.pointing import pointed
from hedui.reconcile.sayings import head, plain, value
from hedui.reconcile.tallies import Ledger, ledgers
from hedui.reconcile.things import following

FEWEST = 6
_ROWS = "1 | Chad\n2 | Mali\n3 | Togo\n4 | Peru\n5 | Laos\n6 | Fiji\n7 | Iran\n8 | Oman"


@rule(
    "T318",
    "number-of-rows",
    "warning",
    examples=(
        Example(None, f"Projects were approved in 9 States; they are listed below.\nNo. | State\n{_ROWS}", says="8"),
        Example(None, f"Projects were approved in 8 States; they are listed below.\nNo. | State\n{_ROWS}"),
        Example(None, f"The 193 States of the Assembly met; eight spoke.\nNo. | State\n{_ROWS}"),
        Example(
            "共有 9 个国家获批，名单见下表。\n"
            "序号 | 国家\n1 | 甲\n2 | 乙\n3 | 丙\n4 | 丁\n5 | 戊\n6 | 己\n7 | 庚\n8 | 辛",
            None,
            says="8",
        ),
    ),
)
def number_of_rows(view: DocumentView) -> Iterator[Finding]:
    """The text counts what a table lists, and the table that it points to, or stands above, has one or two more or
    fewer.

    The counted word must stand in the heading of a column or in the title of the table. A number that counts
    anything else in the table (its sections, the different entries of a column, the entries of one kind) is let be.
    """
    known = {ledger.table.block.id: ledger for ledger in ledgers(view) if len(ledger.rows) >= FEWEST}
    for block, tables in pointed(view, [ledger.table for ledger in known.values()]):
        spot, text = Spot(view.index, block), view.blocks[block].text
        counts = [f for f in view.figures(spot) if _counts(f)]
        for table in tables:
            ledger = known[table.block.id]
            numbers = _numbers(ledger)
            for figure in counts:
                said = int(value(figure.quantity) or 0)
                if said not in numbers:
                    yield from _checked(view, figure, said, ledger, following(text, figure.quantity))


def _counts(figure: Figure) -> bool:
    number = value(figure.quantity)
    return figure.quantity.kind == "count" and plain(figure.quantity) and number is not None and number >= FEWEST - 1


def _numbers(ledger: Ledger) -> set[int]:
    """Everything that can be counted in a table: its rows, entries and kinds, and the figures in it."""
    sheet = ledger.sheet
    numbers = {len(ledger.rows), *ledger.numbered}
    filled = 0
    for col in range(sheet.width):
        tally = ledger.tally(col)
        numbers |= {len(tally), *tally.values()}
        filled += sum(tally.values()) if not sheet.serial(col) and col not in sheet.columns else 0
    numbers |= {
        filled,
        *(spread.entries for spread in ledger.spreads()),
        *(spread.total for spread in ledger.spreads()),
    }
    numbers |= {int(a.value) for row in sheet.amounts for a in row if a is not None and a.value == int(a.value)}
    return numbers


def _checked(view: DocumentView, figure: Figure, said: int, ledger: Ledger, words: set[str]) -> Iterator[Finding]:
    rows, slack = len(ledger.rows), max(1, len(ledger.rows) // 16)
    if not words or abs(said - rows) > slack or not _named(ledger, words):
        return
    yield finding(
        "T318",
        Message(f"the text counts {said}, the table has {rows} rows", f"文中为 {said}，表中有 {rows} 行"),
        (view.place(figure), ledger.table.place(0, 0)),
        confidence=0.65,
    )


def _named(ledger: Ledger, words: set[str]) -> bool:
    """Whether a column's heading or the table's title has one of the counted words."""
    titles = [ledger.heading(col) for col in range(ledger.sheet.width)] + [ledger.table.block.caption or ""]
    said = {head(word) for title in titles for word in re.findall(r"[A-Za-z-]+", title)}
    return any(word in said if word.isascii() else any(word in title for title in titles) for word in words)
