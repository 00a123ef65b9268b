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
    r"(?:[，,；;]\s*(?:总共|總共|合计|合計|总计|總計|共计|共計|共有|共)(?:达|为|為|有)?\s*(?:约)?"
    r"|\b(?:making|bringing the (?:total|number)(?: [\w’' -]{1,30})? to|for a total of|a total of|totalling|totaling|"
    r"together|in all,?)\s+(?:a total of\s+|a grand total of\s+)?)$",
    re.IGNORECASE,
)
_TOTAL_AFTER = re.compile(r"\s*(?:[\w’'-]+\s+){0,3}?(?:in all|altogether|in total)\b", re.IGNORECASE)
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
        for i in range(2, len(figures)):
            total = figures[i]
            if _is_total(saying, total):
                yield from _checked(view, saying, figures[:i], total)


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
    if near and (added or (len(values) >= 3 and tails[0] in near)):
        made = min(near, key=lambda m: abs(m - whole))
        terms = like[tails.index(made) :]
        sum_ = f"{' + '.join(str(value(f.quantity)) for f in terms)} = {made}"
        yield finding(
            "S413",
            Message(f"{sum_}, the sentence says {whole:,} in all", f"{sum_}，文中却说共 {whole:,}"),
            (view.place(total), *(view.place(f) for f in terms)),
            confidence=0.8 if added else 0.6,
        )
