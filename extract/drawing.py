"""Ruling lines, filled rectangles and pictures of a page, out of the paths pdfium knows of.

Most paths of a document are simple and thin: their bounds alone tell what they are. What is the same question for many
paths is asked of a batch of them in one go.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedui.extract.pdfium import Api, Handle, Room

Matrix = tuple[float, float, float, float, float, float]
Span = tuple[float, float, float, float]
Point = tuple[float, float]

MOST_SEGMENTS = 20_000
"""Path segments looked at on one page: a map or a chart has more, and no table has."""
MOST_DEPTH = 6
"""Forms inside forms that are followed."""
THIN = 2.6
"""A filled rectangle up to this thick is a ruling line, as most producers draw borders."""
_SHORT = 8.0
"""No line of a table is so short."""
WHITE = 0xFFFFFF
WHOLE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_CURVE, _MOVE = 1, 2
_BATCH = 1000
"""Objects looked at in one go."""


class Rooms:
    """Memory that the pages of a file use one after the other."""

    def __init__(self) -> None:
        self.modes = Room(ctypes.c_int, 2)
        self.bounds = Room(ctypes.c_float, 4)
        self.color = Room(ctypes.c_uint, 4)
        self.matrix = Room(ctypes.c_float, 6, apart=False)
        self.width = Room(ctypes.c_float, 1)
        self.points = Room(ctypes.c_float, 2)


@dataclass(slots=True)
class _Path:
    filled: int
    stroked: int
    count: int
    """How many segments it has."""
    bounds: Span
    fill: int
    stroke: int
    width: float = 0.0
    """Of the pen."""
    parts: Sequence[list[Point]] = ()
    """The corners of each part without curves, where the bounds don't tell enough."""

    @property
    def extent(self) -> tuple[float, float]:
        """Its longer and its shorter side."""
        x0, y0, x1, y1 = self.bounds
        return (x1 - x0, y1 - y0) if x1 - x0 >= y1 - y0 else (y1 - y0, x1 - x0)

    @property
    def is_simple(self) -> bool:
        """Whether it has few segments and is a thin line, or too short for one."""
        long, short = self.extent
        return self.count <= 5 and (long < _SHORT or short <= THIN)


class Drawing:
    """Collects the ruling lines, filled rectangles and pictures of a page, in PDF space."""

    def __init__(self, api: Api, rooms: Rooms) -> None:
        self.api, self.rooms = api, rooms
        self.lines: list[tuple[float, float, float, float, float]] = []
        self.rects: list[Span] = []
        self.fills: list[int] = []
        self.images: list[Span] = []
        self.strokes = 0
        self.left = MOST_SEGMENTS

    def of_page(self, page: Handle) -> Drawing:
        """The same, with what is on a page."""
        self._walk(self.api.count_objects(page), self.api.object_at, page, WHOLE, 0)
        return self

    def _walk(self, count: int, at: Callable[[Handle, int], Handle], holder: Handle, outer: Matrix, depth: int) -> None:
        """Look at the ``count`` objects that ``at(holder, i)`` gives."""
        numbers = iter(range(count))
        while self.left > 0 and (batch := list(islice(numbers, _BATCH))):
            handles = [handle for handle in map(at, repeat(holder), batch) if handle]
            kinds = map(self.api.object_type, handles)
            drawn = [(handle, kind) for handle, kind in zip(handles, kinds, strict=True) if kind != _TEXT]
            paths = iter(self._paths([handle for handle, kind in drawn if kind == _PATH], outer))
            for handle, kind in drawn:
                if kind == _PATH:
                    self._path(next(paths))
                elif kind == _IMAGE:
                    self.images += self._bounds([handle], outer)
                elif kind == _FORM and depth < MOST_DEPTH:
                    inner = _times(self._matrices([handle])[:, 0].tolist(), outer)
                    self._walk(self.api.count_inside(handle), self.api.inside_at, handle, inner, depth + 1)

    def _paths(self, handles: Sequence[Handle], outer: Matrix) -> list[_Path]:
        """What is to be known about some paths, each question asked of all of them at once."""
        if not handles:
            return []
        api, n = self.api, len(handles)
        modes = self.rooms.modes.asked(api.draw_mode, n, handles).T.tolist()
        counts = list(map(api.count_segments, handles))
        fills, strokes = self._colors(api.fill_color, handles), self._colors(api.stroke_color, handles)
        paths = list(map(_Path, *modes, counts, self._bounds(handles, outer), fills, strokes))
        left = self.left
        unclear = []
        for handle, path in zip(handles, paths, strict=True):
            left -= path.count
            if left > 0 and (path.filled or path.stroked) and path.count >= 2 and not path.is_simple:
                unclear.append((handle, path))
        self._look_closer(unclear, outer)
        return paths

    def _look_closer(self, unclear: Sequence[tuple[Handle, _Path]], outer: Matrix) -> None:
        """Get the pen's width and the segments of some paths."""
        if not unclear:
            return
        api, n = self.api, len(unclear)
        handles = [handle for handle, _ in unclear]
        matrix = _times(self._matrices(handles), outer)
        widths = self.rooms.width.asked(api.stroke_width, n, handles)[:, 0].astype(np.float64)
        widths *= np.sqrt(np.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
        parts = [self._straight(handle, path.count) for handle, path in unclear]
        counts = [sum(map(len, straight)) for straight in parts]
        ends = chain.from_iterable(chain.from_iterable(parts))
        places = self.rooms.points.asked(api.segment_point, sum(counts), ends).astype(np.float64)
        x, y = _apply([np.repeat(part, counts) for part in matrix], *places.T)
        points = zip(x.tolist(), y.tolist(), strict=True)
        for (_, path), straight, width in zip(unclear, parts, widths.tolist(), strict=True):
            path.width = width
            path.parts = [list(islice(points, len(part))) for part in straight]

    def _straight(self, handle: Handle, count: int) -> list[list[Handle]]:
        """The segments of each part of a path that begins with a move of the pen, parts with curves left out.

        pdfium ends a closed part with a segment to its start.
        """
        segments = list(map(self.api.segment_at, repeat(handle), range(count)))
        if count <= 3:  # a move and lines: a curve takes three more
            return [segments]
        kinds = list(map(self.api.segment_type, segments))  # 0 line, 1 curve, 2 move
        starts = [k for k, kind in enumerate(kinds) if kind == _MOVE or k == 0]
        return [segments[a:b] for a, b in pairwise([*starts, count]) if _CURVE not in kinds[a:b]]

    def _colors(self, ask: Any, handles: Sequence[Handle]) -> list[int]:
        """Colours as 0xRRGGBB."""
        parts = self.rooms.color.asked(ask, len(handles), handles)
        red, green, blue, _ = parts.astype(np.int64).T & 255
        colors: list[int] = (red << 16 | green << 8 | blue).tolist()
        return colors

    def _bounds(self, handles: Sequence[Handle], outer: Matrix) -> list[Span]:
        bounds = self.rooms.bounds.asked(self.api.object_bounds, len(handles), handles)
        left, bottom, right, top = bounds.astype(np.float64).T
        (ax, ay), (bx, by) = _apply(outer, left, bottom), _apply(outer, right, top)
        corners = (np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by))
        return list(zip(*(side.tolist() for side in corners), strict=True))

    def _matrices(self, handles: Sequence[Handle]) -> NDArray[np.float64]:
        """6 x n."""
        matrices = self.rooms.matrix.asked(self.api.object_matrix, len(handles), handles)
        return matrices.astype(np.float64).T

    def _path(self, path: _Path) -> None:
        self.left -= path.count
        if self.left <= 0 or not (path.filled or path.stroked) or path.count < 2:
            return
        if path.is_simple:
            self._simple(path)
            return
        for points in path.parts:
            if path.filled and len(points) >= 3:
                self._fill(points, path.fill)
            if path.stroked and path.stroke != WHITE:
                self._stroke(points, path.width)

    def _simple(self, path: _Path) -> None:
        """Take a thin path as a line by its bounds alone."""
        x0, y0, x1, y1 = path.bounds
        long, short = path.extent
        if long < _SHORT:
            self.strokes += long > 2.5 * short
        elif (path.fill if path.filled else path.stroke) != WHITE:
            cap = 0.0 if path.filled else short / 2  # bounds hold the pen's width at the ends too
            across = x1 - x0 >= y1 - y0
            self._line(x0 + cap * across, y0 + cap * (not across), x1 - cap * across, y1 - cap * (not across))

    def _fill(self, points: list[Point], fill: int) -> None:
        x0, y0, x1, y1 = _span(points)
        # A thin shape of any form (a mitred border is a trapezium) is a line; a wide one must be a rectangle.
        if min(x1 - x0, y1 - y0) <= THIN:
            if fill != WHITE and max(x1 - x0, y1 - y0) > THIN:
                self._line(x0, y0, x1, y1)
        elif _is_rectangle(points):
            self.rects.append((x0, y0, x1, y1))
            self.fills.append(fill)

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if x1 - x0 >= y1 - y0:
            self.lines.append((x0, (y0 + y1) / 2, x1, (y0 + y1) / 2, y1 - y0))
        else:
            self.lines.append(((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, x1 - x0))

    def _stroke(self, points: list[Point], width: float) -> None:
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ay - by) <= 0.5 and abs(ax - bx) > 0.5:
                self.lines.append((min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2, width))
            elif abs(ax - bx) <= 0.5 and abs(ay - by) > 0.5:
                self.lines.append(((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by), width))
            elif min(abs(ax - bx), abs(ay - by)) < 0.05 * max(abs(ax - bx), abs(ay - by)):
                self.strokes += 1


def _is_rectangle(points: list[Point]) -> bool:
    sides = pairwise(points)
    return len(points) <= 6 and all(abs(ax - bx) <= 0.6 or abs(ay - by) <= 0.6 for (ax, ay), (bx, by) in sides)


def _span(points: Iterable[Point]) -> Span:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _apply(m: Sequence[Any], x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[Any], NDArray[Any]]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _times(m: Sequence[Any] | NDArray[np.float64], n: Matrix) -> tuple[Any, Any, Any, Any, Any, Any]:
    """First ``m``, then ``n``; numbers or arrays of them."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )
