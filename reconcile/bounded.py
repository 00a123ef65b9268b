"""Whether the bound of a figure is turned round, or lost, between the two sides of a pair.

What the words beside one figure say is read in ``bounds``; here both sides are compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hedui.model import Quantity, Severity
from hedui.reconcile.bounds import Way, hinted, phrase, stated
from hedui.reconcile.comparable import NUMERIC
from hedui.reconcile.matching import Item

if TYPE_CHECKING:
    from hedui.reconcile.beads import BeadView

_TURNED: dict[str, Way] = {"ge": "up", "gt": "up", "le": "down", "lt": "down"}


_PLAIN_BOUND = {
    "zh": re.compile(
        r"至少|不少于|不低于|最少|不超过|不得超过|不多于|至多|最多|以上|以下|超过|逾(?!期)|不到|不足(?![率额額])|少于|低于|高于|多于"
    ),
    "en": re.compile(
        r"\b(?:at (?:least|most)|(?:not?|nor) (?:less|fewer|more) than|(?:more|less|fewer) than|exceed\w*)\b",
        re.I,
    ),
}
_NEGATION = {
    "zh": re.compile(r"[不未无没非勿莫]|禁止"),
    "en": re.compile(r"\b(?:not|no|nor|none|never|neither|cannot|without)\b|n't", re.I),
}


def bound_differs(bead: BeadView, a: Item, b: Item) -> tuple[str, Severity] | None:
    """A bound turned round, or said plainly on one side and not at all on the other."""
    p, q = a.q, b.q
    if p.kind not in NUMERIC or q.kind not in NUMERIC:
        return None
    ways = (_way(bead, 0, a), _way(bead, 1, b))
    plain = (_stated(bead, 0, a), _stated(bead, 1, b))
    if ways[0] and ways[1]:
        twice = (_said_elsewhere(bead, 0, p, ways[1]), _said_elsewhere(bead, 1, q, ways[0]))
        if ways[0] == ways[1] or any(twice):
            return None
        doubtful = not any(plain) or any(_negated(bead, side, item) for side, item in ((0, a), (1, b)))
        return "bound", "note" if doubtful else "error"
    for side, mine, other in ((0, p, q), (1, q, p)):
        if ways[1 - side] or other.approximate or (mine.approximate and not plain[side]):
            continue
        said = plain[side]
        if said and _said_elsewhere(bead, 1 - side, other, said):
            continue
        if said and not _is_hinted(bead, 1 - side, (a, b)[1 - side], said):
            return "bound", "note" if mine.weak and mine.value == "1" else "warning"
        if mine.bound:
            return "bound", "note"
    return None


def _said_elsewhere(bead: BeadView, side: int, q: Quantity, way: Way | None) -> bool:
    """Whether a side says the same figure again with that bound, and no figure of the other side answers it."""
    for item in bead.items[side]:
        if item.q is not q and item.q.value == q.value and item.q.kind == q.kind and _way(bead, side, item) == way:
            answer = next((pair[1 - side] for pair in bead.matching.pairs() if pair[side] is item), None)
            if answer is None or _way(bead, 1 - side, answer) != way:
                return True
    return False


def _way(bead: BeadView, side: int, item: Item) -> Way | None:
    """Which way a figure is bounded, as its words or as its reading say."""
    return _stated(bead, side, item) or (_TURNED[item.q.bound] if item.q.bound else None)


_MORE_INSIDE = re.compile(
    r"^[过過]半[数數]?$|^半[数數]以上$|[\d十百千万亿萬億]\s?[多余餘][万亿萬億千百年月天岁歲]?|倍多$"
)
"""A figure that says in itself that it is more: 过半, 800多万, 二十余年."""


def _stated(bead: BeadView, side: int, item: Item) -> Way | None:
    """Which way a plain word of bounding points that belongs to this very figure."""
    if _MORE_INSIDE.search(item.q.text):
        return "up"
    text, lang = bead.sides[side].plain, bead.langs[side][:2]
    inside = _PLAIN_BOUND[lang].search(item.q.text)
    if inside and item.q.bound:
        return _TURNED[item.q.bound]
    return stated(text, item.at, item.at + len(item.q.text), lang, item.q)


def _is_hinted(bead: BeadView, side: int, item: Item, way: Way) -> bool:
    """Whether anything around a figure may answer a bound of the other side."""
    others = (_span(i) for i in bead.items[side] if i is not item and not i.virtual)
    pairs = [pair for pair in bead.matching.pairs() if pair[side] is not item and not any(i.virtual for i in pair)]
    answered = (
        _span(pair[side])
        for pair in pairs
        if (mine := _stated(bead, side, pair[side])) and mine == _way(bead, 1 - side, pair[1 - side])
    )
    text, lang = bead.sides[side].plain, bead.langs[side][:2]
    return hinted(text, item.at, item.at + len(item.q.text), lang, others, way, answered)


def _span(item: Item) -> tuple[int, int, Quantity]:
    return item.at, item.at + len(item.q.text), item.q


def _negated(bead: BeadView, side: int, item: Item) -> bool:
    """Whether a word of negation stands before a figure's bound, so that its direction is in doubt."""
    lang = bead.langs[side][:2]
    reach = 8 if lang == "zh" else 60
    text, end = bead.sides[side].plain, item.at + len(item.q.text)
    found = phrase(text, item.at, end, lang, item.q)
    before = text[max(0, item.at - reach) : min(found[1], item.at) if found else end]
    return _NEGATION[lang].search(_PLAIN_BOUND[lang].sub(" ", before)) is not None
