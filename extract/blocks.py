"""From lines to paragraphs: which line goes on with the one before, which begins something new.

The strongest witness is the line break itself: a typesetter breaks a line where the next word does not fit. A line that
would have had room for the first word of the next one ends its paragraph.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hedui.extract.contents import LEADERS, cut_page_numbers
from hedui.extract.labels import Label, Nesting, Numbered, Start, candidates, choose
from hedui.extract.lines import Line, is_mono
from hedui.extract.repair import is_cjk, joined
from hedui.model import BlockKind, Print

_ORNAMENT = re.compile(r"[\s*＊_\-–—=~·•.#◆◇■□※☆★]+\Z")
_ENDS = re.compile(r"[.。!?！？;；:：…][”\"’'）)》」』\]]*\s*\Z")
_CLOSING = "，。、；：！？）》」』】”’,.;:!?)]}%"
_OPENING = "（《“‘「『【〔([{〈"
_NARROWEST = 15
"""Ems of a quotation's measure at least: the short items of a list end at about one place too."""
_WIDEST_LEAD = 3.3
"""Double spacing of a Chinese font, whose lines are 1.45 ems high, in ems."""
_QUOTES = "“”‘’"
_HANGING = "，。、；：！？）》」』】”’"


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, their label, and what kind of block they make."""

    lines: list[Line]
    number: Numbered | None = None
    kind: BlockKind = "paragraph"
    label_end: int = 0
    """Characters of the first line that are its label."""


@dataclass(slots=True)
class Style:
    """What is usual in the document: its text's size and font, and the distance of lines of each size."""

    size: float
    font: str
    bold: bool
    leads: dict[float, float]
    firsts: tuple[float, ...] = ()
    """Where paragraphs begin, where it is the custom of the document that they go on further left."""
    inner: tuple[float, float] = (0.0, 0.0)
    """The left edges of even and odd pages, where they are bound like a book."""

    def lead(self, size: float) -> float:
        """The usual distance of two lines of a paragraph."""
        key = round(size * 2) / 2
        if key in self.leads:
            return self.leads[key]
        return size * (
            self.leads[round(self.size * 2) / 2] / self.size if round(self.size * 2) / 2 in self.leads else 1.3
        )


def style_of(lines: Sequence[Line]) -> Style:
    """The style of a document from all lines of its text."""
    sizes: Counter[float] = Counter()
    fonts: Counter[tuple[str, bool]] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = max(sizes, key=lambda s: sizes[s], default=10.0)
    for line in lines:
        if abs(line.size - size) < 0.5:
            fonts[(line.font, line.bold)] += len(line.text)
    font, bold = max(fonts, key=lambda f: fonts[f], default=("", False))
    return Style(size, font, bold, _leads(lines))


def _leads(lines: Sequence[Line]) -> dict[float, float]:
    """For each size the smallest distance of lines that is frequent."""
    steps: dict[float, Counter[float]] = defaultdict(Counter)
    for one, two in itertools.pairwise(lines):
        step = two.baseline - one.baseline
        if _together(one, two) and abs(one.size - two.size) < 0.3 and 0.8 * one.size < step < _WIDEST_LEAD * one.size:
            steps[round(one.size * 2) / 2][round(step * 4) / 4] += 1
    found = {}
    for size, counts in steps.items():
        most = max(counts.values())
        found[size] = min(step for step, n in counts.items() if n >= max(1, 0.25 * most))
    return found


def _together(one: Line, two: Line) -> bool:
    return one.page == two.page and one.column == two.column


def set_margins(pages: Sequence[Sequence[Line]]) -> None:
    """Give each line the edges it is set between: those of its column, on the right those of lines that begin there.

    A column of few lines gets the right edge that is frequent in the document.
    """
    zones: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for lines in pages:
        for line in lines:
            zones[(line.page, line.column)].append(line)
    by_page: dict[int, list[list[Line]]] = defaultdict(list)
    for (page, _), zone in zones.items():
        by_page[page].append(zone)
    rights: Counter[int] = Counter()
    lefts: Counter[int] = Counter()
    starts: Counter[int] = Counter()
    columns = _usual_rooms(by_page.values())
    sides = [(min(line.x0 for line in zone), _widest(zone)) for zone in zones.values()]
    wide = max((widest - left for left, widest in sides), default=0.0)
    for zone, (left, widest) in zip(zones.values(), sides, strict=True):
        if len(zone) > 2 or widest - left > 0.4 * wide:  # words in the margin say nothing of the text beside them
            rights.update(round(set_end(line) / 2) for line in zone if set_end(line) > widest - 3)
        lefts[round(left / 2)] += len(zone)
        starts.update(round(line.x0) for line in zone)
    least = max(4, 0.02 * rights.total())
    # An edge may fall on either side of a step of counting.
    frequent = sorted(r * 2 for r, n in rights.items() if n > 1 and n + max(rights[r - 1], rights[r + 1]) >= least)
    edges = sorted((x * 2 for x, n in lefts.items() if n >= max(4, 0.02 * sum(lefts.values()))), reverse=True)
    for zone, (edge, margin) in zip(zones.values(), sides, strict=True):
        if len(zone) < 8 or _frequent_edge(sorted(map(set_end, zone), reverse=True)) is None:
            most = min(_room(zone, by_page[zone[0].page]), columns.get(round(edge / 6), float("inf")))
            margin = max(margin, next((float(r) for r in frequent if margin - 3 <= r <= most), margin))
            edge = min(edge, next((float(x) for x in edges if x <= edge + 3), edge))
        for line in zone:
            line.edge, line.margin = edge, margin
            left, right = line.x0 - edge, margin - line.x1
            line.centred = abs(left - right) < 0.4 * line.size and left > 2 * line.size and starts[round(line.x0)] < 4
    _indented_right(zones.values())


def _room(zone: Sequence[Line], others: Sequence[Sequence[Line]]) -> float:
    """Where the next column of the page begins on the right of one; without limit where there is none."""
    if len(others) < 2:
        return float("inf")
    right = max(line.x1 for line in zone)
    starts = (min(line.x0 for line in other) for other in others)
    return min((x0 for x0 in starts if x0 > right), default=float("inf"))


def _usual_rooms(pages: Iterable[Sequence[Sequence[Line]]]) -> dict[int, float]:
    """For left edges, in steps of six points, where the next column begins, if most that begins there is so narrow."""
    lines: Counter[int] = Counter()
    rooms: dict[int, list[float]] = defaultdict(list)
    for zones in pages:
        for zone in zones:
            key, room = round(min(line.x0 for line in zone) / 6), _room(zone, zones)
            lines[key] += len(zone)
            if room < float("inf"):
                rooms[key] += [room] * len(zone)
    return {key: max(found) for key, found in rooms.items() if len(found) > 0.5 * lines[key]}


def _widest(zone: Sequence[Line]) -> float:
    """The right edge of a column: listings run over it."""
    ends = sorted(map(set_end, [line for line in zone if not is_mono(line)] or zone), reverse=True)
    return _frequent_edge(ends) or ends[0]


def _frequent_edge(ends: Sequence[float]) -> float | None:
    """The right edge that justified lines share to the point, though a few may overflow it; None for ragged lines."""
    few = 1 + int(0.05 * len(ends))
    enough = max(3, int(0.05 * len(ends)))
    near = (r for k, r in enumerate(ends[: few + 1]) if k + enough <= len(ends) and ends[k + enough - 1] > r - 1.5)
    return next(near, None)


def set_end(line: Line) -> float:
    """The right edge of a line without the Chinese punctuation that a typesetter may hang outside the margin."""
    end = len(line.text)
    while end > 1 and line.text[end - 1] in _HANGING:
        end -= 1
    return float(line.right[end - 1]) if end else line.x1


def _indented_right(zones: Iterable[list[Line]]) -> None:
    """Items may be indented on the right too: lines that begin at one place share the right edge they are set to."""
    kinds: dict[tuple[int, int, int], list[Line]] = defaultdict(list)
    for zone in zones:
        for line in zone:
            kinds[(round(line.x0), round(line.edge / 6), round(line.margin / 6))].append(line)
    for lines in kinds.values():
        right = _shared_right(lines)
        if right is not None:
            for line in lines:
                line.margin = min(line.margin, right)


def _shared_right(lines: list[Line]) -> float | None:
    """The right edge that lines with one left edge are set to, but for a few that overflow it."""
    lines = [line for line in lines if not is_mono(line)]
    if len(lines) < 6:
        return None
    ends = sorted(map(set_end, lines), reverse=True)
    right = _frequent_edge(ends) or ends[0]
    near = sum(end > right - 3 * lines[0].size for end in ends)
    return right if near >= max(3, 0.25 * len(ends)) else None


def paragraphs(flow: Sequence[Line | None], style: Style, pages: int) -> list[Paragraph | None]:
    """The paragraphs of a document of so many pages; None in the flow (a table) stays None and ends none by itself."""
    lines = [line for line in flow if line is not None]
    style.firsts = _usual_firsts(lines, style)
    style.inner = _inner_edges(lines)
    local = _local_margins(lines, style)
    breaks = _Breaks(style, local)
    labels = choose(_starts(lines, breaks, style))
    made: list[Paragraph | None] = []
    current: Paragraph | None = None
    number = 0
    for line in flow:
        if line is None:
            made.append(None)
            continue
        label = labels.get(number)
        number += 1
        if current is not None and label is None and breaks.belongs(current, line):
            current.lines.append(line)
            continue
        current = Paragraph([line], label_end=label.end if label else 0)
        if label:
            current.number = Numbered(label, label.text, 0, "numbered")
        made.append(current)
    _without_page_numbers([part for part in made if part is not None], pages)
    _name(made, style)
    return made


def _without_page_numbers(made: Sequence[Paragraph], pages: int) -> None:
    for number, end in cut_page_numbers([part.lines for part in made], pages).items():
        part = made[number]
        part.lines = [*part.lines[:-1], part.lines[-1].cut(0, end)]
        part.number, part.label_end = None, 0


# --- line by line ---------------------------------------------------------------------------------------------------


def first_word(line: Line, start: int = 0) -> float:
    """The width of what could not be parted from the start of a line: a word, or a Chinese character.

    Brackets and quotation marks stay with what they enclose, closing punctuation with what it follows; a hyphen or
    slash parts only what letters follow (Unicode Standard Annex 14).
    """
    text, end = line.text, start
    while end < len(text) and text[end] in _OPENING:
        end += 1
    if end < len(text) and is_cjk(text[end]):
        end += 1
        while end + 1 < len(text) and text[end] in _QUOTES and is_cjk(text[end + 1]):
            end += 2  # a quotation mark without a space is parted from neither side
    else:
        while end < len(text) and text[end] != " " and not is_cjk(text[end]):
            end += 1
            if text[end - 1] in "–—" or (text[end - 1] in "-/" and text[end : end + 1].isalpha()):
                break
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return float(line.right[end - 1] - line.left[start]) if end > start else 0.0


def _local_margins(lines: Sequence[Line], style: Style) -> list[float]:
    """For each line the right edge its paragraph is set to: that of the column, or, in a quotation, less."""
    margins = [line.margin for line in lines]
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and _same_measure(lines[end - 1], lines[end], style):
            continue
        run = lines[start:end]
        if len(run) >= 3:
            right = max(map(set_end, run))
            reached = sum(set_end(line) > right - 1.5 for line in run)
            shared = reached >= max(2, 0.5 * (len(run) - 1)) or _fits(run, right)
            wide = right - min(line.x0 for line in run) > _NARROWEST * run[0].size
            if shared and wide and right < run[0].margin - run[0].size:
                for k in range(start, end):
                    margins[k] = right
        start = end
    return margins


def _fits(run: Sequence[Line], right: float) -> bool:
    """Whether indented lines, set ragged, are broken as if the right edge were there: no next word would have fit."""
    if run[1].x0 < run[1].edge + 0.9 * run[1].size:
        return False
    return all(right - one.x1 < first_word(two) + 0.2 * one.size for one, two in pairwise(run))


def _same_measure(one: Line, two: Line, style: Style) -> bool:
    step = two.baseline - one.baseline
    return (
        _together(one, two)
        and abs(one.size - two.size) < 0.3
        and 0 < step < 1.25 * style.lead(one.size)
        and two.x0 - one.x0 < 3 * one.size
    )


def _usual_firsts(lines: Sequence[Line], style: Style) -> tuple[float, ...]:
    """Where first lines begin that are indented, where more of them are than begin flush after a short line."""
    firsts: Counter[int] = Counter()
    flush = 0
    for before, one, two in zip(lines, lines[1:], lines[2:], strict=False):
        if not (_together(one, two) and two.baseline - one.baseline < 1.25 * style.lead(one.size)):
            continue
        if abs(one.size - style.size) > 0.5 or one.centred or is_mono(one):
            continue
        shift = one.x0 - two.x0
        if 1.2 * one.size < shift < 5 * one.size:
            firsts[round(one.x0)] += 1
        elif abs(shift) < 1 and _together(before, one) and before.margin - before.x1 > 4 * one.size:
            flush += 1
    usual = [x for x, times in firsts.items() if times >= max(2, 0.1 * firsts.total())]
    return tuple(map(float, usual)) if firsts.total() >= 3 and firsts.total() > flush else ()


def _inner_edges(lines: Sequence[Line]) -> tuple[float, float]:
    """The left edges of even and odd pages, if these differ throughout; (0, 0) where all have the same."""
    edges: dict[int, float] = {}
    for line in lines:
        edges[line.page] = min(edges.get(line.page, line.edge), line.edge)
    usual = []
    for parity in (0, 1):
        counts = Counter(round(edge) for page, edge in edges.items() if page % 2 == parity)
        edge, times = counts.most_common(1)[0] if counts else (0, 0)
        if times < max(2, 0.6 * counts.total()):
            return (0.0, 0.0)
        usual.append(float(edge))
    return (usual[0], usual[1]) if abs(usual[0] - usual[1]) > 3 else (0.0, 0.0)


class _Breaks:
    """Decides whether a line goes on with a paragraph."""

    def __init__(self, style: Style, margins: Sequence[float]) -> None:
        self.style = style
        self.margins = margins
        self._margin: dict[int, float] = {}

    def know(self, lines: Sequence[Line]) -> None:
        """Remember the local margin of each line."""
        self._margin = {id(line): margin for line, margin in zip(lines, self.margins, strict=True)}

    def is_full(self, line: Line, following: Line, start: int = 0) -> bool:
        """Whether the line had no room for the first word of the following one."""
        room = self._margin.get(id(line), line.margin) - line.x1
        if line.centred:
            room = 2 * min(room, line.x0 - line.edge)
        last = line.text[-1:]
        space = 0.0 if is_cjk(last) or is_cjk(following.text[start : start + 1] or " ") else 0.2 * line.size
        if last == "-" and line.text[-2:-1].isalpha() and following.text[start : start + 1].islower():
            return True
        # Typesetters keep more together than our rules know; where no sentence ends, a little room proves nothing.
        slack = (0.3 if _ENDS.search(line.text) else 1.2) * line.size
        return room < first_word(following, start) + space + slack

    def goes_on(self, paragraph: Sequence[Line], line: Line) -> bool:
        last = paragraph[-1]
        if not self._same_type(last, line):
            return False
        if is_mono(last) and is_mono(line):
            # A listing goes on after an empty line or two.
            return _together(last, line) and 0 < line.baseline - last.baseline < 3.2 * self.style.lead(line.size)
        if _ORNAMENT.match(line.text) or _ORNAMENT.match(last.text) or LEADERS.search(last.text):
            return False
        if _together(last, line) or self._of_one_heading(last, line):
            return self._beside(paragraph, last, line)
        return self._over_page(paragraph, last, line)

    def _of_one_heading(self, last: Line, line: Line) -> bool:
        """Whether two lines are a heading over all columns, of which the second is so short that it fits in one."""
        below = last.page == line.page and 0 < line.baseline - last.baseline < 1.6 * line.size
        return below and abs(last.x0 - line.x0) < 2 and last.x1 > line.margin and self._is_heading(last)

    def belongs(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a line without a label goes on with a paragraph, or begins its text under a label by itself."""
        return self.goes_on(paragraph.lines, line) or self.under(paragraph, line)

    def under(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a paragraph is a label on a line of its own so far, and the line is the first of its text."""
        label = paragraph.lines[-1]
        if paragraph.number is None or len(paragraph.lines) > 1 or paragraph.label_end < len(label.text):
            return False
        headed = (line.bold and not self.style.bold) or line.size > 1.07 * self.style.size
        near = not _together(label, line) or 0 < line.baseline - label.baseline < 2 * self.style.lead(line.size)
        return near and not headed and not label.centred and label.size < 1.07 * self.style.size

    def _same_type(self, last: Line, line: Line) -> bool:
        if abs(last.size - line.size) > 0.06 * max(last.size, line.size):
            return False
        if is_mono(last) != is_mono(line):
            return self.is_full(last, line)
        if line.bold and not last.bold:  # the end of a paragraph that stresses its last words, or a heading
            return self.is_full(last, line) and not _ENDS.search(last.text) and not self.wider(last, line)
        if last.bold and not line.bold:
            following = line.text[:1].islower() or is_cjk(line.text[:1] or " ")
            gapless = not any(b - a > 1.6 * last.size for a, b in _gaps(last))
            return following and gapless and self.is_full(last, line) and not _ENDS.search(last.text)
        return True

    def wider(self, last: Line, line: Line) -> bool:
        """Whether two lines stand further apart than those of one paragraph."""
        return _together(last, line) and line.baseline - last.baseline > 1.22 * self.style.lead(line.size) + 0.5

    def _beside(self, paragraph: Sequence[Line], last: Line, line: Line) -> bool:
        step = line.baseline - last.baseline
        if step <= 0.3 * line.size:
            return False
        if len(paragraph) >= 2 and _together(paragraph[-2], last):
            own = last.baseline - paragraph[-2].baseline
            if step > own + 0.22 * line.size and own > 0:
                return False
            if step > max(2.6 * line.size, 1.1 * self.style.lead(line.size)):
                return False
        elif self.wider(last, line):
            return False
        return self.is_full(last, line) and self._aligned(paragraph, line)

    def _aligned(self, paragraph: Sequence[Line], line: Line) -> bool:
        """Whether the line stands where the lines of the paragraph begin."""
        first, em = paragraph[0], line.size
        last = paragraph[-1]
        if self._is_heading(line) and abs(last.x0 + last.x1 - line.x0 - line.x1) < 2 and abs(last.x0 - line.x0) > em:
            return True  # one centred above the other
        if line.centred and (last.centred or abs((last.x0 - last.edge) - (last.margin - last.x1)) < 0.5 * em):
            return True
        if len(paragraph) == 1:
            # Two lines that both begin where paragraphs do are two paragraphs.
            indented = any(abs(first.x0 - x) < 0.3 * em for x in self.style.firsts)
            if indented and abs(line.x0 - first.x0) < 0.3 * em:
                return False
            # Nor does an item go on, behind the end of a sentence, left of its label where paragraphs begin.
            begins = any(abs(line.x0 - x) < 0.3 * em for x in self.style.firsts)
            if begins and line.x0 < first.x0 - 0.9 * em and _ENDS.search(last.text):
                return False
            return line.x0 < first.x0 + 7 * em
        return abs(line.x0 - paragraph[-1].x0) < 0.9 * em

    def _over_page(self, paragraph: Sequence[Line], last: Line, line: Line) -> bool:
        if not self.is_full(last, line):
            return False
        shift = line.edge - last.edge
        if abs(shift) <= 40:  # the edge of a page that holds a list only is none
            shift = self.style.inner[line.page % 2] - self.style.inner[last.page % 2]
        em = line.size
        if len(paragraph) >= 2:
            return abs(line.x0 - last.x0 - shift) < 0.9 * em
        at = line.x0 - shift
        if self._is_heading(last):
            return False
        return at < last.x0 + 7 * em and not (at > last.x0 + 0.9 * em and _ENDS.search(last.text))

    def _is_heading(self, line: Line) -> bool:
        return line.size > 1.08 * self.style.size or (line.bold and not self.style.bold)


def _gaps(line: Line) -> Iterable[tuple[float, float]]:
    """(right edge of what stands before, left edge of what follows) of each space of a line."""
    return ((float(line.right[k - 1]), float(line.left[k + 1])) for k, c in enumerate(line.text[:-1]) if k and c == " ")


# --- labels ---------------------------------------------------------------------------------------------------------


def _starts(lines: Sequence[Line], breaks: _Breaks, style: Style) -> list[Start]:
    breaks.know(lines)
    found = []
    for k, line in enumerate(lines):
        labels = [] if _ORNAMENT.match(line.text) and line.text[0] not in "•" else candidates(line.text)
        if not labels or is_mono(line) or (labels[0].end >= len(line.text) and k + 1 == len(lines)):
            continue
        before = lines[k - 1] if k else None
        after = lines[k + 1] if k + 1 < len(lines) else None
        found.append(_start(k, line, labels, before, after, breaks))
    return found


def _word_space(line: Line, start: int) -> float:
    """The usual space between words of a line behind ``start``: justified text makes it wide. 0 for few words."""
    gaps = sorted(b - a for a, b in _gaps(line.cut(start)))
    return gaps[len(gaps) // 2] if len(gaps) > 3 else 0.0


def _start(k: int, line: Line, labels: list[Label], before: Line | None, after: Line | None, breaks: _Breaks) -> Start:
    end = labels[0].end
    text_x = float(line.left[end]) if end < len(line.text) else line.x1
    label_x1 = float(line.right[max(0, len(line.text[:end].rstrip()) - 1)])
    gap = text_x - label_x1
    opens, wraps, parted = True, False, True
    if before is not None:
        full = breaks.is_full(before, line)
        ended = bool(_ENDS.search(before.text) or LEADERS.search(before.text))
        apart = (
            breaks.wider(before, line) or abs(before.size - line.size) > 0.06 * line.size or before.bold != line.bold
        )
        shifted = _together(before, line) and abs(before.x0 - line.x0) > 0.9 * line.size
        parted = not full or apart or shifted
        opens = parted or ended
        wraps = full and not apart and not ended
    hangs = after is not None and _together(line, after) and abs(after.x0 - text_x) < 2.5 and text_x > line.x0 + 3
    tab = gap > 0.75 * line.size and gap > 1.5 * _word_space(line, end)
    spaced = gap > 0.1 * line.size or end >= len(line.text)
    return Start(k, labels, line.x0, text_x, line.size, tab, opens, wraps, hangs, spaced, parted)


# --- kinds ----------------------------------------------------------------------------------------------------------


def _name(made: Sequence[Paragraph | None], style: Style) -> None:
    """Tell headings, numbered paragraphs and items apart, and give each label its path."""
    nesting = Nesting()
    for k, paragraph in enumerate(made):
        if paragraph is None:
            continue
        if _is_heading(paragraph, style, made[k + 1 :]):
            paragraph.kind, paragraph.number, paragraph.label_end = "heading", None, 0
            nesting.heading()
        elif paragraph.number:
            paragraph.number = nesting.enter(paragraph.number.label, paragraph.lines[0].x0)
            paragraph.kind = "numbered" if paragraph.number.kind == "numbered" else "item"
    _name_titles(made)


def _is_heading(paragraph: Paragraph, style: Style, following: Sequence[Paragraph | None]) -> bool:
    lines = paragraph.lines
    text = "".join(line.text for line in lines)
    if len(lines) > 4 or len(text) > 240 or _ORNAMENT.match(text) or is_mono(lines[0]):
        return False
    if text.rstrip()[-1:] in "。；;，,、" or not any(sign.isalpha() for sign in text):
        return False
    first = lines[0]
    larger = all(line.size > 1.07 * style.size for line in lines)
    heavier = all(line.bold for line in lines) and not style.bold
    slanted = all(line.italic for line in lines)
    label = paragraph.number.label if paragraph.number else None
    if label and label.style in ("bullet", "dash"):
        return False
    if larger or heavier:
        return not (text.rstrip().endswith((".", ":", "：")) and len(text) > 120)
    if slanted and not text.rstrip().endswith((".", ":")) and len(lines) <= 2:
        return True
    if label:
        # I. and 一、 head chapters even in the type of the text, where they stand alone in the middle.
        return label.style in ("Idot", "Adot", "一comma") and first.centred and len(lines) == 1
    other = first.font.split("-")[0] != style.font.split("-")[0] and not any(c.isascii() and c.isalpha() for c in text)
    centred = first.centred and len(lines) <= 3
    return (other or centred) and len(text) < 80 and not _ENDS.search(text)


def _name_titles(made: Sequence[Paragraph | None]) -> None:
    """The headings and short lines before the first text of the first page are its title, but for the last heading."""
    front: list[Paragraph] = []
    for paragraph in made:
        if paragraph is None or paragraph.number or paragraph.lines[0].page > 1:
            break
        text = "".join(line.text for line in paragraph.lines)
        if paragraph.kind != "heading" and (len(paragraph.lines) > 2 or (_ENDS.search(text) and len(text) > 30)):
            break
        front.append(paragraph)
    while len(front) > 1 and front[-1].kind == "heading" and not _alike(front[-2], front[-1]):
        front.pop()
        break
    if front and (len(front) > 1 or front[0].kind == "heading"):
        for paragraph in front:
            paragraph.kind = "title"


def _alike(one: Paragraph, two: Paragraph) -> bool:
    a, b = one.lines[0], two.lines[0]
    return abs(a.size - b.size) < 0.6 and a.bold == b.bold and a.italic == b.italic


# --- text -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Composed:
    """A text, where its characters stand, and the raised signs taken out of it: (position, sign, page)."""

    text: str = ""
    prints: list[Print] = field(default_factory=list)
    marks: list[tuple[int, str, int]] = field(default_factory=list)


def compose(lines: Iterable[Line], words: frozenset[str], skip: int = 0) -> Composed:
    """The text of a paragraph from its lines, without the first ``skip`` characters (the label)."""
    made = Composed()
    for number, line in enumerate(lines):
        part = line.cut(skip) if skip and number == 0 else line
        if not part.text and not part.raised:
            continue
        if made.text and part.text:
            shorter, between = joined(made.text, part.text, words)
            if len(shorter) < len(made.text):
                last = made.prints[-1]
                made.prints[-1] = Print(last.start, len(shorter), last.page, last.box)
            made.text = shorter + between
        start = len(made.text)
        made.text += part.text
        if part.text:
            x0, top, x1, bottom = part.box
            box = (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))
            made.prints.append(Print(start, len(made.text), part.page, box))
        made.marks += [(start + sign.at, sign.text, part.page) for sign in part.raised]
    return made
