"""Sentences with their figures: what a document says, ready to be held against what it says elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from weakref import WeakKeyDictionary

from hedui.model import Place, Quantity, as_number
from hedui.reconcile.evidence import DocumentView, Figure, Spot

_STOP_ZH = re.compile(r"[。！？]+[”」』）)]*")
_STOP_EN = re.compile(r"[.!?]+[\"”’)\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])")
_NO_STOP = re.compile(
    r"\b(?:Nos?|e\.g|i\.e|etc|vs|cf|paras?|Arts?|Figs?|pp?|vol|chap|sect?|Dr|Mrs?|Ms|Prof|St|Jr|Inc|Ltd|Co|U\.S|U\.N|approx|[A-Z])\.$"
)


_NUMERIC = {"count", "money", "measure", "percent", "points", "duration", "ratio", "ordinal"}


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of a text: where it stands, and the figures in it, in order."""

    view: DocumentView
    spot: Spot
    start: int
    end: int
    text: str
    figures: tuple[Figure, ...]

    def before(self, q: Quantity, width: int = 60) -> str:
        """What stands before a figure, within the sentence."""
        at = q.start - self.start
        return self.text[max(0, at - width) : at]

    def after(self, q: Quantity, width: int = 80) -> str:
        """What stands behind a figure, within the sentence."""
        at = q.end - self.start
        return self.text[at : at + width]

    def between(self, a: Quantity, b: Quantity) -> str:
        """What stands between two figures."""
        return self.text[a.end - self.start : b.start - self.start]

    def place(self, figure: Figure) -> Place:
        """The place of one of its figures."""
        return self.view.place(figure)


_known: WeakKeyDictionary[DocumentView, tuple[Saying, ...]] = WeakKeyDictionary()


def sayings(view: DocumentView) -> tuple[Saying, ...]:
    """The sentences of a document's blocks, notes and captions, read once; cells of tables are none."""
    if view not in _known:
        _known[view] = tuple(_sayings(view))
    return _known[view]


def _sayings(view: DocumentView) -> Iterator[Saying]:
    for spot, text in view.spots():
        if spot.row is not None or not text:
            continue
        figures = view.figures(spot)
        at = 0
        for start, end in sentences(text, view.lang):
            inside = []
            while at < len(figures) and figures[at].quantity.start < end:
                inside.append(figures[at])
                at += 1
            yield Saying(view, spot, start, end, text[start:end], tuple(inside))


def sentences(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence of a text. Semicolons do not end one; "No. 5" and "e.g." neither."""
    start = 0
    for stop in (_STOP_ZH if lang.startswith("zh") else _STOP_EN).finditer(text):
        if not lang.startswith("zh") and _NO_STOP.search(text, max(start, stop.start() - 12), stop.start() + 1):
            continue
        if stop.end() > start:
            yield start, stop.end()
        start = stop.end()
    if text[start:].strip():
        yield start, len(text)


def value(q: Quantity) -> Decimal | None:
    """The number a figure says, None for a range, a date, a fraction."""
    number = as_number(q.value) if q.kind in _NUMERIC else None
    return None if isinstance(number, Fraction) else number


def plain(q: Quantity) -> bool:
    """Whether a figure is an exact count or amount: no range, no bound, a whole number or money."""
    return q.kind in ("count", "money", "measure") and q.bound is None and value(q) is not None


def alike(a: Quantity, b: Quantity) -> bool:
    """Whether two figures count the same sort of thing, as far as their nouns and units tell."""
    if a.kind != b.kind or a.unit != b.unit:
        return False
    if a.noun is None or b.noun is None:
        return True
    return head(a.noun) == head(b.noun)


def head(noun: str) -> str:
    """What a counted noun is at heart: its last character in Chinese, its last word without plural in English."""
    noun = noun.strip().lower()
    if not noun:
        return ""
    if not noun.isascii():
        return noun[-1]
    last = noun.split()[-1]
    for ending, short in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if last.endswith(ending) and not last.endswith("ss"):
            return last[: -len(ending)] + short
    return last
