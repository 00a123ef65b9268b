"""Readings of the clock: times of day, and times taken."""

from __future__ import annotations

import re
from decimal import Decimal

from hedui.extract.quantities.build import Made, decimal_text, make, whole
from hedui.extract.quantities.company_zh import CLOCK_ENDS, COUNTER, HOUR_GOES_ON
from hedui.extract.quantities.grammar import Found, Page
from hedui.extract.quantities.language import CLASSES, Token
from hedui.extract.quantities.stamps import clock_text


def _inherited(page: Page, found: Found) -> int | None:
    """The half of the day that the start of a span gives its end: 下午3时至6时."""
    if page.out and page.out[-1].kind == "time" and page.classes[found.start - 1 : found.start] in ("t", "-"):
        return 12 if (page.out[-1].value or "") > "12" else None
    return None


def _clock_before(page: Page, start: int) -> bool:
    """Whether a time of day stands shortly before in the same sentence: 下午三时开始，六时前结束."""
    if not page.out or page.out[-1].kind != "time" or start - page.out[-1].end > _SENTENCE:
        return False
    return "。" not in page.folded[page.out[-1].end : start]


_SENTENCE = 24
_POINTS = re.compile(
    r"(?:[增添]加|减少|降低|提高|恢复|失去|损失|获得|提供|降到|[花耗]费|消耗|造成|多|少|加|减|扣|各|满)了?约?\Z"
)
"""Before points that are scored: 增加1点 is no time of day."""


def _counts(page: Page, found: Found) -> bool:
    """Whether the number behind the hour belongs to what follows it: 一点两小时的会议, 三点二十人."""
    end = page.tokens[found.end - 1].end
    return page.classes[found.end : found.end + 1] in tuple("TUPCxy$") or COUNTER.match(page.folded, end) is not None


def time(page: Page, found: Found) -> Made:
    """下午3时5分, 10.15 a.m., 15:05."""
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    shift = (found["ampm"] or found["daypart"] or Token("", 0, 1, None)).data
    clock, hour_token = found["c"], found["h"]
    second = whole(found["s"]) or 0
    if clock is not None:
        hour, minute, second = (int(x) for x in f"{clock.data}:0".split(":")[:3])
    else:
        assert hour_token is not None
        number = hour_token.data
        hour = int(number.value)
        fraction = number.value - hour
        minute = int(fraction * 100) if number.step and number.step < 1 else 0
        if fraction and found["ampm"] is None:
            return None
        if found["mi"]:
            minute = whole(found["mi"]) or 0
            if page.tokens[found.end - 1] is found["mi"] and _counts(page, found):
                return None
        if found["half"]:
            minute = found["half"].data or 30
        if found["ampm"] is None and found["daypart"] is None and not (found["mi"] or found["half"]):
            last = page.folded[end - 1]
            if last == "点" and _POINTS.search(page.folded, max(0, start - 6), start):
                return None
            if page.folded[end : end + 1] in HOUR_GOES_ON and last == "时":
                return None
            spoken = number.words and number.value != 0 and not 12 < number.value < 25
            spoken = spoken and not (_clock_before(page, start) and page.folded[end : end + 1] in CLOCK_ENDS)
            if (last == "点" and (number.words or page.folded[end : end + 1] not in CLOCK_ENDS)) or (
                last == "时" and spoken
            ):
                return None
            shift = _inherited(page, found)
        if number.scale != 1 or number.high is not None or number.value < 0:
            return None
    if shift == 12 and hour == 12 and found["daypart"] and page.folded[found["daypart"].start] in "晚夜":
        hour = 0  # 晚上12点
    elif shift == 12 and hour < 12:
        hour += 12
    if shift == 11 and hour < 4:
        hour += 12
    if shift == 0 and hour == 12:
        hour = 0
    if not (0 <= hour <= 24 and 0 <= minute < 60 and 0 <= second < 60):
        return None
    return [make(page, "time", start, end, value=clock_text(hour, minute, second))], found.end


def lap(page: Page, found: Found) -> Made:
    """1小时02分15秒, 4分12秒06, 4:12.06: a time that was taken, in seconds."""
    token, seconds = page.tokens[found.start], Decimal(0)
    end = page.tokens[found.end - 1].end
    if token.kind == CLASSES["lap"]:
        for part in token.data.split(":"):
            seconds = seconds * 60 + Decimal(part)
        return [make(page, "duration", token.start, end, value=decimal_text(seconds), unit="s")], found.end
    parts = [(found[name], worth) for name, worth in (("h", 3600), ("mi", 60), ("s", 1))]
    units = [t.data for t in page.tokens[found.start : found.end] if t.kind == CLASSES["time"]]
    if units not in ([], [("h", 1)], [("min", 1), ("s", 1)], [("h", 1), ("min", 1), ("s", 1)]):
        return None
    for part, worth in parts:
        if part and (part.data.high is not None or part.data.bound or part.data.value < 0):
            return None
        seconds += Decimal(part.data.value) * worth if part else 0
    after, more = found.end, found["c"]
    if more is not None:
        plain = more.data.plain or ""
        if more.start == page.tokens[after - 2].end and 0 < len(plain) < 4:
            seconds += Decimal(f"0.{plain}")
        else:
            after, end = after - 1, page.tokens[after - 2].end
    return [make(page, "duration", token.start, end, value=decimal_text(seconds), unit="s")], after


def times(page: Page, found: Found) -> Made:
    """9 to 11.30 a.m., 2 to 5 p.m.: two times that share the half of the day."""
    h, h2, ampm = found["h"], found["h2"], found["ampm"]
    assert h
    assert h2
    assert ampm
    out = []
    for token, end in ((h, h.end), (h2, ampm.end)):
        number = token.data
        hour = int(number.value)
        minute = int((number.value - hour) * 100) if number.step and number.step < 1 else 0
        if ampm.data == 12 and hour < 12 and not (token is h and h.data.value > h2.data.value):
            hour += 12
        if not (0 <= hour < 24 and minute < 60):
            return None
        out.append(make(page, "time", token.start, end, value=f"{hour:02}:{minute:02}"))
    return out, found.end


def clockword(page: Page, found: Found) -> Made:
    """Noon, midnight, 12 noon."""
    token, n = page.tokens[found.end - 1], found["n"]
    if n is not None and (whole(n) != 12 or page.folded[n.end : token.start] != " "):
        return None
    start = n.start if n else token.start
    return [make(page, "time", start, token.end, value=token.data, weak=n is None)], found.end
