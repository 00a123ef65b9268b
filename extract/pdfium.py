"""pdfium's functions, prepared to be called many times: fixed addresses, and room for what they answer."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable
from functools import cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray


class Handle(ctypes.c_void_p):
    """A pointer to something of pdfium's, false where there is none; it is passed on as it came, without conversion."""


class Api:
    """pdfium's functions with prepared signatures.

    PYFUNCTYPE keeps the interpreter lock over a call: releasing it would cost more than most of these calls take. Where
    no types of arguments are declared, ctypes takes handles, references and small numbers as they are: faster again.
    """

    def __init__(self) -> None:
        import pypdfium2.raw as raw

        p, i, u, d, s = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_double, ctypes.c_size_t

        def at(name: str, result: Any, *arguments: Any) -> Any:
            address = cast(int, ctypes.cast(getattr(raw, name), p).value)
            return ctypes.PYFUNCTYPE(result, *arguments)(address)

        self.load_page = at("FPDF_LoadPage", Handle, p, i)
        self.close_page = at("FPDF_ClosePage", None, p)
        self.load_text = at("FPDFText_LoadPage", Handle, p)
        self.close_text = at("FPDFText_ClosePage", None, p)
        self.rotation = at("FPDFPage_GetRotation", i, p)
        self.bounds = at("FPDF_GetPageBoundingBox", i)
        self.count_chars = at("FPDFText_CountChars", i, p)
        self.unicode = at("FPDFText_GetUnicode", u)
        self.whole_text = at("FPDFText_GetText", i, p, i, i, p)
        self.char_of_text = at("FPDFText_GetCharIndexFromTextIndex", i, p, i)
        self.text_object = at("FPDFText_GetTextObject", s)
        self.loose = at("FPDFText_GetLooseCharBox", i)
        self.tight = at("FPDFText_GetCharBox", i)
        self.origin = at("FPDFText_GetCharOrigin", i)
        self.matrix = at("FPDFText_GetMatrix", i)
        self.font_size = at("FPDFText_GetFontSize", d)
        self.map_error = at("FPDFText_HasUnicodeMapError", i)
        self.render_mode = at("FPDFTextObj_GetTextRenderMode", i)
        self.font_of = at("FPDFTextObj_GetFont", s)
        self.font_name = at("FPDFFont_GetBaseFontName", s, p, p, s)
        self.font_weight = at("FPDFFont_GetWeight", i, p)
        self.font_flags = at("FPDFFont_GetFlags", i, p)
        self.fill_color = at("FPDFPageObj_GetFillColor", i)
        self.stroke_color = at("FPDFPageObj_GetStrokeColor", i)
        self.stroke_width = at("FPDFPageObj_GetStrokeWidth", i)
        self.object_bounds = at("FPDFPageObj_GetBounds", i)
        self.object_matrix = at("FPDFPageObj_GetMatrix", i)
        self.object_type = at("FPDFPageObj_GetType", i)
        self.count_objects = at("FPDFPage_CountObjects", i, p)
        self.object_at = at("FPDFPage_GetObject", Handle)
        self.count_inside = at("FPDFFormObj_CountObjects", i, p)
        self.inside_at = at("FPDFFormObj_GetObject", Handle, p, ctypes.c_ulong)
        self.draw_mode = at("FPDFPath_GetDrawMode", i)
        self.count_segments = at("FPDFPath_CountSegments", i)
        self.segment_at = at("FPDFPath_GetPathSegment", Handle)
        self.segment_point = at("FPDFPathSegment_GetPoint", i)
        self.segment_type = at("FPDFPathSegment_GetType", i)
        self.annot_count = at("FPDFPage_GetAnnotCount", i, p)
        self.annot = at("FPDFPage_GetAnnot", Handle, p, i)
        self.close_annot = at("FPDFPage_CloseAnnot", None, p)
        self.remove_annot = at("FPDFPage_RemoveAnnot", i, p, i)
        self.annot_kind = at("FPDFAnnot_GetSubtype", i, p)
        self.annot_flags = at("FPDFAnnot_GetFlags", i, p)
        self.annot_box = at("FPDFAnnot_GetRect", i)
        self.annot_string = at("FPDFAnnot_GetStringValue", ctypes.c_ulong, p, ctypes.c_char_p, p, ctypes.c_ulong)
        self.field_kind = at("FPDFAnnot_GetFormFieldType", i, p, p)
        self.field_value = at("FPDFAnnot_GetFormFieldValue", ctypes.c_ulong, p, p, p, ctypes.c_ulong)
        self.flatten = at("FPDFPage_Flatten", i, p, i)


@cache
def api() -> Api:
    """The functions of the pdfium that is installed."""
    return Api()


class Room:
    """Memory for ``columns`` numbers about each of many things, with ready-made references into it.

    A function that fills a struct takes one reference for each thing; one that fills single numbers takes one for each
    of them (``apart``).
    """

    def __init__(self, kind: type[ctypes._SimpleCData[Any]], columns: int, apart: bool = True) -> None:
        self._kind, self._columns, self._apart = kind, columns, apart
        self._grow(256)

    def _grow(self, room: int) -> None:
        self._room = room
        self._memory = (self._kind * (self._columns * room))()
        self._view: NDArray[Any] = np.ctypeslib.as_array(self._memory)
        one = ctypes.sizeof(self._kind)
        step = one * self._columns
        starts = range(0, step if self._apart else one, one)
        self._at = [
            [ctypes.byref(self._memory, k) for k in range(start, start + step * room, step)] for start in starts
        ]

    def asked(self, ask: Any, n: int, *things: Iterable[Any]) -> NDArray[Any]:
        """What a function says of ``n`` things, n x columns; zeros where it says nothing.

        ``things`` are its arguments before the references; one of them at least comes to an end. The array is the
        memory itself, good until the next use.
        """
        if n > self._room:
            self._grow(n + n // 2)
        view = self._view[: n * self._columns].reshape(n, self._columns)
        view[:] = 0
        deque(map(ask, *things, *self._at), maxlen=0)
        return view
