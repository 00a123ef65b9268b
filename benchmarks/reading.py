"""How fast PDFs are read, as multiples of pdfplumber, in one run on the files given.

    python benchmarks/reading.py FILE [FILE ...] [--pages 10 100 1000] [--memory]

For each file and number of pages (where the file has as many):

    characters   into arrays by hedui.extract.glyphs, against pdfplumber's ``chars``, pdfminer.six, playa, bare pdfium
    everything   hedui.extract.read, tables included, against pdfplumber's ``extract_text`` and ``extract_tables``

Each is run in a process of its own, one after the other, so that none warms the other's caches, and its processor time
is taken, so that other work on the machine disturbs little. ``--memory`` prints the peak memory of each. Last come the
slowest page and two processes at once against one, by the clock.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path


def hedui_characters(path: str, pages: int) -> int:
    from hedui.extract.glyphs import Pdf

    with Pdf(path) as pdf:
        return sum(len(page) for page in islice(pdf, pages) if page is not None)


def hedui_everything(path: str, pages: int) -> int:
    from hedui.extract.pdf import read

    document = read(Path(path), pages=pages)
    return sum(
        len(block.text) + sum(len(cell) for row in block.rows or () for cell in row) for block in document.blocks
    )


def pdfplumber_characters(path: str, pages: int) -> int:
    import pdfplumber

    count = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages[:pages]:
            count += len(page.chars)
            page.close()
    return count


def pdfplumber_everything(path: str, pages: int) -> int:
    import pdfplumber

    count = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages[:pages]:
            count += len(page.extract_text() or "") + len(page.extract_tables())
            page.close()
    return count


def pdfminer_characters(path: str, pages: int) -> int:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar, LTComponent

    def characters(item: LTComponent) -> int:
        inside = getattr(item, "_objs", ())
        return isinstance(item, LTChar) + sum(map(characters, inside))

    return sum(characters(page) for page in extract_pages(path, maxpages=pages, laparams=None))


def playa_characters(path: str, pages: int) -> int:
    import playa

    with playa.open(path) as document:
        return sum(len(glyph.text or "") for page in islice(document.pages, pages) for glyph in page.glyphs)


def pdfium_text(path: str, pages: int) -> int:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    count = 0
    for number in range(min(pages, len(pdf))):
        page = pdf[number]
        count += len(page.get_textpage().get_text_range())
        page.close()
    return count


WAYS: dict[str, Callable[[str, int], int]] = {
    "hedui characters": hedui_characters,
    "pdfplumber chars": pdfplumber_characters,
    "pdfminer.six chars": pdfminer_characters,
    "playa glyphs": playa_characters,
    "bare pdfium text": pdfium_text,
    "hedui everything": hedui_everything,
    "pdfplumber text and tables": pdfplumber_everything,
}


def measured(way: str, path: Path, pages: int) -> tuple[float, int, int]:
    """(seconds, characters, peak memory in MB) of one way in a process of its own, imports not counted."""
    program = [sys.executable, __file__, "--one", way, str(path), str(pages)]
    made = subprocess.run(program, capture_output=True, text=True, check=True)
    seconds, characters, memory = made.stdout.split()
    return float(seconds), int(characters), int(memory)


def one(way: str, path: str, pages: int) -> None:
    """Measure one way, here; print the figures."""
    import resource

    run = WAYS[way]
    run(path, 5)  # imports, caches
    started = time.process_time()
    characters = run(path, pages)
    print(time.process_time() - started, characters, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def slowest(path: Path, pages: int) -> tuple[int, float]:
    """(number, seconds) of the page whose characters take longest."""
    from hedui.extract.glyphs import Pdf

    took = {}
    with Pdf(path) as pdf:
        for number in range(1, min(pages, pdf.pages) + 1):
            started = time.process_time()
            pdf.page(number)
            took[number] = time.process_time() - started
    worst = max(took, key=lambda number: took[number])
    return worst, took[worst]


def abreast(path: Path, pages: int, processes: int) -> float:
    """Seconds by the clock until so many processes have each read everything once."""
    program = [sys.executable, __file__, "--one", "hedui everything", str(path), str(pages)]
    started = time.perf_counter()
    running = [subprocess.Popen(program, stdout=subprocess.DEVNULL) for _ in range(processes)]
    for process in running:
        process.wait()
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="*", type=Path)
    ask.add_argument("--pages", nargs="+", type=int, default=[10, 100, 1000])
    ask.add_argument("--memory", action="store_true")
    ask.add_argument("--only", nargs="+", default=list(WAYS), choices=list(WAYS), metavar="WAY")
    ask.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    asked = ask.parse_args()
    if asked.one:
        one(asked.one[0], asked.one[1], int(asked.one[2]))
        return
    for path in asked.files:
        _report(path, asked.pages, asked.only, asked.memory)


def _report(path: Path, counts: list[int], ways: list[str], memory: bool) -> None:
    from hedui.extract.glyphs import Pdf

    with Pdf(path) as pdf:
        length = pdf.pages
    for pages in [n for n in counts if n <= length] or [length]:
        print(f"{path.name}, {pages} of {length} pages")
        taken = {way: measured(way, path, pages) for way in ways}
        for way, (seconds, characters, peak) in taken.items():
            base = taken.get("pdfplumber text and tables" if "everything" in way else "pdfplumber chars")
            ratio = f"{base[0] / seconds:6.1f} x" if base else ""
            used = f"{peak:6} MB" if memory else ""
            each = f"{seconds:9.2f} s{1000 * seconds / pages:9.1f} ms/page"
            print(f"  {way:28}{each}{characters:10} characters {ratio} {used}")
        number, seconds = slowest(path, pages)
        print(f"  slowest page: {number}, {1000 * seconds:.0f} ms for its characters")
        alone, together = abreast(path, pages, 1), abreast(path, pages, 2)
        print(f"  two processes at once do {2 * alone / together:.2f} times the work of one")


if __name__ == "__main__":
    main()
