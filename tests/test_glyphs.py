"""Glyphs and ruling lines as arrays: where they are, also on turned and cropped pages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pytest
from reportlab.pdfgen import canvas
from sheets import HEIGHT, WIDTH, Ink, typeset, width

from hedui.errors import Damaged, Encrypted
from hedui.extract import read
from hedui.extract.glyphs import PageGlyphs, Pdf


def first_page(path: Path, password: str | None = None) -> PageGlyphs:
    with Pdf(path, password) as pdf:
        page = pdf.page(1)
    assert page is not None
    return page


def test_characters_boxes_sizes(tmp_path: Path) -> None:
    page = first_page(typeset(tmp_path / "a.pdf", [[Ink(100, 200, "Well 7", 12), Ink(100, 300, "第七口井", 10)]]))
    printed = ~page.generated
    assert "".join(map(chr, page.code[printed])) == "Well 7第七口井"
    assert page.box[0] == pytest.approx([100, 200 - 12 * 0.9, 111.3, 200 + 12 * 0.25], abs=3)
    assert set(page.size[printed].round(1)) == {12, 10}
    assert set(page.baseline[printed].round(1)) == {200, 300}
    assert (page.width, page.height) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_read_as_shown(tmp_path: Path, turn: int) -> None:
    """The text is set so that it stands upright once the page is turned."""
    x, y = {90: (100, HEIGHT - 50), 180: (WIDTH - 50, HEIGHT - 100), 270: (WIDTH - 100, 50)}[turn]
    typeset(tmp_path / "a.pdf", [[Ink(x, y, "Well 7", turn=turn)]])
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        pdf.pages[0].Rotate = turn
        pdf.save(tmp_path / "t.pdf")
    page = first_page(tmp_path / "t.pdf")
    assert set(page.angle[~page.generated]) == {0}
    assert page.box[0, 0] == pytest.approx(50, abs=2)
    assert page.baseline[0] == pytest.approx(100, abs=1)
    assert (page.width > page.height) == (turn != 180)


def test_a_crop_box_moves_the_origin(tmp_path: Path) -> None:
    typeset(tmp_path / "a.pdf", [[Ink(100, 200, "Well 7")]])
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        pdf.pages[0].cropbox = pikepdf.Array([30, 40, WIDTH - 10, HEIGHT - 60])
        pdf.save(tmp_path / "b.pdf")
    page = first_page(tmp_path / "b.pdf")
    assert page.box[0, 0] == pytest.approx(70, abs=1)
    assert page.baseline[0] == pytest.approx(140, abs=1)
    assert page.height == pytest.approx(HEIGHT - 100)


def test_ruling_lines_and_filled_rectangles(tmp_path: Path) -> None:
    sheet = canvas.Canvas(str(tmp_path / "r.pdf"), pagesize=(WIDTH, HEIGHT))
    sheet.line(50, HEIGHT - 100, 250, HEIGHT - 100)
    sheet.rect(50, HEIGHT - 300, 200, 100)
    sheet.setFillColorRGB(1, 0, 0)
    sheet.rect(300, HEIGHT - 300, 100, 50, stroke=0, fill=1)
    sheet.rect(300, HEIGHT - 400, 100, 1, stroke=0, fill=1)
    sheet.beginForm("inner")
    sheet.line(0, 0, 100, 0)
    sheet.endForm()
    sheet.translate(50, HEIGHT - 500)
    sheet.doForm("inner")
    sheet.showPage()
    sheet.save()
    page = first_page(tmp_path / "r.pdf")
    lines = {tuple(row) for row in (page.lines[:, :4] / 2).round().astype(int).tolist()}  # to two points
    assert {(25, 50, 125, 50), (25, 100, 125, 100), (25, 100, 25, 150), (25, 250, 75, 250)} <= lines
    assert (150, 200, 200, 200) in lines
    assert page.rects.round().astype(int).tolist() == [[300, 250, 400, 300]]
    assert page.fills.tolist() == [0xFF0000]


def test_an_empty_page_has_empty_arrays(tmp_path: Path) -> None:
    page = first_page(typeset(tmp_path / "e.pdf", [[]]))
    assert len(page) == 0
    assert page.box.shape == (0, 4)
    assert page.lines.shape == (0, 5)
    assert isinstance(page.unmapped, np.ndarray)


def test_passwords(tmp_path: Path) -> None:
    typeset(tmp_path / "a.pdf", [[Ink(100, 200, "Well 7")]])
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        pdf.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="boss", user="open"))
    for password in (None, "wrong"):
        with pytest.raises(Encrypted, match=r"b\.pdf"):
            first_page(tmp_path / "b.pdf", password)
    assert len(first_page(tmp_path / "b.pdf", "open"))


def test_not_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\nnothing else")
    with pytest.raises(Damaged, match=r"x\.pdf"):
        first_page(tmp_path / "x.pdf")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_text_set_sideways_is_read_and_placed_as_shown(tmp_path: Path, turn: int) -> None:
    words = ["There are 12 wells in the north", "and 30 of them in the south."]
    away = {90: (100, 700), 180: (500, 100), 270: (500, 100)}[turn]
    step = {90: (14, 0), 180: (0, -14), 270: (-14, 0)}[turn]
    inks = [Ink(away[0] + n * step[0], away[1] + n * step[1], text, turn=turn) for n, text in enumerate(words)]
    document = read(typeset(tmp_path / "a.pdf", [inks]))
    assert [b.text for b in document.blocks] == [" ".join(words)] or [b.text for b in document.blocks] == words
    assert not document.doubts
    x0, top, x1, bottom = document.blocks[0].prints[0].box
    length = width(words[0])
    across = x1 - x0 if turn == 180 else bottom - top
    assert across == pytest.approx(length, abs=3)
    assert min(abs(x0 - away[0]), abs(x1 - away[0])) < 12
    assert min(abs(top - away[1]), abs(bottom - away[1])) < 12
