"""B217: Two heads of a table, or two of its row labels, stand exchanged over figures that agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from hedui.align.hanzi import simplified
from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.headings import Headed
from hedui.reconcile.nouns import Words
from hedui.reconcile.sums import Sheet
from hedui.reconcile.wording import names

_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ANSWERED = 0.6
"""How well the words of two heads have to answer each other crosswise."""
_OTHERWISE = 0.2
"""How well they may where they stand."""
_SHORT = 6
"""In a Chinese text of so many characters one of them may be a word by itself."""
_MOST_ROWS = 60
"""Of more rows whose labels do not answer each other none is looked at: the two tables are not in one language."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What names some figures on both sides: the two texts and the cells they stand in."""

    texts: tuple[str, str]
    cells: tuple[tuple[int, int], tuple[int, int]]


@rule(
    "B217",
    "headings-exchanged",
    "error",
    examples=(
        Example(
            "国家 | 学校 | 教师\n加拿大 | 120 | 907\n挪威 | 340 | 811\n瑞士 | 560 | 1,204",
            "State | Teachers | Schools\nCanada | 120 | 907\nNorway | 340 | 811\nSwitzerland | 560 | 1,204",
            says="“学校”",
        ),
        Example(
            "国家 | 2023年 | 2024年\n加拿大 | 120 | 907\n挪威 | 340 | 811\n瑞士 | 560 | 1,204",
            "State | 2024 | 2023\nCanada | 120 | 907\nNorway | 340 | 811\nSwitzerland | 560 | 1,204",
            says="“2023年”",
        ),
        Example(
            "部门 | 2023年 | 2024年\n教育 | 120 | 907\n卫生 | 340 | 811\n交通 | 560 | 1,204",
            "Sector | 2023 | 2024\nHealth | 120 | 907\nEducation | 340 | 811\nTransport | 560 | 1,204",
            says="“教育”",
        ),
        Example(
            "国家 | 学校 | 教师\n加拿大 | 120 | 907\n挪威 | 340 | 811\n瑞士 | 560 | 1,204",
            "State | Schools | Teachers\nCanada | 120 | 907\nNorway | 340 | 811\nSwitzerland | 560 | 1,204",
        ),
        Example(
            "国家 | 学校 | 教师\n加拿大 | 120 | 907\n挪威 | 340 | 811\n瑞士 | 560 | 1,204",
            "State | Teachers | Schools\nCanada | 907 | 120\nNorway | 811 | 340\nSwitzerland | 1,204 | 560",
        ),
    ),
)
def headings_exchanged(evidence: Evidence) -> Iterator[Finding]:
    """Two heads of a table, or two labels of its rows, answer each other crosswise while their figures agree.

    It matters because every figure below stands under another name. The words are judged by the word list, so heads
    of words it does not know are passed over; columns that changed places with their heads agree. It is wrong where
    two heads mean nearly the same and the translator varied the words.
    """
    for tables in evidence.headed:
        yield from _Pair(evidence, tables).findings()


class _Pair:
    """A table and its counterpart."""

    def __init__(self, evidence: Evidence, tables: Headed) -> None:
        self.evidence, self.tables = evidence, tables

    def findings(self) -> Iterator[Finding]:
        """The heads that stand exchanged, then the labels."""
        heads = [_Named(column.heads, ((0, column.at[0]), (0, column.at[1]))) for column in self.tables.columns]
        yield from self._crosswise(heads)
        yield from self._crosswise(self._labels(self.tables.sheets))

    def _labels(self, sheets: Sequence[Sheet]) -> list[_Named]:
        """The first cells of rows whose figures agree, where their words do not answer each other."""
        found = []
        for row in self.tables.rows:
            a, b = row.sides[0][0].row, row.sides[1][0].row
            if len(row.sides[0]) > 1 or len(row.sides[1]) > 1 or a is None or b is None:
                continue
            if a < sheets[0].head or b < sheets[1].head:
                continue
            figures = [
                sorted(x.value for x in sheet.amounts[r] if x is not None and x.step)
                for sheet, r in zip(sheets, (a, b), strict=True)
            ]
            texts = (self.tables.tables[0].rows[a][0], self.tables.tables[1].rows[b][0])
            named = all(any(map(str.isalpha, text)) for text in texts)
            if named and figures[0] and figures[0] == figures[1] and (self._answer(*texts) or 0.0) <= _OTHERWISE:
                found.append(_Named(texts, ((a, 0), (b, 0))))
        return found if len(found) <= _MOST_ROWS else []

    def _crosswise(self, named: Sequence[_Named]) -> Iterator[Finding]:
        for one, two in combinations(named, 2):
            straight = [self._answer(*one.texts), self._answer(*two.texts)]
            if any(score is not None and score > _OTHERWISE for score in straight):
                continue
            crossed = [self._answer(one.texts[0], two.texts[1]), self._answer(two.texts[0], one.texts[1])]
            sure = [score is not None and score >= _ANSWERED for score in crossed]
            moved = one.cells[0][1] == two.cells[1][1] != one.cells[1][1] and two.cells[0][1] == one.cells[1][1]
            # Columns that changed places keep the order of their heads: one head that is known is enough.
            if all(sure) or (any(sure) and moved):
                yield self._finding(one, two)

    def _answer(self, left: str, right: str) -> float | None:
        """How well a text of the left side answers one of the right, 0 to 1; None where no word of them is known."""
        years, numbers = ([set(sign.findall(text)) for text in (left, right)] for sign in (_YEAR, _NUMBER))
        if (any(years) and years[0] != years[1]) or (all(numbers) and numbers[0] != numbers[1]):
            return 0.0
        words = self.evidence.words
        mine, its = ([token for token, _, _ in words.tokens(text, n)] for n, text in enumerate((left, right)))
        if words.zh == (True, False):
            mine += _single(words, left, its)
        elif words.zh == (False, True):
            its += _single(words, right, mine)
        if not mine or not its:
            return 1.0 if all(numbers) else None
        covered = sum(max(words.answer(a, b) for a in mine) for b in its) / len(its)
        return max(covered, sum(max(words.answer(a, b) for b in its) for a in mine) / len(mine))

    def _finding(self, one: _Named, two: _Named) -> Finding:
        called = names((self.evidence.documents[0].lang, self.evidence.documents[1].lang))
        (a, b), (c, d) = one.texts, two.texts
        places = tuple(self.tables.tables[n].place(*cells[n]) for n in (0, 1) for cells in (one.cells, two.cells))
        return finding(
            "B217",
            Message(
                f"the same figures are of “{a}” and “{c}” in {called[0][0]}, of “{b}” and “{d}” in {called[1][0]}",
                f"相同的数字在{called[0][1]}中属“{a}”和“{c}”，在{called[1][1]}中属“{b}”和“{d}”",
            ),
            places,
            confidence=0.85,
        )


def _single(words: Words, chinese: str, english: list[str]) -> list[str]:
    """The characters of a short Chinese text that are words by themselves and answer one of the English."""
    if len(chinese) > _SHORT:
        return []
    known = {word for token in english for word in words.lexicon.answers.get(token, {}) if len(word) == 1}
    return sorted(known.intersection(simplified(chinese)))
