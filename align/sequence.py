"""The best monotone path of beads through two sequences of units, inside a corridor."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hedui.align.evidence import LONGEST, Evidence, Side, Unit

Floats = NDArray[np.float32]


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


# How often each kind of bead comes, as a logarithm.
BEADS: tuple[tuple[int, int, float], ...] = (
    (1, 1, -0.1),
    (1, 2, -3.2),
    (2, 1, -3.2),
    (1, 3, -5.2),
    (3, 1, -5.2),
    (2, 2, -6.0),
    (1, 4, -7.0),
    (4, 1, -7.0),
)
_ALONE = -3.5
_LEXICAL = 0.5
_SPREAD = 8.0
_LENGTH_CAP = 12.0
_TILE = 48
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Step:
    """Left units ``i`` to ``i + a`` answer right units ``j`` to ``j + b``. ``odds`` is the log odds of it."""

    i: int
    a: int
    j: int
    b: int
    odds: float


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
) -> list[Step]:
    """Beads in order that cover both sequences, with the greatest sum of odds inside the corridor."""
    n, m = len(left), len(right)
    if corridor is None:
        corridor = Corridor(np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m, dtype=np.int64))
    low, high = corridor.low, corridor.high
    width = int((high - low).max()) + 1
    scores = np.full((len(BEADS), max(n, 1), width), _NEVER, dtype=np.float32)
    for top in range(0, n, _TILE):
        _fill(scores, left, right, evidence, fit, low, high, top, min(n, top + _TILE))
    return _walk(scores, n, m, low, high)


def _fill(
    scores: Floats,
    left: Sequence[Unit],
    right: Sequence[Unit],
    evidence: Evidence,
    fit: Fit | None,
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
    tile = table(left, right, evidence, fit, (top, end, j0, j1))
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
) -> Floats:
    """``t[k, i, j]``: the odds of a bead of kind ``BEADS[k]`` that begins at left unit i and right unit j.

    A window (i0, i1, j0, j1) takes that part of the sequences; i and j count from its corner.
    """
    i0, i1, j0, j1 = window or (0, len(left), 0, len(right))
    left, right = left[i0:i1], right[j0:j1]
    n, m = len(left), len(right)
    longest = LONGEST if fit is None or fit.merge else 1
    ahead = evidence.spans(left, right, longest)
    back = evidence.spans_back(left, right, longest).transpose(0, 2, 1)
    at_left = np.concatenate([[0.0], np.cumsum([u.length for u in left])]) * evidence.ratio
    at_right = np.concatenate([[0.0], np.cumsum([u.length for u in right])])
    begin = fit.pairs(i0, i1, j0, j1) if fit else None
    out = np.full((len(BEADS), n, m), _NEVER, dtype=np.float32)
    for k, (a, b, prior) in enumerate(BEADS):
        if a > n or b > m or max(a, b) > longest:
            continue
        rows, cols = n - a + 1, m - b + 1
        lexical = sum(ahead[a - 1, :rows, x : x + cols] for x in range(b))
        lexical = lexical + sum(back[b - 1, x : x + rows, :cols] for x in range(a))
        x = (at_left[a:] - at_left[:-a])[:, None]
        y = (at_right[b:] - at_right[:-b])[None, :]
        length = np.minimum((y - x) ** 2 / (_SPREAD * (x + y + 4)), _LENGTH_CAP)
        odds = _LEXICAL * lexical - length + prior
        if fit and begin is not None:
            odds += begin[:rows, :cols]
            for step in range(1, a):
                odds += fit.left[i0 + step : i0 + step + rows, None]
            for step in range(1, b):
                odds += fit.right[None, j0 + step : j0 + step + cols]
        out[k, :rows, :cols] = odds
    return out


def _walk(scores: Floats, n: int, m: int, low: NDArray[np.int64], high: NDArray[np.int64]) -> list[Step]:
    width = scores.shape[2]
    best = np.full((n + 1, width), _NEVER, dtype=np.float64)
    came = np.full((n + 1, width), -2, dtype=np.int8)  # -2 from the right unit alone, -1 from the left unit alone
    fall = np.arange(width) * _ALONE
    for i in range(n + 1):
        lo, size = int(low[i]), int(high[i] - low[i]) + 1
        row, how = best[i], came[i]
        if i == 0:
            row[:size] = fall[:size] if lo == 0 else _NEVER
        else:
            _pull(row, how, best[i - 1], lo, size, int(low[i - 1]), int(high[i - 1]), 0, None, _ALONE, -1)
            for k, (a, b, _) in enumerate(BEADS):
                if a <= i:
                    p = i - a
                    _pull(row, how, best[p], lo, size, int(low[p]), int(high[p]), b, scores[k, p], 0.0, k)
            level = row[:size] - fall[:size]
            top = np.maximum.accumulate(level)
            worse = level < top
            row[:size] = np.where(worse, top + fall[:size], row[:size])
            how[:size][worse] = -2
    return _trace(scores, best, came, n, m, low)


def _pull(
    row: NDArray[np.float64],
    how: NDArray[np.int8],
    before: NDArray[np.float64],
    lo: int,
    size: int,
    lo_before: int,
    hi_before: int,
    b: int,
    score: Floats | None,
    plain: float,
    k: int,
) -> None:
    """Take what comes from an earlier row by a bead with b right units, where it is better."""
    first, last = max(lo, lo_before + b), min(lo + size - 1, hi_before + b)
    if first > last:
        return
    source = slice(first - b - lo_before, last - b - lo_before + 1)
    target = slice(first - lo, last - lo + 1)
    value = before[source] + (plain if score is None else score[source])
    better = value > row[target]
    row[target][better] = value[better]
    how[target][better] = k


def _trace(
    scores: Floats,
    best: NDArray[np.float64],
    came: NDArray[np.int8],
    n: int,
    m: int,
    low: NDArray[np.int64],
) -> list[Step]:
    steps = []
    i, j = n, m
    while i or j:
        k = int(came[i, j - low[i]])
        if k == -2:
            j -= 1
            steps.append(Step(i, 0, j, 1, _ALONE))
        elif k == -1:
            i -= 1
            steps.append(Step(i, 1, j, 0, _ALONE))
        else:
            a, b, _ = BEADS[k]
            i, j = i - a, j - b
            steps.append(Step(i, a, j, b, float(scores[k, i, j - low[i]])))
    return steps[::-1]


def corridor(points: Sequence[tuple[int, int]], n: int, m: int, least: int = 10, share: float = 0.25) -> Corridor:
    """A corridor around the broken line through points (i, j), wider where they are far apart."""
    line = [(0, 0), *points, (n, m)]
    low, high = np.full(n + 1, m, dtype=np.int64), np.zeros(n + 1, dtype=np.int64)
    for (i0, j0), (i1, j1) in zip(line, line[1:], strict=False):
        room = least + int(share * max(i1 - i0, j1 - j0))
        rows = np.arange(i0, i1 + 1)
        middle = j0 + (rows - i0) * (j1 - j0) / max(1, i1 - i0)
        upper = np.full(len(rows), j1) if i0 == i1 else middle
        low[i0 : i1 + 1] = np.minimum(low[i0 : i1 + 1], np.floor(middle - room).astype(np.int64))
        high[i0 : i1 + 1] = np.maximum(high[i0 : i1 + 1], np.ceil(upper + room).astype(np.int64))
    low, high = np.clip(low, 0, m), np.clip(high, 0, m)
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    low[0], high[n] = 0, m
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


def _rare(units: Sequence[Unit], side: Side, rare: int):  # type: ignore[no-untyped-def]
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
    pending: list[tuple[int, int]] = []
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
    del pending
    chain = []
    n = tails[-1] if tails else -1
    while n >= 0:
        chain.append(points[n][:2])
        n = before[n]
    return chain[::-1]
