"""Writes one side of a bilingual source as a DOCX: styles, typed labels, footnotes, tables whose header repeats."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from hedui.corpus.samples.source import MARK, BilingualSource, Piece, Side

FONTS = {"zh": ("Liberation Serif", "Noto Serif CJK SC"), "en": ("Liberation Serif", "Noto Serif CJK SC")}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SIZES = {"h1": 14, "h2": 12, "h3": 11, "title": 15}
TWIP = 635
"""English metric units in a twentieth of a point."""
COVER_ALIGN = {"left": 0, "center": 1}


def write(source: BilingualSource, side: Side, target: Path) -> None:
    """Write that side of the source to ``target``. What is the same in the source is the same in the file."""
    _Writer(source, side).save(target)


class _Writer:
    """The document being written and its footnotes."""

    def __init__(self, source: BilingualSource, side: Side) -> None:
        from docx import Document

        self.source, self.side = source, side
        self.document: Any = Document()
        self.notes: list[str] = []
        self.lists = Lists(self.document) if source.about("numbering") == "auto" else None
        self.size = float(source.about("size", side, "10.5"))
        self.page()

    def page(self) -> None:
        from docx.shared import Mm, Pt

        section = self.document.sections[0]
        letter = self.source.about("paper") == "letter"
        section.page_width, section.page_height = (Mm(216), Mm(279)) if letter else (Mm(210), Mm(297))
        section.left_margin = section.right_margin = Mm(float(self.source.about("margin", default="25")))
        section.top_margin, section.bottom_margin = Mm(28), Mm(25)
        normal = self.document.styles["Normal"]
        self.fonts(normal)
        normal.font.size = Pt(self.size)
        normal.paragraph_format.space_after = Pt(7)
        normal.paragraph_format.line_spacing = 1.25 if self.side == "zh" else 1.1
        for level, tag in enumerate(("h1", "h2", "h3"), 1):
            style = self.document.styles[f"Heading {level}"]
            self.fonts(style)
            style.font.size, style.font.bold, style.font.italic = Pt(SIZES[tag]), level < 3, level == 3
            style.font.color.rgb = None
        header = section.header.paragraphs[0]
        header.text = self.source.about("running", self.side)
        header.alignment = 2
        self.footer(section.footer.paragraphs[0])

    def fonts(self, style: Any) -> None:
        from docx.oxml.ns import qn

        ours = FONTS[self.side]
        latin, asian = self.source.about("latin", default=ours[0]), self.source.about("asian", default=ours[1])
        style.font.name = latin
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            if "heme" in key:
                del fonts.attrib[key]
        for key, name in (("w:ascii", latin), ("w:hAnsi", latin), ("w:eastAsia", asian)):
            fonts.set(qn(key), name)

    def footer(self, paragraph: Any) -> None:
        """The foot: the source's words with the page number for ``{page}`` and the pages for ``{pages}``."""
        paragraph.alignment = 1
        words = self.source.about("foot", self.side, "{page}")
        for part in re.split(r"(\{pages?\})", words):
            if part in ("{page}", "{pages}"):
                field = "PAGE" if part == "{page}" else "NUMPAGES"
                paragraph._p.append(element(f'<w:fldSimple w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
            elif part:
                paragraph.add_run(part)

    def save(self, target: Path) -> None:
        body: list[Piece] = list(self.source.sides[self.side])
        for i, piece in enumerate(body):
            if i and body[i - 1].tag in ("cover", "title") and piece.tag not in ("cover", "title"):
                self.columns()
            if piece.options.get("page") == "new":
                self.document.add_page_break()
            if piece.kind == "table":
                self.table(piece)
            else:
                self.block(piece)
        add_notes(self.document, self.notes)
        for name in ("created", "modified"):
            setattr(self.document.core_properties, name, datetime.datetime(2025, 1, 1))
        self.document.core_properties.author = ""
        scratch = io.BytesIO()
        self.document.save(scratch)
        with zipfile.ZipFile(scratch) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as kept:
            for name in made.namelist():  # without the hour, so that the same source gives the same bytes
                kept.writestr(zipfile.ZipInfo(name), made.read(name), zipfile.ZIP_DEFLATED)

    def columns(self) -> None:
        """From here on in as many columns as the source asks for."""
        from docx.enum.section import WD_SECTION

        if (number := self.source.about("columns", default="1")) != "1":
            section = self.document.add_section(WD_SECTION.CONTINUOUS)
            section._sectPr.append(element(f'<w:cols w:num="{number}" w:space="400"/>'))

    def block(self, piece: Piece) -> None:
        from docx.shared import Mm, Pt

        if piece.tag in ("h1", "h2", "h3"):
            paragraph = self.document.add_paragraph(style=f"Heading {piece.tag[1]}")
        else:
            paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        if piece.tag in ("cover", "title"):
            paragraph.alignment = COVER_ALIGN[self.source.about("cover", default="left")]
            form.space_after = Pt(3)
        elif piece.label:
            form.tab_stops.add_tab_stop(Mm(10 + 9 * piece.level))
            form.left_indent = Mm(10 + 9 * piece.level) if piece.level else Mm(0)
            form.first_line_indent = Mm(-9) if piece.level else Mm(0)
            paragraph.alignment = 3
        elif not piece.tag.startswith("h"):
            paragraph.alignment = 3
            if self.side == "zh" and self.source.about("indent", default="no") == "yes":
                form.first_line_indent = Pt(2 * self.size)
        if piece.label and self.lists and self.lists.put(paragraph, piece.label, piece.level):
            if piece.level:
                form.left_indent = (567 + 510 * piece.level) * TWIP
        elif piece.label:
            paragraph.add_run(piece.label + "\t")
        self.text(paragraph, piece.text, iter(piece.notes), bold=piece.tag in ("cover", "title"))

    def text(self, paragraph: Any, text: str, notes: Iterator[tuple[str, str]], bold: bool = False) -> None:
        for i, part in enumerate(text.split(MARK)):
            if i:
                self.notes.append(next(notes)[1])
                mark = f'<w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(self.notes) + 1}"/>'
                paragraph._p.append(element(f"<w:r><w:rPr>{mark}</w:r>"))
            if part:
                run = paragraph.add_run(part)
                run.bold = bold or None

    def table(self, piece: Piece) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt

        notes = iter(piece.notes)
        if piece.text:
            caption = self.document.add_paragraph()
            caption.paragraph_format.keep_with_next = True
            self.text(caption, piece.text, notes, bold=True)
        columns = len(piece.rows[0].cells)
        look = piece.options.get("look", "ruled")
        table = self.document.add_table(rows=0, cols=columns, style="Table Grid" if look == "ruled" else "Normal Table")
        table.autofit = False
        total = self.document.sections[0].page_width - 2 * self.document.sections[0].left_margin
        if self.source.about("columns", default="1") == "2":
            total = int(total * 0.48)
        given = [float(w) for w in piece.options.get("widths", "").split(",") if w] or [100 / columns] * columns
        aligns = (piece.options.get("align", "") + ",l" * columns).lstrip(",").split(",")
        for i, row in enumerate(piece.rows):
            cells = table.add_row().cells
            if i == 0 and piece.options.get("repeat") != "no":
                table.rows[0]._tr.get_or_add_trPr().append(element("<w:tblHeader/>"))
            if row.look == "|>":
                cells[0].merge(cells[-1])
            for c, words in enumerate(row.cells if row.look != "|>" else row.cells[:1]):
                cells[c].width = int(total * given[c] / 100) if row.look != "|>" else total
                paragraph = cells[c].paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(float(piece.options.get("pad", "1")))
                paragraph.paragraph_format.space_before = Pt(float(piece.options.get("pad", "1")))
                paragraph.paragraph_format.line_spacing = 1.0
                paragraph.alignment = {"l": 0, "c": 1, "r": 2}[aligns[c]] if i and row.look != "|>" else 0
                self.text(paragraph, words, notes, bold=i == 0 or row.look != "|")
                for run in paragraph.runs:
                    run.font.size = Pt(float(piece.options.get("size", "9")))
        if look == "lines":
            self.horizontal(table)
        grid = table._tbl.tblGrid.findall(qn("w:gridCol"))
        for column, share in zip(grid, given, strict=True):
            column.set(qn("w:w"), str(int(total * share / 100 / TWIP)))
        self.document.add_paragraph().paragraph_format.space_after = Mm(1)

    def horizontal(self, table: Any) -> None:
        """Rules above, below and under the header only."""
        edges = "".join(f'<w:{e} w:val="single" w:sz="8" w:color="000000"/>' for e in ("top", "bottom"))
        table._tbl.tblPr.append(element(f"<w:tblBorders>{edges}</w:tblBorders>"))
        for cell in table.rows[0].cells:
            rule = '<w:bottom w:val="single" w:sz="4" w:color="000000"/>'
            cell._tc.get_or_add_tcPr().append(element(f"<w:tcBorders>{rule}</w:tcBorders>"))


def add_notes(
    document: Any, texts: Sequence[str], kind: str = "footnote", size: float = 8.5, spacing: str = 'w:after="40"'
) -> None:
    """Write the part of a document that holds its footnotes (or endnotes): python-docx has none of its own.

    Their marks have the ids 2, 3, … in the order of ``texts``; ``size`` is in points, ``spacing`` are the attributes of
    their paragraphs.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    if not texts:
        return
    ruled = "".join(
        f'<w:{kind} w:type="{rule}" w:id="{id}"><w:p><w:r><w:{rule}/></w:r></w:p></w:{kind}>'
        for id, rule in enumerate(("separator", "continuationSeparator"))
    )
    look = f'<w:rPr><w:sz w:val="{int(2 * size)}"/></w:rPr>'
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    noted = "".join(
        f'<w:{kind} w:id="{id}"><w:p><w:pPr><w:spacing {spacing}/></w:pPr><w:r>{raised}<w:{kind}Ref/></w:r>'
        f'<w:r>{look}<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:{kind}>'
        for id, text in enumerate(texts, 2)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:{kind}s xmlns:w="{WORD}">{ruled}{noted}</w:{kind}s>'
    sort = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    part = Part(PackURI(f"/word/{kind}s.xml"), sort, xml.encode(), document.part.package)
    document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))


FORMATS = (("decimal", r"\d+"), ("lowerRoman", "[ivx]+"), ("lowerLetter", "[a-z]"), ("upperLetter", "[A-Z]"))
"""Word's ways of numbering, and the labels they make."""
ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()


class Lists:
    """Labels as the word processor's own numbering: nothing is typed, the numbers are made when the file is shown."""

    def __init__(self, document: Any) -> None:
        self.root = document.part.numbering_part.element
        self.last: dict[tuple[str, str, int], tuple[int, int]] = {}
        """The list that shows a pattern in a format at a level, and its last value."""
        self.made = 900

    def put(self, paragraph: Any, label: str, level: int) -> bool:
        """Number the paragraph so that it shows that label; False where no list can show it."""
        found = re.fullmatch(r"([(（]?)([0-9a-zA-Z]+)([)）.]*)", label)
        kinds = [kind for kind, pattern in FORMATS if found and re.fullmatch(pattern, found[2])]
        if found is None or not kinds:
            return False
        shown = label.replace(found[2], "%1")
        _, letter = self.last.get((shown, "lowerLetter", level), (0, 0))
        if "lowerLetter" in kinds and letter and letter + 1 == _value(found[2], "lowerLetter"):
            kinds = ["lowerLetter"]  # (i) behind (h)
        key = (shown, kinds[0], level)
        value = _value(found[2], kinds[0])
        number, last = self.last.get(key, (0, 0))
        if value != last + 1 or value == 1:
            number = self.make(shown, kinds[0], value)
        self.last[key] = (number, value)
        form = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(element(form))
        return True

    def make(self, shown: str, kind: str, start: int) -> int:
        """A new list that begins at ``start``; its number."""
        self.made += 1
        form = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:suff w:val="tab"/><w:lvlText w:val="{shown}"/>'
        layer = f'<w:lvl w:ilvl="0">{form}<w:lvlJc w:val="left"/></w:lvl>'
        kind_of = '<w:multiLevelType w:val="singleLevel"/>'
        abstract = element(f'<w:abstractNum w:abstractNumId="{self.made}">{kind_of}{layer}</w:abstractNum>')
        nums = [child for child in self.root if child.tag.endswith("}num")]
        (nums[0].addprevious if nums else self.root.append)(abstract)
        self.root.append(element(f'<w:num w:numId="{self.made}"><w:abstractNumId w:val="{self.made}"/></w:num>'))
        return self.made


def _value(label: str, kind: str) -> int:
    """What a label of digits, letters or Roman numerals counts."""
    if kind == "decimal":
        return int(label)
    if kind.endswith("Letter"):
        return ord(label[0].lower()) - ord("a") + 1
    return ROMAN.index(label) + 1


def element(text: str) -> Any:
    """An element in the w: namespace."""
    from docx.oxml import parse_xml

    return parse_xml(re.sub(r"^<(w:\w+)", rf'<\1 xmlns:w="{WORD}"', text))
