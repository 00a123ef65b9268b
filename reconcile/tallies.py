"""Tables as evidence for what the text says: how many rows, of which kind, what a column makes.

A Ledger is a table with its data rows and columns ready to be counted. Text names a column by its heading, often in
quotation marks; a kind of rows by the word in their cells; a row by its number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from weakref import WeakKeyDictionary

from hedui.reconcile.cells import year_like
from hedui.reconcile.evidence import DocumentView, TableView
from hedui.reconcile.sums import Sheet, sheet_of

QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’“「『‘]{1,40})[”\"」』’]")
_UNIT = re.compile(r"\s*[（(\[][^）)\]]{1,24}[）)\]]\s*$")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NUMBER = re.compile(r"\s*[（(]?(\d{1,4})[)）.、．]?\s*")
FEWEST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Spread:
    """How many entries come how often: ``counts[2]`` is the number of those that come twice."""

    table: TableView
    counts: dict[int, int]
    entries: int
    total: int


class Ledger:
    """A table whose rows can be counted and whose columns can be added up."""

    def __init__(self, table: TableView) -> None:
        self.table = table
        self.sheet: Sheet = sheet_of(table)
        self.rows = self._data_rows()

    def _data_rows(self) -> tuple[int, ...]:
        """The rows that are entries: below the header, no total, no section, not empty."""
        sheet = self.sheet
        kept = []
        for r in sheet.body:
            filled = sum(bool(text.strip()) for text in sheet.rows[r])
            if sheet.kinds[r] in ("detail", "aside") or (sheet.kinds[r] == "section" and filled > 1):
                kept.append(r)
        return tuple(kept)

    def heading(self, col: int) -> str:
        """The heading of a column without its unit."""
        return _UNIT.sub("", self.sheet.heading(col)).strip()

    def column(self, name: str) -> int | None:
        """The column of that heading, None where there is none or more than one."""
        wanted = _folded(_UNIT.sub("", name))
        hits = [c for c in range(self.sheet.width) if wanted and _folded(self.heading(c)) == wanted]
        return hits[0] if len(hits) == 1 else None

    def tally(self, col: int) -> Counter[str]:
        """How many rows have which entry in a column."""
        return Counter(text for r in self.rows if (text := self.sheet.rows[r][col].strip()))

    def total(self, col: int) -> Decimal | None:
        """What a column of figures adds up to; None where a cell is not known."""
        made = self.sheet.add([(r, col) for r in self.rows if self.sheet.kinds[r] == "detail"])
        return made[0] if made else None

    def figures(self, col: int) -> dict[int, Decimal]:
        """The figures of a column by row."""
        return {r: a.value for r in self.rows if (a := self.sheet.amounts[r][col]) is not None and a.step}

    @cached_property
    def numbered(self) -> dict[int, tuple[int, int]]:
        """The (row, column) of each running number, where a column numbers the rows."""
        for col in range(min(2, self.sheet.width)):
            found = {int(m[1]): (r, col) for r in self.rows if (m := _NUMBER.fullmatch(self.sheet.rows[r][col]))}
            if len(found) >= FEWEST_ROWS and len(found) * 5 >= len(self.rows) * 4 and 1 in found:
                return found
        return {}

    def year_columns(self) -> list[int]:
        """The columns whose entries are years and nothing else."""
        found = []
        for col in range(self.sheet.width):
            entries = [t for r in self.rows if (t := self.sheet.rows[r][col].strip())]
            if len(entries) >= FEWEST_ROWS and all(map(year_like, entries)):
                found.append(col)
        return found

    @cached_property
    def years(self) -> list[int]:
        """The different years that entries list behind their names, in order."""
        cells = [text for r in self.rows for text in self.sheet.rows[r] if _listed(text)]
        found = {
            int(year) for text in cells for year in _YEARS.findall(text[text.rindex("(") :] if "(" in text else text)
        }
        return sorted(found) if len(cells) >= 6 else []

    def spreads(self) -> Iterator[Spread]:
        """How often entries come, column by column: entries repeated in a column, or years listed in one cell."""
        for col in range(self.sheet.width):
            tally = self.tally(col)
            if len(self.rows) >= 6 and 3 <= len(tally) < len(self.rows) and max(map(len, tally)) <= 60:
                yield Spread(self.table, dict(Counter(tally.values())), len(tally), sum(tally.values()))
        listed = [n for r in self.rows for text in self.sheet.rows[r] if (n := _listed(text))]
        if len(listed) >= 6 and len(set(listed)) > 1:
            yield Spread(self.table, dict(Counter(listed)), len(listed), sum(listed))


def _listed(text: str) -> int:
    """How many years an entry lists behind its name: "Chile (2019, 2021)" two, "Zambia (2019 x 2, 2020)" three."""
    found = re.search(r"[（(]([^（()）]*)[)）]\s*$", text)
    if found is None or not _YEARS.search(found[1]) or found.start() == 0:
        return 0
    count = 0
    for part in re.split(r"[,，、;；]", found[1]):
        if not re.fullmatch(r"\s*(?:19|20)\d\d\s*年?\s*(?:[x×*]\s*\d{1,2}\s*)?", part):
            return 0
        times = re.search(r"[x×*]\s*(\d{1,2})", part)
        count += int(times[1]) if times else 1
    return count


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


_known: WeakKeyDictionary[DocumentView, tuple[Ledger, ...]] = WeakKeyDictionary()


def ledgers(view: DocumentView) -> tuple[Ledger, ...]:
    """The tables of a document with at least four entries, as ledgers."""
    if view not in _known:
        made = (Ledger(table) for table in view.tables())
        _known[view] = tuple(ledger for ledger in made if len(ledger.rows) >= FEWEST_ROWS)
    return _known[view]
