"""Terms that the two documents themselves lay down: "Selection Committee" is 遴选委员会 wherever it stands.

A name in capitals that stands in several beads is joined with the Chinese words that keep coming with it (Dice's
coefficient over beads). jieba cuts the Chinese into words; a term is one word or some that follow each other, so no
rendering begins or ends in the middle of a word. Where the one then stands without the other, something else has been
put for it.
"""

from __future__ import annotations

import logging
import re
import warnings
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import Any

from hedui.align.hanzi import simplified

_NAME = re.compile(r"[A-Z][a-z]+(?:[- ](?:(?:of|and|for) (?:the )?)?[A-Z][a-z]+){1,4}")
_FIRST = frozenset(
    "The A An In On At For To Of And As By From With This That These Those Since After Before During Under Each All "
    "Any Both Its Their Such Other Further Upon Between Although While When Where If It He She They We No".split()
)
_WORD = re.compile(r"\b[a-z]+,? ([A-Z][a-z]{4,})(?![ -][A-Z])(?=[ ,.;:)])")
"""One word in capitals inside a sentence: the Treaty."""
_HAN = re.compile(r"[㐀-鿿]{2,}")
_HAN_ONE = re.compile(r"[㐀-鿿]")
_OUTSIDE = frozenset("的了在和与及对向由为将被把从到是有该本各以于")
"""Characters that part words rather than belong to them."""
_JOINING = frozenset("和与及")
"""Those of them that stand inside a name: 环境与发展委员会."""
_LEAST = 2
"""A name is one that stands in so many beads; what is learnt from two only is a term where the word lists agree."""
_LEAST_WORD = 5
"""The same for a single word."""
_MOST_TERMS = 150
_MOST_LIKELY = 12
_LONGEST = 12
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Term:
    """A name and its rendering, with the beads (by number) in which each stands."""

    english: str
    chinese: str
    where_english: frozenset[int]
    where_chinese: frozenset[int]


def names_in(text: str) -> Iterator[tuple[str, int]]:
    """The names of several words in capitals in an English text, with where they start; an opening "The" left off."""
    for m in _NAME.finditer(text):
        name, start = m.group(), m.start()
        while name.split(" ", 1)[0] in _FIRST and " " in name:
            start += len(name.split(" ", 1)[0]) + 1
            name = name.split(" ", 1)[1]
        if " " in name or "-" in name:
            yield name, start


class Paired:
    """Paired texts (Chinese, English), with the names of several words in the English ones."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        self.texts = texts

    @cached_property
    def chinese(self) -> ChineseTexts:
        """The Chinese texts."""
        return ChineseTexts([zh for zh, _ in self.texts])

    @cached_property
    def names(self) -> dict[str, list[int]]:
        """In which texts, by number, each name stands, in the order in which the names come."""
        where: dict[str, list[int]] = defaultdict(list)
        for n, (_, english) in enumerate(self.texts):
            for name in dict.fromkeys(name for name, _ in names_in(english)):
                where[name].append(n)
        return dict(where)


def terms(paired: Paired) -> list[Term]:
    """The terms of paired texts, the most frequent first.

    jieba and its dictionary are loaded only where a name comes again.
    """
    where = {name: set(numbers) for name, numbers in paired.names.items()}
    for n, (_, english) in enumerate(paired.texts):
        for m in _WORD.finditer(english):
            where.setdefault(m.group(1), set()).add(n)
    frequent = [name for name, beads in where.items() if len(beads) >= (_LEAST if " " in name else _LEAST_WORD)]
    frequent.sort(key=lambda name: (-len(where[name]), name))
    if not frequent:
        return []
    found = []
    for name in frequent[:_MOST_TERMS]:
        rendering = _rendering(paired.chinese, where[name], len(re.findall(r"[A-Z]", name)))
        if rendering is not None:
            found.append(Term(name, rendering[0], frozenset(where[name]), rendering[1]))
    return found


class ChineseTexts:
    """The Chinese texts as one, so that a string is looked for in all of them at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.ends = list(accumulate(len(text) + 1 for text in texts))
        self.all = "\n".join(texts)

    def having(self, words: str) -> frozenset[int]:
        """The numbers of the texts in which a string stands."""
        found, at = set(), self.all.find(words)
        while at >= 0:
            found.add(bisect_right(self.ends, at))
            at = self.all.find(words, at + len(words))
        return frozenset(found)


def _rendering(chinese: ChineseTexts, beads: set[int], size: int) -> tuple[str, frozenset[int]] | None:
    """The Chinese words that go with these beads and hardly with others, with all beads they stand in.

    ``size`` is the number of English words: of two renderings that go with the beads equally well, the one of about two
    or three characters a word is meant, not one that takes the words beside it along.
    """
    counts: Counter[str] = Counter()
    for n in beads:
        counts.update(candidates(chinese.texts[n]))
    likely = [words for words, count in counts.items() if count >= max(_LEAST, 0.6 * len(beads))]
    likely.sort(key=lambda words: (-counts[words], -len(words), words))
    here = [chinese.texts[n] for n in sorted(beads)]
    whole = [
        words for words in likely[: 5 * _MOST_LIKELY] if len(words) >= 2 * max(2, size) or not _is_cut_off(words, here)
    ]
    best: tuple[float, float, str, frozenset[int]] | None = None
    for words in whole[:_MOST_LIKELY]:
        everywhere = chinese.having(words)
        dice = 2 * len(everywhere & beads) / (len(everywhere) + len(beads))
        fit = -abs(len(words) - 2.5 * size)
        if best is None or (dice, fit) > best[:2]:
            best = (dice, fit, words, everywhere)
    return (best[2], best[3]) if best is not None and best[0] >= 0.75 else None


@lru_cache(maxsize=4096)
def candidates(text: str) -> frozenset[str]:
    """What of a Chinese text could be a term: words that follow each other, none of them at the edge a particle."""
    found: set[str] = set()
    for run in _HAN.finditer(text):
        words = list(_cut(run.group()))
        for i, first in enumerate(words):
            if first in _OUTSIDE:
                continue
            made = ""
            for word in words[i : i + _MOST_WORDS]:
                made += word
                if len(made) > _LONGEST or (word in _OUTSIDE and word not in _JOINING):
                    break
                if len(made) >= 2 and word not in _OUTSIDE:
                    found.add(made)
    return frozenset(found)


@cache
def segmenter() -> Any:
    """jieba, which says nothing while it loads: Python 3.12 and later warn of its patterns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        import jieba
    jieba.setLogLevel(logging.WARNING)
    return jieba


def _cut(run: str) -> Iterator[str]:
    """The words of a run of characters, as printed; jieba's dictionary is of simplified Chinese."""
    at = 0
    for word in segmenter().cut(simplified(run), HMM=False):
        yield run[at : at + len(word)]
        at += len(word)


def _is_cut_off(gram: str, texts: Sequence[str]) -> bool:
    """Whether a string is only a part of a longer word: most times the same character stands before or after it."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for text in texts:
        at = text.find(gram)
        if at >= 0:
            before[text[at - 1 : at] if at else ""] += 1
            after[text[at + len(gram) : at + len(gram) + 1]] += 1
    if len(gram) >= _LONGEST:
        return False
    return any(
        _HAN_ONE.fullmatch(char) is not None and char not in _OUTSIDE and count > 0.6 * sum(side.values())
        for side in (before, after)
        for char, count in side.most_common(1)
    )


def alike(chinese: str, text: str) -> str | None:
    """Words of the text that look like another form of a Chinese term: as long, half of the characters the same."""
    if chinese in text:
        return None
    half = len(chinese) // 2
    for other in sorted(candidates(text)):
        if len(other) != len(chinese):
            continue
        same = [a == b for a, b in zip(chinese, other, strict=True)]
        if sum(same) * 2 >= len(chinese) and (all(same[:half]) or all(same[-half:])):
            return other
    return None
