"""A date that no calendar has."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.calendar import dates_in
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView


@rule(
    "S407",
    "impossible-date",
    "error",
    examples=(
        Example(None, "Comments are due by 31 June 2025.", says="31 June"),
        Example(None, "Comments are due by 30 June 2025."),
        Example("请于2025年2月29日之前提交意见。", None, says="2月29日"),
        Example("请于2024年2月29日之前提交意见。", None),
        Example("为期 18 个月。", None),
    ),
)
def impossible_date(view: DocumentView) -> Iterator[Finding]:
    """A date that does not exist: 31 June, 29 February of a common year, a thirteenth month.

    A slip of the pen or of the reading; which day was meant the reader cannot tell. Dates that name their month (or are
    written as 2025-06-31) are looked at, not 3/4/2025, which means two things.
    """
    for spot, text in view.spots():
        for date in dates_in(text):
            if not date.exists:
                quote = text[date.start : date.end]
                yield finding(
                    "S407",
                    Message(f"there is no {quote}", f"没有“{quote}”这一天"),
                    (view.place_at(spot, date.start, date.end, quote),),
                    severity="error" if date.day is not None else "warning",
                    confidence=0.95,
                )
