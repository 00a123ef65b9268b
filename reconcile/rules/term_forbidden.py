"""W701: A term that the glossary forbids is used."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.glossary import find


@rule(
    "W701",
    "term-forbidden",
    "warning",
    examples=(
        Example("本公约已经生效。", "The Treaty has entered into force.", "公约", "zh,en,forbidden\n条约,Treaty,公约"),
        Example(
            "赞助方案",
            "Sponsorship Plan",
            "Plan",
            "zh,en,en forbidden\n赞助方案,Sponsorship Programme,Sponsorship Plan",
        ),
        Example("本条约已经生效。", "The Treaty has entered into force.", None, "zh,en,forbidden\n条约,Treaty,公约"),
        Example(
            "本公约已经生效。", "The Convention has entered into force.", None, "zh,en,forbidden\n条约,Treaty,公约"
        ),
    ),
)
def term_forbidden(bead: BeadView) -> Iterator[Finding]:
    """A term stands where the glossary forbids it: 公约 for "Treaty", where 条约 is laid down.

    It matters because a term of a treaty or a statute has one rendering. A forbidden form is reported only where the
    other side has the term it stands for, and where it is not part of an allowed form. It is wrong where the forbidden
    form is right for another thing of the same paragraph.
    """
    names = bead.names()
    for entry in bead.evidence.glossary:
        for side in (0, 1):
            text, lang = bead.sides[side].text, bead.langs[side]
            for form in entry.forbidden(lang):
                hit = find(form, text)
                if hit is None or any(form in term and find(term, text) for term in entry.terms(lang)):
                    continue
                other = bead.sides[1 - side].text
                terms = entry.terms(bead.langs[1 - side]) + entry.forbidden(bead.langs[1 - side])
                against = next((m for term in terms if (m := find(term, other))), None)
                if against is None:
                    continue
                places = [bead.stretch(side, hit.start(), hit.end())]
                places.insert(1 - side if side == 1 else 1, bead.stretch(1 - side, against.start(), against.end()))
                better = entry.terms(lang)[0]
                yield finding(
                    "W701",
                    Message(
                        f"“{hit.group()}” in {names[side][0]}: the glossary wants “{better}”",
                        f"{names[side][1]}用了“{hit.group()}”，术语表规定用“{better}”",
                    ),
                    tuple(places),
                    confidence=0.9,
                )
