"""What people and programs look at.

A writer is one file with ``write(result, stream, lang)``: it gets a finished Result and an open binary stream, opens
nothing but the pages of the documents it shows, and decides nothing. ``WRITERS`` is the list of them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

Write = Callable[..., None]
"""(result, stream, language of the reader), and the number of the document for writers of one file each."""


@dataclass(frozen=True, slots=True)
class Writer:
    """One entry: the format's name, its file suffixes, and the module that writes it."""

    format: str
    suffixes: tuple[str, ...]
    module: str
    binary: bool = False
    """Not to be shown on a terminal."""
    a_document_each: bool = False
    """Writes one file for each document of its own format: ``write`` takes the number of the document too."""

    @property
    def write(self) -> Write:
        """The function; its module is loaded when asked for."""
        return cast(Write, importlib.import_module(f"hedui.outputs.{self.module}").write)


WRITERS: dict[str, Writer] = {
    writer.format: writer
    for writer in (
        Writer("console", (".txt",), "console"),
        Writer("json", (".json",), "json"),
        Writer("html", (".html", ".htm"), "html"),
        Writer("xlsx", (".xlsx",), "xlsx", binary=True),
        Writer("csv", (".csv",), "csv"),
        Writer("pdf", (".pdf",), "pdf", binary=True, a_document_each=True),
        Writer("sarif", (".sarif", ".sarif.json"), "sarif"),
        Writer("tmx", (".tmx",), "tmx"),
    )
}


def format_of(name: str) -> str | None:
    """The format a file name asks for by its suffix, or None."""
    lower = name.lower()
    found = (w for w in WRITERS.values() if lower.endswith(w.suffixes))
    return max(found, key=lambda w: max(len(s) for s in w.suffixes if lower.endswith(s)), default=_NONE).format or None


_NONE = Writer("", (), "")
