"""Stretches of neighbouring lines with gaps in them that may be the rows of a table, where no rules say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hedui.extract.tables_columns import close_columns, columns_of, goes_on
from hedui.extract.tables_evidence import is_label
from hedui.extract.tables_runs import Line, Runs, text_of
from hedui.extract.tables_titles import HEADING, is_caption_line

_HANGING = 8
"""So many lines above one that goes on in a cell are looked at for where that cell begins."""


def stretches_of(runs: Runs, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Neighbouring lines that may be a table: they start and end with one that has gaps, prose is in none."""
    if not lines:
        return
    left, right = min(line.spans[0][0] for line in lines), max(line.spans[-1][1] for line in lines)
    now: list[Line] = []
    for line in lines:
        if len(now) == 1 and now[0].size > 1.12 * line.size and line.top - now[0].bottom > 0.25 * line.size:
            now = []  # a heading with a gap behind its number
        if now and (line.top - now[-1].bottom > 2.2 * line.size or abs(line.size - now[-1].size) > 0.35 * line.size):
            yield from _trimmed(runs, now)
            now = []
        heads = len(line.segments) == 1 and now and line.size > HEADING * now[-1].size
        if (heads or _is_prose(runs, line, right - left)) and not _hangs_under(line, now):
            yield from _trimmed(runs, now)
            now = []
        else:
            now.append(line)
    yield from _trimmed(runs, now)


def with_cut_top(lines: Sequence[Line], stretch: list[Line]) -> list[Line]:
    """A stretch with the rest of a row above it that the page before cut: lines of cells, but none that has gaps.

    They stand close above, each in a column that is not the first, and nothing stands close above them.
    """
    start = top = lines.index(stretch[0])

    def is_near() -> bool:
        """Whether a line stands close above."""
        return top > 0 and lines[top].top - lines[top - 1].bottom < (0.6 if top < start else 1.1) * lines[top].size

    columns = columns_of(stretch) if is_near() else None
    while columns is not None and is_near():
        first = columns.places(lines[top - 1].spans)[0][0]
        if (
            not first
            or not goes_on(columns, lines[top - 1], 0.0)
            or abs(lines[top - 1].spans[0][0] - columns.low[first]) > 2
        ):
            return stretch
        top -= 1
    return [*lines[top:start], *stretch]


def _is_prose(runs: Runs, line: Line, width: float) -> bool:
    """Whether a line belongs to no table: one long segment, a label and one, a caption."""
    spans = line.spans
    wide = spans[-1][1] - spans[-1][0] > 0.55 * width
    if wide and (len(spans) == 1 or (len(spans) == 2 and is_label(text_of(runs, line.segments[0])))):
        return True
    return is_caption_line(runs, line)


def _hangs_under(line: Line, above: Sequence[Line]) -> bool:
    """Whether a long line goes on in a cell: close under a line with gaps, and begun where a segment of that begins."""
    if not above or len(line.spans) > 1 or line.top - above[-1].bottom > 0.5 * line.size:
        return False
    several = [other for other in above[-_HANGING:] if len(other.spans) > 1]
    return any(
        abs(line.spans[0][0] - x0) < 2 and line.spans[0][1] < x1 + 60 for other in several for x0, x1 in other.spans[1:]
    )


def _trimmed(runs: Runs, lines: list[Line]) -> Iterator[list[Line]]:
    """The lines from the first that has gaps to the last, and what hangs on below that."""
    several = [k for k, line in enumerate(lines) if len(line.segments) > 1]
    if len(several) < 2:
        return
    body = lines[several[0] : several[-1] + 1]
    below = lines[several[-1] + 1 :]
    columns = close_columns(runs, body)[1] if below else None
    for line in below:
        hangs_on = line.top - body[-1].bottom < 0.5 * line.size and abs(line.size - body[-1].size) < 0.1 * line.size
        if columns is None or not hangs_on or not columns.fits(*line.spans[0]):
            break
        body.append(line)
    yield body
