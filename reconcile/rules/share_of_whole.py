"""A percentage that is not the share it is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure
from hedui.reconcile.sayings import Saying, sayings, value

_OF = re.compile(
    r"\s*(?:[\w’'-]+\s+){0,3}?(?:out of|of)\s+(?:the|a total of|all|these|those)?\s*(?:total\s+of\s+)?$", re.I
)
_IS = re.compile(
    r"\s*(?:[\w’'-]+\s*){0,4}[（(,]\s*(?:or|i\.e\.,?|equivalent to|which is|about|some|representing|即|约|占|合)?"
    r"\s*(?:about|约)?\s*$",
    re.IGNORECASE,
)
_OR = re.compile(
    r"(?:\s+[\w’'-]+){0,3}\s*[,(]\s*(?:or|i\.e\.,?|which is|representing|accounting for|that is)?\s*(?:about\s+)?",
    re.IGNORECASE,
)
_OF_TOTAL = re.compile(r"\s+of\s+(?:the\s+|all\s+)?(?:[\w’'-]+\s+){0,3}?(?:of\s+)?", re.IGNORECASE)
_IN_ZH = re.compile(r"[^，。；：（()）\d]{0,12}[中里][，,]?\s*(?:有|共有)?\s*$")
_SHARE_ZH = re.compile(r"[^，。；：（()）\d]{0,16}[（(，,]\s*(?:约)?(?:占(?:总数|总额|全部|其)?的?)?\s*(?:约)?\s*$")


@rule(
    "S404",
    "share-of-whole",
    "warning",
    examples=(
        Example(None, "It reached 12 of the 49 projects (34.5 per cent).", says="24.5"),
        Example(None, "It reached 12 of the 49 projects (24.5 per cent)."),
        Example(None, "It reached 12 of the 49 projects, or about 25 per cent."),
        Example(None, "It takes US$861,199, or 51.6 per cent of the total of US$5,522,206.", says="15.6"),
        Example(None, "It takes US$861,199, or 15.6 per cent of the total of US$5,522,206."),
        Example("在 49 个项目中有 12 个（42.5%）没有伙伴。", None, says="24.5"),
        Example("在 49 个项目中有 12 个（24.5%）没有伙伴。", None),
    ),
)
def share_of_whole(view: DocumentView) -> Iterator[Finding]:
    """So many of so many, and a percentage in brackets behind it that is another.

    Half a unit of the last printed digit is allowed, two units where it is called about. Only the tight forms are read:
    "12 of the 49 projects (24.5 per cent)", "在 49 个项目中有 12 个（24.5%）".
    """
    for saying in sayings(view):
        figures = saying.figures
        for i in range(len(figures) - 2):
            a, b, c = figures[i : i + 3]
            if c.quantity.kind == "percent" and a.quantity.kind == b.quantity.kind:
                read = _read(saying, a, b, c)
                if read is not None:
                    yield from _checked(view, *read, c)
            elif b.quantity.kind == "percent" and a.quantity.kind == c.quantity.kind and _between(saying, a, b, c):
                yield from _checked(view, a, c, b)


def _read(saying: Saying, a: Figure, b: Figure, share: Figure) -> tuple[Figure, Figure] | None:
    """(the part, the whole) that the percentage is said of; None where the sentence has not this form."""
    first, second = saying.between(a.quantity, b.quantity), saying.between(b.quantity, share.quantity)
    if saying.view.lang.startswith("zh"):
        return (b, a) if _IN_ZH.fullmatch(first) and _SHARE_ZH.fullmatch(second) else None
    return (a, b) if _OF.fullmatch(first) and _IS.fullmatch(second) else None


def _between(saying: Saying, part: Figure, share: Figure, whole: Figure) -> bool:
    """Whether three figures stand as "861,199, or 15.6 per cent of the total of 5,522,206"."""
    if part.quantity.unit != whole.quantity.unit:
        return False
    first, second = saying.between(part.quantity, share.quantity), saying.between(share.quantity, whole.quantity)
    return bool(_OR.fullmatch(first) and _OF_TOTAL.fullmatch(second))


def _checked(view: DocumentView, part: Figure, whole: Figure, share: Figure) -> Iterator[Finding]:
    p, w, said = (value(f.quantity) for f in (part, whole, share))
    if p is None or w is None or said is None or not 0 < p <= w or share.quantity.bound or part.quantity.bound:
        return
    real = 100 * p / w
    step = share.quantity.step or Decimal(1)
    loose = share.quantity.approximate or part.quantity.approximate or whole.quantity.approximate
    if abs(real - said) > (2 * step if loose else step * Decimal("0.51")):
        shown = round(real, 1)
        yield finding(
            "S404",
            Message(f"{p:,} of {w:,} are {shown} per cent, not {said}", f"{w:,} 中的 {p:,} 为 {shown}%，不是 {said}%"),
            (view.place(share), view.place(part), view.place(whole)),
            severity="warning" if abs(real - said) > step else "note",
            confidence=0.85,
        )
