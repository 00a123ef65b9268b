"""Write docs/benchmark.md: hedui and its peers on the open benchmark, in one run.

    python benchmarks/peers.py [docs/benchmark.md]

Peers that are not installed are left out and named; install them in an environment of their own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hedui.corpus import bench
from hedui.corpus.bench.scoring import Report
from hedui.errors import UsageError

HEAD = """# The open benchmark: results

*Written by `python benchmarks/peers.py`; do not edit.*

{documents} bilingual documents of ours, {planted} errors planted by hand, {units} blocks, notes and rows in the clean
variants. Every tool gets the text as a reader without mistakes would give it; tools that look at one segment at a time
get the pairs that hedui makes, so that they are judged by their reading of figures alone. An error is *found* where an
alarm names the very figure (or, where no figure is left to name, stands on the block). A *false alarm* is an alarm on
a clean document; on these documents many true relations look like errors: free translations, figures in words,
ranges for lists.
"""


def main(target: Path) -> None:
    """Run every tool there is and write the page."""
    reports, seconds, absent = {}, {}, []
    for tool in bench.TOOLS:
        started = _spent()
        try:
            reports[tool] = bench.run(tool)
        except UsageError:
            absent.append(tool)
            continue
        seconds[tool] = _spent() - started
        print(reports[tool].table().splitlines()[0], f"{seconds[tool]:.1f} s")
    page = [_head(reports["hedui"]), _summary(reports, seconds), "## Found by kind of error\n", _kinds(reports)]
    page += ["## hedui by document\n", _documents(reports["hedui"])]
    if absent:
        page.append(f"Not installed in this run: {', '.join(absent)}.\n")
    target.write_text("\n".join(page), encoding="utf-8")


def _spent() -> float:
    """Seconds of processor time so far, those of commands that were run too."""
    return sum(os.times()[:4])


def _head(report: Report) -> str:
    clean = [score for score in report.scores if score.name.endswith(".clean")]
    planted = sum(of for _, _, of in report.by_kind())
    return HEAD.format(documents=len(clean), planted=planted, units=sum(score.units for score in clean))


def _summary(reports: dict[str, Report], seconds: dict[str, float]) -> str:
    lines = ["| tool | planted errors found | false alarms per 100 units | processor seconds |", "|---|--:|--:|--:|"]
    for tool, report in reports.items():
        lines.append(f"| {tool} | {report.recall:.1%} | {report.false_per_100:.1f} | {seconds[tool]:.0f} |")
    return "\n".join([*lines, ""])


def _kinds(reports: dict[str, Report]) -> str:
    tools = list(reports)
    lines = [f"| kind | planted | {' | '.join(tools)} |", "|---|--:|" + "--:|" * len(tools)]
    found = {tool: {kind: hits for kind, hits, _ in report.by_kind()} for tool, report in reports.items()}
    for kind, _, of in reports["hedui"].by_kind():
        lines.append(f"| {kind} | {of} | " + " | ".join(str(found[tool][kind]) for tool in tools) + " |")
    return "\n".join([*lines, ""])


def _documents(report: Report) -> str:
    lines = [
        "| document | genre | split | found | planted | false alarms, clean | units |",
        "|---|---|---|--:|--:|--:|--:|",
    ]
    scores = {score.name: score for score in report.scores}
    for name in bench.names():
        source, clean, wrong = bench.source(name), scores[f"{name}.clean"], scores[f"{name}.planted"]
        genre, split = source.about("genre", default="treaty-body report"), source.about("split", default="dev")
        found, of = sum(wrong.found.values()), sum(wrong.planted.values())
        lines.append(f"| {name} | {genre} | {split} | {found} | {of} | {len(clean.false)} | {clean.units} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "docs" / "benchmark.md")
