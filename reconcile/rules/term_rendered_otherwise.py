"""W703: A term is rendered in more than one way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.terms import alike

_SAID = (
    "资助计划已经启动。\n资助计划由秘书处管理。\n会议欢迎资助计划。\n",
    "The Sponsorship Programme has started.\nThe secretariat manages the Sponsorship Programme.\n"
    "The meeting welcomed the Sponsorship Programme.\n",
)


@rule(
    "W703",
    "term-rendered-otherwise",
    "note",
    examples=(
        Example(_SAID[0] + "关于赞助计划的报告。", _SAID[1] + "Report on the Sponsorship Programme.", says="赞助计划"),
        Example(_SAID[0] + "关于资助方案的报告。", _SAID[1] + "Report on the Sponsorship Programme.", says="资助方案"),
        Example(_SAID[0] + "关于资助计划的报告。", _SAID[1] + "Report on the Sponsorship Programme."),
        Example(_SAID[0] + "关于该计划的报告。", _SAID[1] + "Report on the Sponsorship Programme."),
    ),
)
def term_rendered_otherwise(evidence: Evidence) -> Iterator[Finding]:
    """A term of the English document has two Chinese renderings that look alike: 资助计划 and 赞助计划.

    It matters because the reader takes two words for two things. It is a note with the count of both renderings; one
    finding for each pair of renderings, at the first place of the rarer. It is wrong where the two are really two
    things which English calls by one name.
    """
    for term in evidence.terms:
        if len(term.chinese) > 6:
            continue
        places: dict[str, list[int]] = defaultdict(list)
        for n in sorted(term.where_english - term.where_chinese):
            bead = evidence.term_beads[n]
            zh = 0 if bead.langs[0].startswith("zh") else 1
            other = alike(term.chinese, bead.sides[zh].text)
            if other is not None:
                places[other].append(n)
        for other, where in places.items():
            bead = evidence.term_beads[where[0]]
            zh = 0 if bead.langs[0].startswith("zh") else 1
            at, en = bead.sides[zh].text.index(other), bead.sides[1 - zh].text.index(term.english)
            shown = [bead.stretch(1 - zh, en, en + len(term.english))]
            shown.insert(zh, bead.stretch(zh, at, at + len(other)))
            usual = len(term.where_english & term.where_chinese)
            yield finding(
                "W703",
                Message(
                    f"“{term.english}” is {term.chinese} in {usual} places and {other} in {len(where)}",
                    f"“{term.english}”有 {usual} 处译作“{term.chinese}”，{len(where)} 处译作“{other}”",
                ),
                tuple(shown),
                confidence=0.6,
            )
