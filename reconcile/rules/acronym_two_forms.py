"""One acronym with two long forms."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.acronyms import Definition, definitions
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView

_FUNCTION = "与和及由在向对为的是同跟据按经被将把从以"


@rule(
    "W752",
    "acronym-two-forms",
    "note",
    examples=(
        Example(
            None,
            "The Voluntary Trust Fund (VTF) grew.\nThe Voluntary Transfer Fund (VTF) shrank.",
            says="Voluntary Transfer Fund",
        ),
        Example(None, "The Voluntary Trust Fund (VTF) grew.\nThe Voluntary Trust Fund (VTF) shrank."),
        Example("评选委员会（VSC）开会。\n遴选委员会（VSC）休会。", None, says="遴选委员会"),
        Example("遴选委员会（VSC）开会。\n自愿信托基金遴选委员会（VSC）休会。", None),
    ),
)
def acronym_two_forms(view: DocumentView) -> Iterator[Finding]:
    """One acronym is written out in two ways: two renderings of one name, or two things that share letters.

    A long form that contains the other is let be.
    """
    first: dict[str, Definition] = {}
    told: set[tuple[str, str]] = set()
    for one in definitions(view):
        known = first.setdefault(one.acronym, one)
        a, b = known.long.casefold(), one.long.casefold()
        if a in b or b in a or a.rstrip("s") == b.rstrip("s") or a[-4:] == b[-4:] == "" or (one.acronym, b) in told:
            continue
        if not a.isascii() and not _other_name(a, b):
            continue
        told.add((one.acronym, b))
        yield finding(
            "W752",
            Message(
                f"{one.acronym} is {one.long} here, {known.long} elsewhere",
                f"{one.acronym} 此处为“{one.long}”，别处为“{known.long}”",
            ),
            (view.place_at(one.spot, one.start, one.end), view.place_at(known.spot, known.start, known.end)),
            confidence=0.6,
        )


def _other_name(a: str, b: str) -> bool:
    """Whether two Chinese runs before a bracket are two names: short, alike in half of their characters, not one in
    all.

    A run may hold more than the name; a first character such as 与 or 由 does not count.
    """
    a, b = a.lstrip(_FUNCTION), b.lstrip(_FUNCTION)
    if max(len(a), len(b)) > 12 or a.endswith(b) or b.endswith(a):
        return False
    return a[-2:] == b[-2:] and 2 * len(set(a) & set(b)) >= len(set(a) | set(b))
