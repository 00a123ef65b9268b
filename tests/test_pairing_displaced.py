"""Pairing of what the two pages print at different places: floating tables, captions, paragraphs around a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hedui.align import pair
from hedui.align.labels import caption_number
from hedui.compare import compare
from hedui.model import Bead, Block, Document, Lang, Source

ZH = (
    "基金的用途分为四类，各类用途如下表所示。",
    "申请应以书面形式提出。",
    "秘书处在收到申请后三十天内答复申请人。",
    "对答复不满意的申请人可以要求审查委员会复核。",
    "委员会每年召开两次会议，审议报告和预算。",
    "各成员国应在年底前缴纳会费。",
)
EN = (
    "The Fund serves four purposes; each purpose is shown in the table below.",
    "Applications shall be made in writing.",
    "The secretariat replies to the applicant within thirty days of receiving the application.",
    "An applicant who is not satisfied with the reply may ask the review committee for a review.",
    "The Committee holds two meetings a year to examine the report and the budget.",
    "Member States shall pay their contributions before the end of the year.",
)
TABLE_ZH = (("用途", "金额"), ("培训", "1,250"), ("设备", "980"), ("研究", "2,415"))
TABLE_EN = (("Purpose", "Amount"), ("Training", "1,250"), ("Equipment", "980"), ("Research", "2,415"))
STEPS_ZH = (("步骤", "期限"), ("答复", "30 天"), ("复核", "60 天"))
STEPS_EN = (("Step", "Time"), ("Reply", "30 days"), ("Review", "60 days"))


def text(name: str, said: str) -> Block:
    return Block(name, "paragraph", said)


def grid(name: str, rows: tuple[tuple[str, ...], ...], caption: str | None = None) -> Block:
    return Block(name, "table", "", rows=rows, caption=caption)


def document(lang: Lang, *blocks: Block) -> Document:
    return Document(Source(lang, "0" * 64, "pdf", 2), lang, blocks)


def texts(side: tuple[str, ...]) -> list[Block]:
    return [text(f"p{n}", said) for n, said in enumerate(side)]


def ids(beads: tuple[Bead, ...], *kinds: str) -> list[tuple[str, str]]:
    """The blocks of the beads of these kinds, those of a side joined by "+"."""
    found = [b for b in beads if b.kind in kinds]
    return [("+".join(p.block for p in b.sides[0]), "+".join(p.block for p in b.sides[1])) for b in found]


def test_a_table_that_floats_to_another_page() -> None:
    zh, en = texts(ZH), texts(EN)
    left = [zh[0], grid("a", TABLE_ZH), *zh[1:4], grid("b", STEPS_ZH), *zh[4:]]
    right = [*en[:3], grid("b", STEPS_EN), *en[3:5], grid("a", TABLE_EN), en[5]]
    beads = pair(document("zh-Hans", *left), document("en", *right))
    assert sorted(ids(beads, "table")) == [("a", "a"), ("b", "b")]
    assert sorted(ids(beads, "block")) == [(f"p{n}", f"p{n}") for n in range(6)]
    rows = [b for table in beads if table.kind == "table" for b in table.parts]
    assert all(row.sides[0] and row.sides[1] for row in rows)


def test_a_caption_that_is_a_paragraph_on_the_other_side() -> None:
    zh, en = texts(ZH), texts(EN)
    left = [*zh[:2], grid("t", TABLE_ZH, "表 3. 按用途分列的支出"), *zh[2:]]
    right = [*en[:2], text("c", "Table 3. Expenditure by purpose"), grid("t", TABLE_EN), *en[2:]]
    sides = document("zh-Hans", *left), document("en", *right)
    for one, two, expected in ((*sides, ("t", "c")), (*sides[::-1], ("c", "t"))):
        beads = pair(one, two)
        assert ids(beads, "caption") == [expected]
        assert all(b.sides[0] and b.sides[1] for b in beads)


def test_captions_of_different_numbers_are_not_each_others() -> None:
    zh, en = texts(ZH), texts(EN)
    left = document("zh-Hans", *zh[:3], text("c", "表 4. 项目清单"), *zh[3:])
    right = document("en", *en[:3], text("c", "Table 5. Expenditure by purpose"), *en[3:])
    assert ("c", "") in ids(pair(left, right), "block")
    right = document("en", *en[:3], text("c", "Table 4. List of the projects"), *en[3:])
    assert ("c", "c") in ids(pair(left, right), "block")


def test_a_paragraph_that_a_table_parts_on_one_side() -> None:
    zh, en = texts(ZH), texts(EN)
    whole = replace(zh[1], text=ZH[1] + ZH[2] + ZH[3])
    left = document("zh-Hans", zh[0], whole, grid("t", TABLE_ZH), *zh[4:])
    right = document("en", en[0], text("p1", f"{EN[1]} {EN[2]}"), grid("t", TABLE_EN), *en[3:])
    beads = pair(left, right)
    assert ids(beads, "block") == [("p0", "p0"), ("p1", "p1+p3"), ("p4", "p4"), ("p5", "p5")]
    parted = next(b for b in beads if len(b.sides[1]) == 2)
    assert [(len(s.sides[0]), len(s.sides[1])) for s in parted.parts] == [(1, 1)] * 3


def test_a_paragraph_left_out_beside_a_table_stays_alone() -> None:
    zh, en = texts(ZH), texts(EN)
    left = document("zh-Hans", *zh[:2], grid("t", TABLE_ZH), *zh[2:])
    right = document("en", *en[:2], grid("t", TABLE_EN), *en[3:])
    assert ids(pair(left, right), "block")[2] == ("p2", "")


def test_a_title_printed_again_as_the_head_of_a_page_is_a_note() -> None:
    zh, en = texts(ZH), texts(EN)
    title = "Chapter 3. Applications, replies and the review of the replies given"
    left = document("zh-Hans", Block("h", "heading", "第三章 申请的提出、答复和复核"), *zh)
    for said, severity in ((title, "note"), ("The Board may suspend the payment of a grant at any time.", "warning")):
        right = document("en", Block("h", "heading", title), *en[:3], text("x", said), *en[3:])
        assert [(f.rule, f.severity) for f in compare((left, right)).findings] == [("B201", severity)]


@pytest.mark.parametrize(
    ("caption", "number"),
    [
        ("Table 5.3: New commands", "t5.3"),
        ("表5.3：新命令", "t5.3"),
        ("附表 2 支出", "t2"),
        ("Figure 4. Growth", "f4"),
        ("Fig. 4 Growth", "f4"),
        ("圖四 增長", "f4"),
        ("Table II", "t2"),
        ("专栏 1 定义", "b1"),
        ("Tables are listed below", None),
        ("图书馆 2024 年的支出", None),
        ("表示 5", None),
        ("Figures for 2024", None),
    ],
)
def test_what_a_caption_is_numbered(caption: str, number: str | None) -> None:
    assert caption_number(caption) == number
