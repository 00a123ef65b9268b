"""Which quantity of one side answers which of the other.

Four steps, each on what the one before left over: equal values are assigned to each other at least cost; what only
looks missing is explained (a range against its ends, a list against a range, an article against its paragraph); figures
that look like one figure gone wrong are paired as changed; what is repeated or weak is set aside. The rest is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from hedui.model import Quantity, as_number
from hedui.reconcile.comparable import (
    NUMERIC,
    Agreement,
    agreement,
    likeness,
    plain_number,
    reference_parts,
    single,
)
from hedui.reconcile.evidence import Figure

_MANY = 40_000
"""From so many combinations on, figures are paired by value and order only."""
_FAR = 10.0
"""A cost that no assignment is worth."""


@dataclass(frozen=True, slots=True)
class Item:
    """A figure of one side of a bead, with where it stands there."""

    figure: Figure
    order: int
    at: int
    """Its first character in the joined text of the side."""
    where: float
    """The same as a part of the whole, 0 to 1."""
    sentence: int | None = None
    virtual: bool = False
    """True for what is not read but concluded: "the same month"."""

    @property
    def q(self) -> Quantity:
        return self.figure.quantity


Reason = Literal["code", "label", "list", "mark", "phrase", "pieces", "range", "repeated", "restated", "total", "weak"]
"""Why nothing need answer a figure; what people are told of it stands in outputs/words.py."""


@dataclass(slots=True)
class Matching:
    """What became of the items of both sides: each is in exactly one place."""

    agreed: list[tuple[Item, Item, Agreement]] = field(default_factory=list)
    changed: list[tuple[Item, Item]] = field(default_factory=list)
    explained: list[tuple[Item, Reason]] = field(default_factory=list)
    only: tuple[list[Item], list[Item]] = field(default_factory=lambda: ([], []))

    def pairs(self) -> list[tuple[Item, Item]]:
        """The items that agree, without how."""
        return [(a, b) for a, b, _ in self.agreed]


Excuse = Callable[[Item, int, Matching], Reason | None]
"""Asked of an item, its side and what is matched so far: the reason why nothing need answer it, or None."""


def match(
    left: Sequence[Item],
    right: Sequence[Item],
    label: Excuse = lambda item, side, done: None,
    phrase: Excuse = lambda item, side, done: None,
    kin: Callable[[Item, Item], float] | None = None,
) -> Matching:
    """Match the items of two sides.

    ``label`` and ``phrase`` give the reason why an item of a side need not be missed, None where there is none: the one
    is asked before figures are paired as changed, the other after. ``kin`` tells how well the words around two items
    answer each other, 0 to 1.
    """
    done = Matching()
    if not left and not right:
        return done
    rest: Rest = (list(left), list(right))
    for vague in (False, True):
        pairs = _assign(*rest, _Cost(vague, kin), limit=1.6)
        for a, b in pairs:
            found = agreement(a.q, b.q)
            assert found is not None
            done.agreed.append((a, b, found))
        rest = (_without(rest[0], [a for a, _ in pairs]), _without(rest[1], [b for _, b in pairs]))
    if rest[0] or rest[1]:
        rest = _excuse(done, rest, label)
        rest = _explain(done, rest, (left, right), phrase)
        rest = _said_before(done, rest)
        rest = _pair_changed(done, rest, kin)
        rest = _excuse(done, rest, phrase)
        rest = _set_aside(done, rest, (left, right))
    done.only = rest
    return done


# ---- step 1: equal values


@dataclass(frozen=True, slots=True)
class _Cost:
    """What it costs to take two items for one figure; vague ones (a year for a day) only where nothing else is left."""

    vague: bool
    kin: Callable[[Item, Item], float] | None

    def __call__(self, a: Item, b: Item) -> float:
        return _agreement_cost(a, b, self.vague, self.kin)


def _agreement_cost(a: Item, b: Item, vague: bool, kin: Callable[[Item, Item], float] | None) -> float:
    found = agreement(a.q, b.q)
    if found is None or (found.remark == "detail" and not vague):
        return _FAR
    cost = found.cost + 0.4 * abs(a.where - b.where)
    if a.sentence is not None and b.sentence is not None and a.sentence != b.sentence:
        cost += 0.15
    if a.q.weak != b.q.weak or a.virtual or b.virtual:
        cost += 0.1
    if a.q.bound != b.q.bound:
        cost += 0.1 if a.q.bound and b.q.bound and a.q.bound[0] != b.q.bound[0] else 0.03
    if kin is not None:
        cost -= 0.2 * kin(a, b)
    return cost


def _assign(
    left: Sequence[Item], right: Sequence[Item], cost: Callable[[Item, Item], float], limit: float
) -> list[tuple[Item, Item]]:
    """The pairs of a cheapest assignment, those dearer than ``limit`` left out."""
    if not left or not right:
        return []
    if len(left) * len(right) > _MANY:
        return _in_order(left, right, cost, limit)
    costs = [[cost(a, b) for b in right] for a in left]
    if len(left) == 1 or len(right) == 1 or _is_plain(costs, limit):
        return _direct(left, right, costs, limit)
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    matrix = np.minimum(np.array(costs), _FAR)
    rows, cols = linear_sum_assignment(matrix)
    return [(left[i], right[j]) for i, j in zip(rows.tolist(), cols.tolist(), strict=True) if costs[i][j] <= limit]


def _in_order(
    left: Sequence[Item], right: Sequence[Item], cost: Callable[[Item, Item], float], limit: float
) -> list[tuple[Item, Item]]:
    """Pairs of a very long text: each item with the next of its value, so that a listing of code costs no hours."""
    waiting: dict[tuple[str | None, ...], list[Item]] = {}
    for item in reversed(right):
        waiting.setdefault((item.q.kind, item.q.value, item.q.low, item.q.high), []).append(item)
    pairs = []
    for item in left:
        queue = waiting.get((item.q.kind, item.q.value, item.q.low, item.q.high))
        if queue and cost(item, queue[-1]) <= limit + 0.4:
            pairs.append((item, queue.pop()))
    return pairs


def _is_plain(costs: list[list[float]], limit: float) -> bool:
    """Whether every item has at most one possible partner."""
    taken: set[int] = set()
    for row in costs:
        possible = [j for j, c in enumerate(row) if c <= limit]
        if len(possible) > 1 or (possible and possible[0] in taken):
            return False
        taken.update(possible)
    return True


def _direct(
    left: Sequence[Item], right: Sequence[Item], costs: list[list[float]], limit: float
) -> list[tuple[Item, Item]]:
    every = sorted((c, i, j) for i, row in enumerate(costs) for j, c in enumerate(row) if c <= limit)
    pairs, used_left, used_right = [], set(), set()
    for _, i, j in every:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((left[i], right[j]))
    return sorted(pairs, key=lambda pair: pair[0].order)


def _without(items: Iterable[Item], gone: Iterable[Item]) -> list[Item]:
    ids = {id(item) for item in gone}
    return [item for item in items if id(item) not in ids]


# ---- step 2: what only looks missing

Rest = tuple[list[Item], list[Item]]


def _excuse(done: Matching, rest: Rest, excuse: Excuse) -> Rest:
    kept: Rest = ([], [])
    for side in (0, 1):
        for item in rest[side]:
            reason = excuse(item, side, done)
            if reason is None:
                kept[side].append(item)
            else:
                done.explained.append((item, reason))
    return kept


def _explain(done: Matching, rest: Rest, whole: tuple[Sequence[Item], Sequence[Item]], phrase: Excuse) -> Rest:
    if len(rest[0]) * len(whole[1]) + len(rest[1]) * len(whole[0]) > 2 * _MANY:
        return rest
    for side in (0, 1):
        rest = _ranges_against_values(done, rest, whole, side)
        rest = _pieces(done, rest, whole, side)
        rest = _sums(done, rest, side, phrase)
    return rest


def _ranges_against_values(done: Matching, rest: Rest, whole: tuple[Sequence[Item], Sequence[Item]], side: int) -> Rest:
    """A range of one side against two values, or against a list of all that lies in it, on the other."""
    mine, other = list(rest[side]), list(rest[1 - side])
    for item in rest[side]:
        q = item.q
        if q.low is None or q.high is None:
            continue
        low, high = single(q, q.low), single(q, q.high)
        first = next((o for o in other if _is_end(low, o)), None)
        last = next((o for o in other if o is not first and _is_end(high, o)), None)
        if first is None or last is None:
            every = whole[1 - side]
            wrong = _wrong_end(other, low if first is None else high) if first or last else None
            if wrong is not None:
                done.changed.append((item, wrong) if side == 0 else (wrong, item))
                _explained(done, "range", first, last)
                mine, other = _without(mine, [item]), _without(other, [x for x in (first, last, wrong) if x])
            elif (first or _said(low, every)) and (last or _said(high, every)):
                _explained(done, "range", item, first, last)
                mine, other = _without(mine, [item]), _without(other, [x for x in (first, last) if x])
            continue
        inside = [o for o in other if _lies_between(o.q, q.low, q.high)]
        if last.at < first.at and _is_joined(last, first):
            done.changed.append((item, last) if side == 0 else (last, item))  # "2004 to 2002": turned round
            _explained(done, "range", first)
        else:
            _explained(done, "range", item, first, last)
        mine, other = _without(mine, [item]), _without(other, [first, last])
        if len(inside) >= 3 and _is_list_of_all(inside, q.low, q.high):
            _explained(done, "range", *[o for o in inside if o is not first and o is not last])
            other = _without(other, inside)
    return (mine, other) if side == 0 else (other, mine)


def _is_joined(left: Item, right: Item) -> bool:
    """Whether no more than a joiner stands between two figures: "2004 to 2002", 2004年至2002年, "$5 and $3"."""
    between = right.at - left.at - len(left.q.text)
    return between <= (len(" and ") if left.q.text.isascii() else len("年至"))


def _said(q: Quantity, items: Iterable[Item]) -> bool:
    return any(_is_end(q, item) for item in items)


def _is_end(q: Quantity, item: Item) -> bool:
    """Whether a figure is that end of a range: a year alone is not the end of a range of days."""
    if {q.kind, item.q.kind} in _LOOSE_ENDS and not item.q.weak:
        return q.value == item.q.value  # 第13期到第24期 are "periods 13 to 24", 两三天 "two or three days"
    found = agreement(q, item.q)
    return found is not None and found.cost <= 0.25


_LOOSE_ENDS = tuple({"count", kind} for kind in ("ordinal", "duration", "ratio", "date"))
"""Kinds of an end of a range that need not be said at each: 1550至2650年 is "1550...2650"."""


def _wrong_end(items: Iterable[Item], end: Quantity) -> Item | None:
    """The figure left over that seems to be meant by an end of a range, but has another value."""
    alike = [item for item in items if item.q.kind == end.kind and item.q.value is not None and not item.virtual]
    best = max(alike, key=lambda item: likeness(item.q, end), default=None)
    return best if best is not None and likeness(best.q, end) >= 0.65 else None


def _explained(done: Matching, reason: Reason, *items: Item | None) -> None:
    done.explained.extend((item, reason) for item in items if item is not None)


def _lies_between(q: Quantity, low: str, high: str) -> bool:
    number, a, b = plain_number(q), as_number(low), as_number(high)
    return number is not None and a is not None and b is not None and a <= number <= b


def _is_list_of_all(items: list[Item], low: str, high: str) -> bool:
    a, b = as_number(low), as_number(high)
    if not isinstance(a, Decimal) or not isinstance(b, Decimal) or b - a > 100:
        return False
    return {plain_number(item.q) for item in items} == {Decimal(n) for n in range(int(a), int(b) + 1)}


def _pieces(done: Matching, rest: Rest, whole: tuple[Sequence[Item], Sequence[Item]], side: int) -> Rest:
    """A reference whose parts all stand on the other side, in several figures ("article 16, paragraph 3")."""
    mine, other = list(rest[side]), list(rest[1 - side])
    said = {part for item in whole[1 - side] for part in _parts(item.q)}
    for item in rest[side]:
        parts = _parts(item.q)
        if not parts or item.q.kind not in ("reference", "label", "fraction", "ratio", "symbol"):
            continue
        if any(_near_miss(item.q, o.q) or (item.q.low and o.q.low) for o in other):
            continue
        loose = [o for o in other if _parts(o.q) and _parts(o.q) <= parts]
        if item.q.kind in ("fraction", "ratio", "symbol"):
            loose = [o for o in loose if o.q.kind != "reference"]
            if parts <= {part for o in loose for part in _parts(o.q)}:
                _explained(done, "pieces", item, *loose)
                mine, other = _without(mine, [item]), _without(other, loose)
            continue
        if parts <= said or parts <= said | {part for o in loose for part in _parts(o.q)}:
            _explained(done, "pieces", item, *loose)
            mine, other = _without(mine, [item]), _without(other, loose)
    return (mine, other) if side == 0 else (other, mine)


def _near_miss(a: Quantity, b: Quantity) -> bool:
    """Whether two references are built alike and differ in one place, or in their order: 15(3) and 15(42) or 3(15)."""
    if a.kind != "reference" or b.kind != "reference" or a.value is None or b.value is None:
        return False
    x, y = reference_parts(a.value), reference_parts(b.value)
    if len(x) == len(y) == 1:
        return a.unit is not None and a.unit == b.unit and x != y
    if len(x) != len(y) or len(x) < 2:
        return False
    apart = sum(p != q for p, q in zip(x, y, strict=True))
    return apart == 1 or (apart > 0 and sorted(x) == sorted(y))


def _parts(q: Quantity) -> set[str]:
    """The numbers and letters that a reference, a label or a fraction is made of, or that could be a part of one."""
    values = [v for v in (q.value, q.low, q.high) if v is not None]
    if q.kind == "ratio" and q.value is not None and ":" in q.value:
        return {format(Decimal(v).normalize(), "f") for v in q.value.split(":") if as_number(v) is not None}
    if q.kind in ("reference", "label", "fraction"):
        return {part for v in values for part in reference_parts(v)}
    if q.kind == "symbol" and (sides := _VERSUS.fullmatch(q.value or "")):
        return set(sides.groups())
    if q.kind in ("ordinal", "count", "percent") and isinstance(q.number, Decimal):
        return {format(q.number.normalize(), "f")}
    return set()


_VERSUS = re.compile(r"(\d{1,2})v(\d{1,2})", re.I)
"""Sides of a game: 3v3 is "3 vs. 3"."""


def _sums(done: Matching, rest: Rest, side: int, phrase: Excuse) -> Rest:
    """A number of one side that is the sum of some left over on the other: a total against its parts.

    What a phrase stands for (双方 for two) is no part: 双方达成七点共识 is not "the two sides … five-point".
    """
    mine, other = list(rest[side]), list(rest[1 - side])
    for item in rest[side]:
        total = as_number(item.q.value)
        if item.q.kind not in ("count", "money") or not isinstance(total, Decimal) or total < 3:
            continue
        parts = [o for o in other if o.q.kind == item.q.kind and not o.q.weak and isinstance(o.q.number, Decimal)]
        if 2 <= len(parts) <= 4:
            parts = [o for o in parts if phrase(o, 1 - side, done) is None]
        if 2 <= len(parts) <= 4 and sum(o.q.number for o in parts if isinstance(o.q.number, Decimal)) == total:
            _explained(done, "total", item, *parts)
            mine, other = _without(mine, [item]), _without(other, parts)
    return (mine, other) if side == 0 else (other, mine)


def _said_before(done: Matching, rest: Rest) -> Rest:
    """How often something is, said a second time on one side in other words: four times a year, that is, quarterly."""
    kept: Rest = ([], [])
    for side in (0, 1):
        told = {pair[side].q.value for pair in done.pairs() if pair[side].q.kind == "frequency"}
        for item in rest[side]:
            if item.q.kind == "frequency" and item.q.value in told:
                done.explained.append((item, "repeated"))
            else:
                kept[side].append(item)
    return kept


# ---- step 3: one figure gone wrong


def _pair_changed(
    done: Matching,
    rest: Rest,
    kin: Callable[[Item, Item], float] | None,
) -> Rest:
    again = {id(item) for side in (0, 1) for item in rest[side] if _is_said_again(item, done, side)}

    def cost(a: Item, b: Item) -> float:
        if (id(a) in again and b.q.value == "1") or (id(b) in again and a.q.value == "1"):
            return _FAR  # 这四个来源分别是 sums up four times "one"
        return _change_cost(a, b, kin)

    pairs = _assign(rest[0], rest[1], cost, limit=1.15)
    done.changed.extend(pairs)
    return _without(rest[0], [a for a, _ in pairs]), _without(rest[1], [b for _, b in pairs])


def _is_said_again(item: Item, done: Matching, side: int) -> bool:
    """Whether a count in words says again what an answered one before it says: 四项研究 … 这四个来源."""
    if item.q.kind != "count" or any(c.isdigit() for c in item.q.text):
        return False
    return any(
        pair[side].q.kind == "count" and pair[side].q.value == item.q.value and pair[side].at < item.at
        for pair in done.pairs()
    )


_KINDRED = (
    frozenset({"count", "money", "measure", "ratio", "frequency", "fraction", "percent", "points", "duration"}),
    frozenset({"reference", "label", "symbol", "ordinal"}),
    frozenset({"date", "time"}),
    frozenset({"date", "duration"}),
    frozenset({"ordinal", "count", "frequency"}),
    frozenset({"count", "date", "symbol"}),
)


def _change_cost(a: Item, b: Item, kin: Callable[[Item, Item], float] | None) -> float:
    if a.virtual and b.virtual:
        return 0.6 if len(a.q.value or "") == len(b.q.value or "") else _FAR
    p, q = a.q, b.q
    cost = 0.6 * (1 - likeness(p, q)) + 0.5 * abs(a.where - b.where)
    if a.sentence is not None and b.sentence is not None and a.sentence != b.sentence:
        cost += 0.25
    if p.kind != q.kind:
        if not any({p.kind, q.kind} <= group for group in _KINDRED):
            return _FAR
        cost += 0.3
    near = kin(a, b) if kin is not None else 0.0
    if p.weak != q.weak and {p.value, q.value} == {"0", "1"}:
        return _FAR  # 返回一个空字符串, "returns a zero-length string"
    if p.weak or q.weak:
        if _weekdays(p, q):
            return 0.3  # wherever they stand: a clause names one day, as a rule
        if (p.weak and q.weak) or abs(a.where - b.where) > 0.3 or (p.bound and q.bound):
            return _FAR
        if p.kind != q.kind and not {p.kind, q.kind} <= NUMERIC | {"ordinal"}:
            return _FAR
        if (p if p.weak else q).text.casefold() in ("both", "either", "another", "pair", "a", "an"):
            return _FAR
        cost += 0.45
    return cost - 0.3 * near


def _weekdays(p: Quantity, q: Quantity) -> bool:
    """Whether both name a day of the week: 4月30日（星期三） is not "Thursday, 30 April"."""
    return p.kind == q.kind == "date" and all((x.value or x.low or "").startswith("-W-") for x in (p, q))


# ---- step 4: repeated and weak


def _set_aside(done: Matching, rest: Rest, whole: tuple[Sequence[Item], Sequence[Item]]) -> Rest:
    kept: Rest = ([], [])
    for side in (0, 1):
        other = whole[1 - side] if len(rest[side]) * len(whole[1 - side]) <= _MANY else ()
        for item in rest[side]:
            reason = _reason(item, other)
            if reason is None:
                kept[side].append(item)
            else:
                done.explained.append((item, reason))
    return kept


def _insists(q: Quantity) -> bool:
    """Whether a weak figure is said on purpose: a one-day meeting, 为期一天."""
    said = "-" in q.text or "为期" in q.text or "為期" in q.text
    return q.kind == "duration" and q.value == "1" and said


_NO_REPEAT = frozenset({frozenset({"count", "duration"}), frozenset({"count", "frequency"})})
"""Kinds that may answer each other, but of which one doesn't say the other again: 两次 and "two years"."""


def _reason(item: Item, other: Sequence[Item]) -> Reason | None:
    if item.virtual:
        return "phrase"
    if item.q.weak and not _insists(item.q):
        return "weak"
    for o in other:
        found = agreement(item.q, o.q)
        if found is not None and found.cost <= 0.45 and frozenset({item.q.kind, o.q.kind}) not in _NO_REPEAT:
            return "repeated"
        if item.q.kind == "date" and o.q.kind == "date" and item.q.value in (o.q.low, o.q.high):
            return "repeated"
    return None
