"""The lists of samples and benchmark are of the form their schema says."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

from hedui.corpus import bench
from hedui.corpus.samples.source import variants

jsonschema = pytest.importorskip("jsonschema")
SCHEMA: dict[str, Any] = json.loads(
    (files("hedui.corpus.bench") / "lists.schema.json").read_text(encoding="utf-8"),
)


def check(value: object, definition: str) -> None:
    jsonschema.Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{definition}"}).validate(value)


@pytest.mark.parametrize("name", bench.names())
def test_lists_fit_their_schema(name: str) -> None:
    for _, _, lists in variants(bench.source(name)):
        check(lists["truth"], "truth")
        for plant in lists["planted"]:
            check(plant, "plant")
        for hold in lists["natural"]:
            check(hold, "hold")


def test_a_wrong_plant_does_not_fit() -> None:
    with pytest.raises(jsonschema.ValidationError):
        check({"id": "p-1", "side": "zh", "kind": "nonsense", "why": "x", "find": "a", "replace": "b"}, "plant")
