"""One numbered event with two dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure, Spot

_HELD = re.compile(
    r"(?:[\w’' ]{0,60}?)(?:\s*\([^)]{1,20}\))?,?\s+"
    r"(?:which\s+(?:was|is|will be)\s+|to be\s+|was\s+|will be\s+|is to be\s+)?"
    r"(?:held|convened|took place|takes place|meets?|met|opens?|opened)\s+(?:[\w’' ]{1,30}?\s+)?"
    r"(?:in|on|from|between)\s+$"
)
_HELD_ZH = re.compile(r"\s*(?:在[^，。；]{1,16})?(?:举行|召开|举办|舉行|召開)的?\s*《?$")
_OTHER = re.compile(
    r"\b(?:Working|Preparatory|Group|Committee|Bureau|Presid|preparat|consultat|side|Inform|Chair|report)",
    re.IGNORECASE,
)
_ENTITY_ZH = re.compile(
    r"[届次屆]([\u4e00-\u9fff]{2,14}?(?:会议|大会|大會|會議|峰会|论坛|届会|运动会))"
    r"(?![\u4e00-\u9fff]*(?:筹备|工作组|主席|期间))"
)
_ENTITY_EN = re.compile(
    r"\s+((?:[A-Z][\w’-]*\s+(?:of\s+)?(?:the\s+)?){0,4}"
    r"(?:Conference|Meeting|Session|Assembly|Congress|Forum|Summit|session|meeting)"
    r"(?:\s+of(?:\s+the)?(?:\s+[A-Z][\w’-]*)+)?)"
)


@dataclass(frozen=True, slots=True)
class Held:
    """An event, by its ordinal and its name, and a date on which it is said to be held."""

    ordinal: str
    name: str
    low: str
    high: str
    event: Figure
    date: Figure


@rule(
    "D601",
    "event-twice-dated",
    "warning",
    examples=(
        Example(
            None,
            "It prepared the Eleventh Conference held in May 2025.\n"
            "The Eleventh Conference was held from 25 to 29 August 2025.",
            says="May 2025",
        ),
        Example(
            None,
            "It prepared the Eleventh Conference held in August 2025.\n"
            "The Eleventh Conference was held from 25 to 29 August 2025.",
        ),
        Example(
            None,
            "It prepared the Tenth Conference held in May 2024.\n"
            "The Eleventh Conference was held from 25 to 29 August 2025.",
        ),
        Example(
            "2025年5月举行的第十一届缔约国会议讨论了此事。\n2025年8月25日至29日举行的第十一届缔约国会议通过了报告。",
            None,
            says="2025年5月",
        ),
        Example(
            "2025年5月举行的第十一届缔约国会议筹备会议。\n2025年8月25日至29日举行的第十一届缔约国会议通过了报告。", None
        ),
    ),
)
def event_twice_dated(view: DocumentView) -> Iterator[Finding]:
    """A numbered meeting is said to be held at two times: the Eleventh Conference in May, and from 25 to 29 August.

    Read are "the Eleventh Conference … held in", 2025 年 5 月举行的第十一届……会议, and a title page on which the date
    stands below the name. Its preparatory meetings and working groups are other events.
    """
    events: dict[tuple[str, str], list[Held]] = {}
    for held in (*_titled(view), *_said(view)):
        events.setdefault((held.ordinal, held.name), []).append(held)
    for known in events.values():
        first = known[0]
        for other in known[1:]:
            if _apart(first, other):
                a, b = first.date.quantity.text, other.date.quantity.text
                yield finding(
                    "D601",
                    Message(f"one event, two dates: {b}, and {a}", f"同一会议有两个日期：{b} 与 {a}"),
                    (view.place(other.date), view.place(first.date)),
                    confidence=0.7,
                )
                break


def _titled(view: DocumentView) -> Iterator[Held]:
    """The event of a title page: a title that names it, and the date in the next titles."""
    titles = [block for block in view.document.blocks[:12] if block.kind == "title"]
    for at, block in enumerate(titles):
        for event, name in _events(view, Spot(view.index, block.id), block.text):
            for below in titles[at : at + 3]:
                for figure in view.figures(Spot(view.index, below.id)):
                    if figure.quantity.kind == "date" and figure.quantity.low:
                        yield _held(event, name, figure)
                        return


def _said(view: DocumentView) -> Iterator[Held]:
    chinese = view.lang.startswith("zh")
    for block in view.document.blocks:
        if block.rows is not None or not block.text:
            continue
        spot = Spot(view.index, block.id)
        dates = [f for f in view.figures(spot) if f.quantity.kind == "date"]
        if not dates:
            continue
        for event, name in _events(view, spot, block.text):
            q = event.quantity
            for date in dates:
                fits: object
                if chinese:
                    fits = date.quantity.end <= q.start and _HELD_ZH.fullmatch(block.text[date.quantity.end : q.start])
                else:
                    between = block.text[q.end : date.quantity.start] if date.quantity.start >= q.end else ""
                    fits = _HELD.fullmatch(between) and not _OTHER.search(between.replace(name, "", 1))
                if fits:
                    yield _held(event, name, date)
                    break


def _events(view: DocumentView, spot: Spot, text: str) -> Iterator[tuple[Figure, str]]:
    """The ordinals of a text that number a meeting, with its name."""
    for figure in view.figures(spot):
        if figure.quantity.kind == "ordinal" and figure.quantity.value:
            if view.lang.startswith("zh"):
                found = _ENTITY_ZH.match(text, figure.quantity.end) or _ENTITY_ZH.match(text, figure.quantity.end - 1)
            else:
                found = _ENTITY_EN.match(text, figure.quantity.end)
            if found is not None:
                yield figure, found[1].split(" of ")[0].casefold()


def _held(event: Figure, name: str, date: Figure) -> Held:
    q = date.quantity
    low, high = (q.low, q.high) if q.low and q.high else (q.value, q.value)
    return Held(event.quantity.value or "", name, low or "", high or "", event, date)


def _apart(a: Held, b: Held) -> bool:
    """Whether two dates can't be the same time: both with year and month, and neither within the other."""
    if any(not x[:4].isdecimal() or len(x) < 7 for x in (a.low, a.high, b.low, b.high)):
        return False
    return a.high[:7] < b.low[:7] or b.high[:7] < a.low[:7] or _days_apart(a, b)


def _days_apart(a: Held, b: Held) -> bool:
    if any(len(x) < 10 for x in (a.low, a.high, b.low, b.high)):
        return False
    return a.high < b.low or b.high < a.low
