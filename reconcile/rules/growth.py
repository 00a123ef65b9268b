"""A growth from one figure to another that is given wrongly, or goes the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, plain, sayings, value

_UP_ZH = "增至|增加到|增加至|增长到|增长至|上升到|上升至|升至|提高到|提高至|扩大到"
_DOWN_ZH = "减至|减少到|减少至|下降到|下降至|降至|降到|缩减到|缩小到"
_UP = re.compile(rf"{_UP_ZH}|\b(?:increas|r(?:ise|ose|isen)\b|grew|grow|up from)", re.IGNORECASE)
_DOWN = re.compile(rf"{_DOWN_ZH}|\b(?:decreas|f[ae]ll|declin|dropp|reduc|down from)", re.IGNORECASE)
_FROM = re.compile(r"(?:\bfrom\s+(?:about\s+)?|[从由]\s*(?:[^，。；\d]{0,16}?的?)?\s*(?:约)?)$", re.IGNORECASE)
_TO = re.compile(
    r"(?:\s+[\w’'-]+){0,4}?(?:,?\s+in\s*)?\s*\bto\s+(?:about\s+)?"
    rf"|[^，。；]{{0,12}}?(?:{_UP_ZH}|{_DOWN_ZH})[^，。；\d]{{0,10}}?\s*(?:约)?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"[^;；。]{0,24}?(?:\b(?:an?|the)\s+(?:increase|rise|growth|gain|decrease|decline|drop|fall|reduction)\s+of\s+"
    r"(?:about\s+)?"
    r"|\bor\s+|\bby\s+|[（(]\s*\+?|增长了?|增加了?|上升了?|增幅(?:为|达)?|提高了?|下降了?|减少了?|降低了?|降幅(?:为|达)?)"
    r"\s*(?:约|近)?\s*$",
    re.IGNORECASE,
)
_MORE_EN = re.compile(r"\s*(?:[\w’'-]+\s+)?(?:more|fewer|less|higher|lower)\s+than\b", re.IGNORECASE)
_AS = re.compile(
    r"(?:\b(?:increase|rise|growth|gain|decrease|decline|drop|fall|reduction)\s+of|\bor|[(（]|\b(?:up|down)(?:\s+by)?"
    r"|(?:增加|增长|增長|上升|下降|减少|減少|增幅|降幅)[了为為]?)\s*$",
    re.IGNORECASE,
)
_MORE_ZH = re.compile(r"[比较較][^，。；]{0,16}(?:多|增加|增长|上升|少|减少|下降)了?\s*$")


@rule(
    "S405",
    "growth",
    "warning",
    examples=(
        Example(None, "Membership rose from 40 States to 52 States, an increase of 40 per cent.", says="30"),
        Example(None, "Membership rose from 40 States to 52 States, an increase of 30 per cent."),
        Example(None, "Membership rose from 52 States to 40 States.", says="rise"),
        Example(None, "Membership fell from 52 States to 40 States."),
        Example(
            None, "It received 2,846 notices, 412 more than in the year before, a rise of 8.1 per cent.", says="16.9"
        ),
        Example(None, "It received 2,846 notices, 214 more than in the year before, a rise of 8.1 per cent."),
        Example("系统处理通报2 846件，比上一期间多412件，即增加8.1%。", None, says="16.9"),
        Example("成员从 40 个增至 52 个，增长 40%。", None, says="30"),
        Example("成员从 40 个增至 52 个，增长 30%。", None),
        Example("成员从 52 个增至 40 个。", None, says="rise"),
    ),
)
def growth(view: DocumentView) -> Iterator[Finding]:
    """From a to b, and a percentage or a difference that these two do not make; or a rise to less, a fall to more.

    Rounding is judged by the digits printed.
    """
    for saying in sayings(view):
        yield from _more_than(view, saying)
        figures = [f for f in saying.figures if f.quantity.kind != "date"]
        for i in range(len(figures) - 1):
            a, b = figures[i], figures[i + 1]
            if _from_to(saying, a, b):
                yield from _direction(view, saying, a, b)
                if i + 2 < len(figures) and _BY.fullmatch(saying.between(b.quantity, figures[i + 2].quantity)):
                    yield from _amount(view, a, b, figures[i + 2])


def _from_to(saying: Saying, a: Figure, b: Figure) -> bool:
    """Whether two figures of one sort stand as "from a to b"."""
    if a.quantity.kind not in ("count", "money", "measure", "percent") or a.quantity.kind != b.quantity.kind:
        return False
    if not (value(a.quantity) and value(b.quantity)) or a.quantity.unit != b.quantity.unit:
        return False
    return bool(_FROM.search(saying.before(a.quantity, 30)) and _TO.fullmatch(saying.between(a.quantity, b.quantity)))


def _more_than(view: DocumentView, saying: Saying) -> Iterator[Finding]:
    """So many, that is so many more (or fewer) than before, and the percentage that this is."""
    figures = [f for f in saying.figures if f.quantity.kind != "date" and not f.quantity.weak]
    for now, change, share in zip(figures, figures[1:], figures[2:], strict=False):
        sign = _more(saying, change)
        n, d, said = (value(f.quantity) for f in (now, change, share))
        if (
            not sign
            or share.quantity.kind != "percent"
            or not (n and d and said)
            or change.quantity.kind != now.quantity.kind
        ):
            continue
        if (
            change.quantity.unit != now.quantity.unit
            or n - sign * d <= 0
            or any(f.quantity.approximate for f in (now, change))
        ):
            continue
        if (
            len(saying.between(now.quantity, change.quantity)) > 60
            or len(saying.between(change.quantity, share.quantity)) > 60
        ):
            continue
        if not _AS.search(saying.between(change.quantity, share.quantity)):
            continue
        real = d / (n - sign * d) * 100
        if abs(real - said) > (share.quantity.step or Decimal(1)) * (3 if share.quantity.approximate else 1):
            text = f"{d:,} ÷ {n - sign * d:,} = {round(real, 1)}"
            yield finding(
                "S405",
                Message(f"{text} per cent, not {said}", f"{text}%，不是 {said}%"),
                (view.place(change), view.place(share), view.place(now)),
                confidence=0.75,
            )


def _more(saying: Saying, change: Figure) -> int:
    """1 where a figure is called more than before, -1 where less, 0 where neither."""
    after, before = saying.after(change.quantity, 40), saying.before(change.quantity, 30)
    found = _MORE_EN.match(after) or _MORE_ZH.search(before)
    if found is None:
        return 0
    return -1 if re.search(r"fewer|less|lower|少|下降|减", found.group()) else 1


def _direction(view: DocumentView, saying: Saying, a: Figure, b: Figure) -> Iterator[Finding]:
    x, y = value(a.quantity) or Decimal(0), value(b.quantity) or Decimal(0)
    window = saying.before(a.quantity, 40) + saying.between(a.quantity, b.quantity)
    up, down = _UP.search(window), _DOWN.search(window)
    if (up and not down and y < x) or (down and not up and y > x):
        way, zh = ("rise", "增加") if up else ("fall", "减少")
        yield finding(
            "S405",
            Message(f"a {way} from {x:,} to {y:,} is none", f"从 {x:,} 到 {y:,} 不是{zh}"),
            (view.place(a), view.place(b)),
            confidence=0.8,
        )


def _amount(view: DocumentView, a: Figure, b: Figure, change: Figure) -> Iterator[Finding]:
    x, y, said = (value(f.quantity) or Decimal(0) for f in (a, b, change))
    q = change.quantity
    if q.bound or not said or not plain(a.quantity) or not plain(b.quantity):
        return
    half = [(f.quantity.step or Decimal(0)) / 2 for f in (a, b)]
    step = q.step or Decimal(1)
    if q.kind == "percent":
        real = abs(y - x) / x * 100
        slack = step + 100 * (half[1] / x + y * half[0] / (x * x) if any(s != Decimal("0.5") for s in half) else 0)
        unit = " per cent"
    elif q.kind == a.quantity.kind and q.unit == a.quantity.unit:
        real, slack, unit = abs(y - x), step / 2 + sum(s for s in half if s != Decimal("0.5")), ""
    else:
        return
    if abs(real - abs(said)) > (slack * 2 if q.approximate else slack):
        shown = round(real, 1) if unit else real
        yield finding(
            "S405",
            Message(
                f"from {x:,} to {y:,} is {shown:,}{unit}, not {said:,}",
                f"从 {x:,} 到 {y:,} 为 {shown:,}{'%' if unit else ''}，不是 {said:,}",
            ),
            (view.place(change), view.place(a), view.place(b)),
            confidence=0.8,
        )
