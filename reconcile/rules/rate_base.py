"""N128: A rate is said of so many on one side and of as many on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, finding, rule

_EN = re.compile(
    r"\b(?:per|for every|for each) (?P<n>hundred|thousand|million|billion)\b(?! (?:euro|dollar|pound)s?\b)", re.I
)
_ZH = re.compile(
    r"每\s?(?P<n>百万|千万|十万|亿|万|千|百)(?![\d分元])"
    r"|每(?P<digits>\d[\d ,]*)(?P<scale>[万亿])?"
    r"|(?P<hours>百万|千|万)(?=工时|人时|架次|车公里)"
    r"|(?P<mille>‰|千分之)"
)
_WORTH = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
}  # fmt: skip


@rule(
    "N128",
    "rate-base-changed",
    "error",
    examples=(
        Example(
            "百万工时事故率由0.52降至0.37。",
            "The rate fell from 0.52 to 0.37 per thousand hours worked.",
            says="thousand",
        ),
        Example("每千居民拥有汽车370辆。", "There are 370 cars per million inhabitants.", says="million"),
        Example("每千居民拥有汽车370辆。", "There are 370 cars per thousand inhabitants.", says=None),
        Example(
            "每千人有医生三名，每百万人有医院九所。",
            "There are three doctors per thousand and nine hospitals per million.",
            says=None,
        ),
        Example("每万人拥有汽车3 700辆。", "There are 3,700 cars per 10,000 inhabitants.", says=None),
    ),
)
def rate_base_changed(bead: BeadView) -> Iterator[Finding]:
    """A rate counts for each thousand on one side and for each million on the other.

    It matters because the figure itself is the same, and a thousand times as much is said. Only where each side names
    one such base in words. It is wrong where the two rates are different ones.
    """
    if {lang[:2] for lang in bead.langs} != {"zh", "en"}:
        return
    bases = [_bases(side.plain, lang) for side, lang in zip(bead.sides, bead.langs, strict=True)]
    if any(len({worth for worth, _, _ in found}) != 1 for found in bases):
        return
    one, two = bases[0][0], bases[1][0]
    if one[0] == two[0]:
        return
    names = bead.names()
    texts = [side.text[start:end] for side, (_, start, end) in zip(bead.sides, (one, two), strict=True)]
    yield finding(
        "N128",
        Message(
            f"the rate is “{texts[0]}” in {names[0][0]}, “{texts[1]}” in {names[1][0]}",
            f"比率的基数在{names[0][1]}中为“{texts[0]}”，在{names[1][1]}中为“{texts[1]}”",
        ),
        tuple(bead.stretch(n, start, end, str(worth)) for n, (worth, start, end) in enumerate((one, two))),
        severity="error" if bead.bead.score >= 0.2 else "note",
        confidence=0.8,
    )


def _bases(text: str, lang: str) -> list[tuple[int, int, int]]:
    """What the rates of a text (in simplified characters) count for, each with where it stands."""
    if lang.startswith("en"):
        return [(_WORTH[m["n"].casefold()], m.start(), m.end()) for m in _EN.finditer(text)]
    return [(_base(m), m.start(), m.end()) for m in _ZH.finditer(text)]


def _base(m: re.Match[str]) -> int:
    if m["digits"]:
        return int(re.sub(r"\D", "", m["digits"])) * _WORTH.get(m["scale"] or "", 1)
    return 1000 if m["mille"] else _WORTH[m["n"] or m["hours"]]
