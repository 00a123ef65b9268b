"""The account of every figure: each is in exactly one class, in every kind of check."""

from __future__ import annotations

from typing import get_args

from hedui.align import pair, pair_by_id
from hedui.model import Block, Coverage, Document, Lang, Note, Source
from hedui.reconcile import Options, reconcile


def document(lang: Lang, *blocks: Block) -> Document:
    return Document(Source(f"{lang}.txt", "0" * 64, "txt"), lang, blocks)


ZH = document(
    "zh-Hans",
    Block(
        "1",
        "numbered",
        "2024 年共有 25 个国家提交了 23 份申请。",
        "1",
        "1",
        footnotes=(Note("n", "1", "其中 2 份已撤回。", 5),),
    ),
    Block("2", "paragraph", "委员会审议了三份报告。"),
    Block("t", "table", "", rows=(("国家", "金额"), ("加拿大", "1,250"), ("挪威", "3,400"))),
)
EN = document(
    "en",
    Block("1", "numbered", "In 2024, 25 States submitted 23 applications.", "1", "1",
          footnotes=(Note("n", "1", "Of these, 2 were withdrawn.", 7),)),
    Block("2", "paragraph", "The Committee considered four reports."),
    Block("t", "table", "", rows=(("State", "Amount"), ("Canada", "1,250"), ("Norway", "3,400"))),
)  # fmt: skip


def total(one: Coverage) -> int:
    return one.agreed + one.flagged + one.unpaired + sum(n for _, n in one.not_compared)


def test_each_figure_is_in_one_class() -> None:
    findings, coverage = reconcile((ZH, EN), pair(ZH, EN), Options())
    assert [f.rule for f in findings if f.severity != "note"] == ["N102"]
    for one in coverage:
        assert one.total == total(one) == 7
        assert (one.agreed, one.flagged) == (6, 1)


def test_a_block_without_a_twin_leaves_its_figures_unpaired() -> None:
    half = document("en", *EN.blocks[:1])
    _, coverage = reconcile((ZH, half), pair_by_id(ZH, half), Options())
    assert coverage[0].unpaired >= 3
    assert all(one.total == total(one) for one in coverage)


def test_one_document_has_no_figures_to_compare() -> None:
    _, (coverage,) = reconcile((ZH,), (), Options())
    assert dict(coverage.not_compared) == {"one document": coverage.total - coverage.flagged}


def test_every_reason_has_a_name_in_both_languages() -> None:
    from hedui.outputs.words import REASONS
    from hedui.reconcile.coverage import Class
    from hedui.reconcile.matching import Reason

    named, reasons = get_args(Class)
    assert reasons == Reason
    assert {*get_args(named), *get_args(reasons)} - {"agreed", "flagged", "unpaired"} == set(REASONS)


def test_rules_can_be_chosen() -> None:
    beads = pair(ZH, EN)
    assert reconcile((ZH, EN), beads, Options(select=("N110",)))[0] == ()
    assert reconcile((ZH, EN), beads, Options(ignore=("count-changed",)))[0] == ()
    assert len(reconcile((ZH, EN), beads, Options(select=("n1",)))[0]) == 1
