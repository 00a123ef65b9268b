"""A duration that its two dates do not make."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from hedui.model import Finding, Message, Quantity
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, sayings, value

_AFTER = re.compile(
    r"\s*(?:term|period|mandate|session|conference|course|programme|cycle|contract|mission|meeting|workshop)?\s*[,(，（]?\s*"
    r"(?:running|lasting|that is|i\.e\.|即|自|从|由|為|为)?\s*,?\s*(?:from|of|between|自|从|由)?\s*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\s*[,(（，]\s*(?:a (?:total|period|term) of|for|lasting|共计|共|为期|為期|历时|歷時|任期)?\s*$", re.IGNORECASE
)
_DAYS = {"d": 1, "wk": 7, "mo": 30, "a": 365}


@rule(
    "S416",
    "duration-of-dates",
    "warning",
    examples=(
        Example(None, "The term is two years, from October 2024 to October 2027.", says="two years"),
        Example(None, "The term is two years, from October 2024 to October 2026."),
        Example(None, "It lasted 15 days (1 to 16 March 2025)."),
        Example(None, "In three years, 2020-2022, and later in five weeks, much was done."),
        Example("任期两年，从2024年10月至2027年10月。", None, says="两年"),
        Example("为期15天（2025年3月1日至16日）。", None),
    ),
)
def duration_of_dates(view: DocumentView) -> Iterator[Finding]:
    """A period is given with its length and with its two ends, and the ends make another length.

    Counting both ends or one is allowed, and so are two units either way where the ends are given less exactly than the
    length. Only a length that stands directly before or behind its dates is looked at.
    """
    for saying in sayings(view):
        for a, b in zip(saying.figures, saying.figures[1:], strict=False):
            pair = _read(saying, a, b)
            if pair is not None:
                yield from _checked(view, *pair)


def _read(saying: Saying, a: Figure, b: Figure) -> tuple[Figure, Figure] | None:
    """(the length, the span of dates) where two neighbours are such."""
    between = saying.between(a.quantity, b.quantity)
    if a.quantity.kind == "duration" and _span(b.quantity) and _AFTER.fullmatch(between):
        return a, b
    if b.quantity.kind == "duration" and _span(a.quantity) and _BEFORE.fullmatch(between):
        return b, a
    return None


def _span(q: Quantity) -> bool:
    return q.kind == "date" and bool(q.low and q.high) and not (q.low or "").startswith("--")


def _checked(view: DocumentView, length: Figure, span: Figure) -> Iterator[Finding]:
    q = length.quantity
    said, unit = value(q), q.unit or ""
    low, high = _day(span.quantity.low or "", False), _day(span.quantity.high or "", True)
    if said is None or unit not in _DAYS or low is None or high is None or high <= low or q.bound or q.approximate:
        return
    least, most = _day(span.quantity.low or "", True), _day(span.quantity.high or "", False)
    shortest = (most - least).days if most and least and most > least else 0
    longest = (high - low).days + 1
    size = Decimal(_DAYS[unit])
    slack = {"d": 1, "wk": 3, "mo": 6, "a": 20}[unit]
    if shortest - slack * max(1, int(said) // 6) <= said * size <= longest + slack * max(1, int(said) // 6):
        return
    text = view.text(span.spot)[span.quantity.start : span.quantity.end]
    made = round(longest / size, 1)
    yield finding(
        "S416",
        Message(f"{text} is no {q.text}: it makes about {made}", f"{text} 不是{q.text}，约为 {made}"),
        (view.place(length), view.place(span)),
        confidence=0.75,
    )


def _day(text: str, last: bool) -> datetime.date | None:
    """The first or last day that a date in ISO 8601 may mean; None where it is no day of the calendar."""
    parts = text.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
        return None
    year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else (12 if last else 1)
    try:
        if len(parts) > 2:
            return datetime.date(year, month, int(parts[2]))
        first = datetime.date(year, month, 1)
    except ValueError:
        return None
    if not last:
        return first
    return (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)
