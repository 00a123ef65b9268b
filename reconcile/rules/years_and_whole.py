"""Counts by year that do not make the whole said beside them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, plain, sayings, value

NEAR = 3


@rule(
    "S418",
    "years-and-whole",
    "warning",
    examples=(
        Example(
            None, "The list has 30 projects.\nThere are 8 in 2021, 8 in 2022, 9 in 2023 and 7 in 2024.", says="= 32"
        ),
        Example(None, "The list has 30 projects.\nThere are 8 in 2021, 8 in 2022, 7 in 2023 and 7 in 2024."),
        Example(None, "The list has 60 projects.\nThere are 8 in 2021, 8 in 2022, 7 in 2023 and 7 in 2024."),
        Example("共列出30个项目。\n2021年8个，2022年8个，2023年9个，2024年7个。", None, says="= 32"),
        Example("共列出30个项目。\n2021年8个，2022年8个，2023年7个，2024年7个。", None),
    ),
)
def years_and_whole(view: DocumentView) -> Iterator[Finding]:
    """A sentence gives a count for each of at least three years, and a number said just before or behind is near
    their sum.

    Where the sum itself is said nearby, or no number near to it, nothing is told.
    """
    said = sayings(view)
    for at, saying in enumerate(said):
        parts = _by_year(saying)
        if len(parts) >= 3:
            around = [f for s in (*said[max(0, at - NEAR) : at], *said[at + 1 : at + NEAR]) for f in s.figures]
            yield from _checked(view, parts, around)


def _by_year(saying: Saying) -> list[Figure]:
    """The counts of a sentence in which counts and years take turns; empty where they do not."""
    figures = [f for f in saying.figures if not f.quantity.weak]
    counts = [f for f in figures if plain(f.quantity)]
    years = [f for f in figures if f.quantity.kind == "date" and len(f.quantity.value or "") == 4]
    if len(counts) != len(years) or len(counts) + len(years) != len(figures) or len(counts) < 3:
        return []
    turns = all((a.quantity.kind == "date") != (b.quantity.kind == "date") for a, b in pairwise(figures))
    alike = len({(f.quantity.kind, f.quantity.unit) for f in counts}) == 1
    different = len({f.quantity.value for f in years}) == len(years)
    return counts if turns and alike and different else []


def _checked(view: DocumentView, parts: list[Figure], around: list[Figure]) -> Iterator[Finding]:
    values = [value(f.quantity) or Decimal(0) for f in parts]
    made, unit = sum(values, Decimal(0)), (parts[0].quantity.kind, parts[0].quantity.unit)
    slack = sum((f.quantity.step or Decimal(0) for f in parts if f.quantity.step != 1), Decimal(0)) / 2
    wholes = [f for f in around if plain(f.quantity) and (f.quantity.kind, f.quantity.unit) == unit]
    wholes = [f for f in wholes if not f.quantity.weak and (value(f.quantity) or 0) > max(values)]
    if any(abs((value(f.quantity) or 0) - made) <= slack + (f.quantity.step or Decimal(0)) / 2 for f in wholes):
        return
    near = [f for f in wholes if abs((value(f.quantity) or Decimal(0)) - made) * 10 <= made]
    if len({f.quantity.value for f in near}) == 1:
        sum_ = f"{' + '.join(map(str, values))} = {made}"
        yield finding(
            "S418",
            Message(f"{sum_}, beside it stands {near[0].quantity.text}", f"{sum_}，其旁为 {near[0].quantity.text}"),
            (*(view.place(f) for f in parts), view.place(near[0])),
            confidence=0.65,
        )
