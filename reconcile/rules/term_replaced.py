"""W704: Another name stands where a term always had one rendering."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hedui.align.words import stem
from hedui.model import Finding, Message
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.terms import Term, candidates, names_in

_SAID = (
    "遴选委员会举行了会议。\n遴选委员会通过了报告。\n秘书处协助遴选委员会开展工作。\n",
    "The Selection Committee met.\nThe Selection Committee adopted the report.\n"
    "The secretariat assisted the Selection Committee in its work.\n",
)
_ONCE = (
    "入围名单已送交评选机构。\n已编写报告提交信托基金遴选委员会。\n",
    "The shortlist was sent to the Selection Committee.\nReports were prepared for the Selection Committee.\n"
    "Applicants were notified of the decisions of the Steering Committee.",
)
_ENOUGH = 3
_MOST_ALIKE = 40
"""Names that differ in one word; with more of them the word they share goes with anything."""


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
        Example(_ONCE[0] + "已将信托基金遴选委员会的决定通知申请人。", _ONCE[1], says="Steering Committee"),
        Example(_SAID[0] + "结果由遴选委员会公布。", _SAID[1] + "Results are announced by the Selection Committee."),
        Example(_ONCE[0] + "已将信托基金指导委员会的决定通知申请人。", _ONCE[1]),
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
    yield from _siblings(evidence)


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


def _siblings(evidence: Evidence) -> Iterator[Finding]:
    """A name that stands once and differs in one word from another, where the Chinese has the other's term.

    What the term is need not be learnt: the same characters, which end in a rendering of the last word, stand in this
    place and elsewhere only where the other name stands too.
    """
    beads = evidence.term_beads
    zh = 0 if evidence.documents[0].lang.startswith("zh") else 1
    where = evidence.term_texts.names
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in where:
        for key in _with_gap(name):
            alike[key].append(name)
    for name, (n, *more) in where.items():
        if more or evidence.name_counts[name] > 1:
            continue
        groups = [alike[key] for key in _with_gap(name) if len(alike[key]) <= _MOST_ALIKE]
        others = dict.fromkeys(o for group in groups for o in group if len(where[o]) > 1)
        for other in others:
            if n in where[other] or any(t.english == other for t in evidence.terms if n in t.where_chinese):
                continue
            found = _shared_term(evidence, n, (name, other), set(where[other]))
            if found is not None:
                term = Term(other, found, frozenset(where[other]), frozenset({n, *where[other]}))
                yield _finding(beads[n], zh, term, (name, beads[n].sides[1 - zh].text.index(name)))


def _with_gap(name: str) -> Iterator[tuple[str, ...]]:
    """A name with each of its words but the last left out in turn."""
    words = name.split()
    for i in range(len(words) - 1):
        yield (*words[:i], "", *words[i + 1 :])


def _shared_term(evidence: Evidence, n: int, names: tuple[str, str], where: set[int]) -> str | None:
    """The Chinese term of the second name that stands in bead ``n``, which has the first; None where none does."""
    (name, other), chinese = names, evidence.term_texts.chinese
    answers = evidence.words.lexicon.answers
    heads = answers.get(stem(other.split()[-1].casefold()), {})
    own = [word for word in name.split() if word not in other.split()]
    text = chinese.texts[n]
    if any(word in text for w in own for word in answers.get(stem(w.casefold()), {})):
        return None
    terms = [
        words
        for words in candidates(text)
        if any(words.endswith(head) and len(words) >= len(head) + 2 for head in heads)
    ]
    for term in sorted(terms, key=lambda words: (-len(words), words)):
        having = chinese.having(term)
        if len(having) > 1 and having <= where | {n}:
            return term
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
