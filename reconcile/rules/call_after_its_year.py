"""A call for a year whose deadline lies after that year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView
from hedui.reconcile.sayings import sayings

_CALL = re.compile(
    r"\b(?:call for|invitation for|applications? for|invited|tenders? for|nominations? for|registration for)\b"
    r"|征集|徵集|申请|申請|报名|報名|招标|招標|提名|招募|征求",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(?:\bfor\s+the\s+((?:19|20)\d\d)\s+(?:\w+\s+){0,2}"
    r"(?:cycle|edition|programme|intake|round|award|prize|conference|season)"
    r"|((?:19|20)\d\d)\s*年?(?:度)?[^，。；（(\d]{0,6}(?:周期|届|批次|项目|大赛|奖))"
)
_DEADLINE = re.compile(
    r"\b(?:deadline|closing date|closes?|closing|due|no later than|by)\b[^.;\d]{0,24}$|截止(?:日期)?[为是於于]?\s*$",
    re.IGNORECASE,
)


@rule(
    "S417",
    "call-after-its-year",
    "warning",
    examples=(
        Example(
            None,
            "It circulated the call for proposals for the 2024 project cycle, with a deadline of 20 January 2025.",
            says="2024",
        ),
        Example(
            None,
            "It circulated the call for proposals for the 2025 project cycle, with a deadline of 20 January 2025.",
        ),
        Example(None, "The reports for the 2024 project cycle are due by 31 May 2025."),
        Example("分发 2024 年项目周期（截止日期为 2025 年 1 月 20 日）征集建议书的通知。", None, says="2024"),
        Example("分发 2025 年项目周期（截止日期为 2025 年 1 月 20 日）征集建议书的通知。", None),
    ),
)
def call_after_its_year(view: DocumentView) -> Iterator[Finding]:
    """A call for applications for a year's cycle closes when that year is over: one of the two years is a slip.

    It looks at calls, tenders and nominations only; reports and accounts for a year are rightly due after it.
    """
    for saying in sayings(view):
        if not _CALL.search(saying.text):
            continue
        for cycle in _FOR.finditer(saying.text):
            year = int(cycle[1] or cycle[2])
            for figure in saying.figures:
                q = figure.quantity
                if (
                    q.kind != "date"
                    or not q.value
                    or not q.value[:4].isdecimal()
                    or q.start - saying.start < cycle.end()
                ):
                    continue
                if int(q.value[:4]) > year and len(q.value) > 4 and _DEADLINE.search(saying.before(q, 40)):
                    yield finding(
                        "S417",
                        Message(
                            f"a call for {year} with a deadline of {q.text}",
                            f"{year} 年的征集，截止日期却是 {q.text}",
                        ),
                        (
                            view.place_at(
                                saying.spot, saying.start + cycle.start(), saying.start + cycle.end(), str(year)
                            ),
                            view.place(figure),
                        ),
                        confidence=0.7,
                    )
                    break
