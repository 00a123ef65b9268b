"""How many States have two projects, how many three, against the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure, Spot
from hedui.reconcile.sayings import value
from hedui.reconcile.tallies import Spread, ledgers

_HAVE = re.compile(
    r"[^,;，；。.]{0,30}?(?:各有|各得|获得了?|得到|拥有|各|有"
    r"|\b(?:has|have|had|received?|got|were granted|obtained|submitted)\b)"
    r"[^,;，；。.]{0,24}$"
)
_TABLE = (
    "No. | State\n1 | Chad (2019)\n2 | Mali (2019, 2020)\n3 | Togo (2021)\n4 | Peru (2019, 2022)\n5 | Laos (2020)\n"
    "6 | Fiji (2019, 2020, 2021)"
)


@rule(
    "T314",
    "spread-in-text",
    "warning",
    examples=(
        Example(
            None, f"Four States received funding for two projects, and one State received three.\n{_TABLE}", says="2"
        ),
        Example(
            "1个地区有2个项目，4个地区有3个项目。\n"
            "地区 | 项目\n甲 | 一\n甲 | 二\n甲 | 三\n乙 | 四\n乙 | 五\n丙 | 六\n丁 | 七",
            None,
            says="the table has 1 with 3",
        ),
        Example(None, f"Two States received funding for two projects, and one State received three.\n{_TABLE}"),
        Example(None, f"Nine States have two embassies, and seven States have three.\n{_TABLE}"),
    ),
)
def spread_in_text(view: DocumentView) -> Iterator[Finding]:
    """The text says how many have two and how many three, and a table that lists them has another number.

    The table repeats a name in a column, or lists years behind a name. It is the one that is meant if at least one of
    the sentence's pairs (so many have k) agrees with it.
    """
    spreads = [spread for ledger in ledgers(view) for spread in ledger.spreads()]
    if not spreads:
        return
    for block in view.document.blocks:
        if block.rows is None and block.text:
            yield from _checked(view, block.text, Spot(view.index, block.id), spreads)


def _checked(view: DocumentView, text: str, spot: Spot, spreads: list[Spread]) -> Iterator[Finding]:
    given = list(pairs(text, [f for f in view.figures(spot) if f.quantity.kind == "count"]))
    if len(given) < 2:
        return
    best: list[tuple[Figure, int, int]] | None = None
    meant = spreads[0]
    for spread in spreads:
        right = [(f, k) for f, k in given if value(f.quantity) == spread.counts.get(k, 0)]
        if len(right) == len(given):
            return
        if right and (best is None or len(right) > len(given) - len(best)):
            best = [(f, k, spread.counts.get(k, 0)) for f, k in given if (f, k) not in right]
            meant = spread
    for figure, k, there in best or ():
        if there:
            yield finding(
                "T314",
                Message(
                    f"the table has {there} with {k}, the text says {value(figure.quantity)}",
                    f"表中有 {k} 个的共 {there} 项，文中却说 {value(figure.quantity)}",
                ),
                (view.place(figure), meant.table.place(0, 0)),
                confidence=0.8,
            )


def pairs(text: str, counts: list[Figure]) -> Iterator[tuple[Figure, int]]:
    """(the count of those who have, how many they have) for each pair of counts in one clause with "have" between."""
    for a, b in pairwise(counts):
        k = value(b.quantity)
        between = text[a.quantity.end : b.quantity.start]
        if k is not None and 1 <= k <= 9 and _HAVE.fullmatch(between) and (value(a.quantity) or Decimal(0)) >= 1:
            yield a, int(k)
