"""The pages of the documents a result speaks of: rendered, cut around a place, and asked where exactly words stand.

This is the one writer's file that opens the inputs, and only to look. Where a file has gone or is another one by now
(its hash differs) there are no pages, and ``Pages.why`` says so; everything else of a report still works.
pdfium is not made for threads: hold ``LOCK`` where several may ask.
"""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from hedui.model import Box, Document, Message, Place
from hedui.outputs.locate import Glyph, around, find, find_text, glyphs, unturned

if TYPE_CHECKING:
    import pypdfium2

LOCK = threading.Lock()

MARGIN = (14.0, 26.0)
"""Points shown left and right of, above and below a place in its cut."""
CUT_SCALE = 1.6
"""Pixels a point in a cut: readable on a screen, and 2,000 findings still make a file that can be mailed."""


class Spot(NamedTuple):
    """Where characters of a place stand: page from 1, box in points from the top left of the page as shown."""

    page: int
    box: Box


class Cut(NamedTuple):
    """A piece of a page as a WebP image, and where in it (shares of width and height) the boxes lie."""

    page: int
    image: bytes
    width: int
    height: int
    boxes: tuple[Box, ...]


class Pages:
    """The pages of one document. Use as a context, or close it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.why: Message | None = None
        """Why there are no pages to show, or None."""
        self.data: bytes | None = None
        """The file as it is, if it is the one that was checked."""
        self._pdf: pypdfium2.PdfDocument | None = None
        self._blocks = {block.id: block for block in document.blocks}
        self._lines = lru_cache(maxsize=64)(self._read_glyphs)
        self._open()

    def _open(self) -> None:
        source = self.document.source
        if source.format != "pdf" or source.path is None:
            self.why = Message(f"{source.name} has no pages to show", f"{source.name} 没有可显示的页面")
            return
        path = Path(source.path)
        if not path.is_file():
            self.why = Message(
                f"{source.name} is not where it was; its pages are not shown",
                f"{source.name} 已不在原处；不显示其页面",
            )
            return
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != source.sha256:
            self.why = Message(
                f"{source.name} has changed since the check; its pages are not shown",
                f"{source.name} 在检查之后有改动；不显示其页面",
            )
            return
        self.data = data
        import pypdfium2

        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            self.why = Message(
                f"{source.name} needs a password; its pages are not shown", f"{source.name} 需要密码；不显示其页面"
            )

    def __enter__(self) -> Pages:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._lines.cache_clear()
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None

    @property
    def there(self) -> bool:
        """Whether pages can be shown."""
        return self._pdf is not None

    def __len__(self) -> int:
        return len(self._pdf) if self._pdf is not None else 0

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points of a page as shown."""
        assert self._pdf is not None
        width, height = self._pdf.get_page_size(page - 1)
        return float(width), float(height)

    def image(self, page: int, scale: float) -> bytes:
        """A whole page as WebP at ``scale`` pixels a point."""
        assert self._pdf is not None
        return _webp(self._pdf[page - 1].render(scale=scale).to_pil(), 70)

    def spots(self, place: Place) -> tuple[Spot, ...]:
        """The exact boxes of a place's quote, a box for each line; the reader's own boxes where words aren't found."""
        if not place.prints and place.quote:
            return tuple(self._somewhere(place))
        if place.prints and not place.quote:
            return (self._gap(place),)
        return tuple(spot for print_, said in _shares(place) for spot in self._exact(print_.page, print_.box, said))

    def _gap(self, place: Place) -> Spot:
        """Where something is missing: after the words before it, or before the words after it."""
        page, box = place.prints[0].page, place.prints[0].box
        before, after = place.text[: place.start].split()[-1:], place.text[place.end :].split()[:1]
        if self._pdf is not None and page <= len(self):
            for words, edge in ((before and before[0][-8:], 2), (after and after[0][:8], 0)):
                found = find(self._lines(page), box, words or "")
                if found is not None:
                    return Spot(page, (found[edge], found[1], found[edge], found[3]))
        return Spot(page, box)

    def _somewhere(self, place: Place) -> Iterator[Spot]:
        """A place without prints, such as a table's caption: its text is looked for on the page of its block."""
        block = self._blocks.get(place.block)
        if self._pdf is None or block is None:
            return
        for page in sorted({p.page for p in block.prints}):
            found = find_text(self._lines(page), place.text, place.start, place.end)
            if found is not None:
                yield Spot(page, found)
                return

    def in_page(self, spot: Spot) -> Box:
        """A box in the page's own coordinates: left, bottom, right, top, from wherever its origin is."""
        assert self._pdf is not None
        page = self._pdf[spot.page - 1]
        return unturned(spot.box, page.get_bbox(), page.get_rotation() // 90)

    def _exact(self, page: int, box: Box, said: str) -> Iterator[Spot]:
        if self._pdf is None or not said or page > len(self):
            yield Spot(page, box)
            return
        found = find(self._lines(page), box, said)
        yield Spot(page, found or box)

    def _read_glyphs(self, page: int) -> tuple[Glyph, ...]:
        assert self._pdf is not None
        return tuple(glyphs(self._pdf[page - 1]))

    def cut(self, places: Sequence[Place]) -> Cut | None:
        """The piece of a page around the first of some places, with all of them that lie there. None without a page."""
        spots = [spot for place in places for spot in self.spots(place)]
        if self._pdf is None or not spots or not 1 <= spots[0].page <= len(self):
            return None
        page = spots[0].page
        boxes = [spot.box for spot in spots if spot.page == page]
        width, height = self.size(page)
        x0, top, x1, bottom = _frame(boxes, self._row(places[0], page), width, height)
        if x1 - x0 < 1 or bottom - top < 1:  # boxes off the page
            return None
        crop = (x0, height - bottom, width - x1, top)
        picture = self._pdf[page - 1].render(scale=CUT_SCALE, crop=crop).to_pil()
        wide, high = x1 - x0, bottom - top
        shares = tuple(((a - x0) / wide, (b - top) / high, (c - x0) / wide, (d - top) / high) for a, b, c, d in boxes)
        return Cut(page, _webp(picture, 35), picture.width, picture.height, shares)

    def _row(self, place: Place, page: int) -> list[Box]:
        """The boxes of the table row a place is in: a cell says little without what stands before it."""
        block = self._blocks.get(place.block)
        if place.cell is None or block is None:
            return []
        return [p.box for p in block.prints if p.page == page and p.cell is not None and p.cell[0] == place.cell[0]]


def _frame(boxes: list[Box], row: list[Box], width: float, height: float) -> Box:
    """What to show around some boxes: 300 points or so of the line, or the whole row; never a whole page high."""
    x0, top, x1, bottom = around(boxes)
    bottom = max(min(bottom, top + 90), top + 4)
    room = max(0.0, 320 - (x1 - x0)) / 2
    left = min([x0 - room, *(b[0] for b in row)]) - MARGIN[0]
    right = max([x1 + room, *(b[2] for b in row)]) + MARGIN[0]
    return max(0.0, left), max(0.0, top - MARGIN[1]), min(width, right), min(height, bottom + MARGIN[1])


def _webp(picture: Any, quality: int) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=quality, method=2)
    return stream.getvalue()


def _shares(place: Place) -> Iterator[tuple[Any, str]]:
    """Each print of a place with its part of the quote. A print's positions count in the block or in the cell."""
    prints = sorted(place.prints, key=lambda p: (p.start, p.page, p.box[1]))
    base = min((p.start for p in prints), default=0)
    for p in prints:
        share = place.quote[p.start - base : p.end - base] if p.end > p.start else place.quote
        yield p, share or (place.quote if len(prints) == 1 else "")
