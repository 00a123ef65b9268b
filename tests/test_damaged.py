"""Damaged PDFs: what can be saved is read, what can't is refused in one line, and nothing crashes, hangs or leaks."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from sheets import flow, typeset, wrapped

from hedui.corpus.samples import folder, names
from hedui.errors import HeduiError
from hedui.extract import read
from hedui.model import Document

TEXT = "The commission met in the old town hall of the capital for three days and heard the reports of its experts."
PATIENCE = 20.0


def characters(document: Document) -> int:
    """How many were read; U+FFFD stands for one that was not."""
    texts = [text for b in document.blocks for text in (b.text, *(c for row in b.rows or () for c in row))]
    return sum(len(text) - text.count("\ufffd") for text in texts)


def damages(data: bytes, rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Ways to damage a file, named; a truncation at every tenth, bytes flipped, spans cut, numbers and xref changed."""
    n = len(data)
    for tenth in range(1, 10):
        yield f"cut at {tenth}0 %", data[: n * tenth // 10]
    for times in (1, 3, 10, 30, 100):
        for _ in range(4):
            flipped = bytearray(data)
            for _ in range(times):
                flipped[rng.randrange(n)] = rng.randrange(256)
            yield f"{times} bytes flipped", bytes(flipped)
    for length in (10, 200, 2000):
        for _ in range(4):
            at = rng.randrange(n)
            yield f"{length} bytes cut out", data[:at] + data[at + length :]
    end = data.rfind(b"startxref")
    yield "startxref 0", data[:end] + b"startxref\n0\n%%EOF"
    yield "startxref far away", data[:end] + b"startxref\n99999999999\n%%EOF"
    yield "no startxref", data[:end]
    numbers = list(re.finditer(rb"/(Length|Count|Size|First|N|W|Prev|Index)[ \[]+(\d+)", data))
    for _ in range(12):
        hit = rng.choice(numbers)
        other = str(rng.choice((0, -1, 7, 10**6, 2**31, 10**12))).encode()
        yield f"{hit[1].decode()} changed", data[: hit.start(2)] + other + data[hit.end(2) :]


def sources() -> Iterator[tuple[str, Path]]:
    for name in names():
        yield f"{name} zh", folder(name, "clean") / "zh.pdf"
        yield f"{name} en", folder(name, "clean") / "en.pdf"


@pytest.mark.parametrize(("name", "path"), list(sources()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_kind_of_damage(name: str, path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    whole = characters(read(path))
    shares: dict[str, list[float]] = {}
    lines = {0}
    for what, bad in damages(data, random.Random(name)):
        broken = tmp_path / "bad.pdf"
        broken.write_bytes(bad)
        begin = time.monotonic()
        try:
            share = min(1.0, characters(read(broken)) / whole)
        except HeduiError as refused:
            share = 0.0
            lines.add(str(refused).count("\n"))
        assert time.monotonic() - begin < PATIENCE, what
        shares.setdefault(what.split(" at ")[0], []).append(share)
    assert lines == {0}
    SHARES.extend(share for kind in shares.values() for share in kind)
    assert min(shares["startxref 0"] + shares["startxref far away"] + shares["no startxref"]) == 1.0


SHARES: list[float] = []
"""What was saved of each damaged file of the test above."""


def test_seven_tenths_are_saved() -> None:
    if not SHARES:
        pytest.skip("needs the test of every kind of damage")
    assert sum(SHARES) / len(SHARES) >= 0.7


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
