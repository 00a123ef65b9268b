"""Scans: pages without a text layer are read by Tesseract, where it is installed with the data of both languages.

Tesseract is a program of its own (Debian: tesseract-ocr, tesseract-ocr-chi-sim, tesseract-ocr-eng, and for traditional
characters tesseract-ocr-chi-tra); HEDUI_OCR=0 keeps it away. What it reads are guesses, so each such page bears a
doubt. Figures it is not sure of are read once more, each by itself and as English text (the model of Chinese reads
62% as 629); where that does not settle it, the figure bears a doubt of its own.

A page is set upright, read into the same glyphs as any other, and its ruling lines are found in its picture
(``ocr_picture.py``), so its tables, columns and notes are found in the same way.
"""

from __future__ import annotations

import csv
import io
import math
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedui.errors import UnknownLanguage
from hedui.extract.glyphs import Font, PageGlyphs
from hedui.extract.language import language
from hedui.extract.ocr_picture import rulings, straightened, strip
from hedui.extract.repair import is_cjk, plain
from hedui.model import Box, Lang

SCALE = 300 / 72
"""Pixels a point: Tesseract reads type of 300 dots an inch best."""
LANGUAGES = ("chi_sim", "eng")
TRADITIONAL = ("chi_tra", "eng")
PATIENCE = 120.0
"""Seconds for one page."""
LEAST_SURE = 40.0
"""Lines of whose words Tesseract is less sure (of 100) are specks of the paper and parts of pictures."""
SURE = 90.0
"""Of figures it is less sure of one in eight is wrong; of those it is surer of hardly any."""
ALIKE = 75.0
"""So sure it must be of a second reading that is the same as the first."""
FAIRLY_SURE = 85.0
"""A first reading so sure is kept, with its doubt, where a second differs."""
SPACE = 0.3
"""Of the size of type: a space between two words."""
MOST_UNSURE = 300
"""Figures of one page that are read once more."""

_FIGURE = re.compile(r"\d(?:[\d.,/:–-]*\d)?[%‰]?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the picture: its box in pixels, how sure Tesseract is of it, and the line it stands in."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    sure: float
    line: tuple[int, int, int] = (0, 0, 0)

    @property
    def has_figure(self) -> bool:
        """Whether there are digits in it."""
        return _FIGURE.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as recognized: its glyphs, the figures that are not sure, and where things stand on the page as shown."""

    glyphs: PageGlyphs
    unsure: tuple[tuple[str, Box], ...]
    as_shown: Callable[[Box], Box] | None


def is_there() -> bool:
    """Whether scans can be read here."""
    return os.environ.get("HEDUI_OCR", "1") != "0" and _program() is not None


@cache
def _program() -> str | None:
    """The program, if it has the data of both languages."""
    program = shutil.which("tesseract")
    return program if program is not None and set(LANGUAGES) <= _installed(program) else None


@cache
def _installed(program: str) -> frozenset[str]:
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(listed.stdout.split())


@dataclass(slots=True)
class Recognizer:
    """Reads the scanned pages of one document; the first that is Chinese shows in which characters it is written."""

    lang: Lang | None = None
    _languages: tuple[str, ...] = LANGUAGES
    _known: bool = False

    def read(self, picture: Any, number: int, scale: float = SCALE) -> Scan | None:
        """The page in a picture (PIL) with ``scale`` pixels a point; None where nothing can be read in it."""
        picture, angle = straightened(picture.convert("L"))
        words = list(_without_specks(self._words(picture, scale)))
        if not any(sign.isalnum() for word in words for sign in word.text):
            return None
        words, unsure = _settled(words, picture, scale)
        size = picture.width / scale, picture.height / scale
        glyphs = _glyphs(words, number, size, scale, rulings(picture, scale))
        shown = _turned(angle, size) if angle else None
        boxes = [(word.text, _box(word, scale)) for word in unsure]
        return Scan(glyphs, tuple((text, shown(box) if shown else box) for text, box in boxes), shown)

    def _words(self, picture: Any, scale: float) -> list[Word]:
        if self._known or "chi_tra" not in _installed(_program() or ""):
            return list(_read(picture, self._languages, scale))
        if self.lang == "zh-Hant":
            self._languages, self._known = TRADITIONAL, True
            return list(_read(picture, self._languages, scale))
        words = list(_read(picture, self._languages, scale))
        if sum(is_cjk(word.text[0]) for word in words) > 0.2 * len(words) + 9:
            self._known = True
            if self.lang is None and _is_traditional(picture, scale):
                self._languages = TRADITIONAL
                return list(_read(picture, self._languages, scale))
        return words


def _is_traditional(picture: Any, scale: float) -> bool:
    """Whether a Chinese page is written in traditional characters, by its upper third read for both."""
    part = picture.crop((0, picture.height // 10, picture.width, picture.height * 2 // 5))
    text = "".join(word.text for word in _read(part, ("chi_sim", *TRADITIONAL), scale))
    try:
        return language(text) == "zh-Hant"
    except UnknownLanguage:
        return False


def _read(picture: Any, languages: Sequence[str], scale: float, mode: int = 3) -> Iterator[Word]:
    """The words in a picture, in Tesseract's reading order; none where the program fails."""
    room = io.BytesIO()
    picture.save(room, "PNG")
    command = [_program() or "tesseract", "stdin", "stdout", "-l", "+".join(languages)]
    command += ["--dpi", str(round(72 * scale)), "--psm", str(mode), "tsv"]
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # it is no faster with more, and slower beside other work
    try:
        made = subprocess.run(
            command, input=room.getvalue(), capture_output=True, timeout=PATIENCE, check=True, env=alone
        )
    except (OSError, subprocess.SubprocessError):
        return
    table = io.StringIO(made.stdout.decode("utf-8", "replace"))
    for entry in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
        text = plain((entry.get("text") or "").strip())
        sure = float(entry["conf"] or 0)
        if text:
            left, top, width, height = (int(entry[key]) for key in ("left", "top", "width", "height"))
            line = int(entry["block_num"]), int(entry["par_num"]), int(entry["line_num"])
            yield Word(text, left, top, left + width, top + height, sure, line)


def _without_specks(words: Sequence[Word]) -> Iterator[Word]:
    """The words of lines that are text; a word of a line is not left out alone, or its sentence would be another."""
    sure: dict[tuple[int, int, int], list[float]] = {}
    for word in words:
        sure.setdefault(word.line, []).append(word.sure)
    for word in words:
        if np.median(sure[word.line]) >= LEAST_SURE or word.has_figure:
            yield word


def _settled(words: list[Word], picture: Any, scale: float) -> tuple[list[Word], list[Word]]:
    """(the words, those with figures that were not sure as they were read again, those that still are not sure)."""
    asked = [k for k, word in enumerate(words) if word.sure < SURE and word.has_figure]
    unsure = []
    for k, other in zip(asked, _again([words[k] for k in asked[:MOST_UNSURE]], picture, scale), strict=False):
        words[k], sure = _better(words[k], other)
        if not sure:
            unsure.append(words[k])
    unsure += [words[k] for k in asked[MOST_UNSURE:]]
    return words, unsure


def _again(words: list[Word], picture: Any, scale: float) -> list[list[Word]]:
    """What is read in the place of each word when they are put below each other and read as English."""
    if not words:
        return []
    pieces, spans = strip(picture, [(w.x0, w.top, w.x1, w.bottom) for w in words])
    found = list(_read(pieces, ("eng",), scale, mode=6))
    return [[word for word in found if begin - 8 <= (word.top + word.bottom) / 2 <= end + 8] for begin, end in spans]


def _better(word: Word, again: list[Word]) -> tuple[Word, bool]:
    """(a word with its figure as it is surest, whether that is sure)."""
    text = " ".join(one.text for one in again)
    sure = min((one.sure for one in again), default=0.0)
    ours, theirs = _FIGURE.findall(word.text), _FIGURE.findall(text)
    if ours == theirs and sure >= ALIKE:
        return word, True
    if len(ours) == len(theirs) == 1 and sure >= SURE and word.sure < FAIRLY_SURE:
        return replace(word, text=_FIGURE.sub(lambda _: theirs[0], word.text), sure=sure), True
    return word, False


def _box(word: Word, scale: float) -> Box:
    return word.x0 / scale, word.top / scale, word.x1 / scale, word.bottom / scale


def _turned(angle: float, size: tuple[float, float]) -> Callable[[Box], Box]:
    """From where things stand on a page that was straightened to where they are shown."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    across, down = size[0] / 2, size[1] / 2

    def shown(box: Box) -> Box:
        x, y = (box[0] + box[2]) / 2 - across, (box[1] + box[3]) / 2 - down
        left, top = across + x * cos - y * sin, down + x * sin + y * cos
        wide, high = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
        return left - wide, top - high, left + wide, top + high

    return shown


def _glyphs(
    words: Sequence[Word], number: int, size: tuple[float, float], scale: float, lines: NDArray[np.float64]
) -> PageGlyphs:
    """The words as the glyphs of a page: those of a line share one baseline and one size."""
    rows: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        rows.setdefault(word.line, []).append(word)
    code, box, sizes, baselines, objects = list[int](), list[Box](), list[float](), list[float](), list[int]()
    for row in rows.values():
        high, base = _size(row, scale), _baseline(row) / scale
        for word, (x0, x1) in zip(row, _spread(row, high * scale), strict=True):
            step = (x1 - x0) / len(word.text) / scale
            for k, sign in enumerate(word.text):
                code.append(ord(sign))
                left = x0 / scale + k * step
                box.append((left, base - 0.85 * high, left + step, base + 0.15 * high))
            sizes += [high] * len(word.text)
            baselines += [base] * len(word.text)
            objects += [objects[-1] + 1 if objects else 0] * len(word.text)
    n = len(code)
    edges = np.array(box, np.float64).reshape(n, 4)
    return PageGlyphs(
        number=number,
        width=size[0],
        height=size[1],
        rotation=0,
        turned=0,
        code=np.array(code, np.int32),
        box=edges,
        tight=edges.copy(),
        size=np.array(sizes, np.float64),
        angle=np.zeros(n, np.int32),
        baseline=np.array(baselines, np.float64),
        obj=np.array(objects, np.int32),
        generated=np.zeros(n, np.bool_),
        unmapped=np.zeros(n, np.bool_),
        font=np.zeros(n, np.int32),
        fonts=(Font("", 400, False),),
        mode_of=np.zeros(max(objects, default=0) + 2, np.int32),
        lines=lines,
        rects=np.zeros((0, 4)),
        fills=np.zeros(0, np.int32),
        images=np.zeros((0, 4)),
    )


def _spread(words: Sequence[Word], size: float) -> Iterator[tuple[float, float]]:
    """From where to where each word of a line reaches, so that none overlaps the next: in Chinese the boxes do."""
    end = 0.0
    for word, after in zip_longest(words, words[1:]):
        usual = size * sum(1.0 if is_cjk(sign) else 0.5 for sign in word.text)
        start = max(word.x0, end)
        limit = word.x1
        if after is not None and after.x0 > start:
            apart = not is_cjk(word.text[-1]) and not is_cjk(after.text[0])
            limit = min(limit, after.x0 - (SPACE * size if apart else 0))
        end = max(limit, start + 0.6 * usual)
        yield start, end
        if after is not None and not is_cjk(word.text[-1]) and not is_cjk(after.text[0]):
            end += SPACE * size


def _size(words: Sequence[Word], scale: float) -> float:
    """The size of type to a point: its ink is about nine tenths of it with Chinese, seven in Latin letters."""
    high = float(np.median([word.bottom - word.top for word in words])) / scale
    chinese = any(is_cjk(sign) for word in words for sign in word.text)
    return max(4.0, float(round(high / (0.9 if chinese else 0.8))))


def _baseline(words: Sequence[Word]) -> float:
    """Where the line stands, in pixels: by its words without descending letters."""
    level = [word.bottom for word in words if not _DESCENDING.search(word.text)]
    return float(np.median(level or [word.bottom for word in words]))


_DESCENDING = re.compile(r"[gjpqyQ,;()（），；/]")
