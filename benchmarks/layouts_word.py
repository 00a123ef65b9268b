"""A bilingual source as DOCX in the styles of benchmarks/styles/*.toml, and its PDF by LibreOffice.

Keys of a style, all optional: paper (a4, letter, a5), margins (top, right, bottom, left in mm), size, spacing, after
(points), indent (of first lines, in ems), align, columns, latin, asian, head (lines of the running head), rule (below
it), odd_even, chapters (a head for each), line_numbers, numbering (typed, auto), labels (hang, margin, run, space),
headings (caps, small-caps, centre, number), notes (foot, end), marks (decimal, chicago, lowerLetter), restart
(page), table (grid, lines, rows, zebra, none, dashed, outer), table_size, merged (heads over both rows), landscape
(tables on pages of their own), wide (tables across all
columns), widest (of more columns too), contents, boxes, hyphens.
"""

from __future__ import annotations

import datetime
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hedui.corpus.samples.source import MARK, BilingualSource, Piece, Row, Side
from hedui.corpus.samples.wordfile import WORD, Lists, add_notes, element

PAPERS = {"a4": (210, 297), "letter": (216, 279), "a5": (148, 210)}
ALIGN = {"left": 0, "center": 1, "right": 2, "justify": 3, "l": 0, "c": 1, "r": 2}


def write(source: BilingualSource, side: Side, style: dict[str, Any], target: Path) -> None:
    """Write that side of a source to ``target`` as DOCX."""
    _Writer(source, side, style).save(target)


def print_pdf(made: Path, target: Path) -> None:
    """The PDF that LibreOffice makes of a DOCX."""
    with tempfile.TemporaryDirectory() as scratch:
        command = ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", scratch, str(made)], check=True, capture_output=True, timeout=120)
        (Path(scratch) / made.with_suffix(".pdf").name).replace(target)


class _Writer:
    def __init__(self, source: BilingualSource, side: Side, style: dict[str, Any]) -> None:
        from docx import Document

        self.source, self.side, self.style = source, side, style
        self.document: Any = Document()
        self.notes: list[str] = []
        self.lists = Lists(self.document)
        self.plain = 0
        self.size = float(style.get("size", 10.5))
        self.styles()
        self.section(self.document.sections[0], source.about("running", side))

    # --- pages ---

    def section(self, section: Any, running: str, landscape: bool = False) -> None:
        from docx.shared import Mm

        wide, high = PAPERS[self.style.get("paper", "a4")]
        if landscape:
            wide, high = high, wide
            section.orientation = 1
        else:
            section.orientation = 0
        section.page_width, section.page_height = Mm(wide), Mm(high)
        top, right, bottom, left = self.style.get("margins", (28, 25, 25, 25))
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(
            Mm, (top, right, bottom, left)
        )
        heads = [(section.header, 2)]
        if self.style.get("odd_even"):
            self.document.settings.odd_and_even_pages_header_footer = True
            heads.append((section.even_page_header, 0))
        for header, side in heads:
            header.is_linked_to_previous = False
            for k, words in enumerate([running, *self.style.get("head", ())]):
                paragraph = header.paragraphs[0] if k == 0 else header.add_paragraph()
                paragraph.text = words if side or len(heads) == 1 else f"{words} · 2025"
                paragraph.alignment = side
                paragraph.paragraph_format.space_after = 0
                for run in paragraph.runs:
                    run.font.size = Mm(3)
            if self.style.get("rule"):
                border = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="2" w:color="000000"/></w:pBdr>'
                paragraph._p.get_or_add_pPr().append(element(border))
        for footer in (section.footer, *([section.even_page_footer] if self.style.get("odd_even") else [])):
            footer.is_linked_to_previous = False
            foot = footer.paragraphs[0]
            foot.alignment = 1
            foot._p.append(element('<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
        if self.style.get("line_numbers"):
            section._sectPr.append(element('<w:lnNumType w:countBy="5" w:restart="newPage"/>'))
        if restart := self.style.get("restart"):
            form = self.style.get("marks", "decimal")
            numbered = f'<w:numFmt w:val="{form}"/><w:numRestart w:val="each{restart.title()}"/>'
            section._sectPr.insert(0, element(f"<w:footnotePr>{numbered}</w:footnotePr>"))
        elif form := self.style.get("marks"):
            section._sectPr.insert(0, element(f'<w:footnotePr><w:numFmt w:val="{form}"/></w:footnotePr>'))

    def new_section(self, running: str, continuous: bool, columns: int, landscape: bool = False) -> None:
        from docx.enum.section import WD_SECTION

        section = self.document.add_section(WD_SECTION.CONTINUOUS if continuous else WD_SECTION.NEW_PAGE)
        for old in section._sectPr.findall(f"{{{WORD}}}cols") + section._sectPr.findall(f"{{{WORD}}}lnNumType"):
            section._sectPr.remove(old)
        for old in section._sectPr.findall(f"{{{WORD}}}footnotePr"):
            section._sectPr.remove(old)
        self.section(section, running, landscape)
        section._sectPr.append(element(f'<w:cols w:num="{columns}" w:space="400"/>'))

    def styles(self) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        normal = self.document.styles["Normal"]
        looks = [normal, *(self.document.styles[f"Heading {k}"] for k in (1, 2, 3))]
        lang = self.source.about("lang", self.side)
        asian = self.style.get("asian_hant" if lang == "zh-Hant" else "asian", "Noto Serif CJK SC")
        latin = self.style.get("latin", "Liberation Serif")
        for look in looks:
            look.font.name = latin
            fonts = look.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                if "heme" in key:
                    del fonts.attrib[key]
            for key, name in (("w:ascii", latin), ("w:hAnsi", latin), ("w:eastAsia", asian)):
                fonts.set(qn(key), name)
        normal.font.size = Pt(self.size)
        normal.paragraph_format.space_after = Pt(float(self.style.get("after", 6)))
        normal.paragraph_format.line_spacing = float(self.style.get("spacing", 1.15))
        kind = self.style.get("headings", "")
        for level, look in enumerate(looks[1:], 1):
            look.font.size = Pt(self.size + 5 - 1.5 * level)
            look.font.bold, look.font.italic = level < 3 and "light" not in kind, level == 3
            look.font.color.rgb = None
            look.font.all_caps = "caps" in kind and "small" not in kind and level == 1
            look.font.small_caps = "small-caps" in kind
            look.paragraph_format.alignment = 1 if "centre" in kind else 0
            look.paragraph_format.line_spacing = 1.1
        if self.style.get("hyphens"):
            self.document.settings.element.append(element('<w:autoHyphenation w:val="true"/>'))

    # --- text ---

    def save(self, target: Path) -> None:
        columns = int(self.style.get("columns", 1))
        pieces = self.source.sides[self.side]
        running = self.source.about("running", self.side)
        self.listed = False
        for i, piece in enumerate(pieces):
            front = piece.tag in ("cover", "title")
            if not front and not self.listed:
                self.listed = True
                if self.style.get("contents"):
                    self.contents(pieces)
                if columns > 1 and i:
                    self.new_section(running, True, columns)
            if piece.tag == "h1" and self.style.get("chapters") and i > 4:
                self.new_section(piece.text.replace(MARK, ""), False, columns)
            if piece.kind == "table":
                many = len(piece.rows[0].cells) > int(self.style.get("widest", 99))
                across = self.style.get("landscape") or (columns > 1 and (self.style.get("wide") or many))
                if across:
                    self.new_section(running, not self.style.get("landscape"), 1, bool(self.style.get("landscape")))
                self.table(piece)
                if across:
                    self.new_section(running, not self.style.get("landscape"), columns)
            else:
                self.block(piece)
        kind = "endnote" if self.style.get("notes") == "end" else "footnote"
        spacing = 'w:after="40" w:line="240" w:lineRule="auto"'
        add_notes(self.document, self.notes, kind, self.size - 2, spacing)
        for name in ("created", "modified"):
            setattr(self.document.core_properties, name, datetime.datetime(2025, 1, 1))
        self.document.save(target)

    def contents(self, pieces: tuple[Piece, ...]) -> None:
        from docx.shared import Mm

        head = self.document.add_paragraph("目　录" if self.side == "zh" else "CONTENTS")
        head.alignment = 1
        page = 2
        for piece in pieces:
            if piece.kind == "heading":
                entry = self.document.add_paragraph(f"{piece.text.replace(MARK, '')}\t{page}")
                page += len(entry.text) % 2
                entry.paragraph_format.tab_stops.add_tab_stop(Mm(150), 2, 1)
                entry.paragraph_format.left_indent = Mm(6 * (int(piece.tag[1]) - 1))
        self.document.add_page_break()

    def block(self, piece: Piece) -> None:
        from docx.shared import Pt

        heading = piece.tag in ("h1", "h2", "h3")
        paragraph = self.document.add_paragraph(style=f"Heading {piece.tag[1]}" if heading else None)
        form = paragraph.paragraph_format
        if not heading:
            paragraph.alignment = ALIGN[self.style.get("align", "justify")]
        if piece.tag in ("cover", "title"):
            paragraph.alignment = ALIGN[self.style.get("cover", "left")]
            form.space_after = Pt(4)
        elif piece.label:
            self.label(piece, paragraph)
        elif not heading:
            self.plain += 1
            if indent := self.style.get("indent"):
                form.first_line_indent = Pt(float(indent) * self.size)
            if self.style.get("boxes") and self.plain % 7 == 3:
                sides = "".join(
                    f'<w:{s} w:val="single" w:sz="6" w:space="4" w:color="444444"/>'
                    for s in ("top", "left", "bottom", "right")
                )
                paragraph._p.get_or_add_pPr().append(element(f"<w:pBdr>{sides}</w:pBdr>"))
        self.text(paragraph, piece.text, list(piece.notes), piece.tag in ("cover", "title"))

    def label(self, piece: Piece, paragraph: Any) -> None:
        from docx.shared import Mm

        form, kind = paragraph.paragraph_format, self.style.get("labels", "hang")
        left = {"hang": 9.0, "margin": 0.0, "run": 0.0, "space": 0.0}[kind] + (8 * piece.level if piece.level else 0)
        first = -8.0 if piece.level or kind == "hang" else {"margin": -11.0, "run": 7.0, "space": 0.0}[kind]
        if kind == "margin" and piece.level:
            left += 0
        form.left_indent, form.first_line_indent = Mm(left), Mm(first)
        form.tab_stops.add_tab_stop(Mm(left if first < 0 else left + first + 8))
        if self.style.get("numbering") == "auto" and self.lists.put(paragraph, piece.label or "", piece.level):
            return
        paragraph.add_run((piece.label or "") + (" " if kind == "space" else "\t"))

    def text(
        self, paragraph: Any, text: str, notes: list[tuple[str, str]], bold: bool = False, size: float = 0
    ) -> None:
        from docx.shared import Pt

        kind = "endnote" if self.style.get("notes") == "end" else "footnote"
        for i, part in enumerate(text.split(MARK)):
            if i:
                self.notes.append(notes.pop(0)[1])
                mark = f'<w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{len(self.notes) + 1}"/>'
                paragraph._p.append(element(f"<w:r><w:rPr>{mark}</w:r>"))
            if part:
                run = paragraph.add_run(part)
                run.bold = bold or None
                if size:
                    run.font.size = Pt(size)

    # --- tables ---

    def table(self, piece: Piece) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        notes = list(piece.notes)
        if piece.text:
            caption = self.document.add_paragraph()
            caption.paragraph_format.keep_with_next = True
            caption.paragraph_format.line_spacing = 1.1
            self.text(caption, piece.text, notes, bold=True)
        width, look = len(piece.rows[0].cells), self.style.get("table", "grid")
        table = self.document.add_table(rows=0, cols=width, style="Table Grid" if look == "grid" else "Normal Table")
        table.autofit = False
        section = self.document.sections[-1]
        total = section.page_width - section.left_margin - section.right_margin
        narrow = width <= int(self.style.get("widest", 99)) and not self.style.get("wide")
        if int(self.style.get("columns", 1)) > 1 and narrow:
            total = int(total * 0.47)
        given = [float(w) for w in piece.options.get("widths", "").split(",") if w] or [100 / width] * width
        aligns = (piece.options.get("align", "") + ",l" * width).lstrip(",").split(",")
        heads = 2 if piece.rows[0].look == "|-" else 1
        size = float(self.style.get("table_size", 8.5)) * (0.7 if width > 8 else 1)
        for r, row in enumerate(piece.rows):
            cells = table.add_row().cells
            if r < heads and piece.options.get("repeat") != "no":
                table.rows[r]._tr.get_or_add_trPr().append(element("<w:tblHeader/>"))
            if row.look == "|>":
                cells[0].merge(cells[-1])
            for c, words in enumerate(row.cells[:1] if row.look == "|>" else row.cells):
                if row.look == "|-" and c and not words and c > 1:
                    continue
                cells[c].width = int(total * given[c] / 100)
                paragraph = cells[c].paragraphs[0]
                form = paragraph.paragraph_format
                form.space_after = form.space_before = Pt(float(self.style.get("pad", 1.5)))
                form.line_spacing, form.first_line_indent = 1.0, 0
                paragraph.alignment = 1 if row.look == "|-" and c else ALIGN[aligns[c]] if row.look != "|>" else 0
                self.text(paragraph, words, notes, r < heads or row.look in ("|!", "|>"), size)
                self.shade(cells[c], look, r, heads)
        self.merge(table, piece.rows)
        self.borders(table, look, heads)
        for column, share in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), given, strict=True):
            column.set(qn("w:w"), str(int(total * share / 100 / 635)))
        self.document.add_paragraph().paragraph_format.space_after = 0

    def shade(self, cell: Any, look: str, r: int, heads: int) -> None:
        if look == "zebra" and (r < heads or r % 2):
            fill = "C8D4E8" if r < heads else "EEF2F8"
            cell._tc.get_or_add_tcPr().append(element(f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'))

    def merge(self, table: Any, rows: tuple[Row, ...]) -> None:
        if rows[0].look != "|-":
            return
        head, c = rows[0].cells, 1
        while c < len(head):
            over = 1
            while c + over < len(head) and not head[c + over] and rows[1].cells[c + over]:
                over += 1
            if over > 1:
                table.cell(0, c).merge(table.cell(0, c + over - 1))
            c += over
        if self.style.get("merged"):
            for c, words in enumerate(head):
                if words and not rows[1].cells[c]:
                    table.cell(0, c).merge(table.cell(1, c))

    def borders(self, table: Any, look: str, heads: int) -> None:
        edges = {
            "lines": {"top": "single", "bottom": "single"},
            "rows": {"top": "single", "bottom": "single", "insideH": "single"},
            "dashed": dict.fromkeys(("top", "bottom", "left", "right", "insideH", "insideV"), "dashed"),
            "outer": {**dict.fromkeys(("top", "bottom", "left", "right"), "single"), "insideV": "dotted"},
        }.get(look, {})
        if edges:
            made = "".join(f'<w:{e} w:val="{kind}" w:sz="6" w:color="000000"/>' for e, kind in edges.items())
            table._tbl.tblPr.append(element(f"<w:tblBorders>{made}</w:tblBorders>"))
        if look in ("lines", "outer"):
            for cell in table.rows[heads - 1].cells:
                rule = '<w:bottom w:val="single" w:sz="4" w:color="000000"/>'
                cell._tc.get_or_add_tcPr().append(element(f"<w:tcBorders>{rule}</w:tcBorders>"))
