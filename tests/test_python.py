"""From Python: check, load, data frames, notebooks, saving."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from results import HOSTILE, made_result

import hedui
from hedui.corpus.samples import folder, names
from hedui.outputs import json as json_writer

SAMPLE = folder(names()[0], "planted")


def loaded(tmp_path: Path) -> hedui.Checked:
    path = tmp_path / "result.json"
    with path.open("wb") as stream:
        json_writer.write(made_result(), stream)
    return hedui.load(path)


def test_check_gives_a_result() -> None:
    result = hedui.check(SAMPLE / "zh.pdf", SAMPLE / "en.pdf")
    assert result.findings
    assert result.pairs
    frame = result.to_frame()
    assert len(frame) == len(result.findings)
    assert set(frame.severity) <= {"error", "warning", "note"}


def test_options_choose_rules() -> None:
    result = hedui.check(SAMPLE / "zh.pdf", SAMPLE / "en.pdf", options=hedui.Options(select=("N102",)))
    assert {finding.rule for finding in result.findings} <= {"N102"}


def test_a_frame_has_a_row_for_each_finding(tmp_path: Path) -> None:
    frame = loaded(tmp_path).to_frame()
    first = frame.iloc[0]
    assert (first.rule, first.quote_1, first.quote_2) == ("N124", "23 份; 25 个", "25 applications; 23 States")
    assert frame.loc[frame.rule == "N122", "cell_1"].item() == "R3C3"
    assert frame.loc[frame.rule == "N102", "verdict"].item() == "dismissed"
    assert "中文" in loaded(tmp_path).to_frame("zh").message[0]


def test_a_notebook_shows_a_table(tmp_path: Path) -> None:
    shown = loaded(tmp_path)._repr_html_()
    assert "<mark" in shown
    assert HOSTILE not in shown
    assert "<script" not in shown


@pytest.mark.parametrize("name", ["r.html", "r.xlsx", "r.csv", "r.json", "r.sarif", "r.tmx", "r.txt"])
def test_save_by_suffix(name: str, tmp_path: Path) -> None:
    loaded(tmp_path).save(tmp_path / name)
    assert (tmp_path / name).stat().st_size > 500


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    result = loaded(tmp_path)
    result.save(tmp_path / "again.json")
    assert hedui.load(tmp_path / "again.json") == result


def test_save_says_what_it_cannot(tmp_path: Path) -> None:
    result = loaded(tmp_path)
    with pytest.raises(hedui.UsageError, match="no such format"):
        result.save(tmp_path / "r.docx")
    with pytest.raises(hedui.OutputError, match="no folder"):
        result.save(tmp_path / "nowhere" / "r.html")
    with pytest.raises(hedui.InputError, match="can't be read"):
        hedui.load(tmp_path / "nowhere.json")


def test_documents_that_moved_with_their_result_are_found(tmp_path: Path) -> None:
    """A result and its files in one folder can be sent to a colleague."""
    home, away = tmp_path / "home", tmp_path / "away"
    home.mkdir()
    for name in ("zh.pdf", "en.pdf"):
        shutil.copy(SAMPLE / name, home / name)
    hedui.check(home / "zh.pdf", home / "en.pdf").save(home / "result.json")
    home.rename(away)
    result = hedui.load(away / "result.json")
    assert [document.source.path for document in result.documents] == [str(away / "zh.pdf"), str(away / "en.pdf")]
    result.save(tmp_path / "r.html")
    assert "image/webp" in (tmp_path / "r.html").read_text(encoding="utf-8")
    data = (tmp_path / "r.html").read_text(encoding="utf-8")
    cuts = json.loads(data.split('id="data">')[1].split("</script>")[0])["cuts"]
    assert cuts


def test_errors_are_ours() -> None:
    with pytest.raises(hedui.InputError):
        hedui.check("nowhere.pdf")
    with pytest.raises(hedui.UsageError):
        hedui.check()
    assert issubclass(hedui.InputError, hedui.HeduiError)
