"""B214: An amount in a cell lost or gained its brackets or its sign."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.cells import amount


@rule(
    "B214",
    "cell-sign-changed",
    "error",
    examples=(
        Example("国家 | 金额\n加拿大 | [79,702]", "State | Amount\nCanada | 79,702", says="[79,702]"),
        Example("国家 | 差额\n加拿大 | (1,250)", "State | Balance\nCanada | 1,250", says="(1,250)"),
        Example("国家 | 金额\n加拿大 | [79,702]", "State | Amount\nCanada | [79,702]"),
        Example("国家 | 差额\n加拿大 | (1,250)", "State | Balance\nCanada | -1,250"),
    ),
)
def cell_sign_changed(bead: BeadView) -> Iterator[Finding]:
    """An amount in a table has brackets or a minus sign on one side and not on the other.

    It matters because brackets make an amount negative, provisional or withdrawn. A minus sign and round brackets are
    the same. It is wrong where the brackets belong to a note of the translator.
    """
    if bead.bead.kind != "cell" or bead.all_differences:
        return
    texts = [side.text for side in bead.sides]
    left, right = amount(texts[0]), amount(texts[1])
    if left is None or right is None or abs(left.value) != abs(right.value) or not left.value:
        return
    if left.value == right.value and left.bracketed == right.bracketed:
        return
    names = bead.names()
    yield finding(
        "B214",
        Message(
            f"{texts[0].strip()} in {names[0][0]}, {texts[1].strip()} in {names[1][0]}: brackets or sign differ",
            f"{names[0][1]}为 {texts[0].strip()}，{names[1][1]}为 {texts[1].strip()}：括号或正负号不同",
        ),
        bead.whole(),
        confidence=0.9,
    )
