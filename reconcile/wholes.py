"""Wholes and their parts in a sentence: "of the 33 States, 26 are Parties, two signatories and five neither"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from hedui.model import Quantity
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, alike, plain, sayings, value

_OF_BEFORE = re.compile(
    r"(?:^|[;:,.(]\s*|\b(?:and|while|but)\s+)(?:of|out of|among|from among)\s+"
    r"(?:the|these|those|a total of|all|its|their|some)?\s*(?:total\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_OF_AFTER = re.compile(r"[^,;:.]{0,70}?[,，]\s")
_WHICH = re.compile(
    r"(?:[^;:.]{2,60}?,?\s+\(?(?:of|out of|among) (?:which|whom)|,\s+\(?(?:of|out of|among) (?:which|whom)"
    r"|[^;:.]{0,60}?, (?:of|out of|among) (?:them|these))\b,?\s*",
    re.IGNORECASE,
)
_SOME_OF_THEM = re.compile(r"\s+of (?:which|whom|them|these)\b", re.IGNORECASE)
_OF_THAT = re.compile(
    r"(?:其中|Of (?:which|whom|them|these|those|that (?:amount|sum|total|number)|this (?:amount|sum|total|number)))"
    r"\s*[：:，,]?\s*"
)
_COMPRISING = re.compile(
    r"(?:[^;:.]|\.\d){0,120}?:\s|[^,;:.]{0,50}?(?:,?\s+(?:comprising|consisting of|made up of|composed of"
    r"|broken down (?:as follows|into)|divided into|namely)\b:?)\s*",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    r"\s*(?:[\w’'-]+\s+){0,3}[\w’'-]*\s*\((?=[^()]{1,80}\d[^()]*\))"
    r"|[^，。；、,;：:（(]{0,8}（(?=[^（）]{1,60}\d[^（）]*）)"
)
_IN_ZH = re.compile(
    r"[^，。；、,;：:（(]{0,20}?(?:(?:之中|当中|當中|中)\s*[，,]\s*有?|中(?:的|有)\s*(?=[\d一二三四五六七八九十两]))"
)
_WHICH_ZH = re.compile(
    r"[^。；;]{0,40}?[，,；;（(]\s*其中\s*[：:，,]?\s*|[^。；;，,]{0,20}[，,][^，。；\d]{0,14}其中(?=[\d一二三四五六七八九十两])"
)
_FINANCED = re.compile(
    r"[^.;。；]{0,40}?(?:(?:financed|funded|met|shared|provided) (?:by|from|through)\b|资金来源为|来自)\s*",
    re.IGNORECASE,
)
_PER = re.compile(r"(?:\b(?:per|over|than|every|each|from|to|by)\s+|每|超过|不到)\s*$", re.IGNORECASE)
_BASE = re.compile(r"(?:每|\bper )$", re.IGNORECASE)
"""Before what a rate is counted over: 每百万架次3.6起."""
_COMPRISING_ZH = re.compile(
    r"[^，。；、,;：:（(]{0,16}?[，,]?\s*(?:分别[为是]|由|包括|分为|即)?\s*[：:]\s*"
    r"|[^，。；、,;：:（(]{0,16}?[，,]\s*分别[为是]\s*"
)
_BREAK = re.compile(r"[,;，；、]|以及|[和及与並并]|\b(?:and|while|but|plus|whereas)\b")
_ATTRIBUTE = re.compile(
    r"(?:\b(?:for|in|with|on|by|to|from|under|within|per|over|at|against|after|into|of|every|each|than|first|last|about)"
    r"\s+(?:the\s+|a\s+)?"
    r"|各有|各|每|超过|超過|达到|共有|获得了?|為期|为期|不到|少于|多于|第|\d[—–-])\s*$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"其余|其餘|余下|剩余|剩下|另外|\b(?:the (?:remaining|other|rest)|others?|remaining|remainder|the last)\b",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"(?:包括|如|例如|主要|尤其|特别|至少"
    r"|including|includes?|such as|for example|notably|in particular|especially|some|at least|mainly)\W*$",
    re.IGNORECASE,
)

_MEMBER = re.compile(r"(?:[,;]\s+(?:and\s+)?|\sand\s+)$", re.IGNORECASE)
_NO_MEMBER = re.compile(r"\s*(?:of|in|or|to|by|each|another|more|who|which|that|for|at)\b|\s*[^\s\w]", re.IGNORECASE)

_OWN_DEED = re.compile(r"[，；]\s*(?:并|同时|另|还)(?:向|为|对|在|将|给|有|与|于)[^，；]{0,8}$")
_REST_NEXT = re.compile(r"(?:其余|其餘|余下|剩下)的?\s*$")
_CLASSIFIERS = re.compile(r"[个個家名人次项項条條份所座艘台件起例户戶支种種届册冊辆輛只隻场場]")

MOST = 24
"""How many parts a whole may have."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole and what is given as its parts.

    ``rest`` says that the last part is called the rest, ``listed`` that the whole is the last figure of a list.
    """

    saying: Saying
    whole: Figure
    parts: tuple[Figure, ...]
    how: str
    rest: bool
    listed: bool = False

    @property
    def made(self) -> Decimal:
        """The parts together."""
        return sum((value(p.quantity) or Decimal(0) for p in self.parts), Decimal(0))

    @property
    def slack(self) -> Decimal:
        """What rounding allows the parts and the whole to differ by."""
        steps = [f.quantity.step or Decimal(0) for f in (self.whole, *self.parts)]
        return sum((s for s in steps if s != 1), Decimal(0)) / 2


def wholes(view: DocumentView) -> Iterator[Whole]:
    """Every whole with parts that a sentence of the document gives."""
    before: Saying | None = None
    for saying in sayings(view):
        if sum(plain(f.quantity) for f in saying.figures) >= 2:
            found = tuple(_of_saying(saying))
            yield from found
            if not found:
                yield from _with_rest(saying)
            if before is not None and before.spot == saying.spot:
                yield from _of_two(before, saying)
        before = saying


def _of_two(before: Saying, saying: Saying) -> Iterator[Whole]:
    """Parts that a sentence gives which opens with 其中 or "Of these", of the like figure of the sentence before."""
    opened = _OF_THAT.match(saying.text)
    figures = [f for f in saying.figures if plain(f.quantity)]
    if opened is None or not figures:
        return
    first = figures[0].quantity
    like = [f for f in before.figures if plain(f.quantity) and not f.quantity.weak]
    like = [f for f in like if f.quantity.kind == first.kind and f.quantity.unit == first.unit]
    if len(like) == 1:
        parts = _parts(saying, like[0], figures, opened.end())
        if parts:
            between = saying.text[opened.end() : parts[-1].quantity.start - saying.start]
            yield Whole(saying, like[0], tuple(parts), "which", _REST.search(between) is not None)


def _of_saying(saying: Saying) -> Iterator[Whole]:
    figures = [f for f in saying.figures if plain(f.quantity) and not _rate(f.quantity)]
    figures = [f for f in figures if not _BASE.search(saying.before(f.quantity, 5))]
    for i, whole in enumerate(figures[:-1]):
        opened = _opened(saying, whole.quantity) or _some_of_them(saying, whole.quantity, figures[i + 1].quantity)
        if opened is None:
            continue
        how, at = opened
        following = next((f for f in figures[i + 1 :] if not f.quantity.weak), figures[i + 1])
        if following.quantity.start - saying.start < at:
            continue
        stop = _closing(saying.text, at) if how == "bracket" else len(saying.text)
        parts = _parts(saying, whole, _candidates(saying, figures[i + 1 : i + 1 + MOST], how, stop), at)
        if parts:
            between = saying.text[at : parts[-1].quantity.start - saying.start]
            yield Whole(
                saying, whole, tuple(parts), how, _REST.search(between) is not None, _ends_list(saying, figures, i)
            )


def _with_rest(saying: Saying) -> Iterator[Whole]:
    """A whole that nothing but 其余 makes one: 八次会议，三次下调，其余五次不变. Classifiers tell what is counted."""
    figures = [f for f in saying.figures if plain(f.quantity) and not f.quantity.approximate]
    last = next((i for i, f in enumerate(figures) if _REST_NEXT.search(saying.before(f.quantity, 6))), 0)
    if last < 2 or "其中" in saying.text:
        return
    sort = _classifier(saying, figures[last].quantity)
    same = [f for f in figures[:last] if sort and _classifier(saying, f.quantity) == sort]
    whole, parts = same[:1], [*same[1:], figures[last]]
    if len(parts) < 2 or any(_ATTRIBUTE.search(saying.before(f.quantity, 4)) for f in parts[:-1]):
        return
    if all((value(f.quantity) or 0) < (value(whole[0].quantity) or 0) for f in parts):
        yield Whole(saying, whole[0], tuple(parts), "which", rest=True)


def _classifier(saying: Saying, q: Quantity) -> str:
    """The character behind a count where it is a classifier, "" where it is none."""
    found = _CLASSIFIERS.match(saying.after(q, 1))
    return found[0] if found else ""


def _rate(q: Quantity) -> bool:
    """Whether a count is no whole number, as an average is."""
    number = value(q)
    return q.kind == "count" and number is not None and number != int(number)


def _some_of_them(saying: Saying, whole: Quantity, part: Quantity) -> tuple[str, int] | None:
    """As _opened, where the first part says whose it is: "236 stops, 181 of them weekly"."""
    gap = saying.between(whole, part)
    if whole.weak or whole.approximate or not gap.rstrip().endswith(",") or len(gap) > 60:
        return None
    return ("which", part.start - saying.start) if _SOME_OF_THEM.match(saying.after(part)) else None


def _candidates(saying: Saying, figures: list[Figure], how: str, stop: int) -> list[Figure]:
    """The figures that may be parts: those before the end; in a list or a bracket "one" counts only as a member."""
    found = [f for f in figures if f.quantity.start - saying.start < stop]
    if how not in ("list", "bracket"):
        return found
    return [f for f in found if not f.quantity.weak or _is_member(saying, f.quantity)]


def _is_member(saying: Saying, q: Quantity) -> bool:
    """Whether "one" stands where a member of a list begins and has a noun: ", four restaurants and one school"."""
    return (
        value(q) == 1
        and _MEMBER.search(saying.before(q, 8)) is not None
        and _NO_MEMBER.match(saying.after(q, 16)) is None
    )


def _closing(text: str, at: int) -> int:
    """Where the bracket that is open at a place closes."""
    found = re.compile(r"[)）]").search(text, at)
    return found.start() if found else len(text)


def _ends_list(saying: Saying, figures: list[Figure], i: int) -> bool:
    """Whether a figure is the last of a list, so that 其中 may speak of all of it."""
    if i == 0 or figures[i - 1].quantity.kind != figures[i].quantity.kind:
        return False
    gap = saying.between(figures[i - 1].quantity, figures[i].quantity)
    return len(gap) <= 24 and re.search(r"[、和及与,]|\band\b", gap) is not None


def _opened(saying: Saying, q: Quantity) -> tuple[str, int] | None:
    """(how a figure is made a whole, where its parts begin in the sentence), None where it is none."""
    if q.weak or q.approximate:
        return None
    at = q.end - saying.start
    text = saying.text
    if saying.view.lang.startswith("zh"):
        patterns = (("which", _WHICH_ZH), ("of", _IN_ZH), ("list", _COMPRISING_ZH), ("bracket", _BRACKET))
        tries = tuple((how, pattern.match(text, at)) for how, pattern in patterns)
    else:
        of = _OF_AFTER.match(text, at) if _OF_BEFORE.search(saying.before(q, 40)) else None
        tries = (
            ("which", _WHICH.match(text, at)),
            ("of", of),
            ("list", _COMPRISING.match(text, at) or _FINANCED.match(text, at)),
            ("bracket", _BRACKET.match(text, at)),
        )
    for how, found in tries:
        if found is not None and not _NOT_ALL.search(text[at : found.end()]):
            return how, found.end()
    return None


def _opens(saying: Saying, q: Quantity) -> bool:
    """Whether a figure is itself a whole with parts; what stands in a bracket behind it may be its share."""
    opened = _opened(saying, q)
    return opened is not None and opened[0] != "bracket"


def _inside(gap: str) -> bool:
    """Whether the text before a figure opens a bracket at its beginning and does not close it."""
    return gap.lstrip().startswith(("(", "（")) and not re.search(r"[)）]", gap)


def _new_clause(saying: Saying, parts: list[Figure], gap: str) -> bool:
    """Whether a semicolon ends a list whose parts were divided by commas."""
    if len(parts) < 2 or not re.search(r"[;；]", gap):
        return False
    return not re.search(r"[;；]", saying.between(parts[0].quantity, parts[1].quantity))


def _like(whole: Quantity, part: Quantity) -> bool:
    """Whether a figure can be a part by its sort; "of the 82 kilometres, 47" leaves the unit out."""
    if whole.kind == "measure" and part.kind == "count" and part.noun is None:
        return True
    if whole.kind == "money" and part.kind == "count":
        return part.text[-1] in "万萬亿億" or (part.noun is None and part.text.endswith(("million", "billion")))
    return whole.kind == part.kind and whole.unit == part.unit


def _parts(saying: Saying, whole: Figure, after: list[Figure], at: int) -> list[Figure]:
    """The figures that stand for parts: the first of each clause, of the sort of the whole, up to another whole."""
    parts: list[Figure] = []
    last_end = at
    for figure, following in zip_longest(after, after[1:]):
        q = figure.quantity
        if q.start - saying.start < at or not _like(whole.quantity, q):
            continue
        gap = saying.text[last_end : q.start - saying.start]
        first = not parts and last_end == at
        if not first and not _BREAK.search(gap):
            last_end = q.end - saying.start
            continue
        last_end = q.end - saying.start
        owns = following is not None and _some_of_them(saying, q, following.quantity)
        if parts and (owns or _opens(saying, q) or _inside(gap) or _new_clause(saying, parts, gap)):
            break
        if (_PER if q.kind == "money" else _ATTRIBUTE).search(saying.before(q, 16)):
            continue
        if first and (len(gap) > 60 or _OWN_DEED.search(gap) or re.search(r"[;；]", gap)):
            break
        if _classifier(saying, q) == "个" and _classifier(saying, whole.quantity) not in ("", "个", "项", "家", "所"):
            continue
        if parts and ";" in gap and whole.quantity.noun and q.noun and not alike(whole.quantity, q):
            break
        parts.append(figure)
    return parts
