"""Whole documents against what was typeset: the samples, and the bench where it stands beside the checkout."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from shared import bench_folders, needs_bench

from hedui.corpus.samples import folder, names
from hedui.extract import read


def folded(text: str) -> str:
    """Without white space and the form of quotation marks and dashes, which producers choose."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))
    return text.translate(str.maketrans("“”’‘–—‑", "\"\"''---"))


def missed(pdf: Path, truth: list[dict[str, object]]) -> tuple[list[str], int]:
    """(ids of the blocks, labels and notes that did not come out exactly, how many there are)."""
    document = read(pdf)
    seen: dict[str, set[str | None]] = {}
    for block in document.blocks:
        seen.setdefault(folded(block.text), set()).add(block.label)
        for note in block.footnotes:
            seen.setdefault(folded(note.text), set())
    lost, count = [], 0
    for block in truth:
        notes = block.get("footnotes", [])
        assert isinstance(notes, list)
        lost += [note["id"] for note in notes if folded(note["text"]) not in seen]
        count += len(notes)
        if block["kind"] == "table":
            continue
        count += 1
        found = seen.get(folded(str(block["text"])))
        if found is None or (block["kind"] in ("numbered", "item") and block["n"] not in found):
            lost.append(str(block["id"]))
    return lost, count


@pytest.mark.parametrize("side", ["zh", "en"])
@pytest.mark.parametrize("variant", ["clean", "planted"])
@pytest.mark.parametrize("name", names())
def test_samples_are_read_exactly(name: str, variant: str, side: str) -> None:
    here = folder(name, variant)
    truth = json.loads((here / "truth.json").read_text(encoding="utf-8"))[side]
    lost, _ = missed(here / f"{side}.pdf", truth)
    assert lost == []


@needs_bench
@pytest.mark.parametrize("side", ["zh", "en"])
@pytest.mark.parametrize("path", bench_folders(), ids=lambda path: path.name)
def test_the_bench_is_read_exactly(path: Path, side: str) -> None:
    truth = json.loads((path / "truth.json").read_text(encoding="utf-8"))[side]
    lost, count = missed(path / f"{side}.pdf", truth)
    assert len(lost) <= 0.01 * count, lost
