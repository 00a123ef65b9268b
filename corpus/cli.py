"""``hedui corpus``: an archive is scanned, run, watched and reported on."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from hedui.errors import NotFound, UsageError
from hedui.terminal import lang_option

FOLDER = "hedui-results"
RANKS = {"error": 2, "warning": 1, "note": 0, "never": 3}
"""The ranks of severities, and one above them all."""


@click.group(short_help="Check an archive of documents.")
def corpus() -> None:
    """Check an archive of documents: scan it, run it, see how far it is, report."""


@corpus.command(short_help="Tell which files belong together.")
@click.argument("where", metavar="DIR")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("manifest.csv"),
    show_default=True,
    help="The manifest.",
)
@lang_option
def scan(where: str, output: Path, lang: str) -> None:
    """Tell which files of a folder, zip or URL are two languages of one document; write a manifest to edit."""
    from hedui.corpus import archives

    with _bar() as show:
        rows = archives.scan(where, progress=lambda _, done, total: show(done, total, ""))
    archives.write_manifest(rows, output)
    count: Counter[str] = Counter(row.status for row in rows)
    said = {"paired": "配对", "doubtful": "存疑", "unpaired": "未配对", "unread": "未能读取"}
    en = ", ".join(f"{count[status]} {status}" for status in said)
    zh = "，".join(f"{name} {count[status]}" for status, name in said.items())
    click.echo(_said(lang, en, zh) + f" → {output}")


@corpus.command(short_help="Check every pair.")
@click.argument("where", metavar="MANIFEST|DIR")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path(FOLDER), show_default=True, help="Folder."
)
@click.option("--store", metavar="URL", help="Database: a path or an SQLAlchemy URL. Default: SQLite in the folder.")
@click.option("-j", "--workers", type=click.IntRange(1), help="Processes; default: one a core.")
@click.option("--scheduler", metavar="ADDRESS", help="Run on the Dask cluster of this scheduler.")
@click.option(
    "--time-limit", type=click.FloatRange(1), default=300.0, show_default=True, help="Seconds a pair may take."
)
@click.option("--memory-limit", type=click.IntRange(128), default=2048, show_default=True, help="MB a pair may take.")
@click.option("--retry", is_flag=True, help="Try again what failed before.")
@click.option("--skip-doubtful", is_flag=True, help="Leave out pairs the scan was not sure of.")
@click.option("--single", is_flag=True, help="Check documents without a twin against themselves.")
@click.option("--select", multiple=True, metavar="CODE", help="Only these rules.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not these rules.")
@lang_option
def run(
    where: str,
    output: Path,
    store: str | None,
    workers: int | None,
    scheduler: str | None,
    time_limit: float,
    memory_limit: int,
    retry: bool,
    skip_doubtful: bool,
    single: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    lang: str,
) -> None:
    """Check every pair; stop it at any moment and run it again: nothing is done twice."""
    from hedui.corpus import archives, engines
    from hedui.corpus import run as batch
    from hedui.corpus.store import Store
    from hedui.reconcile import Options

    manifest = Path(where)
    rows = archives.read_manifest(manifest) if manifest.suffix.lower() == ".csv" else archives.scan(where)
    rows = [row for row in rows if (row.zh and row.en) or single or row.status == "unread"]
    rows = [row for row in rows if not (skip_doubtful and row.status == "doubtful")]
    if not rows:
        raise UsageError(
            "there is no pair to check; see the manifest of 'hedui corpus scan'",
            "没有可核对的文件对；请查看 hedui corpus scan 的清单",
        )
    limits = engines.Limits(time_limit, memory_limit)
    engine = engines.Cluster(scheduler, limits) if scheduler else engines.Local(workers, limits)
    output.mkdir(parents=True, exist_ok=True)
    with Store(store or output / "hedui.sqlite") as opened, _bar() as show:
        tally = batch.run(
            rows,
            output,
            store=opened,
            engine=engine,
            options=Options(select=select, ignore=ignore),
            retry=retry,
            progress=lambda t: show(t.over, t.total, f"{t.rate:.2f}/s"),
        )
    en = (
        f"{tally.done} checked ({tally.findings} findings, {tally.pages} pages), "
        f"{tally.unchanged} unchanged, {tally.failed} failed"
    )
    zh = (
        f"已核对 {tally.done} 对（问题 {tally.findings} 个，{tally.pages} 页），"
        f"未变 {tally.unchanged} 对，失败 {tally.failed} 对"
    )
    click.echo(_said(lang, en, zh) + f" → {output}")


_where = click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path(FOLDER))
_store = click.option("--store", metavar="URL", help="Database, where it is not the folder's own.")
_decisions = click.option("--decisions", metavar="FILE", help="Verdicts given before; dismissed findings do not count.")


@corpus.command(short_help="How far a run is.")
@_where
@_store
@lang_option
def status(folder: Path, store: str | None, lang: str) -> None:
    """How far a run is: pairs checked and failed, findings, speed."""
    from hedui.corpus.report import summary

    with _open(folder, store) as opened:
        report = summary(opened)
    done, failed = report.pairs.get("done", 0), report.pairs.get("failed", 0)
    click.echo(
        _said(
            lang,
            f"{done} checked, {failed} failed, {report.pages} pages",
            f"已核对 {done} 对，失败 {failed} 对，共 {report.pages} 页",
        )
    )
    many = [report.severities.get(severity, 0) for severity in ("error", "warning", "note")]
    click.echo(
        _said(
            lang,
            ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for n, name in zip(many, _SEVERITIES, strict=True)),
            "，".join(f"{name} {n} 条" for n, name in zip(many, _SEVERITIES.values(), strict=True)),
        )
    )
    for started, ended, n, engine, workers, rate in report.runs[-1:]:
        en = f"ended {ended:%Y-%m-%d %H:%M}" if ended else "not ended"
        zh = f"{ended:%Y-%m-%d %H:%M} 结束" if ended else "尚未结束"
        click.echo(
            _said(
                lang,
                f"last run: {started:%Y-%m-%d %H:%M}, {en}, {n} pairs, {engine} x {workers}, {rate:.2f} pairs/s",
                f"最近一次运行：{started:%Y-%m-%d %H:%M} 开始，{zh}，{n} 对，{engine} x {workers}，每秒 {rate:.2f} 对",
            )
        )


_SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}


@corpus.command(short_help="The summary of a run, or all findings.")
@_where
@_store
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("report.html"),
    show_default=True,
    help="The report.",
)
@_decisions
@lang_option
def report(folder: Path, store: str | None, output: Path, decisions: str | None, lang: str) -> None:
    """The summary by rule, document and year, as .html or .xlsx; all findings as .jsonl or .parquet."""
    from hedui.corpus import report as reports
    from hedui.sink import opened as sink

    with _open(folder, store) as opened:
        _decide(opened, decisions)
        suffix = output.suffix.lower()
        if suffix in (".jsonl", ".parquet"):
            n = reports.export(opened, output)
            click.echo(_said(lang, f"{n} finding{'' if n == 1 else 's'} → {output}", f"{n} 个问题 → {output}"))
            return
        gathered = reports.summary(opened)
    if suffix not in (".xlsx", ".html", ".htm"):
        raise UsageError(
            f"{output.name}: .html, .xlsx, .jsonl or .parquet", f"{output.name}：须为 .html、.xlsx、.jsonl 或 .parquet"
        )
    with sink(str(output)) as stream:
        if suffix == ".xlsx":
            reports.write_xlsx(gathered, stream, lang)
        else:
            reports.write_html(gathered, stream, lang, str(folder))
    click.echo(f"→ {output}")


@corpus.command(short_help="Facts stated differently in several documents.")
@_where
@_store
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write what was found as .jsonl, .xlsx or .html instead."
)
@click.option("-j", "--workers", type=click.IntRange(1), help="Processes; default: one a core.")
@click.option(
    "--fail-on", type=click.Choice(list(RANKS)), default="never", show_default=True, help="Exit with 1 from here on."
)
@_decisions
@lang_option
def series(
    folder: Path,
    store: str | None,
    output: Path | None,
    workers: int | None,
    fail_on: str,
    decisions: str | None,
    lang: str,
) -> int:
    """Facts that several documents of the archive state, and where they state them differently.

    Annual reports give last year's figures again. Facts of the same words and the same period are held against each
    other in documents of one series; `hedui corpus report` shows what was found, too.
    """
    from hedui.corpus import report as reports
    from hedui.corpus import series as facts
    from hedui.corpus.engines import Local

    if output is not None and output.suffix.lower() not in reports.SERIES_WRITERS:
        raise UsageError(f"{output.name}: .jsonl, .xlsx or .html", f"{output.name}：须为 .jsonl、.xlsx 或 .html")
    with _open(folder, store) as opened, _bar() as show:
        _decide(opened, decisions)
        lost = facts.gather(opened, folder, engine=Local(workers), progress=lambda n, all_: show(n, all_, ""))
        found = facts.compare(opened)
        facts.keep(opened, found)
        shown = reports.series(opened)
        counted = facts.counted(opened)
    for pair in lost:
        click.echo(_said(lang, f"{pair}: its result can't be read", f"{pair}：结果文件无法读取"), err=True)
    if output is not None:
        reports.save_series(shown, output, lang)
    else:
        click.echo("\n\n".join(reports.series_lines(shown, lang)) + ("\n" if shown else ""), nl=bool(shown))
    click.echo(reports.series_summary(shown, counted, lang) + (f" → {output}" if output else ""))
    return int(any(RANKS[one.severity] >= RANKS[fail_on] for one in shown))


def _decide(store: Any, path: str | None) -> None:
    """Keep the verdicts of a decisions file in the store."""
    if path is None:
        return
    from hedui.decisions import load

    store.decide(
        {"finding": one.id, "who": one.who, "verdict": one.verdict, "comment": one.comment} for one in load(Path(path))
    )


def _said(lang: str, en: str, zh: str) -> str:
    return zh if lang == "zh" else en


def _open(folder: Path, store: str | None) -> Any:
    from hedui.corpus.store import Store

    if store is None and not (folder / "hedui.sqlite").is_file():
        raise NotFound(
            f"{folder}: no results here; run 'hedui corpus run' first",
            f"{folder}：这里没有结果，请先运行 hedui corpus run",
        )
    return Store(store or folder / "hedui.sqlite")


@contextmanager
def _bar() -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar with rate and time left on a terminal, nothing where output is not watched."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[said]}"), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("", total=None, said="")
        yield lambda done, total, said: progress.update(task, completed=done, total=total, said=said)


@click.command(short_help="A service for pipelines.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port to listen on.")
@click.option("--token", envvar="HEDUI_TOKEN", help="What callers must send; made up where bound beyond this machine.")
@click.option(
    "--time-limit", type=click.FloatRange(1), default=120.0, show_default=True, help="Seconds a check may take."
)
@click.option("--memory-limit", type=click.IntRange(128), default=2048, show_default=True, help="MB a check may take.")
@click.option("--max-size", type=click.IntRange(1), default=64, show_default=True, help="MB a request may weigh.")
@click.option("-j", "--workers", type=click.IntRange(1), default=2, show_default=True, help="Checks at a time.")
def serve(
    host: str, port: int, token: str | None, time_limit: float, memory_limit: int, max_size: int, workers: int
) -> None:
    """A service for pipelines: POST two files to /check, get the result as JSON."""
    from hedui.corpus.engines import Limits
    from hedui.corpus.service import serve as run_service

    click.echo(f"http://{host}:{port}/check")
    run_service(host, port, token, limits=Limits(time_limit, memory_limit), megabytes=max_size, workers=workers)
