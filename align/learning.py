"""Translations learnt from pairs of stretches (IBM model 1, Brown et al. 1993, with the word list as its prior)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedui.align.units import Floats, Ids, Unit, joined

_ROUNDS = 5
_START = 0.02
"""The weight with which a pair of tokens starts that no seed knows."""
_NULL = 0.05
_DOUBT = 0.7
"""How much must be seen of a token before what is seen is believed."""
_KEEP = 0.02
_TWICE = 2
"""In so many pairs two tokens must meet: what was met once would only prove the pair it was met in."""
_UNSEEN = 0.3
"""What is left of a seed that the pairs do not show."""

Pairs = Sequence[tuple[Sequence[Unit], Sequence[Unit]]]


def learn(pairs: Pairs, seeds: Any) -> tuple[Any, Any]:
    """Sparse tables of translations, left to right and right to left, from ``pairs`` and ``seeds`` (left by right)."""
    lefts, rights = _Tokens([joined(a) for a, _ in pairs]), _Tokens([joined(b) for _, b in pairs])
    left, right = _together(lefts, rights)
    source, target = lefts.tokens[left], rights.tokens[right]
    keys, inverse = np.unique(source.astype(np.int64) * seeds.shape[1] + target, return_inverse=True)
    rows, cols = keys // seeds.shape[1], keys % seeds.shape[1]
    prior = np.asarray(seeds[rows, cols]).ravel() if len(keys) else np.zeros(0)
    forward = _table(rows, cols, prior, inverse, right, seeds)
    backward = _table(cols, rows, prior, inverse, left, seeds.T.tocsr())
    return forward, backward


class _Tokens:
    """The different tokens of each stretch, one stretch after the other."""

    def __init__(self, stretches: Sequence[Unit]) -> None:
        sets = [np.unique(stretch.tokens) for stretch in stretches]
        self.tokens: Ids = np.concatenate([np.zeros(0, dtype=np.int32), *sets])
        ends = np.cumsum([0, *map(len, sets)])
        self.places = [np.arange(a, b) for a, b in pairwise(ends.tolist())]


def _together(lefts: _Tokens, rights: _Tokens) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of every token of a left and of every token of its right, each with each."""
    both = list(zip(lefts.places, rights.places, strict=True))
    none = np.zeros(0, dtype=np.int64)
    left = np.concatenate([none, *(np.repeat(x, len(y)) for x, y in both)])
    right = np.concatenate([none, *(np.tile(y, len(x)) for x, y in both)])
    return left, right


def _table(
    source: NDArray[np.int64],
    target: NDArray[np.int64],
    prior: Floats,
    inverse: NDArray[np.int64],
    group: NDArray[np.int64],
    seeds: Any,
) -> Any:
    """``source`` to ``target``: the pairs of tokens met, each once.

    ``inverse`` says which of them is met in each place, ``group`` which token of which target is explained there.
    """
    from scipy.sparse import coo_array

    size, width = seeds.shape
    weights = _START + prior
    weights = weights / np.bincount(source, weights, size)[source]
    believed = np.bincount(source, 0.5 * prior, size)
    for _ in range(_ROUNDS):
        each = weights[inverse]
        share = each / (np.bincount(group, each) + _NULL)[group]
        counts = np.bincount(inverse, share, len(source))
        seen = np.bincount(source, counts, size) + _DOUBT
        weights = (counts + 0.5 * prior) / (seen + believed)[source]
    keep = (weights > _KEEP) & ((prior > 0) | (np.bincount(inverse, minlength=len(source)) >= _TWICE))
    shape = (size, width)
    found = coo_array((weights[keep], (source[keep], target[keep])), shape=shape, dtype=np.float32).tocsr()
    return found.maximum(by_row(seeds) * _UNSEEN).tocsr()


def by_row(weights: Any) -> Any:
    """Each row divided by its sum (or by 1 where it is less), so that it is a distribution with something left over."""
    from scipy.sparse import diags_array

    total = np.maximum(np.asarray(weights.sum(axis=1)).ravel(), 1.0)
    return (diags_array(1 / total, dtype=np.float32) @ weights).tocsr()
