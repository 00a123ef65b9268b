"""Where sentences end, in both languages."""

from __future__ import annotations

import pytest

from hedui.align.sentences import sentences


def parts(text: str, chinese: bool) -> list[str]:
    return [text[a:b] for a, b in sentences(text, chinese)]


@pytest.mark.parametrize(
    "whole",
    [
        "See art. 3 and No. 5 of the annex.",
        "Mr. J. P. Smith of the U.S. Department of State spoke.",
        "The rate rose to 3.5 per cent.",
        "Prices (see table 2. Notes) fell.",
        "IV. Findings and recommendations",
        "1. Purpose of the report",
        "It was adopted at 9 p.m. on Friday.",
        "The fund, i.e. the trust fund, e.g. for training, is small.",
    ],
)
def test_no_end_in_an_english_sentence(whole: str) -> None:
    assert parts(whole, chinese=False) == [whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It met in 2023. It met again.", ["It met in 2023.", "It met again."]),
        ('He said "No." Then he left!', ['He said "No."', "Then he left!"]),
        ("Eleven came; nine left.", ["Eleven came;", "nine left."]),
        ("Who pays? States do.", ["Who pays?", "States do."]),
        ("He met Dr. Wu. The talk was short.", ["He met Dr. Wu.", "The talk was short."]),
    ],
)
def test_ends_of_english_sentences(text: str, expected: list[str]) -> None:
    assert parts(text, chinese=False) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议开幕。代表发言！", ["会议开幕。", "代表发言！"]),
        ("他说：“好。”然后离开。", ["他说：“好。”", "然后离开。"]),
        ("批准十一项；撤回一项。", ["批准十一项；", "撤回一项。"]),
        ("比率为3.5%。", ["比率为3.5%。"]),
        ("价格（见表2。另见附件）下降。", ["价格（见表2。另见附件）下降。"]),
        ("", []),
        ("  ", []),
    ],
)
def test_ends_of_chinese_sentences(text: str, expected: list[str]) -> None:
    assert parts(text, chinese=True) == expected


def test_offsets_give_the_text_back() -> None:
    text = "  First one.  Second one.\n\nThird"
    assert [text[a:b] for a, b in sentences(text, chinese=False)] == ["First one.", "Second one.", "Third"]


def test_a_long_text_takes_linear_time() -> None:
    assert len(sentences("Word (and so on " * 20_000 + ".", chinese=False)) == 1
    assert len(sentences("它。" * 20_000, chinese=True)) == 20_000
