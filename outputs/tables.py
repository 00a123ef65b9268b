"""Tables as CSV."""

from __future__ import annotations

import csv
import io

from hedui.model import Block


def csv_of(block: Block) -> str:
    """The rows of a table as CSV (RFC 4180), with the byte order mark by which Excel knows UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows(block.rows or ())
    return "\ufeff" + text.getvalue()
