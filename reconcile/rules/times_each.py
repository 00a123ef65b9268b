"""So many at so much each, and a total that is not their product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, plain, sayings, value
from hedui.reconcile.sums import one_slip

_EACH = re.compile(
    r"\s*(?:each\b|apiece\b|per\s+(?:unit|item|piece|person|head|copy|set|day|month|year|night|vehicle)\b)", re.I
)
_EACH_ZH = re.compile(r"每[\u4e00-\u9fff]{0,4}$")
_TOTAL = re.compile(
    r"(?:合计|合計|共计|共計|总计|總計|总价|总额|共)\s*(?:为|為)?\s*(?:约)?$"
    r"|\b(?:total(?:s|ling|ing)?(?:\s+of)?|in all|amount(?:s|ing)? to|comes? to|costs?|making|or)\s+$",
    re.IGNORECASE,
)


@rule(
    "S420",
    "times-each",
    "warning",
    examples=(
        Example(None, "It bought 40 desks at $120 each, a total of $4,080.", says="4,800"),
        Example(None, "It bought 40 desks at $120 each, a total of $4,800."),
        Example(None, "It bought 40 desks at $120 each and chairs, a total of $9,100."),
        Example("购置40张书桌，每张120元，合计4,080元。", None, says="4,800"),
        Example("购置40张书桌，每张120元，合计4,800元。", None),
    ),
)
def times_each(view: DocumentView) -> Iterator[Finding]:
    """A number of things, a price or an allowance for each, and a total that one slip divides from their product.

    All three stand in one sentence. A total far from the product holds other things too and is let be.
    """
    for saying in sayings(view):
        amounts = [f for f in saying.figures if f.quantity.kind in ("money", "measure") and plain(f.quantity)]
        counts = [f for f in saying.figures if f.quantity.kind in ("count", "duration") and value(f.quantity)]
        for i, price in enumerate(amounts):
            if _each(saying, price):
                totals = [f for f in amounts[i + 1 :] if f.quantity.unit == price.quantity.unit and _total(saying, f)]
                yield from _checked(view, price, counts, totals)


def _each(saying: Saying, figure: Figure) -> bool:
    return bool(_EACH.match(saying.after(figure.quantity)) or _EACH_ZH.search(saying.before(figure.quantity, 8)))


def _total(saying: Saying, figure: Figure) -> bool:
    return _TOTAL.search(saying.before(figure.quantity, 40)) is not None


def _checked(view: DocumentView, price: Figure, counts: list[Figure], totals: list[Figure]) -> Iterator[Finding]:
    each = value(price.quantity) or Decimal(0)
    for total in totals[:1]:
        said = value(total.quantity) or Decimal(0)
        half = (total.quantity.step or Decimal(0)) / 2
        products = [
            (f, (value(f.quantity) or Decimal(0)) * each) for f in counts if f.quantity.end <= total.quantity.start
        ]
        slack = half if (total.quantity.step or 0) > 1 else Decimal(0)
        if any(abs(made - said) <= slack for _, made in products):
            return
        close = [(f, made) for f, made in products if (value(f.quantity) or 0) >= 2 and one_slip(made, said)]
        if len(close) == 1:
            count, made = close[0]
            yield finding(
                "S420",
                Message(
                    f"{value(count.quantity):,} × {each:,} = {made:,}, the total says {said:,}",
                    f"{value(count.quantity):,} × {each:,} = {made:,}，合计却为 {said:,}",
                ),
                (view.place(total), view.place(count), view.place(price)),
                confidence=0.75,
            )
