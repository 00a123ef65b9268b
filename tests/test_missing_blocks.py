"""What stands on one side only is shown on the other too: at the spot where it should stand."""

from __future__ import annotations

import pytest

from hedui.align import pair
from hedui.model import Block, Document, Finding, Lang, Source
from hedui.reconcile import Options, reconcile

ZH = ("委员会于 2024 年举行了两次会议。", "秘书处共收到 17 份申请。", "预算为 360 万美元。")
EN = (
    "The Committee held two meetings in 2024.",
    "The secretariat received 17 applications.",
    "The budget amounts to USD 3.6 million.",
)


def document(lang: Lang, *blocks: Block) -> Document:
    return Document(Source(f"{lang}.txt", "0" * 64, "txt"), lang, blocks)


def paragraphs(texts: tuple[str, ...], without: int | None = None) -> tuple[Block, ...]:
    return tuple(Block(f"b{n}", "paragraph", text) for n, text in enumerate(texts) if n != without)


def missing(left: Document, right: Document, code: str) -> Finding:
    findings, _ = reconcile((left, right), pair(left, right), Options(select=(code,)))
    (found,) = findings
    return found


@pytest.mark.parametrize(
    ("without", "where"),
    [(1, ("b0", len(EN[0]))), (2, ("b1", len(EN[1]))), (0, ("b1", 0))],
    ids=["behind what goes before", "at the end", "before what follows"],
)
def test_a_missing_paragraph_has_its_place_on_the_other_side(without: int, where: tuple[str, int]) -> None:
    found = missing(document("zh-Hans", *paragraphs(ZH)), document("en", *paragraphs(EN, without)), "B201")
    here, there = found.places
    assert (here.document, here.quote) == (0, ZH[without])
    assert (there.document, there.quote) == (1, "")
    assert (there.block, there.start) == where
    assert there.start == there.end


def test_the_sides_stand_in_their_order() -> None:
    found = missing(document("zh-Hans", *paragraphs(ZH, 1)), document("en", *paragraphs(EN)), "B201")
    assert [(place.document, place.quote) for place in found.places] == [(0, ""), (1, EN[1])]
    assert found.places[0].start == len(ZH[0])
