"""Reconciling: every figure of both documents is accounted for, and what does not agree becomes a finding.

evidence (quantities at their places) -> matching (which quantity answers which) -> rules (one file a rule) -> coverage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hedui.errors import UsageError
from hedui.model import Bead, Coverage, Document, Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Rule
from hedui.reconcile.catalogue import rules as all_rules
from hedui.reconcile.coverage import coverage
from hedui.reconcile.evidence import DocumentView, Evidence, TableView
from hedui.reconcile.glossary import read_glossary

__all__ = ["Options", "reconcile"]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of a check. ``select`` and ``ignore`` are rule names, codes or beginnings of codes."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    glossary: Path | None = None

    def rules(self) -> tuple[Rule, ...]:
        """The rules that are to run; UsageError where a name matches none."""
        wanted, unwanted = _named(self.select), _named(self.ignore)
        return tuple(r for r in all_rules() if (not self.select or r.code in wanted) and r.code not in unwanted)


def _named(names: Sequence[str]) -> set[str]:
    found = set()
    for name in names:
        hits = {r.code for r in all_rules() if r.code.startswith(name.upper()) or r.name == name.casefold()}
        if not name or not hits:
            raise UsageError(
                f"no rule is called {name!r}; `hedui rules` lists them",
                f"没有名为 {name!r} 的规则；`hedui rules` 列出全部规则",
            )
        found |= hits
    return found


def reconcile(
    documents: Sequence[Document],
    beads: tuple[Bead, ...],
    options: Options | None = None,
    *,
    progress: Progress | None = None,
) -> tuple[tuple[Finding, ...], tuple[Coverage, ...]]:
    """The findings in reading order, and the account of every figure. One document is checked against itself."""
    options = options or Options()
    terms = read_glossary(options.glossary) if options.glossary is not None else ()
    evidence = Evidence(documents, beads, terms)
    active = options.rules()
    findings: list[Finding] = []
    steps = _steps(evidence)
    for n, (subject, kind) in enumerate(steps):
        if progress is not None and n % 64 == 0:
            progress("reconcile", n, len(steps))
        for rule in active:
            if rule.wants is kind:
                findings.extend(rule.function(subject))
    if progress is not None:
        progress("reconcile", len(steps), len(steps))
    ordered = tuple(_once(sorted(findings, key=_reading_order(evidence))))
    return ordered, coverage(evidence, evidence.bead_views, ordered)


def _steps(evidence: Evidence) -> list[tuple[object, type]]:
    """Everything that rules look at, each with the type by which a rule asks for it."""
    steps: list[tuple[object, type]] = [(view, BeadView) for view in evidence.bead_views]
    if not evidence.segmented:
        steps += [(view, DocumentView) for view in evidence.documents]
        steps += [(table, TableView) for table in evidence.tables()]
    return [*steps, (evidence, Evidence)]


def _reading_order(evidence: Evidence) -> Callable[[Finding], tuple[int, int, int, str]]:
    order = [{block.id: n for n, block in enumerate(view.document.blocks)} for view in evidence.documents]
    for view, known in zip(evidence.documents, order, strict=True):
        for block in view.document.blocks:
            known.update((note.id, known[block.id]) for note in block.footnotes)

    def key(one: Finding) -> tuple[int, int, int, str]:
        first = min(one.places, key=lambda p: p.document, default=None)
        if first is None:
            return (0, 0, 0, one.rule)
        return (order[first.document].get(first.block, 0), first.cell[0] if first.cell else 0, first.start, one.rule)

    return key


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Findings that say the same of the same place are one."""
    seen = set()
    for one in findings:
        key = (one.id, tuple((p.document, p.block, p.start, p.cell) for p in one.places))
        if key not in seen:
            seen.add(key)
            yield one
