"""Files to documents: ``read(path)`` chooses the reader by suffix and first bytes.

A reader is a module with ``name``, ``suffixes``, ``magic`` (the first bytes it knows, none for plain text) and
``read(path, password=, progress=, lang=)``; only that module imports the library of its format.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from hedui.errors import Damaged, Empty, NoText, NotFound, UnknownFormat, UnknownLanguage
from hedui.model import Document, Lang

Progress = Callable[[str, int, int], None]

_READERS = ("pdf", "docx", "markdown", "text")
"""Modules of this package, tried in this order; the one for plain text comes last."""
_HEAD = 1024
"""A PDF may have this much before its first mark (ISO 32000, annex H.3)."""


def read(
    path: str | Path, *, password: str | None = None, progress: Progress | None = None, lang: Lang | None = None
) -> Document:
    """The document in a file. Raises one of hedui.errors.InputError where it can't be read.

    ``progress`` is called with ("read", pages done, pages in all). ``lang`` is found from the text unless given.
    """
    path = Path(path)
    with _naming(path):
        document: Document = _reader(path).read(path, password=password, progress=progress, lang=lang)
    return document


def peek(path: str | Path, *, pages: int = 2, password: str | None = None) -> Document:
    """The beginning of a document: of a PDF its first pages, of other files the whole. ``source.pages`` counts all."""
    path = Path(path)
    document: Document
    with _naming(path):
        reader = _reader(path)
        if reader.__name__.endswith(".pdf"):
            try:
                document = reader.read(path, password=password, pages=pages)
            except NoText:  # a cover that is a picture
                document = reader.read(path, password=password, pages=10 * pages)
            return document
        document = reader.read(path, password=password)
    return replace(document, blocks=document.blocks[: 20 * pages])


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Put the file's name in front of an error about its language, which is found from the text alone."""
    try:
        yield
    except UnknownLanguage as error:
        if path.name in error.en:
            raise
        raise UnknownLanguage(f"{path.name}: {error.en}", f"{path.name}：{error.zh}") from None


def formats() -> tuple[str, ...]:
    """The suffixes of the files that can be read."""
    return tuple(suffix for module in _modules() for suffix in module.suffixes)


def _modules() -> list[ModuleType]:
    return [importlib.import_module(f"hedui.extract.{name}") for name in _READERS]


def _reader(path: Path) -> ModuleType:
    head = _head(path)
    suffix = path.suffix.lower()
    if b"%PDF-" in head:
        return importlib.import_module("hedui.extract.pdf")
    modules = _modules()
    for module in modules:
        if suffix in module.suffixes and (not module.magic or any(head.startswith(magic) for magic in module.magic)):
            return module
    for module in modules:
        if any(head.startswith(magic) for magic in module.magic):
            return module
    for module in modules:
        if suffix in module.suffixes:
            raise Damaged(
                f"{path.name}: not a {suffix[1:].upper()} file inside; it may be damaged or misnamed",
                f"{path.name}：内容不是 {suffix[1:].upper()} 文件，可能已损坏或扩展名有误",
            )
    known = ", ".join(s for m in modules for s in m.suffixes)
    raise UnknownFormat(
        f"{path.name}: unknown format; hedui reads {known}", f"{path.name}：无法识别的格式；可读取：{known}"
    )


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise NotFound(f"{path}: a directory, not a file", f"{path}：是目录，不是文件")
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise NotFound(f"{path}: no such file", f"{path}：文件不存在") from None
    except OSError as error:
        raise NotFound(f"{path}: can't be opened ({error.strerror})", f"{path}：无法打开（{error.strerror}）") from None
    if not head:
        raise Empty(f"{path.name}: the file is empty", f"{path.name}：文件为空")
    return head
