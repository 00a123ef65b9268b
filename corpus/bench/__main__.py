"""``python -m hedui.corpus.bench``: score a tool on the open benchmark and print the tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from hedui.corpus.bench import FORMS, SPLITS, TOOLS, run
from hedui.corpus.bench.scoring import Report


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    ask = argparse.ArgumentParser(prog="python -m hedui.corpus.bench", description=run.__doc__)
    ask.add_argument("--tool", choices=list(TOOLS), default="hedui")
    ask.add_argument("--split", choices=SPLITS)
    ask.add_argument("--only", nargs="*", default=[], metavar="NAME", help="only these documents")
    ask.add_argument("--pdf", type=Path, metavar="FOLDER", help="read the PDFs of NAME.clean, NAME.planted in FOLDER")
    ask.add_argument("--form", choices=FORMS, default="pdf", help="which files in FOLDER: the PDFs or the DOCX")
    ask.add_argument("--show", action="store_true", help="list what was missed and what was false")
    asked = ask.parse_args(arguments)
    report = run(asked.tool, split=asked.split, only=asked.only, folder=asked.pdf, form=asked.form)
    print(report.table())
    if asked.show:
        print(*details(report), sep="\n")


def details(report: Report) -> list[str]:
    """A line for each planted error that was missed and each false alarm of the clean variants."""
    lines = []
    for score in report.scores:
        for plant in score.missed:
            changes = [f"{plant[f]!r}" for f in ("find", "replace", "find_zh", "replace_zh") if f in plant]
            lines.append(f"missed {score.name} {plant['kind']} {plant['id']} {plant['side']}: {' -> '.join(changes)}")
        for alarm in score.false if score.name.endswith(".clean") else ():
            texts = " || ".join(dict.fromkeys(text for _, text in alarm.places))
            lines.append(f"false {score.name} {alarm.rule} {sorted(alarm.figures)}: {texts}")
    return lines


if __name__ == "__main__":
    main()
