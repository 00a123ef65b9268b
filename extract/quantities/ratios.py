"""Readings of multiples: growth, ratios, doubled, twice as many, the scale of a table."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from hedui.extract.quantities.build import Made, bounds, decimal_text, make, whole
from hedui.extract.quantities.company_zh import DOUBLINGS, HEDGE, MORE_OR_LESS
from hedui.extract.quantities.grammar import Found, Page
from hedui.model import QuantityKind


def growth(page: Page, found: Found) -> Made:
    """增加了两倍 is three times the original; three times as many, threefold."""
    n = found["n"]
    assert n
    token = page.tokens[found.end - 1]
    start, end = n.start, token.end
    value = n.data.value
    fields = bounds(page, found.start, found.end)
    n2 = found["n2"]
    if page.language.spaced:
        word = page.lower[token.start : token.end]
        if "fold" not in word and not page.language.clues["as_much"].match(page.lower, end):
            return None
        return [make(page, "ratio", start, end, value=decimal_text(value), **fields)], found.end
    before = HEDGE.sub("", page.folded[max(0, start - 12) : start])
    if found["half"]:
        value += Fraction(1, 2) if isinstance(value, Fraction) else Decimal("0.5")
    more = 1 if page.language.clues["more"].search(before) and not page.language.clues["into"].search(before) else 0
    if n.data.bound == "ge" and n.data.words:
        more = 0  # 增长了数百倍: one more or less is not meant
    value += more
    if n2 is not None:
        high = decimal_text(n2.data.value + more)
        return [make(page, "ratio", start, end, low=decimal_text(value), high=high, **fields)], found.end
    return [make(page, "ratio", start, end, value=decimal_text(value), **fields)], found.end


def tenths_to_times(page: Page, found: Found) -> Made:
    """五成至一倍: 50 to 100 per cent."""
    lo, hi = found["lo"], found["hi"]
    assert lo
    assert hi
    low, high = lo.data.value * 10, hi.data.value * 100
    if low >= high or low > 100:
        return None
    start, end = lo.start, page.tokens[found.end - 1].end
    fields = bounds(page, found.start, found.end)
    return [make(page, "percent", start, end, low=decimal_text(low), high=decimal_text(high), **fields)], found.end


def versus(page: Page, found: Found) -> Made:
    """二比一, 1比2.5, a two-to-one majority: a ratio."""
    a, b = found["a"], found["b"]
    assert a
    assert b
    if any(t.data.scale != 1 or t.data.high is not None or not 0 < t.data.value < 10000 for t in (a, b)):
        return None
    after = page.classes[found.end : found.end + 1]
    if (after and after in "yTPUCBmxjJ") or page.folded[b.end : b.end + 1] in MORE_OR_LESS:
        return None
    if page.language.spaced and not (a.data.words and b.data.words):
        return None
    value = f"{decimal_text(a.data.value)}:{decimal_text(b.data.value)}"
    return [make(page, "ratio", a.start, b.end, value=value)], found.end


def doublings(page: Page, found: Found) -> Made:
    """翻了近两番: as many times double."""
    n = found["n"]
    assert n
    value = whole(n)
    if page.tokens[found.start].data is not None or value is None or not 0 < value < 20:
        return None
    if page.folded[n.end : n.end + 1] != DOUBLINGS:
        return None
    near = bounds(page, found.end - 1, found.end)
    return [make(page, "ratio", n.start, n.end + 1, value=str(2**value), **near)], found.end


def grow(page: Page, found: Found) -> Made:
    """Doubled, tripled."""
    token = page.tokens[found.start]
    if token.data is None:
        return None
    return [
        make(page, "ratio", token.start, token.end, value=str(token.data), **bounds(page, found.start, found.end))
    ], found.end


def proportion(page: Page, found: Found) -> Made:
    """1:2, 7.0:42.0:51.0."""
    token = page.tokens[found.start]
    if page.classes[found.start - 1 : found.start] == "r" and token.data.count(":") == 1:  # 注2：1 kgf
        head, _, tail = token.data.partition(":")
        middle = token.start + len(head)
        return [
            make(page, "reference", token.start, middle, value=head, unit=page.tokens[found.start - 1].data),
            make(page, "count", middle + 1, token.end, value=decimal_text(Decimal(tail))),
        ], found.end
    value = ":".join(decimal_text(Decimal(part)) for part in re.sub("[ ,]", "", token.data).split(":"))
    return [make(page, "ratio", token.start, token.end, value=value)], found.end


def thousands(page: Page, found: Found) -> Made:
    """The unit of a table in thousands: ($'000)."""
    first, last = page.tokens[found.start], page.tokens[found.end - 1]
    money = first.data if first.kind == "C" else None
    kind: QuantityKind = "money" if money else "count"
    return [make(page, kind, first.start, last.end, value=str(last.data), unit=money, weak=True)], found.end


def manifold(page: Page, found: Found) -> Made:
    """Double, triple: multiples where the other side says so."""
    token = page.tokens[found.start]
    return [make(page, "ratio", token.start, token.end, value=str(token.data), weak=True)], found.end


def both(page: Page, found: Found) -> Made:
    """Both, single, nil: two, one and none, where the other side says so."""
    token = page.tokens[found.start]
    return [make(page, "count", token.start, token.end, value=str(token.data), weak=True)], found.end
