"""Which paragraph speaks of which table: it names its number or its annex, or stands right above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hedui.reconcile.evidence import DocumentView, TableView
from hedui.reconcile.targets import targets

BESIDE = 2
_KINDS = ("annex", "appendix", "attachment", "table")


def pointed(view: DocumentView, tables: Sequence[TableView]) -> Iterator[tuple[str, list[TableView]]]:
    """Each block of text with those of the tables that it speaks of."""
    if not tables:
        return
    blocks = view.document.blocks
    places = {block.id: n for n, block in enumerate(blocks)}
    homes = _homes(view, tables, places)
    wanted: dict[str, list[TableView]] = {}
    for mention in targets(view).mentions:
        if not mention.heading and mention.spot.row is None:
            for table in homes.get((mention.kind, mention.label), ()):
                _note(wanted, mention.spot.block, table)
    for table in tables:
        at = places[table.block.id]
        for block in blocks[max(0, at - BESIDE) : at]:
            if block.kind not in ("title", "heading"):
                _note(wanted, block.id, table)
    for id, found in wanted.items():
        if view.blocks[id].rows is None and view.blocks[id].text:
            yield id, found


def _note(wanted: dict[str, list[TableView]], block: str, table: TableView) -> None:
    known = wanted.setdefault(block, [])
    if all(table.block.id != other.block.id for other in known):
        known.append(table)


def _homes(
    view: DocumentView, tables: Sequence[TableView], places: dict[str, int]
) -> dict[tuple[str, str], list[TableView]]:
    """The tables of each annex and of each table number."""
    homes: dict[tuple[str, str], list[TableView]] = {}
    heads = [m for m in targets(view).mentions if m.heading]
    for table in tables:
        at = places[table.block.id]
        for kind in _KINDS:
            above = [m for m in heads if m.kind == kind and places[m.spot.block] <= at]
            last = max(above, key=lambda m: places[m.spot.block], default=None)
            if last is not None and (kind != "table" or at - places[last.spot.block] <= 1):
                homes.setdefault((kind, last.label), []).append(table)
    return homes
