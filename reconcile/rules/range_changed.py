"""N113: A range differs in one of its ends."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N113",
    "range-changed",
    "error",
    examples=(
        Example("会议定于 9 月 25 日至 27 日举行。", "The meeting was scheduled for 25 to 29 September.", says="29"),
        Example("项目需要三到十三个月。", "Projects take three to thirty months.", says="thirty"),
        Example("会议定于 9 月 25 日至 27 日举行。", "The meeting was scheduled for 25 to 27 September."),
        Example("2019 年、2020 年、2021 年和 2022 年的项目。", "Projects from 2019 to 2022."),
    ),
)
def range_changed(bead: BeadView) -> Iterator[Finding]:
    """A range differs in one of its ends: 25 to 27 September on one side, 25 to 29 on the other.

    It matters because the end of a range is read past more easily than any other figure. It is wrong where one side
    gives the range of a part only.
    """
    for difference in bead.differences("range"):
        yield bead.report("N113", difference)
