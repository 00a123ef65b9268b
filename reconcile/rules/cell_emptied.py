"""B215: A cell holds a figure on one side and a dash or nothing on the other."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "B215",
    "cell-emptied",
    "error",
    examples=(
        Example("国家 | 金额\n加拿大 | 79,702", "State | Amount\nCanada | —", says="79,702"),
        Example("国家 | 金额\n加拿大 | ", "State | Amount\nCanada | 79,702", says="79,702"),
        Example("国家 | 金额\n加拿大 | —", "State | Amount\nCanada | -"),
        Example("国家 | 金额\n加拿大 | 0", "State | Amount\nCanada | —"),
    ),
)
def cell_emptied(bead: BeadView) -> Iterator[Finding]:
    """A cell holds a figure on one side and a dash or nothing at all on the other.

    It matters because the reader of the empty cell takes it for nought or for not known. It is wrong where the two
    languages merge cells differently.
    """
    for difference in bead.differences("emptied"):
        yield bead.report("B215", difference)
