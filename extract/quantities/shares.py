"""Readings of parts, multiples and repetitions: fractions, percent in words, ratios, frequencies, ages."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hedui.extract.quantities.build import Made, bounds, decimal_text, make, whole
from hedui.extract.quantities.grammar import Found, Page
from hedui.extract.quantities.language import Number, Token
from hedui.model import Quantity, QuantityKind


def fraction(page: Page, found: Found) -> Made:
    """三分之二."""
    n, d = found["n"], found["d"]
    assert n
    assert d
    return _share(page, found, n.data.value, d.data.value)


def _share(page: Page, found: Found, n: Any, d: Any) -> Made:
    if not d or n != int(n) or d != int(d):
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    value = f"{int(n)}/{int(d)}"
    return [make(page, "fraction", start, end, value=value, **bounds(page, found.start, found.end))], found.end


def fraction2(page: Page, found: Found) -> Made:
    """Two thirds, a third, one quarter."""
    n, d = found["n"], found["d"]
    assert d
    whole = n.data.value if n else Decimal(1)
    if d.kind == "q" and n and (made := _run_of_quarters(page, found, n)):
        return made
    if d.kind == "q":
        below: Any = Decimal(4)
        if n is None and not _is_share(page, found, d):
            return None
    elif isinstance(d.data, Number):
        below = d.data.value
        if below < 3 or d.data.plain != "th":
            return None
        if n is None and not _is_share(page, found, d):
            return None
        if not d.data.words:
            return None
    else:
        below = d.data
    if whole >= below and d.kind != "F":
        return None
    return _share(page, found, whole, below)


def part_of_point(page: Page, found: Found) -> Made:
    """A tenth of a percentage point, two tenths of a percentage point."""
    n, d = found["n"], found["d"]
    assert d is not None
    below = d.data.value if isinstance(d.data, Number) else d.data
    over = n.data.value if n else Decimal(1)
    if below not in (2, 4, 5, 10, 20, 100) or over != int(over):
        return None
    worth = page.tokens[found.end - 1].data
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    value = decimal_text(Decimal(int(over)) / Decimal(int(below)) / worth)
    return [make(page, "points", start, end, value=value, **bounds(page, found.start, found.end))], found.end


def _run_of_quarters(page: Page, found: Found, n: Token) -> Made:
    """The first three quarters, four consecutive quarters: months rather than parts."""
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    if n.kind != "N" or n.data.step != 1 or not _QUARTERS_BEFORE.search(page.lower[max(0, start - 14) : start]):
        return None
    months = decimal_text(n.data.value * 3)
    return [make(page, "duration", start, end, value=months, unit="mo")], found.end


_QUARTERS_BEFORE = re.compile(r"\b(?:first|last|past|previous|preceding|next|following|initial|final) \Z")


_SHARE_BEFORE = re.compile(
    r"(?:\bby|than|nearly|about|almost|roughly|over|around|approximately|some|just|at least|to|only) \Z"
)


_SHARE_AFTER = re.compile(
    r" (?:of|to|less|more|fewer|higher|lower|as|each|from|were|was|are|is|had|have|came|in|share|majority)\b|[.,;:)]|\Z"
)


def _is_share(page: Page, found: Found, token: Token) -> bool:
    """Whether a third is a part rather than the third of several: a third of the States, but a third report."""
    if _SHARE_AFTER.match(page.lower, token.end):
        return True
    start = page.tokens[found.start].start
    return _SHARE_BEFORE.search(page.lower[max(0, start - 16) : start]) is not None


def half(page: Page, found: Found) -> Made:
    """Half of, one half."""
    first, last = page.tokens[found.start], page.tokens[found.end - 1]
    if isinstance(first.data, Number) and first.data.value != 1:
        return None
    fields = bounds(page, found.start, found.end)
    return [make(page, "fraction", first.start, last.end, value="1/2", **fields)], found.end


def spell(page: Page, found: Found) -> Made:
    """Half a year, half a century."""
    token = page.tokens[found.start]
    value, unit = token.data
    fields = bounds(page, found.start, found.end)
    return [make(page, "duration", token.start, token.end, value=value, unit=unit, **fields)], found.end


def fracword(page: Page, found: Found) -> Made:
    """一半, 过半."""
    token = page.tokens[found.start]
    value, bound = token.data
    fields = bounds(page, found.start, found.end)
    if bound:
        fields["bound"] = bound
    return [make(page, "fraction", token.start, token.end, value=value, **fields)], found.end


def percentof(page: Page, found: Found) -> Made:
    """百分之二十至三十."""
    lo, hi, of = found["lo"], found["hi"], page.tokens[found.start]
    assert lo
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    fields = bounds(page, found.start, found.end)
    if of.data > 100 and hi is None:  # 百万分之五 is five parts per million
        value = decimal_text(lo.data.value)
        return [make(page, "measure", start, end, value=value, unit="[ppm]", step=lo.data.step, **fields)], found.end
    values = [decimal_text(t.data.value / of.data) for t in (lo, hi) if t]
    step = lo.data.step / of.data if lo.data.step else None
    if hi:
        return [make(page, "percent", start, end, low=values[0], high=values[1], step=step, **fields)], found.end
    return [make(page, "percent", start, end, value=values[0], step=step, **fields)], found.end


_HEDGE = re.compile(r"(?:大约|将近|接近|超过|至少|不到|约|近|逾|几乎)\Z")


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
    before = _HEDGE.sub("", page.folded[max(0, start - 12) : start])
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


def percent_first(page: Page, found: Found) -> Made:
    """Percents of twenty: twenty per cent, where nothing else stands there."""
    n = found["n"]
    assert n
    before, after = page.classes[found.start - 1 : found.start], page.classes[found.end : found.end + 1]
    if before not in ("", "_") or after not in ("", "_") or page.language.noun(page.folded, n.end):
        return None
    start = page.tokens[found.start].start
    return [make(page, "percent", start, n.end, value=decimal_text(n.data.value), step=n.data.step)], found.end


def part_over(page: Page, found: Found) -> Made:
    """One over twenty: 1/20."""
    n, d = found["n"], found["d"]
    assert n
    assert d
    said = page.lower[n.end : d.start].strip() == "over"
    after = page.classes[found.end : found.end + 1]
    if not said or n.data.value != 1 or d.data.value < 2 or after not in ("", "_"):
        return None
    if page.classes[found.start - 1 : found.start] == "<" or page.language.noun(page.folded, d.end):
        return None
    return _share(page, found, n.data.value, d.data.value)


def versus(page: Page, found: Found) -> Made:
    """二比一, 1比2.5, a two-to-one majority: a ratio."""
    a, b = found["a"], found["b"]
    assert a
    assert b
    if any(t.data.scale != 1 or t.data.high is not None or not 0 < t.data.value < 10000 for t in (a, b)):
        return None
    after = page.classes[found.end : found.end + 1]
    if (after and after in "yTPUCBmxjJ") or page.folded[b.end : b.end + 1] in tuple("多少高低大小"):
        return None
    if page.language.spaced and not (a.data.words and b.data.words):
        return None
    value = f"{decimal_text(a.data.value)}:{decimal_text(b.data.value)}"
    return [make(page, "ratio", a.start, b.end, value=value)], found.end


def coordinate(page: Page, found: Found) -> Made:
    """35°12′17″ in degrees."""
    token = page.tokens[found.start]
    parts = [Fraction(part) for part in re.findall(r"\d+(?:\.\d+)?", page.folded[token.start : token.end])]
    degrees = sum((part / 60**at for at, part in enumerate(parts)), Fraction(0))
    if parts[0] > 180 or any(part >= 60 for part in parts[1:]):
        return None
    value = Decimal(round(degrees * 10**6)).scaleb(-6)
    return [make(page, "measure", token.start, token.end, value=decimal_text(value), unit="deg")], found.end


def doublings(page: Page, found: Found) -> Made:
    """翻了近两番: as many times double."""
    n = found["n"]
    assert n
    value = whole(n)
    if page.tokens[found.start].data is not None or value is None or not 0 < value < 20:
        return None
    if page.folded[n.end : n.end + 1] != "番":
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
        if page.folded[n.end : n.end + 1] not in ("次", "回") or not isinstance(n.data.value, Decimal):
            return None
        return [_frequency(page, start, word, n.data.value, n.end + 1)], found.end
    return [_frequency(page, start, word, Decimal(1), end)], found.end


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
    if n.data.high is not None or page.folded[unit.end : unit.end + 1] in ("期", "内"):
        return None
    start = page.tokens[found.start].start
    period = Fraction(n.data.value) * times
    value = Fraction(12) / period if code == "mo" else 1 / period
    unit_code = "/a" if code == "mo" else f"/{code}"
    return [make(page, "frequency", start, unit.end, value=decimal_text(value), unit=unit_code)], found.end


def chance(page: Page, found: Found) -> Made:
    """每五件有一件, 每十户中就有三户: 1/5, 3/10; the classifier said twice tells it from two cars for ten people."""
    n = found["n"]
    assert n
    of = _OF_THEM.match(page.folded, n.end)
    if of is None or not n.data.words or n.data.high is not None or n.data.weak:
        return None
    above = page.language.numbers(page.lower, of.end(), False)
    if above is None or not above[0].words or not 0 < above[0].value < n.data.value:
        return None
    if page.folded[above[1] : above[1] + 1] != of[1]:
        return None
    value = f"{decimal_text(above[0].value)}/{decimal_text(n.data.value)}"
    at = found.end
    while at < len(page.tokens) and page.tokens[at].start < above[1]:
        at += 1
    start = page.tokens[found.start].start
    return [make(page, "fraction", start, above[1], value=value, **bounds(page, found.start, found.end))], at


_OF_THEM = re.compile(
    r" ?([个名人户件家位例次台辆座所])[\u4e00-\u9fff]{0,8}?(?:就|便|约|大约|平均|将近)?有(?=[一二两三四五六七八九])"
)


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
    if word != "季度" or page.folded[max(0, token.start - 1) : token.start] in tuple(
        "本上该这各下个每一二三四两几数前后"
    ):
        return None
    return [make(page, "frequency", token.start, token.end, value="4", unit="/a")], found.end


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
    """Both: two, where the other side says two."""
    token = page.tokens[found.start]
    return [make(page, "count", token.start, token.end, value="2", weak=True)], found.end


def halfmeasure(page: Page, found: Found) -> Made:
    """半公里, half a mile."""
    token, start = page.tokens[found.end - 1], page.tokens[found.start].start
    word = page.folded[token.start : token.end]
    if len(word) == 1 and word not in "斤米升吨亩":
        return None
    near = bounds(page, found.start, found.end)
    return [make(page, "measure", start, token.end, value="0.5", unit=token.data, **near)], found.end


def halftime(page: Page, found: Found) -> Made:
    """半年, 半个世纪 (the classifier belongs to the unit)."""
    token = page.tokens[found.end - 1]
    code, times = token.data if token.kind == "T" else ("a", 1)
    start = page.tokens[found.start].start
    value = decimal_text(Decimal(times) / 2)
    if page.folded.startswith("个多", token.start):
        fields: dict[str, Any] = {"bound": "gt", "approximate": True}
        return [make(page, "duration", start, token.end, value=value, unit=code, **fields)], found.end
    return [
        make(page, "duration", start, token.end, value=value, unit=code, **bounds(page, found.start, found.end))
    ], found.end
