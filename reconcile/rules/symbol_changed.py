"""N118: The symbol of a document or a number of a decision differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N118",
    "symbol-changed",
    "error",
    examples=(
        Example("见 A/76/150 号文件。", "See document A/76/151.", says="151"),
        Example("大会第 70/1 号决议。", "General Assembly resolution 71/1.", says="71"),
        Example("见 A/76/150 号文件。", "See document A/76/150."),
        Example("大会第 70/1 号决议。", "General Assembly resolution 70/1."),
    ),
)
def symbol_changed(bead: BeadView) -> Iterator[Finding]:
    """The symbol of a document or a number of a decision differs: A/76/150 on one side, A/76/151 on the other.

    It matters because documents are found by their symbols. It is wrong where each language has a symbol of its
    own.
    """
    for difference in bead.differences("symbol"):
        yield bead.report("N118", difference)
