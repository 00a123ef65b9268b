"""Scans: pages rendered to pictures as a scanner would make them, read back by OCR, and compared with what they say.

    python benchmarks/scans.py FILE[:PAGE,PAGE] … [--kinds 300 200-noisy …]

For each kind: characters right, numbers right and read at all (of those printed), numbers that are wrong although no
doubt says so, and cells of tables that came out exactly.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from hedui.errors import HeduiError
from hedui.extract import read
from hedui.model import Document

KINDS: dict[str, tuple[int, float, float]] = {
    "300": (300, 0.0, 0.0),
    "200": (200, 0.0, 0.0),
    "150": (150, 0.0, 0.0),
    "300-skewed": (300, 1.0, 0.0),
    "200-noisy": (200, 0.0, 25.0),
    "150-skewed-noisy": (150, -1.0, 15.0),
}
"""Dots an inch, degrees askew, noise (of 255)."""
NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")


def main() -> None:
    """The command."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="+")
    ask.add_argument("--kinds", nargs="*", default=list(KINDS))
    ask.add_argument("--show", action="store_true", help="name the numbers that are wrong")
    asked = ask.parse_args()
    print(f"{'kind':18} chars   numbers right  wrong without doubt  doubts  cells  s/page")
    for kind in asked.kinds:
        total: Counter[str] = Counter()
        with tempfile.TemporaryDirectory() as room:
            for name in asked.files:
                path, _, pages = name.partition(":")
                total += tried(Path(path), [int(n) for n in pages.split(",") if n], kind, Path(room), asked.show)
        shares = {key: total[key] / max(1, total[f"of {key}"]) for key in ("chars", "numbers", "cells")}
        print(
            f"{kind:18} {shares['chars']:.4f}  {shares['numbers']:.4f} of {total['of numbers']:4}"
            f"  {total['wrong']:19}  {total['doubts']:6}  {shares['cells']:.3f}"
            f"  {total['ms'] / 1000 / total['pages']:.1f}"
        )


def tried(path: Path, pages: list[int], kind: str, room: Path, show: bool) -> Counter[str]:
    """Read the pages (all where none are named) of a file as printed and as a scan, and compare."""
    with pdfium.PdfDocument(path) as pdf:
        pages = pages or list(range(1, len(pdf) + 1))
        pictures = [scanned(pdf[page - 1], kind) for page in pages]
        chosen = pdfium.PdfDocument.new()
        chosen.import_pages(pdf, [page - 1 for page in pages])
        chosen.save(room / "printed.pdf")
    pictures[0].save(
        room / "scan.pdf", "PDF", resolution=KINDS[kind][0], save_all=True, append_images=pictures[1:], quality=85
    )
    printed = read(room / "printed.pdf")
    begin = time.perf_counter()
    try:
        scan = read(room / "scan.pdf")
    except HeduiError as error:
        print(f"{path.name}: {error}")
        return Counter({"pages": len(pages)})
    seconds = time.perf_counter() - begin
    return compared(printed, scan, show) + Counter({"pages": len(pages), "ms": int(1000 * seconds)})


def scanned(page: Any, kind: str) -> Image.Image:
    """A page as a scanner makes it: grey paper, askew, with noise."""
    dots, askew, noise = KINDS[kind]
    picture = page.render(scale=dots / 72).to_pil().convert("L")
    if askew:
        picture = picture.rotate(askew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    if noise:
        grey = 25 + 205 / 255 * np.asarray(picture, np.float64)
        grey += np.random.default_rng(1).normal(0, noise, grey.shape)
        picture = Image.fromarray(grey.clip(0, 255).astype(np.uint8))
    return picture


def compared(printed: Document, scan: Document, show: bool) -> Counter[str]:
    """What came out right."""
    signs, numbers = (Counter(_signs(printed)), Counter(_numbers(printed)))
    read_signs, read_numbers = Counter(_signs(scan)), Counter(_numbers(scan))
    extra = read_numbers - numbers
    doubted = Counter(
        n for doubt in scan.doubts if doubt.kind == "unsure-figure" for n in NUMBER.findall(doubt.message.zh)
    )
    if show:
        print("  missing", sorted((numbers - read_numbers).elements()), "wrong", sorted((extra - doubted).elements()))
    cells, read_cells = Counter(_cells(printed)), Counter(_cells(scan))
    return Counter(
        {
            "chars": (signs & read_signs).total(),
            "of chars": max(signs.total(), read_signs.total()),
            "numbers": (numbers & read_numbers).total(),
            "of numbers": numbers.total(),
            "wrong": (extra - doubted).total(),
            "doubts": sum(doubt.kind == "unsure-figure" for doubt in scan.doubts),
            "cells": (cells & read_cells).total(),
            "of cells": cells.total(),
        }
    )


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield f"{block.label or ''} {block.text}"
        for row in block.rows or ():
            yield from row
        yield from (f"{note.label or ''} {note.text}" for note in block.footnotes)
    yield from document.furniture


def _signs(document: Document) -> Iterator[str]:
    return (sign for text in _texts(document) for sign in text if not sign.isspace())


def _numbers(document: Document) -> Iterator[str]:
    return (number for text in _texts(document) for number in NUMBER.findall(text))


def _cells(document: Document) -> Iterator[str]:
    return (
        "".join(cell.split()) for block in document.blocks for row in block.rows or () for cell in row if cell.strip()
    )


if __name__ == "__main__":
    main()
