"""A tiny typesetter for tests: words at places on pages, as a PDF that nothing but the test decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from hedui.extract import read
from hedui.model import Block, Document

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 72.0, 523.0
CJK = {"zh-Hans": "STSong-Light", "zh-Hant": "MSung-Light"}

for _name in CJK.values():
    pdfmetrics.registerFont(UnicodeCIDFont(_name))


@dataclass(frozen=True)
class Ink:
    """A piece of text: its left end and baseline in points from the top left of the page."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False
    rise: float = 0
    mode: int = 0
    turn: float = 0


def font(text: str, bold: bool = False) -> str:
    """The name of a font that has the characters of a text."""
    if any(ord(sign) > 0x2E00 for sign in text):
        return "STSong-Light"
    return "Times-Bold" if bold else "Times-Roman"


def width(text: str, size: float = 11, bold: bool = False) -> float:
    """How wide a text is."""
    return float(pdfmetrics.stringWidth(text, font(text, bold), size))


def typeset(path: Path, pages: Sequence[Iterable[Ink]], size: tuple[float, float] = (WIDTH, HEIGHT)) -> Path:
    """Write a PDF with these pieces of text."""
    sheet = canvas.Canvas(str(path), pagesize=size)
    for page in pages:
        for ink in page:
            sheet.saveState()
            sheet.translate(ink.x, size[1] - ink.y + ink.rise)
            sheet.rotate(ink.turn)
            text = sheet.beginText(0, 0)
            text.setFont(font(ink.text, ink.bold), ink.size)
            text.setTextRenderMode(ink.mode)
            text.textOut(ink.text)
            sheet.drawText(text)
            sheet.restoreState()
        sheet.showPage()
    sheet.save()
    return path


def wrapped(
    text: str,
    size: float = 11,
    left: float = LEFT,
    right: float = RIGHT,
    first: float | None = None,
    bold: bool = False,
) -> list[Ink]:
    """A text broken into lines as a typesetter would, at y 0, 1, 2, …; ``first`` is where its first line begins."""
    tokens = text.split(" ") if font(text) != "STSong-Light" else list(text)
    space = " " if font(text) != "STSong-Light" else ""
    lines: list[Ink] = []
    line, x = "", left if first is None else first
    for token in tokens:
        longer = f"{line}{space}{token}" if line else token
        if line and x + width(longer, size, bold) > right:
            lines.append(Ink(x, len(lines), line, size, bold))
            line, x = token, left
        else:
            line = longer
    return [*lines, Ink(x, len(lines), line, size, bold)]


def flow(paragraphs: Iterable[Sequence[Ink]], top: float = 90, lead: float = 14, gap: float = 8) -> list[Ink]:
    """Paragraphs one below the other on one page."""
    inks: list[Ink] = []
    y = top
    for lines in paragraphs:
        inks += [replace(ink, y=y + lead * ink.y) for ink in lines]
        y += lead * (max(ink.y for ink in lines) + 1) + gap
    return inks


def document(path: Path, *pages: Iterable[Ink]) -> Document:
    """The pages, typeset and read."""
    return read(typeset(path / "sheet.pdf", pages))


def texts(document: Document) -> list[str]:
    """The texts of the blocks."""
    return [block.text for block in document.blocks]


def labels(document: Document) -> list[str | None]:
    """The paths of the blocks."""
    return [block.path for block in document.blocks]


def only(document: Document) -> Block:
    """The only block of a document."""
    (block,) = document.blocks
    return block
