"""Who counts what: the words around a figure, and how well those of one language answer those of the other.

Words come from the word list that pairing uses, ``places.tsv`` and ``counted.tsv``; what the two documents themselves
teach is added by co-occurrence. A window is the text around a figure within its sentence; the nearer a word stands, the
more it weighs, and what is counted weighs most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from hedui.align.hanzi import simplified
from hedui.align.lexicon import Lexicon, shipped
from hedui.align.words import stem

_PIECE = re.compile(r"[㐀-鿿々〇]+|[A-Za-zÀ-ɏ]+(?:[’'][A-Za-z]+)?")
_HARD = re.compile(r"[;；。！？!?\n]|\.\s")
_COMMA = re.compile(r"[,，、：:]|\b(?:while|whereas|but)\b|以及|而")
_AND = re.compile(r"\b(?:and|or|with|to|from|than)\b|和|及|与|或|增[至到加]|[降升减][至到]|达到|至|而")
_BRACKET = re.compile(r"[()（）]")
_DULL = frozenset(
    "a an the of to in on at by for from with and or as is are was were be been it its that this these those which who "
    "their there they has have had not no nor such than then will would shall should can could may might must into "
    "one other total".split()
)
_HEADS = frozenset("国人户票所艘辆天批套页册层间棵")
"""Chinese characters that are a counted noun by themselves, at the end of a word: 受益国, 申请人."""
_REACH = {True: 24, False: 64}
"""Characters looked at on each side of a figure, in Chinese and in another language."""
_LONGEST = 8
Window = dict[str, float]


@lru_cache(maxsize=1)
def _words() -> Lexicon:
    return Lexicon([*shipped(), *_table("places.tsv"), *_table("counted.tsv")])


def _table(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The lines of a word list of this folder: the English word or name, and the Chinese ones."""
    text = (files("hedui.reconcile") / name).read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((english, tuple(chinese.split())) for english, chinese in lines)


class Words:
    """The words of two languages, and which answers which."""

    def __init__(self, left_zh: bool, right_zh: bool) -> None:
        self.zh = (left_zh, right_zh)
        self.lexicon = _words()
        self.learnt: dict[tuple[str, str], float] = {}

    def tokens(self, text: str, side: int) -> Iterator[tuple[str, int, int]]:
        """The words of a text with where they start and end; Chinese ones are those that the word list knows."""
        for m in _PIECE.finditer(text):
            run = m.group()
            if run[0] > "⺀":
                for word, at in self.chinese(run):
                    yield word, m.start() + at, m.start() + at + len(word)
            elif run.casefold() not in _DULL:
                token = "=" + run.casefold() if self.zh[side] else stem(run.casefold())
                yield token, m.start(), m.end()

    def chinese(self, run: str) -> Iterator[tuple[str, int]]:
        """The longest word of the list at each position of a run of Chinese characters; words may overlap.

        The list is in simplified characters: 村莊 is looked up as 村庄.
        """
        words, run = self.lexicon.words, simplified(run)
        for start in range(len(run) - 1):
            for end in range(min(len(run), start + _LONGEST), start + 1, -1):
                if run[start:end] in words:
                    yield run[start:end], start
                    break

    def answer(self, a: str, b: str) -> float:
        """How well a word of the left side answers one of the right, 0 to 1."""
        if self.zh[0] == self.zh[1]:
            return 1.0 if a == b else 0.0
        z, e = (a, b) if self.zh[0] else (b, a)
        if z[0] == "=":
            return 1.0 if stem(z[1:]) == e else 0.0
        known = self.lexicon.answers.get(e)
        if known is not None and z in known:
            return 1.0 if known[z] > 0.4 else 0.6
        return self.learnt.get((z, e), 0.0)

    def likeness(self, a: Window, b: Window) -> float:
        """How well two windows answer each other: each word of the left with its best answer, by weight."""
        total = 0.0
        for word, weight in a.items():
            if word[0] == "@":
                total += weight * b.get(word, 0.0)
            else:
                total += weight * max(
                    (self.answer(word, other) * w for other, w in b.items() if other[0] != "@"), default=0.0
                )
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

    def counted(self, noun: str | None, after: str, side: int) -> list[str]:
        """The words of what a figure counts: in English its noun, in Chinese what follows it, heads among them."""
        if not self.zh[side]:
            found = [token for token, _, _ in self.tokens(noun or "", side)]
            if found:
                before = re.split(rf"\b{re.escape(noun or '')}\b", after, maxsplit=1)[0]
                return [*found, *(token for token, _, _ in self.tokens(before[-24:], side))]
            return [token for token, _, _ in self.tokens(re.split(r"[,;:.()]", after[:24])[0], side)]
        run = re.match(r"\s*[㐀-鿿\s“”《》]{1,10}", after)
        if run is None:
            return []
        text = simplified(run.group())
        heads = [c for c in text if c in _HEADS]
        if first := re.match(r"\s*个?([省县縣市州镇鎮乡鄉村])", text):
            heads.append(first[1])
        return [*(token for token, _, _ in self.tokens(text, side)), *heads]


def window(
    words: Words,
    text: str,
    side: int,
    span: tuple[int, int],
    rivals: Sequence[tuple[int, int]],
    marks: Iterable[tuple[int, int, str]],
) -> Window:
    """The weighted words around the characters of ``span``; what stands beyond a rival (of its kind) weighs less.

    ``marks`` are other things with a place that count as words: (start, end, token).
    """
    start, end = span
    reach = _REACH[words.zh[side]]
    left, right = max(0, start - reach), min(len(text), end + reach)
    hard = [m.end() for m in _HARD.finditer(text, left, start)]
    left = hard[-1] if hard else left
    stop = _HARD.search(text, end, right)
    right = stop.start() if stop else right
    found: Window = {}
    for token, at, to in words.tokens(text[left:right], side):
        _weigh(found, token, text, (left + at, left + to), span, reach, rivals)
    for at, to, token in marks:
        if left - 1 <= at and to <= right + 1:
            _weigh(found, token, text, (at, to), span, reach, rivals)
    return found


def _weigh(
    found: Window,
    token: str,
    text: str,
    place: tuple[int, int],
    span: tuple[int, int],
    reach: int,
    rivals: Sequence[tuple[int, int]],
) -> None:
    if place[1] <= span[0]:
        a, b = place[1], span[0]
    elif place[0] >= span[1]:
        a, b = span[1], place[0]
    else:
        return
    between = text[a:b]
    crossed = sum(a <= rival[0] and rival[1] <= b for rival in rivals)
    weight = 0.25**crossed
    weight *= (
        0.3 ** len(_COMMA.findall(between)) * 0.45 ** len(_AND.findall(between)) * 0.9 ** len(_BRACKET.findall(between))
    )
    weight *= 1.0 / (1.0 + 3 * len(between) / reach)
    if weight > found.get(token, 0.0):
        found[token] = weight
