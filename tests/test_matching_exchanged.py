"""Figures that have changed places, several in one text, and clauses that a translator turned round on purpose."""

from __future__ import annotations

import pytest
from test_matching import view

EXCHANGED = (
    (
        "皮肤科（24天）和内分泌科（19天）等候最久。",
        "Waiting was longest in dermatology (19 days) and endocrinology (24 days).",
    ),
    ("船舶按25年计提折旧，残值率为5%。", "Vessels are depreciated over 5 years to a residual value of 25 per cent."),
    ("泵体表面可达30 °C。停机110分钟内不得触摸。", "The surface may reach 110 °C. Do not touch it within 30 minutes."),
    ("2024年度决算已于2025年6月12日提交。", "The accounts for 2025 were submitted on 12 June 2024."),
    ("最大者重61.5公斤，最小者仅重2.3公斤。", "The largest weighs 2.3 kilograms and the smallest just 61.5."),
    ("累计支出1295万美元，其中赠款986万美元。", "Spending was $9.86 million, comprising $12.95 million in grants."),
    ("税目共计6,894个，其中2,323个零关税。", "It lists 2,323 lines, 6,894 of which are duty-free."),
    ("问卷发出33份，收回38份。", "Of the 38 questionnaires sent out, 33 were returned."),
    ("在这7份订单中，24份为直接采购。", "Seven of those 24 orders were awarded directly."),
    ("到2040年比2020年减少一半。", "It is to be halved by 2020 compared with 2040."),
    ("停电由2015年的31.2小时减少到2024年的6.4小时。", "Cuts lasted 6.4 hours in 2015, down from 31.2 hours in 2024."),
    (
        "今年以来报告163例，而去年全年仅58例。",
        "So far this year only 58 cases were reported, against 163 in the previous year.",
    ),
    ("它由四个工作组并为两个。", "It merged its two working groups into four."),
    ("决议以2票对84票通过。", "It was adopted by 84 votes to 2."),
    ("占28%（2018年为34%）。", "It accounted for 34% (28% in 2018)."),
    ("进口手续平均为26小时（2018年为71小时）。", "Import procedures took 71 hours on average (26 hours in 2018)."),
    ("平均耗时38分钟，最慢的一次52分钟。", "It took 52 minutes on average and 38 in the slowest case."),
    ("上一年度的数字分别为31项和12项。", "The figures for the previous year were 12 and 31, respectively."),
    ("仅占总数的2%，但金额占47%。", "These were 47 per cent of the number, but 2 per cent of the value."),
    ("22人中仅有6人提出申诉。", "Of the 6 people, only 22 appealed."),
    ("6人中仅有22人提出申诉。", "Only 6 of the 22 people appealed."),
    ("贷款期25年，含宽限期5年。", "The loan has a 5-year term including a grace period of 25 years."),
    ("贷款期5年，含宽限期25年。", "The loan has a 25-year term including a grace period of 5 years."),
    ("项目覆盖4省18县。", "The project covers 4 districts of 18 provinces."),
    ("267名候选人中有女性623名。", "Of the 623 list candidates, 267 were women."),
    ("623名候选人中有女性267名。", "623 of the 267 list candidates were women."),
    ("建成管网1,874公里（评估时为1,650公里）。", "A total of 1,650 km of pipes was built (1,874 km at appraisal)."),
    ("等候时间由高峰期的6.1年缩短至5.3年。", "Waiting time was cut to 6.1 years from a peak of 5.3 years."),
    ("2022年和2023年分别发放了11笔和14笔。", "There were 14 in 2022 and 11 in 2023."),
    ("收到意见412件，采纳267件。", "Of the 267 comments received, 412 were accepted."),
    ("全职教师1,240人，兼职教师860人。", "There were 860 full-time and 1,240 part-time teachers."),
    ("其中亚洲21个国家，非洲34个国家。", "They comprised 34 countries in Asia and 21 in Africa."),
    ("中位数为14天，最长为45天。", "The median was 45 days and the longest 14 days."),
    ("男性预期寿命71岁，女性77岁。", "Life expectancy was 77 years for men and 71 for women."),
    (
        "三分之一的资金用于教育，四分之一用于卫生。",
        "One quarter of the funds went to education and one third to health.",
    ),
    (
        "第一阶段投入300万元，第二阶段投入450万元。",
        "The first phase received 4.5 million yuan and the second 3 million yuan.",
    ),
    ("该船长180米，宽28米。", "The ship is 28 metres long and 180 metres wide."),
    ("上午气温12℃，下午升至27℃。", "The temperature was 27 °C in the morning and rose to 12 °C in the afternoon."),
    ("存款利率1.5%，贷款利率4.35%。", "The deposit rate is 4.35 per cent and the lending rate 1.5 per cent."),
    ("去年出口增长7%，今年增长12%。", "Exports grew by 12 per cent last year and by 7 per cent this year."),
    ("会上47票赞成，12票反对。", "There were 12 votes in favour and 47 against."),
    ("目标是培训500人，实际培训了430人。", "The target was to train 430 people; 500 were in fact trained."),
    ("计划修建桥梁9座，已建成6座。", "Of the 6 bridges planned, 9 have been completed."),
    ("该校有学生2,300名、教师140名。", "The school has 140 students and 2,300 teachers."),
    ("北区降水820毫米，南区降水1,340毫米。", "Precipitation was 1,340 mm in the north and 820 mm in the south."),
    ("城镇居民占64%，农村居民占36%。", "Urban residents made up 36 per cent and rural residents 64 per cent."),
)
TURNED = (
    ("挪威（24个）和瑞典（19个）。", "Sweden (19) and Norway (24)."),
    ("就诊率仅有22%，低于30%的目标。", "Why only 22 per cent (target: 30 per cent)?"),
    ("系统重要性银行由三家增至四家。", "Four banks, instead of three, will be treated as systemically important."),
    ("在这24份订单中，7份为直接采购。", "Seven of those 24 orders were awarded directly."),
    ("在38个工业大类行业中，有27个实现增长。", "Of the 38 branches of industry, 27 grew."),
    ("1.23亿人是文盲，其中7600万是女性。", "123 million are illiterate, of which 76 million are female."),
    (
        "在四名候选人中，只有一人获得了法定的三分之二多数票。",
        "Only one of the four candidates obtained the required two-thirds majority.",
    ),
    ("每10名受访者中就有7名表示支持。", "Seven in ten respondents expressed support."),
    ("虽然报名者有86人，但到场的只有52人。", "Only 52 people turned up, although 86 had registered."),
    ("票价由原来的15元降到了9元。", "Tickets now cost 9 yuan instead of 15."),
    ("与上一年的340起相比，今年发生了275起事故。", "There were 275 accidents this year, against 340 the year before."),
    (
        "该馆藏有瓷器4,200件，其中明代瓷器610件。",
        "Of the museum's porcelain, 610 pieces date from the Ming dynasty; the whole collection numbers 4,200.",
    ),
    (
        "水库水位上升了3米，下游的流量则减少了40米。",
        "Downstream the flow fell by 40 metres while the level in the reservoir rose by 3.",
    ),
    ("由于有12名成员缺席，仅有31名成员参加了表决。", "Only 31 members voted, as 12 were absent."),
    (
        "在投入运营的头18个月里，该线路运送了230万名乘客，平均每月约13万。",
        "The line carried some 130,000 passengers a month, or 2.3 million in its first 18 months of operation.",
    ),
    (
        "除了新招聘的25名工程师，公司还返聘了8名退休员工。",
        "The company rehired 8 retirees in addition to the 25 engineers it had newly recruited.",
    ),
    (
        "若申请人未满18岁，须由年满21岁的监护人签字。",
        "A guardian aged at least 21 must sign if the applicant is under 18.",
    ),
    (
        "罚款上限为5万元，首次违规可减至1万元。",
        "A first offence may be punished with as little as 10,000 yuan, the maximum fine being 50,000 yuan.",
    ),
    (
        "在收到通知后的14天内，公司应退还押金，逾期须加付5%的利息。",
        "Interest at 5 per cent is payable unless the deposit is returned within 14 days of receipt of the notice.",
    ),
    (
        "从港口到矿区的420公里铁路，比原来的公路短了75公里。",
        "At 75 km shorter than the old road, the railway from the port to the mine is 420 km long.",
    ),
    ("本季售出公寓96套，均价每套82万元。", "At an average price of 820,000 yuan, 96 flats were sold this quarter."),
    (
        "他39岁时出版了第一部小说，此前写了14年诗。",
        "After 14 years of writing poetry he published his first novel at the age of 39.",
    ),
    ("全长60页的报告只用了3页谈论费用。", "A mere 3 pages of the 60-page report deal with costs."),
    (
        "只要有5名成员提出要求，即可在20天内召开特别会议。",
        "A special meeting may be convened within 20 days at the request of five members.",
    ),
    ("冬季每天开放6小时，夏季每天开放10小时。", "The site is open ten hours a day in summer and six in winter."),
    (
        "欧洲有29家会员单位，而美洲只有17家。",
        "There are only 17 member institutions in the Americas, compared with 29 in Europe.",
    ),
    (
        "雨季水深可达9米，旱季则不足2米。",
        "The water is less than 2 metres deep in the dry season but up to 9 metres in the rains.",
    ),
    (
        "尽管预算只有40万元，剧组还是拍完了24集。",
        "The crew finished all 24 episodes in spite of a budget of only 400,000 yuan.",
    ),
    ("村里的310户人家，有190户已经通了自来水。", "Running water now reaches 190 of the village's 310 households."),
    (
        "在6个月的试用期内，任何一方均可提前7天通知解约。",
        "Either party may terminate on 7 days' notice during the probation period of 6 months.",
    ),
    (
        "与去年的52%相比，今年的入住率为61%。",
        "Occupancy stood at 61 per cent this year, up from 52 per cent last year.",
    ),
    (
        "旅客吞吐量达到1,800万人次，货运量为36万吨。",
        "The airport handled 360,000 tonnes of cargo and 18 million passengers.",
    ),
    (
        "经过11轮谈判，双方就其中27个条款达成一致。",
        "Agreement was reached on 27 of the clauses after 11 rounds of talks.",
    ),
    ("成人票45元，儿童票20元。", "Children pay 20 yuan and adults 45."),
    ("2019年的产量为73吨，2015年仅为41吨。", "Output was only 41 tonnes in 2015, compared with 73 in 2019."),
    (
        "作者在附录中列出了58种鸟类，而正文只讨论了其中的16种。",
        "Only 16 of the 58 species of birds listed in the appendix are discussed in the text.",
    ),
    ("飞行时间为95分钟，比火车快8个小时。", "It is eight hours faster than the train: the flight takes 95 minutes."),
    ("该团体由3名研究员创立，现有会员470名。", "The group now has 470 members and was founded by three researchers."),
    ("此药成人每次服2片，每日不超过8片。", "No more than 8 tablets a day should be taken by adults, 2 at a time."),
    (
        "本条例自公布之日起30日后施行，过渡期为2年。",
        "A transitional period of two years applies; the regulations take effect 30 days after publication.",
    ),
    ("他跑完前10公里用了34分钟。", "It took him 34 minutes to run the first 10 kilometres."),
    (
        "平均每公顷收获6.2吨，高于5.5吨的全国平均水平。",
        "Against a national average of 5.5 tonnes, 6.2 tonnes were harvested per hectare.",
    ),
    ("这座90米高的塔楼建于1934年，仅用了14个月。", "Built in only 14 months in 1934, the tower is 90 metres high."),
)


def exchanged(zh: str, en: str) -> bool:
    """Whether two figures are told as exchanged."""
    return any(d.topic == "exchanged" and d.severity != "note" for d in view(zh, en).all_differences)


@pytest.mark.parametrize(("zh", "en"), EXCHANGED)
def test_exchanged_figures_are_told(zh: str, en: str) -> None:
    assert exchanged(zh, en)


@pytest.mark.parametrize(("zh", "en"), TURNED)
def test_clauses_turned_round_are_not(zh: str, en: str) -> None:
    assert not exchanged(zh, en)


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        (
            "2024年共培训教师6 400名，其中女教师占43%，经费为125万美元。",
            "In 2024, 6,700 teachers were trained, 48 per cent of them women, at a cost of $1.25 million.",
            {"6,700", "48 per cent"},
        ),
        (
            "会议于5月27日开幕，来自38个国家的210名代表出席，通过了12项决定。",
            "The meeting opened on 17 May; 210 delegates from 83 countries attended and 12 decisions were adopted.",
            {"17 May", "83"},
        ),
        (
            "第三批援助物资重36吨，价值90万欧元，于2023年3月运抵。",
            "The fourth consignment of aid, 36 tons worth USD 900,000, arrived in March 2022.",
            {"fourth", "USD 900,000", "March 2022"},
        ),
        (
            "根据第16条第3款，期限为六个月，费用增加12.5%，罚款不超过5 000元。",
            "Under article 15, paragraph 3, the period is nine months, the fee rises by 12.5 per cent and the fine is "
            "at least 5,000 yuan.",
            {"article 15, paragraph 3", "nine months", "5,000 yuan"},
        ),
        (
            "粮食产量为3.2亿吨，进口1 450万吨，出口86万吨，库存为八个月的消费量。",
            "Grain output was 320 million tons, imports 14.5 billion tons and exports 8,600,000 tons; stocks covered "
            "18 months of consumption.",
            {"14.5 billion tons", "8,600,000 tons", "18 months"},
        ),
    ],
)
def test_each_of_several_wrong_figures_is_named(zh: str, en: str, wrong: set[str]) -> None:
    told = {i.q.text for d in view(zh, en).all_differences if d.severity != "note" for i in d.sides[1]}
    assert told == wrong
