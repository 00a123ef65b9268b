"""Blocks, notes and rows that stand on one side only, and how sure one may be that they are really missing.

A block without a counterpart may be one that was not translated, or one that the reading or the pairing got wrong. It
is reported in earnest where the blocks before and after it are paired and it carries content of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hedui.model import Bead, Passage, Place, Severity
from hedui.reconcile.beads import spot_of
from hedui.reconcile.evidence import CELL_JOIN, Evidence, Spot

_WORD = re.compile(r"[㐀-鿿]|[A-Za-z]{2,}|\d+")


@dataclass(frozen=True, slots=True)
class Alone:
    """A passage without a counterpart: its side, and the places to show (where it stands, where it should stand)."""

    side: int
    passage: Passage
    places: tuple[Place, ...]
    severity: Severity
    confidence: float


def alone(evidence: Evidence, kinds: Sequence[str]) -> Iterator[Alone]:
    """The passages of beads of these kinds that have nothing on the other side."""
    for beads in _levels(evidence.beads):
        for n, bead in enumerate(beads):
            if bead.kind in kinds and bool(bead.sides[0]) != bool(bead.sides[1]):
                side = 0 if bead.sides[0] else 1
                for passage in bead.sides[side]:
                    yield _alone(evidence, beads, n, side, passage)


def _levels(beads: Sequence[Bead]) -> Iterator[Sequence[Bead]]:
    """The beads of the document, and the beads inside each: a bead's neighbours are in its own sequence."""
    yield beads
    for bead in beads:
        inner = [part for part in bead.parts if part.kind != "sentence"]
        if inner:
            yield from _levels(inner)


def _alone(evidence: Evidence, beads: Sequence[Bead], n: int, side: int, passage: Passage) -> Alone:
    before = _neighbour(beads, n, -1)
    after = _neighbour(beads, n, +1)
    sure = sum(b is None or b.score >= 0.4 for b in (before, after)) / 2
    weight = len(_WORD.findall(passage.text))
    labelled = passage.label is not None or passage.row is not None
    severity: Severity = "warning" if sure >= 1 and (labelled or weight >= 8) else "note"
    if sum(not (b.sides[0] and b.sides[1]) for b in beads[max(0, n - 3) : n + 4]) > 3:
        severity = "note"  # where several in a row are unpaired, the pairing is in doubt rather than the translation
    if passage.row is None and evidence.documents[side].is_repeated(passage.text):
        severity = "note"  # a title printed again, or the head of a page
    places = [_whole(evidence, passage)]
    gap = _gap(evidence, 1 - side, before, after)
    if gap is not None:
        places.insert(0 if side == 1 else 1, gap)
    return Alone(side, passage, tuple(places), severity, round(0.5 + 0.4 * sure, 2))


def _neighbour(beads: Sequence[Bead], n: int, step: int) -> Bead | None:
    n += step
    while 0 <= n < len(beads):
        if beads[n].sides[0] and beads[n].sides[1]:
            return beads[n]
        n += step
    return None


def _whole(evidence: Evidence, passage: Passage) -> Place:
    view = evidence.documents[passage.document]
    if passage.row is None or passage.col is not None:
        spot = spot_of(passage)
        return view.place_at(spot, passage.start, passage.start + len(passage.text))
    cells = (view.blocks[passage.block].rows or ())[passage.row]
    col = next((c for c, cell in enumerate(cells) if cell.strip()), 0)
    place = view.place_at(Spot(passage.document, passage.block, row=passage.row, col=col), 0, len(cells[col]))
    assert place.text == CELL_JOIN.join(cells)
    return place


def _gap(evidence: Evidence, side: int, before: Bead | None, after: Bead | None) -> Place | None:
    """The spot on the other side where it should stand: after what goes before, or before what follows."""
    for bead, end in ((before, True), (after, False)):
        if bead is None or not bead.sides[side]:
            continue
        passage = bead.sides[side][-1 if end else 0]
        view = evidence.documents[side]
        if passage.row is not None and passage.col is None:
            spot = Spot(side, passage.block, row=passage.row, col=0)
            return view.place_at(spot, 0, 0)
        spot = spot_of(passage)
        if view.blocks[passage.block].rows is not None and spot.row is None and not spot.caption and spot.note is None:
            continue
        at = passage.start + (len(passage.text) if end else 0)
        return view.place_at(spot, at, at)
    return None
