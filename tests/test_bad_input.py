"""What users do wrong: one line that says what and what to do in their language, status 2, nothing half-written."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hedui.cli import cli
from hedui.corpus.samples import folder, names
from hedui.extract.language import HAN

SAMPLE = folder(names()[0], "planted")
ZH, EN = SAMPLE / "zh.pdf", SAMPLE / "en.pdf"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def pdf(text: str, password: str | None = None) -> bytes:
    """A PDF with a text, or with a grey box in its place."""
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    page = canvas.Canvas(stream, encrypt=password)
    for number, line in enumerate(text.splitlines()):
        page.drawString(72, 750 - 16 * number, line)
    if not text:
        page.rect(100, 100, 300, 300, fill=1)
    page.showPage()
    page.save()
    return stream.getvalue()


FRENCH = "\n".join(
    ["Le rapport porte sur les travaux de la commission et sur les mesures prises par les Etats."] * 3
    + ["Les membres de la commission ont examine le budget pour une duree de deux ans dans une salle."] * 3
)
RUSSIAN = "Доклад посвящён работе комиссии и мерам, принятым государствами в течение двух лет.\n" * 4
JAPANESE = "この報告書は、委員会の作業と各国がとった措置についてのものである。会議は二年ごとに開かれる。\n" * 4


def empty_docx() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return stream.getvalue()


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "not a PDF": ("bad.pdf", lambda: b"GIF89a" + bytes(500)),
    "a picture": ("bad.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "truncated": ("bad.pdf", lambda: ZH.read_bytes()[:3000]),
    "encrypted": ("bad.pdf", lambda: pdf("There are 13 projects.", "secret")),
    "no text layer": ("bad.pdf", lambda: pdf("")),
    "an empty file": ("bad.pdf", lambda: b""),
    "an empty text": ("bad.txt", lambda: b"  \n\n"),
    "French": ("bad.pdf", lambda: pdf(FRENCH)),
    "Russian": ("bad.txt", lambda: RUSSIAN.encode()),
    "Japanese": ("bad.txt", lambda: JAPANESE.encode()),
    "a broken DOCX": ("bad.docx", lambda: b"PK\x03\x04" + bytes(200)),
    "a ZIP called DOCX": ("bad.docx", empty_docx),
    "a table without columns": ("bad.tsv", lambda: b"one\ttwo\n1\t2\n"),
    "broken XML": ("bad.tmx", lambda: b"<tmx version='1.4'><body><tu>"),
}


def refused(out: Result, lang: str = "en") -> str:
    """The one line of a refusal."""
    assert out.exit_code == 2, (out.exit_code, out.stdout[:200], out.stderr)
    assert out.stdout == ""
    lines = out.stderr.splitlines()
    assert len(lines) == 1, out.stderr
    assert lines[0].startswith("hedui: ")
    assert "inside hedui" not in lines[0]
    assert "内部错误" not in lines[0]
    assert bool(HAN.search(lines[0])) == (lang == "zh"), lines[0]
    return lines[0]


@pytest.mark.parametrize("what", BAD)
def test_bad_files_are_refused(what: str, tmp_path: Path) -> None:
    name, make = BAD[what]
    bad, output = tmp_path / name, tmp_path / "out.json"
    bad.write_bytes(make())
    if bad.suffix in (".tsv", ".tmx"):
        line = refused(run("check", bad, "--output", output))
    else:
        line = refused(run("check", bad, EN, "--output", output))
        refused(run("check", EN, bad, "--lang", "zh", "--output", output), "zh")
        refused(run("extract", bad))
    assert name in line
    assert os.listdir(tmp_path) == [name], "nothing half-written"


def test_a_password_opens(tmp_path: Path) -> None:
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(pdf("There are 13 projects in the report of the commission and of the States.", "secret"))
    assert "password" in refused(run("check", locked))
    assert "password" in refused(run("check", locked, "--password", "wrong"))
    assert run("check", locked, "--password", "secret").exit_code in (0, 1)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_such_file(lang: str) -> None:
    line = refused(run("check", "nowhere.pdf", EN, "--lang", lang), lang)
    assert "nowhere.pdf" in line


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_folder(lang: str, tmp_path: Path) -> None:
    refused(run("check", tmp_path, EN, "--lang", lang), lang)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_same_file_twice(lang: str, tmp_path: Path) -> None:
    line = refused(run("check", EN, EN, "--lang", lang), lang)
    assert ("once" if lang == "en" else "一次") in line
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(EN.read_bytes())
    assert "copy.pdf" in refused(run("check", EN, copy, "--lang", lang), lang)


def test_too_many_documents() -> None:
    refused(run("check", EN, ZH, EN))
    refused(run("check"))


@pytest.mark.parametrize("target", ["nowhere/out.json", "folder", "file/out.json", "en.pdf"])
def test_outputs_that_cannot_be(target: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "en.pdf").write_bytes(EN.read_bytes())
    before = sorted(tmp_path.rglob("*"))
    refused(run("check", ZH, tmp_path / "en.pdf", "--format", "json", "--output", tmp_path / target))
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "en.pdf").read_bytes() == EN.read_bytes()


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hedui.outputs.json.write", full)
    output = tmp_path / "out.json"
    output.write_text("old")
    assert "No space left" in refused(run("check", ZH, EN, "-o", output))
    assert output.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.json"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '[{"id": "1", "verdict": "perhaps"}]', '{"schema": "hedui.result/1"}']
)
def test_decisions_that_do_not_fit(text: str, tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.json"
    decisions.write_text(text)
    assert "decisions.json" in refused(run("check", ZH, EN, "--decisions", decisions))


def test_decisions_about_something_else_do_no_harm(tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.json"
    decisions.write_text(json.dumps([{"id": "f" * 16, "verdict": "dismissed"}]))
    assert run("check", ZH, EN, "--decisions", decisions, "-q").exit_code == 1


def test_wrong_words_on_the_command_line() -> None:
    for arguments in (
        ["chek"],
        ["check", "--nope"],
        ["check", EN, "--format", "docx"],
        ["check", EN, "--fail-on", "x"],
    ):
        refused(run(*arguments))


def test_a_page_with_hardly_anything_on_it(tmp_path: Path) -> None:
    """A number in the margin and one word, fewer signs than a line number's neighbours were looked for among."""
    from sheets import Ink, document

    page = [Ink(20, 300, "7"), Ink(72, 300, "Title")]
    assert "Title" in " ".join(block.text for block in document(tmp_path, page).blocks)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("chekc", "没有命令 chekc。是否想用 check？"),
        ("check --fomat json a b", "没有选项 --fomat。是否想用 --format？"),
        ("check --format", "选项 --format 后须给出值。"),
        ("check --fail-on x a b", "--fail-on 的值无效：“x”不在其中；可选 error, warning, note, never。"),
        ("review --port 99999 x", "--port 的值无效：99999 超出范围（0<=x<=65535）。"),
        ("review --port abc x", "--port 的值无效：“abc”不是数字。"),
        ("extract", "缺少参数 FILE。"),
        ("rules a b c", "多出参数 b c。"),
    ],
)
def test_a_mistyped_command_is_answered_in_chinese(arguments: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEDUI_LANG", "zh")
    out = run(*arguments.split())
    assert out.exit_code == 2
    assert out.stderr == f"hedui: {says}\n"
