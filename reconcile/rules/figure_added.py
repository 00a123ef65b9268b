"""N104: A figure stands in the second document and has no counterpart in the first."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N104",
    "figure-added",
    "warning",
    examples=(
        Example("委员会听取了几位专家的发言。", "The Committee heard statements by seven experts.", says="seven"),
        Example("该项目已经完成。", "The project was completed in 2021.", says="2021"),
        Example("该项目是一个成功的例子。", "The project is one example of success."),
        Example("他们首先讨论了预算。", "First, they discussed the budget."),
    ),
)
def figure_added(bead: BeadView) -> Iterator[Finding]:
    """A figure stands in the second document and has no counterpart in the first.

    It matters for the same reason as a figure left out: a number that only one of the readers is given. It is wrong
    where the first language says the same without a number.
    """
    for difference in bead.differences("added"):
        yield bead.report("N104", difference)
