"""The whole flow, on one screen: read, pair, reconcile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from hedui.align import pair, pair_by_id, public
from hedui.errors import UsageError
from hedui.extract import read
from hedui.extract.bilingual import is_bilingual, read_segments
from hedui.model import Bead, Document, Result
from hedui.reconcile import Options, reconcile
from hedui.reconcile.doubted import doubted

Progress = Callable[[str, int, int], None]
"""Called with a stage ("read", "pair", "reconcile"), how much of it is done and how much there is."""


def check(
    *paths: str | Path, options: Options | None = None, password: str | None = None, progress: Progress | None = None
) -> Result:
    """Check two documents against each other, or one against itself, or the segments of a bilingual file.

    Raises InputError where a file can't be read, UsageError where there are more than two or two are one.
    """
    if not 1 <= len(paths) <= 2:
        raise UsageError("give one or two documents", "请给出一份或两份文件")
    if len(paths) == 1 and is_bilingual(paths[0]):
        one, other = read_segments(paths[0], progress=progress)
        return judge((one, other), pair_by_id(one, other), options, progress)
    documents = tuple(read(path, password=password, progress=progress) for path in paths)
    if len(documents) == 2 and documents[0].source.sha256 == documents[1].source.sha256:
        names = [document.source.name for document in documents]
        raise UsageError(
            f"{names[0]} and {names[1]} are the same file; give it once to check it against itself",
            f"{names[0]} 与 {names[1]} 是同一份文件；要检查其自身是否一致，只需给出一次",
        )
    return compare(documents, options, progress)


def compare(documents: Sequence[Document], options: Options | None = None, progress: Progress | None = None) -> Result:
    """Check documents that are read already."""
    beads: tuple[Bead, ...] = pair(documents[0], documents[1], progress=progress) if len(documents) == 2 else ()
    return judge(documents, beads, options, progress)


def judge(
    documents: Sequence[Document],
    beads: tuple[Bead, ...],
    options: Options | None = None,
    progress: Progress | None = None,
) -> Result:
    """Check documents that are read and paired already."""
    findings, coverage = reconcile(documents, beads, options or Options(), progress=progress)
    return Result(tuple(documents), public(beads), doubted(findings, documents), coverage)
