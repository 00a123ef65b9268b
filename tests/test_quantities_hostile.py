"""Texts made to be slow: reading stays in proportion to their length. And no figure of the bench is left unread."""

from __future__ import annotations

import re
import sys
from itertools import pairwise

import pytest
from shared import bench_folders, needs_bench, truth

from hedui.extract.quantities import learn, read
from hedui.model import Document

NASTY = [
    "第", "1", "一", "十", "万", "(", "[(", "1,", "1.", "1 ", "1-", "1/", "a", "A1/", "a-", "a.", "%", "two ", "and ",
    "hundred ", "half ", "百分之", "1、", "第1、", "一至", "1年", "1月", "May ", "1 May ", "article ", "annex I ",
    "2020 ", "$", "$1 to ",
    "www.", "+1 ", "isbn 1", "1:", "每", "一分之", "and a half ", "two and ", "几百", "一二三", "1万", "9 (1999), ",
    "5.VIII.", "2015-", "2015-08-05/", "15Q3 ", "Q3'", "FY15/", "5-Aug", "5 Aug 15 ", "half past ", "ten past ", "UTC+",
    "c. 15", "12:00:00 ", "1 . ", "05/Aug/2015:", "tel 1) ", "ISO 12:", "97", "1-2-",
    "周一、", "8月5、", "每周二、", "民国1年",
    "6月29", "Monday ", "July/", "the 900s ", "每周",
    "11,", "one-in-", "三双", "1±", "http://a,", "7×24", "%1$", "三块五", "元零三分", "$1-", "10- to ", "per thousand ",
    "不得超过", "not be more than ", "1⅓ ", "(1,234) ", "minus one over ", "a dollar ", "每百万",
]  # fmt: skip


@pytest.mark.parametrize("unit", NASTY)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    """Counted in Python calls, not in seconds: twice the text makes about twice the calls."""
    for lang in ("zh-Hans", "en"):
        small, large = (calls(unit * (size // len(unit)), lang) for size in (2_000, 8_000))
        assert large < 8 * small + 4_000, (unit, lang, small, large)


def calls(text: str, lang: str) -> int:
    read(text[:10], lang)
    counted = 0

    def count(frame: object, event: str, arg: object) -> None:
        nonlocal counted
        counted += 1

    sys.setprofile(count)
    try:
        read(text, lang)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("unit", ["第", "1", "一", "(", "[(", "a", "A1/", "11,", "one-in-", "三双"])
def test_a_long_run_of_one_thing_is_read(unit: str) -> None:
    """What one call of a pattern does is not counted above: a run that takes its square would not end here."""
    for lang in ("zh-Hans", "en"):
        read(unit * (300_000 // len(unit.encode())), lang)


def texts(document: Document) -> list[str]:
    out = []
    for block in document.blocks:
        out += [block.text, block.caption or "", *(note.text for note in block.footnotes)]
        out += [cell for row in block.rows or () for cell in row]
    return out


@needs_bench
@pytest.mark.parametrize("side", ["zh", "en"])
def test_no_digit_of_the_bench_is_left_unclassified(side: str) -> None:
    left = []
    for folder in bench_folders():
        document = truth(folder, side)
        context = learn(texts(document), document.lang)
        for text in texts(document):
            found = read(text, document.lang, context)
            assert all(a.end <= b.start for a, b in pairwise(found))
            covered = {i for q in found for i in range(q.start, q.end)}
            left += [
                (folder.name, m.group(), text[max(0, m.start() - 20) : m.end() + 20])
                for m in re.finditer(r"\d+", text)
                if not set(range(*m.span())) <= covered
            ]
    assert not left, left
