"""Files damaged on purpose, what of their text a reader brings back, and how much of what it says is wrong."""

from __future__ import annotations

import random
import re
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium

from hedui.corpus.samples import folder, names
from hedui.errors import HeduiError
from hedui.extract import read
from hedui.extract.mend_fonts import characters_in
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


class Recoverable:
    """How much of a file's text can be read at all where the file is cut: what it takes must stand before the cut.

    That is the page and its list of fonts, the part of its content that shows the text, the font, and a map from its
    codes to Unicode: its own, or (where codes are glyphs) the table of characters in its program.
    """

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        self._pdf = pikepdf.open(path)
        found = re.finditer(rb"(?<!\d)(\d+) 0 obj\b.*?endobj", self._data, re.DOTALL)
        self._ends = {int(match[1]): match.end() for match in found}
        for number in list(self._ends):
            held = self._pdf.get_object(number, 0)
            if isinstance(held, pikepdf.Stream) and held.get("/Type") == "/ObjStm":
                head = held.read_bytes()[: int(held.First)].split()
                self._ends.update(dict.fromkeys(map(int, head[::2]), self._ends[number]))
        self._total = self._characters(len(self._data))

    def share(self, cut: int) -> float:
        """The share of the characters that stand, with all it takes, before that place."""
        return self._characters(cut) / self._total

    def _characters(self, cut: int) -> int:
        return sum(self._on_page(page, cut) for page in self._pdf.pages)

    def _on_page(self, page: pikepdf.Page, cut: int) -> int:
        fonts = page.Resources.Font
        if not all(self._ends.get(held.objgen[0], 0) <= cut for held in (page.obj, page.Resources, fonts)):
            return 0
        legible = {
            str(name): 2 if font.Subtype == "/Type0" else 1 for name, font in fonts.items() if self._legible(font, cut)
        }
        contents = page.obj.Contents
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        return sum(_shown(self._pdf, self._before(stream, cut), legible) for stream in streams)

    def _before(self, stream: pikepdf.Object, cut: int) -> bytes:
        """What of a packed stream stands before the cut."""
        raw = stream.read_raw_bytes()
        return zlib.decompressobj().decompress(raw[: max(0, cut - self._data.index(raw))])

    def _legible(self, font: pikepdf.Object, cut: int) -> bool:
        if self._ends[font.objgen[0]] > cut:
            return False
        if "/ToUnicode" not in font or self._ends[font.ToUnicode.objgen[0]] <= cut:
            return True
        described = font.DescendantFonts[0].FontDescriptor if font.Subtype == "/Type0" else {}
        return "/FontFile2" in described and bool(characters_in(self._before(described.FontFile2, cut)))


def _shown(pdf: pikepdf.Pdf, text: bytes, widths: dict[str, int]) -> int:
    """How many characters a content stream shows in the fonts whose codes are so many bytes."""
    count, width = 0, 0
    with warnings.catch_warnings(action="ignore", category=UserWarning):  # it ends within an operator
        operators = pikepdf.parse_content_stream(pdf.make_stream(text))
    for operands, operator in operators:
        if str(operator) == "Tf":
            width = widths.get(str(operands[0]), 0)
        elif str(operator) in ("Tj", "TJ") and width:
            strings = operands[0] if str(operator) == "TJ" else operands
            count += sum(len(bytes(part)) for part in strings if isinstance(part, pikepdf.String)) // width
    return count
