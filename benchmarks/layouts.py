"""The benchmark's documents in other styles: what the reader makes of pages it has not seen.

    python benchmarks/layouts.py FOLDER [--names …] [--styles …]

Each document is typeset by WeasyPrint into FOLDER in each style of benchmarks/styles (added to "report"), then
read back and compared with its source: blocks, labels, notes and cells that came out exactly. Only what is not perfect
is printed, then the sums.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from hedui.corpus import bench
from hedui.corpus.bench.scoring import folded
from hedui.corpus.samples.source import SIDES, BilingualSource, Piece, Side, truth
from hedui.corpus.samples.typeset import HERE, html_of, print_pdf
from hedui.extract import read
from hedui.model import Document

STYLES = Path(__file__).parent / "styles"
NAMES = ("basin", "library", "committee", "treaty", "loan", "council", "mission")


def main() -> None:
    """The command."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--names", nargs="*", default=NAMES)
    ask.add_argument("--styles", nargs="*", default=sorted(path.stem for path in STYLES.glob("*.css")))
    asked = ask.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    total: Counter[str] = Counter()
    for style in asked.styles:
        for name in asked.names:
            for side in SIDES:
                counted, lost = tried(bench.source(name), side, style, asked.folder / f"{name}.{style}.{side}.pdf")
                total += counted
                if lost:
                    print(f"{name}.{style}.{side}: {line(counted)} | {' '.join(lost)[:200]}")
    print(line(total))


def tried(source: BilingualSource, side: Side, style: str, target: Path) -> tuple[Counter[str], list[str]]:
    """Typeset one side in that style, read it and compare."""
    sheets = [path.read_text(encoding="utf-8") for path in (HERE / "styles" / "report.css", STYLES / f"{style}.css")]
    print_pdf(html_of(source, side), "\n".join(sheets), target, source.name)
    return compared(read(target), truth(source)[side], source.sides[side])


def compared(
    document: Document, listed: list[dict[str, object]], pieces: tuple[Piece, ...]
) -> tuple[Counter[str], list[str]]:
    """What came out exactly, and what did not."""
    texts: dict[str, list[str | None]] = defaultdict(list)
    for block in document.blocks:
        texts[folded(block.text)].append(block.label)
        for note in block.footnotes:
            texts[folded(note.text)].append(None)
    counted: Counter[str] = Counter()
    lost = []
    for piece, block in zip(pieces, listed, strict=True):
        wanted = [("notes", id, text, None) for id, text in piece.notes]
        if piece.kind != "table":
            wanted.append(("blocks", piece.id, str(block["text"]), piece.n))
        for what, id, text, label in wanted:
            found = folded(text) in texts
            counted[what] += 1
            counted[f"{what} exact"] += found
            if label and found:
                counted["labels"] += 1
                counted["labels exact"] += label in texts[folded(text)]
                found = label in texts[folded(text)]
            if not found:
                lost.append(id)
        if piece.kind == "table":
            most, of = cells(document, block["rows"])  # type: ignore[arg-type]
            counted.update({"cells": of, "cells exact": most})
            if most < of:
                lost.append(f"{piece.id} {most}/{of}")
    return counted, lost


def cells(document: Document, rows: list[list[str]]) -> tuple[int, int]:
    """How many cells of the table that is most like these rows are exact, and how many there are."""
    most = 0
    for block in document.blocks:
        if block.rows is not None and len(block.rows) == len(rows):
            pairs = [
                (a, b)
                for r, s in zip(block.rows, rows, strict=True)
                if len(r) == len(s)
                for a, b in zip(r, s, strict=True)
            ]
            most = max(most, sum(folded(a) == folded(b) for a, b in pairs))
    return most, sum(map(len, rows))


def line(counted: Counter[str]) -> str:
    """The counts in one line."""
    return ", ".join(f"{w} {counted[f'{w} exact']}/{counted[w]}" for w in ("blocks", "labels", "notes", "cells"))


if __name__ == "__main__":
    main()
