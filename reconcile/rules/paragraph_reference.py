"""A reference to a paragraph of the same document that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView

_EN = re.compile(
    r"\bparagraphs?\s+(\d{1,3})(?:\s*(?:to|and|or|–|-)\s*(\d{1,3}))?\s*(?:\([a-z]+\)\s*)?"
    r"(?:,?\s*(?:above|below)\b|\s+of\s+(?:this|the present)\s+(?:report|document|note|paper|section)\b)",
    re.IGNORECASE,
)
_ZH = re.compile(
    r"(?:上文|下文|本报告|本文件|本說明|本说明|上述|前述)\s*的?第\s*(\d{1,3})\s*段?"
    r"(?:\s*(?:至|到|和|、|-|–)\s*第?\s*(\d{1,3}))?\s*段"
)


@rule(
    "R502",
    "paragraph-reference",
    "warning",
    examples=(
        Example(None, "1. Text.\n2. Text.\n3. As said in paragraph 9 above, text.\n4. Text.\n5. Text.", says="9"),
        Example(None, "1. Text.\n2. Text.\n3. As said in paragraph 2 above, text.\n4. Text.\n5. Text."),
        Example(None, "1. Text.\n2. Text.\n3. See paragraph 34 of the Final Report.\n4. Text.\n5. Text."),
        Example("1. 甲。\n2. 乙。\n3. 如上文第 12 段所述。\n4. 丙。\n5. 丁。", None, says="12"),
        Example("1. 甲。\n2. 乙。\n3. 如上文第 1 段所述。\n4. 丙。\n5. 丁。", None),
    ),
)
def paragraph_reference(view: DocumentView) -> Iterator[Finding]:
    """The text points to a numbered paragraph above or below that the document does not have.

    Only references that say they mean this document ("above", "of this report", 上文, 本报告) are looked at, and only
    where at least five paragraphs are numbered.
    """
    labels = {int(b.label) for b in view.document.blocks if b.kind == "numbered" and b.label and b.label.isdecimal()}
    if len(labels) < 5:
        return
    for spot, text in view.spots():
        for found in (_ZH if view.lang.startswith("zh") else _EN).finditer(text):
            said = (str(found[1]), str(found[2] or found[1]))
            gone = [n for n in dict.fromkeys(map(int, said)) if n not in labels]
            if gone:
                shown = ", ".join(map(str, gone))
                yield finding(
                    "R502",
                    Message(f"there is no paragraph {shown} in this document", f"本文没有第 {shown} 段"),
                    (view.place_at(spot, found.start(), found.end(), shown),),
                    confidence=0.75,
                )
