"""Paths through a lattice of beads: the one with the greatest sum, and the one whose beads are likeliest.

A node (i, j) stands for i left units and j right units consumed; in row i only the columns of a corridor are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hedui.align.units import Floats

Columns = NDArray[np.int64]

BEADS: tuple[tuple[int, int], ...] = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1))
"""The kinds of bead looked for, as units of the left and of the right; besides, a unit may stand alone."""
_SCALE = 0.5
"""How far the odds are believed: tokens do not come independently of each other."""
_WORTH = 0.2
"""A bead less likely than this is rather left out."""
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Step:
    """Left units ``i`` to ``i + a`` answer right units ``j`` to ``j + b``. ``odds`` is the log odds of it,
    ``chance`` how likely it is among all the paths, ``fit`` how much of the odds does not come from the words."""

    i: int
    a: int
    j: int
    b: int
    odds: float
    chance: float = 1.0
    fit: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """The beads of kind ``kind`` that lead from columns ``source`` of one row to columns ``target`` of a later one.

    ``kind`` is -1 for a left unit alone.
    """

    kind: int
    start: int
    source: slice
    end: int
    target: slice


class Lattice:
    """``scores[k, i, c]`` is for a bead of kind ``BEADS[k]`` from node (i, low[i] + c); a unit alone has ``alone``.

    There are n left and m right units; row i has the columns from ``low[i]`` to ``high[i]``.
    """

    def __init__(self, scores: Floats, alone: float, low: Columns, high: Columns) -> None:
        self.scores, self.alone = scores, alone
        self.low, self.sizes = low.tolist(), (high - low + 1).tolist()
        self.n, self.m = len(low) - 1, int(high[-1])
        self._links: list[list[Link]] = [list(self._into(i)) for i in range(self.n + 1)]

    def best(self) -> list[Step]:
        """The path with the greatest sum of scores."""
        return self._walk(self.scores, self.alone)

    def likeliest(self) -> list[Step]:
        """The path on which most beads are expected to be right."""
        chances = self.chances()
        return self._walk(chances - _WORTH, 0.0, chances)

    def chances(self) -> Floats:
        """How likely each bead is, taking all paths together."""
        scores = self.scores * _SCALE
        ahead, back = self._sums(scores, self.alone * _SCALE), self._sums_back(scores, self.alone * _SCALE)
        out = np.full_like(scores, _NEVER)
        for link in (link for row in self._links for link in row if link.kind >= 0):
            place = link.kind, link.start, link.source
            out[place] = ahead[link.start, link.source] + scores[place] + back[link.end, link.target]
        total = ahead[self.n, self.m - self.low[self.n]]
        chances: Floats = np.exp(np.clip(out - total, -50.0, 0.0))
        return chances

    def _into(self, i: int) -> Iterator[Link]:
        """The links into row i."""
        for kind, (a, b) in ((-1, (1, 0)), *enumerate(BEADS)):
            p = i - a
            if p < 0:
                continue
            first = max(self.low[i], self.low[p] + b)
            last = min(self.low[i] + self.sizes[i], self.low[p] + self.sizes[p] + b)
            if first < last:
                source = slice(first - b - self.low[p], last - b - self.low[p])
                yield Link(kind, p, source, i, slice(first - self.low[i], last - self.low[i]))

    def _sums(self, scores: Floats, alone: float) -> NDArray[np.float64]:
        """For each node the log of the sum over all paths to it."""
        out = np.full((self.n + 1, scores.shape[2]), _NEVER)
        fall = np.arange(scores.shape[2]) * alone
        out[0, 0] = 0.0
        for i, (links, size) in enumerate(zip(self._links, self.sizes, strict=True)):
            row = out[i]
            for link in links:
                step = alone if link.kind < 0 else scores[link.kind, link.start, link.source]
                row[link.target] = np.logaddexp(row[link.target], out[link.start, link.source] + step)
            row[:size] = np.logaddexp.accumulate(row[:size] - fall[:size]) + fall[:size]
        return out

    def _sums_back(self, scores: Floats, alone: float) -> NDArray[np.float64]:
        """For each node the log of the sum over all paths from it."""
        out = np.full((self.n + 1, scores.shape[2]), _NEVER)
        out[self.n, self.m - self.low[self.n]] = 0.0
        for i in range(self.n, -1, -1):
            size = self.sizes[i]
            fall = np.arange(size)[::-1] * alone
            out[i, :size] = np.logaddexp.accumulate((out[i, :size] - fall)[::-1])[::-1] + fall
            for link in self._links[i]:
                step = alone if link.kind < 0 else scores[link.kind, link.start, link.source]
                row = out[link.start]
                row[link.source] = np.logaddexp(row[link.source], out[i, link.target] + step)
        return out

    def _walk(self, scores: Floats, alone: float, chances: Floats | None = None) -> list[Step]:
        width = scores.shape[2]
        best = np.full((self.n + 1, width), _NEVER, dtype=np.float64)
        came = np.full((self.n + 1, width), -2, dtype=np.int8)  # -2 from the right unit alone, -1 from the left unit
        fall = np.arange(width) * alone
        best[0, 0] = 0.0
        for i, (links, size) in enumerate(zip(self._links, self.sizes, strict=True)):
            row, how = best[i], came[i]
            for link in links:
                step = alone if link.kind < 0 else scores[link.kind, link.start, link.source]
                value = best[link.start, link.source] + step
                better = value > row[link.target]
                np.copyto(row[link.target], value, where=better)
                how[link.target][better] = link.kind
            level = row[:size] - fall[:size]
            top = np.maximum.accumulate(level)
            worse = level < top
            np.copyto(row[:size], top + fall[:size], where=worse)
            how[:size][worse] = -2
        return self._trace(came, chances)

    def _trace(self, came: NDArray[np.int8], chances: Floats | None) -> list[Step]:
        steps = []
        i, j = self.n, self.m
        while i or j:
            k = int(came[i, j - self.low[i]])
            if k < 0:
                i, j = (i - 1, j) if k == -1 else (i, j - 1)
                steps.append(Step(i, int(k == -1), j, int(k == -2), self.alone, 0.0))
                continue
            a, b = BEADS[k]
            i, j = i - a, j - b
            column = j - self.low[i]
            chance = 1.0 if chances is None else float(chances[k, i, column])
            steps.append(Step(i, a, j, b, float(self.scores[k, i, column]), chance))
        return steps[::-1]
