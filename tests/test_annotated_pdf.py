"""Annotated copies: highlights sit on the words they quote, every viewer can show them, the inputs stay as they are."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pikepdf
import pytest
from shared import bench_folders

from hedui.corpus.samples import folder, names
from hedui.errors import OutputError
from hedui.front import check
from hedui.model import (
    Block,
    Decision,
    Document,
    Finding,
    Message,
    Place,
    Print,
    Result,
    Source,
)
from hedui.outputs import pdf

FOLDERS = [folder(name, variant) for name in names() for variant in ("planted",)] + bench_folders()


def fold(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def annotated(result: Result, document: int) -> bytes:
    stream = io.BytesIO()
    pdf.write(result, stream, "en", document)
    return stream.getvalue()


class Mark(NamedTuple):
    """One of our annotations, as another reader sees it."""

    page: int
    kind: str
    name: str
    subject: str
    comment: str
    rect: tuple[float, ...]
    quads: tuple[float, ...]
    flags: int
    has_appearance: bool


def annotations(data: bytes) -> list[Mark]:
    """Our annotations, in the order of the pages."""
    with pikepdf.open(io.BytesIO(data)) as file:
        return [
            Mark(
                number,
                str(entry.Subtype),
                str(entry.NM),
                str(entry.Subj),
                str(entry.Contents),
                tuple(map(float, entry.Rect)),
                tuple(map(float, entry.get("/QuadPoints", []))),
                int(entry.F),
                "/N" in entry.AP,
            )
            for number, page in enumerate(file.pages, 1)
            for entry in page.get("/Annots", [])
            if str(entry.get("/T", "")) == "hedui"
        ]


def words_under(page: pdfplumber.page.Page, mark: Mark) -> str:
    """What stands in an annotation's boxes, read by another library than the one that placed them."""
    said = ""
    for at in range(0, len(mark.quads), 8):
        left, top, right, _, _, bottom, _, _ = mark.quads[at : at + 8]
        inside = [
            c
            for c in page.chars
            if left <= (c["x0"] + c["x1"]) / 2 <= right and bottom <= page.height - (c["top"] + c["bottom"]) / 2 <= top
        ]
        said += "".join(c["text"] for c in sorted(inside, key=lambda c: c["x0"]))
    return said


@pytest.mark.parametrize(
    "where", FOLDERS, ids=lambda path: path.name if "." in path.name else f"{path.parent.name}.{path.name}"
)
def test_highlights_sit_on_the_right_words(where: Path) -> None:
    result = check(where / "zh.pdf", where / "en.pdf")
    right, wrong = 0, []
    for number in range(2):
        data = annotated(result, number)
        found: dict[str, str] = {}
        with pdfplumber.open(io.BytesIO(data)) as file:
            for mark in annotations(data):
                if mark.kind == "/Highlight":
                    key = mark.name.rsplit("-", 1)[0]
                    found[key] = found.get(key, "") + words_under(file.pages[mark.page - 1], mark)
        for finding in result.findings:
            for at, place in enumerate(finding.places):
                if place.document == number and place.quote:
                    said = found.get(f"{finding.id}-{at}", "")
                    if fold(said) == fold(place.quote):
                        right += 1
                    else:
                        wrong.append((place.quote, said))
    assert right >= 0.99 * (right + len(wrong)) or len(wrong) <= 1, wrong


# ---- a small file whose words we place ourselves


def small(tmp_path: Path, rotate: int = 0, crop: tuple[float, float, float, float] | None = None) -> Path:
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=(595, 842))
    page.drawString(100, 700, "There are 13 projects in 9 States.")
    page.save()
    file = pikepdf.open(io.BytesIO(stream.getvalue()))
    if rotate:
        file.pages[0].Rotate = rotate
    if crop:
        file.pages[0].CropBox = list(crop)
    path = tmp_path / "en.pdf"
    file.save(path)
    return path


def result_on(path: Path, quote: str, text: str = "There are 13 projects in 9 States.") -> Result:
    """A finding on a quote, its print as wide as the whole line, as the page is shown."""
    import pypdfium2

    from hedui.outputs.locate import glyphs

    with pypdfium2.PdfDocument(path) as file:
        boxes = [glyph.box for glyph in glyphs(file[0])]
    line = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    start = text.index(quote) if quote else 10
    block = Block("b1", "paragraph", text, prints=(Print(0, len(text), 1, line),))
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    document = Document(Source(path.name, sha, "pdf", 1, str(path)), "en", (block,))
    end = start + len(quote)
    place = Place(0, "b1", None, text, quote, start, end, prints=(Print(start, end, 1, line),))
    finding = Finding("1" * 16, "N102", "count-changed", "error", 0.9, Message("13, not 12", "是 13"), (place,))
    return Result((document,), findings=(finding,))


@pytest.mark.parametrize("crop", [None, (50, 60, 500, 800)])
@pytest.mark.parametrize("rotate", [0, 180])
def test_cropped_and_turned_pages(tmp_path: Path, rotate: int, crop: tuple[float, float, float, float] | None) -> None:
    path = small(tmp_path, rotate, crop)
    (mark,) = annotations(annotated(result_on(path, "13 projects"), 0))
    left, bottom, right, top = mark.rect
    # as drawn: 12 point Helvetica from (100, 700); "There are " is 54 points wide
    assert (left, right) == (pytest.approx(154, abs=3), pytest.approx(212, abs=6))
    assert 690 < bottom < 700 < top < 716


def test_the_comment_says_what_is_wrong(tmp_path: Path) -> None:
    (mark,) = annotations(annotated(result_on(small(tmp_path), "13 projects"), 0))
    assert (mark.page, mark.kind, mark.comment) == (1, "/Highlight", "13, not 12")
    assert mark.subject == "N102 count-changed"
    assert mark.has_appearance
    assert mark.flags & 4


def test_what_is_missing_gets_a_caret(tmp_path: Path) -> None:
    (mark,) = annotations(annotated(result_on(small(tmp_path), ""), 0))
    assert mark.kind == "/Caret"


def test_a_viewer_shows_the_highlight(tmp_path: Path) -> None:
    """Rendered by pdfium with annotations: the paper under the words is coloured, the words stay dark."""
    import pypdfium2

    data = annotated(result_on(small(tmp_path), "13 projects"), 0)
    left, bottom, right, top = annotations(data)[0].rect
    with pypdfium2.PdfDocument(data) as file:
        picture = file[0].render(scale=2, may_draw_forms=False).to_pil().convert("RGB")
    area = picture.crop((int(left * 2), int((842 - top) * 2), int(right * 2), int((842 - bottom) * 2)))
    counts: dict[tuple[int, ...], int] = {colour: count for count, colour in area.getcolors(100_000)}
    most = max(counts, key=lambda colour: counts[colour])
    assert most[0] > 240
    assert most[2] < 180, "reddish paper"
    assert min(sum(colour) for colour in counts) < 120, "dark letters"


def test_old_annotations_stay(tmp_path: Path) -> None:
    path = small(tmp_path)
    file = pikepdf.open(path, allow_overwriting_input=True)
    file.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[1, 1, 9, 9])]
    )
    file.save(path)
    copy = pikepdf.open(io.BytesIO(annotated(result_on(path, "13 projects"), 0)))
    assert len(copy.pages[0].Annots) == 2


def test_dismissed_findings_are_left_out(tmp_path: Path) -> None:
    from dataclasses import replace

    result = replace(result_on(small(tmp_path), "9 States"), decisions=(Decision("1" * 16, "dismissed"),))
    assert annotations(annotated(result, 0)) == []


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    result = result_on(small(tmp_path), "9 States")
    assert annotated(result, 0) == annotated(result, 0)


def test_a_file_that_changed_is_refused(tmp_path: Path) -> None:
    path = small(tmp_path)
    result = result_on(path, "9 States")
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(OutputError, match="changed since the check"):
        annotated(result, 0)
    path.unlink()
    with pytest.raises(OutputError, match="not where it was"):
        annotated(result, 0)
