"""A printed line, the raised signs that stood in it, and what a line says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hedui.model import Box

WIDE = 1.6
"""A gap of that many times the size parts segments of a row: a tab, or the gutter between columns."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A small sign above the baseline, that stood before ``text[at]`` of its line."""

    at: int
    text: str
    box: Box


@dataclass(slots=True)
class Line:
    """One printed line of one column. ``left`` and ``right`` are the edges of each character of ``text``."""

    page: int
    text: str
    left: NDArray[np.float32]
    right: NDArray[np.float32]
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    font: str
    raised: tuple[Raised, ...] = ()
    column: int = 0
    """Number of the column zone on the page, in reading order."""
    margin: float = 0.0
    """Right edge of the column the line stands in."""
    edge: float = 0.0
    """Left edge of that column."""
    centred: bool = False
    hidden: bool = False

    @property
    def x0(self) -> float:
        return float(self.left[0]) if len(self.left) else 0.0

    @property
    def x1(self) -> float:
        return float(self.right[-1]) if len(self.right) else 0.0

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)

    def cut(self, start: int, end: int | None = None) -> Line:
        """The line with the characters ``start`` to ``end`` only; its raised signs go along."""
        end = len(self.text) if end is None else end
        raised = tuple(Raised(r.at - start, r.text, r.box) for r in self.raised if start <= r.at <= end)
        return Line(
            self.page,
            self.text[start:end],
            self.left[start:end],
            self.right[start:end],
            self.top,
            self.bottom,
            self.baseline,
            self.size,
            self.bold,
            self.italic,
            self.font,
            raised,
            self.column,
            self.margin,
            self.edge,
            self.centred,
            self.hidden,
        )


_MONO = re.compile(r"mono|courier|consol|typewriter|cmtt|fixed", re.IGNORECASE)


def is_mono(line: Line) -> bool:
    """Whether a line is set in type of one width, as listings are."""
    return _is_mono(line.font)


@lru_cache(1000)
def _is_mono(font: str) -> bool:
    return bool(_MONO.search(font))


def is_unbroken(line: Line) -> bool:
    """Whether a line has no gap wider than a tab behind a label: words, not cells."""
    at = [k for k, sign in enumerate(line.text) if sign == " " and k > 6]
    return not any(float(line.left[k + 1] - line.right[k - 1]) > WIDE * line.size for k in at if k + 1 < len(line.text))


def dominant_size(lines: Sequence[Line]) -> float:
    """The size most characters of the lines are set in, to half a point."""
    weights: dict[float, int] = {}
    for line in lines:
        weights[round(line.size * 2) / 2] = weights.get(round(line.size * 2) / 2, 0) + len(line.text)
    return max(weights, key=lambda size: weights[size], default=10.0)
