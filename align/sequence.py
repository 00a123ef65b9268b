"""The best monotone path of beads through two sequences of units, inside a corridor."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hedui.align.evidence import LONGEST, Evidence
from hedui.align.lattice import BEADS, Lattice, Step
from hedui.align.units import Floats, Side, Unit

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True)
class Fit:
    """What besides the words speaks for or against a bead, as log odds.

    ``pairs(i0, i1, j0, j1)`` is for left units i0 to i1 and right units j0 to j1 beginning a bead together; ``left[i]``
    and ``right[j]`` are for a unit being taken into the bead of the one before it. Without ``merge`` there are only
    beads of one unit a side.
    """

    pairs: Callable[[int, int, int, int], Floats]
    left: NDArray[np.float32]
    right: NDArray[np.float32]
    merge: bool = True


# Measured on hand-aligned texts of several genres, whole and with lines left out (benchmarks/align.py).
_USUAL = (-0.1, -3.2, -3.2, -5.2, -5.2, -8.5, -7.0, -7.0)
_ALONE = -2.4
_BELIEF = 100.0
"""How many beads must be seen for their kinds to count as much as what is usual."""


@dataclass(frozen=True, slots=True)
class Priors:
    """How often each kind of bead comes, as logarithms: of ``BEADS``, and of a unit alone."""

    beads: tuple[float, ...] = _USUAL
    alone: float = _ALONE

    def seen(self, steps: Sequence[Step]) -> Priors:
        """These, moved towards how often the kinds come in ``steps``."""
        counts = Counter((s.a, s.b) for s in steps)
        total = sum(counts.values()) + _BELIEF
        beads = tuple(
            float(np.log((counts[kind] + _BELIEF * np.exp(p)) / total))
            for kind, p in zip(BEADS, self.beads, strict=True)
        )
        lone = (counts[1, 0] + counts[0, 1]) / 2 + _BELIEF * np.exp(self.alone)
        return Priors(beads, float(np.log(lone / total)))


_LEXICAL = 0.4
"""How far the odds of the tokens count: they do not come independently of each other."""
_AGAIN = 0.8
"""How much of what is said twice on one side and once on the other is taken off."""
_SPREAD = 6.0
_LENGTH_CAP = 8.0
_TILE = 48
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Corridor:
    """For each count of left units consumed (0 to n) the least and greatest count of right units considered."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]


def search(
    left: Sequence[Unit],
    right: Sequence[Unit],
    evidence: Evidence,
    fit: Fit | None = None,
    corridor: Corridor | None = None,
    priors: Priors | None = None,
    quick: bool = False,
) -> list[Step]:
    """Beads in order that cover both sequences inside the corridor, as many of them right as can be.

    ``quick`` takes the path with the greatest sum of odds.
    """
    n, m = len(left), len(right)
    priors = priors or Priors()
    if corridor is None:
        corridor = Corridor(np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m, dtype=np.int64))
    low, high = corridor.low, corridor.high
    width = int((high - low).max()) + 1
    scores = np.full((len(BEADS), max(n, 1), width), _NEVER, dtype=np.float32)
    for top in range(0, n, _TILE):
        _fill(scores, left, right, evidence, fit, priors, low, high, top, min(n, top + _TILE))
    lattice = Lattice(scores, priors.alone, low, high)
    return lattice.best() if quick else lattice.likeliest()


def _fill(
    scores: Floats,
    left: Sequence[Unit],
    right: Sequence[Unit],
    evidence: Evidence,
    fit: Fit | None,
    priors: Priors,
    low: NDArray[np.int64],
    high: NDArray[np.int64],
    top: int,
    bottom: int,
) -> None:
    """Write the scores of the beads that begin in rows top to bottom of the corridor."""
    n, m = len(left), len(right)
    end = min(n, bottom + LONGEST - 1)
    j0, j1 = int(low[top]), min(m, int(high[bottom - 1]) + LONGEST)
    if j0 >= j1:
        return
    tile = table(left, right, evidence, fit, (top, end, j0, j1), priors)
    for i in range(top, bottom):
        a, b = int(low[i]), min(int(high[i]) + 1, m)
        if a < b:
            scores[:, i, : b - a] = tile[:, i - top, a - j0 : b - j0]


def table(
    left: Sequence[Unit],
    right: Sequence[Unit],
    evidence: Evidence,
    fit: Fit | None = None,
    window: tuple[int, int, int, int] | None = None,
    priors: Priors | None = None,
) -> Floats:
    """``t[k, i, j]``: the odds of a bead of kind ``BEADS[k]`` that begins at left unit i and right unit j.

    A window (i0, i1, j0, j1) takes that part of the sequences; i and j count from its corner.
    """
    i0, i1, j0, j1 = window or (0, len(left), 0, len(right))
    left, right = left[i0:i1], right[j0:j1]
    n, m = len(left), len(right)
    longest = LONGEST if fit is None or fit.merge else 1
    ahead, again = evidence.spans(left, right, longest)
    back, again_back = evidence.spans_back(left, right, longest)
    back, again_back = back.transpose(0, 2, 1), again_back.T
    at_left = np.concatenate([[0.0], np.cumsum([u.length for u in left])]) * evidence.ratio
    at_right = np.concatenate([[0.0], np.cumsum([u.length for u in right])])
    begin = fit.pairs(i0, i1, j0, j1) if fit else None
    out = np.full((len(BEADS), n, m), _NEVER, dtype=np.float32)
    for k, ((a, b), prior) in enumerate(zip(BEADS, (priors or Priors()).beads, strict=True)):
        if a > n or b > m or max(a, b) > longest:
            continue
        rows, cols = n - a + 1, m - b + 1
        lexical = _summed(ahead[a - 1, :rows], b, cols, axis=1) + _summed(back[b - 1, :, :cols], a, rows, axis=0)
        if a == 1:  # what one unit says once does not speak for two that both say it
            lexical -= _AGAIN * _summed(again[:rows, 1:], b - 1, cols, axis=1)
        if b == 1:
            lexical -= _AGAIN * _summed(again_back[1:, :cols], a - 1, rows, axis=0)
        x = (at_left[a:] - at_left[:-a])[:, None]
        y = (at_right[b:] - at_right[:-b])[None, :]
        length = np.minimum((y - x) ** 2 / (_SPREAD * (x + y + 4)), _LENGTH_CAP)
        odds = _LEXICAL * lexical - length + prior
        if fit and begin is not None:
            odds += begin[:rows, :cols]
            odds += _summed(fit.left[i0 + 1 : i1], a - 1, rows, axis=0)[:, None]
            odds += _summed(fit.right[j0 + 1 : j1], b - 1, cols, axis=0)[None, :]
        out[k, :rows, :cols] = odds
    return out


def _summed(values: Floats, count: int, size: int, axis: int) -> Floats:
    """Sums of ``count`` neighbours along an axis, from each of the first ``size`` on."""
    shape = list(values.shape)
    shape[axis] = size
    out = np.zeros(shape, dtype=np.float32)
    for step in range(count):
        out += values[step : step + size] if axis == 0 else values[:, step : step + size]
    return out


def corridor(points: Sequence[tuple[int, int]], n: int, m: int, least: int = 10, share: float = 0.25) -> Corridor:
    """A corridor around the broken line through points (i, j), wider where they are far apart."""
    line = [(0, 0), *points, (n, m)]
    low, high = np.full(n + 1, m, dtype=np.int64), np.zeros(n + 1, dtype=np.int64)
    for (i0, j0), (i1, j1) in pairwise(line):
        room = least + int(share * max(i1 - i0, j1 - j0) + abs((i1 - i0) - (j1 - j0)) / 2)
        rows = np.arange(i0, i1 + 1)
        middle = j0 + (rows - i0) * (j1 - j0) / max(1, i1 - i0)
        upper = np.full(len(rows), j1) if i0 == i1 else middle
        low[i0 : i1 + 1] = np.minimum(low[i0 : i1 + 1], np.floor(middle - room).astype(np.int64))
        high[i0 : i1 + 1] = np.maximum(high[i0 : i1 + 1], np.ceil(upper + room).astype(np.int64))
    low, high = np.clip(low, 0, m), np.clip(high, 0, m)
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    low[0], high[n] = 0, m
    high[:-1] = np.maximum(high[:-1], low[1:])  # from each row the next can be reached
    return Corridor(low, high)


def anchors(left: Sequence[Unit], right: Sequence[Unit], evidence: Evidence, rare: int = 8) -> list[tuple[int, int]]:
    """Pairs (i, j) held by tokens that are rare on both sides, as a rising chain of greatest weight."""
    x, y = _rare(left, evidence.sides[0], rare), _rare(right, evidence.sides[1], rare)
    votes = (x @ evidence.seeds @ y.T).tocoo()
    if not votes.nnz:
        return []
    i, j, w = votes.coords[0], votes.coords[1], votes.data
    row_best, col_best = np.zeros(len(left)), np.zeros(len(right))
    np.maximum.at(row_best, i, w)
    np.maximum.at(col_best, j, w)
    keep = (w >= row_best[i]) & (w >= col_best[j]) & (w > 0.3)
    return _chain(sorted(zip(i[keep].tolist(), j[keep].tolist(), w[keep].tolist(), strict=True)))


def _rare(units: Sequence[Unit], side: Side, rare: int) -> csr_array:
    """A row for each unit: one over how often each of its tokens is met, for those that are rare."""
    from scipy.sparse import csr_array

    sets = [np.unique(u.tokens) for u in units]
    pointer = np.concatenate([[0], np.cumsum([len(s) for s in sets])])
    columns = np.concatenate(sets) if sets else np.zeros(0, dtype=np.int32)
    count = np.bincount(columns, minlength=max(1, len(side.counts)))
    weight = np.where((count > 0) & (count <= rare), 1.0 / np.maximum(count, 1), 0.0).astype(np.float32)
    found = csr_array((weight[columns], columns, pointer), shape=(len(units), max(1, len(side.counts))))
    found.eliminate_zeros()
    return found


def _chain(points: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The rising chain of greatest weight among points sorted by (i, j)."""
    ends: list[int] = []  # the j at which a chain ends, rising
    sums: list[float] = []  # its weight, rising with it
    tails: list[int] = []
    before = [-1] * len(points)
    for n, (i, j, w) in enumerate(points):
        at = bisect_left(ends, j)
        total = w + (sums[at - 1] if at else 0.0)
        before[n] = tails[at - 1] if at else -1
        if before[n] >= 0 and points[before[n]][0] == i:  # one pair for each row
            continue
        if at < len(ends) and ends[at] == j and sums[at] >= total:
            continue
        if at and sums[at - 1] >= total:
            continue
        stop = at
        while stop < len(ends) and sums[stop] <= total:
            stop += 1
        ends[at:stop], sums[at:stop], tails[at:stop] = [j], [total], [n]
    chain = []
    n = tails[-1] if tails else -1
    while n >= 0:
        chain.append(points[n][:2])
        n = before[n]
    return chain[::-1]
