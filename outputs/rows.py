"""Findings as rows of a table: the columns that XLSX, CSV and data frames share."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Decision, Finding, Place, Result

Row = dict[str, str | int | float | None]

ABOUT = ("number", "id", "severity", "rule", "name", "confidence", "message")
VERDICT = ("verdict", "comment", "who", "when")
SIDE = ("document", "page", "label", "block", "cell", "quote", "value", "text")


def columns(result: Result) -> tuple[str, ...]:
    """The names of the columns: about the finding, each side's (with _1 and _2 where there are two), the verdict."""
    sides = [name + _ending(result, side) for side in range(len(result.documents)) for name in SIDE]
    return (*ABOUT, *sides, *VERDICT)


def rows(result: Result, lang: str) -> Iterator[Row]:
    """One row for each finding, in their order."""
    decided = {decision.id: decision for decision in result.decisions}
    for number, finding in enumerate(result.findings, 1):
        row: Row = {
            "number": number,
            "id": finding.id,
            "severity": finding.severity,
            "rule": finding.rule,
            "name": finding.name,
            "confidence": finding.confidence,
            "message": finding.message.say(lang),
        }
        for side, document in enumerate(result.documents):
            ending = _ending(result, side)
            here = [place for place in finding.places if place.document == side]
            for name, value in _side(document.source.name, here):
                row[name + ending] = value
        row.update(_verdict(decided.get(finding.id)))
        yield row


def _ending(result: Result, side: int) -> str:
    return f"_{side + 1}" if len(result.documents) > 1 else ""


def _side(name: str, places: list[Place]) -> Iterator[tuple[str, str | int | None]]:
    pages = sorted({p.page for place in places for p in place.prints})
    yield "document", name if places else None
    yield "page", pages[0] if len(pages) == 1 else _joined(map(str, pages))
    yield "label", _joined(place.label for place in places)
    yield "block", _joined(place.block for place in places)
    yield "cell", _joined(f"R{p.cell[0] + 1}C{p.cell[1] + 1}" for p in places if p.cell is not None)
    yield "quote", _joined(place.quote for place in places)
    yield "value", _joined(place.value for place in places)
    yield "text", _joined((place.text for place in places), "\n")


def _joined(values: Iterator[str | None], between: str = "; ") -> str | None:
    """The different values, in order, as one; None where there is none."""
    return between.join(dict.fromkeys(value for value in values if value)) or None


def _verdict(decision: Decision | None) -> Row:
    if decision is None:
        return dict.fromkeys(VERDICT)
    return {
        "verdict": decision.verdict,
        "comment": decision.comment or None,
        "who": decision.who or None,
        "when": decision.when or None,
    }


def places_on(finding: Finding, side: int) -> tuple[Place, ...]:
    """The places of a finding in one document."""
    return tuple(place for place in finding.places if place.document == side)
