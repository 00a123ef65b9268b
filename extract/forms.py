"""Forms: the filled fields of a page and the text typed on top of it, which pdfium lays into the page as printing does.

What the page then shows of them is looked at in ``fields.py``.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedui.extract.pdfium import Api, Handle

Corners = tuple[float, float, float, float]
"""Left, bottom, right, top in PDF space."""

_FREE_TEXT, _STAMP, _WIDGET = 3, 13, 20
_CHOICES, _TEXT, _SIGNATURE = (4, 5), 6, 7
"""Kinds of fields: combo and list boxes, text, signatures. Buttons and ticks hold no text."""
_HIDDEN = 2 | 32
_MOST = 2000
"""Annotations of a page that are looked at."""
_LARGEST = 12.0
"""Points of the type of a field that fits its size to its box."""


@dataclass(frozen=True, slots=True)
class Field:
    """A filled field: what is in it, its box on the page, its size of type."""

    value: str
    box: Corners
    size: float
    chosen: bool
    """Whether the value is one of a list, which may be shown under another name."""


@dataclass(slots=True)
class Filled:
    """The filled fields of a page, and the boxes of its stamps and signatures."""

    fields: list[Field] = field(default_factory=list)
    stamps: list[Corners] = field(default_factory=list)
    since: int = 0
    """The characters of the page from this one on came of its fields."""
    boxes: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 4)))
    """Where fields and stamps stand on the page as read."""


class Forms:
    """The fields of an open file."""

    def __init__(self, api: Api, pdf: Any) -> None:
        self._api = api
        self._form = pdf.formenv.raw if pdf.init_forms() else None

    def lay_down(self, page: Handle) -> Filled | None:
        """Make the fields of a page part of it, for whoever loads it next; None where it has none."""
        count = min(self._api.annot_count(page), _MOST)
        if count <= 0:
            return None
        found, others = Filled(), []
        for k in range(count):
            annot = self._api.annot(page, k)
            if not annot or not self._take(annot, found):
                others.append(k)
            if annot:
                self._api.close_annot(annot)
        if not found.fields and not found.stamps:
            return None
        if found.fields:
            found.since = self._characters(page)
            for k in reversed(others):
                self._api.remove_annot(page, k)
            self._api.flatten(page, 0)
        return found

    def _characters(self, page: Handle) -> int:
        text = self._api.load_text(page)
        count = max(0, self._api.count_chars(text)) if text else 0
        if text:
            self._api.close_text(text)
        return count

    def _take(self, annot: Handle, found: Filled) -> bool:
        """Whether an annotation is a field with a value or text typed on the page; it is added then."""
        kind = self._api.annot_kind(annot)
        if kind not in (_FREE_TEXT, _STAMP, _WIDGET) or self._api.annot_flags(annot) & _HIDDEN:
            return False
        corners = (ctypes.c_float * 4)()
        self._api.annot_box(annot, corners)
        left, top, right, bottom = corners
        box = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
        if not (box[2] - box[0] > 1 and box[3] - box[1] > 1 and all(map(math.isfinite, box))):
            return False
        sort = self._api.field_kind(self._form, annot) if kind == _WIDGET and self._form else 0
        if kind == _STAMP or sort == _SIGNATURE:
            found.stamps.append(box)
            return False
        if kind == _WIDGET and sort != _TEXT and sort not in _CHOICES:
            return False
        value = self._value(annot, kind == _WIDGET)
        if not any(sign.isalnum() for sign in value):
            return False
        found.fields.append(Field(value, box, self._size(annot, box, value), sort in _CHOICES))
        return True

    def _value(self, annot: Handle, is_field: bool) -> str:
        if is_field:
            return _told(lambda buffer, size: self._api.field_value(self._form, annot, buffer, size))
        return _told(lambda buffer, size: self._api.annot_string(annot, b"Contents", buffer, size))

    def _size(self, annot: Handle, box: Corners, value: str) -> float:
        said = _told(lambda buffer, size: self._api.annot_string(annot, b"DA", buffer, size))
        number = re.search(r"(\d+(?:\.\d+)?) Tf", said)
        size = float(number[1]) if number else 0.0
        lines = len(value.splitlines())
        return size if 3 < size < 100 else max(4.0, min(_LARGEST, 0.75 * (box[3] - box[1]) / lines))


def _told(ask: Any) -> str:
    """A string of pdfium's: how long it is, then itself."""
    size = ask(None, 0)
    if not 2 < size < 100_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(ctypes.addressof(buffer), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n")
