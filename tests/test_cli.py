"""The commands: formats and outputs, exit status, languages, decisions, and the manual page made from their help."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from hedui.cli import cli, targets
from hedui.corpus.samples import folder, names
from hedui.errors import UsageError
from hedui.version import __version__

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = folder(names()[0], "planted")
ZH, EN = str(SAMPLE / "zh.pdf"), str(SAMPLE / "en.pdf")


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's result as JSON."""
    path = tmp_path_factory.mktemp("checked") / "result.json"
    out = run("check", ZH, EN, "--output", path)
    assert out.exit_code == 1, out.stderr
    return path


# ---- check


def test_check_writes_the_promised_json(checked: Path) -> None:
    data = json.loads(checked.read_text(encoding="utf-8"))
    assert data["schema"] == "hedui.result/1"
    assert [document["lang"][:2] for document in data["documents"]] == ["zh", "en"]
    assert data["findings"]
    for finding in data["findings"]:
        for place in finding["places"]:
            assert place["text"][place["start"] : place["end"]] == place["quote"]
    for coverage in data["coverage"]:
        classes = [coverage[name] for name in ("agreed", "flagged", "unpaired")]
        assert sum(classes) + sum(coverage["not_compared"].values()) == coverage["total"]


def test_several_formats_at_once(tmp_path: Path) -> None:
    html, table = tmp_path / "r.html", tmp_path / "r.csv"
    out = run("check", ZH, EN, "-o", html, "-o", table, "--format", "html", "--lang", "zh")
    assert out.exit_code == 1, out.stderr
    assert out.stdout == ""
    assert "条错误" in out.stderr
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")


def test_console_is_what_one_gets(checked: Path) -> None:
    out = run("check", ZH, EN, "--quiet")
    assert out.exit_code == 1
    assert "Error" in out.stdout
    assert out.stderr == ""


def test_fail_on(checked: Path) -> None:
    assert run("check", ZH, EN, "--fail-on", "never").exit_code == 0
    assert run("check", ZH, EN, "--fail-on", "note").exit_code == 1


def test_select_and_ignore(checked: Path) -> None:
    every = {f["rule"] for f in json.loads(checked.read_text(encoding="utf-8"))["findings"]}
    one = sorted(every)[0]
    only = run("check", ZH, EN, "--format", "json", "--select", one)
    assert {f["rule"] for f in json.loads(only.stdout)["findings"]} == {one}
    without = run("check", ZH, EN, "--format", "json", "--ignore", f"{one},{sorted(every)[1]}")
    assert {f["rule"] for f in json.loads(without.stdout)["findings"]} == every - set(sorted(every)[:2])


def test_an_unknown_rule_is_refused() -> None:
    out = run("check", ZH, EN, "--select", "Q999")
    assert out.exit_code == 2
    assert len(out.stderr.splitlines()) == 1


def test_dismissed_findings_do_not_count(checked: Path, tmp_path: Path) -> None:
    findings = json.loads(checked.read_text(encoding="utf-8"))["findings"]
    decisions = tmp_path / "decisions.json"
    decisions.write_text(json.dumps([{"id": f["id"], "verdict": "dismissed", "comment": "seen"} for f in findings]))
    out = run("check", ZH, EN, "--decisions", decisions, "--format", "json")
    assert out.exit_code == 0, out.stderr
    assert all(f["decision"]["comment"] == "seen" for f in json.loads(out.stdout)["findings"])
    decisions.write_text(json.dumps([{"id": findings[0]["id"], "verdict": "accepted"}]))
    assert run("check", ZH, EN, "--decisions", decisions, "-q").exit_code == 1


def test_one_document_against_itself() -> None:
    out = run("check", EN, "--format", "json")
    assert out.exit_code in (0, 1), out.stderr
    data = json.loads(out.stdout)
    assert len(data["documents"]) == len(data["coverage"]) == 1
    assert data["pairs"] == []


def test_a_bilingual_file(tmp_path: Path) -> None:
    table = tmp_path / "pairs.tsv"
    table.write_text(
        "id\tzh\ten\nx7\t共有 13 个项目。\tThere are 9 projects.\nx8\t共有 4 个国家。\tThere are four States.\n",
        "utf-8",
    )
    out = run("check", table, "--format", "json")
    assert out.exit_code == 1, out.stderr
    labels = {p["label"] for f in json.loads(out.stdout)["findings"] for p in f["places"]}
    assert labels == {"x7"}


def test_annotated_copies_are_named_by_language(tmp_path: Path) -> None:
    before = Path(ZH).read_bytes(), Path(EN).read_bytes()
    out = run("check", ZH, EN, "-o", tmp_path / "marked.pdf")
    assert out.exit_code == 1, out.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["marked.en.pdf", "marked.zh.pdf"]
    assert before == (Path(ZH).read_bytes(), Path(EN).read_bytes())


def test_documents_that_are_no_pdf_have_no_annotated_copy(tmp_path: Path) -> None:
    text = tmp_path / "zh.txt"
    text.write_text("共有 13 个项目。\n委员会在 2024 年举行了两次会议。\n", encoding="utf-8")
    out = run("check", text, EN, "-o", tmp_path / "m.pdf", "-q", "--fail-on", "never")
    assert out.exit_code == 0, out.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m.en.pdf", "zh.txt"]
    other = tmp_path / "en.txt"
    other.write_text("There are 13 projects.\nThe Committee met twice in 2024.\n", encoding="utf-8")
    out = run("check", text, other, "-o", tmp_path / "n.pdf")
    assert (out.exit_code, "html" in out.stderr) == (2, True)


def targets_of(formats: tuple[str, ...] = (), outputs: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return targets(formats, outputs, ())


def test_formats_meet_outputs(tmp_path: Path) -> None:
    one, other = str(tmp_path / "a.json"), str(tmp_path / "b.html")
    assert targets_of() == [("console", "-")]
    assert targets_of(("json",)) == [("json", "-")]
    assert targets_of((), (one, other)) == [("json", one), ("html", other)]
    assert targets_of(("html", "json"), (one,)) == [("html", one), ("json", "-")]
    for formats, outputs in ((("json", "html"), ()), ((), (str(tmp_path / "a.unknown"),)), (("nonsense",), ())):
        with pytest.raises(UsageError):
            targets_of(formats, outputs)


# ---- the other commands


def test_extract(tmp_path: Path) -> None:
    out = run("extract", EN, "--tables", tmp_path / "tables")
    data = json.loads(out.stdout)
    assert data["schema"] == "hedui.document/1"
    tables = [block for block in data["blocks"] if block["kind"] == "table"]
    assert len(list((tmp_path / "tables").glob("*.csv"))) == len(tables) > 0
    assert run("extract", EN, "--format", "markdown").stdout.startswith("# ")


def test_align_lines(tmp_path: Path) -> None:
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text("第一届会议于 2024 年举行。\n共有 25 个国家出席。\n会议通过了预算。\n", encoding="utf-8")
    en.write_text(
        "The first session was held in 2024.\nTwenty-five States attended.\nThe budget was adopted.\n", "utf-8"
    )
    out = run("align", zh, en, "--lines", "--format", "json")
    assert [pair["blocks"] for pair in json.loads(out.stdout)["pairs"]] == [
        [["1"], ["1"]],
        [["2"], ["2"]],
        [["3"], ["3"]],
    ]
    table = run("align", zh, en, "--lines", "--format", "tsv").stdout.splitlines()
    assert table[0] == "id\tzh\ten\tscore"
    assert len(table) == 4
    memory = tmp_path / "memory.tmx"
    assert run("align", zh, en, "--lines", "--format", "tmx", "-o", memory).exit_code == 0
    again = run("check", memory, "--format", "json")
    assert len(json.loads(again.stdout)["pairs"]) == 3


def test_quantities_of_lines() -> None:
    out = run("quantities", "-", "--lines", stdin="共 1290 万美元。\n\nSome 12.9 million dollars.\n")
    lines = [json.loads(line) for line in out.stdout.splitlines()]
    assert [line["line"] for line in lines] == [1, 2, 3]
    assert [line["lang"] for line in lines] == ["zh-Hans", "en", "en"]
    assert lines[0]["quantities"][0]["value"] == lines[2]["quantities"][0]["value"] == "12900000"
    assert lines[1]["quantities"] == []


def test_quantities_in_a_language() -> None:
    out = run("quantities", "-", "--lang", "zh", "--format", "text", stdin="25")
    assert "count" in out.stdout


def test_rules_are_listed_and_explained() -> None:
    listed = run("rules").stdout.splitlines()
    assert len(listed) > 10
    code, name = listed[0].split()[0], listed[0].split()[2]
    assert run("rules", code).stdout == run("rules", name).stdout
    assert code in run("rules", code.lower()).stdout
    assert run("rules", "Q999").exit_code == 2


def test_demo() -> None:
    out = run("demo")
    assert out.exit_code == 0, out.stderr
    assert "Error" in out.stdout


def test_version() -> None:
    assert run("--version").stdout == f"hedui, version {__version__}\n"


def test_help_starts_without_the_machinery() -> None:
    import subprocess
    import sys

    heavy = {"numpy", "pandas", "rich", "jinja2", "pypdfium2", "scipy"}
    code = f"import sys, hedui.cli; print(sorted({heavy} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_an_error_inside_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("line one\nline two")

    monkeypatch.setattr("hedui.compare.check", broken)
    out = run("check", ZH, EN)
    assert out.exit_code == 2
    assert out.stderr.startswith("hedui: an error inside hedui (RuntimeError: line one line two); please report it")
    assert out.stderr.count("\n") == 1
    assert "Traceback" in run("check", ZH, EN, "--debug").stderr
    assert "程序内部错误" in run("check", ZH, EN, "--lang", "zh").stderr


# ---- the manual


def commands() -> Iterator[tuple[str, click.Command]]:
    def walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        if not isinstance(command, click.Group):
            yield name, command
            return
        with click.Context(command) as context:
            for sub in command.list_commands(context):
                found = command.get_command(context, sub)
                if found is not None:
                    yield from walk(f"{name} {sub}", found)

    return walk("hedui", cli)


def manual() -> str:
    """docs/commands.md, from the commands' own help."""
    parts = ["# Commands\n\nMade from the commands' help by `HEDUI_REWRITE=1 pytest tests/test_cli.py`."]
    for name, command in commands():
        context = click.Context(command, info_name=name)
        usage = command.get_usage(context).removeprefix("Usage: ")
        paragraphs = [" ".join(part.split()) for part in click.unstyle(command.help or "").split("\n\n")]
        lines = [f"## {name}", f"`{' '.join(usage.split())}`", *paragraphs]
        options = [p.get_help_record(context) for p in command.params if isinstance(p, click.Option) and not p.hidden]
        rows = ["| `{}` | {} |".format(*(said.replace("|", "\\|") for said in o)) for o in options if o]
        if rows:
            lines.append("\n".join(["| option | |", "|---|---|", *rows]))
        parts.append("\n\n".join(lines))
    return "\n\n".join(parts) + "\n"


def test_the_manual_page_is_what_the_commands_say() -> None:
    path = ROOT / "docs" / "commands.md"
    if os.environ.get("HEDUI_REWRITE"):
        path.write_text(manual(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == manual()


def test_every_command_says_what_it_does() -> None:
    silent = [name for name, command in commands() if not command.help]
    silent += [
        f"{name} {option.opts[0]}"
        for name, command in commands()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


def test_the_readme_holds_the_two_commands() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if line.startswith("python3 -m venv ")]
    assert len(found) == 2
    assert found[0].endswith("hedui demo")
    assert found[1].endswith("/pytest -n logical --dist loadfile")
    assert "grep -E '^python3 -m venv ' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


# ---- help in Chinese


def help_texts() -> set[str]:
    """Every paragraph of help there is."""
    from hedui.spoken import paragraphs

    texts = {"Show this message and exit.", *paragraphs(cli.help or "")}
    for _, command in commands():
        texts |= set(paragraphs(command.help or "")) | set(paragraphs(command.short_help or ""))
        texts |= {" ".join((o.help or "").split()) for o in command.params if isinstance(o, click.Option)}
    groups = [c for name, c in ((n, cli.get_command(click.Context(cli), n)) for n in ("bench", "corpus")) if c]
    about = [said or "" for group in groups for said in (group.help, group.short_help)]
    return texts | {part for said in about for part in paragraphs(said)} | {"Show the version and exit."}


def test_every_help_has_its_chinese() -> None:
    """A new help text needs a line in hedui/help.tsv; a changed one, another line."""
    from hedui.spoken import chinese

    assert sorted(help_texts() - {""} - set(chinese())) == []
    assert sorted(set(chinese()) - help_texts()) == []


@pytest.mark.parametrize("command", [(), ("check",), ("corpus",), ("corpus", "series"), ("serve",), ("bench", "run")])
def test_help_in_chinese(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEDUI_LANG", "zh")
    said = run(*command, "--help").stdout
    assert said.startswith("用法：")
    assert "选项" in said
    assert "Usage:" not in said
    assert "Options:" not in said
    assert "显示本说明后退出。" in "".join(said.split())
    monkeypatch.setenv("HEDUI_LANG", "en")
    assert run(*command, "--help").stdout.startswith("Usage:")


def test_a_command_does_the_same_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEDUI_LANG", "zh")
    said = run("check", "no-such-file.pdf")
    assert said.exit_code == 2
    assert "没有这个文件" in said.stderr
    assert run("rules").exit_code == 0
