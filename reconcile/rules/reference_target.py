"""A reference to an annex, table or figure that the document does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView
from hedui.reconcile.targets import Mention, targets

_ELSEWHERE_AFTER = re.compile(
    r"\s*(?:,\s*)?(?:(?:to|of|in|attached to)\s+(?!(?:this|the present|the current)\b)|[（(]?[A-Z]+/[A-Z\d])",
    re.IGNORECASE,
)
_ELSEWHERE_BEFORE = re.compile(
    r"(?:[》』]\s*(?:的|中|之)?|[A-Z]\d*/[\w./]+[,，]?\s*(?:的|中)?|(?:公约|条约|协定|议定书|决议|决定|条例|规则|法)\s*(?:的|中|之)?"
    r"|(?:its|their|his|该文件|其)\s*)$"
)


@rule(
    "R501",
    "reference-target",
    "warning",
    examples=(
        Example(None, "Details are in Annex C.\n# Annex A. Funds\nText.\n# Annex B. Staff\nText.", says="Annex C"),
        Example(None, "Details are in Annex B.\n# Annex A. Funds\nText.\n# Annex B. Staff\nText."),
        Example(None, "See Annex C to the Convention.\n# Annex A. Funds\nText.\n# Annex B. Staff\nText."),
        Example("详见附件三。\n# 附件一 经费\n正文。\n# 附件二 人员\n正文。", None, says="附件三"),
        Example("详见附件二。\n# 附件一 经费\n正文。\n# 附件二 人员\n正文。", None),
    ),
)
def reference_target(view: DocumentView) -> Iterator[Finding]:
    """The text points to an annex, table or figure, and there is none of that name, though others are there.

    Only kinds of which the document has at least two are looked at (an annex may be issued by itself), and only
    labels of the style they have. A reference to another document's annex ("Annex C to the Convention",
    《公约》附件三) is let be.
    """
    known = targets(view)
    told: set[tuple[str, str]] = set()
    for mention in known.mentions:
        have = known.found.get(mention.kind, set())
        if mention.heading or len(have) < 2 or mention.label in have or not _in_style(mention.label, have):
            continue
        text = view.text(mention.spot)
        if _elsewhere(text, mention) or (mention.kind, mention.label) in told:
            continue
        told.add((mention.kind, mention.label))
        quote = text[mention.start : mention.end]
        there = ", ".join(sorted(have, key=lambda x: (len(x), x))[:8])
        yield finding(
            "R501",
            Message(f"there is no {quote} here; the document has {there}", f"文中没有“{quote}”；现有：{there}"),
            (view.place_at(mention.spot, mention.start, mention.end, mention.label),),
            confidence=0.75,
        )


def _in_style(label: str, have: set[str]) -> bool:
    """Whether a label is written as those there are: a letter, a number, or a number in parts."""

    def style(x: str) -> tuple[bool, int]:
        return x[0].isdigit(), len(re.split(r"[.\-]", x))

    return any(style(label) == style(other) for other in have)


def _elsewhere(text: str, mention: Mention) -> bool:
    """Whether the reference is to another document."""
    after = _ELSEWHERE_AFTER.match(text, mention.end)
    before = _ELSEWHERE_BEFORE.search(text[max(0, mention.start - 40) : mention.start])
    return after is not None or before is not None
