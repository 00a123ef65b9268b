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
        Example("3、主席致开幕词。", "4) The Chair made an opening statement.", says="4"),
        Example("12、讨论随即开始。", "13) The discussion then began.", says="13"),
        Example("3、主席致开幕词。", "3) The Chair made an opening statement."),
        Example("主席致开幕词。", "3) The Chair made an opening statement."),
    ),
)
def label_changed(bead: BeadView) -> Iterator[Finding]:
    """A label in the text differs: a segment begins with 3 on one side and with 4 on the other.

    It matters where such a label is referred to elsewhere, and shows that a paragraph was lost or added. A label that
    stands on one side only is no difference. It is wrong where the two languages label by alphabets that are not known
    to answer each other.
    """
    for difference in bead.differences("label"):
        yield bead.report("N119", difference)
