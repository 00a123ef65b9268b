"""What two languages are compared by: labels, numbers, names, words."""

from __future__ import annotations

import pytest

from hedui.align.hanzi import simplified
from hedui.align.labels import label
from hedui.align.lexicon import lexicon, shipped
from hedui.align.names import pinyin, skeleton
from hedui.align.words import stem, tokens, weight


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("第三条", "Article 3"),
        ("第十二條", "Article 12"),
        ("附件一", "Annex I"),
        ("三", "3"),
        ("（四）", "(4)"),
        ("3.1", "3.1"),
        ("第二章", "Chapter 2"),
    ],
)
def test_labels_in_one_form(zh: str, en: str) -> None:
    one, two = label(zh), label(en)
    assert one
    assert two
    assert one.place == two.place or one.second == two.second


@pytest.mark.parametrize(("one", "two"), [("a", "iii"), ("3", "4"), ("第三条", "Article 13"), ("3.1", "3.2")])
def test_labels_that_differ(one: str, two: str) -> None:
    left, right = label(one), label(two)
    assert left
    assert right
    assert {left.place, left.second}.isdisjoint({right.place, right.second})


def test_no_label() -> None:
    assert label(None) is None
    assert label("") is None
    assert label("…") is None


@pytest.mark.parametrize(
    ("zh", "en", "value"),
    [
        ("1290万美元", "$12.9 million", "#12900000"),
        ("第十一届", "eleventh", "#11"),
        ("二十五个", "twenty-five", "#25"),
        ("463 747件", "463,747", "#463747"),
        ("百分之三十", "30 per cent", "#30"),
        ("二〇二五年", "2025", "#2025"),
        ("一百二十三", "one hundred and twenty-three", "#123"),
        ("3月", "March", "#3"),
        ("两名", "two", "#2"),
    ],
)
def test_numbers_by_value(zh: str, en: str, value: str) -> None:
    cut = lexicon().cut
    assert value in tokens(zh, True, cut)
    assert value in tokens(en, False, cut)


@pytest.mark.parametrize("text", ["万一", "千万不要", "一些", "十分重要", "四川", "统一"])
def test_what_is_no_number(text: str) -> None:
    assert not [t for t in tokens(text, True, lexicon().cut) if t[0] == "#"]


def test_symbols_and_names_stand_for_themselves() -> None:
    cut = lexicon().cut
    assert "=att/csp11/2025" in tokens("见ATT/CSP11/2025。", True, cut)
    assert "=att/csp11/2025" in tokens("See ATT/CSP11/2025.", False, cut)


@pytest.mark.parametrize(
    ("zh", "name"),
    [("克林顿", "clinton"), ("戈尔巴乔夫", "gorbachev"), ("曼德拉", "mandela"), ("古特雷斯", "guterres")],
)
def test_names_by_their_consonants(zh: str, name: str) -> None:
    assert skeleton(pinyin(zh) or "") == skeleton(name)


def test_names_in_pinyin() -> None:
    assert pinyin("小平") == "xiaoping"
    assert pinyin("龘") is None


def test_stems_meet() -> None:
    assert len({stem(w) for w in ("translate", "translated", "translating", "translation", "translations")}) == 1
    assert stem("countries") == stem("country")
    assert stem("held") == stem("hold")
    assert stem("women") == stem("woman")
    assert stem("states") != stem("statistics")


def test_traditional_characters_keep_their_places() -> None:
    assert simplified("條約締約國會議") == "条约缔约国会议"
    assert len(simplified("A臺灣B")) == 4


def test_a_chinese_character_weighs_three_letters() -> None:
    assert weight("会议 2025") == 2 * 3 + 4
    assert weight("The end") == 6


def test_the_word_list_is_in_order() -> None:
    lines = shipped()
    assert len(lines) > 6000
    assert len({english for english, _ in lines}) == len(lines)
    for english, chinese in lines:
        assert english.isascii(), english
        assert chinese, english
        assert all("一" <= c <= "鿿" for word in chinese for c in word), english
