"""``hedui demo``: what a newcomer sees first is right."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from hedui.cli import cli
from hedui.corpus import samples

LOUD = {"error", "warning"}


def demo(*arguments: str) -> dict[str, Any]:
    ran = CliRunner().invoke(cli, ["demo", "--format", "json", "--quiet", *arguments])
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.output
    assert ran.exit_code in (0, 1), ran.output
    shown: dict[str, Any] = json.loads(ran.stdout)
    return shown


@pytest.mark.parametrize("name", samples.names())
def test_the_demo_shows_what_is_planted(name: str) -> None:
    result = demo(name) if name != samples.names()[0] else demo()
    planted = json.loads((samples.folder(name, "planted") / "planted.json").read_text(encoding="utf-8"))
    said = [f for f in result["findings"] if f["severity"] in LOUD]
    quotes = " ".join(place["quote"] + " " + place["text"] for finding in said for place in finding["places"])
    new = [plant.get("replace") or plant.get("replace_zh") for plant in planted]
    shown = [text for text in new if text and text in quotes]
    assert len(shown) >= 0.8 * len([text for text in new if text])


def test_every_place_of_the_demo_is_on_a_page() -> None:
    result = demo()
    for finding in result["findings"]:
        assert finding["message"]["en"]
        assert finding["message"]["zh"]
        for place in finding["places"]:
            assert place["text"][place["start"] : place["end"]] == place["quote"]
            assert place["prints"] or not place["quote"], finding["id"]


@pytest.mark.parametrize(
    ("lang", "says"), [("en", "Your own files: hedui check"), ("zh", "核对自己的文件：hedui check")]
)
def test_the_demo_says_what_to_do_next(lang: str, says: str) -> None:
    ran = CliRunner().invoke(cli, ["demo", "--lang", lang])
    assert says in ran.stderr
    assert says not in ran.stdout
