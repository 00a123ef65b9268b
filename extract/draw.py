"""Pictures of what was read: ``python -m hedui.extract.draw FILE FOLDER [--pages 1 2 …]`` writes a PNG a page.

Blocks are framed by kind: titles and headings red, numbered paragraphs and items green with their path, other
paragraphs blue, table cells grey, footnotes orange. What bears no frame is in no block: running heads, page numbers, or
a mistake.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hedui.extract import read
from hedui.extract.glyphs import Pdf
from hedui.model import Block, Box, Document, Print

SCALE = 1.5
"""Pixels a point."""
COLORS = {
    "title": "#c00000",
    "heading": "#ff4040",
    "numbered": "#008000",
    "item": "#60b000",
    "paragraph": "#2050d0",
    "table": "#909090",
    "note": "#ff9000",
}


def draw(document: Document, pages: Sequence[int] = (), password: str | None = None) -> Iterator[tuple[int, Any]]:
    """(page, its picture as a PIL image with frames around what was read) of the pages, all where none are named."""
    assert document.source.path is not None
    frames: dict[int, list[tuple[str, Box, str]]] = {}
    for kind, label, piece in _pieces(document):
        frames.setdefault(piece.page, []).append((kind, piece.box, label))
    with Pdf(document.source.path, password) as pdf:
        for page in pages or range(1, pdf.pages + 1):
            yield page, _drawn(pdf.picture(page, SCALE), frames.get(page, []))


def _pieces(document: Document) -> Iterator[tuple[str, str, Print]]:
    """(kind, what is written beside it, print) of everything that was read; the label at the first print only."""
    for block in document.blocks:
        for number, piece in enumerate(block.prints):
            yield block.kind, _label(block) if number == 0 else "", piece
        for note in block.footnotes:
            for number, piece in enumerate(note.prints):
                yield "note", f"{note.label or '?'} > {block.id}" if number == 0 else "", piece


def _label(block: Block) -> str:
    return f"{block.id} {block.path or ''}".strip()


def _drawn(picture: Any, frames: Sequence[tuple[str, Box, str]]) -> Any:
    from PIL import ImageDraw

    pen = ImageDraw.Draw(picture)
    for kind, box, label in frames:
        x0, top, x1, bottom = (SCALE * value for value in box)
        pen.rectangle((x0 - 2, top - 1, x1 + 2, bottom + 1), outline=COLORS[kind], width=2 if label else 1)
        if label:
            pen.text(
                (max(0, x0 - 8 * len(label) - 6), top), label.encode("ascii", "replace").decode(), fill=COLORS[kind]
            )
    return picture


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    ask = argparse.ArgumentParser(description="Draw what was read over the pages of a PDF.")
    ask.add_argument("file", type=Path)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--pages", nargs="+", type=int, default=[])
    ask.add_argument("--password")
    asked = ask.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    for page, picture in draw(read(asked.file, password=asked.password), asked.pages, asked.password):
        picture.save(asked.folder / f"{asked.file.stem}-{page:03}.png")


if __name__ == "__main__":
    main()
