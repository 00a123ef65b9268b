"""The picture of a scanned page: set upright, its ruling lines, and pieces of it put below each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = tuple[int, int, int, int]
"""Left, top, right, bottom."""

MOST_SKEW = 3.0
LEAST_SKEW = 0.15
"""Degrees; less is left as it is."""
DARK = 150
"""Of 255: ink, after the paper has been made white."""
LONG_ACROSS, LONG_DOWN = 22.0, 15.0
"""Points: strokes of characters are shorter than ruling lines across and down."""
THICK = 3.0
"""Points: what is thicker is a shade or a picture."""


def straightened(picture: Any) -> tuple[Any, float]:
    """(a grey picture (PIL) whose lines run level, by how many degrees counter-clockwise it was turned)."""
    small = picture.resize((max(1, picture.width // 4), max(1, picture.height // 4)))
    angle = _best(small, np.arange(-MOST_SKEW, MOST_SKEW + 0.01, 0.5))
    angle = _best(small, np.arange(angle - 0.4, angle + 0.41, 0.1))
    if abs(angle) < LEAST_SKEW:
        return picture, 0.0
    return picture.rotate(angle, resample=_BICUBIC, fillcolor=_paper(picture)), angle


_BICUBIC = 3  # PIL.Image.Resampling.BICUBIC


def _best(picture: Any, angles: NDArray[np.float64]) -> float:
    """The angle at which rows of ink and of paper differ most."""
    paper = _paper(picture)
    sharp = []
    for angle in angles:
        ink = paper - np.asarray(picture.rotate(angle, fillcolor=paper), np.float64)
        sharp.append(float(np.square(np.diff(ink.sum(axis=1))).sum()))
    # Where it makes no difference the page is left as it stands.
    level = float(np.square(np.diff((paper - np.asarray(picture, np.float64)).sum(axis=1))).sum())
    best = int(np.argmax(sharp))
    return float(angles[best]) if sharp[best] > 1.02 * level else 0.0


def _paper(picture: Any) -> int:
    """The grey of the paper."""
    return int(np.percentile(np.asarray(picture), 80))


def strip(picture: Any, boxes: Sequence[Pixels], height: int = 56, gap: int = 24) -> tuple[Any, list[tuple[int, int]]]:
    """(pieces of a picture below each other, enlarged to one height, from where to where each reaches down)."""
    from PIL import Image

    pieces = []
    for left, top, right, bottom in boxes:
        edge = max(4, (bottom - top) // 6)
        piece = picture.crop((left - edge, top - edge, right + edge, bottom + edge))
        pieces.append(piece.resize((max(8, min(4000, piece.width * height // max(1, piece.height))), height)))
    wide = max(piece.width for piece in pieces) + 2 * gap
    made = Image.new("L", (wide, len(pieces) * (height + gap) + gap), _paper(picture))
    spans = []
    for k, piece in enumerate(pieces):
        top = gap + k * (height + gap)
        made.paste(piece, (gap, top))
        spans.append((top, top + height))
    return made, spans


def rulings(picture: Any, scale: float) -> NDArray[np.float64]:
    """The ruling lines of a page in points, m x 5: x0, top, x1, bottom, thickness, as PageGlyphs has them."""
    paper = _paper(picture)
    dark = np.asarray(picture, np.float64) < DARK * paper / 255
    across = _lines(dark, int(LONG_ACROSS * scale), THICK * scale)
    down = _lines(dark.T, int(LONG_DOWN * scale), THICK * scale)
    found = [(x0, y, x1, y, thick) for x0, x1, y, thick in across]
    found += [(x, y0, x, y1, thick) for y0, y1, x, thick in down]
    return np.array(found, np.float64).reshape(-1, 5) / scale


def _lines(dark: NDArray[np.bool_], long: int, thick: float) -> list[tuple[float, float, float, float]]:
    """(start, end, place, thickness) of the dark lines along the rows of a picture."""
    open_: list[list[float]] = []  # start, end, first row, last row, rows
    closed: list[list[float]] = []
    for row in np.flatnonzero(dark.sum(axis=1) >= long).tolist():
        spans = _spans(dark[row], long)
        for start, end in spans:
            for line in open_:
                if line[3] >= row - 2 and start <= line[1] + long and end >= line[0] - long:
                    line[0], line[1], line[3] = min(line[0], start), max(line[1], end), row
                    break
            else:
                open_.append([start, end, row, row])
        closed += [line for line in open_ if line[3] < row - 2]
        open_ = [line for line in open_ if line[3] >= row - 2]
    closed += open_
    return _parted(line for line in closed if line[3] - line[2] + 1 <= thick)


def _parted(lines: Iterable[list[float]]) -> list[tuple[float, float, float, float]]:
    """(start, end, place, thickness) of lines, without the frayed edges of others."""
    kept: list[tuple[float, float, float, float]] = []
    for x0, x1, y0, y1 in sorted(lines, key=lambda line: line[0] - line[1]):
        place = (y0 + y1) / 2
        frayed = any(abs(place - other[2]) < 5 and x0 >= other[0] - 9 and x1 <= other[1] + 9 for other in kept)
        if not frayed:
            kept.append((x0, x1, place, y1 - y0 + 1))
    return kept


def _spans(row: NDArray[np.bool_], long: int) -> list[tuple[int, int]]:
    """(start, end) of the dark stretches of a row that are long enough; gaps of two pixels are bridged."""
    at = np.flatnonzero(row)
    parts = np.flatnonzero(np.diff(at) > 3)
    starts, ends = at[np.concatenate([[0], parts + 1])], at[np.concatenate([parts, [len(at) - 1]])]
    return [(int(a), int(b) + 1) for a, b in zip(starts, ends, strict=True) if b - a + 1 >= long]
