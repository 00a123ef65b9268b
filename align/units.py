"""What is aligned: units, which are tokens and a length, over a vocabulary for each side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]
"""Real numbers; 32 or 64 bits wide."""
Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text: the ids of its tokens in order, and its length in characters."""

    tokens: Ids
    length: float


class Side:
    """The vocabulary of one document, how often each token stands in it, and the words written with a capital."""

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


def joined(units: Sequence[Unit]) -> Unit:
    """Several units as one."""
    if not units:
        return Unit(np.zeros(0, dtype=np.int32), 0.0)
    return Unit(np.concatenate([u.tokens for u in units]), sum(u.length for u in units))


def flat(units: Sequence[Unit]) -> tuple[Ids, NDArray[np.int64]]:
    """All tokens in a row, and how many each unit has."""
    if not units:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)
    return np.concatenate([u.tokens for u in units]), np.array([len(u.tokens) for u in units], dtype=np.int64)
