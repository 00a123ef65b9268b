"""What makes two quantities the same although they are written, counted or called otherwise."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from hedui.extract.quantities import comparable_duration, read, same_date, same_reference, share
from hedui.model import Quantity


def only(text: str) -> Quantity:
    lang = "zh-Hans" if any("\u4e00" <= c <= "\u9fff" for c in text) else "en"
    found = [q for q in read(text, lang) if not q.weak]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("第16条第(3)款", "paragraph 3 of Article 16"),
        ("第8条", "rule 8"),
        ("第8条", "regulation 8"),
        ("附件A", "annex I"),
        ("附件二", "annex B"),
        ("第(一)款", "paragraph (a)"),
        ("第16条第3款", "paragraph 3"),
    ],
)
def test_references_to_one_place(zh: str, en: str) -> None:
    assert same_reference(only(zh), only(en))


@pytest.mark.parametrize(
    ("zh", "en"),
    [("第16条第(3)款", "Article 16(4)"), ("第8条", "annex 8"), ("附件二", "annex III"), ("表3", "paragraph 3")],
)
def test_references_to_different_places(zh: str, en: str) -> None:
    assert not same_reference(only(zh), only(en))


def test_durations_compare_over_units() -> None:
    one, other = only("为期18个月"), only("one and a half years")
    assert comparable_duration(one.value or "", one.unit) == comparable_duration(other.value or "", other.unit)
    assert comparable_duration("2", "wk") == comparable_duration("14", "d") == (Fraction(14), "d")
    assert comparable_duration("90", "min") == comparable_duration("1.5", "h")
    assert comparable_duration("3", "kg") is None


def test_a_fifth_is_twenty_per_cent() -> None:
    assert share(only("五分之一")) == share(only("20 per cent")) == Fraction(1, 5)
    assert share(only("20公里")) is None


def test_dates_that_say_less_agree() -> None:
    assert same_date("--08-25", "2025-08-25")
    assert same_date("2021-Q2", "--Q2")
    assert not same_date("--08-25", "2025-08-26")
    assert not same_date("2025", "2025-08")


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("12.9 million people", "100000"),
        ("1,250 people", "1"),
        ("1290万人", "10000"),
        ("0.75%", "0.01"),
        ("$3.50", "0.01"),
    ],
)
def test_the_step_is_the_worth_of_the_last_printed_digit(text: str, step: str) -> None:
    assert only(text).step == Decimal(step)


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("来自25个国家的23份申请", ["国家", "申请"]),
        ("23 applications from 25 States", ["applications", "States"]),
        ("two online workshops were held for 40 officials", ["workshops", "officials"]),
        ("9 of the 18 seats", [None, "seats"]),
        ("向5个国家提供了3台设备", ["国家", "设备"]),
        ("10 ATT implementation projects in 12 countries", ["projects", "countries"]),
        ("6, 9 and 8 projects", ["projects", "projects", "projects"]),
        ("118票对17票", ["票", "票"]),
    ],
)
def test_who_counts_what(text: str, nouns: list[str | None]) -> None:
    lang = "zh-Hans" if any("\u4e00" <= c <= "\u9fff" for c in text) else "en"
    got = [q.noun for q in read(text, lang) if q.kind == "count"]
    assert [None if n is None else n[: len(w or n)] for n, w in zip(got, nouns, strict=True)] == nouns
