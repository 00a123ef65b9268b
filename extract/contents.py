"""Tables of contents: the page numbers behind their dots are furniture, not figures of the text.

A line with leader dots may be an entry of accounts as well ("Total .... 12,345"). The numbers tell: those of a table of
contents are whole, never fall, and none is larger than the document is long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hedui.extract.lines import Line

LEADERS = re.compile(r"(?:[.·…．‥]\s?){4,}")
_ENTRY = re.compile(r"\s*(?:[.·…．‥]\s?){4,}\s*(\d{1,4}|[ivxlc]{1,6})?\s*\Z")
_BARE = re.compile(r"\s+(\d{1,4})\Z")
_MOST_FRONT_PAGES = 40


def cut_page_numbers(groups: Sequence[Sequence[Line]], pages: int) -> dict[int, int]:
    """For the paragraphs (groups of lines) that are entries: {number of the paragraph: where its last line ends}.

    ``pages`` is the length of the document. Entries follow each other, three at least; among those with dots there may
    be some without (chapters in bold type).
    """
    found: dict[int, int] = {}
    run: list[tuple[int, int, int | None, bool]] = []
    for number, group in enumerate(groups):
        entry = _entry(group[-1])
        if entry is None:
            _close(run, pages, found)
            run = []
        else:
            run.append((number, *entry))
    _close(run, pages, found)
    return found


def _entry(line: Line) -> tuple[int, int | None, bool] | None:
    """(where the text ends, page number, whether dots lead to it) of a line that may be an entry."""
    dotted = _ENTRY.search(line.text)
    if dotted:
        number = dotted[1]
        return dotted.start(), int(number) if number and number.isdecimal() else None, True
    bare = _BARE.search(line.text)
    if bare and _gap(line, bare.start(1)) > 1.5 * line.size:
        return bare.start(), int(bare[1]), False
    return None


def _gap(line: Line, at: int) -> float:
    before = len(line.text[:at].rstrip()) - 1
    return float(line.left[at] - line.right[before]) if before >= 0 else 0.0


def _close(run: Sequence[tuple[int, int, int | None, bool]], pages: int, found: dict[int, int]) -> None:
    numbers = [page for _, _, page, _ in run if page is not None]
    dotted = sum(dots for *_, dots in run)
    if dotted < 3 or not numbers or max(numbers) > pages + _MOST_FRONT_PAGES:
        return
    falls = sum(b < a for a, b in pairwise(numbers))
    if falls <= 0.05 * len(numbers):
        found.update((number, end) for number, end, _, _ in run)
