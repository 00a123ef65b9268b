"""The manual: made pages are up to date, the site builds, what it shows can be typed, its two languages agree.

``HEDUI_REWRITE=1 pytest tests/test_docs.py`` writes docs/rules.md anew.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from hedui.cli import cli
from hedui.corpus.samples import folder, names
from hedui.reconcile.catalogue import Example, Rule, rules

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md"])
BOTH = sorted(path.name for path in (DOCS / "zh").glob("*.md"))
FAMILIES = {
    "B": "Blocks, rows and notes between two documents",
    "D": "The same thing said twice",
    "L": "Labels",
    "N": "Figures between two documents",
    "R": "References",
    "S": "Sentences",
    "T": "Tables",
    "W": "Words and terms",
}


def blocks(kind: str) -> Iterator[tuple[Path, str]]:
    """Every fenced block of a kind in the manual, with its page."""
    for page in PAGES:
        for found in re.finditer(rf"^```{kind}\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.S | re.M):
            yield page, found[1]


# ---- docs/rules.md, from the catalogue


def rules_page() -> str:
    parts = [
        "# Rules\n\nMade from the rules themselves by `HEDUI_REWRITE=1 pytest tests/test_docs.py`. Codes are for ever."
    ]
    for family, found in groupby(rules(), key=lambda rule: rule.code[0]):
        listed = list(found)
        parts.append(f"## {FAMILIES[family]}")
        lines = [f"| [{r.code}](#{r.code.lower()}) | {r.name} | {r.severity} | {cell(r.summary)} |" for r in listed]
        parts.append("\n".join(["| code | name | severity | flags |", "|---|---|---|---|", *lines]))
        parts += [entry(rule) for rule in listed]
    return "\n\n".join(parts) + "\n"


def cell(text: str) -> str:
    return text.replace("|", "\\|")


def entry(rule: Rule) -> str:
    """The manual entry of a rule: its explanation, and its examples as it reads them."""
    examples = "\n\n".join(shown(example) for example in rule.examples)
    return f"### {rule.code} {rule.name} {{ #{rule.code.lower()} }}\n\n{rule.explanation}\n\n{examples}"


def shown(example: Example) -> str:
    verdict = "nothing to flag" if example.says is None else f"flagged: {example.says}"
    lines = [
        f"{lang}  {line}"
        for lang, text in ((example.lang or "zh", example.zh), (example.lang or "en", example.en))
        for line in (text or "").splitlines()
    ]
    return "\n".join(["```text", *lines, f"→   {verdict}", "```"])


def test_the_page_of_rules_is_what_the_rules_say() -> None:
    path = DOCS / "rules.md"
    if os.environ.get("HEDUI_REWRITE"):
        path.write_text(rules_page(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == rules_page(), "HEDUI_REWRITE=1 pytest tests/test_docs.py"


def test_every_rule_has_a_chinese_name() -> None:
    from hedui.extract.language import HAN
    from hedui.outputs.words import rule_name

    assert [rule.code for rule in rules() if not HAN.search(rule_name(rule.code, rule.name, "zh"))] == []


# ---- the site


def test_the_site_builds(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="mkdocs-material is not installed")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    out = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stdout + out.stderr
    assert (tmp_path / "site" / "index.html").is_file()


def test_links_lead_somewhere() -> None:
    dead = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                dead.append(f"{page.name}: {target}")
    assert dead == []


# ---- what can be typed


def typed() -> list[tuple[str, str]]:
    """Every line of the manual that calls hedui: page and line."""
    return [
        (page.relative_to(ROOT).as_posix(), line.strip().removeprefix("$ "))
        for kind in ("sh", "console")
        for page, block in blocks(kind)
        for line in block.replace("\\\n", " ").splitlines()
        if re.match(r"(\$ )?hedui ", line.strip())
    ]


@pytest.mark.parametrize(("page", "line"), typed(), ids=lambda value: value[:60])
def test_commands_and_options_exist(page: str, line: str) -> None:
    words = shlex.split(re.split(r"\s[|>&]|;", line.split(" #")[0])[0])[1:]
    command: click.Command = cli
    while isinstance(command, click.Group):
        with click.Context(command) as context:
            found = command.get_command(context, words[0])
        assert found is not None, f"{page}: no command {words[0]}"
        command, words = found, words[1:]
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
    unknown = [
        word for word in words if re.match(r"--?[a-z]", word) and word.split("=")[0] not in known | {"--help", "-h"}
    ]
    assert unknown == [], f"{page}: {line}"


@pytest.mark.parametrize(
    ("page", "code"), list(blocks("python")), ids=lambda value: value.name if isinstance(value, Path) else ""
)
def test_python_examples_run(page: Path, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = folder(names()[0], "planted")
    for name in ("zh.pdf", "en.pdf"):
        (tmp_path / name).write_bytes((sample / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(code, str(page), "exec"), {})


# ---- both languages


@pytest.mark.parametrize("name", BOTH)
def test_the_manual_agrees_in_both_languages(name: str) -> None:
    out = CliRunner().invoke(cli, ["check", str(DOCS / "zh" / name), str(DOCS / name)])
    assert out.exit_code == 0, out.stdout + out.stderr
