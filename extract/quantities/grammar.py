"""Patterns over classes of tokens, and the walk that turns tokens into quantities.

A pattern such as ``d:num (to|dash) d2:num m:month y:year?`` names classes; each class is one letter, so the tokens of a
text are a string and a pattern is a regular expression over it. The first pattern of a language whose reading makes
sense of what it found wins; the walk goes on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from hedui.extract.quantities.context import Context
from hedui.extract.quantities.language import ALIASES, CLASSES, Language, Token
from hedui.model import Quantity

_ATOM = re.compile(r"\s*(?:(?P<name>[a-z0-9]+):|(?P<cls>[a-z]+)|(?P<punct>[()|?*+]))")


# Lists in a pattern end somewhere, so that a pattern looks a fixed way ahead from each token.
_REPEATED = {"+": "{1,14}", "*": "{0,14}"}


def compile_pattern(pattern: str) -> str:
    """The regular expression over class letters that a pattern stands for."""
    out: list[str] = []
    pending: list[str | None] = [None]
    stack: list[str | None] = []
    at = 0

    def close(piece_end: int) -> int:
        """Closes a named group behind an atom and its quantifier."""
        found = re.compile(r"[?*+]").match(pattern, piece_end)
        if found:
            out.append(_REPEATED.get(found.group(), found.group()))
            return found.end()
        return piece_end

    while at < len(pattern):
        match = _ATOM.match(pattern, at)
        if match is None:
            raise ValueError(f"pattern {pattern!r} at {at}")
        at = match.end()
        if match["name"]:
            pending[-1] = match["name"]
        elif match["cls"]:
            named = pending[-1]
            pending[-1] = None
            out.append(f"(?P<{named}>" if named else "")
            out.append(ALIASES.get(match["cls"]) or re.escape(CLASSES[match["cls"]]))
            at = close(at)
            out.append(")" if named else "")
        elif match["punct"] == "(":
            stack.append(pending[-1])
            out.append((f"(?P<{pending[-1]}>" if pending[-1] else "") + "(?:")
            pending[-1] = None
        elif match["punct"] == ")":
            named = stack.pop()
            out.append(")")
            at = close(at)
            out.append(")" if named else "")
        else:
            out.append(match["punct"])
    return "".join(out)


@dataclass(slots=True)
class Found:
    """What a pattern found: ``found["y"]`` is the token of that name, or None; ``start`` and ``end`` count tokens."""

    match: re.Match[str]
    tokens: list[Token]

    def __getitem__(self, name: str) -> Token | None:
        if name not in self.match.re.groupindex:
            return None
        at = self.match.start(name)
        return self.tokens[at] if 0 <= at < self.match.end(name) else None

    def run(self, name: str) -> list[Token]:
        """All tokens of a named group."""
        if name not in self.match.re.groupindex or self.match.start(name) < 0:
            return []
        return self.tokens[self.match.start(name) : self.match.end(name)]

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()


@dataclass(slots=True)
class Page:
    """The text being read, in the forms the readings need."""

    text: str
    folded: str
    lower: str
    language: Language
    context: Context
    tokens: list[Token]
    classes: str
    hant: bool = False
    bare_until: int = 0
    out: list[Quantity] = field(default_factory=list)


Reading = Callable[[Page, Found], "tuple[list[Quantity], int] | None"]
"""Makes quantities of what a pattern found and says at which token the walk goes on; None where it makes no sense."""


Rule = tuple[str, re.Pattern[str], str]
"""A reading, its pattern over classes, and a class without which it cannot match ("" for none in particular)."""
_EVERYWHERE = frozenset("NY-t&,_")


@cache
def _rules(language: Language) -> dict[str, list[Rule]]:
    """The rules of a language by the class letter they may start with."""
    rules: dict[str, list[Rule]] = {letter: [] for letter in CLASSES.values()}
    for reading, pattern in language.patterns:
        compiled = re.compile(compile_pattern(pattern))
        items = _parsed(compiled.pattern)
        needed = next((letter for letter in _needed(items) if letter not in _EVERYWHERE), "")
        for letter in _first(items):
            rules[letter].append((reading, compiled, needed))
    return rules


def _parsed(pattern: str) -> Iterable[tuple[Any, Any]]:
    items: Iterable[tuple[Any, Any]] = import_module("re._parser").parse(pattern)
    return items


def _needed(items: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    """The letters that stand in every match of a pattern."""
    for op, arg in items:
        name = str(op)
        if name == "LITERAL":
            yield chr(arg)
        elif name == "SUBPATTERN":
            yield from _needed(arg[3])
        elif name == "MAX_REPEAT" and arg[0] > 0:
            yield from _needed(arg[2])


def _first(items: Iterable[tuple[Any, Any]]) -> set[str]:
    """The letters a pattern may start with: those with which some extension of a match begins."""

    def walk(items: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
        letters: set[str] = set()
        for op, arg in items:
            name = str(op)
            if name == "LITERAL":
                return letters | {chr(arg)}, False
            if name == "IN":
                return letters | {chr(a) for _, a in arg}, False
            if name == "SUBPATTERN":
                more, empty = walk(arg[3])
            elif name == "BRANCH":
                branches = [walk(b) for b in arg[1]]
                more = set().union(*(b[0] for b in branches))
                empty = any(b[1] for b in branches)
            elif name == "MAX_REPEAT":
                more, empty = walk(arg[2])
                empty = empty or arg[0] == 0
            else:
                raise ValueError(f"no {name} in patterns")
            letters |= more
            if not empty:
                return letters, False
        return letters, True

    return walk(items)[0]


def walk(page: Page, readings: dict[str, Reading]) -> list[Quantity]:
    """Read the tokens from left to right with the language's patterns."""
    rules, classes, tokens = _rules(page.language), page.classes, page.tokens
    at, end, size, out = 0, 0, len(classes), page.out
    present = {"", *classes}
    while at < size:
        for name, pattern, needed in rules[classes[at]]:
            if needed not in present or (match := pattern.match(classes, at)) is None:
                continue
            made = readings[name](page, Found(match, tokens))
            if made is not None:
                for quantity in made[0]:
                    if quantity.start >= end:
                        out.append(quantity)
                        end = quantity.end
                at = max(made[1], at + 1)
                break
        else:
            at += 1
    return out
