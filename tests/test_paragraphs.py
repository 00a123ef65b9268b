"""Lines to paragraphs: what goes on, what begins anew, and what stands between the halves of a line break."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheets import LEFT, RIGHT, Ink, document, flow, texts, width, wrapped

LONG = (
    "The secretariat maintained the register of wells throughout the period and answered all of the enquiries that it"
    " received from the members of the commission, most of them within ten days and none of them later than a month."
)
OTHER = "A second survey of the upper basin was carried out in May, at the request of two of the governments concerned."
CHINESE = (
    "秘书处在整个报告期内维护水井登记册，并答复了委员会成员提出的全部询问，其中多数在十天之内答复，没有一份答复超过一个月。"
    "应两国政府的请求，秘书处于五月对上游流域进行了第二次调查，调查结果已分发给各成员。"
)


def test_lines_of_english_are_joined_with_spaces(tmp_path: Path) -> None:
    made = document(tmp_path, flow([wrapped(LONG), wrapped(OTHER)]))
    assert texts(made) == [LONG, OTHER]


def test_lines_of_chinese_are_joined_without(tmp_path: Path) -> None:
    assert texts(document(tmp_path, flow([wrapped(CHINESE), wrapped("秘书处感谢各成员的支持。")]))) == [
        CHINESE,
        "秘书处感谢各成员的支持。",
    ]


def test_a_line_with_room_for_the_next_word_ends_its_paragraph(tmp_path: Path) -> None:
    """No gap, no indentation: the short line alone tells."""
    made = document(tmp_path, flow([wrapped(LONG), wrapped(OTHER), wrapped(LONG)], gap=0))
    assert texts(made) == [LONG, OTHER, LONG]


@pytest.mark.parametrize("indent", [22.0, -22.0])
def test_first_lines_may_be_indented_or_hang_out(tmp_path: Path, indent: float) -> None:
    rest = LEFT if indent > 0 else LEFT - indent
    lines = [wrapped(text, left=rest, first=rest + indent) for text in (LONG, OTHER, LONG, OTHER)]
    assert texts(document(tmp_path, flow(lines, gap=0))) == [LONG, OTHER, LONG, OTHER]


def test_one_full_line_and_an_indented_one_are_two_paragraphs(tmp_path: Path) -> None:
    full = wrapped(LONG, first=LEFT + 24)[0]
    lines = [wrapped(text, first=LEFT + 24) for text in (LONG, OTHER, LONG, OTHER)]
    made = document(tmp_path, flow([*lines, [full], *lines], gap=0))
    assert texts(made)[4] == full.text


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    lines = wrapped(LONG)
    first = flow([wrapped(OTHER), lines[:1]])
    second = flow([[Ink(ink.x, n, ink.text) for n, ink in enumerate(lines[1:])], wrapped(OTHER)])
    made = document(tmp_path, first, second)
    assert texts(made) == [OTHER, LONG, OTHER]
    assert [p.page for p in made.blocks[1].prints] == [1, *[2] * (len(lines) - 1)]


def test_prints_cover_the_text_line_by_line(tmp_path: Path) -> None:
    block = document(tmp_path, flow([wrapped(LONG)])).blocks[0]
    assert "".join(LONG[p.start : p.end] + " " for p in block.prints).split() == LONG.split()
    for p, ink in zip(block.prints, wrapped(LONG), strict=True):
        assert p.box[0] == pytest.approx(LEFT, abs=1)
        assert p.box[2] == pytest.approx(LEFT + width(ink.text), abs=1)


def test_a_quotation_between_narrower_margins_is_one_paragraph(tmp_path: Path) -> None:
    quoted = wrapped(LONG, left=LEFT + 40, right=RIGHT - 60)
    made = document(tmp_path, flow([wrapped(OTHER), quoted, wrapped(OTHER)]))
    assert texts(made)[0] == OTHER
    assert LONG in texts(made)


def test_stars_stand_by_themselves(tmp_path: Path) -> None:
    assert texts(document(tmp_path, flow([wrapped(LONG), wrapped("***"), wrapped(OTHER)], gap=0))) == [
        LONG,
        "***",
        OTHER,
    ]


def test_a_heading_of_two_lines_is_one(tmp_path: Path) -> None:
    head = "Activities of the Committee between its tenth and its eleventh session and outlook on the coming year"
    lines = wrapped(head, 15, bold=True)
    made = document(tmp_path, flow([wrapped(OTHER), lines, wrapped(LONG)], lead=19))
    assert [(b.kind, b.text) for b in made.blocks] == [("paragraph", OTHER), ("heading", head), ("paragraph", LONG)]


def test_print_overprinted_to_look_bold_is_read_once(tmp_path: Path) -> None:
    twice = [Ink(LEFT + d, 90, "Total 1,250 wells") for d in (0, 0.3)]
    assert texts(document(tmp_path, [*twice, *flow([wrapped(LONG)], top=120)])) == ["Total 1,250 wells", LONG]


def test_gaps_in_justified_lines_are_spaces_and_nothing_more(tmp_path: Path) -> None:
    """Words set apart by hand, without any space in the file."""
    inks, x = [], LEFT
    for word in "there were 12 of 40 wells".split():
        inks.append(Ink(x, 90, word))
        x += width(word) + 9
    assert texts(document(tmp_path, [*inks, *flow([wrapped(LONG)], top=120)]))[0] == "there were 12 of 40 wells"


def test_a_heading_of_two_lines_one_centred_above_the_other(tmp_path: Path) -> None:
    """The measure is ragged, so that the middle of the page is known from the two lines only."""
    lines = ("Budgetary, financial, administrative and other", "matters")
    head = [Ink(300 - width(text, 20, True) / 2, 90 + 24 * n, text, 20, True) for n, text in enumerate(lines)]
    made = document(tmp_path, [*head, *flow([wrapped(LONG, right=RIGHT - 20)] * 5, top=160)])
    assert texts(made)[0] == " ".join(lines)
