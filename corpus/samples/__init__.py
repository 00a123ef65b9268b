"""The bundled samples: bilingual documents of ours, each in a clean and a planted variant."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from hedui.errors import UsageError

VARIANTS = ("clean", "planted")


def names() -> tuple[str, ...]:
    """The samples there are, in the order of the alphabet."""
    return tuple(sorted(path.name for path in _root().iterdir() if (path / "clean" / "truth.json").is_file()))


def folder(name: str, variant: str = "planted") -> Path:
    """Where ``zh.pdf``, ``en.pdf`` and the lists (truth, planted, natural) of a sample are.

    Raises UsageError where there is no such sample.
    """
    path = _root() / name / variant
    if name not in names() or variant not in VARIANTS:
        known = ", ".join(names())
        raise UsageError(
            f"no sample {name}/{variant}: there are {known}, each clean and planted",
            f"没有样本 {name}/{variant}：现有 {known}，各有 clean 和 planted 两种",
        )
    return path


def _root() -> Path:
    return Path(str(files("hedui.corpus.samples")))
