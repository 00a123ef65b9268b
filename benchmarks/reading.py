"""How fast PDFs are read, as multiples of pdfplumber, in one run on the files given.

    python benchmarks/reading.py LONG [OTHER ...] [--pages 10 100 1000]

Of the first file each number of pages is read by every reader; the others whole, by hedui and pdfplumber. The table
printed is the one in docs/reading.md:

    characters   into arrays by hedui.extract.glyphs, against pdfplumber's ``chars``, pdfminer.six, playa, bare pdfium
    everything   hedui's document, tables included, against pdfplumber's ``extract_text`` and ``extract_tables``

Each reader runs in a process of its own, one after the other, so that none warms the other's caches, and its processor
time is taken, so that other work on the machine disturbs little; its first five pages are read once before, so imports
are not counted. What takes pdfplumber's ``chars`` is taken in the same run as its text and tables, which are made of
them. No page is guessed at by OCR: none of the others does that. Last come the slowest page and two processes at once
against one, by the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

Taken = dict[str, float]
"""Seconds by what they were spent on, and ``count``, the characters read."""

now = time.process_time


def hedui_characters(path: str, pages: int) -> Taken:
    from hedui.extract.glyphs import Pdf

    with Pdf(path) as pdf:
        return {"count": sum(len(page) for page in islice(pdf, pages) if page is not None)}


def hedui_everything(path: str, pages: int) -> Taken:
    from hedui.extract.pdf import read

    seen = [now()]
    document = read(Path(path), pages=pages, progress=lambda *_: seen.append(now()))
    cells = sum(len(cell) for block in document.blocks for row in block.rows or () for cell in row)
    slowest, number = max((b - a, k) for k, (a, b) in enumerate(pairwise(seen), 1))
    return {"count": cells + sum(len(block.text) for block in document.blocks), "slowest": slowest, "page": number}


def pdfplumber_everything(path: str, pages: int) -> Taken:
    import pdfplumber

    count, characters = 0, 0.0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages[:pages]:
            started = now()
            count += len(page.chars)
            characters += now() - started
            page.extract_text()
            page.extract_tables()
            page.close()
    return {"count": count, "characters": characters}


def pdfminer_characters(path: str, pages: int) -> Taken:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar, LTComponent

    def characters(item: LTComponent) -> int:
        inside = getattr(item, "_objs", ())
        return isinstance(item, LTChar) + sum(map(characters, inside))

    return {"count": sum(characters(page) for page in extract_pages(path, maxpages=pages, laparams=None))}


def playa_characters(path: str, pages: int) -> Taken:
    import playa

    with playa.open(path) as document:
        return {"count": sum(len(glyph.text or "") for page in islice(document.pages, pages) for glyph in page.glyphs)}


def pdfium_text(path: str, pages: int) -> Taken:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    count = 0
    for number in range(min(pages, len(pdf))):
        page = pdf[number]
        count += len(page.get_textpage().get_text_range())
        page.close()
    return {"count": count}


WAYS: dict[str, Callable[[str, int], Taken]] = {
    "hedui, characters": hedui_characters,
    "playa, characters": playa_characters,
    "pdfminer.six, characters": pdfminer_characters,
    "bare pdfium, text only": pdfium_text,
    "hedui, everything": hedui_everything,
    "pdfplumber, text and tables": pdfplumber_everything,
}
SHORT = ("hedui, characters", "hedui, everything", "pdfplumber, text and tables")


def one(way: str, path: str, pages: int) -> None:
    """Measure one way, here; print the figures."""
    import resource

    run = WAYS[way]
    run(path, 5)  # imports, caches
    started, clock = now(), time.perf_counter()
    taken = run(path, pages)
    taken |= {"seconds": now() - started, "clock": time.perf_counter() - clock}
    print(json.dumps(taken | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


def started(way: str, path: Path, pages: int) -> subprocess.Popen[str]:
    """A process that measures one way."""
    program = [sys.executable, __file__, "--one", way, str(path), str(pages)]
    environment = {**os.environ, "HEDUI_OCR": "0", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment)


def measured(way: str, path: Path, pages: int) -> Taken:
    """What a process of its own says of one way."""
    said: Any = json.loads(started(way, path, pages).communicate()[0])
    return dict(said)


def rows(path: Path, pages: int, ways: tuple[str, ...]) -> Taken:
    """Measure some ways on the first pages of a file, print a row of the table for each; what hedui took."""
    taken = {way: measured(way, path, pages) for way in ways}
    plumber = taken["pdfplumber, text and tables"]
    taken["pdfplumber, chars"] = {**plumber, "seconds": plumber["characters"]}
    for way, of in sorted(taken.items(), key=lambda item: ("characters" not in item[0], item[1]["seconds"])):
        base = plumber if way in ("hedui, everything", "pdfplumber, text and tables") else taken["pdfplumber, chars"]
        each, times = 1000 * of["seconds"] / pages, base["seconds"] / of["seconds"]
        print(f"| {path.name} | {pages} | {way} | {each:.1f} | {times:.1f} | {of['memory']:.0f} |", flush=True)
    return taken["hedui, everything"]


def length(path: Path) -> int:
    """How many pages a file has."""
    from hedui.extract.glyphs import Pdf

    with Pdf(path) as pdf:
        return pdf.pages


def abreast(path: Path, pages: int) -> float:
    """How much more two processes at once read than one, by the clock."""
    alone = measured("hedui, everything", path, pages)["clock"]
    both = [started("hedui, everything", path, pages) for _ in range(2)]
    return 2 * alone / max(json.loads(process.communicate()[0])["clock"] for process in both)


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="*", type=Path)
    ask.add_argument("--pages", nargs="+", type=int, default=[10, 100, 1000])
    ask.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    asked = ask.parse_args()
    if asked.one:
        one(asked.one[0], asked.one[1], int(asked.one[2]))
        return
    print("| file | pages | | ms a page | times pdfplumber | memory, MB |\n|---|---|---|---|---|---|")
    long, *others = asked.files
    slowest = [(path, rows(path, length(path), SHORT)) for path in others]
    slowest += [(long, rows(long, pages, tuple(WAYS))) for pages in asked.pages]
    path, worst = max(slowest, key=lambda item: item[1]["slowest"])
    print(f"\nThe slowest page is page {worst['page']:.0f} of {path.name}: {1000 * worst['slowest']:.0f} ms.")
    print(f"Two processes at once do {abreast(long, min(300, max(asked.pages))):.2f} times the work of one.")


if __name__ == "__main__":
    main()
