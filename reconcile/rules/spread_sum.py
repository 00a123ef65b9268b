"""How many have two and how many three, against how many there are in all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure, Spot
from hedui.reconcile.rules.spread_in_text import pairs
from hedui.reconcile.sayings import Saying, sayings, value
from hedui.reconcile.things import following


@rule(
    "S410",
    "spread-sum",
    "warning",
    examples=(
        Example(
            None,
            "In all 49 projects of 33 States were approved.\n"
            "Twelve States received two projects, and three States received three projects.",
            says="= 51",
        ),
        Example(
            None,
            "In all 49 projects of 33 States were approved.\n"
            "Ten States received two projects, and three States received three projects.",
        ),
        Example(
            "共 49 个项目，涉及 33 个国家。\n12 个国家获得了 2 个项目，3 个国家获得了 3 个项目。", None, says="= 51"
        ),
        Example("共 49 个项目，涉及 33 个国家。\n10 个国家获得了 2 个项目，3 个国家获得了 3 个项目。", None),
    ),
)
def spread_sum(view: DocumentView) -> Iterator[Finding]:
    """So many have two, so many three; with one each for the others this does not make the stated whole.

    The sentence that gives both wholes (49 projects of 33 States) must count the same two things. Only a difference of
    up to a tenth is told, since the others may well have none.
    """
    stated = [s for s in sayings(view) if sum(_counts(f) for f in s.figures) >= 2]
    for block in view.document.blocks:
        spot = Spot(view.index, block.id)
        if block.rows is None and block.text:
            counts = [f for f in view.figures(spot) if f.quantity.kind == "count"]
            found = list(pairs(block.text, counts))
            if len(found) >= 2:
                yield from _checked(view, block.text, found, counts, stated)


def _counts(figure: Figure) -> bool:
    return figure.quantity.kind == "count" and not figure.quantity.weak and value(figure.quantity) is not None


def _checked(
    view: DocumentView, text: str, found: list[tuple[Figure, int]], counts: list[Figure], stated: list[Saying]
) -> Iterator[Finding]:
    owners = set.union(*(following(text, f.quantity) for f, _ in found))
    follower = {f: counts[i + 1] for i, f in enumerate(counts[:-1])}
    things = set.union(*(following(text, follower[f].quantity) for f, _ in found))
    having = sum((value(f.quantity) or Decimal(0) for f, _ in found), Decimal(0))
    held = sum(((value(f.quantity) or Decimal(0)) * k for f, k in found), Decimal(0))
    off: list[tuple[Figure, Figure, Decimal]] = []
    for saying in stated:
        whole = view.text(saying.spot)
        for x in filter(_counts, saying.figures):
            for y in filter(_counts, saying.figures):
                a, b = value(x.quantity) or Decimal(0), value(y.quantity) or Decimal(0)
                if x is y or not having <= a <= b or not following(whole, x.quantity) & owners - things:
                    continue
                if not following(whole, y.quantity) & things - owners:
                    continue
                made = held + a - having
                if made == b:
                    return
                off.append((x, y, made))
    for x, y, made in off[:1]:
        b = value(y.quantity) or Decimal(0)
        if abs(made - b) * 10 <= b:
            terms = " + ".join(f"{value(f.quantity)} × {k}" for f, k in found)
            rest = (value(x.quantity) or Decimal(0)) - having
            sum_ = f"{terms} + {rest} × 1 = {made}" if rest else f"{terms} = {made}"
            yield finding(
                "S410",
                Message(f"{sum_}, in all there are {b}", f"{sum_}，总数却为 {b}"),
                (*(view.place(f) for f, _ in found), view.place(x), view.place(y)),
                confidence=0.7,
            )
