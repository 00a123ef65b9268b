"""Running heads, feet, page numbers and document symbols: what repeats at the edges of the pages.

The outermost printed row of every page is peeled off as long as it repeats: the same words at the same distance from
the edge, or a number that counts along with the pages. First pages, odd and even pages fall out of this by themselves,
as each of their variants repeats too; a row on a page of its own that stands exactly where the others have their head
is one as well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from hedui.extract.lines import Line, dominant_size, is_unbroken
from hedui.extract.notes import label_of, marks_of

BAND = 0.14
"""Furniture stands within this share of the height from the edge."""
SAME = 3.0
"""Points by which the place of a running head may differ between pages."""
MOST_ROWS = 5

PAGE_NUMBER = re.compile(
    r"(?:[-–—~·|]\s*)?(?:page|p\.|第)?\s*(\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})\s*(?:页|頁)?"
    r"(?:\s*(?:/|of|共|，\s*共|,\s*共|\|)\s*(\d{1,4})\s*(?:页|頁)?)?(?:\s*[-–—~·|])?",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[ivxlc]{1,7}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """The lines of a page on one baseline, ``away`` points from the edge under look and ``apart`` from what follows.

    A row equals itself only, so that it is found fast among others.
    """

    page: int
    away: float
    size: float
    text: str
    lines: tuple[Line, ...]
    apart: float = 1000.0


def part_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[float], in_tables: Sequence[set[str]] = ()
) -> tuple[list[list[Line]], list[list[Line]]]:
    """For each page (the lines that are text, the running heads, feet and page numbers), each in their order.

    ``in_tables`` are for each page the labels of the marks in its tables.
    """
    found: set[int] = set()
    size = dominant_size([line for lines in pages for line in lines])
    own = [marks_of(lines) | set(marks) for lines, marks in zip_longest(pages, in_tables, fillvalue=())]
    # A note may have found room on the next page only.
    marks = [one | two for one, two in pairwise([set[str](), *own])]
    for top in (True, False):
        found |= _peel(pages, heights, size, marks, top)
    body = [[line for line in lines if id(line) not in found] for lines in pages]
    furniture = [[line for line in lines if id(line) in found] for lines in pages]
    return body, furniture


def _peel(
    pages: Sequence[Sequence[Line]], heights: Sequence[float], size: float, marks: Sequence[set[str]], top: bool
) -> set[int]:
    left = [_edge_rows(n, lines, heights[n], top) for n, lines in enumerate(pages)]
    if not top:
        left = [_above_notes(rows, called) for rows, called in zip(left, marks, strict=True)]
    found: set[int] = set()
    before = 0
    for depth in range(MOST_ROWS):
        outer = [rows[depth] for rows in left if len(rows) > depth]
        # A row inside must repeat nearly as often as the one outside it: a table's head repeats on a few pages only.
        hits = _repeated(outer, len(pages), least=max(2, before // 2) if depth else 2)
        if top and len(pages) <= 3 and depth == 0:
            hits.extend(_lone_heads([rows for rows in left if rows and rows[0] not in hits], size))
        if top:  # at the foot small lines are notes
            hits.extend(_small_heads([row for row in outer if row not in hits], len(pages), size))
        if depth == 0 and not top:
            hits.extend(rows[0] for rows in left if rows and rows[0] not in hits and _is_own_number(rows))
        if not hits:
            break
        if depth == 0:
            for rows in left:
                if rows and rows[0] not in hits and _is_wrapped(rows, hits):
                    found |= {id(line) for line in rows.pop(0).lines}
                    hits.append(rows[0])
        before = len(hits)
        found |= {id(line) for row in hits for line in row.lines}
        gone = {row.page for row in hits}
        # Pages whose outermost row is text are done.
        left = [rows if n in gone else [] for n, rows in enumerate(left)]
    return found


def _above_notes(rows: list[_Row], marks: set[str]) -> list[_Row]:
    """The rows from the foot up to the first that is a footnote: "Ibid." may stand at the foot of every page."""
    for depth, row in enumerate(rows):
        label = label_of(row.lines[0])
        if label and label[0] in marks and any(sign.isalpha() for sign in row.text):
            return rows[:depth]
    return rows


def _edge_rows(page: int, lines: Sequence[Line], height: float, top: bool) -> list[_Row]:
    """The rows near an edge, from the edge inwards."""
    band = [line for line in lines if (line.baseline if top else height - line.baseline) < BAND * height]
    band.sort(key=lambda line: line.baseline, reverse=not top)
    rows: list[list[Line]] = []
    for line in band:
        if rows and abs(rows[-1][0].baseline - line.baseline) <= 2.5:
            rows[-1].append(line)
        else:
            rows.append([line])
    found = []
    steps = [abs(b[0].baseline - a[0].baseline) for a, b in pairwise(rows)]
    for members, apart in zip(rows[: MOST_ROWS + 1], [*steps, 1000.0], strict=False):
        members.sort(key=lambda line: line.x0)
        away = members[0].baseline if top else height - members[0].baseline
        text = " ".join(line.text for line in members)
        found.append(_Row(page, away, members[0].size, text, tuple(members), apart))
    return found


def _repeated(rows: Sequence[_Row], pages: int, least: int) -> list[_Row]:
    """Those of the outermost rows (one a page) that repeat."""
    if pages == 1:
        return [row for row in rows if _is_lone_number(row, 1)]
    hits: list[_Row] = []
    by_key: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_key[_masked(row.text)].append(row)
    for same in by_key.values():
        for cluster in _clusters(same):
            if len(cluster) >= least and _repeats(cluster, pages):
                hits.extend(cluster)
    hits.extend(_section_heads([r for r in rows if r not in hits], pages))
    chosen = {row.page for row in hits}
    hits.extend(_in_their_place([r for r in rows if r.page not in chosen], hits))
    words = {(_masked(row.text), round(row.size)) for row in hits if sum(map(str.isalpha, row.text)) >= 8}
    hits.extend(r for r in rows if r not in hits and (_masked(r.text), round(r.size)) in words)  # a page lies across
    return hits


def _masked(text: str) -> str:
    text = re.sub(r"\s+", "", text)
    if _ROMAN.fullmatch(text):
        return "#"
    return _DIGITS.sub("#", text)


def _clusters(rows: list[_Row]) -> list[list[_Row]]:
    rows = sorted(rows, key=lambda row: row.away)
    clusters: list[list[_Row]] = []
    for row in rows:
        if clusters and row.away - clusters[-1][-1].away <= SAME:
            clusters[-1].append(row)
        else:
            clusters.append([row])
    return clusters


def _repeats(cluster: list[_Row], pages: int) -> bool:
    """Whether rows of equal masked text are furniture: equal to the letter, or counting with the pages."""
    texts = Counter(re.sub(r"\s+", "", row.text) for row in cluster)
    few = len(cluster) < 3 and any(row.apart < 1.8 * row.size for row in cluster)
    everywhere = len(texts) == 1 and len(cluster) >= max(2, pages - 1) and not few
    if len(cluster) < 4 and not everywhere and any(_is_long(row) for row in cluster):
        return False  # a line of text that comes back
    if any(sign.isalpha() for sign in next(iter(texts))) or len(texts) == 1:
        counts = sum(n for n in texts.values() if n > 1)
        if counts >= 0.8 * len(cluster) and (len(cluster) >= 3 or pages <= 4 or len(cluster) >= pages / 2):
            return True
    return _counts_along(cluster)


def _is_long(row: _Row) -> bool:
    """Whether a row is as long as a line of text; with a wide gap in it it is two heads."""
    return len(row.text) > 60 and len(row.lines) == 1 and is_unbroken(row.lines[0])


def _is_sentence(row: _Row) -> bool:
    """Whether a row reads like a note: it ends a sentence, and is too long for a head."""
    return len(row.text) > 30 and row.text.rstrip().endswith((".", "。", ";", "；"))


def _counts_along(cluster: list[_Row]) -> bool:
    """A number of the row, at the same place among its numbers, is the page number plus a constant."""
    numbers = [_numbers(row.text) for row in cluster]
    for place in range(max((len(n) for n in numbers), default=0)):
        shifts = Counter(n[place] - row.page for n, row in zip(numbers, cluster, strict=True) if len(n) > place)
        if shifts and shifts.most_common(1)[0][1] >= max(2, 0.7 * len(cluster)):
            return True
        # A book numbers its front matter apart: two long runs are as good.
        if len(shifts) > 1 and sum(n for _, n in shifts.most_common(2) if n >= 3) >= 0.9 * len(cluster):
            return True
    return False


def _numbers(text: str) -> list[int]:
    bare = re.sub(r"\s+", "", text)
    if _ROMAN.fullmatch(bare):
        return [roman(bare)]
    return [int(n[:9]) for n in _DIGITS.findall(text)]


_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def roman(text: str) -> int:
    """The value of a Roman numeral."""
    values = [_ROMAN_VALUES[sign] for sign in text.lower()]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))


def _section_heads(rows: Sequence[_Row], pages: int) -> list[_Row]:
    """Heads that change with the chapter: at one place on most pages, each also on a near page or beside its number."""
    if pages < 6:
        return []
    hits: list[_Row] = []
    for cluster in _clusters([row for row in rows if not _is_sentence(row)]):
        if len(cluster) < max(4, 0.3 * pages):
            continue
        by_page = {row.page: row for row in cluster}
        counting = Counter(n - row.page for row in cluster for n in set(_edge_numbers(row.text)))
        shifts = {shift for shift, n in counting.items() if n >= max(3, 0.25 * len(cluster))}
        good = [
            row
            for row in cluster
            if _recurs(row, by_page) or any(n - row.page in shifts for n in _edge_numbers(row.text))
        ]
        if len(good) >= 0.6 * len(cluster):
            hits.extend(cluster)
    return hits


def _small_heads(rows: Sequence[_Row], pages: int, size: float) -> list[_Row]:
    """Heads that differ from page to page: at one place on most pages, set smaller than the text, or slanted."""
    hits: list[_Row] = []
    for cluster in _clusters(list(rows)):
        small = [
            r for r in cluster if len(r.text) < 120 and (r.size < 0.95 * size or (_slanted(r) and r.size < 1.03 * size))
        ]
        if len(small) >= max(3, 0.5 * pages) and len(small) >= 0.8 * len(cluster):
            hits.extend(small)
    return hits


def _lone_heads(pages: Sequence[list[_Row]], size: float) -> list[_Row]:
    """In short documents, where little repeats: a line at the very top, well apart, and small or on the right."""
    hits = []
    for rows in pages:
        head = rows[0]
        apart = len(rows) == 1 or rows[1].away - head.away > 1.9 * size
        plain = not any(line.bold for line in head.lines) and len(head.text) < 80
        on_right = head.away < 65 and head.lines[0].x0 > 0.5 * (rows[-1].lines[0].x0 + head.lines[-1].x1)
        if plain and apart and ((head.size < 0.97 * size and head.away < 80) or on_right):
            hits.append(head)
    return hits


def _slanted(row: _Row) -> bool:
    return all(line.italic for line in row.lines)


def _edge_numbers(text: str) -> list[int]:
    words = text.split()
    found = []
    for word in {*words[:1], *words[-1:]}:
        if word.isdecimal() and len(word) < 5:
            found.append(int(word))
        elif _ROMAN.fullmatch(word):
            found.append(roman(word))
    if len(words) >= 3 and words[-2] in ("/", "of") and words[-3].isdecimal():
        found.append(int(words[-3][:6]))
    return found


def _recurs(row: _Row, by_page: dict[int, _Row]) -> bool:
    mine = _masked(row.text)
    return any(
        _masked(by_page[n].text) == mine
        for n in (row.page - 2, row.page - 1, row.page + 1, row.page + 2)
        if n in by_page
    )


def _in_their_place(rows: Sequence[_Row], hits: Sequence[_Row]) -> list[_Row]:
    """Rows of other pages at exactly the place and in the size of the furniture found."""
    places = Counter((round(row.away), round(row.size * 2)) for row in hits)
    usual = {place for place, n in places.items() if n >= 3}
    return [
        row
        for row in rows
        if any((round(row.away) + d, round(row.size * 2)) in usual for d in (-1, 0, 1)) and len(row.text) < 120
    ]


def _is_wrapped(rows: Sequence[_Row], hits: Sequence[_Row]) -> bool:
    """Whether the two outermost rows are one head, broken into two lines around the place of the others' only line."""
    if len(rows) < 2 or abs(rows[0].size - rows[1].size) > 0.3:
        return False
    step, middle = rows[1].away - rows[0].away, (rows[0].away + rows[1].away) / 2
    if step > 1.6 * rows[0].size or (len(rows) > 2 and rows[2].away - rows[1].away < 1.3 * step):
        return False
    alike = sum(abs(row.away - middle) < 0.3 * row.size and abs(row.size - rows[0].size) < 0.3 for row in hits)
    return alike >= max(3, 0.5 * len(hits))


def _is_own_number(rows: Sequence[_Row]) -> bool:
    """Whether a page ends in its own number, alone and apart: the first page may have it where others have none."""
    row, *inner = rows
    if len(row.lines) > 1 or (inner and inner[0].away - row.away < 2 * row.size):
        return False
    return _is_lone_number(row, row.page + 1)


def _is_lone_number(row: _Row, page: int) -> bool:
    """A page number by its looks alone."""
    if row.away > 75:
        return False
    matches = (PAGE_NUMBER.fullmatch(line.text.strip()) for line in row.lines)
    numbers = [m[1] for m in matches if m]
    return any((int(text) if text.isdecimal() else roman(text)) == page for text in numbers)
