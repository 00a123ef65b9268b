"""Approved less withdrawn is not what was carried out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from hedui.model import Finding, Message, Quantity
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure, Spot
from hedui.reconcile.sayings import value
from hedui.reconcile.things import same_thing

_LOST = re.compile(
    r"撤回|撤销|撤銷|取消|退出|终止|終止|拒绝|驳回|作废|放弃|扣除|剔除|淘汰|未获|离职|退回|不合格|无效|流失|注销|报废|缺席"
    r"|withdr[ae]w|cancel|reject|declin|terminat|discontinu|remov|dropp|resign|deduct|disqualif|ineligible|excluded"
    r"|invalid|expired|lost|scrapp|absent",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"实施|實施|执行|執行|剩余|剩餘|其余|其餘|剩下|余下|最终|最終|实际|實際|落实|进行|保留|完成|有效|留任|到场|出席"
    r"|implement|went ahead|remain|proceed|carried out|\bleft\b|complet|signed|conduct|valid|retain|in force|operat"
    r"|present|took part",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.,;:。，；：]")


@rule(
    "S402",
    "withdrawn-from-approved",
    "error",
    examples=(
        Example(
            None,
            "It approved 10 projects. After one was withdrawn, eight projects went ahead.",
            says="10 − 1 = 9",
        ),
        Example(None, "It approved 10 projects. After one was withdrawn, nine projects went ahead."),
        Example(None, "Of 10 projects two were cancelled, five projects were completed and three go on."),
        Example("委员会批准 13 个项目。两项申请撤回后，10 个项目得以实施。", None, says="13 − 2 = 11"),
        Example("委员会批准 13 个项目。两项申请撤回后，11 个项目得以实施。", None),
    ),
)
def withdrawn_from_approved(view: DocumentView) -> Iterator[Finding]:
    """So many were approved, so many withdrawn, so many carried out, and the difference is not right.

    Three counts in one paragraph, the first and the last of the same thing, a word of loss (withdrawn, cancelled, 撤回,
    取消) beside the second and one of what is left (implemented, remaining, 实施, 其余) beside the third. If other
    counts of the paragraph make up the difference, nothing is said.
    """
    for block in view.document.blocks:
        if block.rows is not None:
            continue
        spot = Spot(view.index, block.id)
        text = block.text
        if not _LOST.search(text):
            continue
        counts = [f for f in view.figures(spot) if f.quantity.kind == "count" and value(f.quantity) is not None]
        for i, lost in enumerate(counts):
            if 0 < i < len(counts) - 1 and _near(_LOST, text, lost.quantity):
                yield from _checked(view, text, counts, i)


def _checked(view: DocumentView, text: str, counts: list[Figure], i: int) -> Iterator[Finding]:
    lost, all_, left = counts[i], counts[i - 1], counts[i + 1]
    a, b, c = (value(f.quantity) or Decimal(0) for f in (all_, lost, left))
    if all_.quantity.weak or not _near(_LEFT, text, left.quantity) or _near(_LOST, text, left.quantity):
        return
    if not (a > c > 0 and a > b) or a - b == c or not same_thing(text, all_.quantity, left.quantity):
        return
    if left.quantity.start - all_.quantity.end > 240 or left.quantity.weak:
        return
    rest = [value(f.quantity) or Decimal(0) for f in counts[i + 2 : i + 6] if not f.quantity.weak]
    if any(b + c + sum(some) == a for n in (1, 2, 3) for some in combinations(rest, n)):
        return
    yield finding(
        "S402",
        Message(f"{a} − {b} = {a - b}, but {c} are said to be left", f"{a} − {b} = {a - b}，文中却说是 {c}"),
        (view.place(left), view.place(all_), view.place(lost)),
        severity="error" if not rest and abs(a - b - c) <= 2 else "warning",
        confidence=0.9 if not rest else 0.6,
    )


def _near(words: re.Pattern[str], text: str, q: Quantity) -> bool:
    """Whether one of the words stands in the clause of a figure."""
    before = max((m.end() for m in _CLAUSE.finditer(text, max(0, q.start - 80), q.start)), default=max(0, q.start - 80))
    after = _CLAUSE.search(text, q.end, q.end + 90)
    return words.search(text, before, after.start() if after else min(len(text), q.end + 90)) is not None
