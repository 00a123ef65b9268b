"""The vocabulary: what documents, quantities, pairs and findings are.

Everything here is immutable, opens no file and guesses nothing. Text positions count characters (code points) from 0,
boxes are in points from the top left of the page, pages count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

Lang = Literal["zh-Hans", "zh-Hant", "en"]
BlockKind = Literal["title", "heading", "numbered", "item", "paragraph", "table"]
QuantityKind = Literal[
    "count",
    "money",
    "measure",
    "percent",
    "points",
    "fraction",
    "ratio",
    "ordinal",
    "date",
    "time",
    "duration",
    "frequency",
    "reference",
    "symbol",
    "label",
]
Bound = Literal["ge", "gt", "le", "lt"]
Severity = Literal["error", "warning", "note"]
Verdict = Literal["accepted", "dismissed"]
BeadKind = Literal["block", "note", "caption", "table", "row", "cell", "sentence"]
Box = tuple[float, float, float, float]

BLOCK_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
QUANTITY_KINDS: tuple[QuantityKind, ...] = get_args(QuantityKind)


@dataclass(frozen=True, slots=True)
class Message:
    """One message in both languages."""

    en: str
    zh: str

    def say(self, lang: str) -> str:
        """The message in ``lang`` (``zh…`` or anything else for English)."""
        return self.zh if lang.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Print:
    """Where characters ``start`` to ``end`` of a text stand: page from 1, box (x0, top, x1, bottom) in points.

    In a table ``cell`` is (row, column) counted from 0, and start and end count within that cell's text.
    """

    start: int
    end: int
    page: int
    box: Box
    cell: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a print from {self.start} to {self.end}")
        if self.page < 1:
            raise ValueError(f"page {self.page}: pages count from 1")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote. ``at`` is where its mark stood in the text of the block (of a table: of the cell)."""

    id: str
    label: str | None
    text: str
    at: int
    prints: tuple[Print, ...] = ()
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item or table as printed.

    ``text`` holds neither the label nor footnote marks. ``label`` is as printed without its punctuation ("7", "a",
    "一"), ``path`` with its parents ("7.a"), ``level`` the depth from 0. A table has ``rows`` (the header first, all
    equally long) and an empty ``text``; its prints carry the cell they belong to.
    """

    id: str
    kind: BlockKind
    text: str
    label: str | None = None
    path: str | None = None
    level: int = 0
    prints: tuple[Print, ...] = ()
    footnotes: tuple[Note, ...] = ()
    caption: str | None = None
    rows: tuple[tuple[str, ...], ...] | None = None
    found_by: str | None = None
    """For a table: which finder saw it."""
    confidence: float | None = None
    """For a table: how sure the finder is, 0 to 1."""

    def __post_init__(self) -> None:
        if self.kind not in BLOCK_KINDS:
            raise ValueError(f"no such kind of block: {self.kind}")
        if (self.kind == "table") != (self.rows is not None):
            raise ValueError("a table has rows, and nothing else has")
        if self.rows and len({len(row) for row in self.rows}) > 1:
            raise ValueError("the rows of a table are equally long")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about the *reading* that a person should know: no text layer, a glyph without Unicode, a broken table.

    ``kind`` is a short English slug such as ``no-text-layer``.
    """

    kind: str
    message: Message
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from. ``path`` is where it was, for showing its pages; it takes no part in ids."""

    name: str
    sha256: str
    format: str
    pages: int | None = None
    path: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its blocks in reading order, and the doubts about the reading."""

    source: Source
    lang: Lang
    blocks: tuple[Block, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    furniture: tuple[str, ...] = ()
    """The different texts of running heads and feet, page numbers left out: they are in no block."""

    def block(self, id: str) -> Block:
        """The block of that id; KeyError where there is none. Linear: build a dict for many look-ups."""
        for block in self.blocks:
            if block.id == id:
                return block
        raise KeyError(id)


_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\d+/0*[1-9]\d*)\Z")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A typed value read from a text, with the characters it was read from.

    ``value`` is canonical: a plain decimal ("12900000"), a fraction ("2/3"), an ISO 8601 date with what is known
    ("2025-08-25", "2025-08", "--08-25", "2024/2025"), a percentage as written ("50"), a symbol or reference in one
    spelling ("A/76/150", "16(3)"). A range has ``low`` and ``high`` instead.

    ``unit`` is ISO 4217 for money, UCUM for measures and durations, the thing referred to for references ("article",
    "paragraph"); ``noun`` is what is counted, as printed. ``step`` is the worth of one unit in the last printed digit
    (12.9 million: 100000), from which the tolerance of a comparison follows. ``weak`` marks words that count only where
    the other side makes them count (一, "a", "one", "first").
    """

    kind: QuantityKind
    text: str
    start: int
    end: int
    value: str | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    noun: str | None = None
    bound: Bound | None = None
    approximate: bool = False
    weak: bool = False
    step: Decimal | None = None

    def __post_init__(self) -> None:
        if self.kind not in QUANTITY_KINDS:
            raise ValueError(f"no such kind of quantity: {self.kind}")
        if not 0 <= self.start < self.end:
            raise ValueError(f"a quantity from {self.start} to {self.end}")
        if (self.value is None) == (self.low is None and self.high is None):
            raise ValueError("a quantity has a value or a range, one of the two")

    @property
    def number(self) -> Decimal | Fraction | None:
        """The value as an exact number, or None where it is a range or no number (a date, a symbol)."""
        return as_number(self.value)


def as_number(value: str | None) -> Decimal | Fraction | None:
    """A canonical value as an exact number, None where it is none."""
    if value is None or not _NUMBER.match(value):
        return None
    return Fraction(value) if "/" in value else Decimal(value)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document that is paired with a stretch of the other.

    It lies in the text of a block; where ``note`` is set, in that footnote of the block; where ``caption`` is set, in
    its caption; where ``row`` is set, in a row of that table (``col`` too: in that cell). ``start`` is where ``text``
    begins in the text of the block, note, caption or cell; a row's text is its cells joined by " | ".
    """

    document: int
    block: str
    text: str
    label: str | None = None
    note: str | None = None
    row: int | None = None
    col: int | None = None
    caption: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True)
class Bead:
    """Passages of two documents that answer each other: 1-1, 1-0, 0-1, 2-1, … (the term of the alignment literature).

    ``parts`` are the beads inside it: rows of a table, cells of a row, sentences of a block or note.
    """

    kind: BeadKind
    sides: tuple[tuple[Passage, ...], tuple[Passage, ...]]
    score: float
    parts: tuple[Bead, ...] = ()

    def walk(self) -> Iterator[Bead]:
        """This bead and all beads inside it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Pair:
    """A bead in its public form: ids of blocks (or notes) and their texts, a tuple for each side."""

    blocks: tuple[tuple[str, ...], tuple[str, ...]]
    texts: tuple[tuple[str, ...], tuple[str, ...]]
    score: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding points: characters ``start`` to ``end`` of ``text`` of a block (of a table: of the row).

    ``quote`` is those characters; it is empty where something is missing on this side. ``value`` is the normalised
    value, ``cell`` (row, column) from 0 in a table, ``prints`` where the quote stands on the pages.
    """

    document: int
    block: str
    label: str | None
    text: str
    quote: str
    start: int
    end: int
    value: str | None = None
    cell: tuple[int, int] | None = None
    prints: tuple[Print, ...] = ()

    def __post_init__(self) -> None:
        if self.text[self.start : self.end] != self.quote:
            raise ValueError(f"the quote {self.quote!r} does not stand at {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule found. ``id`` depends on the rule and what is said, not on where the block stands."""

    id: str
    rule: str
    name: str
    severity: Severity
    confidence: float
    message: Message
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of every quantity of one document: each is in exactly one class."""

    document: int
    total: int
    agreed: int
    flagged: int
    unpaired: int
    not_compared: tuple[tuple[str, int], ...] = ()
    """(reason, how many), by falling number."""

    def __post_init__(self) -> None:
        counted = self.agreed + self.flagged + self.unpaired + sum(n for _, n in self.not_compared)
        if counted != self.total:
            raise ValueError(f"{counted} quantities in classes, {self.total} in all")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about the finding of that id: who, when (ISO 8601), and why."""

    id: str
    verdict: Verdict
    comment: str = ""
    who: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a check came to: the documents as read, the pairs, the findings and the account of every figure."""

    documents: tuple[Document, ...]
    pairs: tuple[Pair, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """At most one for each finding; a finding without one is open."""
