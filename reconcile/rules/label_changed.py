"""N119: A label inside a sentence differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N119",
    "label-changed",
    "warning",
    examples=(
        Example("审议了议程项目 3(a)。", "It considered agenda item 3 (b).", says="3"),
        Example("见附件二。", "See annex III.", says="III"),
        Example("审议了议程项目 3(a)。", "It considered agenda item 3 (a)."),
        Example("见附件二。", "See annex II."),
    ),
)
def label_changed(bead: BeadView) -> Iterator[Finding]:
    """A label inside a sentence differs: items (a) and (b) on one side, (a) and (c) on the other.

    It matters where such a label is referred to elsewhere. It is wrong where the two languages label by different
    alphabets that are not known to answer each other.
    """
    for difference in bead.differences("label"):
        yield bead.report("N119", difference)
