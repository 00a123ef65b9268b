"""Printed digits: every grouping, exact value, printed precision."""

from __future__ import annotations

import re
from decimal import Decimal

from hedui.extract.quantities.language import Number

# 1,250.5 / 1 250 / 10'000.00 / 1.250,00 / 1,00,000 / 1250.5; a group has three digits (or, in South Asia, two).
_DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3})++(?!\d|,\d)(?:\.\d++)?"
    r"|\d{1,3}(?:'\d{3})++(?!\d)(?:[.,]\d++)?"
    r"|\d{1,3}(?:\.\d{3})++,\d++"
    r"|\d{1,3}(?:\.\d{3}){2,}+(?![.\d])"
    r"|\d{1,3}(?: \d{3})++(?!\d|,\d)(?:\.\d++)?"
    r"|\d{1,2}(?:,\d{2})++,\d{3}(?!\d)(?:\.\d++)?"
    r"|\d++(?:\.\d++)?|\.\d++"
)
_COMMA = re.compile(r"\d{1,3}(?:[.' ]\d{3})*+,\d++|\d{1,3}(?:\.\d{3})++(?!\d)|\d++(?:,\d{1,2}(?!\d))?")
ONE = Decimal(1)


def read_digits(text: str, start: int, decimal_comma: bool = False) -> tuple[Number, int] | None:
    """The number printed in digits at ``start`` and where it ends."""
    found = (_COMMA if decimal_comma else _DIGITS).match(text, start)
    if found is None:
        return None
    raw = found.group()
    if len(raw) > 60:
        return Number(Decimal(0), Decimal(0), ONE, None), found.end()
    if raw.isdecimal():
        value = Decimal(raw)
        return Number(value, value, ONE, ONE, raw), found.end()
    number = plain(raw, decimal_comma)
    value = Decimal(number)
    step = ONE.scaleb(-len(number.partition(".")[2]))
    return Number(value, value, ONE, step), found.end()


def plain(raw: str, decimal_comma: bool = False) -> str:
    """Digits without grouping and with a decimal point."""
    raw = raw.replace(" ", "").replace("'", "")
    comma, dot = raw.rfind(","), raw.rfind(".")
    if decimal_comma or (comma > dot >= 0) or (comma >= 0 and "'" in raw):
        return raw.replace(".", "").replace(",", ".")
    if raw.count(".") > 1:
        return raw.replace(".", "")
    return raw.replace(",", "")
