"""Files damaged on purpose, what of their text a reader brings back, and how much of what it says is wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium

from hedui.corpus.samples import folder, names
from hedui.errors import HeduiError
from hedui.extract import read
from hedui.extract.repair import plain
from hedui.model import Document

LENGTH = 6
"""Characters in a snippet: garbage does not hit one by chance, and a wrong digit shows."""


def sources() -> Iterator[tuple[str, Path]]:
    """The samples' files, by name."""
    for name in names():
        yield f"{name} zh", folder(name, "clean") / "zh.pdf"
        yield f"{name} en", folder(name, "clean") / "en.pdf"


def damages(data: bytes, rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Ways to damage a file, named; a truncation at every tenth, bytes flipped, spans cut, numbers and xref changed."""
    n = len(data)
    for tenth in range(1, 10):
        yield f"cut at {tenth}0 %", data[: n * tenth // 10]
    for times in (1, 3, 10, 30, 100):
        for _ in range(4):
            flipped = bytearray(data)
            for _ in range(times):
                flipped[rng.randrange(n)] = rng.randrange(256)
            yield f"{times} bytes flipped", bytes(flipped)
    for length in (10, 200, 2000):
        for _ in range(4):
            at = rng.randrange(n)
            yield f"{length} bytes cut out", data[:at] + data[at + length :]
    end = data.rfind(b"startxref")
    yield "startxref 0", data[:end] + b"startxref\n0\n%%EOF"
    yield "startxref far away", data[:end] + b"startxref\n99999999999\n%%EOF"
    yield "no startxref", data[:end]
    numbers = list(re.finditer(rb"/(Length|Count|Size|First|N|W|Prev|Index)[ \[]+(\d+)", data))
    for _ in range(12):
        hit = rng.choice(numbers)
        other = str(rng.choice((0, -1, 7, 10**6, 2**31, 10**12))).encode()
        yield f"{hit[1].decode()} changed", data[: hit.start(2)] + other + data[hit.end(2) :]


def texts(document: Document) -> Iterator[str]:
    """All texts of a document: paragraphs, cells, notes."""
    for block in document.blocks:
        yield block.text
        for row in block.rows or ():
            yield from row
        yield from (note.text for note in block.footnotes)


def characters(document: Document) -> int:
    """How many were read; U+FFFD stands for one that was not."""
    return sum(len(text) - text.count("\ufffd") for text in texts(document))


def snippets(text: str) -> Iterator[str]:
    """The runs of LENGTH characters of a text without its spaces and unknown characters, or all of a shorter one."""
    for part in re.sub(r"\s+", "", text).split("\ufffd"):
        if part:
            yield from (part[at : at + LENGTH] for at in range(max(1, len(part) - LENGTH + 1)))


@dataclass
class Whole:
    """An undamaged file: what it says, as read and as printed."""

    path: Path
    length: int = 0
    known: set[str] = field(default_factory=set)
    text: str = ""

    def __post_init__(self) -> None:
        document = read(self.path)
        self.length = characters(document)
        parts = [*texts(document), *(b.label or "" for b in document.blocks), *document.furniture]
        with pdfium.PdfDocument(self.path) as pdf:
            parts += [plain(page.get_textpage().get_text_range()) for page in pdf]
        for part in parts:
            self.known.update(snippets(part))
        self.text = "\n".join(re.sub(r"\s+", "", part) for part in parts)

    def wrong(self, document: Document) -> float:
        """The share of the snippets of a reading that stand nowhere in this file."""
        found = [snippet for text in texts(document) for snippet in snippets(text)]
        return sum(not self.has(snippet) for snippet in found) / len(found) if found else 0.0

    def has(self, snippet: str) -> bool:
        """Whether the file says so somewhere."""
        return snippet in self.known or (len(snippet) < LENGTH and snippet in self.text)


@dataclass(frozen=True)
class Saved:
    """What a reader made of one damaged file: shares of the whole file's characters, and of its snippets."""

    what: str
    share: float
    wrong: float
    kinds: frozenset[str] = frozenset()


def saved(whole: Whole, what: str, bad: bytes, room: Path) -> Saved:
    """Read one damaged file."""
    broken = room / "bad.pdf"
    broken.write_bytes(bad)
    try:
        document = read(broken)
    except HeduiError:
        return Saved(what, 0.0, 0.0)
    share = min(1.0, characters(document) / whole.length)
    return Saved(what, share, whole.wrong(document), frozenset(doubt.kind for doubt in document.doubts))
