"""A part that is added once more beside the whole it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, plain, sayings, value

_PART = re.compile(r"其中|\bof (?:which|whom)\b", re.IGNORECASE)
_NEAR = 6


@rule(
    "S403",
    "double-counted",
    "warning",
    examples=(
        Example(
            None,
            "It received USD 12.9 million. Of that, USD 8.24 million was spent, of which USD 2.91 million on grants, "
            "while USD 1.75 million is left.",
            says="12,900,000",
        ),
        Example(
            None,
            "It received USD 9.99 million. Of that, USD 8.24 million was spent, of which USD 2.91 million on grants, "
            "while USD 1.75 million is left.",
        ),
        Example(
            "共收到 1290 万美元。已支出 824 万美元，其中 291 万美元用于拨款，尚余 175 万美元。", None, says="12,900,000"
        ),
        Example("共收到 999 万美元。已支出 824 万美元，其中 291 万美元用于拨款，尚余 175 万美元。", None),
    ),
)
def double_counted(view: DocumentView) -> Iterator[Finding]:
    """A sum said just before is reached only if a part called "of which" (其中) is added to its own whole.

    Either "of which" is wrong and the parts stand side by side, or one of the amounts is. Amounts of at least three
    digits in one unit are looked at, and the sum must be met exactly by the digits printed.
    """
    said = [s for s in sayings(view) if any(f.quantity.kind == "money" for f in s.figures)]
    for at, saying in enumerate(said):
        amounts = [f for f in saying.figures if f.quantity.kind == "money" and plain(f.quantity)]
        for i in range(len(amounts) - 2):
            whole, part, other = amounts[i : i + 3]
            if _part_of(saying, whole, part) and not _part_of(saying, part, other):
                before = [f for s in said[max(0, at - _NEAR) : at + 1] for f in s.figures]
                yield from _checked(view, whole, part, other, before)


def _part_of(saying: Saying, whole: Figure, part: Figure) -> bool:
    return _PART.search(saying.between(whole.quantity, part.quantity)) is not None


def _checked(view: DocumentView, whole: Figure, part: Figure, other: Figure, before: list[Figure]) -> Iterator[Finding]:
    three = (whole, part, other)
    a, b, c = (value(f.quantity) or Decimal(0) for f in three)
    if len({f.quantity.unit for f in three}) > 1 or not (b < a and a >= 100):
        return
    totals = [f for f in before if f.quantity.kind == "money" and f.quantity.unit == whole.quantity.unit]
    totals = [f for f in totals if f not in three and (value(f.quantity) or 0) > max(a, c)]
    if any(_meets(f, a + c) for f in totals):
        return
    for total in totals:
        if _meets(total, a + b + c):
            sum_ = f"{a:,} + {b:,} + {c:,} = {a + b + c:,}"
            yield finding(
                "S403",
                Message(
                    f"{sum_} makes the {value(total.quantity):,} said before, but {b:,} is called a part of {a:,}; "
                    f"{a:,} + {c:,} = {a + c:,}",
                    f"{sum_}，与前文 {value(total.quantity):,} 相符，但 {b:,} 被说成是 {a:,} 的一部分；"
                    f"{a:,} + {c:,} = {a + c:,}",
                ),
                (view.place(part), view.place(whole), view.place(other)),
                confidence=0.75,
            )
            return


def _meets(total: Figure, made: Decimal) -> bool:
    """Whether a sum is the total by the digits printed."""
    return abs((value(total.quantity) or Decimal(0)) - made) * 2 <= (total.quantity.step or Decimal(0))
