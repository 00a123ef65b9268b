"""Glyphs, ruling lines and filled rectangles of PDF pages as numpy arrays, read in bulk from pdfium.

One loop a page over prepared function addresses into preallocated arrays: about ten times as fast as building an object
for each character. What is the same for all characters of a text object (size, angle, baseline, font, colour) is asked
once for each text object. All boxes are (x0, top, x1, bottom) in points from the top left of the page *as shown*, that
is after its crop box and its rotation. Nothing above this file knows pdfium.
"""

from __future__ import annotations

import ctypes
import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from hedui.errors import Damaged, Empty, Encrypted
from hedui.extract.mend import is_suspect, mended
from hedui.model import Box

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

MOST_SEGMENTS = 20_000
"""Path segments looked at on one page: a map or a chart has more, and no table has."""
MOST_DEPTH = 6
"""Forms inside forms that are followed."""
THIN = 2.6
"""A filled rectangle up to this thick is a ruling line, as most producers draw borders."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font as a text object uses it: name without its subset tag, weight (400 normal, 700 bold), italic or not."""

    name: str
    weight: int
    italic: bool


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """What is printed on one page: n characters, m ruling lines, k filled rectangles.

    Characters stand in the order of the content stream. ``obj`` numbers the text object of each character (-1 for a
    character pdfium generated between two objects, mostly spaces and line ends); ``mode_of`` is indexed by it.
    ``baseline`` is the distance of the character's origin from the top of the page (for text set at 90 or 270 degrees
    from its left edge). ``angle`` is in degrees, clockwise, 0 for upright text.
    """

    number: int
    width: float
    height: float
    rotation: int
    turned: int
    """By how many degrees most text is set clockwise on the page as shown; places are given as if it stood upright."""
    code: Ints
    box: Floats
    tight: Floats
    size: Floats
    angle: Ints
    baseline: Floats
    obj: Ints
    generated: Bools
    unmapped: Bools
    """True where the font gives the glyph no Unicode: ``code`` is then a guess."""
    font: Ints
    """Index into ``fonts`` for each character, -1 for generated ones."""
    fonts: tuple[Font, ...]
    mode_of: Ints
    """Text rendering mode of each text object; 3 is invisible."""
    lines: Floats
    """m x 5: x0, top, x1, bottom, thickness of horizontal (top == bottom) and vertical (x0 == x1) ruling lines."""
    rects: Floats
    """k x 4: boxes of filled rectangles that are no lines."""
    fills: Ints
    """k: the colour of each rectangle as 0xRRGGBB."""
    images: Floats
    """i x 4: boxes of pictures."""
    strokes: int = 0
    """How many strokes are in no line because they are too short or lean: dashed or slanted rules have many."""

    def __len__(self) -> int:
        return len(self.code)

    def as_shown(self, box: Box) -> Box:
        """A box of this page as it stands on the page as shown."""
        x0, top, x1, bottom = box
        if self.turned == 90:
            return (self.height - bottom, x0, self.height - top, x1)
        if self.turned == 180:
            return (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.turned == 270:
            return (top, self.width - x1, bottom, self.width - x0)
        return box


class Pdf:
    """An open PDF whose pages are read one at a time and released after use. A context manager."""

    def __init__(self, path: str | Path, password: str | None = None) -> None:
        self.name = Path(path).name
        self._path = Path(path)
        self.mended = False
        """True where the file is damaged and was read from the objects found in it."""
        self.suspect = False
        """True where text or structure of the file is damaged."""
        self.cut: frozenset[int] = frozenset()
        """The pages of a damaged file some of whose text is lost."""
        self._pdf: Any = self._open(Path(path), password)
        self._boxes = _Boxes()
        self.pages = len(self._pdf)
        if not self.pages:
            self._pdf.close()
            raise _empty(self.name)

    def _open(self, path: Path, password: str | None) -> Any:
        """The file as it is; if some of its text is damaged, what could be saved of it."""
        import pypdfium2 as pdfium

        data = path.read_bytes()
        self.suspect = is_suspect(data)
        if self.suspect and (saved := self._saved(data)):
            return saved
        try:
            opened = pdfium.PdfDocument(str(path), password=password)
        except pdfium.PdfiumError as reason:
            error = _as_ours(reason, self.name, password)
            saved = None if isinstance(error, Encrypted) or self.suspect else self._saved(data)
            if saved:
                return saved
            raise error from None
        if self.suspect or not len(opened):
            opened.close()
            saved = None if self.suspect else self._saved(data)
            if saved:
                return saved
            raise _damaged(self.name) if self.suspect else _empty(self.name)
        return opened

    def _saved(self, data: bytes) -> Any:
        """A PDF of what could be saved of damaged data; None where nothing could."""
        import pypdfium2 as pdfium

        made = mended(data)
        try:
            opened = pdfium.PdfDocument(made.data) if made else None
        except pdfium.PdfiumError:
            return None
        if made and opened:
            self.mended, self.cut = True, made.cut
        return opened

    def mend(self) -> bool:
        """Look for the pages in the file, where pdfium opened it and yet finds nothing there; whether there are any."""
        opened = None if self.mended else self._saved(self._path.read_bytes())
        if not opened:
            return False
        self._pdf.close()
        self._pdf, self.pages = opened, len(opened)
        return self.pages > 0

    def __enter__(self) -> Pdf:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    def __iter__(self) -> Iterator[PageGlyphs | None]:
        for number in range(1, self.pages + 1):
            yield self.page(number)

    def page(self, number: int) -> PageGlyphs | None:
        """The glyphs of a page counted from 1; None where the page can't be loaded."""
        api = _api()
        page = api.load_page(self._pdf.raw, number - 1)
        if not page:
            return None
        text = api.load_text(page)
        try:
            return _read(api, self._boxes, number, page, text)
        finally:
            if text:
                api.close_text(text)
            api.close_page(page)

    def picture(self, number: int, scale: float = 1.5) -> Any:
        """The page as a PIL image, ``scale`` pixels a point."""
        page = self._pdf[number - 1]
        try:
            return page.render(scale=scale).to_pil()
        finally:
            page.close()


def _as_ours(error: Exception, name: str, password: str | None) -> Damaged | Encrypted:
    code = getattr(error, "err_code", None)
    if code == 4 or "password" in str(error).lower():
        if password:
            return Encrypted(f"{name}: the password does not open it", f"{name}：密码不正确")
        return Encrypted(f"{name}: the PDF is encrypted; give its password", f"{name}：PDF 已加密，请提供密码")
    return _damaged(name)


def _empty(name: str) -> Empty:
    return Empty(f"{name}: the PDF has no page", f"{name}：PDF 没有任何页面")


def _damaged(name: str) -> Damaged:
    return Damaged(
        f"{name}: no PDF reader can open it; it may be truncated", f"{name}：PDF 已损坏，无法打开，可能不完整"
    )


class _Api:
    """pdfium's functions with prepared signatures; pointers are plain integers.

    PYFUNCTYPE keeps the interpreter lock over a call: releasing it would cost more than most of these calls take.
    """

    def __init__(self) -> None:
        import pypdfium2.raw as raw

        p, i, u, d, s = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_double, ctypes.c_size_t

        def at(name: str, result: Any, *arguments: Any) -> Any:
            """A function of these types; where none are declared it takes ctypes values as they are: faster."""
            address = cast(int, ctypes.cast(getattr(raw, name), p).value)
            return ctypes.PYFUNCTYPE(result, *arguments)(address)

        self.load_page = at("FPDF_LoadPage", p, p, i)
        self.close_page = at("FPDF_ClosePage", None, p)
        self.load_text = at("FPDFText_LoadPage", p, p)
        self.close_text = at("FPDFText_ClosePage", None, p)
        self.rotation = at("FPDFPage_GetRotation", i, p)
        self.bounds = at("FPDF_GetPageBoundingBox", i, p, p)
        self.count_chars = at("FPDFText_CountChars", i, p)
        self.unicode = at("FPDFText_GetUnicode", u)
        self.text_object = at("FPDFText_GetTextObject", s)
        self.loose = at("FPDFText_GetLooseCharBox", i)
        self.tight = at("FPDFText_GetCharBox", i)
        self.origin = at("FPDFText_GetCharOrigin", i)
        self.matrix = at("FPDFText_GetMatrix", i)
        self.font_size = at("FPDFText_GetFontSize", d)
        self.map_error = at("FPDFText_HasUnicodeMapError", i, p, i)
        self.render_mode = at("FPDFTextObj_GetTextRenderMode", i)
        self.font_of = at("FPDFTextObj_GetFont", p, p)
        self.font_name = at("FPDFFont_GetBaseFontName", s, p, p, s)
        self.font_weight = at("FPDFFont_GetWeight", i, p)
        self.font_flags = at("FPDFFont_GetFlags", i, p)
        self.fill_color = at("FPDFPageObj_GetFillColor", i, p, p, p, p, p)
        self.stroke_color = at("FPDFPageObj_GetStrokeColor", i, p, p, p, p, p)
        self.stroke_width = at("FPDFPageObj_GetStrokeWidth", i, p, p)
        self.object_bounds = at("FPDFPageObj_GetBounds", i, p, p, p, p, p)
        self.object_matrix = at("FPDFPageObj_GetMatrix", i, p, p)
        self.object_type = at("FPDFPageObj_GetType", i, p)
        self.count_objects = at("FPDFPage_CountObjects", i, p)
        self.object_at = at("FPDFPage_GetObject", p, p, i)
        self.count_inside = at("FPDFFormObj_CountObjects", i, p)
        self.inside_at = at("FPDFFormObj_GetObject", p, p, ctypes.c_ulong)
        self.draw_mode = at("FPDFPath_GetDrawMode", i, p, p, p)
        self.count_segments = at("FPDFPath_CountSegments", i, p)
        self.segment_at = at("FPDFPath_GetPathSegment", p, p, i)
        self.segment_point = at("FPDFPathSegment_GetPoint", i, p, p, p)
        self.segment_type = at("FPDFPathSegment_GetType", i, p)
        self.segment_close = at("FPDFPathSegment_GetClose", i, p)


@cache
def _api() -> _Api:
    return _Api()


def _array(room: Any, kind: Any) -> NDArray[Any]:
    """A ctypes array as a numpy one, on the same memory."""
    return np.frombuffer(room, kind)


class _Boxes:
    """Room for the boxes of the characters of a page, with ready-made references to each place in it."""

    def __init__(self) -> None:
        self._grow(4096)

    def _grow(self, room: int) -> None:
        self._room = room
        self._loose, self._tight = (ctypes.c_float * (4 * room))(), (ctypes.c_double * (4 * room))()
        self._loose_at = [ctypes.byref(self._loose, at) for at in range(0, 16 * room, 16)]
        self._tight_at = [[ctypes.byref(self._tight, at) for at in range(k, 32 * room + k, 32)] for k in (0, 8, 16, 24)]

    def read(self, api: _Api, text: Any, n: int, frame: _Frame) -> tuple[Floats, Floats]:
        """The loose and the tight boxes of the first ``n`` characters."""
        if n > self._room:
            self._grow(n + n // 2)
        deque(map(api.loose, repeat(text), range(n), self._loose_at), maxlen=0)
        deque(map(api.tight, repeat(text), range(n), *self._tight_at), maxlen=0)
        loose = _array(self._loose, np.float32)[: 4 * n].reshape(n, 4).astype(np.float64)
        tight = _array(self._tight, np.float64)[: 4 * n].reshape(n, 4)
        left, top, right, bottom = loose.T  # FS_RECTF
        x0, x1, y0, y1 = tight.T
        return frame.boxes(left, bottom, right, top), frame.boxes(x0, y0, x1, y1)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part of the page that is shown, and how it is turned: from PDF space to (x from left, y from top)."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        across, up = self.right - self.left, self.top - self.bottom
        return (up, across) if self.turn % 2 else (across, up)

    def points(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Points of PDF space, numbers or arrays, as shown."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def boxes(self, x0: Any, y0: Any, x1: Any, y1: Any) -> Floats:
        """Boxes of PDF space as shown, n x 4, corners in order."""
        ax, ay = self.points(x0, y0)
        bx, by = self.points(x1, y1)
        corners = (np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by))
        return cast(Floats, np.stack(np.broadcast_arrays(*corners), axis=-1))


def _frame(api: _Api, page: int) -> _Frame:
    corners = (ctypes.c_float * 4)()
    api.bounds(page, ctypes.addressof(corners))
    left, top, right, bottom = corners
    if not (right - left > 0 and top - bottom > 0 and math.isfinite(right - left + top - bottom)):
        left, bottom, right, top = 0.0, 0.0, 612.0, 792.0
    return _Frame(left, bottom, right, top, api.rotation(page) % 4)


def _read(api: _Api, boxes: _Boxes, number: int, page: int, text: int | None) -> PageGlyphs:
    frame = _frame(api, page)
    n = max(0, api.count_chars(text)) if text else 0
    handle = ctypes.c_void_p(text)
    code = np.fromiter(map(api.unicode, repeat(handle), range(n)), np.int64, n).astype(np.int32)
    pointer = np.fromiter(map(api.text_object, repeat(handle), range(n)), np.uint64, n)
    objects, first, obj = _objects(pointer)
    traits = _traits(api, handle, objects, first, frame)
    turned = _main_angle(traits.angle[obj[obj >= 0]])
    if turned:  # a wide table or a slide, set sideways on an upright page
        frame = replace(frame, turn=(frame.turn - turned // 90) % 4)
        traits = _traits(api, handle, objects, first, frame)
    box, tight = boxes.read(api, handle, n, frame)
    if turned:
        box = _set_sideways(api, handle, tight, traits.baseline[obj], traits.size[obj], frame)
    font, fonts = _fonts(api, objects)
    lines, rects, fills, images, strokes = _drawing(api, page, frame)
    font_of = font[obj] if len(objects) else np.full(n, -1, np.int32)
    font_of[obj < 0] = -1
    unmapped = _unmapped(api, text, code, font_of)
    return PageGlyphs(
        number=number,
        width=frame.size[0],
        height=frame.size[1],
        rotation=frame.turn * 90,
        turned=turned,
        code=code,
        box=_clamped(box, tight),
        tight=tight,
        size=traits.size[obj],
        angle=traits.angle[obj],
        baseline=traits.baseline[obj],
        obj=obj,
        generated=obj < 0,
        unmapped=unmapped,
        font=font_of,
        fonts=fonts,
        mode_of=traits.mode,
        lines=lines,
        rects=rects,
        fills=fills,
        images=images,
        strokes=strokes,
    )


def _main_angle(angles: Ints) -> int:
    """The angle most characters are set at, where it is a quarter turn or two; 0 else."""
    for angle in (90, 180, 270):
        if len(angles) and float((angles == angle).mean()) > 0.6:
            return angle
    return 0


def _set_sideways(api: _Api, text: Any, tight: Floats, baseline: Floats, size: Floats, frame: _Frame) -> Floats:
    """Loose boxes of turned text, for which pdfium has none: from origin to ink, as high as the type."""
    n = len(tight)
    origin = (ctypes.c_double * (2 * n))()
    refs = ([ctypes.byref(origin, k + d) for k in range(0, 16 * n, 16)] for d in (0, 8))
    deque(map(api.origin, repeat(text), range(n), *refs), maxlen=0)
    x, _ = frame.points(*_array(origin, np.float64).reshape(n, 2).T)
    return np.stack([x, baseline - 0.9 * size, np.maximum(x, tight[:, 2]), baseline + 0.25 * size], axis=-1)


def _clamped(loose: Floats, tight: Floats) -> Floats:
    """Loose boxes, but where a font's metrics are absurd (many times the ink, or empty) the ink's own box."""
    high = loose[:, 3] - loose[:, 1]
    ink = tight[:, 3] - tight[:, 1]
    odd = (high <= 0) | (~np.isfinite(loose).all(axis=1)) | ((high > 200) & (high > 20 * ink))
    return np.where(odd[:, None], tight, loose)


def _objects(pointer: NDArray[np.uint64]) -> tuple[list[int], Ints, Ints]:
    """(text objects, index of the first character of each, object number of each character), objects in order."""
    if not len(pointer):
        return [], np.zeros(0, np.int32), np.zeros(0, np.int32)
    unique, first, inverse = np.unique(pointer, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    order = order[unique[order] != 0]
    rank = np.full(len(unique), -1, np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return [int(a) for a in unique[order]], first[order].astype(np.int32), rank[inverse.ravel()]


@dataclass(slots=True)
class _Traits:
    """What is the same for all characters of a text object. The last entry stands for generated characters (-1)."""

    size: Floats
    angle: Ints
    baseline: Floats
    mode: Ints


def _traits(api: _Api, text: Any, objects: list[int], first: Ints, frame: _Frame) -> _Traits:
    n = len(objects)
    # The traits of a text object are those of its first character: all its characters share one line and one font.
    matrix, origin = (ctypes.c_float * (6 * n + 6))(), (ctypes.c_double * (2 * n + 2))()
    at = first.tolist()
    deque(map(api.matrix, repeat(text), at, [ctypes.byref(matrix, k) for k in range(0, 24 * n, 24)]), maxlen=0)
    xs, ys = ([ctypes.byref(origin, k + d) for k in range(0, 16 * n, 16)] for d in (0, 8))
    deque(map(api.origin, repeat(text), at, xs, ys), maxlen=0)
    size = np.zeros(n + 1)
    size[:n] = np.abs(np.fromiter(map(api.font_size, repeat(text), at), np.float64, n))
    mode = np.zeros(n + 1, np.int32)
    mode[:n] = np.fromiter(map(api.render_mode, map(ctypes.c_void_p, objects)), np.int64, n)
    a, b, c, d, _, _ = _array(matrix, np.float32).reshape(n + 1, 6).astype(np.float64).T
    scale = np.hypot(c, d)
    scale[scale == 0] = np.hypot(a, b)[scale == 0]
    size *= np.where(scale == 0, 1.0, scale)
    tilt = np.degrees(np.arctan2(b, a))
    angle = np.where((a != 0) | (b != 0), np.round(-tilt) + 90 * frame.turn, 0).astype(np.int32) % 360
    x, y = frame.points(*_array(origin, np.float64).reshape(n + 1, 2).T)
    baseline = np.where((angle == 90) | (angle == 270), x, y)
    angle[n] = baseline[n] = size[n] = 0
    return _Traits(size, angle, baseline, mode)


def _color(ask: Any, handle: int) -> int:
    parts = (ctypes.c_uint * 4)()
    at = ctypes.addressof(parts)
    if not ask(handle, at, at + 4, at + 8, at + 12):
        return 0
    return int(parts[0] & 255) << 16 | int(parts[1] & 255) << 8 | int(parts[2] & 255)


def _fonts(api: _Api, objects: list[int]) -> tuple[Ints, tuple[Font, ...]]:
    seen: dict[int, int] = {}
    fonts: list[Font] = []
    which = np.full(len(objects) + 1, -1, np.int32)
    for k, handle in enumerate(objects):
        font = api.font_of(handle) or 0
        if font not in seen:
            seen[font] = len(fonts)
            fonts.append(_font(api, font))
        which[k] = seen[font]
    return which, tuple(fonts)


_BOLD = ("bold", "black", "heavy", "semibold", "demi", "medi", "simhei", "黑体", "-db")
_ITALIC = ("italic", "oblique", "kursiv")


def _font(api: _Api, font: int) -> Font:
    if not font:
        return Font("", 400, False)
    buffer = ctypes.create_string_buffer(256)
    api.font_name(font, ctypes.addressof(buffer), 256)
    name = buffer.value.decode("utf-8", "replace")
    if len(name) > 7 and name[6] == "+":
        name = name[7:]
    low = name.lower()
    weight = api.font_weight(font)
    bold = any(word in low for word in _BOLD)
    # The weight in the file is often a guess from the stem width: a name that says nothing is believed to be plain.
    weight = max(weight, 700) if bold else 400 if not 100 <= weight <= 1000 else min(weight, 500)
    italic = any(word in low for word in _ITALIC) or bool(api.font_flags(font) & 64)
    return Font(name, weight, italic)


def _unmapped(api: _Api, text: int | None, code: Ints, font: Ints) -> Bools:
    """Asked once for each (font, code) of the page, as it depends on nothing else."""
    key = code.astype(np.int64) | (font.astype(np.int64) + 1) << 32
    unique, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    answer = np.fromiter((api.map_error(text, int(i)) == 1 for i in first), np.bool_, len(unique))
    return cast(Bools, answer[inverse.ravel()] & (font >= 0)) if len(unique) else np.zeros(0, np.bool_)


Matrix = tuple[float, float, float, float, float, float]
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5


class _Drawing:
    """Collects the ruling lines, filled rectangles and pictures of a page, in PDF space."""

    def __init__(self, api: _Api) -> None:
        self.api = api
        self.lines: list[tuple[float, float, float, float, float]] = []
        self.rects: list[tuple[float, float, float, float]] = []
        self.fills: list[int] = []
        self.images: list[tuple[float, float, float, float]] = []
        self.strokes = 0
        self.left = MOST_SEGMENTS
        self._four = (ctypes.c_float * 4)()
        self._six = (ctypes.c_float * 6)()
        self._ints = (ctypes.c_int * 2)()

    def walk(self, count: int, at: Any, holder: int, outer: Matrix, depth: int) -> None:
        """Look at the ``count`` objects that ``at(holder, i)`` gives."""
        object_type = self.api.object_type
        for handle in map(at, repeat(holder), range(count)):
            if not handle or self.left <= 0:
                continue
            kind = object_type(handle)
            if kind == _TEXT:
                continue
            if kind == _PATH:
                self._path(handle, outer)
            elif kind == _IMAGE:
                self.images.append(self._bounds(handle, outer))
            elif kind == _FORM and depth < MOST_DEPTH:
                inner = _times(self._matrix(handle), outer)
                self.walk(self.api.count_inside(handle), self.api.inside_at, handle, inner, depth + 1)

    def _matrix(self, handle: int) -> Matrix:
        self.api.object_matrix(handle, ctypes.addressof(self._six))
        a, b, c, d, e, f = self._six
        return a, b, c, d, e, f

    def _bounds(self, handle: int, outer: Matrix) -> tuple[float, float, float, float]:
        at = ctypes.addressof(self._four)
        self.api.object_bounds(handle, at, at + 4, at + 8, at + 12)  # left, bottom, right, top
        left, bottom, right, top = self._four
        return _span([_apply(outer, left, bottom), _apply(outer, right, top)])

    def _path(self, handle: int, outer: Matrix) -> None:
        at = ctypes.addressof(self._ints)
        if not self.api.draw_mode(handle, at, at + 4):
            return
        filled, stroked = self._ints[0] != 0, self._ints[1] != 0
        count = self.api.count_segments(handle)
        self.left -= count
        if self.left <= 0 or not (filled or stroked) or count < 2:
            return
        if count <= 5 and self._thin(handle, outer, filled):
            return
        matrix = _times(self._matrix(handle), outer)
        fill = _color(self.api.fill_color, handle) if filled else 0xFFFFFF
        stroke = _color(self.api.stroke_color, handle) if stroked else 0xFFFFFF
        for points, curved in self._subpaths(handle, count, matrix):
            if filled and len(points) >= 3 and not curved:
                self._fill(points, fill)
            if stroked and stroke != 0xFFFFFF and not curved:
                self._stroke(points, self._width(handle, matrix))

    def _thin(self, handle: int, outer: Matrix, filled: bool) -> bool:
        """Take a simple thin path as a line by its bounds alone: most paths of a document are such."""
        x0, y0, x1, y1 = self._bounds(handle, outer)
        if max(x1 - x0, y1 - y0) < 8:  # no line of a table is so short
            self.strokes += max(x1 - x0, y1 - y0) > 2.5 * min(x1 - x0, y1 - y0)
            return True
        if min(x1 - x0, y1 - y0) > THIN:
            return False
        if _color(self.api.fill_color if filled else self.api.stroke_color, handle) != 0xFFFFFF:
            cap = 0.0 if filled else min(x1 - x0, y1 - y0) / 2  # bounds hold the pen's width at the ends too
            across = x1 - x0 >= y1 - y0
            self._line(x0 + cap * across, y0 + cap * (not across), x1 - cap * across, y1 - cap * (not across))
        return True

    def _width(self, handle: int, matrix: Matrix) -> float:
        at = ctypes.addressof(self._four)
        self.api.stroke_width(handle, at)
        return float(self._four[0]) * math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))

    def _subpaths(self, handle: int, count: int, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        api, at = self.api, ctypes.addressof(self._four)
        points: list[tuple[float, float]] = []
        curved = False
        segment_type, segment_point, segment_close, four = (
            api.segment_type,
            api.segment_point,
            api.segment_close,
            self._four,
        )
        a, b, c, d, e, f = matrix
        for segment in map(api.segment_at, repeat(handle), range(count)):
            kind = segment_type(segment)  # 0 line, 1 curve, 2 move
            segment_point(segment, at, at + 4)
            if kind == 2 and points:
                yield points, curved
                points, curved = [], False
            x, y = four[0], four[1]
            points.append((a * x + c * y + e, b * x + d * y + f))
            curved = curved or kind == 1
            if segment_close(segment) and points[0] != points[-1]:
                points.append(points[0])
        if points:
            yield points, curved

    def _fill(self, points: list[tuple[float, float]], fill: int) -> None:
        x0, y0, x1, y1 = _span(points)
        # A thin shape of any form (a mitred border is a trapezium) is a line; a wide one must be a rectangle.
        if min(x1 - x0, y1 - y0) <= THIN:
            if fill != 0xFFFFFF and max(x1 - x0, y1 - y0) > THIN:
                self._line(x0, y0, x1, y1)
        elif _is_rectangle(points):
            self.rects.append((x0, y0, x1, y1))
            self.fills.append(fill)

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if x1 - x0 >= y1 - y0:
            self.lines.append((x0, (y0 + y1) / 2, x1, (y0 + y1) / 2, y1 - y0))
        else:
            self.lines.append(((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, x1 - x0))

    def _stroke(self, points: list[tuple[float, float]], width: float) -> None:
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ay - by) <= 0.5 and abs(ax - bx) > 0.5:
                self.lines.append((min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2, width))
            elif abs(ax - bx) <= 0.5 and abs(ay - by) > 0.5:
                self.lines.append(((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by), width))
            elif min(abs(ax - bx), abs(ay - by)) < 0.05 * max(abs(ax - bx), abs(ay - by)):
                self.strokes += 1


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    sides = pairwise(points)
    return len(points) <= 6 and all(abs(ax - bx) <= 0.6 or abs(ay - by) <= 0.6 for (ax, ay), (bx, by) in sides)


def _span(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _drawing(api: _Api, page: int, frame: _Frame) -> tuple[Floats, Floats, Ints, Floats, int]:
    found = _Drawing(api)
    found.walk(api.count_objects(page), api.object_at, page, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
    lines = np.array(found.lines, np.float64).reshape(-1, 5)
    lines = np.concatenate([frame.boxes(*lines[:, :4].T), lines[:, 4:]], axis=1)
    rects = np.array(found.rects, np.float64).reshape(-1, 4)
    images = np.array(found.images, np.float64).reshape(-1, 4)
    return lines, frame.boxes(*rects.T), np.array(found.fills, np.int32), frame.boxes(*images.T), found.strokes
