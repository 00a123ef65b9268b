"""N106: The number is the same and the unit is not."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N106",
    "unit-changed",
    "error",
    examples=(
        Example("道路长 15 公里。", "The road is 15 metres long.", says="15"),
        Example("样本重 20 千克。", "The sample weighs 20 grams.", says="20"),
        Example("道路长 15 公里。", "The road is 15 kilometres long."),
        Example("样本重 20 千克。", "The sample weighs 20 kg."),
        Example("净增291名，增幅2.1%。", "There was a net increase of 291, or 2.1 per cent."),
    ),
)
def unit_changed(bead: BeadView) -> Iterator[Finding]:
    """The number is the same and the unit is not: 15 kilometres on one side, 15 metres on the other.

    It matters because a unit is as much of a figure as its digits. It is wrong where two names of one unit are not
    known to be the same.
    """
    for difference in bead.differences("unit"):
        yield bead.report("N106", difference)
