"""One name with two acronyms that differ by a slip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.acronyms import Definition, definitions
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView


@rule(
    "W751",
    "acronym-spelt-twice",
    "note",
    examples=(
        Example(
            None,
            "The Centre for Armed Violence Reduction (CAVR) met.\nThe Centre for Armed Violence Reduction (CARV) left.",
            says="CARV",
        ),
        Example(None, "The Centre for Armed Violence Reduction (CAVR) met.\nThe Small Arms Survey (SAS) left."),
        Example("减少武装暴力中心（CAVR）出席。\n减少武装暴力中心（CARV）缺席。", None, says="CARV"),
        Example("减少武装暴力中心（CAVR）出席。\n小武器调查组织（SAS）缺席。", None),
    ),
)
def acronym_spelt_twice(view: DocumentView) -> Iterator[Finding]:
    """The same long form stands before two acronyms that differ in one letter or in the order of two.

    The rarer one is probably the slip. It is a note: nobody counts by it.
    """
    forms: dict[str, list[Definition]] = {}
    for one in definitions(view):
        forms.setdefault(one.long.casefold(), []).append(one)
    for found in forms.values():
        times = Counter(one.acronym for one in found)
        if len(times) < 2:
            continue
        usual, _ = times.most_common(1)[0]
        for acronym in times:
            if acronym != usual and _slip(usual, acronym):
                odd = next(one for one in found if one.acronym == acronym)
                first = next(one for one in found if one.acronym == usual)
                yield finding(
                    "W751",
                    Message(
                        f"{acronym} here, {usual} elsewhere for {odd.long}",
                        f"“{odd.long}”此处缩写为 {acronym}，别处为 {usual}",
                    ),
                    (view.place_at(odd.spot, odd.start, odd.end), view.place_at(first.spot, first.start, first.end)),
                    confidence=0.8,
                )


def _slip(a: str, b: str) -> bool:
    if len(a) != len(b) or any(c.isdigit() for c in a + b):  # CSP10 and CSP11 are two Conferences
        return False
    odd = [i for i in range(len(a)) if a[i] != b[i]]
    return len(odd) == 1 or (len(odd) == 2 and a[odd[0]] == b[odd[1]] and a[odd[1]] == b[odd[0]])
