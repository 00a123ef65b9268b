"""PDF files: glyphs -> lines -> furniture -> notes -> blocks, the whole chain in ``read``."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from hedui.errors import NoText
from hedui.extract import doubts, ocr
from hedui.extract.blocks import Composed, Paragraph, compose, paragraphs, set_margins, style_of
from hedui.extract.captions import is_caption, is_continuation, without_continued
from hedui.extract.endnotes import part_endnotes
from hedui.extract.fields import with_fields
from hedui.extract.furniture import PAGE_NUMBER, part_furniture
from hedui.extract.glyphs import PageGlyphs, Pdf
from hedui.extract.language import language
from hedui.extract.line_numbers import LineNumbers
from hedui.extract.lines import Line, page_lines
from hedui.extract.marks import is_exponent
from hedui.extract.notes import RawNote, Rule, mark_labels, part_notes
from hedui.extract.repair import words_of
from hedui.extract.second import SecondReader
from hedui.extract.tables import Joined, Region, Witnesses, find_tables, fits, join_pages
from hedui.extract.watermarks import Watermarks
from hedui.model import Block, Box, Document, Lang, Note, Print, Source

name = "pdf"
suffixes = (".pdf",)
magic = (b"%PDF-",)

Progress = Callable[[str, int, int], None]

_FIRST_PAGES = 3
"""Of so many pages at the beginning the columns may be told by the next."""
MOST_MISSING = 25
"""After so many pages in a row that can't be loaded no more are asked for."""


@dataclass(slots=True)
class Page:
    """What is kept of a page once its glyphs are read."""

    number: int
    width: float
    height: float
    lines: list[Line]
    rules: list[Rule]
    regions: list[Region]
    as_shown: Callable[[Box], Box] | None = None
    """For a page whose text is set sideways: from where things stand once it is turned to where they are shown."""


def read(
    path: Path,
    *,
    password: str | None = None,
    progress: Progress | None = None,
    lang: Lang | None = None,
    pages: int | None = None,
) -> Document:
    """The document in a PDF file; with ``pages`` its first pages only."""
    with Pdf(path, password) as pdf:
        found = doubts.Doubts()
        sheets = list(_sheets(pdf, found, Witnesses(path, password), progress, pages, lang, password))
        if (found.unread or not _amount(sheets)) and pdf.mend():
            saved = doubts.Doubts()
            others = list(_sheets(pdf, saved, None, progress, pages, lang, password))
            if _amount(others) > _amount(sheets):
                sheets, found = others, saved
        total = pdf.pages
    if not any(sheet.lines or sheet.regions for sheet in sheets):
        raise NoText(
            f"{path.name}: no page has a text layer; run OCR on the scan first",
            f"{path.name}：没有任何页面含文本层（扫描件），请先做文字识别",
        )
    in_tables = [_marks_in(s.regions) for s in sheets]
    bodies, furniture = part_furniture([s.lines for s in sheets], [s.height for s in sheets], in_tables)
    style = style_of([line for lines in bodies for line in lines])
    bodies, raw_notes = part_notes(bodies, [s.rules for s in sheets], style.size, in_tables)
    set_margins(bodies)
    words = words_of(line.text for lines in bodies for line in lines)
    flow, tables = _flow(sheets, bodies, words)
    made = paragraphs(flow, style, total)
    made, endnotes = part_endnotes(made, raw_notes, set().union(*in_tables))
    blocks = _Blocks(words, [*raw_notes, *endnotes]).build(made, tables)
    blocks = _as_shown(blocks, {s.number: s.as_shown for s in sheets if s.as_shown})
    data = path.read_bytes()
    source = Source(path.name, hashlib.sha256(data).hexdigest(), "pdf", total, str(path.absolute()))
    return Document(
        source,
        lang or language(_sample(blocks)),
        tuple(blocks),
        tuple(found.all()),
        furniture=_words_of(furniture),
    )


def _amount(sheets: Sequence[Page]) -> int:
    """How many characters were read."""
    return sum(sum(len(line.text) for line in s.lines) + sum(len(r.glyphs) for r in s.regions) for s in sheets)


def _as_shown(blocks: list[Block], turned: dict[int, Callable[[Box], Box]]) -> list[Block]:
    """The blocks with the prints on turned pages as they are shown there."""
    if not turned:
        return blocks

    def shown(prints: tuple[Print, ...]) -> tuple[Print, ...]:
        return tuple(replace(p, box=turned[p.page](p.box)) if p.page in turned else p for p in prints)

    return [
        replace(b, prints=shown(b.prints), footnotes=tuple(replace(n, prints=shown(n.prints)) for n in b.footnotes))
        for b in blocks
    ]


def _words_of(furniture: Sequence[Sequence[Line]]) -> tuple[str, ...]:
    """The different texts of running heads and feet, page numbers left out."""
    texts = dict.fromkeys(line.text.strip() for lines in furniture for line in lines)
    alike: dict[str, list[str]] = {}
    for text in texts:
        if not PAGE_NUMBER.fullmatch(text):
            alike.setdefault(_NUMBER_AT_END.sub("", text), []).append(text)
    # What differs in a number at its end only bears the number of the page there.
    return tuple(bare if len(members) > 1 else members[0] for bare, members in alike.items())


_NUMBER_AT_END = re.compile(r"^(?:\d+|[ivxlc]+)\s+|\s+(?:\d+|[ivxlc]+)(?:\s*/\s*\d+)?$", re.IGNORECASE)


def _sheets(
    pdf: Pdf,
    found: doubts.Doubts,
    witnesses: Witnesses | None,
    progress: Progress | None,
    pages: int | None,
    lang: Lang | None,
    password: str | None,
) -> Iterator[Page]:
    total = min(pdf.pages, pages or pdf.pages)
    gutters: set[int] = set()
    numbers, watermarks = LineNumbers(), Watermarks(found)
    recognizer = ocr.Recognizer(lang)
    second = None if pdf.mended else SecondReader(pdf.path, password)
    last: Region | None = None
    waiting: list[Page] = []
    if pdf.mended or pdf.suspect:
        found.mended()
    missing = 0
    for number in range(1, total + 1):
        glyphs = _glyphs(pdf, number, found, second)
        if glyphs is None:
            found.unreadable_page(number)
            missing += 1
            if missing > MOST_MISSING:  # the count of pages itself is damaged
                break
        else:
            missing = 0
            found.look_at(glyphs)
            if number in pdf.cut:
                found.cut_page(number)
            glyphs = numbers.without(watermarks.without(glyphs))
            sheet = _sheet(glyphs, found, witnesses, gutters, last)
            if len(glyphs.images) and not sheet.lines and not sheet.regions:
                sheet = _scanned(pdf, number, found, recognizer, gutters, last) or sheet
            last = sheet.regions[-1] if sheet.regions else None
            waiting.append(sheet)
            if gutters or number >= _FIRST_PAGES:
                yield from _with_gutters(pdf, waiting, gutters, numbers, watermarks, found)
                waiting = []
        if progress:
            progress("read", number, total)
    yield from waiting


def _glyphs(pdf: Pdf, number: int, found: doubts.Doubts, second: SecondReader | None) -> PageGlyphs | None:
    """A page as pdfium reads it, and what it can't read as playa does; nobody is asked about a file that was mended."""
    glyphs = _page(pdf, number, found)
    if second is None:
        return glyphs
    if glyphs is None:
        glyphs = second.page(number)
        if glyphs is not None:
            found.second_reader(number)
        return glyphs
    glyphs, count = second.filled(glyphs)
    if count:
        found.second_reader(number, count)
    return glyphs


def _page(pdf: Pdf, number: int, found: doubts.Doubts) -> PageGlyphs | None:
    glyphs = pdf.page(number)
    return with_fields(glyphs, found) if glyphs is not None and glyphs.filled else glyphs


def _with_gutters(
    pdf: Pdf,
    sheets: list[Page],
    gutters: set[int],
    numbers: LineNumbers,
    watermarks: Watermarks,
    found: doubts.Doubts,
) -> Iterator[Page]:
    """Some pages and the one behind them that has columns: in its columns theirs are read again."""
    for sheet in sheets[:-1]:
        glyphs = _page(pdf, sheet.number, doubts.Doubts()) if gutters and sheet.lines else None
        again = sheet
        if glyphs is not None:
            again = _sheet(numbers.without(watermarks.without(glyphs)), found, None, set(gutters), None)
        columns = [len({line.column for line in one.lines}) for one in (sheet, again)]
        fewer = sum(_crosses(r, gutters) for r in again.regions) < sum(_crosses(r, gutters) for r in sheet.regions)
        yield again if fewer or columns[1] > columns[0] else sheet
    yield sheets[-1]


def _crosses(region: Region, gutters: set[int]) -> bool:
    """Whether a table that only white space tells lies across a gutter between columns of text."""
    across = any(region.box[0] < x - 20 and region.box[2] > x + 20 for x in gutters)
    return across and region.found_by == "white space"


def _scanned(
    pdf: Pdf,
    number: int,
    found: doubts.Doubts,
    recognizer: ocr.Recognizer,
    gutters: set[int],
    before: Region | None,
) -> Page | None:
    """A page that is a picture, where a program for character recognition is installed."""
    scan = recognizer.read(pdf.picture(number, ocr.SCALE), number) if ocr.is_there() else None
    if scan is None:
        return None
    found.recognized(number)
    for text, box in scan.unsure:
        found.unsure_figure(number, text, box)
    sheet = _sheet(scan.glyphs, found, None, gutters, before)
    sheet.as_shown = scan.as_shown
    return sheet


def _sheet(
    glyphs: PageGlyphs, found: doubts.Doubts, witnesses: Witnesses | None, gutters: set[int], before: Region | None
) -> Page:
    regions = _tables(glyphs, found, witnesses, gutters, before)
    known = len(gutters)
    lines = _lines(glyphs, regions, gutters)
    if len(gutters) > known and any(_crosses(region, gutters) for region in regions):
        regions = _tables(glyphs, found, witnesses, gutters, before)
        lines = _lines(glyphs, regions, gutters)
    turned = glyphs.as_shown if glyphs.turned else None
    return Page(glyphs.number, glyphs.width, glyphs.height, lines, _rules(glyphs, regions), regions, turned)


def _lines(glyphs: PageGlyphs, regions: Sequence[Region], gutters: set[int]) -> list[Line]:
    """The lines of a page without those of its tables; the places of its gutters are added."""
    taken = np.zeros(len(glyphs), np.bool_)
    for region in regions:
        taken[region.glyphs] = True
    return page_lines(glyphs, taken if regions else None, [region.box for region in regions], gutters)


def _tables(
    glyphs: PageGlyphs, found: doubts.Doubts, witnesses: Witnesses | None, gutters: set[int], before: Region | None
) -> list[Region]:
    """The tables of a page; where looking for them fails, none, and a doubt: their text is read as paragraphs then."""
    try:
        return find_tables(glyphs, before=before, gutters=gutters, witnesses=witnesses)
    except Exception:
        if os.environ.get("HEDUI_STRICT"):
            raise
        found.tables_failed(glyphs.number)
        return []


def _rules(glyphs: PageGlyphs, regions: Sequence[Region]) -> list[Rule]:
    """The horizontal lines of a page that belong to no table, and the thin boxes some producers draw instead."""
    rules = []
    for x0, top, x1, bottom, _ in glyphs.lines.tolist():
        inside = any(r.box[1] - 2 <= top <= r.box[3] + 2 for r in regions)
        if bottom - top < 1 and x1 - x0 > 20 and not inside:
            rules.append(Rule(glyphs.number, x0, x1, top))
    for x0, top, x1, bottom in glyphs.rects.tolist():
        if bottom - top < 40 and x1 - x0 > 60 and top > 0.5 * glyphs.height:
            rules.append(Rule(glyphs.number, x0, x1, top))
    return rules


def _marks_in(regions: Sequence[Region]) -> set[str]:
    """The labels of the raised marks in some tables."""
    lines = (line for region in regions for row in region.rows for cell in row for line in cell.lines)
    return {label for line in lines for sign in line.raised if sign.at for label in mark_labels(sign.text)}


def _flow(
    sheets: Sequence[Page], bodies: Sequence[list[Line]], words: frozenset[str]
) -> tuple[list[Line | None], list[Joined]]:
    """The lines of all pages with None where a table stands, and the tables in that order."""
    flow: list[Line] = []
    regions: list[Region] = []
    apart: list[bool] = []
    places: list[int] = []
    chain = 0  # where the table begins that the last region is a part of
    for sheet, body in zip(sheets, bodies, strict=True):
        waiting = _placed(sheet.regions, body)
        for number, line in enumerate([*body, None]):
            while waiting and waiting[0][0] <= number:
                region = waiting.pop(0)[1]
                since = flow[places[-1] :] if places else flow
                if since and regions and _says_continued(since, flow[:chain], regions[-1], region):
                    del flow[places[-1] :]
                    since = []
                chain = len(flow) if since else chain
                regions.append(region)
                apart.append(bool(since))
                places.append(len(flow))
            if line is not None:
                flow.append(line)
    tables = join_pages(regions, apart, words) if regions else []
    first = {id(joined.regions[0]): joined for joined in tables}
    order: list[Joined] = []
    marked: list[Line | None] = []
    at = 0
    for place, region in zip(places, regions, strict=True):
        marked += flow[at:place]
        at = place
        if id(region) in first:
            marked.append(None)
            order.append(first[id(region)])
    return marked + flow[at:], order


def _says_continued(between: Sequence[Line], before: Sequence[Line], last: Region, region: Region) -> bool:
    """Whether the lines between two parts of a table only say that it goes on, or say its caption again."""
    if len(between) > 3 or region.page != last.page + 1 or between[0].page != region.page or not fits(last, region):
        return False
    text = " ".join(line.text for line in between)
    caption = " ".join(line.text for line in before[-len(between) :])
    return is_continuation(text) or (is_caption(text) and without_continued(text) == caption)


def _placed(regions: Sequence[Region], body: Sequence[Line]) -> list[tuple[int, Region]]:
    """(the number of the line it stands before, table) for the tables of a page, in the order they are read."""
    placed = []
    for region in regions:
        over = [(number, line) for number, line in enumerate(body) if _over(region, line)]
        above = [number for number, line in over if line.top < region.box[1] - 1]
        below = [number for number, line in over if line.top >= region.box[1] - 1]
        at = next((number for number in below if not above or number > above[-1]), None)
        if at is None:
            beside = [number for number, line in enumerate(body) if line.x1 <= region.box[0]]
            at = above[-1] + 1 if above else beside[-1] + 1 if beside and not over else len(body)
        placed.append((at, region))
    # Tables that no text parts are read from the top too, but for those beside each other.
    placed.sort(key=lambda one: (one[0], one[1].box[1]))
    for k in range(len(placed) - 1, 0, -1):
        for after in range(k, len(placed)):
            (one, left), (two, right) = placed[after - 1], placed[after]
            if one == two and right.box[2] <= left.box[0] + 2:
                placed[after - 1], placed[after] = placed[after], placed[after - 1]
    return placed


def _over(region: Region, line: Line) -> bool:
    return region.box[0] < line.x1 and line.x0 < region.box[2]


_UP = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")


@dataclass(slots=True)
class _Blocks:
    """Makes blocks of paragraphs and tables, and hangs the notes where their marks stood."""

    words: frozenset[str]
    notes: list[RawNote]
    numbers: Any = field(default_factory=lambda: count(1))
    note_numbers: Any = field(default_factory=lambda: count(1))
    used: set[int] = field(default_factory=set)

    def build(self, made: Sequence[Paragraph | None], tables: Sequence[Joined]) -> list[Block]:
        waiting = iter(tables)
        blocks: list[Block] = []
        for part in made:
            if part is None:
                blocks.append(self._table(next(waiting), blocks))
            else:
                blocks.append(self._paragraph(part))
        return self._with_lost_notes(blocks)

    def _id(self) -> str:
        return f"b{next(self.numbers)}"

    def _paragraph(self, part: Paragraph) -> Block:
        made = compose(part.lines, self.words, part.label_end)
        notes = self._notes(made)
        number = part.number
        return Block(
            id=self._id(),
            kind=part.kind,
            text=made.text,
            label=number.label.text if number else None,
            path=number.path if number else None,
            level=number.level if number else 0,
            prints=tuple(made.prints),
            footnotes=notes,
        )

    def _notes(self, made: Composed) -> tuple[Note, ...]:
        """The notes whose marks stand in the text; signs that are no marks go back into it."""
        found: list[Note] = []
        for at, sign, page in sorted(made.marks, reverse=True):
            hits = (
                [] if is_exponent(made.text[:at], sign) else [self._answer(label, page) for label in mark_labels(sign)]
            )
            if hits and all(hit is not None for hit in hits):
                found += [self._note(hit, at) for hit in reversed(hits) if hit is not None and hit not in self.used]
                self.used.update(hit for hit in hits if hit is not None)
            else:
                _put_back(made, at, sign)
                grown = len(_as_printed(sign))
                found = [Note(n.id, n.label, n.text, n.at + grown, n.prints, n.cell) for n in found]
        return tuple(reversed(found))

    def _answer(self, label: str, page: int) -> int | None:
        """The note a mark on that page refers to: on the same page, else on the next, else the nearest before.

        Of endnotes, which begin again with every chapter, the first behind the mark that no mark before it called for.
        """
        near = [k for k, note in enumerate(self.notes) if note.label == label]
        for distance in (0, 1, -1):
            for k in near:
                if self.notes[k].page - page == distance and not self.notes[k].endnote:
                    return k
        behind = [k for k in near if self.notes[k].endnote and self.notes[k].page >= page]
        free = [k for k in behind if k not in self.used]
        found = free or behind or (near if len(near) == 1 else [])
        return found[0] if found else None

    def _note(self, k: int, at: int, cell: tuple[int, int] | None = None) -> Note:
        raw = self.notes[k]
        made = compose(raw.lines, self.words)
        for place, sign, _ in sorted(made.marks, reverse=True):
            _put_back(made, place, sign)
        return Note(f"n{next(self.note_numbers)}", raw.label, made.text, at, tuple(made.prints), cell)

    def _table(self, joined: Joined, before: list[Block]) -> Block:
        notes = []
        for cell, at, sign, _, page in joined.marks:
            for hit in (self._answer(label, page) for label in mark_labels(sign)):
                if hit is not None and hit not in self.used:
                    self.used.add(hit)
                    notes.append(self._note(hit, at, cell))
        caption = None
        if before and before[-1].kind != "table" and is_caption(before[-1].text):
            caption = before.pop().text
        return Block(
            id=self._id(),
            kind="table",
            text="",
            prints=joined.prints,
            footnotes=tuple(notes),
            caption=caption,
            rows=joined.rows,
            found_by=joined.found_by,
            confidence=joined.confidence,
        )

    def _with_lost_notes(self, blocks: list[Block]) -> list[Block]:
        """Notes without a mark hang at the end of the last block that begins before them."""
        for k, raw in enumerate(self.notes):
            if k in self.used or not raw.lines or not blocks:
                continue
            fitting = [
                n for n, b in enumerate(blocks) if b.kind != "table" and b.prints and b.prints[0].page <= raw.page
            ]
            at = fitting[-1] if fitting else 0
            block = blocks[at]
            note = self._note(k, len(block.text))
            blocks[at] = _with_note(block, note)
        return blocks


def _with_note(block: Block, note: Note) -> Block:
    return replace(block, footnotes=(*block.footnotes, note))


def _as_printed(sign: str) -> str:
    if not sign.isascii() or any(c.isalpha() and c != "n" for c in sign):
        return sign
    return sign.translate(_UP)


def _put_back(made: Composed, at: int, sign: str) -> None:
    """A raised sign that is no mark: an exponent as such, the th of 5th as it is."""
    text = _as_printed(sign)
    made.text = made.text[:at] + text + made.text[at:]
    made.prints = [
        replace(p, start=p.start + len(text) * (p.start >= at and p.start > 0), end=p.end + len(text) * (p.end >= at))
        for p in made.prints
    ]


def _sample(blocks: Sequence[Block]) -> str:
    """Text enough to tell the language."""
    parts: list[str] = []
    length = 0
    for block in blocks:
        for text in (block.text, *(cell for row in block.rows or () for cell in row)):
            parts.append(text)
            length += len(text)
        if length > 200_000:
            break
    return "\n".join(parts)
