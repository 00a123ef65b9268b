"""The findings as CSV (RFC 4180), a row each, that Excel opens as UTF-8."""

from __future__ import annotations

import csv
import io
import re
from typing import BinaryIO

from hedui.model import Result
from hedui.outputs.rows import columns, rows

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z")


def write(result: Result, stream: BinaryIO, lang: str = "en") -> None:
    """Write a header and a row for each finding. A text a spreadsheet would compute gets an apostrophe before it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns(result))
    writer.writeheader()
    for row in rows(result, lang):
        writer.writerow({name: harmless(value) for name, value in row.items()})
    stream.write(b"\xef\xbb\xbf" + text.getvalue().encode())


def harmless(value: str | int | float | None) -> str | int | float | None:
    """A value that a spreadsheet shows and does not compute."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.match(value):
        return "'" + value
    return value
