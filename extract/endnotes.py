"""Endnotes: a list at the end of a document, or of a chapter, that answers the raised marks of the text before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hedui.extract.blocks import Paragraph
from hedui.extract.notes import RawNote, label_of, mark_labels, without_label

_HEAD = re.compile(
    r"(?:(?:end)?\s?notes?|references|尾注|尾註|注释|註釋|注釋|附注|附註|脚注|腳註|注)[:：]?", re.IGNORECASE
)

_SMALLER = 0.95
"""Endnotes without a heading are set at most this share of the size of the text, or are"""
_LEAST_TAIL = 3
"""so many at least."""


def part_endnotes(
    made: Sequence[Paragraph | None], footnotes: Sequence[RawNote], in_tables: Iterable[str] = ()
) -> tuple[list[Paragraph | None], list[RawNote]]:
    """(the paragraphs that are text, the endnotes). A list becomes notes only where marks of the text call for it.

    ``in_tables`` are the labels of the marks in tables.
    """
    kept: list[Paragraph | None] = []
    notes: list[RawNote] = []
    answered = {note.label for note in footnotes}
    called = Counter(set(in_tables) - answered)
    at = 0
    while at < len(made):
        part = made[at]
        lists = _lists(made, at + 1, called) if part is not None and _is_head(part) else []
        if lists:
            kept.append(part)
            for head, found, end in lists:
                kept += [head] if head is not None else []
                notes += found
                at = end
            continue
        if part is not None:
            signs = (sign for line in part.lines for sign in line.raised if sign.at)
            called.update(label for sign in signs for label in mark_labels(sign.text) if label not in answered)
        kept.append(part)
        at += 1
    return _without_tail(kept, notes, set(called)) if not notes else (kept, notes)


def _lists(
    made: Sequence[Paragraph | None], start: int, called: Counter[str]
) -> list[tuple[Paragraph | None, list[RawNote], int]]:
    """(heading of a chapter, its notes, where they end) for lists that follow each other and marks call for.

    Each list answers one call of each of its labels, so that numbered paragraphs of an annex behind it are none.
    """
    lists: list[tuple[Paragraph | None, list[RawNote], int]] = []
    head: Paragraph | None = None
    while start < len(made):
        end = _list_end(made, start)
        found = _read([part for part in made[start:end] if part is not None])
        if found and sum(called[note.label] > 0 for note in found if note.label) >= 0.6 * len(found):
            lists.append((head, found, end))
            called -= Counter(note.label for note in found if note.label)
        elif head is not None or start != end:
            break
        head, start = (made[end] if end < len(made) else None), end + 1
        if head is None:
            break
    return lists


def _without_tail(
    made: list[Paragraph | None], notes: list[RawNote], called: set[str]
) -> tuple[list[Paragraph | None], list[RawNote]]:
    """The text without the endnotes that end it under no heading: a list that answers all open marks and no others."""
    made = _split_tail(made, called)
    start = len(made)
    labels: list[str] = []
    while start and set(labels) != called:
        part = made[start - 1]
        if part is None or part.kind in ("heading", "title") or len(made) - start > 3 * len(called):
            return made, notes
        start -= 1
        label = part.number.label.text if part.number is not None else (label_of(part.lines[0]) or ("",))[0]
        if label in called:
            labels.append(label)
    tail = [part for part in made[start:] if part is not None]
    found = _read(tail) if labels else []
    small = all(part.lines[0].size < _SMALLER * _usual_size(made[:start]) for part in tail)
    if not found or [note.label for note in found] != labels[::-1] or len(set(labels)) < len(labels):
        return made, notes
    if not small and len(found) < _LEAST_TAIL:
        return made, notes
    return made[:start], found


def _split_tail(made: list[Paragraph | None], called: set[str]) -> list[Paragraph | None]:
    """The text, its last small paragraphs parted where a line that fills its measure is followed by another note."""
    start = len(made)
    small = _SMALLER * _usual_size(made)
    while start and (part := made[start - 1]) is not None and part.number is None and part.lines[0].size < small:
        start -= 1
    parted: list[Paragraph | None] = []
    for part in made[start:]:
        if part is None:
            continue
        cuts = [0]
        for k in range(1, len(part.lines)):
            label = label_of(part.lines[k])
            if (
                label
                and label[0] in called
                and part.lines[k - 1].text.rstrip().endswith((".", "。", "!", "?", ")", "）"))
            ):
                cuts.append(k)
        ends = [*cuts[1:], len(part.lines)]
        parted += [replace(part, lines=part.lines[a:b]) for a, b in zip(cuts, ends, strict=True)]
    return [*made[:start], *parted]


def _usual_size(made: Sequence[Paragraph | None]) -> float:
    sizes = sorted(part.lines[0].size for part in made if part is not None)
    return sizes[len(sizes) // 2] if sizes else 0.0


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
            notes.append(RawNote(first.page, part.number.label.text, rest, endnote=True))
        elif label is not None:
            rest = [without_label(first, label[1]), *part.lines[1:]]
            notes.append(RawNote(first.page, label[0], rest, endnote=True))
        elif notes:
            notes[-1].lines += part.lines
        else:
            return []
    return notes
