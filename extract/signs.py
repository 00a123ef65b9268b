"""What kind of sign a code point is, looked up for whole arrays of them at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedui.extract.repair import LIGATURES, UNIFIED, is_cjk_code

SPACE, BLANK, HYPHEN, CJK, ODD = 1, 2, 4, 8, 16
"""A space; a sign without ink; what pdfium makes of a hyphen that ends a line; a sign that stands without spaces;
one that is not kept as it is (a radical, a ligature)."""

_SPACES = (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x09)
_INVISIBLE = (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
_HYPHENS_AT_END = (0x02, 0xFFFE)
_LAST = 0x40000
"""From here on no sign is of any kind."""


def _kinds() -> NDArray[np.uint8]:
    kinds = np.zeros(_LAST + 1, np.uint8)
    kinds[:0x20] = BLANK
    kinds[list(_SPACES)] = SPACE | BLANK
    kinds[list(_INVISIBLE)] = BLANK
    kinds[list(_HYPHENS_AT_END)] = HYPHEN
    kinds[:_LAST] |= np.where(is_cjk_code(np.arange(_LAST, dtype=np.int32)), CJK, 0).astype(np.uint8)
    kinds[[*UNIFIED, *map(ord, LIGATURES)]] |= ODD
    return kinds


_KINDS = _kinds()


def kinds_of(code: NDArray[Any]) -> NDArray[np.uint8]:
    """The kinds of some code points, as bits."""
    return _KINDS.take(code, mode="clip")
