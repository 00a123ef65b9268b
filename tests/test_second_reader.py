"""What pdfium can't read is asked of playa: whole pages, and glyphs without Unicode."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sheets import flow, typeset, wrapped

from hedui.extract import pdf as reader
from hedui.extract import read
from hedui.extract.glyphs import PageGlyphs, Pdf
from hedui.extract.second import SecondReader

TEXT = "The commission met in the old town hall for 3 days in 2024 and spent 45,300 dollars on its reports."


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return typeset(tmp_path / "made.pdf", [flow([wrapped(TEXT)])])


def page_of(path: Path) -> PageGlyphs:
    with Pdf(path) as pdf:
        page = pdf.page(1)
    assert page is not None
    return page


def signs(page: PageGlyphs) -> str:
    return "".join(chr(code) for code in page.code[~page.generated] if code > 32)


def test_a_page_read_by_playa_stands_where_it_is_printed(made: Path) -> None:
    ours, theirs = page_of(made), SecondReader(made).page(1)
    assert theirs is not None
    assert signs(theirs) == signs(ours)
    printed = ~ours.generated & (ours.code > 32)
    assert np.abs(theirs.box[:, 0] - ours.box[printed, 0]).max() < 1
    assert np.abs(theirs.baseline - ours.baseline[printed]).max() < 1
    assert np.abs(theirs.size - ours.size[printed]).max() < 0.1
    assert SecondReader(made).page(2) is None


def test_a_page_that_cannot_be_loaded(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pdf, "page", lambda *_: None)
    document = read(made)
    assert document.blocks[0].text == TEXT
    assert {doubt.kind for doubt in document.doubts} == {"second-reader"}


def test_glyphs_without_unicode(made: Path) -> None:
    """Read where pdfium sees nothing, believed where both guess the same, unknown where they differ."""
    page = page_of(made)
    n = signs(page).index("2024")
    where = np.flatnonzero(~page.generated & (page.code > 32))[n : n + 4]
    assert "".join(map(chr, page.code[where])) == "2024"
    code, unmapped = page.code.copy(), page.unmapped.copy()
    code[where[0]], code[where[3]] = 0xE032, ord("7")
    unmapped[where] = True
    filled, count = SecondReader(made).filled(replace(page, code=code, unmapped=unmapped))
    assert "".join(map(chr, filled.code[where])) == "202\ufffd"
    assert count == 3
    assert filled.unmapped[where].tolist() == [False, False, False, True]


def test_a_reader_that_sees_something_else_is_not_believed(made: Path) -> None:
    page = page_of(made)
    code = np.where(page.code > 32, page.code + 1, page.code).astype(np.int32)
    code[0] = 0xFFFD
    assert SecondReader(made).filled(replace(page, code=code))[1] == 0


def test_a_page_of_sound_glyphs_asks_nobody(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr(subprocess, "run", fail)
    assert SecondReader(made).filled(page_of(made))[1] == 0
    assert read(made).doubts == ()


def test_it_has_only_so_much_time(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("playa", 1, output=b'{"page": 1, "width": 9, "hei')

    monkeypatch.setattr(subprocess, "run", late)
    second = SecondReader(made)
    assert second.page(1) is None
    assert second.late
    monkeypatch.setattr(Pdf, "page", lambda *_: None)
    with pytest.raises(reader.NoText):
        read(made)
