"""Bounds: one dropped is a warning, one turned an error, one said otherwise nothing."""

from __future__ import annotations

import pytest
from test_matching import view


def bounds(left: str, right: str) -> list[str]:
    """The severities of what differs in bounds."""
    return [d.severity for d in view(left, right).all_differences if d.topic == "bound"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("会议有 3 600 余名学生参加。", "The event drew 3,600 students."),
        ("受灾人口达 800 多万人。", "Eight million people were affected."),
        ("覆盖率超过 80%。", "Coverage is 80 per cent."),
        ("至少有 92 名平民被打死。", "A total of 92 civilians were killed."),
        ("该小组由 9 名专家组成。", "The group is made up of up to nine experts."),
        ("票在五分钟内售出 500 张以上。", "Tickets sold out in five minutes, 500 of them."),
        ("基金已收到 136 000 美元。", "The fund has received more than $136,000."),
        ("登记人数不到 300 人。", "There were 300 on the register."),
        # a bound that another figure owns is none of this one
        (
            "已有 40 多个国家种植了超过 700 万公顷。",
            "Growers in 40 countries have planted more than 7 million hectares.",
        ),
    ],
)
def test_a_bound_that_is_dropped_is_a_warning(zh: str, en: str) -> None:
    assert bounds(zh, en) == ["warning"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("功率不低于 5 kW。", "The power is not more than 5 kW."),
        ("每次不超过 45 天。", "Each lasts at least 45 days."),
        ("会费不高于 4 000 特别提款权。", "The fee is not less than 4,000 SDR."),
        ("延伸至少 1 000 米。", "It extends at most 1,000 metres."),
        ("受影响的家庭超过 500 户。", "Fewer than 500 households were affected."),
        ("报告须不迟于会议前六个月提交。", "The report shall be submitted less than six months before the meeting."),
        ("应留有 350 MB 以上的空间。", "Allow up to 350 MB of space."),
    ],
)
def test_a_bound_that_is_turned_is_an_error(zh: str, en: str) -> None:
    assert bounds(zh, en) == ["error"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("受影响的家庭达 500 户之多。", "As many as 500 households were affected."),
        ("失业率高达 16.3%。", "Unemployment stood at 16.3 per cent."),
        ("每场限 25 人。", "Each tour takes up to 25 people."),
        ("请至迟于会议召开六个月前提交。", "Please submit it at least six months before the meeting."),
        ("最迟于会议前三个月提交。", "It is due no later than three months before the meeting."),
        ("偏差不超过 10%，特殊情况下不超过 15%。", "Deviations do not exceed 10%, or 15% in exceptional cases."),
        ("比评估时的 1.124 亿美元低 7.8%。", "It is 7.8% below the $112.4 million estimated at appraisal."),
        ("女性占 29%，比三年前多 11 个百分点。", "Women made up 29 per cent, 11 points more than three years earlier."),
        ("对 45 名护士进行 90 个夜班的观察。", "Observation of 45 nurses over 90 night shifts."),
        ("该项目为期 30 个月。", "The project will be carried out over 30 months."),
        ("总额为 1 812 470 美元。", "The amounts add up to $1,812,470."),
        ("吞吐量首次突破一千二百万大关。", "Throughput passed the 12 million mark for the first time."),
        ("大会分为四类。", "The meetings fall under four headings."),
        ("30 日以上取消的退八成；不足 30 日的不退。", "80 per cent is repaid more than 30 days before, nothing later."),
        ("建议（最多 8 个）", "Suggestions (max. 8)"),
        ("此函之前，我们已发出 535 封信。", "This letter is in follow-up to our 535 letters."),
    ],
)
def test_a_bound_said_otherwise_is_no_matter(zh: str, en: str) -> None:
    assert [severity for severity in bounds(zh, en) if severity != "note"] == []


@pytest.mark.parametrize(
    ("zh", "en"), [("增长近 30%。", "It grew by 30 per cent."), ("约有 300 人出席。", "It was attended by 300 people.")]
)
def test_an_approximation_that_is_dropped_is_a_note_at_most(zh: str, en: str) -> None:
    assert [d for d in view(zh, en).all_differences if d.severity != "note"] == []
