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
from hedui.reconcile.comparable import NUMERIC

Way = Literal["up", "down"]

_ZH_NO = r"(?:(?:不|未|没有|无)[^，。；]{0,4}|(?:不得|不应|不能|不会|不可|不准|均不|都不)[^，。；]{0,14})"
_ZH_MORE = r"(?:超过|超出|逾(?!期)|多于|高于|大于|长于)"
_ZH_FEWER = r"(?:少于|低于|小于|短于|不足(?![率额額])|不到|不满)"
_ZH_LATEST = r"(?:[至最]迟|不迟于|不晚于)"
_ZH_GAP = r"(?!上[年月次届周季])(?:有|为|達|达|了|到)?[^，。；、：的前去（(=不\d一二三四五六七八九十两百千万亿]{0,5}"
_ZH_GAP += r"(?:总[数额量]的|全部的)?\s*$"
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
        ("down", re.compile(r"(?:至多|最多|(?<![达達做得等])不到|不足(?![率额額])|不满|未满|少于)" + _ZH_GAP)),
        ("down", re.compile(_ZH_LATEST + r"[^，。；、\d一二三四五六七八九十两百]{0,14}\s*$")),
        ("up", re.compile(r"至少[^，。；、的\d]{0,6}[^之以年月日]前\s*$")),
        ("down", re.compile(r"至多[^，。；、的\d]{0,6}[^之以年月日]前\s*$")),
        (
            "down",
            re.compile(
                r"(?:上限[为是定爲於于]{1,2}(?:每[^，。；、\d]{1,3})?|(?:以|各|每[^，。；、\d]{1,2})限|(?:低|小|短|轻|早)于(?:满分|总[数额分]的?)?)\s*$"
            ),
        ),
        ("up", re.compile(r"(?:下限[为是定爲於于]{1,2}|(?:高|大|长|重)于(?:满分|总[数额分]的?)?)\s*$")),
        ("down", re.compile(r"最[长長高大多]可?[达達为為]?\s*$")),
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
_BY_SHARE = re.compile(
    r"(?:%|per ?cent|points?) (?:above|below|over|under|(?:fewer|less|more|higher|lower) than) [^,;]*$", re.I
)
"""7.8 per cent below the $112.4 million: how far it lies from the amount, no bound of the amount."""
_EARLIER = re.compile(r"^(?:\s\w+){0,2} earlier\b", re.I)
"""More than three years earlier: it compares."""
_AIM = re.compile(r"^[^，。；、\d]{0,2}的[^，。；、\d]{0,4}(?:目标|目標|标准|標準|水平|平均|基准|要求|限值|门槛)")
"""高于95%的目标 compares with a target of 95 per cent."""
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
        ("up", re.compile(r"^[^，。；、的”」』\"\d一二两三四五六七八九十半]{0,4}(?:以上|或更[多长長高大久])")),
        (
            "down",
            re.compile(
                r"^[^，。；、的”」』\"\d一二两三四五六七八九十半]{0,4}(?:以下|以内|以內|之内|之內|或更[少短低小])"
            ),
        ),
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
_SO_OFTEN = re.compile(r"^[^，。；、\d]{0,3}(?:(?P<up>至少|最少|不[少低]于)|至多|最多|不超过|不多于)[^，。；]{0,6}次")
"""Behind how often something is: 每年至少进行一次."""
_ONCE = re.compile(r"\bat (least|most) (?:once|twice|one time) (?:in )?$", re.I)
"""Before it: at least once every two years."""
_Hints = dict[Way | None, re.Pattern[str]]
_FAR: dict[str, _Hints] = {
    "zh": {
        "up": re.compile(r"至少|最少|最低|起码|下限|超过|超出|突破|逾(?!期)|[多高大长]于|以上|不止|更[多长高大]"),
        "down": re.compile(
            r"至多|最多|最高|满分|上限|[少低小短]于|以下|以内|之内|未能|未达|不到|不足(?![率额額])|不满|未满|不及|更[少短低小]|限[额于制]|封顶"
        ),
        None: re.compile(r"最[长長高大小短远久低]|[至最]迟|不[迟晚]于|[为以每]限|限(?=\s?\d)|量级"),
    },
    "en": {
        "up": re.compile(
            r"\b(?:at least|minimum|more than|(?:larg|great|high|long|old|bigg)er than|exceed\w*|in excess)\b", re.I
        ),
        "down": re.compile(
            r"\b(?:at most|maximum|less than|fewer than|(?:small|low|short|young)er than|up to|max|cap(?:ped)?|ceiling"
            r"|limit\w*)\b",
            re.I,
        ),
        None: re.compile(
            r"\b(?:benchmark|threshold|majority|(?!few|small|low|short|young)\w{3,}er than|\w{3,}est)\b", re.I
        ),
    },
}
"""Words that bound a figure from anywhere in its clause: up, down, or either way."""
_NEAR: dict[str, _Hints] = {
    "zh": {
        "up": re.compile(r"(?!)"),
        "down": re.compile(r"近(?![年来代日期])|接近|几乎|将近|才|跌破|不及"),
        None: re.compile(r"[高长多可]?[达達]|[约約左右]|大约|上下|满"),
    },
    "en": {
        "up": re.compile(
            r"\b(?:over|above|beyond|upwards|surpass\w*|past|cross\w*|more|older|longer|greater|higher|top(?:s|ped|ping)?"
            r"|after|later)\b",
            re.I,
        ),
        "down": re.compile(
            r"\b(?:under|below|within|less|fewer|younger|shorter|lower|nearly|almost|close to|barely|scarcely|short of"
            r"|shy of|before|prior|earlier)\b",
            re.I,
        ),
        None: re.compile(
            r"\b(?:about|around|some|approximately|roughly|as \w+ as|reach\w*|down to|depth of|half-?way|mid-?way)\b",
            re.I,
        ),
    },
}
"""Words that bound or hedge it from right beside it."""
_HINT_AFTER = {
    "zh": re.compile(r"^[^，。；、\d]{0,4}(?:[多余餘内內]|以[上下内內]|[强強弱]|或若干|或更)"),
    "en": re.compile(r"^\s?(?:\+|plus\b|odd\b)", re.I),
}
_NEGATED_BOUNDS = {
    "zh": (
        (re.compile(_ZH_NO + _ZH_MORE), "至多"),
        (re.compile(_ZH_NO + _ZH_FEWER), "至少"),
    ),
    "en": (
        (re.compile(r"\b(?:not?|nor|none) (?:to |be |of |is |are )?(?:later than|" + _EN_MORE + ")", re.I), "at most"),
        (re.compile(r"\b(?:not?|nor|none) (?:to |be |of |is |are )?" + _EN_FEWER, re.I), "at least"),
    ),
}
"""Bounds said with a negation, each with a plain word for it."""
_NEGATED = {
    "zh": re.compile(r"[不未无没非勿莫否]|禁止|除|只|仅|才"),
    "en": re.compile(
        r"\b(?:not?|nor|none|never|neither|cannot|without|unless|except|only|until|before|if|fail\w*)\b|n't", re.I
    ),
}
"""Where such a word stands, a bound may be said the other way round: those under 18 are not admitted."""
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
        if (
            m
            and not _EARLIER.search(after)
            and not _BY_SHARE.search(before)
            and not (_AIM.search(after) and "于" in m.group()[1:2])
        ):
            back = _LATEST[lang].search(m.group()) and ("前" in m.group() or _UNTIL[lang].search(text[end : end + 30]))
            return "up" if back else way, start - len(before) + m.start(), start
    if lang == "en" and q.kind == "frequency" and (m := _ONCE.search(before)):
        return ("up" if m[1].lower() == "least" else "down"), start - len(before) + m.start(), start
    if lang == "en":
        m = _OVER.search(before) if not _BY_SHARE.search(before) else None
        lasts = q.kind in _LASTING or _PERIOD.match(text[end : end + 32])
        if m and (not lasts or m["for"] or _is_age(text, end, q)):
            return "up", start - len(before) + m.start(), start
        m = _UNDER.search(before) if not _BY_SHARE.search(before) else None
        if m and q.kind in ("money", "measure", "percent"):  # "under four headings" is no bound
            return "down", start - len(before) + m.start(), start
    if lang == "zh" and q.kind == "frequency" and (m := _SO_OFTEN.search(after)):
        return ("up" if m["up"] else "down"), end, end + m.end()
    if lang == "zh" and text[end - 1 : end] == "倍" and after[:1] == "多":
        return "up", end, end + 1
    for way, pattern in _AFTER[lang]:
        m = pattern.search(after)
        if m and (q.kind == "duration" or not _OF_AGE.search(m.group())):
            return way, end, end + m.end()
    return None


def _is_age(text: str, end: int, q: Quantity) -> bool:
    return _AGE.search(text[end : end + 12]) is not None or (q.kind == "duration" and _AGE.search(q.text) is not None)


Span = tuple[int, int, Quantity]


def hinted(
    text: str,
    start: int,
    end: int,
    lang: str,
    others: Iterable[Span],
    way: Way = "up",
    answered: Iterable[Span] = (),
) -> bool:
    """Whether a word in the clause around a figure may answer a bound; those that other figures own left out.

    ``answered`` are the figures whose own bound answers one of the other side.
    """
    lang = lang[:2]
    others = tuple(others)
    text = _without_earlier(others, frozenset(a for a, _, _ in answered), text, start, lang)
    if way == "up" and lang == "zh" and re.match(r"\s?[以之]?前", text[end : end + 3]):
        return True  # 截止时间10日前: at least 10 days before
    if way == "down" and lang == "zh" and _UP_TO.search(text[max(0, start - 4) : start]):
        return True
    text = text[:end] + _without_those_of(others, text, end, lang)
    before, near, after = (24, 10, 12) if lang == "zh" else (110, 34, 36)
    left = _STOP.split(text[max(0, start - before) : start])[-1]
    right = _STOP.split(text[end : end + after])[0]
    own = text[start:end]
    for pattern, plain in _NEGATED_BOUNDS[lang]:
        left, right = pattern.sub(plain, left), pattern.sub(plain, right)
    clause = left + own + right
    ways: tuple[Way | None, ...] = ("up", "down", None) if _NEGATED[lang].search(clause) else (way, None)
    return (
        any(_FAR[lang][w].search(clause) for w in ways)
        or any(_NEAR[lang][w].search(left[-near:]) or _NEAR[lang][w].search(own + right[:near]) for w in ways)
        or _HINT_AFTER[lang].search(right) is not None
    )


_AND = re.compile(r"[、,，和及与或]|\b(?:and|or)\b")


def _without_earlier(others: Iterable[Span], answered: frozenset[int], text: str, start: int, lang: str) -> str:
    """The text without the words right before earlier figures and the bounds of those that are answered.

    Where the figure goes on their list ("more than 20 States and 30 organizations") they stay.
    """
    chars = list(text)
    listed, near = (10, 3) if lang == "zh" else (28, 10)
    last = 0
    for a, b, q in others:
        if b > start or q.kind not in NUMERIC or (start - b <= listed and _AND.search(text[b:start])):
            continue
        found = phrase(text, a, b, lang, q) if a in answered else None
        first, to = (found[1], found[2]) if found else (max(last, a - near), a)
        chars[first:to] = " " * (to - first)
        last = b
    return "".join(chars)


def _without_those_of(others: Iterable[Span], text: str, end: int, lang: str) -> str:
    """What follows a figure, the words that bound later figures blanked out; an earlier bound may hold for a list."""
    rest = list(text[end:])
    near = 5 if lang == "zh" else 14
    for a, b, q in others:
        if a >= end:
            found = phrase(text, a, b, lang, q)
            left = max(end, min(a - near, found[1] if found else a))
            rest[left - end : a - end] = " " * (a - left)
    return "".join(rest)
