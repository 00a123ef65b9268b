"""Heads turned by a quarter: the texts that stand upright in narrow columns, put into the cells below which they stand.

The glyphs of each are laid on a virtual page on which they are level, so that their lines are made as all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from hedui.extract.glyphs import Floats, Ints
from hedui.extract.lines import Line, lines_of
from hedui.extract.tables_cells import Cell, cell, cell_lines, with_spaces
from hedui.extract.tables_region import Region, Row
from hedui.extract.tables_runs import Runs

_HIGHEST = 170.0
"""Points: the height of the highest head of turned texts."""
_FEWEST = 2
"""So many columns at least have a turned head where a row of them is to be found above a table."""


def with_turned_heads(runs: Runs, regions: Sequence[Region]) -> list[Region]:
    """Regions with the texts in their heads that are turned by a quarter."""
    page = runs.page
    turned = np.flatnonzero(
        ((page.angle == 90) | (page.angle == 270)) & ~page.generated & (page.code > 32) & (page.code != 0xA0)
    ).astype(np.int32)
    if not len(turned):
        return list(regions)
    return [_with_heads(runs, region, turned) for region in regions]


def _with_heads(runs: Runs, region: Region, turned: Ints) -> Region:
    box = runs.page.box[turned]
    x, y = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
    left, top, right, bottom = region.box
    inside = (x > left) & (x < right) & (y > top - _HIGHEST) & (y < bottom)
    if not inside.any():
        return region
    column = np.searchsorted(np.array(region.columns[1:-1]), x)
    texts = {int(k): turned[inside & (column == k)] for k in np.unique(column[inside]).tolist()}
    return _filled(runs, region, texts) if region.found_by.startswith("ruled") else _headed(runs, region, texts)


def _filled(runs: Runs, region: Region, texts: dict[int, Ints]) -> Region:
    """A ruled table with turned texts in its empty cells."""
    rows = [list(row) for row in region.rows]
    taken = []
    for glyphs in texts.values():
        y = (runs.page.box[glyphs, 1] + runs.page.box[glyphs, 3]) / 2
        x = (runs.page.box[glyphs, 0] + runs.page.box[glyphs, 2]) / 2
        for row in rows:
            for col, empty in enumerate(row):
                x0, top, x1, bottom = empty.box
                here = glyphs[(y > top) & (y < bottom) & (x > x0) & (x < x1)]
                if len(here) and not empty.text:
                    lines = _lines(runs, here)
                    row[col] = cell(lines, (), empty.row, empty.col, empty.rowspan, empty.colspan, empty.box)
                    taken.append(here)
    if not taken:
        return region
    return replace(region, rows=tuple(map(tuple, rows)), glyphs=np.unique(np.concatenate([region.glyphs, *taken])))


def _headed(runs: Runs, region: Region, texts: dict[int, Ints]) -> Region:
    """A table without columns ruled, with turned texts in its first row or in a row of their own above it."""
    box = runs.page.box
    first = region.rows[0]
    top = min(one.box[1] for one in first if one.text)
    bottom = max(one.box[3] for one in first if one.text)
    heads = {k: glyphs[box[glyphs, 1] < bottom] for k, glyphs in texts.items()}
    heads = {k: glyphs for k, glyphs in heads.items() if len(glyphs)}
    if len(heads) < _FEWEST or any(float(box[glyphs, 3].max()) > bottom + 4 for glyphs in heads.values()):
        return region
    high = min(float(box[glyphs, 1].min()) for glyphs in heads.values())
    if all(not first[k].text for k in heads) and all(float(box[glyphs, 3].max()) > top for glyphs in heads.values()):
        row, rest = list(first), region.rows[1:]
    elif all(float(box[glyphs, 3].max()) <= top + 2 for glyphs in heads.values()):
        row, rest = _upright(runs, region, high, top), region.rows
    else:
        return region
    for k, glyphs in heads.items():
        row[k] = cell(_lines(runs, glyphs), row[k].runs, 0, k)
    made: tuple[Row, ...] = (tuple(row), *rest)
    members = [runs.glyphs[run] for one in row for run in one.runs]
    return replace(
        region,
        rows=made,
        box=(region.box[0], min(region.box[1], high), *region.box[2:]),
        glyphs=np.unique(np.concatenate([region.glyphs, *heads.values(), *members])),
    )


def _upright(runs: Runs, region: Region, top: float, bottom: float) -> list[Cell]:
    """The cells of a row of heads, with the texts in it that are not turned."""
    members: dict[int, list[int]] = {}
    edges = np.array(region.columns[1:-1])
    for run in np.flatnonzero((runs.mid > top - runs.size) & (runs.mid < bottom)).tolist():
        x0, _, x1, _ = runs.listed[0][run]
        if region.box[0] - 2 < x0 and x1 < region.box[2] + 2:
            members.setdefault(int(np.searchsorted(edges, (x0 + x1) / 2)), []).append(run)
    lines = cell_lines(runs, members)
    return [cell(lines.get(k, []), members.get(k, []), 0, k) for k in range(len(region.columns) - 1)]


def _lines(runs: Runs, glyphs: Ints) -> list[Line]:
    """The lines of a text that is turned by a quarter, with the boxes in which they stand on the page."""
    page = runs.page
    down = bool((page.angle[glyphs] == 90).mean() > 0.5)
    level = replace(
        page,
        box=_level(page.box, down),
        tight=_level(page.tight, down),
        baseline=-page.baseline if down else page.baseline,
        angle=np.zeros_like(page.angle),
    )
    lines = []
    for line in lines_of(level, with_spaces(page.code, glyphs), columns=False):
        x0, top, x1, bottom = line.box
        real = (-bottom, x0, -top, x1) if down else (top, -x1, bottom, -x0)
        line.left, line.right = np.full_like(line.left, real[0]), np.full_like(line.right, real[2])
        line.top, line.bottom, line.baseline = real[1], real[3], real[3]
        line.raised = tuple(replace(sign, box=real) for sign in line.raised)
        lines.append(line)
    return lines


def _level(box: Floats, down: bool) -> Floats:
    """Boxes on the page turned so that text that runs down (or up) is level."""
    x0, top, x1, bottom = box.T
    return np.stack([top, -x1, bottom, -x0] if down else [-bottom, x0, -top, x1], axis=1)
