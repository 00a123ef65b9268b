"""Pairing of documents nobody would write: everything stays in exactly one bead, and nothing breaks."""

from __future__ import annotations

import random
from collections import Counter
from typing import get_args

import pytest

from hedui.align import pair, public
from hedui.model import BLOCK_KINDS, Block, Document, Lang, Note, Source

ZH = "委员会基金项目国家一二三十万亿点第2025%，。；（）《》A/79/12 "
EN = "the fund project State 12 2025 3.5 1,2,3 % . ; ( ) committee A/79/12 Article III million twelve No. U.N.".split()
LABELS = (None, None, "1", "2", "a", "iii", "第三条", "三", "3.1", "?")


def text(rng: random.Random, lang: str) -> str:
    size = rng.choice((0, 1, 3, 10, 60))
    return " ".join(rng.choices(EN, k=size)) if lang == "en" else "".join(rng.choices(ZH, k=size))


def document(rng: random.Random, lang: Lang, name: str) -> Document:
    blocks = []
    for i in range(rng.choice((0, 1, 2, 5, 30, 130))):
        kind = rng.choice(BLOCK_KINDS)
        notes = tuple(
            Note(f"{name}n{i}.{j}", rng.choice(LABELS), text(rng, lang), 0) for j in range(rng.choice((0, 0, 2)))
        )
        if kind == "table":
            width = rng.choice((0, 1, 3, 6))
            rows = tuple(tuple(text(rng, lang) for _ in range(width)) for _ in range(rng.choice((0, 1, 2, 9))))
            caption = rng.choice((None, "Table 1"))
            blocks.append(Block(f"{name}{i}", kind, "", footnotes=notes, caption=caption, rows=rows))
        else:
            blocks.append(
                Block(f"{name}{i}", kind, text(rng, lang), rng.choice(LABELS), rng.choice(LABELS), footnotes=notes)
            )
    return Document(Source(name, "0", "pdf"), lang, tuple(blocks))


@pytest.mark.parametrize("seed", range(40))
def test_everything_once_and_every_sentence_where_it_says(seed: int) -> None:
    rng = random.Random(seed)
    sides = document(rng, rng.choice(get_args(Lang)), "l"), document(rng, rng.choice(get_args(Lang)), "r")
    beads = pair(*sides)
    assert public(beads) is not None
    for number, side in enumerate(sides):
        blocks = {b.id: b for b in side.blocks}
        top = [(b.kind, p) for b in beads for p in b.sides[number]]
        own = [p.block for kind, p in top if kind in ("block", "table", "caption") and not p.caption]
        assert Counter(own) == Counter(list(blocks))
        assert Counter(p.note for kind, p in top if kind == "note") == Counter(
            n.id for b in side.blocks for n in b.footnotes
        )
        assert Counter(p.block for kind, p in top if kind == "caption" and p.caption) == Counter(
            b.id for b in side.blocks if b.caption
        )
        rows = [(p.block, p.row) for b in beads for r in b.parts if r.kind == "row" for p in r.sides[number]]
        assert Counter(rows) == Counter((b.id, r) for b in side.blocks for r in range(len(b.rows or ())))
        for bead in (part for b in beads if b.kind == "block" for part in b.walk()):
            assert 0 <= bead.score <= 1
            for p in bead.sides[number]:
                assert blocks[p.block].text[p.start : p.start + len(p.text)] == p.text
