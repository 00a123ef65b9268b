"""Readings of ordinals and labels: 第十一届, the eleventh, Day 2, (a), 18. at the head of a text."""

from __future__ import annotations

import re

from hedui.extract.quantities.build import Made, decimal_text, make
from hedui.extract.quantities.company_zh import HANZI
from hedui.extract.quantities.grammar import Found, Page
from hedui.extract.quantities.language import Number
from hedui.extract.quantities.references import item, roman


def ordinal(page: Page, found: Found) -> Made:
    """第十一届, Eleventh Conference, 11th."""
    n = found["n"]
    assert n
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    number = n.data
    if not isinstance(number, Number):
        return None
    if _ON_THE.search(page.lower, max(0, start - 12), start) and _CLOSES.match(page.lower, end) and number.value <= 31:
        return [make(page, "date", start, end, value=f"---{int(number.value):02}")], found.end
    weak = number.value == 1 and (number.words or page.language.spaced)
    noun = page.language.noun(page.folded, end)
    if page.language.spaced and page.folded[end : end + 1] == "," and page.folded[start].isupper():
        noun, weak = None, True
    return [make(page, "ordinal", start, end, value=decimal_text(number.value), noun=noun, weak=weak)], found.end


_ON_THE = re.compile(r"\b(?:on|by|until|till|before|after|since|for) the \Z")
_CLOSES = re.compile(r"(?<=\d(?:st|nd|rd|th))(?: ?[.,;!?)]|\Z)")


def unitord(page: Page, found: Found) -> Made:
    """Year 1, Day 2."""
    word, n = page.tokens[found.start], found["n"]
    assert n
    if (
        page.lower[word.end - 1] == "s"
        or n.data.words
        or page.classes[found.end : found.end + 1] in ("T", "P", "U", "C", "M")
    ):
        return None
    if (
        n.data.plain is None
        or len(n.data.plain) > 2
        or _SPOKEN_OF.search(page.lower, max(0, word.start - 12), word.start)
    ):
        return None
    noun = page.folded[word.start : word.end]
    value = decimal_text(n.data.value)
    return [make(page, "ordinal", word.start, n.end, value=value, noun=noun, weak=value == "1")], found.end


_SPOKEN_OF = re.compile(
    r"\b(?:this|last|that|next|past|previous|each|every|per|same|current|an?|the|one|coming|following) \Z"
)
"""Before a year or day that is no number's: so far this year 58 cases."""


def weakord(page: Page, found: Found) -> Made:
    """首次."""
    token = page.tokens[found.start]
    noun = None if page.language.spaced else page.folded[token.start + 1 : token.end]
    return [make(page, "ordinal", token.start, token.end, value=str(token.data), noun=noun, weak=True)], found.end


def _head(printed: str) -> str:
    """A label's number: 二 and II are 2; small letters stay."""
    if printed[0] in HANZI:
        ten, said, one = printed.partition(HANZI[10])
        if not said:
            return str(HANZI.index(printed[0]))
        return str((HANZI.index(ten) if ten else 1) * 10 + (HANZI.index(one) if one else 0))
    return str(roman(printed.lower())) if printed.isupper() and set(printed) <= set("IVX") else printed


def label(page: Page, found: Found) -> Made:
    """(a), (iii), 1) in the running text; 18. at the head of one."""
    n = found["n"]
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    if n is None:
        value = _head(page.folded[start:end].strip(" .)、"))
        start += len(page.folded[start:end]) - len(page.folded[start:end].lstrip())
        return [make(page, "label", start, end, value=value)], found.end
    if isinstance(n.data, Number) and ((n.data.plain is None and not n.data.words) or n.data.value > 99):
        return None
    if page.classes[found.start] == "N":
        before = page.folded[max(0, start - 3) : start].rstrip()
        after_label = page.classes[found.start - 1 : found.start] == "&" and page.out and page.out[-1].kind == "label"
        if before and before[-1] not in "；;:：，,。.、\n" and not after_label:
            return None
        if n.data.plain is None or found["n"] is None or len(n.data.plain) > 2:
            return None
    if n.kind == "l" and n.end - n.start > 1:
        return None
    if (
        page.classes[found.start] == "("
        and page.folded[start - 1 : start].isalpha()
        and page.folded[start - 1].isascii()
    ):
        return None  # line(s)
    if page.classes[found.start] in "Nl" and _open_before(page, start):
        return None  # [0, 1) is an interval
    return [make(page, "label", start, end, value=item(n))], found.end


def _open_before(page: Page, start: int) -> bool:
    """Whether a bracket that was opened just before closes here."""
    before = page.folded[max(0, start - 24) : start]
    return max(before.rfind("("), before.rfind("[")) > max(before.rfind(")"), before.rfind("]"))
