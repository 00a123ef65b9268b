"""Where jobs run: in processes on this machine, or on a Dask cluster. Both yield what each job came to, as it ends.

A job that crashes, hangs or eats memory is ended by its limits and recorded with the reason; the others go on.
Nothing of Dask is known outside this file.
"""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from hedui.errors import UsageError


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take: wall-clock seconds and megabytes of memory."""

    seconds: float = 300.0
    megabytes: int = 2048


@dataclass(frozen=True, slots=True)
class Ended:
    """A job that ended: with a value, or with what went wrong ("crashed", "hung", "memory", "error") and details."""

    job: Any
    value: Any = None
    trouble: str | None = None
    detail: str = ""


Work = Callable[[Any], Any]
"""What is done for a job: a module-level function, so that it can be sent to another process."""


class Engine(Protocol):
    """Runs a function over jobs; yields each as it ends, in any order, and never raises for a job's fault."""

    name: str
    workers: int

    def run(self, work: Work, jobs: Iterable[Any]) -> Iterator[Ended]: ...


# -- this machine ------------------------------------------------------------------------------------------------------


class Local:
    """Worker processes on this machine, each with a pipe to the parent, watched for time and memory."""

    name = "local"

    def __init__(self, workers: int | None = None, limits: Limits | None = None) -> None:
        self.workers = max(1, workers or os.cpu_count() or 1)
        self.limits = limits or Limits()

    def run(self, work: Work, jobs: Iterable[Any]) -> Iterator[Ended]:
        waiting = iter(jobs)
        team = [_Worker(work) for _ in range(self.workers)]
        try:
            for worker in team:
                worker.take(waiting)
            while busy := [worker for worker in team if worker.job is not _NONE]:
                wait([w.pipe for w in busy] + [w.process.sentinel for w in busy], timeout=0.2)
                for worker in busy:
                    ended = worker.look(self.limits)
                    if ended is not None:
                        if ended.trouble in ("crashed", "hung", "memory"):
                            worker.renew()
                        worker.take(waiting)
                        yield ended
        finally:
            for worker in team:
                worker.stop()


_NONE = object()


class _Worker:
    """A process that does one job after the other, and what the parent knows of it."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.job: Any = _NONE
        self.since = 0.0
        self._start()

    def _start(self) -> None:
        # Spawn, not fork: the parent has threads (the database's, the progress bar's), which forks do not survive.
        context = mp.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self.work), daemon=True)
        self.process.start()
        theirs.close()

    def take(self, waiting: Iterator[Any]) -> None:
        """Hand the next job over, if there is one."""
        self.job = next(waiting, _NONE)
        if self.job is not _NONE:
            self.since = time.monotonic()
            with contextlib.suppress(OSError):  # a process that has just died is seen by look()
                self.pipe.send(self.job)

    def look(self, limits: Limits) -> Ended | None:
        """What the job came to, or None while it is still at work within its limits."""
        job = self.job
        try:
            if self.pipe.poll():
                done, said = self.pipe.recv()
                return Ended(job, said) if done else Ended(job, trouble="error", detail=said)
        except (EOFError, OSError):
            pass
        if not self.process.is_alive():
            code = self.process.exitcode
            how = signal.Signals(-code).name if code is not None and code < 0 else f"exit {code}"
            return Ended(job, trouble="crashed", detail=how)
        if time.monotonic() - self.since > limits.seconds:
            return Ended(job, trouble="hung", detail=f"{limits.seconds:g} s")
        if _megabytes(self.process.pid) > limits.megabytes:
            return Ended(job, trouble="memory", detail=f"{limits.megabytes} MB")
        return None

    def renew(self) -> None:
        """End the process, whatever it does, and start another in its place."""
        self.stop()
        self._start()

    def stop(self) -> None:
        """End the process."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()


def _serve(pipe: Connection, work: Work) -> None:
    """A worker's life: take a job, send back what it came to; end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            said = (True, work(job))
        except BaseException as error:  # a job's fault must not end the worker, whatever it is
            said = (False, f"{type(error).__name__}: {error}".splitlines()[0][:500])
        try:
            pipe.send(said)
        except (OSError, ValueError):
            return


def _megabytes(pid: int | None) -> float:
    import psutil

    try:
        return float(psutil.Process(pid).memory_info().rss) / 2**20
    except (psutil.Error, ValueError):
        return 0.0


# -- a cluster ---------------------------------------------------------------------------------------------------------


class Cluster:
    """A Dask cluster. A worker that dies has its jobs given to another; one that kills workers is given up."""

    def __init__(self, scheduler: str, limits: Limits | None = None) -> None:
        try:
            import distributed
        except ImportError as error:
            raise UsageError(
                "a cluster needs the extra hedui[cluster]; install it", "使用集群须安装附加组件 hedui[cluster]"
            ) from error
        self.name = f"dask {scheduler}"
        self.limits = limits or Limits()
        try:
            self._client = distributed.Client(scheduler, timeout=20, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(
                f"no scheduler answers at {scheduler}; start one with 'dask scheduler'",
                f"{scheduler} 没有调度器应答；请先运行 dask scheduler",
            ) from error
        self.workers = max(1, sum(self._client.nthreads().values()))

    def run(self, work: Work, jobs: Iterable[Any]) -> Iterator[Ended]:
        from distributed import KilledWorker, as_completed

        waiting = iter(jobs)
        running: dict[Any, Any] = {}

        def send() -> Any | None:
            job = next(waiting, _NONE)
            if job is _NONE:
                return None
            # retries cover a worker that goes away with its job; pure=False: never a cached answer of an earlier run
            future = self._client.submit(_limited, work, job, self.limits, pure=False, retries=2)
            running[future] = job
            return future

        first = deque(f for f in (send() for _ in range(self.workers * 2)) if f is not None)
        pool = as_completed(first, loop=self._client.loop)
        for future in pool:
            job = running.pop(future)
            error = future.exception()
            if error is None:
                yield Ended(job, *future.result())
            elif isinstance(error, KilledWorker):
                yield Ended(job, trouble="crashed", detail="its workers died")
            else:
                yield Ended(job, trouble="error", detail=f"{type(error).__name__}: {error}"[:500])
            following = send()
            if following is not None:
                pool.add(following)

    def close(self) -> None:
        """Leave the cluster; it goes on without us."""
        self._client.close()


_mine = threading.local()


def _limited(work: Work, job: Any, limits: Limits) -> tuple[Any, str | None, str]:
    """Do one job in a process beside the cluster's worker, kept from job to job, so that its limits hold here too."""
    mp.current_process().daemon = False  # Dask starts its workers as daemons, and those may have no children
    worker: _Worker | None = getattr(_mine, "worker", None)
    if worker is None or worker.work is not work:
        worker = _mine.worker = _Worker(work)
    worker.take(iter([job]))
    while (ended := worker.look(limits)) is None:
        wait([worker.pipe, worker.process.sentinel], timeout=0.2)
    if ended.trouble in ("crashed", "hung", "memory"):
        worker.renew()
    return ended.value, ended.trouble, ended.detail
