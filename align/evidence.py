"""How well stretches of two texts answer each other, as a logarithm of odds.

The model is that of Moore (2002, "Fast and accurate sentence alignment of bilingual corpora"): each token of one side is
drawn from the translations of the other side's tokens (IBM model 1) or, failing that, from the language at large; a bead
is worth the log of how much better the first explains it. Translations start from a word list, from what is the same on
both sides, and are learnt from the beads found so far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedui.align.lexicon import Lexicon

Floats = NDArray[np.float32]

LONGEST = 4
"""So many units of one side may answer one of the other."""
_MISS = 0.4
"""The share of a text's tokens that have no counterpart in a good translation."""
_UNKNOWN = 0.8
"""The same where no translation of the token is known, so that its absence says little."""
_ANSWER = 0.05
"""From this weight on a token counts as a translation of the other."""
_CAP = 120
"""Tokens of one unit that are asked for; of a longer one the rarest are taken."""
_FULL = 60
"""From so many tokens on more of them say no more."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is aligned: the ids of a stretch's tokens, and its length in characters that count."""

    tokens: NDArray[np.int32]
    length: float


class Side:
    """The vocabulary of one document and how often each token stands in it."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.counts: list[int] = []
        self.names: set[str] = set()

    def unit(self, words: Sequence[str], length: float) -> Unit:
        """A unit of those tokens; new ones enter the vocabulary."""
        found = []
        for word in words:
            id = self.ids.get(word)
            if id is None:
                id = self.ids[word] = len(self.counts)
                self.counts.append(0)
            self.counts[id] += 1
            found.append(id)
        return Unit(np.array(found, dtype=np.int32), length)


class Evidence:
    """What is known of which token of the left answers which of the right."""

    def __init__(
        self, left: Side, right: Side, lexicon: Lexicon, left_is_chinese: bool, right_is_chinese: bool
    ) -> None:
        from scipy.sparse import coo_array

        self.sides = (left, right)
        seeds = self._seeds(lexicon, left_is_chinese, right_is_chinese)
        rows, cols, weights = (np.array(x) for x in zip(*seeds, strict=True)) if seeds else ([], [], [])
        shape = (max(1, len(left.counts)), max(1, len(right.counts)))
        self.seeds: Any = coo_array((weights, (rows, cols)), shape=shape, dtype=np.float32).tocsr()
        self.rates = tuple(_rates(side) for side in self.sides)
        self._set(self.seeds)
        self.ratio = 1.0
        """Characters of the right for one of the left."""

    def _seeds(self, lexicon: Lexicon, left_zh: bool, right_zh: bool) -> list[tuple[int, int, float]]:
        left, right = self.sides
        seeds = [
            (i, right.ids[token], 1.0 if token[0] in "#=" else 0.7)
            for token, i in left.ids.items()
            if token in right.ids
        ]
        if left_zh == right_zh:
            return seeds
        english, chinese = (right, left) if left_zh else (left, right)
        for token, e in english.ids.items():
            known = lexicon.answers.get(token.lstrip("="))
            for word, weight in known.items() if known else ():
                z = chinese.ids.get(word)
                if z is not None:
                    seeds.append((z, e, weight) if left_zh else (e, z, weight))
        seeds += self._names(lexicon, english, chinese, left_zh)
        # A name in Latin letters inside the Chinese is a word like any other in the English.
        from hedui.align.words import stem

        for token, z in chinese.ids.items():
            if token[0] == "=":
                e = english.ids.get(stem(token[1:]))
                if e is not None:
                    seeds.append((z, e, 1.0) if left_zh else (e, z, 1.0))
        return seeds

    def _names(self, lexicon: Lexicon, english: Side, chinese: Side, left_zh: bool) -> list[tuple[int, int, float]]:
        from hedui.align.names import name_seeds
        from hedui.align.words import stem

        names = {
            name: english.ids[stem(name)]
            for name in english.names
            if stem(name) in english.ids and stem(name) not in lexicon.answers
        }
        runs = {
            t.lstrip("~"): i for t, i in chinese.ids.items() if t[0] == "~" or (len(t) == 2 and t not in lexicon.words)
        }
        found = name_seeds({t: i for t, i in chinese.ids.items() if t[0] not in "#=~"}, names, runs)
        return [(z, e, weight) if left_zh else (e, z, weight) for z, e, weight in found]

    def _set(self, weights: Any) -> None:
        """Take weights (left by right) as the translations both ways."""
        self.forward = _by_row(weights)
        self.backward = _by_row(weights.T.tocsr())

    def learn(self, beads: Sequence[tuple[Sequence[Unit], Sequence[Unit]]], rounds: int = 3) -> None:
        """Learn translations from beads held to be right, on top of the seeds."""
        from scipy.sparse import coo_array

        lefts, rights, owner = [], [], []
        for n, (a, b) in enumerate(beads):
            x = np.unique(np.concatenate([u.tokens for u in a]))
            y = np.unique(np.concatenate([u.tokens for u in b]))
            lefts.append(np.repeat(x, len(y)))
            rights.append(np.tile(y, len(x)))
            owner.append(n)
        if not lefts:
            return
        sizes = [len(x) for x in lefts]
        l, r = np.concatenate(lefts), np.concatenate(rights)
        bead = np.repeat(np.array(owner), sizes)
        nl, nr = self.seeds.shape
        keys, inverse = np.unique(l.astype(np.int64) * nr + r, return_inverse=True)
        kl, kr = keys // nr, keys % nr
        prior = np.asarray(self.seeds[kl, kr]).ravel() if len(keys) else np.zeros(0)
        for name, source, target, side in (("forward", kl, r, 0), ("backward", kr, l, 1)):
            n_source = nl if side == 0 else nr
            n_target = nr if side == 0 else nl
            weights = 0.02 + prior
            null = 0.05
            group = bead.astype(np.int64) * n_target + target
            _, group = np.unique(group, return_inverse=True)
            for _ in range(rounds):
                norm = np.bincount(source, weights, n_source)
                t = weights / norm[source] if not _ else weights
                each = t[inverse]
                total = np.bincount(group, each) + null
                counts = np.bincount(inverse, each / total[group], len(keys))
                seen = np.bincount(source, counts, n_source) + 0.7
                weights = (counts + 0.5 * prior) / (seen + np.bincount(source, 0.5 * prior, n_source))[source]
            keep = weights > 0.02
            rows, cols = (kl, kr) if side == 0 else (kr, kl)
            table = coo_array((weights[keep], (rows[keep], cols[keep])), shape=(n_source, n_target), dtype=np.float32)
            rest = self.seeds if side == 0 else self.seeds.T.tocsr()
            # A seed that was not seen in these beads keeps a little of its weight.
            table = table.tocsr().maximum(_by_row(rest) * 0.3)
            setattr(self, name, table.tocsr())

    def spans(self, left: Sequence[Unit], right: Sequence[Unit], longest: int = LONGEST) -> tuple[Floats, Floats]:
        """``s[a-1, i, j]``: the log odds that right unit j is drawn from the ``a`` left units from i on."""
        return _spans(left, [self._cut(u, 1) for u in right], self.forward, self.rates[1], longest)

    def spans_back(self, left: Sequence[Unit], right: Sequence[Unit], longest: int = LONGEST) -> tuple[Floats, Floats]:
        """``s[b-1, j, i]``: the log odds that left unit i is drawn from the ``b`` right units from j on."""
        return _spans(right, [self._cut(u, 0) for u in left], self.backward, self.rates[0], longest)

    def overlap(self, left: Sequence[Unit], right: Sequence[Unit]) -> Floats:
        """For each pair of units the share of their tokens, the rare ones weighing more, that the other answers."""
        from scipy.sparse import csr_array

        known = self.seeds.maximum(self.forward)
        found = []
        for units, side in ((left, 0), (right, 1)):
            sets = [np.unique(u.tokens) for u in units]
            columns = np.concatenate(sets) if sets else np.zeros(0, np.int32)
            pointer = np.concatenate([[0], np.cumsum([len(x) for x in sets])])
            weight = -np.log(self.rates[side][columns])
            found.append(csr_array((weight, columns, pointer), shape=(len(units), known.shape[side])))
        x, y = found
        ones = [csr_array((np.ones_like(m.data), m.indices, m.indptr), shape=m.shape) for m in found]
        there = [np.asarray(known.sum(axis=1 - s)).ravel() > 0 for s in (0, 1)]
        ahead = (x @ _by_row(known) @ ones[1].T).toarray()
        back = (ones[0] @ _by_row(known.T.tocsr()).T @ y.T).toarray()
        sums = [np.maximum(m @ t.astype(np.float32), 1.0) for m, t in zip(found, there, strict=True)]
        return np.minimum((ahead / sums[0][:, None] + back / sums[1][None, :]) / 2, 1.0).astype(np.float32)

    def _cut(self, unit: Unit, side: int) -> Unit:
        """The unit, or its rarest tokens where there are many."""
        if len(unit.tokens) <= _CAP:
            return unit
        tokens = np.unique(unit.tokens)
        order = np.argsort(self.rates[side][tokens], kind="stable")
        return Unit(tokens[order[:_CAP]], unit.length)


def _rates(side: Side) -> Floats:
    counts = np.array(side.counts or [1], dtype=np.float64)
    return ((counts + 1) / (counts.sum() + 2 * len(counts) + 200)).astype(np.float32)


def _by_row(weights: Any) -> Any:
    """Each row divided by its sum (or by 1 where it is less), so that it is a distribution with something left over."""
    from scipy.sparse import diags_array

    total = np.maximum(np.asarray(weights.sum(axis=1)).ravel(), 1.0)
    return (diags_array(1 / total, dtype=np.float32) @ weights).tocsr()


def _spans(
    sources: Sequence[Unit], targets: Sequence[Unit], table: Any, rates: Floats, longest: int
) -> tuple[Floats, Floats]:
    """The odds of each target under each span of sources, and how much of them under one source is a repetition.

    The second is what the target's tokens gain that stand in a target just before it as well.
    """
    from scipy.sparse import csr_array

    out = np.zeros((longest, len(sources), len(targets)), dtype=np.float32)
    again = np.zeros((len(sources), len(targets)), dtype=np.float32)
    sizes = np.array([len(u.tokens) for u in targets])
    if not sizes.sum() or not sources:
        return out, again
    tokens, inverse = np.unique(np.concatenate([u.tokens for u in targets]), return_inverse=True)
    lengths = np.array([len(u.tokens) for u in sources], dtype=np.float32)
    wanted = table[:, tokens]
    known = np.bincount(wanted.indices, minlength=len(tokens)) > 0
    miss = np.where(known, _MISS, _UNKNOWN).astype(np.float32)
    # which translations the tokens of each source unit offer, for the tokens wanted
    pointer = np.concatenate([[0], np.cumsum([len(u.tokens) for u in sources])])
    has = csr_array(
        (np.ones(pointer[-1], dtype=np.float32), np.concatenate([u.tokens for u in sources]), pointer),
        shape=(len(sources), table.shape[0]),
    )
    total = (has @ wanted).toarray()
    filled = np.flatnonzero(sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)])[filled]
    share = (np.minimum(sizes, _FULL) / np.maximum(sizes, 1)).astype(np.float32)[filled]
    offered, length = total.copy(), lengths.copy()
    for a in range(min(longest, len(sources))):
        if a:
            total[:-a] += offered[a:]
            length[:-a] += lengths[a:]
        odds = np.log(miss + (1 - miss) * total / (length[:, None] + 1) / rates[tokens])
        if a == 0 and longest > 1:
            twice = _repeated(inverse, np.repeat(np.arange(len(targets)), sizes))
            once = (has @ (wanted > _ANSWER).astype(np.float32)).toarray() < 1.5
            gain = (np.maximum(odds, 0) * once)[:, inverse] * twice
            again[:, filled] = np.add.reduceat(gain, starts, axis=1) * share
        out[a][:, filled] = np.add.reduceat(odds[:, inverse], starts, axis=1) * share
    return out, again


def _repeated(tokens: NDArray[np.int64], owners: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which tokens stand in one of the ``LONGEST`` units before their own as well."""
    order = np.lexsort((owners, tokens))
    t, o = tokens[order], owners[order]
    gap = np.diff(o)
    found = np.zeros(len(tokens), dtype=np.bool_)
    found[order[1:]] = (t[1:] == t[:-1]) & (gap > 0) & (gap < LONGEST)
    return found
