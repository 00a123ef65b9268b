"""Scans: pages that are pictures are read by Tesseract where it is installed, and a doubt says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from sheets import flow, typeset, wrapped

from hedui.corpus.samples import folder
from hedui.errors import NoText
from hedui.extract import ocr, ocr_picture, read
from hedui.model import Doubt, Finding, Message, Result
from hedui.reconcile.doubted import doubted

installed = pytest.mark.skipif(not ocr.is_there(), reason="tesseract with chi_sim and eng is not installed")
TEXT = "The commission met in the old town hall for 3 days in 2024 and spent 45,300 dollars on its reports."


def scan(path: Path, to: Path) -> Path:
    """The first page of a PDF as a picture in a PDF."""
    with pdfium.PdfDocument(path) as pdf:
        picture = pdf[0].render(scale=300 / 72).to_pil().convert("L")
    picture.save(to, "PDF", resolution=300)
    return to


@installed
def test_a_scan_is_read_and_said_to_be(tmp_path: Path) -> None:
    page = typeset(tmp_path / "a.pdf", [flow([wrapped(TEXT)])])
    document = read(scan(page, tmp_path / "scan.pdf"), lang="en")
    assert TEXT in " ".join(block.text for block in document.blocks)
    assert "read-by-ocr" in {doubt.kind for doubt in document.doubts}
    first = document.blocks[0].prints[0]
    whole = read(page).blocks[0].prints[0]
    assert all(abs(a - b) < 4 for a, b in zip(first.box, whole.box, strict=True))


@installed
def test_a_chinese_scan(tmp_path: Path) -> None:
    document = read(scan(folder("library", "clean") / "zh.pdf", tmp_path / "scan.pdf"))
    text = "".join(block.text for block in document.blocks).replace(" ", "")
    assert document.lang == "zh-Hans"
    for phrase in ("图书馆合作方案", "2012年共同设立"):
        assert phrase in text


def test_it_can_be_kept_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = typeset(tmp_path / "a.pdf", [flow([wrapped(TEXT)])])
    monkeypatch.setenv("HEDUI_OCR", "0")
    with pytest.raises(NoText):
        read(scan(page, tmp_path / "scan.pdf"))


def test_without_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = typeset(tmp_path / "a.pdf", [flow([wrapped(TEXT)])])
    monkeypatch.setattr(ocr, "_program", lambda: None)
    with pytest.raises(NoText):
        read(scan(page, tmp_path / "scan.pdf"))


@installed
def test_a_table_in_a_scan_set_askew(tmp_path: Path) -> None:
    """Its rules are found in the picture; boxes are those of the page as it is shown."""
    with pdfium.PdfDocument(folder("library", "clean") / "en.pdf") as pdf:
        picture = pdf[4].render(scale=300 / 72).to_pil().convert("L")
    picture.rotate(1, fillcolor=255).save(tmp_path / "scan.pdf", "PDF", resolution=300)
    document = read(tmp_path / "scan.pdf", lang="en")
    table = max((block for block in document.blocks if block.kind == "table"), key=lambda block: len(block.rows or ()))
    printed = {
        cell
        for block in read(folder("library", "clean") / "en.pdf").blocks
        for row in block.rows or ()
        for cell in row
        if cell
    }
    cells = [cell for row in table.rows or () for cell in row if cell]
    assert len(cells) > 40
    assert sum(cell in printed for cell in cells) > 0.85 * len(cells)
    assert "unsure-figure" in {doubt.kind for doubt in document.doubts} or all(cell in printed for cell in cells)


def test_rules_are_found_in_a_picture() -> None:
    picture = Image.new("L", (1000, 800), 245)
    pen = ImageDraw.Draw(picture)
    for y in (100, 200, 300):
        pen.line((100, y, 900, y), fill=20, width=3)
    for x in (100, 500, 900):
        pen.line((x, 100, x, 300), fill=20, width=3)
    pen.rectangle((100, 400, 900, 500), fill=90)  # a shade is no rule
    found = ocr_picture.rulings(picture, 1000 / 240)
    across = [line for line in found.tolist() if line[1] == line[3]]
    assert len(across) == 3
    assert len(found) == 6
    turned, angle = ocr_picture.straightened(picture.rotate(1.5, fillcolor=245))
    assert abs(angle + 1.5) < 0.11
    assert turned.size == picture.size


def word(text: str, sure: float) -> ocr.Word:
    return ocr.Word(text, 0, 0, 60, 30, sure)


@pytest.mark.parametrize(
    ("first", "second", "text", "sure"),
    [
        (("33.19%，", 60), ("33.1%,", 96), "33.1%，", True),  # a sign of percent read as 9
        (("62%", 70), ("62%", 80), "62%", True),
        (("62%", 70), ("62%", 60), "62%", False),
        (("75,991", 89), ("75,591", 96), "75,991", False),  # two that are fairly sure: nobody knows
        (("2024", 60), ("(202446)", 34), "2024", False),
        (("12", 60), (")(", 95), "12", False),
        (("3/57", 60), ("3 57", 95), "3/57", False),
    ],
)
def test_a_figure_is_read_twice(first: tuple[str, float], second: tuple[str, float], text: str, sure: bool) -> None:
    settled, is_sure = ocr._better(word(*first), [word(part, second[1]) for part in second[0].split()])
    assert (settled.text, is_sure) == (text, sure)


def test_what_rests_on_a_scan_is_no_error(result: Result) -> None:
    one = next(f for f in result.findings if f.severity == "error" and any(place.prints for place in f.places))
    place = next(place for place in one.places if place.prints)
    shown = place.prints[0]
    note = Message("", "")

    def judged(*doubts: Doubt) -> Finding:
        documents = list(result.documents)
        documents[place.document] = replace(documents[place.document], doubts=doubts)
        (finding,) = doubted([one], documents)
        return finding

    assert judged() == one
    assert judged(Doubt("read-by-ocr", note, shown.page + 1)) == one
    scan = judged(Doubt("read-by-ocr", note, shown.page))
    assert (scan.severity, scan.id) == ("warning", one.id)
    assert "OCR" in scan.message.en
    assert "文字识别" in scan.message.zh
    unsure = judged(Doubt("read-by-ocr", note, shown.page), Doubt("unsure-figure", note, shown.page, shown.box))
    assert unsure.severity == "note"
    assert unsure.confidence < scan.confidence < one.confidence
