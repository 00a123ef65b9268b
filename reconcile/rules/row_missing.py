"""B212: A row of a table stands on one side only."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.blocks import alone
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.wording import names


@rule(
    "B212",
    "row-missing",
    "warning",
    examples=(
        Example(
            "编号 | 国家 | 金额\n1 | 加拿大 | 120\n2 | 挪威 | 340\n3 | 瑞士 | 560",
            "No. | State | Amount\n1 | Canada | 120\n3 | Switzerland | 560",
            says="挪威",
        ),
        Example(
            "编号 | 国家 | 金额\n1 | 加拿大 | 120\n3 | 瑞士 | 560",
            "No. | State | Amount\n1 | Canada | 120\n2 | Norway | 340\n3 | Switzerland | 560",
            says="Norway",
        ),
        Example(
            "编号 | 国家 | 金额\n1 | 加拿大 | 120\n2 | 挪威 | 340",
            "No. | State | Amount\n1 | Canada | 120\n2 | Norway | 340",
        ),
        Example("国家 | 金额\n加拿大 | 120", "State | Amount\nCanada | 120"),
    ),
)
def row_missing(evidence: Evidence) -> Iterator[Finding]:
    """A row of a table stands in one document and has no counterpart in the other.

    It matters because a donor, a project or a deadline is gone with its row, and the totals no longer hold. It is wrong
    where one language splits a row in two.
    """
    if len(evidence.documents) < 2:
        return
    called = names((evidence.documents[0].lang, evidence.documents[1].lang))
    for one in alone(evidence, ("row",)):
        there, here = called[one.side], called[1 - one.side]
        what = one.passage.text.strip()[:40]
        message = Message(
            f"the row “{what}” stands in {there[0]} and has no counterpart in {here[0]}",
            f"{there[1]}有行“{what}”，{here[1]}没有与之对应的行",
        )
        yield finding("B212", message, one.places, severity=one.severity, confidence=one.confidence)
