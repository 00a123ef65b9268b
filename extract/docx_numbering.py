"""The numbers Word puts before paragraphs, computed as Word does (ECMA-376, part 1, section 17.9).

A paragraph names a numbering instance and a level; instances share the counters of the abstract numbering behind them,
unless they set a start of their own; a level begins again behind a higher one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering: its first number, format, text with %1 … %9 for the numbers, and indentation in points.

    ``restart`` is the level (from 1) behind which it begins again, 0 for never, None for any higher one.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    left: float = 0.0
    hanging: float = 0.0


@dataclass(slots=True)
class Numbering:
    """The numberings of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]]
    """Levels of each numbering instance."""
    shared: dict[str, str]
    """The abstract numbering of each instance."""
    starts: dict[str, dict[int, int]]
    """Starts that an instance sets anew."""
    by_style: dict[str, tuple[str, int]]
    """(instance, level) of the paragraph styles that numberings name."""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    seen: set[tuple[str, int]] = field(default_factory=set)

    def level(self, num: str, ilvl: int) -> Level | None:
        """A level of a numbering instance, None where there is none (the paragraph is then not numbered)."""
        return self.levels.get(num, {}).get(ilvl)

    def next(self, num: str, ilvl: int) -> str:
        """The label of the next paragraph of that instance and level, as printed."""
        level = self.level(num, ilvl)
        if level is None:
            return ""
        counts = self.counts.setdefault(self.shared[num], {})
        fresh = self.starts.get(num, {}).get(ilvl)
        if fresh is not None and (num, ilvl) not in self.seen:
            counts[ilvl] = fresh
        elif ilvl in counts:
            counts[ilvl] += 1
        else:
            counts[ilvl] = level.start
        self.seen.add((num, ilvl))
        for other in [k for k in counts if k > ilvl]:
            deeper = self.level(num, other)
            restart = deeper.restart if deeper else None
            if restart is None or (restart > 0 and ilvl < restart):
                del counts[other]
        return self._text(num, level, counts)

    def _text(self, num: str, level: Level, counts: dict[int, int]) -> str:
        if level.format == "bullet":
            return "•" if level.text else ""
        if level.format == "none":
            return re.sub(r"%\d", "", level.text)

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            part = self.level(num, at) or level
            return formatted(counts.get(at, part.start), "decimal" if level.legal else part.format)

        return re.sub(r"%([1-9])", number, level.text)


def read_numbering(root: _Element | None) -> Numbering:
    """The numberings of ``numbering.xml``."""
    numbering = Numbering({}, {}, {}, {})
    if root is None:
        return numbering
    abstract = {str(a.get(W + "abstractNumId")): a for a in root.iterchildren(W + "abstractNum")}
    linked = {link.get(W + "val"): a for a in abstract.values() for link in a.iterchildren(W + "styleLink")}
    for num in root.iterchildren(W + "num"):
        name, target = str(num.get(W + "numId")), num.find(W + "abstractNumId")
        shared = str(target.get(W + "val")) if target is not None else ""
        if shared not in abstract:
            continue
        definition = abstract[shared]
        link = definition.find(W + "numStyleLink")
        if link is not None and link.get(W + "val") in linked:
            definition = linked[link.get(W + "val")]
        levels = dict(map(_level, definition.iterchildren(W + "lvl")))
        starts: dict[int, int] = {}
        for override in num.iterchildren(W + "lvlOverride"):
            at = int(override.get(W + "ilvl", "0"))
            for own in override.iterchildren(W + "lvl"):
                levels[at] = _level(own)[1]
            start = override.find(W + "startOverride")
            if start is not None:
                starts[at] = int(start.get(W + "val", "1"))
        numbering.levels[name], numbering.shared[name], numbering.starts[name] = levels, shared, starts
        for lvl in definition.iterchildren(W + "lvl"):
            style = lvl.find(W + "pStyle")
            if style is not None:
                numbering.by_style.setdefault(str(style.get(W + "val")), (name, int(lvl.get(W + "ilvl", "0"))))
    return numbering


def _level(lvl: _Element) -> tuple[int, Level]:
    def value(tag: str, default: str) -> str:
        element = lvl.find(W + tag)
        return str(element.get(W + "val", default)) if element is not None else default

    restart = lvl.find(W + "lvlRestart")
    ind = lvl.find(f"{W}pPr/{W}ind")
    legal = lvl.find(W + "isLgl")
    left, hanging = indents(ind) if ind is not None else (0.0, 0.0)
    level = Level(
        int(value("start", "0")),
        _format_of(lvl),
        value("lvlText", ""),
        legal is not None and legal.get(W + "val") not in ("0", "false"),
        int(restart.get(W + "val", "0")) if restart is not None else None,
        left,
        hanging,
    )
    return int(lvl.get(W + "ilvl", "0")), level


def _format_of(lvl: _Element) -> str:
    element = lvl.find(W + "numFmt")
    if element is None:  # a format newer than Word 2007 stands in an alternate content, which we read as decimal
        return "decimal"
    if element.get(W + "val") == "custom":
        return "decimalZero" if str(element.get(W + "format", "")).startswith("0") else "decimal"
    return str(element.get(W + "val", "decimal"))


def indents(ind: _Element) -> tuple[float, float]:
    """(left indent, hanging indent) in points; a first-line indent is a negative hanging one."""
    left = ind.get(W + "left") or ind.get(W + "start") or "0"
    hanging, first = ind.get(W + "hanging"), ind.get(W + "firstLine")
    return _points(left), _points(hanging) if hanging else -_points(first or "0")


def _points(twips: str) -> float:
    try:
        return float(twips) / 20
    except ValueError:
        return 0.0


# Formats --------------------------------------------------------------------------------------------------------------

_ROMAN: tuple[tuple[int, str], ...] = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
)
_ROMAN += ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_DIGITS = {
    "chineseCounting": "〇一二三四五六七八九",
    "ideographDigital": "〇一二三四五六七八九",
    "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "taiwaneseDigital": "○一二三四五六七八九",
}
_COUNTING = {
    "chineseCounting": ("〇一二三四五六七八九", "十百千", "万"),
    "chineseCountingThousand": ("〇一二三四五六七八九", "十百千", "万"),
    "japaneseCounting": ("〇一二三四五六七八九", "十百千", "万"),
    "taiwaneseCounting": ("○一二三四五六七八九", "十百千", "萬"),
    "taiwaneseCountingThousand": ("○一二三四五六七八九", "十百千", "萬"),
    "chineseLegalSimplified": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万"),
    "ideographLegalTraditional": ("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬"),
    "japaneseLegal": ("零壱弐参四伍六七八九", "拾百阡", "萬"),
}


def formatted(number: int, format: str) -> str:
    """A number in one of Word's formats (ST_NumberFormat); those of other languages come out as decimal."""
    if format in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if format == "upperRoman" else roman
    if format in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if format == "upperLetter" else letter
    if format in _COUNTING and 0 <= number < 100_000:
        if format == "chineseCounting" and number >= 100:  # above 99 Word writes digit by digit in this format
            return "".join(_DIGITS[format][int(digit)] for digit in str(number))
        return _counted(number, *_COUNTING[format])
    if format in _DIGITS:
        return "".join(_DIGITS[format][int(digit)] for digit in str(number))
    return _enclosed(number, format) or _ordinal(number, format)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        while number >= value:
            out, number = out + sign, number - value
    return out


def _counted(number: int, digits: str, steps: str, wan: str) -> str:
    """一, 十, 十一, 二十, 一百零五, 一千二百; the leading 一 of 一十 is left out where the digits are plain ones."""
    if number == 0:
        return digits[0]
    out = ""
    if number >= 10_000:
        out, number = _counted(number // 10_000, digits, steps, wan) + wan, number % 10_000
        if 0 < number < 1000:
            out += "零"
    text, zero = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + (steps[power - 1] if power else "")
            zero = False
        else:
            zero = True
    if not out and text.startswith("一十"):
        text = text[1:]
    return out + text


def _enclosed(number: int, format: str) -> str:
    first, count = {
        "decimalEnclosedCircle": (0x2460, 20),
        "decimalEnclosedCircleChinese": (0x2460, 20),
        "decimalEnclosedParen": (0x2474, 20),
        "decimalEnclosedFullstop": (0x2488, 20),
        "ideographEnclosedCircle": (0x3280, 10),
    }.get(format, (0, 0))
    if 1 <= number <= count:
        return chr(first + number - 1)
    if format == "ideographTraditional" and 1 <= number <= 10:
        return _STEMS[number - 1]
    if format == "ideographZodiac" and 1 <= number <= 12:
        return _BRANCHES[number - 1]
    if format == "ideographZodiacTraditional" and 1 <= number <= 60:
        return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]
    return ""


def _ordinal(number: int, format: str) -> str:
    if format == "ordinal":
        suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{suffix}"
    if format == "decimalZero":
        return f"{number:02d}"
    if format == "decimalFullWidth":
        return str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    return str(number)
