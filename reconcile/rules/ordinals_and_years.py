"""Ordinals that go with years, and one that does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure, Spot
from hedui.reconcile.things import following

_YEAR_EN = re.compile(r"[\w’' -]{0,40}\((\d{4})\)|[\w’' -]{0,40}\b(?:in|of)\s+(\d{4})\b")
_YEAR_ZH = re.compile(r"[^，。；、,;（(\d]{0,14}[（(]\s*(\d{4})\s*年?\s*[)）]")
_BEFORE_ZH = re.compile(r"(\d{4})\s*年(?:的|召开的|举行的)?$")


@rule(
    "D604",
    "ordinals-and-years",
    "warning",
    examples=(
        Example(
            None,
            "It funded 15 projects in its first cycle (2017) and nine in its second cycle (2018).\n"
            "In the third cycle (2019) and the fourth cycle (2020) it funded more.\nThe fifth cycle (2022) is open.",
            says="fifth",
        ),
        Example(
            None,
            "It funded 15 projects in its first cycle (2017) and nine in its second cycle (2018).\n"
            "In the third cycle (2019) and the fourth cycle (2020) it funded more.\nThe fifth cycle (2021) is open.",
        ),
        Example(None, "The first meeting (2017), the second meeting (2017) and the third meeting (2018) were short."),
        Example(
            "第一个周期（2017年）、第二个周期（2018年）和第三个周期（2019年）。\n第四个周期（2020年）已结束。\n第五个周期（2023年）。",
            None,
            says="2023",
        ),
    ),
)
def ordinals_and_years(view: DocumentView) -> Iterator[Finding]:
    """Cycles, sessions or meetings are numbered year by year, and one has another year than its number asks for.

    At least four of the document's pairs (the third cycle (2019)) must go up one a year, and they must be nine of
    ten; then the odd one is told. What is not held once a year is let be.
    """
    pairs = list(_pairs(view))
    kinds: dict[str, list[Numbered]] = {}
    for pair in pairs:
        kinds.setdefault(pair.noun, []).append(pair)
    for noun, found in kinds.items():
        different = {(p.number, p.year) for p in found}
        offsets = Counter(year - number for number, year in different)
        offset, times = offsets.most_common(1)[0]
        if times < 4 or (len(different) - times) * 4 > len(different):
            continue
        for odd in found:
            if odd.year - odd.number != offset:
                expected = odd.number + offset
                yield finding(
                    "D604",
                    Message(
                        f"{odd.figure.quantity.text} {noun} goes with {odd.year}, by all others it is of {expected}",
                        f"{odd.figure.quantity.text}对应 {odd.year} 年，按其他各处应为 {expected} 年",
                    ),
                    (view.place(odd.figure), view.place_at(odd.spot, odd.start, odd.start + 4, str(odd.year))),
                    confidence=0.75,
                )


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered thing with its year: the third cycle (2019)."""

    figure: Figure
    noun: str
    number: int
    year: int
    spot: Spot
    start: int


def _pairs(view: DocumentView) -> Iterator[Numbered]:
    chinese = view.lang.startswith("zh")
    for block in view.document.blocks:
        if block.rows is not None or not block.text:
            continue
        spot = Spot(view.index, block.id)
        for figure in view.figures(spot):
            q = figure.quantity
            if q.kind != "ordinal" or not (q.value or "").isdecimal():
                continue
            found = (_YEAR_ZH if chinese else _YEAR_EN).match(block.text, q.end)
            if found is None:
                continue
            group = 1 if found[1] else 2
            nouns = following(block.text, q)
            noun = max(nouns, default="") if chinese else (q.noun or "").split(" ")[-1].lower().rstrip("s")
            year = int(found[group])
            if noun and 1900 <= year <= 2100:
                yield Numbered(figure, "年度" if chinese else noun, int(q.value or 0), year, spot, found.start(group))
