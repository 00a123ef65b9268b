"""How fast an archive is checked: pairs and pages a second with one and two workers, and whether size matters.

    python benchmarks/archive.py --make FOLDER [--pairs 1000] [DOCUMENTS ...]    the documents, once
    python benchmarks/archive.py FOLDER [--pairs 10,100,1000] [--workers 1,2]    a row of the table for each

DOCUMENTS are folders that hold zh.pdf and en.pdf; without any, the bundled samples are taken. Every pair of the archive
is a variation of one of them by seed: in a third of the pairs nothing changes but the bytes, in a third one digit on
one side (a slip to be found), in a third some digits on both (figures of another year). The rows are appended to
FOLDER/figures.tsv, so that parts may be run one after the other; the table of all of them is printed at the end.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import random
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import pikepdf
import psutil

from hedui.corpus import run as batch
from hedui.corpus import samples
from hedui.corpus.archives import Row
from hedui.corpus.engines import Local
from hedui.corpus.store import Store

SEED = 1
SIDES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Measured:
    """A row of the table: what one run took. ``parent`` is its peak memory in MB, ``stored`` what it wrote in MB."""

    pairs: int
    workers: int
    seconds: float
    pages: int
    findings: int
    failed: int
    parent: int
    stored: int


def main() -> None:
    """The command."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", nargs="?", type=Path, help="an archive made before")
    ask.add_argument("documents", nargs="*", type=Path)
    ask.add_argument("--make", type=Path, metavar="FOLDER")
    ask.add_argument("--pairs", default="10,100")
    ask.add_argument("--workers", default="1,2")
    asked = ask.parse_args()
    sizes = [int(size) for size in asked.pairs.split(",")]
    if asked.make is not None:
        make(asked.make, [path for path in (asked.folder, *asked.documents) if path], max(sizes))
        return
    if asked.folder is None:
        ask.error("give an archive, or --make one")
    for size, workers in itertools.product(sizes, map(int, asked.workers.split(","))):
        keep(asked.folder / "figures.tsv", measure(rows_of(asked.folder, size), workers))
    print("\n".join(table(kept(asked.folder / "figures.tsv"))))


# -- the documents -----------------------------------------------------------------------------------------------------


def make(home: Path, folders: Sequence[Path], pairs: int) -> None:
    """Write an archive of so many pairs, each of other bytes; what is there already is left."""
    begun = time.perf_counter()
    home.mkdir(parents=True, exist_ok=True)
    sources = list(folders) or [samples.folder(n, v) for n in samples.names() for v in samples.VARIANTS]
    for n, source in zip(range(pairs), itertools.cycle(sources), strict=False):
        rng = random.Random(f"{SEED} {n}")
        changes = ((0, 0), tuple(rng.sample((0, 1), 2)), (rng.randint(1, 4), rng.randint(1, 4)))[n // len(sources) % 3]
        for side, many in zip(SIDES, changes, strict=True):
            target = home / f"{n:05}_{side}.pdf"
            if not target.exists():
                vary(source / f"{side}.pdf", target, n, many, rng)
    print(f"{pairs} pairs in {home}, made in {time.perf_counter() - begun:.0f} s")


def vary(source: Path, target: Path, number: int, many: int, rng: random.Random) -> None:
    """Write a PDF with so many of its digits changed, on one page, and its number in its bytes."""
    part = target.with_suffix(".part")
    shutil.copyfile(source, part)
    if many:
        with pikepdf.open(source) as pdf:
            pages = list(range(len(pdf.pages)))
            rng.shuffle(pages)
            any(change_digits(pdf, pdf.pages[k], many, rng) for k in pages)
            pdf.save(part)
    with part.open("ab") as stream:
        stream.write(f"\n% copy {number}\n".encode())
    part.rename(target)


def change_digits(pdf: pikepdf.Pdf, page: pikepdf.Page, many: int, rng: random.Random) -> bool:
    """Change digits of a page in its content stream, where its fonts have two digits or more; whether any was."""
    instructions = [(list(one.operands), one.operator) for one in pikepdf.parse_content_stream(page)]
    spots = list(digits_of(instructions, {name: codes_of(font) for name, font in page.resources.Font.items()}))
    for at, string, start, codes in rng.sample(spots, min(many, len(spots))):
        operands = instructions[at][0]
        holder = operands if string is None else operands[0]
        index = 0 if string is None else string
        old = bytes(holder[index])
        wide = len(codes[0])
        new = rng.choice([code for code in codes if code != old[start : start + wide]])
        holder[index] = pikepdf.String(old[:start] + new + old[start + wide :])
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
    return bool(spots)


def codes_of(font: pikepdf.Object) -> list[bytes]:
    """The codes of the digits 1 to 9 in a font, by its ToUnicode map."""
    if "/ToUnicode" not in font:
        return []
    text = font.ToUnicode.read_bytes().decode("latin-1")
    lines = re.findall(r"^<([0-9A-Fa-f]{2,4})> <003([1-9])>", text, re.MULTILINE)
    return [bytes.fromhex(code) for code, _ in lines]


Spot = tuple[int, int | None, int, list[bytes]]
"""Where a digit is: the instruction, the string of its array (None: it is the operand), the byte, the digits' codes."""


def digits_of(
    instructions: list[tuple[list[object], pikepdf.Operator]], fonts: dict[str, list[bytes]]
) -> Iterator[Spot]:
    """Every digit that a page shows and that may become another one."""
    codes: list[bytes] = []
    for at, (operands, operator) in enumerate(instructions):
        match str(operator):
            case "Tf":
                codes = fonts.get(str(operands[0]), [])
            case "Tj":
                yield from ((at, None, start, codes) for start in places(bytes(operands[0]), codes))
            case "TJ":
                for n, part in enumerate(operands[0]):
                    if isinstance(part, pikepdf.String):
                        yield from ((at, n, start, codes) for start in places(bytes(part), codes))


def places(shown: bytes, codes: list[bytes]) -> Iterator[int]:
    """Where digits start in the bytes of a string."""
    if len(codes) >= 2:
        wide = len(codes[0])
        yield from (k for k in range(0, len(shown), wide) if shown[k : k + wide] in codes)


def rows_of(home: Path, size: int) -> list[Row]:
    """The first so many pairs of an archive."""
    rows = [Row(f"p{n:05}", str(home / f"{n:05}_zh.pdf"), str(home / f"{n:05}_en.pdf"), "paired") for n in range(size)]
    if not Path(rows[-1].en).is_file():
        raise SystemExit(f"{home} has fewer than {size} pairs; make them with --make {home} --pairs {size}")
    return rows


# -- the figures -------------------------------------------------------------------------------------------------------


def measure(rows: list[Row], workers: int) -> Measured:
    """Check these pairs into a new folder, which is removed again."""
    me = psutil.Process()
    peak = 0

    def watch(_: batch.Tally) -> None:
        nonlocal peak
        peak = max(peak, me.memory_info().rss)

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        begun = time.perf_counter()
        with Store(out / "hedui.sqlite") as store:
            tally = batch.run(rows, out, store=store, engine=Local(workers), progress=watch)
        took = time.perf_counter() - begun
        stored = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return Measured(
        len(rows), workers, round(took, 1), tally.pages, tally.findings, tally.failed, peak >> 20, stored >> 20
    )


def keep(path: Path, one: Measured) -> None:
    """Append a row to the figures."""
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as stream:
        out = csv.DictWriter(stream, [field.name for field in fields(Measured)], delimiter="\t")
        if new:
            out.writeheader()
        out.writerow(asdict(one))


def kept(path: Path) -> list[Measured]:
    """All figures there are; of runs of one size and number of workers the last."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [
            Measured(**{k: float(v) if k == "seconds" else int(v) for k, v in row.items()})
            for row in csv.DictReader(stream, delimiter="\t")
        ]
    return sorted({(row.pairs, row.workers): row for row in rows}.values(), key=lambda row: (row.pairs, row.workers))


def table(rows: Sequence[Measured]) -> Iterator[str]:
    """The figures as a table in Markdown."""
    yield "| pairs | workers | s | pairs/s | times | s a pair and worker | pages/s | parent MB | written MB a pair |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    alone = {row.pairs: row.pairs / row.seconds for row in rows if row.workers == 1}
    for row in rows:
        rate = row.pairs / row.seconds
        times = f"{rate / alone[row.pairs]:.2f}" if row.pairs in alone else "–"
        failed = f" ({row.failed} failed)" if row.failed else ""
        yield (
            f"| {row.pairs:,}{failed} | {row.workers} | {row.seconds:.1f} | {rate:.2f} | {times} "
            f"| {row.workers / rate:.3f} | {row.pages / row.seconds:.1f} | {row.parent} "
            f"| {row.stored / row.pairs:.2f} |"
        )


if __name__ == "__main__":
    main()
