"""JSON: the shapes promised in docs/json.md, and what is said about files of another shape."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hedui.errors import InputError, UnknownFormat
from hedui.model import Quantity, Result
from hedui.wire import (
    decisions_from_json,
    document_from_json,
    document_to_json,
    loads,
    quantity_from_json,
    quantity_to_json,
    result_from_json,
    result_to_json,
)


def test_a_document_comes_back(result: Result) -> None:
    for document in result.documents:
        data = json.loads(json.dumps(document_to_json(document)))
        assert document_from_json(data) == document


def test_the_fields_of_a_document(result: Result) -> None:
    data = document_to_json(result.documents[0])
    assert data["schema"] == "hedui.document/1"
    assert set(data["source"]) >= {"name", "sha256", "format", "pages"}
    assert set(data["blocks"][0]) >= set("id kind label path level text prints footnotes caption rows".split())
    assert set(data["blocks"][1]["prints"][0]) >= {"start", "end", "page", "box"}
    assert set(data["blocks"][2]["footnotes"][0]) >= {"id", "label", "text", "at", "prints"}
    assert data["blocks"][3]["rows"][0] == ["年份", "国家", "金额"]
    assert data["doubts"][0] == {
        "kind": "no-text-layer",
        "page": 2,
        "message": {"en": "page 2 has no text layer", "zh": "第 2 页没有文字层"},
    }


def test_the_fields_of_a_result(result: Result) -> None:
    data = result_to_json(result)
    assert data["schema"] == "hedui.result/1"
    assert [document["lang"] for document in data["documents"]] == ["zh-Hans", "en"]
    assert data["pairs"][1]["blocks"] == [["b2"], ["b2"]]
    finding = data["findings"][2]
    assert set(finding) >= set("id rule name severity confidence message places".split())
    assert set(finding["places"][0]) >= set("document block label text quote start end value cell prints".split())
    assert finding["places"][0]["cell"] == {"row": 2, "col": 2}
    assert finding["places"][0]["text"] == "2025 | 加拿大 | 9 500"
    assert data["coverage"][0] == {
        "document": 0,
        "total": 14,
        "agreed": 7,
        "flagged": 5,
        "unpaired": 0,
        "not_compared": {"label": 2},
    }


def test_the_fields_of_a_quantity() -> None:
    quantity = Quantity("money", "1290 万美元", 24, 32, "12900000", unit="USD")
    data = quantity_to_json(quantity)
    assert data["value"] == "12900000"
    assert set(data) >= set("kind text start end value low high unit noun bound approximate weak".split())
    assert quantity_from_json(json.loads(json.dumps(data))) == quantity


def test_unknown_fields_are_passed_over(result: Result) -> None:
    data = result_to_json(result)
    data["more"] = data["findings"][0]["more"] = data["documents"][0]["blocks"][0]["more"] = 1
    assert result_from_json(data) == result


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"schema": "hedui.result/2"}, "version 2"),
        ({"schema": "hedui.document/1"}, "not a hedui.result/1 file"),
        ([], "not a hedui.result/1 file"),
        ({}, "not a hedui.result/1 file"),
    ],
)
def test_another_version_is_said(data: Any, says: str) -> None:
    with pytest.raises(UnknownFormat, match=says):
        result_from_json(data, "old.json")


def test_broken_results_are_input_errors(result: Result) -> None:
    for spoil in ("documents", "findings"):
        data = result_to_json(result)
        del data[spoil]
        with pytest.raises(InputError, match="missing or of the wrong kind"):
            result_from_json(data)
    data = result_to_json(result)
    data["findings"][0]["places"][0]["start"] += 1
    with pytest.raises(InputError, match="does not stand at"):
        result_from_json(data)


@pytest.mark.parametrize("data", [{}, [{}], [{"id": "1", "verdict": "maybe"}], [1], "x"])
def test_what_is_no_decisions_file(data: Any) -> None:
    with pytest.raises(InputError):
        decisions_from_json(data, "d.json")


def test_the_latest_verdict_counts() -> None:
    read = decisions_from_json(
        [
            {"id": "1", "verdict": "dismissed", "when": "2026-01-02T00:00:00Z", "who": "Li"},
            {"id": "1", "verdict": "accepted", "when": "2026-01-01T00:00:00Z"},
            {"id": "2", "verdict": "accepted"},
        ]
    )
    assert {d.id: d.verdict for d in read} == {"1": "dismissed", "2": "accepted"}


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"{", b"[" * 100_000])
def test_what_is_no_json(raw: bytes) -> None:
    with pytest.raises(UnknownFormat, match="not JSON"):
        loads(raw, "x.json")
