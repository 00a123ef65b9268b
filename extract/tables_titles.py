"""Titles of tables: the captions and headings that part them from each other, and rows of one title across them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np

from hedui.extract.captions import CAPTION_STARTS, is_caption
from hedui.extract.tables_runs import Line, Runs

HEADING = 1.15
"""A line of so much larger type than a table's is no part of it."""


def is_named(runs: Runs, lines: Sequence[Line], first: Line) -> bool:
    """Whether a caption, of one line or two, stands right above a line."""
    at = next((k for k, line in enumerate(lines) if line.mid >= first.mid), 0)
    above = lines[max(0, at - 2) : at]
    return any(is_caption_line(runs, line) and len(line.segments) == 1 for line in above)


def title_lines(lines: Sequence[Line], ys: Sequence[float]) -> int:
    """How many lines at the top are a row across the table: alone and snug between its first two rules."""
    inside = [line for line in lines if line.mid < ys[1]]
    if not inside or len(inside) > 2 or len(lines) < len(inside) + 3 or inside[0].mid < ys[0]:
        return 0
    below = lines[len(inside) :]
    size, low = below[0].size, min(line.spans[0][0] for line in below)
    high = max(line.spans[-1][1] for line in below)
    alone = all(len(line.segments) == 1 and abs(line.size - size) < 0.05 * size for line in inside)
    flush = all(abs(line.spans[0][0] - low) < 3 for line in inside)
    middle = all(abs(line.spans[0][0] + line.spans[0][1] - low - high) < 6 for line in inside)
    snug = ys[1] - ys[0] - sum(line.bottom - line.top for line in inside) < 0.9 * size
    parted = any(len(line.segments) > 1 and line.mid < ys[min(2, len(ys) - 1)] for line in below)
    return len(inside) if alone and (flush or middle) and snug and parted else 0


def has_heading(runs: Runs, lines: Sequence[Line]) -> bool:
    """Whether a caption, or a line of larger type than the rest, stands among lines: then they are two tables."""
    size = median(line.size for line in lines)
    if any(line.size > HEADING * size for line in lines[1:] if len(line.segments) == 1):
        return True
    return any(is_caption_line(runs, line) for k, line in enumerate(lines) if k == 0 or len(line.segments) == 1)


def parts_tables(runs: Runs, lines: Sequence[Line], ys: Sequence[float], band: int) -> bool:
    """Whether what stands between two rules is the caption or heading of a next table and no title inside this one."""
    if not 0 < band < len(ys):
        return True
    inside = [line for line in lines if ys[band - 1] < line.mid < ys[band]]
    high, usual = ys[band] - ys[band - 1], float(np.median(np.diff(ys)))
    loose = high - sum(line.bottom - line.top for line in inside) > 1.3 * inside[0].size and high > 1.3 * usual
    return loose or is_caption_line(runs, inside[0])


def is_caption_line(runs: Runs, line: Line) -> bool:
    """Whether a line reads like a caption; most begin with another sign."""
    return chr(runs.page.code[runs.glyphs[line.runs[0]][0]]) in CAPTION_STARTS and is_caption(_spaced(runs, line))


def _spaced(runs: Runs, line: Line) -> str:
    """The text of a line with spaces where gaps are."""
    page = runs.page
    glyphs = np.concatenate([runs.glyphs[run] for run in line.runs])[:80]
    gaps = page.box[glyphs[1:], 0] - page.box[glyphs[:-1], 2] > 0.15 * line.size
    signs = list(map(chr, page.code[glyphs].tolist()))
    return signs[0] + "".join((" " if gap else "") + sign for gap, sign in zip(gaps.tolist(), signs[1:], strict=True))
