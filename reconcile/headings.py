"""The heads of two tables that answer each other: which columns hold the same figures, and what their heads say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hedui.extract.quantities import read
from hedui.model import Bead, Quantity
from hedui.reconcile.cells import amount
from hedui.reconcile.evidence import Evidence, TableView
from hedui.reconcile.sums import Sheet, sheet_of

_FEWEST = 2
"""So many figures at least have to agree under two heads."""
_AGREE = 0.7
"""The share of the figures of a column that have to agree."""
_BRACKET = re.compile(r"[（(\[]([^（()）\[\]]{1,30})[)）\]]\s*\Z")
_UNITS = frozenset({"measure", "money", "percent", "duration"})


@dataclass(frozen=True, slots=True)
class Column:
    """Two columns that answer each other: their numbers, their heads, and whether they hold figures that agree."""

    at: tuple[int, int]
    heads: tuple[str, str]
    figures: bool


class Headed:
    """A table and its counterpart, row by row and column by column."""

    def __init__(self, evidence: Evidence, bead: Bead) -> None:
        views = evidence.documents
        self.tables = tuple(TableView(views[n], views[n].blocks[bead.sides[n][0].block]) for n in (0, 1))
        self.sheets: tuple[Sheet, ...] = tuple(map(sheet_of, self.tables))
        self.rows = [part for part in bead.parts if part.kind == "row" and part.sides[0] and part.sides[1]]

    @cached_property
    def columns(self) -> list[Column]:
        """The columns whose figures agree, and those of words, which stand where they stood as far as one can tell."""
        agreed: dict[tuple[int, int], list[bool]] = {}
        for row in self.rows:
            for cell in row.parts:
                if not cell.sides[0] or not cell.sides[1]:
                    continue
                (a, b) = (side[0] for side in cell.sides)
                values = amount(a.text), amount(b.text)
                if a.row and b.row and a.col is not None and b.col is not None and values[0] and values[1]:
                    agreed.setdefault((a.col, b.col), []).append(values[0].value == values[1].value)
        held = [pair for pair, same in agreed.items() if sum(same) >= max(_FEWEST, _AGREE * len(same))]
        words = set(range(min(sheet.width for sheet in self.sheets))) - {column for pair in agreed for column in pair}
        pairs = sorted({*held, *((column, column) for column in words)}) if held else []
        found = [
            Column((a, b), (self.sheets[0].heading(a), self.sheets[1].heading(b)), (a, b) in agreed) for a, b in pairs
        ]
        return [column for column in found if all(column.heads)]


def headed(evidence: Evidence) -> Iterator[Headed]:
    """The tables of two documents that answer each other, one to one."""
    if len(evidence.documents) < 2 or evidence.segmented:
        return
    for bead in evidence.beads:
        if bead.kind == "table" and len(bead.sides[0]) == 1 and len(bead.sides[1]) == 1:
            yield Headed(evidence, bead)


def unit_of(head: str, lang: str) -> tuple[Quantity, int, int] | None:
    """(one of the unit that stands in brackets at the end of a head, where that stands); None where there is none."""
    found = _BRACKET.search(head)
    if found is None:
        return None
    said = f"1{found[1]}" if lang.startswith("zh") else f"1 {found[1].strip()}"
    read_as = read(said, lang)
    if len(read_as) != 1 or read_as[0].text != said or read_as[0].kind not in _UNITS:
        return None
    return read_as[0], found.start(1), found.end(1)
