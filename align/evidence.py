"""How well stretches of two texts answer each other, as a logarithm of odds.

The model is that of Moore (2002, "Fast and accurate sentence alignment of bilingual corpora"): each token of one side
is drawn from the translations of the other side's tokens or, failing that, from the language at large; a bead is worth
the log of how much better the first explains it. Translations start from seeds and are learnt from the beads found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedui.align.learning import Pairs, by_row, learn
from hedui.align.lexicon import Lexicon
from hedui.align.seeds import seeds
from hedui.align.units import Floats, Ids, Side, Unit, flat

LONGEST = 4
"""So many units of one side may answer one of the other."""
_MISS = 0.4
"""The share of a text's tokens that have no counterpart in a good translation."""
_MISS_NUMBER = 0.4
"""The same of numbers, which are seldom left out."""
_UNKNOWN = 0.9
"""The same where no translation of the token is known, so that its absence says little."""
_ANSWER = 0.03
"""From this weight on a token counts as a translation of the other."""
_DENSE = 200_000
"""Up to so many multiplications a product is taken of dense matrices."""
_KNOWN = 0.06
"""From this weight on a token has a translation that should be met."""
_CAP = 120
"""Tokens of one unit that are asked for; of a longer one the rarest are taken."""
_FULL = 60
"""From so many tokens on more of them say no more."""


class Evidence:
    """What is known of which token of the left answers which of the right."""

    def __init__(self, left: Side, right: Side, lexicon: Lexicon, left_zh: bool, right_zh: bool) -> None:
        from scipy.sparse import coo_array

        self.sides = (left, right)
        found = list(seeds(left, right, lexicon, left_zh, right_zh)) or [(0, 0, 0.0)]
        rows, cols, weights = (np.array(x) for x in zip(*found, strict=True))
        shape = (max(1, len(left.counts)), max(1, len(right.counts)))
        self.seeds: Any = coo_array((weights, (rows, cols)), shape=shape, dtype=np.float32).tocsr()
        self.rates = tuple(_rates(side) for side in self.sides)
        self._numbers = tuple(np.array([t[0] == "#" for t in side.ids] or [False]) for side in self.sides)
        self._set(by_row(self.seeds), by_row(self.seeds.T.tocsr()))
        self.ratio = 1.0
        """Characters of the right for one of the left."""

    def learn(self, pairs: Pairs) -> None:
        """Learn translations from pairs of stretches held to be right, on top of the seeds."""
        if pairs:
            self._set(*learn(pairs, self.seeds))

    def _set(self, forward: Any, backward: Any) -> None:
        self._tables = Translations(forward, self._numbers[1]), Translations(backward, self._numbers[0])

    def spans(self, left: Sequence[Unit], right: Sequence[Unit], longest: int = LONGEST) -> tuple[Floats, Floats]:
        """``s[a-1, i, j]``: the log odds that right unit j is drawn from the ``a`` left units from i on.

        With it, for a = 1, how much of that comes from tokens that stand in a right unit just before as well.
        """
        return _spans(left, [self._cut(u, 1) for u in right], self._tables[0], self.rates[1], longest)

    def spans_back(self, left: Sequence[Unit], right: Sequence[Unit], longest: int = LONGEST) -> tuple[Floats, Floats]:
        """``s[b-1, j, i]``: the log odds that left unit i is drawn from the ``b`` right units from j on; and so on."""
        return _spans(right, [self._cut(u, 0) for u in left], self._tables[1], self.rates[0], longest)

    def overlap(self, left: Sequence[Unit], right: Sequence[Unit]) -> Floats:
        """For each pair of units the share of their tokens, the rare ones weighing more, that the other answers."""
        known = self.seeds.maximum(self._tables[0].matrix)
        found = [_sets(left, self.rates[0]), _sets(right, self.rates[1])]
        ones = [(m > 0).astype(np.float32) for m in found]
        there = [np.asarray(known.sum(axis=1 - side)).ravel() > 0 for side in (0, 1)]
        ahead = (found[0] @ by_row(known) @ ones[1].T).toarray()
        back = (ones[0] @ by_row(known.T.tocsr()).T @ found[1].T).toarray()
        sums = [np.maximum(m @ t.astype(np.float32), 1.0) for m, t in zip(found, there, strict=True)]
        share: Floats = (ahead / sums[0][:, None] + back / sums[1][None, :]) / 2
        return np.minimum(share, 1.0).astype(np.float32)

    def _cut(self, unit: Unit, side: int) -> Unit:
        """The unit, or its rarest tokens where there are many."""
        if len(unit.tokens) <= _CAP:
            return unit
        tokens = np.unique(unit.tokens)
        order = np.argsort(self.rates[side][tokens], kind="stable")
        return Unit(tokens[order[:_CAP]], unit.length)


class Translations:
    """A sparse table of translations, source token by target token.

    ``miss`` is how likely each target token is to stand in a good translation without anything it translates.
    """

    def __init__(self, matrix: Any, numbers: NDArray[np.bool_]) -> None:
        self.matrix = matrix
        known = np.bincount(matrix.indices[matrix.data >= _KNOWN], minlength=matrix.shape[1]) > 0
        self.miss: Floats = np.where(known, np.where(numbers, _MISS_NUMBER, _MISS), _UNKNOWN).astype(np.float32)

    def block(self, sources: Ids, targets: Ids) -> Floats:
        """The part of the table for those sources and targets (rising), dense."""
        begin = self.matrix.indptr[sources].astype(np.int64)
        sizes = self.matrix.indptr[sources + 1] - begin
        row = np.repeat(np.arange(len(sources)), sizes)
        at = np.arange(len(row)) + np.repeat(begin - np.cumsum(sizes) + sizes, sizes)
        columns = self.matrix.indices[at]
        place = np.minimum(np.searchsorted(targets, columns), len(targets) - 1)
        keep = targets[place] == columns
        out = np.zeros((len(sources), len(targets)), dtype=np.float32)
        out[row[keep], place[keep]] = self.matrix.data[at[keep]]
        return out


def _spans(
    sources: Sequence[Unit], targets: Sequence[Unit], table: Translations, rates: Floats, longest: int
) -> tuple[Floats, Floats]:
    out = np.zeros((longest, len(sources), len(targets)), dtype=np.float32)
    again = np.zeros((len(sources), len(targets)), dtype=np.float32)
    wanted, sizes = flat(targets)
    offered, lengths = flat(sources)
    if not len(wanted) or not len(offered):
        return out, again
    tokens, inverse = np.unique(wanted, return_inverse=True)
    words, place = np.unique(offered, return_inverse=True)
    block = table.block(words, tokens)
    has = _counts(np.repeat(np.arange(len(sources)), lengths), place, (len(sources), *block.shape))
    first = has @ block
    miss = table.miss[tokens]
    filled = np.flatnonzero(sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)])[filled]
    share = (np.minimum(sizes, _FULL) / np.maximum(sizes, 1)).astype(np.float32)[filled]
    total, length = first.copy(), lengths.astype(np.float32)
    for a in range(min(longest, len(sources))):
        if a:
            total[:-a] += first[a:]
            length[:-a] += lengths[a:]
        odds = np.log(miss + (1 - miss) * total / (length[:, None] + 1) / rates[tokens])
        if a == 0 and longest > 1 and len(targets) > 1:
            once = has @ (block > _ANSWER).astype(np.float32) < 1.5
            twice = _repeated(inverse, np.repeat(np.arange(len(targets)), sizes))
            gain = (np.maximum(odds, 0) * once)[:, inverse] * twice
            again[:, filled] = np.add.reduceat(gain, starts, axis=1) * share
        out[a][:, filled] = np.add.reduceat(odds[:, inverse], starts, axis=1) * share
    return out, again


def _counts(row: NDArray[np.int64], column: NDArray[np.int64], sizes: tuple[int, int, int]) -> Any:
    """A matrix of how often each column is met in each row; the third size is that of what it will be multiplied with.

    A large one is sparse: a dense product of that size would be spread over threads, which wait for each other busily
    where several pairs are checked at once.
    """
    from scipy.sparse import coo_array

    shape = sizes[:2]
    if sizes[0] * sizes[1] * sizes[2] > _DENSE:
        return coo_array((np.ones(len(row), dtype=np.float32), (row, column)), shape=shape).tocsr()
    has = np.zeros(shape, dtype=np.float32)
    np.add.at(has, (row, column), 1.0)
    return has


def _repeated(tokens: NDArray[np.int64], owners: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which tokens stand in one of the ``LONGEST`` units before their own as well."""
    order = np.lexsort((owners, tokens))
    t, o = tokens[order], owners[order]
    gap = np.diff(o)
    found = np.zeros(len(tokens), dtype=np.bool_)
    found[order[1:]] = (t[1:] == t[:-1]) & (gap > 0) & (gap < LONGEST)
    return found


def _sets(units: Sequence[Unit], rates: Floats) -> Any:
    """A sparse row for each unit with the weight of each of its tokens."""
    from scipy.sparse import csr_array

    sets = [np.unique(u.tokens) for u in units]
    columns, sizes = np.concatenate([*sets, np.zeros(0, np.int32)]), [len(s) for s in sets]
    pointer = np.concatenate([[0], np.cumsum(sizes)])
    return csr_array((-np.log(rates[columns]), columns, pointer), shape=(len(units), len(rates)))


def _rates(side: Side) -> Floats:
    counts = np.array(side.counts or [1], dtype=np.float64)
    rates: Floats = ((counts + 1) / (counts.sum() + 2 * len(counts) + 200)).astype(np.float32)
    return rates
