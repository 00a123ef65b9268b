"""Glyphs, ruling lines and filled rectangles of PDF pages as numpy arrays, read in bulk from pdfium.

One loop a page over prepared function addresses into preallocated arrays: about ten times as fast as building an object
for each character. What is the same for all characters of a text object (size, angle, baseline, font, colour) is asked
once for each text object. All boxes are (x0, top, x1, bottom) in points from the top left of the page *as shown*, that
is after its crop box and its rotation. Nothing above this file knows pdfium.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from hedui.errors import Damaged, Empty, Encrypted
from hedui.extract import drawing
from hedui.extract.forms import Filled, Forms
from hedui.extract.mend import is_suspect, mended
from hedui.extract.pdfium import Api, Handle, Room, api
from hedui.model import Box

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


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
    """The boxes of the ink of Chinese punctuation, half of whose box is blank; of others the same as ``box``."""
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
    filled: Filled | None = None
    """The filled fields of a form, which have become part of the page."""

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
        self.path = Path(path)
        self.mended = False
        """True where the file is damaged and was read from the objects found in it."""
        self.suspect = False
        """True where text or structure of the file is damaged."""
        self.cut: frozenset[int] = frozenset()
        """The pages of a damaged file some of whose text is lost."""
        self._pdf: Any = self._open(Path(path), password)
        self._rooms = _Rooms()
        self._forms: Forms | None = None
        self._laid: dict[int, Filled | None] = {}
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
        opened = None if self.mended else self._saved(self.path.read_bytes())
        if not opened:
            return False
        self._pdf.close()
        self._pdf, self.pages, self._forms, self._laid = opened, len(opened), None, {}
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
        functions = api()
        page = functions.load_page(self._pdf.raw, number - 1)
        if not page:
            return None
        filled = self._filled(functions, number, page)
        if filled and filled.fields:
            functions.close_page(page)
            page = functions.load_page(self._pdf.raw, number - 1)
        text = functions.load_text(page)
        try:
            return _read(functions, self._rooms, number, page, text, filled)
        finally:
            if text:
                functions.close_text(text)
            functions.close_page(page)

    def _filled(self, functions: Api, number: int, page: Handle) -> Filled | None:
        """The filled fields of a page; on the first look they are made part of it."""
        if number not in self._laid:
            if functions.annot_count(page) <= 0:
                return None
            self._forms = self._forms or Forms(functions, self._pdf)
            self._laid[number] = self._forms.lay_down(page)
        return self._laid[number]

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


class _Rooms:
    """Memory that the pages of a file use one after the other."""

    def __init__(self) -> None:
        self.loose = Room(ctypes.c_float, 4, apart=False)
        self.tight = Room(ctypes.c_double, 4)
        self.matrix = Room(ctypes.c_float, 6, apart=False)
        self.origin = Room(ctypes.c_double, 2)
        self.drawing = drawing.Rooms()


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


def _frame(api: Api, page: Handle) -> _Frame:
    corners = (ctypes.c_float * 4)()
    api.bounds(page, corners)
    left, top, right, bottom = corners
    if not (right - left > 0 and top - bottom > 0 and math.isfinite(right - left + top - bottom)):
        left, bottom, right, top = 0.0, 0.0, 612.0, 792.0
    return _Frame(left, bottom, right, top, api.rotation(page) % 4)


def _read(api: Api, rooms: _Rooms, number: int, page: Handle, text: Handle, filled: Filled | None) -> PageGlyphs:
    frame = _frame(api, page)
    n = max(0, api.count_chars(text)) if text else 0
    code = _codes(api, text, n)
    pointer = np.fromiter(map(api.text_object, repeat(text), range(n)), np.uint64, n)
    objects, first, obj = _objects(pointer)
    traits = _traits(api, rooms, text, objects, first, frame)
    turned = _main_angle(traits.angle, obj)
    if turned:  # a wide table or a slide, set sideways on an upright page
        frame = replace(frame, turn=(frame.turn - turned // 90) % 4)
        traits = _traits(api, rooms, text, objects, first, frame)
    loose = _loose(api, rooms, text, n, frame)
    half_blank = np.isin(code, _PUNCTUATION)
    ink = _ink(api, rooms, text, np.arange(n) if turned else np.flatnonzero(half_blank | _absurd(loose)), loose, frame)
    if turned:
        loose = _set_sideways(api, rooms, text, ink, traits.baseline[obj], traits.size[obj], frame)
    box = _clamped(loose, ink)
    font, fonts = _fonts(api, objects)
    font_of = font[obj]
    drawn = drawing.Drawing(api, rooms.drawing).of_page(page)
    return PageGlyphs(
        number=number,
        width=frame.size[0],
        height=frame.size[1],
        rotation=frame.turn * 90,
        turned=turned,
        code=code,
        box=box,
        tight=np.where(half_blank[:, None], ink, box),
        size=traits.size[obj],
        angle=traits.angle[obj],
        baseline=traits.baseline[obj],
        obj=obj,
        generated=obj < 0,
        unmapped=_unmapped(api, text, code, font_of),
        font=font_of,
        fonts=fonts,
        mode_of=traits.mode,
        lines=_lines(drawn, frame),
        rects=_spans(drawn.rects, frame),
        fills=np.array(drawn.fills, np.int32),
        images=_spans(drawn.images, frame),
        strokes=drawn.strokes,
        filled=_placed(filled, frame),
    )


def _placed(filled: Filled | None, frame: _Frame) -> Filled | None:
    if filled:
        corners = [*(one.box for one in filled.fields), *filled.stamps]
        filled.boxes = frame.boxes(*np.array(corners, np.float64).reshape(-1, 4).T)
    return filled


def _lines(drawn: drawing.Drawing, frame: _Frame) -> Floats:
    lines = np.array(drawn.lines, np.float64).reshape(-1, 5)
    return np.concatenate([frame.boxes(*lines[:, :4].T), lines[:, 4:]], axis=1)


def _spans(spans: list[drawing.Span], frame: _Frame) -> Floats:
    return frame.boxes(*np.array(spans, np.float64).reshape(-1, 4).T)


def _main_angle(angle: Ints, obj: Ints) -> int:
    """The angle most characters are set at, where it is a quarter turn or two; 0 else."""
    if not angle.any():
        return 0
    angles = angle[obj[obj >= 0]]
    for main in (90, 180, 270):
        if len(angles) and float((angles == main).mean()) > 0.6:
            return main
    return 0


def _codes(api: Api, text: Handle, n: int) -> Ints:
    """The code point of each character.

    The text of the whole page is had in one go, but in UTF-16, with another sign for hyphens at line ends, and without
    control characters: these are asked for one by one, as all are where there are surrogates.
    """
    units = np.zeros(n + 2, np.uint16)
    units = units[: max(0, api.whole_text(text, 0, n, units.ctypes.data) - 1) if n else 0]
    code = np.full(n, _OTHER, np.int64)
    if len(units) == n:
        code[:] = units
    elif len(units) < n:
        code[_places(api, text, len(units))] = units
    if ((code >= 0xD800) & (code < 0xE000)).any():
        code[:] = _OTHER
    apart = np.flatnonzero(code == _OTHER)
    code[apart] = np.fromiter(map(api.unicode, repeat(text), apart.tolist()), np.int64, len(apart))
    return code.astype(np.int32)


_OTHER = 0xFFFE
"""No character; in pdfium's texts the hyphen at a line end, which it gives another number when asked for by itself."""


def _places(api: Api, text: Handle, size: int) -> NDArray[np.int64]:
    """For each sign of the whole text the number of its character, found by halving where some are left out."""
    place = np.arange(size)
    ends = [(0, size - 1, api.char_of_text(text, 0), api.char_of_text(text, size - 1))] if size else []
    while ends:
        first, last, low, high = ends.pop()
        if high - low == last - first:
            place[first : last + 1] += low - first
        elif last - first == 1:
            place[first], place[last] = low, high
        else:
            middle = (first + last) // 2
            there = api.char_of_text(text, middle)
            ends += [(first, middle, low, there), (middle + 1, last, api.char_of_text(text, middle + 1), high)]
    return place


def _loose(api: Api, rooms: _Rooms, text: Handle, n: int, frame: _Frame) -> Floats:
    left, top, right, bottom = rooms.loose.asked(api.loose, n, repeat(text), range(n)).astype(np.float64).T  # FS_RECTF
    return frame.boxes(left, bottom, right, top)


_PUNCTUATION = np.array(list(map(ord, "，。、；：！？）》」』】”’")), np.int32)
"""Signs of which half of the box is blank."""


def _absurd(loose: Floats) -> Bools:
    """Which boxes may be none: empty, endless or higher than type is."""
    high = loose[:, 3] - loose[:, 1]
    return (high <= 0) | (high > 200) | ~np.isfinite(loose).all(axis=1)


def _ink(api: Api, rooms: _Rooms, text: Handle, asked: NDArray[np.intp], loose: Floats, frame: _Frame) -> Floats:
    """The loose boxes, in place of those asked for the boxes of their ink."""
    ink = loose.copy()
    x0, x1, y0, y1 = rooms.tight.asked(api.tight, len(asked), repeat(text), asked.tolist()).T
    ink[asked] = frame.boxes(x0, y0, x1, y1)
    return ink


def _set_sideways(
    api: Api, rooms: _Rooms, text: Handle, tight: Floats, baseline: Floats, size: Floats, frame: _Frame
) -> Floats:
    """Loose boxes of turned text, for which pdfium has none: from origin to ink, as high as the type."""
    n = len(tight)
    x, _ = frame.points(*rooms.origin.asked(api.origin, n, repeat(text), range(n)).T)
    return np.stack([x, baseline - 0.9 * size, np.maximum(x, tight[:, 2]), baseline + 0.25 * size], axis=-1)


def _clamped(loose: Floats, tight: Floats) -> Floats:
    """Loose boxes, but where a font's metrics are absurd (many times the ink, or empty) the ink's own box."""
    high = loose[:, 3] - loose[:, 1]
    ink = tight[:, 3] - tight[:, 1]
    odd = (high <= 0) | (~np.isfinite(loose).all(axis=1)) | ((high > 200) & (high > 20 * ink))
    return np.where(odd[:, None], tight, loose) if odd.any() else loose


def _objects(pointer: NDArray[np.uint64]) -> tuple[list[Handle], Ints, Ints]:
    """(text objects, index of the first character of each, object number of each character), objects in order."""
    if not len(pointer):
        return [], np.zeros(0, np.int32), np.zeros(0, np.int32)
    new = np.ones(len(pointer), np.bool_)
    new[1:] = pointer[1:] != pointer[:-1]
    starts = np.flatnonzero(new)
    unique, first, inverse = np.unique(pointer[starts], return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    order = order[unique[order] != 0]
    rank = np.full(len(unique), -1, np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    obj = rank[inverse.ravel()][np.cumsum(new) - 1]
    return list(map(Handle, unique[order].tolist())), starts[first[order]].astype(np.int32), obj


@dataclass(slots=True)
class _Traits:
    """What is the same for all characters of a text object. The last entry stands for generated characters (-1)."""

    size: Floats
    angle: Ints
    baseline: Floats
    mode: Ints


def _traits(api: Api, rooms: _Rooms, text: Handle, objects: list[Handle], first: Ints, frame: _Frame) -> _Traits:
    n = len(objects)
    # The traits of a text object are those of its first character: all its characters share one line and one font.
    at = first.tolist()
    size = np.zeros(n + 1)
    size[:n] = np.abs(np.fromiter(map(api.font_size, repeat(text), at), np.float64, n))
    mode = np.zeros(n + 1, np.int32)
    mode[:n] = np.fromiter(map(api.render_mode, objects), np.int64, n)
    a, b, c, d, _, _ = rooms.matrix.asked(api.matrix, n, repeat(text), at).astype(np.float64).T
    scale = np.hypot(c, d)
    scale[scale == 0] = np.hypot(a, b)[scale == 0]
    size[:n] *= np.where(scale == 0, 1.0, scale)
    tilt = np.degrees(np.arctan2(b, a))
    angle = np.zeros(n + 1, np.int32)
    angle[:n] = np.where((a != 0) | (b != 0), np.round(-tilt) + 90 * frame.turn, 0).astype(np.int32) % 360
    x, y = frame.points(*rooms.origin.asked(api.origin, n, repeat(text), at).T)
    baseline = np.zeros(n + 1)
    baseline[:n] = np.where((angle[:n] == 90) | (angle[:n] == 270), x, y)
    return _Traits(size, angle, baseline, mode)


def _fonts(api: Api, objects: list[Handle]) -> tuple[Ints, tuple[Font, ...]]:
    """The font of each text object, as an index into the fonts; the last entry stands for generated characters."""
    handles = list(map(api.font_of, objects))
    number = {handle: k for k, handle in enumerate(dict.fromkeys(handles))}
    which = np.fromiter((*map(number.__getitem__, handles), -1), np.int32, len(handles) + 1)
    return which, tuple(_font(api, font) for font in number)


_BOLD = ("bold", "black", "heavy", "semibold", "demi", "medi", "simhei", "黑体", "-db")
_ITALIC = ("italic", "oblique", "kursiv")


def _font(api: Api, font: int) -> Font:
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


def _unmapped(api: Api, text: Handle, code: Ints, font: Ints) -> Bools:
    """Asked once for each (font, code) of the page, as it depends on nothing else."""
    key = code.astype(np.int64) | (font.astype(np.int64) + 1) << 32
    unique, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    answer = np.fromiter(map(api.map_error, repeat(text), first.tolist()), np.int64, len(unique)) == 1
    return cast(Bools, answer[inverse.ravel()] & (font >= 0))
