"""Markdown: headings, paragraphs, lists, tables and footnotes, as CommonMark and its usual extensions have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from hedui.extract.captions import is_caption
from hedui.extract.labels import Label, Nesting, candidates
from hedui.extract.language import language
from hedui.extract.repair import is_cjk, plain
from hedui.extract.text import load, source_of
from hedui.model import Block, BlockKind, Document, Lang, Note

name = "markdown"
suffixes = (".md", ".markdown", ".mdown")
magic: tuple[bytes, ...] = ()

Progress = Callable[[str, int, int], None]

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_BULLET = re.compile(r"( *)[-*+]( +)(?:\[[ xX]\] )?(?=\S)")
_NUMBER = re.compile(r"( *)(\d{1,9})([.)])( +)(?=\S)")
_DELIMITER = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)")
_REFERENCE = re.compile(r" {0,3}\[[^\]^][^\]]*\]:[ \t]*\S+")
_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[([^\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\]^][^\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\]^][^\]]*)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^*_]+?)\1"), r"\2"),
    (re.compile(r"\*(?=\S)([^*]+?)(?<=\S)\*"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"~~(?=\S)([^~]+?)~~"), r"\1"),
)
_CODE = re.compile(r"(`+)(.+?)\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def read(
    path: Path, *, password: str | None = None, progress: Progress | None = None, lang: Lang | None = None
) -> Document:
    """The document in a Markdown file. Raises Damaged where its encoding is none we know, Empty where it is empty."""
    path = Path(path)
    data, text = load(path)
    blocks = tuple(_Reader(text).blocks())
    if progress:
        progress("read", len(blocks), len(blocks))
    return Document(source_of(path, data, name), lang or language(text), blocks)


class _Reader:
    """Goes through the lines once; footnote definitions are gathered first, as they may stand anywhere."""

    def __init__(self, text: str) -> None:
        text = re.sub(r"<!--.*?(?:-->|\Z)", "", text, flags=re.DOTALL)
        text = re.sub(r"\A---\n.*?\n(?:---|\.\.\.)\n", "", text, count=1, flags=re.DOTALL)
        self.notes: dict[str, str] = {}
        self.lines = self._without_notes(text.expandtabs(4).split("\n"))
        self.at = 0
        self.ids = count(1)
        self.note_ids = count(1)
        self.nesting = Nesting()
        self.list_numbers: dict[int, int] = {}

    def _without_notes(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        open_note = None
        for line in lines:
            match = _DEFINITION.match(line)
            if match:
                open_note = match[1]
                self.notes[open_note] = match[2].strip()
            elif open_note and line.startswith("    "):
                self.notes[open_note] = _together(self.notes[open_note], line.strip())
            else:
                open_note = open_note if open_note and not line.strip() else None
                if not _REFERENCE.match(line):
                    kept.append(line)
        return kept

    def blocks(self) -> Iterator[Block]:
        """The blocks of the text; a caption is held back until it is known whether a table follows."""
        held: Block | None = None
        while self.at < len(self.lines):
            block = self._next()
            if block is None:
                continue
            if block.kind == "table" and held is not None:
                block = replace(block, caption=held.text, footnotes=held.footnotes + block.footnotes)
                held = None
            if held is not None:
                yield held
                held = None
            if block.kind == "paragraph" and is_caption(block.text):
                held = block
            else:
                yield block
        if held is not None:
            yield held

    def _next(self) -> Block | None:
        line = re.sub(r"\A {0,3}(?:> ?)+", "", self.lines[self.at])
        if not line.strip() or _RULE.match(line):
            self.at += 1
            return None
        fence = _FENCE.match(line)
        if fence:
            return self._fenced(fence[1])
        heading = _HEADING.match(line)
        if heading:
            self.at += 1
            return self._heading(heading[2] or "", len(heading[1]) - 1)
        if self._is_table():
            return self._table()
        bullet, number = _BULLET.match(line), _NUMBER.match(line)
        if bullet or number:
            return self._item(line, bullet, number)
        return self._paragraph()

    def _heading(self, text: str, level: int) -> Block | None:
        self.nesting.heading()
        self.list_numbers.clear()
        flat, notes = self._inline(text)
        return Block(self._id(), "heading", flat, level=level, footnotes=notes) if flat else None

    def _fenced(self, fence: str) -> Block | None:
        self.at += 1
        code: list[str] = []
        while self.at < len(self.lines) and not self.lines[self.at].lstrip().startswith(fence):
            code.append(self.lines[self.at].strip())
            self.at += 1
        self.at += 1
        text = " ".join(filter(None, code))
        return Block(self._id(), "paragraph", text) if text else None

    def _paragraph(self) -> Block | None:
        text = ""
        while self.at < len(self.lines):
            line = re.sub(r"\A {0,3}(?:> ?)+", "", self.lines[self.at])
            if text and _UNDERLINE.match(line):
                self.at += 1
                return self._heading(text, 0 if "=" in line else 1)
            if not line.strip() or (text and self._interrupts(line)):
                break
            text = _together(text, line.strip())
            self.at += 1
        self.list_numbers.clear()
        flat, notes = self._inline(text)
        label = next(iter(candidates(flat)), None)
        if label and label.end < len(flat) and label.style not in ("dash", "1bare") and not label.value > 300:
            return self._labelled(label, flat[label.end :], 0.0, tuple(replace(n, at=n.at - label.end) for n in notes))
        return Block(self._id(), "paragraph", flat, footnotes=notes) if flat else None

    def _interrupts(self, line: str) -> bool:
        return bool(
            _HEADING.match(line) or _FENCE.match(line) or _BULLET.match(line) or _NUMBER.match(line) or self._is_table()
        )

    def _item(self, line: str, bullet: re.Match[str] | None, number: re.Match[str] | None) -> Block:
        match = bullet or number
        assert match is not None
        indent, text = len(match[1]), line[match.end() :].strip()
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip() or self._interrupts(line) or _RULE.match(line):
                break
            text = _together(text, line.strip())
            self.at += 1
        for deeper in [k for k in self.list_numbers if k > indent]:
            del self.list_numbers[deeper]
        if number is None:
            label = Label("•", "bullet", 1, 0)
            self.list_numbers.pop(indent, None)
        else:  # the first number of a list counts, the others go on from it
            value = self.list_numbers[indent] + 1 if indent in self.list_numbers else int(number[2])
            self.list_numbers[indent] = value
            label = Label(str(value), "1dot" if number[3] == "." else "1close", value, 0)
        flat, notes = self._inline(text)
        return self._labelled(label, flat, indent * 6.0, notes)

    def _labelled(self, label: Label, text: str, x0: float, notes: tuple[Note, ...]) -> Block:
        entered = self.nesting.enter(label, x0)
        kind: BlockKind = "numbered" if entered.kind == "numbered" else "item"
        return Block(self._id(), kind, text, label.text, entered.path, entered.level, footnotes=notes)

    # Tables

    def _is_table(self) -> bool:
        """Whether a heading row with a bar and a row of dashes as wide stand here."""
        if self.at + 1 >= len(self.lines) or "|" not in self.lines[self.at]:
            return False
        return bool(_DELIMITER.match(self.lines[self.at + 1])) and len(_cells(self.lines[self.at])) == len(
            _cells(self.lines[self.at + 1])
        )

    def _table(self) -> Block:
        width = len(_cells(self.lines[self.at]))
        raw = [_cells(self.lines[self.at])]
        self.at += 2
        while self.at < len(self.lines) and self.lines[self.at].strip() and "|" in self.lines[self.at]:
            raw.append(_cells(self.lines[self.at]))
            self.at += 1
        rows: list[tuple[str, ...]] = []
        notes: list[Note] = []
        for r, cells in enumerate(raw):
            texts = []
            for c, cell in enumerate((cells + [""] * width)[:width]):
                text, found = self._inline(cell)
                texts.append(text)
                notes += [replace(note, cell=(r, c)) for note in found]
            rows.append(tuple(texts))
        return Block(
            self._id(), "table", "", rows=tuple(rows), footnotes=tuple(notes), found_by="markdown", confidence=1.0
        )

    # Inside a line

    def _inline(self, text: str) -> tuple[str, tuple[Note, ...]]:
        """A text without its markup, and the notes whose marks stood in it."""
        codes: list[str] = []

        def keep(match: re.Match[str]) -> str:
            codes.append(match[2].strip())
            return f"\x00{len(codes) - 1}\x00"

        text = _CODE.sub(keep, text)
        text = _ESCAPE.sub(lambda match: f"\x01{ord(match[1])}\x01", text)
        for pattern, by in _INLINE:
            text = pattern.sub(by, text)
        text = re.sub(r"\x01(\d+)\x01", lambda match: chr(int(match[1])), text)
        text = re.sub(r"\x00(\d+)\x00", lambda match: codes[int(match[1])], text)
        text = plain(re.sub(r"[ \t]+", " ", text)).strip()
        notes: list[Note] = []
        out, done = "", 0
        for match in _MARK.finditer(text):
            if match[1] not in self.notes:
                continue
            out += text[done : match.start()]
            done = match.end()
            note, _ = self._inline(_MARK.sub("", self.notes[match[1]]))
            notes.append(Note(f"n{next(self.note_ids)}", match[1], note, len(out)))
        return out + text[done:], tuple(notes)

    def _id(self) -> str:
        return f"b{next(self.ids)}"


def _cells(line: str) -> list[str]:
    line = line.strip()
    line = line[1:] if line.startswith("|") else line
    cells = re.split(r"(?<!\\)\|", line)
    if cells and not cells[-1].strip():
        cells.pop()
    return [cell.replace("\\|", "|").strip() for cell in cells]


def _together(text: str, line: str) -> str:
    return text + ("" if not text or (is_cjk(text[-1]) and is_cjk(line[0])) else " ") + line if line else text
