"""A folder of damaged and hostile files: each gets a status, none stops the run, nothing outside is touched."""

from __future__ import annotations

import io
import os
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from hedui.corpus import archives
from hedui.corpus import run as batch
from hedui.corpus.engines import Limits, Local
from hedui.corpus.store import Store, jobs

LINES = [f"{n}. In {2000 + n} the Committee received {n * 3} applications from {n} States." for n in range(1, 15)]


def pdf(
    lines: list[str] = LINES,
    *,
    count: int = 1,
    kids: str = "3 0 R",
    content: bytes | None = None,
    filters: str = "",
    trailer: str = "",
) -> bytes:
    """A small PDF made by hand, so that each of its parts can be spoilt."""
    drawn = content or b"BT /F1 11 Tf 72 760 Td 16 TL " + b" ".join(f"({x}) Tj T*".encode() for x in lines) + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
        f"<< /Length {len(drawn)} {filters} >>\nstream\n".encode() + drawn + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>\n"
        b"stream\n/X Do\nendstream",
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for n, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{n} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{place:010} 00000 n \n".encode() for place in places))
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def bombs() -> dict[str, bytes]:
    """Files made to hurt."""
    deep = b"q " * 50_000 + b"BT /F1 11 Tf (deep) Tj ET"
    zeros = zlib.compress(b"0 " * 30_000_000, 9)
    twice = zlib.compress(zlib.compress(b"0" * 200_000_000, 9), 9)
    nested = "[" * 20_000 + "]" * 20_000
    docx = io.BytesIO()
    with zipfile.ZipFile(docx, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", b"<w>" + b"A" * 300_000_000 + b"</w>")
    laughs = io.BytesIO()
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with zipfile.ZipFile(laughs, "w") as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", f'<!DOCTYPE w [<!ENTITY l0 "ha">{entities}]><w>&l9;</w>')
    return {
        "form that draws itself.pdf": pdf(content=b"/X Do"),
        "two thousand million pages.pdf": pdf(count=2_000_000_000),
        "negative pages.pdf": pdf(count=-5),
        "page tree in a circle.pdf": pdf(kids="2 0 R 3 0 R"),
        "kids that are not there.pdf": pdf(kids="99 0 R 98 0 R"),
        "same page many times.pdf": pdf(count=5000, kids="3 0 R " * 5000),
        "deep graphics state.pdf": pdf(content=deep),
        "zip bomb.pdf": pdf(content=zeros, filters="/Filter /FlateDecode"),
        "zip bomb twice.pdf": pdf(content=twice, filters="/Filter [/FlateDecode /FlateDecode]"),
        "deep nesting.pdf": pdf(trailer=f"/Info {nested}"),
        "encrypted by nobody.pdf": pdf(trailer="/Encrypt << /Filter /Standard /V 9 /R 9 /O () /U () /P 0 >>"),
        "endless startxref.pdf": pdf(trailer="/Prev 0"),
        "bomb.docx": docx.getvalue(),
        "billion laughs.docx": laughs.getvalue(),
    }


def oddities() -> dict[str, bytes]:
    """Files that are not what they seem, and names that try to be more than names."""
    return {
        "empty.pdf": b"",
        "empty.txt": b"",
        "blank.txt": b" \n\t\n" * 50,
        "text called pdf.pdf": b"This is plain text about 12 projects in 5 States, and nothing else. " * 9,
        "picture.pdf": b"\x89PNG\r\n\x1a\n" + bytes(500),
        "zeros.pdf": bytes(5000),
        "zip.docx": b"PK\x05\x06" + bytes(18),
        "bytes.txt": bytes(range(256)) * 20,
        "utf16.txt": "委员会共收到 23 份申请。\n\n".encode("utf-16") * 9,
        "french.txt": "Le comité a reçu vingt-trois demandes et les a examinées pendant la session. ".encode() * 9,
        "russian.txt": "Комитет получил двадцать три заявки и рассмотрел их на своей сессии. ".encode() * 9,
        "名字 有空格.txt": "委员会共收到 23 份申请，会议为期四天。".encode() * 9,
        "new\nline.txt": b"The Committee received 23 applications during the four-day session. " * 9,
        "-rf.txt": b"The Committee received 23 applications during the four-day session. " * 9,
        "$(touch hacked).txt": b"The Committee received 23 applications during the four-day session. " * 9,
        "=cmd|calc.txt": b"The Committee received 23 applications during the four-day session. " * 9,
    }


def damaged(rng: random.Random, n: int) -> dict[str, bytes]:
    """Seeded damage to a good PDF: truncated, flipped, cut, references exchanged, numbers changed."""
    good = pdf()

    def truncate(data: bytes) -> bytes:
        return data[: rng.randrange(1, len(data))]

    def flip(data: bytes) -> bytes:
        spoilt = bytearray(data)
        for _ in range(rng.randrange(1, 4)):
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
        return bytes(spoilt)

    def cut(data: bytes) -> bytes:
        a = rng.randrange(len(data))
        return data[:a] + data[a + rng.randrange(1, 200) :]

    def numbers(data: bytes) -> bytes:
        at = rng.choice([k for k, byte in enumerate(data) if 48 <= byte <= 57])
        return data[:at] + str(rng.choice([0, 7, 99999999, 2**31, 2**63])).encode() + data[at + 1 :]

    ways: list[Callable[[bytes], bytes]] = [truncate, flip, cut, numbers]
    return {f"{ways[k % 4].__name__} {k}.pdf": ways[k % 4](good) for k in range(n)}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("hostile")
    archive, outside, results = home / "archive", home / "outside", home / "results"
    for folder in (archive, outside, archive / "sub"):
        folder.mkdir()
    (outside / "secret.txt").write_text("The secret number is 42, and it is not for everybody. " * 9)
    files = {**bombs(), **oddities(), **damaged(random.Random(11), 170)}
    for name, data in files.items():
        (archive / name).write_bytes(data)
    (archive / "link out.txt").symlink_to(outside / "secret.txt")
    (archive / "loop").symlink_to(archive)
    (archive / "dangling.pdf").symlink_to(outside / "gone.pdf")
    os.mkfifo(archive / "pipe.txt")
    before = {p: p.stat().st_mtime_ns for p in outside.rglob("*")}
    everything = [
        archives.Row(f"f{k}", "", str(archive / name), "unpaired", "") for k, name in enumerate(sorted(files))
    ]
    listed = {Path(p).name for p in archives.files(archive)}
    with Store(results / "hedui.sqlite" if results.mkdir() is None else "") as store:
        tally = batch.run(everything, results, store=store, engine=Local(2, Limits(20, 1024)))
        rows = {Path(row.en).name: row for row in store.rows(sa.select(jobs))}
    after = {p: p.stat().st_mtime_ns for p in outside.rglob("*")}
    return {
        "files": files,
        "rows": rows,
        "tally": tally,
        "listed": listed,
        "untouched": before == after,
        "home": home,
        "archive": archive,
    }


def test_every_file_has_a_status(outcome: dict[str, Any]) -> None:
    assert set(outcome["rows"]) == set(outcome["files"])
    assert len(outcome["files"]) >= 200
    assert {row.status for row in outcome["rows"].values()} <= {"done", "failed"}
    assert all(row.reason and row.reason_zh for row in outcome["rows"].values() if row.status == "failed")


def test_no_fault_is_ours(outcome: dict[str, Any]) -> None:
    ours = {name: row.reason for name, row in outcome["rows"].items() if "an error of ours" in (row.reason or "")}
    assert ours == {}


def test_reasons_are_one_line(outcome: dict[str, Any]) -> None:
    for name, row in outcome["rows"].items():
        assert "Traceback" not in (row.reason or ""), name
        assert len((row.reason or "").replace(name, "").splitlines()) <= 1, (name, row.reason)


@pytest.mark.parametrize("name", ["utf16.txt", "名字 有空格.txt", "new\nline.txt", "-rf.txt", "text called pdf.pdf"])
def test_odd_but_good_files_are_read(outcome: dict[str, Any], name: str) -> None:
    row = outcome["rows"][name]
    assert row.status == "done" or name == "text called pdf.pdf", row.reason


@pytest.mark.parametrize("name", ["french.txt", "russian.txt", "empty.pdf", "blank.txt", "picture.pdf", "zip.docx"])
def test_what_is_no_document_of_ours_is_said_so(outcome: dict[str, Any], name: str) -> None:
    assert outcome["rows"][name].status == "failed"


def test_most_damaged_files_are_still_read(outcome: dict[str, Any]) -> None:
    """Flipped bytes and changed numbers leave most of the text where it was."""
    some = [row for name, row in outcome["rows"].items() if name.split()[0] in ("flip", "numbers")]
    assert sum(row.status == "done" for row in some) >= 0.7 * len(some)


def test_links_pipes_and_loops_are_not_followed(outcome: dict[str, Any]) -> None:
    assert {"link out.txt", "dangling.pdf", "pipe.txt"}.isdisjoint(outcome["listed"])
    assert outcome["untouched"]
    assert not list(outcome["home"].rglob("hacked"))
