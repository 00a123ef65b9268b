"""Scans: pages that are pictures are read by Tesseract where it is installed, and a doubt says so."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from sheets import flow, typeset, wrapped

from hedui.corpus.samples import folder
from hedui.errors import NoText
from hedui.extract import ocr, read

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
