"""Damaged PDFs: what can be saved is read, what can't is refused in one line, and nothing crashes, hangs or leaks."""

from __future__ import annotations

import random
import re
import time
import zlib
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from damage import Recoverable, Saved, Whole, characters, damages, saved, sources, texts
from sheets import flow, typeset, wrapped

from hedui.corpus.samples import folder
from hedui.errors import HeduiError
from hedui.extract import read
from hedui.extract.mend import is_suspect, mended
from hedui.extract.mend_content import sound_until
from hedui.extract.mend_flate import corrected
from hedui.model import Document

TEXT = "The commission met in the old town hall of the capital for three days and heard the reports of its experts."
PATIENCE = 20.0


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> list[Saved]:
    """What is made of each sample file, damaged in every way."""
    room = tmp_path_factory.mktemp("damaged")
    found = []
    for name, path in sources():
        whole = Whole(path)
        for what, bad in damages(path.read_bytes(), random.Random(name)):
            begin = time.monotonic()
            found.append(saved(whole, what, bad, room))
            assert time.monotonic() - begin < PATIENCE, (name, what)
    return found


def test_three_quarters_are_saved(damaged: list[Saved]) -> None:
    assert len(damaged) >= 200
    assert sum(one.share for one in damaged) / len(damaged) >= 0.75


def test_hardly_any_of_it_is_wrong(damaged: list[Saved]) -> None:
    assert sum(one.wrong > 0.02 for one in damaged) <= 0.01 * len(damaged)
    assert sum(one.wrong for one in damaged) / len(damaged) < 0.001


def test_the_way_to_the_pages_is_found_again(damaged: list[Saved]) -> None:
    lost_ways = [one for one in damaged if "startxref" in one.what]
    assert len(lost_ways) == 12
    assert {one.share for one in lost_ways} == {1.0}


def test_it_is_said_to_be_damaged(damaged: list[Saved]) -> None:
    torn = [one for one in damaged if one.what.startswith("cut at") and one.share > 0]
    assert torn
    assert all("damaged-file" in one.kinds for one in torn)


def test_a_damaged_map_never_makes_other_text(tmp_path: Path) -> None:
    """A letter changed in the packed map to Unicode of a font: what is set in it reads as U+FFFD, or right."""
    data = (folder("basin", "clean") / "en.pdf").read_bytes()
    whole = {word for block in read(folder("basin", "clean") / "en.pdf").blocks for word in block.text.split()}
    at = [m.end() for m in re.finditer(rb"/FlateDecode /Length (?:495|549|333)\b.*?stream\n", data, re.DOTALL)]
    for start in at:
        bad = bytearray(data)
        bad[start + 200] ^= 0x55
        (tmp_path / "bad.pdf").write_bytes(bytes(bad))
        with suppress(HeduiError):
            document = read(tmp_path / "bad.pdf")
            assert "damaged-file" in {doubt.kind for doubt in document.doubts}
            words = [word for block in document.blocks for word in block.text.split() if "\ufffd" not in word]
            assert sum(word not in whole for word in words) <= 0.03 * len(words)


def test_pages_before_a_truncation_are_saved(tmp_path: Path) -> None:
    pages = [flow([wrapped(f"On page {n}: {TEXT} {n * k}.") for k in range(12)]) for n in range(1, 31)]
    typeset(tmp_path / "made.pdf", pages)
    with pikepdf.open(tmp_path / "made.pdf") as pdf:
        pdf.save(tmp_path / "plain.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    head, *objects = re.split(rb"(?m)^(?=\d+ 0 obj)", (tmp_path / "plain.pdf").read_bytes())
    # As many producers write: fonts and pages as they come, the way to them at the end.
    objects.sort(key=lambda body: (b"/Kids" in body or b"/Catalog" in body, b"/BaseFont" not in body))
    data = head + b"".join(objects)
    (tmp_path / "whole.pdf").write_bytes(data)
    whole = characters(read(tmp_path / "whole.pdf"))
    saved = []
    for tenth in (5, 6, 7, 8, 9):
        broken = tmp_path / "bad.pdf"
        broken.write_bytes(data[: len(data) * tenth // 10])
        document = read(broken)
        saved.append(characters(document) / whole)
        assert "damaged-file" in {doubt.kind for doubt in document.doubts}
    # The page objects stand before the text of the pages and take two fifths of the file.
    assert saved == sorted(saved)
    assert saved[-1] > 0.75


def test_what_stands_before_a_truncation_is_saved(damaged: list[Saved]) -> None:
    """Nineteen twentieths of what can be read at all, with its page, its fonts and their maps before the cut."""
    cuts = [one.share for one in damaged if one.what.startswith("cut at")]
    readable = [
        Recoverable(path).share(path.stat().st_size * tenth // 10) for _, path in sources() for tenth in range(1, 10)
    ]
    assert len(cuts) == len(readable)
    assert sum(cuts) >= 0.95 * sum(readable)
    assert all(saved > 0.9 * can for saved, can in zip(cuts, readable, strict=True) if can > 0.1)


def test_a_page_tree_that_claims_too_much(tmp_path: Path) -> None:
    data = typeset(tmp_path / "a.pdf", [flow([wrapped(TEXT)])]).read_bytes()
    (tmp_path / "b.pdf").write_bytes(data.replace(b"/Count 1", b"/Count 90000000"))
    begin = time.monotonic()
    assert characters(read(tmp_path / "b.pdf")) == len(TEXT)
    assert time.monotonic() - begin < PATIENCE


def test_a_page_tree_that_runs_in_a_circle(tmp_path: Path) -> None:
    data = typeset(tmp_path / "a.pdf", [flow([wrapped(TEXT)])]).read_bytes()
    root = re.search(rb"/Parent (\d+) 0 R", data)
    assert root
    (tmp_path / "b.pdf").write_bytes(re.sub(rb"/Kids \[ (\d+) 0 R", rb"/Kids [ " + root[1] + rb" 0 R", data))
    begin = time.monotonic()
    with suppress(HeduiError):
        read(tmp_path / "b.pdf")
    assert time.monotonic() - begin < PATIENCE


def streams(data: bytes, begins: bytes) -> list[tuple[int, int]]:
    """(start, end) of the packed streams of a file whose text begins so, and of those that hold it."""
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        with suppress(zlib.error):
            if begins in zlib.decompressobj().decompress(match[1]):
                found.append(match.span(1))
    return found


def read_bytes(data: bytes, room: Path) -> Document:
    (room / "bad.pdf").write_bytes(data)
    return read(room / "bad.pdf")


@pytest.mark.parametrize("sample", ["basin", "library"])
def test_one_changed_byte_is_put_right(sample: str, tmp_path: Path) -> None:
    path = folder(sample, "clean") / "en.pdf"
    data, whole = path.read_bytes(), list(texts(read(path)))
    rng = random.Random(3)
    right = 0
    for start, end in [*streams(data, b"BT"), *streams(data, b"begincmap")][:12]:
        bad = bytearray(data)
        bad[rng.randrange(start + 2, end - 6)] ^= 1 << rng.randrange(8)
        right += list(texts(read_bytes(bytes(bad), tmp_path))) == whole
    assert right >= 6


def test_two_bytes_that_would_mend_a_stream_alike_mend_nothing() -> None:
    """Adler-32 is weak on small changes, so the byte must be the only one that could have been changed."""
    text = b"BT /F1 9 Tf 1 0 0 1 72 700 Tm (12 of 23 applications) Tj ET\n" * 9
    packed = bytearray(zlib.compress(text))
    packed[-2] ^= 4  # in the checksum: any text could be the right one
    assert corrected(bytes(packed), sound_until, time.process_time() + 9) in (None, text)


def test_what_follows_the_damage_is_left_out_and_said(tmp_path: Path) -> None:
    path = folder("library", "clean") / "en.pdf"
    data, whole = path.read_bytes(), Whole(path)
    start, end = max(streams(data, b"BT"), key=lambda span: span[1] - span[0])
    middle = (start + end) // 2
    document = read_bytes(data[:middle] + data[middle + 40 :], tmp_path)
    assert "damaged-page" in {doubt.kind for doubt in document.doubts}
    assert whole.wrong(document) == 0
    assert 0.8 < characters(document) / whole.length < 1


def test_a_map_is_made_of_a_font_program(tmp_path: Path) -> None:
    """Cut in the last font program: its table of characters stands before, the maps to Unicode behind it."""
    path = folder("basin", "clean") / "en.pdf"
    data, whole = path.read_bytes(), Whole(path)
    maps = streams(data, b"begincmap")
    document = read_bytes(data[: maps[-1][0] - 1500], tmp_path)
    assert whole.wrong(document) == 0
    assert characters(document) / whole.length > 0.99


def test_a_font_without_its_program_loses_no_character(tmp_path: Path) -> None:
    """pdfium leaves out what its stand-in has no glyph for: 开放 12 小时 became 开放 12 时."""
    path = folder("library", "clean") / "zh.pdf"
    data, whole = path.read_bytes(), Whole(path)
    programs = [m.span(1) for m in re.finditer(rb"/Length1 .{0,80}?stream\r?\n(.*?)endstream", data, re.DOTALL)]
    for start, end in programs:
        bad = bytearray(data)
        bad[(start + end) // 2] ^= 0x55
        document = read_bytes(bytes(bad), tmp_path)
        assert characters(document) >= whole.length - 1  # the stand-in's boxes may move a note's mark
        assert whole.wrong(document) < 0.001


def test_damage_to_what_is_said_of_a_stream(tmp_path: Path) -> None:
    path = folder("basin", "clean") / "en.pdf"
    data, whole = path.read_bytes(), Whole(path)
    for start, end in streams(data, b"begincmap"):
        head = data.rfind(b"/FlateDecode", 0, start)
        misnamed = data[: head + 8] + b"\x07" + data[head + 9 :]
        longer = data[: head + 12] + b"x" + data[head + 13 :]
        length = re.search(rb"/Length (\d+)", data[head:start])
        assert length
        assert int(length[1]) <= end - start
        too_short = data[: head + length.start(1)] + b"7".ljust(len(length[1])) + data[head + length.end(1) :]
        for bad in (misnamed, longer, too_short):
            document = read_bytes(bad, tmp_path)
            assert characters(document) == whole.length
            assert whole.wrong(document) == 0


def test_mending_what_is_whole_changes_nothing(tmp_path: Path) -> None:
    for _, path in sources():
        made = mended(path.read_bytes())
        assert made
        assert not made.cut
        assert list(texts(read_bytes(made.data, tmp_path))) == list(texts(read(path)))


def test_what_is_whole_is_not_said_to_be_damaged() -> None:
    for _, path in sources():
        assert not is_suspect(path.read_bytes()), path
        assert "damaged-file" not in {doubt.kind for doubt in read(path).doubts}


def test_a_damaged_stream_that_unpacks_to_millions_is_not_searched(tmp_path: Path) -> None:
    """Each try of a byte unpacked all of it: a file of the public collections took minutes."""
    packed = bytearray(zlib.compress(b"1 0 " * 4_000_000))
    packed[-3] ^= 1
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(packed)
    (tmp_path / "bad.pdf").write_bytes(b"%%PDF-1.5\n1 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (head, packed))
    begin = time.process_time()
    with pytest.raises(HeduiError):
        read(tmp_path / "bad.pdf")
    assert time.process_time() - begin < PATIENCE / 2
