"""Bilingual sources as Documents, and the units that alarms are counted by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from hedui.corpus.samples.source import MARK, SIDES, BilingualSource, Piece, Side
from hedui.model import Block, BlockKind, Document, Lang, Note, Source

Pair = tuple[Document, Document]
LANGS: dict[Side, str] = {"zh": "zh-Hans", "en": "en"}


def documents(source: BilingualSource) -> Pair:
    """Both sides, as a reader that makes no mistake would read them from the pages."""
    zh, en = (document(source, side) for side in SIDES)
    return zh, en


def document(source: BilingualSource, side: Side) -> Document:
    """One side of a source. The ids of blocks and notes are those of the source."""
    paths: list[str] = []
    blocks = tuple(_block(piece, paths) for piece in source.sides[side])
    lang = cast(Lang, source.about("lang", side, LANGS[side]))
    digest = hashlib.sha256(repr(blocks).encode()).hexdigest()
    return Document(Source(f"{source.name}.{side}", digest, "source"), lang, blocks)


def _block(piece: Piece, paths: list[str]) -> Block:
    kind = cast(BlockKind, {"cover": "title"}.get(piece.kind, piece.kind))
    path = None
    if piece.n is not None:
        del paths[piece.level :]
        paths.append(piece.n)
        path = ".".join(paths)
    if kind == "table":
        return _table(piece)
    notes = tuple(Note(id, None, text, at) for (id, text), at in zip(piece.notes, _marks(piece.text), strict=True))
    return Block(piece.id, kind, piece.text.replace(MARK, ""), piece.n, path, piece.level, footnotes=notes)


def _table(piece: Piece) -> Block:
    notes = iter(piece.notes)
    found = [
        Note(id, None, text, at, cell=(r, c))
        for r, row in enumerate(piece.rows)
        for c, cell in enumerate(row.cells)
        for at, (id, text) in zip(_marks(cell), notes, strict=False)
    ]
    rows = tuple(tuple(cell.replace(MARK, "") for cell in row.cells) for row in piece.rows)
    return Block(piece.id, "table", "", rows=rows, caption=piece.text.replace(MARK, "") or None, footnotes=tuple(found))


def _marks(text: str) -> list[int]:
    """Where the footnote marks stand, counted in the text without them."""
    found: list[int] = []
    at = text.find(MARK)
    while at >= 0:
        found.append(at - len(MARK) * len(found))
        at = text.find(MARK, at + 1)
    return found


@dataclass(frozen=True, slots=True)
class Unit:
    """What an alarm can stand on: a block, a footnote, a caption or a row of a table, on one side."""

    block: str
    """The id of the block or footnote."""
    text: str
    row: int | None = None


def units(document: Document) -> Iterator[Unit]:
    """The units of a document in reading order; a row's text is its cells joined by " | "."""
    for block in document.blocks:
        if block.rows is None:
            yield Unit(block.id, block.text)
        else:
            if block.caption:
                yield Unit(block.id, block.caption)
            yield from (Unit(block.id, " | ".join(row), r) for r, row in enumerate(block.rows))
        yield from (Unit(note.id, note.text) for note in block.footnotes)
