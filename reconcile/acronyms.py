"""Acronyms and the long forms they are given: "Centre for Armed Violence Reduction (CAVR)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from hedui.reconcile.evidence import DocumentView, Spot

_IN_BRACKETS = re.compile(r"[（(]\s*([A-Z][A-Z0-9&/-]{1,9})\s*[)）]")
_SMALL = {
    "of",
    "the",
    "for",
    "and",
    "on",
    "in",
    "to",
    "a",
    "an",
    "de",
    "du",
    "des",
    "la",
    "le",
    "et",
    "with",
    "by",
    "against",
}
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*")
_HAN_TAIL = re.compile(r"[\u4e00-\u9fff]{4,30}$")


@dataclass(frozen=True, slots=True)
class Definition:
    """A long form and the acronym behind it in brackets, with where the acronym stands."""

    acronym: str
    long: str
    spot: Spot
    start: int
    end: int


_known: WeakKeyDictionary[DocumentView, tuple[Definition, ...]] = WeakKeyDictionary()


def definitions(view: DocumentView) -> tuple[Definition, ...]:
    """Every definition of an acronym in a document."""
    if view not in _known:
        _known[view] = tuple(_definitions(view))
    return _known[view]


def _definitions(view: DocumentView) -> Iterator[Definition]:
    for spot, text in view.spots():
        if "(" not in text and "（" not in text:
            continue
        for found in _IN_BRACKETS.finditer(text):
            before = text[max(0, found.start() - 120) : found.start()].rstrip()
            long = _chinese(before) if _HAN_TAIL.search(before) else _english(before, found[1])
            if long:
                yield Definition(found[1], long, spot, found.start(1), found.end(1))


def _chinese(before: str) -> str:
    """The run of Chinese characters right before the bracket."""
    found = _HAN_TAIL.search(before)
    return found.group() if found else ""


def _english(before: str, acronym: str) -> str:
    """The words right before the bracket whose initials are nearly the acronym's letters."""
    words = _WORD.findall(re.split(r"[.;:,()]", before)[-1])
    letters = [c for c in acronym if c.isalpha()]
    for size in range(min(len(words), len(letters) + 5), 1, -1):
        some = words[-size:]
        initials = "".join(w[0] for w in some if w.lower() not in _SMALL).upper()
        if some[0][0].isupper() and some[0].lower() not in _SMALL and _near(initials, "".join(letters)):
            return " ".join(some)
    return ""


def _near(initials: str, letters: str) -> bool:
    """Whether initials are the letters of an acronym, up to two neighbours exchanged or one letter."""
    return initials == letters or (
        len(initials) == len(letters) >= 3
        and (sorted(initials) == sorted(letters) or sum(a != b for a, b in zip(initials, letters, strict=True)) == 1)
    )
