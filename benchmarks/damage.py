"""Damaged files: how much of their text is saved, and how much of what is said to be saved is wrong.

    python benchmarks/damage.py [FILE …] [--seed S] [--show]

Each file (the samples, unless some are named) is damaged in the ways of tests/damage.py. A snippet is six characters
in a row; one that stands nowhere in the undamaged file is wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from damage import Recoverable, Saved, Whole, damages, saved, sources

TOO_WRONG = 0.02


def main() -> None:
    """The command."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="*", type=Path)
    ask.add_argument("--seed", default="")
    ask.add_argument("--only", default="", help="kinds of damage that begin so")
    ask.add_argument("--show", action="store_true", help="name each file with wrong text")
    asked = ask.parse_args()
    chosen = [(path.stem, path) for path in asked.files] or list(sources())
    found: dict[str, list[Saved]] = defaultdict(list)
    readable: list[float] = []
    with tempfile.TemporaryDirectory() as room:
        for name, path in chosen:
            whole = Whole(path)
            readable += _readable(path)
            for k, (what, bad) in enumerate(damages(path.read_bytes(), random.Random(name + asked.seed))):
                if what.startswith(asked.only):
                    one = saved(whole, what, bad, Path(room))
                    found[_kind(what)].append(one)
                    if asked.show and one.wrong > 0:
                        print(f"{name} {k} {what}: saved {one.share:.3f}, wrong {one.wrong:.4f}")
    print(f"{'damage':24} files  saved  wrong  files with more than {TOO_WRONG:.0%} wrong")
    for kind, ones in found.items():
        print(_row(kind, ones))
    print(_row("all", [one for ones in found.values() for one in ones]))
    print(f"truncated, what can be read at all: {sum(readable) / max(1, len(readable)):.3f}")


def _readable(path: Path) -> list[float]:
    """The share of the text that stands, with all it takes to read it, before each tenth of a file."""
    try:
        file = Recoverable(path)
    except (AttributeError, KeyError, ValueError) as error:
        print(f"{path.name}: not known what can be read of it ({error})", file=sys.stderr)
        return []
    return [file.share(path.stat().st_size * tenth // 10) for tenth in range(1, 10)]


def _row(kind: str, ones: list[Saved]) -> str:
    share, wrong = sum(one.share for one in ones) / len(ones), sum(one.wrong for one in ones) / len(ones)
    return f"{kind:24} {len(ones):5}  {share:.3f}  {wrong:.4f}  {sum(one.wrong > TOO_WRONG for one in ones)}"


def _kind(what: str) -> str:
    if what.startswith("cut at"):
        return "truncated"
    return what.rsplit(" ", 1)[1] + " " + what.split(" ")[0] if what.endswith("changed") else what


if __name__ == "__main__":
    main()
