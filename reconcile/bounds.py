"""What the words beside a figure say of its limits: more than, at least, up to, 超过, 以上, 不到.

Two questions are kept apart. ``stated`` asks for a plain word of bounding that belongs to this very figure, and which
way it points; only such a word can be dropped or turned. ``hinted`` asks whether anything around the figure may answer
a bound of the other side (nearly, 高达, a maximum of … is 16); where it does, nothing is said to be dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from hedui.model import Quantity

Way = Literal["up", "down"]

_ZH_NO = r"(?:(?:不|未|没有|无)[^，。；]{0,4}|(?:不得|不应|不能|不会|不可|不准|均不|都不)[^，。；]{0,14})"
_ZH_MORE = r"(?:超过|超出|逾(?!期)|多于|高于|大于|长于)"
_ZH_FEWER = r"(?:少于|低于|小于|短于)"
_ZH_LATEST = r"(?:[至最]迟|不迟于|不晚于)"
_ZH_GAP = r"(?!上[年月次届周季])(?:有|为|達|达|了|到)?[^，。；、：的前去（(=\d一二三四五六七八九十两百千万亿]{0,5}\s*$"
_EN_GAP = r"\s+(?:an? |the |some |about )?(?-i:[A-Z]{2,4}\s?)?[$€£¥]?\s*$"
_EN_MORE = r"(?:(?:more|greater|higher|longer|older|larger) than|exceed(?:s|ed|ing)?|in excess of|surpass\w*)"
_EN_FEWER = r"(?:less|fewer|lower|shorter|younger|smaller) than"

_EN_NOT = (
    r"\b(?:shall|must|may|should|can|could|will|would) ?not (?!only|all)(?:(?!\b(?:only|whether|if|unless|until|but)\b)"
    r"[^,.;:]){1,70}?\b"
)
"""A negation at a distance: shall not cause a deformation of more than 1 per cent."""

_BEFORE: dict[str, tuple[tuple[Way, re.Pattern[str]], ...]] = {
    "zh": (
        ("down", re.compile(_ZH_NO + _ZH_MORE + _ZH_GAP)),
        ("up", re.compile(_ZH_NO + _ZH_FEWER + _ZH_GAP)),
        ("up", re.compile(r"(?:至少|最少|起码|不止|超过|超出|逾(?!期)|多于)" + _ZH_GAP)),
        ("down", re.compile(r"(?:至多|最多|不到|不足|不满|未满|少于)" + _ZH_GAP)),
        ("down", re.compile(_ZH_LATEST + r"[^，。；、\d一二三四五六七八九十两百]{0,14}\s*$")),
    ),
    "en": (
        (
            "down",
            re.compile(r"\b(?:not?|none) (?:to |be |of |is |are )?(?:later than|" + _EN_MORE + ")" + _EN_GAP, re.I),
        ),
        ("up", re.compile(r"\b(?:not?|nor|none) (?:to |be |of |is |are )?" + _EN_FEWER + _EN_GAP, re.I)),
        ("down", re.compile(_EN_NOT + _EN_MORE + _EN_GAP, re.I)),
        ("up", re.compile(_EN_NOT + _EN_FEWER + _EN_GAP, re.I)),
        ("up", re.compile(r"\b(?:at least|a minimum of|more than|exceed(?:s|ed|ing)?|in excess of)" + _EN_GAP, re.I)),
        (
            "down",
            re.compile(
                r"(?<!-)(?<!add )(?<!adds )(?<!adding )(?<!added )\b(?:at most|up to|a maximum of|(?:less|fewer) than)"
                + _EN_GAP,
                re.I,
            ),
        ),
    ),
}
_OVER = re.compile(
    r"(?<!\d and )(?<!\d or )(?P<for>\b(?:for|well|just|aged|age|of|to|slightly|little)\s+)?\b(?:over|above)" + _EN_GAP,
    re.I,
)
_LASTING = ("duration", "ratio", "frequency")
_PERIOD = re.compile(
    r"^\W*(?:\w+ ){0,2}?(?:nights?|shifts?|sessions?|hours?|days?|weekends?|weeks?|months?|quarters?|years?|decades?"
    r"|seasons?|issues?|terms?|cycles?|periods?|rounds?|phases?|stages?|meetings?|visits?|pages?|columns?|instal+ments?)\b",
    re.I,
)
_AGE = re.compile(r"^\d+$|\bof age\b|\bold\b")
"""Where "over" with a stretch of time is a bound ("over 55", "over 18 years of age"): "over two days" is during."""
_OF_AGE = re.compile(r"(?:old|young)er$", re.I)
_BY_SHARE = re.compile(r"(?:%|per ?cent|points?) (?:above|below|over|under) [^,;]*$", re.I)
"""7.8 per cent below the $112.4 million: how far it lies from the amount, no bound of the amount."""
_EARLIER = re.compile(r"^(?:\s\w+){0,2} earlier\b", re.I)
_UNDER = re.compile(r"\b(?:under|below)" + _EN_GAP, re.I)
_UNTIL = {
    "zh": re.compile(r"^[^，。；]{0,10}前"),
    "en": re.compile(r"^[^,.;]{0,24}\b(?:before|prior|in advance|preceding)\b"),
}
"""A deadline counted back: no later than six weeks before is at least six weeks before."""
_LATEST = {"zh": re.compile(_ZH_LATEST), "en": re.compile(r"\bno(?:t)? later than|\bat the latest", re.I)}
_AFTER: dict[str, tuple[tuple[Way, re.Pattern[str]], ...]] = {
    "zh": (
        ("up", re.compile(r"^\s?(?:多(?![边邊元样樣数數方党黨瑙哥米])|[余餘](?![额額下款地数數]))(?=[㐀-鿿])")),
        ("up", re.compile(r"^[^，。；、的”」』\"\d]{0,4}(?:以上|或更[多长長高大久])")),
        ("down", re.compile(r"^[^，。；、的”」』\"\d]{0,4}(?:以下|以内|以內|之内|之內|或更[少短低小])")),
    ),
    "en": (
        (
            "up",
            re.compile(
                r"^(?:\s\w+){0,2} (?:(?:or|and) (?:older|over|above|upwards?)"
                r"|or (?:more|higher|longer|greater|later|newer))\b(?! than| \d)",
                re.I,
            ),
        ),
        (
            "down",
            re.compile(
                r"^(?:\s\w+){0,2} (?:(?:or|and) (?:younger|under|below)|or (?:less|fewer|lower|shorter|earlier))\b"
                r"(?! than| \d)",
                re.I,
            ),
        ),
    ),
}
_FAR = {
    "zh": re.compile(
        r"至少|最少|最低|起码|至多|最多|最高|上限|下限|超过|超出|突破|逾(?!期)|[多少高低大小]于|以上|以下|以内|之内|不到|不足|不止|"
        r"不满|未满|更[多少长短高低大小]|最[长長高大小短远久]|[至最]迟|不[迟晚]于|限[额于制]|[为以每]限|限(?=\s?\d)|封顶"
    ),
    "en": re.compile(
        r"\b(?:at (?:least|most)|(?:not?|nor) (?:less|fewer|more|later|greater|higher|lower)|minimum|maximum"
        r"|more than|less than|\w{3,}er than|exceed\w*|up to|in excess"
        r"|max|cap(?:ped)?|ceiling|limit\w*|benchmark|threshold|majority)\b",
        re.I,
    ),
}
"""Words that bound a figure from anywhere in its clause."""
_NEAR = {
    "zh": re.compile(r"[高长多可]?[达達]|[约約左右]|大约|上下|近(?![年来代日期])|接近|几乎|将近|才|跌破|不及|满"),
    "en": re.compile(
        r"\b(?:over|under|above|below|within|beyond|upwards|surpass\w*|past|cross\w*|more|less|fewer|older|younger"
        r"|longer|shorter|greater|higher|lower|nearly|almost|close to|about|around|some|approximately|roughly"
        r"|as \w+ as|top(?:s|ped|ping)?|barely|scarcely|reach\w*|down to|depth of|short of|shy of"
        r"|half-?way|mid-?way|before|after|prior|earlier|later)\b",
        re.I,
    ),
}
"""Words that bound or hedge it from right beside it."""
_HINT_AFTER = {
    "zh": re.compile(r"^[^，。；、\d]{0,4}(?:[多余餘内內]|以[上下内內]|[强強弱]|或若干|或更)"),
    "en": re.compile(r"^\s?(?:\+|plus\b|odd\b)", re.I),
}
_UP_TO = re.compile(r"至\s*$|[升降增减提]到\s*$")
_STOP = re.compile(r"[;；。\n]|(?<!max)(?<!min)(?<!approx)\.\s")


def stated(text: str, start: int, end: int, lang: str, q: Quantity) -> Way | None:
    """Which way a plain word of bounding points that belongs to the figure at start to end, None without one."""
    found = phrase(text, start, end, lang[:2], q)
    return found[0] if found else None


def phrase(text: str, start: int, end: int, lang: str, q: Quantity) -> tuple[Way, int, int] | None:
    """The same with where the word stands."""
    reach = 24 if lang == "zh" else 110
    before = text[max(0, start - reach) : start]
    after = text[end : end + 24]
    for way, pattern in _BEFORE[lang]:
        m = pattern.search(before)
        if m and not _EARLIER.search(after):  # "more than three years earlier" compares
            back = _LATEST[lang].search(m.group()) and ("前" in m.group() or _UNTIL[lang].search(text[end : end + 30]))
            return "up" if back else way, start - len(before) + m.start(), start
    if lang == "en":
        m = _OVER.search(before) if not _BY_SHARE.search(before) else None
        lasts = q.kind in _LASTING or _PERIOD.match(text[end : end + 32])
        if m and (not lasts or m["for"] or _is_age(text, end, q)):
            return "up", start - len(before) + m.start(), start
        m = _UNDER.search(before) if not _BY_SHARE.search(before) else None
        if m and q.kind in ("money", "measure", "percent"):  # "under four headings" is no bound
            return "down", start - len(before) + m.start(), start
    for way, pattern in _AFTER[lang]:
        m = pattern.search(after)
        if m and (q.kind == "duration" or not _OF_AGE.search(m.group())):
            return way, end, end + m.end()
    return None


def _is_age(text: str, end: int, q: Quantity) -> bool:
    return _AGE.search(text[end : end + 12]) is not None or (q.kind == "duration" and _AGE.search(q.text) is not None)


def hinted(
    text: str, start: int, end: int, lang: str, others: Iterable[tuple[int, int, Quantity]], way: Way = "up"
) -> bool:
    """Whether a word in the clause around a figure may answer a bound; those that other figures own left out."""
    lang = lang[:2]
    if way == "up" and lang == "zh" and re.match(r"\s?[以之]?前", text[end : end + 3]):
        return True  # 截止时间10日前: at least 10 days before
    if way == "down" and lang == "zh" and _UP_TO.search(text[max(0, start - 4) : start]):
        return True
    text = text[:end] + _without_those_of(others, text, end, lang)
    before, near, after = (24, 10, 12) if lang == "zh" else (110, 34, 36)
    left = _STOP.split(text[max(0, start - before) : start])[-1]
    right = _STOP.split(text[end : end + after])[0]
    own = text[start:end]
    return bool(
        _FAR[lang].search(left + own + right)
        or _NEAR[lang].search(left[-near:])
        or _NEAR[lang].search(own + right[:near])
        or _HINT_AFTER[lang].search(right)
    )


def _without_those_of(others: Iterable[tuple[int, int, Quantity]], text: str, end: int, lang: str) -> str:
    """What follows a figure, the words that bound later figures blanked out; an earlier bound may hold for a list."""
    rest = list(text[end:])
    near = 5 if lang == "zh" else 14
    for a, b, q in others:
        if a >= end:
            found = phrase(text, a, b, lang, q)
            left = max(end, min(a - near, found[1] if found else a))
            rest[left - end : a - end] = " " * (a - left)
    return "".join(rest)
