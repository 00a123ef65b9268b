"""B216: A code in a cell differs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, finding, rule

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,5}(?:[-/][A-Z0-9]{1,6}){0,2}")


@rule(
    "B216",
    "code-changed",
    "error",
    examples=(
        Example("国家 | 货币\n加拿大 | EUR", "State | Currency\nCanada | USD", says="EUR"),
        Example("项目 | 类别\n培训 | AB", "Project | Class\nTraining | AC", says="AB"),
        Example("国家 | 货币\n加拿大 | USD", "State | Currency\nCanada | USD"),
        Example("国家 | 货币\n加拿大 | 美元", "State | Currency\nCanada | USD"),
    ),
)
def code_changed(bead: BeadView) -> Iterator[Finding]:
    """A cell holds one code in capital letters on one side and another on the other: USD against EUR.

    It matters because a currency, a country code or a class is a figure in letters. Only cells that hold nothing but a
    code on both sides are compared. It is wrong where each language has its own abbreviation (UNO, ONU).
    """
    if bead.bead.kind != "cell":
        return
    left, right = (side.text.strip() for side in bead.sides)
    if left == right or not _CODE.fullmatch(left) or not _CODE.fullmatch(right) or any(bead.items):
        return
    names = bead.names()
    yield finding(
        "B216",
        Message(
            f"{left} in {names[0][0]}, {right} in {names[1][0]}",
            f"{names[0][1]}为 {left}，{names[1][1]}为 {right}",
        ),
        bead.whole(),
        confidence=0.85,
    )
