"""Footnotes: the lines at the foot of a column that are set smaller, below a short rule or behind a mark of the text.

They are lifted out before paragraphs are made, so that the two halves of a paragraph before and after meet; a note that
runs on to the next page is put together again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from hedui.extract.lines import Line, Raised, is_mono
from hedui.extract.marks import SUPERSCRIPTS, is_exponent, raise_marks, symbols_in, with_high_figures_raised

SMALLER = 0.93
"""Notes are set at most this share of the size of the text."""

CLOSER = 0.98
"""At most this share where the label of the first answers a mark of the text."""

_SHORT = 0.6
"""A rule above notes alone is at most this share of the width of its column."""
_MOST_LINES = 16
"""More lines than so many in the size of the text are text."""
_MARK = re.compile(r"[\[(（〔]?\s?(\d{1,3}|[a-zA-Z]|[*＊†‡§¶#]{1,4}|[ivxl]{1,6}|[①-⑳])\s?[\])）〕]?")
_LABEL = re.compile(
    r"(?:[\[(（〔](\d{1,3}|[a-z])[\])）〕]|(\d{1,3}|[ivxl]{2,6}|[a-z]|[*＊†‡§¶]{1,4}|[①-⑳])[.)、]?)(?=\s|[^\x00-\x7f])\s*"
    r"|(\d{1,2}(?=[A-Z][a-z])|[*†‡§]{1,4}(?=\w))"
)
_UNICODE_MARK = re.compile(r"[0-9]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
"""TeX's fonts set some figures of a mark raised by their code and others only by their place: 1⁴."""
_GLUED = re.compile(r"(\d{1,2})(?=[^\d\s.,:;/%)-])")
"""A label that only its number tells, as it stands right before the first word of the note: 2vim-pathogen."""
_ENDS = re.compile(r"[.。!?！？;；)）\]”\"’]\s*\Z")


@dataclass(slots=True)
class RawNote:
    """A note as printed: the page it begins on, its label and its lines."""

    page: int
    label: str | None
    lines: list[Line] = field(default_factory=list)
    endnote: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal ruling line."""

    page: int
    x0: float
    x1: float
    y: float


def mark_labels(text: str) -> list[str]:
    """The labels in a raised sign: ["1", "2"] for "1, 2"; nothing where it is no mark (an exponent, "th")."""
    text = text.translate(SUPERSCRIPTS).strip()
    whole = _MARK.fullmatch(text)
    if whole:
        return [whole[1]]
    parts = [part for part in re.split(r"[,，、;\s]+", text) if part]
    matches = [_MARK.fullmatch(part) for part in parts]
    return [m[1] for m in matches if m] if parts and all(matches) else []


def part_notes(
    pages: Sequence[list[Line]],
    rules: Sequence[Sequence[Rule]],
    body_size: float,
    in_tables: Sequence[set[str]] = (),
) -> tuple[list[list[Line]], list[RawNote]]:
    """For each page the lines that are text; and the notes of all pages in their order.

    ``in_tables`` are for each page the labels of the marks in its tables, whose lines are in no page.
    """
    pages = [_with_lone_marks([with_high_figures_raised(line) for line in lines]) for lines in pages]
    body: list[list[Line]] = []
    notes: list[RawNote] = []
    marks = [marks_of(lines) | set(own) for lines, own in zip_longest(pages, in_tables, fillvalue=())]
    for n, lines in enumerate(pages):
        drawn, rest = _typed_rules(lines)
        sequel, known = _sequel(notes, n), len(notes)
        called = marks[n] | (marks[n - 1] if n else set()) | symbols_in(lines)
        text, foot = _part_page(rest, [*rules[n], *drawn], body_size, called, sequel)
        if not foot and drawn:
            text = lines
        body.append(text)
        _read_notes(foot, notes, marks[n] or called, sequel)
        raise_marks(text, [note.label for note in notes[known:] if note.label and note.label not in marks[n]])
    return body, notes


def _typed_rules(lines: Sequence[Line]) -> tuple[list[Rule], list[Line]]:
    """Rules made of underscores, as the United Nations set them above footnotes, and the other lines."""
    drawn = [line for line in lines if len(line.text) >= 8 and set(line.text) <= {"_", " "}]
    typed = set(map(id, drawn))
    rest = [line for line in lines if id(line) not in typed]
    return [Rule(line.page, line.x0, line.x1, line.baseline) for line in drawn], rest


def _with_lone_marks(lines: list[Line]) -> list[Line]:
    """A mark that alone found no room on its line hangs on the line above."""
    kept: list[Line] = []
    for line in lines:
        above = kept[-1] if kept else None
        if above is not None and line.size < 0.75 * above.size and above.column == line.column:
            near = 0 < line.baseline - above.baseline < 2 * above.size and line.x0 - line.edge < 2 * above.size
            if near and len(line.text) <= 3 and mark_labels(line.text):
                above.raised = (*above.raised, Raised(len(above.text), line.text, line.box))
                continue
        kept.append(line)
    return kept


def marks_of(lines: Sequence[Line]) -> set[str]:
    """The labels of the raised marks in the text of a page."""
    signs = ((line.text[: sign.at], sign.text) for line in lines for sign in line.raised if sign.at)
    return {label for before, sign in signs if not is_exponent(before, sign) for label in mark_labels(sign)}


def _sequel(notes: Sequence[RawNote], page: int) -> RawNote | None:
    """The last note, if it stands on the page before and has not come to its end."""
    if notes and notes[-1].lines and notes[-1].lines[-1].page == page and not _ENDS.search(notes[-1].lines[-1].text):
        return notes[-1]
    return None


def _part_page(
    lines: list[Line], rules: Sequence[Rule], body_size: float, marks: set[str], sequel: RawNote | None
) -> tuple[list[Line], list[Line]]:
    """(text, foot) of a page, column by column."""
    text: list[Line] = []
    foot: list[Line] = []
    for column in sorted({line.column for line in lines}):
        own = [line for line in lines if line.column == column]
        cut = _foot_start(own, rules, body_size, marks, sequel, max(line.baseline for line in lines))
        text += own[:cut]
        foot += own[cut:]
    return text, foot


def _foot_start(
    lines: list[Line], rules: Sequence[Rule], body_size: float, marks: set[str], sequel: RawNote | None, lowest: float
) -> int:
    """Where among the lines of a column the notes begin; the number of lines where there are none.

    A rule as wide as the column may be one of a table or of a box around a paragraph: below it the lines themselves
    have to say that they are notes.
    """
    n = len(lines)
    wide = max((line.x1 for line in lines), default=0.0) - min((line.x0 for line in lines), default=0.0)
    small = closer = n
    while closer and lines[closer - 1].size <= CLOSER * body_size and not is_mono(lines[closer - 1]):
        closer -= 1
    while small and lines[small - 1].size <= SMALLER * body_size and not is_mono(lines[small - 1]):
        small -= 1
    for rule in sorted(rules, key=lambda rule: rule.y):
        below = next((k for k, line in enumerate(lines) if line.baseline > rule.y and line.top > rule.y - 6), n)
        if below < n and is_mono(lines[below]):
            continue
        if below >= n or (below < small and lines[below].size > 1.01 * body_size):
            continue
        if not (lines[below].x0 - 60 <= rule.x0 <= lines[below].x0 + 12) or lines[below].top - rule.y > 30:
            continue
        label = label_of(lines[below])
        short = rule.x1 - rule.x0 < _SHORT * wide
        said = label or (below == small and (short or sequel))
        if below >= small and said and _none_above(lines, below, rule):
            return below
        raised = bool(lines[below].raised) and lines[below].raised[0].at == 0
        told = short or raised or lines[below].size <= CLOSER * body_size or _all_called(lines[below:], marks, lowest)
        if told and label and label[0] in marks and all(line.size <= 1.01 * body_size for line in lines[below:]):
            return below
    # Without a rule only lines from the first label on that answers a mark of the text, or that go on with a note.
    found = next((k for k in range(closer, n) if (label := label_of(lines[k])) and label[0] in marks), n)
    while sequel and found > small and abs(lines[found - 1].size - sequel.lines[-1].size) < 0.2:
        found -= 1
    return found


def _all_called(lines: Sequence[Line], marks: set[str], lowest: float) -> bool:
    """Whether lines low on the page answer a mark each, those that begin like a note where the first does."""
    labels = [label_of(line) for line in lines if abs(line.x0 - lines[0].x0) < 2]
    low = lines[0].baseline > 0.5 * lowest
    return low and len(lines) < _MOST_LINES and all(label[0] in marks for label in labels if label)


def _none_above(lines: list[Line], below: int, rule: Rule) -> bool:
    return all(line.baseline <= rule.y + 4 for line in lines[:below])


def label_of(line: Line) -> tuple[str, int] | None:
    """(label, where the text begins) of a line that begins a note."""
    if line.raised and line.raised[0].at == 0:
        labels = mark_labels(line.raised[0].text)
        if labels:
            return labels[0], 0
    unicode_mark = _UNICODE_MARK.match(line.text)
    if unicode_mark:
        return unicode_mark[0].translate(SUPERSCRIPTS), unicode_mark.end()
    match = _LABEL.match(line.text)
    if match and match.end() < len(line.text):
        return match[1] or match[2] or match[3], match.end()
    return None


def _read_notes(foot: Sequence[Line], notes: list[RawNote], marks: set[str], sequel: RawNote | None) -> None:
    """Append the notes in the lines of a foot; lines before the first label go on with the ``sequel``."""
    indent: float | None = None
    current = sequel
    for line in foot:
        for part in _parts(line):
            label = label_of(part) or _glued(part, notes[-1] if notes else None, line is foot[0])
            if label and _begins(label[0], part, current if notes else None, marks, indent):
                current = RawNote(line.page, label[0], [without_label(part, label[1])])
                notes.append(current)
                indent = part.x0 if not part.raised or part.raised[0].at else part.raised[0].box[0]
            elif current is not None:
                current.lines.append(part)
            else:
                current = RawNote(line.page, None, [part])
                notes.append(current)


def _glued(line: Line, last: RawNote | None, first: bool) -> tuple[str, int] | None:
    """The label of a line that begins with the number that is due, right before its first word."""
    match = _GLUED.match(line.text)
    known = last.label if last is not None and last.label and last.label.isdecimal() else "0"
    due = (str(int(known) + 1), "1") if first else (str(int(known) + 1),)
    return (match[1], match.end()) if match and match[1] in due else None


def _parts(line: Line) -> list[Line]:
    """A line with two notes on it, cut before the second."""
    for sign in line.raised:
        if 0 < sign.at < len(line.text) and line.text[sign.at] == " " and mark_labels(sign.text):
            at = sign.at + 1
            if sign.box[0] - float(line.right[sign.at - 1]) > 1.2 * line.size:
                rest = line.cut(at)
                rest.raised = (Raised(0, sign.text, sign.box), *(r for r in rest.raised if r.at > 0))
                head = line.cut(0, sign.at)
                head.raised = tuple(r for r in head.raised if r.at < sign.at)
                return [head, *_parts(rest)]
    return [line]


def without_label(line: Line, start: int) -> Line:
    """The first line of a note without its label."""
    rest = line.cut(start)
    rest.raised = tuple(sign for sign in rest.raised if sign.at > 0)
    return rest


def _begins(label: str, line: Line, current: RawNote | None, marks: set[str], indent: float | None) -> bool:
    """Whether a labelled line begins a note, and is not the middle of one that happens to begin with a number."""
    raised = bool(line.raised and line.raised[0].at == 0) or bool(_UNICODE_MARK.match(line.text))
    if raised or label in marks:
        return True
    if current is None or current.label is None:
        return True
    if current.label.isdecimal() and label.isdecimal():
        return int(label) == int(current.label) + 1 and (indent is None or abs(line.x0 - indent) < 8)
    return False
