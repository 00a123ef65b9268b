"""Paths through a lattice of beads: the one with the greatest sum, and the one whose beads are likeliest.

A node (i, j) stands for i left units and j right units consumed; in row i only the columns of a corridor are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
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
    ``chance`` how likely it is among all the paths."""

    i: int
    a: int
    j: int
    b: int
    odds: float
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Lattice:
    """``scores[k, i, c]`` is for a bead of kind ``BEADS[k]`` from node (i, low[i] + c); a unit alone has ``alone``."""

    scores: Floats
    alone: float
    n: int
    m: int
    low: NDArray[np.int64]
    high: NDArray[np.int64]

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
        total = ahead[self.n, self.m - self.low[self.n]]
        out = np.zeros_like(scores)
        for k, p, source, i, target in self._links():
            value = ahead[p, source] + scores[k, p, source] + back[i, target] - total
            out[k, p, source] = np.exp(np.minimum(value, 0.0))
        return out

    def _links(self) -> Iterator[tuple[int, int, slice, int, slice]]:
        """Kind of bead, row and columns it leaves, row and columns it reaches, by rising row reached."""
        for i in range(1, self.n + 1):
            for k, (a, b) in enumerate(BEADS):
                if a <= i and (span := self._span(i - a, i, b)):
                    yield k, i - a, span[0], i, span[1]

    def _span(self, p: int, i: int, b: int) -> tuple[slice, slice] | None:
        """The columns of row p from which b right units on lead into row i, and those they lead to."""
        first = max(int(self.low[i]), int(self.low[p]) + b)
        last = min(int(self.high[i]), int(self.high[p]) + b)
        if first > last:
            return None
        source = slice(first - b - int(self.low[p]), last - b - int(self.low[p]) + 1)
        return source, slice(first - int(self.low[i]), last - int(self.low[i]) + 1)

    def _sums(self, scores: Floats, alone: float) -> NDArray[np.float64]:
        """For each node the log of the sum over all paths to it."""
        width = scores.shape[2]
        out = np.full((self.n + 1, width), _NEVER)
        fall = np.arange(width) * alone
        for i in range(self.n + 1):
            size = int(self.high[i] - self.low[i]) + 1
            row = out[i]
            if i == 0:
                row[0] = 0.0
            elif span := self._span(i - 1, i, 0):
                row[span[1]] = out[i - 1, span[0]] + alone
            for k, (a, b) in enumerate(BEADS):
                if a <= i and (span := self._span(i - a, i, b)):
                    row[span[1]] = np.logaddexp(row[span[1]], out[i - a, span[0]] + scores[k, i - a, span[0]])
            row[:size] = np.logaddexp.accumulate(row[:size] - fall[:size]) + fall[:size]
        return out

    def _sums_back(self, scores: Floats, alone: float) -> NDArray[np.float64]:
        """For each node the log of the sum over all paths from it."""
        width = scores.shape[2]
        out = np.full((self.n + 1, width), _NEVER)
        for i in range(self.n, -1, -1):
            size = int(self.high[i] - self.low[i]) + 1
            row = out[i]
            if i == self.n:
                row[self.m - int(self.low[i])] = 0.0
            elif span := self._span(i, i + 1, 0):
                row[span[0]] = out[i + 1, span[1]] + alone
            for k, (a, b) in enumerate(BEADS):
                if i + a <= self.n and (span := self._span(i, i + a, b)):
                    row[span[0]] = np.logaddexp(row[span[0]], out[i + a, span[1]] + scores[k, i, span[0]])
            fall = np.arange(size)[::-1] * alone
            row[:size] = (np.logaddexp.accumulate((row[:size] - fall)[::-1]))[::-1] + fall
        return out

    def _walk(self, scores: Floats, alone: float, chances: Floats | None = None) -> list[Step]:
        width = scores.shape[2]
        best = np.full((self.n + 1, width), _NEVER, dtype=np.float64)
        came = np.full((self.n + 1, width), -2, dtype=np.int8)  # -2 from the right unit alone, -1 from the left unit
        fall = np.arange(width) * alone
        for i in range(self.n + 1):
            size = int(self.high[i] - self.low[i]) + 1
            row, how = best[i], came[i]
            if i == 0:
                row[:size] = fall[:size]
                continue
            if span := self._span(i - 1, i, 0):
                row[span[1]] = best[i - 1, span[0]] + alone
                how[span[1]] = -1
            for k, (a, b) in enumerate(BEADS):
                if a <= i and (span := self._span(i - a, i, b)):
                    value = best[i - a, span[0]] + scores[k, i - a, span[0]]
                    better = value > row[span[1]]
                    row[span[1]][better] = value[better]
                    how[span[1]][better] = k
            level = row[:size] - fall[:size]
            top = np.maximum.accumulate(level)
            worse = level < top
            row[:size] = np.where(worse, top + fall[:size], row[:size])
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
            column = j - int(self.low[i])
            chance = 1.0 if chances is None else float(chances[k, i, column])
            steps.append(Step(i, a, j, b, float(self.scores[k, i, column]), chance))
        return steps[::-1]
