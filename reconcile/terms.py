"""Terms that the two documents themselves lay down: "Selection Committee" is 遴选委员会 wherever it stands.

A name in capitals that stands in several beads is joined with the Chinese string that keeps coming with it (Dice's
coefficient over beads). Where the one then stands without the other, something else has been put for it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NAME = re.compile(r"[A-Z][a-z]+(?:[- ](?:(?:of|and|for) (?:the )?)?[A-Z][a-z]+){1,4}")
_FIRST = frozenset(
    "The A An In On At For To Of And As By From With This That These Those Since After Before During Under Each All "
    "Any Both Its Their Such Other Further Upon Between Although While When Where If It He She They We No".split()
)
_HAN = re.compile(r"[㐀-鿿]{3,}")
_HAN_ONE = re.compile(r"[㐀-鿿]")
_OUTSIDE = frozenset("的了在和与及对向由为将被把从到是有该本各以于")
"""Characters that part words rather than belong to them."""
_LEAST = 3
"""A term is one that stands in so many beads."""
_MOST_TERMS = 150
_LONGEST = 9


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


def terms(texts: Sequence[tuple[str, str]]) -> list[Term]:
    """The terms of paired texts (Chinese, English), the most frequent first."""
    where: dict[str, set[int]] = defaultdict(set)
    for n, (_, english) in enumerate(texts):
        for name, _ in names_in(english):
            where[name].add(n)
    frequent = sorted((name for name in where if len(where[name]) >= _LEAST), key=lambda name: -len(where[name]))
    found = []
    for name in frequent[:_MOST_TERMS]:
        rendering = _rendering(texts, where[name])
        if rendering is not None:
            found.append(Term(name, rendering[0], frozenset(where[name]), rendering[1]))
    return found


def _rendering(texts: Sequence[tuple[str, str]], beads: set[int]) -> tuple[str, frozenset[int]] | None:
    """The Chinese string that goes with these beads and hardly with others, with all beads it stands in."""
    grams: Counter[str] = Counter()
    for n in beads:
        seen: set[str] = set()
        for run in _HAN.findall(texts[n][0]):
            for size in range(3, _LONGEST + 1):
                seen.update(run[i : i + size] for i in range(len(run) - size + 1))
        grams.update(seen)
    likely = [gram for gram, count in grams.items() if count >= max(_LEAST, 0.6 * len(beads))]
    likely = [gram for gram in likely if not _is_cut_off(gram, [texts[n][0] for n in beads])]
    best: tuple[float, int, str, frozenset[int]] | None = None
    for gram in sorted(likely, key=lambda g: (-grams[g], -len(g)))[:40]:
        everywhere = frozenset(n for n, (chinese, _) in enumerate(texts) if gram in chinese)
        dice = 2 * len(everywhere & beads) / (len(everywhere) + len(beads))
        if best is None or (dice, len(gram)) > best[:2]:
            best = (dice, len(gram), gram, everywhere)
    return (best[2], best[3]) if best is not None and best[0] >= 0.75 else None


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
    """A string of the text that looks like another form of a Chinese term: as long, half of its characters the same."""
    if chinese in text:
        return None
    size = len(chinese)
    for start in range(len(text) - size + 1):
        other = text[start : start + size]
        same = [a == b for a, b in zip(chinese, other, strict=True)]
        half = size // 2
        if sum(same) * 2 >= size and (all(same[:half]) or all(same[-half:])) and _HAN.fullmatch(other):
            return other
    return None
