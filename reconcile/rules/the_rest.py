"""Some and the others, which together are not all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, plain, sayings, value
from hedui.reconcile.things import following

_REST = re.compile(r"(?:其余|其餘|其他|余下的?|餘下的?|\b[Tt]he (?:other|remaining)|\b[Rr]emaining)\s*$")


@rule(
    "S415",
    "the-rest",
    "warning",
    examples=(
        Example(
            None,
            "The list has 49 projects.\nFourteen projects have no partner. The other 37 projects have one.",
            says="14 + 37 = 51",
        ),
        Example(None, "The list has 49 projects.\nTwelve projects have no partner. The other 37 projects have one."),
        Example(None, "The list has 90 projects.\nTwelve projects have no partner. The other 37 projects have one."),
        Example("本表列出 49 个项目。\n14 个项目没有伙伴。其余 37 个项目均有。", None, says="14 + 37 = 51"),
        Example("本表列出 49 个项目。\n12 个项目没有伙伴。其余 37 个项目均有。", None),
    ),
)
def the_rest(view: DocumentView) -> Iterator[Finding]:
    """So many, and "the other" so many, and the document says of the same thing a number that is near to both together.

    Where no number near to the sum is said of that thing, the whole is not known and nothing is told; where the sum
    itself is said anywhere, all is well.
    """
    where: dict[tuple[str, Decimal], Figure] = {}
    said = [s for s in sayings(view) if any(map(_counts, s.figures))]
    for saying in said:
        text = view.text(saying.spot)
        for figure in filter(_counts, saying.figures):
            for word in following(text, figure.quantity):
                key = (word, value(figure.quantity) or Decimal(0))
                where.setdefault(key, figure)
    for before, saying in zip([None, *said], said, strict=False):
        yield from _of(view, before, saying, where)


def _counts(figure: Figure) -> bool:
    return figure.quantity.kind == "count" and plain(figure.quantity) and not figure.quantity.weak


def _of(
    view: DocumentView, before: Saying | None, saying: Saying, where: dict[tuple[str, Decimal], Figure]
) -> Iterator[Finding]:
    for i, rest in enumerate(saying.figures):
        if not _counts(rest) or not _REST.search(saying.before(rest.quantity, 24)):
            continue
        first = next((f for f in saying.figures[:i] if _counts(f)), None)
        if first is None and before is not None and before.spot == saying.spot:
            first = next((f for f in before.figures if _counts(f)), None)
        text = view.text(saying.spot)
        if first is None or not (words := following(text, rest.quantity) & following(text, first.quantity)):
            continue
        a, b = value(first.quantity) or Decimal(0), value(rest.quantity) or Decimal(0)
        wholes = {n: f for (word, n), f in where.items() if word in words and n > max(a, b)}
        if a + b in wholes:
            continue
        near = [n for n in wholes if abs(n - a - b) * 10 <= n]
        if len(near) == 1:
            yield finding(
                "S415",
                Message(
                    f"{a} + {b} = {a + b}, elsewhere there are {near[0]}", f"{a} + {b} = {a + b}，别处为 {near[0]}"
                ),
                (view.place(first), view.place(rest), view.place(wholes[near[0]])),
                confidence=0.75,
            )
