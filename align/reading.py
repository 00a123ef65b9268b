"""Documents as units of comparison: their blocks, sentences, notes, captions and rows, with their tokens."""

from __future__ import annotations

from dataclasses import dataclass

from hedui.align.lexicon import Lexicon
from hedui.align.sentences import sentences
from hedui.align.units import Side, Unit, joined
from hedui.align.words import names, tokens, weight
from hedui.model import Block, Document, Note, Passage


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage with what it is compared by; ``inner`` are its sentences, where there are several."""

    passage: Passage
    unit: Unit
    inner: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table and its cells."""

    stretch: Stretch
    cells: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, the block it hangs on (by its index), and itself."""

    owner: int
    note: Note
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Text:
    """A document made ready: a stretch for each block, its captions, notes and rows."""

    blocks: tuple[Block, ...]
    stretches: tuple[Stretch, ...]
    captions: dict[int, Stretch]
    notes: tuple[Footnote, ...]
    rows: dict[int, tuple[Row, ...]]


class Reader:
    """Makes texts ready, all of one side into one vocabulary."""

    def __init__(self, number: int, document: Document, lexicon: Lexicon, inside: bool = True) -> None:
        self.number = number
        self.document = document
        self.chinese = document.lang != "en"
        self.lexicon = lexicon
        self.inside = inside
        self.side = Side()

    def text(self) -> Text:
        """The whole document made ready."""
        stretches, captions, notes, rows = [], {}, [], {}
        for i, block in enumerate(self.document.blocks):
            if block.rows is not None:
                rows[i] = tuple(self._row(block, r, cells) for r, cells in enumerate(block.rows))
                stretches.append(self._table(block, rows[i]))
                if block.caption:
                    captions[i] = self._stretch(Passage(self.number, block.id, block.caption, caption=True))
            else:
                stretches.append(self._long(Passage(self.number, block.id, block.text, block.label)))
            for note in block.footnotes:
                passage = Passage(self.number, block.id, note.text, note.label, note=note.id)
                notes.append(Footnote(i, note, self._long(passage)))
        return Text(self.document.blocks, tuple(stretches), captions, tuple(notes), rows)

    def _unit(self, text: str) -> Unit:
        if not self.chinese:
            self.side.names |= names(text)
        return self.side.unit(tokens(text, self.chinese, self.lexicon.cut), weight(text))

    def _stretch(self, passage: Passage) -> Stretch:
        return Stretch(passage, self._unit(passage.text))

    def _long(self, passage: Passage) -> Stretch:
        """A stretch with its sentences."""
        spans = sentences(passage.text, self.chinese) if self.inside else []
        if len(spans) < 2:
            return self._stretch(passage)
        inner = []
        for start, end in spans:
            text = passage.text[start:end]
            part = Passage(passage.document, passage.block, text, passage.label, passage.note, start=start)
            inner.append(self._stretch(part))
        return Stretch(passage, joined([s.unit for s in inner]), tuple(inner))

    def _row(self, block: Block, number: int, cells: tuple[str, ...]) -> Row:
        parts = tuple(
            self._stretch(Passage(self.number, block.id, text, block.label, row=number, col=col))
            for col, text in enumerate(cells)
        )
        passage = Passage(self.number, block.id, " | ".join(cells), block.label, row=number)
        return Row(Stretch(passage, joined([c.unit for c in parts])), parts)

    def _table(self, block: Block, rows: tuple[Row, ...]) -> Stretch:
        """A table stands in the sequence by its header; ``fits`` compares the rest."""
        passage = Passage(self.number, block.id, block.text, block.label)
        return Stretch(passage, rows[0].stretch.unit if rows else joined([]))
