"""N114: A fraction differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N114",
    "fraction-changed",
    "error",
    examples=(
        Example("需要三分之二多数票。", "A three-quarters majority is required.", says="three-quarters"),
        Example(
            "约有三分之一的会员国尚未缴款。", "About one quarter of Member States have yet to pay.", says="quarter"
        ),
        Example("需要三分之二多数票。", "A two-thirds majority is required."),
        Example("五分之一的人口。", "Some 20 per cent of the population."),
    ),
)
def fraction_changed(bead: BeadView) -> Iterator[Finding]:
    """A fraction differs: two thirds on one side, three quarters on the other.

    It matters because majorities and shares hang on it. It is wrong where a fraction is only a manner of speaking.
    """
    for difference in bead.differences("fraction"):
        yield bead.report("N114", difference)
