"""Readings of amounts: a number with what follows it (money, percent, measures, durations, counts), ranges, lists."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from hedui.extract.quantities.build import COUNTER, Made, bounds, decimal_text, make
from hedui.extract.quantities.grammar import Found, Page
from hedui.extract.quantities.language import Number, Token
from hedui.extract.quantities.units import PREFIXES
from hedui.model import Quantity, QuantityKind


def amount(page: Page, found: Found) -> Made:
    """Everything that is a number with what follows it: money, percent, measures, durations, counts, ranges, lists."""
    at = found.start
    members: list[_Amount] = []
    first = _one(page, at)
    if first is None:
        return None
    members.append(first)
    joins: list[str] = []
    while len(members) < MOST_MEMBERS and (at >= page.bare_until or not joins):
        join = _JOIN.match(page.classes, members[-1].after)
        nxt = _one(page, join.end()) if join else None
        if join is None or nxt is None or not _same(members[-1], nxt, join.group()):
            break
        joins.append(join.group())
        members.append(nxt)
    kept = _share_tail(page, members, joins)
    if kept == 1 and len(members) > 2:
        page.bare_until = members[-1].at  # what follows is the same list without a unit: don't go through it again
    return _write(page, members[:kept], joins[: kept - 1]), members[kept - 1].after


MOST_MEMBERS = 40
_JOIN = re.compile(r"[-t&]|,&?")


class _Amount:
    """One member: its number, currency, tail class and where it ends."""

    __slots__ = (
        "after",
        "at",
        "boundary",
        "bounds",
        "cur",
        "end",
        "extra",
        "noun",
        "number",
        "start",
        "tail",
        "tailtoken",
    )

    def __init__(self, page: Page, at: int) -> None:
        self.at = self.after = at
        self.cur: str | None = None
        self.tail = ""
        self.tailtoken: Token | None = None
        self.extra = Decimal(0)
        self.noun: str | None = None
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
        if not _is_money(page, tokens[at]) or page.lower[tokens[at].start : tokens[at].end] not in PREFIXES:
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


def _is_money(page: Page, token: Token) -> bool:
    """Whether a code of three letters is printed as one: TRY is a currency, try a word."""
    word = page.folded[token.start : token.end]
    return not (len(word) == 3 and word.isascii() and word.isalpha() and word.islower()) or word in (
        "usd",
        "eur",
        "rmb",
        "gbp",
        "chf",
        "yen",
        "won",
    )


def _and_fraction(page: Page, one: _Amount, at: int) -> int:
    """Takes a fraction behind a whole number into it: 2 1/4, 3½, five and a quarter, 一又三分之一."""
    classes, tokens = page.classes, page.tokens
    match = _MIXED.match(classes, at)
    if match is None or one.number.high is not None or (one.number.value < 0 and False):
        return at
    first = tokens[at]
    if first.kind == "K" or first.kind == "V":
        raw = first.data if first.kind == "K" else first.data[0]
        top, _, bottom = raw.partition("/")
        if (
            not (top.isdecimal() and bottom.isdecimal() and 0 < int(top) < int(bottom) <= 100)
            or one.number.plain is None
        ):
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
            if (last.kind == "O" and (below < 3 or not last.data.words)) or not 0 < above < below:
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
    if page.language.spaced and at + 1 < size and classes[at] == "-" and classes[at + 1] in "TUC":
        middle = at + 1
    elif (
        not page.language.spaced
        and at + 1 < size
        and classes[at] == ">"
        and classes[at + 1] in "TUCPBym"
        and tokens[at].data[0] == "gt"
    ):
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
    if (
        kind in "PBTUCj"
        or (kind == "y" and not page.language.spaced)
        or (kind == "D" and page.folded[tokens[middle].start] == "日")
        or kind == "s"
    ):
        if kind == "C" and one.cur:
            return middle + 1 if tokens[middle].data == one.cur else at
        if kind in "UC" and not _real_unit(page, tokens[middle], one):
            return at
        one.tail, one.tailtoken, one.end = kind, tokens[middle], tokens[middle].end
        middle += 1
        if kind == "U" and page.lower.startswith(" below zero", one.end):
            one.number.value, one.end = -one.number.value, one.end + len(" below zero")
        if kind == "C":
            middle = _minor(page, one, middle)
        if kind == "j" and middle < size and classes[middle] == "N" and tokens[middle].end - tokens[middle].start == 1:
            digit = tokens[middle]
            if digit.start == one.end and COUNTER.match(page.folded, digit.end) is None:
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


_MINORS = {"XXC": Decimal("0.01"), "USX": Decimal("0.01"), "GBX": Decimal("0.01"), "CNJ": Decimal("0.1")}


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


# A unit of one character that is the start of another word: 6 克罗地亚, 三元组, 3 米兰.
_CUT_OFF = {
    "克": "罗林里什拉隆服制尔莱",
    "米": "兰尔洛其特",
    "升": "级至高值温到降",
    "瓦": "努解斯里",
    "元": "组素化论性制首旦件老帅凶宵气音",
}


def _real_unit(page: Page, token: Token, one: _Amount) -> bool:
    """Whether a one-letter or ambiguous unit is meant: 5 m is metres, 5 A is not."""
    word = page.folded[token.start : token.end]
    if token.kind == "C" and not _is_money(page, token):
        return False
    if len(word) == 1 and word.isascii() and word.isalpha():
        nxt = page.folded[token.end : token.end + 1]
        if nxt == "." and page.folded[token.end + 1 : token.end + 2].isalpha():
            return False
        return one.number.words is False and word in "mgLlWVtK" and (word != "V" or True)
    if word in _CUT_OFF and page.folded[token.end : token.end + 1] in tuple(_CUT_OFF[word]):
        return False
    if word in ("角", "毛"):
        return page.folded[token.end : token.end + 1] == "钱"
    if word == "块":
        if re.compile(r"[一二三四五六七八九\d][毛角]").match(page.folded, token.end):
            return True
        return page.folded[token.end : token.end + 1] in ("", "钱", " ", "，", ",", "。", ")") and not one.number.weak
    if word in ("方", "度", "里", "码", "桶", "寸", "斤") and page.folded[token.end : token.end + 1] not in (
        "",
        " ",
        "，",
        ",",
        "。",
        ".",
        "、",
        ")",
        "的",
        "以",
        "左",
        "之",
        "至",
        "到",
        "-",
    ):
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
    if join in ("-", "t") and not b.tail and not a.tail and a.number.value >= b.number.value:
        return False
    return True


def _share_tail(page: Page, members: list[_Amount], joins: list[str]) -> int:
    """How many members really belong together: a range, or a list that shares the unit of its last member."""
    if len(members) == 1:
        return 1
    if joins[0] in "-t" or _between(page, members[0], joins[0]):
        return 2
    for last in range(len(members) - 1, 0, -1):
        unit = members[last]
        if not (unit.tail or unit.cur) or "&" not in joins[last - 1] or any(j in "-t" for j in joins[:last]):
            continue
        years = unit.tail in tuple("Ty") and any(len(m.number.plain or "") == 4 for m in members[:last])
        if not years or members[0].tail:
            return last + 1
    return _share_noun(page, members, joins)


def _share_noun(page: Page, members: list[_Amount], joins: list[str]) -> int:
    """How many members count the same noun: 6, 9 and 8 projects."""
    if "&" not in joins[-1] or any(m.tail or m.cur for m in members) or any(j in "-t" for j in joins):
        return 1
    noun = page.language.noun(page.folded, members[-1].end)
    if noun is None:
        return 1
    for member in members[:-1]:
        member.noun = noun
    return len(members)


def _write(page: Page, members: list[_Amount], joins: list[str]) -> list[Quantity]:
    last = members[-1]
    if len(members) == 2 and (joins[0] in "-t" or _between(page, members[0], joins[0])):
        return _range(page, members[0], last)
    out = []
    for m in members:
        if not m.tail and last.tail:
            m.tail, m.tailtoken = last.tail, last.tailtoken
            if (
                last.number.scale != 1
                and m.number.scale == 1
                and m.number.value < last.number.mantissa * 1000
                and not m.number.words
                and last.cur
            ):
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


def _clock_hours(last: _Amount, low: Number, high: Number) -> bool:
    """Between 1100 and 1200 hours: two times of the day."""
    return (
        last.tail == "T"
        and last.tailtoken is not None
        and last.tailtoken.data == ("h", 1)
        and len(high.plain or "") == len(low.plain or "") == 4
    )


def _range(page: Page, a: _Amount, b: _Amount) -> list[Quantity]:
    """Two ends that share scale and unit: 3-5 million, 三至五成; from 3 to 5 per cent is two values."""
    low, high = a.number, b.number
    if low.scale == 1 and high.scale != 1 and low.value < high.mantissa and not a.tail:
        low = _scale(low, high.scale)
    if low.value >= high.value or _clock_hours(b, low, high):
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


_CHANCE = re.compile(
    r" (?:in|out of|in every|out of every) (two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|\d{1,3})(?=[ ,.;)]|\Z)"
)
_CHANCES = {w: n for n, w in enumerate("two three four five six seven eight nine ten".split(), start=2)} | {
    "twelve": 12,
    "twenty": 20,
    "thirty": 30,
    "fifty": 50,
}
_PER_ZH = re.compile(
    r"(时速|每(?:个)?(?:小时|秒|分钟|天|日|平方公里|平方米|立方米|公顷|升|千克|公斤))[\u4e00-\u9fff]{0,4} ?\Z"
)
_PER_EN = re.compile(
    r" (?:per|an?) (hour|second|minute|day|square kilomet(?:re|er)|square met(?:re|er)|cubic met(?:re|er)|hectare|lit(?:re|er)|kilogram)\b"
)
_PER = {
    "时速": "h", "小时": "h", "秒": "s", "分钟": "min", "天": "d", "日": "d", "平方公里": "km2", "平方米": "m2", "立方米": "m3",
    "公顷": "ha", "升": "L", "千克": "kg", "公斤": "kg", "hour": "h", "second": "s", "minute": "min", "day": "d",
    "square kilometre": "km2", "square kilometer": "km2", "square metre": "m2", "square meter": "m2", "cubic metre": "m3",
    "cubic meter": "m3", "hectare": "ha", "litre": "L", "liter": "L", "kilogram": "kg",
}  # fmt: skip


def _rate(page: Page, one: _Amount, unit: str) -> str:
    """The unit with what it is counted over: 时速350公里 and 350 kilometres per hour are km/h."""
    if "/" in unit:
        return unit
    if page.language.spaced:
        found = _PER_EN.match(page.lower, one.end)
    else:
        found = _PER_ZH.search(page.folded, max(0, one.start - 12), one.start)
    return f"{unit}/{_PER[found[1].removeprefix('每').removeprefix('个')]}" if found else unit


def _times(value: Decimal | Fraction, factor: Decimal | Fraction) -> Decimal | Fraction:
    if isinstance(value, Fraction) or isinstance(factor, Fraction):
        return Fraction(value) * Fraction(factor)
    return value * factor


_OFTEN = re.compile(r"每(?:个)?(年|季度|月|周|星期|天|日)[^，。；、：,.;:\d]{0,9}\Z")


_PERIODS = {
    "年": (1, "/a"),
    "季度": (4, "/a"),
    "月": (12, "/a"),
    "周": (1, "/wk"),
    "星期": (1, "/wk"),
    "天": (1, "/d"),
    "日": (1, "/d"),
}


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
        chance = _CHANCE.match(page.lower, one.end) if page.language.spaced and high is None else None
        if chance and number.plain is None and number.value == 1 and number.words:
            below = _CHANCES.get(chance[1]) or int(chance[1])
            return make(
                page, "fraction", one.start, chance.end(), value=f"1/{below}", **bounds(page, one.at, one.after)
            )
        noun = one.noun or page.language.noun(page.folded, one.end)
        if (
            noun is None
            and page.language.spaced
            and high is None
            and _AGED.search(page.lower[max(0, one.start - 40) : one.start])
        ):
            aged = bounds(page, one.at, one.after) | {"value": decimal_text(value), "unit": "a", "step": number.step}
            return make(page, "duration", one.start, one.end, **aged)
        if noun is None and number.plain and page.language.spaced and _is_name(page, one):
            return make(page, "reference", one.start, one.end, value=number.plain, unit="number")
    if (
        kind == "count"
        and high is None
        and not page.language.spaced
        and page.folded[one.end : one.end + 1] in ("次", "回")
    ):
        often_ = _OFTEN.search(page.folded[max(0, one.start - 14) : one.start])
        if often_ and not number.weak and number.value < 100:
            period_, unit_ = _PERIODS[often_[1]]
            return make(page, "frequency", one.start, one.end + 1, value=decimal_text(value * period_), unit=unit_)
    if kind == "measure":
        unit = _rate(page, one, unit or "")
    fields = bounds(page, one.at, one.after)
    if kind == "duration" and page.lower[max(0, one.start - 5) : one.start] == "over ":
        fields["bound"] = None  # tripled over five years: in the course of them
    fields["bound"] = fields["bound"] or number.bound
    fields["approximate"] = fields["approximate"] or number.approximate
    if unit == "h" and number.plain and len(number.plain) == 4 and high is None and number.value < 2400:
        clock = f"{number.plain[:2]}:{number.plain[2:]}"
        return make(page, "time", one.start, one.end, value=clock)
    if unit == "CNY" and page.hant and page.folded[one.end - 1] in "元圆块":
        unit = "XXX"
    if unit in _MINORS:
        factor = _MINORS[unit]
        unit = {"USX": "USD", "GBX": "GBP", "CNJ": "CNY", "XXC": "XXX"}[unit]
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
            return make(page, "time", one.start, one.end, value=f"{number.plain[:2]}:{number.plain[2:]}")
    if kind == "count" and noun and page.language.spaced:
        meaning = page.language.words.get(noun.lower())
        if meaning and meaning[0] == "time" and _FULL_TIME.match(page.lower, one.end):
            kind, noun, (unit, times) = "duration", None, meaning[1]
            factor = Decimal(times)
            step = number.step * factor if number.step is not None else None
            for name in ("value", "low", "high"):
                if name in fields and factor != 1:
                    fields[name] = decimal_text(Decimal(fields[name]) * factor)
    weak = number.weak and not one.extra and (kind in ("count", "duration") or (kind == "money" and number.value > 1))
    if (
        kind == "money"
        and number.step is None
        and number.approximate
        and number.plain is None
        and number.words
        and page.language.spaced
    ):
        weak = page.lower[one.start : one.end].split(" ")[0] in ("thousands", "millions", "billions")
    weak = weak or (number.approximate and number.step is None and kind == "duration")
    weak = weak or (kind == "duration" and page.folded[one.end : one.end + 5] == " Plan")
    if kind == "count" and number.words and not page.language.spaced and high is None:
        weak = weak or _loose(page, one)
    return make(page, kind, one.start, one.end, unit=unit, noun=noun, weak=weak, step=step, **fields)


_THESE = re.compile(r"[这该前后此其上等各下头]\Z|(?:上述|下述|其他|其余|另外)\Z")


def _loose(page: Page, one: _Amount) -> bool:
    """Whether one Chinese digit stands without a classifier (三大, 两国) or after 这: a word more than a figure."""
    word = page.folded[one.start : one.end]
    if len(word) != 1:
        return False
    if word == "两" and _THESE.search(page.folded[max(0, one.start - 3) : one.start]):
        return True
    if page.folded[one.end : one.end + 1] in ("级", "方"):
        return True
    return COUNTER.match(page.folded, one.end) is None
