"""Where words stand on a page: a reader's boxes are as wide as a line, a mark has to sit on the word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from hedui.model import Box

if TYPE_CHECKING:
    import pypdfium2


class Glyph(NamedTuple):
    """One character of a page and its box."""

    character: str
    box: Box


def glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    """The characters of a page that can be seen, in the order of the file, boxes as the page is shown."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    to_shown = turned(page)
    box = pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, index) or 0xFFFD)
        if character.isspace() or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        if pdfium.FPDFText_GetLooseCharBox(text, index, box):
            yield Glyph(character, to_shown(box.left, box.bottom, box.right, box.top))


def turned(page: pypdfium2.PdfPage) -> Any:
    """From a box in the page's own coordinates to one in points from the top left of the page as shown."""
    x0, y0, x1, y1 = page.get_bbox()
    quarter = page.get_rotation() // 90

    def shown(left: float, bottom: float, right: float, top: float) -> Box:
        if quarter == 1:
            return bottom - y0, left - x0, top - y0, right - x0
        if quarter == 2:
            return x1 - right, bottom - y0, x1 - left, top - y0
        if quarter == 3:
            return y1 - top, x1 - right, y1 - bottom, x1 - left
        return left - x0, y1 - top, right - x0, y1 - bottom

    return shown


def unturned(box: Box, frame: tuple[float, float, float, float], quarter: int) -> Box:
    """From a box as the page is shown to left, bottom, right, top in the page's own coordinates."""
    left, top, right, bottom = box
    x0, y0, x1, y1 = frame
    if quarter == 1:
        return x0 + top, y0 + left, x0 + bottom, y0 + right
    if quarter == 2:
        return x1 - right, y0 + top, x1 - left, y0 + bottom
    if quarter == 3:
        return x1 - bottom, y1 - right, x1 - top, y1 - left
    return x0 + left, y1 - bottom, x0 + right, y1 - top


def find(page: Sequence[Glyph], box: Box, said: str) -> Box | None:
    """The box of the words ``said`` in the line at ``box``, the nearest to it where they stand there several times."""
    wanted = "".join(said.split())
    slack = max(1.0, (box[3] - box[1]) * 0.15)
    line = [g for g in page if box[1] - slack <= (g.box[1] + g.box[3]) / 2 <= box[3] + slack]
    by_place = sorted(line, key=lambda glyph: glyph.box[0] + glyph.box[2])
    found = _occurrences(by_place, wanted) or _occurrences(line, wanted)  # the latter where a page is upside down
    nearest = min(found, key=lambda each: abs(each[0] - box[0]) + abs(each[2] - box[2]), default=None)
    return nearest and _padded(nearest, box)


def _occurrences(line: Sequence[Glyph], wanted: str) -> list[Box]:
    """The boxes of every occurrence of some characters in a line."""
    text = "".join(glyph.character for glyph in line)
    if not wanted or len(text) != len(line):
        return []
    starts = [at for at in range(len(text)) if text.startswith(wanted, at)]
    return [around([glyph.box for glyph in line[at : at + len(wanted)]]) for at in starts]


def around(boxes: Sequence[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def find_text(page: Sequence[Glyph], text: str, start: int, end: int) -> Box | None:
    """The box of characters ``start`` to ``end`` of a text that stands on one line somewhere on a page."""
    there = "".join(glyph.character for glyph in page)
    at = there.find("".join(text.split())) if len(there) == len(page) else -1
    if at < 0:
        return None
    first = at + len("".join(text[:start].split()))
    boxes = [glyph.box for glyph in page[first : first + len("".join(text[start:end].split()))]]
    if not boxes or max(b[1] for b in boxes) > min(b[3] for b in boxes):  # more than one line
        return None
    return around(boxes)


def _padded(found: Box, line: Box) -> Box:
    """A box as high as the line says, or as the letters where they are higher."""
    return found[0] - 0.3, min(found[1], line[1]), found[2] + 0.3, max(found[3], line[3])
