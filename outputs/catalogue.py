"""The catalogue of rules as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol


class Example(Protocol):
    """What is shown of an example."""

    @property
    def zh(self) -> str | None: ...
    @property
    def en(self) -> str | None: ...
    @property
    def says(self) -> str | None: ...
    @property
    def lang(self) -> str | None: ...


class Rule(Protocol):
    """What is shown of a rule."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def explanation(self) -> str: ...
    @property
    def examples(self) -> Sequence[Example]: ...


def listed(rules: Iterable[Rule]) -> str:
    """A line for each rule: code, severity, name and what it flags."""
    found = list(rules)
    wide = max((len(rule.name) for rule in found), default=0)
    return "\n".join(f"{rule.code}  {rule.severity:<7}  {rule.name:<{wide}}  {rule.summary}" for rule in found)


def explained(rule: Rule) -> str:
    """The manual entry of one rule, with its examples."""
    parts = [f"{rule.code} {rule.name} ({rule.severity})", rule.explanation]
    for example in rule.examples:
        said = [f"  {example.lang or 'zh'}  {line}" for line in (example.zh or "").splitlines()]
        said += [f"  {example.lang or 'en'}  {line}" for line in (example.en or "").splitlines()]
        said.append("   →  " + (f"flagged: {example.says}" if example.says is not None else "nothing to flag"))
        parts.append("\n".join(said))
    return "\n\n".join(parts)
