"""N108: A percentage differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N108",
    "percent-changed",
    "error",
    examples=(
        Example("妇女占 23.6%。", "Women made up 26.3 per cent.", says="26.3"),
        Example("将所得资金的 8%用于管理。", "It used 3 per cent of the funds for administration.", says="3"),
        Example("逾八成受访者满意。", "More than 80 per cent of respondents were satisfied."),
        Example("妇女占百分之十二点五。", "Women made up 12.5 per cent."),
    ),
)
def percent_changed(bead: BeadView) -> Iterator[Finding]:
    """A percentage differs: 20 per cent on one side, 2 per cent on the other.

    It matters because shares and rates are quoted from reports more than any other figure. Halves, thirds and 成 are
    percentages too, so 八成 agrees with 80 per cent. It is wrong where one side gives the part and the other the
    rest.
    """
    for difference in bead.differences("percent"):
        yield bead.report("N108", difference)
