"""How well and how fast two documents are paired.

    python benchmarks/align.py                                  our own documents, read without mistakes and scrambled
    python benchmarks/align.py --lines FOLDER [...]             hand-made alignments: zh.txt, en.txt, gold.align
    python benchmarks/align.py --pairs FILE.tsv                 columns zh and en: sentences joined and lost at random
    python benchmarks/align.py --documents A.pdf B.pdf          seconds and memory for two real documents

FOLDER/gold.align holds lines such as "1,2 <=> 3": line numbers from 1, English first (``--zh-first`` turns it).
Strict F1 counts beads that are exactly those made by hand. Scrambled documents lose blocks and labels, and have
neighbours joined and paragraphs split, at the rates printed; precision and recall count pairs of blocks.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hedui.align import pair
from hedui.align.sentences import sentences
from hedui.model import Block, Document, Lang, Source

Bead = tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Noise:
    """The share of blocks lost, joined to the one before, without their label, and split."""

    name: str
    lost: float = 0.0
    joined: float = 0.0
    bare: float = 0.0
    split: float = 0.0


NOISES = (
    Noise("as typeset"),
    Noise("no labels", bare=1.0),
    Noise("10 % lost", lost=0.1),
    Noise("5 % joined", joined=0.05),
    Noise("10 % split", split=0.1),
    Noise("a bad reading", lost=0.05, joined=0.05, bare=0.3, split=0.1),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", nargs="+", type=Path)
    parser.add_argument("--zh-first", action="store_true")
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--documents", nargs=2, type=Path)
    given = parser.parse_args()
    if given.lines:
        by_hand(given.lines, given.zh_first)
    elif given.pairs:
        by_pairs(given.pairs)
    elif given.documents:
        real(*given.documents)
    else:
        ours()


def ours() -> None:
    """Our own documents under each kind of noise."""
    from hedui.corpus import bench
    from hedui.corpus.bench.documents import documents

    sources = [documents(bench.source(name)) for name in bench.names()]
    print(f"{'':16} {'precision':>9} {'recall':>9} {'blocks':>7} {'ms a block':>10}")
    for noise in NOISES:
        right = got = want = blocks = 0
        spent = 0.0
        for seed, (zh, en) in enumerate(sources):
            rng = random.Random(seed)
            (left, of_left), (right_side, of_right) = scrambled(zh, noise, rng), scrambled(en, noise, rng)
            start = time.process_time()
            beads = pair(left, right_side)
            spent += time.process_time() - start
            blocks += max(len(left.blocks), len(right_side.blocks))
            found = {
                (p.block, q.block)
                for b in beads
                if b.kind in ("block", "table")
                for p in b.sides[0]
                for q in b.sides[1]
            }
            true = {(a, b) for a in of_left for b in of_right if of_left[a] & of_right[b]}
            right, got, want = right + len(found & true), got + len(found), want + len(true)
        print(f"{noise.name:16} {right / got:9.2%} {right / want:9.2%} {blocks:7} {1000 * spent / blocks:10.2f}")


def scrambled(document: Document, noise: Noise, rng: random.Random) -> tuple[Document, dict[str, set[str]]]:
    """The document as a bad reader would give it, and for each block which blocks it is made of."""
    blocks: list[Block] = []
    made_of: dict[str, set[str]] = {}
    for block in document.blocks:
        if rng.random() < noise.lost:
            continue
        if rng.random() < noise.bare:
            kind = "paragraph" if block.kind in ("numbered", "item") else block.kind
            block = replace(block, label=None, path=None, kind=kind)
        plain = block.kind not in ("table", "title", "heading")
        if plain and blocks and blocks[-1].kind != "table" and rng.random() < noise.joined:
            text = blocks[-1].text + (" " if document.lang == "en" else "") + block.text
            blocks[-1] = replace(blocks[-1], text=text)
            made_of[blocks[-1].id].add(block.id)
            continue
        stop = re.search(r"(?<=.{20})[.。](?=.{20})", block.text)
        made_of[block.id] = {block.id}
        if plain and stop and rng.random() < noise.split:
            blocks.append(replace(block, text=block.text[: stop.end()]))
            blocks.append(Block(block.id + "~", "paragraph", block.text[stop.end() :].strip()))
            made_of[block.id + "~"] = {block.id}
            continue
        blocks.append(block)
    return replace(document, blocks=tuple(blocks)), made_of


def by_hand(folders: Sequence[Path], zh_first: bool) -> None:
    """Texts aligned by hand, whole and with a tenth of their lines left out."""
    for lost in (0, 10):
        tally = Tally()
        for folder in folders:
            rng = random.Random(folder.name)
            keep = {}
            texts = {}
            for side in ("zh", "en"):
                lines = (folder / f"{side}.txt").read_text(encoding="utf-8").splitlines()
                keep[side] = [n for n in range(1, len(lines) + 1) if rng.random() * 100 >= lost]
                texts[side] = [lines[n - 1] for n in keep[side]]
            place = {side: {n: k for k, n in enumerate(kept)} for side, kept in keep.items()}
            gold = set()
            for one, two in alignment(folder / "gold.align"):
                zh, en = (one, two) if zh_first else (two, one)
                bead = (
                    frozenset(place["zh"][n] for n in zh if n in place["zh"]),
                    frozenset(place["en"][n] for n in en if n in place["en"]),
                )
                if all(bead):
                    gold.add(bead)
            tally.add(texts["zh"], texts["en"], gold)
        print(f"{lost:3} % lost: {tally}")


def alignment(path: Path) -> Iterator[tuple[list[int], list[int]]]:
    """The beads of a gold file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if "<=>" in line:
            one, two = (list(map(int, re.findall(r"\d+", side))) for side in line.split("<=>"))
            yield one, two


def by_pairs(path: Path, most: int = 700, texts: int = 12) -> None:
    """Pairs as two texts of lines, sentence by sentence where both sides have as many: joined, and lost at random.

    One pair in ten has two lines joined on a side, three in a hundred stand on one side only. Besides, so many of a
    hundred lines are lost on each side.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [
            line
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            for line in lines_of(row["zh"], row["en"])
        ]
    starts = range(0, len(rows) - most + 1, max(most, len(rows) // texts))
    for lost in (0, 10):
        tally = Tally()
        for start in starts:
            rng = random.Random(start)
            tally.add(*dropped(*joined(rows[start : start + most], rng), lost, rng))
        print(f"{lost:3} % lost: {tally}")


def lines_of(zh: str, en: str) -> list[tuple[str, str]]:
    """The sentences of a pair, if both sides have as many, or else the pair."""
    sides = [[text[a:b] for a, b in sentences(text, text is zh)] for text in (zh, en)]
    return list(zip(*sides, strict=True)) if len(sides[0]) == len(sides[1]) else [(zh, en)]


Lines = tuple[list[str], list[str], set[Bead]]


def joined(rows: Sequence[tuple[str, str]], rng: random.Random) -> Lines:
    """Two texts of these pairs, some joined to the next on a side and some missing on a side, and the true beads."""
    zh: list[str] = []
    en: list[str] = []
    gold: set[Bead] = set()
    while rows:
        chance, (one, two) = rng.random(), rows[0]
        if chance < 0.03:
            (zh if chance < 0.015 else en).append(one if chance < 0.015 else two)
            rows = rows[1:]
            continue
        taken = 2 if chance < 0.13 and len(rows) > 1 else 1
        joined_zh = chance < 0.08
        left = ["".join(z for z, _ in rows[:taken])] if joined_zh else [z for z, _ in rows[:taken]]
        right = [" ".join(e for _, e in rows[:taken])] if not joined_zh else [e for _, e in rows[:taken]]
        gold.add((frozenset(range(len(zh), len(zh) + len(left))), frozenset(range(len(en), len(en) + len(right)))))
        zh += left
        en += right
        rows = rows[taken:]
    return zh, en, gold


def dropped(zh: list[str], en: list[str], gold: set[Bead], lost: int, rng: random.Random) -> Lines:
    """The texts with so many of a hundred lines lost, and what is left of the true beads."""
    keep = [[n for n in range(len(side)) if rng.random() * 100 >= lost] for side in (zh, en)]
    place = [{n: k for k, n in enumerate(kept)} for kept in keep]
    left = {(_kept(one, place[0]), _kept(two, place[1])) for one, two in gold}
    return [zh[n] for n in keep[0]], [en[n] for n in keep[1]], {bead for bead in left if all(bead)}


def _kept(numbers: frozenset[int], place: dict[int, int]) -> frozenset[int]:
    return frozenset(place[n] for n in numbers if n in place)


@dataclass
class Tally:
    """Beads found, beads made by hand, those that are in both, lines and seconds."""

    right: int = 0
    got: int = 0
    want: int = 0
    lines: int = 0
    seconds: float = 0.0

    def add(self, zh: Sequence[str], en: Sequence[str], gold: set[Bead]) -> None:
        """Pair two texts line by line and count."""
        start = time.process_time()
        beads = pair(lines("zh-Hans", zh), lines("en", en), sentences=False)
        self.seconds += time.process_time() - start
        found = {
            (frozenset(int(p.block) for p in b.sides[0]), frozenset(int(p.block) for p in b.sides[1])) for b in beads
        }
        found = {bead for bead in found if all(bead)}
        self.right += len(found & gold)
        self.got += len(found)
        self.want += len(gold)
        self.lines += max(len(zh), len(en))

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.got), self.right / max(1, self.want)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        pace = self.seconds / max(1, self.lines) * 1000
        return f"strict P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, {pace:.2f} s per 1,000 lines, {self.lines} lines"


def lines(lang: Lang, texts: Sequence[str]) -> Document:
    """A document with a block for each line, its id the line's number."""
    blocks = tuple(Block(str(n), "paragraph", text) for n, text in enumerate(texts))
    return Document(Source(lang, "", "text"), lang, blocks)


def real(one: Path, two: Path) -> None:
    """Two files: what pairing costs, and how many blocks stand alone."""
    from hedui.extract import read

    left, right = read(one), read(two)
    start = time.process_time()
    beads = [b for b in pair(left, right) if b.kind in ("block", "table")]
    spent = time.process_time() - start
    size = max(len(left.blocks), len(right.blocks))
    alone = sum(not (b.sides[0] and b.sides[1]) for b in beads)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size} blocks, {alone} beads of one side, {1000 * spent / size:.2f} ms a block, "
        f"peak {peak:.0f} MB (reading too)"
    )


if __name__ == "__main__":
    main()
