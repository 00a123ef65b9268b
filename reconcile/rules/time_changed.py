"""N111: A time of day differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N111",
    "time-changed",
    "error",
    examples=(
        Example("会议于下午 3 时 5 分开始。", "The meeting was called to order at 3.50 p.m.", says="3"),
        Example("会议于上午 10 时开始。", "The meeting will begin at 11 a.m.", says="11"),
        Example("会议于下午 3 时开始。", "The meeting was called to order at 3 p.m."),
        Example("会议于上午 10 时 15 分开始。", "The meeting opened at 10.15 a.m."),
    ),
)
def time_changed(bead: BeadView) -> Iterator[Finding]:
    """A time of day differs.

    It matters because people come at the time that is printed. It is wrong where one side gives local time and the
    other does not.
    """
    for difference in bead.differences("time"):
        yield bead.report("N111", difference)
