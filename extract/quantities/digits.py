"""Printed digits: every grouping, exact value, printed precision."""

from __future__ import annotations

import re
from decimal import Decimal

from hedui.extract.quantities.language import Number

# 1,250.5 / 1 250 / 10'000.00 / 1.250,00 / 1,00,000 / 1250.5; a group has three digits (or, in South Asia, two).
_DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3}){1,12}+(?!\d|,\d)(?:\.\d++)?"
    r"|\d{1,3}(?:'\d{3}){1,12}+(?!\d)(?:[.,]\d++)?"
    r"|\d{1,3}(?:\.\d{3}){1,12}+,\d++"
    r"|\d{1,3}(?:\.\d{3}){2,12}+(?![.\d])"
    r"|\d{1,3}(?: \d{3}){1,12}+(?!\d|,\d)(?:\.\d++)?"
    r"|\d{1,2}(?:,\d{2}(?=,)){1,6}+,\d{3}(?!\d)(?:\.\d++)?"
    r"|\d{1,3},\d{1,2}(?= ?(?:mio|mrd|mln|mld)\b)"
    r"|\d++(?:\.\d++)?|\.\d++"
)
_SHORT_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_COMMA = re.compile(r"\d{1,3}(?:[.' ]\d{3})*+,\d++|\d{1,3}(?:\.\d{3})++(?!\d)|\d++(?:,\d{1,2}(?!\d))?")
_POWER = re.compile(r"\^([+\-]?\d{1,2})(?![\d.])|的([+\-]?\d{1,2})次方")
_TENS = re.compile(r" ?[×x*·] ?10(?:\^?([+\-]?\d{1,2})(?!\d)|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))")
_RAISED = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}")
_PLAIN = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_MAY_RISE = frozenset("的×x*·^⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
ONE = Decimal(1)


def read_digits(text: str, start: int, decimal_comma: bool = False) -> tuple[Number, int] | None:
    """The number printed in digits at ``start`` and where it ends."""
    found = (_COMMA if decimal_comma else _DIGITS).match(text, start)
    if found is None:
        return None
    raw, end = found.group(), found.end()
    if len(raw) > 60:
        return Number(Decimal(0), Decimal(0), ONE, None), end
    if raw.isdecimal():
        value = Decimal(raw)
        number = Number(value, value, ONE, ONE, raw)
    else:
        printed = plain(raw, decimal_comma or _SHORT_COMMA.fullmatch(raw) is not None)
        value = Decimal(printed)
        number = Number(value, value, ONE, ONE.scaleb(-len(printed.partition(".")[2])))
    after = text[end : end + 2].lstrip(" ")[:1]
    return (after in _MAY_RISE and _raised(text, number, value, end)) or (number, end)


def _raised(text: str, number: Number, value: Decimal, end: int) -> tuple[Number, int] | None:
    """The number with a power behind it: 2^10, 10⁶, 3.2×10^6; None where none stands there."""
    if power := _POWER.match(text, end):
        if not value or abs(value) > 10**6:
            return None
        value **= int(power[1] or power[2])
        return Number(value, value, ONE, None), power.end()
    if times := _TENS.match(text, end):
        if times[1] is not None and "^" not in times.group() and times[1][0] not in "+-":
            return None  # 3 × 100 is no power
        worth = ONE.scaleb(int((times[1] or times[2]).translate(_PLAIN)))
        step = number.step * worth if number.step else None
        return Number(value * worth, value, worth, step), times.end()
    raised = _RAISED.match(text, end) if number.plain == "10" else None
    if raised is None:
        return None
    value = ONE.scaleb(int(raised.group().translate(_PLAIN)))
    return Number(value, value, ONE, None), raised.end()


def plain(raw: str, decimal_comma: bool = False) -> str:
    """Digits without grouping and with a decimal point."""
    raw = raw.replace(" ", "").replace("'", "")
    comma, dot = raw.rfind(","), raw.rfind(".")
    if decimal_comma or (comma > dot >= 0) or (comma >= 0 and "'" in raw):
        return raw.replace(".", "").replace(",", ".")
    if raw.count(".") > 1:
        return raw.replace(".", "")
    return raw.replace(",", "")
