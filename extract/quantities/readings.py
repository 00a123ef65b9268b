"""What patterns mean: each reading makes quantities of the tokens a pattern found. Shared by all languages."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hedui.extract.quantities.grammar import Found, Page, Reading
from hedui.extract.quantities.language import Number, Token
from hedui.extract.quantities.units import PREFIXES
from hedui.model import Quantity, QuantityKind

Made = tuple[list[Quantity], int] | None


def decimal_text(value: Decimal | Fraction) -> str:
    """The canonical form: a plain decimal without trailing zeros, or a fraction."""
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return str(value.numerator)
        return f"{value.numerator}/{value.denominator}"
    if value == value.to_integral_value():
        return str(int(value))
    return format(value.normalize(), "f")


def _make(page: Page, kind: QuantityKind, start: int, end: int, **fields: Any) -> Quantity:
    return Quantity(kind, page.text[start:end], start, end, **fields)


def _int(token: Token | None) -> int | None:
    if token is None:
        return None
    data = token.data
    if isinstance(data, Number):
        if data.value != int(data.value) or data.high is not None:
            return None
        return int(data.value)
    return None


# --- dates -----------------------------------------------------------------------------------------------------------


def _year(token: Token | None, short: bool = False) -> tuple[bool, int | None]:
    """(whether the token can be a year, the year); a missing token is fine. ``short`` allows two digits (09年3月)."""
    if token is None:
        return True, None
    value = _int(token)
    if value is None or token.data.approximate:
        return False, None
    if 1000 <= value <= 2999 and token.data.scale != 10000:
        return True, value
    if token.data.plain and len(token.data.plain) == 2 and not token.data.words and short:
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
    return token.data if isinstance(token.data, int) else _int(token)


def date(page: Page, found: Found) -> Made:
    """A day or month, with or without its year, or a range of them: 25 to 29 August 2025."""
    ok, year = _year(found["y"], found["m"] is not None)
    ok2, year2 = _year(found["y2"], found["m"] is not None)
    if not (ok and ok2):
        return None
    month, month2 = _month(found["m"]), _month(found["m2"])
    day, day2 = _int(found["d"]), _int(found["d2"])
    if found["d"] and day is None or found["d2"] and day2 is None:
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
        return [_make(page, "date", start, end, value=value, unit=part)], found.end
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
        assert a and b
        return [
            _make(page, "date", a.start, a.end, value=low),
            _make(page, "date", b.start, end, value=high),
        ], found.end
    return [_make(page, "date", start, end, low=low, high=high)], found.end


def _trim(page: Page, found: Found) -> int:
    """Where a date starts, without the words before it that only lead to it (from, the)."""
    for name in ("part", "y", "d", "m"):
        pass
    at = found.start
    while page.classes[at] in "wb6W,":
        at += 1
    return page.tokens[at].start


def _plausible_month(page: Page, found: Found) -> bool:
    """Whether a lone English month is one: May and March are words too."""
    m = found["m"]
    if m is None or not isinstance(m.data, int) or found["y"] or found["y2"] or found["d"]:
        return True
    word = page.folded[m.start : m.end]
    if word[:1].islower():
        return False
    if word not in ("May", "March"):
        return True
    before = page.folded[max(0, m.start - 2) : m.start]
    return not (before == "" or before[-2:-1] in ".!?:;\n" or before.endswith("\n"))


def dates(page: Page, found: Found) -> Made:
    """A list that shares month or year: 7, 8 and 9 January 2015; 2019、2020和2021年; February or May 2025."""
    ok, year = _year(found["y"], found["m"] is not None)
    if not ok or not _plausible_month(page, found):
        return None
    month, last = _month(found["m"]), found["d"] or found["m"] or found["y"]
    assert last
    if found["d"] is None and found["m"] is None and (year is None or last.data.plain is None or len(last.data.plain) < 4):
        return None
    out: list[Quantity] = []
    members = [t for name in ("days", "months", "years") for t in found.run(name) if t.kind in "NYOM"] + [last]
    for token in members:
        if found["d"]:
            value = iso(year, month, _int(token))
        elif found["m"]:
            value = iso(year, _month(token), None)
        else:
            ok, year = _year(token)
            value = iso(year, None, None) if ok else None
        if value is None or found["d"] and _int(token) is None:
            return None
        out.append(_make(page, "date", token.start, token.end, value=value))
    first, tail = out[0], out[-1]
    if found["d"] or found["m"]:
        begin = page.tokens[found.start].start if page.classes[found.start] in "NYM" else first.start
        out[0] = _make(page, "date", begin, first.end, value=first.value)
    out[-1] = _make(page, "date", tail.start, page.tokens[found.end - 1].end, value=tail.value)
    return out, found.end


def day(page: Page, found: Found) -> Made:
    """A day whose month stands elsewhere: 25日."""
    value = _int(found["d"])
    token = page.tokens[found.end - 1]
    if value is None or not 1 <= value <= 31 or page.folded[token.end : token.end + 1] in tuple("内后前以之的期"):
        return None
    before = page.folded[max(0, page.tokens[found.start].start - 1) : page.tokens[found.start].start]
    dated = page.out and page.out[-1].kind == "date" and "-" in (page.out[-1].value or page.out[-1].low or "")
    if not dated and (found["d"].data.words or before in tuple("后前每期长少多") or page.classes[found.start - 1 : found.start] == "<"):  # type: ignore[union-attr]
        return None
    if page.folded[token.start] == "号":
        return None
    start = page.tokens[found.start].start
    return [_make(page, "date", start, token.end, value=f"---{value:02}")], found.end


def years(page: Page, found: Found) -> Made:
    """A year or a range of years."""
    ok, year = _year(found["y"], found["m"] is not None)
    if not ok or year is None:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    part = found["part"].data if found["part"] else None
    second = found["y2"]
    if second is None:
        if not _is_year(page, found, year):
            return None
        return [_make(page, "date", start, end, value=f"{year:04}", unit=part)], found.end
    last = _int(second)
    if last is None or page.classes[found.end : found.end + 2] == "Nm":
        return None
    if second.kind == "N" and page.classes[found.end - 1] != "y":
        if page.classes[found.match.start("y2") - 1] != "-" or page.classes[found.end : found.end + 1] in tuple("PTUCB"):
            return None
    if second.data.plain and len(second.data.plain) == 2:
        last += year // 100 * 100
    if not year < last <= year + 200:
        return None
    return [_make(page, "date", start, end, low=f"{year:04}", high=f"{last:04}", unit=part)], found.end


_COUNTED_PEOPLE = re.compile(
    r" (?:people|persons|men|women|children|copies|words|participants|troops|inhabitants|refugees|staff|employees|cases"
    r"|families|households|students|victims|meters|metres|pages|times)(?![a-z])"
)


_CLASSIFIED = re.compile(r" ?(?:[名人个位份次件家套篇张场辆架艘支批间起例宗户棵头只票页字册种元多余]|项(?!目))")


def _is_year(page: Page, found: Found, year: int) -> bool:
    """Whether four bare digits are a year rather than a count."""
    token = found["y"]
    assert token is not None
    if page.classes[found.end - 1] == "y":
        return True
    if not (1700 if page.language.spaced else 1900) <= year <= 2199 or token.data.scale != 1:
        return False
    if not page.language.spaced and (token.data.words or _CLASSIFIED.match(page.folded, token.end)):
        return False
    if not token.data.words and token.data.plain is None:
        return False
    after = page.classes[found.end : found.end + 1]
    if after and after in "PBUTxC>":
        return False
    before = page.classes[found.start - 1 : found.start]
    if before and before in "C~" or before == "<" and page.tokens[found.start - 1].data[1] is False:
        return False
    return _COUNTED_PEOPLE.match(page.lower, token.end) is None


def quarter(page: Page, found: Found) -> Made:
    """第三季度, the second quarter of 2021."""
    ok, year = _year(found["y"], found["m"] is not None)
    n = _int(found["n"])
    if not ok or n is None or not 1 <= n <= 4 or not isinstance(found["n"].data, Number):  # type: ignore[union-attr]
        return None
    if page.language.spaced and found["n"].kind == "N":  # type: ignore[union-attr]
        return None
    if not page.language.spaced and "d" not in found.match.group() and page.folded[page.tokens[found.end - 1].end - 1] == "季":
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [_make(page, "date", start, end, value=f"{year if year else '-'}-Q{n}")], found.end


def quarterno(page: Page, found: Found) -> Made:
    """Q2 2025, 2025 Q2, H1 2024."""
    year, n = found["y"] or found["y2"], found["n"]
    assert n
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    if found["y"] is not None and found["y2"] is not None:
        return None
    if year is None and n.data[0] == "h":
        return [_make(page, "symbol", start, end, value=page.folded[start:end], unit="name")], found.end
    return [_make(page, "date", start, end, value=f"{_int(year) if year else '-'}-{n.data.upper()}")], found.end


def halfyear(page: Page, found: Found) -> Made:
    """上半年, the first half of 2024."""
    ok, year = _year(found["y"], found["m"] is not None)
    half = found["half"]
    n = half.data if half else _int(found["n"])
    if not ok or n not in (1, 2):
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [_make(page, "date", start, end, value=f"{year if year else '-'}-H{n}")], found.end


def decade(page: Page, found: Found) -> Made:
    """The 1990s, 九十年代, 二十世纪九十年代: 199X."""
    token = found["n"]
    assert token is not None
    n = token.data * 10 if isinstance(token.data, int) else _int(token)
    if n is None or n % 10:
        return None
    century = _int(found["c"])
    if n < 100:
        n += (century - 1) * 100 if century else 1900
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    part = found["part"].data if found["part"] else None
    return [_make(page, "date", start, end, value=f"{n // 10}X", unit=part)], found.end


def century(page: Page, found: Found) -> Made:
    """The twenty-first century, 二十一世纪: 20XX."""
    n = _int(found["n"])
    if n is None or not 1 <= n <= 30:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    part = found["part"].data if found["part"] else None
    return [_make(page, "date", start, end, value=f"{n - 1:02}XX", unit=part)], found.end


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
    return [_make(page, kind, token.start, token.end, value=value or token.data)], found.end


def _inherited(page: Page, found: Found) -> int | None:
    """The half of the day that the start of a span gives its end: 下午3时至6时."""
    if page.out and page.out[-1].kind == "time" and page.classes[found.start - 1 : found.start] in ("t", "-"):
        return 12 if (page.out[-1].value or "") > "12" else None
    return None


_CLOCK_END = ("", "到", "至", "前", "后", "半", ",", "。", "在", "开", "起", "举", " ", "-")


def time(page: Page, found: Found) -> Made:
    """下午3时5分, 10.15 a.m., 15:05."""
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    shift = (found["ampm"] or found["daypart"] or Token("", 0, 1, None)).data
    clock, hour_token = found["c"], found["h"]
    if clock is not None:
        hour, minute = (int(x) for x in clock.data.split(":")[:2])
    else:
        assert hour_token is not None
        number = hour_token.data
        hour = int(number.value)
        fraction = number.value - hour
        minute = int(fraction * 100) if number.step and number.step < 1 else 0
        if found["mi"]:
            minute = _int(found["mi"]) or 0
        if found["half"]:
            minute = 30
        if found["ampm"] is None and found["daypart"] is None and not (found["mi"] or found["half"]):
            last = page.folded[end - 1]
            if last == "点" and (number.words or page.folded[end : end + 1] not in _CLOCK_END) or last == "时" and number.words:
                return None
            shift = _inherited(page, found)
        if number.scale != 1 or number.high is not None or number.value < 0:
            return None
    if shift == 12 and hour < 12:
        hour += 12
    if shift == 11 and hour < 4:
        hour += 12
    if shift == 0 and hour == 12:
        hour = 0
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    return [_make(page, "time", start, end, value=f"{hour:02}:{minute:02}")], found.end


def times(page: Page, found: Found) -> Made:
    """9 to 11.30 a.m., 2 to 5 p.m.: two times that share the half of the day."""
    h, h2, ampm = found["h"], found["h2"], found["ampm"]
    assert h and h2 and ampm
    out = []
    for token, end in ((h, h.end), (h2, ampm.end)):
        number = token.data
        hour = int(number.value)
        minute = int((number.value - hour) * 100) if number.step and number.step < 1 else 0
        if ampm.data == 12 and hour < 12 and not (token is h and h.data.value > h2.data.value):
            hour += 12
        if not (0 <= hour < 24 and minute < 60):
            return None
        out.append(_make(page, "time", token.start, end, value=f"{hour:02}:{minute:02}"))
    return out, found.end


def clockword(page: Page, found: Found) -> Made:
    """Noon, midnight."""
    token = page.tokens[found.start]
    return [_make(page, "time", token.start, token.end, value=token.data, weak=True)], found.end


# --- references, ordinals, symbols -----------------------------------------------------------------------------------


def _item(token: Token) -> str:
    if token.kind == "u":
        return "a"
    return decimal_text(token.data.value) if isinstance(token.data, Number) else str(token.data)


def _brackets(tokens: list[Token]) -> str:
    return "".join(f"({_item(t)})" for t in tokens if t.kind not in "()")


_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def roman(word: str) -> int:
    """The value of a Roman numeral in lower case."""
    total = 0
    for a, b in zip(word, [*word[1:], ""], strict=True):
        total += -_ROMANS[a] if b and _ROMANS[b] > _ROMANS[a] else _ROMANS[a]
    return total


def _top(token: Token) -> str:
    """The number of a reference, Roman or not; a letter stands for itself."""
    if token.kind == "I":
        return str(roman(token.data))
    return _item(token).upper() if token.kind in "lu" else _item(token)


def ordref(page: Page, found: Found) -> Made:
    """第16条第(3)款, 第34段."""
    n, end_word = found["n"], found["refend"]
    assert end_word
    value = (_top(n) if n else "") + _brackets(found.run("sub0")) + _brackets(found.run("sub"))
    if not value:
        return None
    at = found.match.end("refend")
    at += len(found.run("sub"))
    tokens, parts, stop = page.tokens, [], found.end
    if end_word.data in ("chapter", "part", "section", "annex", "volume", "page"):
        stop = at
    while at < stop:
        token = tokens[at]
        if token.kind in "NlIu":
            parts.append(f"({_item(token)})")
        at += 1
    start, end = page.tokens[found.start].start, page.tokens[stop - 1].end
    unit = end_word.data
    if unit in _COUNTED_ENDS and not parts and not found.run("sub") and _continues(page, end):
        return None
    made = [_make(page, "reference", start, end, value=value + "".join(parts), unit=unit)]
    return _more_refs(page, made, stop, unit)


_COUNTED_ENDS = ("subparagraph", "part", "page", "volume", "line", "column")
_NEXT_WORD = re.compile(r"[目]")


def _continues(page: Page, end: int) -> bool:
    """Whether 项 is the start of 项目 and the like: 第三项目 is no third item."""
    return _NEXT_WORD.match(page.folded, end) is not None


def nths(page: Page, found: Found) -> Made:
    """A list or range of ordinals or references: 第三和第四届, 第12、13和16段, 第24至第35段."""
    word = found["refend"]
    run = found.run("more")
    unit = (word.data or "number") if word else None
    kind: QuantityKind = "reference" if word else "ordinal"
    n = found["n"]
    assert n
    if any(t.kind == "l" or t.kind == "I" for t in [n, *run]) and not word:
        return None
    noun = None if word else page.language.noun(page.folded, page.tokens[found.end - 1].end)
    fields = {"unit": unit, "noun": noun}
    if word and word.kind == "n" and page.classes[found.end : found.end + 1] == "S":
        return None
    if not word and not any(t.kind == "d" for t in run):
        return None
    value = _top(n) + _brackets(found.run("sub0"))
    out = [_make(page, kind, page.tokens[found.start].start, n.end, value=value, **fields)]
    join, opened, bracket = "", None, False
    for token in run:
        if token.kind in "()":
            bracket = token.kind == "("
        elif bracket:
            head = (out[-1].value or out[-1].high or "").partition("(")[0]
            out.append(_make(page, kind, token.start - 1, token.end + 1, value=f"{head}({_item(token)})", **fields))
        elif token.kind in "&,-t":
            join = token.kind
        elif token.kind == "d":
            opened = token
        else:
            start = opened.start if opened else token.start
            if join in "-t":
                last = out.pop()
                if join == "-" and _int(n) is not None and _int(token) is not None and _int(token) < _int(n):  # type: ignore[operator]
                    joined = f"{last.value}-{_top(token)}"
                    out.append(_make(page, "symbol" if unit == "number" else kind, last.start, token.end, value=joined, **fields))
                    continue
                out.append(
                    _make(page, kind, last.start, token.end, low=last.value or last.low, high=_top(token), **fields)
                )
            else:
                out.append(_make(page, kind, start, token.end, value=_top(token), **fields))
            opened = None
    if word:
        last = out.pop()
        values = {"value": last.value, "low": last.low, "high": last.high}
        out.append(_make(page, last.kind, last.start, word.end, **values, **fields))
        return _more_refs(page, out, found.end, str(unit))
    return out, found.end


_COUNTS_NEXT = "myDTUPCBhFx>"


def ref(page: Page, found: Found) -> Made:
    """附件二, 表1, 议程项目3(a)."""
    word, n = found["ref"], found["n"]
    assert word and n
    if n.kind == "N" and (n.data.scale != 1 or n.data.approximate or n.data.high is not None or n.data.value < 0):
        return None
    if n.kind == "l" and (n.end - n.start > 1 or not page.folded[n.start].isupper()):
        return None
    after = page.classes[found.end : found.end + 1]
    if n.kind == "N" and (after and after in _COUNTS_NEXT or _CLASSIFIED.match(page.folded, n.end) or n.data.step is not None and n.data.step < 1 and word.data == "item"):
        return None
    if n.kind == "N" and n.data.words and len(page.folded[word.start : word.end]) == 1 and n.data.value > 20:
        return None
    value = _top(n) + _brackets(found.run("sub"))
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    made = [_make(page, "reference", start, end, value=value, unit=word.data)]
    return _more_refs(page, made, found.end, word.data)


def refs(page: Page, found: Found) -> Made:
    """Article 16, paragraph 3; annex II; paras. 3-5; articles 3 and 4; paragraph (a)."""
    word, n = found["ref"], found["n"]
    assert word
    if n is None:
        start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
        made = [_make(page, "reference", start, end, value=_brackets(found.run("sub")), unit=word.data)]
        return _more_refs(page, made, found.end, word.data)
    upper = page.folded[n.start].isupper()
    if n.kind == "u" and (not upper or word.data not in ("annex", "table", "part", "section", "figure") or n.end - n.start > 1):
        return None
    if n.kind == "I" and n.data == "i" and word.data in ("paragraph", "subparagraph", "item", "rule", "number", "activity", "clause", "page"):
        return None
    if n.kind in "lI" and (not upper or n.kind == "l" and n.end - n.start > 1):
        return None
    if n.kind == "l" and page.folded[n.start] in "AI" and word.data not in ("annex", "table", "item", "part", "section"):
        return None
    if n.kind in "NY" and (n.data.scale != 1 or n.data.approximate or n.data.weak or n.data.value < 0):
        return None
    if n.kind == "Y" and word.data != "number":
        return None
    after = page.classes[found.end : found.end + 1]
    if n.kind == "N" and after and after in "TUPCB" and found["ref2"] is None and not found.run("sub"):
        return None
    if word.data == "activity" and (n.kind == "N" and n.data.words and not page.folded[n.start].isupper()):
        return None
    value = _top(n) + _brackets(found.run("sub"))
    word2, n2 = found["ref2"], found["n2"]
    end_at = found.end
    if word2 is not None and n2 is not None:
        if word2.data in ("paragraph", "subparagraph") and word.data not in ("paragraph", "annex", "table", "figure", "chapter", "section", "part", "item"):
            value += f"({_item(n2)})" + _brackets(found.run("sub2"))
        elif word2.data == "subparagraph":
            value += f"({_item(n2)})" + _brackets(found.run("sub2"))
        else:
            end_at = found.match.start("ref2")
            if page.classes[end_at - 1] == ",":
                end_at -= 1
    start, end = page.tokens[found.start].start, page.tokens[end_at - 1].end
    out = [_make(page, "reference", start, end, value=value, unit=word.data)]
    return _more_refs(page, out, end_at, word.data)


_ABOVE = ("article", "rule", "regulation", "section", "annex")
_BELOW = ("paragraph", "subparagraph", "item")


def refof(page: Page, found: Found) -> Made:
    """Paragraph 3 (d) of rule 4 is rule 4(3)(d)."""
    word, word2, n, n2 = found["ref"], found["ref2"], found["n"], found["n2"]
    assert word and word2 and n and n2
    if word.data not in ("paragraph", "subparagraph") or word2.data not in ("article", "rule", "regulation"):
        return None
    if n2.kind in "lIu" and not page.folded[n2.start].isupper() or isinstance(n.data, Number) and n.data.weak:
        return None
    value = f"{_top(n2)}{_brackets(found.run('sub2'))}({_item(n)}){_brackets(found.run('sub'))}"
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [_make(page, "reference", start, end, value=value, unit=word2.data)], found.end


def _more_refs(page: Page, out: list[Quantity], at: int, unit: str) -> tuple[list[Quantity], int]:
    """The further members of a list of references: paras. 3, 5 and 7-9; (a) and (b)."""
    classes, tokens = page.classes, page.tokens
    more = re.compile(r"(?:[,&]&?|[-t])(?=N(?![PUTCBymD])|I|\([lINu]\))")
    words = page.lower[out[0].start : out[0].end].split(" ")
    plural = not page.language.spaced or unit == "page" or any(w.rstrip(".").endswith("s") for w in words[:2])
    while True:
        match = more.match(classes, at)
        if match is None:
            return out, at
        token = tokens[match.end()]
        dash = match.group() in "-t"
        if token.kind == "(":
            value = (out[-1].value or out[-1].high or "").partition("(")[0] + f"({_item(tokens[match.end() + 1])})"
            end, nxt = tokens[match.end() + 2].end, match.end() + 3
        elif token.kind == "I":
            if not plural or not page.folded[token.start].isupper():
                return out, at
            value, end, nxt = _top(token), token.end, match.end() + 1
        else:
            if not (plural or dash) or token.data.scale != 1 or token.data.words and page.language.spaced:
                return out, at
            value, end, nxt = _item(token), token.end, match.end() + 1
            sub = re.compile(r"(?:\([lINu]\))*").match(classes, nxt)
            assert sub
            value += _brackets(tokens[nxt : sub.end()])
            nxt = sub.end()
            end = tokens[nxt - 1].end
        if dash:
            last = out.pop()
            out.append(_make(page, "reference", last.start, end, low=last.value or last.high, high=value, unit=unit))
        else:
            out.append(_make(page, "reference", token.start, end, value=value, unit=unit))
        at = nxt


def ordinal(page: Page, found: Found) -> Made:
    """第十一届, Eleventh Conference, 11th."""
    n = found["n"]
    assert n
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    number = n.data
    if not isinstance(number, Number):
        return None
    weak = number.value == 1 and (number.words or page.language.spaced)
    noun = page.language.noun(page.folded, end)
    if page.language.spaced and page.folded[end : end + 1] == "," and page.folded[start].isupper():
        noun, weak = None, True
    return [_make(page, "ordinal", start, end, value=decimal_text(number.value), noun=noun, weak=weak)], found.end


def symbol(page: Page, found: Found) -> Made:
    """A document symbol, URL or name with digits; CSP11 is an ordinal."""
    token = page.tokens[found.start]
    raw = page.folded[token.start : token.end]
    match = _ACRONYM.match(raw)
    name = "/" not in raw and ":" not in raw and raw[0].isalpha()
    if match:
        known = dict(page.context.acronyms).get(match[1])
        if known or match[1] not in _NAMES:
            value, noun = str(int(match[2])), known or match[1]
            unit = match[1] if known else "acronym"
            return [_make(page, "ordinal", token.start, token.end, value=value, noun=noun, unit=unit)], found.end
    return [_make(page, "symbol", token.start, token.end, value=re.sub(r"[\s()\[\]]", "", raw), unit="name" if name else None)], found.end


_ACRONYM = re.compile(r"([A-Z]{2,6})(\d{1,2})\Z")
_NAMES = frozenset("CO PM SO NO CH HFC COVID ISO MP UTF SHA MD RS USB HTTP WIN IPV SF UF NF CF NH HPV AK RPG UN GMT UTC AES USD EUR".split())


def resolution(page: Page, found: Found) -> Made:
    """第70/1号决议, 第2250(2015)号决议, and each of 第2118(2013)、2139(2014)号决议."""
    n, y = found["n"], found["y"]
    assert n
    raw = page.folded[n.start : n.end].replace(" ", "")
    if y is None:
        return [_make(page, "symbol", n.start, n.end, value=raw)], found.end
    if not _numbered_by_year(page, found, n):
        return None
    end = page.tokens[found.end - 1].end
    value = f"{raw}({page.folded[y.start : y.end]})"
    return [_make(page, "symbol", n.start, end, value=value)], found.end


def _numbered_by_year(page: Page, found: Found, n: Token) -> bool:
    """Whether 2139(2014) is a numbered text: after 第, before 号, or next to another such."""
    if not isinstance(n.data, Number) or not n.data.plain or n.data.words:
        return False
    if page.classes[found.start] == "d" or page.classes[found.end : found.end + 1] in ("S", "n"):
        return True
    last = page.out[-1] if page.out else None
    return last is not None and last.kind == "symbol" and page.tokens[found.start].start - last.end <= 6


def resolutions(page: Page, found: Found) -> Made:
    """Resolutions 2118 (2013), 2139 (2014) and 70/1."""
    out: list[Quantity] = []
    number: Token | None = None
    for token in found.run("list"):
        if token.kind in "KX":
            out.append(_make(page, "symbol", token.start, token.end, value=page.folded[token.start : token.end]))
        elif token.kind in "NY" and number is None:
            number = token
        elif token.kind in "YI" and number is not None:
            value = f"{page.folded[number.start : number.end].replace(' ', '')}({page.folded[token.start : token.end]})"
            out.append(_make(page, "symbol", number.start, token.end + 1, value=value))
            number = None
    end = found.end
    while page.classes[end - 1] in "&,":
        end -= 1
    if not out and number is not None and page.classes[found.match.end("list") :][:1] not in tuple("(TPCUB") and not number.data.words:
        first = found.run("list")[0]
        raw = page.folded[first.start : first.end]
        return [_make(page, "symbol", first.start, first.end, value=raw)], found.match.start("list") + 1
    return (out, end) if out else None


def slashed(page: Page, found: Found) -> Made:
    """2024/25 a span of years, 1/3 a fraction, 70/1 a symbol."""
    token = page.tokens[found.start]
    raw = page.folded[token.start : token.end]
    match = re.fullmatch(r"(\d{4})/(\d{2}|\d{4})", raw)
    if match:
        first, second = int(match[1]), match[2]
        last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
        if last == first + 1 and 1900 <= first < 2100:
            return [_make(page, "date", token.start, token.end, value=f"{first}/{last}")], found.end
    match = re.fullmatch(r"([1-9]\d?)/([1-9]\d?|100|1000)", raw)
    series = any(q.kind == "symbol" and "/" in (q.value or "") for q in page.out[-4:])
    if match and not series and int(match[1]) < int(match[2]):
        start = token.start
        return [_make(page, "fraction", start, token.end, value=f"{int(match[1])}/{int(match[2])}", **_bounds(page, found.start, found.end))], found.end
    return [_make(page, "symbol", token.start, token.end, value=raw)], found.end


def numbered(page: Page, found: Found) -> Made:
    """No. 45."""
    n = found["n"]
    assert n
    if not page.language.spaced:
        start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
        value = decimal_text(n.data.value)
        if page.classes[found.start] != "d" and n.data.scale == 1 and 1 <= n.data.value <= 31 and not re.match(r" ?[\u4e00-\u9fff]", page.folded[end:end + 2]):
            return [_make(page, "date", start, end, value=f"---{int(n.data.value):02}")], found.end
        return [_make(page, "reference", start, end, value=value, unit="number")], found.end
    word = page.lower[page.tokens[found.start].start : page.tokens[found.start].end]
    if word == "no" and page.folded[page.tokens[found.start].start] != "N" or word in ("number", "numbers") and n.data.words:
        return None
    if word == "no" and n.data.words:
        return None
    start = page.tokens[found.start].start
    made = [_make(page, "reference", start, n.end, value=decimal_text(n.data.value), unit="number")]
    return _more_refs(page, made, found.end, "number")


# --- shares, multiples, frequencies ----------------------------------------------------------------------------------


def _bounds(page: Page, first: int, after: int) -> dict[str, Any]:
    """The bound words next to the tokens ``first`` to ``after``."""
    bound, approximate = None, False
    at = first - 1
    while at >= 0 and page.classes[at] == "<":
        b, approx = page.tokens[at].data
        bound, approximate = bound or b, approximate or approx
        at -= 1
    if after < len(page.classes) and page.classes[after] == ">":
        b, approx = page.tokens[after].data
        bound, approximate = bound or b, approximate or approx
    return {"bound": bound, "approximate": approximate}


def fraction(page: Page, found: Found) -> Made:
    """三分之二."""
    n, d = found["n"], found["d"]
    assert n and d
    return _share(page, found, n.data.value, d.data.value)


def _share(page: Page, found: Found, n: Any, d: Any) -> Made:
    if not d or n != int(n) or d != int(d):
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    value = f"{int(n)}/{int(d)}"
    return [_make(page, "fraction", start, end, value=value, **_bounds(page, found.start, found.end))], found.end


def fraction2(page: Page, found: Found) -> Made:
    """Two thirds, a third, one quarter."""
    n, d = found["n"], found["d"]
    assert d
    whole = n.data.value if n else Decimal(1)
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
    if whole >= below:
        return None
    return _share(page, found, whole, below)


_SHARE_BEFORE = re.compile(r"(?:\bby|than|nearly|about|almost|roughly|over|around|approximately|some|just|at least|to|only) \Z")
_SHARE_AFTER = re.compile(r" (?:of|to|less|more|fewer|higher|lower|as|each|from|were|was|are|is|had|have|came|in|share|majority)\b|[.,;:)]|\Z")


def _is_share(page: Page, found: Found, token: Token) -> bool:
    """Whether a third is a part rather than the third of several: a third of the States, but a third report."""
    if _SHARE_AFTER.match(page.lower, token.end):
        return True
    start = page.tokens[found.start].start
    return _SHARE_BEFORE.search(page.lower[max(0, start - 16) : start]) is not None


def half(page: Page, found: Found) -> Made:
    """Half of, one half."""
    token = page.tokens[found.end - 1]
    n = found["num"]
    del n
    first = page.tokens[found.start]
    if isinstance(first.data, Number) and first.data.value != 1:
        return None
    after = page.classes[found.end : found.end + 1]
    if page.language.spaced is False:
        return None
    start = first.start
    if after in ("T", "g") or after == "-" and page.classes[found.end + 1 : found.end + 2] == "T" or after == "u" and page.classes[found.end + 1 : found.end + 2] in ("T", "g") or after == "-" and page.classes[found.end + 1 : found.end + 2] == "g":
        at = found.end + (1 if after in ("T", "g") else 2)
        unit, times = page.tokens[at - 1].data or ("a", 100)
        return [_make(page, "duration", start, page.tokens[at - 1].end, value=decimal_text(Fraction(times) / 2) if unit == "" else decimal_text(Decimal(times) / 2), unit=unit, **_bounds(page, found.start, at))], at
    return [_make(page, "fraction", start, token.end, value="1/2", **_bounds(page, found.start, found.end))], found.end


def fracword(page: Page, found: Found) -> Made:
    """一半, 过半."""
    token = page.tokens[found.start]
    value, bound = token.data
    fields = _bounds(page, found.start, found.end)
    if bound:
        fields["bound"] = bound
    return [_make(page, "fraction", token.start, token.end, value=value, **fields)], found.end


def percentof(page: Page, found: Found) -> Made:
    """百分之二十至三十."""
    lo, hi, of = found["lo"], found["hi"], page.tokens[found.start]
    assert lo
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    fields = _bounds(page, found.start, found.end)
    values = [decimal_text(t.data.value / of.data) for t in (lo, hi) if t]
    step = lo.data.step / of.data if lo.data.step else None
    if hi:
        return [_make(page, "percent", start, end, low=values[0], high=values[1], step=step, **fields)], found.end
    return [_make(page, "percent", start, end, value=values[0], step=step, **fields)], found.end


_INTO = re.compile(r"(?:到|至|为|是|达|达到|的|约|近|有|相当于|超过)\Z")
_MORE = re.compile(r"(?:增加|增长|增|提高|上升|扩大|多|高|高出|多出|超出|翻|提升|攀升|激增|上涨|涨)了?(?:约|近|大约|将近|超过|逾|至少)?\Z")
_AS_MUCH = re.compile(r" (?:as |more |higher|larger|greater|the |that |those |its |their |over|bigger|faster)")


def growth(page: Page, found: Found) -> Made:
    """增加了两倍 is three times the original; three times as many, threefold."""
    n = found["n"]
    assert n
    token = page.tokens[found.end - 1]
    start, end = n.start, token.end
    value = n.data.value
    fields = _bounds(page, found.start, found.end)
    n2 = found["n2"]
    if page.language.spaced:
        word = page.lower[token.start : token.end]
        if "fold" not in word and not _AS_MUCH.match(page.lower, end):
            return None
        return [_make(page, "ratio", start, end, value=decimal_text(value), **fields)], found.end
    before = page.folded[max(0, start - 12) : start]
    more = 1 if _MORE.search(before) and not _INTO.search(before) else 0
    value += more
    if n2 is not None:
        high = decimal_text(n2.data.value + more)
        return [_make(page, "ratio", start, end, low=decimal_text(value), high=high, **fields)], found.end
    return [_make(page, "ratio", start, end, value=decimal_text(value), **fields)], found.end


def grow(page: Page, found: Found) -> Made:
    """Doubled, tripled."""
    token = page.tokens[found.start]
    return [
        _make(page, "ratio", token.start, token.end, value=str(token.data), **_bounds(page, found.start, found.end))
    ], found.end


def twice(page: Page, found: Found) -> Made:
    """Twice a year is a frequency; twice alone counts occasions."""
    token, often_token = page.tokens[found.start], found["often"]
    if often_token is None:
        if _AS_MUCH.match(page.lower, token.end):
            return [_make(page, "ratio", token.start, token.end, value=str(token.data))], found.end
        return [_make(page, "count", token.start, token.end, value=str(token.data), noun="times", weak=True)], found.end
    return [_frequency(page, token.start, often_token, Decimal(token.data))], found.end


def _frequency(page: Page, start: int, word: Token, times: Decimal, end: int | None = None) -> Quantity:
    value, unit = word.data
    number = Fraction(value) * Fraction(times)
    weak = unit in ("/a", "/d") and number == 1
    return _make(page, "frequency", start, end or word.end, value=decimal_text(number), unit=unit, weak=weak)


def often(page: Page, found: Found) -> Made:
    """Quarterly, 每月, 每年两次, three times a week."""
    word = found["often"] or page.tokens[found.end - 1 if page.classes[found.end - 1] == "k" else found.start]
    n = found["n"]
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    if n is None and page.lower.startswith("a ", start):
        return None
    if n is not None:
        if page.language.spaced:
            return [_frequency(page, start, word, n.data.value, end)], found.end
        if page.folded[n.end : n.end + 1] not in ("次", "回") or not isinstance(n.data.value, Decimal):
            return None
        return [_frequency(page, start, word, n.data.value, n.end + 1)], found.end
    return [_frequency(page, start, word, Decimal(1), end)], found.end


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
    return [_make(page, "frequency", start, unit.end, value=decimal_text(value), unit=unit_code)], found.end


def period(page: Page, found: Found) -> Made:
    """Biennium: two years."""
    token = page.tokens[found.start]
    value, unit = token.data
    return [_make(page, "duration", token.start, token.end, value=value, unit=unit, weak=True)], found.end


def decadeword(page: Page, found: Found) -> Made:
    """The past decade: ten years, where the other side says so."""
    token = page.tokens[found.start]
    unit, times = token.data
    if (unit, times) != ("a", 10):
        return None
    return [_make(page, "duration", token.start, token.end, value="10", unit="a", weak=True)], found.end


def age(page: Page, found: Found) -> Made:
    """Aged 6 to 22, under age five, 年龄18."""
    n, n2 = found["n"], found["n2"]
    assert n
    if page.classes[found.end : found.end + 1] in ("T", "P", "C", "U") or n.data.scale != 1:
        return None
    end = (n2 or n).end
    fields = _bounds(page, found.start, found.end) | {"unit": "a", "step": n.data.step}
    if fields["bound"] is None and page.classes[found.match.start("n") - 1] == "<":
        fields |= _bounds(page, found.match.start("n"), found.end)
    if n2 is None:
        return [_make(page, "duration", n.start, end, value=decimal_text(n.data.value), **fields)], found.end
    if n2.data.value <= n.data.value:
        return None
    low, high = decimal_text(n.data.value), decimal_text(n2.data.value)
    return [_make(page, "duration", n.start, end, low=low, high=high, **fields)], found.end


def quarterly(page: Page, found: Found) -> Made:
    """季度报告: quarterly."""
    token = page.tokens[found.start]
    word = page.folded[token.start : token.end]
    if word != "季度" or page.folded[max(0, token.start - 1) : token.start] in tuple("本上该这各下个每一二三四两几数前后"):
        return None
    return [_make(page, "frequency", token.start, token.end, value="4", unit="/a")], found.end


def unitord(page: Page, found: Found) -> Made:
    """Year 1, Day 2."""
    word, n = page.tokens[found.start], found["n"]
    assert n
    if page.lower[word.end - 1] == "s" or n.data.words or page.classes[found.end : found.end + 1] in ("T", "P", "U", "C", "M"):
        return None
    if n.data.plain is None or len(n.data.plain) > 2 or not page.folded[word.start].isupper():
        return None
    noun = page.folded[word.start : word.end]
    value = decimal_text(n.data.value)
    return [_make(page, "ordinal", word.start, n.end, value=value, noun=noun, weak=value == "1")], found.end


def proportion(page: Page, found: Found) -> Made:
    """1:2, 7.0:42.0:51.0."""
    token = page.tokens[found.start]
    value = ":".join(decimal_text(Decimal(part)) for part in token.data.split(":"))
    return [_make(page, "ratio", token.start, token.end, value=value)], found.end


def manifold(page: Page, found: Found) -> Made:
    """Double, triple: multiples where the other side says so."""
    token = page.tokens[found.start]
    return [_make(page, "ratio", token.start, token.end, value=str(token.data), weak=True)], found.end


def weakord(page: Page, found: Found) -> Made:
    """首次."""
    token = page.tokens[found.start]
    noun = None if page.language.spaced else page.folded[token.start + 1 : token.end]
    return [_make(page, "ordinal", token.start, token.end, value=str(token.data), noun=noun, weak=True)], found.end


def both(page: Page, found: Found) -> Made:
    """Both: two, where the other side says two."""
    token = page.tokens[found.start]
    return [_make(page, "count", token.start, token.end, value="2", weak=True)], found.end


def anniversary(page: Page, found: Found) -> Made:
    """七十周年, the seventieth anniversary."""
    n = found["n"]
    assert n
    number = n.data
    if number.high is not None or number.approximate:
        return None
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    noun = page.folded[page.tokens[found.end - 1].start : end]
    return [_make(page, "ordinal", start, end, value=decimal_text(number.value), noun=noun)], found.end


def halftime(page: Page, found: Found) -> Made:
    """半年, 半个世纪 (the classifier belongs to the unit)."""
    token = page.tokens[found.end - 1]
    code, times = token.data if token.kind == "T" else ("a", 1)
    start = page.tokens[found.start].start
    value = decimal_text(Decimal(times) / 2)
    return [
        _make(page, "duration", start, token.end, value=value, unit=code, **_bounds(page, found.start, found.end))
    ], found.end


def _head(printed: str) -> str:
    """A label's number: 二 and II are 2; small letters stay."""
    if printed[0] in _HANZI:
        ten, _, one = printed.partition("十")
        return str((_HANZI.index(ten) if ten else 1) * 10 + (_HANZI.index(one) if one else 0)) if "十" in printed else str(_HANZI.index(printed[0]))
    return str(roman(printed.lower())) if printed.isupper() and set(printed) <= set("IVX") else printed


_HANZI = "零一二三四五六七八九十"


def label(page: Page, found: Found) -> Made:
    """(a), (iii), 1) in the running text; 18. at the head of one."""
    n = found["n"]
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    if n is None:
        value = _head(page.folded[start:end].strip(" .)、"))
        start += len(page.folded[start:end]) - len(page.folded[start:end].lstrip())
        return [_make(page, "label", start, end, value=value)], found.end
    if isinstance(n.data, Number) and (n.data.plain is None and not n.data.words or n.data.value > 99):
        return None
    if page.classes[found.start] == "N":
        before = page.folded[max(0, start - 3) : start].rstrip()
        after_label = page.classes[found.start - 1 : found.start] == "&" and page.out and page.out[-1].kind == "label"
        if before and before[-1] not in "；;:：，,。.、\n" and not after_label:
            return None
        if n.data.plain is None or found["n"] is None or len(n.data.plain) > 2:
            return None
    if n.kind == "l" and n.end - n.start > 1:
        return None
    return [_make(page, "label", start, end, value=_item(n))], found.end


# --- amounts ---------------------------------------------------------------------------------------------------------


def amount(page: Page, found: Found) -> Made:
    """Everything that is a number with what follows it: money, percent, measures, durations, counts, ranges, lists."""
    at = found.start
    members: list[_Amount] = []
    first = _one(page, at)
    if first is None:
        return None
    members.append(first)
    joins: list[str] = []
    while len(members) < 40:
        join = _JOIN.match(page.classes, members[-1].after)
        if join is None:
            break
        nxt = _one(page, join.end())
        if nxt is None:
            break
        if not _same(members[-1], nxt, join.group()):
            break
        joins.append(join.group())
        members.append(nxt)
    kept = _share_tail(page, members, joins)
    return _write(page, members[:kept], joins[: kept - 1]), members[kept - 1].after


_JOIN = re.compile(r"[-t&]|,&?")


class _Amount:
    """One member: its number, currency, tail class and where it ends."""

    __slots__ = ("after", "at", "bounds", "cur", "end", "number", "boundary", "extra", "start", "tail", "tailtoken")

    def __init__(self, page: Page, at: int) -> None:
        self.at = self.after = at
        self.cur: str | None = None
        self.tail = ""
        self.tailtoken: Token | None = None
        self.extra = Decimal(0)
        self.boundary = page.classes[at - 1] if at else ""


def _one(page: Page, at: int) -> _Amount | None:
    """One amount at token ``at``: currency? minus? number tail?"""
    classes, tokens, size = page.classes, page.tokens, len(page.classes)
    one = _Amount(page, at)
    negative = False
    while at < size and classes[at] in "<":
        at += 1
    one.at = at
    if at < size and classes[at] == "~":
        negative, at = True, at + 1
    if at < size and classes[at] == "C":
        if page.lower[tokens[at].start : tokens[at].end] not in PREFIXES:
            return None
        one.cur, at = tokens[at].data, at + 1
        if at < size and classes[at] == "C":
            at += 1
        if at < size and classes[at] in "~":
            negative, at = True, at + 1
    if at >= size or classes[at] not in "NY":
        return None
    token = tokens[at]
    number: Number = token.data
    if negative:
        number = Number(-number.value, -number.mantissa, number.scale, number.step, None, number.words)
    one.number, one.start, one.end = number, tokens[one.at].start, token.end
    at = _and_fraction(page, one, at + 1)
    at = _tail(page, one, at)
    one.after = at
    return one


def _and_fraction(page: Page, one: _Amount, at: int) -> int:
    """Takes a fraction behind a whole number into it: 2 1/4, 3½, five and a quarter, 一又三分之一."""
    classes, tokens = page.classes, page.tokens
    match = _MIXED.match(classes, at)
    if match is None or one.number.high is not None or one.number.value < 0 and False:
        return at
    first = tokens[at]
    if first.kind == "K" or first.kind == "V":
        raw = first.data if first.kind == "K" else first.data[0]
        top, _, bottom = raw.partition("/")
        if not (top.isdecimal() and bottom.isdecimal() and 0 < int(top) < int(bottom) <= 100) or one.number.plain is None:
            return at
        if first.kind == "K" and (len(one.number.plain) > 3 or page.folded[first.start - 1] != " "):
            return at
        share = Fraction(int(top), int(bottom))
    elif first.kind == "&" or first.kind == "@":
        parts = [t for t in tokens[at + 1 : match.end()] if t.kind in "NuFOqz"]
        if first.kind == "@" and len(parts) == 3:
            share = Fraction(parts[2].data.value) / Fraction(parts[0].data.value)
        elif len(parts) == 2 and first.kind == "&":
            above = parts[0].data.value if parts[0].kind == "N" else 1
            last = parts[1]
            below = 4 if last.kind == "q" else last.data.value if last.kind == "O" else last.data
            if last.kind == "O" and (below < 3 or not last.data.words) or not 0 < above < below:
                return at
            share = Fraction(above) / Fraction(below)
        else:
            return at
    else:
        return at
    value = Fraction(one.number.value) + (share if one.number.value >= 0 else -share)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    plainly = exact if exact.as_tuple().exponent > -9 else value  # type: ignore[operator]
    one.number = Number(plainly, plainly, Decimal(1), None, None, one.number.words)
    one.end = tokens[match.end() - 1].end
    return match.end()


_MIXED = re.compile(r"K|V|&[Nu]-?[FOq]|@NzN")


def number_is_scale(one: _Amount) -> bool:
    """Whether the number is a bare scale, as in "thousands of dollars"."""
    return one.number.words and one.number.approximate and one.number.step is None


def _tail(page: Page, one: _Amount, at: int) -> int:
    """Takes the unit behind a number into the amount."""
    classes, tokens, size = page.classes, page.tokens, len(page.classes)
    middle = at
    if page.language.spaced and at + 1 < size and classes[at] == "-" and classes[at + 1] in "TUCP":
        middle = at + 1
    elif not page.language.spaced and at + 1 < size and classes[at] == ">" and classes[at + 1] in "TUCPBym" and tokens[at].data[0] == "gt":
        one.number.bound, one.number.approximate = "gt", True
        middle = at + 1
    elif number_is_scale(one) and classes[at : at + 2] == "oC":
        middle = at + 1
    if middle >= size:
        return at
    kind = classes[middle]
    if kind == "$" or kind == "J":
        one.tail, one.tailtoken, one.end = ("T" if kind == "$" else "J"), tokens[middle], tokens[middle].end
        one.extra = Decimal("0.5") if kind == "$" else Decimal(0)
        return middle + 1
    if kind in "PBTUCj" or (kind == "y" and not page.language.spaced) or (kind == "D" and page.folded[tokens[middle].start] == "日") or kind == "s":
        if kind == "C" and one.cur:
            return middle + 1 if tokens[middle].data == one.cur else at
        if kind in "UC" and not _real_unit(page, tokens[middle], one):
            return at
        one.tail, one.tailtoken, one.end = kind, tokens[middle], tokens[middle].end
        middle += 1
        if kind == "C":
            middle = _minor(page, one, middle)
        if kind == "j" and middle < size and classes[middle] == "N" and tokens[middle].end - tokens[middle].start == 1:
            digit = tokens[middle]
            if digit.start == one.end and _COUNTER.match(page.folded, digit.end) is None:
                one.extra, one.end, middle = digit.data.value / 10, digit.end, middle + 1
        if kind == "j" and middle < size and classes[middle] == "f":
            one.extra, one.end, middle = Decimal("0.5"), tokens[middle].end, middle + 1
        if kind in "Ty" and not page.language.spaced and middle < size and classes[middle] == "f":
            one.extra, one.end, middle = Decimal("0.5"), tokens[middle].end, middle + 1
        return middle
    if kind == "f" and not page.language.spaced:
        if middle + 1 < size and classes[middle + 1] in "Ty":
            one.extra, one.tail, one.tailtoken = Decimal("0.5"), classes[middle + 1], tokens[middle + 1]
            one.end = tokens[middle + 1].end
            return middle + 2
        if middle + 1 < size and classes[middle + 1] == "m":
            return at
    return at


_MINORS = {"USX": Decimal("0.01"), "GBX": Decimal("0.01"), "CNJ": Decimal("0.1")}


def _minor(page: Page, one: _Amount, at: int) -> int:
    """Takes cents behind dollars into the amount: five dollars and thirty cents, 五元三毛."""
    match = re.compile(r"&?NC").match(page.classes, at)
    if match is None:
        return at
    token = page.tokens[match.end() - 1]
    share = _MINORS.get(token.data)
    number: Number = page.tokens[match.end() - 2].data
    if share is None or one.tailtoken is None or one.tailtoken.data in _MINORS or number.value >= 100:
        return at
    one.extra, one.end = number.value * share, token.end  # type: ignore[assignment,operator]
    return match.end()


def _real_unit(page: Page, token: Token, one: _Amount) -> bool:
    """Whether a one-letter or ambiguous unit is meant: 5 m is metres, 5 A is not."""
    word = page.folded[token.start : token.end]
    if len(word) == 1 and word.isascii() and word.isalpha():
        nxt = page.folded[token.end : token.end + 1]
        if nxt == "." and page.folded[token.end + 1 : token.end + 2].isalpha():
            return False
        return one.number.words is False and word in "mgLlWVtK" and (word != "V" or True)
    if word == "块":
        return page.folded[token.end : token.end + 1] in ("", "钱", " ", "，", ",", "。", ")") and not one.number.weak
    if word in ("方", "度", "里", "码", "桶", "寸", "斤") and page.folded[token.end : token.end + 1] not in ("", " ", "，", ",", "。", ".", "、", ")", "的", "以", "左", "之", "至", "到", "-"):
        return word in ("桶", "斤")
    return True


def _same(a: _Amount, b: _Amount, join: str) -> bool:
    """Whether two neighbouring amounts may be members of one range or list."""
    if b.cur and a.cur and a.cur != b.cur:
        return False
    if b.cur and not a.cur:
        return False
    if a.tail and not b.tail:
        return False
    if a.tail and a.tailtoken and b.tailtoken and (a.tail != b.tail or a.tailtoken.data != b.tailtoken.data):
        return False
    if join == "&" and not b.tail and a.number.value < b.number.value and a.at > 0 and a.boundary == "b":
        return True
    if join.startswith((",", "&")) and not b.tail and not b.cur and not a.cur:
        return False
    if join in ("-", "t") and not b.tail and not a.tail and a.number.value >= b.number.value:
        return False
    return True


def _share_tail(page: Page, members: list[_Amount], joins: list[str]) -> int:
    """How many members really belong together (they share the last one's unit)."""
    if len(members) == 1:
        return 1
    if joins[0] in "-t" or _between(page, members[0], joins[0]):
        return 2
    if "," in joins[-1] and "&" not in joins[-1]:
        return 1
    last = members[-1]
    if last.tail in ("", ) and not last.cur:
        return 1
    if last.tail in "Ty" and any(m.number.plain and len(m.number.plain) == 4 for m in members[:-1]) and not members[0].tail:
        return 1
    return len(members)


def _write(page: Page, members: list[_Amount], joins: list[str]) -> list[Quantity]:
    last = members[-1]
    if len(members) == 2 and (joins[0] in "-t" or _between(page, members[0], joins[0])):
        return _range(page, members[0], last)
    out = []
    for m in members:
        if not m.tail and last.tail:
            m.tail, m.tailtoken = last.tail, last.tailtoken
            if last.number.scale != 1 and m.number.scale == 1 and m.number.value < last.number.mantissa * 1000 and not m.number.words and last.cur:
                m.number = _scale(m.number, last.number.scale)
        if m.number.high is not None:
            out.append(_quantity(page, m, m.number.value, m.number.high))
        else:
            out.append(_quantity(page, m, m.number.value, None))
    return out


def _between(page: Page, first: _Amount, join: str) -> bool:
    """Whether an "and" joins the ends of a range: between 3 and 5."""
    return join == "&" and page.classes[max(0, first.at - 1) : first.at] == "b"


def _scale(number: Number, scale: Decimal) -> Number:
    step = number.step * scale if number.step else None
    return Number(number.value * scale, number.value, scale, step, None, number.words)  # type: ignore[operator]


def _range(page: Page, a: _Amount, b: _Amount) -> list[Quantity]:
    """Two ends that share scale and unit: 3-5 million, 三至五成; from 3 to 5 per cent is two values."""
    low, high = a.number, b.number
    if low.scale == 1 and high.scale != 1 and low.value < high.mantissa and not a.tail:
        low = _scale(low, high.scale)
    if low.value >= high.value:
        a.number = low
        if not a.tail:
            a.tail, a.tailtoken = b.tail, b.tailtoken
        if not b.cur:
            b.cur = a.cur
        return [_quantity(page, a, low.value, None), _quantity(page, b, high.value, None)]
    if page.language.spaced and (a.boundary == "w" or page.lower[max(0, a.start - 4) : a.start] == " by "):
        a.number = low
        if not a.tail:
            a.tail, a.tailtoken = b.tail, b.tailtoken
        b.cur = b.cur or a.cur
        return [_quantity(page, a, low.value, None), _quantity(page, b, high.value, None)]
    whole = _Amount(page, a.at)
    whole.cur, whole.number, whole.start, whole.end = a.cur or b.cur, high, a.start, b.end
    whole.tail, whole.tailtoken, whole.after = b.tail, b.tailtoken, b.after
    return [_quantity(page, whole, low.value + a.extra, high.value + b.extra)]


def _is_name(page: Page, one: _Amount) -> bool:
    """Whether a bare number names the thing before it: Supplement 18, on line 4."""
    before = page.folded[max(0, one.start - 24) : one.start]
    if _TITLED.search(before):
        return True
    return page.folded[one.end : one.end + 1] in tuple(".,;:)") + ("",) and _NUMBERED.search(before) is not None


def _times(value: Decimal | Fraction, factor: Decimal | Fraction) -> Decimal | Fraction:
    if isinstance(value, Fraction) or isinstance(factor, Fraction):
        return Fraction(value) * Fraction(factor)
    return value * factor


_OFTEN = re.compile(r"每(?:个)?(年|季度|月|周|星期|天|日)[^，。；、：,.;:\d]{0,9}\Z")
_PERIODS = {"年": (1, "/a"), "季度": (4, "/a"), "月": (12, "/a"), "周": (1, "/wk"), "星期": (1, "/wk"), "天": (1, "/d"), "日": (1, "/d")}
_FULL_TIME = re.compile(
    r" ?-?(?:full|whole|calendar|fiscal|financial|budget|school|academic|consecutive|successive|additional|further|more|extra"
    r"|preceding|previous|last|past|next|coming|following|long|entire|complete|continuous|such|working|business|-|light) "
)
_AGED = re.compile(
    r"\b(?:children|girls|boys|women|men|people|persons|youth|youths|adults|minors|those|passengers|workers|pupils|students|infants|anyone|everyone)"
    r"(?: and (?:girls|women|men|boys|young people|adolescents))? (?:under|over|above|below) (?:the age of )?\Z"
)
_TITLED = re.compile(r"[a-z,] (?:[A-Z][a-z]{3,} )+\Z")
_NUMBERED = re.compile(
    r"(?<![A-Za-z])(?!\w+(?:ed|ing|s|ly|er) )(?!(?:about|with|from|than|over|under|some|only|into|were|that|total|reach|least"
    r"|most|exceed|have|which|whom|where|when|also|each|both|down|plus|until|between|since|before|age|whose|near|fell|rose"
    r"|grew|became|above|below|just|roughly|another|being|after|upon|were|population|approximately|other) )[a-z]{4,} \Z"
)


def _quantity(page: Page, one: _Amount, value: Decimal | Fraction, high: Decimal | Fraction | None) -> Quantity:
    """The quantity an amount comes to, by its tail."""
    number, tail = one.number, one.tail
    kind: QuantityKind = "count"
    unit: str | None = None
    noun: str | None = None
    factor: Decimal | Fraction = Decimal(1)
    if one.cur:
        kind, unit = "money", one.cur
    elif tail == "C":
        kind, unit = "money", one.tailtoken.data  # type: ignore[union-attr]
    elif tail == "P":
        kind, factor = "percent", Decimal(1) / one.tailtoken.data[1]  # type: ignore[union-attr]
    elif tail == "j":
        kind, factor = "percent", Decimal(10)
    elif tail == "J":
        kind, factor = "percent", Decimal(10) if value < 10 else Decimal(1)
    elif tail == "B":
        kind, factor = "points", Decimal(1) / one.tailtoken.data  # type: ignore[union-attr]
    elif tail == "T":
        unit, times = one.tailtoken.data  # type: ignore[union-attr]
        kind, factor = "duration", Decimal(times)
    elif tail in "y" and tail:
        kind, unit = "duration", "a"
    elif tail == "D":
        kind, unit = "duration", "d"
    elif tail == "s":
        kind, unit = "duration", "s"
    elif tail == "U":
        kind, unit = "measure", one.tailtoken.data  # type: ignore[union-attr]
    else:
        noun = page.language.noun(page.folded, one.end)
        if noun is None and page.language.spaced and high is None and _AGED.search(page.lower[max(0, one.start - 40) : one.start]):
            aged = _bounds(page, one.at, one.after) | {"value": decimal_text(value), "unit": "a", "step": number.step}
            return _make(page, "duration", one.start, one.end, **aged)
        if noun is None and number.plain and page.language.spaced and _is_name(page, one):
            return _make(page, "reference", one.start, one.end, value=number.plain, unit="number")
    if kind == "count" and high is None and not page.language.spaced and page.folded[one.end : one.end + 1] in ("次", "回"):
        often_ = _OFTEN.search(page.folded[max(0, one.start - 14) : one.start])
        if often_ and not number.weak and number.value < 100:
            period_, unit_ = _PERIODS[often_[1]]
            return _make(page, "frequency", one.start, one.end + 1, value=decimal_text(value * period_), unit=unit_)
    fields = _bounds(page, one.at, one.after)
    fields["bound"] = fields["bound"] or number.bound
    fields["approximate"] = fields["approximate"] or number.approximate
    if unit == "h" and number.plain and len(number.plain) == 4 and high is None and number.value < 2400:
        clock = f"{number.plain[:2]}:{number.plain[2:]}"
        return _make(page, "time", one.start, one.end, value=clock)
    if unit == "CNY" and page.hant and page.folded[one.end - 1] in "元圆块":
        unit = "XXX"
    if unit in _MINORS:
        factor = _MINORS[unit]
        unit = {"USX": "USD", "GBX": "GBP", "CNJ": "CNY"}[unit]
    step = number.step * factor if number.step is not None else None
    if one.extra:
        value = value + one.extra if high is None else value
        step = None
    if high is None:
        fields["value"] = decimal_text(_times(value, factor))
    else:
        fields |= {"low": decimal_text(_times(value, factor)), "high": decimal_text(_times(high, factor))}
    if kind == "count" and noun is None and number.plain and len(number.plain) == 4 and number.plain[0] == "0":
        if int(number.plain[:2]) < 24 and int(number.plain[2:]) < 60:
            return _make(page, "time", one.start, one.end, value=f"{number.plain[:2]}:{number.plain[2:]}")
    if kind == "count" and noun and page.language.spaced:
        meaning = page.language.words.get(noun.lower())
        if meaning and meaning[0] == "time" and _FULL_TIME.match(page.lower, one.end):
            kind, noun, (unit, times) = "duration", None, meaning[1]
            factor = Decimal(times)
            step = number.step * factor if number.step is not None else None
            for name in ("value", "low", "high"):
                if name in fields and factor != 1:
                    fields[name] = decimal_text(Decimal(fields[name]) * factor)
    weak = number.weak and (kind in ("count", "duration") or kind == "money" and number.value > 1)
    if kind == "money" and number.step is None and number.approximate and number.plain is None and number.words and page.language.spaced:
        weak = page.lower[one.start : one.end].split(" ")[0] in ("thousands", "millions", "billions")
    weak = weak or number.approximate and number.step is None and kind == "duration"
    weak = weak or kind == "duration" and page.folded[one.end : one.end + 5] == " Plan"
    if kind == "count" and number.words and not page.language.spaced and high is None:
        weak = weak or _loose(page, one)
    return _make(page, kind, one.start, one.end, unit=unit, noun=noun, weak=weak, step=step, **fields)


_COUNTER = re.compile(r" ?(?:[个项份名位次件届家座台种类条艘架辆支笔批套本篇张场轮人户间所起例宗组对双级层枚门挺票页段节章款卷册期处片块根只头匹株棵颗粒瓶箱袋包幅桩幢栋口员道股面部则封遍回趟步点方队班排营多])")
_THESE = re.compile(r"[这该前后此其上等各下头]\Z|(?:上述|下述|其他|其余|另外)\Z")


def _loose(page: Page, one: _Amount) -> bool:
    """Whether one Chinese digit stands without a classifier (三大, 两国) or after 这: a word more than a figure."""
    word = page.folded[one.start : one.end]
    if len(word) != 1:
        return False
    if word == "两" and _THESE.search(page.folded[max(0, one.start - 3) : one.start]):
        return True
    if page.folded[one.end : one.end + 1] == "级" or page.folded.startswith("方面", one.end):
        return True
    return _COUNTER.match(page.folded, one.end) is None


READINGS: dict[str, Reading] = {
    "amount": amount,
    "century": century,
    "clockword": clockword,
    "age": age,
    "manifold": manifold,
    "proportion": proportion,
    "quarterno": quarterno,
    "times": times,
    "quarterly": quarterly,
    "refof": refof,
    "unitord": unitord,
    "anniversary": anniversary,
    "decadeword": decadeword,
    "both": both,
    "date": date,
    "dates": dates,
    "halftime": halftime,
    "label": label,
    "nths": nths,
    "resolutions": resolutions,
    "day": day,
    "decade": decade,
    "every": every,
    "fraction": fraction,
    "fraction2": fraction2,
    "fracword": fracword,
    "grow": grow,
    "growth": growth,
    "half": half,
    "halfyear": halfyear,
    "iso": iso_date,
    "numbered": numbered,
    "often": often,
    "ordinal": ordinal,
    "ordref": ordref,
    "percentof": percentof,
    "period": period,
    "quarter": quarter,
    "ref": ref,
    "refs": refs,
    "resolution": resolution,
    "slashed": slashed,
    "symbol": symbol,
    "time": time,
    "twice": twice,
    "weakord": weakord,
    "years": years,
}
