"""Readings of the calendar: days, months, years, decades, quarters, days of the week."""

from __future__ import annotations

import re

from hedui.extract.quantities.build import Made, decimal_text, make, whole
from hedui.extract.quantities.company_zh import (
    BEFORE_DAY,
    CLASSIFIED,
    COUNTER,
    DAY_GOES_ON,
    DAY_OF_MONTH,
    PARTS_OF_YEAR,
    QUARTERS_TOGETHER,
    SPAN_BEFORE,
)
from hedui.extract.quantities.grammar import Found, Page
from hedui.extract.quantities.language import CLASSES, Number, Token
from hedui.extract.quantities.stamps import clock_text
from hedui.model import Quantity, QuantityKind


def _year(token: Token | None, short: bool = False) -> tuple[bool, int | None]:
    """(whether the token can be a year, the year); a missing token is fine. ``short`` allows two digits (09年3月)."""
    if token is None:
        return True, None
    value = whole(token)
    if value is None or token.data.approximate:
        return False, None
    if 1000 <= value <= 2999 and token.data.scale != 10000:
        return True, value
    said = token.data.words or short  # 九一年, 09年3月; 20年 is a duration
    if token.data.plain and len(token.data.plain) == 2 and said and value >= 10 - 10 * short:
        return True, value + (1900 if value > 50 else 2000)
    return False, None


def iso(year: int | None, month: int | None, day: int | None) -> str | None:
    """ISO 8601 with what is known, None where there is no such date."""
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= 31:
        return None
    if day is not None and month is not None and day > (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]:
        return None
    if year is not None:
        return f"{year:04}" + (f"-{month:02}" + (f"-{day:02}" if day else "") if month else "")
    if month is not None:
        return f"--{month:02}" + (f"-{day:02}" if day else "")
    return f"---{day:02}" if day else None


def _month(token: Token | None) -> int | None:
    if token is None:
        return None
    return token.data if isinstance(token.data, int) else whole(token)


def date(page: Page, found: Found) -> Made:
    """A day or month, with or without its year, or a range of them: 25 to 29 August 2025."""
    ok, year = _year(found["y"], found["m"] is not None)
    ok2, year2 = _year(found["y2"], found["m"] is not None)
    if not (ok and ok2):
        return None
    month, month2 = _month(found["m"]), _month(found["m2"])
    day, day2 = whole(found["d"]), whole(found["d2"])
    if (found["d"] and day is None) or (found["d2"] and day2 is None):
        return None
    if not _plausible_month(page, found):
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    start = _trim(page, found)
    part = found["part"].data if found["part"] else None
    if found["m2"] is None and found["d2"] is None:
        value = iso(year, month, day)
        if value is None:
            return None
        return [*_named_day(page, found), make(page, "date", start, end, value=value, unit=part)], found.end
    if year2 is None:
        year2 = year
    elif year is None:
        year = year2
    low, high = iso(year, month, day), iso(year2, month2 or month, day2)
    if low is None or high is None:
        return None
    joined = page.tokens[found.match.start("d2") - 1] if found["d2"] else None
    if joined is not None and page.classes[found.match.start("d2") - 1] == "&" and "b" not in found.match.group():
        a, b = found["d"], found["d2"]
        assert a
        assert b
        return [
            make(page, "date", a.start, a.end, value=low),
            make(page, "date", b.start, end, value=high),
        ], found.end
    return [make(page, "date", start, end, low=low, high=high)], found.end


def _named_day(page: Page, found: Found) -> list[Quantity]:
    """The day of the week that leads a date: Monday, 12 October."""
    token = page.tokens[found.start]
    if token.kind != "W":
        return []
    return [make(page, "date", token.start, token.end, value=f"-W-{token.data}", weak=True)]


def twomonths(page: Page, found: Found) -> Made:
    """六七月: June and July."""
    m = found["m"]
    assert m
    ok, year = _year(found["y"], True)
    number = m.data
    if not ok or not isinstance(number, Number) or number.high != number.value + 1 or not number.words:
        return None
    values = [iso(year, int(n), None) for n in (number.value, number.high)]
    if None in values or m.end - m.start != 2:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [
        make(page, "date", start, m.end - 1, value=values[0]),
        make(page, "date", m.end - 1, end, value=values[1]),
    ], found.end


def dates_counted(page: Page, found: Found) -> Made:
    """8月5、6两日: a list of days whose length is said behind it."""
    c, last = found["c"], found["d"]
    assert c
    assert last
    m = found["m"]
    ok, year = _year(found["y"], True)
    days = [t for t in found.run("days") if t.kind == "N"] + [last]
    values = [iso(year, whole(m), whole(day)) for day in days]
    if not ok or whole(c) != len(days) or None in values:
        return None
    starts = [page.tokens[found.start].start, *(day.start for day in days[1:])]
    ends = [*(day.end for day in days[:-1]), page.tokens[found.end - 1].end]
    made = [make(page, "date", a, b, value=v) for a, b, v in zip(starts, ends, values, strict=True)]
    return made, found.end


def shortdate(page: Page, found: Found) -> Made:
    """5 Aug 15, at the end of what is said: a year of two digits behind a short month."""
    m, y = found["m"], found["y"]
    assert m
    assert y
    after = page.folded[y.end : y.end + 1]
    if m.end - m.start > 4 or not y.data.plain or len(y.data.plain) != 2 or (after and after not in ",;)\n"):
        return None
    return date(page, found)


def ymd(page: Page, found: Found) -> Made:
    """2002 July 10, as astronomers and indexes write it, where nothing follows that the day could count."""
    d = found["d"]
    assert d
    after = page.folded[d.end : d.end + 2].strip()
    return date(page, found) if d.data.plain and (not after or after[0] in ".,;:)]-") else None


def monthhalf(page: Page, found: Found) -> Made:
    """The second half of August 2015: 下半月."""
    n = whole(found["n"])
    year, month = whole(found["y"]), _month(found["m"])
    value = iso(year, month, None)
    if n not in (1, 2) or value is None:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [make(page, "date", start, end, value=value, unit="early" if n == 1 else "late")], found.end


def bareday(page: Page, found: Found) -> Made:
    """八月十五: a day in Chinese numerals without its 日."""
    token = found["d"]
    assert token
    after = page.classes[found.end : found.end + 1]
    if not token.data.words or (after and after not in "_,&") or COUNTER.match(page.folded, token.end):
        return None
    return date(page, found)


def _trim(page: Page, found: Found) -> int:
    """Where a date starts, without the words before it that only lead to it (from, the)."""
    at = found.start
    while page.classes[at] in "wb6W,":
        at += 1
    return page.tokens[at].start


def _plausible_month(page: Page, found: Found) -> bool:
    """Whether a lone English month is one: May and March are words too."""
    m, d = found["m"], found["d"]
    if m and d and d.data.words and d.kind == "N" and page.folded.startswith(("may", "march", "mar", "dec"), m.start):
        return False  # one may analyse
    if m is None or not isinstance(m.data, int) or found["y"] or found["y2"] or found["d"]:
        return True
    word = page.folded[m.start : m.end]
    if word[:1].islower():
        return False
    if len(word) <= 3 and word != "May":
        return False
    if word not in ("May", "March") or page.classes[found.end : found.end + 1] == "k":
        return True
    if _SOME_YEAR.match(page.lower, m.end):
        return True
    before = page.folded[max(0, m.start - 2) : m.start]
    return not (before == "" or before[-2:-1] in ".!?:;\n" or before.endswith("\n"))


_SOME_YEAR = re.compile(r" (?:of )?(?:next|last|this|that|the same|the following|each|every) year")


def dates(page: Page, found: Found) -> Made:
    """A list that shares month or year: 7, 8 and 9 January 2015; 2019、2020和2021年; February or May 2025."""
    ok, year = _year(found["y"], found["m"] is not None)
    if not ok or not _plausible_month(page, found):
        return None
    month, last = _month(found["m"]), found["d"] or found["m"] or found["y"]
    assert last
    if (
        found["d"] is None
        and found["m"] is None
        and (year is None or last.data.plain is None or len(last.data.plain) < 4)
    ):
        return None
    out: list[Quantity] = []
    members = [t for name in ("days", "months", "years") for t in found.run(name) if t.kind in "NYOM"] + [last]
    for token in members:
        if found["d"]:
            value = iso(year, month, whole(token))
        elif found["m"]:
            value = iso(year, _month(token), None)
        else:
            ok, year = _year(token)
            value = iso(year, None, None) if ok else None
        if value is None or (found["d"] and whole(token) is None):
            return None
        out.append(make(page, "date", token.start, token.end, value=value))
    first, tail = out[0], out[-1]
    if found["d"] or found["m"]:
        begin = page.tokens[found.start].start if page.classes[found.start] in "NYM" else first.start
        out[0] = make(page, "date", begin, first.end, value=first.value)
    out[-1] = make(page, "date", tail.start, page.tokens[found.end - 1].end, value=tail.value)
    return out, found.end


def day(page: Page, found: Found) -> Made:
    """A day whose month stands elsewhere: 25日."""
    value = whole(found["d"])
    token = page.tokens[found.end - 1]
    if value is None or not 1 <= value <= 31 or page.folded[token.end : token.end + 1] in DAY_GOES_ON:
        return None
    start = page.tokens[found.start].start
    last = page.out[-1] if page.out else None
    dated = last is not None and last.kind == "date" and start - last.end <= 3
    if not dated and (page.tokens[found.match.start("d")].data.words or not DAY_OF_MONTH.match(page.folded, start)):
        before = page.folded[max(0, start - 1) : start]
        if page.classes[found.start - 1 : found.start] == "<" or before not in BEFORE_DAY:
            return None
    if page.folded[token.start] == "号":
        return None
    start = page.tokens[found.start].start
    return [make(page, "date", start, token.end, value=f"---{value:02}")], found.end


def years(page: Page, found: Found) -> Made:
    """A year or a range of years."""
    ok, year = _year(found["y"], found["m"] is not None or _short_said(page, found))
    if not ok or year is None:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    part = found["part"].data if found["part"] else None
    second = found["y2"]
    if second is None:
        if not _is_year(page, found, year):
            return None
        if (
            part is None
            and page.classes[found.end - 1] == "y"
            and (part := PARTS_OF_YEAR.get(page.folded[end : end + 2]))
        ):
            end += 2
        return [make(page, "date", start, end, value=f"{year:04}", unit=part)], found.end
    last = whole(second)
    after = page.classes[found.end : found.end + 2]
    if last is None or after == "Nm" or (after[:1] in tuple("TPUCB") and "-" not in found.match.group()):
        return None
    short = second.kind == "N" and page.classes[found.end - 1] != "y"  # 2024-25
    dashed = page.classes[found.match.start("y2") - 1] == "-" or second.data.words
    if short and (not dashed or after[:1] in tuple("PTUCB")):
        return None
    if second.data.plain and len(second.data.plain) == 2:
        if (
            short
            and page.classes[found.match.start("y2") - 1] == "-"
            and last <= year % 100
            and 1 <= last <= 12
            and not part
        ):
            return [make(page, "date", start, end, value=f"{year:04}-{last:02}")], found.end  # 2025-12
        last += year // 100 * 100
    if not year < last <= year + (3000 if page.classes[found.end - 1] == "y" else 200):
        return None
    return [make(page, "date", start, end, low=f"{year:04}", high=f"{last:04}", unit=part)], found.end


def _short_said(page: Page, found: Found) -> bool:
    """Whether two digits are a year: 截至15年底, 15财年; 近15年末 and 15年中期 are spans."""
    y = found["y"]
    if y is None or found["y2"] is not None or page.language.spaced or y.data.words:
        return False
    if SPAN_BEFORE.search(page.folded, max(0, y.start - 2), y.start):
        return False
    behind = page.folded[y.end : y.end + 3].lstrip()
    return behind.startswith(("财年", "财政")) or (behind.startswith("年") and behind[1:2] in ("底", "末"))


_COUNTED_PEOPLE = re.compile(
    r" (?:people|persons|men|women|children|copies|words|participants|troops|inhabitants|refugees|staff|employees|cases"
    r"|families|households|students|victims|meters|metres|pages|times)(?![a-z])"
)


_ONWARDS = re.compile(r" (?:or|and) (?:later|earlier|newer)(?![a-z])")


def _is_year(page: Page, found: Found, year: int) -> bool:
    """Whether four bare digits are a year rather than a count."""
    token = found["y"]
    assert token is not None
    if page.classes[found.end - 1] == "y":
        return True
    if not (1700 if page.language.spaced else 1900) <= year <= 2199 or token.data.scale != 1:
        return False
    if not page.language.spaced and (token.data.words or CLASSIFIED.match(page.folded, token.end)):
        return False
    if not token.data.words and token.data.plain is None:
        return False
    after = page.classes[found.end : found.end + 1]
    if after and after in "PBUTxC>" and not _ONWARDS.match(page.lower, token.end):
        return False
    if after and after in "-t" and page.classes[found.end + 1 : found.end + 2] == "N":
        other = page.tokens[found.end + 1].data
        if other.plain and len(other.plain) == 4 and other.value >= 2200:
            return False  # 2000-3000
    before = page.classes[found.start - 1 : found.start]
    if before and before in "C~":
        return False
    if before == "<" and page.tokens[found.start - 1].data[1] is False:
        bare = page.language.noun(page.folded, token.end) is None
        return page.language.spaced and bare  # 1.8 per cent over 2025
    return _COUNTED_PEOPLE.match(page.lower, token.end) is None


def quarter(page: Page, found: Found) -> Made:
    """第三季度, the second quarter of 2021."""
    ok, year = _year(found["y"], found["m"] is not None)
    token = found["n"]
    assert token
    n = whole(token)
    if not ok or n is None or not 1 <= n <= 4 or not isinstance(token.data, Number):
        return None
    if page.language.spaced and token.kind == "N":
        return None
    start, end, after = page.tokens[found.start].start, page.tokens[found.end - 1].end, found.end
    if page.language.spaced and found["y"] and _YEAR_GOES_ON.match(page.folded, end):
        year, after = None, found.match.start("y")  # the first quarter of 2025-26: the years are read by themselves
        end = max(t.end for t in page.tokens[found.start : after] if t.kind == CLASSES["quarter"])
    together = not page.language.spaced and page.folded[max(0, start - 1) : start] in QUARTERS_TOGETHER
    if (
        not page.language.spaced
        and "d" not in found.match.group()
        and page.folded[page.tokens[found.end - 1].end - 1] == "季"
        and not (together and n > 1)
    ):
        return None
    if year is None and together:
        return [make(page, "duration", start, end, value=str(n * 3), unit="mo")], found.end  # 前三季度
    return [make(page, "date", start, end, value=f"{year if year else '-'}-Q{n}")], after


_YEAR_GOES_ON = re.compile(r"[-/]\d{2}(?:\d{2})?(?![\d-])")


def quarters(page: Page, found: Found) -> Made:
    """第三和第四季度, the third and fourth quarters of 2024."""
    ok, year = _year(found["y"])
    first, n = found["first"], found["n"]
    assert first
    assert n
    values = (whole(first), whole(n))
    if not ok or any(value is None or not 1 <= value <= 4 for value in values):
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    head = f"{year if year else '-'}-Q"
    return [
        make(page, "date", min(start, first.start), first.end, value=f"{head}{values[0]}"),
        make(page, "date", n.start, end, value=f"{head}{values[1]}"),
    ], found.end


def quarterspan(page: Page, found: Found) -> Made:
    """第一至第三季度, the first to third quarters of 2024."""
    ok, year = _year(found["y"], True)
    low, high = whole(found["first"]), whole(found["n"])
    if not ok or low is None or high is None or not 1 <= low < high <= 4:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    head = f"{year if year else '-'}-Q"
    return [make(page, "date", start, end, low=f"{head}{low}", high=f"{head}{high}")], found.end


def quarters_together(page: Page, found: Found) -> Made:
    """The first three quarters: nine months, as 前三季度 are."""
    nth, n, word = found["nth"], whole(found["n"]), page.tokens[found.end - 1]
    if whole(nth) != 1 or n is None or not 2 <= n <= 12 or page.lower[word.end - 1] != "s":
        return None
    token = found["n"]
    assert token
    return [make(page, "duration", token.start, word.end, value=str(n * 3), unit="mo")], found.end


def quarterno(page: Page, found: Found) -> Made:
    """Q2 2025, 2025 Q2, H1 2024."""
    year, n = found["y"] or found["y2"], found["n"]
    assert n
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    if found["y"] is not None and found["y2"] is not None:
        return None
    if year is None and n.data[0] == "h":
        return [make(page, "symbol", start, end, value=page.folded[start:end], unit="name")], found.end
    return [make(page, "date", start, end, value=f"{whole(year) if year else '-'}-{n.data.upper()}")], found.end


def halfyear(page: Page, found: Found) -> Made:
    """上半年, the first half of 2024."""
    ok, year = _year(found["y"], found["m"] is not None)
    half = found["half"]
    n = half.data if half else whole(found["n"])
    if not ok or n not in (1, 2) or (found["t"] and found["t"].data != ("a", 1)):
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [make(page, "date", start, end, value=f"{year if year else '-'}-H{n}")], found.end


def decade(page: Page, found: Found) -> Made:
    """The 1990s, 九十年代, 二十世纪九十年代: 199X."""
    token = found["n"]
    assert token is not None
    if isinstance(token.data, Number) and token.data.high is not None:
        return _two_decades(page, found, token)
    n = token.data * 10 if isinstance(token.data, int) else whole(token)
    if n is None or n % 10:
        return None
    if 100 <= n < 1000:
        return _hundreds(page, found, n)
    century = whole(found["c"])
    if n < 100:
        n += (century - 1) * 100 if century else (found["last"].data if found["last"] else 19) * 100
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    part = found["part"].data if found["part"] else None
    return [make(page, "date", start, end, value=f"{n // 10}X", unit=part)], found.end


def decades(page: Page, found: Found) -> Made:
    """The 1950s-1970s, 20世纪50至70年代."""
    values = []
    century = whole(found["c"])
    base = (century - 1 if century else found["last"].data if found["last"] else 19) * 100
    for name in ("n", "n2"):
        n = whole(found[name])
        if n is None or n % 10 or not (10 <= n < 100 or 1000 <= n < 2200):
            return None
        values.append(n + base if n < 100 else n)
    low, high = values
    if low >= high:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [make(page, "date", start, end, low=f"{low // 10}X", high=f"{high // 10}X")], found.end


def _two_decades(page: Page, found: Found, token: Token) -> Made:
    """八九十年代: the 1980s and 1990s."""
    low, high, century = token.data.value, token.data.high, whole(found["c"])
    base = (century - 1 if century else found["last"].data if found["last"] else 19) * 100
    if high != low + 10 or low % 10 or not 10 <= low <= 80 or token.end - token.start != 3:
        return None
    start, end, middle = page.tokens[found.start].start, page.tokens[found.end - 1].end, token.start + 1
    part = found["part"].data if found["part"] else None
    return [
        make(page, "date", start, middle, value=f"{(base + int(low)) // 10}X"),
        make(page, "date", middle, end, value=f"{(base + int(high)) // 10}X", unit=part),
    ], found.end


def _hundreds(page: Page, found: Found, n: int) -> Made:
    """The 900s are the tenth century, where they are said as a time."""
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    part = found["part"].data if found["part"] else None
    if "6" not in found.match.group() and part is None:
        return [make(page, "symbol", start, end, value=page.folded[start:end])], found.end
    return [make(page, "date", start, end, value=f"{n // 100:02}XX", unit=part)], found.end


def centuries(page: Page, found: Found) -> Made:
    """17至18世纪, late seventeenth to early eighteenth century; two where they are listed."""
    n, n2, joined, last = found["n"], found["n2"], found["j"], page.tokens[found.end - 1]
    low, high = whole(n), whole(n2)
    if low is None or high is None or not 1 <= low < high <= 30:
        return None
    if last.kind == "T" and last.data != ("a", 100):
        return None
    assert n
    assert n2
    assert joined
    start, end = page.tokens[found.start].start, last.end
    if joined.kind == "&":
        first = make(page, "date", start, n.end, value=f"{low - 1:02}XX")
        return [first, make(page, "date", n2.start, end, value=f"{high - 1:02}XX")], found.end
    return [make(page, "date", start, end, low=f"{low - 1:02}XX", high=f"{high - 1:02}XX")], found.end


def centuryhalf(page: Page, found: Found) -> Made:
    """The second half of the nineteenth century: 19世纪下半叶."""
    nth, n = whole(found["nth"]), whole(found["n"])
    if nth not in (1, 2) or n is None or not 1 <= n <= 30:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [make(page, "date", start, end, value=f"{n - 1:02}XX", unit="early" if nth == 1 else "late")], found.end


def feast(page: Page, found: Found) -> Made:
    """May Day, 元旦: the day of the year, where the other side says it."""
    token = page.tokens[found.start]
    return [make(page, "date", token.start, token.end, value=token.data, weak=True)], found.end


def century(page: Page, found: Found) -> Made:
    """The twenty-first century, 二十一世纪: 20XX."""
    n = whole(found["n"])
    if n is None or not 1 <= n <= 30:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    part = found["part"].data if found["part"] else None
    return [make(page, "date", start, end, value=f"{n - 1:02}XX", unit=part)], found.end


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def iso_date(page: Page, found: Found) -> Made:
    """2025-08-25, 25/08/2025, 25.8.2025."""
    token = page.tokens[found.start]
    match = _ISO.match(token.data)
    assert match
    if match[1]:
        value = iso(int(match[1]), int(match[2]), int(match[3]))
    else:
        a, b = int(match[4]), int(match[5])
        value = iso(int(match[6]), b, a) or iso(int(match[6]), a, b)
    kind: QuantityKind = "date" if value else "symbol"
    return [make(page, kind, token.start, token.end, value=value or token.data)], found.end


def stamp(page: Page, found: Found) -> Made:
    """A date in one piece, with its time and zone: 2015-08-05T15:03:04+08:00, 5.VIII.2015, FY2015/16."""
    parts = page.tokens[found.start].data
    return [make(page, part.kind, part.start, part.end, **part.fields) for part in parts], found.end


def logged(page: Page, found: Found) -> Made:
    """Aug 05 12:00:00 2015, as machines write it: the time stands within the date, and its piece holds the year too."""
    m, d, c, year = found["m"], found["d"], found["c"], whole(found["y"])
    assert m
    assert d
    assert c
    value = iso(year, _month(m), whole(d))
    if value is None:
        return None
    end = page.tokens[found.end - 1].end
    clock = clock_text(*(int(part) for part in c.data.split(":")))
    return [make(page, "date", m.start, d.end, value=value), make(page, "time", c.start, end, value=clock)], found.end


def zone(page: Page, found: Found) -> Made:
    """UTC+8, Beijing time: one symbol, weak where a place names it or a machine writes it (+0800)."""
    token = page.tokens[found.start]
    if token.data is None:
        return [], found.end
    weak = not page.folded[token.start].isalpha() or not page.folded[token.end - 1].isdigit()
    return [make(page, "symbol", token.start, token.end, value=token.data, unit="zone", weak=weak)], found.end


def dayof(page: Page, found: Found) -> Made:
    """This first day of March 2015."""
    t = found["t"]
    assert t
    return date(page, found) if t.data == ("d", 1) and page.lower[t.start : t.end] == "day" else None


def weekday(page: Page, found: Found) -> Made:
    """On Friday, 周五: a day of the week by itself counts where the other side names one."""
    first = page.tokens[found.start]
    if page.language.spaced and not _is_day(page, first):
        return None
    days = [first, *_more_days(page, found)]
    weak = len(days) == 1 and not _WHICH.search(page.lower, max(0, days[0].start - 8), days[0].start)
    return [_named(page, token, weak) for token in days], days_end(found, days)


_WHICH = re.compile(r"(?:(?<=第[一二三四五])个?|最后一个?|\b(?:first|second|third|fourth|fifth|last) )\Z")
"""Before a day of the week: the second Tuesday of October."""


_DAY_CLOSES = re.compile(r" ?(?:[.,;:)&/\-]|\Z|and |to |\d)")


def _is_day(page: Page, token: Token) -> bool:
    """Whether a short form is a day: Mon, Wed and Fri; not "sat", nor the Sun."""
    word = page.folded[token.start : token.end]
    if len(word.rstrip(".,")) > 4:
        return True
    return word[0].isupper() and (
        word[:3] not in ("Sat", "Sun") or _DAY_CLOSES.match(page.lower, token.end) is not None
    )


def _named(page: Page, token: Token, weak: bool = False) -> Quantity:
    day = token.data if token.kind in "W*" else whole(token)
    return make(page, "date", token.start, token.end, value=f"-W-{day}", weak=weak)


def _more_days(page: Page, found: Found) -> list[Token]:
    """The days that follow a first: every Monday and Friday, 逢星期二及五."""
    out: list[Token] = []
    run = found.run("more")
    for at, token in enumerate(run, found.match.start("more") if run else 0):
        if token.kind in "W*":
            out.append(token)
        elif token.kind == "N":
            said = token.end - token.start == 1 and token.data.words and (whole(token) or 0) in range(1, 7)
            if not said or page.classes[at + 1 : at + 2] not in ("", *"_,&()A"):
                break  # 周日, 二月十号
            if COUNTER.match(page.folded, token.end):
                break
            out.append(token)
    return out


def days_end(found: Found, days: list[Token]) -> int:
    """The token behind the last of the days."""
    return next(at + 1 for at in range(found.end - 1, found.start - 1, -1) if found.tokens[at] is days[-1])


def weekdays(page: Page, found: Found) -> Made:
    """Monday to Friday, 星期一至五."""
    a, b = found["a"], found["b"]
    assert a
    assert b
    last = b.data if b.kind == "W" else whole(b)
    if last is None or not 1 <= last <= 7:
        return None
    return [make(page, "date", a.start, b.end, low=f"-W-{a.data}", high=f"-W-{last}", weak=True)], found.end


def weekno(page: Page, found: Found) -> Made:
    """Week 32 of 2015, 2015年第32周."""
    t, n, year = found["t"], whole(found["n"]), whole(found["y"])
    assert t
    if t.data != ("wk", 1) or n is None or not 1 <= n <= 53 or year is None or not 1000 <= year <= 2999:
        return None
    if page.language.spaced and page.lower[t.end - 1] == "s":
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [make(page, "date", start, end, value=f"{year}-W{n:02}")], found.end


def weekly(page: Page, found: Found) -> Made:
    """每周三, every Wednesday: the day of the week as ISO 8601 writes it where nothing else is known."""
    days = [page.tokens[found.start], *_more_days(page, found)]
    return [_named(page, token) for token in days], days_end(found, days)


def anniversary(page: Page, found: Found) -> Made:
    """七十周年, the seventieth anniversary."""
    n = found["n"]
    assert n
    number = n.data
    if number.high is not None or number.approximate:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    noun = page.folded[page.tokens[found.end - 1].start : end]
    return [make(page, "ordinal", start, end, value=decimal_text(number.value), noun=noun)], found.end
