"""Years that are not counted from year 1 on: before the common era, reigns, and days of the Chinese calendar.

A year before the common era is written as in ISO 8601: 221 BCE is -0220. The year of a reign is its common year
(康熙五十年 is 1711). A day of the Chinese calendar has unit "lunar": 农历八月十五 is --08-15, no day in August.
Reigns and lunar days are weak: a translator may give either calendar or both.
"""

from __future__ import annotations

import re
from typing import Any

from hedui.extract.quantities.build import Made, bounds, make, whole
from hedui.extract.quantities.company_zh import COUNTER
from hedui.extract.quantities.dates import iso
from hedui.extract.quantities.grammar import Found, Page
from hedui.extract.quantities.language import CLASSES, Number, Token
from hedui.extract.quantities.reigns import REIGNS


def _text(year: int, before: bool) -> str:
    return f"-{year - 1:04}" if before and year > 1 else f"{0 if before else year:04}"


def _old_year(token: Token | None) -> int | None:
    value = whole(token)
    return value if value is not None and 0 < value < 10000 else None


def _part(found: Found) -> str | None:
    return found["part"].data if found["part"] else None


def era(page: Page, found: Found) -> Made:
    """公元前221年, 221 BCE, AD 79, 公元前206年至公元220年, 475-221 BC."""
    first, second = found["era"], found["era2"] or found["again"]
    y, y2 = found["y"], found["y2"]
    if not all(_capital(page, token) for token in (first, second)):
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    year, year2 = _old_year(y), _old_year(y2)
    if year is None or (y2 is not None and year2 is None):
        return None
    if not page.language.spaced and year2 is None and "y" not in found.match.group() and year < 100:
        return None  # 公元前280
    sign, sign2 = (token.data if token else None for token in (first, second))
    if found["again"] and sign != -1:
        return None
    if page.language.spaced and 1800 <= max(year, year2 or 0) <= 2199 and _HYDRO.match(page.folded, end):
        return None  # in 2010 BC Hydro
    fields = {"unit": _part(found), **bounds(page, found.start, found.end)}
    fields["approximate"] |= page.lower.endswith("c. ", 0, start)
    if page.folded[start] == "(":
        fields["approximate"] |= page.folded[start + 1] == "约"
        start += 1
    if year2 is None:
        return [make(page, "date", start, end, value=_text(year, sign == -1), **fields)], found.end
    if page.language.spaced:
        sign = sign or sign2  # 475-221 BCE
    else:
        sign2 = sign2 or (sign if year2 is not None and year2 < year else None)  # 公元前475年至221年
    low, high = _text(year, sign == -1), _text(year2, sign2 == -1)
    if sign != -1 and sign2 == -1:
        return None
    return [make(page, "date", start, end, low=low, high=high, **fields)], found.end


_HYDRO = re.compile(" [A-Z]")


def era_century(page: Page, found: Found) -> Made:
    """公元前五世纪, the fifth century BCE: -04XX; the second century AD."""
    mark, n = found["era"], whole(found["n"])
    if n is None or not 1 <= n <= 99 or not _capital(page, mark):
        return None
    assert mark
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    value = f"{'-' if mark.data == -1 else ''}{n - 1:02}XX"
    return [make(page, "date", start, end, value=value, unit=_part(found))], found.end


def era_centuries(page: Page, found: Found) -> Made:
    """公元前11世纪至前3世纪, 11th-3rd centuries BCE."""
    first, second = found["era"], found["era2"] or found["again"]
    n, n2 = whole(found["n"]), whole(found["n2"])
    if n is None or n2 is None or not (0 < n < 100 and 0 < n2 < 100 and _capital(page, first)):
        return None
    assert first
    sign = first.data
    sign2 = second.data if second else -1 if sign == -1 and (page.language.spaced or n2 < n) else 1
    low, high = (f"{'-' if s == -1 else ''}{c - 1:02}XX" for s, c in ((sign, n), (sign2, n2)))
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [make(page, "date", start, end, low=low, high=high)], found.end


def _capital(page: Page, token: Token | None) -> bool:
    """Whether AD, BC and CE are printed as such: ad hoc is no era."""
    return token is None or token.end - token.start > 6 or not page.folded[token.start].islower()


def reign(page: Page, found: Found) -> Made:
    """康熙五十年, 民国元年, the fiftieth year of the Kangxi reign: the common year."""
    mark, n = found["reign"], found["n"]
    assert mark
    first, last = mark.data
    value = whole(n) if n else 1
    if value is None or not 1 <= value <= last - first + 1:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [make(page, "date", start, end, value=f"{first + value - 1:04}", weak=True)], found.end


_SOLAR_FROM = 1873
"""Japan counts days by the common calendar from 1873 on, the Republic from its first year."""


def reignday(page: Page, found: Found) -> Made:
    """民国104年8月5日 is 2015-08-05; 神龙二年正月初一 a day of the Chinese calendar, and weak."""
    mark, m, d, n = found["reign"], found["m"], found["d"], found["n"]
    assert mark
    assert m
    first, last = mark.data
    value = whole(n) if n else 1
    if value is None or not 1 <= value <= last - first + 1:
        return None
    year = first + value - 1
    month, day = (t.data if t and not isinstance(t.data, Number) else whole(t) for t in (m, d))
    named = m.kind == CLASSES["lunarmonth"] or (d is not None and d.kind == CLASSES["lunarday"])
    old = named or year < _SOLAR_FROM or (first < 1912 and mark.data not in (_MEIJI,))
    end = page.tokens[found.end - 1].end
    if d is not None and page.classes[found.end - 1] == "N" and COUNTER.match(page.folded, d.end):
        return None
    known = iso(year, month, min(day, 28) if day and old else day)
    if known is None or (day and day > 30 and old):
        return None
    if day and old:
        known = f"{known[:-2]}{day:02}"
    start = page.tokens[found.start].start
    fields: dict[str, Any] = {"unit": "lunar", "weak": True} if old else {}
    return [make(page, "date", start, end, value=known, **fields)], found.end


_MEIJI = REIGNS["明治"][:2]


def lunar(page: Page, found: Found) -> Made:
    """农历八月十五, 2015年十月初一, 正月十五, the fifteenth day of the eighth lunar month."""
    m, d, y = found["m"], found["d"], found["y"]
    month, day = (t.data if t and not isinstance(t.data, Number) else whole(t) for t in (m, d))
    year = whole(y)
    if y is not None and (year is None or not 1000 <= year <= 2999):
        return None
    if d is not None and (day is None or not 1 <= day <= 30 or COUNTER.match(page.folded, d.end)):
        return None
    value = iso(year, month, None) if day is None else iso(year, month, min(day, 28))
    if value is None:
        return None
    if day is not None:
        value = f"{value[:-2]}{day:02}"  # a second month may have 30 days
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [make(page, "date", start, end, value=value, unit="lunar", weak=True)], found.end
