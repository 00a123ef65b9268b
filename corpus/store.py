"""The store of an archive: jobs, results, findings, coverage and verdicts in one database.

SQLite by default (write-ahead log, so that a report can be made while a batch runs), any database SQLAlchemy knows by
URL; the schema is the same and is brought up to date by the migrations in ``corpus/migrations``. A job's outcome is
written in one transaction: after any stop a pair has its whole result or none.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from hedui.errors import HeduiError, OutputError
from hedui.model import Coverage, Finding, Result

metadata = sa.MetaData()

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("started", sa.DateTime(timezone=True), nullable=False),
    sa.Column("ended", sa.DateTime(timezone=True)),
    sa.Column("rules", sa.String(64), nullable=False),
    sa.Column("engine", sa.String(200), nullable=False),
    sa.Column("workers", sa.Integer, nullable=False),
)

jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.String(200), primary_key=True),
    sa.Column("zh", sa.Text, nullable=False),
    sa.Column("en", sa.Text, nullable=False),
    sa.Column("zh_sha256", sa.String(64)),
    sa.Column("en_sha256", sa.String(64)),
    sa.Column("rules", sa.String(64)),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("reason_zh", sa.Text),
    sa.Column("symbol", sa.String(200)),
    sa.Column("seconds", sa.Float),
    sa.Column("pages", sa.Integer),
    sa.Column("pairs", sa.Integer),
    sa.Column("run", sa.Integer, sa.ForeignKey("runs.id")),
    sa.Column("ended", sa.DateTime(timezone=True)),
)

findings = sa.Table(
    "findings",
    metadata,
    sa.Column("job", sa.String(200), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("finding", sa.String(64), nullable=False, index=True),
    sa.Column("rule", sa.String(8), nullable=False, index=True),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("severity", sa.String(10), nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("message_en", sa.Text, nullable=False),
    sa.Column("message_zh", sa.Text, nullable=False),
    sa.Column("places", sa.Text, nullable=False),
)

coverage = sa.Table(
    "coverage",
    metadata,
    sa.Column("job", sa.String(200), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("document", sa.Integer, primary_key=True),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("agreed", sa.Integer, nullable=False),
    sa.Column("flagged", sa.Integer, nullable=False),
    sa.Column("unpaired", sa.Integer, nullable=False),
    sa.Column("not_compared", sa.Text, nullable=False),
)

verdicts = sa.Table(
    "verdicts",
    metadata,
    sa.Column("finding", sa.String(64), primary_key=True),
    sa.Column("who", sa.String(200), primary_key=True),
    sa.Column("verdict", sa.String(20), nullable=False),
    sa.Column("comment", sa.Text),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
)

papers = sa.Table(
    "papers",
    metadata,
    sa.Column("job", sa.String(200), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("document", sa.Integer, primary_key=True),
    sa.Column("lang", sa.String(2), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("version", sa.String(64), nullable=False),
)
"""The documents whose facts are taken, for series."""

facts = sa.Table(
    "facts",
    metadata,
    sa.Column("job", sa.String(200), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("document", sa.Integer, primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("figure", sa.Integer, nullable=False),
    sa.Column("key", sa.String(24), nullable=False, index=True),
    sa.Column("period", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("value", sa.String(80), nullable=False),
    sa.Column("step", sa.String(40), nullable=False),
    sa.Column("hedge", sa.String(12), nullable=False),
    sa.Column("place_table", sa.String(80), nullable=False),
    sa.Column("words", sa.Integer, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
)

series = sa.Table(
    "series",
    metadata,
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("finding", sa.String(64), nullable=False, index=True),
    sa.Column("severity", sa.String(10), nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("period", sa.String(40), nullable=False),
    sa.Column("message_en", sa.Text, nullable=False),
    sa.Column("message_zh", sa.Text, nullable=False),
    sa.Column("places", sa.Text, nullable=False),
)
"""What the documents of an archive state differently, as last compared."""

BATCH = 500
"""How many ids one IN (…) may hold: SQLite's default limit of bound variables is 999."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one job came to: ``status`` is "done" with a result, or "failed" with a reason in both languages."""

    id: str
    status: str
    zh: str
    en: str
    zh_sha256: str | None = None
    en_sha256: str | None = None
    rules: str | None = None
    reason: str | None = None
    reason_zh: str | None = None
    symbol: str = ""
    seconds: float = 0.0
    pages: int = 0
    result: Result | None = None

    def same(self, row: Any) -> bool:
        """Whether a stored row says that this very work was done already."""
        mine = (self.zh_sha256, self.en_sha256, self.rules)
        return mine == (row.zh_sha256, row.en_sha256, row.rules)


class Store:
    """A database of results. ``url`` is a path of an SQLite file or an SQLAlchemy URL."""

    def __init__(self, url: str | Path) -> None:
        text = str(url)
        self.url = text if "://" in text else f"sqlite:///{Path(text).absolute()}"
        self._lock = threading.Lock()
        try:
            self.engine = sa.create_engine(self.url, pool_pre_ping=True)
        except (SQLAlchemyError, ImportError) as error:
            raise OutputError(
                f"{_safe(self.url)}: no such database ({error})", f"{_safe(self.url)}：没有这种数据库（{error}）"
            ) from error
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _prepare_sqlite)
        self._migrate()

    def _migrate(self) -> None:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", "hedui.corpus:migrations")
        try:
            with self.engine.begin() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except SQLAlchemyError as error:
            raise _refused(self.url, error) from error

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A transaction; the database's errors become ours."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _refused(self.url, error) from error

    # -- writing ------------------------------------------------------------------------------------------------------

    def start_run(self, rules: str, engine: str, workers: int) -> int:
        """Enter a run that begins now; its number."""
        with self.transaction() as tx:
            values = {"started": datetime.now(UTC), "rules": rules, "engine": engine, "workers": workers}
            key = tx.execute(sa.insert(runs).values(values)).inserted_primary_key
        assert key is not None
        return int(key[0])

    def end_run(self, run: int) -> None:
        """Enter that a run has come to its end."""
        with self.transaction() as tx:
            tx.execute(sa.update(runs).where(runs.c.id == run).values(ended=datetime.now(UTC)))

    def save(self, outcome: Outcome, run: int) -> None:
        """Enter what a job came to in place of what stood there: one transaction, tried again when a link breaks."""
        for attempt in range(4):
            try:
                with self._lock, self.engine.begin() as tx:
                    _replace(tx, outcome, run)
                return
            except (OperationalError, DBAPIError) as error:
                if attempt == 3 or not (error.connection_invalidated or "locked" in str(error)):
                    raise _refused(self.url, error) from error
            except SQLAlchemyError as error:
                raise _refused(self.url, error) from error

    def decide(self, rows: Iterable[dict[str, Any]]) -> None:
        """Keep verdicts: dicts with finding, who, verdict, comment; the newest of a person on a finding stands."""
        with self.transaction() as tx:
            for row in rows:
                same = sa.and_(verdicts.c.finding == row["finding"], verdicts.c.who == row["who"])
                tx.execute(sa.delete(verdicts).where(same))
                tx.execute(sa.insert(verdicts).values(**row, at=datetime.now(UTC)))

    def keep_facts(self, job: str, rows: Iterable[dict[str, Any]], stated: Iterable[dict[str, Any]]) -> None:
        """Enter the documents of a job and their facts in place of what stood there, in one transaction."""
        with self.transaction() as tx:
            for table in (facts, papers):
                tx.execute(sa.delete(table).where(table.c.job == job))
            for table, many in ((papers, list(rows)), (facts, list(stated))):
                if many:
                    tx.execute(sa.insert(table), many)

    def keep_series(self, rows: Iterable[dict[str, Any]]) -> None:
        """Enter what the documents state differently in place of what was found the last time."""
        found = list(rows)
        with self.transaction() as tx:
            tx.execute(sa.delete(series))
            if found:
                tx.execute(sa.insert(series), found)

    # -- asking -------------------------------------------------------------------------------------------------------

    def known(self, ids: Iterable[str]) -> dict[str, Any]:
        """The stored rows of these jobs, by id."""
        found: dict[str, Any] = {}
        wanted = list(ids)
        with self.transaction() as tx:
            for k in range(0, len(wanted), BATCH):
                some = sa.select(jobs).where(jobs.c.id.in_(wanted[k : k + BATCH]))
                found |= {row.id: row for row in tx.execute(some)}
        return found

    def rows(self, query: sa.Select[Any]) -> list[Any]:
        """The rows of a query."""
        with self.transaction() as tx:
            return list(tx.execute(query))

    def stream(self, query: sa.Select[Any]) -> Iterator[Any]:
        """The rows of a query one after the other, never all of them in memory."""
        with self.transaction() as tx:
            yield from tx.execution_options(yield_per=1000).execute(query)

    def export(self) -> Iterator[dict[str, Any]]:
        """Every finding with its job, in order of job and place: the rows of the Parquet or JSON Lines file."""
        query = (
            sa.select(jobs.c.id.label("pair"), jobs.c.zh, jobs.c.en, jobs.c.symbol, findings)
            .join(findings, findings.c.job == jobs.c.id)
            .order_by(jobs.c.id, findings.c.n)
        )
        with self.transaction() as tx:
            for row in tx.execution_options(yield_per=1000).execute(query):
                cells = dict(row._mapping)
                cells.pop("job")
                yield cells


def _replace(tx: sa.Connection, outcome: Outcome, run: int) -> None:
    for table in (findings, coverage, facts, papers):
        tx.execute(sa.delete(table).where(table.c.job == outcome.id))
    tx.execute(sa.delete(jobs).where(jobs.c.id == outcome.id))
    result = outcome.result
    values: dict[str, Any] = {
        c: getattr(outcome, c)
        for c in (
            *("id", "zh", "en", "zh_sha256", "en_sha256", "rules", "status"),
            *("reason", "reason_zh", "symbol", "seconds", "pages"),
        )
    }
    values |= {"pairs": len(result.pairs) if result else 0, "run": run, "ended": datetime.now(UTC)}
    tx.execute(sa.insert(jobs).values(values))
    if result is None:
        return
    said = [_finding_row(outcome.id, n, finding) for n, finding in enumerate(result.findings)]
    if said:
        tx.execute(sa.insert(findings), said)
    covered = [_coverage_row(outcome.id, c) for c in result.coverage]
    if covered:
        tx.execute(sa.insert(coverage), covered)


def _finding_row(job: str, n: int, finding: Finding) -> dict[str, Any]:
    places = [
        {
            "document": p.document,
            "block": p.block,
            "label": p.label,
            "quote": p.quote,
            "value": p.value,
            "pages": sorted({print_.page for print_ in p.prints}),
        }
        for p in finding.places
    ]
    return {
        "job": job,
        "n": n,
        "finding": finding.id,
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message_en": finding.message.en,
        "message_zh": finding.message.zh,
        "places": json.dumps(places, ensure_ascii=False),
    }


def _coverage_row(job: str, c: Coverage) -> dict[str, Any]:
    reasons = json.dumps(dict(c.not_compared), ensure_ascii=False)
    return {
        "job": job,
        "document": c.document,
        "total": c.total,
        "agreed": c.agreed,
        "flagged": c.flagged,
        "unpaired": c.unpaired,
        "not_compared": reasons,
    }


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _refused(url: str, error: SQLAlchemyError) -> HeduiError:
    why = str(getattr(error, "orig", None) or error).splitlines()[0]
    return OutputError(f"{_safe(url)}: the database refused ({why})", f"{_safe(url)}：数据库拒绝（{why}）")


def _safe(url: str) -> str:
    """A URL without its password."""
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return url.rsplit("@", 1)[-1]
