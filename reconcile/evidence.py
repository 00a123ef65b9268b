"""What rules look at: documents with their quantities read, tables with their numbers, beads with their matching.

A Figure is a quantity with its place. Every quantity of a document is read once, in the whole text it stands in (a
block, a footnote, a caption, a cell), and every view shares these figures, so that the account of coverage is exact.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hedui.extract.quantities import Context, learn, read
from hedui.model import Bead, Block, Document, Place, Print, Quantity

if TYPE_CHECKING:
    from hedui.reconcile.beads import BeadView
    from hedui.reconcile.glossary import Entry
    from hedui.reconcile.headings import Headed
    from hedui.reconcile.nouns import Words
    from hedui.reconcile.terms import Paired, Term

SEGMENTED = frozenset({"tsv", "csv", "xlsx", "tmx", "xliff", "xlf"})
"""Formats of bilingual files: their segments may come from anywhere, so they are no document to be checked as one."""
CELL_JOIN = " | "
"""Between the cells of a row where a row is shown as one text."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A text of a document: of a block, of its footnote, of its caption, or of one of its cells."""

    document: int
    block: str
    note: str | None = None
    caption: bool = False
    row: int | None = None
    col: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity at its place."""

    spot: Spot
    quantity: Quantity


class DocumentView:
    """A document with the quantities of each of its texts, read when first asked for."""

    def __init__(self, index: int, document: Document) -> None:
        self.index = index
        self.document = document
        self.lang = document.lang
        self.blocks = {block.id: block for block in document.blocks}
        self._figures: dict[Spot, tuple[Figure, ...]] = {}

    def spots(self) -> Iterator[tuple[Spot, str]]:
        """Every text of the document in reading order, with the place it stands in."""
        for block in self.document.blocks:
            yield from self.spots_of(block)

    def spots_of(self, block: Block) -> Iterator[tuple[Spot, str]]:
        """The texts of one block: its own or its caption and cells, then its footnotes."""
        if block.caption:
            yield Spot(self.index, block.id, caption=True), block.caption
        if block.rows is None:
            yield Spot(self.index, block.id), block.text
        else:
            for r, row in enumerate(block.rows):
                for c, text in enumerate(row):
                    yield Spot(self.index, block.id, row=r, col=c), text
        for note in block.footnotes:
            yield Spot(self.index, block.id, note=note.id), note.text

    def text(self, spot: Spot) -> str:
        """The whole text that stands at a spot."""
        block = self.blocks[spot.block]
        if spot.caption:
            return block.caption or ""
        if spot.note is not None:
            return next(note.text for note in block.footnotes if note.id == spot.note)
        if spot.row is not None and spot.col is not None and block.rows is not None:
            return block.rows[spot.row][spot.col]
        return block.text

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The texts of headings that stand several times, spaces left out: titles printed again, heads of pages."""
        headed = {_tight(b.text) for b in self.document.blocks if b.kind in ("title", "heading")} - {""}
        counts = Counter(_tight(b.text) for b in self.document.blocks if b.rows is None)
        return frozenset(text for text in headed if counts[text] > 1)

    def is_repeated(self, text: str) -> bool:
        """Whether a text is that of a heading that stands several times."""
        return _tight(text) in self.repeated

    @cached_property
    def context(self) -> Context:
        """What the document says about its own way of writing numbers."""
        return learn((text for _, text in self.spots()), self.lang)

    @cached_property
    def year_first(self) -> bool:
        """Whether an English document writes its dates with the year in front ("2015 January 6") as a habit."""
        text = "\n".join(text for _, text in self.spots())
        front = len(re.findall(r"\b\d{4} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b", text))
        behind = len(
            re.findall(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{1,2})?,? \d{4}\b", text)
        )
        return front >= 3 and front > 4 * behind

    def figures(self, spot: Spot) -> tuple[Figure, ...]:
        """The quantities of the text at a spot, in order."""
        if spot not in self._figures:
            text = self.text(spot)
            self._figures[spot] = tuple(Figure(spot, q) for q in read(text, language_of(text, self.lang), self.context))
        return self._figures[spot]

    @cached_property
    def all_figures(self) -> tuple[Figure, ...]:
        """Every quantity of the document, in reading order."""
        return tuple(figure for spot, _ in self.spots() for figure in self.figures(spot))

    def tables(self) -> Iterator[TableView]:
        """Every table of the document, in reading order."""
        return (TableView(self, block) for block in self.document.blocks if block.rows is not None)

    def place(self, figure: Figure) -> Place:
        """The place of a figure, for a finding."""
        q = figure.quantity
        value = q.value if q.value is not None else f"{q.low or ''}…{q.high or ''}"
        return self.place_at(figure.spot, q.start, q.end, value)

    def place_at(self, spot: Spot, start: int, end: int, value: str | None = None) -> Place:
        """The place of characters start to end of the text at a spot (start = end: something is missing there)."""
        block = self.blocks[spot.block]
        if spot.row is not None and spot.col is not None and block.rows is not None:
            row = block.rows[spot.row]
            before = sum(len(text) + len(CELL_JOIN) for text in row[: spot.col])
            text, cell = CELL_JOIN.join(row), (spot.row, spot.col)
            prints = _cut((p for p in block.prints if p.cell == cell), start, end)
            return Place(
                spot.document,
                block.id,
                block.label,
                text,
                text[before + start : before + end],
                before + start,
                before + end,
                value,
                cell,
                prints,
            )
        note = next((n for n in block.footnotes if n.id == spot.note), None)
        prints = note.prints if note else () if spot.caption else block.prints
        text = self.text(spot)
        label = note.label if note else block.label
        return Place(
            spot.document,
            spot.note or block.id,
            label,
            text,
            text[start:end],
            start,
            end,
            value,
            None,
            _cut(iter(prints), start, end),
        )


_HAN = re.compile(r"[㐀-鿿]")
_LATIN = re.compile(r"[A-Za-z]{3}")


def language_of(text: str, lang: str) -> str:
    """The language to read a text in: a Chinese document may hold English lines, but hardly the other way round."""
    return "en" if lang.startswith("zh") and not _HAN.search(text) and _LATIN.search(text) else lang


class TableView:
    """A table of one document, its cells with the quantities in them; row 0 is the header."""

    def __init__(self, document: DocumentView, block: Block) -> None:
        if block.rows is None:
            raise ValueError(f"{block.id} is no table")
        self.document = document
        self.block = block
        self.rows = block.rows
        self.width = len(block.rows[0]) if block.rows else 0

    @property
    def header(self) -> tuple[str, ...]:
        """The first row as printed."""
        return self.rows[0] if self.rows else ()

    def spot(self, row: int, col: int) -> Spot:
        """The spot of a cell."""
        return Spot(self.document.index, self.block.id, row=row, col=col)

    def figures(self, row: int, col: int) -> tuple[Figure, ...]:
        """The quantities of a cell, in order."""
        return self.document.figures(self.spot(row, col))

    def place(self, row: int, col: int, value: str | None = None) -> Place:
        """The whole cell as a place."""
        return self.document.place_at(self.spot(row, col), 0, len(self.rows[row][col]), value)


def _tight(text: str) -> str:
    return "".join(text.split()).casefold()


_FEWEST_SEGMENTS = {"tsv": 10_000, "csv": 10_000}
_FEW_SEGMENTS = 2_000
"""Below so many segments of a bilingual file no terms are learnt: they belong to many texts, and words cost time."""


_SURE = 0.6
"""Beads scored so are surely pairs, and hold the one between them in its place."""


class Evidence:
    """All there is to look at in one check: one document or two, and the beads between two."""

    def __init__(
        self, documents: Sequence[Document], beads: tuple[Bead, ...] = (), glossary: tuple[Entry, ...] = ()
    ) -> None:
        self.documents = tuple(DocumentView(index, document) for index, document in enumerate(documents))
        self.beads = beads
        self.glossary = glossary
        """The user's terms, none where no glossary is given."""

    @property
    def segmented(self) -> bool:
        """Whether the texts are segments of a bilingual file rather than two documents."""
        return any(view.document.source.format in SEGMENTED for view in self.documents)

    @cached_property
    def words(self) -> Words:
        """The words of the two documents, and which answers which."""
        from hedui.reconcile.nouns import Words

        left, right = (view.lang.startswith("zh") for view in self.documents)
        return Words(left, right)

    @cached_property
    def term_beads(self) -> list[BeadView]:
        """The beads in which terms are looked for: paragraphs and notes of two languages."""
        if len({view.lang[:2] for view in self.documents}) < 2:
            return []
        if self.segmented and len(self.beads) < _FEWEST_SEGMENTS.get(
            self.documents[0].document.source.format, _FEW_SEGMENTS
        ):
            return []
        return [view for view in self.bead_views if view.bead.kind in ("block", "note")]

    @cached_property
    def terms(self) -> list[Term]:
        """The terms that the two documents lay down; ``where`` counts ``term_beads``."""
        from hedui.reconcile.terms import terms

        return terms(self.term_texts)

    @cached_property
    def term_texts(self) -> Paired:
        """The texts of ``term_beads``, with the names in them."""
        from hedui.reconcile.terms import Paired

        zh = 0 if self.documents[0].lang.startswith("zh") else 1
        return Paired([(view.sides[zh].text, view.sides[1 - zh].text) for view in self.term_beads])

    @cached_property
    def headed(self) -> tuple[Headed, ...]:
        """The tables of two documents that answer each other, one to one, with what their columns are called."""
        from hedui.reconcile.headings import headed

        return tuple(headed(self))

    @cached_property
    def name_counts(self) -> Counter[str]:
        """How often each name in capitals stands in the English document."""
        from hedui.reconcile.terms import names_in

        english = [view for view in self.documents if view.lang == "en"]
        return Counter(name for view in english for _, text in view.spots() for name, _ in names_in(text))

    @cached_property
    def home_dollar(self) -> bool:
        """Whether 元 and a bare "$" are one and the same in these documents: the money of the country at home."""
        from hedui.reconcile.comparable import generic_currency

        same = other = 0
        for view in self.bead_views:
            for a, b in view.matching.pairs():
                if a.q.kind == b.q.kind == "money":
                    generic = generic_currency(a.q) and generic_currency(b.q)
                    dollars = re.search(r"\$|dollar", a.q.text + b.q.text, re.I) is not None
                    same += generic and dollars
                    other += not (generic and dollars)
        return same > other

    @cached_property
    def bead_views(self) -> list[BeadView]:
        """Every bead whose two sides are compared: blocks, notes, captions, and the cells of paired rows."""
        from hedui.reconcile.beads import bead_views, settle

        views = list(bead_views(self))
        for before, view, after in zip(views, views[1:], views[2:], strict=False):
            view.held = min(before.bead.score, after.bead.score) >= _SURE
        self.__dict__["bead_views"] = views  # what settles them looks at all of them
        if not self.segmented:
            settle(views)
        return views

    def tables(self) -> Iterator[TableView]:
        """Every table of every document."""
        for view in self.documents:
            yield from view.tables()


def _cut(prints: Iterator[Print], start: int, end: int) -> tuple[Print, ...]:
    """The prints that show characters start to end, each box narrowed to its share of the line's width."""
    cut = []
    for p in prints:
        a, b = max(p.start, start), min(p.end, end)
        if a > b or (a == b and start != end):
            continue
        x0, top, x1, bottom = p.box
        wide = (x1 - x0) / max(1, p.end - p.start)
        box = (x0 + (a - p.start) * wide, top, x0 + (b - p.start) * wide, bottom)
        cut.append(Print(a, b, p.page, box, p.cell))
        if start == end:
            break
    return tuple(cut)
