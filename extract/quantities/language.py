"""The shape of a language: the same fields for each, so that a further language is one file.

A ``Language`` holds words (phrase to class and meaning), the numerals, look-alikes that are no numbers, patterns over
classes, and how the counted noun is found. The engine reads nothing else about a language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hedui.model import Bound

Meaning = tuple[str, Any]
"""A class of the grammar (see ``CLASSES``) and what the word means in it."""


@dataclass(slots=True)
class Number:
    """A number as read from the text, before anybody knows what it counts.

    ``mantissa`` × ``scale`` = ``value``; ``step`` is the worth of the last printed digit; ``plain`` holds the digits
    where the number was printed as bare digits ("2025"), which is what years, days and labels look like.
    """

    value: Decimal | Fraction
    mantissa: Decimal | Fraction
    scale: Decimal
    step: Decimal | None
    plain: str | None = None
    words: bool = False
    bound: Bound | None = None
    approximate: bool = False
    weak: bool = False
    high: Decimal | Fraction | None = None

    def scaled(self, worth: Decimal) -> Number:
        """The number with a scale behind it: 3.5 and million."""
        step = self.step * worth if self.step else None
        value = self.value * Fraction(worth) if isinstance(self.value, Fraction) else self.value * worth
        return Number(value, self.value, worth, step, None, self.words)


@dataclass(slots=True)
class Token:
    """Characters ``start`` to ``end``, their class (one letter, see ``CLASSES``) and meaning."""

    kind: str
    start: int
    end: int
    data: Any = None


@dataclass(frozen=True, eq=False)
class Language:
    """All that the engine knows of a language."""

    code: str
    words: Mapping[str, Meaning]
    never: tuple[str, ...]
    numeral: str
    """Regular expression of a numeral in words, or of one word of it."""
    numbers: Callable[[str, int, bool], tuple[Number, int] | None]
    """The number at a position (with decimal comma or point) and where it ends; None where there is none after all."""
    patterns: tuple[tuple[str, str], ...]
    """(reading, pattern over classes), tried in this order."""
    noun: Callable[[str, int], str | None]
    """The counted noun in a folded text after a position."""
    spaced: bool
    """Whether words are separated by spaces."""
    clues: Mapping[str, re.Pattern[str]]
    """Expressions for what stands around a number, see ``CLUES``; ``NEVER`` for what a language does not have."""
    alternatives: frozenset[str] = frozenset()
    """Words between two neighbours that are meant for about so many: or."""
    periods: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """For the clue "often": how often a year or week, and the unit."""


NEVER = re.compile(r"(?!)")
CLUES: Mapping[str, str] = {
    "chance": "behind one: in ten (one in ten)",
    "chance_of": "the same with a noun between: one household in three",
    "often": "before a number of times: 每年",
    "at": "before a time of four digits: at 0300",
    "aged": "before an age: children under",
    "titled": "before the number of a named thing: Supplement",
    "numbered": "the same for a common noun: on line",
    "full": "between number and unit of time: two full years",
    "per": "behind a measure: per hour",
    "every": "before a measure: 每小时",
    "these": "before a number that only repeats: 这两",
    "more": "before a multiple that is added: 增加了",
    "into": "before a multiple that is reached: 增加到",
    "scale": "before a scale word that a rate is counted over: per (million hours)",
    "factor": "before a multiple that is called so: by a factor of",
    "closes": "behind cents that are not called so: thirteen dollars forty-five",
    "pairs": "behind a number that stands alone: three pairs",
    "as_much": "behind a multiple: as many",
}


CLASSES: Mapping[str, str] = {
    "num": "N",  # 25, twenty-five, 三十
    "year": "Y",  # four bare digits 1000 to 2199, 二〇二五
    "ord": "O",  # eleventh, 11th
    "nth": "d",  # 第
    "pct": "P",  # %, per cent
    "pctof": "p",  # 百分之
    "tenth": "j",  # 成
    "discount": "J",  # 折
    "timehalf": "$",  # 个半月
    "points": "B",  # percentage points
    "cur": "C",  # USD, 美元
    "unit": "U",  # kg, 公里
    "time": "T",  # years, 个月 (durations)
    "month": "M",  # August
    "nian": "y",  # 年
    "yue": "m",  # 月
    "ri": "D",  # 日
    "part": "E",  # early, mid, late; 上旬, 底
    "dash": "-",
    "to": "t",  # to, 至
    "and": "&",  # and, or, 和, 、
    "comma": ",",
    "slash": "/",
    "open": "(",
    "close": ")",
    "dot": ".",
    "before": "<",  # bounds before the number
    "after": ">",  # bounds after the number
    "ref": "r",  # article, 附件: before its number
    "refend": "R",  # 条, 款: after its number
    "roman": "I",  # IV, ii
    "letter": "l",  # a single letter, as in 3 (a)
    "sym": "X",  # a document symbol, URL, name with digits
    "version": '"',  # 3.5.1
    "slashed": "K",  # 70/1, 2024/25, 1/3
    "iso": "Z",  # 2025-08-25
    "stamp": "τ",  # a date in one piece: 05AUG2015, 2015-08-05T15:03Z
    "zone": "ζ",  # UTC+8
    "feast": "φ",  # May Day, 元旦: a day of the year by its name
    "clock": "H",  # 10:15
    "lap": "'",  # 4:12.06
    "ampm": "a",  # a.m.
    "daypart": "A",  # 上午
    "shi": "h",  # 时, 点
    "fen": "i",  # 分
    "miao": "s",  # 秒
    "half": "f",  # half, 半
    "over": "z",  # 分之
    "plus": "@",  # 又
    "denominator": "F",  # thirds
    "of": "o",
    "a": "u",  # a, an
    "from": "w",
    "between": "b",
    "decade": "e",  # 1990s, 年代
    "century": "g",
    "quarter": "q",
    "halfyear": "Q",  # 上半年
    "times": "x",  # 倍, -fold
    "grow": "G",  # 增加, doubled
    "every": "v",  # every, 每
    "often": "k",  # quarterly
    "resolution": "S",  # resolution, 号决议
    "number": "n",  # No., 号
    "minus": "~",  # minus, negative, 负
    "scale": "c",  # million (after digits)
    "weekday": "W",
    "last": "L",
    "spell": "?",  # half a year
    "fracword": "V",  # half of, 一半
    "weakord": "1",  # first, 首次
    "anniversary": "2",
    "both": "8",
    "period": "3",  # biennium
    "clockword": "4",  # noon
    "twice": "5",
    "the": "6",
    "none": "7",
    "thousands": ";",  # '000
    "quarterno": "^",  # Q2
    "proportion": ":",  # 1:2
    "manifold": "!",  # double, triple
    "age": "9",  # aged, 年龄
    "era": "=",  # 公元前, BCE
    "again": "`",  # 至前, in 公元前475年至前221年
    "reign": "+",  # 康熙
    "firstyear": "0",  # 元年
    "lunarmark": "%",  # 农历
    "lunarmonth": "[",  # 正月, lunar month
    "lunarday": "]",  # 初一
    "versus": "|",  # 比
    "coordinate": "\\",  # 35°12′
    "weekly": "*",  # every Wednesday
    "head": "#",  # the label at the head of a text: 18. / 二、
    "plusminus": "{",  # ±
    "roundclock": "}",  # 24/7
    "gap": "_",
}

ALIASES: Mapping[str, str] = {"item": "[NlIu]", "daymark": "[Dn]"}
"""Names in patterns for several classes: what may stand in brackets, as in 3(a)."""
