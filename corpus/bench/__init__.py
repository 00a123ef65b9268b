"""The open benchmark for figure errors between Chinese and English documents.

``sources/`` holds bilingual documents of ours with errors planted in them and true relations that look like errors;
``documents`` makes Documents of them, read without any mistake; ``tools`` asks hedui and its peers; ``scoring`` says
what was found and what was false; ``run`` does it all; ``mutations`` plants seeded errors, thousands of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from hedui.corpus.bench.documents import Pair, documents
from hedui.corpus.bench.scoring import Report, Score, score
from hedui.corpus.bench.tools import TOOLS, Tool
from hedui.corpus.samples import folder as sample_folder
from hedui.corpus.samples import names as sample_names
from hedui.corpus.samples.source import BilingualSource, load, variants
from hedui.errors import UsageError

__all__ = ["FORMS", "TOOLS", "Report", "Score", "names", "run", "source"]

SPLITS = ("dev", "test")
FORMS = ("pdf", "docx")


def names(split: str | None = None) -> tuple[str, ...]:
    """The documents of the benchmark, all or those of one split (``dev``, ``test``); the samples belong to dev."""
    if split is not None and split not in SPLITS:
        raise UsageError(f"no split {split}: there are dev and test", f"没有 {split} 这一部分：只有 dev 和 test")
    own = [path.stem for path in sorted(_sources().glob("*.txt"))]
    return tuple(
        name for name in [*sample_names(), *own] if split in (None, source(name).about("split", default="dev"))
    )


def source(name: str) -> BilingualSource:
    """One document of the benchmark. Raises UsageError where there is none of that name."""
    if name in sample_names():
        return load(sample_folder(name, "clean").parent / "source.txt")
    path = _sources() / f"{name}.txt"
    if not path.is_file():
        raise UsageError(f"the benchmark has no document {name}", f"基准测试中没有文件 {name}")
    return load(path)


def run(
    tool: str = "hedui",
    *,
    split: str | None = None,
    only: Sequence[str] = (),
    folder: Path | None = None,
    form: str = "pdf",
    progress: Callable[[str, int, int], None] | None = None,
) -> Report:
    """Score a tool on the benchmark, both variants of each document.

    The documents are taken from their sources, as a reader without mistakes would give them; with ``folder`` (made by
    ``hedui.corpus.samples.typeset``, or the bundled samples) the PDFs in FOLDER/NAME.VARIANT are read instead, or with
    ``form="docx"`` the DOCX files.
    Raises UsageError where the tool is unknown or not installed.
    """
    judge = _tool(tool)
    wanted = [name for name in names(split) if not only or name in only]
    scores: list[Score] = []
    for done, name in enumerate(wanted):
        if progress is not None:
            progress("bench", done, len(wanted))
        for variant, text, lists in variants(source(name)):
            pair = documents(text)
            read = pair if folder is None else _read(folder / f"{name}.{variant}", form)
            if read is not None:
                scores.append(score(f"{name}.{variant}", pair, judge(read), lists["planted"]))
    return Report(tool, tuple(scores))


def _tool(name: str) -> Tool:
    if name not in TOOLS:
        known = ", ".join(TOOLS)
        raise UsageError(f"no tool {name}: there are {known}", f"没有工具 {name}：现有 {known}")
    return TOOLS[name]()


def _read(folder: Path, form: str) -> Pair | None:
    from hedui.extract import read

    zh, en = folder / f"zh.{form}", folder / f"en.{form}"
    return (read(zh), read(en)) if zh.is_file() else None


def _sources() -> Path:
    return Path(str(files("hedui.corpus.bench"))) / "sources"
