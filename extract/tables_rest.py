"""The rest of a table that the page before could not hold, read in the columns of that page."""

from __future__ import annotations

from collections.abc import Sequence

from hedui.extract.glyphs import PageGlyphs
from hedui.extract.tables_columns import Columns, fills, goes_on
from hedui.extract.tables_region import Region, glyphs_in, runs_outside
from hedui.extract.tables_rows import cells_of, place, rows_of
from hedui.extract.tables_runs import Line, Runs, finer, lines_of


def rest_of(
    page: PageGlyphs, runs: Runs, before: Region, taken: Sequence[Region]
) -> tuple[Region, list[Region]] | None:
    """The rest of a table that the page before could not hold, read in the columns of that, and the regions left.

    It is made of the first lines of the page (a running head apart), which stand in the columns of ``before``, which
    filled its page; so a last row is found that nobody would take for a table by itself, and columns that hold little
    on this page are not lost. None where there is no such rest, or what was found is as good.
    """
    if not before.extents or before.box[3] < 0.75 * before.page_height:
        return None
    columns = Columns(tuple(low for low, _ in before.extents), tuple(high for _, high in before.extents))
    better = [r for r in taken if r.extents and len(r.extents) < len(columns)]
    others = [r for r in taken if not any(r is one for one in better)]
    lines = [finer(runs, line) for line in lines_of(runs, runs_outside(runs, others))]
    chosen = _in_columns(lines, columns)
    if not chosen or any(region.box[1] < chosen[-1].bottom for region in others):
        return None
    cut = [r for r in better if r.box[1] < chosen[-1].bottom]
    if any(r.box[3] > chosen[-1].bottom + 2 for r in cut):
        return None
    cells = cells_of(runs, rows_of(runs, place(chosen, columns), columns, []), columns, chosen)
    box = (columns.low[0], chosen[0].top, columns.high[-1], chosen[-1].bottom)
    region = Region(
        page.number, box, columns.edges, tuple(cells), glyphs_in(runs, cells), page.height, before.found_by, 0.6,
        extents=before.extents,
    )  # fmt: skip
    return region, [r for r in taken if not any(r is one for one in cut)]


def _in_columns(lines: Sequence[Line], columns: Columns) -> list[Line]:
    """The first lines of a page, from the first or third on, that go on in these columns."""
    at = 0
    while at < min(2, len(lines)) and not fills(columns, lines[at]):
        at += 1
    chosen: list[Line] = []
    for line in lines[at:]:
        fits = goes_on(columns, line, line.top - chosen[-1].bottom) if chosen else fills(columns, line)
        if not fits:
            break
        chosen.append(line)
    return chosen
