"""How many rows of a kind the text says a table has, against the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, sayings, value
from hedui.reconcile.tallies import QUOTED, Ledger, ledgers

_KIND = re.compile(r"[A-Z][A-Za-z]{2}|\d{4}|[\u4e00-\u9fff]{2}|[a-z]{5}")
_BREAK = re.compile(r"[,;，；、。.]\s*|\s+(?:and|while)\s+|以及|和")
_NAMED = re.compile(r"[A-Z][A-Za-z]*\s?$")
"""A name right before a number, which is its version then: Linux 12."""
_TABLE = (
    "State | Cycle | Partner\nChad | 2019 | None\nMali | 2019 | Alpha\nTogo | 2020 | None\nPeru | 2020 | Alpha\n"
    "Laos | 2020 | Beta"
)


@rule(
    "T312",
    "rows-in-text",
    "warning",
    examples=(
        Example(None, f"There are two projects in 2019, three in 2020.\n{_TABLE}"),
        Example(None, f"Three projects have no partner (the entry is “None”).\n{_TABLE}", says="2 rows"),
        Example(None, f"Two projects have no partner (the entry is “None”).\n{_TABLE}"),
        Example(
            "2019 年有 3 个项目，2020 年有 3 个项目，2021 年有 1 个项目。\n"
            "国家 | 周期\n甲 | 2019\n乙 | 2019\n丙 | 2020\n丁 | 2020\n戊 | 2020\n己 | 2021",
            None,
            says="2 rows",
        ),
    ),
)
def rows_in_text(view: DocumentView) -> Iterator[Finding]:
    """A count of rows of one kind differs from the table: so many of the 2019 cycle, so many with “None” as partner.

    The kind is a word that stands as entry in a column. A sentence is held against a column if it quotes an entry,
    or if it gives counts for at least three kinds and most of them are right.
    """
    known = ledgers(view)
    if not known:
        return
    index = _index(known)
    for saying in sayings(view):
        counts = [f for f in saying.figures if f.quantity.kind == "count" and value(f.quantity) is not None]
        if not counts:
            continue
        yield from _quoted(view, saying, counts, known)
        if len(counts) >= 2:
            yield from _paired(view, saying, counts, index)


@dataclass(frozen=True, slots=True)
class Kind:
    """A word that is an entry of a column, and how many rows have it."""

    ledger: int
    col: int
    word: str
    rows: int


def _index(known: tuple[Ledger, ...]) -> dict[str, list[Kind]]:
    """The entries of all columns of words or years, by their first two characters."""
    index: dict[str, list[Kind]] = {}
    for n, ledger in enumerate(known):
        for col in range(ledger.sheet.width):
            tally = ledger.tally(col)
            years = col in ledger.year_columns()
            if not 2 <= len(tally) <= max(4, len(ledger.rows) // 2) or (col in ledger.sheet.columns and not years):
                continue
            for word, rows in tally.items():
                if _KIND.match(word) and len(word) <= 60:
                    index.setdefault(word[:2], []).append(Kind(n, col, word, rows))
    return index


def _quoted(view: DocumentView, saying: Saying, counts: list[Figure], known: tuple[Ledger, ...]) -> Iterator[Finding]:
    """An entry in quotation marks, against the first count of the sentence."""
    first = next((f for f in counts if not f.quantity.weak), None)
    if first is None or not first.quantity.noun or _NAMED.search(saying.before(first.quantity, 16)):
        return
    for quoted in QUOTED.finditer(saying.text):
        if (
            first.quantity.end - saying.start > quoted.start()
            or quoted.start() - (first.quantity.end - saying.start) > 100
        ):
            continue
        for ledger in known:
            if len(quoted[1].strip()) < 2 or (value(first.quantity) or 0) > len(ledger.rows):
                continue
            for col in range(ledger.sheet.width):
                rows = ledger.tally(col).get(quoted[1].strip(), 0)
                if rows and not ledger.column(quoted[1]) and ledger.sheet.kinds and rows != value(first.quantity):
                    if any(k != col and ledger.tally(k).get(quoted[1].strip()) for k in range(ledger.sheet.width)):
                        continue
                    yield _told(view, first, ledger, col, quoted[1].strip(), rows, 0.9)


def _paired(
    view: DocumentView, saying: Saying, counts: list[Figure], index: dict[str, list[Kind]]
) -> Iterator[Finding]:
    """Counts that stand in one clause with an entry, where most agree with the rows."""
    pairs: dict[tuple[int, int], list[tuple[Figure, Kind]]] = {}
    at = 0
    for start, end in _clauses(saying):
        first = at
        while at < len(counts) and counts[at].quantity.start - saying.start < end:
            at += 1
        inside = [f for f in counts[first:at] if f.quantity.start - saying.start >= start and not f.quantity.weak]
        if len(inside) == 1:
            for kind in _kinds(saying.text[start:end], index):
                pairs.setdefault((kind.ledger, kind.col), []).append((inside[0], kind))
    for (n, col), found in pairs.items():
        wrong = [(f, k) for f, k in found if value(f.quantity) != k.rows]
        if wrong and len(found) - len(wrong) >= 2 and len(wrong) * 2 <= len(found):
            for figure, kind in wrong:
                yield _told(view, figure, ledgers(view)[n], col, kind.word, kind.rows, 0.85)


def _clauses(saying: Saying) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _BREAK.finditer(saying.text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(saying.text)


def _kinds(clause: str, index: dict[str, list[Kind]]) -> list[Kind]:
    """The entries named in a clause, one a column: the longest."""
    best: dict[tuple[int, int], Kind] = {}
    for key in {clause[i : i + 2] for i in range(len(clause) - 1)}:
        for kind in index.get(key, ()):
            at = (kind.ledger, kind.col)
            if kind.word in clause and (at not in best or len(best[at].word) < len(kind.word)):
                best[at] = kind
    return list(best.values())


def _told(
    view: DocumentView, figure: Figure, ledger: Ledger, col: int, word: str, rows: int, confidence: float
) -> Finding:
    said = value(figure.quantity) or Decimal(0)
    row = next(r for r in ledger.rows if ledger.sheet.rows[r][col].strip() == word)
    return finding(
        "T312",
        Message(
            f"{rows} rows of the table have “{word}”, the text says {said}",
            f"表中有 {rows} 行为“{word}”，文中却说 {said}",
        ),
        (view.place(figure), ledger.table.place(row, col)),
        confidence=confidence,
    )
