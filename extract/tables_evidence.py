"""What speaks for a table and what against: prose, lists, contents pages, listings and indexes stand in columns too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from hedui.extract.glyphs import Floats, PageGlyphs
from hedui.extract.lines import Line, is_unbroken
from hedui.extract.repair import is_cjk
from hedui.extract.tables_cells import Cell, first_word
from hedui.extract.tables_region import Row
from hedui.extract.tables_runs import Runs
from hedui.model import Box

_NUMBER = re.compile(r"[\[(（<>≤≥~±]?\s?[-–−+]?(?:[A-Z]{0,3}[$€£¥￥])?\s?\d[\d\s.,'’%‰/:×x–-]*[\])）%]?\*?\Z")
_DASH = re.compile(r"(?:[-–—…․.]+|n/?a|N/A|无|無|不适用|nil)\Z")
_LABEL = re.compile(
    r"(?:[(（]?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十]{1,3})[)）.、．:]|\d{1,2}(?:\.\d{1,2}){1,4}\.?"
    r"|\d{1,3}|第[一二三四五六七八九十百\d]{1,4}[条条章节款]|(?:Article|Section|Rule)\s?\d{1,3}\.?|[①-⑳]|[•●▪◦‣·–—\-*oO□■◆➢✓])\Z"
)
_INDEX_ENTRY = re.compile(
    r".*[A-Za-z\u4e00-\u9fff].*[,，]\s?\d{1,4}(?:[–-]\d{1,4})?(?:[,，]\s?\d{1,4}(?:[–-]\d{1,4})?)*\Z"
)
_SHORT = re.compile(r"\d{1,3}")
_DOTS = re.compile(r"\A(?:[.·…]\s?)+")
_LEAST_COLUMN = 0.2
"""The share of rows in which most columns of a table hold text."""

_BROKEN = 0.4
"""The share of lines with gaps in them that a column of text does not reach."""
_TEXT_LINE = 14
"""Ems that a line of a column of text holds at least, in the mean."""


def is_number(text: str) -> bool:
    """Whether a cell holds a figure, or the dash that stands for none."""
    return bool(_NUMBER.match(text) or _DASH.match(text))


def is_label(text: str) -> bool:
    """Whether a text is the number or bullet of a list item and nothing else."""
    return bool(_LABEL.match(text))


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a table: its cells, the extents of its columns, the rules across it."""

    page: PageGlyphs
    runs: Runs
    rows: Sequence[Row]
    low: tuple[float, ...]
    high: tuple[float, ...]
    ys: tuple[float, ...]
    found_by: str

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.low)

    def column(self, number: int) -> list[Cell]:
        """The cells of a column that hold text."""
        return [row[number] for row in self.rows if row[number].text and row[number].colspan == 1]


def judged(candidate: Candidate, named: bool = False) -> float | None:
    """How sure it is that a candidate is a table, 0 to 1; None where it is none. ``named`` ones have a caption."""
    rows, width = candidate.rows, candidate.width
    if len(rows) < 2 or width < 2 or is_listing(candidate) or is_index(candidate):
        return None
    full = sum(bool(cell.text) for row in rows for cell in row) / (len(rows) * width)
    sparse = sum(len(candidate.column(k)) < _LEAST_COLUMN * len(rows) for k in range(width))
    if sparse * 3 > width or _crossed(candidate) > 0.25:
        return None
    content = [k for k in range(width) if not _is_label_column(candidate.column(k))]
    if len(content) < 2 and not (width > 2 and content):
        return None
    if is_prose(candidate) or is_contents(candidate) or _is_loose_type(candidate):
        return None
    aligned = sum(is_aligned(candidate.column(k)) for k in range(width)) / width
    ruled = min(len(candidate.ys), 3)
    if candidate.found_by == "horizontal rules":
        return 0.9 if aligned > 0.5 and full > 0.4 else 0.7 if full > 0.3 else None
    numeric = any(_share_of_numbers(candidate.column(k)) > 0.7 for k in range(1, width))
    if aligned < 0.6 or full < 0.5:
        return None
    if ruled >= 2:
        return 0.85
    if width >= 3 and len(rows) >= (2 if named else 3):
        return 0.8 if numeric or full > 0.75 else None
    if width == 2 and len(rows) >= 4 and numeric and len(content) == 2:
        return 0.65
    return None


def _is_loose_type(candidate: Candidate) -> bool:
    """Whether its cells are words of a sentence that a narrow measure drew apart: small letters, and no figures."""
    texts = [cell.text for row in candidate.rows for cell in row if cell.text]
    small = sum(text[0].islower() and text[0].isascii() for text in texts)
    return len(candidate.ys) < 2 and small > 0.6 * len(texts) and not any(is_number(text) for text in texts)


def _crossed(candidate: Candidate) -> float:
    """The share of rows that are one text across columns: titles of groups are, and so is prose between two tables."""
    return sum(any(cell.colspan > 1 for cell in row) for row in candidate.rows[1:]) / len(candidate.rows)


def is_listing(candidate: Candidate) -> bool:
    """Whether most of it is set in a typewriter face: code and terminal output stand in columns by nature."""
    members = [candidate.runs.glyphs[run] for row in candidate.rows for cell in row for run in cell.runs]
    return is_fixed_pitch(candidate.page, np.concatenate(members)) if members else False


def is_fixed_pitch(page: PageGlyphs, glyphs: np.ndarray) -> bool:
    """Whether most ASCII letters among the glyphs are of one width although the letters are narrow and wide ones."""
    code = page.code[glyphs]
    letters = glyphs[((code >= 97) & (code <= 122)) | ((code >= 65) & (code <= 90))]
    if len(letters) < 12 or len(letters) < 0.2 * len(glyphs):
        return False
    wide: Floats = (page.box[letters, 2] - page.box[letters, 0]) / np.maximum(page.size[letters], 1.0)
    return float(np.mean(np.abs(wide - np.median(wide)) < 0.02)) > 0.8


def is_index(candidate: Candidate) -> bool:
    """Whether it is an index set in columns: entries that end with page numbers."""
    texts = [cell.text for row in candidate.rows for cell in row if cell.text]
    return sum(bool(_INDEX_ENTRY.match(text[-60:])) for text in texts) > 0.4 * len(texts)


def is_contents(candidate: Candidate) -> bool:
    """Whether it is a contents page with few leaders or none: titles, and page numbers that rise from the first."""
    last = [_DOTS.sub("", cell.text) for cell in candidate.column(candidate.width - 1)]
    pages = [int(text) for text in last if text.isdecimal() and len(text) < 5]
    if (
        len(pages) < (3 if candidate.width == 2 else 5)
        or len(pages) < 0.9 * len(last)
        or not candidate.rows[0][-1].text.isdecimal()
    ):
        return False
    rising = all(a <= b for a, b in pairwise(pages))
    return rising and (candidate.width == 2 or all(is_label(c.text) or c.text.isdecimal() for c in candidate.column(0)))


def is_prose(candidate: Candidate, any_column: bool = False) -> bool:
    """Whether its columns (labels apart) are running text; with ``any_column`` whether one of them is.

    Lines of running text end where no word more had place, and so do those that end a would-be row; the last line of a
    cell ends where the cell does.
    """
    if len(candidate.ys) > max(3, len(candidate.rows) // 2):  # rules between the rows: no one sets prose so
        return False
    columns = [k for k in range(candidate.width) if not _is_label_column(candidate.column(k))]
    verdicts = [_is_running(candidate, k) for k in columns]
    return any(verdicts) if any_column else all(verdicts)


def is_text(candidate: Candidate, box: Box, text: Sequence[Line]) -> bool:
    """Whether what only white space makes a table reads better as text: it lies across columns, or lines run through.

    ``text`` are the lines of the page read as text, in their columns. A column of figures no text has; and a column of
    text has no gaps in its lines, but the columns of a table that stand close together look like one with many.
    """
    x0, top, x1, bottom = box
    inside = [
        line for line in text if top <= line.baseline <= bottom + 2 and x0 - 2 <= (line.x0 + line.x1) / 2 <= x1 + 2
    ]
    if not inside or _has_figures(candidate):
        return False
    zones: dict[int, list[bool]] = {}
    for line in inside:
        zones.setdefault(line.column, []).append(is_unbroken(line))
    if any(zone.count(False) >= _BROKEN * len(zone) for zone in zones.values()):
        return False
    # Columns of text hold more in a line than those of a table; a Latin letter is about half an em wide.
    ems = sum(1.0 if is_cjk(sign) else 0.45 for line in inside for sign in line.text) / len(inside)
    if len(zones) > 1 and ems > _TEXT_LINE:
        return True
    through = [line for line in inside if line.x1 - line.x0 > 0.7 * (x1 - x0) and is_unbroken(line)]
    return len(through) >= 0.4 * len(inside)


def _has_figures(candidate: Candidate) -> bool:
    columns = [candidate.column(k) for k in range(1, candidate.width)]
    return any(len(c) > 2 and _share_of_numbers(c) > 0.7 and not _counts_on(c) for c in columns)


def _counts_on(cells: Sequence[Cell]) -> bool:
    """Whether a column holds the numbers of paragraphs: short ones that rise."""
    numbers = [int(match[0]) for cell in cells if (match := _SHORT.match(cell.text))]
    return _is_label_column(cells) and all(a <= b for a, b in pairwise(numbers))


def _is_running(candidate: Candidate, number: int) -> bool:
    edge = candidate.high[number]
    if edge - candidate.low[number] < 90:
        return False
    cells = candidate.column(number)
    lines = [line for cell in cells for line in cell.lines]
    full = [_is_full(line, after, edge) for line, after in pairwise(lines)]
    ends = [_is_full(one.lines[-1], two.lines[0], edge) and not two.text[0].isupper() for one, two in pairwise(cells)]
    return len(full) > 2 and sum(full) > 0.65 * len(full) and (len(ends) < 3 or sum(ends) > 0.5 * len(ends))


def _is_full(line: Line, after: Line, edge: float) -> bool:
    return line.x1 + first_word(after) > edge and len(line.text) > 9


def _is_label_column(cells: Sequence[Cell]) -> bool:
    return bool(cells) and sum(is_label(cell.text) for cell in cells) > 0.6 * len(cells)


def _share_of_numbers(cells: Sequence[Cell]) -> float:
    return sum(is_number(cell.text) for cell in cells) / len(cells) if cells else 0.0


def is_aligned(cells: Sequence[Cell]) -> bool:
    """Whether most cells of a column start, end or are centred at one place."""
    spots = [(cell.lines[0].x0, cell.lines[0].x1) for cell in cells if cell.lines]
    if len(spots) < 2:
        return len(cells) > 0
    x = np.array(spots)
    return any(_agree(values) for values in (x[:, 0], x[:, 1], (x[:, 0] + x[:, 1]) / 2))


def _agree(values: Floats) -> bool:
    return float(np.mean(np.abs(values - np.median(values)) < 2.5)) >= 0.6
