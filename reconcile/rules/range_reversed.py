"""A range that ends before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message, Quantity
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView

_YEARS = re.compile(
    r"(?<![\d.,/-])((?:19|20)\d\d)\s*年?\s*(?:-|–|—|至|\bto\b)\s*((?:19|20)\d\d)(?![\d.,]*\d|/)(?:\s*年)?",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"(?:compar\w*|relative|ratio|versus|对比|相比|比较)[^.;。；]{0,30}$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b[Bb]etween\s+((?:19|20)\d\d)\s+and\s+((?:19|20)\d\d)\b")


@rule(
    "S409",
    "range-reversed",
    "warning",
    examples=(
        Example(None, "The Conference meets from 25 to 20 August 2025.", says="25 to 20 August 2025"),
        Example(None, "The Conference meets from 20 to 25 August 2025."),
        Example(None, "It meets from November to February."),
        Example(None, "Projects of the 2023 to 2020 cycles were reviewed.", says="2023 to 2020"),
        Example(None, "We compare 2023 to 2020."),
        Example("会议于2025年8月25日至20日举行。", None, says="2025年8月25日至20日"),
        Example("审查了2023年至2020年的项目。", None, says="2023年至2020年"),
        Example("审查了2020年至2023年的项目。", None),
    ),
)
def range_reversed(view: DocumentView) -> Iterator[Finding]:
    """A range of dates, years, pages or paragraphs whose end lies before its beginning.

    Months without a year may run over New Year. Amounts are let be: a fall from 12 to 9 is no range.
    """
    for spot, text in view.spots():
        spans = [(f.quantity.start, f.quantity.end) for f in view.figures(spot) if _turned(f.quantity)]
        years = [*_YEARS.finditer(text), *_BETWEEN.finditer(text)] if "19" in text or "20" in text else []
        for found in years:
            if int(found[1]) > int(found[2]) and not _COMPARED.search(text[: found.start()]):
                spans.append((found.start(), found.end()))
        for start, end in dict.fromkeys(spans):
            quote = text[start:end]
            yield finding(
                "S409",
                Message(f"{quote} ends before it begins", f"“{quote}”止于始前"),
                (view.place_at(spot, start, end, quote),),
                confidence=0.85,
            )


def _turned(q: Quantity) -> bool:
    """Whether a range of dates with a year, or of references, is turned round."""
    if not q.low or not q.high:
        return False
    if q.kind == "date":
        return not q.low.startswith("-") and not q.high.startswith("-") and q.low[: len(q.high)] > q.high[: len(q.low)]
    joined = re.search(r"to|至|到", q.text) is not None  # 66-4 is one number
    return q.kind == "reference" and joined and q.low.isdecimal() and q.high.isdecimal() and int(q.low) > int(q.high)
