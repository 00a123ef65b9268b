"""Labels of paragraphs and items, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sheets import LEFT, Ink, document, flow, labels, texts, wrapped

from hedui.extract.labels import candidates

FILLER = (
    "The board took note of the report of the treasurer and asked the secretariat to publish it on the website of the"
    " union before the end of the month, together with the comments of the auditors."
)


@pytest.mark.parametrize(
    ("line", "label", "rest"),
    [
        ("1. Text", "1", "Text"),
        ("12) Text", "12", "Text"),
        ("(3) Text", "3", "Text"),
        ("（4）文字", "4", "文字"),
        ("5、文字", "5", "文字"),
        ("6．文字", "6", "文字"),
        ("1.2.3 Text", "1.2.3", "Text"),
        ("1.2.文字", "1.2", "文字"),
        ("a. Text", "a", "Text"),
        ("(b) Text", "b", "Text"),
        ("c) Text", "c", "Text"),
        ("(iv) Text", "iv", "Text"),
        ("ii. Text", "ii", "Text"),
        ("IV. Text", "IV", "Text"),
        ("一、文字", "一", "文字"),
        ("（十二）文字", "十二", "文字"),
        ("第三条 文字", "第三条", "文字"),
        ("第 3 款 文字", "第 3 款", "文字"),
        ("Article 5  Text", "Article 5", "Text"),
        ("① 文字", "①", "文字"),
        ("• Text", "•", "Text"),
        ("– Text", "–", "Text"),
    ],
)
def test_styles(line: str, label: str, rest: str) -> None:
    found = candidates(line)[0]
    assert (found.text, line[found.end :]) == (label, rest)


@pytest.mark.parametrize("line", ["2025年8月", "3,000 wells", "The 1. prize", "1)., and so on", "第三条规定，各国应当"])
def test_no_label(line: str) -> None:
    assert candidates(line) == []


def test_values() -> None:
    values = {"xiv.": 14, "第二十三条": 23, "一百零五、": 105, "（十）": 10, "⑦": 7, "第二〇条": 20}
    assert {text: candidates(text + " 文字")[0].value for text in values} == values


def numbered(text: str, label: str, left: float = LEFT, indent: float = 22) -> list[Ink]:
    """A paragraph with its label in the margin."""
    lines = wrapped(text, left=left + indent)
    return [Ink(left, 0, label), *lines]


def test_numbers_go_on_and_start_again(tmp_path: Path) -> None:
    parts = [numbered(FILLER, f"{n}.") for n in (1, 2, 3)]
    annex = [[Ink(LEFT, 0, "Annex", 15, True)], *[numbered(FILLER, f"{n}.") for n in (1, 2)]]
    made = document(tmp_path, flow([*parts, *annex]))
    assert labels(made) == ["1", "2", "3", None, "1", "2"]
    assert texts(made)[0] == FILLER


def test_items_know_their_paragraph(tmp_path: Path) -> None:
    parts = [
        numbered(FILLER, "7."),
        *[numbered(FILLER, f"({sign})", LEFT + 22) for sign in "ab"],
        *[numbered(FILLER, f"({sign})", LEFT + 44) for sign in ("i", "ii")],
        numbered(FILLER, "(c)", LEFT + 22),
        numbered(FILLER, "8."),
    ]
    made = document(tmp_path, flow(parts))
    assert labels(made) == ["7", "7.a", "7.b", "7.b.i", "7.b.ii", "7.c", "8"]
    assert [b.level for b in made.blocks] == [0, 1, 1, 2, 2, 1, 0]
    assert [b.kind for b in made.blocks] == ["numbered", *["item"] * 5, "numbered"]


def test_i_after_h_is_a_letter(tmp_path: Path) -> None:
    made = document(tmp_path, flow([numbered("One of the nine wells.", f"({sign})") for sign in "abcdefghij"]))
    assert labels(made) == list("abcdefghij")


def broken_before(ending: str) -> str:
    """A text whose second line begins with the ending."""
    words = FILLER.split()
    for count in range(10, len(words)):
        text = " ".join(words[:count])
        lines = wrapped(f"{text} {ending}")
        if len(lines) > 1 and lines[1].text.startswith(ending[:12]):
            return f"{text} {ending}"
    raise AssertionError("no such text")


@pytest.mark.parametrize(
    "ending",
    [
        "2025. It cost a third less than the first.",
        "12.5 million dollars in all, and nothing else.",
        "(2017) and so on.",
    ],
)
def test_a_figure_at_the_start_of_a_line_is_no_label(tmp_path: Path, ending: str) -> None:
    text = broken_before(ending)
    made = document(tmp_path, flow([wrapped(FILLER), wrapped(text), wrapped(FILLER)]))
    assert texts(made) == [FILLER, text, FILLER]
    assert labels(made) == [None] * 3


def test_first_lines_indented_and_flush_below(tmp_path: Path) -> None:
    """The custom of the United Nations: the number stands in the line, the text goes on below it at the margin."""
    parts = [wrapped(f"{n}.      {FILLER}", first=LEFT) for n in (14, 15, 16)]
    made = document(tmp_path, flow(parts))
    assert labels(made) == ["14", "15", "16"]
    assert texts(made) == [FILLER] * 3


def test_headings_keep_their_number(tmp_path: Path) -> None:
    made = document(
        tmp_path, flow([[Ink(LEFT, 0, "II. Finances", 14, True)], numbered(FILLER, "1."), numbered(FILLER, "2.")])
    )
    assert (made.blocks[0].text, made.blocks[0].label) == ("II. Finances", None)


def test_articles(tmp_path: Path) -> None:
    parts = [
        wrapped(
            f"第{n}条　委员会每年举行一次会议，讨论上一年度的工作报告和下一年度的预算，并选举主席一名和副主席两名。"
        )
        for n in "一二三"
    ]
    made = document(tmp_path, flow(parts))
    assert labels(made) == ["第一条", "第二条", "第三条"]
    assert texts(made)[0].startswith("委员会每年")


def test_a_label_on_a_line_of_its_own(tmp_path: Path) -> None:
    parts = [[Ink(LEFT, 0, f"{n}."), *(replace(ink, y=ink.y + 1) for ink in wrapped(FILLER))] for n in range(1, 5)]
    made = document(tmp_path, flow(parts))
    assert [(b.label, b.text) for b in made.blocks] == [(str(n), FILLER) for n in range(1, 5)]


def test_short_items_that_end_alike_are_no_paragraph(tmp_path: Path) -> None:
    items = ["（一）治理和人员；", "（二）收入和支出；", "（三）服务和藏书；以及", "（四）优先事项是什么。"]
    parts = [
        wrapped("委员会在规则中规定了下列四个方面的情况，并请各方在下届会议上提出意见：" * 2),
        *([Ink(LEFT + 30, 0, item)] for item in items),
    ]
    made = document(tmp_path, flow(parts, gap=0))
    assert [b.label for b in made.blocks][1:] == ["一", "二", "三", "四"]


def test_a_justified_line_that_begins_with_a_figure(tmp_path: Path) -> None:
    """Its spaces are as wide as tabs, and the numbers of paragraphs around it would make it one of them."""
    made = document(tmp_path, flow([[*_justified(n)] for n in range(11, 18)]))
    assert [b.label for b in made.blocks] == [str(n) for n in range(11, 18)]


def _justified(n: int) -> list[Ink]:
    words = ["13" if n == 12 else "the", "and", "its", "new", "rules", "were", "laid", "down", "again", "by", "all"]
    gaps = [Ink(LEFT + 40 * k, 1, word) for k, word in enumerate(words)]
    return [
        Ink(LEFT + 18, 0, str(n)),
        *wrapped("It met on the twelfth and thirteenth of May, as said on", left=LEFT + 50, right=700),
        *gaps,
    ]
