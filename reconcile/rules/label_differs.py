"""L201: A paragraph or item has another label on the other side."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.align.labels import Label, label
from hedui.model import Bead, Finding, Message
from hedui.reconcile.beads import spot_of
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.wording import names


@rule(
    "L201",
    "label-differs",
    "warning",
    examples=(
        Example(
            "1. 主席宣布会议开幕。\n2. 委员会通过了议程。\n4. 秘书处介绍了报告。",
            "1. The Chair opened the meeting.\n2. The Committee adopted the agenda.\n"
            "3. The secretariat introduced the report.",
            says="4",
        ),
        Example(
            "1. 主席宣布会议开幕。\n3. 委员会通过了议程。",
            "1. The Chair opened the meeting.\n2. The Committee adopted the agenda.",
            says="3",
        ),
        Example("1. 会议开幕。\n（一）第一项。", "1. The meeting was opened.\n(a) The first item."),
        Example("1. 会议开幕。\n2. 会议闭幕。", "1. The meeting was opened.\n2. The meeting was closed."),
    ),
)
def label_differs(evidence: Evidence) -> Iterator[Finding]:
    """A paragraph or item that answers another is labelled otherwise: paragraph 4 here is paragraph 3 there.

    It matters because the two versions are then cited by different numbers. Letters, roman and Chinese numerals are
    compared by their place in the sequence, so （三） answers (c). Where the numbering is shifted from some point
    on, only the first label is reported. It is wrong where the two languages number by design in different ways.
    """
    if len(evidence.documents) < 2:
        return
    called = names((evidence.documents[0].lang, evidence.documents[1].lang))
    shifted = False
    for bead in evidence.beads:
        labels = _labels(bead)
        if labels is None:
            continue
        if _same(*labels):
            shifted = False
        elif not shifted:
            shifted = True
            left, right = (side[0] for side in bead.sides)
            yield finding(
                "L201",
                Message(
                    f"labelled {left.label} in {called[0][0]}, {right.label} in {called[1][0]}",
                    f"{called[0][1]}编号为 {left.label}，{called[1][1]}编号为 {right.label}",
                ),
                tuple(
                    evidence.documents[p.document].place_at(spot_of(p), p.start, p.start, p.label)
                    for p in (left, right)
                ),
                severity="warning" if bead.score >= 0.6 else "note",
                confidence=0.7,
            )


def _labels(bead: Bead) -> tuple[Label, Label] | None:
    if bead.kind != "block" or len(bead.sides[0]) != 1 or len(bead.sides[1]) != 1:
        return None
    left, right = (label(side[0].label) for side in bead.sides)
    return (left, right) if left is not None and right is not None else None


def _same(left: Label, right: Label) -> bool:
    """Whether two labels may be one: the same spelling, or the same place in the sequence, c and iii alike."""
    places = ({left.exact, left.place, left.second}, {right.exact, right.place, right.second})
    return bool(places[0] & places[1])
