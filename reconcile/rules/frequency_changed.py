"""N121: A frequency differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N121",
    "frequency-changed",
    "error",
    examples=(
        Example("每季度更新一次。", "It is updated monthly.", says="monthly"),
        Example("委员会每年举行两次会议。", "The Committee meets three times a year.", says="three"),
        Example("每季度更新一次。", "It is updated quarterly."),
        Example("委员会每年举行两次会议。", "The Committee meets twice a year."),
    ),
)
def frequency_changed(bead: BeadView) -> Iterator[Finding]:
    """A frequency differs: every quarter on one side, every month on the other.

    It matters because it says how often somebody has to do something. It is wrong where a word such as 定期 is
    rendered by a definite frequency that the context gives.
    """
    for difference in bead.differences("frequency"):
        yield bead.report("N121", difference)
