"""Second witnesses: other table finders, asked about the rare pages whose rules our own geometry cannot close.

Dashes too short to be lines, rules with gaps, rules that lean, rules in a picture under the text: pdfplumber joins
the first two, camelot's lattice sees lines in the rendered page. They only say where the cells are. What stands in
the cells is read as in every table, and the evidence has to speak for it as for our own.

A witness works in a process of its own, so neither its time nor its faults are ours. Run as a module this file is that
process: it reads a question (JSON) and writes the cells of the tables it sees.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from hedui.extract.glyphs import Bools, Ints, PageGlyphs
from hedui.extract.tables_cells import fill
from hedui.extract.tables_evidence import Candidate, is_aligned, is_contents, is_index, is_listing, is_prose
from hedui.extract.tables_grid import SNAP, Grid, Rules, merged
from hedui.extract.tables_region import Region, region_of_grid
from hedui.extract.tables_runs import Runs, has_leaders, lines_of
from hedui.model import Box

PDFPLUMBER, CAMELOT = "pdfplumber", "camelot lattice"
LIMITS = {PDFPLUMBER: 5.0, CAMELOT: 12.0}
"""Seconds a witness may think about a page, the start of its process included."""
MOST_ASKED = 30
"""Pages of one document about which a witness is asked: a scan of a thousand forms is no reason to wait for hours."""
MOST_LATE = 2
"""A witness that did not answer in time so often is not asked again."""
_DASHES = 40
"""Strokes that are too short or lean, on a page that may have rules made of them; four leaning ones are enough."""
_LEAST_ROWS, _LEAST_PARTED = 3, 2
"""Lines with gaps that make text in columns, and how many of them have to agree in a place."""
_MOST_RULES = 400
"""A page with more rules outside tables has a drawing on it."""
_MARGIN = 15.0
"""Points: no column is narrower."""
_WIDE_GAP = 9.0
"""Points that a gap in a rule may measure."""
_SEEN_INSIDE = 0.95
"""The share of the glyphs in a table's box that its cells have to hold."""
_MOST_CUT = 0.03
"""The share of runs that a cell's border may cut."""
_DARK = 170
"""Darker than this of 255 is a rule."""
_THICK = 10
"""Half points: what is thicker is no rule."""

CellBox = tuple[float, float, float, float]


@dataclass(slots=True)
class Witnesses:
    """The witnesses for one file; they count how often they were asked."""

    path: Path
    password: str | None = None
    asked: int = 0
    late: dict[str, int] = field(default_factory=dict)
    """How often each did not answer in time."""

    def better(self, page: PageGlyphs, runs: Runs, ours: Sequence[Region]) -> list[Region]:
        """Our tables of a page, those replaced and added that a witness saw better."""
        names = doubtful(page, runs, ours)
        if not names or self.asked >= MOST_ASKED:
            return list(ours)
        if CAMELOT in names and len(page.images) and PDFPLUMBER not in names and not self._has_rules(page):
            return list(ours)
        self.asked += 1
        for name in names:
            chosen = list(ours)
            for cells in self._cells(name, page):
                chosen = _with(chosen, judged(page, runs, cells, name))
            if any(region.found_by == name for region in chosen):
                return chosen
        return list(ours)

    def _has_rules(self, page: PageGlyphs) -> bool:
        """Whether long dark lines run both ways through the pictures of a page, as a quick look at it shows."""
        import pypdfium2 as pdfium

        pdf = pdfium.PdfDocument(str(self.path), password=self.password)
        try:
            dark = np.asarray(pdf[page.number - 1].render(scale=2, grayscale=True).to_numpy()).squeeze() < _DARK
        finally:
            pdf.close()
        return all(_long_lines(seen) >= 3 for seen in (dark, dark.T))

    def _cells(self, name: str, page: PageGlyphs) -> list[list[CellBox]]:
        """The tables a witness sees on a page, each as the boxes of its cells; none if it does not answer in time."""
        if self.late.get(name, 0) >= MOST_LATE:
            return []
        question = {"who": name, "path": str(self.path), "password": self.password, "page": page.number}
        try:
            answer = subprocess.run(
                [sys.executable, "-m", "hedui.extract.tables_witness"],
                input=json.dumps(question),
                capture_output=True,
                text=True,
                timeout=LIMITS[name],
                check=True,
            )
            said = json.loads(answer.stdout)
        except subprocess.TimeoutExpired:
            self.late[name] = self.late.get(name, 0) + 1
            return []
        except (OSError, subprocess.CalledProcessError, ValueError):
            return []
        if abs(said["width"] - page.width) > 1 or abs(said["height"] - page.height) > 1:
            return []
        return [[(c[0], c[1], c[2], c[3]) for c in table] for table in said["tables"]]


# Whether to ask -------------------------------------------------------------------------------------------------------


def doubtful(page: PageGlyphs, runs: Runs, ours: Sequence[Region]) -> tuple[str, ...]:
    """The witnesses worth asking about a page, in order; none for nearly all pages.

    There are marks of rules that made no grid (lines outside our tables, dashes, a picture), and text in columns there.
    """
    if page.turned or page.rotation:
        return ()
    sure = [region for region in ours if region.confidence > 0.95]
    dashed, leaning = page.strokes >= _DASHES, 4 <= page.strokes < _DASHES
    loose = _loose_box(page, sure)
    pictures = [_as_box(box) for box in page.images.tolist() if _is_large(page, box)]
    boxes = [
        *pictures,
        *([loose] if loose else []),
        *([(0.0, 0.0, page.width, page.height)] if dashed or leaning else []),
    ]
    if not any(_in_columns(runs, box, sure) for box in boxes):
        return ()
    drawn = (PDFPLUMBER,) if dashed or loose else ()
    return (*drawn, CAMELOT) if pictures or leaning else drawn


def _as_box(values: Sequence[float]) -> Box:
    return values[0], values[1], values[2], values[3]


def _is_large(page: PageGlyphs, box: Sequence[float]) -> bool:
    return (box[2] - box[0]) > 0.3 * page.width and (box[3] - box[1]) > 40


def _loose_box(page: PageGlyphs, ours: Sequence[Region]) -> Box | None:
    """The box around the lines outside our tables, if they run both ways as those of a table do."""
    if len(page.lines) < 5:
        return None
    free = np.ones(len(page.lines), np.bool_)
    for x0, top, x1, bottom in (region.box for region in ours):
        inside = (page.lines[:, 0] > x0 - 4) & (page.lines[:, 2] < x1 + 4)
        free &= ~(inside & (page.lines[:, 1] > top - 4) & (page.lines[:, 3] < bottom + 4))
    lines = page.lines[free]
    across, down = merged(lines, horizontal=True), merged(lines, horizontal=False)
    if max(len(across), len(down)) > _MOST_RULES:
        return None
    across, down = across.take(_dangling(across, down)), down.take(_dangling(down, across))
    if len(np.unique(np.round(across.at))) < 3 or len(np.unique(np.round(down.at))) < 2:
        return None
    inside = (down.at > across.low.min() + _MARGIN) & (down.at < across.high.max() - _MARGIN)
    if not inside.any():  # the sides of a frame
        return None
    return float(across.low.min()), float(down.low.min()), float(across.high.max()), float(down.high.max())


def _dangling(rules: Rules, others: Rules) -> Bools:
    """Which rules end, on one side at least, where no rule of the other direction is: frames have none such."""
    held = np.ones(len(rules), np.bool_)
    beside = (others.low[None, :] - SNAP <= rules.at[:, None]) & (rules.at[:, None] <= others.high[None, :] + SNAP)
    for end in (rules.low, rules.high):
        held &= (beside & (np.abs(others.at[None, :] - end[:, None]) <= SNAP)).any(axis=1)
    return ~held


def _in_columns(runs: Runs, box: Box, sure: Sequence[Region]) -> bool:
    """Whether lines in a box have gaps, and the parts begin at the same places."""
    middle = (runs.box[:, 0] + runs.box[:, 2]) / 2
    inside = (middle > box[0]) & (middle < box[2]) & (runs.mid > box[1]) & (runs.mid < box[3])
    for x0, top, x1, bottom in (region.box for region in sure):
        inside &= ~((middle > x0) & (middle < x1) & (runs.mid > top) & (runs.mid < bottom))
    lines = [line for line in lines_of(runs, np.flatnonzero(inside).astype(np.int32)) if len(line.spans) > 1]
    if len(lines) < _LEAST_ROWS or any(has_leaders(runs.text(line.runs[-1])) for line in lines[:3]):
        return False
    places = np.round([span[k] / 3 for line in lines for span in line.spans[1:] for k in (0, 1)])
    _, counts = np.unique(places, return_counts=True)
    return bool((counts >= max(_LEAST_PARTED, 0.4 * len(lines))).any())


def _long_lines(dark: Bools) -> int:
    """How many thin lines of pixels are dark over 30 points at a stretch."""
    dark = dark.copy()
    dark[1:] |= dark[:-1].copy()  # a line that leans goes on in the next line of pixels
    total = np.cumsum(dark, axis=1, dtype=np.int32)
    full = np.concatenate([[False], (total[:, 60:] - total[:, :-60] >= 58).any(axis=1), [False]])
    starts, ends = np.flatnonzero(~full[:-1] & full[1:]), np.flatnonzero(full[:-1] & ~full[1:])
    return int(np.count_nonzero(ends - starts <= _THICK))


# What to make of the answer -------------------------------------------------------------------------------------------


def judged(page: PageGlyphs, runs: Runs, cells: Sequence[CellBox], name: str) -> Region | None:
    """The table in some cells, with how sure it is; None where the evidence does not speak for one."""
    grid = grid_of_cells(cells)
    if grid is None or min(grid.shape) < 2:
        return None
    region = region_of_grid(runs, grid, fill(runs, grid))
    if region is None or len(region.rows) < 2:
        return None
    inside, cut = _held(page, runs, region), _share_cut(runs, grid)
    low, high = region.columns[:-1], region.columns[1:]
    candidate = Candidate(page, runs, region.rows, low, high, (), name)
    width = candidate.width
    aligned = sum(is_aligned(candidate.column(k)) for k in range(width)) / width
    text = is_prose(candidate) or is_listing(candidate) or is_contents(candidate) or is_index(candidate)
    if inside < _SEEN_INSIDE or cut > _MOST_CUT or aligned < 0.6 or text:
        return None
    return replace(region, found_by=name, confidence=round(0.9 * inside * (1 - cut), 3))


def grid_of_cells(cells: Sequence[CellBox]) -> Grid | None:
    """The grid of which cells given by their boxes are the (merged) cells; None where they make none."""
    if len(cells) < 2 or len(cells) > 5000:
        return None
    xs = _edges([x for cell in cells for x in (cell[0], cell[2])])
    ys = _edges([y for cell in cells for y in (cell[1], cell[3])])
    if len(xs) < 2 or len(ys) < 2:
        return None
    owner: Ints = -1 - np.arange((len(ys) - 1) * (len(xs) - 1), dtype=np.int32).reshape(len(ys) - 1, len(xs) - 1)
    for number, (x0, top, x1, bottom) in enumerate(cells):
        columns, rows = (_nearest(xs, x0), _nearest(xs, x1)), (_nearest(ys, top), _nearest(ys, bottom))
        owner[rows[0] : rows[1], columns[0] : columns[1]] = number
    down, across = owner[:, :-1] != owner[:, 1:], owner[:-1] != owner[1:]
    return Grid(tuple(xs), tuple(ys), down, across, False, False, False)


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 3:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return int(np.argmin(np.abs(np.array(edges) - value)))


def _held(page: PageGlyphs, runs: Runs, region: Region) -> float:
    """The share of the glyphs in a table's box that its cells hold."""
    x0, top, x1, bottom = region.box
    middle = (runs.box[:, 0] + runs.box[:, 2]) / 2
    near = (middle > x0) & (middle < x1) & (runs.mid > top) & (runs.mid < bottom)
    total = sum(len(runs.glyphs[run]) for run in np.flatnonzero(near))
    return min(1.0, len(region.glyphs) / total) if total else 0.0


def _share_cut(runs: Runs, grid: Grid) -> float:
    """The share of the runs in a grid that a border of a cell cuts."""
    rows = np.searchsorted(np.array(grid.ys), runs.mid) - 1
    members = np.flatnonzero((rows >= 0) & (rows < grid.shape[0]))
    cut = seen = 0
    for run in members.tolist():
        x0, _, x1, _ = runs.box[run]
        if x1 < grid.xs[0] or x0 > grid.xs[-1]:
            continue
        seen += 1
        inner = grid.down[int(rows[run])].tolist()
        borders = [grid.xs[0], *(x for x, drawn in zip(grid.xs[1:-1], inner, strict=True) if drawn), grid.xs[-1]]
        cut += any(x0 + 1.5 < x < x1 - 1.5 for x in borders)
    return cut / seen if seen else 1.0


def _with(ours: list[Region], theirs: Region | None) -> list[Region]:
    """Our tables with one of a witness, in place of those it covers if it is surer than each of them."""
    if theirs is None:
        return ours
    met = [region for region in ours if _overlap(region.box, theirs.box)]
    mine = {int(glyph) for region in met for glyph in region.glyphs}
    lost = len(mine.difference(theirs.glyphs.tolist()))
    if any(region.confidence >= theirs.confidence for region in met) or lost > 0.1 * len(mine):
        return ours
    return [region for region in ours if not any(region is one for one in met)] + [theirs]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# The process of a witness ---------------------------------------------------------------------------------------------


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """What a witness sees on a page: its width and height, and for each table the boxes of the cells."""
    look = {PDFPLUMBER: _pdfplumber, CAMELOT: _camelot}[question["who"]]
    width, height, tables = look(question["path"], question["password"], question["page"])
    return {"width": width, "height": height, "tables": tables}


def _pdfplumber(path: str, password: str | None, number: int) -> tuple[float, float, list[list[CellBox]]]:
    import pdfplumber

    settings = {"join_tolerance": _WIDE_GAP, "intersection_tolerance": _WIDE_GAP, "edge_min_length": 12}
    with pdfplumber.open(path, password=password, pages=[number]) as pdf:
        page = pdf.pages[0]
        left, top = page.bbox[:2]
        tables = [
            [(c[0] - left, c[1] - top, c[2] - left, c[3] - top) for c in table.cells]
            for table in page.find_tables(settings)
        ]
        return float(page.width), float(page.height), tables


def _camelot(path: str, password: str | None, number: int) -> tuple[float, float, list[list[CellBox]]]:
    import camelot
    import pypdfium2 as pdfium

    pdf = pdfium.PdfDocument(path, password=password)
    width, height = pdf[number - 1].get_size()
    pdf.close()
    found = camelot.read_pdf(
        path, pages=str(number), password=password, flavor="lattice", suppress_stdout=True,
        process_background=False, line_scale=30, use_fallback=False,
    )  # fmt: skip
    return width, height, [list(_merged_cells(table.cells, height)) for table in found]


def _merged_cells(cells: Sequence[Sequence[Any]], height: float) -> Iterator[CellBox]:
    """The boxes of camelot's cells, those without a line between them as one."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(cells):
        for c, cell in enumerate(row):
            if (r, c) in taken:
                continue
            right, low = c, r
            while right + 1 < len(row) and not row[right].right and not row[right + 1].left:
                right += 1
            while low + 1 < len(cells) and not cells[low][c].bottom and not cells[low + 1][c].top:
                low += 1
            taken |= {(i, j) for i in range(r, low + 1) for j in range(c, right + 1)}
            yield cell.x1, height - cell.y2, row[right].x2, height - cells[low][c].y1


def main() -> None:
    """Answer the question on the standard input."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    question = json.load(sys.stdin)
    with contextlib.redirect_stdout(io.StringIO()):
        said = answer(question)
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
