"""What can't be read for sure is said, with its page and box, and what is certain is read all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen import canvas
from sheets import Ink, document, flow, texts, typeset, wrapped

from hedui.errors import NoText
from hedui.extract import peek, read

TEXT = "The commission met in the old town hall of the capital for three days and heard the reports of its experts."


NAMES = ["Aho", "Bakker", "Chen", "Diallo", "Eze", "Fonseca", "Gupta", "Haddad", "Ito"]


def scanned(path: Path, *texts_of_pages: str) -> Path:
    """A PDF whose pages are pictures, but for those with a text."""
    from PIL import Image

    sheet = canvas.Canvas(str(path))
    for text in texts_of_pages:
        if text:
            sheet.drawString(72, 700, text[:80])
        else:
            sheet.drawInlineImage(Image.new("L", (60, 80), 200), 72, 72, 400, 600)
        sheet.showPage()
    sheet.save()
    return path


def test_a_page_without_text_layer(tmp_path: Path) -> None:
    made = read(scanned(tmp_path / "scan.pdf", TEXT, "", TEXT + " Again."))
    assert [(d.kind, d.page) for d in made.doubts] == [("no-text-layer", 2)]
    assert made.doubts[0].message.zh


def test_no_text_at_all(tmp_path: Path) -> None:
    with pytest.raises(NoText, match=r"scan\.pdf"):
        read(scanned(tmp_path / "scan.pdf", "", ""))


def test_hidden_text_is_read_and_said(tmp_path: Path) -> None:
    made = document(tmp_path, [*flow([wrapped(TEXT)]), Ink(72, 300, "Found by character recognition.", mode=3)])
    assert "Found by character recognition." in texts(made)
    assert [d.kind for d in made.doubts] == ["hidden-text"]


def test_rotated_text_is_said(tmp_path: Path) -> None:
    made = document(tmp_path, [*flow([wrapped(TEXT)]), Ink(40, 500, "DRAFT OF MAY", turn=90)])
    (doubt,) = made.doubts
    assert doubt.kind == "rotated-text"
    assert doubt.box is not None
    assert 25 < doubt.box[0] < 45


def test_text_outside_the_page(tmp_path: Path) -> None:
    made = document(tmp_path, [*flow([wrapped(TEXT)]), Ink(700, 300, "Nobody sees this.")])
    assert [d.kind for d in made.doubts] == ["text-outside"]
    assert texts(made) == [TEXT]


def test_peek_looks_past_a_cover_that_is_a_picture(tmp_path: Path) -> None:
    path = scanned(tmp_path / "scan.pdf", "", "", "", TEXT)
    assert peek(path).blocks[0].text == TEXT[:80].strip()


def test_peek_reads_the_first_pages_only(tmp_path: Path) -> None:
    path = typeset(tmp_path / "long.pdf", [flow([wrapped(f"{name} spoke first. {TEXT}")]) for name in NAMES])
    made = peek(path, pages=2)
    assert made.source.pages == 9
    assert {p.page for b in made.blocks for p in b.prints} == {1, 2}
