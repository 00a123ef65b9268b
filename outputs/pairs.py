"""The pairs of two documents as JSON, TSV, or a translation memory (TMX 1.4b)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import BinaryIO

from hedui.model import Lang, Result
from hedui.outputs import tmx
from hedui.wire import pair_to_json

SCHEMA = "hedui.pairs/1"


def write_json(result: Result, stream: BinaryIO) -> None:
    """The pairs as one JSON object: ``documents`` and ``pairs``."""
    data = {
        "schema": SCHEMA,
        "documents": [{"source": {"name": d.source.name}, "lang": d.lang} for d in result.documents],
        "pairs": [pair_to_json(pair) for pair in result.pairs],
    }
    stream.write(json.dumps(data, ensure_ascii=False).encode() + b"\n")


def write_tsv(result: Result, stream: BinaryIO) -> None:
    """The pairs as a table that ``hedui check`` reads again: id, a column for each language, score."""
    one, other = (document.lang for document in result.documents)
    text = io.StringIO()
    writer = csv.writer(text, dialect="excel-tab", lineterminator="\n")
    writer.writerow(["id", *_columns(one, other), "score"])
    for number, pair in enumerate(result.pairs, 1):
        left, right = (_flat(side, lang) for side, lang in zip(pair.texts, (one, other), strict=True))
        if left or right:  # tables have no text of their own
            writer.writerow([number, left, right, f"{pair.score:.2f}"])
    stream.write(text.getvalue().encode())


def _columns(one: Lang, other: Lang) -> tuple[str, str]:
    short = one[:2], other[:2]
    return short if short[0] != short[1] else (f"{short[0]}-1", f"{short[1]}-2")


def _flat(texts: tuple[str, ...], lang: Lang) -> str:
    joined = ("" if lang.startswith("zh") else " ").join(texts)
    return " ".join(joined.split())


def write_tmx(result: Result, stream: BinaryIO) -> None:
    """The pairs as TMX."""
    tmx.write(result, stream)


WRITERS: dict[str, Callable[[Result, BinaryIO], None]] = {"json": write_json, "tsv": write_tsv, "tmx": write_tmx}
