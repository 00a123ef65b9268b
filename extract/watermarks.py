"""Watermarks: a word in large type that runs behind the lines of a page is taken out, as it would tear them apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hedui.extract.doubts import Doubts
from hedui.extract.glyphs import Bools, PageGlyphs

_LARGER = 2.2
"""Times the usual size of the page at least."""
_INSIDE = 12
"""So many signs of other texts stand in its letters, on two lines at least. In an initial letter none does."""


class Watermarks:
    """The watermarks of a document's pages."""

    def __init__(self, found: Doubts) -> None:
        self._found = found
        self._known: set[str] = set()

    def without(self, page: PageGlyphs) -> PageGlyphs:
        """The page without the large words that lie behind its text, and those that did on a page before."""
        printed = page.size[~page.generated]
        if not len(printed) or printed.max() < _LARGER * (usual := float(printed.mean())):
            return page
        large = (page.size >= _LARGER * usual) & ~page.generated & (page.angle == 0)
        gone = np.zeros(len(page), np.bool_)
        for number in np.unique(page.obj[large]).tolist():
            own = large & (page.obj == number)
            text = "".join(map(chr, page.code[own].tolist())).strip()
            if not text or not (text in self._known or _is_behind(page, own, ~large & ~page.generated)):
                continue
            if text not in self._known:
                self._known.add(text)
                self._found.watermark(page.number, text)
            gone |= own
        # It is still there for whoever looks at the page, but as nothing that is read.
        return replace(page, generated=page.generated | gone) if gone.any() else page


def _is_behind(page: PageGlyphs, own: Bools, others: Bools) -> bool:
    """Whether lines of other texts run through the letters of one."""
    base, size = page.baseline[own], page.size[own]
    x0, x1 = page.box[own, 0].min(), page.box[own, 2].max()
    middle = (page.box[:, 0] + page.box[:, 2]) / 2
    inside = others & (middle > x0) & (middle < x1)
    inside &= (page.baseline > base.min() - 0.6 * size.max()) & (page.baseline < base.max())
    return int(inside.sum()) >= _INSIDE and len(np.unique(np.round(page.baseline[inside]))) >= 2
