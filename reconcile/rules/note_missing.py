"""B203: A footnote stands on one side only."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.blocks import alone
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.wording import names


@rule(
    "B203",
    "note-missing",
    "warning",
    examples=(
        Example(
            "委员会由十名成员组成。[^1: 其中一名成员已于 2025 年 4 月退出。]",
            "The Committee has ten members.",
            says="其中",
        ),
        Example(
            "报告已提交。",
            "The report was submitted.[^1: It can be found on the website of the Treaty.]",
            says="website",
        ),
        Example("报告已提交。[^1: 见网站。]", "The report was submitted.[^1: See the website.]"),
        Example("报告已提交。", "The report was submitted."),
    ),
)
def note_missing(evidence: Evidence) -> Iterator[Finding]:
    """A footnote stands in one document and has no counterpart in the other.

    It matters because sources, dates and withdrawals are put into footnotes. It is wrong where one language moved
    the note into the text.
    """
    if len(evidence.documents) < 2:
        return
    called = names((evidence.documents[0].lang, evidence.documents[1].lang))
    for one in alone(evidence, ("note",)):
        there, here = called[one.side], called[1 - one.side]
        what = one.passage.text.strip()[:40]
        message = Message(
            f"the footnote “{what}” stands in {there[0]} and has no counterpart in {here[0]}",
            f"{there[1]}有脚注“{what}”，{here[1]}没有与之对应的脚注",
        )
        yield finding("B203", message, one.places, severity=one.severity, confidence=one.confidence)
