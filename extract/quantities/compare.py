"""Canonical values side by side: references, durations and dates that say the same in different words."""

from __future__ import annotations

import re
from fractions import Fraction

from hedui.model import Quantity

# Words for one thing: Chinese 条 is an article, a rule or a regulation; an annex may be called appendix.
_FAMILIES = (
    {"article", "rule", "regulation", "section", "clause", "paragraph", "number"},
    {"paragraph", "subparagraph", "item", "section", "clause", "number", "part"},
    {"annex", "appendix", "table", "number"},
    {"figure", "table", "box"},
    {"item", "activity", "number", "part", "section", "chapter"},
    {"chapter", "section", "part", "volume"},
    {"footnote", "number"},
)
_DAYS = {"d": Fraction(1), "wk": Fraction(7)}
_MONTHS = {"mo": Fraction(1), "a": Fraction(12)}
_SECONDS = {"s": Fraction(1), "min": Fraction(60), "h": Fraction(3600)}
_PARTS = re.compile(r"[^()\s.]+|\.\d+")


def same_reference(a: Quantity, b: Quantity) -> bool:
    """Whether two references point to the same place: 第16条第(3)款 and paragraph 3 of Article 16.

    Annex A, annex I, 附件一 and 附件1 are one; (a), (一) and (1) are one; the words may differ as far as Chinese
    does not tell them apart. A bare paragraph agrees with the end of a longer reference
    (paragraph 3; 第16条第3款).
    """
    if a.value is None or b.value is None:
        return (a.low, a.high) == (b.low, b.high) and compatible_units(a.unit, b.unit)
    left, right = _path(a.value), _path(b.value)
    if left == right:
        return compatible_units(a.unit, b.unit)
    shorter, longer = sorted((left, right), key=len)
    return bool(shorter) and len(shorter) < len(longer) and longer[-len(shorter) :] == shorter


def compatible_units(a: str | None, b: str | None) -> bool:
    """Whether two names of things referred to may translate each other."""
    if a == b or a is None or b is None:
        return True
    return any(a in family and b in family for family in _FAMILIES)


def _path(value: str) -> tuple[str, ...]:
    return tuple(_index(part) for part in _PARTS.findall(value))


def _index(part: str) -> str:
    """A letter as its number in the alphabet, a small Roman numeral as its value: a, i and 1 are the first."""
    low = part.lower()
    if len(low) == 1 and low.isalpha() and low.isascii():
        return str(ord(low) - ord("a") + 1) if low not in "ivx" else {"i": "1", "v": "5", "x": "10"}[low]
    romans = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
    return romans.get(low, low)


def comparable_duration(value: str, unit: str | None) -> tuple[Fraction, str] | None:
    """A duration on a common scale: seconds, days or months (18 mo and 1.5 a are (18, "mo")); None where it is none."""
    for table, base in ((_MONTHS, "mo"), (_DAYS, "d"), (_SECONDS, "s")):
        if unit in table:
            return Fraction(value) * table[unit], base
    return None


_PREFIXES = {"h": 2, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "d": -1, "c": -2, "m": -3, "u": -6, "n": -9}
_BASES = (
    "m",
    "g",
    "W",
    "L",
    "V",
    "Hz",
    "By",
    "W.h",
    "Pa",
    "Sv",
    "Bq",
    "Gy",
    "J",
    "VA",
    "A",
    "N",
    "mol",
    "bit",
    "[pix]",
)
_FACTORS = {
    "t": (Fraction(10**6), "g"),
    "ha": (Fraction(10**4), "m2"),
    "km2": (Fraction(10**6), "m2"),
    "cm2": (Fraction(1, 10**4), "m2"),
    "m3": (Fraction(1000), "L"),
    "km3": (Fraction(10**12), "L"),
    "cm3": (Fraction(1, 1000), "L"),
    "[mu]": (Fraction(10**4, 15), "m2"),
    "[jin]": (Fraction(500), "g"),
}


def comparable_measure(value: str, unit: str | None) -> tuple[Fraction, str] | None:
    """A measure in its base unit: 1.5 kW and 1500 W are (1500, "W"), 3 ha and 30000 m2 agree; None without a unit."""
    if unit is None:
        return None
    main, _, per = unit.partition("/")
    below = f"/{per}" if per else ""
    if main in _FACTORS:
        factor, base = _FACTORS[main]
        return Fraction(value) * factor, base + below
    if main in _BASES:
        return Fraction(value), main + below
    if main[:1] in _PREFIXES and main[1:] in _BASES:
        return Fraction(value) * Fraction(10) ** _PREFIXES[main[0]], main[1:] + below
    return Fraction(value), unit


def share(quantity: Quantity) -> Fraction | None:
    """A percentage or fraction as a part of one: 20 per cent and one fifth are both 1/5."""
    if quantity.value is None or quantity.kind not in ("percent", "fraction"):
        return None
    number = Fraction(quantity.value)
    return number / 100 if quantity.kind == "percent" else number


def same_date(a: str, b: str) -> bool:
    """Whether two dates agree as far as both are known: --08-25 and 2025-08-25; a bare year and a day do not."""
    if a == b:
        return True
    if a.startswith("-") or b.startswith("-"):
        short, long = sorted((a, b), key=lambda d: len(d.lstrip("-")))
        tail = short.lstrip("-")
        return (long.endswith(tail) and len(tail) < len(long.lstrip("-")) and not tail.startswith(("Q", "H"))) or (
            tail.startswith(("Q", "H")) and long.endswith(tail)
        )
    return False
