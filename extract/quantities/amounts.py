"""Readings of amounts: a number with what follows it (money, percent, measures, durations, counts), ranges, lists."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hedui.extract.quantities.build import Made, decimal_text, make
from hedui.extract.quantities.company_zh import (
    CHANGE,
    COUNTER,
    CUT_OFF,
    DAY_WORD,
    DIVIDED,
    LOOSE_MONEY,
    LOOSE_UNITS,
    MONEY_WORD,
    MORE_OF,
    PART_WORD,
    PARTIES,
    SMALL_CHANGE,
    UNIT_GOES_ON,
    ZERO,
)
from hedui.extract.quantities.grammar import Found, Page
from hedui.extract.quantities.language import CLASSES, Number, Token
from hedui.extract.quantities.meanings import Amount, quantity
from hedui.extract.quantities.units import MINOR_MONEY, PREFIXES
from hedui.model import Quantity

MOST_MEMBERS = 40
"""A list longer than this is read in pieces."""
_TOLERANCE = CLASSES["plusminus"]
_JOIN = re.compile(rf"-[t&]|[-t&{_TOLERANCE}]|,&?")  # 10- to 15-litre bags
_HALF = Decimal("0.5")
_CENT = Decimal("0.01")
_TENTH = Decimal("0.1")
_ANY_CENT = ("XXC", "USX")


def amount(page: Page, found: Found) -> Made:
    """Everything that is a number with what follows it, and the ranges and lists of such numbers."""
    first = one(page, found.start)
    if first is None:
        return None
    members: list[Amount] = [first]
    joins: list[str] = []
    while len(members) < MOST_MEMBERS and (found.start >= page.bare_until or not joins):
        join = _JOIN.match(page.classes, members[-1].after)
        following = one(page, join.end()) if join else None
        if join is None or following is None or not _may_join(members[-1], following, join.group()):
            break
        joins.append(join.group()[-1] if join.group()[0] == "-" else join.group())
        members.append(following)
    kept = _belonging(page, members, joins)
    if kept == 1 and len(members) > 2:
        page.bare_until = members[-1].at  # what follows is the same list without a unit: don't go through it again
    return _write(page, members[:kept], joins[: kept - 1]), members[kept - 1].after


def one(page: Page, at: int) -> Amount | None:
    """The amount at token ``at``: a bound, a minus sign, a currency, the number and its tail."""
    classes, tokens = page.classes, page.tokens
    lead = _LEAD.match(classes, at)
    assert lead is not None
    begin, at = lead.end(1), lead.end()
    if at >= len(classes) or classes[at] not in "NY":
        return None
    money = tokens[lead.start("money")] if lead["money"] else None
    if money and not (_is_money(page, money) and page.lower[money.start : money.end] in PREFIXES):
        return None
    number: Number = replace(tokens[at].data)
    if "~" in lead.group():
        number = replace(number, value=-number.value, mantissa=-number.mantissa, plain=None, weak=False, high=None)
    boundary = classes[begin - 1] if begin else ""
    made = Amount(begin, number, tokens[begin].start, tokens[at].end, boundary, money.data if money else None)
    made.after = _tail(page, made, _and_fraction(page, made, at + 1))
    return made


_LEAD = re.compile(r"(<{0,9})~?(?:(?P<money>C)C?~?)?")


def _is_money(page: Page, token: Token) -> bool:
    """Whether a code of three letters is printed as one: TRY is a currency, try a word."""
    word = page.folded[token.start : token.end]
    if word == "HK":
        return page.folded[token.end : token.end + 1].isdigit()
    return not (2 <= len(word) <= 3 and word.isascii() and word.isalpha() and word.islower()) or word in _SMALL_CODES


_SMALL_CODES = frozenset("usd eur rmb gbp chf yen won".split())


def per_scale(page: Page, found: Found) -> Made:
    """12 deaths per thousand live births: what a rate is counted over, where no share is meant."""
    token = page.tokens[found.start]
    if not _for_a_thousand(page, token) or not _PEOPLE.match(page.lower, token.end):
        return None
    worth = Decimal(100 * token.data[1])
    start = token.start + page.lower[token.start : token.end].rindex(" ") + 1
    number = Number(worth, worth, Decimal(1), Decimal(1), None, words=True, weak=True)
    made = Amount(found.start, number, start, token.end)
    made.after = _tail(page, made, found.end)
    return [quantity(page, made, worth, None)], made.after


def _for_a_thousand(page: Page, token: Token) -> bool:
    """Whether a share is said in words that may also count: per thousand (people), not ‰."""
    return token.data[1] == _PER_MILLE and " " in page.lower[token.start : token.end]


_PER_MILLE = 10


def a_dollar(page: Page, found: Found) -> Made:
    """A dollar, a dollar and forty cents: one, where the word is no other (a real, a won game)."""
    token = page.tokens[found.end - 1]
    word = page.lower[token.start : token.end]
    number_behind = page.classes[found.end : found.end + 1] in ("N", "Y")
    if number_behind or page.language.words.get(f"{word}s") != ("cur", token.data):
        return None
    first = page.tokens[found.start]
    single = Number(Decimal(1), Decimal(1), Decimal(1), Decimal(1), None, words=True, weak=True)
    made = Amount(found.start, single, first.start, first.end)
    made.take(token)
    made.after = _minor(page, made, found.end)
    return [replace(quantity(page, made, single.value, None), weak=not made.extra)], made.after


def restated(page: Page, found: Found) -> Made:
    """Two (2) men, 两(2)名: one figure said twice; where words and digits differ, both are kept."""
    word, digits = found["w"], found["n"]
    assert word
    assert digits
    spelled, printed = word.data, digits.data
    if not spelled.words or printed.words or printed.plain is None or spelled.high is not None or spelled.approximate:
        return None
    made = Amount(found.start, replace(spelled, weak=False), word.start, page.tokens[found.end - 1].end)
    made.after = _tail(page, made, found.end)
    first = quantity(page, made, spelled.value, None)
    if printed.value == spelled.value:
        return [first], made.after
    if first.kind == "count" and first.noun is None:
        return None
    end = made.end if made.tail else digits.end
    other = replace(made, number=replace(printed), start=digits.start, end=end, noun=first.noun)
    cut = replace(first, end=word.end, text=page.text[word.start : word.end])
    return [cut, quantity(page, other, printed.value, None)], made.after


def owed(page: Page, found: Found) -> Made:
    """$(1,234), $(1.2) million: what accounts print for less than nothing."""
    sign, n = page.tokens[found.start], found["n"]
    assert n
    number, close = n.data, page.tokens[found.end - 1]
    if close.end - sign.end != n.end - n.start + 2 or page.lower[sign.start : sign.end] not in PREFIXES:
        return None
    if number.words or (number.value < 100 and number.step == 1):
        return None  # US$ (1): the mark of a note
    made = Amount(found.start, replace(number, value=-number.value, mantissa=-number.mantissa), sign.start, close.end)
    made.money, made.after = sign.data, _scale_behind(page, made, found.end)
    return [quantity(page, made, made.number.value, None)], made.after


def bracketed(page: Page, found: Found) -> Made:
    """(80) million dollars: the walk goes on at the scale, which now holds the number too."""
    digits, scale = found["n"], found["s"]
    assert digits
    assert scale
    if not scale.data.words or not scale.data.weak or scale.data.value < 100:
        return None
    scale.data, scale.start = digits.data.scaled(Decimal(scale.data.value)), page.tokens[found.start].start
    return [], found.end - 1


# --- fractions behind the number -------------------------------------------------------------------------------------


def _and_fraction(page: Page, made: Amount, at: int) -> int:
    """Takes a fraction behind a whole number into it: 2 1/4, 3½, five and a quarter, 一又三分之一."""
    match = _MIXED.match(page.classes, at)
    if match is None or made.number.high is not None:
        return at
    tokens = page.tokens[at : match.end()]
    share = (
        _printed_share(page, page.tokens[at - 1].data, tokens[0]) if tokens[0].kind in "KV" else _spoken_share(tokens)
    )
    if share is None:
        return at
    value = Fraction(made.number.value) + (share if made.number.value >= 0 else -share)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    whole: Decimal | Fraction = exact if Fraction(exact) == value else value
    made.number = Number(whole, whole, Decimal(1), None, None, made.number.words)
    made.end = tokens[-1].end
    return _scale_behind(page, made, match.end())


def _scale_behind(page: Page, made: Amount, at: int) -> int:
    """Takes a scale word behind a mixed number: one and a third billion, 2¼ million."""
    token = page.tokens[at] if page.classes[at : at + 1] == "N" else None
    if token is None or not (token.data.weak and token.data.words) or token.data.value < 1000:
        return at
    made.number, made.end = made.number.scaled(Decimal(token.data.value)), token.end
    return at + 1


_MIXED = re.compile(r"K|V|&[Nu]-?[FOq]|@NzN")


def _printed_share(page: Page, number: Number, token: Token) -> Fraction | None:
    """The fraction in 2 1/4, 2¼ and 1 4/3."""
    top, _, bottom = (token.data if token.kind == "K" else token.data[0]).partition("/")
    plain = number.plain
    if plain is None or not (top.isdecimal() and bottom.isdecimal() and 0 < int(bottom) <= 100):
        return None
    if not 0 < int(top) < int(bottom) and not len(top) == len(bottom) == 1:
        return None
    if token.kind == "K" and (len(plain) > 3 or page.folded[token.start - 1] != " "):
        return None
    return Fraction(int(top), int(bottom))


def _spoken_share(tokens: list[Token]) -> Fraction | None:
    """The fraction in five and a quarter, 一又三分之一."""
    parts = [token for token in tokens[1:] if token.kind in "NuFOq"]
    if tokens[0].kind == "@":
        return Fraction(parts[1].data.value) / Fraction(parts[0].data.value) if parts[0].data.value else None
    above = parts[0].data.value if parts[0].kind == "N" else 1
    last = parts[1]
    below = {"q": 4, "O": getattr(last.data, "value", 0), "F": last.data}[last.kind]
    if (last.kind == "O" and (below < 3 or not last.data.words)) or not 0 < above < below:
        return None
    return Fraction(above) / Fraction(below)


# --- what stands behind the number -----------------------------------------------------------------------------------


def _tail(page: Page, made: Amount, at: int) -> int:
    """Takes the unit behind a number into the amount; where the tokens of the amount end."""
    at, middle = at, _before_unit(page, made, at)
    kind = page.classes[middle : middle + 1]
    token = page.tokens[middle] if kind else None
    spaced = page.language.spaced
    if token is None:
        return at
    if kind == "f" and not spaced and page.classes[middle + 1 : middle + 2] in ("T", "y"):
        made.take(page.tokens[middle + 1])  # 三个半年头, 两年半 has its half behind
        made.extra = _HALF
        return middle + 2
    if made.money and (kind == "i" or (kind == "C" and token.data in _ANY_CENT)):
        made.number, made.end = made.number.scaled(_CENT), token.end  # HK32.5 cents, 人民币8分
        return middle + 1
    if kind == "$":
        made.take(token, tail="T")
        made.extra = _HALF
        return middle + 1
    if not (kind in "PBTUCjJs" or (not spaced and (kind == "y" or page.folded[token.start] == DAY_WORD))):
        return at
    if kind == "j" and page.folded.startswith(PART_WORD, token.end) and not DIVIDED.match(page.folded, token.end):
        return at  # 三成分 are three components, 六成分两次 six tenths in two parts
    many = made.number.value >= 100 or _PEOPLE.match(page.lower, token.end)
    if kind == "P" and many and _for_a_thousand(page, token):
        return at  # 370 per thousand people
    if kind == "C" and made.money:
        heads_next = page.folded[token.start - 1] == " " and page.classes[middle + 1 : middle + 2] in ("N", "Y")
        if token.data != made.money or heads_next:
            return at  # $ 5 $ 6 are two amounts
        return _minor(page, made, middle + 1)
    if kind in "UC" and not _real_unit(page, token, made):
        return at
    made.take(token)
    if kind == "T" and page.folded.startswith(MORE_OF, token.start):
        made.number.bound, made.number.approximate = "gt", True
    return _behind_unit(page, made, middle + 1)


def _before_unit(page: Page, made: Amount, at: int) -> int:
    """Where the unit stands: behind a hyphen (four-day), 多 (二十多年) or "of" (thousands of dollars)."""
    two = page.classes[at : at + 2]
    if len(two) < 2:
        return at
    if page.language.spaced and two[0] == "-" and two[1] in "TUCP":
        return at if two[1] == "C" and page.classes[at + 2 : at + 3] == "N" else at + 1  # $10-$20
    if not page.language.spaced and two[0] == ">" and two[1] in "TUCPBym" and page.tokens[at].data[0] == "gt":
        made.number.bound, made.number.approximate = "gt", True
        return at + 1
    vague = made.number.words and made.number.approximate and made.number.step is None
    return at + 1 if two in ("oC", "oU") and vague else at


def _behind_unit(page: Page, made: Amount, at: int) -> int:
    """Takes what belongs to the unit: cents, a half, the second digit of 一成八, below zero."""
    token = page.tokens[at] if at < len(page.tokens) else None
    if made.tail == "U" and page.lower.startswith(" below zero", made.end):
        made.number.value, made.end = -made.number.value, made.end + len(" below zero")
        made.unit = "Cel" if made.unit == "deg" else made.unit
    elif made.tail == "C":
        return _minor(page, made, at)
    elif token is None or page.language.spaced:
        return at
    elif made.tail in "jJ" and token.kind == "N" and token.end - token.start == 1 and token.start <= made.end + 1:
        spread = token.start > made.end and page.classes[at + 1 : at + 2] != ""  # 七成 六 by itself
        if not spread and COUNTER.match(page.folded, token.end) is None:
            made.extra, made.end = Decimal(token.data.value) / 10, token.end
            return at + 1
    elif made.tail == "s" and token.start == made.end and _HUNDREDTHS.fullmatch(page.folded, token.start, token.end):
        made.extra, made.end = Decimal(token.data.value) / 100, token.end  # 9秒96
        return at + 1
    elif made.tail in "jTyU" and token.kind == "f":
        made.extra, made.end = _HALF, token.end
        return at + 1
    return at


def _minor(page: Page, made: Amount, at: int) -> int:
    """Takes cents behind dollars into the amount: five dollars and thirty cents, 五元三毛五分, 三块五."""
    if made.unit in MINOR_MONEY:
        return at
    match = _CENTS.match(page.classes, at)
    if match is None and (worth := _unsaid_cents(page, made, at)):
        made.extra, made.end = Decimal(page.tokens[at].data.value) * worth, page.tokens[at].end
        return at + 1
    while match:
        token, number = page.tokens[match.end() - 1], page.tokens[match.end() - 2].data
        zero = page.folded[page.tokens[at].start : page.tokens[at].end] if match.group()[0] == "_" else ZERO
        worth = _CENT if token.kind == "i" else MINOR_MONEY.get(token.data, ("", None))[1]
        if worth is None or zero != ZERO or number.value >= (10 if token.kind == "i" else 100):
            break
        made.extra, made.end, at = made.extra + Decimal(number.value) * worth, token.end, match.end()
        match = _CENTS.match(page.classes, at)
    return at


def _unsaid_cents(page: Page, made: Amount, at: int) -> Decimal | None:
    """What the number behind a currency is worth where nothing follows it: thirteen dollars forty-five, 三块五."""
    token = page.tokens[at] if page.classes[at : at + 1] == "N" else None
    if token is None or token.data.high is not None or token.data.step != 1 or made.boundary in ("b", "w"):
        return None
    if not page.language.clues["closes"].match(page.lower, token.end):
        return None
    if not page.language.spaced:
        return _TENTH if page.folded[made.end - 1] in LOOSE_MONEY and token.data.value < 10 else None
    whole = made.number.value == int(made.number.value) and page.folded[made.end - 1].isalpha()
    return _CENT if whole and 10 <= token.data.value < 100 and token.start == made.end + 1 else None


_PEOPLE = re.compile(
    r" (?!(?:and|or|in|for|while|with|to|by|at|on|from|as|the|a|compared|but|against|after|over|of)\b)[a-z]"
)
_HUNDREDTHS = re.compile(r"\d\d")
_CENTS = re.compile(r"[&@_]?N[Ci]")
_ENDS = ("", *" ，,。.、)")
_GOES_ON = (*_ENDS, *UNIT_GOES_ON)


def _real_unit(page: Page, token: Token, made: Amount) -> bool:
    """Whether a unit of one character is meant: 5 m is metres, 5 A is not, 三角 may be a triangle."""
    word, behind = page.folded[token.start : token.end], page.folded[token.end : token.end + 1]
    if token.kind == "C" and not _is_money(page, token):
        return False
    if len(word) == 1 and word.isascii() and word.isalpha():
        return not made.number.words and word in "mgLlWVtK" and not (behind == "." and _letter_at(page, token.end + 1))
    if word in CUT_OFF:
        return behind not in tuple(CUT_OFF[word])
    if word in SMALL_CHANGE:
        return behind == MONEY_WORD
    if word in LOOSE_MONEY:
        if CHANGE.match(page.folded, token.end):
            return True
        if page.folded[token.end : token.end + 2].strip().isdigit():
            return False  # 三块 200 GB 的硬盘
        return behind in (*_ENDS, MONEY_WORD) and not made.number.weak
    if word == PARTIES and made.number.words and made.number.value < 10:
        return False  # 甲、乙、丙三方 are parties
    return word not in LOOSE_UNITS or behind in _GOES_ON


def _letter_at(page: Page, at: int) -> bool:
    return page.folded[at : at + 1].isalpha()


# --- ranges and lists ------------------------------------------------------------------------------------------------


def _may_join(a: Amount, b: Amount, join: str) -> bool:
    """Whether two neighbouring amounts may be members of one range or list."""
    if b.money and a.money != b.money:
        return False
    if a.tail and (a.tail, a.unit) != (b.tail, b.unit):
        return False
    return not (join == "-" and not a.tail and not b.tail and a.number.value >= b.number.value)


def _belonging(page: Page, members: list[Amount], joins: list[str]) -> int:
    """How many members really belong together: a range, or a list that shares the unit or noun of its last member."""
    if len(members) == 1:
        return 1
    if _is_range(page, members, joins) or joins[0] == _TOLERANCE:
        return 2
    if any(join in "-t" for join in joins):
        joins = joins[: next(i for i, join in enumerate(joins) if join in "-t")]
        members = members[: len(joins) + 1]
    clues, start = page.language.clues, members[0].start
    if clues["numbered"].search(page.folded, max(0, start - 24), start):
        return 1  # serotype 1 and 7 per cent of the others
    if len(members) == 2 and members[1].tail == "P" and page.folded[members[0].end] == ",":
        return 1  # an increase of 291, or 2.1 per cent
    for last in range(len(members) - 1, 0, -1):
        if (members[last].tail or members[last].money) and "&" in joins[last - 1]:
            years = members[last].tail in "Ty" and any(len(m.number.plain or "") == 4 for m in members[:last])
            if not years or members[0].tail:
                return last + 1
    return _sharing_noun(page, members, joins)


def _is_range(page: Page, members: list[Amount], joins: list[str]) -> bool:
    """Whether the first two are the ends of a range: 3-5, 三至五, between 3 and 5, two or three."""
    if _or_so(page, members):
        members[0].number.approximate = members[1].number.approximate = True
        return True
    return joins[0] in "-t" or (joins[0] == "&" and members[0].boundary == "b")


def _or_so(page: Page, members: list[Amount]) -> bool:
    """Whether two neighbours in words are meant for about so many: two or three days, as 两三天."""
    a, b = members[0].number, members[1].number
    if len(members) > 2 or members[0].tail or not (a.words and b.words):
        return False
    last = b.mantissa if a.scale == 1 and b.scale != 1 else b.value  # two or three hundred
    if Fraction(last) - Fraction(a.value) != 1 or last >= 10:
        return False
    return page.lower[members[0].end : members[1].start].strip() in page.language.alternatives


def _sharing_noun(page: Page, members: list[Amount], joins: list[str]) -> int:
    """How many members count the same noun: 6, 9 and 8 projects."""
    if not joins or "&" not in joins[-1] or any(m.tail or m.money for m in members):
        return 1
    noun = page.language.noun(page.folded, members[-1].end)
    if noun is None:
        return 1
    for member in members[:-1]:
        member.noun = noun
    return len(members)


def _write(page: Page, members: list[Amount], joins: list[str]) -> list[Quantity]:
    if len(members) == 2 and _is_range(page, members, joins):
        return _range(page, *members)
    last = members[-1]
    for member in members[:-1]:
        if not member.tail and last.tail:
            _share_unit(member, last)
    if joins and joins[0] == _TOLERANCE:
        _share_tolerance(page, *members)
    return [quantity(page, member, member.number.value, member.number.high) for member in members]


def _share_unit(member: Amount, last: Amount) -> None:
    """The unit of the last member is meant for all; its scale too where money is listed ($3, $4 and $5 million)."""
    member.tail, member.unit = last.tail, last.unit
    scale = last.number.scale
    bare = member.number.scale == 1 and not member.number.words
    if last.money and scale != 1 and bare and member.number.value < last.number.mantissa * 1000:
        member.number = member.number.scaled(scale)


def _share_tolerance(page: Page, value: Amount, spread: Amount) -> None:
    """What a value and its tolerance have in common, whichever it is printed with: $5 ± 0.2 million, 12 ± 3 days."""
    spread.money = spread.money or value.money
    if not spread.tail:
        value.noun = page.language.noun(page.folded, spread.end)


def _range(page: Page, a: Amount, b: Amount) -> list[Quantity]:
    """Two ends that share scale and unit (3-5 million, 三至五成); "from 3 to 5 per cent" is two values."""
    if a.number.scale == 1 and b.number.scale != 1 and a.number.value < b.number.mantissa and not a.tail:
        a.number = a.number.scaled(b.number.scale)
    low, high = a.number.value, b.number.value
    by = bool(a.tail) and page.lower[max(0, a.start - 4) : a.start] == " by "
    moving = page.language.spaced and (a.boundary == "w" or by)
    if _is_proportion(page, a, b):
        value = f"{decimal_text(low)}:{decimal_text(high)}"
        return [make(page, "ratio", a.start, b.end, value=value)]
    if low >= high or moving or _clock_hours(a, b):
        if not a.tail:
            a.tail, a.unit = b.tail, b.unit
        b.money = b.money or a.money
        return [quantity(page, a, low, None), quantity(page, b, high, None)]
    whole = replace(b, at=a.at, start=a.start, boundary=a.boundary, money=a.money or b.money, extra=Decimal(0))
    return [quantity(page, whole, _plus(low, a.extra), _plus(high, b.extra))]


def _is_proportion(page: Page, a: Amount, b: Amount) -> bool:
    """A ratio of 13.8 to 1."""
    if not page.language.spaced or a.tail or b.tail or a.money or b.money or a.boundary in ("w", "b"):
        return False
    if b.number.value == 1 and a.number.value > 1:
        return True
    dashed = "-" in page.folded[a.end : b.start] and a.number.value < b.number.value  # a ratio of 0.73 (0.61-0.88)
    return not dashed and "ratio" in page.lower[max(0, a.start - 80) : a.start]


def _plus(value: Decimal | Fraction, extra: Decimal) -> Decimal | Fraction:
    return value + Fraction(extra) if isinstance(value, Fraction) else value + extra


def _clock_hours(a: Amount, b: Amount) -> bool:
    """Between 1100 and 1200 hours: two times of the day."""
    return b.unit == ("h", 1) and len(a.number.plain or "") == len(b.number.plain or "") == 4
