"""N115: A multiple or a ratio differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N115",
    "ratio-changed",
    "error",
    examples=(
        Example("报案数量增加了一倍。", "The number of reported cases tripled.", says="tripled"),
        Example("产量是上年的三倍。", "Output was five times that of the previous year.", says="five"),
        Example("报案数量增加了一倍。", "The number of reported cases doubled."),
        Example("参加人数增加了两倍。", "The number of participants tripled."),
    ),
)
def ratio_changed(bead: BeadView) -> Iterator[Finding]:
    """A multiple or a ratio differs: doubled on one side, tripled on the other.

    It matters because 增加了一倍 is doubled and 增加了两倍 tripled, which is easily taken for one less or one more.
    It is wrong where a multiple is only a manner of speaking.
    """
    for difference in bead.differences("ratio"):
        yield bead.report("N115", difference)
