"""Words that stand for a date said before: "the same month", 同月, "the following year".

They are read as the date they stand for, so that they can answer a date that the other language repeats, and contradict
one that differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hedui.model import Quantity
from hedui.reconcile.comparable import Day, day

_EN = re.compile(
    r"\b(?:(?P<same>the same|that(?: same)?|the said)|(?P<next>the (?:following|next|subsequent|ensuing))"
    r"|(?P<last>the (?:previous|preceding)))\s+(?P<unit>year|month|day|date)\b",
    re.I,
)
_ZH = re.compile(
    r"(?P<same>同|该|当)(?P<unit>年|月|日)(?!度|期|份?以|内)|(?P<next>次|翌|下一?)(?P<unit2>年|月|日)(?!度)|(?P<last>前一|上一)(?P<unit3>年|月|日)"
)
_UNITS = {"year": 0, "month": 1, "day": 2, "date": 2, "年": 0, "月": 1, "日": 2}


def stand_ins(text: str, lang: str, dates: Sequence[Quantity]) -> Iterator[Quantity]:
    """The phrases of a text that stand for a date, as dates; those before any date stand for nothing."""
    if not dates:
        return
    taken = [(q.start, q.end) for q in dates]
    for m in (_ZH if lang.startswith("zh") else _EN).finditer(text):
        if any(a < m.end() and m.start() < b for a, b in taken):
            continue
        groups = m.groupdict()
        unit = _UNITS[(groups.get("unit") or groups.get("unit2") or groups.get("unit3") or "").casefold()]
        before = [day(q.high or q.value or "") for q in dates if q.end <= m.start()]
        known = next((d for d in reversed(before) if d is not None and d[unit] is not None), None)
        if known is None:
            continue
        move = 1 if m["next"] else -1 if m["last"] else 0
        value = _iso(_moved(known, unit, move), unit)
        if value is not None:
            yield Quantity("date", m.group(), m.start(), m.end(), value, weak=True)


def _moved(known: Day, unit: int, move: int) -> Day:
    year, month, date = known
    if not move:
        return known
    if unit == 0 and year is not None:
        return year + move, None, None
    if unit == 1 and month is not None:
        at = month - 1 + move
        return (None if year is None else year + at // 12), at % 12 + 1, None
    return year, month, None if date is None else date + move


def _iso(known: Day, unit: int) -> str | None:
    year, month, date = known
    month = month if unit >= 1 else None
    date = date if unit >= 2 else None
    if year is not None:
        text = f"{year:04}"
        return text if month is None else f"{text}-{month:02}" + (f"-{date:02}" if date is not None else "")
    return None if month is None else f"--{month:02}" + (f"-{date:02}" if date is not None else "")
