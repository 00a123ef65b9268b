"""A batch checks every pair once, whatever happens: stops, changes, bad files, several databases and machines."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import reports
import sqlalchemy as sa
from archive import kill_all, make_archive, start_run

from hedui.corpus import archives, engines, series
from hedui.corpus import run as batch
from hedui.corpus.engines import Limits, Local
from hedui.corpus.report import summary
from hedui.corpus.store import Store, findings, jobs

PAIRS = 12


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("archive"), PAIRS)


@pytest.fixture(scope="module")
def rows(archive: Path) -> list[archives.Row]:
    return archives.scan(archive)


def said(store: Store) -> list[tuple[Any, ...]]:
    """Everything a run found, in an order of its own."""
    columns = [c for c in findings.c if c.name != "n"]
    return sorted(tuple(row) for row in store.rows(sa.select(*columns)))


@pytest.fixture(scope="module")
def undisturbed(rows: list[archives.Row], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, ...]]:
    folder = tmp_path_factory.mktemp("undisturbed")
    with Store(folder / "hedui.sqlite") as store:
        tally = batch.run(rows, folder, store=store, engine=Local(2))
        assert (tally.done, tally.failed) == (PAIRS, 0)
        return said(store)


def test_every_pair_is_found_and_every_error(rows: list[archives.Row], undisturbed: list[tuple[Any, ...]]) -> None:
    assert [row.status for row in rows] == ["paired"] * PAIRS
    assert {row[0] for row in undisturbed if row[4] != "note"} == {f"r-{n:03}" for n in range(3, PAIRS + 1, 3)}


def test_a_second_run_does_nothing(rows: list[archives.Row], tmp_path: Path) -> None:
    batch.run(rows[:3], tmp_path, engine=Local(1))
    before = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "results").iterdir()}
    tally = batch.run(rows[:3], tmp_path, engine=Local(1))
    assert (tally.done, tally.unchanged) == (0, 3)
    assert {p.name: p.stat().st_mtime_ns for p in (tmp_path / "results").iterdir()} == before


def test_what_changed_is_done_again(rows: list[archives.Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(Path(rows[0].zh).parents[1], copy)
    mine = archives.scan(copy)[:3]
    batch.run(mine, tmp_path / "out", engine=Local(1))
    text = Path(mine[0].zh).read_text(encoding="utf-8")
    Path(mine[0].zh).write_text(text.replace("8%", "9%"), encoding="utf-8")
    tally = batch.run(mine, tmp_path / "out", engine=Local(1))
    assert (tally.done, tally.unchanged) == (1, 2)
    result = json.loads(batch.result_file(tmp_path / "out", mine[0].id).read_text(encoding="utf-8"))
    assert any("9" in place["quote"] for finding in result["findings"] for place in finding["places"])
    monkeypatch.setattr(batch, "rules_version", lambda: "another")
    tally = batch.run(mine, tmp_path / "out", engine=Local(1))
    assert (tally.done, tally.unchanged) == (3, 0)


def test_a_lost_result_file_is_made_again(rows: list[archives.Row], tmp_path: Path) -> None:
    batch.run(rows[:2], tmp_path, engine=Local(1))
    batch.result_file(tmp_path, rows[0].id).unlink()
    tally = batch.run(rows[:2], tmp_path, engine=Local(1))
    assert (tally.done, tally.unchanged) == (1, 1)
    assert batch.result_file(tmp_path, rows[0].id).is_file()


def test_a_missing_file_fails_alone(rows: list[archives.Row], tmp_path: Path) -> None:
    gone = archives.Row("gone", str(tmp_path / "no.txt"), rows[0].en, "paired")
    with Store(tmp_path / "s.sqlite") as store:
        tally = batch.run([gone, rows[1]], tmp_path, store=store, engine=Local(1))
        [row] = store.rows(sa.select(jobs).where(jobs.c.status == "failed"))
    assert (tally.done, tally.failed) == (1, 1)
    assert "no.txt" in row.reason


def test_a_failure_is_tried_again_on_request_only(rows: list[archives.Row], tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    row = archives.Row("bad", str(bad), rows[0].en, "paired")
    batch.run([row], tmp_path, engine=Local(1))
    assert batch.run([row], tmp_path, engine=Local(1)).unchanged == 1
    assert batch.run([row], tmp_path, engine=Local(1), retry=True).failed == 1


def test_reports_and_commands_do_not_make_results_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an installed package the folder of the front door holds all the others."""
    for name in (
        "model.py",
        "cli.py",
        "outputs/html.py",
        "corpus/run.py",
        "extract/pdf.py",
        "extract/quantities/zh.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(batch, "ROOMS", ("extract",))
    monkeypatch.setattr(batch, "resources", lambda package: tmp_path.joinpath(*package.split(".")[1:]))
    assert sorted(name for name, _ in batch._sources()) == ["extract/pdf.py", "extract/quantities/zh.py", "model.py"]


def test_ids_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    for id in ("../../etc/passwd", "a/b", "..", "x" * 300, "空 格\n", "CON"):
        path = batch.result_file(tmp_path, id)
        assert path.parent == tmp_path / "results"
        assert len(path.name.encode()) < 255


def test_killed_runs_are_taken_up_again(archive: Path, tmp_path: Path, undisturbed: list[tuple[Any, ...]]) -> None:
    """The parent is killed at random moments, its workers at others; in the end each pair has exactly one result."""
    rng = random.Random(7)
    results = tmp_path / "results"
    for k in range(10):
        process = start_run(archive, results)
        time.sleep(0.6 + 0.2 * k)
        if k % 2:
            _kill_a_worker(process.pid, rng)
            time.sleep(0.2)
        kill_all(process)
    process = start_run(archive, results)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, (out, err)
    rows = archives.scan(archive)
    with Store(results / "hedui.sqlite") as store:
        # a pair whose own worker was killed is on record as failed; the next run with retry mends that
        batch.run(rows, results, store=store, engine=Local(2), retry=True)
        states = [row.status for row in store.rows(sa.select(jobs))]
        assert states == ["done"] * PAIRS
        assert said(store) == undisturbed
    left = [p.name for p in results.rglob("*") if p.is_file() and p.suffix not in (".json",)]
    assert all(name.startswith("hedui.sqlite") for name in left), left


def _kill_a_worker(parent: int, rng: random.Random) -> None:
    try:
        workers = [p for p in psutil.Process(parent).children(recursive=True) if "spawn_main" in " ".join(p.cmdline())]
        if workers:
            rng.choice(workers).kill()
    except psutil.Error:
        pass


# -- other databases and engines ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    import os
    import socket
    import subprocess
    import tempfile

    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL's server programs are not installed")
    # Not among pytest's folders: they are closed to other users, and the server runs as one of its own.
    home = Path(tempfile.mkdtemp(prefix="hedui-postgres-"))
    runuser = shutil.which("runuser") or "/usr/sbin/runuser"  # build machines may have no sbin in their path
    run_as = [runuser, "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if run_as:
        shutil.chown(home, "postgres")
    data = home / "data"
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    initdb = [*run_as, str(found[-1]), "-D", str(data), "-U", "hedui", "-A", "trust", "-E", "UTF8"]
    subprocess.run(initdb, check=True, capture_output=True)
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = [*run_as, str(found[-1].with_name("pg_ctl")), "-D", str(data), "-w"]
    subprocess.run([*control, "-o", options, "-l", str(home / "log"), "start"], check=True, stdout=subprocess.DEVNULL)
    try:
        yield f"postgresql+psycopg://hedui@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True)
        shutil.rmtree(home, ignore_errors=True)


def test_postgresql_holds_the_same(
    rows: list[archives.Row], tmp_path: Path, postgres: str, undisturbed: list[tuple[Any, ...]]
) -> None:
    with Store(postgres) as store:
        batch.run(rows, tmp_path, store=store, engine=_Breaking(store))
        assert said(store) == undisturbed
        assert {row.status for row in store.rows(sa.select(jobs))} == {"done"}
        assert batch.run(rows, tmp_path, store=store, engine=Local(2)).unchanged == PAIRS


def test_postgresql_tells_the_same_series(tmp_path: Path, postgres: str) -> None:
    archive = archives.scan(reports.write(tmp_path / "archive", planted=True))
    admin = sa.create_engine(postgres, isolation_level="AUTOCOMMIT")
    with admin.connect() as link:
        link.execute(sa.text("create database series"))
    admin.dispose()
    told = []
    for url in (postgres.removesuffix("postgres") + "series", tmp_path / "s.sqlite"):
        with Store(url) as store:
            batch.run(archive, tmp_path / "results", store=store, engine=Local(2))
            assert series.gather(store, tmp_path / "results", engine=Local(2)) == []
            found = series.compare(store)
            series.keep(store, found)
            told.append((found, summary(store).series, series.counted(store)))
    assert told[0] == told[1]
    assert len(told[0][1]) == reports.DIFFERENCES + 3


class _Breaking(Local):
    """A local engine during whose work the database's connections are cut now and then."""

    def __init__(self, store: Store) -> None:
        super().__init__(2)
        self.store = store

    def run(self, work: engines.Work, jobs: Any) -> Iterator[engines.Ended]:
        for n, ended in enumerate(super().run(work, jobs)):
            if n % 3 == 0:
                admin = sa.create_engine(self.store.url)
                with admin.connect() as link:
                    link.execute(
                        sa.text("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()")
                    )
                admin.dispose()
            yield ended


# Dask leaves sockets and files of a killed worker to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_dask_cluster_finds_the_same_though_a_worker_dies(
    rows: list[archives.Row], tmp_path: Path, undisturbed: list[tuple[Any, ...]]
) -> None:
    pytest.importorskip("distributed", reason="the extra hedui[cluster] is not installed")
    from distributed import LocalCluster

    with LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:
        engine = engines.Cluster(cluster.scheduler_address, Limits())
        victim = next(iter(cluster.workers.values()))

        def progress(tally: batch.Tally) -> None:
            if tally.over == 3:
                psutil.Process(victim.pid).kill()

        with Store(tmp_path / "s.sqlite") as store:
            batch.run(rows, tmp_path, store=store, engine=engine, progress=progress)
            assert said(store) == undisturbed
        engine.close()
