"""What is filled into the fields of a form is read where it stands, and what can't be is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sheets import texts

from hedui.extract import read
from hedui.model import Document

LABELS = ("Name of the applicant:", "Amount asked for:", "The application was received in time and is complete.")
LINES = (700, 660, 620)


def stream(data: str, entries: str = "") -> str:
    return f"<<{entries} /Length {len(data)}>> stream\n{data}\nendstream"


def shown(text: str) -> str:
    """The appearance of a field that shows a text."""
    font = "/Resources <</Font <</H 4 0 R>>>>"
    return stream(f"BT /H 12 Tf 2 4 Td ({text}) Tj ET", f"/Type /XObject /Subtype /Form /BBox [0 0 200 17] {font}")


def field(value: str, y: float, more: str = "", sort: str = "/Subtype /Widget /FT /Tx") -> str:
    """A text field right of the label on that line."""
    said = value.encode("utf-16-be").hex()
    where = f"/Rect [200 {y - 5} 400 {y + 12}]"
    return f"<</Type /Annot {sort} /T (f{y}) /V <FEFF{said}> /DA (/H 11 Tf) {where} {more}>>"


def form(
    path: Path, fields: Sequence[str], appearances: Sequence[str] = (), labels: Sequence[str] = LABELS
) -> Document:
    """A page of three lines with these fields; the appearances are objects 10, 11, …; it is read."""
    content = "".join(f"BT /H 11 Tf 72 {y} Td ({text}) Tj ET\n" for y, text in zip(LINES, labels, strict=True))
    kids = " ".join(f"{20 + k} 0 R" for k in range(len(fields)))
    objects = {
        1: f"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [{kids}] /DA (/H 0 Tf)>>>>",
        2: "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        3: "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        f"/Resources <</Font <</H 4 0 R>>>> /Annots [{kids}]>>",
        4: "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
        5: stream(content),
        **{10 + k: text for k, text in enumerate(appearances)},
        **{20 + k: text for k, text in enumerate(fields)},
    }
    file = path / "form.pdf"
    file.write_bytes(_written(objects))
    return read(file)


def _written(objects: dict[int, str]) -> bytes:
    data, places = b"%PDF-1.7\n", {}
    for number, text in objects.items():
        places[number] = len(data)
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{n} 1\n{place:010} 00000 n \n" for n, place in places.items())
    end = f"xref\n0 1\n0000000000 65535 f \n{table}trailer <</Root 1 0 R /Size {max(objects) + 1}>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode("latin-1")


def test_values_with_an_appearance_stand_behind_their_labels(tmp_path: Path) -> None:
    fields = [field("Ana Lima", 700, "/AP <</N 10 0 R>>"), field("12,500", 660, "/AP <</N 11 0 R>>")]
    made = form(tmp_path, fields, [shown("Ana Lima"), shown("12,500")])
    assert texts(made) == ["Name of the applicant: Ana Lima", "Amount asked for: 12,500", LABELS[2]]
    assert made.doubts == ()


def test_values_without_an_appearance_are_set_as_viewers_do(tmp_path: Path) -> None:
    made = form(tmp_path, [field("李安娜", 700), field("一万二千五百 12 500", 660)])
    assert texts(made)[:2] == ["Name of the applicant: 李安娜", "Amount asked for: 一万二千五百 12 500"]
    box = made.blocks[0].prints[0].box
    assert 72 <= box[0] < 73
    assert 230 < box[2] < 240


def test_a_long_value_is_broken_into_lines(tmp_path: Path) -> None:
    long = "The applicant has worked in the region for eleven years and speaks three of its languages; "
    long += "two of them since childhood, the third since the first of these eleven years"
    where = "/Rect [150 400 378 600] /T (long)"
    made = form(tmp_path, [field(long, 0, "").replace("/Rect [200 -5 400 12] ", where)])
    assert texts(made)[3:] == [long]


def test_a_value_on_a_line_of_underscores(tmp_path: Path) -> None:
    labels = ("Name of the applicant: __________________________", *LABELS[1:])
    made = form(tmp_path, [field("Ana Lima", 700)], labels=labels)
    assert texts(made)[0].replace("_", "").split() == "Name of the applicant: Ana Lima".split()


def test_an_appearance_that_shows_something_else_is_said(tmp_path: Path) -> None:
    made = form(tmp_path, [field("Bruno", 700, "/AP <</N 10 0 R>>")], [shown("Ana Lima")])
    assert texts(made)[0] == "Name of the applicant: Ana Lima"
    (doubt,) = made.doubts
    assert (doubt.kind, doubt.page) == ("unread-field", 1)
    assert "“Bruno”" in doubt.message.en
    assert "“Bruno”" in doubt.message.zh
    assert doubt.box == (200, 130, 400, 147)


def test_hidden_fields_and_buttons_are_no_text(tmp_path: Path) -> None:
    button = field("Send", 660, "/AP <</N 10 0 R>>", "/Subtype /Widget /FT /Btn /Ff 65536")
    made = form(tmp_path, [field("Ana Lima", 700, "/F 2"), button], [shown("Send")])
    assert texts(made) == list(LABELS)
    assert made.doubts == ()


def test_text_typed_on_the_page(tmp_path: Path) -> None:
    typed = field("", 700, "/Contents (Ana Lima) /AP <</N 10 0 R>>", "/Subtype /FreeText")
    assert texts(form(tmp_path, [typed], [shown("Ana Lima")]))[0] == "Name of the applicant: Ana Lima"


def test_stamps_are_said(tmp_path: Path) -> None:
    stamp = field("", 500, "/Contents (Approved) /AP <</N 10 0 R>>", "/Subtype /Stamp")
    made = form(tmp_path, [stamp], [shown("APPROVED")])
    assert texts(made) == list(LABELS)
    assert [(d.kind, d.page) for d in made.doubts] == [("unread-stamp", 1)]
    assert "1 stamp" in made.doubts[0].message.en
    assert "1 个图章" in made.doubts[0].message.zh
