"""From the glyphs of a page to its printed lines, in reading order.

    glyphs ─► runs ─► rows, small signs raised in them ─► rows cut in columns, in reading order ─► lines
              lines_raised          lines_rows                    lines_columns                   lines_text

Glyphs on one baseline make a row, rows are cut where columns of prose stand side by side, what is left are lines.
Raised small signs are taken out of the text and kept aside with their place (``Line.raised``): whether "8%¹" holds a
footnote mark is known only when the notes are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from hedui.extract.glyphs import PageGlyphs
from hedui.extract.lines_columns import Zone, reading_order, zones_of
from hedui.extract.lines_line import Line, Raised, dominant_size, is_mono, is_unbroken
from hedui.extract.lines_raised import Index
from hedui.extract.lines_rows import rows_of, sorted_glyphs
from hedui.extract.lines_text import Printed
from hedui.model import Box

__all__ = [
    "Index",
    "Line",
    "Raised",
    "dominant_size",
    "is_in_columns",
    "is_mono",
    "is_unbroken",
    "lines_of",
    "page_lines",
]


def page_lines(
    page: PageGlyphs,
    taken: NDArray[np.bool_] | None = None,
    barriers: Sequence[Box] = (),
    gutters: set[int] | None = None,
) -> list[Line]:
    """The printed lines of a page in reading order, without the glyphs that are ``taken`` (by tables).

    ``barriers`` are the boxes of tables: columns end above one that is wider than they are, and begin anew below it.
    ``gutters`` holds the places where columns of pages before were parted; those of this page are added.
    """
    upright = page.angle == 0
    inside = (page.box[:, 0] > -2) & (page.box[:, 2] < page.width + 2)
    inside &= (page.box[:, 1] > -page.size) & (page.box[:, 3] < page.height + page.size)
    keep = ~page.generated & upright & inside & (page.size > 0.5) & np.isfinite(page.box).all(axis=1)
    if taken is not None:
        keep &= ~taken
    return lines_of(page, np.flatnonzero(keep), barriers=barriers, gutters=gutters)


def is_in_columns(page: PageGlyphs, chosen: Index, gutters: Iterable[int]) -> bool:
    """Whether the chosen glyphs stand in columns of text, at least in part."""
    glyphs = sorted_glyphs(page, chosen)
    return glyphs is not None and len(zones_of(rows_of(page, glyphs), set(gutters))) > 1


def lines_of(
    page: PageGlyphs,
    chosen: Index,
    columns: bool = True,
    barriers: Sequence[Box] = (),
    gutters: set[int] | None = None,
) -> list[Line]:
    """The lines that the chosen glyphs (indices in content order) make."""
    glyphs = sorted_glyphs(page, chosen)
    if glyphs is None:
        return []
    rows = rows_of(page, glyphs)
    printed = Printed(page, glyphs)
    known = set() if gutters is None else gutters
    zones = reading_order(rows, barriers, printed, known) if columns else [Zone(rows)]
    lines: list[Line] = []
    for number, zone in enumerate(zones):
        for row in zone.rows:
            line = printed.line(row)
            if line is not None:
                line.column, line.edge, line.margin = number, zone.x0, zone.x1
                lines.append(line)
    return lines
