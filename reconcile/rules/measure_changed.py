"""N123: A measure differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N123",
    "measure-changed",
    "error",
    examples=(
        Example("道路长 15 公里。", "The road is 51 kilometres long.", says="51"),
        Example("升温应控制在 1.5 摄氏度以内。", "Warming should be kept below 2.5°C.", says="2.5"),
        Example("道路长 15 公里。", "The road is 15 km long."),
        Example("升温应控制在 1.5 摄氏度以内。", "Warming should be kept below 1.5°C."),
    ),
)
def measure_changed(bead: BeadView) -> Iterator[Finding]:
    """A measure differs: 24 inches on one side, 42 on the other.

    It matters wherever something is bought, built or shipped by it. It is wrong where one side rightly converts
    into another unit that is not known here.
    """
    for difference in bead.differences("measure"):
        yield bead.report("N123", difference)
