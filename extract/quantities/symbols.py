"""Readings of symbols: document symbols, resolutions, names with digits, and what a slash may join."""

from __future__ import annotations

import re

from hedui.extract.quantities.build import Made, bounds, make, whole
from hedui.extract.quantities.dates import iso
from hedui.extract.quantities.grammar import Found, Page
from hedui.extract.quantities.language import Number, Token
from hedui.model import Quantity


def symbol(page: Page, found: Found) -> Made:
    """A document symbol, URL or name with digits; CSP11 is an ordinal."""
    token = page.tokens[found.start]
    raw = page.folded[token.start : token.end]
    match = _ACRONYM.match(raw)
    named = page.classes[found.end : found.end + 1] not in ("S", "n")
    name = named and "/" not in raw and ":" not in raw and raw[0].isalpha()
    if match:
        known = dict(page.context.acronyms).get(match[1])
        if known or match[1] not in _NAMES:
            value, noun = str(int(match[2])), known or match[1]
            unit = match[1] if known else "acronym"
            return [make(page, "ordinal", token.start, token.end, value=value, noun=noun, unit=unit)], found.end
    return [
        make(
            page,
            "symbol",
            token.start,
            token.end,
            value=("ISBN" if _ISBN.match(raw) else "") + re.sub(r"\s", "", raw).replace("[", "(").replace("]", ")"),
            unit="name" if name else None,
        )
    ], found.end


_ISBN = re.compile(r"97[89]-\d{1,5}-\d{1,7}-\d{1,7}-[\dXx]\Z")
_ACRONYM = re.compile(r"([A-Z]{2,6})(\d{1,2})\Z")


_NAMES = frozenset(
    "CO PM SO NO CH HFC COVID ISO MP UTF SHA MD RS USB HTTP WIN IPV SF UF NF CF NH HPV AK RPG UN GMT UTC AES USD"
    " EUR".split()
)


def roundclock(page: Page, found: Found) -> Made:
    """7×24 小时: at all hours, which English writes 24/7."""
    token = page.tokens[found.start]
    return [make(page, "symbol", token.start, token.end, value="24/7", weak=True)], found.end


def resolution(page: Page, found: Found) -> Made:
    """第70/1号决议, 第2250(2015)号决议, and each of 第2118(2013)、2139(2014)号决议."""
    n, y = found["n"], found["y"]
    assert n
    raw = page.folded[n.start : n.end].replace(" ", "")
    if y is None:
        return [make(page, "symbol", n.start, n.end, value=raw)], found.end
    if not _numbered_by_year(page, found, n):
        return None
    end = page.tokens[found.end - 1].end
    value = f"{raw}({page.folded[y.start : y.end]})"
    return [make(page, "symbol", n.start, end, value=value)], found.end


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
            raw = page.folded[token.start : token.end].replace(" ", "")
            out.append(make(page, "symbol", token.start, token.end, value=raw))
        elif token.kind in "NY" and number is None:
            number = token
        elif token.kind in "YI" and number is not None:
            value = f"{page.folded[number.start : number.end].replace(' ', '')}({page.folded[token.start : token.end]})"
            out.append(make(page, "symbol", number.start, token.end + 1, value=value))
            number = None
    end = found.end
    while page.classes[end - 1] in "&,":
        end -= 1
    if (
        not out
        and number is not None
        and page.classes[found.match.end("list") :][:1] not in tuple("(TPCUB")
        and not number.data.words
    ):
        first = found.run("list")[0]
        raw = page.folded[first.start : first.end]
        return [make(page, "symbol", first.start, first.end, value=raw)], found.match.start("list") + 1
    return (out, end) if out else None


def slashed(page: Page, found: Found) -> Made:
    """2024/25 a span of years, 1/3 a fraction, 70/1 a symbol."""
    token = page.tokens[found.start]
    raw = page.folded[token.start : token.end]
    if raw == "24/7":
        return [make(page, "symbol", token.start, token.end, value=raw, weak=True)], found.end
    match = re.fullmatch(r"(\d{4})/(\d{2}|\d{4})", raw)
    if match:
        first, second = int(match[1]), match[2]
        last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
        if last == first + 1 and 1900 <= first < 2100:
            return [make(page, "date", token.start, token.end, value=f"{first}/{last}")], found.end
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{2})", raw)
    if match and (value := _short_date(*map(int, match.groups()))):
        return [make(page, "date", token.start, token.end, value=value)], found.end
    month = re.fullmatch(r"(0?[1-9]|1[0-2])/((?:19|20)\d\d)", raw)
    if month and _UNTIL.search(page.lower, max(0, token.start - 14), token.start):
        value = f"{month[2]}-{int(month[1]):02}"
        return [make(page, "date", token.start, token.end, value=value)], found.end
    if (value := _day_of_month(page, raw, token.start)) is not None:
        return [make(page, "date", token.start, token.end, value=value)], found.end
    match = re.fullmatch(r"([1-9]\d?)/([1-9]\d?|100|1000)", raw)
    series = any(q.kind == "symbol" and "/" in (q.value or "") for q in page.out[-4:])
    if match and not series and int(match[1]) < int(match[2]):
        start = token.start
        return [
            make(
                page,
                "fraction",
                start,
                token.end,
                value=f"{int(match[1])}/{int(match[2])}",
                **bounds(page, found.start, found.end),
            )
        ], found.end
    return [make(page, "symbol", token.start, token.end, value=raw.replace(" ", ""))], found.end


_UNTIL = re.compile(r"\b(?:before|until|till|since|by|from|dated|exp\.?|expir[ey]s?|expiry date|mfg\.?|due):? {1,2}\Z")
"""Before 12/2025 that is a month: best before 12/2025."""
_ON_DAY = re.compile(r"\b(?:on|by|until|till|before|after|since|dated) {1,4}\Z")


def _day_of_month(page: Page, raw: str, start: int) -> str | None:
    """22/04, or 4/22 after "on": a day without its year, where only one order makes sense."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})", raw)
    if match is None or not page.language.spaced:
        return None
    a, b = int(match[1]), int(match[2])
    padded = len(raw) == 5 and "0" in (match[1][0], match[2][0])
    told = padded or _ON_DAY.search(page.lower[max(0, start - 12) : start])
    if not told or (a <= 12) == (b <= 12):
        return None
    return iso(None, b, a) if b <= 12 else iso(None, a, b)


def _short_date(a: int, b: int, year: int) -> str | None:
    """21/04/16 in ISO 8601, the day first where both orders are possible."""
    year += 1900 if year > 50 else 2000
    return iso(year, b, a) or iso(year, a, b)


def slashed_year(page: Page, found: Found) -> Made:
    """08/12, 2015: a day and month by numbers, the month first where both orders are possible."""
    s, y = found["s"], found["y"]
    assert s
    match = re.fullmatch(r"(\d\d)/(\d\d)", s.data)
    if match is None:
        return None
    a, b, year = int(match[1]), int(match[2]), whole(y)
    value = iso(year, a, b) or iso(year, b, a)
    return ([make(page, "date", s.start, page.tokens[found.end - 1].end, value=value)], found.end) if value else None


def minus_slashed(page: Page, found: Found) -> Made:
    """-4/5."""
    token = page.tokens[found.end - 1]
    match = re.fullmatch(r"([1-9]\d?)/([1-9]\d?|100|1000)", token.data)
    if match is None:
        return None
    start = page.tokens[found.start].start
    return [make(page, "fraction", start, token.end, value=f"-{token.data}")], found.end
