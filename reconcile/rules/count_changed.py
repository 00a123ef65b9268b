"""N102: A count differs between the two languages."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N102",
    "count-changed",
    "error",
    examples=(
        Example("共有 13 个项目。", "There are 9 projects.", says="13"),
        Example("委员会审议了三份报告。", "The Committee considered four reports.", says="four"),
        Example("共有 13 个项目。", "There are 13 projects."),
        Example("共有一千二百名代表出席。", "A total of 1,200 representatives attended."),
    ),
)
def count_changed(bead: BeadView) -> Iterator[Finding]:
    """A count differs between the two languages: 13 projects on one side, 9 on the other.

    It matters because counts are what a reader takes away from a report, and a translator who overtypes an old
    sentence leaves the old count standing. It is wrong where the two sentences count different things by design (a
    free rendering), or where the pairing of the paragraphs is wrong; a doubtful pairing makes it a note.
    """
    for difference in bead.differences("count"):
        yield bead.report("N102", difference)
