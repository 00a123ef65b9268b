"""Readings of repetitions and spans: quarterly, every three months, biennium, half a year, aged 6 to 22."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hedui.extract.quantities.build import Made, bounds, decimal_text, make
from hedui.extract.quantities.company_zh import (
    FIELDS,
    FIELDS_BEFORE,
    MORE_OF,
    OCCASIONS,
    PERIOD_GOES_ON,
    QUARTER_COUNTED,
    QUARTER_WORD,
    REPEATED,
)
from hedui.extract.quantities.grammar import Found, Page
from hedui.extract.quantities.language import Token
from hedui.model import Quantity


def spell(page: Page, found: Found) -> Made:
    """Half a year, half a century; 百年 is one where it is hedged (近百年)."""
    token = page.tokens[found.start]
    value, unit, *loose = token.data
    fields = bounds(page, found.start, found.end)
    fields["weak"] = bool(loose) and fields["bound"] is None and not fields["approximate"]
    return [make(page, "duration", token.start, token.end, value=value, unit=unit, **fields)], found.end


def quartertime(page: Page, found: Found) -> Made:
    """Three quarters of an hour, three quarters of a year."""
    n, t, q = found["n"], found["t"], found["q"]
    assert n
    assert t
    assert q
    worth = {("h", 1): ("15", "min"), ("a", 1): ("3", "mo")}.get(t.data)
    if worth is None or not page.lower.startswith("quarters", q.start) or n.data.value not in (2, 3):
        return None
    value = decimal_text(n.data.value * Decimal(worth[0]))
    return [make(page, "duration", n.start, t.end, value=value, unit=worth[1])], found.end


def twice(page: Page, found: Found) -> Made:
    """Twice a year is a frequency; twice alone counts occasions."""
    token, often_token = page.tokens[found.start], found["often"]
    if often_token is None:
        if token.data == 1:
            return None
        if page.language.clues["as_much"].match(page.lower, token.end):
            return [make(page, "ratio", token.start, token.end, value=str(token.data))], found.end
        return [make(page, "count", token.start, token.end, value=str(token.data), noun="times", weak=True)], found.end
    return [_frequency(page, token.start, often_token, Decimal(token.data))], found.end


def _frequency(page: Page, start: int, word: Token, times: Decimal, end: int | None = None) -> Quantity:
    value, unit = word.data
    number = Fraction(value) * Fraction(times)
    weak = unit in ("/a", "/d") and number == 1
    weak = weak or page.lower.startswith(("each ", "per "), start)
    return make(page, "frequency", start, end or word.end, value=decimal_text(number), unit=unit, weak=weak)


_ADJECTIVES = ("monthly", "weekly", "quarterly")


def often(page: Page, found: Found) -> Made:
    """Quarterly, 每月, 每年两次, three times a week."""
    word = found["often"] or page.tokens[found.end - 1 if page.classes[found.end - 1] == "k" else found.start]
    n = found["n"]
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    if n is None and page.lower.startswith("a ", start):
        if page.classes[found.start - 1 : found.start] == "<":  # more than a month: no rate
            return _one_period(page, found, start, end)
        quantity = _frequency(page, start, word, Decimal(1), end)
        return [replace(quantity, weak=True)], found.end
    what = page.language.noun(page.folded, end) if page.lower.startswith(_ADJECTIVES, start) else None
    if n is None and what not in (None, "basis"):
        quantity = _frequency(page, start, word, Decimal(1), end)
        return [replace(quantity, weak=True)], found.end  # monthly income: 月收入
    if n is not None:
        if page.language.spaced:
            return [_frequency(page, start, word, n.data.value, end)], found.end
        if page.folded[n.end : n.end + 1] not in OCCASIONS or not isinstance(n.data.value, Decimal):
            return None
        return [_frequency(page, start, word, n.data.value, n.end + 1)], found.end
    if _times_follow(page, found.end):
        return [], found.end
    quantity = _frequency(page, start, word, Decimal(1), end)
    return [replace(quantity, **bounds(page, found.start, found.end))], found.end


def _times_follow(page: Page, after: int) -> bool:
    """Whether the number of times stands behind and is read with the period: 每周举行两次."""
    if page.language.spaced:
        return False
    for token in page.tokens[after : after + 3]:
        if token.kind in "NY":
            often = page.language.clues["often"].search(page.folded, max(0, token.start - 14), token.start)
            several = not token.data.weak and token.data.value < 100  # 每月检查一次 is monthly
            return several and often is not None and page.folded[token.end : token.end + 1] in OCCASIONS
    return False


def _one_period(page: Page, found: Found, start: int, end: int) -> Made:
    kind, meaning = page.language.words.get(page.lower[start + 2 : end], ("", None))
    if kind != "time":
        return None
    code, times = meaning
    near = bounds(page, found.start, found.end)
    return [make(page, "duration", start, end, value=str(times), unit=code, weak=True, **near)], found.end


def every(page: Page, found: Found) -> Made:
    """Every three months = four times a year."""
    n, unit = found["n"], page.tokens[found.end - 1]
    assert n
    code, times = unit.data or ("a", 1)
    half = Fraction(1, 2) if unit.kind == "$" else 0  # 每隔七分半钟
    if n.data.weak and n.data.value >= 100:
        return None  # 每百万工时 is what a rate is counted over
    if n.data.high is not None or page.folded[unit.end : unit.end + 1] in PERIOD_GOES_ON:
        return None
    start = page.tokens[found.start].start
    period = (Fraction(n.data.value) + half) * Fraction(times)
    value = Fraction(12) / period if code == "mo" else 1 / period
    unit_code = "/a" if code == "mo" else f"/{code}"
    return [make(page, "frequency", start, unit.end, value=decimal_text(value), unit=unit_code)], found.end


def period(page: Page, found: Found) -> Made:
    """Biennium: two years."""
    token = page.tokens[found.start]
    value, unit = token.data
    return [make(page, "duration", token.start, token.end, value=value, unit=unit, weak=True)], found.end


def decadeword(page: Page, found: Found) -> Made:
    """The past decade: ten years, where the other side says so."""
    token = page.tokens[found.start]
    unit, times = token.data
    if (unit, times) != ("a", 10):
        return None
    return [make(page, "duration", token.start, token.end, value="10", unit="a", weak=True)], found.end


def age(page: Page, found: Found) -> Made:
    """Aged 6 to 22, under age five, 年龄18."""
    n, n2 = found["n"], found["n2"]
    assert n
    if page.classes[found.end : found.end + 1] in ("T", "P", "C", "U") or n.data.scale != 1:
        return None
    end = (n2 or n).end
    fields = bounds(page, found.start, found.end) | {"unit": "a", "step": n.data.step}
    if fields["bound"] is None and page.classes[found.match.start("n") - 1] == "<":
        fields |= bounds(page, found.match.start("n"), found.end)
    if n2 is None:
        return [make(page, "duration", n.start, end, value=decimal_text(n.data.value), **fields)], found.end
    if n2.data.value <= n.data.value:
        return None
    low, high = decimal_text(n.data.value), decimal_text(n2.data.value)
    return [make(page, "duration", n.start, end, low=low, high=high, **fields)], found.end


def quarterly(page: Page, found: Found) -> Made:
    """季度报告: quarterly."""
    token = page.tokens[found.start]
    word = page.folded[token.start : token.end]
    if word != QUARTER_WORD or page.folded[max(0, token.start - 1) : token.start] in QUARTER_COUNTED:
        return None
    if FIELDS.match(page.folded, token.end) or FIELDS_BEFORE.search(page.folded, max(0, token.start - 4), token.start):
        return None  # 年份、季度或日期
    weak = REPEATED.match(page.folded, token.end) is None  # 季度盈利: of the quarter
    return [make(page, "frequency", token.start, token.end, value="4", unit="/a", weak=weak)], found.end


def halftime(page: Page, found: Found) -> Made:
    """半年, 半个世纪 (the classifier belongs to the unit)."""
    token = page.tokens[found.end - 1]
    code, times = token.data if token.kind == "T" else ("a", 1)
    start = page.tokens[found.start].start
    value = decimal_text(Decimal(times) / 2)
    if page.folded.startswith(MORE_OF, token.start):
        fields: dict[str, Any] = {"bound": "gt", "approximate": True}
        return [make(page, "duration", start, token.end, value=value, unit=code, **fields)], found.end
    return [
        make(page, "duration", start, token.end, value=value, unit=code, **bounds(page, found.start, found.end))
    ], found.end
