"""What people and programs look at.

A writer is one file with ``write(result, stream, lang)``: it gets a finished Result and an open binary stream, opens
nothing but the pages of the documents it shows, and decides nothing. ``WRITERS`` is the list of them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, cast

from hedui.model import Result

Write = Callable[[Result, BinaryIO, str], None]


@dataclass(frozen=True, slots=True)
class Writer:
    """One entry: the format's name, its file suffixes, and the module that writes it."""

    format: str
    suffixes: tuple[str, ...]
    module: str
    binary: bool = False
    """Not to be shown on a terminal."""

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
    )
}


def format_of(name: str) -> str | None:
    """The format a file name asks for by its suffix, or None."""
    lower = name.lower()
    return next((w.format for w in WRITERS.values() if lower.endswith(w.suffixes)), None)
