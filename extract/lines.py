"""From the glyphs of a page to its printed lines, in reading order.

Glyphs on one baseline make a row, rows are cut where columns of prose stand side by side, what is left are lines.
Raised small signs are taken out of the text and kept aside with their place (``Line.raised``): whether "8%¹" holds a
footnote mark is known only when the notes are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedui.extract.captions import is_caption
from hedui.extract.glyphs import PageGlyphs
from hedui.extract.repair import LIGATURES, UNIFIED, is_cjk_code

Index = NDArray[np.intp]

SPACES = (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x09)
INVISIBLE = (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
HYPHENS_AT_END = (0x02, 0xFFFE)
"""What pdfium makes of a hyphen that ends a line."""
GAP = 0.2
"""A gap of this share of the size is a space between words where the file has none."""
_PUNCTUATION = tuple(map(ord, "，。、；：！？）》」』】”’"))
CJK_GAP = 0.7
"""The same beside a Chinese character: typesetters put a quarter of an em there without a space."""
WIDE = 1.6
"""A gap of that many times the size parts segments of a row: a tab, or the gutter between columns."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A small sign above the baseline, that stood before ``text[at]`` of its line."""

    at: int
    text: str
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Line:
    """One printed line of one column. ``left`` and ``right`` are the edges of each character of ``text``."""

    page: int
    text: str
    left: NDArray[np.float32]
    right: NDArray[np.float32]
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    font: str
    raised: tuple[Raised, ...] = ()
    column: int = 0
    """Number of the column zone on the page, in reading order."""
    margin: float = 0.0
    """Right edge of the column the line stands in."""
    edge: float = 0.0
    """Left edge of that column."""
    centred: bool = False
    hidden: bool = False

    @property
    def x0(self) -> float:
        return float(self.left[0]) if len(self.left) else 0.0

    @property
    def x1(self) -> float:
        return float(self.right[-1]) if len(self.right) else 0.0

    @property
    def box(self) -> tuple[float, float, float, float]:
        return (self.x0, self.top, self.x1, self.bottom)

    def cut(self, start: int, end: int | None = None) -> Line:
        """The line with the characters ``start`` to ``end`` only; its raised signs go along."""
        end = len(self.text) if end is None else end
        raised = tuple(Raised(r.at - start, r.text, r.box) for r in self.raised if start <= r.at <= end)
        return Line(
            self.page,
            self.text[start:end],
            self.left[start:end],
            self.right[start:end],
            self.top,
            self.bottom,
            self.baseline,
            self.size,
            self.bold,
            self.italic,
            self.font,
            raised,
            self.column,
            self.margin,
            self.edge,
            self.centred,
            self.hidden,
        )


@dataclass(slots=True)
class _Set:
    """The glyphs of a page that become text, sorted by row and from left to right."""

    glyph: Index
    row: Index
    raised: NDArray[np.bool_]
    space: NDArray[np.bool_]
    """A space is printed, or stands open, before the glyph."""
    wide: NDArray[np.bool_]
    """A wide gap before the glyph: a new segment of the row."""


@dataclass(slots=True)
class _Segment:
    start: int
    end: int
    x0: float
    x1: float


@dataclass(slots=True)
class _Row:
    baseline: float
    size: float
    segments: list[_Segment] = field(default_factory=list)
    whole: bool = True
    """False where it is a part of a row that columns cut."""


Box = tuple[float, float, float, float]


def page_lines(
    page: PageGlyphs,
    taken: NDArray[np.bool_] | None = None,
    barriers: Sequence[Box] = (),
    gutters: set[int] | None = None,
) -> list[Line]:
    """The printed lines of a page in reading order, without the glyphs that are ``taken`` (by tables).

    ``barriers`` are the boxes of tables: columns end above one that is wider than they are, and begin anew below it.
    ``gutters`` holds the places where columns of pages before were parted; those of this page are added.
    """
    upright = page.angle == 0
    inside = (page.box[:, 0] > -2) & (page.box[:, 2] < page.width + 2)
    inside &= (page.box[:, 1] > -page.size) & (page.box[:, 3] < page.height + page.size)
    keep = ~page.generated & upright & inside & (page.size > 0.5) & np.isfinite(page.box).all(axis=1)
    if taken is not None:
        keep &= ~taken
    return lines_of(page, np.flatnonzero(keep), barriers=barriers, gutters=gutters)


def lines_of(
    page: PageGlyphs,
    chosen: Index,
    columns: bool = True,
    barriers: Sequence[Box] = (),
    gutters: set[int] | None = None,
) -> list[Line]:
    """The lines that the chosen glyphs (indices in content order) make."""
    glyphs = _sorted(page, chosen)
    if glyphs is None:
        return []
    rows = _rows(page, glyphs)
    printed = _Printed(page, glyphs)
    known = set() if gutters is None else gutters
    zones = [z for part in _between(rows, barriers, printed) for z in _zones(part, known)] if columns else [_Zone(rows)]
    lines: list[Line] = []
    for number, zone in enumerate(zones):
        for row in zone.rows:
            line = printed.line(row)
            if line is not None:
                line.column, line.edge, line.margin = number, zone.x0, zone.x1
                lines.append(line)
    return lines


# --- glyphs to rows -------------------------------------------------------------------------------------------------


def _sorted(page: PageGlyphs, chosen: Index) -> _Set | None:
    code = page.code[chosen]
    blank = np.isin(code, SPACES) | ((code < 32) & ~np.isin(code, HYPHENS_AT_END)) | np.isin(code, INVISIBLE)
    kept = chosen[~blank]
    if not len(kept):
        return None
    printed = np.isin(code, SPACES)
    before = _space_before(printed, blank)
    behind = np.maximum(chosen[~blank] - 1, 0)
    guessed = page.generated[behind] & (page.code[behind] == 0x20)  # pdfium's own guess at a space
    start = _run_starts(page, kept)
    row_of_run, raised_run = _rows_of_runs(page, kept, start)
    lengths = np.diff(np.append(start, len(kept)))
    row, raised = np.repeat(row_of_run, lengths), np.repeat(raised_run, lengths)
    order = np.lexsort((page.box[kept, 0], row))
    order = order[~_overprinted(page, kept[order], row[order])]
    kept, row, raised = kept[order], row[order], raised[order]
    space, wide = _gaps(page, kept, row, before[order] | guessed[order], order)
    return _Set(kept, row, raised, space, wide)


def _space_before(printed: NDArray[np.bool_], blank: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For each glyph that is no blank: does a printed space stand between it and the one before it in the stream?"""
    spaces = np.cumsum(printed)[~blank]
    return np.diff(spaces, prepend=0) > 0


def _run_starts(page: PageGlyphs, kept: Index) -> Index:
    """Where a new run begins: another baseline or size, a jump back or a wide jump forward."""
    x0, x1 = page.box[kept, 0], page.box[kept, 2]
    base, size = page.baseline[kept], page.size[kept]
    new = np.ones(len(kept), np.bool_)
    new[1:] = (
        (np.abs(np.diff(base)) > 0.06 * size[1:])
        | (np.abs(np.diff(size)) > 0.05 * size[1:])
        | (x0[1:] < x0[:-1] - 0.3 * size[1:])
        | (x0[1:] - x1[:-1] > WIDE * size[1:])
    )
    return np.flatnonzero(new)


@dataclass(slots=True)
class _Runs:
    """Glyphs set in one go on one baseline: where each run begins and ends, its baseline, size and count of glyphs."""

    base: NDArray[np.float64]
    size: NDArray[np.float64]
    x0: NDArray[np.float64]
    x1: NDArray[np.float64]
    count: Index


def _rows_of_runs(page: PageGlyphs, kept: Index, start: Index) -> tuple[Index, NDArray[np.bool_]]:
    """For each run the number of its row from the top, and whether it is raised above that row's baseline."""
    right = np.maximum.reduceat(page.box[kept, 2], start)
    first = kept[start]
    count = np.diff(np.append(start, len(kept)))
    runs = _Runs(page.baseline[first], page.size[first], page.box[first, 0], right, count)
    holder = _holders(runs)
    free = np.flatnonzero(holder < 0)
    row = np.full(len(start), -1, np.intp)
    raised = np.zeros(len(start), np.bool_)
    part = _Runs(runs.base[free], runs.size[free], runs.x0[free], runs.x1[free], runs.count[free])
    row[free], raised[free] = _grouped(part)
    for run in np.flatnonzero(holder >= 0).tolist():
        home = int(holder[run])
        while holder[home] >= 0:
            home = int(holder[home])
        row[run] = row[home]
        raised[run] = bool(runs.base[run] < runs.base[home] - 0.08 * runs.size[home])
    return row, raised


def _holders(runs: _Runs) -> Index:
    """For each small run the larger one beside it in the stream, to which it is a super- or subscript; -1 for none."""
    n = len(runs.base)
    holder = np.full(n, -1, np.intp)
    if n < 2:
        return holder
    for step in (-1, 1):  # the run before holds it, or else the run after
        other = np.clip(np.arange(n) + step, 0, n - 1)
        lift = runs.base[other] - runs.base
        gap = runs.x0 - runs.x1[other] if step < 0 else runs.x0[other] - runs.x1
        big = runs.size[other]
        fits = (runs.size < 0.86 * big) & (lift < 0.62 * big) & (lift > -0.3 * big) & (np.abs(lift) > 0.08 * big)
        fits &= (np.abs(gap) < 0.4 * big) & (runs.count <= 8) & (holder < 0)
        holder[fits] = other[fits]
    # A mark of several runs ("1", ",", "2"): the ones that follow hang on the same.
    for run in range(1, n):
        before = holder[run - 1]
        beside = abs(runs.x0[run] - runs.x1[run - 1]) < 0.4 * runs.size[run]
        if holder[run] < 0 <= before and beside and abs(runs.base[run] - runs.base[run - 1]) < 0.5:
            holder[run] = run - 1
    holds_itself = holder[np.maximum(holder, 0)] == np.arange(n)
    holder[holds_itself & (holder >= 0)] = -1
    return holder


def _grouped(runs: _Runs) -> tuple[Index, NDArray[np.bool_]]:
    """Rows of runs by their baselines, and which runs are raised in them."""
    base, size, count = runs.base, runs.size, runs.count
    order = np.argsort(base, kind="stable")
    # Runs whose baselines lie closer than a fifth of the size make one row.
    steps = np.diff(base[order]) > 0.2 * np.minimum(size[order][1:], size[order][:-1])
    group = np.empty(len(base), np.intp)
    group[order] = np.concatenate([[0], np.cumsum(steps)])
    groups = int(group.max()) + 1
    weight = np.bincount(group, count, groups)
    main = np.bincount(group, size * count, groups) / weight
    level = np.bincount(group, base * count, groups) / weight
    raised = np.zeros(len(base), np.bool_)
    home = np.arange(groups)
    members: dict[int, list[int]] = {}
    for run in np.flatnonzero(np.isin(group, _small_groups(main, level, groups))).tolist():
        members.setdefault(int(group[run]), []).append(run)
    for small, inside in members.items():
        target = _host(small, inside, group, level, main, runs.x0, runs.x1)
        if target is not None:
            home[small] = target
            if level[small] < level[target] - 0.08 * main[target]:
                raised[inside] = True
    _into_margin(runs, group, level, main, weight, home)
    # Raised within its own row: same group by baseline, but markedly smaller and a little higher.
    inner = (size < 0.82 * main[group]) & (base < level[group] - 0.06 * main[group])
    raised |= inner & (home[group] == group)
    rank = np.argsort(np.argsort(level, kind="stable"), kind="stable")
    return rank[home[group]], raised


def _into_margin(
    runs: _Runs,
    group: Index,
    level: NDArray[np.float64],
    main: NDArray[np.float64],
    weight: NDArray[Any],
    home: NDArray[np.signedinteger[Any]],
) -> None:
    """Short rows that stand left of a line, a little higher or lower, as numbers in the margin do, belong to it."""
    order = np.argsort(level, kind="stable").tolist()
    for at, short in enumerate(order):
        if weight[short] > 5 or home[short] != short:
            continue
        for other in (*order[at + 1 : at + 2], *order[max(0, at - 1) : at]):
            if abs(level[other] - level[short]) > 0.6 * main[other] or weight[other] <= weight[short]:
                continue
            mine, its = np.flatnonzero(group == short), np.flatnonzero(group == other)
            gap = float(runs.x0[its].min() - runs.x1[mine].max())
            if 0.3 * main[other] < gap < 5 * main[other]:
                home[short] = other
                break


def _small_groups(main: NDArray[np.float64], level: NDArray[np.float64], groups: int) -> list[int]:
    """Rows that may be super- or subscripts of a neighbour: close to a row of larger type."""
    order = np.argsort(level, kind="stable")
    found = []
    for at, group in enumerate(order.tolist()):
        for other in order[max(0, at - 2) : at + 3].tolist():
            near = abs(level[group] - level[other]) < 0.62 * main[other]
            if other != group and near and main[group] < 0.86 * main[other]:
                found.append(group)
                break
    return found


def _host(
    small: int,
    runs: list[int],
    group: Index,
    level: NDArray[np.float64],
    main: NDArray[np.float64],
    x0: NDArray[np.float64],
    x1: NDArray[np.float64],
) -> int | None:
    """The row of larger type that every run of a small row adjoins, if there is one."""
    near = [
        other
        for other in np.flatnonzero(np.abs(level - level[small]) < 0.62 * main).tolist()
        if other != small and main[small] < 0.86 * main[other] and level[small] < level[other] + 0.3 * main[other]
    ]
    for other in sorted(near, key=lambda o: abs(float(level[o] - level[small]))):
        hosts = np.flatnonzero(group == other)
        reach = 0.6 * main[other]
        if all(bool(((x1[hosts] > x0[run] - reach) & (x0[hosts] < x1[run] + reach)).any()) for run in runs):
            return other
    return None


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
    page: PageGlyphs, kept: Index, row: Index, before: NDArray[np.bool_], came: Index
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    n = len(kept)
    space, wide = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    if n < 2:
        return space, wide
    gap = page.box[kept[1:], 0] - page.box[kept[:-1], 2]
    size = np.maximum(page.size[kept[1:]], page.size[kept[:-1]])
    cjk = is_cjk_code(page.code[kept])
    limit = np.where(cjk[1:] | cjk[:-1], CJK_GAP, GAP) * size
    same = row[1:] == row[:-1]
    following = came[1:] == came[:-1] + 1
    # A printed space counts where the stream has it between these two and they don't touch as Chinese characters do.
    printed = before[1:] & (following | (gap > 0.1 * size)) & ~((cjk[1:] & cjk[:-1]) & (gap < 0.1 * size))
    space[1:] = same & (printed | (gap > limit))
    inked = page.box[kept[1:], 0] - _ends(page, kept[:-1])
    wide[1:] = same & (inked > WIDE * np.minimum(page.size[kept[1:]], page.size[kept[:-1]]))
    return space, wide


def _ends(page: PageGlyphs, glyphs: Index) -> NDArray[np.float64]:
    """The right edges of glyphs; of Chinese punctuation that of its ink, as its blank half may hang in the margin."""
    ends = np.where(np.isin(page.code[glyphs], _PUNCTUATION), page.tight[glyphs, 2], page.box[glyphs, 2])
    return np.asarray(ends, np.float64)


def _rows(page: PageGlyphs, glyphs: _Set) -> list[_Row]:
    starts = np.flatnonzero(np.diff(glyphs.row, prepend=-1) != 0)
    cuts = np.flatnonzero(glyphs.wide | (np.diff(glyphs.row, prepend=-1) != 0))
    x0 = np.minimum.reduceat(page.box[glyphs.glyph, 0], cuts).tolist()
    x1 = np.maximum.reduceat(_ends(page, glyphs.glyph), cuts).tolist()
    ends = [*cuts[1:].tolist(), len(glyphs.row)]
    segments = [_Segment(*four) for four in zip(cuts.tolist(), ends, x0, x1, strict=True)]
    rows: list[_Row] = []
    following = iter(segments)
    middle = _middles(page, glyphs, starts)
    sizes, baselines = page.size[middle].tolist(), page.baseline[middle].tolist()
    bounds = zip(starts.tolist(), [*starts[1:].tolist(), len(glyphs.row)], strict=True)
    for (_, end), size, baseline in zip(bounds, sizes, baselines, strict=True):
        row = _Row(baseline, size)
        while not row.segments or row.segments[-1].end < end:
            row.segments.append(next(following))
        rows.append(row)
    return rows


def _middles(page: PageGlyphs, glyphs: _Set, starts: Index) -> Index:
    """For each row the glyph in the middle of its order by size, raised ones left aside: ``_usual`` for all at once."""
    number = np.zeros(len(glyphs.row), np.intp)
    number[starts[1:]] = 1
    number = np.cumsum(number)
    counts = np.bincount(number, ~glyphs.raised, len(starts))
    chosen = np.flatnonzero(~glyphs.raised | (counts[number] == 0))
    order = np.lexsort((page.size[glyphs.glyph[chosen]], number[chosen]))
    lengths = np.bincount(number[chosen], minlength=len(starts))
    return np.asarray(glyphs.glyph[chosen[order[np.cumsum(lengths) - lengths + lengths // 2]]], np.intp)


def _usual(page: PageGlyphs, glyphs: _Set, start: int, end: int) -> tuple[float, float]:
    """Size and baseline of the glyph in the middle of the row's order by size, raised ones left aside."""
    chosen = glyphs.glyph[start:end]
    plain = chosen[~glyphs.raised[start:end]]
    chosen = plain if len(plain) else chosen
    order = np.argsort(page.size[chosen], kind="stable")
    middle = chosen[order[len(order) // 2]]
    return float(page.size[middle]), float(page.baseline[middle])


# --- columns --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Zone:
    """Rows that are read one after the other; x0 and x1 are the edges of their column."""

    rows: list[_Row]
    x0: float = 0.0
    x1: float = 0.0

    def __post_init__(self) -> None:
        self.x0 = min((s.x0 for r in self.rows for s in r.segments), default=0.0)
        self.x1 = max((s.x1 for r in self.rows for s in r.segments), default=0.0)


MIN_COLUMN_ROWS = 4


def _zones(rows: list[_Row], known: set[int], depth: int = 0) -> list[_Zone]:
    """Zones in reading order: rows above columns, the columns from left to right, rows below them."""
    found = _gutter(rows) if depth < 4 else None
    if found is not None and depth == 0:
        known.add(round(found[2]))
    if found is None:
        found = _known_gutter(rows, known) if depth < 4 else None
    if found is None:
        return [_Zone(rows)] if rows else []
    first, last, x = found
    left, right = _parted(rows[first:last], x)
    return [
        *_zones(rows[:first], known, depth + 1),
        *_zones(left, known, depth + 1),
        *_zones(right, known, depth + 1),
        *_zones(rows[last:], known, depth + 1),
    ]


def _known_gutter(rows: list[_Row], known: set[int]) -> tuple[int, int, float] | None:
    """The rows on both sides of a gutter that other columns of the document have, however few they are."""
    for x in known:
        clear = [not any(s.x0 < x + 3 and s.x1 > x - 3 for s in row.segments) for row in rows]
        first = next((k for k, row in enumerate(rows) if clear[k] and row.segments[-1].x0 > x), None)
        if first is None:
            continue
        last = first
        while last < len(rows) and clear[last]:
            last += 1
        left, right = _parted(rows[first:last], x)
        if left and right and len(left) + len(right) > 2:
            return first, last, float(x)
    return None


def _between(rows: list[_Row], barriers: Sequence[Box], printed: _Printed) -> list[list[_Row]]:
    """The rows between wide tables; the caption above a table is a part by itself."""
    x0 = min(s.x0 for r in rows for s in r.segments)
    x1 = max(s.x1 for r in rows for s in r.segments)
    parts: list[list[_Row]] = [[]]
    waiting = sorted((b for b in barriers if b[2] - b[0] > 0.6 * (x1 - x0)), key=lambda b: b[1])
    for row in rows:
        while waiting and row.baseline > waiting[0][1]:
            waiting.pop(0)
            parts.append([])
        near = waiting and waiting[0][1] - row.baseline < 4 * row.size and len(row.segments) == 1
        if near and (line := printed.line(row)) is not None and is_caption(line.text):
            parts.append([])
        parts[-1].append(row)
    return [part for part in parts if part]


def _parted(rows: Iterable[_Row], x: float) -> tuple[list[_Row], list[_Row]]:
    left: list[_Row] = []
    right: list[_Row] = []
    for row in rows:
        for part, side in (
            (left, [s for s in row.segments if s.x1 <= x]),
            (right, [s for s in row.segments if s.x0 >= x]),
        ):
            if side:
                part.append(_Row(row.baseline, row.size, side, whole=row.whole and len(side) == len(row.segments)))
    return left, right


def _gutter(rows: list[_Row]) -> tuple[int, int, float] | None:
    """(first row, row after the last, x) of the longest stretch of rows with prose on both sides of an empty strip."""
    if len(rows) < 2 * MIN_COLUMN_ROWS and sum(len(r.segments) > 1 for r in rows) < MIN_COLUMN_ROWS:
        return None
    x0 = min(s.x0 for r in rows for s in r.segments)
    x1 = max(s.x1 for r in rows for s in r.segments)
    low, high = x0 + 0.18 * (x1 - x0), x1 - 0.18 * (x1 - x0)
    width = int(high - low)
    if width < 20:
        return None
    covered = np.zeros((len(rows), width + 1), np.bool_)
    for k, row in enumerate(rows):
        for s in row.segments:
            covered[k, max(0, int(s.x0 - low)) : max(0, int(np.ceil(s.x1 - low)))] = True
    best: tuple[int, int, int, float] | None = None
    candidates = _strips(covered)
    for x in candidates:
        for first, last in _stretches(rows, covered[:, x]):
            if last - first < MIN_COLUMN_ROWS or (best and last - first <= best[0]):
                continue
            trimmed = _trimmed(rows, first, last, low + x)
            if trimmed and (best is None or trimmed[1] - trimmed[0] > best[0]):
                best = (trimmed[1] - trimmed[0], *trimmed, low + x)
    return best[1:] if best else None


def _strips(covered: NDArray[np.bool_]) -> list[int]:
    """The middles of the strips that fewer rows cross than the places on both sides of them."""
    crossing = covered.sum(axis=0)
    # A page number or a title in the middle crosses the gutter too.
    few = max(2, round(0.05 * len(covered)))
    found: set[int] = set()
    for at in _minima(crossing):
        first = last = at
        while first > 0 and crossing[first - 1] <= crossing[at] + few:
            first -= 1
        while last + 1 < len(crossing) and crossing[last + 1] <= crossing[at] + few:
            last += 1
        if first == 0 or last + 1 == len(crossing) or last - first < 5:
            continue
        if min(crossing[:first].max(), crossing[last + 1 :].max()) >= crossing[at] + MIN_COLUMN_ROWS - 1:
            emptiest = np.flatnonzero(crossing[first : last + 1] == crossing[at]) + first
            found.add(int(emptiest[np.argmin(np.abs(emptiest - (first + last) / 2))]))
    return sorted(found)


def _minima(counts: NDArray[np.intp]) -> list[int]:
    """One place in each lowest stretch of some counts."""
    steps = np.flatnonzero(np.diff(counts)) + 1
    starts = [0, *steps.tolist()]
    levels = counts[starts].tolist()
    around = [max(levels) + 1, *levels, max(levels) + 1]
    return [starts[k] for k, level in enumerate(levels) if around[k] > level < around[k + 2]]


def _stretches(rows: list[_Row], crossed: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Rows that leave a place free, as (first, row after the last); and the parts of these between wide gaps."""
    edges = np.flatnonzero(np.diff(np.concatenate([[True], crossed, [True]]).astype(np.int8)))
    whole = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    parts: list[tuple[int, int]] = []
    for first, last in whole:
        gaps = [k for k in range(first + 1, last) if rows[k].baseline - rows[k - 1].baseline > 2.2 * rows[k].size]
        if gaps:
            parts += pairwise([first, *gaps, last])
    return sorted({*whole, *parts}, key=lambda part: part[0] - part[1])


def _trimmed(rows: list[_Row], first: int, last: int, x: float) -> tuple[int, int] | None:
    """The part of the stretch with text on both sides of x, if both sides read like columns of prose."""
    on_left = [k for k in range(first, last) if rows[k].segments[0].x1 <= x]
    on_right = [k for k in range(first, last) if rows[k].segments[-1].x0 >= x]
    if min(len(on_left), len(on_right)) < MIN_COLUMN_ROWS:
        return None
    # A heading above the columns is not part of them, however short; what stands on the right always is.
    first = min(on_right[0], max(k for k in on_left if k <= on_right[0]) if on_left[0] <= on_right[0] else on_left[0])
    left, right = _parted(rows[first:last], x)
    beside = (
        min(left[-1].baseline, right[-1].baseline) - max(left[0].baseline, right[0].baseline) if left and right else 0
    )
    prose = (_is_prose(left), _is_prose(right))
    if (
        not (all(prose) or (any(prose) and _is_aligned(left) and _is_aligned(right)))
        or beside < MIN_COLUMN_ROWS * 0.9 * rows[first].size
    ):
        return None
    return first, last


def _is_prose(rows: list[_Row]) -> bool:
    """Half of the lines at least reach from about the left to about the right edge of the column, in one piece."""
    # A long column may hold many short lines: headings, ends of short paragraphs.
    return len(rows) >= MIN_COLUMN_ROWS and _full(rows) >= (0.35 if len(rows) >= 8 else 0.5) * len(rows)


def _full(rows: list[_Row]) -> int:
    """How many rows reach from about the left to about the right edge of their column; 0 where it is too narrow."""
    x0 = min(r.segments[0].x0 for r in rows)
    x1 = max(r.segments[-1].x1 for r in rows)
    if x1 - x0 < 9 * float(np.median([r.size for r in rows])):
        return 0
    wide = x1 - x0
    return sum(r.segments[-1].x1 > x1 - 0.15 * wide and r.segments[0].x0 < x0 + 0.25 * wide for r in rows)


def _is_aligned(rows: list[_Row]) -> bool:
    """Whether rows begin where those of a hardly filled column do: at one place, or near it, and some reach far."""
    lefts = [r.segments[0].x0 for r in rows]
    wide = max(r.segments[-1].x1 for r in rows) - min(lefts)
    if wide <= 9 * rows[0].size:
        return False
    usual = float(np.median(lefts))
    at_one_place = sum(abs(x - usual) < 2 for x in lefts) >= 0.8 * len(lefts)
    near = sum(x < min(lefts) + 0.25 * wide for x in lefts) >= 0.9 * len(lefts)
    return at_one_place or (near and _full(rows) >= max(3, 0.15 * len(rows)))


# --- lines ----------------------------------------------------------------------------------------------------------


class _Printed:
    """The glyphs of a page as text, made at once for all lines: a line is then a slice of it.

    Raised glyphs are not in the text; ``rank`` gives for each glyph how many that are stand before it.
    """

    def __init__(self, page: PageGlyphs, glyphs: _Set) -> None:
        self.page, self.glyphs = page, glyphs
        plain = ~glyphs.raised | _only_raised(glyphs)
        self.raised = ~plain
        self.rank = np.concatenate([[0], np.cumsum(plain)])
        chars = glyphs.glyph[plain]
        # A space before a mark that is taken out stands before what follows it.
        carried = glyphs.space.copy()
        carried[1:] |= self.raised[:-1] & glyphs.space[:-1] & glyphs.space[1:]
        self.text, self.left, self.right, self.place = _text(page, chars, carried[plain])
        font = page.font[chars]
        self.font = font
        heavy = np.array([f.weight >= 600 for f in page.fonts] + [False])[font] | (page.mode_of[page.obj[chars]] == 2)
        slanted = np.array([f.italic for f in page.fonts] + [False])[font]
        unseen = page.mode_of[page.obj[chars]] == 3
        self.heavy, self.slanted, self.unseen = (np.concatenate([[0], np.cumsum(a)]) for a in (heavy, slanted, unseen))
        self.cjk = is_cjk_code(page.code[chars])
        self.fonts = np.cumsum(np.diff(font, prepend=font[:1]) != 0)

    def line(self, row: _Row) -> Line | None:
        """The line of a row of segments; None where nothing is printed in it."""
        start, end = row.segments[0].start, row.segments[-1].end
        first, last = int(self.rank[start]), int(self.rank[end])
        if last <= first:
            return None
        a = int(self.place[first])
        b = int(self.place[last]) if last < len(self.place) else len(self.text)
        text = self.text[a:b].rstrip(" ")
        if not text.strip(" "):
            return None
        if not row.whole:
            row.size, row.baseline = _usual(self.page, self.glyphs, start, end)
        n = last - first
        return Line(
            page=self.page.number,
            text=text,
            left=self.left[a : a + len(text)],
            right=self.right[a : a + len(text)],
            top=row.baseline - 0.88 * row.size,
            bottom=row.baseline + 0.24 * row.size,
            baseline=row.baseline,
            size=row.size,
            bold=bool(self.heavy[last] - self.heavy[first] > 0.6 * n),
            italic=bool(self.slanted[last] - self.slanted[first] > 0.6 * n),
            font=self._font(first, last),
            raised=self._signs(start, end, a, text) if self.raised[start:end].any() else (),
            hidden=bool(self.unseen[last] - self.unseen[first] > 0.5 * n),
        )

    def _font(self, first: int, last: int) -> str:
        """The font most characters are set in; of a line with Chinese in it, most of the Chinese ones."""
        if self.fonts[first] == self.fonts[last - 1]:
            main = int(self.font[first])
            return self.page.fonts[main].name if main >= 0 else ""
        font = self.font[first:last]
        cjk = self.cjk[first:last]
        counts = np.bincount(font[cjk] + 1 if cjk.any() else font + 1)
        main = int(counts.argmax()) - 1
        return self.page.fonts[main].name if main >= 0 else ""

    def _signs(self, start: int, end: int, a: int, text: str) -> tuple[Raised, ...]:
        """The stretches of raised glyphs between two glyphs, each right behind the sign it belongs to."""
        glyph, space = self.glyphs.glyph, self.glyphs.space
        edges = np.flatnonzero(np.diff(np.concatenate([[False], self.raised[start:end], [False]]).astype(np.int8)))
        found = []
        for k, e in zip((edges[::2] + start).tolist(), (edges[1::2] + start).tolist(), strict=True):
            sign = "".join(
                (" " if i > k and space[i] else "") + chr(int(self.page.code[glyph[i]])) for i in range(k, e)
            )
            at = int(self.place[self.rank[k]]) - a if self.rank[k] < len(self.place) else len(text)
            at = min(at, len(text))
            while at > 0 and text[at - 1] == " ":
                at -= 1
            box = self.page.box[glyph[k:e]]
            corners = (box[:, 0].min(), box[:, 1].min(), box[:, 2].max(), box[:, 3].max())
            found.append(Raised(at, sign, tuple(map(float, corners))))  # type: ignore[arg-type]
        return tuple(found)


def _only_raised(glyphs: _Set) -> NDArray[np.bool_]:
    """True for glyphs of rows that hold nothing but raised ones: there they are the text."""
    rows = int(glyphs.row.max()) + 1
    plain = np.bincount(glyphs.row, ~glyphs.raised, rows)
    return np.asarray(plain[glyphs.row] == 0)


def _text(
    page: PageGlyphs, chars: Index, space: NDArray[np.bool_]
) -> tuple[str, NDArray[np.float32], NDArray[np.float32], Index]:
    """(text, left and right edge of each character, position in the text of each glyph)."""
    code = page.code[chars].astype(np.uint32)
    code[np.isin(code, HYPHENS_AT_END)] = 0x2D
    code[(code > 0x10FFFF) | ((code >= 0xD800) & (code < 0xE000))] = 0xFFFD
    left, right = page.box[chars, 0].astype(np.float32), page.box[chars, 2].astype(np.float32)
    right = np.maximum(left, right)
    at = np.flatnonzero(space)
    place = np.arange(len(chars)) + np.cumsum(space)
    if len(at):
        code = np.insert(code, at, 0x20)
        gap_left, gap_right = right[at - 1], np.maximum(right[at - 1], left[at])
        left, right = np.insert(left, at, gap_left), np.insert(right, at, gap_right)
    text = code.astype("<u4").tobytes().decode("utf-32-le", "replace")
    return _repaired(text, left, right, place)


_ODD = re.compile(f"[{''.join(map(re.escape, LIGATURES))}]")


def _repaired(
    text: str, left: NDArray[np.float32], right: NDArray[np.float32], place: Index
) -> tuple[str, NDArray[np.float32], NDArray[np.float32], Index]:
    text = text.translate(UNIFIED)
    if not _ODD.search(text):
        return text, left, right, place
    parts = [LIGATURES.get(sign, sign) for sign in text]
    lengths = np.array([len(part) for part in parts])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return "".join(parts), np.repeat(left, lengths), np.repeat(right, lengths), starts[place]


def cell_text(page: PageGlyphs, chosen: Index) -> list[Line]:
    """The lines of a table cell: like those of a page, but never in columns."""
    return lines_of(page, chosen, columns=False)


_MONO = re.compile(r"mono|courier|consol|typewriter|cmtt|fixed", re.IGNORECASE)


def is_mono(line: Line) -> bool:
    """Whether a line is set in type of one width, as listings are."""
    return bool(_MONO.search(line.font))


def is_unbroken(line: Line) -> bool:
    """Whether a line has no gap wider than a tab behind a label: words, not cells."""
    at = [k for k, sign in enumerate(line.text) if sign == " " and k > 6]
    return not any(float(line.left[k + 1] - line.right[k - 1]) > WIDE * line.size for k in at if k + 1 < len(line.text))


def dominant_size(lines: Sequence[Line]) -> float:
    """The size most characters of the lines are set in, to half a point."""
    weights: dict[float, int] = {}
    for line in lines:
        weights[round(line.size * 2) / 2] = weights.get(round(line.size * 2) / 2, 0) + len(line.text)
    return max(weights, key=lambda size: weights[size], default=10.0)
