"""N110: A date differs in its year, its month or its day."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N110",
    "date-changed",
    "error",
    examples=(
        Example("会议于 2025 年 5 月 27 日举行。", "The meeting was held on 17 May 2025.", says="17"),
        Example("公约于 2006 年 12 月 13 日通过。", "The Convention was adopted on 13 November 2006.", says="November"),
        Example("会议于 2025 年 5 月 27 日举行。", "The meeting was held on 27 May 2025."),
        Example(
            "2025 年 4 月进行了预筛选，并于 2025 年 4 月提交名单。",
            "Pre-screening took place in April 2025 and a list was submitted in the same month.",
        ),
    ),
)
def date_changed(bead: BeadView) -> Iterator[Finding]:
    """A date differs in its year, its month or its day.

    It matters because deadlines, sessions and decisions are found by their dates. A date that says less than the
    other (August against 25 August 2025) agrees with it. "In the same month" is read as the month it stands for. It
    is wrong where the two dates belong to different events of the same sentence.
    """
    for difference in bead.differences("date", "turned"):
        yield bead.report("N110", difference)
