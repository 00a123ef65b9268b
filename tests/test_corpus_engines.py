"""Jobs that crash, hang or eat memory are ended and recorded, and harm no other."""

from __future__ import annotations

import os
import signal
import time

import pytest

from hedui.corpus.engines import Ended, Limits, Local


def misbehave(job: str) -> str:
    """A job that does what its name says."""
    if job == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if job == "hang":
        time.sleep(60)
    if job == "eat":
        hoard = [b"x" * (600 << 20)]
        time.sleep(60)
        return str(len(hoard))
    if job == "raise":
        raise ValueError("no such thing")
    if job == "leave":
        os._exit(3)
    return job.upper()


@pytest.fixture(scope="module")
def ended() -> dict[str, Ended]:
    jobs = ["a", "crash", "b", "hang", "c", "eat", "d", "raise", "leave", "e"]
    engine = Local(2, Limits(seconds=10, megabytes=400))
    return {e.job: e for e in engine.run(misbehave, jobs)}


def test_every_job_ends_once(ended: dict[str, Ended]) -> None:
    assert sorted(ended) == sorted(["a", "b", "c", "d", "e", "crash", "hang", "eat", "raise", "leave"])


@pytest.mark.parametrize("job", ["a", "b", "c", "d", "e"])
def test_the_others_are_unharmed(ended: dict[str, Ended], job: str) -> None:
    assert ended[job] == Ended(job, job.upper())


@pytest.mark.parametrize(
    ("job", "trouble", "detail"),
    [
        ("crash", "crashed", "SIGSEGV"),
        ("leave", "crashed", "exit 3"),
        ("hang", "hung", "10 s"),
        ("eat", "memory", "400 MB"),
        ("raise", "error", "ValueError: no such thing"),
    ],
)
def test_what_went_wrong_is_recorded(ended: dict[str, Ended], job: str, trouble: str, detail: str) -> None:
    assert (ended[job].trouble, ended[job].detail) == (trouble, detail)


def test_no_process_is_left_behind() -> None:
    import psutil

    before = {p.pid for p in psutil.Process().children(recursive=True)}
    jobs = Local(2, Limits()).run(misbehave, ["x", "y", "z"])
    next(jobs)
    jobs.close()
    after = {p.pid for p in psutil.Process().children(recursive=True)}
    # the spawn method keeps one resource tracker for the whole life of the parent
    assert len(after - before) <= 1
