"""Word documents: what is in fields, content controls, text boxes, tables in tables, changes, symbols and ruby."""

from __future__ import annotations

from pathlib import Path

from word import p, write_docx

from hedui.extract.docx import read

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def texts(tmp_path: Path, body: str) -> list[str]:
    return [b.text for b in read(write_docx(tmp_path / "a.docx", body)).blocks]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


def test_results_of_fields_count_and_their_codes_do_not(tmp_path: Path) -> None:
    nested = field("IF 1 = 1", run("in ") + field("REF _Ref1", run("table 3")))
    simple = f'<w:fldSimple w:instr="SEQ Table">{run("3")}</w:fldSimple>'
    linked = f'<w:hyperlink w:anchor="x">{run("article 16")}</w:hyperlink>'
    body = f"<w:p>{run('As shown ')}{nested}{run(' of part ')}{simple}{run(' and in ')}{linked}{run('.')}</w:p>"
    assert texts(tmp_path, body) == ["As shown in table 3 of part 3 and in article 16."]


def test_content_controls_are_opened_and_placeholders_left_out(tmp_path: Path) -> None:
    placeholder = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    )
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('12 May 2025')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('In a block.')}</w:sdtContent></w:sdt>"
    cell = f"<w:tc><w:sdt><w:sdtContent>{p('40')}</w:sdtContent></w:sdt></w:tc>"
    rows = f"<w:tr><w:tc>{p('A')}</w:tc><w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt></w:tr>"
    table = f"<w:tbl>{rows}<w:sdt><w:sdtContent>{rows}</w:sdtContent></w:sdt></w:tbl>"
    document = read(write_docx(tmp_path / "a.docx", f"<w:p>{run('On ')}{inline}{placeholder}</w:p>" + block + table))
    assert [b.text for b in document.blocks[:2]] == ["On 12 May 2025", "In a block."]
    assert document.blocks[2].rows == (("A", "40"), ("A", "40"))


def test_text_boxes_follow_their_paragraph_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('In the box: 5 per cent.')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent {MC}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{run('Text with a box.')}<w:r>{both}</w:r></w:p>" + p("After it.")
    assert texts(tmp_path, body) == ["Text with a box.", "In the box: 5 per cent.", "After it."]


def test_a_table_in_a_cell_is_text_of_the_cell(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('2023')}</w:tc><w:tc>{p('15')}</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{p('Year')}</w:tc><w:tc>{p('Of which:')}{inner}{p('')}</w:tc></w:tr></w:tbl>"
    (table,) = read(write_docx(tmp_path / "a.docx", body)).blocks
    assert table.rows == (("Year", "Of which: 2023 15"),)


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    gone = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    body = f"<w:p>{gone}{run('There are 25 States, ')}</w:p><w:p>{run('23 of them in Africa.')}</w:p>" + p("Next.")
    assert texts(tmp_path, body) == ["There are 25 States, 23 of them in Africa.", "Next."]


def test_moved_text_and_rows_count_where_they_are_now(tmp_path: Path) -> None:
    moved = f"<w:p><w:moveFrom>{run('Old place. ')}</w:moveFrom>{run('Stays.')}</w:p>"
    there = f"<w:p>{run('Then ')}<w:moveTo>{run('new place.')}</w:moveTo></w:p>"
    row = "<w:tr>{}<w:tc>" + p("a") + "</w:tc><w:tc>{}" + p("b") + "</w:tc></w:tr>"
    rows = (
        row.format("", "") + row.format("<w:trPr><w:del/></w:trPr>", "") + row.format("<w:trPr><w:ins/></w:trPr>", "")
    )
    document = read(write_docx(tmp_path / "a.docx", moved + there + f"<w:tbl>{rows}</w:tbl>"))
    assert [b.text for b in document.blocks[:2]] == ["Stays.", "Then new place."]
    assert document.blocks[2].rows == (("a", "b"), ("a", "b"))


def test_symbols_of_symbol_fonts(tmp_path: Path) -> None:
    def sym(font: str, char: str) -> str:
        return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'

    body = f"<w:p>{run('Growth ')}{sym('Symbol', 'F0B3')}{run(' 5 per cent ')}{sym('Symbol', 'F0B1')}{run(' 1; ')}"
    done = sym("Wingdings", "F0FC") + run(" done, 40 ")
    body += f"{done}{sym('Symbol', 'F06D')}{run('m, 20')}{sym('Symbol', 'F0B0')}</w:p>"
    assert texts(tmp_path, body) == ["Growth ≥ 5 per cent ± 1; ✓ done, 40 μm, 20°"]


def test_soft_hyphens_go_and_hyphens_that_do_not_break_stay(tmp_path: Path) -> None:
    soft, hard = "<w:r><w:softHyphen/></w:r>", "<w:r><w:noBreakHyphen/></w:r>"
    body = f"<w:p>{run(f'inter{chr(0xAD)}national co')}{soft}{run('operation, A')}{hard}{run('76')}</w:p>"
    assert texts(tmp_path, body) == ["international cooperation, A-76"]


def test_ruby_gives_its_base_only(tmp_path: Path) -> None:
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{run('Hédui')}</w:rt><w:rubyBase>{run('核对')}</w:rubyBase></w:ruby>"
    assert texts(tmp_path, f"<w:p><w:r>{ruby}</w:r>{run('二十份文件。')}</w:p>") == ["核对二十份文件。"]


def test_page_numbers_of_a_table_of_contents_are_no_text(tmp_path: Path) -> None:
    styles = "<w:style w:type='paragraph' w:styleId='TOC1'><w:name w:val='toc 1'/></w:style>"
    entry = "<w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr>{}<w:r><w:tab/></w:r>{}</w:p>"
    body = entry.format(run("I. Background 2020"), field("PAGEREF _Toc1", run("3"))) + p("I. Background 2020.")
    document = read(write_docx(tmp_path / "a.docx", body, styles=styles))
    assert (document.blocks[0].label, document.blocks[0].text) == ("I", "Background 2020")


def test_endnotes_hang_where_their_marks_stood(tmp_path: Path) -> None:
    notes = f'<w:endnote w:id="2"><w:p>{run("In 2024 prices.")}</w:p></w:endnote>'
    body = p('It cost 5 million{<w:endnoteReference w:id="2"/>} in all.')
    (block,) = read(write_docx(tmp_path / "a.docx", body, endnotes=notes)).blocks
    assert (block.text, [(n.text, n.at) for n in block.footnotes]) == (
        "It cost 5 million in all.",
        [("In 2024 prices.", 17)],
    )
