"""Every difference of a bead with its one topic: what kind of figure differs, and how.

Severity by evidence: an error where both sides say a definite and different thing, a warning where one side lacks it,
a note for approximation and where the pairing is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hedui.align.hanzi import simplified
from hedui.model import Quantity, Severity
from hedui.reconcile.beads import Difference
from hedui.reconcile.bounded import bound_differs
from hedui.reconcile.comparable import NUMERIC, Agreement, day, for_a_thousand, generic_currency
from hedui.reconcile.exchanged import BY_ORDER
from hedui.reconcile.matching import Item
from hedui.reconcile.phrases import stands_for
from hedui.reconcile.tolerance import power_of_ten

if TYPE_CHECKING:
    from hedui.reconcile.beads import BeadView

DOUBTFUL = 0.2
"""A bead scored below this may be no pair at all; what differs in it is a note."""

_BY_KIND = {
    "count": "count",
    "money": "amount",
    "measure": "measure",
    "percent": "percent",
    "points": "percent",
    "fraction": "fraction",
    "ratio": "ratio",
    "ordinal": "ordinal",
    "date": "date",
    "time": "time",
    "duration": "duration",
    "frequency": "frequency",
    "reference": "reference",
    "symbol": "symbol",
    "label": "label",
}


def differences(bead: BeadView) -> Iterator[Difference]:
    """All differences of a bead, in the order of the left side where there is one."""
    yield from _turned_dates(bead)
    for a, b in bead.matching.changed:
        if bead.bead.kind == "cell" and (bead.scaled(a, b) or bead.rescaled(a, b)):
            continue
        topic_ = (
            "label" if a.order == b.order == 0 and bead.leads(a, 0) and bead.leads(b, 1) else changed_topic(a.q, b.q)
        )
        yield _difference(bead, topic_, (a,), (b,), _severity_of_change(a, b), 0.9)
    for one in bead.exchanges:
        (a, b), (c, d) = one.first, one.second
        severity: Severity = "error" if one.margin > BY_ORDER else "warning"
        yield _difference(bead, "exchanged", (a, c), (b, d), severity, min(0.95, 0.6 + 0.1 * one.margin))
    for a, b, how in bead.matching.agreed:
        once = a.q.kind != b.q.kind and _said_once(bead, a, b)
        topic = (
            bound_differs(bead, a, b)
            if once
            else (
                _currency(bead, a, b, how)
                or aspect(a, b, how, cell=bead.bead.kind == "cell")
                or _less(bead, a, b, how)
                or _direction(bead, a, b)
                or _compared(bead, a, b)
                or bound_differs(bead, a, b)
            )
        )
        if topic is not None:
            yield _difference(bead, topic[0], (a,), (b,), topic[1], 0.8)
    for side, topic_ in ((0, "missing"), (1, "added")):
        for item in bead.matching.only[side]:
            left, right = ((item,), ()) if side == 0 else ((), (item,))
            if bead.bead.kind == "cell" and _blank(bead.sides[1 - side].text):
                if item.q.value == "0":
                    continue
                yield _difference(bead, "emptied", left, right, "error", 0.85)
            else:
                yield _difference(bead, topic_, left, right, _severity_of_gap(item), 0.7)


_YEAR_FIRST = re.compile(r"(?<![\d-])(?:1[5-9]|20)\d\d (?:[A-Z][a-z]{2,8}\.? \d{1,2})(?![\d])")


def _turned_dates(bead: BeadView) -> Iterator[Difference]:
    """Dates whose year and day have changed places: "2015 January 6" in a text that writes "6 January 2015"."""
    for side in (0, 1):
        if bead.langs[side] != "en" or bead.sides[side].view.year_first:
            continue
        for mine in _year_first(bead, side):
            year = (mine[0].q.value or "-")[:4]
            other = (i for i in bead.items[1 - side] if i.q.kind == "date" and (i.q.value or "").startswith(year))
            answer = tuple(other)[:1]
            left, right = (mine, answer) if side == 0 else (answer, mine)
            yield _difference(bead, "turned", left, right, "warning", 0.6)


def _year_first(bead: BeadView, side: int) -> Iterator[tuple[Item, ...]]:
    """The dates of a side that begin with the year, each read as one figure or as two."""
    dates = [item for item in bead.items[side] if item.q.kind == "date"]
    for item, rest in zip(dates, [*dates[1:], None], strict=False):
        end = item.at if rest is None else rest.at + len(rest.q.text)
        if _YEAR_FIRST.fullmatch(item.q.text):
            yield (item,)
        elif rest is not None and _YEAR_FIRST.fullmatch(bead.sides[side].text[item.at : end]):
            yield item, rest


_WAY = {
    "zh": (
        re.compile(r"增长|增加|上升|上涨|提高|升高|攀升|增幅|涨幅|增至|升至|扩大|多出"),
        re.compile(r"减少|下降|下跌|降低|下滑|缩减|缩短|降幅|跌幅|减至|降至|跌至|减幅|削减"),
    ),
    "en": (
        re.compile(
            r"\b(?:increas\w+|rose|ris(?:e[sn]?|ing)|grew|grow(?:n|th|s|ing)?|up|climb\w*|gain\w*|expan\w+|higher"
            r"|more(?! than))\b",
            re.I,
        ),
        re.compile(
            r"\b(?:decreas\w+|f[ae]ll(?:en|ing|s)?|declin\w+|drop\w*|reduc(?:ed|es|ing)|down|shr[aiu]nk\w*|cut|lower(?:ed)?|loss|less|fewer|slump\w*)\b",
            re.I,
        ),
    ),
}


_CHANGE = {
    "zh": re.compile(r"(?:增长|增加|上升|上涨|提高|减少|下降|下跌|降低|缩短)[了约近]*\s*$"),
    "en": re.compile(r"\b(?:by|of|up|down)(?: about| some| nearly| almost| over)?\s[$€£]?$", re.I),
}
"""What stands right before the amount of a change."""


def _direction(bead: BeadView, a: Item, b: Item) -> tuple[str, Severity] | None:
    """A change that goes up on one side and down on the other."""
    if a.q.kind not in ("percent", "points", "count", "money", "measure", "ratio", "fraction") or a.q.weak or b.q.weak:
        return None
    if a.q.kind not in ("percent", "points", "ratio") and not all(
        _CHANGE[bead.langs[side][:2]].search(bead.sides[side].plain[max(0, item.at - 16) : item.at])
        for side, item in ((0, a), (1, b))
    ):
        return None
    return None if not _ways_differ(bead, a, b) else ("direction", "error")


_COMPARED = {
    "zh": (
        re.compile(r"(?:比|较|較)[^，。；]{1,12}(?:多|高|增加)[了出]?\s*$"),
        re.compile(r"(?:比|较|較)[^，。；]{1,12}(?:少|低|减少)[了出]?\s*$"),
    ),
    "en": (
        re.compile(r"^\s(?:[a-z]+\s){0,2}(?:more|higher) than\b"),
        re.compile(r"^\s(?:[a-z]+\s){0,2}(?:fewer|less|lower) than\b"),
    ),
}
"""How much more or less something is than something else: 比上年多19项, "19 fewer than"."""


def _compared(bead: BeadView, a: Item, b: Item) -> tuple[str, Severity] | None:
    """So many more on one side, so many fewer on the other."""
    ways = []
    for side, item in ((0, a), (1, b)):
        lang, text = bead.langs[side][:2], bead.sides[side].plain
        end = item.at + len(item.q.text)
        near = text[max(0, item.at - 18) : item.at] if lang == "zh" else text[end : end + 40]
        ways.append(tuple(bool(pattern.search(near)) for pattern in _COMPARED[lang]))
    return ("direction", "error") if ways[0] == ways[1][::-1] and ways[0][0] != ways[0][1] else None


def _ways_differ(bead: BeadView, a: Item, b: Item) -> bool:
    ways = []
    for side, item in ((0, a), (1, b)):
        lang = bead.langs[side][:2]
        near = _near(bead, side, item)
        if lang == "zh":  # 降幅之后，却迎来高达14.5%的增长: the clause of the figure itself
            at = near.find(simplified(item.q.text))
            near = re.split("，", near[:at])[-1] + near[at:]
        ways.append(tuple(bool(pattern.search(near)) for pattern in _WAY[lang]))
    return ways[0][0] != ways[0][1] and ways[1] == (not ways[0][0], not ways[0][1])


def _currency(bead: BeadView, a: Item, b: Item, how: Agreement) -> tuple[str, Severity] | None:
    """A currency that differs; 元 and "$" are the same at home, unless the documents use them for two currencies."""
    if a.q.kind != "money" or b.q.kind != "money":
        return None
    generic = (generic_currency(a.q), generic_currency(b.q))
    if how.remark != "currency":
        foreign = bead.evidence.home_dollar and generic[0] != generic[1] and "美" in a.q.text + b.q.text
        return ("currency", "error") if foreign else None
    if all(generic):
        if bead.evidence.home_dollar:
            return None
        if re.search(r"\bdollars?\b", a.q.text + b.q.text):
            return "currency", "note"
    return "currency", "error"


def _said_once(bead: BeadView, a: Item, b: Item) -> bool:
    """Whether a currency or unit is said once for several figures: 740 万美元, 其中 430 万."""
    for side, plain, full in ((0, a, b), (1, b, a)):
        if plain.q.kind == "count" and full.q.kind in ("money", "measure", "duration"):
            return any(item.q.kind == full.q.kind and item is not plain for item in bead.items[side])
        if plain.q.kind == "count" and full.q.kind == "percent":  # rose by 4 per cent, and prices by 18.
            behind = bead.sides[side].text[plain.at + len(plain.q.text) :]
            return not behind.strip(" .,;") and any(
                item.q.kind == "percent" and item.at < plain.at for item in bead.items[side]
            )
    return False


def _less(bead: BeadView, a: Item, b: Item, how: Agreement) -> tuple[str, Severity] | None:
    """A date that says less than the other, where what it leaves out is said nowhere else on its side."""
    if how.remark != "detail" or a.q.kind != "date" or a.virtual or b.virtual or not (a.q.value and b.q.value):
        return None
    x, y = day(a.q.value), day(b.q.value)
    if x is None or y is None:
        return None
    for side, mine, other in ((0, x, y), (1, y, x)):
        lost = {(n, part) for n, part in enumerate(other) if part is not None and mine[n] is None}
        item = (a, b)[side]
        if (
            lost
            and not lost <= _dates_said(bead, side)
            and not stands_for((b, a)[side].q, bead.sides[side].plain, bead.langs[side])
        ):
            return "date", "warning" if item.q.kind == "date" else "note"
    return None


def _dates_said(bead: BeadView, side: int) -> set[tuple[int, int]]:
    """The years, months and days that one side says anywhere."""
    said: set[tuple[int, int]] = set()
    for item in bead.items[side]:
        for value in (item.q.value, item.q.low, item.q.high):
            known = day(value) if value and item.q.kind == "date" else None
            said.update((n, part) for n, part in enumerate(known or ()) if part is not None)
    return said


def _blank(text: str) -> bool:
    """Whether a cell says nothing: empty, or a dash."""
    return not text.strip("-–—−－… .")


def _difference(
    bead: BeadView, topic: str, left: tuple[Item, ...], right: tuple[Item, ...], severity: Severity, confidence: float
) -> Difference:
    if bead.bead.score < DOUBTFUL and not _in_place(bead):
        return Difference(topic, (left, right), "note", round(confidence * 0.3, 2))
    return Difference(topic, (left, right), severity, round(confidence * min(1.0, 0.6 + 0.4 * bead.bead.score), 2))


def _in_place(bead: BeadView) -> bool:
    """Whether a bead whose score is low is a pair all the same: between sure ones, some of its figures agreeing.

    Figures that differ lower the score too, and they are what is looked for.
    """
    return (
        bead.held
        and bead.bead.score >= DOUBTFUL / 2
        and all(len(side) == 1 for side in bead.bead.sides)
        and any(not (a.q.weak or b.q.weak) for a, b in bead.matching.pairs())
    )


def changed_topic(a: Quantity, b: Quantity) -> str:
    """The topic of two figures whose values differ."""
    x, y = a.number, b.number
    if x is not None and y is not None and a.kind in NUMERIC and b.kind in NUMERIC and power_of_ten(x, y):
        return "magnitude"
    if a.value is None and b.value is None:
        return "range"
    if a.kind == b.kind or {a.kind, b.kind} <= {"percent", "points"}:
        return _BY_KIND[a.kind]
    return "figure"


def _severity_of_change(a: Item, b: Item) -> Severity:
    if (vague(a.q) and vague(b.q)) or _lost_dash(a.q, b.q):
        return "note"
    if {a.q.kind, b.q.kind} & {"label", "time"} and a.q.kind != b.q.kind:
        return "warning"
    if a.q.kind == b.q.kind == "label" and not any(c.isdigit() for c in (a.q.value or "") + (b.q.value or "")):
        return "note"
    return "error"


def _lost_dash(a: Quantity, b: Quantity) -> bool:
    """Whether a range and a number have the same digits, so that only a dash got lost: 15至64岁, "aged 1564"."""
    if (a.low is None) == (b.low is None):
        return False
    digits = [re.sub(r"\D", "", q.text) for q in (a, b)]
    return digits[0] == digits[1] and len(digits[0]) >= 3


_NAME = re.compile(r"[A-Za-z]{1,12}[- ]?\d{1,3}[A-Za-z]?|\d{1,2}[A-Z]{1,2}|(?:[A-Z][a-z]?\d?){1,5}")


def _severity_of_gap(item: Item) -> Severity:
    if (item.q.kind == "label" and item.order) or vague(item.q) or re.fullmatch(r"[A-Za-z]", item.q.value or ""):
        return "note"
    if item.q.kind == "symbol" and (_NAME.fullmatch(item.q.value or "") or "://" in item.q.text or "@" in item.q.text):
        return "note"  # a name such as COVID-19, G20 or 3D may be translated without its number
    return "warning"


def vague(q: Quantity) -> bool:
    """Whether a figure is a manner of speaking: dozens, thousands, 数以百计, 成千上万."""
    return (
        q.kind == "count"
        and q.approximate
        and not any(c.isdigit() for c in q.text)
        and (q.bound is not None or re.search(r"[数几上成]|s\b", q.text) is not None)
    )


_AMOUNTS = frozenset({"percent", "money", "measure"})


def _odd(p: Quantity, q: Quantity) -> bool:
    """Whether two kinds hardly ever stand for each other: a percentage and a plain count, a year and an amount."""
    kinds = {p.kind, q.kind}
    if kinds & {"percent", "money"} and kinds & {"count", "ordinal", "label", "measure"}:
        return not (p.weak or q.weak)
    if kinds <= _AMOUNTS:
        return True
    if any(x.text.isdigit() and re.fullmatch(r"number \d+", y.text) for x, y in ((p, q), (q, p))):
        return False  # the number 2048 is no year
    year = next((x for x in (p, q) if x.kind == "date" and len(x.value or "") == 4 and (x.value or "").isdigit()), None)
    return year is not None and bool(kinds & (_AMOUNTS | {"reference", "ordinal"}))


def aspect(a: Item, b: Item, how: Agreement, *, cell: bool = False) -> tuple[str, Severity] | None:
    """What differs in two figures of equal value, with its severity; None where nothing does."""
    p, q = a.q, b.q
    if how.remark == "points":
        return "points", "warning"
    if how.remark == "unit" and p.kind == q.kind and p.unit and q.unit:
        return "unit", "error"
    if p.kind != q.kind and _odd(p, q) and not cell and not for_a_thousand(p, q):
        return "unit", "warning"
    return None


def _near(bead: BeadView, side: int, item: Item) -> str:
    """The words around a figure within its clause, its own among them."""
    before, after = (16, 8) if bead.langs[side].startswith("zh") else (70, 30)
    text = bead.sides[side].plain
    end = item.at + len(item.q.text)
    left = re.split(r"[;；。]|\.\s", text[max(0, item.at - before) : item.at])[-1]
    right = re.split(r"[;；。]|\.\s", text[end : end + after])[0]
    return left + text[item.at : end] + right
