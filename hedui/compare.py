"""The whole flow, on one screen: read, pair, reconcile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from hedui.align import pair, public
from hedui.errors import UsageError
from hedui.extract import read
from hedui.model import Bead, Document, Result
from hedui.reconcile import Options, reconcile

Progress = Callable[[str, int, int], None]
"""Called with a stage ("read", "pair", "reconcile"), how much of it is done and how much there is."""


def check(*paths: str | Path, options: Options | None = None, progress: Progress | None = None) -> Result:
    """Check two documents against each other, or one against itself.

    Raises InputError where a file can't be read, UsageError where there are more than two.
    """
    if not 1 <= len(paths) <= 2:
        raise UsageError("give one or two documents", "请给出一份或两份文件")
    documents = tuple(read(path, progress=progress) for path in paths)
    return compare(documents, options=options, progress=progress)


def compare(documents: Sequence[Document], options: Options | None = None, progress: Progress | None = None) -> Result:
    """Check documents that are read already."""
    beads: tuple[Bead, ...] = pair(documents[0], documents[1], progress=progress) if len(documents) == 2 else ()
    findings, coverage = reconcile(documents, beads, options or Options(), progress=progress)
    return Result(tuple(documents), public(beads), findings, coverage)
