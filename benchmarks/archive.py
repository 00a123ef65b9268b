"""How fast an archive is checked: pairs and pages a second with one and two workers, and whether size matters.

    python benchmarks/archive.py [--sizes 10,100,1000] [FOLDER ...]

FOLDERs hold zh.pdf and en.pdf; without any, the bundled samples are used. Copies of the pairs under other names make
the archive; every copy has other bytes (a comment after the end of the file), so that nothing is skipped as unchanged.
Prints for each size and number of workers: seconds, pairs/s, pages/s, and the parent's peak memory in MB.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import tempfile
import time
from pathlib import Path

import psutil

from hedui.corpus import run as batch
from hedui.corpus import samples
from hedui.corpus.archives import Row
from hedui.corpus.engines import Local
from hedui.corpus.store import Store


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--sizes", default="10,100")
    parser.add_argument("--workers", default="1,2")
    given = parser.parse_args()
    folders = given.folders or [samples.folder(n, v) for n in samples.names() for v in ("clean", "planted")]
    print(f"{'pairs':>6} {'workers':>7} {'seconds':>8} {'pairs/s':>8} {'pages/s':>8} {'parent MB':>9}")
    for size in map(int, given.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            rows = build(Path(folder), folders, size)
            for workers in map(int, given.workers.split(",")):
                measure(rows, Path(folder, f"out{workers}"), workers)


def build(home: Path, folders: list[Path], size: int) -> list[Row]:
    """An archive of ``size`` pairs with different bytes."""
    rows = []
    for n, folder in zip(range(size), itertools.cycle(folders), strict=False):
        paths = []
        for side in ("zh", "en"):
            path = home / f"{n:05}_{side}.pdf"
            shutil.copyfile(folder / f"{side}.pdf", path)
            with path.open("ab") as stream:
                stream.write(f"\n% copy {n}\n".encode())
            paths.append(str(path))
        rows.append(Row(f"p{n:05}", paths[0], paths[1], "paired"))
    return rows


def measure(rows: list[Row], out: Path, workers: int) -> None:
    """One line of the table."""
    me = psutil.Process()
    peak = 0

    def watch(_: batch.Tally) -> None:
        nonlocal peak
        peak = max(peak, me.memory_info().rss)

    begun = time.perf_counter()
    out.mkdir()
    with Store(out / "hedui.sqlite") as store:
        tally = batch.run(rows, out, store=store, engine=Local(workers), progress=watch)
    took = time.perf_counter() - begun
    print(
        f"{len(rows):>6} {workers:>7} {took:>8.1f} {tally.done / took:>8.2f} {tally.pages / took:>8.1f}"
        f" {peak >> 20:>9}",
        f"({tally.failed} failed)" if tally.failed else "",
        flush=True,
    )


if __name__ == "__main__":
    main()
