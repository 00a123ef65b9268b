"""Numbered paragraphs and items that skip a number or have one twice."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Block, Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Spot


@rule(
    "R503",
    "numbering",
    "note",
    examples=(
        Example(None, "1. One.\n2. Two.\n4. Four.\n5. Five.", says="4 follows 2"),
        Example(None, "1. One.\n2. Two.\n3. Three.\n# Annex\n1. One.\n2. Two."),
        Example("1. 甲。\n2. 乙。\n2. 丙。\n3. 丁。", None, says="2 follows 2"),
        Example("1. 甲。\n(a) 子。\n(b) 丑。\n2. 乙。\n(a) 寅。", None),
    ),
)
def numbering(view: DocumentView) -> Iterator[Finding]:
    """The numbers of paragraphs, or the letters of the items under one, skip or come twice.

    A paragraph was taken out or put in without renumbering, or one was missed in reading: that is why this is a note.
    Numbering may start again at 1 (an annex) or a.
    """
    last: dict[int, tuple[str, int]] = {}
    for block in view.document.blocks:
        if block.kind in ("title", "heading"):
            continue
        before = last.get(block.level)
        place = _ordinal(block, before)
        if place is None:
            continue
        style, number = place
        for deeper in [level for level in last if level > block.level]:
            del last[deeper]
        last[block.level] = place
        if (
            before is not None
            and before[0] == style
            and number not in (before[1] + 1, 1)
            and abs(number - before[1]) <= 3
        ):
            shown = _shown(style, before[1])
            yield finding(
                "R503",
                Message(f"{block.label} follows {shown}", f"{shown} 之后是 {block.label}"),
                (view.place_at(Spot(view.index, block.id), 0, min(len(block.text), 40), block.label),),
                confidence=0.6,
            )


def _ordinal(block: Block, before: tuple[str, int] | None) -> tuple[str, int] | None:
    """The style of a block's label and its place in the count; None where it has none that counts.

    An i, v or x is a letter only where the letter before it stands before it.
    """
    label = block.label or ""
    if label.isdecimal() and len(label) <= 3:
        return "number", int(label)
    if len(label) != 1 or not (label.isascii() and label.isalpha()):
        return None
    number = ord(label.lower()) - 96
    style = "capital" if label.isupper() else "letter"
    if label.lower() in "ivx" and before != (style, number - 1):
        return None
    return style, number


def _shown(style: str, number: int) -> str:
    return str(number) if style == "number" else chr((64 if style == "capital" else 96) + number)
