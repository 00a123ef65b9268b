"""The bundled samples: what is on their pages follows from their sources, and the sources keep their word."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from hedui.corpus import samples
from hedui.corpus.samples.source import MARK, load, variants
from hedui.errors import UsageError

NAMES = samples.names()
EVERY_KIND = (
    "count magnitude swap date ordinal percent currency range reference symbol fraction missing extra cell row "
    "paragraph modifier arithmetic"
)


def source_of(name: str) -> Path:
    return samples.folder(name, "clean").parent / "source.txt"


def test_there_are_samples() -> None:
    assert "basin" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_lists_follow_from_the_source(name: str) -> None:
    for variant, _, lists in variants(load(source_of(name))):
        for listed, value in lists.items():
            path = samples.folder(name, variant) / f"{listed}.json"
            assert json.loads(path.read_text(encoding="utf-8")) == value, f"typeset {name} again: {path.name} is old"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("variant", samples.VARIANTS)
@pytest.mark.parametrize("side", ["zh", "en"])
def test_pages_hold_the_truth(name: str, variant: str, side: str) -> None:
    import pypdfium2

    folder = samples.folder(name, variant)
    with pypdfium2.PdfDocument(folder / f"{side}.pdf") as pdf:
        assert len(pdf) >= 8
        printed = squeezed("".join(page.get_textpage().get_text_bounded() for page in pdf))
    blocks = json.loads((folder / "truth.json").read_text(encoding="utf-8"))[side]
    lost = [b["id"] for b in blocks if b["kind"] != "table" and squeezed(b["text"])[:12] not in printed]
    assert lost == []


def squeezed(text: str) -> str:
    return re.sub(r"[\s\ufffe\u00ad-]+", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_error_is_planted(name: str) -> None:
    planted = json.loads((samples.folder(name, "planted") / "planted.json").read_text(encoding="utf-8"))
    assert len(planted) >= 20
    assert set(EVERY_KIND.split()) <= {entry["kind"] for entry in planted}
    assert all(entry["why"] for entry in planted)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_like_the_reports_it_stands_for(name: str) -> None:
    sides = load(source_of(name)).sides
    for pieces in sides.values():
        kinds = Counter(piece.kind for piece in pieces)
        assert kinds["numbered"] >= 40
        assert kinds["item"] >= 6
        assert sum(len(piece.notes) for piece in pieces) >= 3
        assert max(len(piece.rows) for piece in pieces) >= 26
        assert any(piece.options.get("look") == "plain" for piece in pieces if piece.kind == "table")
        assert len({piece.n for piece in pieces if piece.kind == "numbered"}) < kinds["numbered"], (
            "numbering starts again"
        )
        assert all(piece.text.count(MARK) == len(piece.notes) for piece in pieces if piece.kind != "table")


def test_an_unknown_sample_is_said_so() -> None:
    with pytest.raises(UsageError, match="basin"):
        samples.folder("nothing")


def test_a_source_that_cannot_be_read_names_its_line(tmp_path: Path) -> None:
    bad = tmp_path / "source.txt"
    bad.write_text("= 1.\nzh 一\nen One\nnonsense here\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"source\.txt:4"):
        load(bad)
