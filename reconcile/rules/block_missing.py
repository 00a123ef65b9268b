"""B201: A paragraph, heading or item stands on one side only."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.blocks import alone
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.wording import names


@rule(
    "B201",
    "block-missing",
    "warning",
    examples=(
        Example(
            "会议开幕。\n主席介绍了去年在各区域开展的各项活动。\n会议闭幕。",
            "The meeting was opened.\nThe meeting was closed.",
            says="主席",
        ),
        Example(
            "会议开幕。\n会议闭幕。",
            "The meeting was opened.\nThe Chair described the work in all regions last year.\nThe meeting was closed.",
            says="The Chair",
        ),
        Example("会议开幕。\n主席介绍了各项活动。", "The meeting was opened.\nThe Chair described the activities."),
        Example("会议开幕。", "The meeting was opened."),
    ),
)
def block_missing(evidence: Evidence) -> Iterator[Finding]:
    """A paragraph, heading or item stands in one document and has no counterpart in the other.

    It matters because a paragraph that was not translated is the greatest omission of all. Where the neighbours are
    not surely paired, or the block hardly says anything, it is a note. It is wrong where one language has two
    paragraphs run into one and the pairing did not see it.
    """
    if len(evidence.documents) < 2:
        return
    called = names((evidence.documents[0].lang, evidence.documents[1].lang))
    for one in alone(evidence, ("block",)):
        there, here = called[one.side], called[1 - one.side]
        what = one.passage.text.strip()[:40]
        message = Message(
            f"the paragraph “{what}” stands in {there[0]} and has no counterpart in {here[0]}",
            f"{there[1]}有段落“{what}”，{here[1]}没有与之对应的段落",
        )
        yield finding("B201", message, one.places, severity=one.severity, confidence=one.confidence)
