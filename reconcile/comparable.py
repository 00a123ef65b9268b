"""When two quantities say the same: by value, whatever their spelling, kind and unit.

``agreement`` answers with a cost (0: the same thing said the same way) and a remark where something beside the value
differs (a bound, a unit, less detail), or with None where the values differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from hedui.extract.quantities import comparable_measure
from hedui.model import Quantity, QuantityKind, as_number
from hedui.reconcile.tolerance import exact, power_of_ten, restated

Remark = Literal["detail", "unit", "currency", "points", "kind"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two quantities agree in value: at what cost, and what else is different."""

    cost: float
    remark: Remark | None = None


NUMERIC = frozenset({"count", "money", "measure", "percent", "points", "fraction", "ratio", "duration", "frequency"})
"""Kinds whose value is a number of something."""

_ACROSS: dict[frozenset[str], tuple[float, Remark | None]] = {
    frozenset({"count", "ordinal"}): (0.35, None),
    frozenset({"count", "duration"}): (0.3, None),
    frozenset({"count", "frequency"}): (0.25, None),
    frozenset({"count", "measure"}): (0.3, "unit"),
    frozenset({"count", "money"}): (0.3, "unit"),
    frozenset({"count", "ratio"}): (0.3, None),
    frozenset({"count", "fraction"}): (0.4, None),
    frozenset({"count", "percent"}): (0.5, "unit"),
    frozenset({"percent", "points"}): (0.2, "points"),
    frozenset({"percent", "ratio"}): (0.3, None),
    frozenset({"percent", "fraction"}): (0.1, None),
    frozenset({"ratio", "fraction"}): (0.1, None),
    frozenset({"duration", "frequency"}): (0.25, None),
    frozenset({"duration", "ordinal"}): (0.5, None),
    frozenset({"ordinal", "reference"}): (0.2, None),
    frozenset({"ordinal", "label"}): (0.4, None),
    frozenset({"ordinal", "symbol"}): (0.2, None),
    frozenset({"ordinal", "date"}): (0.5, None),
    frozenset({"ordinal", "frequency"}): (0.4, None),
    frozenset({"reference", "label"}): (0.2, None),
    frozenset({"reference", "symbol"}): (0.2, None),
    frozenset({"reference", "count"}): (0.4, None),
    frozenset({"label", "count"}): (0.4, None),
    frozenset({"label", "symbol"}): (0.4, None),
    frozenset({"symbol", "count"}): (0.4, None),
    frozenset({"symbol", "date"}): (0.4, None),
    frozenset({"count", "date"}): (0.4, None),
    frozenset({"reference", "date"}): (0.5, None),
    frozenset({"time", "count"}): (0.5, None),
    frozenset({"time", "duration"}): (0.4, None),
}
"""What kinds may stand for each other where the value is the same: the cost, and what to remark."""


def agreement(a: Quantity, b: Quantity) -> Agreement | None:
    """Whether two quantities have the same value, and at what cost; None where they differ."""
    if a.value is None or b.value is None:
        if a.value is None and b.value is None:
            return _ranges(a, b)
        if _COUPLE.fullmatch((b if a.value is None else a).text) and (
            (a.low, a.high) == ("2", "3") or (b.low, b.high) == ("2", "3")
        ):
            return Agreement(0.2)
        same = a.kind == b.kind == "reference" and _digits_alike(a, b)  # "5-1" read as a range on one side
        return Agreement(0.1) if same or _year_over_two(a, b) else None
    if a.kind == b.kind:
        return _alike(a, b)
    if _quarter_of_a_year(a, b) or _quarter_in_a_row(a, b) or for_a_thousand(a, b) or _so_many_to_one(a, b):
        return Agreement(0.3)
    if _times_over(a, b) or _version(a, b):
        return Agreement(0.2)
    across = _ACROSS.get(frozenset({a.kind, b.kind}))
    if across is None:
        return Agreement(0.6, "kind") if _plain(a.value) == _plain(b.value) else None
    cost, remark = across
    if {a.kind, b.kind} == {"duration", "frequency"}:
        every = _interval(a)
        return Agreement(cost, remark) if every is not None and every == _interval(b) else None
    if "percent" in (a.kind, b.kind) and {a.kind, b.kind} & {"fraction", "ratio"}:
        part, other = share(a), share(b)
        if part is None or other is None:
            return None
        grown = "ratio" in (a.kind, b.kind) and abs(part - other) == 1  # 增长0.9倍 is 90 per cent
        return Agreement(cost, remark) if grown or part == other else None
    if {a.kind, b.kind} == {"duration", "time"} and _as_clock(a, b):
        return Agreement(0.3)
    if {a.kind, b.kind} == {"count", "time"}:
        return Agreement(cost, remark) if _hour(a) == _hour(b) else None
    x, y = plain_number(a), plain_number(b)
    if x is not None and y is not None:
        if a.kind != b.kind and "ratio" in (a.kind, b.kind) and _times_printed(a, b):
            return Agreement(cost, "detail")
        return Agreement(cost, remark) if restated(x, y, a.step, b.step) else None
    if _plain(a.value) == _plain(b.value):
        return Agreement(cost, remark)
    return None


def _year_over_two(a: Quantity, b: Quantity) -> bool:
    """Whether one is a year that goes over into the next (2014/15) and the other is printed as a span (2014-2015)."""
    span_, year = (a, b) if a.value is None else (b, a)
    return a.kind == b.kind == "date" and year.value == f"{span_.low}/{span_.high}"


def _quarter_in_a_row(a: Quantity, b: Quantity) -> bool:
    """Whether one counts quarters (连续八个季度, 24 months) and the other numbers the last (the eighth consecutive)."""
    if {a.kind, b.kind} != {"duration", "ordinal"}:
        return False
    length, nth = (a, b) if a.kind == "duration" else (b, a)
    months, n = as_number(length.value), as_number(nth.value)
    return (
        length.unit == "mo"
        and _QUARTERS.search(length.text) is not None
        and months is not None
        and months == 3 * (n or 0)
    )


_QUARTERS = re.compile("季度|quarters", re.I)


def _quarter_of_a_year(a: Quantity, b: Quantity) -> bool:
    """Whether one is "a quarter" and the other three months (一个季度) or each of them (每季度)."""
    if {a.kind, b.kind} not in ({"fraction", "duration"}, {"fraction", "frequency"}):
        return False
    share_, time = (a, b) if a.kind == "fraction" else (b, a)
    if time.kind == "frequency":
        return share_.text.casefold() == "a quarter" and _yearly(time) == 4
    return share_.value == "1/4" and "quarter" in share_.text.casefold() and span(time) == ("mo", Fraction(3))


def for_a_thousand(a: Quantity, b: Quantity) -> bool:
    """Whether one is "370 per thousand" or 千分之370, read as 37 per cent, and the other 370 (per 1,000; 每千人)."""
    if {a.kind, b.kind} != {"percent", "count"}:
        return False
    rate, count = (a, b) if a.kind == "percent" else (b, a)
    x, y = as_number(rate.value), as_number(count.value)
    over = next((worth for sign, worth in _SAID_OVER.items() if sign in rate.text.casefold()), None)
    return x is not None and y is not None and over is not None and exact(x) * over == exact(y)


def _version(a: Quantity, b: Quantity) -> bool:
    """Whether one is a version with its v and the other the bare number: v3.3, 3.3 版."""
    if "symbol" not in (a.kind, b.kind):
        return False
    sign, plain = (a, b) if a.kind == "symbol" else (b, a)
    found = re.fullmatch(r"[vV](\d+(?:\.\d+)*)", sign.value or "")
    return found is not None and plain.kind != "symbol" and plain.value == found[1]


_COUPLE = re.compile(r"(?:a )?couple(?: of)?", re.I)
"""Two or three: 两三个."""


def _times_over(a: Quantity, b: Quantity) -> bool:
    """Whether one is a multiple with the sign of multiplication and the other says it in words: 12x, 12倍."""
    if {a.kind, b.kind} != {"symbol", "ratio"}:
        return False
    sign, ratio = (a, b) if a.kind == "symbol" else (b, a)
    found = re.fullmatch(r"(\d+(?:\.\d+)?)[x×]", sign.value or "")
    return found is not None and ratio.value == found[1]


_SAID_OVER = {"per thousand": 10, "千分之": 10, "‰": 10, "万分之": 100, "萬分之": 100}


def _so_many_to_one(a: Quantity, b: Quantity) -> bool:
    """Whether one is a ratio to one and the other its number: 640比1, "640 to the dollar"."""
    if {a.kind, b.kind} != {"ratio", "count"}:
        return False
    ratio, count = (a, b) if a.kind == "ratio" else (b, a)
    return ratio.value == f"{count.value}:1"


def _as_clock(a: Quantity, b: Quantity) -> bool:
    """Whether one is a time taken and the other its digits: 2小时4分15秒 and 2:04:15, 3分20秒 and 3:20."""
    taken, clock = (a, b) if a.kind == "duration" else (b, a)
    length, parts = span(taken), re.findall(r"\d+", clock.text)
    if length is None or length[0] != "d" or not 2 <= len(parts) <= 3 or len(parts) < clock.text.count(":"):
        return False
    seconds = sum(int(part) * 60**n for n, part in enumerate(reversed(parts)))
    return length[1] * 86400 in (seconds, seconds * 60 if len(parts) == 2 else seconds)


def _hour(q: Quantity) -> tuple[int, int] | None:
    """The hour and minute that a time names, or that a bare number (11时分, "at 11", "at 1310") may name."""
    hour, _, minute = (q.value or "").partition(":")
    if q.kind == "count" and (dotted := re.fullmatch(r"([01]?\d|2[0-3])\.([0-5]\d)", q.text)):
        hour, minute = dotted.groups()  # from 9.30 to 11.30
    if q.kind == "count" and re.fullmatch(r"[012]\d[0-5]\d", q.text):
        hour, minute = q.text[:2], q.text[2:]
    if not hour.isdigit() or (minute and not minute.isdigit()):
        return None
    return int(hour), int(minute or 0)


def _times_printed(a: Quantity, b: Quantity) -> bool:
    """Whether a ratio and a count of times are printed with one number: 增长70倍 and "up 70 times"."""
    count = a if a.kind == "count" else b
    if count.kind != "count" or count.noun not in ("times", "fold"):
        return False
    printed = [re.findall(r"\d[\d.]*", q.text) for q in (a, b)]
    return printed[0] != [] and printed[0] == printed[1]


def _interval(q: Quantity) -> tuple[str, Fraction] | None:
    """A duration, or the time between two of what is frequent: "every 60 days" is 60 days."""
    if q.kind == "duration":
        return span(q)
    number = as_number(q.value)
    if not number or q.unit is None:
        return None
    return span(single(q, str(1 / exact(number)), unit=q.unit.lstrip("/"), kind="duration"))


def plain_number(q: Quantity) -> Decimal | Fraction | None:
    """The one number in a value: of a count as it is, of "CSP11" or "article 11" the 11, of a year the year."""
    number = q.number
    if number is None and q.value is not None and q.kind in ("symbol", "label", "reference", "date"):
        if q.kind == "date" and q.value.startswith("-W"):
            return None  # a day of the week is no number
        if q.kind == "date" and (century := re.match(r"(\d\d)XX", q.value)):
            return Decimal(century[1]) + 1
        found = re.findall(r"\d+", q.value)
        return Decimal(found[0]) if len(found) == 1 and len(found[0]) < 20 else None
    return number


def share(q: Quantity) -> Fraction | None:
    """A percentage, fraction or ratio as a part of one."""
    number = as_number(q.value)
    if number is None:
        return None
    return exact(number) / 100 if q.kind in ("percent", "points") else exact(number)


def _alike(a: Quantity, b: Quantity) -> Agreement | None:
    if a.value is None or b.value is None:
        return None
    match a.kind:
        case "date":
            if _parts_of_month_clash(a, b) or (a.unit == "lunar") != (b.unit == "lunar"):
                return None
            return _dates(a.value, b.value) or _either_order(a, b)
        case "reference":
            return _references(a, b)
        case "symbol":
            return _symbols(a.value, b.value)
        case "time":
            return _times(a.value, b.value, _half_said(a) and _half_said(b))
        case "label":
            same = _plain(a.value) == _plain(b.value) or reference_parts(a.value) == reference_parts(b.value)
            if not same and _number_and_letter(a, b):
                return Agreement(0.1)
            return Agreement(0.0) if same else None
        case "frequency":
            often, other = _yearly(a), _yearly(b)
            if often is not None and other is not None:
                return Agreement(0.0) if often == other else None
        case "duration":
            x, y = span(a), span(b)
            if x is not None and y is not None and x[0] == y[0]:
                return Agreement(0.0) if x[1] == y[1] else None
    x_, y_ = a.number, b.number
    if (
        a.kind == "percent"
        and x_ is not None
        and y_ is not None
        and exact(x_) + exact(y_) == 100
        and "折" in a.text + b.text
    ):
        return Agreement(0.2)  # 八折 is 20 per cent off
    if a.kind == "ratio" and x_ is not None and y_ is not None and x_ != y_:
        # 增长了3.3倍 and "3.3-fold" are not the same, but they are what translators write for each other
        printed = [re.findall(r"\d[\d.]*", q.text) for q in (a, b)]
        return Agreement(0.2, "detail") if printed[0] and printed[0] == printed[1] else None
    if x_ is None or y_ is None:
        return Agreement(0.0) if a.value == b.value else None
    if not restated(x_, y_, a.step, b.step):
        if a.kind == "measure" and a.unit != b.unit:
            return _measures(a, b)
        return None
    if (a.unit or "").partition("/")[0] == (b.unit or "").partition("/")[0]:
        return Agreement(0.0 if exact(x_) == exact(y_) else 0.05)  # a rate may be said once for a whole sentence
    if a.kind == "money" and "XXX" in (a.unit, b.unit) and _CENT.search(a.text) and _CENT.search(b.text):
        return Agreement(0.1)  # cents are of the currency that the rest of the text speaks of
    if {a.unit, b.unit} == {"CNY", "JPY"} and any(_YEN_OR_YUAN.search(q.text) for q in (a, b)):
        return Agreement(0.05)  # ¥ is the sign of both: which, the other side says
    if {a.unit, b.unit} == _DEGREES and not any(_TEMPERATURE.search(q.text) for q in (a, b)):
        return Agreement(0.05)  # 45 度 is an angle, a temperature or a slope: which, the other side says
    if a.unit != b.unit and a.kind in ("money", "measure", "duration"):
        remark: Remark = "unit" if a.kind != "money" or not (a.unit and b.unit) else "currency"
        return Agreement(0.3, remark)
    return Agreement(0.0 if exact(x_) == exact(y_) else 0.05)


_DEGREES = {"Cel", "deg"}
_TEMPERATURE = re.compile(r"[℃℉]|摄氏|攝氏|华氏|華氏|°\s?[CF]|Celsius|Fahrenheit|centigrade", re.I)
_YEN_OR_YUAN = re.compile(r"(?<![A-Za-z])[¥￥](?!.*日[元圆])")
_CENT = re.compile(r"\bcents?\b|[¢仙分]", re.I)
_GENERIC = re.compile(r"(?<![美港欧歐日澳加新台])[元圆圓塊块]|(?<![A-Za-z])[$¥￥]|\b(?:dollars?|yuan)\b", re.I)
_NAMED = re.compile(
    r"美元|港元|欧元|歐元|日元|澳元|加元|人民币|人民幣|[A-Z]{2,3}\s?\$|\b(?:US|HK|A|C|NZ|S|RMB|USD|CNY|HKD)\b"
)


def generic_currency(q: Quantity) -> bool:
    """Whether an amount names its currency only as people at home do: 元, "$", "dollars"."""
    return _GENERIC.search(q.text) is not None and _NAMED.search(q.text) is None


_PER_YEAR = {"/a": 1, "/mo": 12, "/wk": 52, "/d": 365}


def _yearly(q: Quantity) -> Fraction | None:
    number = as_number(q.value)
    worth = _PER_YEAR.get(q.unit or "")
    return exact(number) * worth if number is not None and worth is not None else None


def _symbols(a: str, b: str) -> Agreement | None:
    """Symbols in one spelling; "2118" agrees with "2118 (2013)", which only says more."""
    x, y = _plain(a), _plain(b)
    if x == y:
        return Agreement(0.0)
    short, long = sorted((re.findall(r"[a-z]+|\d+", a.casefold()), re.findall(r"[a-z]+|\d+", b.casefold())), key=len)
    return Agreement(0.3, "detail") if short and short == long[: len(short)] else None


_HALF_OF_DAY = re.compile(
    r"[ap]\.? ?m\b|noon|midnight|morning|evening|night|[上下中正]午|[早晚夜]|凌晨|^(?:0\d|1[3-9]|2\d)[:.时時点點\d]",
    re.I,
)


def _half_said(q: Quantity) -> bool:
    """Whether a time says which half of the day it means: 3 p.m., 15:00, 06:30; not 6时 or 6:30."""
    return _HALF_OF_DAY.search(q.text) is not None


def _times(a: str, b: str, plain: bool) -> Agreement | None:
    """Times of day; 6 o'clock agrees with 18:00 unless both sides say in plain words which half of the day it is."""
    if a == b:
        return Agreement(0.0)
    (h, _, m), (i, _, n) = a.partition(":"), b.partition(":")
    apart = abs(int(h) - int(i)) if m == n and h.isdigit() and i.isdigit() else 0
    if apart == 24 or (apart == 12 and "24" not in (h, i) and not plain):
        return Agreement(0.25)
    if a.count(":") != b.count(":") and a[:5] == b[:5]:
        return Agreement(0.2, "detail")  # 15:03 and 15:03:04
    return None


def _measures(a: Quantity, b: Quantity) -> Agreement | None:
    """Measures in other units of one dimension: 1.5 kW is 1,500 W."""
    if a.value is None or b.value is None:
        return None
    x, y = comparable_measure(a.value, a.unit), comparable_measure(b.value, b.unit)
    return Agreement(0.1) if x is not None and x == y else None


_MONTHS = {"a": 12, "mo": 1, "a_q": 3}
_DAYS = {"wk": Fraction(7), "d": Fraction(1), "h": Fraction(1, 24), "min": Fraction(1, 1440), "s": Fraction(1, 86400)}


def span(q: Quantity) -> tuple[str, Fraction] | None:
    """A duration in months or in days; 18 months are one and a half years, 24 hours a day."""
    number = as_number(q.value)
    if number is None or q.unit is None:
        return None
    if q.unit in _MONTHS:
        return "mo", exact(number) * _MONTHS[q.unit]
    if q.unit in _DAYS:
        return "d", exact(number) * _DAYS[q.unit]
    return None


Day = tuple[int | None, int | None, int | None]
_DATE = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?\Z|--(?P<m2>\d\d)(?:-(?P<d2>\d\d))?\Z|---(?P<d3>\d\d)\Z"
)


@lru_cache(maxsize=8192)
def day(value: str) -> Day | None:
    """Year, month and day of an ISO date, None for what is not said; None where the value is of another form."""
    m = _DATE.match(value)
    if not m:
        return None
    year, month, day_ = (int(p) if p else None for p in (m["y"], m["m"] or m["m2"], m["d"] or m["d2"] or m["d3"]))
    return year, month, day_


def _dates(a: str, b: str) -> Agreement | None:
    if a == b:
        return Agreement(0.0)
    x, y = day(a), day(b)
    if x is None or y is None:
        if {a[2:], b[2:]} == {"XX", "0X"} and a[:2] == b[:2]:
            return Agreement(0.1, "detail")  # the 1700s are the eighteenth century
        weeks = "W" in a and "W" in b
        if a[:4] == b[:4] and a[:4].isdigit() and not weeks and _season(a, b):
            return Agreement(0.3, "detail")
        return None
    both = [(p, q) for p, q in zip(x, y, strict=True) if p is not None and q is not None]
    if not both or any(p != q for p, q in both):
        return None
    return Agreement(0.15 + 0.1 * (3 - len(both)), "detail")


_TWO_ORDERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})\Z")


def _either_order(a: Quantity, b: Quantity) -> Agreement | None:
    """05/06/2015 may be the fifth of June or the sixth of May: it agrees with either."""
    for printed, other in ((a, b), (b, a)):
        found = _TWO_ORDERS.match(printed.text.strip())
        if found and printed.value and other.value and int(found[1]) <= 12 and int(found[3]) <= 12:
            year, month, day_ = printed.value.split("-")
            same = _dates(f"{year}-{day_}-{month}", other.value)
            if same is not None:
                return Agreement(same.cost + 0.15, same.remark)
    return None


_PARTS = frozenset({"early", "mid", "late"})


def _parts_of_month_clash(a: Quantity, b: Quantity) -> bool:
    """Whether one date is early in the month (上旬) and the other late in it."""
    return a.unit != b.unit and a.unit in _PARTS and b.unit in _PARTS


_SEASONS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


def _season(a: str, b: str) -> bool:
    """Whether two parts of one year (2017-H2, 2017-Q4, 2017-11, 2017) may be the same."""
    months = []
    for value in (a, b):
        part = value[5:7]
        if part in _SEASONS:
            first, last = _SEASONS[part]
            months.append(set(range(first, last + 1)))
        elif part.isdigit():
            months.append({int(part)})
        elif part[:1] == "W":
            months.append({date.fromisocalendar(int(value[:4]), int(value[6:8]), day).month for day in (1, 7)})
        else:
            months.append(set(range(1, 13)))
    return bool(months[0] & months[1])


_ALIKE_REFERENCES = (
    frozenset({"article", "rule", "regulation", "section", "principle", "provision", "clause", "item"}),
    frozenset({"paragraph", "subparagraph", "section", "item", "clause", "point"}),
    frozenset({"annex", "appendix", "enclosure", "attachment", "exhibit", "schedule"}),
    frozenset({"chapter", "part", "section", "volume", "title"}),
    frozenset({"table", "figure", "box", "chart"}),
)
"""Things that Chinese and English name differently: 条 is an article, a rule or a regulation."""


def _references(a: Quantity, b: Quantity) -> Agreement | None:
    if a.value is None or b.value is None:
        return None
    if reference_parts(a.value) != reference_parts(b.value):
        if _digits_alike(a, b):
            return Agreement(0.1)
        return Agreement(0.1) if _lettered(a.value, b.value) else None
    if a.unit == b.unit or a.unit is None or b.unit is None:
        return Agreement(0.0)
    if any(a.unit in group and b.unit in group for group in _ALIKE_REFERENCES):
        return Agreement(0.05)
    return Agreement(0.3, "kind")


def _lettered(a: str, b: str) -> bool:
    """Whether two references differ only in that one counts by letters: 第一条(三)项 is Article I (c)."""
    x, y = (re.findall(r"\d+|[a-z]+", value.casefold()) for value in (a, b))
    if len(x) != len(y) or not x:
        return False
    return all(
        p == q or _arabic(p) == _arabic(q) or _place(p) == q or _place(q) == p for p, q in zip(x, y, strict=True)
    )


def _number_and_letter(a: Quantity, b: Quantity) -> bool:
    """Whether a label in numerals and one in letters count the same item: （二） or (2) and (b)."""
    numeral, other = sorted((a, b), key=lambda q: _NUMBERED.search(q.text) is None)
    if _NUMBERED.search(numeral.text) is None or re.fullmatch(r"[A-Za-z]", other.value or "") is None:
        return False
    return numeral.value == _place((other.value or "").casefold())


_NUMBERED = re.compile(r"[一二三四五六七八九十]|[(（]\d\d?[)）]")


def _place(part: str) -> str:
    return str(ord(part) - 96) if len(part) == 1 and "a" <= part <= "z" else part


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@lru_cache(maxsize=4096)
def reference_parts(value: str) -> tuple[str, ...]:
    """The numbers and letters of a reference in order: "16(3)(a)" is 16, 3, a; roman numerals become numbers."""
    return tuple(_arabic(part) for part in re.findall(r"\d+(?:[.-]\d+)*|[a-z]+", value.casefold()))


def _arabic(part: str) -> str:
    if not part or any(c not in _ROMAN for c in part) or part in ("c", "l"):
        return part
    total = 0
    for c, after in zip(part, (*part[1:], " "), strict=True):
        worth = _ROMAN[c]
        total += -worth if _ROMAN.get(after, 0) > worth else worth
    return str(total)


def _digits_alike(a: Quantity, b: Quantity) -> bool:
    """Whether two references of several numbers are printed with the same digits: "articles 66-4" and 第66-4条."""
    digits = re.findall(r"\d+", a.text)
    return len(digits) >= 2 and digits == re.findall(r"\d+", b.text)


def _ranges(a: Quantity, b: Quantity) -> Agreement | None:
    if a.kind == b.kind == "reference" and _digits_alike(a, b):
        return Agreement(0.1)
    ends = []
    for x, y in ((a.low, b.low), (a.high, b.high)):
        if (x is None) != (y is None):
            return None
        if x is None or y is None:
            continue
        end = _ends(a, x, b, y)
        if end is None:
            return None
        ends.append(end)
    return max(ends, key=lambda e: e.cost)


def _ends(a: Quantity, x: str, b: Quantity, y: str) -> Agreement | None:
    return agreement(single(a, x), single(b, y))


def single(q: Quantity, value: str, *, unit: str | None = None, kind: QuantityKind | None = None) -> Quantity:
    """The quantity with that one value instead of its range."""
    return Quantity(kind or q.kind, q.text, q.start, q.end, value, unit=unit or q.unit, noun=q.noun, step=q.step)


@lru_cache(maxsize=16384)
def _plain(value: str) -> str:
    """A value with nothing but its letters and digits, in one case."""
    return "".join(c for c in value.casefold() if c.isalnum() or c == ".")


# ---- how far two different values are apart


def likeness(a: Quantity, b: Quantity) -> float:
    """How much two *different* values look like one figure gone wrong: 1 much, 0 not at all."""
    if a.value is None or b.value is None:
        if a.value is None and b.value is None:
            hits = sum(x == y and x is not None for x, y in ((a.low, b.low), (a.high, b.high)))
            return 0.3 + 0.4 * hits
        return 0.2
    if a.kind == b.kind == "date":
        x, y = day(a.value), day(b.value)
        if x and y:
            both = [(p, q) for p, q in zip(x, y, strict=True) if p is not None and q is not None]
            return 0.3 + 0.6 * sum(p == q for p, q in both) / max(1, len(both))
        return 0.3
    m, n = plain_number(a), plain_number(b)
    if m is not None and n is not None:
        if power_of_ten(m, n):
            return 0.95
        s, t = str(m), str(n)
        if len(s) == len(t):
            same = sum(c == d for c, d in zip(s, t, strict=True))
            return 0.9 if sorted(s) == sorted(t) and len(s) > 1 else 0.3 + 0.6 * same / len(s)
        if s in t or t in s:
            return 0.7
        return 0.3
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(_plain(a.value), _plain(b.value))
