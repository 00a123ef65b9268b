"""N105: A figure is ten, a hundred, a thousand … times the other."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N105",
    "magnitude-changed",
    "error",
    examples=(
        Example("受影响的家庭约有 3 万户。", "Some 3,000 households were affected.", says="3,000"),
        Example("基金收到 1.25 亿美元。", "The Fund received $12.5 million.", says="12,500,000"),
        Example("受影响的家庭约有 3 万户。", "Some 30,000 households were affected."),
        Example("基金收到 1290 万美元。", "The Fund received USD 12.9 million."),
    ),
)
def magnitude_changed(bead: BeadView) -> Iterator[Finding]:
    """A figure is ten, a hundred, a thousand … times the other: 3 万 against 3,000.

    It matters because Chinese counts in 万 and 亿 and English in thousands and millions, so that a slip by a power of
    ten is the commonest error of all, and the dearest. It is wrong where both figures are right and happen to be so
    related.
    """
    for difference in bead.differences("magnitude"):
        yield bead.report("N105", difference)
