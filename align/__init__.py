"""Pairing: which block, note, row and sentence of one document answers which of the other.

Documents are made ready (``reading``: tokens by ``words`` and ``lexicon``), the blocks are paired in a few passes
(``passes``: ``sequence`` finds the best path, ``evidence`` says how well two stretches answer each other, ``fits`` adds
labels and kinds), then notes, rows, cells and sentences inside them (``pairing``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from hedui.model import Bead, Block, Document, Pair, Passage

__all__ = ["pair", "pair_by_id", "public"]

Progress = Callable[[str, int, int], None]


def pair(
    left: Document,
    right: Document,
    *,
    glossary: Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
    progress: Progress | None = None,
    sentences: bool = True,
) -> tuple[Bead, ...]:
    """The beads of two documents in reading order: every block, note, caption and row of both is in exactly one.

    ``glossary`` holds (English term, Chinese term). Without ``sentences`` blocks are not looked into (where each is a
    sentence already).
    """
    from hedui.align.pairing import pair_documents

    return tuple(pair_documents(left, right, glossary, progress, sentences))


def pair_by_id(left: Document, right: Document) -> tuple[Bead, ...]:
    """The beads of two documents whose blocks have the same ids, as a bilingual file gives them."""
    there = {block.id: block for block in right.blocks}
    beads = [_by_id(block, there.pop(block.id, None)) for block in left.blocks]
    return (*beads, *(_by_id(None, block) for block in there.values()))


def _by_id(left: Block | None, right: Block | None) -> Bead:
    sides = [
        (Passage(document, block.id, block.text, block.label),) if block else ()
        for document, block in enumerate((left, right))
    ]
    return Bead("block", (sides[0], sides[1]), 1.0 if left and right else 0.5)


def public(beads: Sequence[Bead]) -> tuple[Pair, ...]:
    """The beads as pairs: blocks, notes, captions and rows, with an empty side where one stands alone."""
    return tuple(
        Pair(
            (_ids(bead.sides[0]), _ids(bead.sides[1])),
            (tuple(p.text for p in bead.sides[0]), tuple(p.text for p in bead.sides[1])),
            bead.score,
        )
        for top in beads
        for bead in top.walk()
        if bead.kind in ("block", "note", "caption", "row")
    )


def _ids(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(p.note or p.block for p in passages)
