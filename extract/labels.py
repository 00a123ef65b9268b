"""The labels of numbered paragraphs and items: 1. (a) iv) 1.2.3 一、 （二） 第三条 Article 4 ① •

A line gives candidates only; which of them are labels shows in their sequence and place. "2025. " at the start of a
line is the end of a sentence unless a 2024. and the indentation of a label speak for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_HAN = "〇零一二三四五六七八九十百千"
_ROMAN = re.compile(r"[ivxlc]{1,6}\Z|[IVXLC]{1,6}\Z")
_VALID_ROMAN = re.compile(r"c{0,3}(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})\Z")

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("decimal", re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,5})\.?(?=[\s]|[^\x00-\x7f]|$)")),
    ("dot", re.compile(r"(\d{1,4})\.(?!\d)(?=\s|[^\s.,;:)]|$)")),
    ("comma", re.compile(rf"(\d{{1,3}}|[{_HAN}]{{1,4}})、")),
    ("dot", re.compile(rf"([{_HAN}]{{1,4}})\.(?!\d)")),
    ("both", re.compile(rf"\(\s?(\d{{1,4}}|[a-z]{{1,5}}|[A-Z]{{1,2}}|[IVXLC]{{1,6}}|[{_HAN}]{{1,4}})\s?\)")),
    ("close", re.compile(rf"(\d{{1,3}}|[ivxlc]{{1,6}}|[a-zA-Z]|[IVXLC]{{1,6}}|[{_HAN}]{{1,3}})\)(?=[^.,;:)]|$)")),
    ("dot", re.compile(r"([ivxlc]{1,6}|[a-zA-Z]|[IVXLC]{1,6})\.(?=\s|[^\x00-\x7f]|$)")),
    (
        "article",
        re.compile(rf"(第\s?(?:\d{{1,4}}|[{_HAN}]{{1,6}})\s?[条條款])(?![第规規款的和与與所中至、，及或])[:：]?"),
    ),
    (
        "article",
        re.compile(
            r"((?:Article|Section|Rule|Regulation|Clause|ARTICLE|SECTION|RULE)\s(?:\d{1,4}|[IVXLC]{1,6}))"
            r"(?:\s*$|[.:]?\s*[—–-]?\s+(?![a-z(]))"
        ),
    ),
    ("circled", re.compile(r"([\u2460-\u249b\u24d0-\u24e9\u3220-\u3229\u3280-\u3289\u2776-\u277f])")),
    ("bullet", re.compile(r"([•●○▪▫■□◆◇‣⁃∙◦➢➤❖✓✔\uf0a7\uf0b7\uf0d8\uf0fc\uf076])")),
    ("dash", re.compile(r"([-–—·*])(?=\s)")),
    ("bare", re.compile(r"(\d{1,3})(?=\s\S)")),
)


@dataclass(frozen=True, slots=True)
class Label:
    """A possible label at the start of a line: what it says, and where the text behind it begins."""

    text: str
    """As printed, without punctuation."""
    style: str
    value: int
    end: int
    parents: tuple[int, ...] = ()

    @property
    def first(self) -> bool:
        """Whether a list may begin with it."""
        return self.value == 1 or self.style in ("bullet", "dash")


def candidates(line: str) -> list[Label]:
    """The labels a line may begin with, the likeliest first."""
    text = line.translate(_WIDE)
    found: list[Label] = []
    for mark, pattern in _PATTERNS:
        match = pattern.match(text)
        if not match:
            continue
        end = match.end()
        while end < len(text) and text[end] in " \t":
            end += 1
        printed = line[match.start(1) : match.end(1)].strip()
        found.extend(
            Label(said, style, value, end, parents) for said, style, value, parents in _readings(printed, mark)
        )
        if found:
            break
    return found


def _readings(printed: str, mark: str) -> list[tuple[str, str, int, tuple[int, ...]]]:
    text = printed.translate(_WIDE)
    if mark == "decimal":
        *parents, last = (int(n) for n in text.split("."))
        return [(text, f"decimal{len(parents)}", last, tuple(parents))]
    if mark == "bullet":
        return [("•", "bullet", 1, ())]
    if mark == "dash":
        return [(printed, "dash", 1, ())]
    if mark == "circled":
        return [
            (printed, f"circled{ord(printed) >> 6}", int(unicodedata.numeric(printed, 0)) or ord(printed) - 0x24CF, ())
        ]
    if mark == "article":
        number = re.search(rf"\d+|[{_HAN}]+|[IVXLC]+$", text)
        word = "款" if "款" in text else "article"
        return [(re.sub(r"\s+", " ", printed), word, _number(number[0]) if number else 0, ())]
    if text.isdecimal():
        return [(text, f"1{mark}", int(text), ())]
    if text[0] in _HAN:
        return [(printed, f"一{mark}", _number(text), ())]
    return _letters(text, mark)


def _letters(text: str, mark: str) -> list[tuple[str, str, int, tuple[int, ...]]]:
    found: list[tuple[str, str, int, tuple[int, ...]]] = []
    case = "A" if text.isupper() else "a"
    if len(set(text.lower())) == 1 and len(text) <= 2:  # a … z, aa … zz
        found.append((text, f"{case}{mark}", ord(text[0].lower()) - 96 + 26 * (len(text) - 1), ()))
    if _ROMAN.match(text) and _VALID_ROMAN.match(text.lower()):
        roman = (text, f"{'I' if case == 'A' else 'i'}{mark}", _roman(text), ())
        found.insert(0 if text.lower() in ("i", "ii") else len(found), roman)
    return found


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[sign] for sign in text.lower()]
    return sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0], strict=True))


def _number(text: str) -> int:
    """A number in digits, in Roman or in Chinese numerals below ten thousand (二十三, 一百零五, 二〇)."""
    if text.isdecimal():
        return int(text)
    if text[0] in "IVXLC":
        return _roman(text)
    total, digit, positional = 0, 0, True
    for sign in text:
        if sign in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit, positional = 0, False
        else:
            digit = digit * 10 * positional + "〇一二三四五六七八九".find(sign.replace("零", "〇"))
    return total + digit


# --- which candidates are labels ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Start:
    """A line that may begin with a label, and what its place says for or against it."""

    place: int
    """Number of the line in the flow of the document."""
    labels: list[Label]
    x0: float
    """Where the label begins."""
    x1: float
    """Where the text behind it begins."""
    size: float
    tab: bool
    """The space behind the label is wider than a word space."""
    opens: bool
    """The line begins a paragraph whatever its label: after a short line, a gap, an indentation."""
    wraps: bool
    """The line looks like the middle of a paragraph: the one before is full and does not end a sentence."""
    hangs: bool
    """The next line is indented to where the text behind the label begins."""
    spaced: bool = True
    """A space stands behind the label, or nothing."""
    parted: bool = True
    """It begins a paragraph for another reason than that the line before ends a sentence."""


@dataclass(slots=True)
class _Open:
    label: Label
    x0: float


@dataclass(slots=True)
class Numbered:
    """A label that was accepted, its path with parents and its depth."""

    label: Label
    path: str
    level: int
    kind: str


def choose(starts: Sequence[Start]) -> dict[int, Label]:
    """The labels among the candidates, by the place of their line.

    A candidate is a label where its place allows it and a neighbour in its sequence (one less before it, one more after
    it, of the same style) or its form speaks for it.
    """
    neighbours = _Neighbours(starts)
    chosen: dict[int, Label] = {}
    for number, start in enumerate(starts):
        for label in _by_likelihood(start, neighbours, number):
            if _accept(start, label, neighbours, number):
                chosen[start.place] = label
                neighbours.accept(number, label)
                break
    return chosen


def _by_likelihood(start: Start, neighbours: _Neighbours, number: int) -> list[Label]:
    """(i) after (h) is a letter, and a numeral before (ii)."""
    return sorted(start.labels, key=lambda label: -neighbours.support(number, label))


class _Neighbours:
    """Where each (style, value) stands as a candidate."""

    def __init__(self, starts: Sequence[Start]) -> None:
        self.starts = starts
        self.at: dict[tuple[str, tuple[int, ...], int], list[int]] = {}
        for number, start in enumerate(starts):
            for label in start.labels:
                self.at.setdefault((label.style, label.parents, label.value), []).append(number)
        self.last: dict[str, tuple[int, Label]] = {}
        self.count = Counter(style for style, _, _ in self.at)
        self.first_at: dict[tuple[int, ...], int] = {}
        for (_, parents, value), places in self.at.items():
            key = (*parents, value)
            self.first_at[key] = min(places[0], self.first_at.get(key, places[0]))

    def values(self, style: str) -> int:
        """How many different labels of a style there are."""
        return self.count.get(style, 0)

    def has_parent(self, number: int, label: Label) -> bool:
        """Whether a line numbered 5, heading or paragraph, stands somewhere before the one numbered 5.1."""
        return self.first_at.get(label.parents, number) < number

    def accept(self, number: int, label: Label) -> None:
        self.last[label.style] = (number, label)

    def _near(self, number: int, label: Label, step: int) -> bool:
        """A candidate one higher after, or one lower before, about as far from the left."""
        mine = self.starts[number]
        for other in self.at.get((label.style, label.parents, label.value + step), ()):
            if (other - number) * step > 0 and abs(other - number) <= 120:
                its = self.starts[other]
                if abs(its.x0 - mine.x0) < 2.5 * mine.size and (not its.wraps or its.tab):
                    return True
        return False

    def support(self, number: int, label: Label) -> int:
        last = self.last.get(label.style)
        follows = bool(last and last[1].value == label.value - 1 and last[1].parents == label.parents)
        if label.style.startswith("decimal") and label.value == 1:
            follows = self.has_parent(number, label)
        return 2 * follows + self._near(number, label, -1) + self._near(number, label, 1)


def _accept(start: Start, label: Label, neighbours: _Neighbours, number: int) -> bool:
    support = neighbours.support(number, label)
    place = start.opens or start.tab or start.hangs
    if label.style in ("bullet", "circled36", "circled37", "circled38"):
        return start.opens or start.tab or start.hangs or not start.wraps
    if label.style == "dash":
        return place and not start.wraps
    if label.style == "1bare":
        if start.tab:
            return place and support > 0
        fitting = support > 0 and neighbours.values(label.style) >= 4
        return start.parted and start.opens and not start.wraps and fitting
    if start.wraps and not start.tab:
        return support >= 2 and start.hangs
    if label.style.startswith("decimal"):
        return place and support > 0 and (support >= 2 or start.opens)
    if label.style in ("article", "款"):
        regular = start.spaced or support > 1 or (support > 0 and neighbours.values(label.style) >= 4)
        lone = start.parted and start.spaced and neighbours.values(label.style) >= 4
        return start.opens and (support > 0 or start.tab or lone) and regular
    if label.style[1:] == "both" and label.value <= 60:
        return place or support >= 2
    if label.value > 300:
        return support >= 2 and place
    if support:
        return place or support >= 3
    return (start.tab and place) or start.hangs or (start.parted and label.first)


@dataclass(slots=True)
class Nesting:
    """Follows the labels of a document and tells the path of each: an item (a) under 7 has the path 7.a."""

    stack: list[_Open] = field(default_factory=list)

    def heading(self) -> None:
        """A heading ends all items; where the numbers of paragraphs go on after it shows in themselves."""
        self.stack.clear()

    def enter(self, label: Label, x0: float) -> Numbered:
        if label.style.startswith("decimal"):
            depth = len(label.parents)
            del self.stack[:]
            self.stack.append(_Open(label, x0))
            return Numbered(label, label.text, depth, "numbered")
        self._unwind(label, x0)
        self.stack.append(_Open(label, x0))
        path = ".".join(o.label.text for o in self.stack)
        level = len(self.stack) - 1
        numbered = level == 0 and (label.style[0] in "1一" or label.style in ("article",))
        return Numbered(label, path, level, "numbered" if numbered else "item")

    def _unwind(self, label: Label, x0: float) -> None:
        """Take from the stack what the label ends: its predecessor and all below it."""
        same = [k for k, o in enumerate(self.stack) if o.label.style == label.style]
        for k in reversed(same):
            follows = label.value > self.stack[k].label.value or label.style in ("bullet", "dash")
            if (follows and abs(self.stack[k].x0 - x0) < 40) or abs(self.stack[k].x0 - x0) < 3:
                del self.stack[k:]
                return
        if same and self.stack[same[0]].x0 >= x0 - 3:
            del self.stack[same[0] :]
            return
        if _rank(label) == 0:
            # Paragraph numbers (and 一、) stand under nothing but an article or a heading of the same kind.
            while self.stack and not _may_hold(self.stack[-1], label, x0):
                self.stack.pop()
            return
        while self.stack and self.stack[-1].x0 > x0 + 3 and _rank(self.stack[-1].label) >= _rank(label):
            self.stack.pop()


def _rank(label: Label) -> int:
    """0 for labels of paragraphs, 1 and more for those of items."""
    order = {"article": 0, "1dot": 0, "一comma": 0, "1bare": 0, "一dot": 0, "1comma": 0, "A": 0, "款": 1}
    if label.style in order:
        return order[label.style]
    if label.style.startswith("decimal"):
        return 0
    return 2 if label.style[0] in "iI" or label.style in ("bullet", "dash") else 1


def _may_hold(holder: _Open, label: Label, x0: float) -> bool:
    if holder.label.style == "article" or (holder.label.style.startswith("一") and label.style.startswith("1")):
        return True
    return x0 > holder.x0 + 6
