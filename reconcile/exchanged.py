"""Figures that have changed places: 25 applications from 23 States against 23 applications from 25.

Both sides hold the same values, so nothing is missing; only the words beside them tell. Two figures of a kind are taken
as exchanged where each stands beside the words (or the years, names and ordinals) that stand beside the *other* on the
other side, by a clear margin, and where that holds of each of the four figures by itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations

from hedui.reconcile.comparable import Agreement, agreement
from hedui.reconcile.matching import Item
from hedui.reconcile.nouns import Window, Words, window

_MARGIN = 0.4
"""By so much the crossed reading must be better where the order of the figures is crossed too."""
_MARGIN_IN_ORDER = 1.2
"""The same where both sides name the figures in the same order."""
_EACH = -0.1
_EACH_IN_ORDER = 0.25
"""By so much it must be better for each of the four figures."""
_OWN = 0.3
"""The same for the words that stand beside one of two figures only: 批准 and "ratified" against 签署 and "signed"."""
BY_ORDER = 0.1
"""The margin where nothing but the order speaks: a translator may also have turned the two clauses round."""
_BLIND = 0.05
"""By so little the crossed and the straight reading differ where the words beside the figures tell nothing."""
_UNSAID = 0.12
"""So little the words answer each other where they are not known."""
_BY_OWN = frozenset({"count", "money", "measure", "percent", "ratio", "duration"})
_ADDED = frozenset({"count", "money", "measure", "duration"})
"""Kinds of which a part is less than the whole; a rate of a part (其中食品价格下降0.7%) may well be higher."""
_SURE = 0.45
"""Figures agree so closely that nothing but their places can be wrong."""
_OF_THINGS = frozenset({"money", "measure", "percent", "points", "duration", "count", "ratio", "ordinal", "reference"})
_MOST = 16
"""Figures looked at in one bead: beyond it, lists are compared by rows, not by words."""
_JOINED = re.compile(
    r"[\s,，、()（）\[\]$€£%％-]*"
    r"(?:和|与|及|以及|至|到|或|—|–|~|/|and|or|to|through|till|until|per cent"
    r"|票对|票對|votes? (?:to|against)|[年月日段条款个名项份次家人件位宗所笔只台套种]|\s)*"
    r"(?:from |in )?[\s,，、第()（）\[\]$€£-]*",
    re.I,
)
"""What may stand between two figures of one list or range."""

_Role = tuple[str, re.Pattern[str] | None, re.Pattern[str] | None]
_ZH_ONLY = r"(?:只|仅|僅|就|约|約|已|也|至少|便)?"
_ZH_CHANGE = r"(?:[升降增减跌涨提缩縮減漲]\w{0,2}|回落|回升|放缓|收窄|扩大|縮窄)"
_EN_OF = r"of (?:the |these |those |its |their |a total of |all )?"
_EN_HEDGE = r"(?:about |some |just |only |almost |nearly )?"
_EN_AGAINST = r"(?:up from|down from|instead of|rather than|as against|as compared (?:with|to))"
_EN_HOLDING = r"(?:including|comprising|consisting of|made up of)"
_YEAR = r"[12]\d{3}\s?年"
_ROLES: dict[bool, tuple[_Role, ...]] = {
    True: (
        ("whole", None, re.compile(rf"\s*[^，。；、\d]{{0,14}}[中里](?:[，,]?{_ZH_ONLY}有|的|，)")),
        ("whole", None, re.compile(r"\s*[^，。；、\d]{0,4}[，,（(]?(?:含|其中)")),
        (
            "part",
            re.compile(
                rf"(?:[中里][，,]?{_ZH_ONLY}有[^，。；、\d]{{0,6}}|其中[^，。；、\d]{{0,8}}|[中里]的|占|(?:含|包括)[^，。；、\d]{{0,8}})\s*$"
            ),
            None,
        ),
        ("to", re.compile(rf"(?:{_ZH_CHANGE}[至到]|达到|[至到]|[合归]?并[为成])约?\s*$"), None),
        (
            "from",
            re.compile(rf"(?:[从從由自]|相比)(?:{_YEAR}[度底末初]?的?)?[^，。；至到\d]{{0,10}}$"),
            re.compile(rf"\s*[^，。；\d]{{0,3}}{_ZH_CHANGE}[至到]"),
        ),
    ),
    False: (
        (
            "to",
            re.compile(rf"\b(?:to|into) {_EN_HEDGE}\W?$", re.I),
            re.compile(rf"[^.;:\d]{{0,40}}?,? {_EN_AGAINST} \W?{_EN_HEDGE}[\da-z]", re.I),
        ),
        (
            "from",
            re.compile(
                rf"(?:\bfrom|\b{_EN_AGAINST}|\bmerg\w+) (?:an? |the |its |their )?"
                rf"(?:(?:peak|high|low|level|baseline|total|average|figure|target) (?:of )?)?{_EN_HEDGE}\W?$",
                re.I,
            ),
            None,
        ),
        (
            "part",
            re.compile(rf"\b{_EN_HOLDING} (?:an? )?(?:[a-z]+ ){{0,3}}(?:of )?\W?$", re.I),
            re.compile(rf"\s(?:[a-z]+\s){{0,2}}(?:out )?{_EN_OF}(?=\S)", re.I),
        ),
        (
            "whole",
            re.compile(rf"\b{_EN_OF}\s?$", re.I),
            re.compile(rf"(?: million| billion)?(?:[- ][a-z]+(?: [a-z]+){{0,3}})?,? {_EN_HOLDING}\b", re.I),
        ),
    ),
}
_GOALS: dict[bool, tuple[_Role, ...]] = {
    True: (
        ("goal", re.compile(r"(?:^|[^从從由自至年])[到在]\s*$"), re.compile(r"[之以]?前")),
        ("base", re.compile(r"[比较較与與]\s*$"), None),
    ),
    False: (
        ("goal", re.compile(r"\b(?:by|before)\s+$", re.I), None),
        ("base", re.compile(r"\b(?:than in|compared (?:with|to)|relative to|over|from|against)\s+$", re.I), None),
    ),
}
"""What a year is by the words beside it: that by which something is to be reached, or that with which it compares."""
_BEHIND_ZH = r"(?:(?!和|而|但)[^，。；：、,;:()（）\d]){0,12}[：:]?\s*$"
_BEHIND_EN = r"\b(?:(?!\b(?:and|or|but|while|whereas)\b)[^.,;()\d]){0,40}$"
_QUALITIES: dict[bool, dict[str, re.Pattern[str]]] = {
    True: {
        "average": re.compile(rf"(?:平均|人均|户均){_BEHIND_ZH}"),
        "least": re.compile(rf"最(?:年轻|年幼|小|少|低|短|轻|早|快){_BEHIND_ZH}"),
        "most": re.compile(rf"最(?:年长|年老|大|多|高|长|重|晚|慢|久){_BEHIND_ZH}"),
        "standard": re.compile(rf"(?:标准|标準|目标|目標|限值|阈值|规定){_BEHIND_ZH}"),
        "now": re.compile(rf"(?:今年|本年|本期|本财年|本報告期){_BEHIND_ZH}"),
        "then": re.compile(rf"(?:去年|上年|上一年|前年|上期){_BEHIND_ZH}"),
    },
    False: {
        "average": re.compile(rf"\b(?:(?<!on )average|averag(?:ed|ing)|mean){_BEHIND_EN}", re.I),
        "least": re.compile(
            rf"\b(?:youngest|smallest|fewest|lowest|shortest|lightest|earliest|fastest){_BEHIND_EN}", re.I
        ),
        "most": re.compile(
            rf"\b(?:oldest|largest|greatest|highest|longest|heaviest|latest|slowest|worst){_BEHIND_EN}", re.I
        ),
        "standard": re.compile(rf"\b(?:standard|target|limit|threshold){_BEHIND_EN}", re.I),
        "now": re.compile(rf"\bthis (?:year|period){_BEHIND_EN}", re.I),
        "then": re.compile(rf"\b(?:last|the previous|the preceding) (?:year|period){_BEHIND_EN}", re.I),
    },
}
"""What a figure is of several: the words before it that say so."""
_QUALITY_AFTER: dict[str, re.Pattern[str]] = {
    "average": re.compile(r"[^.,;()\d]{0,40}?\bon average\b", re.I),
    "most": re.compile(r"[^.,;()\d]{0,24}?\bin the (?:worst|slowest|longest|highest) case\b", re.I),
    "now": re.compile(r"(?:(?! and | but )[^.,;()\d]){0,40}?\bthis (?:year|period)\b", re.I),
    "then": re.compile(
        r"(?:(?! and | but )[^.,;()\d]){0,40}?\b(?:(?:last|the previous|the preceding) (?:year|period)|(?:a|the) year"
        r" (?:earlier|before))\b",
        re.I,
    ),
    "least": re.compile(r"[^.,;()\d]{0,24}?\bin the (?:best|fastest|shortest|lowest) case\b", re.I),
}
_YEAR_BESIDE: dict[bool, tuple[re.Pattern[str], re.Pattern[str]]] = {
    True: (
        re.compile(r"([12]\d{3})\s?年(?:度|底|末|初)?(?:(?:则|仅)?(?:为|是|达|的)|[：:])\s?$"),
        re.compile(r"[^，。；、\d]{0,3}[（(]([12]\d{3})\s?年[)）]"),
    ),
    False: (
        re.compile(r"(?:\bin (?=\d{4},? it)|\()([12]\d{3})(?:,? it (?:was|stood at)|:) \W?$", re.I),
        re.compile(
            r"(?:\s?(?!(?:in|and|or|to|of|from|by|for)\b)[a-z%°³²/]+){0,3} (?:in |\((?=\d{4}\)))"
            r"([12]\d{3})(?=[.,;:)]|$)",
            re.I,
        ),
    ),
}
"""The year that a figure is said of, right before and right behind it."""
_SHARES: dict[bool, tuple[tuple[str, re.Pattern[str]], ...]] = {
    True: (
        ("second", re.compile(rf"[^，。；、\d]{{0,14}}[中里][，,]?{_ZH_ONLY}有[^，。；、\d]{{0,6}}")),
        ("second", re.compile(r"[^，。；、\d]{0,4}[，,（(]?(?:含|其中)[^，。；、\d]{0,8}")),
    ),
    False: (
        ("first", re.compile(rf"\s(?:out )?{_EN_OF}", re.I)),
        ("second", re.compile(r"[- ][a-z]+(?: [a-z]+){0,3},? including (?:an? )?(?:[a-z]+ ){0,3}(?:of )?", re.I)),
    ),
}
"""What between two figures says that one (the first, the second) is a part of the other."""
_OF_THESE = re.compile(rf"(?:^|[.;,]\s|\bout )\s*{_EN_OF}$", re.I)
_OF_ONE_KIND = re.compile(r"\s?([份名项次家件位人艘架条宗例所])[^，。；、\d]{0,8}[中里][，,]")
"""What stands between two counts with one classifier of which the second is a part: 在这24份订单中，7份."""
_ONLY = re.compile(r"(?: [a-z]+){0,4}, (?:only |just |some |about )?", re.I)
"""What stands before the whole and after it where the part follows: Of the 22 people, only 6."""
_ORDERED_PAIRS = ({"from", "to"}, {"part", "whole"}, {"goal", "base"})
_PLAIN_PART: dict[bool, tuple[re.Pattern[str], re.Pattern[str]]] = {
    True: (re.compile(r"其中\s*$"), re.compile(r"(?!)")),
    False: (
        re.compile(r"\b(?:including|comprising|of wh(?:ich|om))\s\W?$", re.I),
        re.compile(r"\s(?:million |billion )?of (?:which|whom)\b", re.I),
    ),
}
_BRACKETED = re.compile(r"\s?[^()（）。；;]{0,120}[(（][^()（）]{0,40}$")
"""What stands between a figure and another one in the brackets behind it: 28%（2018年为34%）."""
_BESIDE = re.compile(r"\s?(?:[^\d()（）。；;,，]{0,32}|[^\d()（）。；;,，㐀-鿿]{0,80})[(（][^()（）]{0,40}$")
_AIM = re.compile(r"(目标|目標|标准|标準|计划|target|standard|planned)|实际|實際|actual", re.I)
"""What was aimed at may stand in brackets in one language, what was reached in the other."""
_OF_ANOTHER = re.compile(r"[12]\d{3}|[㐀-鿿]{3}|[A-Za-z]{4}")
"""A bracket that says of what else its figure is: a year, "at appraisal", 评估时."""
_BRACKET_LIST = re.compile(r"[^()（）\d。；;]{0,12}[)）](?:[,，、和及与]|,? and )[^()（）\d。；;]{1,40}[(（]")
"""What stands between two figures in the brackets of one list."""
_AND = re.compile(r"[和与與及、]")
_RESPECTIVELY = re.compile(r"分别|分別|依次|\brespective(?:ly)?\b", re.I)
Pairing = tuple[Item, Item]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two agreed pairs whose values stand crosswise, and how clear that is."""

    first: Pairing
    second: Pairing
    margin: float


def exchanges(agreed: Sequence[tuple[Item, Item, Agreement]], texts: tuple[str, str], words: Words) -> list[Exchange]:
    """The exchanged figures of a bead, the clearest first; no figure is in two of them."""
    real = [(a, b, how) for a, b, how in agreed if not a.virtual and not b.virtual]
    odd = [(a, b) for a, b, how in real if how.cost > _SURE or how.remark == "detail"]
    found = [Exchange(p, q, 2.0) for p, q in combinations(odd[:_MOST], 2) if _forms_crossed(p, q)]
    pairs = [(a, b) for a, b, how in real if how.cost <= _SURE]
    if 2 <= len(pairs) <= _MOST and any(_comparable(p, q) for p, q in combinations(pairs, 2)):
        around = Windows(pairs, texts, words)
        for p, q in combinations(around.settled(), 2):
            margin = _margin(p, q, around) if _comparable(p, q) else 0.0
            if margin > 0:
                found.append(Exchange(p, q, margin))
    return _apart(found)


def _forms_crossed(p: Pairing, q: Pairing) -> bool:
    """Whether two odd pairs are plain ones crosswise: 25年 and 5 % against "5 years" and "25 per cent".

    The same of dates: the accounts for 2024 were submitted on 12 June 2025, 2025年度决算于2024年6月12日提交.
    """
    if all(item.q.kind == "date" for item in (*p, *q)):
        return _dates_crossed(p, q)
    if any(item.q.weak for item in (*p, *q)) or not _kinds_crossed(p, q):
        return False
    return (p[0].q.unit, q[0].q.unit) == (q[1].q.unit, p[1].q.unit) and {p[0].q.kind, p[1].q.kind} <= _OF_THINGS


def _dates_crossed(p: Pairing, q: Pairing) -> bool:
    """Whether of two dates that say more or less the years have changed places."""
    values = [(item.q.value or "") for item in (p[0], q[1], q[0], p[1])]
    shapes = [re.sub(r"\d", "0", value) for value in values]
    if shapes[0] != shapes[1] or shapes[2] != shapes[3] or shapes[0] == shapes[2] or not all(shapes):
        return False
    return (
        all(value[:4].isdigit() for value in values)
        and values[0][4:] == values[1][4:]
        and values[2][4:] == values[3][4:]
    )


def _comparable(p: Pairing, q: Pairing) -> bool:
    if p[0].q.kind in ("label", "symbol") or agreement(p[0].q, q[1].q) is not None:
        return False
    if _units_crossed(p, q):
        return True
    if len({(_main(item), _shape(item)) for pair in (p, q) for item in pair if item.q.kind in _SHAPED}) > 1:
        return False
    kinds = {item.q.kind for pair in (p, q) for item in pair}
    return len(kinds) == 1 or _kinds_crossed(p, q) or _unit_said_once(p, q) or _unit_on_one_side(p, q)


def _units_crossed(p: Pairing, q: Pairing) -> bool:
    """Whether two references have each other's names: 表12和图3 and "table 3 and figure 12"."""
    units = [item.q.unit for item in (p[0], q[1], q[0], p[1])]
    if any(item.q.kind != "reference" for pair in (p, q) for item in pair) or None in units:
        return False
    return units[0] == units[1] != units[2] == units[3]


def _unit_said_once(p: Pairing, q: Pairing) -> bool:
    """Whether four figures are of one kind, one of them without its unit: four days, the longest 17."""
    kinds = Counter(item.q.kind for pair in (p, q) for item in pair)
    kind = next((kind for kind in ("duration", "measure", "money", "percent") if kinds[kind] == 3), None)
    units = {_main(item) for pair in (p, q) for item in pair if item.q.kind == kind}
    return kind is not None and kinds["count"] == 1 and len(units) == 1


def _unit_on_one_side(p: Pairing, q: Pairing) -> bool:
    """Whether one side says the unit and the other does not: 24岁, 61岁 and "the youngest was 24 and the oldest 61"."""
    sides = [(p[side].q.kind, q[side].q.kind) for side in (0, 1)]
    return any(set(sides) == {(kind, kind), ("count", "count")} for kind in ("duration", "measure", "money"))


_SHAPED = frozenset({"date", "duration", "frequency", "measure", "reference"})


def _main(item: Item) -> str | None:
    """The unit of a figure; of a measure without what it is counted over, which may be said of the first one only."""
    return item.q.unit.partition("/")[0] if item.q.unit and item.q.kind == "measure" else item.q.unit


def _shape(item: Item) -> str:
    """What a value looks like, its digits left out: only values of one shape are taken for each other."""
    q = item.q
    if q.kind == "reference":
        return re.sub(r"\d+", "0", q.value or "-")
    return re.sub(r"\d", "0", q.value or "-") if q.kind == "date" else ""


def _kinds_crossed(p: Pairing, q: Pairing) -> bool:
    """Whether the kinds fit crosswise only: 15 years and 25 lashes against 25 years and 15 lashes."""
    return p[0].q.kind == q[1].q.kind and q[0].q.kind == p[1].q.kind and p[0].q.kind != p[1].q.kind


def _margin(p: Pairing, q: Pairing, around: Windows) -> float:
    """How clearly two pairs stand crosswise; 0 where they do not."""
    rates = {around.is_rate(pair[side], side) for pair in (p, q) for side in (0, 1)}
    if len(rates) == 2:
        return 0.0
    if _kinds_crossed(p, q) or _units_crossed(p, q):
        return 2.0
    for told in (
        around.roles(p, q),
        around.qualities(p, q),
        around.years(p, q),
        around.brackets(p, q),
        around.shares(p, q),
    ):
        if told is not None:
            return 2.5 if told else 0.0
    hedges = _hedges(p, q)
    if hedges is not None:
        return 1.0 if hedges else 0.0
    crossed = (p[0].order < q[0].order) != (p[1].order < q[1].order)
    joined = around.joined(p, q)
    if all(joined):
        return 1.5 if crossed else 0.0
    counted = _by_nouns(p, q, around)
    if counted is not None:
        return 3.0 if counted else 0.0
    straight = (around.like(p[0], p[1]), around.like(q[0], q[1]))
    across = (around.like(p[0], q[1]), around.like(q[0], p[1]))
    margin = sum(across) - sum(straight)
    each = min(a - s for a in across for s in straight)
    if crossed and (margin >= 0.15 or (sum(straight) <= 0.2 and margin >= -0.1)) and _alone(p, q, around):
        return 0.4
    if crossed:
        own, plain = around.own(p, q)
        if p[0].q.kind in _BY_OWN and own >= _OWN:
            return 0.4 + own
        if own >= -_UNSAID and around.listed(p, q):
            return _MARGIN
        blind = own >= -_UNSAID and (abs(margin) <= _BLIND or plain <= _UNSAID)
        if p[0].q.kind in _BY_OWN and blind and _alone(p, q, around, least=0):
            return BY_ORDER
        least = 1.2 if p[0].q.kind == "ordinal" else _MARGIN
        return margin if margin >= least and each >= _EACH - 0.25 * (margin - _MARGIN) else 0.0
    if any(joined) or p[0].q.kind == "reference":
        return 0.0
    return margin if margin >= _MARGIN_IN_ORDER and each >= _EACH_IN_ORDER else 0.0


def _hedges(p: Pairing, q: Pairing) -> bool | None:
    """Whether two figures have each other's bounds (up to 9, less than 2); None where the bounds do not tell."""
    said = {id(item): (item.q.bound, item.q.approximate) for item in (*p, *q)}

    def alike(a: Item, b: Item) -> bool:
        return said[id(a)] == said[id(b)] != (None, False)

    straight = alike(*p) + alike(*q)
    across = alike(p[0], q[1]) + alike(q[0], p[1])
    if straight and not across:
        return False
    return True if across == 2 and not straight else None


_CLAUSE = re.compile(r"[，；;,、]|\b(?:and|while|but)\b|和|而")


def _alone(p: Pairing, q: Pairing, around: Windows, least: int = 1) -> bool:
    """Whether two figures are the only ones out of order in a sentence that else runs in parallel."""
    for side in (0, 1):
        first, second = sorted((p[side], q[side]), key=lambda item: item.at)
        between = around.texts[side][first.at + len(first.q.text) : second.at]
        if not _CLAUSE.search(between) or len(between) > 80 or re.search(r"[。\n]|\.\s", between):
            return False
        if any(first.at < pair[side].at < second.at and pair[side].q.kind == p[side].q.kind for pair in around.pairs):
            return False
    if p[0].q.unit != q[0].q.unit or p[0].q.kind in ("reference", "date", "ordinal"):
        return False
    rest = sorted((pair for pair in around.pairs if pair is not p and pair is not q), key=lambda pair: pair[0].at)
    in_order = all(a[1].at < b[1].at for a, b in pairwise(rest))
    return len(rest) >= least and (in_order or _parallel(p, q, rest))


def _parallel(p: Pairing, q: Pairing, rest: list[Pairing]) -> bool:
    """Whether the figures before and behind two of them stand before and behind them on the other side too.

    Values that come twice are left out: which of them answers which is not known.
    """
    often = Counter((pair[0].q.kind, pair[0].q.value) for pair in rest)
    once = [pair for pair in rest if often[pair[0].q.kind, pair[0].q.value] == 1]
    first, last = (pick(p[1].at, q[1].at) for pick in (min, max))
    before = [pair for pair in once if pair[0].at < min(p[0].at, q[0].at)]
    behind = [pair for pair in once if pair[0].at > max(p[0].at, q[0].at)]
    return all(pair[1].at < first for pair in before[-2:]) and all(pair[1].at > last for pair in behind[:2])


def _by_nouns(p: Pairing, q: Pairing, around: Windows) -> bool | None:
    """What the counted nouns say: exchanged, not exchanged, or nothing (None) where they are unknown or the same."""
    straight = (around.counts(p[0], p[1]), around.counts(q[0], q[1]))
    crossed = (around.counts(p[0], q[1]), around.counts(q[0], p[1]))
    if min(straight) >= 0.6 and min(crossed) < 0.6:
        return False
    if min(crossed) >= 0.6 and max(straight) < 0.3:
        return True
    if p[0].q.kind == "ordinal":
        return None
    beside = all(abs(p[side].order - q[side].order) == 1 for side in (0, 1))
    if p[1].q.noun and q[1].q.noun and (max(straight) < 0.3 or (beside and max(straight) <= max(crossed))):
        straight = (around.counts(p[0], p[1], near=True), around.counts(q[0], q[1], near=True))
        crossed = (around.counts(p[0], q[1], near=True), around.counts(q[0], p[1], near=True))
        if max(crossed) >= 0.6 and max(straight) < 0.3:
            return True
    return None


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
        self.nouns: dict[int, list[str]] = {}

    def settled(self) -> list[Pairing]:
        """The pairs, those of one value assigned to each other by the words around them."""
        groups: dict[tuple[str, str | None], list[Pairing]] = defaultdict(list)
        for pair in self.pairs:
            groups[pair[0].q.kind, pair[0].q.value].append(pair)
        settled = []
        for group in groups.values():
            if 2 <= len(group) <= 4:
                lefts, rights = [p[0] for p in group], [p[1] for p in group]
                best = max(
                    permutations(rights),
                    key=lambda order: sum(self.like(a, b) for a, b in zip(lefts, order, strict=True)),
                )
                group = list(zip(lefts, best, strict=True))
            settled += group
        self.pairs = settled
        return settled

    def joined(self, p: Pairing, q: Pairing) -> tuple[bool, bool]:
        """On which sides two figures are neighbours in one list or range."""
        return self._joined(p[0], q[0], 0), self._joined(p[1], q[1], 1)

    def _joined(self, a: Item, b: Item, side: int) -> bool:
        first, second = sorted((a, b), key=lambda item: item.at)
        between = self.texts[side][first.at + len(first.q.text) : second.at]
        others = [o for pair in self.pairs for o in pair[side : side + 1] if first.at < o.at < second.at]
        for other in others:  # the members of a longer list between them do not part them
            between = between.replace(other.q.text, " ", 1)
        return len(between) < 40 and _JOINED.fullmatch(between) is not None

    def listed(self, p: Pairing, q: Pairing) -> bool:
        """Whether on both sides two figures stand in brackets behind members of a list: 眼科（24天）和内科（19天）."""
        for side in (0, 1):
            first, second = sorted((p[side], q[side]), key=lambda item: item.at)
            text = self.texts[side]
            if text[max(0, first.at - 1) : first.at] not in ("(", "（"):
                return False
            if not _BRACKET_LIST.fullmatch(text[first.at + len(first.q.text) : second.at]):
                return False
        return True

    def like(self, a: Item, b: Item) -> float:
        """How well the words around a figure of the left answer those around one of the right."""
        return self.words.likeness(self.window(a, 0), self.window(b, 1))

    def own(self, p: Pairing, q: Pairing) -> tuple[float, float]:
        """How much better the words beside one of two figures only fit crosswise, and how well they fit straight."""
        left, right = (
            (self._own(p[0], q[0], 0), self._own(q[0], p[0], 0)),
            (self._own(p[1], q[1], 1), self._own(q[1], p[1], 1)),
        )
        like = self.words.likeness
        across = min(like(left[0], right[1]), like(left[1], right[0]))
        straight = max(like(left[0], right[0]), like(left[1], right[1]))
        return across - straight, straight

    def _own(self, item: Item, other: Item, side: int) -> Window:
        """The window of a figure, what it has in common with another one's taken off."""
        theirs = self.window(other, side)
        mine = {word: weight - theirs.get(word, 0.0) for word, weight in self.window(item, side).items()}
        return {word: weight for word, weight in mine.items() if weight > 0}

    def is_rate(self, item: Item, side: int) -> bool:
        """Whether a figure says for how many something is counted: 每万人, per 100,000."""
        return (
            re.search(r"(?:每|\b(?:per|every|each))\s*$", self.texts[side][max(0, item.at - 7) : item.at], re.I)
            is not None
        )

    def counts(self, a: Item, b: Item, *, near: bool = False) -> float:
        """How well what one figure counts answers what the other counts; ``near``: by the word right behind it only."""
        left, right = self.counted(a, 0), self.counted(b, 1)
        if near:
            sides = (self.texts[0][a.at + len(a.q.text) :], self.texts[1][b.at + len(b.q.text) :])
            here = [_AND.split(text.lstrip()[:4])[0] for text in sides]
            left = left if not self.words.zh[0] else self.words.counted(None, here[0], 0)
            right = right if not self.words.zh[1] else self.words.counted(None, here[1], 1)
        return max((self.words.answer(x, y) for x in left for y in right), default=0.0)

    def counted(self, item: Item, side: int) -> list[str]:
        """The words of what a figure counts."""
        if item.q.kind not in ("count", "money", "measure", "ordinal"):
            return []
        if id(item) not in self.nouns:
            text = self.texts[side]
            after = min(
                (o.at for pair in self.pairs for o in pair[side : side + 1] if o.at > item.at), default=len(text)
            )
            end = item.at + len(item.q.text)
            self.nouns[id(item)] = self.words.counted(item.q.noun, text[end : min(after, end + 60)], side)
        return self.nouns[id(item)]

    def window(self, item: Item, side: int) -> Window:
        """The words around an item, the other agreed figures among them."""
        if id(item) not in self.known:
            rivals, marks = [], []
            for n, pair in enumerate(self.pairs):
                other = pair[side]
                if other is item:
                    continue
                span = (other.at, other.at + len(other.q.text))
                if other.q.kind == item.q.kind:
                    rivals.append(span)
                    if self._next_to(item, other, side):
                        marks.append((*span, f"@{n}"))
                else:
                    marks.append((*span, f"@{n}"))
            span = (item.at, item.at + len(item.q.text))
            found = window(self.words, self.texts[side], side, span, rivals, marks)
            found.update(dict.fromkeys(self.counted(item, side), 1.2))
            found.update(self._respective(item, side))
            self.known[id(item)] = found
        return self.known[id(item)]

    def roles(self, p: Pairing, q: Pairing) -> bool | None:
        """Whether the roles of two figures are crossed (True), the same on both sides (False), or not known (None)."""
        for pair in (p, q):
            if abs(pair[0].at - (p[0].at + q[0].at) // 2) > 60:
                return None
        told = [[self._role(pair[side], side) for side in (0, 1)] for pair in (p, q)]
        if self._part_of_itself(p, q):
            return True
        if any(role is None for pair in told for role in pair) or {*told[0], *told[1]} not in _ORDERED_PAIRS:
            return None
        if told[0][0] == told[1][0] or told[0][1] == told[1][1]:
            return None
        return told[0][0] != told[0][1]

    def _part_of_itself(self, p: Pairing, q: Pairing) -> bool:
        """Whether what one side calls the whole is plainly the part on the other."""
        if any(item.q.weak for item in (*p, *q)):
            return False
        for side in (0, 1):
            roles = [self._role(pair[side], side) for pair in (p, q)]
            plain = [self._is_plain_part(pair[1 - side], 1 - side) for pair in (p, q)]
            if set(roles) == {"part", "whole"} and plain == [role == "whole" for role in roles]:
                return True
        return False

    def _is_plain_part(self, item: Item, side: int) -> bool:
        """Whether nothing but "of which" or 其中 binds a figure to what stands before."""
        text = self.texts[side]
        before, behind = _PLAIN_PART[self.words.zh[side]]
        return bool(
            before.search(text[max(0, item.at - 16) : item.at]) or behind.match(text[item.at + len(item.q.text) :][:24])
        )

    def qualities(self, p: Pairing, q: Pairing) -> bool | None:
        """Whether of two figures of a kind the average, the least, the most or the standard have changed places."""
        if p[0].q.kind not in _BY_OWN or any(abs(p[side].at - q[side].at) > 80 for side in (0, 1)):
            return None
        told = [[self._quality(pair[side], side) for side in (0, 1)] for pair in (p, q)]
        left, right = ({told[0][side], told[1][side]} for side in (0, 1))
        if left != right or len(left) != 2 or None in left:
            return None
        return told[0][0] != told[0][1]

    def years(self, p: Pairing, q: Pairing) -> bool | None:
        """Whether a year that one of two figures is said of belongs to the other on the other side."""
        if p[0].q.kind != q[0].q.kind or p[0].q.kind not in _BY_OWN:
            return None
        told = [[self._year(pair[side], side) for side in (0, 1)] for pair in (p, q)]
        left, right = ([told[0][side], told[1][side]] for side in (0, 1))
        if (
            left.count(None) > 1
            or left.count(None) != right.count(None)
            or set(left) != set(right)
            or left[0] == left[1]
        ):
            return None
        return left != right

    def _year(self, item: Item, side: int) -> str | None:
        """The year a figure is said of by the words right beside it: 2020年为0.877吨, 0.877 t in 2020."""
        text, zh = self.texts[side], self.words.zh[side]
        end = item.at + len(item.q.text)
        before, after = _YEAR_BESIDE[zh]
        found = before.search(text[max(0, item.at - 20) : item.at]) or after.match(text[end : end + 40])
        return found[1] if found else None

    def _quality(self, item: Item, side: int) -> str | None:
        """Which figure of several this one is said to be."""
        text = self.texts[side]
        end = item.at + len(item.q.text)
        before, after = text[max(0, item.at - 44) : item.at], text[end : end + 60]
        zh = self.words.zh[side]
        found = [name for name, words in _QUALITIES[zh].items() if words.search(before)]
        if not found and not zh:
            found = [name for name, words in _QUALITY_AFTER.items() if words.match(after)]
        return found[0] if len(found) == 1 else None

    def brackets(self, p: Pairing, q: Pairing) -> bool | None:
        """Whether a figure and the one in the brackets behind it have changed places; None where there are none."""
        if p[0].q.kind != q[0].q.kind or p[0].q.kind not in _BY_OWN:
            return None
        inner = [self._inner(p[side], q[side], side) for side in (0, 1)]
        if inner[0] is None or inner[1] is None or inner[0][1] != inner[1][1]:
            return None
        return inner[0] != inner[1]

    def _inner(self, a: Item, b: Item, side: int) -> tuple[bool, str] | None:
        """Whether the first of two figures stands in brackets behind the second, and what the brackets say it is.

        The second is "aim", "actual" or "", since what was aimed at stands in brackets in one language, and what was
        reached in the other.
        """
        first, second = sorted((a, b), key=lambda item: item.at)
        text = self.texts[side]
        end = second.at + len(second.q.text)
        between = text[first.at + len(first.q.text) : second.at]
        closing = re.match(r"[^()（）]{0,60}[)）]", text[end : end + 64])
        inside = between[max(between.rfind("("), between.rfind("（")) + 1 :]
        if closing is None or not _BRACKETED.fullmatch(between):
            return None
        aim = _AIM.search(inside + closing.group())
        role = "" if aim is None else "aim" if aim[1] else "actual"
        bare = not (inside + closing.group()).strip(" )）个份名项人件次")
        near = _BESIDE.fullmatch(between) and (role or _OF_ANOTHER.search(inside + closing.group()))
        return (second is a, role) if near or bare else None

    def shares(self, p: Pairing, q: Pairing) -> bool | None:
        """Whether a side says of two figures that the larger is a part of the other: None where only one side tells."""
        x, y = p[0].q.number, q[0].q.number
        if x is None or y is None or p[0].q.kind != q[0].q.kind or p[0].q.kind not in _ADDED:
            return None
        larger = []
        for side in (0, 1):
            (first, a), (second, b) = sorted(((p[side], x), (q[side], y)), key=lambda pair: pair[0].at)
            told = self._part(first, second, side)
            if told is not None:
                larger.append(a > b if told == "first" else b > a)
        return True if any(larger) else False if len(larger) == 2 else None

    def _part(self, first: Item, second: Item, side: int) -> str | None:
        """Which of two figures the words between them call a part of the other, None where they say nothing."""
        text = self.texts[side]
        between = text[first.at + len(first.q.text) : second.at]
        if not self.words.zh[side] and _OF_THESE.search(text[max(0, first.at - 16) : first.at]):
            return "second" if _ONLY.fullmatch(between) else None
        if first.q.approximate and not any(c.isdigit() for c in first.q.text):
            return None  # thousands of homes
        if first.q.kind == "count" and self.words.zh[side] and (of := _OF_ONE_KIND.fullmatch(between)):
            return "second" if text.startswith(of[1], second.at + len(second.q.text.rstrip(of[1]))) else None
        known = _SHARES[self.words.zh[side]]
        if first.q.kind == "count":  # five teams, including 40 players: only "of the" speaks of one kind of thing
            known = known[:1]
        return next((part for part, words in known if words.fullmatch(between)), None)

    def _role(self, item: Item, side: int) -> str | None:
        """What a figure is by the words beside it: where something starts or gets to, a part or the whole."""
        text = self.texts[side]
        end = item.at + len(item.q.text)
        before, after = text[max(0, item.at - 16) : item.at], text[end : end + 60]
        roles = _GOALS if item.q.kind == "date" else _ROLES
        for role, ahead, behind in roles[self.words.zh[side]]:
            if (ahead and ahead.search(before)) or (behind and behind.match(after)):
                return role
        return None

    def _respective(self, item: Item, side: int) -> Window:
        """Where a sentence says "respectively", the figure at the same place of the other list."""
        text = self.texts[side]
        if not _RESPECTIVELY.search(text):
            return {}
        mine = self._list_of(item, side)
        found: Window = {}
        for n, pair in enumerate(self.pairs):
            other = pair[side]
            if other.q.kind != item.q.kind:
                theirs = self._list_of(other, side)
                if len(mine) == len(theirs) > 1 and mine.index(item.at) == theirs.index(other.at):
                    found[f"@{n}"] = 1.5
        return found

    def _list_of(self, item: Item, side: int) -> list[int]:
        """Where the members of the list stand to which a figure belongs."""
        alike = [pair[side] for pair in self.pairs if pair[side].q.kind == item.q.kind]
        return sorted(o.at for o in alike if o is item or self._joined(item, o, side))

    def _next_to(self, a: Item, b: Item, side: int) -> bool:
        first, second = sorted((a, b), key=lambda item: item.at)
        between = self.texts[side][first.at + len(first.q.text) : second.at]
        return len(between) < 12 and _JOINED.fullmatch(between) is not None
