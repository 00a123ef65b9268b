"""Heads of two rows where no vertical rules show them: a head stands over the heads of several columns.

    Country     |    2023      |    2024          two rows: "2023" stands over the two columns below it
                | men  | women | men  | women

Such a head is set to the middle of its columns (or flush with the first), so its place alone says which they are. A
rule below it, as long as its columns are wide, and lower heads that come back in the same order say the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hedui.extract.tables_grid import Rules

MOST_HEAD_LINES = 5
"""So many lines of heads stand above the lowest at most."""
_NEAR = 0.7
"""Ems by which a head may stand beside the middle of its columns."""
_MOST_WAYS = 200

_FIGURE = re.compile(r"[-–−+(]?\s?[\d.,\s]*\d[\d.,\s]*[%)]?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?")

Span = tuple[float, float]
Group = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Head:
    """A head of two rows: how many lines the upper one has, and the columns each text of these lines stands over."""

    lines: int
    groups: tuple[tuple[Group, ...], ...]
    """For each line, for each of its segments: (first column, last column)."""
    alone: frozenset[int] = frozenset()
    """Columns whose head stands on the lower line though it is the head of nothing below it."""
    top: int = 0
    """How many of the lines are the first of three rows; 0 where the head has two."""


@dataclass(frozen=True, slots=True)
class _Upper:
    """A text above the lowest heads, of one line or more: its extent and where (line, segment) it stands."""

    span: Span
    parts: tuple[tuple[int, int], ...]


def two_rows(
    lines: Sequence[Sequence[Span]],
    texts: Sequence[Sequence[str]],
    columns: Sequence[Span],
    size: float,
    rules: Sequence[Span] = (),
) -> Head | None:
    """The head of two rows among the first lines of a table; None where it has none.

    ``lines`` are the segments of its lines, ``texts`` what the first of them say, ``columns`` the extents of the
    columns, ``rules`` the short rules between the first lines.
    """
    for upper in range(1, min(MOST_HEAD_LINES + 1, len(lines), len(texts))):
        columns = _below(lines[upper:], columns)
        lower = _lower(lines[upper], columns)
        if _are_figures(texts[upper]):
            return None
        if lower is None or len(lower) < 2:
            continue
        found = _over(lines[:upper], lower, list(texts[upper]), columns, size, rules)
        if found is not None:
            groups, covered = found
            free = frozenset(k for k in lower if k not in covered)
            return Head(upper, groups, free)
    return None


def three_rows(
    lines: Sequence[Sequence[Span]], texts: Sequence[Sequence[str]], columns: Sequence[Span], size: float
) -> Head | None:
    """The head of three rows among the first lines of a table: one of two rows, and heads over those of its first."""
    for upper in range(2, min(MOST_HEAD_LINES + 1, len(lines), len(texts))):
        columns = _below(lines[upper:], columns)
        lower = _lower(lines[upper], columns)
        if _are_figures(texts[upper]):
            return None
        if lower is None or len(lower) < 4:
            continue
        for top in range(1, upper):
            found = _over(lines[top:upper], lower, list(texts[upper]), columns, size, ())
            if found is None:
                continue
            inner, covered = found
            above = _above(lines[:top], sorted({group for line in inner for group in line}), columns)
            if above is not None:
                taken = covered | {k for line in above for a, b in line for k in range(a, b + 1)}
                return Head(upper, (*above, *inner), frozenset(k for k in lower if k not in taken), top)
    return None


def _above(
    lines: Sequence[Sequence[Span]], inner: Sequence[Group], columns: Sequence[Span]
) -> tuple[tuple[Group, ...], ...] | None:
    """The columns of each head of the first of three rows; None where none stands over two heads of the second.

    The heads of the second row stand level, so what stands above the first of them reaches to the next head above.
    """
    parts = [group for group in inner if group[0] < group[1]]
    if len(parts) < 2:
        return None
    texts = _uppers(lines)
    over: dict[tuple[int, int], Group] = {}
    wide = False
    for n, text in enumerate(texts):
        end = texts[n + 1].span[0] if n + 1 < len(texts) else max(high for _, high in columns) + 1
        hits = [k for k, column in enumerate(columns) if _overlap(text.span, column) > 0.5]
        start = text.span[0] - 2
        under = [(a, b) for a, b in parts if start <= columns[b][1] and columns[a][0] < end - 2]
        if under and hits and hits[0] <= under[-1][1] and hits[-1] >= under[0][0]:
            group = (under[0][0], under[-1][1])
            wide = wide or len(under) > 1
        elif len(hits) == 1:
            group = (hits[0], hits[0])
        else:
            return None
        over.update(dict.fromkeys(text.parts, group))
    placed = tuple(tuple(over[(n, s)] for s in range(len(spans))) for n, spans in enumerate(lines))
    return placed if wide and _parted(sorted(set(over.values()))) else None


def _are_figures(said: Sequence[str]) -> bool:
    """Whether a line is one of figures, years apart: then it is no head."""
    figures = [text for text in said if _FIGURE.fullmatch(text) and not _YEAR.fullmatch(text)]
    return len(figures) > 0.5 * len(said)


def _below(lines: Sequence[Sequence[Span]], columns: Sequence[Span]) -> list[Span]:
    """The extents of the columns without what the heads above take of them."""
    found: list[list[Span]] = [[] for _ in columns]
    for spans in lines:
        for span in spans:
            hits = [k for k, column in enumerate(columns) if _overlap(span, column) > 0.5]
            if len(hits) == 1:
                found[hits[0]].append(span)
    return [
        (min(x0 for x0, _ in inside), max(x1 for _, x1 in inside)) if inside else column
        for inside, column in zip(found, columns, strict=True)
    ]


def _lower(spans: Sequence[Span], columns: Sequence[Span]) -> list[int] | None:
    """The column of each segment of a line; None where a segment stands in several, or two in one."""
    places = [[k for k, column in enumerate(columns) if _overlap(span, column) > 0.5] for span in spans]
    if any(len(place) != 1 for place in places):
        return None
    found = [place[0] for place in places]
    return found if len(set(found)) == len(found) else None


def _over(
    lines: Sequence[Sequence[Span]],
    lower: Sequence[int],
    said: Sequence[str],
    columns: Sequence[Span],
    size: float,
    rules: Sequence[Span],
) -> tuple[tuple[tuple[Group, ...], ...], set[int]] | None:
    """(the columns of each segment of the upper lines, the columns that have a head over several above them)."""
    uppers = _uppers(lines)
    over: dict[tuple[int, int], Group] = {}
    heads: list[_Upper] = []
    for text in uppers:
        hits = [k for k, column in enumerate(columns) if _overlap(text.span, column) > 0.5]
        hits = hits or [max(range(len(columns)), key=lambda k: _overlap(text.span, columns[k]))]
        if len(hits) == 1 and hits[0] not in lower:
            over.update(dict.fromkeys(text.parts, (hits[0], hits[0])))
        else:
            heads.append(text)
    groups = _by_rules(heads, lower, columns, rules) or _by_return(heads, lower, said, columns, size)
    groups = groups or _by_middle(heads, lower, columns, size)
    if not groups:
        return None
    for text, group in zip(heads, groups, strict=True):
        over.update(dict.fromkeys(text.parts, group))
    taken = {column for first, last in groups for column in range(first, last + 1)}
    if any(group[0] in taken for part, group in over.items() if not any(part in head.parts for head in heads)):
        return None
    placed = tuple(tuple(over[(n, s)] for s in range(len(spans))) for n, spans in enumerate(lines))
    return placed, taken


def _uppers(lines: Sequence[Sequence[Span]]) -> list[_Upper]:
    """The texts of some lines, those that stand above each other as one, from left to right."""
    texts: list[_Upper] = []
    for n, spans in enumerate(lines):
        for s, span in enumerate(spans):
            above = [text for text in texts if _overlap(text.span, span) > 0.5]
            texts = [text for text in texts if text not in above]
            low = min([span[0], *(text.span[0] for text in above)])
            high = max([span[1], *(text.span[1] for text in above)])
            texts.append(_Upper((low, high), (*(part for text in above for part in text.parts), (n, s))))
    return sorted(texts, key=lambda text: text.span)


def _by_rules(
    heads: Sequence[_Upper], lower: Sequence[int], columns: Sequence[Span], rules: Sequence[Span]
) -> list[Group]:
    """The columns above which a short rule stands below each head; nothing where a head has no such rule."""
    groups = []
    for head in heads:
        middle = (head.span[0] + head.span[1]) / 2
        under = [rule for rule in rules if rule[0] - 2 <= middle <= rule[1] + 2]
        if not under:
            return []
        covered = [k for k in lower if any(_overlap(rule, columns[k]) > 0.5 * _wide(columns[k]) for rule in under[:1])]
        if not covered or covered != list(range(covered[0], covered[-1] + 1)):
            return []
        groups.append((covered[0], covered[-1]))
    return groups if _parted(groups) and any(a < b for a, b in groups) else []


def _by_return(
    heads: Sequence[_Upper], lower: Sequence[int], said: Sequence[str], columns: Sequence[Span], size: float
) -> list[Group]:
    """Equally many columns for each head, where the lower heads come back in the same order under each."""
    if len(heads) < 2 or len(lower) != len(said):
        return []
    for skip in range(len(lower)):
        rest = len(lower) - skip
        wide, left = divmod(rest, len(heads))
        if wide < 2:
            return []
        parts = [list(said[skip + k * wide : skip + (k + 1) * wide]) for k in range(len(heads))]
        places = [lower[skip + k * wide : skip + (k + 1) * wide] for k in range(len(heads))]
        whole = all(list(place) == list(range(place[0], place[-1] + 1)) for place in places)
        if left or not whole or any(part != parts[0] for part in parts) or len(set(parts[0])) < wide:
            continue
        groups = [(place[0], place[-1]) for place in places]
        if all(_within(head.span, group, columns, size) for head, group in zip(heads, groups, strict=True)):
            return groups
    return []


def _by_middle(heads: Sequence[_Upper], lower: Sequence[int], columns: Sequence[Span], size: float) -> list[Group]:
    """The columns in whose middle each head stands. A head that stands well over one column stands over that.

    Where several ways are as good, that counts which leaves the fewest lower heads with nothing above them.
    """
    choices = [_fitting(head, lower, columns, size) for head in heads]
    ways: list[list[Group]] = [[]]
    for fitting in choices:
        ways = [[*way, group] for way in ways for group in fitting if not way or group[0] > way[-1][1]][:_MOST_WAYS]
    ways = [way for way in ways if any(a < b for a, b in way)]
    if not ways:
        return []

    def badness(way: Sequence[Group]) -> tuple[int, float]:
        covered = {k for first, last in way for k in range(first, last + 1)}
        off = sum(_off(head.span, group, columns) for head, group in zip(heads, way, strict=True))
        return len(set(lower) - covered), off

    return min(ways, key=badness)


def _fitting(head: _Upper, lower: Sequence[int], columns: Sequence[Span], size: float) -> list[Group]:
    hits = [k for k in lower if _overlap(head.span, columns[k]) > 0.5]
    if len(hits) == 1 and _fits_one(head.span, columns[hits[0]]):
        return [(hits[0], hits[0])]
    return [
        (first, last)
        for first, last in _runs_of(lower)
        if all(first <= k <= last for k in hits) and _centred(head.span, (first, last), columns, size)
    ]


def _runs_of(lower: Sequence[int]) -> list[Group]:
    """All stretches of neighbouring columns."""
    found = []
    for i, first in enumerate(lower):
        found.append((first, first))
        for before, last in pairwise(lower[i:]):
            if last != before + 1:
                break
            found.append((first, last))
    return found


def _parted(groups: Sequence[Group]) -> bool:
    return all(one[1] < two[0] for one, two in pairwise(groups))


def _middles(group: Group, columns: Sequence[Span]) -> tuple[float, float]:
    """Where the middle of some columns may be: of their text, or of their cells, which begin where the last ended."""
    first, last = group
    low, high = columns[first][0], columns[last][1]
    start = columns[first - 1][1] if first else low
    end = columns[last + 1][0] if last + 1 < len(columns) else high
    middles = ((low + high) / 2, (start + high) / 2, (low + end) / 2)
    return min(middles), max(middles)


def _off(span: Span, group: Group, columns: Sequence[Span]) -> float:
    low, high = _middles(group, columns)
    middle = (span[0] + span[1]) / 2
    return max(low - middle, middle - high, 0.0)


def _centred(span: Span, group: Group, columns: Sequence[Span], size: float) -> bool:
    return _off(span, group, columns) <= _NEAR * size


def _within(span: Span, group: Group, columns: Sequence[Span], size: float) -> bool:
    """Whether a head stands above some columns, or hangs over their sides by a little."""
    start = columns[group[0] - 1][1] if group[0] else columns[group[0]][0] - size
    return start - 0.5 * size <= span[0] and span[1] <= columns[group[1]][1] + 2 * size


def _fits_one(span: Span, column: Span) -> bool:
    low, high = column
    inside = low - 2 <= span[0] and span[1] <= high + 2
    return inside or abs(span[0] - low) <= 2 or abs(span[1] - high) <= 2


def _overlap(one: Span, two: Span) -> float:
    return min(one[1], two[1]) - max(one[0], two[0])


def _wide(span: Span) -> float:
    return span[1] - span[0]


def short_rules(rules: Rules, top: float, bottom: float, left: float, right: float) -> list[Span]:
    """The rules between two heights of a table that are shorter than it is wide."""
    here = (rules.at > top) & (rules.at < bottom) & (rules.low > left - 6) & (rules.high < right + 6)
    here &= rules.high - rules.low < 0.75 * (right - left)
    return sorted(zip(rules.low[here].tolist(), rules.high[here].tolist(), strict=True))
