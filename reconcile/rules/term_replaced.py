"""W704: Another name stands where a term always had one rendering."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.align.words import stem
from hedui.model import Finding, Message
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.terms import Term, names_in

_SAID = (
    "遴选委员会举行了会议。\n遴选委员会通过了报告。\n秘书处协助遴选委员会开展工作。\n",
    "The Selection Committee met.\nThe Selection Committee adopted the report.\n"
    "The secretariat assisted the Selection Committee in its work.\n",
)
_ENOUGH = 3


@rule(
    "W704",
    "term-replaced",
    "warning",
    examples=(
        Example(
            _SAID[0] + "申请须提交遴选委员会审议。",
            _SAID[1] + "Applications are submitted to the Steering Committee.",
            says="Steering Committee",
        ),
        Example(
            _SAID[0] + "结果由遴选委员会公布。",
            _SAID[1] + "Results are announced by the Screening Panel.",
            says="Screening Panel",
        ),
        Example(
            "遴选委员会举行了会议。\n报告由遴选委员会通过。\n申请须提交遴选委员会审议。",
            "The Selection Committee met.\nThe report was adopted by the Selection Committee.\n"
            "Applications are submitted to the Steering Committee.",
            says="Steering Committee",
        ),
        Example(_SAID[0] + "结果由遴选委员会公布。", _SAID[1] + "Results are announced by the Selection Committee."),
        Example(_SAID[0] + "结果由遴选委员会公布。", _SAID[1] + "Results are announced by the Committee."),
    ),
)
def term_replaced(evidence: Evidence) -> Iterator[Finding]:
    """A term has one rendering everywhere, and in one place another name stands for it.

    It matters because "Steering Committee" and "Selection Committee" are two bodies to the reader. The terms are learnt
    from the two documents: a name in capitals and the Chinese that always goes with it. Only a name that stands nowhere
    else is reported, and only where nothing in the Chinese answers it. It is wrong where the new name is one that the
    Chinese renders by a word we do not know.
    """
    for term in evidence.terms:
        if " " not in term.english or not _is_sure(evidence, term):
            continue
        for n in sorted(term.where_chinese - term.where_english):
            bead = evidence.term_beads[n]
            zh = 0 if bead.langs[0].startswith("zh") else 1
            text = bead.sides[1 - zh].text
            if term.english.split()[-1].casefold() in _words_outside_names(text):
                continue
            other = _other(evidence, bead, zh, term)
            if other is not None:
                yield _finding(bead, zh, term, other)


def _is_sure(evidence: Evidence, term: Term) -> bool:
    """Whether enough speaks for a term: three places, or two and the word lists know its last word."""
    if len(term.where_english & term.where_chinese) >= _ENOUGH:
        return True
    known = evidence.words.lexicon.answers.get(stem(term.english.split()[-1].casefold()), {})
    return term.where_english < term.where_chinese and any(term.chinese.endswith(word) for word in known)


def _words_outside_names(text: str) -> set[str]:
    """The words of a text outside its names: a bare "the Committee" stands for the whole term."""
    for name, _ in names_in(text):
        text = text.replace(name, " ")
    return {word.strip(".,;:()").casefold() for word in text.split()}


def _other(evidence: Evidence, bead: BeadView, zh: int, term: Term) -> tuple[str, int] | None:
    """A name that stands in this bead only and that nothing in its Chinese text answers."""
    chinese = bead.sides[zh].text
    head = term.english.split()[-1]
    for name, start in names_in(bead.sides[1 - zh].text):
        if evidence.name_counts[name] > 1 or name in term.english or term.english in name:
            continue
        words = [word for word in name.replace("-", " ").split() if word[0].isupper()]
        own = [word for word in words if word not in term.english]
        if not own or len(words) - len(own) >= 2:
            continue
        answers = [evidence.words.lexicon.answers.get(stem(word.casefold()), {}) for word in own]
        if any(word in chinese for known in answers for word in known):
            continue
        if words[-1] == head or all(answers):
            return name, start
    return None


def _finding(bead: BeadView, zh: int, term: Term, other: tuple[str, int]) -> Finding:
    name, start = other
    at = bead.sides[zh].text.index(term.chinese)
    places = [bead.stretch(1 - zh, start, start + len(name))]
    places.insert(zh, bead.stretch(zh, at, at + len(term.chinese)))
    count = len(term.where_english)
    strong = count >= _ENOUGH or name.split()[-1] == term.english.split()[-1]
    return finding(
        "W704",
        Message(
            f"{term.chinese} is “{term.english}” in {count} other places, here “{name}” stands",
            f"“{term.chinese}”在其他 {count} 处译作“{term.english}”，此处为“{name}”",
        ),
        tuple(places),
        severity="warning" if strong and bead.bead.score >= 0.5 and not bead.evidence.segmented else "note",
        confidence=0.65,
    )
