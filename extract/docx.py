"""Word documents (.docx): paragraphs with the numbers Word shows, tables, footnotes and endnotes.

The parts are read straight from the package: numbering, merged cells and notes need the XML anyway. Page headers and
footers are parts of their own and are left out; of tracked changes the insertions count and the deletions do not.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedui.errors import Damaged, Empty, Encrypted
from hedui.extract.captions import is_caption
from hedui.extract.docx_numbering import Numbering, W, indents, read_numbering
from hedui.extract.labels import Label, Nesting, Start, candidates, choose
from hedui.extract.language import language
from hedui.extract.repair import is_cjk, plain
from hedui.model import Block, BlockKind, Document, Doubt, Lang, Message, Note, Source

if TYPE_CHECKING:
    from lxml.etree import _Element

name = "docx"
suffixes = (".docx", ".docm", ".dotx")
magic = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

Progress = Callable[[str, int, int], None]

_MOST_UNPACKED = 1 << 30
"""Bytes a part may unpack to; books are far smaller, zip bombs are not."""
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _M[1:-1].encode()),
)
"""ISO strict documents use other names for the same elements."""
_SUPERSCRIPT = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_OPENED = tuple(W + tag for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_PAGE_OF_ENTRY = re.compile(r"\t\s*(?:\d{1,4}|[ivxlc]{1,7})\s*\Z")
"""The page number behind the tab of an entry of a table of contents."""
_WORDS = re.compile(r"\w")
_ENDS = re.compile(r"[。；;，,、：:.!?！？]\Z")
_LONGEST_HEADING = 200


def read(
    path: Path, *, password: str | None = None, progress: Progress | None = None, lang: Lang | None = None
) -> Document:
    """The document in a Word file. Raises Damaged or Encrypted where it can't be read, Empty where it has no text."""
    path = Path(path)
    package = _Package(path)
    reader = _Reader(package)
    blocks = reader.blocks(progress)
    if not blocks:
        raise Empty(f"{path.name}: the document has no text", f"{path.name}：文档中没有文字")
    sample = " ".join(b.text or " ".join(" ".join(row) for row in b.rows or ()) for b in blocks)
    source = Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), "docx", None, str(path.absolute()))
    return Document(source, lang or language(sample), tuple(blocks), tuple(reader.doubts))


# The package ----------------------------------------------------------------------------------------------------------


class _Package:
    """The parts of a Word file. Its XML is parsed without entities and without anything from outside."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        with path.open("rb") as file:
            if file.read(4) == b"\xd0\xcf\x11\xe0":
                raise Encrypted(
                    f"{path.name}: encrypted, or in the old .doc format; save it as .docx without a password",
                    f"{path.name}：文件已加密或为旧版 .doc 格式，请另存为不带密码的 .docx",
                )
        try:
            self._zip = zipfile.ZipFile(path)
            self._names = set(self._zip.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, EOFError):
            raise self.damaged() from None
        self.main = self._target("_rels/.rels", "/officeDocument") or "word/document.xml"
        if self.main not in self._names:
            raise Damaged(
                f"{path.name}: no Word document inside; it may be another kind of file",
                f"{path.name}：其中没有 Word 文档，可能是其他类型的文件",
            )

    def damaged(self) -> Damaged:
        """The error for a file that can't be unpacked or parsed."""
        return Damaged(
            f"{self.name}: the Word file is damaged; open it in Word and save it again",
            f"{self.name}：Word 文件已损坏，请用 Word 打开并重新保存",
        )

    def document(self) -> _Element:
        """The root of the main part."""
        root = self._parse(self.main)
        if root is None:
            raise self.damaged()
        return root

    def related(self, kind: str) -> _Element | None:
        """The part that the main part names with a relation of that kind, such as ``/styles``; None without one."""
        folder, file = posixpath.split(self.main)
        target = self._target(f"{folder}/_rels/{file}.rels", kind)
        return self._parse(target) if target else None

    def _target(self, rels: str, kind: str) -> str | None:
        root = self._parse(rels)
        for relation in root.iterchildren(_REL + "Relationship") if root is not None else ():
            if str(relation.get("Type", "")).endswith(kind) and relation.get("TargetMode") != "External":
                base = posixpath.dirname(posixpath.dirname(rels))
                return posixpath.normpath(posixpath.join("/", base, str(relation.get("Target", "")))).lstrip("/")
        return None

    def _parse(self, part: str) -> _Element | None:
        from lxml import etree

        if part not in self._names:
            return None
        try:
            if self._zip.getinfo(part).file_size > _MOST_UNPACKED:
                raise self.damaged()
            data = self._zip.read(part)
            for strict, transitional in _STRICT:
                data = data.replace(strict, transitional)
            parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True)
            return etree.fromstring(data, parser)
        except (
            etree.XMLSyntaxError,
            zipfile.BadZipFile,
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ):
            raise self.damaged() from None


# Styles ---------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Style:
    """What a paragraph style says, its parents' word included."""

    name: str = ""
    outline: int | None = None
    num: tuple[str, int] | None = None
    bold: bool = False
    left: float | None = None
    hanging: float = 0.0
    centred: bool = False


class _Styles:
    """The paragraph styles of a document, looked up by id."""

    def __init__(self, root: _Element | None) -> None:
        self._raw: dict[str, Any] = {}
        self._done: dict[str, _Style] = {}
        self.default = ""
        for style in root.iterchildren(W + "style") if root is not None else ():
            if style.get(W + "type") == "paragraph":
                id_ = str(style.get(W + "styleId"))
                self._raw[id_] = style
                if _on(style.get(W + "default")):
                    self.default = id_

    def get(self, id_: str) -> _Style:
        """The style of that id; an empty one where there is none."""
        if id_ not in self._done:
            self._done[id_] = _Style()  # for a circle of styles
            element = self._raw.get(id_)
            if element is not None:
                based = element.find(W + "basedOn")
                parent = self.get(str(based.get(W + "val"))) if based is not None else _Style()
                self._done[id_] = _styled(element, parent)
        return self._done[id_]


def _styled(element: _Element, parent: _Style) -> _Style:
    title = element.find(W + "name")
    bold = element.find(f"{W}rPr/{W}b")
    style = _Style(
        str(title.get(W + "val", "")).lower() if title is not None else "",
        parent.outline,
        parent.num,
        _flag(bold) if bold is not None else parent.bold,
        parent.left,
        parent.hanging,
        parent.centred,
    )
    properties = element.find(W + "pPr")
    return _with_properties(style, properties) if properties is not None else style


def _with_properties(style: _Style, properties: _Element) -> _Style:
    """A style with what paragraph properties say on top."""
    outline, num = properties.find(W + "outlineLvl"), properties.find(W + "numPr")
    ind, jc = properties.find(W + "ind"), properties.find(W + "jc")
    made = _Style(style.name, style.outline, style.num, style.bold, style.left, style.hanging, style.centred)
    if outline is not None:
        level = int(outline.get(W + "val", "9"))
        made.outline = level if level < 9 else None
    if num is not None:
        made.num = _numbered(num, style.num)
    if ind is not None:
        made.left, made.hanging = indents(ind)
    if jc is not None:
        made.centred = jc.get(W + "val") == "center"
    return made


def _numbered(num: _Element, inherited: tuple[str, int] | None) -> tuple[str, int] | None:
    instance, level = num.find(W + "numId"), num.find(W + "ilvl")
    id_ = str(instance.get(W + "val")) if instance is not None else inherited[0] if inherited else ""
    if id_ in ("", "0"):  # 0 takes a style's numbering away
        return None
    return id_, int(level.get(W + "val", "0")) if level is not None else inherited[1] if inherited else 0


def _flag(element: _Element) -> bool:
    return _on(element.get(W + "val", "1"))


def _on(value: str | None) -> bool:
    return value in ("1", "true", "on")


# Paragraphs -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Paragraph:
    """A paragraph before its label is known: text with tabs, marks of notes with their places, properties."""

    text: str
    marks: list[tuple[int, str, str]]
    """(position, "footnote" or "endnote", id)."""
    style: _Style
    bold: bool
    printed: str = ""
    """The number Word puts before it."""
    format: str = ""
    """The format of that number."""
    x0: float = 0.0
    boxes: list[_Paragraph] = field(default_factory=list)
    """Paragraphs of text boxes that hang on it."""


_TEXTS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}
_SKIPPED = frozenset(
    (
        *(W + tag for tag in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText", "footnoteRef")),
        *(W + tag for tag in ("endnoteRef", "annotationRef", "rt", "softHyphen", "sdtPr", "sectPr", "fldData")),
        _MC + "Fallback",
    )
)


class _Reader:
    """Goes through a document once, in order, since numbers depend on all paragraphs before."""

    def __init__(self, package: _Package) -> None:
        self.package = package
        self.styles = _Styles(package.related("/styles"))
        self.numbering: Numbering = read_numbering(package.related("/numbering"))
        self.notes = {
            kind: {str(note.get(W + "id")): note for note in (part if part is not None else ())}
            for kind in ("footnote", "endnote")
            for part in [package.related(f"/{kind}s")]
        }
        self.note_count: dict[str, int] = {"footnote": 0, "endnote": 0}
        self.note_ids = count(1)
        self.doubts: list[Doubt] = []

    def blocks(self, progress: Progress | None) -> list[Block]:
        """The blocks of the main text."""
        body = self.package.document().find(W + "body")
        if body is None:
            return []
        if next(body.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo"), None) is not None:
            self.doubts.append(_TRACKED)
            _join_paragraphs(body)
        content = list(_content(body))
        made: list[_Paragraph | _Table] = []
        for at, element in enumerate(content, 1):
            made += self._read(element)
            if progress and at % 200 == 0:
                progress("read", at, len(content))
        if progress:
            progress("read", len(content), len(content))
        return _Composer(self).compose(made)

    def _read(self, element: _Element) -> list[_Paragraph | _Table]:
        if element.tag == W + "tbl":
            table = self.table(element)
            return list(table.loose) if table.frame else [table]
        paragraph = self.paragraph(element)
        return [paragraph, *paragraph.boxes]

    def paragraph(self, element: _Element) -> _Paragraph:
        """A paragraph with its number, which is counted even where the paragraph holds no text."""
        properties = element.find(W + "pPr")
        chosen = properties.find(W + "pStyle") if properties is not None else None
        id_ = str(chosen.get(W + "val")) if chosen is not None else self.styles.default
        style = self.styles.get(id_)
        if style.num is None and id_ in self.numbering.by_style:
            style = _with_number(style, self.numbering.by_style[id_])
        if properties is not None:
            style = _with_properties(style, properties)
        made = _Paragraph("", [], style, False)
        pieces: list[str] = []
        bold: list[tuple[int, bool]] = []
        self._collect(element, made, pieces, bold)
        made.text = "".join(pieces)
        if style.name.startswith("toc "):
            made.text = _PAGE_OF_ENTRY.sub("", made.text)
        made.bold = style.bold if not bold else sum(n for n, b in bold if b) > 0.9 * sum(n for n, _ in bold)
        made.x0 = (style.left or 0.0) - style.hanging
        if style.num is not None and (made.text.strip() or made.marks):
            level = self.numbering.level(*style.num)
            made.printed = self.numbering.next(*style.num)
            if level is not None:
                made.format = level.format
                made.x0 = level.left - level.hanging if style.left is None else made.x0
        return made

    def _collect(self, element: _Element, made: _Paragraph, pieces: list[str], bold: list[tuple[int, bool]]) -> None:
        """The characters under an element, and where notes hang among them."""
        for child in element:
            tag = child.tag
            if tag in (W + "t", _M + "t"):
                pieces.append(child.text or "")
            elif tag == W + "r":
                self._run(child, made, pieces, bold)
            elif tag in _TEXTS:
                pieces.append("" if child.get(W + "type") in ("page", "column") else _TEXTS[tag])
            elif tag == W + "sym":
                pieces.append(_symbol(child))
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                kind = "footnote" if tag == W + "footnoteReference" else "endnote"
                made.marks.append((sum(map(len, pieces)), kind, str(child.get(W + "id"))))
            elif tag == W + "txbxContent":
                made.boxes += [part for inner in _content(child) for part in self._boxed(inner)]
            elif isinstance(tag, str) and tag not in _SKIPPED and not _is_placeholder(child):
                self._collect(child, made, pieces, bold)

    def _boxed(self, element: _Element) -> Iterator[_Paragraph]:
        if element.tag == W + "p":
            paragraph = self.paragraph(element)
            yield paragraph
            yield from paragraph.boxes
        else:
            for inner in element.iter(W + "p"):
                yield self.paragraph(inner)

    def _run(self, run: _Element, made: _Paragraph, pieces: list[str], bold: list[tuple[int, bool]]) -> None:
        properties = run.find(W + "rPr")
        raised = is_bold = False
        if properties is not None:
            hidden, heavy, align = (properties.find(W + tag) for tag in ("vanish", "b", "vertAlign"))
            if hidden is not None and _flag(hidden):
                return
            is_bold = _flag(heavy) if heavy is not None else made.style.bold
            raised = align is not None and align.get(W + "val") == "superscript"
        start, before = len(pieces), len(made.marks)
        self._collect(run, made, pieces, bold)
        if len(made.marks) > before and run.find(f"*[@{W}customMarkFollows]") is not None:
            del pieces[start:]
        if raised:
            pieces[start:] = ["".join(pieces[start:]).translate(_SUPERSCRIPT)]
        bold.append((len("".join(pieces[start:]).strip()), is_bold if properties is not None else made.style.bold))

    def note(self, kind: str, id_: str, at: int, cell: tuple[int, int] | None = None) -> Note | None:
        """The note a mark stands for; None where it is not in the file."""
        element = self.notes[kind].get(id_)
        if element is None:
            return None
        self.note_count[kind] += 1
        texts = [_one_line(self.paragraph(p).text) for p in element.iter(W + "p")]
        text = ""
        for part in filter(None, texts):
            text = _appended(text, part)
        return Note(f"n{next(self.note_ids)}", str(self.note_count[kind]), text, at, (), cell)

    # Tables

    def table(self, element: _Element) -> _Table:
        """A table with its merged cells: their text stands in the first, the others are empty."""
        rows: list[list[_Cell]] = []
        for row in _parts(element, W + "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells: list[_Cell] = [_Cell() for _ in range(_number(row, "trPr", "gridBefore", 0))]
            for cell in _parts(row, W + "tc"):
                cells.append(self._cell(cell))
                cells += [_Cell(covered=True) for _ in range(_number(cell, "tcPr", "gridSpan", 1) - 1)]
            rows.append(cells)
        width = max(map(len, rows), default=0)
        for cells in rows:
            cells += [_Cell() for _ in range(width - len(cells))]
        return _Table(rows)

    def _cell(self, cell: _Element) -> _Cell:
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is not None and merge.get(W + "val") != "restart":
            return _Cell(covered=True)
        made = _Cell()
        for element in _content(cell):
            if element.tag == W + "tbl":  # a table in a cell is read as the text of that cell
                for row in self.table(element).rows:
                    made.paragraphs += [part for inner in row for part in inner.paragraphs]
            else:
                paragraph = self.paragraph(element)
                made.paragraphs += [paragraph, *paragraph.boxes]
        return made


@dataclass(slots=True)
class _Cell:
    paragraphs: list[_Paragraph] = field(default_factory=list)
    covered: bool = False


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]]

    @property
    def frame(self) -> bool:
        """Whether it is a single cell, which is a frame around paragraphs and no table."""
        return len(self.rows) <= 1 and len(self.rows[0] if self.rows else ()) <= 1

    @property
    def loose(self) -> Iterator[_Paragraph]:
        """Its paragraphs."""
        return (part for row in self.rows for cell in row for part in cell.paragraphs)


_TRACKED = Doubt(
    "tracked-changes",
    Message(
        "the document has tracked changes; it is read with all of them accepted",
        "文档含有修订记录，按全部接受修订读取",
    ),
)


def _content(element: _Element) -> Iterator[_Element]:
    """The paragraphs and tables right under an element, content controls and insertions opened."""
    for child in element:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in _OPENED and not _is_placeholder(child):
            yield from _content(child)


def _is_placeholder(element: _Element) -> bool:
    """Whether a content control shows only what it asks for: "Click here to enter text"."""
    return element.tag == W + "sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _join_paragraphs(body: _Element) -> None:
    """Put together, in place, the paragraphs whose mark between them is deleted; the second keeps its properties."""
    for paragraph in list(body.iter(W + "p")):
        following = paragraph.getnext()
        deleted = paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
        if not deleted or following is None or following.tag != W + "p":
            continue
        own = [child for child in paragraph if child.tag != W + "pPr"]
        at = 1 if following.find(W + "pPr") is not None else 0
        for child in reversed(own):
            following.insert(at, child)


def _parts(element: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or cells of a row, content controls opened."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _parts(child, tag)


def _number(element: _Element, properties: str, tag: str, default: int) -> int:
    found = element.find(f"{W}{properties}/{W}{tag}")
    return min(int(found.get(W + "val", default)), 200) if found is not None else default


_SYMBOLS = {
    "symbol": {
        0x2D: "−", 0x41: "Α", 0x42: "Β", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x64: "δ", 0x65: "ε",
        0x67: "γ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±",
        0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD6: "√",
    },
    "wingdings": {0x6F: "□", 0x71: "□", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
}  # fmt: skip
"""What the signs of two fonts stand for that have codes of their own (the lower byte counts)."""


def _symbol(element: _Element) -> str:
    """A character of a symbol font: what it stands for, a bullet where that is not known."""
    try:
        code = int(str(element.get(W + "char", "2022")), 16)
    except ValueError:
        return "•"
    known = _SYMBOLS.get(str(element.get(W + "font", "")).casefold(), {})
    if 0xF000 <= code <= 0xF0FF or code in known:
        low = code & 0xFF
        digits = chr(low) if 0x30 <= low <= 0x39 and known is _SYMBOLS["symbol"] else "•"
        return known.get(low, digits)
    return chr(code) if not 0xE000 <= code <= 0xF8FF and code > 31 else "•"


def _with_number(style: _Style, num: tuple[str, int]) -> _Style:
    return _Style(style.name, style.outline, num, style.bold, style.left, style.hanging, style.centred)


def _one_line(text: str) -> str:
    """A paragraph's text on one line: breaks and tabs are spaces, none beside Chinese characters that a break parts."""
    parts = [part.strip() for part in re.split(r"[ \t]*[\n\v][ \t]*", text)]
    out = ""
    for part in filter(None, parts):
        out = _appended(out, part)
    return re.sub(r"[\t ]+", " ", plain(out)).strip()


def _appended(text: str, part: str) -> str:
    return text + ("" if not text or (is_cjk(text[-1]) and is_cjk(part[0])) else " ") + part


# Blocks ---------------------------------------------------------------------------------------------------------------


class _Composer:
    """Makes blocks: finds labels typed by hand, nests labels, tells headings, hangs notes."""

    def __init__(self, reader: _Reader) -> None:
        self.reader = reader
        self.ids = count(1)
        self.nesting = Nesting()

    def compose(self, made: Sequence[_Paragraph | _Table]) -> list[Block]:
        """The blocks in order."""
        made = [part for part in made if isinstance(part, _Table) or part.text.strip() or part.marks]
        labels = self._labels(made)
        blocks: list[Block] = []
        for at, part in enumerate(made):
            if isinstance(part, _Table):
                caption = blocks.pop() if blocks and _captions(blocks[-1]) else None
                blocks.append(self._table(part, caption))
            else:
                blocks.append(self._paragraph(part, labels.get(at)))
        return _titled(blocks, made)

    def _labels(self, made: Sequence[_Paragraph | _Table]) -> dict[int, Label]:
        """The label of each paragraph: Word's number, or one typed at its start."""
        starts: list[Start] = []
        given: dict[int, Label] = {}
        for at, part in enumerate(made):
            if isinstance(part, _Table):
                continue
            if part.printed:
                read = candidates(part.printed.strip() + " x") or [_as_label(part.printed)]
                starts.append(_start(at, part, read))
                given[at] = _given(read, part)
            else:
                typed = part.text.lstrip()
                found = [label for label in candidates(typed) if label.end < len(typed)] if _WORDS.search(typed) else []
                if found and found[0].style.startswith("decimal") and typed[: found[0].end].endswith("\t"):
                    given[at] = found[0]  # 3.1 and a tab is a label even where no 3.2 follows
                if found and not (part.style.outline is not None and not re.match(r"\S+\t", typed)):
                    starts.append(_start(at, part, found))
        chosen = choose([start for start in starts if start.place not in given])
        return chosen | given

    def _paragraph(self, part: _Paragraph, label: Label | None) -> Block:
        shift = len(part.text) - len(part.text.lstrip())
        cut = shift + label.end if label and not part.printed else 0
        text, marks = _flat(part.text, part.marks, cut)
        notes = tuple(note for at, kind, id_ in marks if (note := self.reader.note(kind, id_, at)) is not None)
        kind = self._kind(part, text, label)
        if kind in ("title", "heading"):
            self.nesting.heading()
            if label:
                head = part.printed.strip() if part.printed else _one_line(part.text[shift:cut])
                moved = len(head) + 1
                text = f"{head} {text}"
                notes = tuple(Note(n.id, n.label, n.text, n.at + moved) for n in notes)
            return Block(self._id(), kind, text, footnotes=notes, level=part.style.outline or 0)
        if label is None:
            return Block(self._id(), "paragraph", text, footnotes=notes)
        entered = self.nesting.enter(label, part.x0)
        kind = "numbered" if entered.kind == "numbered" else "item"
        return Block(self._id(), kind, text, label.text, entered.path, entered.level, footnotes=notes)

    def _kind(self, part: _Paragraph, text: str, label: Label | None) -> BlockKind:
        if part.style.name == "title":
            return "title"
        short = len(text) <= _LONGEST_HEADING
        if part.style.outline is not None and short and not (label and _ENDS.search(text) and len(text) > 60):
            return "heading"
        if part.bold and len(text) <= 120 and not _ENDS.search(text) and not (label and label.style == "bullet"):
            return "heading"
        return "paragraph"

    def _table(self, table: _Table, caption: Block | None) -> Block:
        rows: list[tuple[str, ...]] = []
        notes: list[Note] = list(caption.footnotes) if caption else []
        for r, cells in enumerate(table.rows):
            texts = []
            for c, cell in enumerate(cells):
                text = ""
                for part in cell.paragraphs:
                    piece, marks = _flat(part.text, part.marks, 0)
                    head = part.printed.strip()
                    piece = f"{head} {piece}".strip() if head and head != "•" else piece
                    shift = len(head) + 1 if head and head != "•" else 0
                    whole = _appended(text, piece) if piece else text
                    for at, kind, id_ in marks:
                        note = self.reader.note(kind, id_, len(whole) - len(piece) + at + shift, (r, c))
                        notes += [note] if note else []
                    text = whole
                texts.append(text)
            rows.append(tuple(texts))
        return Block(
            self._id(),
            "table",
            "",
            footnotes=tuple(notes),
            caption=caption.text if caption else None,
            rows=tuple(rows),
            found_by="docx",
            confidence=1.0,
        )

    def _id(self) -> str:
        return f"b{next(self.ids)}"


def _captions(block: Block) -> bool:
    return block.kind in ("paragraph", "heading") and is_caption(block.text)


def _start(place: int, part: _Paragraph, labels: list[Label]) -> Start:
    text = part.text.lstrip()
    end = labels[0].end
    tab = part.printed != "" or "\t" in text[max(0, end - 2) : end] or text[max(0, end - 2) : end] == "  "
    hangs = part.style.hanging > 3
    spaced = tab or text[end - 1 : end] == " "
    return _starting(place, labels, part.x0, tab, hangs, spaced)


def _starting(place: int, labels: list[Label], x0: float, tab: bool, hangs: bool, spaced: bool) -> Start:
    """The start of a paragraph of which it is certain that it is one."""
    return Start(
        place=place,
        labels=labels,
        x0=x0,
        x1=x0 + 20,
        size=10.5,
        tab=tab,
        opens=True,
        wraps=False,
        hangs=hangs,
        spaced=spaced,
    )


def _given(read: list[Label], part: _Paragraph) -> Label:
    """Word says what a number is, so of (i) and (c) the format tells whether it is a letter or a numeral."""
    signs = {"lowerRoman": "i", "upperRoman": "I", "lowerLetter": "a", "upperLetter": "A"}.get(part.format, "")
    return next((label for label in read if label.style[0] == signs), read[0])


def _as_label(printed: str) -> Label:
    """A label of a form no reader of typed labels knows."""
    text = re.sub(r"[\s.．、:：)）(（]+\Z|\A[\s(（]+", "", printed)
    return Label(text or printed.strip(), "1dot", 0, 0)


def _flat(text: str, marks: Sequence[tuple[int, str, str]], cut: int) -> tuple[str, list[tuple[int, str, str]]]:
    """A text on one line from ``cut`` on, the marks moved along."""
    flat = _one_line(text[cut:])
    return flat, [(min(len(_one_line(text[cut : max(cut, at)])), len(flat)), kind, id_) for at, kind, id_ in marks]


def _titled(blocks: list[Block], made: Sequence[_Paragraph | _Table]) -> list[Block]:
    """The blocks, the headings before the first text turned to titles where several stand together."""
    from dataclasses import replace

    first = next((k for k, block in enumerate(blocks) if block.kind != "heading"), len(blocks))
    if first > 1 and all(isinstance(part, _Paragraph) and part.style.outline is None for part in made[:first]):
        return [replace(block, kind="title") for block in blocks[: first - 1]] + blocks[first - 1 :]
    return blocks
