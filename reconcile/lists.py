"""Lists inside a sentence that a number announces: "two dimensions: (1) management and (2) deliverables"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hedui.reconcile.evidence import Figure
from hedui.reconcile.sayings import Saying, value

_MARK = re.compile(
    r"(?<![\w.])[（(]?(?:(\d{1,2})|([a-z])|([ivx]{1,4}))[)）](?=\s*\S)|([一二三四五六七八九十])是|([①②③④⑤⑥⑦⑧⑨⑩])"
)
_TO_COLON_ZH = re.compile(r"[^，。；,;：:（(、]{1,16}[：:]\s*(?P<list>[^。：:；]{2,200}?)(?=[。；]|$)")
_TO_COLON_EN = re.compile(r"\s+(?:[\w’'-]+\s+){0,4}[\w’'-]+:\s+(?P<list>[^.:;]{3,240}?)(?=[.;]|$)")
_IN_BRACKETS_ZH = re.compile(
    r"[^，。；,;：:（(、]{1,8}[（(](?:即|分别为|分别是)?(?P<list>[^（()）：:；。]{2,200})[)）]"
)
_IN_BRACKETS_EN = re.compile(r"\s+(?:[\w’'-]+\s+){0,2}[\w’'-]+\s+\((?:namely,?\s+)?(?P<list>[^():;.]{3,240})\)")
_OPEN_END = re.compile(
    r"等|例如|比如|譬如|包括|尤其|\b(?:etc|e\.g|such as|for example|including|among others|inter alia|see|mainly"
    r"|notably|especially|particularly|as of|as at)\b",
    re.IGNORECASE,
)
LONGEST = 3000
"""How far behind its number the items of a list are looked for."""
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_AND_ZH = re.compile(r"和|及|与|与|或|暨|並|并")
_AND_EN = re.compile(r"\b(?:and|or)\b|&")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A count and the list it announces, which has between ``fewest`` and ``most`` items."""

    count: Figure
    fewest: int
    most: int
    start: int
    end: int
    marked: bool


def enumerations(saying: Saying) -> Iterator[Enumeration]:
    """The lists of a sentence that a plain count of 2 to 20 announces."""
    for figure in saying.figures:
        q = figure.quantity
        number = value(q)
        if q.kind != "count" or q.weak or q.bound or q.approximate or number is None or not 2 <= number <= 20:
            continue
        found = _marked(saying, figure) or _divided(saying, figure)
        if found is not None:
            yield found


def _marked(saying: Saying, figure: Figure) -> Enumeration | None:
    """A list whose items are marked (1), (2) or a), b) or 一是, 二是, behind the count."""
    at = figure.quantity.end - saying.start
    text = saying.text
    if _MARK.search(text, at, at + 70) is None:
        return None
    marks = list(_MARK.finditer(text, at, at + LONGEST))
    if len(marks) < 2 or marks[0].start() - at > 60 or _OPEN_END.search(text, at, marks[0].start()):
        return None
    between = [f.quantity for f in saying.figures if at <= f.quantity.start - saying.start < marks[0].start()]
    if any(q.kind == "count" and not q.weak for q in between):
        return None
    run = 0
    for mark in marks:
        if run + 1 not in _places(mark):
            break
        run += 1
    if run < 2:
        return None
    last = marks[run - 1]
    return Enumeration(figure, run, run, saying.start + marks[0].start(), saying.start + last.end(), True)


def _places(mark: re.Match[str]) -> set[int]:
    """The places in a count that a mark may have: (i) is the first or the ninth."""
    if mark[1]:
        return {int(mark[1])}
    if mark[2] or mark[3]:
        text = mark[2] or mark[3]
        letter = {ord(text) - 96} if len(text) == 1 else set()
        return letter | ({_ROMAN.index(text)} if text in _ROMAN else set())
    if mark[4]:
        return {"一二三四五六七八九十".index(mark[4]) + 1}
    return {"①②③④⑤⑥⑦⑧⑨⑩".index(mark[5]) + 1}


def _divided(saying: Saying, figure: Figure) -> Enumeration | None:
    """A list of names divided by commas (、), behind a colon or in brackets that follow the counted noun."""
    at = figure.quantity.end - saying.start
    chinese = saying.view.lang.startswith("zh")
    patterns = (_TO_COLON_ZH, _IN_BRACKETS_ZH) if chinese else (_TO_COLON_EN, _IN_BRACKETS_EN)
    for pattern in patterns:
        found = pattern.match(saying.text, at)
        if found is None or _OPEN_END.search(saying.text, at, found.end()):
            continue
        counted = _count(found["list"], chinese)
        if counted is not None:
            start, end = saying.start + found.start("list"), saying.start + found.end("list")
            return Enumeration(figure, *counted, start, end, False)
    return None


def _count(text: str, chinese: bool) -> tuple[int, int] | None:
    """How many items a list has at least and at most; None where it is no list of short names."""
    divider = r"、" if chinese else r",(?!\d{3})"
    parts = [p.strip() for p in re.split(divider, text)]
    if len(parts) < 2 or any(not p for p in parts[:-1]) or (chinese and re.search(r"[，,]", text)):
        return None
    if any(len(p) > 24 if chinese else len(p.split()) > 6 for p in parts) or re.search(r"\d", text):
        return None
    joined = sum(len((_AND_ZH if chinese else _AND_EN).findall(p)) for p in parts)
    if not (_AND_ZH if chinese else _AND_EN).search(parts[-1]) and not chinese:
        return None
    first = 0 if chinese else (1 if re.match(r"(?:and|or)\b", parts[-1]) else 0)
    fewest = len(parts)
    return fewest, fewest + joined - first
