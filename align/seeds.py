"""What is known of translations before anything is read: the word list, what is the same on both sides, names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hedui.align.lexicon import Lexicon
from hedui.align.names import name_seeds
from hedui.align.units import Side
from hedui.align.words import stem

Seed = tuple[int, int, float]
"""A token of the left, one of the right, and how sure it is that they answer each other."""
_SAME, _SURE, _ALIKE = 0.7, 1.0, 0.05
_COMMON = 30
"""A character in the renderings of more English words than this likens nothing."""


def seeds(left: Side, right: Side, lexicon: Lexicon, left_zh: bool, right_zh: bool) -> Iterator[Seed]:
    """The seeds of two vocabularies."""
    for token, i in left.ids.items():
        if token in right.ids:
            yield i, right.ids[token], _SURE if token[0] in "#=" else _SAME
    if left_zh == right_zh:
        return
    for z, e, weight in _across(left if left_zh else right, right if left_zh else left, lexicon):
        yield (z, e, weight) if left_zh else (e, z, weight)


def _across(chinese: Side, english: Side, lexicon: Lexicon) -> Iterable[Seed]:
    for token, e in english.ids.items():
        for word, weight in lexicon.answers.get(token, {}).items():
            z = chinese.ids.get(word)
            if z is not None:
                yield z, e, weight
    # A name in Latin letters inside the Chinese is a word like any other in the English.
    for token, z in chinese.ids.items():
        if token[0] == "=" and stem(token[1:]) in english.ids:
            yield z, english.ids[stem(token[1:])], _SURE
    yield from _alike(chinese, english, lexicon)
    names = {name: english.ids[stem(name)] for name in english.names if _is_name(name, english, lexicon)}
    runs = {t.lstrip("~"): i for t, i in chinese.ids.items() if t[0] == "~" or (len(t) == 2 and t not in lexicon.words)}
    yield from name_seeds({t: i for t, i in chinese.ids.items() if t[0] not in "#=~"}, names, runs)


def _alike(chinese: Side, english: Side, lexicon: Lexicon) -> Iterable[Seed]:
    """Pairs of characters that no word covers, for the English words one of whose renderings has such a character.

    提升 is not in the list, but 提高 is: it may be a rendering of "raise" too. A hint, no more.
    """
    bearers: dict[str, set[int]] = {}
    for token, e in english.ids.items():
        for character in set("".join(lexicon.answers.get(token, ()))):
            bearers.setdefault(character, set()).add(e)
    for token, z in chinese.ids.items():
        if len(token) == 2 and token not in lexicon.words and "㐀" <= token[0] <= "鿿":
            for character in token:
                found = bearers.get(character, ())
                if len(found) <= _COMMON:
                    yield from ((z, e, _ALIKE) for e in found)


def _is_name(word: str, english: Side, lexicon: Lexicon) -> bool:
    return stem(word) in english.ids and stem(word) not in lexicon.answers
