"""Whether two figures count the same thing, by the words that follow them."""

from __future__ import annotations

import re
from itertools import pairwise

from hedui.model import Quantity
from hedui.reconcile.sayings import head

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_EMPTY = set("的了是有在和与及个各共该这那")


def same_thing(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether the words behind two figures of one text name the same thing, or one of them names none."""
    x, y = following(text, a), following(text, b)
    return not x or not y or bool(x & y)


def following(text: str, q: Quantity) -> set[str]:
    """The words behind a figure: pairs of characters in Chinese, the head of the counted noun in English."""
    found = re.match(r"[\s\u4e00-\u9fffA-Za-z\-]{0,18}", text[q.end : q.end + 18])
    han = _HAN.findall(found.group()) if found else []
    if han:
        return {pair for run in han for pair in map("".join, pairwise(run)) if not set(pair) & _EMPTY}
    return {head(q.noun)} if q.noun else set()
