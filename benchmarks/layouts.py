"""The benchmark's documents in other styles: what the reader makes of pages it has not seen.

    python benchmarks/layouts.py FOLDER [--names …] [--styles …] [--docx] [--again]

Each document is typeset into FOLDER in each style of benchmarks/styles (NAME.css by WeasyPrint on top of the samples'
"report", NAME.toml by python-docx and LibreOffice), then read back and compared with its source: blocks, labels, notes
and cells that came out exactly. Only what is not perfect is printed, then the sums by style. ``stress`` is a document
made up to be hard to set, NAME.clean one of the shared benchmark. ``--docx`` reads the DOCX in place of its PDF,
``--again`` reads what stands in FOLDER. Styles called held… are for measuring, not for looking into.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import layouts_word
from layouts_html import fitted, pages_of, wishes
from layouts_source import shared, stress

from hedui.corpus import bench
from hedui.corpus.bench.scoring import folded as as_scored
from hedui.corpus.samples.source import SIDES, BilingualSource, Piece, Side, truth
from hedui.corpus.samples.typeset import HERE, print_pdf
from hedui.extract import read
from hedui.model import Document

STYLES = Path(__file__).parent / "styles"
NAMES = ("basin", "library", "committee", "treaty", "loan", "council", "mission")


def main() -> None:
    """The command."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--names", nargs="*", default=NAMES)
    ask.add_argument("--styles", nargs="*", default=[s for s in styles() if not s.startswith("held")])
    ask.add_argument("--docx", action="store_true", help="read the DOCX, of the styles that have one")
    ask.add_argument("--again", action="store_true", help="do not typeset what stands in the folder already")
    asked = ask.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    sums: dict[str, Counter[str]] = {}
    for style in asked.styles:
        if asked.docx and not (STYLES / f"{style}.toml").exists():
            continue
        sums[style] = Counter()
        for name in asked.names:
            for side in SIDES:
                counted, lost = tried(source_of(name), side, style, asked.folder / f"{name}.{style}.{side}.pdf", asked)
                sums[style] += counted
                if lost:
                    print(f"{name}.{style}.{side}: {line(counted)} | {' '.join(lost)[:200]}", flush=True)
    for style, counted in sums.items():
        print(f"{style:12} {line(counted)}")
    total: Counter[str] = sum(sums.values(), Counter())
    print(f"{'all':12} {line(total)}")


def styles() -> list[str]:
    """The names of the styles."""
    return sorted(path.stem for path in STYLES.iterdir() if path.suffix in (".css", ".toml"))


def source_of(name: str) -> BilingualSource:
    """The document of that name: of the benchmark, of the shared one (NAME.clean), or the one made up."""
    if name == "stress":
        return stress()
    return shared(name) if name.endswith(".clean") else bench.source(name)


def tried(
    source: BilingualSource, side: Side, style: str, target: Path, asked: argparse.Namespace
) -> tuple[Counter[str], list[str]]:
    """Typeset one side in that style, read it and compare."""
    sheet = STYLES / f"{style}.css"
    made = target.with_suffix(".docx") if asked.docx else target
    wanted = wishes(sheet.read_text(encoding="utf-8")) if sheet.exists() else set()
    source = fitted(source, wanted)
    if not (asked.again and made.exists()):
        if sheet.exists():
            sheets = [path.read_text(encoding="utf-8") for path in (HERE / "styles" / "report.css", sheet)]
            print_pdf(pages_of(source, side, wanted), "\n".join(sheets), target, source.name)
        else:
            word = target.with_suffix(".docx")
            layouts_word.write(source, side, tomllib.loads(sheet.with_suffix(".toml").read_text("utf-8")), word)
            if not asked.docx:
                layouts_word.print_pdf(word, target)
    return compared(read(made), truth(source)[side], source.sides[side])


def compared(
    document: Document, listed: list[dict[str, Any]], pieces: tuple[Piece, ...]
) -> tuple[Counter[str], list[str]]:
    """What came out exactly, and what did not."""
    texts: dict[str, list[str | None]] = defaultdict(list)
    for block in document.blocks:
        texts[folded(block.text)].append(block.label)
        for note in block.footnotes:
            texts[folded(note.text)].append(None)
    counted: Counter[str] = Counter()
    lost = []
    for piece, true in zip(pieces, listed, strict=True):
        wanted: list[tuple[str, str, str, str | None]] = [("notes", id, text, None) for id, text in piece.notes]
        if piece.kind != "table":
            wanted.append(("blocks", piece.id, true["text"], piece.n))
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
            most, of = cells(document, true["rows"])
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


def folded(text: str) -> str:
    """A text as it is compared: capitals that a style makes of letters are no loss."""
    return as_scored(text).casefold()


def line(counted: Counter[str]) -> str:
    """The counts in one line."""
    return ", ".join(f"{w} {counted[f'{w} exact']}/{counted[w]}" for w in ("blocks", "labels", "notes", "cells"))


if __name__ == "__main__":
    main()
