"""Who counts what: the words around a figure, and how well those of one language answer those of the other.

Words come from the word list that pairing uses; what the two documents themselves teach is added by co-occurrence.
A window is the text around a figure up to the next figures and the bounds of the clause; the nearer a word stands, the
more it weighs, and in English what follows a number weighs more than what goes before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from hedui.align.lexicon import Lexicon, lexicon
from hedui.align.words import stem

_PIECE = re.compile(r"[㐀-鿿々〇]+|[A-Za-zÀ-ɏ]+(?:[’'][A-Za-z]+)?")
_HARD = re.compile(r"[;；。！？!?\n]|\.\s")
_SOFT = re.compile(r"[,，、：:()（）]|\b(?:and|while|whereas|but|with)\b|以及|而|和|及|并|与")
_DULL = frozenset(
    "a an the of to in on at by for from with and or as is are was were be been it its that this these those which who "
    "their there they has have had not no nor such than then will would shall should can could may might must into".split()
)
Window = dict[str, float]


@lru_cache(maxsize=1)
def _shipped() -> Lexicon:
    return lexicon()


class Words:
    """The words of two languages, and which answers which."""

    def __init__(self, left_zh: bool, right_zh: bool) -> None:
        self.zh = (left_zh, right_zh)
        self.lexicon = _shipped()
        self.learnt: dict[tuple[str, str], float] = {}

    def tokens(self, text: str, side: int) -> list[tuple[str, int, int]]:
        """The words of a text with where they start and end; Chinese ones as the word list cuts them."""
        found = []
        for m in _PIECE.finditer(text):
            run = m.group()
            if run[0] > "⺀":
                at = m.start()
                for word in self._cut(run):
                    found.append((word, at, at + len(word)))
                    at += len(word)
            elif run.casefold() not in _DULL:
                token = "=" + run.casefold() if self.zh[side] else stem(run.casefold())
                found.append((token, m.start(), m.end()))
        return found

    def _cut(self, run: str) -> Iterable[str]:
        """Words of the list, and single pairs of characters between them, without overlap."""
        start = 0
        words = self.lexicon.words
        while start < len(run):
            for end in range(min(len(run), start + 8), start + 1, -1):
                if run[start:end] in words:
                    break
            else:
                end = min(len(run), start + 2)
            yield run[start:end]
            start = end

    def answer(self, a: str, b: str) -> float:
        """How well a word of the left side answers one of the right, 0 to 1."""
        if self.zh[0] == self.zh[1]:
            return 1.0 if a == b else 0.0
        z, e = (a, b) if self.zh[0] else (b, a)
        if z[0] == "=":
            return 1.0 if stem(z[1:]) == e else 0.0
        known = self.lexicon.answers.get(e)
        if known is not None:
            if z in known:
                return 1.0 if known[z] > 0.4 else 0.6
            if len(z) >= 2 and any(z in word or (len(word) >= 2 and word in z) for word in known):
                return 0.5
        return self.learnt.get((z, e), 0.0)

    def likeness(self, a: Window, b: Window) -> float:
        """How well two windows answer each other: each word of the left with its best answer, by weight."""
        total = 0.0
        for word, weight in a.items():
            if word[0] == "@":
                total += weight * b.get(word, 0.0)
                continue
            best = max((self.answer(word, other) * w for other, w in b.items() if other[0] != "@"), default=0.0)
            total += weight * best
        return total

    def learn(self, beads: Sequence[tuple[set[str], set[str]]]) -> None:
        """Which words of the two sides keep coming together in these windows (Dice's coefficient)."""
        left: Counter[str] = Counter()
        right: Counter[str] = Counter()
        both: Counter[tuple[str, str]] = Counter()
        for a, b in beads:
            left.update(a)
            right.update(b)
            both.update((x, y) for x in a for y in b)
        for (x, y), n in both.items():
            dice = 2 * n / (left[x] + right[y])
            if n >= 2 and dice >= 0.6:
                pair = (x, y) if self.zh[0] else (y, x)
                self.learnt[pair] = 0.8 * dice


def window(
    words: Words, text: str, side: int, start: int, end: int, before: int, after: int, marks: Iterable[tuple[int, str]]
) -> Window:
    """The weighted words around characters start to end, not beyond ``before`` and ``after`` (the next figures).

    ``marks`` are other things with a place that count as words: (position, token).
    """
    english = not words.zh[side]
    found: Window = {}
    left, right = max(0, start - 60), min(len(text), end + 60)
    hard = [m.end() for m in _HARD.finditer(text, left, start)]
    left = max(hard[-1] if hard else left, 0)
    stop = _HARD.search(text, end, right)
    right = stop.start() if stop else right
    for token, at, to in words.tokens(text[max(left, before) : min(right, after)], side):
        base = max(left, before)
        _weigh(found, token, text, base + at, base + to, start, end, english)
    for at, token in marks:
        if left <= at < right:
            _weigh(found, token, text, at, at + 1, start, end, False)
    return found


def _weigh(found: Window, token: str, text: str, at: int, to: int, start: int, end: int, english: bool) -> None:
    if to <= start:
        between, ahead = text[to:start], False
    elif at >= end:
        between, ahead = text[end:at], True
    else:
        return
    weight = 1.0 if ahead or not english else 0.7
    weight *= 0.5 ** len(_SOFT.findall(between))
    weight *= 1.0 / (1.0 + len(between) / (24 if english else 8))
    if weight > found.get(token, 0.0):
        found[token] = weight
