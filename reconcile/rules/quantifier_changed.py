"""N125: A quantifier without a number differs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.quantifiers import CONTRADICTS, Quantifier, claims, hedged, quantifiers

_SHORT = {"zh": 60, "en": 180}
"""Characters of a stretch in which two quantifiers surely answer each other; in a longer one a difference is a note."""
_ALMOST = re.compile("几乎|幾乎|almost|nearly", re.I)
"""What is said on purpose, in a sentence of any length."""


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
    are compared, and only where the other side has no word that could be a free rendering; in a long sentence, or with
    several such words, it is a note. It is wrong where the other language puts the limitation into the verb.
    """
    if not any(claims(side.plain, side.view.lang) for side in bead.sides):
        return
    for stretches in bead.sentences():
        found = [list(quantifiers(text, lang)) for (_, text), lang in zip(stretches, bead.langs, strict=True)]
        for side in (0, 1):
            other = 1 - side
            pair = _contradiction(found[side], found[other])
            if pair is None or hedged(stretches[other][1], bead.langs[other]):
                continue
            mine, against = pair
            both = (mine, against) if side == 0 else (against, mine)
            alone = max(len(found[0]), len(found[1])) == 1
            short = all(len(text) <= _SHORT[lang[:2]] for (_, text), lang in zip(stretches, bead.langs, strict=True))
            sure = (alone and short) or _ALMOST.match(mine.text) is not None
            yield _finding(bead, (stretches[0][0], stretches[1][0]), both, sure=sure)
            break


def _contradiction(mine: list[Quantifier], other: list[Quantifier]) -> tuple[Quantifier, Quantifier] | None:
    """A claim of one side that the other does not make, with what it says instead."""
    kinds = {q.kind for q in other}
    for q in mine:
        if q.kind not in kinds:
            against = next((o for o in other if o.kind in CONTRADICTS.get(q.kind, ())), None)
            if against is not None:
                return q, against
    return None


def _finding(bead: BeadView, starts: tuple[int, int], pair: tuple[Quantifier, Quantifier], *, sure: bool) -> Finding:
    places = [bead.stretch(n, starts[n] + q.start, starts[n] + q.end, q.kind) for n, q in enumerate(pair)]
    names = bead.names()
    return finding(
        "N125",
        Message(
            f"“{pair[0].text}” in {names[0][0]}, “{pair[1].text}” in {names[1][0]}",
            f"{names[0][1]}为“{pair[0].text}”，{names[1][1]}为“{pair[1].text}”",
        ),
        tuple(places),
        severity="warning" if sure and bead.bead.score >= 0.2 else "note",
        confidence=0.7,
    )
