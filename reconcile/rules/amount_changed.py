"""N122: An amount of money differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N122",
    "amount-changed",
    "error",
    examples=(
        Example("捐款为 1290 万美元。", "Contributions came to USD 12.6 million.", says="12.6"),
        Example("费用为 3500 欧元。", "The fee is €5,300.", says="5,300"),
        Example("捐款为 1290 万美元。", "Contributions came to USD 12.9 million."),
        Example("捐款为 12 921 909.22 美元。", "Contributions came to USD 12.9 million."),
    ),
)
def amount_changed(bead: BeadView) -> Iterator[Finding]:
    """An amount of money differs: USD 12.9 million on one side, 12.6 million on the other.

    It matters for every budget and every contribution. Amounts agree where one is plainly the other rounded. It is
    wrong where one side rightly converts into another currency.
    """
    for difference in bead.differences("amount"):
        yield bead.report("N122", difference)
