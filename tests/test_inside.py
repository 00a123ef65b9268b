"""One document against itself: the contradictions of the bench documents are found, what is true is let be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shared import bench_folders, needs_bench, truth

from hedui.model import Block, Document, Finding, Source
from hedui.reconcile import Options, reconcile

INSIDE = Options(select=("T", "S4", "R", "D", "W75"))

FOUND = {
    ("secretariat-2025", "date", "p-10-c"),
    ("secretariat-2025", "date", "p-13-a"),
    ("secretariat-2025", "ordinal", "p-13-a"),
    ("secretariat-2025", "ordinal", "p-9-c"),
    ("vtf-projects", "range", "h-1"),
    ("vtf-report", "arithmetic", "p-13"),
    ("vtf-report", "arithmetic", "p-8"),
    ("vtf-report", "range", "c-p-5"),
}
"""Contradictions of the sources that are found on both sides (the note in docs/inside.md goes through all of them)."""


def inside(document: Document) -> tuple[Finding, ...]:
    """What is found in one document checked against itself."""
    return reconcile((document,), (), INSIDE)[0]


def blocks_of(found: Finding) -> set[str]:
    """The blocks that a finding points to."""
    return {place.block for place in found.places}


def known(folder: Path, name: str) -> list[dict[str, Any]]:
    """The entries of a list beside a bench document."""
    path = folder / name
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return entries


SIDES = [(folder, side) for folder in bench_folders() for side in ("en", "zh")]
CLEAN = [(folder, side) for folder, side in SIDES if folder.name.endswith(".clean")]


@needs_bench
@pytest.mark.parametrize(("folder", "side"), SIDES, ids=lambda x: getattr(x, "name", x))
def test_planted_arithmetic_is_found(folder: Path, side: str) -> None:
    findings = [f for f in inside(truth(folder, side)) if f.severity != "note"]
    for entry in known(folder, "planted.json"):
        if entry["kind"] == "arithmetic":
            assert any(entry["id"] in blocks_of(f) for f in findings), entry["why"]


@needs_bench
@pytest.mark.parametrize(("folder", "side"), SIDES, ids=lambda x: getattr(x, "name", x))
def test_clean_documents_are_quiet_but_for_what_the_sources_hold(folder: Path, side: str) -> None:
    real = {id for e in known(folder, "natural.json") if e["kind"] != "holds" for id in e["ids"]}
    planted = {e["id"] for e in known(folder, "planted.json")}
    false = [f for f in inside(truth(folder, side)) if f.severity != "note" and not blocks_of(f) & (real | planted)]
    assert not false


@needs_bench
@pytest.mark.parametrize(("folder", "side"), CLEAN, ids=lambda x: getattr(x, "name", x))
def test_contradictions_of_the_sources_are_found(folder: Path, side: str) -> None:
    findings = [f for f in inside(truth(folder, side)) if f.severity != "note"]
    for name, kind, first in FOUND:
        if folder.name == f"{name}.clean":
            [entry] = [e for e in known(folder, "natural.json") if e["kind"] == kind and e["ids"][0] == first]
            assert any(blocks_of(f) & set(entry["ids"]) for f in findings), entry["note"]


def document(*blocks: Block) -> Document:
    return Document(Source("x.txt", "0" * 64, "txt"), "en", blocks)


def test_a_finding_shows_its_arithmetic_and_points_at_each_figure() -> None:
    text = "Of the 33 States, 27 are Parties, two signatories and five neither."
    [found] = inside(document(Block("b1", "numbered", text, "30", "30")))
    assert found.rule == "S401"
    assert found.message.en == "27 + 2 + 5 = 34, the whole is 33"
    assert [p.quote for p in found.places] == ["33", "27", "two", "five"]


def test_a_table_finding_points_at_the_cell() -> None:
    rows = (("Item", "Sum"), ("Rent", "1,200"), ("Travel", "800"), ("Print", "431"), ("Total", "2,413"))
    [found] = inside(document(Block("t1", "table", "", rows=rows)))
    assert found.rule == "T301"
    assert found.places[0].cell == (4, 1)
    assert found.places[0].quote == "2,413"
    assert "2,431" in found.message.zh


def test_every_finding_of_a_long_document_is_quick_to_find() -> None:
    """The work grows with the length of the document, not with its square: counted by the pairs that are compared."""
    from rapidfuzz import fuzz

    from hedui.reconcile import twins

    calls = 0
    real = fuzz.ratio

    def counted(*args: Any, **kwargs: Any) -> float:
        nonlocal calls
        calls += 1
        return real(*args, **kwargs)

    names = ("apple", "bridge", "candle", "desert", "engine", "forest", "garden", "hammer", "island", "jungle")
    blocks = [
        Block(
            f"b{n}",
            "paragraph",
            f"In {1900 + n % 120} the {names[n % 10]} {names[n // 10 % 10]} {names[n // 100 % 10]} board of "
            f"district {n} counted {n * 37 % 9973} visitors in all of its houses.",
        )
        for n in range(600)
    ]
    view = document(*blocks)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fuzz, "ratio", counted)
        from hedui.reconcile.evidence import DocumentView

        list(twins.twins(DocumentView(0, view)))
    assert calls < 10 * len(blocks)


@pytest.mark.parametrize(("daily", "rules"), [(65, ["S401"]), (55, [])])
def test_parts_are_read_in_a_later_sentence_too(daily: int, rules: list[str]) -> None:
    text = f"The service was renewed in 2021. It has 236 stops, 181 of them served weekly and {daily} daily."
    document = Document(Source("a.txt", "0" * 64, "txt"), "en", (Block("b", "paragraph", text),))
    assert [found.rule for found in inside(document)] == rules
