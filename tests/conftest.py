"""What several test files share: a hand-made result, and the rules of a run on the build machine."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from results import made_result

from hedui.model import Result

IN_CI = bool(os.environ.get("CI"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On the build machine nothing is skipped: what a test needs is installed there, or the run fails.

    Tests that read the bench, which is not part of the repository, are the one exception.
    """
    report = yield
    beside = "beside this checkout" in str(report.longrepr)
    if IN_CI and report.skipped and not hasattr(report, "wasxfail") and not beside:
        report.outcome = "failed"
        report.longrepr = f"skipped on the build machine: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages in English, whatever the locale."""
    monkeypatch.setenv("HEDUI_LANG", "en")


@pytest.fixture
def result() -> Result:
    """A small result with every kind of place: see tests/results.py."""
    return made_result()
