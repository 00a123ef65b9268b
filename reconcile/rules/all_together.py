"""Parts followed by what they make together, which they do not make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, plain, sayings, value

_TOTAL_BEFORE = re.compile(
    r"(?:[总總][数數额額](?:达到|达|为|為|增至|增加到)\s*|[，,；;]\s*(?:总共|總共|合计|合計|总计|總計|共计|共計|共有|共)(?:达|为|為|有)?\s*(?:约)?"
    r"|\b(?:making|bringing the (?:total|number)(?: [\w’' -]{1,30})? to|for a total of|a total of|totalling|totaling|"
    r"together|in all,?)\s+(?:a total of\s+|a grand total of\s+)?)$",
    re.IGNORECASE,
)
_TOTAL_AFTER = re.compile(r"\s*(?:[\w’'-]+\s+){0,3}?(?:in all|altogether|in total)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:[Tt]ogether with|[Aa]dded to|[Cc]ombined with)\b|连同|連同|加上", re.IGNORECASE)
_SUMS = re.compile(
    r"\b(?:amounts?|comes?|totals?|adds? up|brings?|makes?|is|are|was|were)\b|全年|合计|合計|共|总|總|为|為|达",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"(?:合计|合計|总计|總計|共计|共計)\D{0,4}$|\b(?:in all|altogether|totall?ing|making)\W+$", re.IGNORECASE
)
_MORE = re.compile(
    r"又有|另有|另外|再有|还有|新增|加上|此外|\b(?:more|another|further|additional|plus|joined)\b", re.IGNORECASE
)


@rule(
    "S413",
    "all-together",
    "warning",
    examples=(
        Example(None, "It had 41 sponsors, joined by six more since, making 45 in all.", says="41 + 6 = 47"),
        Example(None, "It had 41 sponsors, joined by six more since, making 47 in all."),
        Example(None, "Of the 120 members, 41 sent papers and 6 spoke, making it a meeting of 30 hours."),
        Example("末期股息为1.20元。连同中期股息0.60元，全年股息为1.90元。", None, says="= 1.8"),
        Example("草案有 41 个提案国，后来又有六个国家加入，共 45 个。", None, says="41 + 6 = 47"),
        Example("草案有 41 个提案国，后来又有六个国家加入，共 47 个。", None),
    ),
)
def all_together(view: DocumentView) -> Iterator[Finding]:
    """So many and so many more, making another number in all.

    The sum must follow its parts in one sentence ("making … in all", "bringing the total to", 共, 合计), and one of the
    parts must be called an addition (more, another, 又有), or three parts nearly make it.
    """
    for saying in sayings(view):
        figures = [f for f in saying.figures if plain(f.quantity)]
        yield from _with(view, saying)
        for i in range(2, len(figures)):
            total = figures[i]
            if _is_total(saying, total):
                yield from _checked(view, saying, figures[:i], total)


def _with(view: DocumentView, saying: Saying) -> Iterator[Finding]:
    """An amount, "together with" another, and the sum: the first may stand in the sentence before."""
    marks = list(_TOGETHER.finditer(saying.text))
    if not marks:
        return
    like = [f for f in view.figures(saying.spot) if f.quantity.kind in ("money", "count") and plain(f.quantity)]
    if any(f.quantity.kind == "money" for f in like):
        like = [f for f in like if f.quantity.kind == "money"]
    for mark in marks:
        at = saying.start + mark.end()
        behind = [f for f in like if at <= f.quantity.start < saying.end]
        behind = [f for f in behind if _sort(f) == _sort(behind[0])]
        before = [
            f for f in like if f.quantity.end <= saying.start + mark.start() and behind and _sort(f) == _sort(behind[0])
        ]
        if len(behind) < 2 or not before or not _SUMS.search(saying.between(behind[0].quantity, behind[1].quantity)):
            continue
        parts, total = (before[-1], behind[0]), behind[1]
        a, b, said = (value(f.quantity) or Decimal(0) for f in (*parts, total))
        slack = sum((f.quantity.step or Decimal(0) for f in (*parts, total) if f.quantity.step != 1), Decimal(0)) / 2
        exact = all(f.quantity.step == total.quantity.step for f in parts)
        if said > max(a, b) and abs(a + b - said) > (0 if exact else slack) and abs(a + b - said) * 5 <= said:
            sum_ = f"{a:,} + {b:,} = {a + b:,}"
            yield finding(
                "S413",
                Message(f"{sum_}, the sentence says {said:,} together", f"{sum_}，文中却说共 {said:,}"),
                (view.place(total), *(view.place(f) for f in parts)),
                confidence=0.75,
            )


def _pair(saying: Saying, like: list[Figure], total: Figure) -> bool:
    """Whether the last two parts and the total stand close together, with nothing but words between them."""
    gaps = (saying.between(like[-2].quantity, like[-1].quantity), saying.between(like[-1].quantity, total.quantity))
    return all(len(gap) <= 40 and not re.search(r"[;；。(（]", gap) for gap in gaps)


def _sort(figure: Figure) -> tuple[str, str | None]:
    """What can be added to what: figures of one kind and unit."""
    return figure.quantity.kind, figure.quantity.unit


def _is_total(saying: Saying, figure: Figure) -> bool:
    before, after = saying.before(figure.quantity, 60), saying.after(figure.quantity, 40)
    return bool(_TOTAL_BEFORE.search(before) or _TOTAL_AFTER.match(after)) and not figure.quantity.weak


def _checked(view: DocumentView, saying: Saying, before: list[Figure], total: Figure) -> Iterator[Finding]:
    whole = value(total.quantity) or Decimal(0)
    like = [f for f in before if f.quantity.kind == total.quantity.kind and f.quantity.unit == total.quantity.unit]
    values = [value(f.quantity) or Decimal(0) for f in like]
    tails = [sum(values[i:], Decimal(0)) for i in range(len(values) - 1)]
    slack = sum((f.quantity.step or Decimal(0) for f in (*like, total) if f.quantity.step != 1), Decimal(0)) / 2
    if not tails or any(abs(made - whole) <= slack for made in tails) or whole in values:
        return
    added = _MORE.search(
        saying.text, max(0, like[-1].quantity.start - saying.start - 24), total.quantity.start - saying.start
    )
    near = [made for made in tails if abs(made - whole) * 5 <= whole]
    direct = _STRONG.search(saying.before(total.quantity, 24)) and _pair(saying, like, total)
    if near and (added or (len(values) >= 3 and tails[0] in near) or (direct and tails[-1] in near)):
        made = min(near, key=lambda m: abs(m - whole))
        terms = like[tails.index(made) :]
        sum_ = f"{' + '.join(str(value(f.quantity)) for f in terms)} = {made}"
        yield finding(
            "S413",
            Message(f"{sum_}, the sentence says {whole:,} in all", f"{sum_}，文中却说共 {whole:,}"),
            (view.place(total), *(view.place(f) for f in terms)),
            confidence=0.8 if added else 0.6,
        )
