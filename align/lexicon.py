"""A small Chinese-English word list of our own, and the cutting of Chinese text by it.

``lexicon.tsv`` has a line for each English word or phrase: the English, a tab, its Chinese renderings with a space
between them. A user's glossary adds to it for one run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from hedui.align.hanzi import simplified
from hedui.align.words import stem

_LONGEST = 8
_LONGEST_NAME = 16


class Lexicon:
    """Which Chinese words answer which English stems, and the Chinese words by which a text is cut."""

    def __init__(self, lines: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self.answers: dict[str, dict[str, float]] = {}
        self.words: set[str] = set()
        for english, renderings in lines:
            stems = [stem(word) for word in english.casefold().replace("-", " ").split()]
            for rendering in renderings:
                word = simplified(rendering)
                self.words.add(word)
                for one in stems:
                    known = self.answers.setdefault(one, {})
                    known[word] = max(known.get(word, 0.0), 1.0 / len(stems))
        self._cuts: dict[str, tuple[str, ...]] = {}

    def cut(self, run: str) -> tuple[str, ...]:
        """A run of Chinese characters as the longest words known, and pairs of characters where none is known.

        A stretch that is not known comes once more as a whole with ``~`` before it: it may be a name.
        """
        known = self._cuts.get(run)
        if known is None:
            known = self._cuts[run] = tuple(self._cut(run))
        return known

    def _cut(self, run: str) -> Iterable[str]:
        start = unknown = 0
        while start < len(run):
            for end in range(min(len(run), start + _LONGEST), start + 1, -1):
                if run[start:end] in self.words:
                    yield from _pairs(run[unknown:start])
                    yield run[start:end]
                    start = unknown = end
                    break
            else:
                start += 1
        yield from _pairs(run[unknown:])


def _pairs(run: str) -> Iterable[str]:
    if len(run) == 1:
        yield run
    for i in range(len(run) - 1):
        yield run[i : i + 2]
    if 3 <= len(run) <= _LONGEST_NAME:
        yield "~" + run


@lru_cache(maxsize=1)
def shipped() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The lines of the word list that comes with hedui."""
    text = (files("hedui.align") / "lexicon.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if "\t" in line and not line.startswith("#"))
    return tuple((english, tuple(chinese.split())) for english, chinese in lines)


def lexicon(glossary: Mapping[str, str] | Iterable[tuple[str, str]] | None = None) -> Lexicon:
    """Our word list, with a user's glossary (English term, Chinese term) on top."""
    extra = tuple(glossary.items() if isinstance(glossary, Mapping) else glossary or ())
    return Lexicon([*shipped(), *((english, (chinese,)) for english, chinese in extra)]) if extra else _plain()


@lru_cache(maxsize=1)
def _plain() -> Lexicon:
    return Lexicon(shipped())
