"""Footnotes whose numbers skip or come twice, and references to a footnote that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Spot

_SEE = re.compile(
    r"\b(?:foot)?note\s+(\d{1,3})\s+(?:above|below)\b|(?:上文|下文|见|見)?脚注\s*(\d{1,3})", re.IGNORECASE
)


@rule(
    "R504",
    "footnote-numbers",
    "note",
    examples=(
        Example(None, "One[^1: a].\nTwo[^2: b].\nThree[^4: c].", says="4 follows 2"),
        Example(None, "One[^1: a].\nTwo[^2: b].\nThree[^3: c]. See note 7 above.", says="no footnote 7"),
        Example(None, "One[^1: a].\nTwo[^2: b].\nThree[^3: c]. See note 2 above."),
        Example("甲[^1: 子]。\n乙[^2: 丑]。\n丙[^3: 寅]，见脚注 2。", None),
    ),
)
def footnote_numbers(view: DocumentView) -> Iterator[Finding]:
    """The footnotes of a document skip a number or have one twice, or the text points to one that is not there.

    A note was taken out without its mark, or was missed in reading: that is why this is a note. Numbering may start
    again at 1 (on a page, in an annex).
    """
    notes = [(block, note) for block in view.document.blocks for note in block.footnotes]
    numbered = [(block, note, int(note.label)) for block, note in notes if note.label and note.label.isdecimal()]
    last = 0
    for block, note, number in numbered:
        if last and number not in (last + 1, 1) and abs(number - last) <= 3:
            yield finding(
                "R504",
                Message(f"footnote {number} follows {last}", f"脚注 {last} 之后是 {number}"),
                (view.place_at(Spot(view.index, block.id, note=note.id), 0, min(len(note.text), 40), note.label),),
                confidence=0.6,
            )
        last = number
    have = {number for _, _, number in numbered}
    if len(have) >= 3:
        yield from _pointed(view, have)


def _pointed(view: DocumentView, have: set[int]) -> Iterator[Finding]:
    for spot, text in view.spots():
        for found in _SEE.finditer(text):
            number = int(found[1] or found[2])
            if number not in have:
                yield finding(
                    "R504",
                    Message(f"there is no footnote {number}", f"没有脚注 {number}"),
                    (view.place_at(spot, found.start(), found.end(), str(number)),),
                    confidence=0.6,
                )
