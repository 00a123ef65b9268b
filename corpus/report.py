"""The summary of an archive: what was found by rule, document and year, what could not be read, how fast it went."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import sqlalchemy as sa

from hedui.corpus import store as tables
from hedui.corpus.store import Store, coverage, findings, jobs, runs, verdicts
from hedui.errors import UsageError
from hedui.outputs.words import reason, rule_name, words
from hedui.sink import opened

LOUD = ("error", "warning")
WORST = 50
"""How many documents the list of the worst names."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a report, ready to be written in either language."""

    pairs: dict[str, int]
    severities: dict[str, int]
    rules: tuple[tuple[str, str, int, int], ...]
    """(code, name, findings, documents)"""
    worst: tuple[tuple[str, int, int, int], ...]
    """(pair, errors, warnings, notes)"""
    years: tuple[tuple[str, int, int], ...]
    """(year or "", pairs, findings of warning or above)"""
    unread: tuple[tuple[str, str, str], ...]
    """(pair, reason in English, reason in Chinese)"""
    classes: dict[str, int]
    runs: tuple[tuple[Any, Any, int, str, int, float], ...]
    """(started, ended or None, jobs, engine, workers, pairs a second)"""
    pages: int
    dismissed: int
    series: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact that documents of the archive state differently: what is said of it, and where each states it."""

    id: str
    severity: str
    confidence: float
    period: str
    en: str
    zh: str
    places: tuple[dict[str, Any], ...]


def series(store: Store) -> tuple[Stated, ...]:
    """What ``hedui corpus series`` found the last time, without what is dismissed."""
    dismissed = sa.select(verdicts.c.finding).where(verdicts.c.verdict == "dismissed")
    query = sa.select(tables.series).where(tables.series.c.finding.not_in(dismissed)).order_by(tables.series.c.n)
    return tuple(
        Stated(
            row.finding,
            row.severity,
            row.confidence,
            row.period,
            row.message_en,
            row.message_zh,
            tuple(json.loads(row.places)),
        )
        for row in store.rows(query)
    )


def summary(store: Store) -> Summary:
    """Gather the figures of a report from the store."""
    counted = {row[0]: row[1] for row in store.rows(sa.select(jobs.c.status, sa.func.count()).group_by(jobs.c.status))}
    dismissed = sa.select(verdicts.c.finding).where(verdicts.c.verdict == "dismissed")
    open_ = findings.c.finding.not_in(dismissed)
    by_severity = store.rows(sa.select(findings.c.severity, sa.func.count()).where(open_).group_by(findings.c.severity))
    by_rule = store.rows(
        sa.select(findings.c.rule, findings.c.name, sa.func.count(), sa.func.count(findings.c.job.distinct()))
        .where(open_)
        .group_by(findings.c.rule, findings.c.name)
        .order_by(sa.func.count().desc(), findings.c.rule)
    )
    by_job = store.rows(
        sa.select(findings.c.job, *(_sum_of(severity) for severity in ("error", "warning", "note")))
        .where(open_)
        .group_by(findings.c.job)
    )
    failed = store.rows(
        sa.select(jobs.c.id, jobs.c.reason, jobs.c.reason_zh).where(jobs.c.status == "failed").order_by(jobs.c.id)
    )
    return Summary(
        counted,
        {row[0]: row[1] for row in by_severity},
        tuple((row[0], row[1], row[2], row[3]) for row in by_rule),
        tuple(sorted((tuple(row) for row in by_job), key=lambda r: (-r[1], -r[2], r[0]))[:WORST]),
        _years(store, {row[0]: row[1] + row[2] for row in by_job}),
        tuple((row[0], row[1] or "", row[2] or row[1] or "") for row in failed),
        _classes(store),
        _runs(store),
        store.rows(sa.select(sa.func.coalesce(sa.func.sum(jobs.c.pages), 0)))[0][0],
        store.rows(sa.select(sa.func.count(findings.c.finding)).where(sa.not_(open_)))[0][0],
        series(store),
    )


def _sum_of(severity: str) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((findings.c.severity == severity, 1), else_=0))


def year_of(*names: str) -> str:
    """The year a symbol or file name bears: the last of 1945 to 2099 in the first name that has one, else ""."""
    for name in names:
        found = re.findall(r"(?<!\d)(19[4-9]\d|20\d\d)(?!\d)", name or "")
        if found:
            return str(found[-1])
    return ""


def _years(store: Store, loud: dict[str, int]) -> tuple[tuple[str, int, int], ...]:
    pairs: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for row in store.rows(sa.select(jobs.c.id, jobs.c.symbol, jobs.c.zh, jobs.c.en)):
        year = year_of(row.symbol, row.zh, row.en)
        pairs[year] += 1
        found[year] += loud.get(row.id, 0)
    return tuple((year, pairs[year], found[year]) for year in sorted(pairs))


def _classes(store: Store) -> dict[str, int]:
    classes: Counter[str] = Counter()
    for row in store.rows(sa.select(coverage)):
        classes.update({"agreed": row.agreed, "flagged": row.flagged, "unpaired": row.unpaired})
        for why, n in json.loads(row.not_compared).items():
            classes[why] += n
    return dict(classes)


def _runs(store: Store) -> tuple[tuple[Any, Any, int, str, int, float], ...]:
    many = sa.select(jobs.c.run, sa.func.count(), sa.func.max(jobs.c.ended)).group_by(jobs.c.run)
    made = {row[0]: (row[1], row[2]) for row in store.rows(many)}
    rows = []
    for run in store.rows(sa.select(runs).order_by(runs.c.id)):
        n, last = made.get(run.id, (0, None))
        end = run.ended or last
        seconds = (end - run.started).total_seconds() if end else 0.0
        rows.append((run.started, run.ended, n, run.engine, run.workers, n / seconds if seconds > 0 else 0.0))
    return tuple(rows)


# -- writing -----------------------------------------------------------------------------------------------------------

TEXTS = {
    "en": {
        "title": "Figures of an archive",
        "pairs": "pairs checked",
        "failed": "not checked",
        "pages": "pages",
        "error": "errors",
        "warning": "warnings",
        "note": "notes",
        "dismissed": "dismissed",
        "rules": "By rule",
        "rule": "rule",
        "name": "name",
        "findings": "findings",
        "documents": "documents",
        "years": "By year",
        "year": "year",
        "unknown": "no year",
        "worst": "Documents with most findings",
        "pair": "pair",
        "unread": "Not checked, and why",
        "reason": "reason",
        "coverage": "What became of the figures",
        "class": "class",
        "figures": "figures",
        "runs": "Runs",
        "started": "started",
        "ended": "ended",
        "engine": "engine",
        "workers": "workers",
        "rate": "pairs/s",
        "none": "none",
        "series": "One fact, stated differently in several documents",
        "look": "To look through a pair, page beside page:",
        "severity": "severity",
        "fact": "fact",
        "place": "place",
        "says": "says",
    },
    "zh": {
        "title": "文档库数字核对汇总",
        "pairs": "已核对文件对",
        "failed": "未能核对",
        "pages": "页",
        "error": "错误",
        "warning": "警告",
        "note": "提示",
        "dismissed": "已忽略",
        "rules": "按规则",
        "rule": "规则",
        "name": "名称",
        "findings": "问题数",
        "documents": "文件数",
        "years": "按年份",
        "year": "年份",
        "unknown": "无年份",
        "worst": "问题最多的文件",
        "pair": "文件对",
        "unread": "未能核对的文件及原因",
        "reason": "原因",
        "coverage": "各数字的核对结果",
        "class": "类别",
        "figures": "数字个数",
        "runs": "历次运行",
        "started": "开始",
        "ended": "结束",
        "engine": "运行方式",
        "workers": "进程数",
        "rate": "对/秒",
        "none": "无",
        "series": "同一事实在多份文件中说法不一",
        "look": "逐页对照查看某一对文件：",
        "severity": "程度",
        "fact": "事实",
        "place": "位置",
        "says": "原文",
    },
}


def write_html(report: Summary, stream: BinaryIO, lang: str = "en", folder: str = "hedui-results") -> None:
    """Write the report as one self-contained page; ``folder`` is where the results are."""
    env = _templates()
    texts = TEXTS["zh" if lang.startswith("zh") else "en"]
    said = {"bars": _bars, "where": where, "rule_name": rule_name, "class_name": class_name}
    page = env.get_template("report.html").render(r=report, t=texts, lang=lang, folder=folder, **said)
    stream.write(page.encode())


def _templates() -> Any:
    import jinja2

    loader = jinja2.PackageLoader("hedui.corpus", "templates")
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)


def _bars(values: Sequence[int]) -> list[float]:
    """Widths of the bars of a chart, in per cent of the longest."""
    top = max(values, default=0) or 1
    return [round(100 * value / top, 1) for value in values]


def where(place: dict[str, Any], lang: str) -> str:
    """Where a document states a fact: the file, the page, the paragraph."""
    name = str(place["file"]).partition("::")[0].rsplit("/", 1)[-1]
    pages = ", ".join(map(str, place["pages"]))
    chinese = lang.startswith("zh")
    parts = [name, (f"第 {pages} 页" if chinese else f"p. {pages}") if pages else "", place["label"] or ""]
    return ("，" if chinese else ", ").join(part for part in parts if part)


def write_xlsx(report: Summary, stream: BinaryIO, lang: str = "en") -> None:
    """Write the report as a workbook, a sheet for each of its tables."""
    from openpyxl import Workbook

    t = TEXTS["zh" if lang.startswith("zh") else "en"]
    book = Workbook(write_only=True)
    for title, head, rows in _sheets(report, t, lang):
        _sheet(book, title, head, rows)
    book.save(stream)


def _sheet(book: Any, title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(value) for value in row])


def class_name(name: str, lang: str) -> str:
    """What became of a figure, in words."""
    return words(lang)[name] if name in ("agreed", "flagged", "unpaired") else reason(name, lang)


def _sheets(report: Summary, t: dict[str, str], lang: str) -> Iterator[tuple[str, list[str], Sequence[Sequence[Any]]]]:
    why = 2 if lang.startswith("zh") else 1
    named = [(code, rule_name(code, name, lang), *counted) for code, name, *counted in report.rules]
    yield t["rules"], [t["rule"], t["name"], t["findings"], t["documents"]], named
    yield t["worst"], [t["pair"], t["error"], t["warning"], t["note"]], report.worst
    yield t["years"], [t["year"], t["pairs"], t["findings"]], report.years
    if report.series:
        yield t["series"], *_series_table(report.series, t, lang)
    yield t["unread"], [t["pair"], t["reason"]], [(row[0], row[why]) for row in report.unread]
    classes = [(class_name(k, lang), n) for k, n in sorted(report.classes.items(), key=lambda item: -item[1])]
    yield t["coverage"], [t["class"], t["figures"]], classes
    head = [t["started"], t["ended"], t["pairs"], t["engine"], t["workers"], t["rate"]]
    yield t["runs"], head, report.runs


def _series_table(found: Sequence[Stated], t: dict[str, str], lang: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """A row for each place of each fact."""
    head = [t["severity"], t["fact"], t["place"], t["figures"], t["says"]]
    name = {"error": t["error"], "warning": t["warning"], "note": t["note"]}
    rows = [
        (
            name[one.severity],
            one.zh if lang.startswith("zh") else one.en,
            where(place, lang),
            place["quote"],
            place["text"],
        )
        for one in found
        for place in one.places
    ]
    return head, rows


def _cell(value: Any) -> Any:
    """A value as a workbook takes it: no time zones, no control characters, no formulas made of file names."""
    if hasattr(value, "tzinfo"):
        return value.replace(tzinfo=None)
    if isinstance(value, str):
        clean = re.sub(r"[\x00-\x08\x0b-\x1f]", " ", value)
        return "'" + clean if clean.startswith(("=", "+", "-", "@")) else clean
    return value


def export(store: Store, path: Path) -> int:
    """Write every finding as JSON Lines (.jsonl) or Parquet (.parquet); how many there were."""
    write = {".jsonl": _export_lines, ".parquet": _export_parquet}.get(path.suffix.lower())
    if write is None:
        raise UsageError(
            f"{path.name}: findings are exported as .jsonl or .parquet", f"{path.name}：只能导出为 .jsonl 或 .parquet"
        )
    with opened(str(path)) as stream:
        return write(store, stream)


def _export_lines(store: Store, stream: BinaryIO) -> int:
    n = 0
    for row in store.export():
        line = json.dumps(row | {"places": json.loads(row["places"])}, ensure_ascii=False)
        stream.write(line.encode() + b"\n")
        n += 1
    return n


def _export_parquet(store: Store, stream: BinaryIO) -> int:
    import pandas as pd

    frame = pd.DataFrame(list(store.export()))
    try:
        frame.to_parquet(stream, index=False)
    except ImportError as error:
        raise UsageError(
            "Parquet needs the extra hedui[parquet]; install it, or export .jsonl",
            "导出 Parquet 须安装附加组件 hedui[parquet]；也可导出 .jsonl",
        ) from error
    return len(frame)


# -- series ------------------------------------------------------------------------------------------------------------

_NAMES = {
    "en": {"error": "Error", "warning": "Warning", "note": "Note"},
    "zh": {"error": "错误", "warning": "警告", "note": "提示"},
}


def series_lines(found: Sequence[Stated], lang: str) -> list[str]:
    """What was found as lines for the screen: the fact, and below it what each document says."""
    said = []
    for one in found:
        lines = [f"{_NAMES[lang][one.severity]}  {one.zh if lang == 'zh' else one.en}"]
        colon = "：" if lang == "zh" else ": "
        lines += [f"    {where(place, lang)}{colon}{_near(place)}" for place in one.places]
        said.append("\n".join(lines))
    return said


def _near(place: dict[str, Any], reach: int = 60) -> str:
    """The words around a figure, on one line, the figure in square brackets."""
    text, start = str(place["text"]), int(place["start"])
    end = start + len(place["quote"])
    left = ("…" if start > reach else "") + text[max(0, start - reach) : start]
    right = text[end : end + reach] + ("…" if len(text) > end + reach else "")
    return " ".join(f"{left}[{place['quote']}]{right}".split())


def series_summary(found: Sequence[Stated], counted: tuple[int, int, int], lang: str) -> str:
    """One line: what was found, and in how much."""
    warnings = sum(one.severity != "note" for one in found)
    notes = len(found) - warnings
    documents, facts, several = counted
    if lang == "zh":
        return f"警告 {warnings} 条，提示 {notes} 条（{documents} 份文件，{facts} 个事实，{several} 个见于多份文件）"
    plural = [f"{n} {name}{'' if n == 1 else 's'}" for n, name in ((warnings, "warning"), (notes, "note"))]
    return f"{', '.join(plural)} ({documents} documents, {facts} facts, {several} of them in several documents)"


def save_series(found: Sequence[Stated], path: Path, lang: str) -> None:
    """Write what was found in the format of the suffix."""
    with opened(str(path)) as stream:
        SERIES_WRITERS[path.suffix.lower()](found, stream, lang)


def _series_jsonl(found: Sequence[Stated], stream: BinaryIO, lang: str) -> None:
    for one in found:
        line = {
            "id": one.id,
            "rule": "D605",
            "name": "series-differs",
            "severity": one.severity,
            "confidence": one.confidence,
            "period": one.period or None,
            "message": {"en": one.en, "zh": one.zh},
            "places": list(one.places),
        }
        stream.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def _series_xlsx(found: Sequence[Stated], stream: BinaryIO, lang: str) -> None:
    from openpyxl import Workbook

    t = TEXTS["zh" if lang.startswith("zh") else "en"]
    book = Workbook(write_only=True)
    head, rows = _series_table(found, t, lang)
    _sheet(book, t["series"], head, rows)
    book.save(stream)


def _series_html(found: Sequence[Stated], stream: BinaryIO, lang: str) -> None:
    env = _templates()
    texts = TEXTS["zh" if lang.startswith("zh") else "en"]
    page = env.get_template("series.html").render(found=found, t=texts, lang=lang, where=where)
    stream.write(page.encode())


SERIES_WRITERS = {".jsonl": _series_jsonl, ".xlsx": _series_xlsx, ".html": _series_html}
