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
        ("每笔补助金不低于2 000欧元，不高于25 000欧元。", "A grant shall be €2,000 and not more than €25,000."),
        ("每袋不得少于5公斤，也不得超过30公斤。", "Each bag shall weigh 5 and not more than 30 kilogrammes."),
        ("较1986年的峰值（逾7万枚）减少八成以上。", "That is over 80 per cent fewer than at the peak (70,000)."),
        ("申请总额为可用资金的三倍多。", "Applications came to three times the funds available."),
        ("上限为一百二十万元。", "The subsidy is 1.2 million yuan."),
        ("约5.2万人受益，其中过半为妇女。", "Some 52,000 people stand to benefit, half of them women."),
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
        ("每场限25人。", "Each tour is for at least 25 people."),
        ("候选人支出上限为每名选民0.8元。", "Candidates could spend at least 0.8 yuan per voter."),
        ("应每两年至多举行一次。", "They shall be held at least once every two years."),
        (
            "处三年以下有期徒刑；后果严重的，处三年以上七年以下有期徒刑。",
            "The penalty is imprisonment of not less than three years; where the consequences are serious, imprisonment"
            " of not less than three but not more than seven years.",
        ),
        ("技术得分低于满分60%。", "They score more than 60 per cent of the points."),
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
        ("符合率高于95%的目标。", "The rate met the standard (target: 95 per cent)."),
        ("以100分为满分。", "The score is out of a maximum of 100 points."),
        ("每年至少进行一次演练。", "An exercise is held at least once a year."),
        ("每周至少居家办公一天。", "They work from home at least one day a week."),
        ("参与率仍低于2019年的65.1%。", "The rate was still below the 65.1 per cent of 2019."),
        (
            "至迟在第二十届会议开幕前六个星期提出报告。",
            "Reports are due no later than six weeks before the opening of the twentieth session.",
        ),
        ("转氨酶升至正常上限3倍以上", "Aminotransferase over 3 times the upper limit"),
        ("较上年度的23宗减少26%。", "That is 26% fewer than the 23 recorded in the year before."),
        ("不及2012年高点（7.4%）的三分之一。", "It was less than one third of the peak of 2012 (7.4 per cent)."),
        (
            "超出部分不足二成的加一倍，二成以上不足四成的加两倍。",
            "It is doubled if it is less than 20 per cent, tripled if it is 20 per cent or more but less than 40.",
        ),
    ],
)
def test_a_bound_said_otherwise_is_no_matter(zh: str, en: str) -> None:
    assert [severity for severity in bounds(zh, en) if severity != "note"] == []


@pytest.mark.parametrize(
    ("zh", "en"), [("增长近 30%。", "It grew by 30 per cent."), ("约有 300 人出席。", "It was attended by 300 people.")]
)
def test_an_approximation_that_is_dropped_is_a_note_at_most(zh: str, en: str) -> None:
    assert [d for d in view(zh, en).all_differences if d.severity != "note"] == []
