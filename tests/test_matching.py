"""Which figure answers which: what agrees though said otherwise, what differs, and how a difference is called."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hedui.model import Bead, Block, Document, Lang, Passage, Source
from hedui.reconcile.beads import BeadView
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.tolerance import power_of_ten, restated, within


def view(left: str, right: str, langs: tuple[Lang, Lang] = ("zh-Hans", "en")) -> BeadView:
    """Two texts as one bead."""
    documents = [
        Document(Source("a.txt", str(n) * 64, "txt"), lang, (Block("b", "paragraph", text),))
        for n, (text, lang) in enumerate(zip((left, right), langs, strict=True))
    ]
    sides = tuple((Passage(n, "b", text),) for n, text in enumerate((left, right)))
    return Evidence(documents, (Bead("block", (sides[0], sides[1]), 1.0),)).bead_views[0]


def topics(left: str, right: str, langs: tuple[Lang, Lang] = ("zh-Hans", "en")) -> list[str]:
    """What differs in earnest between two texts."""
    return [d.topic for d in view(left, right, langs).all_differences if d.severity != "note"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("基金收到 1290 万美元。", "The Fund received USD 12.9 million."),
        ("合计 12 921 909.22 美元。", "The total is USD 12.9 million."),
        ("逾八成受访者满意。", "More than 80 per cent of respondents were satisfied."),
        ("约占人口的 20%。", "That is about one fifth of the population."),
        ("第一阶段为期 18 个月。", "The first phase lasts one and a half years."),
        ("会议定于 2025 年 8 月 25 日至 29 日举行。", "The meeting will be held from 25 to 29 August 2025."),
        ("2019 年、2020 年、2021 年和 2022 年的项目。", "Projects from 2019 to 2022."),
        ("根据第 16 条第(3)款。", "In accordance with Article 16, paragraph 3."),
        ("见《宪章》第七章。", "See Chapter VII of the Charter."),
        (
            "2025 年 4 月筛选，并于 2025 年 4 月提交名单。",
            "Screening took place in April 2025; the list followed in the same month.",
        ),
        ("第二次会议。", "The second meeting."),
        ("这是一个重要问题。", "This is an important question."),
        ("双方都同意。", "Both sides agreed."),
        ("国家和国际两级的政策。", "Policies at the national and international levels."),
        ("每季度更新。", "It is updated quarterly."),
        ("在 2018 年资助了 9 个项目。", "It funded nine projects in 2018."),
        ("以 15 票赞成、0 票反对通过。", "It was adopted by 15 votes in favour to none against."),
        ("12、讨论随即开始。", "The discussion then began."),
        ("2019年至2022年，收入自2019年起增加。", "Income rose from 2019 on, until 2022."),
        ("2017年下半年。", "In July 2017."),
        ("共15至64个国家。", "There are 1564 countries."),
        ("委员会通过了报告；1", "The Committee adopted the report;1"),
    ],
)
def test_what_is_said_otherwise_agrees(zh: str, en: str) -> None:
    assert topics(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "topic"),
    [
        ("共有 13 个项目。", "There are 9 projects.", "count"),
        ("受影响的家庭约有 3 万户。", "Some 3,000 households were affected.", "magnitude"),
        ("失业率为 23.6%。", "Unemployment stood at 26.3 per cent.", "percent"),
        ("会议于 5 月 27 日举行。", "The meeting was held on 17 May.", "date"),
        (
            "2025 年 4 月筛选，并于同月提交名单。",
            "Screening took place in April 2025; the list followed in the next month.",
            "date",
        ),
        ("会议定于 9 月 25 日至 27 日举行。", "The meeting was scheduled for 25 to 29 September.", "range"),
        ("第四届会议。", "The fifth session.", "ordinal"),
        ("任期两年。", "The term of office is three years.", "duration"),
        ("每季度更新。", "It is updated monthly.", "frequency"),
        ("根据第 16 条。", "In accordance with Article 15.", "reference"),
        ("见 A/76/150 号文件。", "See document A/76/151.", "symbol"),
        ("需要三分之二多数票。", "A three-quarters majority is required.", "fraction"),
        ("报案数量增加了一倍。", "The number of reported cases tripled.", "ratio"),
        ("费用为 500 万美元。", "The cost is EUR 5 million.", "currency"),
        ("有超过 20 个国家参加。", "Fewer than 20 countries took part.", "bound"),
        ("至少需要 5 名成员。", "It needs 5 members.", "bound"),
        ("收入增长 11.3%。", "Income fell by 11.3 per cent.", "direction"),
        ("为 14 个项目提供资金。", "It provides funding for projects.", "missing"),
        ("听取了专家的发言。", "It heard statements by seven experts.", "added"),
        # a number that begins a text or follows a stop is no label and no mark of a note
        ("25 个国家参加。", "States took part.", "missing"),
        ("国家参加。", "25 States took part.", "added"),
        ("会议已举行。25 个国家参加。", "The meeting was held. States took part.", "missing"),
        ("来自 25 个国家的 23 份申请。", "25 applications from 23 States.", "exchanged"),
        ("由 21.4%升至 25.6%。", "It rose from 25.6 per cent to 21.4 per cent.", "exchanged"),
        (
            "男生入学率为 91%，女生入学率为 84%。",
            "Enrolment was 84 per cent for boys and 91 per cent for girls.",
            "exchanged",
        ),
        ("2002 年至 2004 年。", "From 2004 to 2002.", "date"),
        ("2017年下半年。", "In June 2017.", "date"),
        ("为期1至2年。", "It lasts 12 years.", "duration"),
        ("2015 年 1 月 6 日的信。", "A letter of 2015 January 6.", "turned"),
        ("3、主席致词。", "4) The Chair spoke.", "label"),
    ],
)
def test_each_difference_has_one_topic(zh: str, en: str, topic: str) -> None:
    assert topics(zh, en) == [topic]


def test_a_list_against_a_range_lacks_a_year() -> None:
    zh = "2019 年、2020 年、2021 年、2023 年和 2024 年的项目。"
    assert topics(zh, "Projects from 2019 to 2024.") != []


def test_two_versions_in_one_language_are_compared_too() -> None:
    assert topics("The Fund paid for 12 projects.", "The Fund paid for 21 projects.", ("en", "en")) == ["count"]
    assert topics("任期两年。", "任期三年。", ("zh-Hans", "zh-Hans")) == ["duration"]
    assert topics("任期两年。", "任期兩年。", ("zh-Hans", "zh-Hant")) == []


def test_every_item_is_in_exactly_one_place() -> None:
    one = view(
        "2025 年有 12 个国家提交了 14 份申请，其中一份来自第七次会议。", "In 2025, 12 States sent 41 applications."
    )
    done = one.matching
    placed = [id(i) for a, b, _ in done.agreed for i in (a, b)]
    placed += [id(i) for pair in done.changed for i in pair]
    placed += [id(i) for i, _ in done.explained]
    placed += [id(i) for side in done.only for i in side]
    assert sorted(placed) == sorted(id(item) for side in one.items for item in side)


def test_a_message_gives_both_figures_in_both_languages() -> None:
    one = view("共有 13 个项目。", "There are 9 projects.")
    message = one.message(one.all_differences[0])
    assert "13" in message.en
    assert "9" in message.en
    assert "中文" in message.zh
    assert "英文" in message.zh


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("基金收到 1290 万美元。", "The Fund received USD 129 million.", ("USD 12,900,000", "USD 129,000,000")),
        ("有超过 20 个国家参加。", "Fewer than 20 countries took part.", ("20", "< 20")),
        ("有 20 多个国家参加。", "At most 20 countries took part.", ("> 20", "≤ 20")),
        ("共有 123456 本。", "There are 12,345.6 copies.", ("“123456”", "“12,345.6”")),
    ],
)
def test_a_message_tells_values_apart(zh: str, en: str, told: tuple[str, str]) -> None:
    one = view(zh, en)
    left, right = one.message(one.all_differences[0]).en.split(" in zh, ")
    assert told[0] in left
    assert told[1] in right


@pytest.mark.parametrize(
    ("zh", "en", "before"),
    [
        (
            "口罩、消毒剂、检测的额外费用、混合会议的费用。",
            "Masks, disinfectants, tests and 14 meetings.",
            "额外费用、",
        ),
        ("协助上传的人员通常不会猜测您没有写出来的想法，所以请认真书写。", "A sponsor guesses 14 thoughts.", "想法，"),
        ("版本为 ibus-2.5/src 和 ibus-3.5 两种。", "Version ibus-2.5 and, in 14 files, ibus-3.5, two.", "ibus-2.5/src"),
    ],
)
def test_what_is_missing_is_shown_between_words(zh: str, en: str, before: str) -> None:
    one = view(zh, en)
    (difference,) = [d for d in one.all_differences if d.missing_side == 0]
    gap = one.places(difference)[0]
    assert gap.quote == ""
    assert gap.text[: gap.start].endswith(before), gap.text[: gap.start]


def test_the_tolerance_follows_from_the_digits_printed() -> None:
    million = Decimal(100000)
    assert within(Decimal(12900000), Decimal("12921909.22"), million, Decimal("0.01"))
    assert not within(Decimal("12.90"), Decimal("12.95"), Decimal("0.01"), Decimal("0.01"))
    # a translator rounds plainly or not at all
    assert restated(Decimal(12900000), Decimal("12921909.22"), million, Decimal("0.01"))
    assert not restated(Decimal(240000000), Decimal(241000000), Decimal(10000000), Decimal(1000000))


def test_a_slip_of_magnitude_is_a_power_of_ten() -> None:
    assert power_of_ten(Decimal(30000), Decimal(3000)) == 1
    assert power_of_ten(Decimal(3), Decimal(3000)) == -3
    assert power_of_ten(Decimal(30000), Decimal(3001)) is None


def test_a_listing_of_a_thousand_figures_is_no_trouble() -> None:
    values = [f"{n}.5" for n in range(201, 1201)]
    done = view("；".join(values) + "。", "; ".join(values) + ".").matching
    assert len(done.agreed) >= 950


@pytest.mark.parametrize(("amount", "told"), [("420", False), ("4,200", True)])
def test_a_unit_of_a_row_is_another_where_its_amounts_are(amount: str, told: bool) -> None:
    from hedui.align import pair
    from hedui.reconcile import reconcile

    rows: tuple[tuple[tuple[str, ...], ...], ...] = (
        (("指标", "2024年"), ("培训教师（名）", "305"), ("受益人数（万人）", "42")),
        (("Indicator", "2024"), ("Teachers trained", "305"), ("Beneficiaries (thousands)", amount)),
    )
    langs: tuple[Lang, Lang] = ("zh-Hans", "en")
    documents = [
        Document(Source("a.txt", str(n) * 64, "txt"), lang, (Block("t", "table", "", rows=table),))
        for n, (table, lang) in enumerate(zip(rows, langs, strict=True))
    ]
    findings, _ = reconcile(documents, pair(*documents))
    assert any(f.severity != "note" for f in findings) == told


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("根据《公约》第21条第(4)款。", "In accordance with article 4, paragraph 21, of the Convention."),
        ("根据第17条第(3)款以及第4节提交。", "It is submitted pursuant to article 3 (17) and section 4."),
    ],
)
def test_an_article_and_its_paragraph_exchanged_are_another_reference(zh: str, en: str) -> None:
    assert topics(zh, en) == ["reference"]
