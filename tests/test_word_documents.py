"""Word documents: numbering as Word computes it, notes, tables with merged cells, tracked changes, bad files."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from shared import SHARED, needs_bench, truth
from word import numbered, numbering, p, write_docx

from hedui.errors import Damaged, Empty, Encrypted
from hedui.extract.docx import read
from hedui.extract.docx_numbering import formatted
from hedui.model import Document


def labels(document: Document) -> list[tuple[str, str | None, str | None]]:
    return [(b.kind, b.label, b.path) for b in document.blocks]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 9: "ix", 14: "xiv", 49: "xlix"}),
        ("upperRoman", {1990: "MCMXC"}),
        ("ordinal", {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一〇五"}),
        (
            "chineseCountingThousand",
            {10: "十", 23: "二十三", 105: "一百零五", 110: "一百一十", 1001: "一千零一", 2300: "二千三百"},
        ),
        ("taiwaneseCountingThousand", {10: "十", 10500: "一萬零五百"}),
        ("ideographDigital", {10: "一〇", 23: "二三"}),
        ("chineseLegalSimplified", {11: "壹拾壹", 105: "壹佰零伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {3: "寅"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("decimalFullWidth", {12: "１２"}),
        ("hebrew1", {5: "5"}),
    ],
)
def test_number_formats(form: str, expected: dict[int, str]) -> None:
    assert {number: formatted(number, form) for number in expected} == expected


def test_levels_begin_again_behind_higher_ones(tmp_path: Path) -> None:
    part = numbering(("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%3."))
    order = [0, 1, 1, 2, 2, 1, 0, 1, 2]
    body = "".join(p("This is a sentence.", numbered(1, level)) for level in order)
    document = read(write_docx(tmp_path / "a.docx", body, numbering=part))
    assert [b.path for b in document.blocks] == ["1", "1.a", "1.b", "1.b.i", "1.b.ii", "1.c", "2", "2.a", "2.a.i"]
    assert [b.label for b in document.blocks] == ["1", "a", "b", "i", "ii", "c", "2", "a", "i"]
    assert {b.text for b in document.blocks} == {"This is a sentence."}


def test_outline_numbers_and_chinese_articles(tmp_path: Path) -> None:
    part = numbering(("decimal", "%1."), ("decimal", "%1.%2"), ("chineseCounting", "第%3条"))
    body = "".join(p("本条规定如下内容。", numbered(1, level)) for level in [0, 1, 1, 0, 1, 2, 2])
    document = read(write_docx(tmp_path / "a.docx", body, numbering=part))
    assert [b.label for b in document.blocks] == ["1", "1.1", "1.2", "2", "2.1", "第一条", "第二条"]


def test_instances_share_counters_unless_they_start_anew(tmp_path: Path) -> None:
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    part = numbering(("decimal", "%1."), nums=2, extra=anew)
    body = "".join(p("This is a sentence.", numbered(num)) for num in [1, 1, 2, 3, 3])
    document = read(write_docx(tmp_path / "a.docx", body, numbering=part))
    assert [b.label for b in document.blocks] == ["1", "2", "3", "1", "2"]


def test_a_style_numbers_its_paragraphs_and_zero_takes_the_number_away(tmp_path: Path) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="Num"><w:name w:val="Num"/><w:pPr>{numbered(1)}</w:pPr></w:style>'
    own = '<w:pStyle w:val="Num"/>'
    body = p("One is here.", own) + p("Between them.", own + numbered(0)) + p("Two is here.", own)
    document = read(write_docx(tmp_path / "a.docx", body, styles=styles, numbering=numbering(("decimal", "%1."))))
    assert [(b.label, b.text) for b in document.blocks] == [
        ("1", "One is here."),
        (None, "Between them."),
        ("2", "Two is here."),
    ]


def test_labels_typed_by_hand_are_split_off(tmp_path: Path) -> None:
    texts = [
        "1.{<w:tab/>}The first paragraph.",
        "(a){<w:tab/>}An item.",
        "(b){<w:tab/>}Another.",
        "2.{<w:tab/>}The second.",
    ]
    document = read(write_docx(tmp_path / "a.docx", "".join(map(p, texts)) + p("2025 was a good year.")))
    assert labels(document) == [
        ("numbered", "1", "1"),
        ("item", "a", "1.a"),
        ("item", "b", "1.b"),
        ("numbered", "2", "2"),
        ("paragraph", None, None),
    ]
    assert document.blocks[4].text == "2025 was a good year."


def test_a_lone_section_number_before_a_tab_is_a_label_and_stars_are_none(tmp_path: Path) -> None:
    document = read(write_docx(tmp_path / "a.docx", p("3.1{<w:tab/>}No cover is given.") + p("* * *")))
    assert [(b.label, b.text) for b in document.blocks] == [("3.1", "No cover is given."), (None, "* * *")]


def test_headings_keep_their_numbers_in_the_text(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/>'
        f"{numbered(1)}</w:pPr></w:style>"
    )
    part = numbering(("upperRoman", "%1."))
    body = p("Background", '<w:pStyle w:val="H1"/>') + p("The text of the chapter.")
    document = read(write_docx(tmp_path / "a.docx", body, styles=styles, numbering=part))
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("heading", "I. Background"),
        ("paragraph", "The text of the chapter."),
    ]


NOTES = (
    '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r>'
    '<w:t xml:space="preserve"> See A/76/150.</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="3"><w:p><w:r><w:t>In 2024 prices.</w:t></w:r></w:p></w:footnote>'
)


def test_notes_hang_where_their_marks_stood(tmp_path: Path) -> None:
    cost = p('Cost{<w:footnoteReference w:id="3"/>} in all')
    body = p('It is 8%{<w:footnoteReference w:id="2"/>} of the total.') + (
        f"<w:tbl><w:tr><w:tc>{p('Year')}</w:tc><w:tc>{cost}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('2024')}</w:tc><w:tc>{p('320')}</w:tc></w:tr></w:tbl>"
    )
    text, table = read(write_docx(tmp_path / "a.docx", body, footnotes=NOTES)).blocks
    assert text.text == "It is 8% of the total."
    assert [(n.label, n.text, n.at) for n in text.footnotes] == [("1", "See A/76/150.", 8)]
    assert table.rows == (("Year", "Cost in all"), ("2024", "320"))
    assert [(n.label, n.at, n.cell) for n in table.footnotes] == [("2", 4, (0, 1))]


def test_merged_cells_leave_empty_ones(tmp_path: Path) -> None:
    def tc(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    wide, top, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = p("表 1. 收支情况") + (
        f"<w:tbl><w:tr>{tc('地区', top)}{tc('金额', wide)}</w:tr><w:tr>{tc('', below)}{tc('2023')}{tc('2024')}</w:tr>"
        f"<w:tr>{tc('非洲')}{tc('10')}</w:tr></w:tbl>"
    )
    (table,) = read(write_docx(tmp_path / "a.docx", body)).blocks
    assert table.caption == "表 1. 收支情况"
    assert table.rows == (("地区", "金额", ""), ("", "2023", "2024"), ("非洲", "10", ""))


def test_deleted_and_hidden_text_is_left_out_and_changes_are_told(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>There are </w:t></w:r><w:del><w:r><w:delText>23</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>25</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> or 99</w:t></w:r>"
        "<w:r><w:t> States.</w:t></w:r></w:p>"
    )
    document = read(write_docx(tmp_path / "a.docx", body))
    assert document.blocks[0].text == "There are 25 States."
    assert [d.kind for d in document.doubts] == ["tracked-changes"]


def test_line_breaks_symbols_exponents_and_fields(tmp_path: Path) -> None:
    up = '{<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t>}'
    field = '{<w:fldChar w:fldCharType="begin"/>}{<w:instrText>PAGE 7</w:instrText>}{<w:fldChar w:fldCharType="end"/>}'
    body = p(f"面积{{<w:br/>}}为 30 m{up}。{field}") + p("non{<w:noBreakHyphen/>}paper{<w:br/>}text")
    assert [b.text for b in read(write_docx(tmp_path / "a.docx", body)).blocks] == ["面积为 30 m²。", "non-paper text"]


def test_bad_word_files(tmp_path: Path) -> None:
    good = write_docx(tmp_path / "a.docx", p("Text.")).read_bytes()
    cut, old, other, empty = (tmp_path / f"{n}.docx" for n in ("cut", "old", "other", "empty"))
    cut.write_bytes(good[: len(good) // 2])
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    write_docx(empty, "")
    for path, error in ((cut, Damaged), (old, Encrypted), (other, Damaged), (empty, Empty)):
        with pytest.raises(error, match=path.name):
            read(path)


def test_entities_of_the_file_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_docx(path, p("Text."))
    laughs = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    parts["word/document.xml"] = laughs + parts["word/document.xml"].replace("Text.", "Text &x;.")
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert read(path).blocks[0].text == "Text"


@needs_bench
@pytest.mark.parametrize("side", ["zh", "en"])
def test_bench_reports_as_word_files(side: str) -> None:
    folder = SHARED / "bench" / "secretariat-2025.clean"
    expected = truth(folder, side)
    got = read(folder / f"{side}.docx")
    assert [b.label for b in got.blocks if b.label] == [b.label for b in expected.blocks if b.label]
    squeezed = {"".join(b.text.split()) for b in got.blocks}
    assert all("".join(b.text.split()) in squeezed for b in expected.blocks)
