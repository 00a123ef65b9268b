"""What an amount comes to: the kind, unit and canonical value of a number by what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hedui.extract.quantities.build import bounds, decimal_text, make
from hedui.extract.quantities.company_zh import (
    ANGLES,
    BARE_MONEY,
    COUNTER,
    DEGREE,
    DEGREES_NAMED,
    ELECTRICITY,
    LOOSE_NOUNS,
    OCCASIONS,
    RANKED,
    SCALE_WORDS,
    TURNED,
    TWO,
)
from hedui.extract.quantities.grammar import Page
from hedui.extract.quantities.language import Number, Token
from hedui.extract.quantities.units import MINOR_MONEY, PER
from hedui.model import Quantity, QuantityKind


@dataclass(slots=True)
class Amount:
    """One member of a list or range, or an amount by itself.

    ``at`` and ``after`` are its tokens, ``start`` and ``end`` its characters; ``tail`` is the class of what follows the
    number ("" for nothing) and ``unit`` its meaning; ``money`` the currency before the number; ``extra`` what is added
    to the number in its unit (the half of 两年半, the cents of five dollars thirty); ``boundary`` the class before it.
    """

    at: int
    number: Number
    start: int
    end: int
    boundary: str = ""
    money: str | None = None
    tail: str = ""
    unit: Any = None
    extra: Decimal = Decimal(0)
    noun: str | None = None
    after: int = 0

    def take(self, token: Token, tail: str | None = None) -> None:
        """Takes the token behind the number as its unit."""
        self.tail, self.unit, self.end = tail or token.kind, token.data, token.end


Value = Decimal | Fraction
LEAST_SPEED = 1000
"""Fewer bps than these are basis points, more are bits per second."""
LEAST_RATE = 10_000
"""Per hundred and per thousand of something counted may be a share on the other side (per cent, ‰)."""
BASIS_POINT = Decimal("0.01")


def quantity(page: Page, made: Amount, value: Value, high: Value | None) -> Quantity:
    """The quantity of an amount: ``value``, or from ``value`` to ``high``."""
    irregular = _irregular(page, made, value) if high is None else None
    if irregular is not None:
        return irregular
    if made.tail == "T" and value > 366 and _DAY.search(page.lower, made.start, made.end):
        made = replace(made, tail="", unit=None, end=made.end - 4)  # 4,812 day patrols
    if made.tail == "T" and _NO_TIME.search(page.folded, made.start, made.end):
        made = replace(made, tail="", unit=None, end=made.end - 3)
    kind, unit, factor = _kind(made, value)
    noun = None
    if kind == "count":
        noun = made.noun or page.language.noun(page.folded, made.end)
        if noun and (meaning := _counted_time(page, made, noun)):
            kind, noun, (unit, factor) = "duration", None, meaning
    if kind == "measure" and unit:
        if unit == "Cel" and _is_electricity(page, made, value):
            unit = "kW.h"
        elif unit == "Cel" and _is_angle(page, made):
            unit = "deg"
        unit = _rate(page, made, unit)
    if unit == "CNY" and page.hant and page.folded[made.end - 1] in BARE_MONEY:
        unit = "XXX"  # a bare 元 in traditional characters is the local dollar, whichever it is
    if unit in MINOR_MONEY:
        unit, factor = MINOR_MONEY[unit]
    fields = _bounds(page, made, kind)
    number = made.number
    fields["step"] = number.step * Decimal(factor) if number.step is not None and not made.extra else None
    if high is None:
        fields["value"] = decimal_text(_product(_sum(value, made.extra), factor))
    else:
        fields |= {"low": decimal_text(_product(value, factor)), "high": decimal_text(_product(high, factor))}
    weak = _weak(page, made, kind, ranged=high is not None)
    return make(page, kind, made.start, made.end, unit=unit, noun=noun, weak=weak, **fields)


def _kind(made: Amount, value: Value) -> tuple[QuantityKind, str | None, Decimal]:
    """Kind, unit, and what the number is multiplied with, by the tail."""
    unit, one = made.unit, Decimal(1)
    if made.money:
        return "money", made.money, one
    match made.tail:
        case "C":
            return "money", unit, one
        case "P":
            return "percent", None, one / unit[1]
        case "j":
            return "percent", None, Decimal(10)
        case "J":
            return "percent", None, Decimal(10) if value < 10 else one
        case "B":
            return "points", None, one / unit
        case "T":
            return "duration", unit[0], Decimal(unit[1])
        case "y" | "D" | "s":
            return "duration", {"y": "a", "D": "d", "s": "s"}[made.tail], one
        case "U" if unit == "bit/s" and value < LEAST_SPEED:
            return "points", None, BASIS_POINT
        case "U":
            return "measure", unit, one
    return "count", None, one


def _irregular(page: Page, made: Amount, value: Value) -> Quantity | None:
    """Numbers that are no amount by what stands around them: 0300 hours, one in ten, children under 5, Annex 2."""
    number, start, end = made.number, made.start, made.end
    clock = number.plain if number.plain and len(number.plain) == 4 else None
    at = page.language.clues["at"].search(page.lower, max(0, start - 9), start)
    told = made.unit == ("h", 1) or (not made.tail and at is not None)
    if clock and told and clock[:2] < "24" and clock[2:] < "60" and not (at and not made.tail and clock[0] in "12"):
        return make(page, "time", start, end, value=f"{clock[:2]}:{clock[2:]}")
    if made.tail or made.money:
        return None
    if _DOTTED.fullmatch(page.folded, start, end) and page.language.spaced:
        return make(page, "time", start, end, value=page.folded[start:end].replace(".", ":"))
    fields = bounds(page, made.at, made.after)
    clues = page.language.clues
    chance = clues["chance"].match(page.lower, end) or clues["chance_of"].match(page.lower, end)
    if chance and number.words and number.high is None:
        below = page.language.numbers(page.lower, chance.start(1), False)
        if below and below[0].words and value < below[0].value:
            share = f"{decimal_text(value)}/{decimal_text(below[0].value)}"
            return make(page, "fraction", start, chance.end(), value=share, **fields)
    often = page.language.clues["often"].search(page.folded, max(0, start - 14), start)
    if often and not number.weak and value < 100 and page.folded[end : end + 1] in OCCASIONS:
        times, unit = page.language.periods[often[1]]
        return make(page, "frequency", start, end + 1, value=decimal_text(_product(value, Decimal(times))), unit=unit)
    if _GRADE.fullmatch(page.folded, start, end) and _GRADED.search(page.lower, max(0, start - 12), start):
        return make(page, "reference", start, end, value=page.folded[start:end], unit="number", weak=True)
    if clues["factor"].search(page.lower, max(0, start - 24), start):
        return make(page, "ratio", start, end, value=decimal_text(value), step=number.step, **fields)
    if clues["pairs"].match(page.lower, end) and not page.lower[:start].strip():
        return make(page, "count", start, end, value=decimal_text(_product(value, Decimal(2))), weak=number.weak)
    if (made.noun or page.language.noun(page.folded, end)) is not None:
        return None
    if page.language.clues["aged"].search(page.lower, max(0, start - 40), start):
        return make(page, "duration", start, end, value=decimal_text(value), unit="a", step=number.step, **fields)
    if number.plain and _is_name(page, made):
        return make(page, "reference", start, end, value=number.plain, unit="number")
    return None


_DAY = re.compile(r" day\Z")
_GRADE = re.compile(r"\d[A-Z]")
_GRADED = re.compile(
    r"\b(?:grade|class|category|level|type|tier|group|zone|gate|room|section|part|phase|stage|item) \Z"
)
"""Before a digit with a letter that is no scale: grade 1B."""
_NO_TIME = re.compile(r" (?:M[sS]|N[sS])\Z")
"""What only looks like milliseconds in capitals: 12 MS patients."""
_DOTTED = re.compile(r"0\d\.[0-5]\d|24\.00")


def _is_name(page: Page, made: Amount) -> bool:
    """Whether a bare number names the thing before it: Supplement 18, on line 4."""
    before = page.folded[max(0, made.start - 24) : made.start]
    if page.language.clues["titled"].search(before):
        return True
    last = page.folded[made.end : made.end + 1]
    return (last == "" or last in ".,;:)") and page.language.clues["numbered"].search(before) is not None


def _counted_time(page: Page, made: Amount, noun: str) -> tuple[str, Decimal] | None:
    """The unit of a duration whose unit was taken for a noun: two full years."""
    kind, meaning = page.language.words.get(noun.lower(), ("", None))
    if kind != "time" or not page.language.clues["full"].match(page.lower, made.end):
        return None
    return meaning[0], Decimal(meaning[1])


def _rate(page: Page, made: Amount, unit: str) -> str:
    """The unit with what it is counted over: 时速350公里 and 350 kilometres per hour are km/h."""
    if "/" in unit:
        return unit
    clues = page.language.clues
    found = clues["per"].match(page.lower, made.end) or clues["every"].search(
        page.folded, max(0, made.start - 12), made.start
    )
    return f"{unit}/{PER[found[1]]}" if found else unit


def _is_angle(page: Page, made: Amount) -> bool:
    """Whether a bare 度 is of an angle: 旋转45度, 东经116度."""
    if page.folded[made.end - 1] != DEGREE or page.folded.endswith(DEGREES_NAMED, made.start, made.end):
        return False
    before = page.folded[max(0, made.start - 6) : made.start]
    return TURNED.search(before) is not None or page.folded[made.end : made.end + 2] in ANGLES


def _is_electricity(page: Page, made: Amount, value: Value) -> bool:
    """Whether 度 is a kilowatt-hour: 耗电260度, 260万度."""
    if page.folded[made.end - 1] != DEGREE or page.folded.endswith(DEGREES_NAMED, made.start, made.end):
        return False
    return value >= 10000 or ELECTRICITY.search(page.folded, max(0, made.start - 10), made.start) is not None


def _bounds(page: Page, made: Amount, kind: QuantityKind) -> dict[str, Any]:
    fields = bounds(page, made.at, made.after)
    if kind == "duration" and page.lower[max(0, made.start - 5) : made.start] == "over ":
        fields["bound"] = None  # tripled over five years: in the course of them
    fields["bound"] = fields["bound"] or made.number.bound
    fields["approximate"] = fields["approximate"] or made.number.approximate
    return fields


_SHARES_OF = (100, 1000, 10_000)


def _is_scale(page: Page, made: Amount) -> bool:
    """Whether a rate is counted over the amount: per (million hours), 每(百万小时)."""
    return page.language.clues["scale"].search(page.lower, max(0, made.start - 5), made.start) is not None


def _weak(page: Page, made: Amount, kind: QuantityKind, ranged: bool) -> bool:
    """Whether the amount counts only where the other side makes it count."""
    number = made.number
    if kind == "money":  # (thousands of dollars), （百万欧元）: the unit of a table
        bare = page.lower[made.start : made.end].startswith(("thousands of", "millions of", "billions of"))
        scale = made.money and number.approximate and number.step is None and number.words  # (US$ thousands)
        return bool(bare or scale) or (number.weak and number.value > 1)
    if kind == "measure" and page.folded[made.start - 1 : made.start] == "(":
        return _SCALE_ALONE.fullmatch(page.lower, made.start, made.end) is not None
    if number.weak and number.value >= (LEAST_RATE if kind == "count" else 100) and _is_scale(page, made):
        return False  # 3.2 per million hours is not 3.2 per thousand
    if kind == "count" and number.value in _SHARES_OF and _is_scale(page, made):
        return number.weak or page.language.noun(page.folded, made.end) is None  # 9.5 per 1,000 may be 千分之九点五
    if kind == "duration":
        vague = number.approximate and number.step is None
        plan = page.folded[made.end : made.end + 5] == " Plan"
        return vague or plan or (number.weak and not made.extra)
    if kind != "count":
        return False
    if number.weak and number.value >= 100 and page.classes[made.at - 1 : made.at] == "<":
        return False  # 近百万农户: who hedges a number means it
    return number.weak or (number.words and not ranged and not page.language.spaced and _loose(page, made))


_SCALE_ALONE = re.compile(
    rf"(?:1(?:0{{3,9}}|0{{0,2}}(?:,000){{1,3}})|{SCALE_WORDS}"
    r"|(?:1|10|100) (?=[mb]illion)|(?=thousand|million|billion))\D*"
)
"""The unit of a column: （万吨）, (10,000 t), (million tonnes)."""


def _loose(page: Page, made: Amount) -> bool:
    """Whether one Chinese digit stands without a classifier (三大, 两国) or after 这: a word more than a figure."""
    word = page.folded[made.start : made.end]
    if len(word) != 1:
        return False
    if page.folded.startswith(RANKED, made.start):
        return True
    if word in TWO and page.language.clues["these"].search(page.folded, max(0, made.start - 3), made.start):
        return True
    return page.folded[made.end : made.end + 1] in LOOSE_NOUNS or COUNTER.match(page.folded, made.end) is None


def _product(value: Value, factor: Decimal) -> Value:
    return value * Fraction(factor) if isinstance(value, Fraction) else value * factor


def _sum(value: Value, extra: Decimal) -> Value:
    return value + Fraction(extra) if isinstance(value, Fraction) else value + extra
