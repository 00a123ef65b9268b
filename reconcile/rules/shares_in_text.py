"""Percentages of a sentence that should make 100."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, sayings, value

_REST = re.compile(
    r"(?:其他|其它|其余|其餘|余下|餘下|剩余|剩餘|余款|尾款|\b(?:the\s+)?(?:remaining|others?|rest|balance|remainder)(?:\s+of)?)"
    r"[^;；。,，\d]{0,24}$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"增长|增加|下降|减少|提高|上升|超过|至少|利率|税率"
    r"|\b(?:increas|decreas|r[io]se|grew|grow|fell|fall|declin|rates? of|interest|at least|more than|less than|over|up"
    r"|down|compared|from)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\bOf\s+(?:the|these|those|all)\b[^.;]{0,90},\s*$|在[^，。；]{1,40}中[，,]\s*$")
_WHOLE = re.compile(
    r"权重|權重|比重|构成|構成|分[一二三两四五六七八九十\d]+(?:期|次|批)|各占|分别占|分為|分为"
    r"|\b(?:weights?|weighting|instal?ments?|made up of|composed of|broken down|breakdown|distribut(?:ed|ion)|split)\b",
    re.IGNORECASE,
)


@rule(
    "S412",
    "shares-in-text",
    "warning",
    examples=(
        Example(None, "The weights are: need, 50 per cent; plan, 40 per cent; cost, 20 per cent.", says="110"),
        Example(None, "The weights are: need, 50 per cent; plan, 30 per cent; cost, 20 per cent."),
        Example(None, "Payment: up to 97 per cent after acceptance; the remaining 5 per cent is kept.", says="102"),
        Example(None, "Payment: up to 97 per cent after acceptance; the remaining 3 per cent is kept."),
        Example(None, "Prices rose by 3 per cent in May, 4 per cent in June and 2 per cent in July."),
        Example(
            None, "Total investment is $9 million: 38 per cent from the city, 41 from bonds and 31 per cent private."
        ),
        Example("总投资1 096亿元，其中市财政38%，区财政14%，债券27%，社会资本31%。", None, says="110"),
        Example("总投资1 096亿元，其中市财政38%，区财政14%，债券27%，社会资本21%。", None),
        Example(None, "Of the 612 cases decided, 41 per cent were rejected, 42 limited and 27 per cent revoked."),
        Example(
            None, "Of the 612 decided, 41 per cent were kept, 42 per cent limited and 27 per cent revoked.", says="110"
        ),
        Example("评审标准的权重为：需求 50%，计划 40%，费用 20%。", None, says="110"),
        Example("验收后付至97%，其余5%作为质量保证金。", None, says="102"),
        Example("验收后付至97%，其余3%作为质量保证金。", None),
    ),
)
def shares_in_text(view: DocumentView) -> Iterator[Finding]:
    """The shares that a sentence gives do not make 100 per cent: weights, instalments, what is paid and what remains.

    A sentence is looked at if its last percentage is called the rest (the remaining, 其余), or if it has three or more
    and a word says that they divide a whole (weights, instalments, 权重, 分三期). A rest may complete the percentage
    before it (up to 97, the remaining 3) or all of them.
    """
    for saying in sayings(view):
        shares = [f for f in saying.figures if f.quantity.kind == "percent" and value(f.quantity) is not None]
        if len(shares) >= 2:
            yield from _checked(view, saying, shares)


def _each_part(saying: Saying, shares: list[Figure]) -> bool:
    """Whether each share stands in a clause of its own, and none is a change: 61 came by this way, 24 by that."""
    if _CHANGE.search(saying.text) or len(shares) != len([f for f in saying.figures if f.quantity.kind == "percent"]):
        return False
    if len({f.quantity.step for f in shares}) > 1:
        return False
    gaps = [saying.between(a.quantity, b.quantity) for a, b in pairwise(shares)]
    return all(re.search(r"[,，;；]|\band\b", gap) and len(gap) <= 90 for gap in gaps)


def _opened(saying: Saying, first: Figure) -> bool:
    """Whether the first share follows a total and a colon or 其中."""
    before = saying.before(first.quantity, 200)
    return (
        re.search(r"[Tt]otal|总|總|合计|共", before) is not None
        and re.search(r"(?::\s*|其中\D{0,14})$", before) is not None
    )


def _of_these(saying: Saying, shares: list[Figure]) -> list[Figure]:
    """The shares that follow "Of the 612 decided," (在 612 件中，) at once; empty where there are none."""
    for i, share in enumerate(shares):
        if _OF.search(saying.before(share.quantity, 120)):
            return shares[i:]
    return []


def _meant(saying: Saying, shares: list[Figure]) -> tuple[list[Figure], bool, Decimal] | None:
    """(the shares, whether the last is the rest, how far from 100 they may be and still be meant to make it)."""
    rest = next((i for i, f in enumerate(shares) if i and _REST.search(saying.before(f.quantity, 32))), None)
    if rest is not None:
        return shares[: rest + 1], True, Decimal(25)
    if len(shares) >= 3 and _WHOLE.search(saying.text):
        return shares, False, Decimal(25)
    if len(shares) >= 3 and _opened(saying, shares[0]):
        return shares, False, Decimal(12)
    if len(of_these := _of_these(saying, shares)) >= 3:
        return of_these, False, Decimal(12)
    return (shares, False, Decimal("2.5")) if len(shares) >= 3 and _each_part(saying, shares) else None


def _checked(view: DocumentView, saying: Saying, shares: list[Figure]) -> Iterator[Finding]:
    meant = _meant(saying, shares)
    if meant is None or any(f.quantity.approximate for f in meant[0]):
        return
    shares, rest, limit = meant
    values = [value(f.quantity) or Decimal(0) for f in shares]
    exact = rest or _WHOLE.search(saying.text) is not None  # weights and rests are set, not measured and rounded
    steps = [f.quantity.step or Decimal(0) for f in shares if not exact or f.quantity.step != 1]
    slack = sum(steps, Decimal(0)) / 2
    tails = [sum(values[i:], Decimal(0)) for i in range(len(values) - 1)] if rest else [sum(values, Decimal(0))]
    if any(abs(total - 100) <= slack for total in tails):
        return
    made = min(tails, key=lambda total: abs(total - 100))
    if abs(made - 100) <= limit:
        terms = values[tails.index(made) :]
        sum_ = f"{' + '.join(map(str, terms))} = {made}"
        yield finding(
            "S412",
            Message(f"{sum_} per cent, not 100", f"{sum_}%，不是 100%"),
            tuple(view.place(f) for f in shares[tails.index(made) :]),
            confidence=0.85 if rest else 0.75,
        )
