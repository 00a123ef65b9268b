"""Markdown: headings, lists, tables, footnotes; markup is no text."""

from __future__ import annotations

from pathlib import Path

from hedui.extract.markdown import read
from hedui.model import Block

TEXT = """---
title: ignored
---
# Report for **2025**

Status
------

The Fund received *USD 12.9 million*[^a] from
25 [States](https://example.org "a title"). <!-- a remark with 99 -->

1. First item
1. Second item with `x_y * 2`
   - nested point
   - another

2. Third item

> Quoted text.

Table 1. Contributions

| State | Amount | Share |
|:------|-------:|:-----:|
| Peru \\| Lima | 1,200[^b] | 8 % |
| Fiji | **300** |

```
code line 1
```

(a) A typed item.

* * *
[^a]: As at 30 June 2025,
    unaudited.
[^b]: Pledged.
"""


def blocks(tmp_path: Path, text: str) -> list[Block]:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    return list(read(path).blocks)


def test_blocks_of_a_markdown_file(tmp_path: Path) -> None:
    got = blocks(tmp_path, TEXT)
    assert [(b.kind, b.label, b.path, b.text) for b in got] == [
        ("heading", None, None, "Report for 2025"),
        ("heading", None, None, "Status"),
        ("paragraph", None, None, "The Fund received USD 12.9 million from 25 States."),
        ("numbered", "1", "1", "First item"),
        ("numbered", "2", "2", "Second item with x_y * 2"),
        ("item", "•", "2.•", "nested point"),
        ("item", "•", "2.•", "another"),
        ("numbered", "3", "3", "Third item"),
        ("paragraph", None, None, "Quoted text."),
        ("table", None, None, ""),
        ("paragraph", None, None, "code line 1"),
        ("item", "a", "3.a", "A typed item."),
    ]


def test_notes_and_tables_of_a_markdown_file(tmp_path: Path) -> None:
    got = blocks(tmp_path, TEXT)
    paragraph, table = got[2], got[9]
    assert [(n.label, n.text, paragraph.text[n.at - 7 : n.at]) for n in paragraph.footnotes] == [
        ("a", "As at 30 June 2025, unaudited.", "million")
    ]
    assert table.caption == "Table 1. Contributions"
    assert table.rows == (("State", "Amount", "Share"), ("Peru | Lima", "1,200", "8 %"), ("Fiji", "300", ""))
    assert [(n.text, n.cell, n.at) for n in table.footnotes] == [("Pledged.", (1, 1), 5)]


def test_a_bar_in_prose_is_no_table(tmp_path: Path) -> None:
    got = blocks(tmp_path, "Use a | b here.\nThen go on.\n")
    assert [(b.kind, b.text) for b in got] == [("paragraph", "Use a | b here. Then go on.")]
