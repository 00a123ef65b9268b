"""Grids of tables from their ruling lines: where the columns and rows are, and which cells are merged.

Lines that touch make one drawing. Where the horizontal rules of a drawing reach beyond its outermost verticals, the
table is half open and gets its missing sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hedui.extract.glyphs import Bools, Floats, Ints

SNAP = 3.0
"""Points within which lines are one line: no row of text is so low, and double rules are closer."""
_MOST_LINES = 1500
"""Horizontal or vertical lines of one page that are looked at; a table has fewer, a map or a chart more."""
_DRAWN = 0.6
"""The share of a cell's side that has to be ruled for the side to count as ruled."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Merged ruling lines of one direction: ``at`` is their place across, ``low`` to ``high`` their extent along."""

    at: Floats
    low: Floats
    high: Floats

    def __len__(self) -> int:
        return len(self.at)

    def take(self, which: Bools) -> Rules:
        """Some of them."""
        return Rules(self.at[which], self.low[which], self.high[which])


@dataclass(frozen=True, slots=True)
class Grid:
    """Edges of columns and rows.

    ``down[r, c]`` is True where cell (r, c) is ruled off from (r, c + 1), ``across[r, c]`` where it is ruled off from
    (r + 1, c). ``open_top`` and ``open_bottom`` tell that no rule closes the grid there.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    down: Bools
    across: Bools
    open_top: bool
    open_bottom: bool
    open_sides: bool

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The grid's outer box."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return len(self.ys) - 1, len(self.xs) - 1


def merged(lines: Floats, horizontal: bool) -> Rules:
    """The horizontal (or vertical) lines, pieces in one line that touch or nearly touch put together."""
    along, across = (0, 1) if horizontal else (1, 0)
    chosen = lines[lines[:, across] == lines[:, across + 2]]
    if not len(chosen) or len(chosen) > 20 * _MOST_LINES:
        return Rules(np.zeros(0), np.zeros(0), np.zeros(0))
    place = _clusters(chosen[:, across])
    order = np.lexsort((chosen[:, along], place))
    found: list[tuple[float, float, float]] = []
    last = None
    ends = (chosen[order, along].tolist(), chosen[order, along + 2].tolist())
    for at, low, high in zip(place[order].tolist(), *ends, strict=True):
        if last == at and low <= found[-1][2] + SNAP:
            found[-1] = (at, found[-1][1], max(found[-1][2], high))
        else:
            found.append((at, low, high))
            last = at
    kept = [line for line in found if line[2] - line[1] > 2 * SNAP][:_MOST_LINES]
    array = np.array(kept, np.float64).reshape(-1, 3)
    return Rules(array[:, 0], array[:, 1], array[:, 2])


def _clusters(values: Floats) -> Floats:
    """Each value replaced by the middle of its cluster; a cluster is never wider than ``SNAP``."""
    order = np.argsort(values, kind="stable")
    ordered = values[order].tolist()
    centres: list[float] = []
    start = 0
    for end in range(1, len(ordered) + 1):
        if end == len(ordered) or ordered[end] - ordered[start] > SNAP:
            centres += [(ordered[start] + ordered[end - 1]) / 2] * (end - start)
            start = end
    centre = np.empty_like(values)
    centre[order] = centres
    return centre


def drawings(across: Rules, down: Rules) -> Iterator[tuple[Bools, Bools]]:
    """The groups of lines that touch each other: (which horizontals, which verticals); those with both only."""
    if not len(across) or not len(down):
        return
    touch = (
        (down.at[None, :] >= across.low[:, None] - SNAP)
        & (down.at[None, :] <= across.high[:, None] + SNAP)
        & (across.at[:, None] >= down.low[None, :] - SNAP)
        & (across.at[:, None] <= down.high[None, :] + SNAP)
    )
    left = touch.any(axis=1)
    while left.any():
        rows: Bools = np.zeros(len(across), np.bool_)
        rows[np.flatnonzero(left)[0]] = True
        while True:
            columns: Bools = np.asarray(touch[rows].any(axis=0))
            grown: Bools = np.asarray(touch[:, columns].any(axis=1))
            if (grown == rows).all():
                break
            rows = grown
        left &= ~rows
        yield rows, columns


def grid_of(across: Rules, down: Rules) -> Grid | None:
    """The grid that touching lines make; None where they enclose less than a cell."""
    xs, ys = _places(down.at), _places(across.at)
    top, bottom = float(down.low.min()), float(down.high.max())
    open_top, open_bottom = ys[0] - top > 2 * SNAP, bottom - ys[-1] > 2 * SNAP
    ys = [top] * open_top + ys + [bottom] * open_bottom
    # A rule that hangs over one side only by a little is a flourish; a table's open column is as wide as its text.
    long = across.high - across.low > 0.5 * (xs[-1] - xs[0])
    left, right = (float(across.low[long].min()), float(across.high[long].max())) if long.any() else (xs[0], xs[-1])
    open_left, open_right = xs[0] - left > 2 * SNAP, right - xs[-1] > 2 * SNAP
    xs = [left] * open_left + xs + [right] * open_right
    if len(xs) < 2 or len(ys) < 2:
        return None
    return Grid(
        tuple(xs),
        tuple(ys),
        _ruled(down, xs[1:-1], ys),
        _ruled(across, ys[1:-1], xs).T,
        open_top,
        open_bottom,
        open_left and open_right,
    )


def _places(values: Floats) -> list[float]:
    return sorted({float(value) for value in _clusters(values)})


def _ruled(rules: Rules, places: list[float], steps: list[float]) -> Bools:
    """For each step along (rows of the answer) and each inner place across (columns): is the line drawn there?"""
    drawn = np.zeros((len(steps) - 1, len(places)), np.bool_)
    low, high = np.array(steps[:-1]), np.array(steps[1:])
    for column, place in enumerate(places):
        here = np.abs(rules.at - place) <= SNAP
        overlap = np.minimum(rules.high[here][:, None], high) - np.maximum(rules.low[here][:, None], low)
        drawn[:, column] = np.clip(overlap, 0, None).sum(axis=0) >= _DRAWN * (high - low)
    return drawn


def merged_cells(grid: Grid) -> Ints:
    """For each cell of the grid the number (row * columns + column) of the first cell it is merged with."""
    rows, columns = grid.shape
    first = np.arange(rows * columns, dtype=np.int32).reshape(rows, columns)
    # Cells side by side without a rule between them take the smaller number, until nothing changes; merged cells are
    # few and small, so this is a handful of passes.
    while True:
        before = first.copy()
        low = np.where(~grid.down, np.minimum(first[:, :-1], first[:, 1:]), rows * columns)
        first[:, 1:] = np.minimum(first[:, 1:], low)
        first[:, :-1] = np.minimum(first[:, :-1], low)
        low = np.where(~grid.across, np.minimum(first[:-1], first[1:]), rows * columns)
        first[1:] = np.minimum(first[1:], low)
        first[:-1] = np.minimum(first[:-1], low)
        if (before == first).all():
            return first
