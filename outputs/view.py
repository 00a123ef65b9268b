"""What a finding looks like to a person, before it is HTML: whose text, which words are marked, which pages.

The report and the review page show the same view. Nothing here is markup: texts are cut into pieces, and the template
puts marks around them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hedui.model import Block, Decision, Document, Finding, Place, Result, Severity

Key = tuple[int, str, str]
"""Places in one text: document, block and the text itself (a table has one for each row)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. ``mark`` is empty, ``figure``, ``gap`` where something is missing (its text is empty), or
    ``far`` for what is folded away in a long paragraph."""

    text: str
    mark: str = ""
    finding: str = ""
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One text in which a finding has places."""

    document: int
    block: str
    lang: str
    label: str | None
    is_note: bool
    pages: tuple[int, ...]
    pieces: tuple[Piece, ...]
    cells: tuple[tuple[Piece, ...], ...]
    """Of a table row: its cells; ``pieces`` is empty then."""
    heads: tuple[str, ...]
    """Of a table row: the heading of each column."""
    row: int | None
    values: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One finding, ready to be shown."""

    number: int
    finding: Finding
    excerpts: tuple[Excerpt, ...]
    decision: Decision | None

    @property
    def pages(self) -> tuple[tuple[int, int], ...]:
        """(document, page) of everything it points at."""
        return tuple(sorted({(e.document, page) for e in self.excerpts for page in e.pages}))


@dataclass(frozen=True, slots=True)
class Line:
    """One pair of the whole text: a tuple of paragraphs for each side, and the findings in it."""

    sides: tuple[tuple[Paragraph, ...], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block or note in the whole text."""

    id: str
    kind: str
    label: str | None
    page: int | None
    pieces: tuple[Piece, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    caption: str | None


SEVERITY_ORDER: tuple[Severity, ...] = ("error", "warning", "note")


def cards(result: Result) -> tuple[Card, ...]:
    """The findings by severity, then in the order of the text."""
    decided = {decision.id: decision for decision in result.decisions}
    blocks = [{block.id: block for block in document.blocks} for document in result.documents]
    where = [_order(document) for document in result.documents]

    def order(finding: Finding) -> tuple[int, int, int, int]:
        first = finding.places[0] if finding.places else None
        at = where[first.document].get(first.block, 0) if first else 0
        row = first.cell[0] if first and first.cell else 0
        return SEVERITY_ORDER.index(finding.severity), at, row, first.start if first else 0

    return tuple(
        Card(number, finding, tuple(_excerpts(finding, result.documents, blocks)), decided.get(finding.id))
        for number, finding in enumerate(sorted(result.findings, key=order), 1)
    )


def _shown(label: str | None) -> str | None:
    """A label that names its paragraph; bullets and dashes name nothing."""
    return label if label and any(map(str.isalnum, label)) else None


def _heads(row: tuple[str, ...]) -> tuple[str, ...]:
    """The headings of a table, where its first row names at least half of the columns."""
    return row if 2 * sum(map(bool, row)) >= len(row) else ()


def _order(document: Document) -> dict[str, int]:
    """Blocks and their footnotes by their place in the text."""
    return {id_: n for n, block in enumerate(document.blocks) for id_ in (block.id, *(f.id for f in block.footnotes))}


def _excerpts(finding: Finding, documents: Sequence[Document], blocks: Sequence[dict[str, Block]]) -> Iterable[Excerpt]:
    """One excerpt for each text, by document; the places in it in order."""
    texts: dict[Key, list[Place]] = defaultdict(list)
    for place in finding.places:
        texts[place.document, place.block, place.text].append(place)
    for (index, id_, text), places in sorted(texts.items(), key=lambda item: item[0][0]):
        block = blocks[index].get(id_)
        pieces = cut(text, places, finding.id, finding.severity)
        row = next((place.cell[0] for place in places if place.cell is not None), None)
        heads = _heads(block.rows[0]) if block is not None and block.rows and row else ()
        yield Excerpt(
            document=index,
            block=id_,
            lang=documents[index].lang,
            label=_shown(places[0].label),
            is_note=block is None,
            pages=tuple(sorted({p.page for place in places for p in place.prints})),
            pieces=folded(pieces) if row is None else (),
            cells=() if row is None else split_cells(pieces),
            heads=heads,
            row=row,
            values=tuple(dict.fromkeys(grouped(p.value) for p in places if p.value and p.value != p.quote)),
            places=tuple(places),
        )


def grouped(value: str) -> str:
    """A value with its thousands set apart, where it is a plain number of five digits or more."""
    whole, point, rest = value.partition(".")
    plain = whole.lstrip("-").isdecimal() and (rest.isdecimal() or not point)
    return f"{int(whole):,}{point}{rest}" if plain and len(whole.lstrip("-")) > 4 else value


def cut(text: str, places: Iterable[Place], finding: str = "", severity: str = "") -> tuple[Piece, ...]:
    """A text in pieces, the quotes of some places marked. Where two overlap, the first one's mark stands."""
    return _cut(text, ((place.start, place.end, finding, severity) for place in places))


def _cut(text: str, marks: Iterable[tuple[int, int, str, str]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for start, end, finding, severity in sorted(set(marks)):
        if start < at:
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        mark = "figure" if end > start else "gap"
        pieces.append(Piece(text[start:end], mark, finding, severity))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)


NEAR = 200
"""Characters shown before and after a mark; a paragraph that is not much longer is shown whole."""


def folded(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of a long text, what is far from any mark set apart."""
    made: list[Piece] = []
    for n, piece in enumerate(pieces):
        head = NEAR if n else 0
        tail = NEAR if n < len(pieces) - 1 else 0
        if piece.mark or len(piece.text) < head + tail + NEAR or len(pieces) == 1:
            made.append(piece)
            continue
        head, far = _word_end(piece.text, head), _word_end(piece.text, len(piece.text) - tail)
        made += [Piece(piece.text[:head]), Piece(piece.text[head:far], "far"), Piece(piece.text[far:])]
    return tuple(piece for piece in made if piece.text or piece.mark)


def _word_end(text: str, at: int) -> int:
    """The first space at or soon after a position; the position itself in a text without spaces."""
    space = text.find(" ", at, at + 20)
    return at if at in (0, len(text)) or space < 0 else space


def split_cells(pieces: Iterable[Piece], join: str = " | ") -> tuple[tuple[Piece, ...], ...]:
    """The pieces of a row's text, cell by cell."""
    cells: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.mark:
            cells[-1].append(piece)
            continue
        first, *others = piece.text.split(join)
        cells[-1].append(Piece(first))
        cells.extend([Piece(other)] for other in others)
    return tuple(tuple(piece for piece in cell if piece.text or piece.mark) for cell in cells)


def lines(result: Result) -> tuple[Line, ...]:
    """The whole text, pair by pair; of one document, block by block."""
    marks: dict[tuple[int, str], list[tuple[Place, Finding]]] = defaultdict(list)
    for finding in result.findings:
        for place in finding.places:
            marks[place.document, place.block].append((place, finding))
    read = [_paragraphs(document, index, marks) for index, document in enumerate(result.documents)]
    pairs = [pair.blocks for pair in result.pairs] if len(read) == 2 else [((id_,),) for id_ in read[0]]
    made = []
    for ids in pairs:
        sides = tuple(tuple(read[i][id_] for id_ in side if id_ in read[i]) for i, side in enumerate(ids))
        found = {f.id: f for i, side in enumerate(ids) for id_ in side for _, f in marks.get((i, id_), ())}
        if any(sides):
            made.append(Line(sides, tuple(found.values())))
    return tuple(made)


def _paragraphs(
    document: Document, index: int, marks: dict[tuple[int, str], list[tuple[Place, Finding]]]
) -> dict[str, Paragraph]:
    made = {}
    for block in document.blocks:
        here = marks.get((index, block.id), [])
        page = block.prints[0].page if block.prints else None
        rows = tuple(_row(" | ".join(row), here) for row in block.rows or ())
        made[block.id] = Paragraph(
            block.id, block.kind, _shown(block.label), page, _said(block.text, here), rows, block.caption
        )
        for note in block.footnotes:
            page = note.prints[0].page if note.prints else None
            said = _said(note.text, marks.get((index, note.id), []))
            made[note.id] = Paragraph(note.id, "note", note.label, page, said, (), None)
    return made


def _said(text: str, marks: Iterable[tuple[Place, Finding]]) -> tuple[Piece, ...]:
    return _cut(text, ((p.start, p.end, f.id, f.severity) for p, f in marks if p.text == text))


def _row(text: str, marks: Iterable[tuple[Place, Finding]]) -> tuple[tuple[Piece, ...], ...]:
    return split_cells(_said(text, marks))
