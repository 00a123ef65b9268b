"""N103: A figure stands in the first document and has no counterpart in the second."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N103",
    "figure-missing",
    "warning",
    examples=(
        Example("为 14 个项目提供资金。", "It provides funding for projects.", says="14"),
        Example("该小组由 25 名成员组成，于 2019 年成立。", "The group was set up in 2019.", says="25"),
        Example("双方都表示同意。", "Both sides agreed."),
        Example("这是一个重要的问题。", "This is an important question."),
    ),
)
def figure_missing(bead: BeadView) -> Iterator[Finding]:
    """A figure stands in the first document and has no counterpart in the second.

    It matters because a figure that is left out is the error nobody sees when reading one language. It is wrong
    where the other language says the same without a number (双方, "the two sides", "both"); such words are read, but
    not all of them.
    """
    for difference in bead.differences("missing"):
        yield bead.report("N103", difference)
