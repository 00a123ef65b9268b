"""B204: A block stands at another place on the other side."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from hedui.model import Finding, Message
from hedui.reconcile.beads import spot_of
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.wording import names

_ZH = (
    "主席在日内瓦宣布会议开幕，并欢迎各国代表和观察员。",
    "秘书处介绍了财务报告和预算。",
    "委员会选举了三名副主席。",
    "会议通过了关于财务状况和今后工作方案的最后报告。",
)
_EN = (
    "The Chair declared the meeting open in Geneva and welcomed the representatives of States and the observers.",
    "The secretariat introduced the financial report and the budget.",
    "The Committee elected three Vice-Chairs.",
    "The meeting adopted its final report on the financial situation and the future programme of work.",
)


@rule(
    "B204",
    "block-moved",
    "note",
    examples=(
        Example("\n".join(_ZH), "\n".join((_EN[3], *_EN[:3])), says="another place"),
        Example("\n".join((*_ZH[1:], _ZH[0])), "\n".join(_EN), says="another place"),
        Example("\n".join(_ZH), "\n".join(_EN)),
        Example(_ZH[0], _EN[0]),
    ),
)
def block_moved(evidence: Evidence) -> Iterator[Finding]:
    """A paragraph answers one that stands at another place: it was moved in one of the two versions.

    It matters where paragraphs are cited by their order, and for the editor who lays the two versions side by side. It
    is a note; languages that order lists by their own alphabet move items rightly, which is when it is wrong.
    """
    if len(evidence.documents) < 2:
        return
    order = [{b.id: n for n, b in enumerate(view.document.blocks)} for view in evidence.documents]
    pairs = [
        (order[0][bead.sides[0][0].block], order[1][bead.sides[1][0].block], bead)
        for bead in evidence.beads
        if bead.kind == "block" and bead.sides[0] and bead.sides[1]
    ]
    pairs.sort(key=lambda pair: pair[0])
    called = names((evidence.documents[0].lang, evidence.documents[1].lang))
    kept = _longest_run([right for _, right, _ in pairs])
    for n, (_, _, bead) in enumerate(pairs):
        if n in kept:
            continue
        left, right = bead.sides[0][0], bead.sides[1][0]
        what = left.text.strip()[:30]
        yield finding(
            "B204",
            Message(
                f"“{what}” stands at another place in {called[1][0]} than in {called[0][0]}",
                f"“{what}”在{called[1][1]}中的位置与{called[0][1]}不同",
            ),
            tuple(evidence.documents[p.document].place_at(spot_of(p), 0, len(p.text)) for p in (left, right)),
            confidence=0.6,
        )


def _longest_run(values: Sequence[int]) -> set[int]:
    """The positions of a longest rising run of values (patience sorting): what stayed in its place."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for n, value in enumerate(values):
        k = bisect_left(tails, value)
        before.append(at[k - 1] if k else -1)
        if k == len(tails):
            tails.append(value)
            at.append(n)
        else:
            tails[k] = value
            at[k] = n
    kept: set[int] = set()
    n = at[-1] if at else -1
    while n >= 0:
        kept.add(n)
        n = before[n]
    return kept
