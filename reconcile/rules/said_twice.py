"""The same sentence twice, with another figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message, Quantity
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying
from hedui.reconcile.tolerance import within
from hedui.reconcile.twins import masked, twins

_AMOUNTS = {"count", "money", "percent", "measure", "fraction", "points"}
_NAMES = {"symbol", "label", "reference"}
_NAME = re.compile(r"[A-Za-z][\w’-]*")


@rule(
    "D602",
    "said-twice",
    "warning",
    examples=(
        Example(
            None,
            "Since 2016 the fund has had voluntary contributions of USD 12.9 million from many donors.\n"
            "To sum up:\n"
            "Since 2016 the fund has had voluntary contributions of USD 12.6 million from many donors.",
            says="12.6 million",
        ),
        Example(
            None,
            "Since 2016 the fund has had voluntary contributions of USD 12.9 million from many donors.\n"
            "To sum up:\n"
            "Since 2017 the fund has had voluntary contributions of USD 12.6 million from many donors.",
        ),
        Example(
            "自2016年以来，基金共收到各方自愿捐款1290万美元用于各类项目。\n小结：\n"
            "自2017年以来，基金共收到各方自愿捐款1260万美元用于各类项目。",
            None,
        ),
        Example(
            "自2016年以来，基金共收到各方自愿捐款1290万美元用于各类项目。\n小结：\n"
            "自2016年以来，基金共收到各方自愿捐款1260万美元用于各类项目。",
            None,
            says="1260万美元",
        ),
    ),
)
def said_twice(view: DocumentView) -> Iterator[Finding]:
    """Two sentences of a document say the same in nearly the same words, with one figure that differs.

    A summary that was not brought up to date, most often. The other figures of the two sentences must agree (the same
    year, the same number of States): where a year or an ordinal differs too, they speak of two things. Where no other
    figure ties them together, or where only a date differs, it is a note.
    """
    for first, second in twins(view):
        pair = differing(first, second)
        if pair is not None:
            yield from _told(view, *pair)


def differing(first: Saying, second: Saying) -> tuple[Figure, Figure, bool] | None:
    """The one pair of figures in which two like sentences differ, and whether another ties them; None where none."""
    if len(first.figures) != len(second.figures):
        return None
    pairs = list(zip(first.figures, second.figures, strict=True))
    if any(a.quantity.kind != b.quantity.kind or a.quantity.kind in _NAMES for a, b in pairs):
        return None
    odd = [(a, b) for a, b in pairs if not _same(a.quantity, b.quantity)]
    if len(odd) != 1 or not _same_names(first, second):
        return None
    return *odd[0], any(_telling(a.quantity) for a, b in pairs if (a, b) not in odd)


def _told(view: DocumentView, a: Figure, b: Figure, tied: bool) -> Iterator[Finding]:
    sure = tied and counts(a, b)
    yield finding(
        "D602",
        Message(
            f"said twice, once with {a.quantity.text}, once with {b.quantity.text}",
            f"同一句话出现两次，一处为 {a.quantity.text}，一处为 {b.quantity.text}",
        ),
        (view.place(b), view.place(a)),
        severity="warning" if sure else "note",
        confidence=0.7 if sure else 0.4,
    )


def counts(a: Figure, b: Figure) -> bool:
    """Whether two figures are amounts of at least two digits."""
    return a.quantity.kind in _AMOUNTS and _telling(a.quantity) and _telling(b.quantity)


def _telling(q: Quantity) -> bool:
    """Whether a figure has at least two digits, so that chance would not repeat it."""
    return not q.weak and len(re.sub(r"\D", "", q.value or q.low or "")) >= 2


def _same(a: Quantity, b: Quantity) -> bool:
    """Whether two figures say the same, by the digits printed."""
    if (a.value, a.low, a.high, a.unit) == (b.value, b.low, b.high, b.unit):
        return True
    x, y = (a.number, b.number) if a.kind in _AMOUNTS and b.kind in _AMOUNTS else (None, None)
    return x is not None and y is not None and a.unit == b.unit and within(x, y, a.step, b.step)


def _same_names(first: Saying, second: Saying) -> bool:
    """Whether neither sentence has a name or a long word that the other lacks."""
    if first.view.lang.startswith("zh"):
        from rapidfuzz.distance import Levenshtein

        return Levenshtein.distance(masked(first), masked(second), score_cutoff=4) <= 4
    a, b = (set(_NAME.findall(s.text[1:])) for s in (first, second))
    return all(not word[0].isupper() and len(word) <= 8 for word in a ^ b)
