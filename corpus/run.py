"""A batch: every pair of a manifest is checked once, whatever happens on the way.

jobs (what is still to do) -> an engine (processes here, or a Dask cluster) -> one result file and transaction a job.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from hedui import wire
from hedui.compare import check
from hedui.corpus.archives import Row, digest, local
from hedui.corpus.engines import Ended, Engine, Local
from hedui.corpus.store import Outcome, Store
from hedui.errors import HeduiError, OutputError
from hedui.model import Result
from hedui.reconcile import Options
from hedui.sink import opened

Hashes = tuple[str | None, str | None, str | None]
"""The SHA-256 of the zh and en file, and the version of the rules."""

ROOMS = ("extract", "align", "reconcile")
Progress = Callable[["Tally"], None]


@cache
def rules_version() -> str:
    """A fingerprint of everything that decides what is found: a result made by other code is made again."""
    sha = hashlib.sha256()
    for name, source in sorted(_sources(), key=lambda item: item[0]):
        sha.update(name.encode())
        sha.update(source.read_bytes())
    return sha.hexdigest()[:16]


def _sources() -> Iterator[tuple[str, Traversable]]:
    """The files that decide what is found: the rooms with all their folders, of the front door its own files only.

    In an installed package the front door's folder holds all the others, those of reports and archives too.
    """
    for item in resources("hedui").iterdir():
        if item.is_file() and _decides(item):
            yield item.name, item
    for room in ROOMS:
        yield from _below(resources(f"hedui.{room}"), room)


def _below(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir() and item.name != "__pycache__":
            yield from _below(item, f"{name}/{item.name}")
        elif _decides(item):
            yield f"{name}/{item.name}", item


def _decides(item: Traversable) -> bool:
    return item.name.endswith((".py", ".tsv", ".txt")) and item.name != "cli.py"


@dataclass(frozen=True, slots=True)
class Job:
    """One pair to check, with all that a worker needs to know. ``known`` are hashes and rules of its stored result."""

    id: str
    zh: str
    en: str
    symbol: str
    rules: str
    options: Options
    known: Hashes | None = None


@dataclass(slots=True)
class Tally:
    """How far a run is."""

    total: int
    done: int = 0
    failed: int = 0
    unchanged: int = 0
    pages: int = 0
    findings: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def over(self) -> int:
        """How many jobs are over, in whatever way."""
        return self.done + self.failed + self.unchanged

    @property
    def rate(self) -> float:
        """Pairs a second so far, unchanged ones left out."""
        return (self.done + self.failed) / max(1e-9, time.monotonic() - self.started)


def run(
    rows: Sequence[Row],
    folder: Path,
    *,
    store: Store | None = None,
    engine: Engine | None = None,
    options: Options | None = None,
    retry: bool = False,
    progress: Progress | None = None,
) -> Tally:
    """Check every pair of the manifest; results go to ``folder`` (a JSON file a pair) and to the store.

    What is stored already under the same files and rules is not done again; failures are, with ``retry``. A single
    document (a row with one side) is checked against itself. Rows that were unreadable when scanned are entered as
    failed with that reason.
    """
    engine = engine or Local()
    _make(folder / "results")
    with ExitStack() as stack:
        store = store or stack.enter_context(Store(folder / "hedui.sqlite"))
        number = store.start_run(rules_version(), engine.name, engine.workers)
        tally = Tally(len(rows))
        known = store.known(row.id for row in rows)
        todo = []
        for row in rows:
            if row.status == "unread":
                store.save(Outcome(row.id, "failed", row.zh, row.en, reason=row.why, reason_zh=row.why), number)
                tally.failed += 1
                continue
            hashes = _still_holds(known.get(row.id), folder, retry)
            todo.append(Job(row.id, row.zh, row.en, row.symbol, rules_version(), options or Options(), hashes))
        if progress:
            progress(tally)
        for ended in engine.run(do, todo):
            _enter(ended, store, number, folder, tally)
            if progress:
                progress(tally)
        store.end_run(number)
    return tally


def _still_holds(stored: Any, folder: Path, retry: bool) -> Hashes | None:
    """The files and rules a stored outcome was made from, if it may stand; None where it is to be made again.

    A file that hangs or crashes does so again: it is tried again when it or the rules have changed, or on request.
    """
    if stored is None:
        return None
    stands = result_file(folder, stored.id).is_file() if stored.status == "done" else not retry
    return (stored.zh_sha256, stored.en_sha256, stored.rules) if stands else None


def _enter(ended: Ended, store: Store, number: int, folder: Path, tally: Tally) -> None:
    outcome = ended.value if ended.trouble is None else explain(ended)
    if outcome is None:
        tally.unchanged += 1
        return
    if outcome.status == "done":
        write_result(outcome, folder)
        tally.done += 1
        tally.pages += outcome.pages
        tally.findings += len(outcome.result.findings) if outcome.result else 0
    else:
        result_file(folder, outcome.id).unlink(missing_ok=True)
        tally.failed += 1
    store.save(outcome, number)


_TROUBLE = {
    "crashed": ("the reader crashed ({})", "读取程序崩溃（{}）"),
    "hung": ("stopped: it took longer than {}", "已停止：用时超过 {}"),
    "memory": ("stopped: it took more than {} of memory", "已停止：内存超过 {}"),
    "error": ("an error of ours: {}", "程序错误：{}"),
}


def explain(ended: Ended) -> Outcome:
    """What is recorded of a job that did not end by itself."""
    job = ended.job
    en, zh = (text.format(ended.detail) for text in _TROUBLE[ended.trouble or "error"])
    hashes: list[str | None] = [None, None]
    for k, path in enumerate((job.zh, job.en)):
        if path and "://" not in path and Path(path).is_file():
            hashes[k] = digest(Path(path))
    return Outcome(job.id, "failed", job.zh, job.en, hashes[0], hashes[1], job.rules, en, zh, job.symbol)


def do(job: Job) -> Outcome | None:
    """What a worker does: fetch, hash, check; None where the stored result still holds."""
    begun = time.perf_counter()
    outcome = Outcome(job.id, "failed", job.zh, job.en, rules=job.rules, symbol=job.symbol)
    try:
        with ExitStack() as stack:
            here = [stack.enter_context(local(path)) if path else None for path in (job.zh, job.en)]
            hashes = [digest(path) if path else None for path in here]
            outcome = replace(outcome, zh_sha256=hashes[0], en_sha256=hashes[1])
            if job.known == (hashes[0], hashes[1], job.rules):
                return None
            result = check(*(path for path in here if path), options=job.options)
            result = _named(result, [path for path in (job.zh, job.en) if path])
    except OSError as error:
        said = f"{error.filename}: {error.strerror}"
        return replace(outcome, reason=said, reason_zh=said)
    except HeduiError as error:
        return replace(outcome, reason=error.en, reason_zh=error.zh, seconds=time.perf_counter() - begun)
    pages = sum(document.source.pages or 0 for document in result.documents)
    return replace(outcome, status="done", result=result, pages=pages, seconds=time.perf_counter() - begun)


def _named(result: Result, paths: Sequence[str]) -> Result:
    """The result with its documents under their own names, not those of fetched copies."""
    documents = []
    for document, path in zip(result.documents, paths, strict=True):
        name = path.partition("::")[0].rsplit("/", 1)[-1]
        source = replace(document.source, name=name, path=path if "://" not in path else None)
        documents.append(replace(document, source=source))
    return replace(result, documents=tuple(documents))


def result_file(folder: Path, id: str) -> Path:
    """Where the result of a pair stands. Ids are made safe as names; a hash keeps long or odd ones apart."""
    safe = re.sub(r"[^\w\u4e00-\u9fff.-]+", "_", id).strip(".")[:80]
    if safe != id:
        safe += "-" + hashlib.sha256(id.encode()).hexdigest()[:10]
    return folder / "results" / f"{safe}.json"


def write_result(outcome: Outcome, folder: Path) -> None:
    """Write the result of a pair as JSON, whole or not at all."""
    assert outcome.result is not None
    text = json.dumps(wire.result_to_json(outcome.result), ensure_ascii=False, separators=(",", ":"))
    with opened(str(result_file(folder, outcome.id))) as stream:
        stream.write(text.encode())


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: can't be made ({error.strerror})", f"{folder}：无法建立（{error.strerror}）"
        ) from error
