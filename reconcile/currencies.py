"""Currencies that a text names without an amount: (Swiss francs) over a table, 均以美元计.

Only currencies whose names mean nothing else are read: pounds may be a weight, 元 is of many countries, and a dollar
without its country may be any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from hedui.extract.quantities.units import CURRENCIES_EN, CURRENCIES_ZH

_CODES = ("USD", "EUR", "GBP", "JPY", "CHF", "HKD", "AUD", "CAD", "CNY", "SGD", "INR", "RUB", "MOP", "TWD", "XDR")
_DOLLARS = frozenset({"USD", "HKD", "AUD", "CAD", "SGD", "TWD"})
_SHARED = frozenset("元 圆 元整 圆整 块 块钱 buck bucks pounds quid francs rupee rupees".split())
"""Names that are of several currencies, or of something else too."""
_ANY_DOLLAR = frozenset({"dollar", "dollars"})
ANY = "$"
"""A dollar whose country is not said."""


@dataclass(frozen=True, slots=True)
class Named:
    """A currency named, ``$`` for a dollar of any country, and where."""

    code: str
    text: str
    start: int
    end: int


def named(text: str, lang: str, amounts: Sequence[tuple[int, int]]) -> Iterator[Named]:
    """The currencies named in a text outside the spans of its amounts."""
    pattern, codes = _names(lang.startswith("zh"))
    for match in pattern.finditer(text):
        start, end = match.span()
        if not any(a < end and start < b for a, b in amounts):
            yield Named(codes[match.group().casefold()], match.group(), start, end)


def alike(one: str, two: str) -> bool:
    """Whether two currencies may be the same."""
    return one == two or (ANY in (one, two) and bool({one, two} & _DOLLARS))


@cache
def _names(chinese: bool) -> tuple[re.Pattern[str], dict[str, str]]:
    listed = {code: CURRENCIES_ZH[code].split() if chinese else CURRENCIES_EN[code].split("|") for code in _CODES}
    names = {name: code for code, of in listed.items() for name in of if name not in _SHARED}
    names |= dict.fromkeys(_ANY_DOLLAR & names.keys(), ANY)
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    signs = "|".join(_CODES)
    codes = names | {code.casefold(): code for code in _CODES}
    if chinese:  # 审美元素, 中欧元首, 节日元旦 hold no currency
        return re.compile(rf"(?:{words})(?![首素旦件老帅])|(?<![A-Za-z])(?:{signs})(?![A-Za-z])"), codes
    return re.compile(rf"(?<![\w$-])(?:(?i:{words})|{signs})(?![\w-])"), codes
