"""Tables of a PDF: found on each page, then joined over the pages.

    glyphs, rulings ─► runs ─► grids from rulings ─► cells ─► regions of a page ─┐
                          ├──► columns of white  ─► cells ─► regions of a page ─┼► joined tables
                          └──► (rules unclear) second witnesses ─► cells ───────┘

``find_tables`` looks at one page, ``join_pages`` at what it found on all of them. A region says which finder saw it and
how sure that finder is: prose set in columns is worse as a table than a table read as paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from hedui.extract.captions import is_caption
from hedui.extract.glyphs import Bools, PageGlyphs
from hedui.extract.tables_cells import fill
from hedui.extract.tables_framed import framed_rows
from hedui.extract.tables_grid import Rules, drawings, grid_of, merged
from hedui.extract.tables_join import Joined, fits, join_pages
from hedui.extract.tables_open import open_tables
from hedui.extract.tables_region import Region, region_of_grid
from hedui.extract.tables_rest import rest_of
from hedui.extract.tables_runs import Runs, lines_of, runs_of
from hedui.extract.tables_titles import is_caption_line
from hedui.extract.tables_turned import with_turned_heads
from hedui.extract.tables_witness import Witnesses
from hedui.model import Block, Box

if TYPE_CHECKING:
    import pandas

_TALLEST_TITLE = 40.0
"""Points: the height of a row across all columns that may part a table without outer verticals in two drawings."""

_TOP = 0.2
"""The share of a page above which the rest of a table may begin."""
_ABOVE = 42.0
"""Points above a table in which its caption stands."""

__all__ = ["Joined", "Region", "Witnesses", "find_tables", "fits", "is_caption", "join_pages", "to_frame"]


def find_tables(
    page: PageGlyphs,
    exclude: Sequence[Box] = (),
    before: Region | None = None,
    gutters: Iterable[int] = (),
    witnesses: Witnesses | None = None,
) -> list[Region]:
    """The tables of one page, from the top. Glyphs in the boxes of ``exclude`` (running heads, feet) take no part.

    ``before`` is the last table of the page before: its last rows may stand alone at the top of this one. ``gutters``
    are the places where columns of text were parted on the pages before. ``witnesses`` are asked where rules
    stand that made no grid.
    """
    runs = runs_of(page, exclude)
    if not len(runs):
        return []
    found = _ruled(page, runs)
    found += open_tables(page, runs, found, gutters)
    rest = rest_of(page, runs, before, found) if before is not None else None
    if rest is not None:
        found = [rest[0], *rest[1]]
    if witnesses is not None:
        found = witnesses.better(page, runs, found)
    found = [_named(runs, region, found) for region in with_turned_heads(runs, found)]
    return sorted(found, key=lambda region: region.box[1])


def _named(runs: Runs, region: Region, regions: Sequence[Region]) -> Region:
    """A region with the mark of a caption above it, where it is the first of its page or one stands left of it."""
    x0, top, x1, _ = region.box
    if top > _TOP * region.page_height and not any(r.box[2] < x0 + 2 and r.box[3] > top for r in regions):
        return region
    middle = (runs.box[:, 0] + runs.box[:, 2]) / 2
    above = (runs.mid < top) & (runs.mid > top - _ABOVE) & (middle > x0) & (middle < x1)
    lines = lines_of(runs, np.flatnonzero(above).astype(np.int32))
    return replace(region, named=any(is_caption_line(runs, line) for line in lines))


def _ruled(page: PageGlyphs, runs: Runs) -> list[Region]:
    across, down = merged(page.lines, horizontal=True), merged(page.lines, horizontal=False)
    regions = []
    for horizontals, verticals in _whole(across, down):
        grid = grid_of(across.take(horizontals), down.take(verticals))
        if grid is None or grid.shape[1] < 2:
            continue
        region = region_of_grid(runs, grid, fill(runs, grid))
        if region is not None:
            regions.append(framed_rows(page, runs, region))
    return regions


def _whole(across: Rules, down: Rules) -> list[tuple[Bools, Bools]]:
    """The drawings of a page, those put together that a row across all columns parts.

    In a table without outer verticals such a row has none at all, so the lines above and below it do not touch.
    """
    parts = sorted(drawings(across, down), key=lambda part: float(across.at[part[0]].min()))
    whole: list[tuple[Bools, Bools]] = []
    for part in parts:
        if whole and _parted_by_a_row(across, down, whole[-1], part):
            whole[-1] = (whole[-1][0] | part[0], whole[-1][1] | part[1])
        else:
            whole.append(part)
    return whole


def _parted_by_a_row(across: Rules, down: Rules, upper: tuple[Bools, Bools], lower: tuple[Bools, Bools]) -> bool:
    high, low = across.take(upper[0]), across.take(lower[0])
    if not 0 < low.at.min() - high.at.max() < _TALLEST_TITLE:
        return False
    ends = abs(high.low.min() - low.low.min()) + abs(high.high.max() - low.high.max())
    columns = [np.unique(np.round(down.take(side).at)) for side in (upper[1], lower[1])]
    same = len(columns[0]) == len(columns[1]) and bool(np.all(np.abs(columns[0] - columns[1]) <= 2))
    outside = high.low.min() < columns[0][0] - 6 or high.high.max() > columns[0][-1] + 6
    return bool(ends < 6 and same and outside)


def to_frame(block: Block) -> pandas.DataFrame:
    """A table as a pandas frame of texts, its first row as the names of the columns. Raises ValueError for others."""
    import pandas

    if block.rows is None:
        raise ValueError(f"block {block.id} is no table")
    if not block.rows:
        return pandas.DataFrame()
    header, *body = block.rows
    return pandas.DataFrame(body, columns=pandas.Index(header), dtype="object")
