"""Characters as meant: radicals, special spaces and hyphens, words broken at line ends."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from hedui.extract.repair import UNIFIED, joined, joined_in_cell, plain, words_of


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("⼀⽉⼆⼗⽇", "一月二十日"),
        ("⻓⻔⻛⻅", "长门风见"),
        ("\uf9f4", "\u6797"),
        ("463\u2009747", "463 747"),
        ("463\u00a0747", "463 747"),
        ("co\u2011operation", "co-operation"),
        ("co\u00adoperation", "cooperation"),
        ("of\ufb01cial \ufb02oods", "official floods"),
        ("１２３年", "１２３年"),
        ("① ½ ² ㎡ Ⅳ", "① ½ ² ㎡ Ⅳ"),
    ],
)
def test_plain(found: str, meant: str) -> None:
    assert plain(found) == meant


def test_every_radical_has_an_ideograph() -> None:
    for code in range(0x2F00, 0x2FD6):
        assert unicodedata.name(chr(code).translate(UNIFIED)).startswith("CJK UNIFIED")


WORDS = words_of(
    ["the implementation of capacity-building", "inter-agency work, implementation", "hand in hand", "and long"]
)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("the imple-", "mentation of", "the implementation of"),
        ("by capacity-", "building in", "by capacity-building in"),
        ("an inter-", "agency group", "an inter-agency group"),
        ("COVID-", "19 cases", "COVID-19 cases"),
        ("2017-", "2023 only", "2017-2023 only"),
        ("one word", "and another", "one word and another"),
        ("A/76/", "150 of", "A/76/150 of"),
        ("第一届", "会议", "第一届会议"),
        ("由 ATT", "秘书处", "由 ATT秘书处"),
        ("共有", "25 个", "共有25 个"),
        ("from 5 –", "about", "from 5 – about"),
    ],
)
def test_line_ends(first: str, second: str, whole: str) -> None:
    before, between = joined(first, second, WORDS)
    assert before + between + second == whole


def test_a_document_that_never_breaks_words_keeps_its_hyphens() -> None:
    words = words_of(
        ["there are many well-known and self-made things", "of a two-", "year term and a cross-", "border one"]
    )
    assert not words.hyphenates
    assert joined("an off-", "shore well", words) == ("an off-", "")


def test_a_document_that_does_loses_them() -> None:
    words = words_of(["the environ-", "ment of the sea, the environment of the land"])
    assert words.hyphenates
    assert joined("all govern-", "ments", words) == ("all govern", "")


def test_tables_are_arrays_friendly() -> None:
    from hedui.extract.repair import is_cjk, is_cjk_code

    signs = "中A，1（ｱ—"
    assert [is_cjk(s) for s in signs] == is_cjk_code(np.array([ord(s) for s in signs], np.int32)).tolist()


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("1,84", "6", "1,846"),
        ("21,3", "70", "21,370"),
        ("1,", "204,300", "1, 204,300"),
        ("1,204,", "300", "1,204,300"),
        ("202", "5", "2025"),
        ("1,84", "6.5 m", "1,846.5 m"),
        ("1,846", "72", "1,846 72"),
        ("1,84", "67", "1,84 67"),
        ("1.84", "6", "1.84 6"),
        ("202", "51", "202 51"),
        ("1202", "5", "1202 5"),
        ("3,5", "years", "3,5 years"),
    ],
)
def test_a_figure_cut_by_a_narrow_cell(first: str, second: str, whole: str) -> None:
    kept, between = joined_in_cell(first, second)
    assert kept + between + second == whole
