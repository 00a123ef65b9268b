"""A language is one value with the same fields as every other: what a third one has to bring."""

from __future__ import annotations

import re

import pytest

from hedui.extract.quantities import LANGUAGES
from hedui.extract.quantities.grammar import compile_pattern
from hedui.extract.quantities.language import CLASSES, CLUES, Language
from hedui.extract.quantities.readings import READINGS

EACH = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES.keys())


@EACH
def test_words_have_classes_and_patterns_have_readings(language: Language) -> None:
    assert {kind for kind, _ in language.words.values()} <= set(CLASSES)
    assert {reading for reading, _ in language.patterns} <= set(READINGS)
    assert all(re.compile(compile_pattern(pattern)) for _, pattern in language.patterns)


@EACH
def test_every_clue_is_there(language: Language) -> None:
    assert set(language.clues) == set(CLUES)


@EACH
def test_look_alikes_and_words_do_not_contradict(language: Language) -> None:
    assert not set(language.words) & set(language.never)


def test_every_reading_is_used_by_a_language() -> None:
    used = {reading for language in LANGUAGES.values() for reading, _ in language.patterns}
    assert set(READINGS) == used


def test_no_two_classes_share_a_letter() -> None:
    assert len(set(CLASSES.values())) == len(CLASSES)
