"""The bench documents beside the checkout, where somebody put them there; tests that need them skip otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hedui.model import Block, Document, Note, Source

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_bench = pytest.mark.skipif(not (SHARED / "bench").is_dir(), reason="the bench is not beside this checkout")
needs_parallel = pytest.mark.skipif(
    not (SHARED / "parallel").is_dir(), reason="the sentence pairs are not beside this checkout"
)


def bench_folders() -> list[Path]:
    """The bench folders, none where there is no bench."""
    return sorted((SHARED / "bench").glob("*.*")) if (SHARED / "bench").is_dir() else []


def truth(folder: Path, side: str) -> Document:
    """A bench document as it was typeset, with truth's own block ids: a reading without any mistake."""
    raw = json.loads((folder / "truth.json").read_text(encoding="utf-8"))[side]
    blocks = []
    path: dict[int, str] = {}
    for b in raw:
        kind = {"cover": "title"}.get(b["kind"], b["kind"])
        notes = tuple(Note(f["id"], None, f["text"], len(b.get("text") or "")) for f in b.get("footnotes", []))
        if kind == "table":
            width = max(map(len, b["rows"]))
            rows = tuple(tuple(r) + ("",) * (width - len(r)) for r in b["rows"])
            blocks.append(Block(b["id"], kind, "", footnotes=notes, caption=b.get("caption") or None, rows=rows))
            continue
        level = 1 if kind == "item" else 0
        if b["n"] is not None:
            path[level] = b["n"] if level == 0 else f"{path.get(0, '')}.{b['n']}"
        blocks.append(
            Block(b["id"], kind, b["text"], b["n"], path[level] if b["n"] is not None else None, level, footnotes=notes)
        )
    source = Source(f"{side}.pdf", "0" * 64, "pdf", None, str(folder / f"{side}.pdf"))
    return Document(source, "zh-Hans" if side == "zh" else "en", tuple(blocks))
