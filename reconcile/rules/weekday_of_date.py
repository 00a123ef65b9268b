"""A weekday that is not that of its date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.calendar import MONTHS, Printed, dates_in
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView

_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_ZH = "一二三四五六日"
_EN_BEFORE = re.compile(r"\b(Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+(?:the\s+)?$", re.I)
_DAY = r"(Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_EN_AFTER = re.compile(rf"\s*[(（]\s*{_DAY}\s*[)）]|\s*,\s*(?:a\s+)?{_DAY}\b(?=\s*[,.;)]|\s+(?:at|from)\b|$)", re.I)
_ZH_DAY = r"(?:星期|周|週|礼拜)([一二三四五六日天])"
_ZH_AFTER = re.compile(rf"\s*[(（]\s*{_ZH_DAY}\s*[)）]|\s*[,，]?\s*{_ZH_DAY}(?=[，,。；;\s上下早晚至到]|$)")


@rule(
    "S406",
    "weekday-of-date",
    "error",
    examples=(
        Example(None, "The meeting opens on Tuesday, 25 August 2025.", says="Monday"),
        Example(None, "The meeting opens on Monday, 25 August 2025."),
        Example("会议于2025年8月25日（星期三）开幕。", None, says="Monday"),
        Example("会议于2025年8月25日（星期一）开幕。", None),
        Example("展期至2026年1月4日（周一闭馆）。", None),
        Example(None, "It closes on Sunday. On 25 August 2025 it opens."),
    ),
)
def weekday_of_date(view: DocumentView) -> Iterator[Finding]:
    """A weekday stands beside a full date that falls on another day of the week.

    Either the day or the date is wrong, and readers come on the wrong day. Only dates of the Gregorian calendar with
    day, month and year are looked at.
    """
    for spot, text in view.spots():
        for date in dates_in(text):
            named = _named(text, date)
            if date.day is None or date.year is None or named is None:
                continue
            try:
                real = datetime.date(date.year, date.month, date.day).weekday()
            except ValueError:
                continue
            if real != named[0]:
                _, start, end = named
                start, end = min(start, date.start), max(end, date.end)
                yield finding(
                    "S406",
                    Message(
                        f"{date.day} {MONTHS[date.month - 1]} {date.year} is a {_DAYS_EN[real]}, "
                        f"not a {_DAYS_EN[named[0]]}",
                        f"{date.year} 年 {date.month} 月 {date.day} 日是星期{_DAYS_ZH[real]}，"
                        f"不是星期{_DAYS_ZH[named[0]]}",
                    ),
                    (view.place_at(spot, start, end, text[date.start : date.end]),),
                    confidence=0.98,
                )


def _named(text: str, date: Printed) -> tuple[int, int, int] | None:
    """(weekday from 0 for Monday, start, end) of the day of the week named beside a date."""
    before = _EN_BEFORE.search(text, max(0, date.start - 16), date.start)
    after = _EN_AFTER.match(text, date.end)
    chinese = _ZH_AFTER.match(text, date.end)
    if chinese:
        return _DAYS_ZH.index((chinese[1] or chinese[2]).replace("天", "日")), chinese.start(), chinese.end()
    found = before or after
    if found is None:
        return None
    short = next(day for day in found.groups() if day)[:3].title()
    return next(i for i, day in enumerate(_DAYS_EN) if day.startswith(short)), found.start(), found.end()
