"""Scans: pages without a text layer are read by Tesseract, where it is installed with the data of both languages.

Tesseract is a program of its own (Debian: tesseract-ocr, tesseract-ocr-chi-sim, tesseract-ocr-eng); HEDUI_OCR=0 keeps
it away. What it reads are guesses: each such page bears a doubt.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from hedui.extract.lines import Line
from hedui.extract.repair import is_cjk, plain

SCALE = 300 / 72
"""Pixels a point: Tesseract reads type of 300 dots an inch best."""
LANGUAGES = ("chi_sim", "eng")
PATIENCE = 120.0
"""Seconds for one page."""
LEAST_SURE = 30.0
"""Words Tesseract is less sure of (of 100) are specks and lines of the paper."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    x0: float
    top: float
    x1: float
    bottom: float


def is_there() -> bool:
    """Whether scans can be read here."""
    return os.environ.get("HEDUI_OCR", "1") != "0" and _program() is not None


@cache
def _program() -> str | None:
    """The program, if it has the data of both languages."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return program if set(LANGUAGES) <= set(listed.stdout.split()) else None


def scanned_lines(picture: Any, page: int, scale: float = SCALE) -> list[Line]:
    """The lines in the picture (PIL) of a page with ``scale`` pixels a point; none where the program fails."""
    program = _program()
    if program is None:
        return []
    room = io.BytesIO()
    picture.convert("L").save(room, "PNG")
    command = [program, "stdin", "stdout", "-l", "+".join(LANGUAGES), "--dpi", str(round(72 * scale)), "tsv"]
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # it is no faster with more, and slower beside other work
    try:
        made = subprocess.run(
            command, input=room.getvalue(), capture_output=True, timeout=PATIENCE, check=True, env=alone
        )
    except (OSError, subprocess.SubprocessError):
        return []
    table = made.stdout.decode("utf-8", "replace")
    lines = [_line(words, page) for words in _rows(table, scale)]
    return [line for line in lines if line is not None]


def _rows(table: str, scale: float) -> list[list[_Word]]:
    """The words of each line in Tesseract's table of words, in its reading order."""
    rows: dict[tuple[int, int, int], list[_Word]] = {}
    for entry in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = plain((entry.get("text") or "").strip())
        if not text or float(entry["conf"]) < LEAST_SURE:
            continue
        left, top, width, height = (int(entry[key]) / scale for key in ("left", "top", "width", "height"))
        key = (int(entry["block_num"]), int(entry["par_num"]), int(entry["line_num"]))
        rows.setdefault(key, []).append(_Word(text, left, top, left + width, top + height))
    return list(rows.values())


def _line(words: list[_Word], page: int) -> Line | None:
    text, left, right = "", list[float](), list[float]()
    before: _Word | None = None
    for word in words:
        # Tesseract parts Chinese characters; a space beside one means nothing.
        if before is not None and not (is_cjk(before.text[-1]) or is_cjk(word.text[0])):
            text += " "
            left.append(before.x1)
            right.append(max(before.x1, word.x0))
        step = (word.x1 - word.x0) / len(word.text)
        left += [word.x0 + step * k for k in range(len(word.text))]
        right += [word.x0 + step * (k + 1) for k in range(len(word.text))]
        text += word.text
        before = word
    if not any(sign.isalnum() for sign in text):
        return None
    top, bottom = min(w.top for w in words), max(w.bottom for w in words)
    size = _size(words)
    return Line(
        page=page,
        text=text,
        left=np.array(left, np.float32),
        right=np.array(right, np.float32),
        top=top,
        bottom=bottom,
        baseline=_baseline(words),
        size=size,
        bold=False,
        italic=False,
        font="",
        margin=right[-1],
        edge=left[0],
    )


def _size(words: list[_Word]) -> float:
    """The size of type to a point: its ink is about nine tenths of it with Chinese, seven in Latin letters."""
    high = float(np.median([word.bottom - word.top for word in words]))
    chinese = any(is_cjk(sign) for word in words for sign in word.text)
    return max(4.0, float(round(high / (0.9 if chinese else 0.8))))


def _baseline(words: list[_Word]) -> float:
    return float(np.median([word.bottom for word in words]))
