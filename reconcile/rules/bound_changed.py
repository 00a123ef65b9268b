"""N116: The number is the same and its bound is not."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N116",
    "bound-changed",
    "error",
    examples=(
        Example("有超过 20 个国家参加。", "Fewer than 20 countries took part.", says="20"),
        Example("至少 5 名成员。", "At most 5 members.", says="5"),
        Example("有超过 20 个国家参加。", "More than 20 countries took part."),
        Example("有 20 多个国家参加。", "Over 20 countries took part."),
    ),
)
def bound_changed(bead: BeadView) -> Iterator[Finding]:
    """The number is the same and its bound is not: more than 20 on one side, less than 20 on the other.

    It matters because "at least" and "at most" are opposites. Where one side merely lacks the bound it is a note.
    It is wrong where a bound is said in words that are not read.
    """
    for difference in bead.differences("bound"):
        yield bead.report("N116", difference)
