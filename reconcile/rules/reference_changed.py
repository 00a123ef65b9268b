"""N117: A reference differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N117",
    "reference-changed",
    "error",
    examples=(
        Example("根据第 16 条。", "In accordance with Article 15.", says="15"),
        Example("见第 34 段。", "See paragraph 43.", says="43"),
        Example("根据第 16 条第(3)款。", "In accordance with Article 16(3)."),
        Example("根据《财务规则》第 8 条。", "Pursuant to Rule 8 of the Financial Rules."),
    ),
)
def reference_changed(bead: BeadView) -> Iterator[Finding]:
    """A reference differs: article 16 on one side, article 15 on the other.

    It matters because it sends the reader to the wrong place. 条 may be an article, a rule or a regulation; the
    number counts. It is wrong where the two languages number the thing referred to differently.
    """
    for difference in bead.differences("reference"):
        yield bead.report("N117", difference)
