"""N125: A quantifier without a number differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.quantifiers import CONTRADICTS, Quantifier, hedged, quantifiers


@rule(
    "N125",
    "quantifier-changed",
    "warning",
    examples=(
        Example("所有参与者都作了答复。", "Almost all participants replied.", says="Almost all"),
        Example("几乎所有国家都已批准。", "All States have ratified it.", says="All"),
        Example("几乎所有参与者都作了答复。", "Nearly all participants replied.", says=None),
        Example("绝大多数参与者都作了答复。", "Almost all participants replied.", says=None),
        Example("所有参与者都作了答复。", "All participants replied.", says=None),
    ),
)
def quantifier_changed(bead: BeadView) -> Iterator[Finding]:
    """One side says "almost all" or "most", the other "all" or "few".

    It matters because such a word is a figure without digits: almost all is not all. Only plain words of a closed list
    are compared, and only where the other side has no word that could be a free rendering. It is wrong where the other
    language puts the limitation into the verb.
    """
    found = [list(quantifiers(side.text, side.view.lang)) for side in bead.sides]
    for side in (0, 1):
        other = 1 - side
        kinds = {q.kind for q in found[other]}
        for q in found[side]:
            if q.kind in kinds or q.kind not in CONTRADICTS or hedged(bead.sides[other].text, bead.langs[other]):
                continue
            against = next((o for o in found[other] if o.kind in CONTRADICTS[q.kind]), None)
            if against is not None:
                yield _finding(bead, side, q, against)
                return


def _finding(bead: BeadView, side: int, mine: Quantifier, other: Quantifier) -> Finding:
    pair = (mine, other) if side == 0 else (other, mine)
    places = []
    for n, q in enumerate(pair):
        spot, start = bead.sides[n].spot(q.start)
        places.append(bead.sides[n].view.place_at(spot, start, start + len(q.text), q.kind))
    names = bead.names()
    return finding(
        "N125",
        Message(
            f"“{pair[0].text}” in {names[0][0]}, “{pair[1].text}” in {names[1][0]}",
            f"{names[0][1]}为“{pair[0].text}”，{names[1][1]}为“{pair[1].text}”",
        ),
        tuple(places),
        severity="warning" if bead.bead.score >= 0.2 else "note",
        confidence=0.7,
    )
