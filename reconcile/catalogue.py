"""The catalogue of rules: how one is declared, found and explained.

A rule is one file in ``reconcile/rules/`` with one decorated generator. Its docstring is the manual entry; its
annotated first parameter says what it wants to see; it yields findings and touches nothing else::

    @rule("N102", "count-changed", "error", examples=(
        Example("共有 13 个项目。", "There are 13 projects."),
        Example("共有 13 个项目。", "There are 9 projects.", says="13"),
    ))
    def count_changed(bead: BeadView) -> Iterator[Finding]:
        \"\"\"A count differs between the two languages. …\"\"\"

Codes are for ever: N figures between two documents, B blocks, rows and notes between two documents, L labels,
T tables, S sentences, R references, D the same thing said twice, W words and terms.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import pkgutil
import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from hedui.model import Finding, Lang, Message, Place, Severity

RETIRED: dict[str, str] = {}
"""Codes that were once in use and never come back, with what took their place."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text in one or both languages, and a part of the English message it leads to, or None where all is well.

    Each line is a block; lines with " | " between cells make a table.
    """

    zh: str | None
    en: str | None
    says: str | None = None
    glossary: str | None = None
    """The glossary in use, as lines of CSV."""
    lang: Lang | None = None
    """The language of both texts, where a rule looks at two documents of one language."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the catalogue."""

    code: str
    name: str
    severity: Severity
    examples: tuple[Example, ...]
    wants: type
    function: Callable[..., Iterator[Finding]]

    @property
    def summary(self) -> str:
        """The first sentence of the manual entry."""
        return self.explanation.split("\n\n")[0].replace("\n", " ")

    @property
    def explanation(self) -> str:
        """The manual entry: what is flagged, why it matters, when the rule is wrong."""
        return inspect.getdoc(self.function) or ""


_found: dict[str, Rule] = {}


def rule(
    code: str, name: str, severity: Severity, *, examples: tuple[Example, ...]
) -> Callable[[Callable[..., Iterator[Finding]]], Callable[..., Iterator[Finding]]]:
    """Enter a generator of findings into the catalogue."""
    if not re.fullmatch(r"[A-Z]\d{3}", code) or code in RETIRED:
        raise ValueError(f"not a code that can be given: {code}")

    def enter(function: Callable[..., Iterator[Finding]]) -> Callable[..., Iterator[Finding]]:
        if code in _found and _found[code].function.__module__ != function.__module__:
            raise ValueError(f"{code} is taken by {_found[code].name}")
        hints = typing.get_type_hints(function)
        first = next(iter(inspect.signature(function).parameters))
        _found[code] = Rule(code, name, severity, examples, hints[first], function)
        return function

    return enter


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by code: every module of ``hedui.reconcile.rules`` is looked into."""
    import hedui.reconcile.rules as folder

    for module in pkgutil.iter_modules(folder.__path__):
        importlib.import_module(f"{folder.__name__}.{module.name}")
    return tuple(_found[code] for code in sorted(_found))


def finding(
    code: str,
    message: Message,
    places: tuple[Place, ...],
    *,
    severity: Severity | None = None,
    confidence: float = 0.9,
) -> Finding:
    """A finding of the rule ``code``; its id follows from the rule and from what is said, not from where it stands."""
    entry = _found[code]
    said = "\x1f".join([code, *(f"{p.document}:{p.quote}:{p.value}:{_gist(p)}" for p in places)])
    id = hashlib.sha256(said.encode()).hexdigest()[:16]
    return Finding(id, code, entry.name, severity or entry.severity, round(confidence, 2), message, places)


def _gist(place: Place) -> str:
    """The words around a quote, without white space: what tells one "13" from another when blocks move."""
    return re.sub(r"\s+", "", place.text[max(0, place.start - 24) : place.end + 24])
