"""N120: A duration differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N120",
    "duration-changed",
    "error",
    examples=(
        Example("任期两年。", "The term of office is three years.", says="three"),
        Example("为期四天的会议。", "A five-day meeting.", says="five"),
        Example("任期两年。", "The term of office is two years."),
        Example("第一阶段为期 18 个月。", "The first phase lasts one and a half years."),
    ),
)
def duration_changed(bead: BeadView) -> Iterator[Finding]:
    """A duration differs: two years on one side, three years on the other.

    It matters for terms of office, deadlines and the length of projects. 18 months agree with one and a half years.
    It is wrong where one side counts the first day and the other does not.
    """
    for difference in bead.differences("duration"):
        yield bead.report("N120", difference)
