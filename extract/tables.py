"""Tables of a PDF: found on each page, then joined over the pages.

    glyphs, rulings ─► runs ─► grids from rulings ─► cells ─► regions of a page ─┐
                          └──► columns of white  ─► cells ─► regions of a page ─┴► joined tables

``find_tables`` looks at one page, ``join_pages`` at what it found on all of them. A region says which finder saw it and
how sure that finder is: prose set in columns is worse as a table than a table read as paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hedui.extract.captions import is_caption
from hedui.extract.glyphs import PageGlyphs
from hedui.extract.tables_cells import fill
from hedui.extract.tables_grid import drawings, grid_of, merged
from hedui.extract.tables_join import Joined, join_pages
from hedui.extract.tables_open import open_tables
from hedui.extract.tables_region import Region, region_of_grid
from hedui.extract.tables_runs import Runs, runs_of
from hedui.model import Block, Box

if TYPE_CHECKING:
    import pandas

__all__ = ["Joined", "Region", "find_tables", "is_caption", "join_pages", "to_frame"]


def find_tables(page: PageGlyphs, path: str | None = None, exclude: Sequence[Box] = ()) -> list[Region]:
    """The tables of one page, from the top. Glyphs in the boxes of ``exclude`` (running heads, feet) take no part."""
    runs = runs_of(page, exclude)
    if not len(runs):
        return []
    found = _ruled(page, runs)
    found += open_tables(page, runs, found)
    return sorted(found, key=lambda region: region.box[1])


def _ruled(page: PageGlyphs, runs: Runs) -> list[Region]:
    across, down = merged(page.lines, horizontal=True), merged(page.lines, horizontal=False)
    regions = []
    for horizontals, verticals in drawings(across, down):
        grid = grid_of(across.take(horizontals), down.take(verticals))
        if grid is None or grid.shape[1] < 2:
            continue
        region = region_of_grid(runs, grid, fill(runs, grid))
        if region is not None:
            regions.append(region)
    return regions


def to_frame(block: Block) -> pandas.DataFrame:
    """A table as a pandas frame of texts, its first row as the names of the columns. Raises ValueError for others."""
    import pandas

    if block.rows is None:
        raise ValueError(f"block {block.id} is no table")
    if not block.rows:
        return pandas.DataFrame()
    header, *body = block.rows
    return pandas.DataFrame(body, columns=pandas.Index(header), dtype="object")
