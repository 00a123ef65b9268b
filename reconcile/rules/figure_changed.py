"""N101: A figure differs in value and in kind."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N101",
    "figure-changed",
    "error",
    examples=(
        Example("项目始于 2014 年。", "The project covers 14 villages.", says="14"),
        Example("项目涉及 12%的学校。", "The project covered 17 schools.", says="17"),
        Example("共有 12 个项目。", "There are 12 projects."),
        Example("百分之五十的成员同意。", "Half of the members agreed."),
    ),
)
def figure_changed(bead: BeadView) -> Iterator[Finding]:
    """A figure differs in value and in kind: a count on one side, a year or a percentage on the other.

    It matters because the two readers are told different things. It is wrong where the two figures do not answer
    each other at all and each merely lacks a counterpart; then both are missing, which is a finding too.
    """
    for difference in bead.differences("figure"):
        yield bead.report("N101", difference)
