"""Sentences of one document that say nearly the same, found without comparing all with all.

A sentence is put under its rarest words; only sentences that share two of these are compared, and only their words: the
figures are masked. What comes three times or more with other figures each time is a form of words, not a statement.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, sayings

RARE = 8
KEYS = 5
ALIKE = 90
_WORD = re.compile(r"[a-z]{3,}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def masked(saying: Saying) -> str:
    """A sentence with its figures taken out and its spelling folded."""
    return mask(saying.text, saying.start, saying.figures)


def mask(text: str, start: int, figures: Sequence[Figure]) -> str:
    """A text that begins at ``start`` with its figures as "#", lower case and without white space at the ends."""
    parts, at = [], 0
    for figure in figures:
        parts += [text[at : figure.quantity.start - start], "#"]
        at = figure.quantity.end - start
    return re.sub(r"\s+", " ", "".join([*parts, text[at:]])).casefold().strip()


def words(text: str, chinese: bool) -> list[str]:
    """The words of a masked text: pairs of characters in Chinese, words of three letters and more in English."""
    if chinese:
        return [a + b for run in _HAN.findall(text) for a, b in pairwise(run)]
    return _WORD.findall(text)


def twins(*views: DocumentView) -> Iterator[tuple[Saying, Saying]]:
    """Pairs of sentences with figures that say nearly the same; never more than two of one form of words.

    All views are of one language; with several views both sentences may be of one document.
    """
    from rapidfuzz import fuzz

    chinese = views[0].lang.startswith("zh")
    fewest = 12 if chinese else 7
    everything = [s for view in views for s in sayings(view)]
    said = [s for s in everything if any(not f.quantity.weak for f in s.figures) and not s.spot.caption]
    forms = [masked(s) for s in said]
    bags = [words(form, chinese) for form in forms]
    seen = Counter(word for bag in bags for word in set(bag))
    shelf: dict[str, list[int]] = defaultdict(list)
    for i, bag in enumerate(bags):
        if len(bag) >= fewest:
            for word in sorted({w for w in bag if 2 <= seen[w] <= RARE}, key=lambda w: (seen[w], w))[:KEYS]:
                shelf[word].append(i)
    shared = Counter(pair for found in shelf.values() if len(found) <= RARE for pair in combinations(found, 2))
    alike = [(i, j) for (i, j), n in shared.items() if n >= 2 and fuzz.ratio(forms[i], forms[j], score_cutoff=ALIKE)]
    times = Counter(i for pair in alike for i in pair)
    for i, j in sorted(alike):
        if times[i] == 1 and times[j] == 1:
            yield said[i], said[j]
