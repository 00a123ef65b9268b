"""Terms: glossaries in every format, and what is wrong with one is said in one line."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from hedui.align import pair_by_id
from hedui.errors import Damaged, Empty, NotFound, UnknownFormat, UsageError
from hedui.model import Block, Document, Source
from hedui.reconcile import Options
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.glossary import Entry, find, read_glossary
from hedui.reconcile.terms import Paired, alike, terms

TBX = """<?xml version="1.0"?><martif type="TBX"><text><body><termEntry>
<langSet xml:lang="en"><tig><term>Treaty</term></tig></langSet>
<langSet xml:lang="zh"><tig><term>条约</term></tig>
<tig><term>公约</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>"""


def test_a_table_of_terms(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("zh,en,forbidden\n条约,Treaty;treaties,公约\n,empty,\n", encoding="utf-8-sig")
    assert read_glossary(tmp_path / "t.csv") == (Entry(("条约",), ("Treaty", "treaties"), ("公约",)),)
    (tmp_path / "t.tsv").write_text("英文\t中文\nTreaty\t条约\n", encoding="utf-8")
    assert read_glossary(tmp_path / "t.tsv") == (Entry(("条约",), ("Treaty",)),)


def test_a_workbook_and_a_term_base(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["English", "Chinese"])
    sheet.append(["Treaty", "条约"])
    book.save(tmp_path / "t.xlsx")
    assert read_glossary(tmp_path / "t.xlsx") == (Entry(("条约",), ("Treaty",)),)
    (tmp_path / "t.tbx").write_text(TBX, encoding="utf-8")
    assert read_glossary(tmp_path / "t.tbx") == (Entry(("条约",), ("Treaty",), ("公约",)),)


def test_english_terms_are_whole_words_in_any_number() -> None:
    assert find("State Party", "to each State Party")
    assert find("recommendation", "Recommendations follow")
    assert not find("art", "the party")
    assert find("ATT", "the ATT")
    assert not find("ATT", "att")


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("t.csv", "a,b\n1,2\n", Empty),
        ("t.tbx", "<martif", Damaged),
        ("t.xlsx", "no workbook", Damaged),
        ("t.doc", "x", UnknownFormat),
        ("gone.csv", None, NotFound),
    ],
)
def test_a_bad_glossary_is_one_line(tmp_path: Path, name: str, text: str | None, error: type[Exception]) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(error) as caught:
        read_glossary(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_rule_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="X999"):
        Options(select=("X999",)).rules()


def test_a_term_is_cut_out_of_the_chinese_at_its_words() -> None:
    texts = [
        ("基金遴选委员会举行了会议。", "The Selection Committee met."),
        ("报告由遴选委员会通过。", "The report was adopted by the Selection Committee."),
        ("遴选委员会的主席作了说明。", "The Chair of the Selection Committee explained."),
        ("秘书处作了说明。", "The secretariat explained."),
    ]
    assert [(t.english, t.chinese, t.where_chinese) for t in terms(Paired(texts))] == [
        ("Selection Committee", "遴选委员会", frozenset({0, 1, 2}))
    ]
    assert alike("资助计划", "关于赞助计划的报告") == "赞助计划"
    assert alike("资助计划", "关于该计划的报告") is None


def test_no_dictionary_is_loaded_where_no_name_comes_again() -> None:
    code = (
        "import sys; from hedui.reconcile.terms import Paired, terms; terms(Paired([('会', 'It met.')]));"
        "print('jieba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"


def test_terms_are_learnt_from_a_translation_memory_of_some_size(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [
        ("遴选委员会举行了会议。", "The Selection Committee met."),
        ("报告由遴选委员会通过。", "The report was adopted by the Selection Committee."),
        ("秘书处协助遴选委员会开展工作。", "The secretariat assisted the Selection Committee."),
        ("主席宣布散会。", "The Chair closed the meeting."),
    ]
    zh, en = (
        Document(Source("memory", "0" * 64, "tmx"), lang, tuple(Block(str(n), "paragraph", s[k]) for n, s in rows))
        for k, (lang, rows) in enumerate((lang, list(enumerate(said * 2))) for lang in ("zh-Hans", "en"))
    )
    assert Evidence((zh, en), pair_by_id(zh, en)).terms == []
    monkeypatch.setattr("hedui.reconcile.evidence._FEW_SEGMENTS", 8)
    learnt = Evidence((zh, en), pair_by_id(zh, en)).terms
    assert [(term.english, term.chinese) for term in learnt] == [("Selection Committee", "遴选委员会")]
    as_table = [replace(side, source=replace(side.source, format="tsv")) for side in (zh, en)]
    assert Evidence(as_table, pair_by_id(zh, en)).terms == []
