"""Writers: each one's output for the shared result is a file in tests/golden.

``HEDUI_REWRITE=1 pytest tests/test_outputs.py`` writes these files anew; look at the difference before it is committed.
"""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from results import HOSTILE

from hedui.model import Block, Coverage, Document, Finding, Message, Place, Result, Source
from hedui.outputs import WRITERS, format_of
from hedui.version import __version__

GOLDEN = Path(__file__).parent / "golden"


def written(result: Result, format_: str, lang: str = "en") -> bytes:
    stream = io.BytesIO()
    WRITERS[format_].write(result, stream, lang)
    return stream.getvalue()


def compare(name: str, text: str) -> None:
    """The text against the golden file of that name."""
    text = text.replace(__version__, "VERSION")
    path = GOLDEN / name
    if os.environ.get("HEDUI_REWRITE"):
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().decode("utf-8") == text


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("format_", ["console", "csv", "sarif"])
def test_golden_text(result: Result, format_: str, lang: str) -> None:
    compare(f"result.{lang}.{format_}", written(result, format_, lang).decode("utf-8"))


@pytest.mark.parametrize("format_", ["json", "tmx"])
def test_golden_without_language(result: Result, format_: str) -> None:
    assert written(result, format_, "en") == written(result, format_, "zh")
    compare(f"result.{format_}", written(result, format_).decode("utf-8"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_golden_html(result: Result, lang: str) -> None:
    text = written(result, "html", lang).decode("utf-8")
    text = re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.S)
    text = re.sub(r"<script>.*?</script>", "<script></script>", text, flags=re.S)
    compare(f"result.{lang}.html", re.sub(r"'sha256-[^']*'", "'sha256-'", text))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_golden_workbook(result: Result, lang: str) -> None:
    compare(f"result.{lang}.xlsx.txt", "\n".join(dump(written(result, "xlsx", lang))) + "\n")


def dump(data: bytes) -> list[str]:
    """What a workbook holds, a line a cell."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), rich_text=True)
    lines = []
    for sheet in book:
        lines.append(f"== {sheet.title} freeze={sheet.freeze_panes} filter={sheet.auto_filter.ref}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    lines.append(f"{cell.coordinate} {cell.data_type} {cell.value!r}")
    return lines


def test_every_golden_file_is_of_a_writer() -> None:
    formats = {path.name.removesuffix(".txt").rsplit(".", 1)[1] for path in GOLDEN.iterdir()}
    assert formats == set(WRITERS) - {"pdf"}, "pdf has its own test file"


def test_json_comes_back_whole(result: Result) -> None:
    from hedui.wire import result_from_json

    assert result_from_json(json.loads(written(result, "json"))) == result


def test_nothing_of_a_document_is_markup(result: Result) -> None:
    text = written(result, "html").decode("utf-8")
    body = re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.S)
    assert "<script>document" not in text
    assert "<img src=x" not in body
    assert "&lt;script&gt;document.title" in body
    assert text.count("<script") == 2, "the report's data and its own script"
    assert "default-src 'none'" in text


def test_the_report_asks_nothing_of_the_network(result: Result) -> None:
    text = written(result, "html").decode("utf-8").replace(HOSTILE, "")
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", text)
    assert "url(" not in text
    assert "@import" not in text


def test_a_workbook_computes_nothing(result: Result) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(written(result, "xlsx")))
    assert not [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_csv_is_harmless_in_a_spreadsheet() -> None:
    from hedui.outputs.csv import harmless

    assert harmless("=1+1") == "'=1+1"
    assert harmless("@sum") == "'@sum"
    assert harmless("-12.5") == "-12.5"
    assert harmless("+12 per cent") == "'+12 per cent"
    assert harmless(-3) == -3
    assert harmless(None) is None


def test_the_console_sends_no_control_characters(result: Result) -> None:
    assert b"\x1b" not in written(result, "console")


def test_console_rows_fit_the_width(result: Result) -> None:
    from rich.cells import cell_len

    for lang in ("en", "zh"):
        for line in written(result, "console", lang).decode().splitlines():
            assert cell_len(line) <= 100 or line.startswith(("zh.pdf", "en.pdf")), line


def test_an_excerpt_is_cut_between_words() -> None:
    words = " ".join(f"wonderfully{n}" for n in range(40))
    text = f"{words} 23 {words}"
    block = Block("b", "paragraph", text)
    at = text.index(" 23 ") + 1
    place = Place(0, "b", None, text, "23", at, at + 2)
    finding = Finding("0" * 16, "N102", "count-changed", "error", 0.9, Message("23", "23"), (place,))
    document = Document(Source("en.txt", "0" * 64, "txt"), "en", (block,))
    shown = written(Result((document,), findings=(finding,)), "console").decode()
    assert shown.count("…") == 2
    assert set(re.findall(r"\w*onder\w*", shown)) <= set(text.split())


def test_the_account_names_each_side(result: Result) -> None:
    def account(lang: str, *documents: Document, total: int = 1) -> list[str]:
        coverage = tuple(Coverage(n, total, 0, total, 0) for n, _ in enumerate(documents))
        shown = written(Result(documents, coverage=coverage), "console", lang).decode()
        return [
            line for line in shown.splitlines() if line.startswith("m.tmx") and ("figure" in line or "数字" in line)
        ]

    source = Source("m.tmx", "0" * 64, "tmx")
    zh, en = Document(source, "zh-Hans"), Document(source, "en")
    assert account("en", zh, en) == [
        "m.tmx (zh): 1 figure: 0 agreed, 1 flagged",
        "m.tmx (en): 1 figure: 0 agreed, 1 flagged",
    ]
    assert account("zh", zh, en)[1] == "m.tmx（英文）：共 1 个数字，一致 0，有疑 1"
    assert account("en", en, total=2) == ["m.tmx: 2 figures: 2 flagged"], "one document has nothing to agree with"


def test_dismissed_findings_are_marked(result: Result) -> None:
    assert "[Dismissed]" in written(result, "console").decode()
    log: dict[str, Any] = json.loads(written(result, "sarif"))
    suppressed = [r["ruleId"] for r in log["runs"][0]["results"] if r.get("suppressions")]
    assert suppressed == ["N102"]


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.html", "html"),
        ("A.HTM", "html"),
        ("a.sarif.json", "sarif"),
        ("a.json", "json"),
        ("b.pdf", "pdf"),
        ("a", None),
    ],
)
def test_the_suffix_names_the_format(name: str, format_: str | None) -> None:
    assert format_of(name) == format_


def test_an_empty_result_can_be_written(result: Result) -> None:
    from dataclasses import replace

    empty = replace(result, findings=(), pairs=(), coverage=(), decisions=())
    for format_ in set(WRITERS) - {"pdf"}:
        assert written(empty, format_)
        assert written(replace(empty, documents=empty.documents[:1]), format_)


def test_the_words_are_words() -> None:
    """Every word is there in both languages, and none is hidden from templates by a method of dict."""
    from hedui.extract.language import HAN
    from hedui.outputs.words import words

    english, chinese = words("en"), words("zh")
    assert set(english) == set(chinese)
    assert not [key for key in english if hasattr(dict, key)]
    assert not [text for text in english.values() if not text or HAN.search(text)]
    assert not [text for text in chinese.values() if not text]


def test_no_template_shows_a_thing_of_python(result: Result) -> None:
    for lang in ("en", "zh"):
        assert not re.search(r"&lt;(?:built-in|bound|function|\w+ object)", written(result, "html", lang).decode())


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.1, 1.4.3."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark by choice", "dark by system"])
def test_text_can_be_read_by_everybody(theme: int) -> None:
    from hedui.outputs.html import asset

    themes = re.findall(r"--paper:.*?--shadow", asset("look.css"), flags=re.S)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", themes[theme]))
    pairs = [(text, ground) for text in ("ink", "soft", "faint", "accent") for ground in ("paper", "card")]
    pairs += [(tone, f"{tone}-wash") for tone in ("error", "warning", "note")] + [("accent-ink", "accent")]
    weak = [
        (a, b, round(contrast(colours[a], colours[b]), 2)) for a, b in pairs if contrast(colours[a], colours[b]) < 4.5
    ]
    assert weak == []


def test_a_workbook_holds_the_paragraphs_with_their_figures_marked(result: Result) -> None:
    from openpyxl import load_workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    sheet = load_workbook(io.BytesIO(written(result, "xlsx")), rich_text=True).worksheets[0]
    texts = [[cell.value for cell in row if isinstance(cell.value, CellRichText)] for row in sheet.iter_rows(min_row=2)]
    for finding, cells in zip(result.findings, texts, strict=True):
        marked = {str(part) for text in cells for part in text if isinstance(part, TextBlock)}
        assert {place.quote for place in finding.places if place.quote} <= marked
        if "\x1b" not in finding.places[0].text:
            assert {place.text for place in finding.places if place.quote} <= {
                line for text in cells for line in str(text).split("\n")
            }


def test_a_report_says_where_its_images_end(monkeypatch: pytest.MonkeyPatch) -> None:
    from hedui.corpus.samples import folder, names
    from hedui.front import check
    from hedui.outputs import html

    sample = folder(names()[0], "planted")
    result = check(sample / "zh.pdf", sample / "en.pdf")
    whole = written(result, "html").decode()
    assert "page images are left out" not in whole
    monkeypatch.setattr(html, "IMAGE_BUDGET", 60_000)
    part = written(result, "html").decode()
    assert "page images are left out" in part
    assert 1 < part.count("data-cut=") < whole.count("data-cut=")
