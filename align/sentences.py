"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOP_ZH = re.compile(r"[。！？；!?;]+[”’』」）)】》\"']*|\n+")
_STOP_EN = re.compile(r"[.!?;]+[”’\"')\]]*(?=\s|$)|\n+")
_FIGURE = re.compile(r"\s*[(\[]?(?:[0-9]|[IVXLivxl]+\b)")
_NEXT_EN = re.compile(r"\s*[“‘\"'(\[]*([A-Z0-9À-Þ—–-])")
_SHORT = frozenset(
    "ref ed eds cf v vs viz al etc e.g i.e ibid op cit mr mrs ms dr prof hon rev gen col capt lt sgt maj messrs st mt "
    "ft inc ltd co corp dept approx ca c jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n d.c a.m "
    "p.m".split()
)
"""Words that end with a stop wherever they stand."""
_COUNTED = frozenset("no nos art arts para paras p pp vol vols ch chap sec sect fig figs eq tab app".split())
"""Words that end with a stop where a number follows."""
_NUMBER = re.compile(r"\s*\(?(?:[0-9]{1,3}|[A-Za-z]|[IVXLivxl]{1,5})(?:\.[0-9]+)*\)?\s*")
"""What stands before the first stop of "1. Purpose" and "IV. Findings": no sentence."""
_WORD_BEFORE = re.compile(r"([A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ]|\.(?=[A-Za-z]))*)\Z")


def sentences(text: str, chinese: bool) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the space around it; none for an empty text."""
    found = []
    start = 0
    for end in (*_ends(text, chinese), len(text)):
        a, b = start, end
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            found.append((a, b))
        start = end
    return found


def _ends(text: str, chinese: bool) -> Iterator[int]:
    start = 0
    for stop in (_STOP_ZH if chinese else _STOP_EN).finditer(text):
        if stop.end() == len(text) or _inside(text, stop.start()):
            continue
        if chinese or (_ends_english(text, stop) and not _NUMBER.fullmatch(text, start, stop.start())):
            start = stop.end()
            yield start


def _ends_english(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: not after an abbreviation or an initial, and a capital or figure follows."""
    mark = stop.group()
    if mark[0] != ".":
        return True
    before = _WORD_BEFORE.search(text[max(0, stop.start() - 16) : stop.start()])
    if before:
        word = before.group(1)
        if mark == "." and (word.lower() in _SHORT or (len(word) == 1 and word.isupper())):
            return False
        if mark == "." and word.lower() in _COUNTED and _FIGURE.match(text, stop.end()):
            return False
    return _NEXT_EN.match(text, stop.end()) is not None


def _inside(text: str, at: int) -> bool:
    """Whether the place lies in a bracket that closes soon after: such a stop parts no sentence."""
    opened = max(text.rfind("(", max(0, at - 60), at), text.rfind("（", max(0, at - 60), at))
    if opened < 0:
        return False
    closed = max(text.rfind(")", opened, at), text.rfind("）", opened, at))
    if closed > opened:
        return False
    ahead = [x for x in (text.find(")", at, at + 80), text.find("）", at, at + 80)) if x >= 0]
    return bool(ahead) and min(ahead) > at + 1
