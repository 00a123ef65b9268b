"""Verdicts on findings that were given before: read, written, and put beside the findings they belong to.

A decisions file is a JSON list of ``{"id", "verdict": "accepted" or "dismissed", "comment", "who", "when"}``. The id of
a finding follows from what it says, so a verdict holds for the next version of a file as long as the finding is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from hedui.errors import NotFound
from hedui.model import Decision, Result
from hedui.wire import decisions_from_json, loads


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, one for each finding. InputError where it holds none."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise NotFound(
            f"{path}: can't be read ({error.strerror}); check --decisions",
            f"{path}：无法读取（{error.strerror}）；请检查 --decisions",
        ) from error
    return decisions_from_json(loads(raw, path.name), path.name)


def decided(result: Result, decisions: Iterable[Decision]) -> Result:
    """The result with those decisions that belong to one of its findings."""
    said = {finding.id for finding in result.findings}
    return replace(result, decisions=tuple(d for d in decisions if d.id in said))
