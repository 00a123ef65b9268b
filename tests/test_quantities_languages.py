"""A language is one value with the same fields as every other: what a third one has to bring."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from hedui.extract.quantities import LANGUAGES, read
from hedui.extract.quantities.digits import read_digits
from hedui.extract.quantities.grammar import compile_pattern
from hedui.extract.quantities.language import CLASSES, CLUES, NEVER, Language, Number
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


# ---- a third language: one value, no change to the engine

FRENCH_WORDS = {
    "pct": [(("%", 1), "% | pour cent")],
    "cur": [("EUR", "€ | euros | euro"), ("USD", "$ | dollars")],
    "unit": [("kg", "kg | kilos"), ("km", "km | kilomètres")],
    "time": [(("a", 1), "ans"), (("mo", 1), "mois"), (("h", 1), "heures")],
    "month": [(8, "août"), (9, "septembre")],
    "before": [(("ge", False), "au moins"), (("le", False), "au plus | ne dépasse pas"), ((None, True), "environ")],
    "to": [(None, "à")],
    "and": [(None, "et | ou")],
    "plusminus": [(None, "± | plus ou moins")],
    "ref": [("article", "article")],
    "points": [(1, "points de pourcentage"), (100, "points de base")],
}
FRENCH_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "dix": 10, "vingt": 20}
FRENCH_SCALES = {"mille": 10**3, "millions": 10**6, "milliards": 10**9}


def french_numbers(text: str, start: int, decimal_comma: bool) -> tuple[Number, int] | None:
    word = re.compile(r"[a-z]+").match(text, start)
    if word:
        value = Decimal(FRENCH_NUMBERS[word.group()])
        found: tuple[Number, int] | None = (Number(value, value, Decimal(1), Decimal(1), None, words=True), word.end())
    else:
        found = read_digits(text, start, decimal_comma=True)
    scale = re.compile(r" (mille|millions|milliards)").match(text, found[1]) if found else None
    return (found[0].scaled(Decimal(FRENCH_SCALES[scale[1]])), scale.end()) if found and scale else found


FRENCH = Language(
    code="fr",
    words={
        word: (kind, meaning)
        for kind, meanings in FRENCH_WORDS.items()
        for meaning, words in meanings
        for word in words.split(" | ")
    },
    never=("du premier coup",),
    numeral=rf"(?:{'|'.join(FRENCH_NUMBERS)})(?![a-z])",
    numbers=french_numbers,
    patterns=(
        ("date", "d:num m:month y:year?"),
        ("years", "y:year"),
        ("ref", "ref:ref n:num"),
        ("amount", "(num|cur)"),
    ),
    noun=lambda text, start: found[1] if (found := re.compile(r" (?:d'|de )?(\w+s)\b").match(text, start)) else None,
    spaced=True,
    clues={**dict.fromkeys(CLUES, NEVER), "per": re.compile(r" par (heure)(?!\w)")},
    alternatives=frozenset({"ou"}),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("au moins 25 projets", [("count", "25", None, "ge")]),
        ("12,5 % des dépenses", [("percent", "12.5", None, None)]),
        ("3,5 millions d'habitants", [("count", "3500000", None, None)]),
        ("12,9 milliards € et deux articles", [("money", "12900000000", "EUR", None), ("count", "2", None, None)]),
        ("25 ± 2 kg", [("measure", "25", "kg", None), ("measure", "2", "kg", None)]),
        ("25 août 2025", [("date", "2025-08-25", None, None)]),
        ("article 5, au plus trois ans", [("reference", "5", "article", None), ("duration", "3", "a", "le")]),
        ("vingt points de base", [("points", "0.2", None, None)]),
        ("du premier coup", []),
    ],
)
def test_a_third_language_is_one_value(text: str, said: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LANGUAGES, "fr", FRENCH)
    assert [(q.kind, q.value, q.unit, q.bound) for q in read(text, "fr")] == said


def test_a_third_language_gives_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LANGUAGES, "fr", FRENCH)
    (weeks,) = read("de 3 à 5 mois", "fr")
    assert (weeks.kind, weeks.low, weeks.high, weeks.unit) == ("duration", "3", "5", "mo")
