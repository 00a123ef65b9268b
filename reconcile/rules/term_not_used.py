"""W702: The rendering that the glossary lays down is not used."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.glossary import find


@rule(
    "W702",
    "term-not-used",
    "note",
    examples=(
        Example(
            "赞助计划已经启动。",
            "The Sponsorship Programme has started.",
            "赞助方案",
            "zh,en\n赞助方案,Sponsorship Programme",
        ),
        Example(
            "各方通过了决定。",
            "States Parties adopted the decision.",
            "缔约国",
            "zh,en\n缔约国,State Party;States Parties",
        ),
        Example(
            "赞助方案已经启动。",
            "The Sponsorship Programme has started.",
            None,
            "zh,en\n赞助方案,Sponsorship Programme",
        ),
        Example("该方案已经启动。", "The Programme has started.", None, "zh,en\n赞助方案,Sponsorship Programme"),
    ),
)
def term_not_used(bead: BeadView) -> Iterator[Finding]:
    """A term of the glossary stands in one language, and none of its renderings in the other.

    It matters because readers take another word for another thing. It is a note, since good style may replace a term by
    a pronoun or leave it out, which is also when it is wrong.
    """
    if bead.langs[0][:2] == bead.langs[1][:2]:
        return
    zh = 0 if bead.langs[0].startswith("zh") else 1
    names = bead.names()
    for entry in bead.evidence.glossary:
        hit = next((m for term in entry.en if (m := find(term, bead.sides[1 - zh].text))), None)
        text = bead.sides[zh].text
        if hit is None or any(find(term, text) for term in (*entry.zh, *entry.zh_forbidden)):
            continue
        places = [bead.stretch(1 - zh, hit.start(), hit.end())]
        places.insert(zh, bead.stretch(zh, 0, 0))
        yield finding(
            "W702",
            Message(
                f"“{hit.group()}” in {names[1 - zh][0]}, but not “{entry.zh[0]}” in {names[zh][0]}",
                f"{names[1 - zh][1]}有“{hit.group()}”，{names[zh][1]}未用“{entry.zh[0]}”",
            ),
            tuple(places),
            confidence=0.6,
        )
