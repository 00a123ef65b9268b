"""Readings of parts: fractions, percent in words, one in ten, coordinates, half measures."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hedui.extract.quantities.build import Made, bounds, decimal_text, make
from hedui.extract.quantities.company_zh import HALVED, OF_THEM
from hedui.extract.quantities.grammar import Found, Page
from hedui.extract.quantities.language import CLASSES, Number, Token
from hedui.model import QuantityKind


def fraction(page: Page, found: Found) -> Made:
    """三分之二."""
    n, d = found["n"], found["d"]
    assert n
    assert d
    return _share(page, found, n.data.value, d.data.value)


def _sign(page: Page, found: Found) -> int:
    """-1 where an odd number of minus signs stands in what was found."""
    return -1 if page.classes[found.start : found.end].count(CLASSES["minus"]) % 2 else 1


def _share(page: Page, found: Found, n: Any, d: Any) -> Made:
    if not d or n != int(n) or d != int(d):
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    value = f"{_sign(page, found) * int(n)}/{int(d)}"
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


_PARTS = {CLASSES["half"]: 2, CLASSES["quarter"]: 4}


def one_part(page: Page, found: Found) -> Made:
    """One millionth of it; the one thousandth visitor is an ordinal."""
    token = page.tokens[found.start]
    number = token.data
    said = page.lower[token.start : token.end]
    if not isinstance(number, Number) or not number.words or not _ONE_PART.fullmatch(said):
        return None
    return _share(page, found, 1, number.value) if _SHARE_AFTER.match(page.lower, token.end) else None


_ONE_PART = re.compile(r"one[ -](?:hundredth|[a-z]+(?:sand|llion)th)")


def part_of_point(page: Page, found: Found) -> Made:
    """A tenth of a percentage point, two tenths of a percentage point, half a percentage point."""
    n, d = found["n"], found["d"]
    assert d is not None
    below = _PARTS.get(d.kind) or (d.data.value if isinstance(d.data, Number) else d.data)
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
    if n.kind != "N" or n.data.step != 1:
        return None
    several = n.data.value == 2 or n.data.value >= 4  # two quarters are no half
    if not several and not _QUARTERS_BEFORE.search(page.lower[max(0, start - 14) : start]):
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


def fracword(page: Page, found: Found) -> Made:
    """一半, 过半, 打对折 (50 per cent)."""
    token = page.tokens[found.start]
    value, said = token.data
    fields = bounds(page, found.start, found.end)
    if said == "weak":
        fields["weak"] = True
    elif said:
        fields["bound"] = said
    kind: QuantityKind = "percent" if value.endswith("%") else "fraction"
    return [make(page, kind, token.start, token.end, value=value.rstrip("%"), **fields)], found.end


def halftenth(page: Page, found: Found) -> Made:
    """半成 is 5 per cent, 半折 half the price."""
    first, last = page.tokens[found.start], page.tokens[found.end - 1]
    value = "5" if last.kind == CLASSES["tenth"] else "50"
    near = bounds(page, found.start, found.end)
    return [make(page, "percent", first.start, last.end, value=value, **near)], found.end


def percentof(page: Page, found: Found) -> Made:
    """百分之二十至三十, 百分之负五."""
    lo, hi = found["lo"], found["hi"]
    of = next(token for token in page.tokens[found.start :] if token.kind == CLASSES["pctof"])
    assert lo
    if hi and _sign(page, found) < 0:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    fields = bounds(page, found.start, found.end)
    if of.data > 100 and hi is None:  # 百万分之五 is five parts per million
        value = decimal_text(lo.data.value)
        return [make(page, "measure", start, end, value=value, unit="[ppm]", step=lo.data.step, **fields)], found.end
    ends = [lo.data.value, hi.data.value if hi else lo.data.high]  # 百分之二三十 is 20 to 30
    values = [decimal_text(_sign(page, found) * end / of.data) for end in ends if end is not None]
    step = lo.data.step / of.data if lo.data.step else None
    fields["approximate"] = fields["approximate"] or lo.data.approximate
    if len(values) > 1:
        return [make(page, "percent", start, end, low=values[0], high=values[1], step=step, **fields)], found.end
    return [make(page, "percent", start, end, value=values[0], step=step, **fields)], found.end


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


def coordinate(page: Page, found: Found) -> Made:
    """35°12′17″ in degrees."""
    token = page.tokens[found.start]
    parts = [Fraction(part) for part in re.findall(r"\d+(?:\.\d+)?", page.folded[token.start : token.end])]
    degrees = sum((part / 60**at for at, part in enumerate(parts)), Fraction(0))
    if parts[0] > 180 or any(part >= 60 for part in parts[1:]):
        return None
    value = Decimal(round(degrees * 10**6)).scaleb(-6)
    return [make(page, "measure", token.start, token.end, value=decimal_text(value), unit="deg")], found.end


def chance(page: Page, found: Found) -> Made:
    """每五件有一件, 每十户中就有三户: 1/5, 3/10; the classifier said twice tells it from two cars for ten people."""
    n = found["n"]
    assert n
    of = OF_THEM.match(page.folded, n.end)
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


def halfmeasure(page: Page, found: Found) -> Made:
    """半公里, half a mile."""
    token, start = page.tokens[found.end - 1], page.tokens[found.start].start
    word = page.folded[token.start : token.end]
    if len(word) == 1 and word not in HALVED:
        return None
    near = bounds(page, found.start, found.end)
    return [make(page, "measure", start, token.end, value="0.5", unit=token.data, **near)], found.end
