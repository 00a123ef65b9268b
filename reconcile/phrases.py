"""Words that stand for a number without naming it: 双方 for two parties, "annual" for every year, "this year" for 2015.

A figure that is left over on one side is explained where the other side has such a word for it. One line a phrase: the
kinds and values it may stand for, and the words. Only what is left over is looked up, so a line costs recall only where
the word stands and the figure is missing.
"""

from __future__ import annotations

import re

from hedui.model import Quantity

_Line = tuple[frozenset[str], str, re.Pattern[str]]


def _english(kinds: str, value: str, words: str) -> _Line:
    return frozenset(kinds.split()), value, re.compile(rf"\b(?:{'|'.join(words.split('/'))})\b", re.I)


def _chinese(kinds: str, value: str, words: str) -> _Line:
    return frozenset(kinds.split()), value, re.compile("|".join(words.split("/")))


_EN = (
    _english("count", "2", r"both/either/neither/bilateral\w*/two-\w+/dual/double/twin/pair/mutual\w*/bi-?\w+al"),
    _english("count", "2", r"respective\w*/the parties/the sides/between/themselves/each other/one another"),
    _english("count", "3", r"tripartite/trilateral/triple/triangular/trilog\w+/trio/tri-\w+"),
    _english("count", "4", r"quadripartite/quartet/quadruple"),
    _english("count", "0", r"no/none/nil/zero/without"),
    _english("count ordinal label reference", "1", r"either/any/single/sole/only/alone/each/every/another"),
    _english("count ordinal", "1", r"initial\w*/original\w*/unilateral\w*/top/leading"),
    _english("count measure money duration", "1", r"each/every/per/an?/another/additional/single/one/either/any"),
    _english("count", "10000", r"ten thousand"),
    _english("count", "12", r"dozen/zodiac\w*"),
    _english("reference ordinal", "2", r"secondly"),
    _english("reference ordinal", "3", r"thirdly"),
    _english("reference ordinal", "4", r"fourthly"),
    _english("duration count", "2", r"couple"),
    _english("ordinal", "2", r"another/again/further/latter/subsequent/secondly/other/next/runners?-up"),
    _english("ordinal", "*", r"last/final/latest/current"),
    _english("duration", "4", r"around/surround\w*/on all sides/perimeter"),
    _english("duration", "10", r"decades?/ten-?\w+"),
    _english("duration count", "2", r"biennium/biennial\w*/bienni\w+"),
    _english("duration", "100", r"century/centuries"),
    _english("frequency", "1", r"annual\w*/yearly/weekly/daily/a year/per year/by (?:year|week|day)"),
    _english("frequency", "4", r"quarterly/by quarter"),
    _english("frequency", "12", r"monthly/by month"),
    _english("frequency", "*", r"biennial\w*/proportion\w*/pro rata/prorat\w+"),
    _english("duration", "1", r"annual\w*/yearly/monthly/weekly/daily/quarter\w*/a year/per \w+/year/month/week/day"),
    _english(
        "frequency date duration",
        "*",
        r"quarterly/(?:(?:days?|weeks?|months?|quarters?)[ ,/]+(?:or |and )?)+(?:weeks?|months?|quarters?|years?)",
    ),
    _english("percent", "100", r"all/entire\w*/full\w*/complete\w*/wholly"),
    _english("duration", "24", r"(?:round|around) the clock/day and night/at all hours"),
    _english("fraction", "1/2", r"half/halv\w+/semi-?\w+/mid\w*/majority"),
    _english("fraction", "1/4", r"quarters?"),
    _english("ratio", "2", r"doubl\w+/twice/two-?fold"),
    _english("ratio", "3", r"tripl\w+/treble\w*/thrice/three-?fold"),
    _english(
        "date",
        "y",
        r"this year/that year/the (?:same |current |reporting |past |following |previous |preceding )?(?:year|period)"
        r"/last year/(?:a|one) year (?:earlier|ago|before)/year[ -]on[ -]year",
    ),
    _english("date", "*", r"(?:this|that|the same) (?:day|date|month|decade|century|biennium)/today/yesterday"),
)
_ZH = (
    _chinese("count", "2", "双(?![月周年])/[各对他我两]方(?![面案法式向便针])/对口/孪生/夫妻/夫妇/父母"),
    _chinese("count", "3", "三[方边角重]"),
    _chinese("count", "4", "四[方边重]"),
    _chinese("count", "0", "无/没有/未/零"),
    _chinese("count ordinal", "1", "一/单/唯一/独/首/初/各/每/某"),
    _chinese("count", "5", "五[常国國]"),
    _chinese("count", "12", "黄道/生肖/一打"),
    _chinese("count", "10000", "万[位元美]"),
    _chinese("count", "1000", "千[位元美]"),
    _chinese("reference ordinal", "1", "第一/首"),
    _chinese("ordinal", "2", "又一/另一/另外一/再次/再度/其次/后者/下一/秒/次席/亚军/次[高大小长女子轮日年月]"),
    _chinese("ordinal", "*", "最后/本[届次期]/上[一届次]/下[一届次]/历[届次]"),
    _chinese("duration", "10", "十年|[上中下]旬"),
    _chinese("count", "100", "百"),
    _chinese("duration count", "2", "两年期/双年"),
    _chinese("duration", "100", "世纪/百年"),
    _chinese("duration", "5", "五(?:时期|期间|规划|计划|以来|[”」])|五年(?:规划|计划)"),
    _chinese("duration", "1", "年度/每[年月周日天]/季度/全年/当年/同比/一年"),
    _chinese("frequency", "1", "[周年日]报/年度/每[年周日天]/年[会检]/历年/全年/逐年/同比"),
    _chinese("frequency", "4", "季[度报]"),
    _chinese("frequency", "12", "月[报度]/每月"),
    _chinese("frequency", "*", "两年期"),
    _chinese("fraction", "1/2", "半/同[父母]异[父母]/多数/多數/[月年]中/中[旬期]"),
    _chinese("fraction", "1/4", "季"),
    _chinese("ratio", "2", "翻[了一]?番/一倍/成倍/[双加翻]倍/倍增"),
    _chinese("ratio", "3", "两倍/三倍"),
    _chinese("date", "y", "[今本同当去该次翌全]年/上一?年/前一年/同[比期]/年内/本报告所述期间/报告期"),
    _chinese("date", "*", "[今本同当该次翌][月日天]/本世纪/上世纪"),
)


_SEVERAL = {
    "zh": re.compile(r"(?:多|若干|几|數|数)[个個项項种種名条條份次位]|以上"),
    "en": re.compile(r"\b(?:several|multiple|various|many|a number of)\b", re.I),
}
"""What "two or more" and 两个或两个以上 may be called."""


_BARE = r"(?<![\d.〇一二三四五六七八九十两百千万亿几数])"
_SCALES = {
    "1000": rf"{_BARE}千[\u4e00-\u9fff)）]",
    "10000": rf"{_BARE}万[\u4e00-\u9fff)）]",
    "1000000": rf"{_BARE}百万[\u4e00-\u9fff)）]",
    "100000000": rf"{_BARE}亿[\u4e00-\u9fff)）]",
}
"""Units that begin with a scale and no number: 万吨 is 10,000 t, 亿元 hundreds of millions of yuan."""


def stands_for(q: Quantity, other: str, lang: str) -> bool:
    """Whether the other side's text has a word that may stand for this figure."""
    if q.kind == "count" and q.value == "2" and q.bound == "ge":
        return _SEVERAL["zh" if lang.startswith("zh") else "en"].search(other) is not None
    if q.value in _SCALES and lang.startswith("zh") and re.search(_SCALES[q.value], other):
        return True
    if q.value is None:
        return False
    whole = (q.kind, q.value) in _WHOLE  # 100%, 24小时: "all", "round the clock"
    if any(c.isdigit() for c in q.text) and q.kind != "date" and q.value not in ("0", "1") and not whole:
        return False
    for kinds, value, words in _ZH if lang.startswith("zh") else _EN:
        if q.kind in kinds and _fits(value, q.value) and words.search(other):
            return True
    return False


_WHOLE = frozenset({("percent", "100"), ("duration", "24")})


def _fits(value: str, said: str) -> bool:
    """Whether a line's value covers this one; "y" is any year."""
    return value in ("*", said) or (value == "y" and said[:4].isdigit())
