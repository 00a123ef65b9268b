"""Tables of a PDF: found on each page, then joined over the pages.

    glyphs, rulings ─► runs ─► grids from rulings ─► cells ─► regions of a page ─┐
                          └──► columns of white  ─► cells ─► regions of a page ─┴► joined tables

``find_tables`` looks at one page, ``join_pages`` at what it found on all of them. A region says which finder saw it and
how sure that finder is: prose set in columns is worse as a table than a table read as paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

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

_NUMBER = r"(?:\d+|[IVXLC]+|[A-Z])(?:[.\-–—]\d+)*"
_CAPTION = re.compile(
    rf"(?:Table|TABLE|Tab\.|Exhibit|Box)\s+(?:[A-Z]{{1,2}}[.\-]?)?{_NUMBER}(?![\w])"
    rf"|(?:附?表格?|表\s?格|图表|圖表)\s?(?:{_NUMBER}|[一二三四五六七八九十百]+)(?![\w])"
    rf"|(?:附?表格?)\s?[A-Z]?\d+(?:[.\-–—]\d+)*"
)


def is_caption(text: str) -> bool:
    """Whether a paragraph reads like the caption of a table: "Table 3. …", "表 2-1 …", and not a sentence about one."""
    match = _CAPTION.match(text)
    if not match or len(text) > 300:
        return False
    rest = text[match.end() :].lstrip()
    # "Table 3 shows that …" and "表 3 显示…" are sentences: a caption has a mark, capital or nothing after its number.
    return not rest or rest[0] in ".:：．。—–-|、(（" or (rest[0].isupper() or _spaced_title(text, match.end()))


def _spaced_title(text: str, end: int) -> bool:
    return text[end : end + 1] in (" ", "\u3000") and not text.rstrip().endswith(("。", ".", "；"))


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
