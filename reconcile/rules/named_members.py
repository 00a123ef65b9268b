"""Names listed in the text, against the group of rows they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, TableView
from hedui.reconcile.sayings import Saying, sayings
from hedui.reconcile.sums import sheet_of

_PARTLY = re.compile(r"such as|for example|among others|inter alia|notably|例如|如[^下何果]|等", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{5,}|[\u4e00-\u9fff]{2}")
_ROWS = (
    "State | Amount\nContributions to projects | \nChad | 10\nMali | 20\nTogo | 30\nPeru | 40\nLaos | 50\n"
    "Contributions to outreach | \nChad | 1\nMali | 2\nTogo | 3\nPeru | 4"
)


@rule(
    "T317",
    "named-members",
    "warning",
    examples=(
        Example(None, f"Chad, Mali and Togo gave earmarked contributions for outreach.\n{_ROWS}", says="Peru"),
        Example(
            "甲国、乙国和丙国为宣传方案提供了专项捐款。\n国家 | 数额\n项目捐款 | \n"
            "甲国方面 | 1\n乙国方面 | 2\n丙国方面 | 3\n丁国方面 | 4\n"
            "宣传方案捐款 | \n甲国 | 1\n乙国 | 2\n丙国 | 3\n丁国 | 4",
            None,
            says="丁国",
        ),
        Example(None, f"Chad, Mali, Togo and Peru gave earmarked contributions for outreach.\n{_ROWS}"),
        Example(None, f"States such as Chad, Mali and Togo gave earmarked contributions for outreach.\n{_ROWS}"),
        Example(None, f"Chad, Mali and Togo took the floor.\n{_ROWS}"),
    ),
)
def named_members(view: DocumentView) -> Iterator[Finding]:
    """A sentence names members of a group one by one, and a table that lists the group has one more, or two.

    The group is a section of a table with a title of its own; the sentence must share a word with that title which no
    other section has, and name at least three of its rows and no other row. "Such as" and 等 make it an open list.
    """
    groups = [group for table in view.tables() for group in _groups(table)]
    if not groups:
        return
    for saying in sayings(view):
        for group in groups:
            yield from _checked(view, saying, group)


@dataclass(frozen=True, slots=True)
class Group:
    """A section of a table: the words of its title that no other has, and the names of its rows."""

    table: TableView
    row: int
    title: str
    own: frozenset[str]
    names: tuple[str, ...]


def _groups(table: TableView) -> Iterator[Group]:
    """The sections of a table that have between four and ten named rows; a table of one section has none."""
    sheet = sheet_of(table)
    starts = [r for r in range(len(sheet.rows)) if _titles(sheet.rows[r]) and (r == 0 or sheet.kinds[r] == "section")]
    if len(starts) < 2:
        return
    words = [frozenset(_WORD.findall(sheet.label(r).lower())) for r in starts]
    for n, start in enumerate(starts):
        stop = starts[n + 1] if n + 1 < len(starts) else len(sheet.rows)
        rows = sheet.details(start + 1, stop)
        names = tuple(_name(sheet.rows[r]) for r in rows)
        own = words[n] - frozenset().union(*(w for k, w in enumerate(words) if k != n))
        if 4 <= len(names) <= 10 and len(set(names)) == len(names) and all(names) and own:
            yield Group(table, start, sheet.label(start), own, names)


def _titles(row: Sequence[str]) -> bool:
    """Whether a row is a title: one cell of words and nothing else."""
    return sum(bool(text.strip()) for text in row) == 1


def _name(row: Sequence[str]) -> str:
    """The name in a row: its first cell of letters, however it is numbered."""
    return next((t.strip() for t in row if len(t.strip()) >= 2 and t.strip()[0].isalpha()), "")


def _checked(view: DocumentView, saying: Saying, group: Group) -> Iterator[Finding]:
    text = saying.text
    if not any(word in text.lower() for word in group.own):
        return
    there = [name for name in group.names if name in text]
    missing = [name for name in group.names if name not in text]
    if len(there) < 3 or not 1 <= len(missing) <= 2 or _PARTLY.search(text):
        return
    last = max(text.index(name) + len(name) for name in there)
    first = min(text.index(name) for name in there)
    if last - first > sum(map(len, there)) + 16 * len(there):
        return
    said = ", ".join(missing)
    row = next(r for r in range(group.row, len(group.table.rows)) if missing[0] in group.table.rows[r])
    col = group.table.rows[row].index(missing[0])
    yield finding(
        "T317",
        Message(
            f"“{group.title}” in the table has {said} too, which is not named here",
            f"表中“{group.title}”还有 {said}，此处未列",
        ),
        (view.place_at(saying.spot, saying.start + first, saying.start + last), group.table.place(row, col)),
        confidence=0.65,
    )
