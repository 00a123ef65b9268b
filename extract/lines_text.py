"""Rows of glyphs to the text of lines, with the edges of each character and the raised signs kept aside."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hedui.extract.glyphs import PageGlyphs
from hedui.extract.lines_line import Line, Raised
from hedui.extract.lines_raised import Index
from hedui.extract.lines_rows import Row, SortedGlyphs
from hedui.extract.repair import LIGATURES, UNIFIED
from hedui.extract.signs import CJK, HYPHEN, ODD, kinds_of


class Printed:
    """The glyphs of a page as text, made at once for all lines: a line is then a slice of it.

    Raised glyphs are not in the text; ``rank`` gives for each glyph how many that are stand before it.
    """

    def __init__(self, page: PageGlyphs, glyphs: SortedGlyphs) -> None:
        self.page, self.glyphs = page, glyphs
        plain = ~glyphs.raised | _only_raised(glyphs)
        self.raised = ~plain
        self.rank = np.concatenate([[0], np.cumsum(plain)])
        chars = glyphs.glyph[plain]
        # A space before a mark that is taken out stands before what follows it.
        carried = glyphs.space.copy()
        carried[1:] |= self.raised[:-1] & glyphs.space[:-1] & glyphs.space[1:]
        self.text, self.left, self.right, self.place = _text(page, chars, carried[plain])
        font = page.font[chars]
        self.font = font
        heavy = np.array([f.weight >= 600 for f in page.fonts] + [False])[font] | (page.mode_of[page.obj[chars]] == 2)
        slanted = np.array([f.italic for f in page.fonts] + [False])[font]
        unseen = page.mode_of[page.obj[chars]] == 3
        self.heavy, self.slanted, self.unseen = (np.concatenate([[0], np.cumsum(a)]) for a in (heavy, slanted, unseen))
        self.cjk = (kinds_of(page.code[chars]) & CJK) != 0
        self.fonts = np.cumsum(np.diff(font, prepend=font[:1]) != 0)

    def line(self, row: Row) -> Line | None:
        """The line of a row of segments; None where nothing is printed in it."""
        start, end = row.segments[0].start, row.segments[-1].end
        first, last = int(self.rank[start]), int(self.rank[end])
        if last <= first:
            return None
        a = int(self.place[first])
        b = int(self.place[last]) if last < len(self.place) else len(self.text)
        text = self.text[a:b].rstrip(" ")
        if not text.strip(" "):
            return None
        if not row.whole:
            row.size, row.baseline = _usual(self.page, self.glyphs, start, end)
        n = last - first
        return Line(
            page=self.page.number,
            text=text,
            left=self.left[a : a + len(text)],
            right=self.right[a : a + len(text)],
            top=row.baseline - 0.88 * row.size,
            bottom=row.baseline + 0.24 * row.size,
            baseline=row.baseline,
            size=row.size,
            bold=bool(self.heavy[last] - self.heavy[first] > 0.6 * n),
            italic=bool(self.slanted[last] - self.slanted[first] > 0.6 * n),
            font=self._font(first, last),
            raised=self._signs(start, end, a, text) if n < end - start else (),
            hidden=bool(self.unseen[last] - self.unseen[first] > 0.5 * n),
        )

    def _font(self, first: int, last: int) -> str:
        """The font most characters are set in; of a line with Chinese in it, most of the Chinese ones."""
        if self.fonts[first] == self.fonts[last - 1]:
            main = int(self.font[first])
            return self.page.fonts[main].name if main >= 0 else ""
        font = self.font[first:last]
        cjk = self.cjk[first:last]
        counts = np.bincount(font[cjk] + 1 if cjk.any() else font + 1)
        main = int(counts.argmax()) - 1
        return self.page.fonts[main].name if main >= 0 else ""

    def _signs(self, start: int, end: int, a: int, text: str) -> tuple[Raised, ...]:
        """The stretches of raised glyphs between two glyphs, each right behind the sign it belongs to."""
        glyph, space = self.glyphs.glyph, self.glyphs.space
        edges = np.flatnonzero(np.diff(np.concatenate([[False], self.raised[start:end], [False]]).astype(np.int8)))
        found = []
        for k, e in zip((edges[::2] + start).tolist(), (edges[1::2] + start).tolist(), strict=True):
            sign = "".join(
                (" " if i > k and space[i] else "") + chr(int(self.page.code[glyph[i]])) for i in range(k, e)
            )
            at = int(self.place[self.rank[k]]) - a if self.rank[k] < len(self.place) else len(text)
            at = min(at, len(text))
            while at > 0 and text[at - 1] == " ":
                at -= 1
            box = self.page.box[glyph[k:e]]
            (x0, top), (x1, bottom) = box[:, :2].min(axis=0).tolist(), box[:, 2:].max(axis=0).tolist()
            found.append(Raised(at, sign, (x0, top, x1, bottom)))
        return tuple(found)


def _only_raised(glyphs: SortedGlyphs) -> NDArray[np.bool_]:
    """True for glyphs of rows that hold nothing but raised ones: there they are the text."""
    rows = int(glyphs.row.max()) + 1
    plain = np.bincount(glyphs.row, ~glyphs.raised, rows)
    return np.asarray(plain[glyphs.row] == 0)


def _usual(page: PageGlyphs, glyphs: SortedGlyphs, start: int, end: int) -> tuple[float, float]:
    """Size and baseline of the glyph in the middle of the row's order by size, raised ones left aside."""
    chosen = glyphs.glyph[start:end]
    plain = chosen[~glyphs.raised[start:end]]
    chosen = plain if len(plain) else chosen
    order = np.argsort(page.size[chosen], kind="stable")
    middle = chosen[order[len(order) // 2]]
    return float(page.size[middle]), float(page.baseline[middle])


def _text(
    page: PageGlyphs, chars: Index, space: NDArray[np.bool_]
) -> tuple[str, NDArray[np.float32], NDArray[np.float32], Index]:
    """(text, left and right edge of each character, position in the text of each glyph)."""
    code = page.code[chars].astype(np.uint32)
    kinds = kinds_of(code)
    code[(kinds & HYPHEN) != 0] = 0x2D
    code[(code > 0x10FFFF) | ((code >= 0xD800) & (code < 0xE000))] = 0xFFFD
    left, right = page.box[chars, 0].astype(np.float32), page.box[chars, 2].astype(np.float32)
    right = np.maximum(left, right)
    at = np.flatnonzero(space)
    place = np.arange(len(chars)) + np.cumsum(space)
    if len(at):
        code = np.insert(code, at, 0x20)
        gap_left, gap_right = right[at - 1], np.maximum(right[at - 1], left[at])
        left, right = np.insert(left, at, gap_left), np.insert(right, at, gap_right)
    text = code.astype("<u4").tobytes().decode("utf-32-le", "replace")
    return _repaired(text, left, right, place) if (kinds & ODD).any() else (text, left, right, place)


def _repaired(
    text: str, left: NDArray[np.float32], right: NDArray[np.float32], place: Index
) -> tuple[str, NDArray[np.float32], NDArray[np.float32], Index]:
    text = text.translate(UNIFIED)
    parts = [LIGATURES.get(sign, sign) for sign in text]
    lengths = np.array([len(part) for part in parts])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return "".join(parts), np.repeat(left, lengths), np.repeat(right, lengths), starts[place]
