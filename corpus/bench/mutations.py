"""Seeded single errors for any bilingual text: what a slip of a translator or of a keyboard does to one figure.

Every mutator looks at one side of a pair for figures of its kind and offers changes (where, what instead). It reads
with patterns of its own, not with hedui's reader of quantities, so that what hedui can't read is planted all the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

HAN = "零一二三四五六七八九十"
MONTHS = "January February March April May June July August September October November December".split()
WORDS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty thirty".split()
ORDINALS = (
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
).split()
NUMBER = r"(?<![\d.,/A-Za-z’'\-–])\d+(?:[., ]\d{3})*(?:\.\d+)?(?![\d/A-Za-z])"
COUNTER = "[个名项份次座所条位篇期台辆宗幢场艘家届间套张件人户国段章节种类]|个月|年|天|日内|小时|分钟"
GAP = r"[  ]?"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change: characters ``start`` to ``end`` of the text of ``side`` (0 is Chinese) become ``new``."""

    kind: str
    side: int
    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        """The text with the error in it."""
        return text[: self.start] + self.new + text[self.end :]


Change = tuple[int, int, str]
Mutator = Callable[[str, random.Random], Iterator[Change]]


def other(digit: str, rng: random.Random) -> str:
    """Another digit from 1 to 9."""
    return rng.choice([d for d in "123456789" if d != digit])


def _digit(text: str, start: int, end: int, rng: random.Random) -> Change:
    """One digit between ``start`` and ``end`` made another."""
    at = rng.choice([i for i in range(start, end) if text[i].isdigit()])
    return at, at + 1, other(text[at], rng)


def digits_where(pattern: str, group: int = 1) -> Mutator:
    """A mutator that changes one digit of what ``group`` of the pattern matches."""
    compiled = re.compile(pattern)

    def mutate(text: str, rng: random.Random) -> Iterator[Change]:
        for match in compiled.finditer(text):
            at = group if match[group] is not None else match.lastindex or group
            yield _digit(text, match.start(at), match.end(at), rng)

    return mutate


def swapped(pattern: str, others: Mapping[str, Sequence[str]], group: int = 1) -> Mutator:
    """A mutator that puts another word for what ``group`` matches: one of ``others[it]``."""
    compiled = re.compile(pattern)

    def mutate(text: str, rng: random.Random) -> Iterator[Change]:
        for match in compiled.finditer(text):
            choices = [word for word in others.get(match[group].lower(), ()) if word != match[group].lower()]
            if choices:
                new = rng.choice(choices)
                upper = match[group][0].isupper() and match[group][0].isascii()
                yield match.start(group), match.end(group), new.capitalize() if upper else new

    return mutate


def dropped(pattern: str, group: int = 0) -> Mutator:
    """A mutator that leaves out what ``group`` matches."""
    compiled = re.compile(pattern)

    def mutate(text: str, rng: random.Random) -> Iterator[Change]:
        yield from ((match.start(group), match.end(group), "") for match in compiled.finditer(text))

    return mutate


def numeral(pattern: str) -> Mutator:
    """A mutator that changes one numeral among Chinese numerals, 一 left out: a new value of the same length."""
    compiled = re.compile(pattern)

    def mutate(text: str, rng: random.Random) -> Iterator[Change]:
        for match in compiled.finditer(text):
            places = [i for i in range(match.start(1), match.end(1)) if text[i] in HAN[2:10] + "两"]
            if places:
                at = rng.choice(places)
                yield (
                    at,
                    at + 1,
                    rng.choice([c for c in HAN[2:10] if c not in (text[at], "二" if text[at] == "两" else "")]),
                )

    return mutate


def month_day(pattern: str, top: int) -> Mutator:
    """A mutator that puts another whole number up to ``top`` for what group 1 matches."""
    compiled = re.compile(pattern)

    def mutate(text: str, rng: random.Random) -> Iterator[Change]:
        for match in compiled.finditer(text):
            new = rng.choice([n for n in range(1, top + 1) if n != int(match[1])])
            yield match.start(1), match.end(1), str(new)

    return mutate


def exchanged(text: str, rng: random.Random) -> Iterator[Change]:
    """Two different plain numbers of a text exchanged."""
    found = [m for m in re.finditer(NUMBER, text) if not re.match(rf"{GAP}[年月日]|{GAP}条|{GAP}段", text[m.end() :])]
    pairs = [(a, b) for a in found for b in found if a.start() < b.start() and a[0] != b[0] and not _year(a, b)]
    if pairs:
        a, b = rng.choice(pairs)
        yield a.start(), b.end(), b[0] + text[a.end() : b.start()] + a[0]


def _year(a: re.Match[str], b: re.Match[str]) -> bool:
    """One of the two looks like a year and the other does not."""
    return bool(re.fullmatch(r"(19|20)\d\d", a[0])) != bool(re.fullmatch(r"(19|20)\d\d", b[0]))


def added(pattern: str, form: str) -> Mutator:
    """A mutator that puts a number at the end of what the pattern matches."""
    compiled = re.compile(pattern)

    def mutate(text: str, rng: random.Random) -> Iterator[Change]:
        for match in compiled.finditer(text):
            yield match.end(), match.end(), form.format(rng.randint(13, 87))

    return mutate


def _all(words: Sequence[str]) -> dict[str, Sequence[str]]:
    return {word.lower(): [other.lower() for other in words] for word in words}


FRACTIONS = ("one third", "one quarter", "one fifth", "two thirds", "three quarters", "one half")
ZH_CURRENCY = {"美元": ["欧元", "英镑"], "欧元": ["美元"], "英镑": ["美元"], "瑞士法郎": ["欧元"], "日元": ["美元"]}
EN_CURRENCY = {"$": ["€", "£"], "€": ["$"], "usd ": ["EUR "], "us$": ["€"], "rmb ": ["US$"], "£": ["$"]}
ZH_BOUND = r"至少|不少于|不低于|不超过|不高于|至多|最多|最长|(?<=[\d%％年人个])(?:以上|以下)|超过"
EN_BOUND = r"\b(?:at least|not less than|no less than|not more than|no more than|more than|less than|up to|fewer than) "

ZH_TURNED = {
    "至少": ["至多"], "不少于": ["不超过"], "不低于": ["不高于"], "不超过": ["不少于"], "不高于": ["不低于"],
    "至多": ["至少"], "最多": ["最少"], "以上": ["以下"], "以下": ["以上"], "超过": ["不足"],
}  # fmt: skip
EN_TURNED = {
    "at least": ["at most"], "not less than": ["not more than"], "no less than": ["no more than"],
    "not more than": ["not less than"], "no more than": ["no less than"], "more than": ["less than"],
    "less than": ["more than"], "at most": ["at least"], "fewer than": ["more than"], "over": ["under"],
    "up to": ["at least"],
}  # fmt: skip
ZH_UNITS = (
    ("公里", "米", "厘米", "毫米"), ("吨", "公斤", "千克", "克"), ("平方公里", "公顷", "平方米"), ("年", "个月", "天"),
    ("小时", "分钟"), ("千瓦", "兆瓦"), ("升", "毫升"), ("周", "天"),
)  # fmt: skip
EN_UNITS = (
    ("km", "m", "cm", "mm"), ("kilometres", "metres", "centimetres"), ("tons", "tonnes", "kilograms"),
    ("kg", "g", "mg"), ("hectares", "square kilometres", "square metres"), ("years", "months", "weeks", "days"),
    ("hours", "minutes"), ("kW", "MW"), ("kB", "MB", "GB"),
)  # fmt: skip


def _among(groups: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Each word of a group with the others of it; tons and tonnes are one."""
    same = {"tons": "tonnes", "tonnes": "tons", "公斤": "千克", "千克": "公斤"}
    return {w.lower(): [o for o in group if o not in (w, same.get(w))] for group in groups for w in group}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


MUTATORS: tuple[tuple[str, int, Mutator], ...] = (
    ("digit", 0, digits_where(rf"({NUMBER})(?!{GAP}(?:[年月日条段款号]|[%％]|百分点))")),
    ("digit", 1, digits_where(rf"({NUMBER})(?! ?(?:per cent|percent|%|{'|'.join(MONTHS)}))")),
    ("number in words", 0, numeral(rf"(?<!第)(?<!分之)([{HAN}百千两]+)(?={GAP}(?:{COUNTER}))")),
    ("number in words", 1, swapped(rf"(?i)\b({'|'.join(WORDS)})\b(?![- ](?:thirds|quarters|fifths))", _all(WORDS))),
    ("万/亿", 0, swapped(r"(?<=\d)[  ]?(万|亿)(?!分)", {"万": ["亿"], "亿": ["万"]})),
    ("thousand/million", 1, swapped(r"\b(thousand|million|billion)\b", _all(["thousand", "million", "billion"]))),
    ("year", 0, digits_where(rf"(?:19|20)(\d\d)(?={GAP}年)")),
    ("year", 1, digits_where(r"(?<![\d/,.–-])(?:19|20)(\d\d)(?![\d/,.]\d|[/\d])")),
    ("month", 0, month_day(rf"(?<!\d)(1?\d){GAP}月", 12)),
    ("month", 1, swapped(rf"\b({'|'.join(MONTHS)})\b", {m.lower(): MONTHS for m in MONTHS})),
    ("day", 0, month_day(rf"(?<=月)[  ]?([12]?\d|3[01]){GAP}日", 28)),
    ("day", 1, month_day(rf"(?<!\d)([12]?\d|3[01]) (?={'|'.join(MONTHS)})", 28)),
    ("ordinal", 0, numeral(rf"第([{HAN}]+)(?=[届次份期章卷个])")),
    ("ordinal", 1, swapped(rf"(?i)\b({'|'.join(ORDINALS)})\b(?! of )", _all(ORDINALS))),
    ("percent", 0, digits_where(r"(\d+(?:\.\d+)?)[  ]?[%％]")),
    ("percent", 1, digits_where(r"(\d+(?:\.\d+)?) ?(?:per cent|percent|%)")),
    ("currency", 0, swapped("(" + "|".join(ZH_CURRENCY) + ")", ZH_CURRENCY)),
    ("currency", 1, swapped(r"(?i)(US\$|USD |RMB |[$€£])(?=\d)", EN_CURRENCY)),
    ("range end", 0, digits_where(rf"\d{GAP}(?:[日月年%]|个月|周|天)?{GAP}[至–-]{GAP}(\d+)(?![\d/])")),
    ("range end", 1, digits_where(r"(?<=\d) ?(?:–|-|to|and) ?(\d+)(?![\d/])(?= )")),
    (
        "fraction",
        0,
        swapped("([三四五六八]分之[一二三四])", _all(["三分之一", "四分之一", "五分之一", "三分之二", "四分之三"])),
    ),
    ("fraction", 1, swapped(rf"(?i)\b({'|'.join(FRACTIONS)})\b", _all(FRACTIONS))),
    ("reference", 0, digits_where(rf"第{GAP}[(（]?(\d+)[)）]?{GAP}(?:条|段|款|章)")),
    ("reference", 1, digits_where(r"(?i)\b(?:article|paragraph|section|rule|chapter|paras?\.)s? (\d+)")),
    ("symbol", 0, digits_where(r"[A-Z][A-Za-z]*(?:/[A-Za-z0-9.]+)+?[/.](\d+)")),
    ("symbol", 1, digits_where(r"[A-Z][A-Za-z]*(?:/[A-Za-z0-9.]+)+?[/.](\d+)")),
    ("exchanged", 0, exchanged),
    ("exchanged", 1, exchanged),
    ("left out", 0, dropped(rf"{NUMBER}{GAP}(?:[个名项份次座所条位篇期台辆宗](?!月))(?=[\u4e00-\u9fff])")),
    ("left out", 1, dropped(rf"(?:{NUMBER}|\b(?:{'|'.join(WORDS)})\b) (?=[a-z]{{4,}}s\b)")),
    ("added", 0, added("所有|各(?=[国类]家?)|这些|上述", " {} 个")),
    ("added", 1, added(r"(?i)\b(?:the|all|these|other) (?=(?!its|this|has|was|does|us)[a-z]{5,}[^su\W]s\b)", "{} ")),
    ("bound dropped", 0, dropped(ZH_BOUND)),
    ("bound dropped", 1, dropped(EN_BOUND)),
    (
        "bound turned",
        0,
        swapped(rf"({_any(w for w in ZH_TURNED if w[-1] not in '上下')}|(?<=[\d%％年人个])以[上下])", ZH_TURNED),
    ),
    ("bound turned", 1, swapped(rf"(?i)\b({_any(EN_TURNED)})\b(?= [\d$€£]| (?:{'|'.join(WORDS)})\b)", EN_TURNED)),
    ("unit", 0, swapped(rf"\d{GAP}({_any(u for g in ZH_UNITS for u in g if u != '年')})", _among(ZH_UNITS))),
    ("unit", 1, swapped(rf"\d{GAP}({_any(u for g in EN_UNITS for u in g)})\b(?![²³/-])", _among(EN_UNITS))),
    ("points", 0, swapped(r"\d[  ]?(个?百分点)", {"百分点": ["%"], "个百分点": ["%"]})),
    ("points", 1, swapped(r"\d (percentage points)", {"percentage points": ["per cent"]})),
    ("time", 0, digits_where(rf"(?<![\d:：])(\d{{1,2}}(?:[:：]\d\d|{GAP}[时時](?!期|间|間|段|候|，)))(?!\d)")),
    (
        "time",
        1,
        digits_where(r"(?i)(?<![\d:.,])(\d{1,2}(?:[:.]\d\d)?)(?= ?[ap]\.?m\b)|(?<![\d:])(\d{1,2}:\d\d)(?![\d:])"),
    ),
)
KINDS = tuple(dict.fromkeys(kind for kind, _, _ in MUTATORS))


def mutations(zh: str, en: str, rng: random.Random) -> list[Mutation]:
    """All single errors that this pair allows, one way each. The same seed gives the same list."""
    texts = (zh, en)
    return [
        Mutation(kind, side, start, end, new)
        for kind, side, mutate in MUTATORS
        for start, end, new in mutate(texts[side], rng)
        if texts[side][start:end] != new and start >= _after_label(texts, side)
    ]


_LABEL = re.compile(r"\s*(?:\d+(?:\.\d+)*|[IVX]+)[.、]?\s")


def _after_label(texts: tuple[str, str], side: int) -> int:
    """Where a text begins after the number of its heading: 0 unless both sides have such a number."""
    ends = [found.end() for text in texts if (found := _LABEL.match(text))]
    return ends[side] if len(ends) == 2 else 0
