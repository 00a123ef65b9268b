"""The same sentence in two documents of one language, with another figure."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.rules.said_twice import counts, differing
from hedui.reconcile.twins import twins

_BETWEEN = (
    "Its accounts are kept by the bank of the host country and audited by the court of that country.\n"
    "Members of the Panel are elected by the Conference from among persons proposed by their governments.\n"
    "Travel is arranged by the secretariat, and the rules of the host country for travel apply.\n"
)


@rule(
    "D605",
    "series-differs",
    "note",
    examples=(
        Example(
            "The Fund was set up to help States take part in all its meetings. "
            "Proposals of all States were called for, with a deadline of 17 January 2025.\n"
            f"{_BETWEEN}The office has a small staff in Geneva, and it meets the Committee regularly.",
            f"The Fund was set up to help States take part in all its meetings.\n{_BETWEEN}"
            "The office has a small staff in Geneva, and it meets the Committee regularly. "
            "Proposals of all States were called for, with a deadline of 20 January 2025.",
            says="20 January",
            lang="en",
        ),
        Example(
            "The Fund was set up to help States take part in all its meetings. "
            "Proposals of all States were called for, with a deadline of 17 January 2025.\n"
            f"{_BETWEEN}The office has a small staff in Geneva, and it meets the Committee regularly.",
            f"The Fund was set up to help States take part in all its meetings.\n{_BETWEEN}"
            "The office has a small staff in Geneva, and it meets the Committee regularly. "
            "Proposals of all States were called for, with a deadline of 17 January 2025.",
            lang="en",
        ),
        Example(
            "The Fund was set up to help States take part in all its meetings. "
            "Since 2016 the fund has had contributions of USD 12.9 million from its many donors.\n"
            f"{_BETWEEN}The office has a small staff in Geneva, and it meets the Committee regularly.",
            f"The Fund was set up to help States take part in all its meetings.\n{_BETWEEN}"
            "The office has a small staff in Geneva, and it meets the Committee regularly. "
            "Since 2016 the fund has had contributions of USD 12.6 million from its many donors.",
            says="12.6 million",
            lang="en",
        ),
        Example(
            "The Fund was set up to help States take part in all its meetings. "
            "Since 2016 the fund has had contributions of USD 12.9 million from its many donors.\n"
            f"{_BETWEEN}The office has a small staff in Geneva, and it meets the Committee regularly.",
            f"The Fund was set up to help States take part in all its meetings.\n{_BETWEEN}"
            "The office has a small staff in Geneva, and it meets the Committee regularly. "
            "Since 2017 the fund has had contributions of USD 12.6 million from its many donors.",
            lang="en",
        ),
    ),
)
def series_differs(evidence: Evidence) -> Iterator[Finding]:
    """Two documents of one language state the same fact in nearly the same words, with one figure that differs.

    Documents of a series (this year's report and last year's, the report of a fund and that of its secretariat) repeat
    each other. Sentences of paragraphs that are paired are left to the rules for pairs; where the other figures tie the
    two sentences together (the same year, the same number of States) it is a warning, otherwise a note.
    """
    if len(evidence.documents) != 2:
        return
    one, two = evidence.documents
    if one.lang[:2] != two.lang[:2]:
        return
    paired = {(a.block, b.block) for bead in evidence.beads for a in bead.sides[0] for b in bead.sides[1]}
    for first, second in twins(one, two):
        if first.view is second.view or (first.spot.block, second.spot.block) in paired:
            continue
        found = differing(first, second)
        if found is None:
            continue
        a, b, tied = found
        yield finding(
            "D605",
            Message(
                f"{a.quantity.text} in one document, {b.quantity.text} in the other",
                f"一份文件为 {a.quantity.text}，另一份为 {b.quantity.text}",
            ),
            (one.place(a), two.place(b)),
            severity="warning" if tied and counts(a, b) else "note",
            confidence=0.6 if tied else 0.4,
        )
