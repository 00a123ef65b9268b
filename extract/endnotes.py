"""Endnotes: a list at the end of a document, or of a chapter, that answers the raised marks of the text before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hedui.extract.blocks import Paragraph
from hedui.extract.notes import RawNote, label_of, mark_labels, without_label

_HEAD = re.compile(
    r"(?:(?:end)?\s?notes?|references|尾注|尾註|注释|註釋|注釋|附注|附註|脚注|腳註|注)[:：]?", re.IGNORECASE
)


def part_endnotes(
    made: Sequence[Paragraph | None], footnotes: Sequence[RawNote]
) -> tuple[list[Paragraph | None], list[RawNote]]:
    """(the paragraphs that are text, the endnotes). A list becomes notes only where marks of the text call for it."""
    kept: list[Paragraph | None] = []
    notes: list[RawNote] = []
    answered = {note.label for note in footnotes}
    called: set[str] = set()
    at = 0
    while at < len(made):
        part = made[at]
        end = _list_end(made, at + 1) if part is not None and _is_head(part) else at
        listed = [paragraph for paragraph in made[at + 1 : end] if paragraph is not None]
        found = _read(listed)
        wanted = sum(note.label in called for note in found)
        if found and wanted >= 0.6 * len(found):
            kept.append(part)
            notes += found
            at = end
            continue
        if part is not None:
            signs = (sign for line in part.lines for sign in line.raised if sign.at)
            called |= {label for sign in signs for label in mark_labels(sign.text)} - answered
        kept.append(part)
        at += 1
    return kept, notes


def _is_head(part: Paragraph) -> bool:
    return part.number is None and bool(_HEAD.fullmatch("".join(line.text for line in part.lines).strip()))


def _list_end(made: Sequence[Paragraph | None], start: int) -> int:
    end = start
    while end < len(made):
        part = made[end]
        if part is None or part.kind in ("heading", "title"):
            break
        end += 1
    return end


def _read(parts: Sequence[Paragraph]) -> list[RawNote]:
    """The notes in a list; a paragraph without label goes on with the note before it."""
    notes: list[RawNote] = []
    for part in parts:
        first = part.lines[0]
        label = label_of(first)
        if part.number is not None:
            rest = [first.cut(part.label_end), *part.lines[1:]]
            notes.append(RawNote(first.page, part.number.label.text, rest))
        elif label is not None:
            notes.append(RawNote(first.page, label[0], [without_label(first, label[1]), *part.lines[1:]]))
        elif notes:
            notes[-1].lines += part.lines
        else:
            return []
    return notes
