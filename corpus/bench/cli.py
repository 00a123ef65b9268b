"""``hedui bench``: the open benchmark as a command."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def bench() -> None:
    """The open benchmark of bilingual documents with planted errors: score hedui, or another tool."""


@bench.command()
@click.option(
    "--tool", default="hedui", show_default=True, metavar="NAME", help="hedui, or a tool it has an adapter for."
)
@click.option("--split", type=click.Choice(["dev", "test"]), help="Only this half of the documents.")
@click.option("--only", multiple=True, metavar="NAME", help="Only these documents.")
@click.option("--pdf", metavar="FOLDER", help="Read the PDFs of NAME.clean and NAME.planted in this folder.")
@click.option(
    "--form", type=click.Choice(["pdf", "docx"]), default="pdf", show_default=True, help="Which files in that folder."
)
@click.option("--show", is_flag=True, help="List what was missed and what was false.")
def run(tool: str, split: str | None, only: tuple[str, ...], pdf: str | None, form: str, show: bool) -> None:
    """Score a tool and print the tables."""
    from hedui.corpus.bench import TOOLS, run
    from hedui.corpus.bench.__main__ import details
    from hedui.errors import UsageError

    if tool not in TOOLS:
        known = ", ".join(TOOLS)
        raise UsageError(f"{tool}: no such tool; take one of {known}", f"{tool}：没有这个工具；可选 {known}")
    report = run(tool, split=split, only=only, folder=Path(pdf) if pdf else None, form=form)
    click.echo(report.table())
    if show:
        click.echo("\n".join(details(report)))
