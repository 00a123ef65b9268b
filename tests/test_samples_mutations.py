"""Seeded single errors: each kind where it can stand, none where there is no figure, the same for the same seed."""

from __future__ import annotations

import random

import pytest

from hedui.corpus import bench
from hedui.corpus.bench.documents import documents, units
from hedui.corpus.bench.mutations import KINDS, mutations

PAIRS = {
    "digit": ("共收到 37 份申请。", "In all, 37 applications were received."),
    "number in words": ("设有三个工作组。", "There are three working groups."),
    "万/亿": ("总额为1.6亿元。", "The total is 160 million yuan."),
    "thousand/million": ("总额为1.6亿元。", "The total is 160 million yuan."),
    "year": ("自2019年起", "Since 2019, it has"),
    "month": ("2024年10月", "in October 2024"),
    "day": ("2025年5月27日", "on 27 May 2025"),
    "ordinal": ("第十一届会议", "the eleventh session"),
    "percent": ("占43%", "or 43 per cent"),
    "currency": ("4.8万美元", "$48,000"),
    "range end": ("9日至13日", "from 9 to 13 days"),
    "fraction": ("约三分之一", "about one third"),
    "reference": ("第17条", "article 17"),
    "symbol": ("文件AB/C.1/2014/27", "document AB/C.1/2014/27"),
    "exchanged": ("23份申请，25个国家", "23 applications from 25 States"),
    "left out": ("共有13个项目", "There are 13 projects"),
    "added": ("所有工作组", "all working groups"),
    "bound dropped": ("至少三次", "at least three times"),
    "bound turned": ("至少三次", "at least three times"),
    "unit": ("长12公里", "12 km long"),
    "points": ("上升3个百分点", "rose by 3 percentage points"),
    "time": ("上午9:30", "at 9.30 a.m."),
}


def test_every_kind_has_an_example() -> None:
    assert set(PAIRS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_planted_where_it_can_stand(kind: str) -> None:
    zh, en = PAIRS[kind]
    made = [m for m in mutations(zh, en, random.Random(5)) if m.kind == kind]
    assert made
    for mutation in made:
        text = (zh, en)[mutation.side]
        assert mutation.apply(text) != text


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("进一步统一有关做法，十分重要。", "It is of great importance to further harmonize practice."),
        ("主席宣布散会。", "The Chair declared the meeting closed."),
        ("", ""),
    ],
)
def test_nothing_is_planted_where_there_is_no_figure(zh: str, en: str) -> None:
    assert mutations(zh, en, random.Random(1)) == []


def test_the_same_seed_plants_the_same() -> None:
    zh, en = PAIRS["exchanged"]
    assert mutations(zh, en, random.Random(3)) == mutations(zh, en, random.Random(3))


def test_the_benchmark_gives_every_kind_many_times() -> None:
    seen: dict[str, int] = dict.fromkeys(KINDS, 0)
    for name in bench.names():
        zh, en = documents(bench.source(name))
        for left, right in zip(units(zh), units(en), strict=True):
            for mutation in mutations(left.text, right.text, random.Random(7)):
                seen[mutation.kind] += 1
                text = (left.text, right.text)[mutation.side]
                assert 0 <= mutation.start <= mutation.end <= len(text)
                assert mutation.new != text[mutation.start : mutation.end]
    assert min(seen.values()) >= 15, seen
