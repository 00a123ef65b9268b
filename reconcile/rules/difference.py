"""A difference that its two figures do not make: a surplus, a gap, a net increase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure, Spot
from hedui.reconcile.sayings import value
from hedui.reconcile.sums import one_slip

_AFTERWARDS = re.compile(
    r"(?:顺差|順差|逆差|盈余|盈餘|赤字|缺口|结余|結餘|差额|差額|差异|差異|差距|相差|净额|淨額)\s*(?:为|為|达|是)?\s*(?:约)?\s*$"
    r"|\b(?:a|the)\s+(?:net\s+|funding\s+)?(?:difference|gap|surplus|deficit|shortfall|balance|margin|spread)\s+"
    r"(?:of|is|was|amounts? to|stands? at)\s+(?:about\s+)?$",
    re.IGNORECASE,
)
_NET = re.compile(
    r"(?:净增加?|净减少?|淨增加?|淨減少?)\s*$"
    r"|\bnet\s+(?:increase|decrease|reduction|gain|loss|change)\s+(?:of|is|was|being)\s+$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"新增|新设|新設|新建|接纳|接納|加入|入职|入職|入会|招聘|开设|開設"
    r"|\b(?:join|admit|hired|opened|recruit|creat|set up|enter)",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"退出|退会|离职|離職|退休|中止|终止|終止|撤销|撤銷|裁撤|关闭|關閉|取消|注销|减少"
    r"|\b(?:left\b|leav|withdr|suspend|clos|retir|resign|abolish|terminat|cancel|depart)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[，,；;](?!\d)|\band\b|\bwhile\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？]|[.!?]\s")
_LESS = re.compile(
    r"裁撤|撤销|减去|减少|減|扣除|注销|关闭|退出|\b(?:less|minus|abolish|offset by|against|clos|lost)", re.IGNORECASE
)
_EACH = re.compile(r"[每各][^，。；]{0,6}$|\b(?:each|every|per)\b[^.,;]{0,24}$", re.IGNORECASE)
_KINDS = {"count": "count", "money": "money", "percent": "percent", "points": "percent", "measure": "measure"}


@rule(
    "S414",
    "difference",
    "warning",
    examples=(
        Example(
            None,
            "It fell by 41 per cent here and by 12 per cent there, a difference of 27 percentage points.",
            says="29",
        ),
        Example(
            None,
            "Exports were $287.34 billion and imports $124.72 billion, a surplus of $166.22 billion.",
            says="162,620,000,000",
        ),
        Example(None, "Exports were $287.34 billion and imports $124.72 billion, a surplus of $162.62 billion."),
        Example(None, "That is a net increase of five: eight new posts less two posts to be abolished.", says="6"),
        Example(None, "That is a net increase of five: seven new posts less two posts to be abolished."),
        Example("出口 287.3 亿元，进口 124.7 亿元，顺差 166.2 亿元。", None, says="16,260,000,000"),
        Example("员额净增 5 个：新设 8 个，裁撤 2 个。", None, says="6"),
        Example("员额净增 5 个：新设 7 个，裁撤 2 个。", None),
        Example("新接纳六个，退出两个，另有一个因欠费而中止资格，净增两个。", None, says="6 − 2 − 1 = 3"),
        Example("新接纳五个，退出两个，另有一个因欠费而中止资格，净增两个。", None),
        Example(None, "In all 1,127 joined and 836 left, a net increase of 219.", says="1,127 − 836 = 291"),
        Example(None, "Of 1,400 who applied, 1,127 joined and 836 left, a net increase of 291."),
    ),
)
def difference(view: DocumentView) -> Iterator[Finding]:
    """A surplus, a gap or a net increase is not the difference of any two figures said with it.

    Behind its word (a difference of, a surplus of, 顺差, 相差) stands the difference of two figures before it in the
    same paragraph; behind "a net increase of" (净增) that of the two that follow, or of what joined and what left in
    the clauses before it. Rounding is judged by the digits printed.
    """
    for block in view.document.blocks:
        if block.rows is not None or not block.text:
            continue
        spot = Spot(view.index, block.id)
        figures = [f for f in view.figures(spot) if f.quantity.kind in _KINDS and value(f.quantity) is not None]
        for i, figure in enumerate(figures):
            before = block.text[max(0, figure.quantity.start - 40) : figure.quantity.start]
            if i >= 2 and _AFTERWARDS.search(before) and not _EACH.search(before):
                yield from _checked(view, figure, figures[max(0, i - 6) : i], 2)
            elif i + 2 < len(figures) and _NET.search(before):
                a, b = figures[i + 1 : i + 3]
                between = block.text[a.quantity.start : b.quantity.end + 40]
                if b.quantity.end - figure.quantity.end < 160 and _LESS.search(between):
                    yield from _checked(view, figure, [a, b], 1)
            if i >= 2 and figure.quantity.kind == "count" and _NET.search(before):
                yield from _netted(view, block.text, figure, figures[:i])


def _netted(view: DocumentView, text: str, net: Figure, before: list[Figure]) -> Iterator[Finding]:
    """A net increase against what joined and what left in the clauses before it, where each of them has one count."""
    start = max((m.end() for m in _SENTENCE.finditer(text, 0, net.quantity.start)), default=0)
    joined: list[Figure] = []
    left: list[Figure] = []
    for begin, end in _clauses(text, start, net.quantity.start):
        clause = text[begin:end]
        inside = [f for f in before if begin <= f.quantity.start < end and f.quantity.kind == "count"]
        which = [f for pattern, f in ((_JOINED, joined), (_LEFT, left)) if pattern.search(clause)]
        if len(inside) == len(which) == 1:
            which[0].append(inside[0])
        elif which:
            return
    made = sum((_worth(f) for f in joined), Decimal(0)) - sum((_worth(f) for f in left), Decimal(0))
    if not joined or not left or net.quantity.approximate or abs(made) == abs(_worth(net)):
        return
    sum_ = f"{' + '.join(f'{_worth(f):,}' for f in joined)} − {' − '.join(f'{_worth(f):,}' for f in left)} = {made:,}"
    yield finding(
        "S414",
        Message(f"{sum_}, the text says {net.quantity.text}", f"{sum_}，文中却说 {net.quantity.text}"),
        tuple(view.place(f) for f in (net, *joined, *left)),
        confidence=0.8,
    )


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of each clause of a stretch."""
    for stop in _CLAUSE.finditer(text, start, end):
        yield start, stop.start()
        start = stop.end()
    yield start, end


def _worth(figure: Figure) -> Decimal:
    """What a count says."""
    return value(figure.quantity) or Decimal(0)


def _comparable(a: Figure, b: Figure) -> bool:
    """Whether one figure can be taken from another: of one sort; a currency said once goes for both."""
    p, q = a.quantity, b.quantity
    if {p.kind, q.kind} == {"money", "count"}:
        return min(abs(value(p) or Decimal(0)), abs(value(q) or Decimal(0))) >= 10_000
    return _KINDS[p.kind] == _KINDS[q.kind] and (p.unit == q.unit or "points" in (p.kind, q.kind))


def _checked(view: DocumentView, figure: Figure, others: list[Figure], fewest: int) -> Iterator[Finding]:
    """The figure against the differences of all pairs of like figures; the pair that comes nearest is told."""
    said, q = value(figure.quantity) or Decimal(0), figure.quantity
    like = [f for f in others if _comparable(f, figure)]
    best: tuple[Decimal, Figure, Figure, Decimal] | None = None
    for a, b in combinations(like, 2):
        made = abs((value(a.quantity) or Decimal(0)) - (value(b.quantity) or Decimal(0)))
        slack = sum((f.quantity.step or Decimal(0) for f in (figure, a, b) if f.quantity.step != 1), Decimal(0)) / 2
        if abs(made - abs(said)) <= slack:
            return
        if made and (best is None or abs(made - said) < best[0]):
            best = (abs(made - said), a, b, made)
    if best is None or len(like) < 2 or q.approximate:
        return
    away, a, b, made = best
    if away * 5 <= made or one_slip(abs(said), made) or fewest == 1:
        x, y = sorted((a.quantity, b.quantity), key=lambda q: value(q) or Decimal(0), reverse=True)
        sum_ = f"{x.text} − {y.text} = {made:,}"
        yield finding(
            "S414",
            Message(f"{sum_}, the text says {q.text}", f"{sum_}，文中却说 {q.text}"),
            (view.place(figure), view.place(a), view.place(b)),
            confidence=0.8,
        )
