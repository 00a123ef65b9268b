"""An average that the total and the number do not make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, alike, plain, sayings, value
from hedui.reconcile.things import following

_PER = re.compile(r"\s*(?:per|for each|an?|each)\s+([A-Za-z-]+)", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:average|averaging|mean)\b|平均", re.IGNORECASE)
_EACH_ZH = re.compile(r"平均每[个項项家名人次份所座件]?([\u4e00-\u9fff]{1,6})[^，。；]{0,6}$")

MOST = 12
"""How many amounts of one sentence are looked at."""


@rule(
    "S419",
    "average-in-text",
    "warning",
    examples=(
        Example(
            None, "The list has 49 projects.\nThey cost US$5,522,206, an average of US$131,000 per project.", says="49"
        ),
        Example(None, "The list has 49 projects.\nThey cost US$5,522,206, an average of US$113,000 per project."),
        Example(None, "The list has 7 projects.\nThey cost US$5,522,206, an average of US$131,000 per project."),
        Example("本表有 49 个项目。\n合计 5,522,206 美元，平均每个项目 13.1 万美元。", None, says="49"),
        Example("本表有 49 个项目。\n合计 5,522,206 美元，平均每个项目约 11.3 万美元。", None),
    ),
)
def average_in_text(view: DocumentView) -> Iterator[Finding]:
    """A total, an average per thing, and the number of things said elsewhere, which do not go together.

    The average must be of the thing that is counted (per project, 平均每个项目) and lie within a quarter of the right
    one; if any number said of that thing agrees by the digits printed, all is well.
    """
    numbers = [(f, s) for s in sayings(view) for f in s.figures if f.quantity.kind == "count" and plain(f.quantity)]
    for saying in sayings(view):
        if not _AVERAGE.search(saying.text):
            continue
        amounts = [f for f in saying.figures if f.quantity.kind in ("money", "measure") and value(f.quantity)][:MOST]
        for i, average in enumerate(amounts):
            thing = _thing(saying, average)
            wholes = [f for f in amounts[:i] if alike(f.quantity, average.quantity)]
            if thing and wholes:
                yield from _checked(view, wholes, average, thing, numbers)


def _thing(saying: Saying, figure: Figure) -> str:
    """What an average is per; empty where it is none."""
    if saying.view.lang.startswith("zh"):
        found = _EACH_ZH.search(saying.before(figure.quantity, 24))
        return found[1][:2] if found else ""
    found = _PER.match(saying.after(figure.quantity, 40))
    return found[1].lower() if found else ""


def _rounded(mean: Decimal) -> Decimal:
    """The worth of the last digit of a figure that is no nought: 113,000 is given in thousands."""
    if mean != int(mean) or not mean:
        return Decimal(0)
    text = str(int(mean))
    return Decimal(10) ** (len(text) - len(text.rstrip("0")))


def _checked(
    view: DocumentView, wholes: list[Figure], average: Figure, thing: str, numbers: list[tuple[Figure, Saying]]
) -> Iterator[Finding]:
    mean = value(average.quantity) or Decimal(0)
    slack = max(average.quantity.step or Decimal(0), _rounded(mean)) * Decimal("0.51")
    known = [
        (f, value(f.quantity) or Decimal(0)) for f, s in numbers if thing in following(view.text(s.spot), f.quantity)
    ]
    known = [(f, n) for f, n in known if n >= 2 and not f.quantity.weak]
    totals = [value(f.quantity) or Decimal(0) for f in wholes]
    if any(abs(total / n - mean) <= slack for total in totals for _, n in known):
        return
    total = max(totals)
    near = [(f, n) for f, n in known if abs(total / n - mean) * 4 <= mean]
    if len({n for _, n in near}) == 1:
        figure, n = near[0]
        shown = round(total / n)
        yield finding(
            "S419",
            Message(
                f"{total:,} ÷ {n} = {shown:,}, the average is {average.quantity.text}",
                f"{total:,} ÷ {n} = {shown:,}，文中平均数却为 {average.quantity.text}",
            ),
            (view.place(average), view.place(figure)),
            confidence=0.7,
        )
