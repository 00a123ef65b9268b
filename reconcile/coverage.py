"""The account of every figure: each is in exactly one class, so that a clean report means something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from hedui.model import Coverage, Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.evidence import CELL_JOIN, DocumentView, Evidence, Figure
from hedui.reconcile.matching import Reason

Class = Literal["agreed", "flagged", "unpaired", "neighbour", "noted", "one document"] | Reason
"""What a figure is put down to: agreed, flagged, in a text without counterpart, or why nothing need answer it."""

_Where = tuple[int, str, tuple[int, int] | None]


def coverage(evidence: Evidence, views: Iterable[BeadView], findings: Iterable[Finding]) -> tuple[Coverage, ...]:
    """What became of every quantity of every document: agreed, flagged, unpaired, or not compared and why."""
    fate = _fates(views)
    flagged = _flagged(findings)
    left_out: Class = "one document" if len(evidence.documents) == 1 else "unpaired"
    return tuple(_account(view, fate, flagged, left_out) for view in evidence.documents)


def _fates(views: Iterable[BeadView]) -> dict[Figure, Class]:
    fate: dict[Figure, Class] = {}
    for view in views:
        done = view.matching
        for a, b, _ in done.agreed:
            fate[a.figure] = fate[b.figure] = "agreed"
        for item, reason in done.explained:
            if not item.virtual:
                fate.setdefault(item.figure, reason)
        for item in (*(x for pair in done.changed for x in pair), *done.only[0], *done.only[1]):
            fate.setdefault(item.figure, "noted")
        for item in view.moved:
            fate[item.figure] = "neighbour"
    return fate


def _flagged(findings: Iterable[Finding]) -> dict[_Where, list[tuple[int, int]]]:
    found: dict[_Where, list[tuple[int, int]]] = {}
    for one in findings:
        if one.severity != "note":
            for p in one.places:
                if p.quote:
                    found.setdefault((p.document, p.block, p.cell), []).append((p.start, p.end))
    return found


def _account(
    view: DocumentView, fate: dict[Figure, Class], flagged: dict[_Where, list[tuple[int, int]]], left_out: Class
) -> Coverage:
    count: Counter[Class] = Counter()
    for figure in view.all_figures:
        where, start, end = _where(view, figure)
        if any(a < end and start < b for a, b in flagged.get(where, ())):
            count["flagged"] += 1
        else:
            count[fate.get(figure, left_out)] += 1
    agreed, flagged_, unpaired = (count.pop(name, 0) for name in ("agreed", "flagged", "unpaired"))
    return Coverage(view.index, len(view.all_figures), agreed, flagged_, unpaired, tuple(count.most_common()))


def _where(view: DocumentView, figure: Figure) -> tuple[_Where, int, int]:
    spot, q = figure.spot, figure.quantity
    if spot.row is None or spot.col is None:
        return (spot.document, spot.note or spot.block, None), q.start, q.end
    row = (view.blocks[spot.block].rows or ())[spot.row]
    before = sum(len(cell) + len(CELL_JOIN) for cell in row[: spot.col])
    return (spot.document, spot.block, (spot.row, spot.col)), before + q.start, before + q.end
