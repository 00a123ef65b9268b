"""A heading that gives years which the table below it does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Block, Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Spot
from hedui.reconcile.tallies import Ledger, ledgers

_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*(?:-|–|—|－|至|到|to|and)\s*((?:19|20)\d\d|\d\d)(?!\d)")
NEAR = 6
_ROWS = "1 | Chad | 2019\n2 | Mali | 2020\n3 | Togo | 2020\n4 | Peru | 2021\n5 | Laos | 2022"


@rule(
    "T315",
    "heading-years",
    "warning",
    examples=(
        Example(None, f"# List of projects, 2020-2023\nText.\nNo. | State | Cycle\n{_ROWS}", says="2019 to 2022"),
        Example(None, f"# List of projects, 2019-2022\nText.\nNo. | State | Cycle\n{_ROWS}"),
        Example(
            "# 2019-2022 年项目列表\n序号 | 国家 | 周期\n1 | 甲 | 2019\n2 | 乙 | 2020\n3 | 丙 | 2021\n4 | 丁 | 2022",
            None,
        ),
        Example(
            "# 2020-2023 年项目列表\n序号 | 国家 | 周期\n1 | 甲 | 2019\n2 | 乙 | 2020\n3 | 丙 | 2021\n4 | 丁 | 2022",
            None,
            says="2019",
        ),
    ),
)
def heading_years(view: DocumentView) -> Iterator[Finding]:
    """The heading or caption of a table gives a span of years, and its only column of years has others.

    A list that is said to be of 2020 to 2023 and holds 2019 was made for other years, or its heading was not brought
    up to date. At least half of the years must lie in the span, so that a column of other years (of birth) is let be.

    In the text near a table that lists years behind names, a span that is as long as the table's but one year off is
    told too.
    """
    blocks = view.document.blocks
    places = {block.id: n for n, block in enumerate(blocks)}
    for ledger in ledgers(view):
        cols = ledger.year_columns()
        if len(cols) != 1:
            continue
        for spot, text in _titles(view, blocks, places[ledger.table.block.id]):
            found = _SPAN.search(text)
            if found:
                yield from _checked(view, ledger, cols[0], spot, found)
                break
    yield from _shifted(view, blocks, places)


def _shifted(view: DocumentView, blocks: tuple[Block, ...], places: dict[str, int]) -> Iterator[Finding]:
    """A span of years in the text near a table that lists years, as long as the table's but a year off."""
    for ledger in ledgers(view):
        years = ledger.years
        if len(years) < 3 or years != list(range(years[0], years[-1] + 1)):
            continue
        at = places[ledger.table.block.id]
        for block in blocks[max(0, at - NEAR) : at + NEAR]:
            if block.rows is not None or block.kind in ("title", "heading"):
                continue
            for found in _SPAN.finditer(block.text):
                low, high = _ends(found)
                if high - low == years[-1] - years[0] and abs(low - years[0]) == 1:
                    yield finding(
                        "T315",
                        Message(
                            f"the text says {low} to {high}, the table has {years[0]} to {years[-1]}",
                            f"文中为 {low} 至 {high} 年，表中为 {years[0]} 至 {years[-1]} 年",
                        ),
                        (
                            view.place_at(Spot(view.index, block.id), found.start(), found.end(), f"{low}/{high}"),
                            ledger.table.place(0, 0),
                        ),
                        confidence=0.6,
                    )


def _ends(found: re.Match[str]) -> tuple[int, int]:
    """The first and last year of a span; 2019-22 ends in 2022."""
    low = int(found[1])
    return low, int(found[2]) if len(found[2]) == 4 else low // 100 * 100 + int(found[2])


def _titles(view: DocumentView, blocks: tuple[Block, ...], at: int) -> Iterator[tuple[Spot, str]]:
    """The caption of a table, then the nearest heading above it."""
    if blocks[at].caption:
        yield Spot(view.index, blocks[at].id, caption=True), blocks[at].caption or ""
    for block in reversed(blocks[max(0, at - 8) : at]):
        if block.rows is not None:
            return
        if block.kind in ("title", "heading"):
            yield Spot(view.index, block.id), block.text
            return


def _checked(view: DocumentView, ledger: Ledger, col: int, spot: Spot, found: re.Match[str]) -> Iterator[Finding]:
    low, high = _ends(found)
    years = [int(text[:4]) for r in ledger.rows if (text := ledger.sheet.rows[r][col].strip())[:4].isdecimal()]
    outside = [year for year in years if not low <= year <= high]
    if low < high and outside and len(outside) * 2 <= len(years):
        yield finding(
            "T315",
            Message(
                f"the heading says {low} to {high}, the table has {min(years)} to {max(years)}; "
                f"{len(outside)} of {len(years)} rows lie outside",
                f"标题为 {low} 至 {high} 年，表中为 {min(years)} 至 {max(years)} 年；"
                f"{len(years)} 行中有 {len(outside)} 行在外",
            ),
            (view.place_at(spot, found.start(), found.end(), f"{low}/{high}"), ledger.table.place(0, col)),
            confidence=0.75,
        )
