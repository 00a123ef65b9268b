"""Figures that have changed places: 25 applications from 23 States against 23 applications from 25.

Both sides hold the same values, so nothing is missing; only the words beside them tell. Two figures of a kind are taken
as exchanged where each stands beside the words (or the years, names and ordinals) that stand beside the *other* on the
other side, by a clear margin.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from hedui.reconcile.comparable import agreement
from hedui.reconcile.matching import Item, Matching
from hedui.reconcile.nouns import Window, Words, window

_MARGIN = 0.45
"""By so much the crossed reading must be better where the order of the figures is crossed too."""
_MARGIN_IN_ORDER = 1.2
"""The same where both sides name the figures in the same order."""
_MOST = 16
"""Figures looked at in one bead: beyond it, lists are compared by rows, not by words."""

Pairing = tuple[Item, Item]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two agreed pairs whose values stand crosswise, and how clear that is."""

    first: Pairing
    second: Pairing
    margin: float


def exchanges(matching: Matching, texts: tuple[str, str], words: Words) -> list[Exchange]:
    """The exchanged figures of a bead, the clearest first; no figure is in two of them."""
    pairs = [(a, b) for a, b, how in matching.agreed if how.cost <= 0.3 and not a.virtual and not b.virtual]
    if not 2 <= len(pairs) <= _MOST:
        return []
    candidates = [(p, q) for p, q in combinations(pairs, 2) if _comparable(p, q, pairs)]
    if not candidates:
        return []
    windows = Windows(pairs, texts, words)
    found = []
    for p, q in candidates:
        counted = _by_nouns(p, q, words)
        if counted is not None:
            if counted:
                found.append(Exchange(p, q, 3.0))
            continue
        crossed = (p[0].order < q[0].order) != (p[1].order < q[1].order)
        margin = windows.crossed(p, q) - windows.straight(p, q)
        if margin >= (_MARGIN if crossed else _MARGIN_IN_ORDER):
            found.append(Exchange(p, q, margin))
    return _apart(found)


def _by_nouns(p: Pairing, q: Pairing, words: Words) -> bool | None:
    """What the counted nouns say: exchanged, not exchanged, or nothing (None) where they are unknown or the same."""
    straight = (_counts(p[0], p[1], words), _counts(q[0], q[1], words))
    crossed = (_counts(p[0], q[1], words), _counts(q[0], p[1], words))
    if min(straight) >= 0.6 and min(crossed) < 0.6:
        return False
    if min(crossed) >= 0.6 and max(straight) < 0.3:
        return True
    return None


def _counts(a: Item, b: Item, words: Words) -> float:
    """How well what one figure counts answers what the other counts."""
    if not a.q.noun or not b.q.noun:
        return 0.0
    left, right = list(words.counted(a.q.noun, 0)), list(words.counted(b.q.noun, 1))
    return max((words.answer(x, y) for x in left for y in right), default=0.0)


def _comparable(p: Pairing, q: Pairing, pairs: list[Pairing]) -> bool:
    if p[0].q.kind != q[0].q.kind or p[1].q.kind != q[1].q.kind or p[0].q.kind in ("label", "symbol"):
        return False
    if agreement(p[0].q, q[1].q) is not None:
        return False
    values = Counter(item.q.value for pair in pairs for item in pair[:1])
    return values[p[0].q.value] == 1 and values[q[0].q.value] == 1


def _apart(found: list[Exchange]) -> list[Exchange]:
    kept: list[Exchange] = []
    used: set[int] = set()
    for one in sorted(found, key=lambda e: -e.margin):
        ids = {id(item) for pair in (one.first, one.second) for item in pair}
        if not ids & used:
            used |= ids
            kept.append(one)
    return kept


class Windows:
    """The words around each figure of a bead, read when first asked for."""

    def __init__(self, pairs: list[Pairing], texts: tuple[str, str], words: Words) -> None:
        self.pairs = pairs
        self.texts = texts
        self.words = words
        self.known: dict[int, Window] = {}

    def straight(self, p: Pairing, q: Pairing) -> float:
        """How well the words around each value answer those around the same value."""
        return self._like(p[0], p[1], p, q) + self._like(q[0], q[1], p, q)

    def crossed(self, p: Pairing, q: Pairing) -> float:
        """How well the words around each value answer those around the other."""
        return self._like(p[0], q[1], p, q) + self._like(q[0], p[1], p, q)

    def _like(self, a: Item, b: Item, p: Pairing, q: Pairing) -> float:
        return self.words.likeness(self.window(a, 0, p, q), self.window(b, 1, p, q))

    def window(self, item: Item, side: int, p: Pairing, q: Pairing) -> Window:
        """The words around an item, the other agreed figures of other kinds among them."""
        if id(item) not in self.known:
            rivals = [pair[side] for pair in self.pairs if pair[side].q.kind == item.q.kind]
            before = max((o.at + len(o.q.text) for o in rivals if o.at < item.at), default=0)
            after = min((o.at for o in rivals if o.at > item.at), default=len(self.texts[side]))
            marks = [
                (pair[side].at, pair[side].at + len(pair[side].q.text), f"@{n}")
                for n, pair in enumerate(self.pairs)
                if pair[side].q.kind != item.q.kind
            ]
            span = (item.at, item.at + len(item.q.text))
            found = window(self.words, self.texts[side], side, span, (before, after), marks)
            if item.q.noun:
                found.update(dict.fromkeys(self.words.counted(item.q.noun, side), 1.2))
            self.known[id(item)] = found
        return self.known[id(item)]
