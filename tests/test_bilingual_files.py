"""Bilingual files: TSV, CSV, XLSX, TMX and XLIFF as two documents whose blocks answer each other by id."""

from __future__ import annotations

from pathlib import Path

import pytest

from hedui.errors import Damaged, Empty, InputError, NotFound, UnknownFormat
from hedui.extract.bilingual import is_bilingual, read_segments
from hedui.model import Document

ROWS = [("a1", "共有 23 个国家。", "There are 23 States."), ("a2", "占 8%。", "That is 8 per cent.")]


def seen(documents: tuple[Document, Document]) -> list[list[tuple[str, str | None, str]]]:
    return [[(b.id, b.label, b.text) for b in d.blocks] for d in documents]


EXPECTED = [
    [("s1", "a1", "共有 23 个国家。"), ("s2", "a2", "占 8%。")],
    [("s1", "a1", "There are 23 States."), ("s2", "a2", "That is 8 per cent.")],
]


def tsv(rows: list[tuple[str, ...]] = ROWS, header: str = "id\tzh\ten") -> str:
    return "\n".join([header, *("\t".join(row) for row in rows)]) + "\n"


TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en"/><body>
<tu tuid="a1"><tuv xml:lang="EN-US">
<seg>There are <bpt i="1">&lt;b&gt;</bpt>23<ept i="1">&lt;/b&gt;</ept> States.</seg></tuv>
<tuv xml:lang="fr"><seg>Il y a 23 États.</seg></tuv>
<tuv xml:lang="zh-CN"><seg>共有 <hi>23</hi> 个国家。<ph>{99}</ph></seg></tuv></tu>
<tu tuid="a2"><tuv xml:lang="en"><seg>That is 8 per cent.</seg></tuv><tuv xml:lang="zh"><seg>占 8%。</seg></tuv></tu>
</body></tmx>"""

XLIFF_1 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="x" source-language="en-US" target-language="zh-CN" datatype="plaintext"><header/><body>
<group><trans-unit id="a1"><source>There are <g id="1">23</g> States.<x id="2"/></source>
<seg-source><mrk mtype="seg" mid="0">There are 99 States.</mrk></seg-source>
<target>共有 <bpt id="1">{7}</bpt>23<ept id="1">{7}</ept> 个国家。</target>
<alt-trans><source>There were 22.</source><target>有 22 个。</target></alt-trans></trans-unit></group>
<trans-unit id="a2"><source>That is<x id="1" ctype="lb"/>8 per cent.</source><target>占 8%。</target></trans-unit>
</body></file></xliff>"""

XLIFF_2 = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="zh-Hans" trgLang="en">
<file id="f1"><unit id="a1"><segment><source>共有 <pc id="1">23</pc> 个国家。</source>
<target>There are 23 States.<ph id="2"/></target></segment></unit>
<unit id="u2"><segment id="a"><source>占 8%。</source><target>That is 8 per cent.</target></segment>
<ignorable><source> </source></ignorable>
<segment id="b"><source>无。</source></segment></unit></file></xliff>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tsv", tsv()),
        ("a.tmx", TMX),
        ("a.xlf", XLIFF_1),
        ("a.csv", "en,id,zh,note\n" + "\n".join(f'"{e}",{i},{z},x' for i, z, e in ROWS)),
    ],
)
def test_every_format_reads_the_same(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    zh, en = documents = read_segments(path)
    assert is_bilingual(path)
    assert seen(documents) == EXPECTED
    assert (zh.lang, en.lang) == ("zh-Hans", "en")
    assert zh.source == en.source
    assert zh.source.format == name.split(".")[1]


def test_xliff_2_has_a_label_for_each_segment_and_no_block_for_what_is_not_translated(tmp_path: Path) -> None:
    path = tmp_path / "a.xliff"
    path.write_text(XLIFF_2, encoding="utf-8")
    assert seen(read_segments(path)) == [
        [("s1", "a1", "共有 23 个国家。"), ("s2", "u2/a", "占 8%。"), ("s3", "u2/b", "无。")],
        [("s1", "a1", "There are 23 States."), ("s2", "u2/a", "That is 8 per cent.")],
    ]


def test_xlsx_takes_the_sheet_with_both_columns_and_shows_values_as_people_see_them(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["notes"])
    sheet = book.create_sheet()
    sheet.append(["项目文本"])
    sheet.append(["zh", "en", "ID"])
    for id_, zh, en in ROWS:
        sheet.append([zh, en, id_])
    sheet.append([12.0, "12\nitems", 7])
    path = tmp_path / "a.xlsx"
    book.save(path)
    book.close()
    zh, en = seen(read_segments(path))
    assert zh == [*EXPECTED[0], ("s3", "7", "12")]
    assert en == [*EXPECTED[1], ("s3", "7", "12 items")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(tsv().replace("\n", "\r\n").encode(encoding))
    assert seen(read_segments(path)) == EXPECTED


def test_traditional_characters_in_big5(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(tsv([("1", "共有 23 個國家，佔 8%。", "23 States, or 8%.")]).encode("big5"))
    zh, _ = read_segments(path)
    assert (zh.lang, zh.blocks[0].text) == ("zh-Hant", "共有 23 個國家，佔 8%。")


def test_quotes_in_raw_tsv_are_text(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    rows = [
        ("1", '"开放" 23 次', '"Open" 23 times'),
        ("2", '他说："是', 'He said "yes'),
        ("3", "24 次", '24 times"'),
        ("4", '"', '"'),
        ("5", "25", "25"),
    ]
    path.write_text(tsv(rows), encoding="utf-8")
    zh, en = read_segments(path)
    assert [(b.label, b.text) for b in zh.blocks] == [(row[0], row[1]) for row in rows]
    assert [(b.label, b.text) for b in en.blocks] == [(row[0], row[2]) for row in rows]


def test_tsv_of_a_spreadsheet_is_unquoted(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text('id\tzh\ten\n1\t"他说""是"""\t"two\nlines"\n2\t甲\tplain\n', encoding="utf-8")
    assert seen(read_segments(path)) == [
        [("s1", "1", '他说"是"'), ("s2", "2", "甲")],
        [("s1", "1", "two lines"), ("s2", "2", "plain")],
    ]


def test_rows_are_numbered_where_there_is_no_id(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("zh;en\n甲;one\n;\n乙;two\n", encoding="utf-8")
    assert [b.label for b in read_segments(path)[0].blocks] == ["1", "3"]


def test_a_row_with_too_many_fields_is_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("zh,en\n甲,one, two\n", encoding="utf-8")
    assert [d.kind for d in read_segments(path)[0].doubts] == ["broken-row"]


def test_kind_is_known_by_content_where_the_suffix_does_not_tell(tmp_path: Path) -> None:
    for name, content, expected in [
        ("a.xml", TMX, True),
        ("b.xml", "<html/>", False),
        ("a.txt", tsv(), True),
        ("b.txt", "The zh and en columns.", False),
        ("c.pdf", "%PDF-1.7", False),
    ]:
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert is_bilingual(tmp_path / name) is expected
    assert seen(read_segments(tmp_path / "a.xml")) == EXPECTED


LAUGHS = (
    '<!DOCTYPE tmx [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
    + ']><tmx version="1.4"><body><tu><tuv xml:lang="zh"><seg>&m;</seg></tuv></tu></body></tmx>'
)
EXTERNAL = '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]>\
<tmx><body><tu><tuv xml:lang="zh"><seg>&x;</seg></tuv></tu></body></tmx>'


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.tsv", "", Empty),
        ("a.tsv", "\ufeff\n", Empty),
        ("a.tsv", "id\tzh\ten\n", Empty),
        ("a.tsv", "id\tchinois\ten\n1\t甲\tone\n", Damaged),
        ("a.xlsx", "no zip", Damaged),
        ("a.tmx", TMX[:300], Damaged),
        ("a.tmx", "<html><body/></html>", Damaged),
        ("a.tmx", TMX.replace("zh", "de").replace("EN", "nl").replace('"en"', '"nl"'), Empty),
        ("a.xlf", XLIFF_1.replace("zh-CN", "fr"), Damaged),
        ("a.tmx", LAUGHS, Damaged),
        ("a.tmx", EXTERNAL, Damaged),
        ("a.txt", "Only prose.", UnknownFormat),
    ],
)
def test_bad_files_are_said_in_one_line(tmp_path: Path, name: str, content: str, error: type[InputError]) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(error) as caught:
        read_segments(path)
    assert name in caught.value.en
    assert name in caught.value.zh
    assert "\n" not in caught.value.en + caught.value.zh


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_segments(tmp_path / "none.tsv")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(bytes(range(128, 256)) * 20 + b"\xff")
    with pytest.raises(Damaged):
        read_segments(path)


def test_progress_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(tsv([(str(i), f"第 {i} 项", f"item {i}") for i in range(2500)]), encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    zh, _ = read_segments(path, progress=lambda *step: told.append(step))
    assert len(zh.blocks) == 2500
    assert told == [("read", 1000, 1000), ("read", 2000, 2000), ("read", 2500, 2500)]
