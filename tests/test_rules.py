"""Every rule does what its examples say: they are its tests and its manual."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hedui.model import Block, BlockKind, Document, Finding, Lang, Note, Source
from hedui.reconcile import Options, reconcile
from hedui.reconcile.catalogue import RETIRED, Example, Rule, rules

_NOTE = re.compile(r"\[\^(\w+): ([^\]]+)\]")
_NUMBERED = re.compile(r"(\d+)\. (?=\S)")
_ITEM = re.compile(r"[(（]([a-z]{1,4}|[一二三四五六七八九十]+)[)）]\s*")


def document(text: str, lang: Lang) -> Document:
    """A document from an example: a block a line; cells have " | " between, headings "# ", labels "1. " or "(a) "."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    parent = ""
    for line in [*text.split("\n"), ""]:
        if " | " in line or (rows and line.endswith(" |")):
            rows.append(tuple(cell.strip() for cell in line.split(" |")))
            continue
        if rows:
            blocks.append(Block(f"b{len(blocks)}", "table", "", rows=tuple(rows)))
            rows = []
        if not line:
            continue
        kind: BlockKind = "paragraph"
        label, path, level = None, None, 0
        if line.startswith("# "):
            kind, line = "heading", line[2:]
        elif found := _NUMBERED.match(line):
            kind, label, line = "numbered", found[1], line[found.end() :]
            path = parent = label
        elif found := _ITEM.match(line):
            kind, label, level, line = "item", found[1], 1, line[found.end() :]
            path = f"{parent}.{label}" if parent else label
        id = f"b{len(blocks)}"
        notes = tuple(Note(f"{id}n{n}", m[1], m[2], m.start()) for n, m in enumerate(_NOTE.finditer(line)))
        blocks.append(Block(id, kind, _NOTE.sub("", line), label, path, level, footnotes=notes))
    return Document(Source(f"{lang}.txt", "0" * 64, "txt"), lang, tuple(blocks))


def check(example: Example, folder: Path) -> tuple[Finding, ...]:
    """What all rules find in an example."""
    options = Options()
    if example.glossary is not None:
        (folder / "terms.csv").write_text(example.glossary, encoding="utf-8")
        options = Options(glossary=folder / "terms.csv")
    texts: list[tuple[str | None, Lang]] = [(example.zh, example.lang or "zh-Hans"), (example.en, example.lang or "en")]
    documents = [document(text, lang) for text, lang in texts if text is not None]
    if len(documents) == 1:
        return reconcile(documents, (), options)[0]
    from hedui.align import pair

    return reconcile(documents, pair(*documents), options)[0]


@pytest.mark.parametrize(
    ("rule", "example"), [pytest.param(r, e, id=f"{r.code}-{n}") for r in rules() for n, e in enumerate(r.examples)]
)
def test_the_examples_of_every_rule(rule: Rule, example: Example, tmp_path: Path) -> None:
    everything = check(example, tmp_path)
    found = [f for f in everything if f.rule == rule.code]
    if example.says is None:
        assert not [f for f in found if f.severity != "note"]
    else:
        assert any(example.says in f.message.en for f in found), everything


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.code)
def test_every_rule_has_examples_that_fire_and_near_misses_that_do_not(rule: Rule) -> None:
    assert sum(e.says is not None for e in rule.examples) >= 2
    assert sum(e.says is None for e in rule.examples) >= 2


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.code)
def test_every_rule_is_explained(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert len(rule.explanation.split("\n\n")) >= 2, "what it flags, then why it matters and when it is wrong"
    assert rule.code not in RETIRED
