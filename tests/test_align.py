"""Pairing: every block, note, caption and row in exactly one bead, and the right ones together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from shared import bench_folders, needs_bench, truth

from hedui.align import pair, pair_by_id, public
from hedui.model import Bead, Block, BlockKind, Document, Lang, Note, Source

Line = tuple[BlockKind, str | None, str]
"""Kind, label and text of a block."""

ZH: list[Line] = [
    ("heading", None, "一、导言"),
    ("numbered", "1", "委员会第四届会议于2024年3月11日至15日在内罗毕举行。"),
    ("numbered", "2", "来自42个国家的118名代表出席了会议。另有9个组织派观察员列席。"),
    ("numbered", "3", "会议由哈桑女士主持。"),
    ("heading", None, "二、基金的状况"),
    ("numbered", "4", "截至2023年12月31日，基金余额为360万美元，比上年减少12%。"),
    ("numbered", "5", "秘书处收到17份申请，批准了其中11份："),
    ("item", "a", "非洲5个项目；"),
    ("item", "b", "亚洲和太平洋4个项目；"),
    ("item", "c", "拉丁美洲和加勒比2个项目。"),
    ("numbered", "6", "委员会促请各国政府在2025年6月30日前缴纳未付捐款。"),
    ("heading", None, "附件"),
    ("numbered", "1", "评估小组访问了三个国家，审查了22份报告。"),
    ("numbered", "2", "小组建议延长培训方案，并更多利用远程教学。"),
]
EN: list[Line] = [
    ("heading", None, "I. Introduction"),
    ("numbered", "1", "The fourth session of the Committee was held in Nairobi from 11 to 15 March 2024."),
    (
        "numbered",
        "2",
        "It was attended by 118 representatives of 42 States. Nine organizations were represented by observers.",
    ),
    ("numbered", "3", "Ms. Hassan presided over the meeting."),
    ("heading", None, "II. Status of the Fund"),
    (
        "numbered",
        "4",
        "As at 31 December 2023, the balance of the Fund stood at $3.6 million, 12 per cent less than the year before.",
    ),
    ("numbered", "5", "The secretariat received 17 applications and approved 11 of them:"),
    ("item", "a", "Five projects in Africa;"),
    ("item", "b", "Four projects in Asia and the Pacific;"),
    ("item", "c", "Two projects in Latin America and the Caribbean."),
    ("numbered", "6", "The Committee urged Governments to pay their outstanding contributions by 30 June 2025."),
    ("heading", None, "Annex"),
    ("numbered", "1", "The evaluation team visited three countries and reviewed 22 reports."),
    (
        "numbered",
        "2",
        "The team recommended that the training programme be extended and make more use of distance learning.",
    ),
]


def document(lang: Lang, rows: Sequence[Line]) -> Document:
    blocks = []
    parent = ""
    for n, (kind, label, text) in enumerate(rows):
        parent = label or "" if kind == "numbered" else parent
        path = f"{parent}.{label}" if kind == "item" else label
        blocks.append(Block(f"{lang[:2]}{n}", kind, text, label, path, int(kind == "item")))
    return Document(Source(f"{lang}.pdf", "0" * 64, "pdf", 2), lang, tuple(blocks))


def paired(beads: tuple[Bead, ...]) -> list[tuple[str, str]]:
    """(ids of the left, ids of the right) of block beads, without the language in front."""
    return [
        ("+".join(p.block[2:] for p in b.sides[0]), "+".join(p.block[2:] for p in b.sides[1]))
        for b in beads
        if b.kind in ("block", "table")
    ]


def both(zh: Sequence[Line], en: Sequence[Line]) -> list[tuple[str, str]]:
    return paired(pair(document("zh-Hans", zh), document("en", en)))


STRAIGHT = [(str(n), str(n)) for n in range(len(ZH))]


def test_two_whole_documents() -> None:
    assert both(ZH, EN) == STRAIGHT
    assert [(b, a) for a, b in paired(pair(document("en", EN), document("zh-Hans", ZH)))] == STRAIGHT


@pytest.mark.parametrize("gone", [2, 3, 5, 8, 12])
def test_a_block_that_one_side_lacks_stands_alone_and_shifts_nothing(gone: int) -> None:
    found = both(ZH, EN[:gone] + EN[gone + 1 :])
    expected = [(str(n), "" if n == gone else str(n if n < gone else n - 1)) for n in range(len(ZH))]
    assert found == expected


def test_numbers_that_are_off_by_one_from_some_point_on_do_not_shift_the_pairs() -> None:
    """One side lacks paragraph 3 and counts on: its 3 is the other's 4, its 4 the other's 5, and so on."""
    en = []
    for n, (kind, label, text) in enumerate(EN):
        if n == 3:
            continue
        shifted = str(int(label) - 1) if kind == "numbered" and 3 < n < 11 and label else label
        en.append((kind, shifted, text))
    assert both(ZH, en) == [(str(n), "" if n == 3 else str(n if n < 3 else n - 1)) for n in range(len(ZH))]


def test_a_number_missing_on_one_side_shifts_nothing() -> None:
    en = [(k, None if n in (1, 5, 10) else label, t) for n, (k, label, t) in enumerate(EN)]
    assert both(ZH, en) == STRAIGHT
    assert both(ZH, [("paragraph" if k != "heading" else k, None, t) for k, _, t in EN]) == STRAIGHT


def test_a_paragraph_that_one_side_splits() -> None:
    first, second = EN[2][2].split(". ")
    en = [*EN[:2], ("numbered", "2", first + "."), ("paragraph", None, second), *EN[3:]]
    assert both(ZH, en)[2] == ("2", "2+3")
    assert both(ZH, en)[3:] == [(str(n), str(n + 1)) for n in range(3, len(ZH))]


def test_a_block_that_moved_is_paired_out_of_order() -> None:
    en = [row for n, row in enumerate(EN) if n != 5] + [EN[5]]
    found = both(ZH, en)
    assert ("5", "13") in found
    assert [(a, b) for a, b in found if a != "5"] == [
        (str(n), str(n if n < 5 else n - 1)) for n in range(len(ZH)) if n != 5
    ]


def test_an_item_without_a_twin_is_not_forced_on_another() -> None:
    zh = [*ZH[:9], *ZH[10:]]
    assert both(zh, EN)[9] == ("", "9")


def test_traditional_characters() -> None:
    zh = [
        ("heading", None, "二、基金的狀況"),
        ("numbered", "4", "截至2023年12月31日，基金餘額為360萬美元，比上年減少12%。"),
        ("numbered", "5", "秘書處收到17份申請，批准了其中11份："),
        ("numbered", "6", "委員會促請各國政府在2025年6月30日前繳納未付捐款。"),
    ]
    hant = document("zh-Hant", zh)
    assert paired(pair(hant, document("en", [EN[4], EN[5], EN[6], EN[10]]))) == [(str(n), str(n)) for n in range(4)]
    assert paired(pair(hant, document("zh-Hans", [ZH[4], ZH[5], ZH[10]]))) == [
        ("0", "0"),
        ("1", "1"),
        ("2", ""),
        ("3", "2"),
    ]


def test_two_versions_in_one_language() -> None:
    new = [*EN[:3], ("paragraph", None, "A new paragraph on the venue was added."), *EN[3:10], *EN[11:]]
    new[6] = ("numbered", "4", "As at 31 December 2023, the balance of the Fund was $3.8 million, 7 per cent less.")
    found = paired(pair(document("en", EN), document("en", new)))
    assert ("", "3") in found
    assert ("10", "") in found
    assert ("5", "6") in found
    assert sum(bool(a and b) for a, b in found) == 13


def table(id: str, rows: list[list[str]], caption: str | None = None) -> Block:
    return Block(id, "table", "", rows=tuple(map(tuple, rows)), caption=caption)


def with_tables(lang: Lang, *tables: Block) -> Document:
    return replace(document(lang, ZH[:3] if lang != "en" else EN[:3]), blocks=tables)


ROWS_ZH = [
    ["序号", "国家", "金额"],
    ["1", "阿根廷", "10 000.00"],
    ["2", "加拿大", "25 000.00"],
    ["3", "日本", "40 000.00"],
    ["4", "挪威", "31 500.00"],
]
ROWS_EN = [
    ["No.", "Country", "Amount"],
    ["1", "Argentina", "10,000.00"],
    ["2", "Canada", "25,000.00"],
    ["3", "Japan", "40,000.00"],
    ["4", "Norway", "31,500.00"],
]


def rows_of(bead: Bead) -> list[tuple[int | None, int | None]]:
    return [(r.sides[0][0].row if r.sides[0] else None, r.sides[1][0].row if r.sides[1] else None) for r in bead.parts]


def test_tables_with_their_rows_cells_and_caption() -> None:
    beads = pair(
        with_tables("zh-Hans", table("t", ROWS_ZH, "表1. 捐款")),
        with_tables("en", table("u", ROWS_EN, "Table 1. Contributions")),
    )
    assert [b.kind for b in beads] == ["table", "caption"]
    assert rows_of(beads[0]) == [(n, n) for n in range(5)]
    row = beads[0].parts[2]
    assert row.sides[0][0].text == "2 | 加拿大 | 25 000.00"
    assert [(c.sides[0][0].text, c.sides[1][0].text, c.sides[0][0].col) for c in row.parts] == [
        ("2", "2", 0),
        ("加拿大", "Canada", 1),
        ("25 000.00", "25,000.00", 2),
    ]
    assert beads[1].sides[0][0].caption
    assert beads[1].sides[1][0].caption


def test_a_row_that_one_side_lacks() -> None:
    left = with_tables("zh-Hans", table("t", ROWS_ZH))
    right = with_tables("en", table("u", ROWS_EN[:2] + ROWS_EN[3:]))
    assert rows_of(pair(left, right)[0]) == [(0, 0), (1, 1), (2, None), (3, 2), (4, 3)]


def test_a_column_that_one_side_lacks() -> None:
    left = with_tables("zh-Hans", table("t", [[*r[:2], x, r[2]] for r, x in zip(ROWS_ZH, "备甲乙丙丁", strict=True)]))
    row = pair(left, with_tables("en", table("u", ROWS_EN)))[0].parts[3]
    assert [
        (c.sides[0][0].text if c.sides[0] else None, c.sides[1][0].text if c.sides[1] else None) for c in row.parts
    ] == [
        ("3", "3"),
        ("日本", "Japan"),
        ("丙", None),
        ("40 000.00", "40,000.00"),
    ]


def test_columns_that_changed_places() -> None:
    """The cells follow their columns; a table of numbers that merely differ keeps its order."""
    more_zh = [*ROWS_ZH, ["5", "瑞士", "12 250.00"], ["6", "墨西哥", "8 100.00"]]
    more_en = [*ROWS_EN, ["5", "Switzerland", "12,250.00"], ["6", "Mexico", "8,100.00"]]
    left = with_tables("zh-Hans", table("t", more_zh))
    right = with_tables("en", table("u", [[r[0], r[2], r[1]] for r in more_en]))
    row = pair(left, right)[0].parts[3]
    assert [(c.sides[0][0].text, c.sides[1][0].text) for c in row.parts] == [
        ("3", "3"),
        ("日本", "Japan"),
        ("40 000.00", "40,000.00"),
    ]
    numbers = [["a", "b"], ["11", "12"], ["13", "14"], ["15", "16"]]
    others = [["a", "b"], ["11", "21"], ["31", "14"], ["15", "61"]]
    row = pair(with_tables("zh-Hans", table("t", numbers)), with_tables("en", table("u", others)))[0].parts[1]
    assert [(c.sides[0][0].text, c.sides[1][0].text) for c in row.parts] == [("11", "11"), ("12", "21")]


def test_the_second_of_two_tables_is_missing_on_one_side() -> None:
    other_zh = [["年份", "项目数"], ["2021", "14"], ["2022", "18"], ["2023", "9"]]
    other_en = [["Year", "Projects"], ["2021", "14"], ["2022", "18"], ["2023", "9"]]
    left = with_tables("zh-Hans", table("ta", ROWS_ZH), table("tb", other_zh))
    beads = pair(left, with_tables("en", table("tb", other_en)))
    assert [([p.block for p in b.sides[0]], [p.block for p in b.sides[1]]) for b in beads] == [
        (["ta"], []),
        (["tb"], ["tb"]),
    ]


def noted(lang: Lang, notes: list[tuple[int, str, str]]) -> Document:
    made = document(lang, ZH if lang != "en" else EN)
    blocks = list(made.blocks)
    for n, (at, label, text) in enumerate(notes):
        note = Note(f"{lang[:2]}n{n}", label, text, len(blocks[at].text))
        blocks[at] = replace(blocks[at], footnotes=(*blocks[at].footnotes, note))
    return replace(made, blocks=tuple(blocks))


def test_notes() -> None:
    left = noted("zh-Hans", [(1, "1", "见A/79/12号文件。"), (5, "2", "按2024年1月汇率计算。"), (10, "3", "见附件。")])
    right = noted("en", [(1, "1", "See A/79/12."), (10, "2", "See the annex.")])
    notes = [b for b in pair(left, right) if b.kind == "note"]
    assert [([p.note for p in b.sides[0]], [p.note for p in b.sides[1]]) for b in notes] == [
        (["zhn0"], ["enn0"]),
        (["zhn1"], []),
        (["zhn2"], ["enn1"]),
    ]


def test_everything_is_in_exactly_one_bead() -> None:
    left = noted("zh-Hans", [(1, "1", "见A/79/12号文件。"), (12, "2", "按2024年1月汇率计算。")])
    right = noted("en", [(2, "1", "See A/79/12.")])
    left = replace(left, blocks=(*left.blocks, table("t", ROWS_ZH, "表1")))
    right = replace(right, blocks=(table("u", ROWS_EN[:3]), *right.blocks[3:]))
    beads = pair(left, right)
    for side, made in enumerate((left, right)):
        blocks = Counter(p.block for b in beads if b.kind in ("block", "table") for p in b.sides[side])
        assert blocks == Counter(b.id for b in made.blocks)
        notes = Counter(p.note for b in beads if b.kind == "note" for p in b.sides[side])
        assert notes == Counter(n.id for b in made.blocks for n in b.footnotes)
        rows = Counter(p.row for b in beads for r in b.parts if r.kind == "row" for p in r.sides[side])
        assert rows == Counter(r for b in made.blocks for r in range(len(b.rows or ())))


def test_empty_documents() -> None:
    assert pair(document("zh-Hans", []), document("en", [])) == ()
    assert both([], EN[:2]) == [("", "0"), ("", "1")]
    assert both(ZH[:1], []) == [("0", "")]
    blank: list[Line] = [("paragraph", None, ""), ("paragraph", None, "***")]
    assert len(both(blank, blank)) >= 1


def test_scores_tell_good_pairs_from_forced_ones() -> None:
    good = [b.score for b in pair(document("zh-Hans", ZH), document("en", EN)) if b.kind == "block"]
    assert min(good) > 0.9
    forced = pair(document("zh-Hans", [ZH[1], ZH[3], ZH[10]]), document("en", [EN[1], EN[12], EN[10]]))
    doubtful = [b for b in forced if b.sides[0] and b.sides[0][0].block == "zh1" and b.sides[1]]
    assert all(b.score < 0.5 for b in doubtful)


def test_a_glossary_helps_where_the_words_are_ours_alone() -> None:
    zh = [("paragraph", None, "鹮舟乙"), ("paragraph", None, "鹮舟甲")]
    en = [("paragraph", None, "Quillon"), ("paragraph", None, "Farthingale"), ("paragraph", None, "Marzipan")]
    found = paired(
        pair(document("zh-Hans", zh), document("en", en), glossary={"Farthingale": "鹮舟乙", "Marzipan": "鹮舟甲"})
    )
    assert ("0", "1") in found
    assert ("1", "2") in found


def test_public_form() -> None:
    pairs = public(pair(noted("zh-Hans", [(1, "1", "见附件。")]), noted("en", [(1, "1", "See the annex.")])))
    assert (("zh1",), ("en1",)) in [p.blocks for p in pairs]
    assert (("zhn0",), ("enn0",)) in [p.blocks for p in pairs]
    rows = public(pair(with_tables("zh-Hans", table("t", ROWS_ZH)), with_tables("en", table("u", ROWS_EN))))
    assert rows[1].blocks == (("t",), ("u",))
    assert rows[1].texts == (("1 | 阿根廷 | 10 000.00",), ("1 | Argentina | 10,000.00",))


def test_paired_by_id() -> None:
    left = Document(
        Source("m.tmx", "0" * 64, "tmx"),
        "zh-Hans",
        (Block("s1", "paragraph", "甲", "1"), Block("s2", "paragraph", "乙")),
    )
    right = Document(
        Source("m.tmx", "0" * 64, "tmx"), "en", (Block("s3", "paragraph", "C"), Block("s1", "paragraph", "A", "1"))
    )
    assert [p.blocks for p in public(pair_by_id(left, right))] == [(("s1",), ("s1",)), (("s2",), ()), ((), ("s3",))]


@needs_bench
@pytest.mark.parametrize("folder", bench_folders(), ids=lambda f: f.name)
def test_the_bench_is_paired_without_a_mistake(folder: Path) -> None:
    zh, en = truth(folder, "zh"), truth(folder, "en")
    got = {
        (p.note or p.block, q.note or q.block)
        for b in pair(zh, en)
        if b.kind in ("block", "note", "table")
        for p in b.sides[0]
        for q in b.sides[1]
    }
    ids = [{b.id for b in d.blocks} | {n.id for b in d.blocks for n in b.footnotes} for d in (zh, en)]
    assert got == {(i, i) for i in ids[0] & ids[1]}
