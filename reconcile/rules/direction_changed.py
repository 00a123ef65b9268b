"""N126: A change goes up on one side and down on the other."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N126",
    "direction-changed",
    "error",
    examples=(
        Example("收入比上年增长 11.3%。", "Revenue decreased by 11.3 per cent over the previous year.", says="11.3"),
        Example("事故减少了 24 起。", "The number of accidents rose by 24.", says="24"),
        Example("项目比上年多 19 个。", "There were 19 fewer than in the previous year.", says="19"),
        Example("收入比上年增长 11.3%。", "Revenue grew by 11.3 per cent over the previous year."),
        Example(
            "失业率下降 2%，就业人数增加 3%。", "Unemployment fell by 2 per cent and employment rose by 3 per cent."
        ),
    ),
)
def direction_changed(bead: BeadView) -> Iterator[Finding]:
    """The figure is the same, but it is an increase on one side and a decrease on the other.

    It matters because the sentence then says the opposite, and no digit shows it. Only clauses are compared that have
    words for one direction only. It is wrong where one language says "a lower decrease" or turns the sentence round.
    """
    for difference in bead.differences("direction"):
        yield bead.report("N126", difference)
