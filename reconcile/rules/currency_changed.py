"""N107: The amount is the same and the currency is not."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N107",
    "currency-changed",
    "error",
    examples=(
        Example("捐款为 500 万美元。", "Contributions came to EUR 5 million.", says="EUR"),
        Example("费用为 3000 欧元。", "The fee is 3,000 Swiss francs.", says="CHF"),
        Example("捐款为 500 万美元。", "Contributions came to $5 million."),
        Example("费用为 3000 欧元。", "The fee is €3,000."),
        Example("合同总价为￥98 496.00。", "The contract price is 98,496.00 yuan."),
        Example("合同总价为 9010 万日元。", "The contract price is RMB 90.1 million.", says="CNY"),
    ),
)
def currency_changed(bead: BeadView) -> Iterator[Finding]:
    """The amount is the same and the currency is not: 12.9 million dollars against 12.9 million euros.

    It matters because the amount is then a different one. It is wrong where one side rightly converts; then the
    amounts differ too.
    """
    for difference in bead.differences("currency"):
        yield bead.report("N107", difference)
