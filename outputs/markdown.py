"""A document as Markdown, to be read by people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Block, Document

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def markdown(document: Document) -> str:
    """The blocks of a document in reading order, footnotes at the end of their block."""
    return "\n\n".join(part for block in document.blocks for part in _parts(block)) + "\n"


def _parts(block: Block) -> Iterator[str]:
    if block.caption:
        yield f"**{_escaped(block.caption)}**"
    if block.rows is not None:
        yield _table(block.rows)
    else:
        yield _line(block)
    for note in block.footnotes:
        yield f"[^{note.id}]: {_escaped(note.text)}"


def _line(block: Block) -> str:
    text = _escaped(_marked(block))
    label = _escaped(block.label) if block.label is not None else ""
    if block.kind == "title":
        return f"# {label} {text}" if label else f"# {text}"
    if block.kind == "heading":
        marks = "#" * min(block.level + 2, 6)
        return f"{marks} {label} {text}" if label else f"{marks} {text}"
    if not label:
        return text
    shown = f"{label}\\." if label.isdigit() else f"({label})"
    return f"{'&emsp;' * block.level}{shown} {text}"


def _marked(block: Block) -> str:
    """The text with footnote marks put back where they stood."""
    text = block.text
    for note in sorted(block.footnotes, key=lambda note: note.at, reverse=True):
        if note.cell is None:
            text = f"{text[: note.at]}[^{note.id}]{text[note.at :]}"
    return text


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    if not rows:
        return ""
    lines = ["| " + " | ".join(_escaped(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Text in which nothing is taken for Markdown, footnote marks apart."""
    escaped = _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
    return re.sub(r"\\\[\^([\w.-]+)\\\]", r"[^\1]", escaped)
