"""The result as ``hedui.result/1``."""

from __future__ import annotations

import json
from typing import BinaryIO

from hedui.model import Result
from hedui.wire import result_to_json


def write(result: Result, stream: BinaryIO, lang: str = "en") -> None:
    """Write the result as one JSON object; it holds both languages, whatever ``lang`` is."""
    stream.write(json.dumps(result_to_json(result), ensure_ascii=False).encode())
    stream.write(b"\n")
