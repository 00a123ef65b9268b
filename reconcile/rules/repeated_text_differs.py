"""W705: The same text stands twice on one side and has other figures on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import Evidence

_LEAST = 8
"""Shorter texts (headings, cells) come back by chance."""

_ZH = "各国应在规定期限内提交报告。"


@rule(
    "W705",
    "repeated-text-differs",
    "note",
    examples=(
        Example(
            f"{_ZH}\n会议闭幕。\n{_ZH}",
            "States shall report within the time limit.\nThe meeting closed.\nStates shall report within 30 days.",
            says="30 days",
        ),
        Example(
            "付款将由买方分期进行。\n会议闭幕。\n付款将由买方分期进行。",
            "Payment is made in three instalments.\nThe meeting closed.\nPayment is made in four instalments.",
            says="four",
        ),
        Example(
            f"{_ZH}\n会议闭幕。\n{_ZH}",
            "States shall report within the time limit.\nThe meeting closed.\nStates shall report in time.",
        ),
        Example("会议开幕。\n会议开幕。", "The meeting opened.\nThe meeting was opened."),
    ),
)
def repeated_text_differs(evidence: Evidence) -> Iterator[Finding]:
    """One side says the same thing twice, and the other renders it with different figures.

    It matters because one of the two renderings must be wrong, or two things are called by one name. It is a note,
    since each place by itself may agree with its counterpart. It is wrong where the context tells the two apart.
    """
    if len(evidence.documents) < 2:
        return
    for side in (0, 1):
        seen: dict[str, BeadView] = {}
        for bead in evidence.bead_views:
            text = re.sub(r"\W+", "", bead.sides[side].text).casefold()
            if bead.bead.kind == "cell" or len(text) < _LEAST:
                continue
            first = seen.setdefault(text, bead)
            if first is not bead and _figures(first, 1 - side) != _figures(bead, 1 - side):
                yield _finding(first, bead, 1 - side)


def _figures(bead: BeadView, side: int) -> list[str]:
    """The values that one side of a bead says in earnest."""
    return sorted(
        f"{i.q.value}{i.q.low}{i.q.high}{i.q.unit}" for i in bead.items[side] if not i.q.weak and not i.virtual
    )


def _finding(first: BeadView, second: BeadView, side: int) -> Finding:
    texts = [bead.sides[side].text.strip()[:80] for bead in (first, second)]
    name = first.names()[1 - side]
    return finding(
        "W705",
        Message(
            f"the same text in {name[0]} is rendered “{texts[0]}” and “{texts[1]}”",
            f"{name[1]}中同一段文字分别译作“{texts[0]}”和“{texts[1]}”",
        ),
        (first.whole()[side], second.whole()[side]),
        confidence=0.6,
    )
