"""N109: Per cent on one side, percentage points on the other."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N109",
    "points-for-percent",
    "warning",
    examples=(
        Example("失业率上升了 5 个百分点。", "Unemployment rose by 5 per cent.", says="5"),
        Example("入学率提高了 12%。", "Enrolment rose by 12 percentage points.", says="12"),
        Example("入学率提高了 5 个百分点。", "Enrolment rose by 5 percentage points."),
        Example("入学率提高了 12%。", "Enrolment rose by 12 per cent."),
    ),
)
def points_for_percent(bead: BeadView) -> Iterator[Finding]:
    """Per cent on one side, percentage points on the other.

    It matters because a rise from 10 to 15 per cent is one of 5 points and of 50 per cent. It is wrong where the
    sentence leaves no doubt which is meant and one language is merely loose.
    """
    for difference in bead.differences("points"):
        yield bead.report("N109", difference)
