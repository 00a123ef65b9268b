"""An item whose ordinal is not that of its heading and of its neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from hedui.model import Block, Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure, Spot

_REST_ZH = re.compile(r"[^\W\d_]{2,14}")
_REST_EN = re.compile(
    r"(?:\s+(?:[Cc]onference|[Ss]ession|[Mm]eeting)s?(?:\s+of\s+\w+(?:\s+\w+)?)?)?((?:\s+[A-Za-z-]+){1,2})"
)


@rule(
    "D606",
    "ordinal-under-heading",
    "warning",
    examples=(
        Example(
            None,
            "9. Preparations for the Eleventh Conference\n(a) Drafted documents for the CSP11 preparatory meetings.\n"
            "(b) Managed the rooms for the CSP10 preparatory meetings.\n"
            "(c) Published the papers of the CSP11 preparatory meetings.",
            says="CSP10",
        ),
        Example(
            None,
            "9. Preparations for the Eleventh Conference\n(a) Drafted documents for the CSP11 preparatory meetings.\n"
            "(b) Sent out the report of CSP10 to all States.\n"
            "(c) Published the papers of the CSP11 preparatory meetings.",
        ),
        Example(
            "9. 第十一届缔约国会议的筹备工作\n（a）编写第十一届缔约国会议筹备会议文件。\n"
            "（b）管理第十届缔约国会议筹备会议的后勤。\n"
            "（c）发布第十一届缔约国会议筹备会议文件。",
            None,
            says="第十",
        ),
        Example(
            "9. 第十一届缔约国会议的筹备工作\n（a）编写第十一届缔约国会议筹备会议文件。\n"
            "（b）分发第十届缔约国会议报告。\n"
            "（c）发布第十一届缔约国会议筹备会议文件。",
            None,
        ),
    ),
)
def ordinal_under_heading(view: DocumentView) -> Iterator[Finding]:
    """Under a heading that names the Eleventh Conference, one item speaks of the Tenth in the words of the others.

    A text taken over from the year before, most often. The heading (or the paragraph that the items belong to) must
    have the ordinal; the words that follow the odd one must follow the heading's ordinal in at least two other
    items.
    """
    blocks = view.document.blocks
    for at, block in enumerate(blocks):
        if block.kind not in ("heading", "numbered") or len(block.text) > 160:
            continue
        heads = {f.quantity.value for f in _ordinals(view, block)}
        if len(heads) == 1:
            yield from _checked(view, blocks, at, heads.pop() or "")


def _ordinals(view: DocumentView, block: Block) -> list[Figure]:
    return [f for f in view.figures(Spot(view.index, block.id)) if f.quantity.kind == "ordinal" and not f.quantity.weak]


def _checked(view: DocumentView, blocks: tuple[Block, ...], at: int, wanted: str) -> Iterator[Finding]:
    items = []
    for block in blocks[at + 1 : at + 40]:
        if block.kind != "item":
            break
        items.append(block)
    said = [(f, _words(view, block, f), block.id) for block in items for f in _ordinals(view, block)]
    usual = Counter((words, id) for f, words, id in said if words and f.quantity.value == wanted)
    for figure, words, id in said:
        others = {block for (same, block) in usual if same == words and block != id}
        if words and figure.quantity.value != wanted and len(others) >= 2:
            text = figure.quantity.text
            yield finding(
                "D606",
                Message(
                    f"{text} {words} here, under a heading and beside items of number {wanted}",
                    f"此处为{text}，标题和其他各项均为第 {wanted}",
                ),
                (view.place(figure), view.place_at(Spot(view.index, blocks[at].id), 0, min(60, len(blocks[at].text)))),
                confidence=0.65,
            )


def _words(view: DocumentView, block: Block, figure: Figure) -> str:
    """The words behind an ordinal: what tells the preparatory meetings of a Conference from its report."""
    end = figure.quantity.end
    if view.lang.startswith("zh"):
        found = _REST_ZH.match(block.text, end)
        return found.group()[:9] if found and len(found.group()) >= 6 else ""
    words = _REST_EN.match(block.text, end)
    return " ".join(words[1].lower().split()) if words and len(words[1].split()) == 2 else ""
