"""On documents whose planted errors are known: what is found, and what is false. The marks are those of the design."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shared import bench_folders, needs_bench, truth

from hedui.align import pair
from hedui.model import Finding
from hedui.reconcile import Options, reconcile


def _loud(folder: Path) -> list[Finding]:
    zh, en = truth(folder, "zh"), truth(folder, "en")
    findings, coverage = reconcile((zh, en), pair(zh, en), Options())
    assert all(c.unpaired <= 0.1 * c.total for c in coverage)
    return [f for f in findings if f.severity != "note" and f.rule[0] in "NBL"]


@needs_bench
@pytest.mark.parametrize("folder", [f for f in bench_folders() if f.name.endswith(".clean")], ids=lambda f: f.name)
def test_clean_documents_are_clean(folder: Path) -> None:
    assert [f"{f.rule} {f.message.en}" for f in _loud(folder)] == []


@needs_bench
@pytest.mark.parametrize("folder", [f for f in bench_folders() if f.name.endswith(".planted")], ids=lambda f: f.name)
def test_nearly_every_planted_error_is_found(folder: Path) -> None:
    planted: list[dict[str, Any]] = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
    between = [p for p in planted if p["kind"] not in ("arithmetic", "term")]
    touched = {place.block for f in _loud(folder) for place in f.places}
    found = [p for p in between if p["id"] in touched]
    assert len(found) >= 0.97 * len(between), [p for p in between if p not in found]
