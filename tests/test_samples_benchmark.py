"""The open benchmark: sources that keep their word, a scorer that can tell a good tool from a bad one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from hedui.corpus import bench
from hedui.corpus.bench import tools
from hedui.corpus.bench.documents import Pair, documents, units
from hedui.corpus.bench.scoring import score
from hedui.corpus.bench.tools import Alarm
from hedui.corpus.samples.source import SIDES, load, planted, variants
from hedui.errors import UsageError

NAMES = bench.names()


def test_there_are_twelve_documents_and_more_in_two_splits() -> None:
    assert len(NAMES) >= 12
    assert len(bench.names("test")) >= 4
    assert set(bench.names("dev")) | set(bench.names("test")) == set(NAMES)
    assert not set(bench.names("dev")) & set(bench.names("test"))


def test_genres_and_producers_are_many() -> None:
    sources = [bench.source(name) for name in NAMES]
    assert len({source.about("genre") for source in sources}) >= 10
    assert {source.about("producer") for source in sources} == {"css", "word"}
    assert any(source.about("lang", "zh") == "zh-Hant" for source in sources)


@pytest.mark.parametrize("name", NAMES)
def test_both_sides_of_a_source_are_one_document(name: str) -> None:
    source = bench.source(name)
    zh, en = (source.sides[side] for side in SIDES)
    assert [(p.id, p.kind, p.level, len(p.rows), len(p.notes)) for p in zh] == [
        (p.id, p.kind, p.level, len(p.rows), len(p.notes)) for p in en
    ]
    ids = [piece.id for piece in zh] + [id for piece in zh for id, _ in piece.notes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_fifteen_errors_of_many_kinds_are_planted(name: str) -> None:
    _, listed = planted(bench.source(name))
    assert len(listed) >= 15
    assert len({plant["kind"] for plant in listed}) >= 8
    assert {plant["side"] for plant in listed} >= {"zh", "en"}
    for plant in listed:
        assert plant["why"], plant
        assert plant.get("find", 0) != plant.get("replace", 1), plant


def test_relations_that_hold_are_marked() -> None:
    holds = [hold for name in NAMES for hold in bench.source(name).holds]
    assert len(holds) >= 80
    assert len({hold["about"] for hold in holds}) >= 8
    for name in NAMES:
        source = bench.source(name)
        known = {piece.id for piece in source.sides["zh"]}
        assert {id for hold in source.holds for id in hold["ids"]} <= known, name


@pytest.mark.parametrize("name", NAMES)
def test_documents_are_what_a_reader_without_mistakes_gives(name: str) -> None:
    for _, source, lists in variants(bench.source(name)):
        for side, document in zip(SIDES, documents(source), strict=True):
            listed = lists["truth"][side]
            assert [block.id for block in document.blocks] == [block["id"] for block in listed]
            assert [block.label for block in document.blocks] == [block["n"] for block in listed]
            for block in document.blocks:
                for note in block.footnotes:
                    text = block.rows[note.cell[0]][note.cell[1]] if block.rows and note.cell else block.text
                    assert 0 <= note.at <= len(text)


def the_planted(name: str) -> tuple[Pair, list[dict[str, object]]]:
    wrong, listed = planted(bench.source(name))
    return documents(wrong), listed


def oracle(pair: Pair, listed: Sequence[dict[str, object]]) -> list[Alarm]:
    """A tool that knows what was planted."""
    found = []
    for plant in listed:
        words = frozenset().union(
            *(tools.figures(str(plant[key])) for key in plant if key.startswith(("find", "repl")))
        )
        places = [(s, u.text) for s, document in enumerate(pair) for u in units(document) if u.block == plant["id"]]
        found.append(Alarm(tuple(places), words))
    return found


@pytest.mark.parametrize("name", ["basin", "projects", "notice"])
def test_a_tool_that_knows_everything_scores_full_marks(name: str) -> None:
    pair, listed = the_planted(name)
    got = score(name, pair, oracle(pair, listed), listed)
    assert got.found == got.planted
    assert not got.false


def test_a_silent_tool_finds_nothing_and_a_noisy_one_is_noisy() -> None:
    clean = documents(bench.source("record"))
    pair, listed = the_planted("record")
    silent = score("record.planted", pair, [], listed)
    assert sum(silent.found.values()) == silent.on_block == 0
    assert len(silent.missed) == len(listed)
    crying = [Alarm(((0, unit.text),), frozenset()) for unit in units(clean[0])]
    noisy = score("record.clean", clean, crying, [])
    assert len(noisy.false) == noisy.units


def test_an_alarm_beside_the_figure_is_on_the_block_only() -> None:
    pair, listed = the_planted("record")
    plant = next(plant for plant in listed if plant["kind"] == "count" and plant["side"] == "zh")
    text = next(unit.text for unit in units(pair[0]) if unit.block == plant["id"])
    got = score("record.planted", pair, [Alarm(((0, text),), frozenset({"987654"}))], [plant])
    assert (got.on_block, sum(got.found.values())) == (1, 0)


def test_hedui_finds_most_and_says_little_else() -> None:
    report = bench.run("hedui", split="dev")
    assert report.recall >= 0.9
    assert report.false_per_100 <= 3
    assert len(report.scores) == 2 * len(bench.names("dev"))


def test_the_digits_rule_is_worse() -> None:
    ours, theirs = (bench.run(tool, only=["committee", "tender"]) for tool in ("hedui", "ordered-digits"))
    assert theirs.recall < ours.recall
    assert theirs.false_per_100 > 3 * ours.false_per_100
    assert "| swap |" in theirs.table()


def test_pdfs_can_be_scored_as_well(tmp_path: Path) -> None:
    from hedui.corpus import samples

    for variant in samples.VARIANTS:
        (tmp_path / f"basin.{variant}").symlink_to(samples.folder("basin", variant))
    report = bench.run("hedui", only=["basin"], folder=tmp_path)
    assert [score.name for score in report.scores] == ["basin.clean", "basin.planted"]
    assert report.recall >= 0.75


def test_word_documents_can_be_scored_as_well(tmp_path: Path) -> None:
    from hedui.corpus import samples

    (tmp_path / "basin.clean").symlink_to(samples.folder("basin", "clean"))
    report = bench.run("hedui", only=["basin"], folder=tmp_path, form="docx")
    assert [score.name for score in report.scores] == ["basin.clean"]
    assert report.false_per_100 <= 3


def test_what_is_unknown_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    for wrong in (
        lambda: bench.run("nothing"),
        lambda: bench.names("third"),
        lambda: bench.source("nothing"),
        lambda: bench.run("pofilter"),
    ):
        with pytest.raises(UsageError):
            wrong()


def test_what_is_to_be_planted_must_stand_exactly_once(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("= 1.\nzh 两个和两个\nen two and two\n! zh count | 两个 => 三个 | why\n", encoding="utf-8")
    with pytest.raises(ValueError, match="2 times"):
        planted(load(bad))


def test_kinds_are_the_samples_kinds() -> None:
    kinds = Counter(plant["kind"] for name in NAMES for plant in planted(bench.source(name))[1])
    assert min(kinds.values()) >= 5, kinds
