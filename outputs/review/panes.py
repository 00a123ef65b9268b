"""What of the pages is shown for a finding: a pane for each document, with its page and the boxes on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hedui.model import Box, Place, Print, Result
from hedui.outputs.pages import LOCK, Pages
from hedui.outputs.view import Card


@dataclass(frozen=True, slots=True)
class Pane:
    """One page to show. Boxes are shares of width and height; ``figures`` stand out, ``around`` is the paragraph."""

    document: int
    page: int
    pages: int
    figures: tuple[Box, ...] = ()
    around: tuple[Box, ...] = ()


class Index:
    """Where the texts of a result stand on pages, and which blocks answer each other."""

    def __init__(self, result: Result) -> None:
        self.prints: dict[tuple[int, str], tuple[Print, ...]] = {}
        self.twins: dict[tuple[int, str], tuple[int, str]] = {}
        for number, document in enumerate(result.documents):
            for block in document.blocks:
                self.prints[number, block.id] = block.prints
                for note in block.footnotes:
                    self.prints[number, note.id] = note.prints
        for pair in result.pairs:
            left, right = pair.blocks
            for one in left:
                for other in right:
                    self.twins.setdefault((0, one), (1, other))
                    self.twins.setdefault((1, other), (0, one))

    def page_of(self, document: int, block: str) -> int | None:
        """The page a block begins on."""
        prints = self.prints.get((document, block), ())
        return prints[0].page if prints else None


def panes(card: Card, index: Index, pages: Sequence[Pages]) -> tuple[Pane, ...]:
    """Two documents: a pane each. One document: the first two pages the finding points at."""
    places = card.finding.places
    if len(pages) == 1:
        wanted = sorted({p.page for place in places for p in place.prints})[:2] or [1]
        return tuple(_pane(0, page, places, index, pages) for page in wanted)
    return tuple(
        _pane(number, _first_page(number, places, index), places, index, pages) for number in range(len(pages))
    )


def _first_page(document: int, places: Sequence[Place], index: Index) -> int:
    """Where the finding is in a document; where it has no place there, where the twin of its block is."""
    for place in places:
        if place.document == document and place.prints:
            return place.prints[0].page
    for place in places:
        block = (place.document, place.block)
        number, id_ = block if place.document == document else index.twins.get(block, (document, ""))
        page = index.page_of(number, id_)
        if page is not None:
            return page
    return 1


def _pane(document: int, page: int, places: Sequence[Place], index: Index, pages: Sequence[Pages]) -> Pane:
    shown = pages[document]
    if not shown.there or not 1 <= page <= len(shown):
        return Pane(document, page, len(shown))
    with LOCK:
        wide, high = shown.size(page)
        here = [place for place in places if place.document == document]
        figures = [spot.box for place in here for spot in shown.spots(place) if spot.page == page]
    around = [p.box for place in here for p in _paragraph(place, index) if p.page == page]
    return Pane(
        document,
        page,
        len(shown),
        tuple(_share(box, wide, high) for box in figures),
        tuple(_share(box, wide, high) for box in _joined(around)),
    )


def _paragraph(place: Place, index: Index) -> tuple[Print, ...]:
    """The prints of the text around a place; of a table those of its row."""
    prints = index.prints.get((place.document, place.block), ())
    if place.cell is None:
        return prints
    row = place.cell[0]
    return tuple(p for p in prints if p.cell is not None and p.cell[0] == row)


def _joined(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """One box around all lines of a paragraph on a page."""
    if not boxes:
        return ()
    return ((min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)),)


def _share(box: Box, wide: float, high: float) -> Box:
    x0, top, x1, bottom = box
    return x0 / wide, top / high, x1 / wide, bottom / high
