"""Glyphs to rows: sorted from the top and from left to right, without blanks and overprints, cut at wide gaps."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hedui.extract.glyphs import PageGlyphs
from hedui.extract.lines_line import WIDE
from hedui.extract.lines_raised import Index, rows_of_runs, run_starts
from hedui.extract.signs import BLANK, CJK, SPACE, kinds_of

GAP = 0.2
"""A gap of this share of the size is a space between words where the file has none."""
CJK_GAP = 0.7
"""The same beside a Chinese character: typesetters put a quarter of an em there without a space."""
_SPACED = 0.1
"""Letters that stand so many ems apart throughout a text are set apart; so many gaps must show it."""
_LEAST_SPACED = 4


@dataclass(slots=True)
class SortedGlyphs:
    """The glyphs of a page that become text, sorted by row and from left to right."""

    glyph: Index
    row: Index
    raised: NDArray[np.bool_]
    space: NDArray[np.bool_]
    """A space is printed, or stands open, before the glyph."""
    wide: NDArray[np.bool_]
    """A wide gap before the glyph: a new segment of the row."""


@dataclass(slots=True)
class Segment:
    """Glyphs of a row without a wide gap between them: their numbers among the sorted ones, and their edges."""

    start: int
    end: int
    x0: float
    x1: float


@dataclass(slots=True)
class Row:
    """What stands on one baseline, or one column's part of it."""

    baseline: float
    size: float
    segments: list[Segment] = field(default_factory=list)
    whole: bool = True
    """False where it is a part of a row that columns cut."""


def sorted_glyphs(page: PageGlyphs, chosen: Index) -> SortedGlyphs | None:
    kinds = kinds_of(page.code[chosen])
    inked = (kinds & BLANK) == 0
    kept = chosen[inked]
    if not len(kept):
        return None
    spaces, wide = (kinds & SPACE) != 0, page.box[chosen, 2] > page.box[chosen, 0]
    before = _space_before(spaces & wide, inked)
    behind = np.maximum(kept - 1, 0)
    # pdfium's own guesses at a space: between two objects, and without width inside of one
    guessed = page.generated[behind] & (page.code[behind] == 0x20)
    if not wide[spaces].all():
        guessed |= _space_before(spaces & ~wide, inked)
    start = run_starts(page, kept)
    row_of_run, raised_run = rows_of_runs(page, kept, start)
    lengths = np.diff(np.append(start, len(kept)))
    row, raised = np.repeat(row_of_run, lengths), np.repeat(raised_run, lengths)
    order = np.lexsort((page.box[kept, 0], row))
    order = order[~_overprinted(page, kept[order], row[order])]
    kept, row, raised = kept[order], row[order], raised[order]
    space, wide = _gaps(page, kept, row, before[order], guessed[order], order)
    return SortedGlyphs(kept, row, raised, space, wide)


def _space_before(printed: NDArray[np.bool_], inked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For each glyph that is no blank: does a printed space stand between it and the one before it in the stream?"""
    spaces = np.cumsum(printed)[inked]
    return np.diff(spaces, prepend=0) > 0


def _overprinted(page: PageGlyphs, kept: Index, row: Index) -> NDArray[np.bool_]:
    """True for a glyph printed a second time on itself, as producers do who have no bold face (or no shadow)."""
    again = np.zeros(len(kept), np.bool_)
    x0, code, obj = page.box[kept, 0], page.code[kept], page.obj[kept]
    width = np.maximum(page.box[kept, 2] - x0, 0.1)
    for back in (1, 2, 3):
        if len(kept) <= back:
            break
        same = (code[back:] == code[:-back]) & (row[back:] == row[:-back]) & (obj[back:] != obj[:-back])
        same &= np.abs(x0[back:] - x0[:-back]) < 0.25 * width[back:]
        again[back:] |= same
    return again


def _gaps(
    page: PageGlyphs, kept: Index, row: Index, before: NDArray[np.bool_], guessed: NDArray[np.bool_], came: Index
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    n = len(kept)
    space, wide = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    if n < 2:
        return space, wide
    gap = page.box[kept[1:], 0] - page.box[kept[:-1], 2]
    size = np.maximum(page.size[kept[1:]], page.size[kept[:-1]])
    cjk = (kinds_of(page.code[kept]) & CJK) != 0
    limit = np.where(cjk[1:] | cjk[:-1], CJK_GAP, GAP) * size
    same = row[1:] == row[:-1]
    following = came[1:] == came[:-1] + 1
    apart = _letter_spaced(page, kept, gap / size, same & ~before[1:])
    if apart is not None:
        limit = np.maximum(limit, apart * size)
        guessed = guessed & np.concatenate([[True], apart == 0])
    before = before | guessed
    # A printed space counts where the stream has it between these two and they don't touch as Chinese characters do.
    printed = before[1:] & (following | (gap > 0.1 * size)) & ~((cjk[1:] & cjk[:-1]) & (gap < 0.1 * size))
    space[1:] = same & (printed | (gap > limit))
    inked = page.box[kept[1:], 0] - _ends(page, kept[:-1])
    wide[1:] = same & (inked > WIDE * np.minimum(page.size[kept[1:]], page.size[kept[:-1]]))
    return space, wide


def _letter_spaced(
    page: PageGlyphs, kept: Index, gap: NDArray[np.float64], plain: NDArray[np.bool_]
) -> NDArray[np.float64] | None:
    """For each pair of glyphs the gap, in ems, that is a space in a text whose letters are set apart; 0 elsewhere.

    ``plain`` pairs stand beside each other without a printed space. None where no text is set so.
    """
    obj = page.obj[kept]
    alike = plain & (obj[1:] == obj[:-1])
    open_pairs = alike & (gap > _SPACED) & (gap < 1.2)
    if np.count_nonzero(open_pairs) < _LEAST_SPACED:
        return None
    pairs = np.bincount(obj[1:][alike], minlength=len(page.mode_of))
    opened = np.bincount(obj[1:][open_pairs], minlength=len(page.mode_of))
    spaced = (opened >= _LEAST_SPACED) & (opened >= 0.9 * pairs)
    if not spaced.any():
        return None
    mean = np.bincount(obj[1:][open_pairs], gap[open_pairs], len(page.mode_of)) / np.maximum(opened, 1)
    found: NDArray[np.float64] = np.where(alike & spaced[obj[1:]], mean[obj[1:]] + GAP, 0.0)
    return found


def _ends(page: PageGlyphs, glyphs: Index) -> NDArray[np.float64]:
    """The right edges of glyphs; of Chinese punctuation that of its ink, as its blank half may hang in the margin."""
    ends: NDArray[np.float64] = page.tight[glyphs, 2]
    return ends


def rows_of(page: PageGlyphs, glyphs: SortedGlyphs) -> list[Row]:
    starts = np.flatnonzero(np.diff(glyphs.row, prepend=-1) != 0)
    cuts = np.flatnonzero(glyphs.wide | (np.diff(glyphs.row, prepend=-1) != 0))
    x0 = np.minimum.reduceat(page.box[glyphs.glyph, 0], cuts).tolist()
    x1 = np.maximum.reduceat(_ends(page, glyphs.glyph), cuts).tolist()
    ends = [*cuts[1:].tolist(), len(glyphs.row)]
    segments = [Segment(*four) for four in zip(cuts.tolist(), ends, x0, x1, strict=True)]
    rows: list[Row] = []
    following = iter(segments)
    middle = _middles(page, glyphs, starts)
    sizes, baselines = page.size[middle].tolist(), page.baseline[middle].tolist()
    bounds = zip(starts.tolist(), [*starts[1:].tolist(), len(glyphs.row)], strict=True)
    for (_, end), size, baseline in zip(bounds, sizes, baselines, strict=True):
        row = Row(baseline, size)
        while not row.segments or row.segments[-1].end < end:
            row.segments.append(next(following))
        rows.append(row)
    return rows


def _middles(page: PageGlyphs, glyphs: SortedGlyphs, starts: Index) -> Index:
    """For each row the glyph in the middle of its order by size, raised ones left aside: ``_usual`` for all at once."""
    number = np.zeros(len(glyphs.row), np.intp)
    number[starts[1:]] = 1
    number = np.cumsum(number)
    counts = np.bincount(number, ~glyphs.raised, len(starts))
    chosen = np.flatnonzero(~glyphs.raised | (counts[number] == 0))
    order = np.lexsort((page.size[glyphs.glyph[chosen]], number[chosen]))
    lengths = np.bincount(number[chosen], minlength=len(starts))
    return np.asarray(glyphs.glyph[chosen[order[np.cumsum(lengths) - lengths + lengths // 2]]], np.intp)
