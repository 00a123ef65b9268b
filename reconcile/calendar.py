"""Dates as printed, whether there is such a day or not.

Quantities read dates that exist; here also 31 June is read, because it is a mistake that somebody should hear of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NAME = "(" + "|".join((*MONTHS, *(m[:3] + r"\b\.?" for m in MONTHS), r"Sept\b\.?")) + ")"
_DIGIT = re.compile(r"\d")
_DAY_FIRST = re.compile(rf"(?<![\d.,/–-])(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAME},?(?:\s+(\d{{4}})(?!\d))?")
_MONTH_FIRST = re.compile(
    rf"\b{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,:]\d|\s*(?:%|per))(?:,?\s+(\d{{4}})(?!\d))?"
)
_CHINESE = re.compile(r"(?:(\d{4})\s*年\s*)?(?<!\d)(\d{1,2})\s*月\s*(?:(\d{1,3})\s*[日号號])?")
_ISO = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-])")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed: its parts as numbers, None where they are not said, and where it stands."""

    year: int | None
    month: int
    day: int | None
    start: int
    end: int

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day."""
        if not 1 <= self.month <= 12:
            return self.day is None and self.year is None  # 13月 alone may be a count of months
        if self.day is not None and self.day > 31 and self.year is None:
            return True  # "in May 45 people": no date at all
        if self.day is None:
            return True
        leap = self.year is None or (self.year % 4 == 0 and (self.year % 100 != 0 or self.year % 400 == 0))
        return 1 <= self.day <= (28 if self.month == 2 and not leap else _DAYS[self.month - 1])


def dates_in(text: str) -> Iterator[Printed]:
    """The dates of a text that name a month (and those in ISO 8601), whether they exist or not."""
    if _DIGIT.search(text) is None:
        return
    for found in _DAY_FIRST.finditer(text):
        yield Printed(_int(found[3]), month(found[2]), int(found[1]), *_span(text, found))
    for found in _MONTH_FIRST.finditer(text):
        if not re.search(r"\d(?:st|nd|rd|th)?\s+(?:of\s+)?$", text[max(0, found.start() - 9) : found.start()]):
            yield Printed(_int(found[3]), month(found[1]), int(found[2]), *_span(text, found))
    for found in _CHINESE.finditer(text):
        yield Printed(_int(found[1]), int(found[2]), _int(found[3]), *_span(text, found))
    for found in _ISO.finditer(text):
        yield Printed(int(found[1]), int(found[2]), int(found[3]), found.start(), found.end())


def month(name: str) -> int:
    """The number of a month from its English name or its short form."""
    return next(i for i, full in enumerate(MONTHS, 1) if full.lower().startswith(name[:3].lower()))


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _span(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Start and end without white space and commas at the end."""
    return found.start(), found.start() + len(found.group().rstrip(" ,"))
