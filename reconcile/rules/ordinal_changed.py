"""N112: An ordinal differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N112",
    "ordinal-changed",
    "error",
    examples=(
        Example("根据第四届会议的决定。", "In accordance with the decision of the fifth session.", says="fifth"),
        Example("这是第三份评估报告。", "This is the second evaluation report.", says="second"),
        Example("根据第十一届会议的决定。", "In accordance with the decision of the eleventh session."),
        Example("这是第三份评估报告。", "This is the third evaluation report."),
    ),
)
def ordinal_changed(bead: BeadView) -> Iterator[Finding]:
    """An ordinal differs: the fourth Conference on one side, the fifth on the other.

    It matters because sessions, meetings, reports and activities are told apart by it. It is wrong where one
    language counts from another start (floors, centuries).
    """
    for difference in bead.differences("ordinal"):
        yield bead.report("N112", difference)
