"""So many events, and another number of dates for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, sayings, value

_AND_EN = re.compile(r"\s*(?:,|,?\s*and)\s*(?:in|on)?\s*", re.IGNORECASE)
_PLACE_ZH = re.compile(r"\s*(?:分别)?[在于为赴][^，。；：\d]{1,24}?(?:和|、|以及|及|，以及|，)\s*")
_LAST_ZH = re.compile(r"\s*(?:分别)?[在于为赴][^，。；：\d]{1,60}?")


@rule(
    "S411",
    "events-dated",
    "warning",
    examples=(
        Example(
            None, "Three workshops were held, in Rome and Lima, in May and July 2025 respectively.", says="2 dates"
        ),
        Example(None, "Two workshops were held, in Rome and Lima, in May and July 2025 respectively."),
        Example(None, "Three workshops were held in Rome between May and July 2025."),
        Example("2025 年 5 月在罗马和 2025 年 7 月在利马举办了三次研讨会。", None, says="2 dates"),
        Example("2025 年 5 月在罗马和 2025 年 7 月在利马举办了两次研讨会。", None),
    ),
)
def events_dated(view: DocumentView) -> Iterator[Finding]:
    """A number of events, each with its date in a list, and the list has another number of dates.

    Only lists that go with the events one by one are read: dates that end in "respectively", and in Chinese dates that
    each have their place (2025 年 5 月在甲和 2025 年 7 月在乙).
    """
    for saying in sayings(view):
        dates = [f for f in saying.figures if f.quantity.kind == "date" and f.quantity.value]
        if len(dates) >= 2:
            found = _chinese(saying, dates) if saying.view.lang.startswith("zh") else _english(saying, dates)
            if found is not None:
                count, listed = found
                number = value(count.quantity)
                yield finding(
                    "S411",
                    Message(
                        f"{number} are counted, {len(listed)} dates are given",
                        f"文中说有 {number} 次，给出的日期有 {len(listed)} 个",
                    ),
                    (view.place(count), *(view.place(f) for f in listed)),
                    confidence=0.75,
                )


def _english(saying: Saying, dates: list[Figure]) -> tuple[Figure, list[Figure]] | None:
    at = saying.text.find("respectively")
    if at < 0:
        return None
    before = [f for f in dates if f.quantity.end - saying.start <= at]
    if not before or at - (before[-1].quantity.end - saying.start) > 3:
        return None
    run = [before[-1]]
    for figure in reversed(before[:-1]):
        if not _AND_EN.fullmatch(saying.between(figure.quantity, run[0].quantity)):
            break
        run.insert(0, figure)
    counts = [f for f in saying.figures if f.quantity.end <= run[0].quantity.start and _counts(f)]
    return (counts[0], run) if len(run) >= 2 and len(counts) == 1 and value(counts[0].quantity) != len(run) else None


def _chinese(saying: Saying, dates: list[Figure]) -> tuple[Figure, list[Figure]] | None:
    run = [dates[0]]
    for figure in dates[1:]:
        if not _PLACE_ZH.fullmatch(saying.between(run[-1].quantity, figure.quantity)):
            break
        run.append(figure)
    if len(run) < 2:
        return None
    behind = [f for f in saying.figures if f.quantity.start >= run[-1].quantity.end]
    if not behind or not _counts(behind[0]) or value(behind[0].quantity) == len(run):
        return None
    count = behind[0]
    between = saying.between(run[-1].quantity, count.quantity)
    unit = saying.text[count.quantity.start - saying.start : count.quantity.end - saying.start + 2]
    return (count, run) if _LAST_ZH.fullmatch(between) and re.search(r"[次场期届轮]", unit) else None


def _counts(figure: Figure) -> bool:
    number = value(figure.quantity)
    return figure.quantity.kind == "count" and not figure.quantity.weak and number is not None and 2 <= number <= 12
