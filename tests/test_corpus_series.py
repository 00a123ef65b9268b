"""A series: reports of one body state each other's figures again, and are told where they do it differently."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import reports
import sqlalchemy as sa
from click.testing import CliRunner

from hedui.cli import cli
from hedui.corpus import archives, engines, facts, series
from hedui.corpus import run as batch
from hedui.corpus.report import summary as summarized
from hedui.corpus.report import write_html
from hedui.corpus.store import Store, papers
from hedui.corpus.store import facts as stored_facts
from hedui.model import Block, Document, Source


class Here:
    """An engine that does its jobs in this process: small texts need no other."""

    name = "here"
    workers = 1

    def run(self, work: engines.Work, jobs: Iterable[Any]) -> Iterator[engines.Ended]:
        for job in jobs:
            try:
                yield engines.Ended(job, work(job))
            except OSError as error:
                yield engines.Ended(job, trouble="error", detail=str(error))


def checked(folder: Path, archive: Path) -> Path:
    """The results of an archive."""
    tally = batch.run(archives.scan(archive), folder, engine=Here())
    assert (tally.done, tally.failed) == (len(list(archive.iterdir())) // 2, 0)
    return folder


def found(folder: Path) -> tuple[series.Difference, ...]:
    with Store(folder / "hedui.sqlite") as store:
        assert series.gather(store, folder, engine=Here()) == []
        return series.compare(store)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    return checked(folder / "results", reports.write(folder / "archive"))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    return checked(folder / "results", reports.write(folder / "archive", planted=True))


def quotes(one: series.Difference) -> set[str]:
    return {str(place["quote"]) for place in one.places}


# ---- the four reports


def test_reports_that_agree_are_let_alone(clean: Path) -> None:
    """Only the provisional figures, which the next report gives as audited, are noted."""
    said = found(clean)
    assert [one.severity for one in said] == ["note"] * 3
    assert all("provisional" in one.message.en and "初步" in one.message.zh for one in said)


def test_every_planted_difference_is_found_once(planted: Path) -> None:
    warned = [one for one in found(planted) if one.severity == "warning"]
    assert len(warned) == reports.DIFFERENCES
    assert {frozenset(quotes(one)) for one in warned} == {
        frozenset({"106", "107"}),
        frozenset({"105", "150"}),
        frozenset({"USD 12.9 million", "USD 12.6 million", "1290万美元", "1260万美元"}),
        frozenset({"3,387", "3,378"}),
        frozenset({"2020年5月14日", "2020年5月15日"}),
        frozenset({"120,500", "125,000"}),
        frozenset({"USD 2,400,000", "USD 2,040,000", "240万美元", "204万美元"}),
    }


def test_both_languages_are_one_difference_with_a_place_in_each_document(planted: Path) -> None:
    [one] = [one for one in found(planted) if "150" in quotes(one)]
    assert [(place["pair"], place["lang"]) for place in one.places] == [
        ("bwf-2022", "zh"),
        ("bwf-2023", "zh"),
        ("bwf-2022", "en"),
        ("bwf-2023", "en"),
    ]
    assert one.message.en == "2022: 105 in bwf-2022; 150 in bwf-2023"
    assert one.message.zh == "2022：bwf-2022 为 105；bwf-2023 为 150"
    for place in one.places:
        assert place["text"][place["start"] :].startswith(place["quote"])
        assert place["label"] == "3"


def test_the_many_are_named_beside_the_one(planted: Path) -> None:
    [one] = [one for one in found(planted) if "125,000" in quotes(one)]
    assert one.message.en == "120,500 in bwf-2021, bwf-2022, bwf-2023; 125,000 in bwf-2024"


def test_ids_stay_the_same(planted: Path) -> None:
    assert [one.id for one in found(planted)] == [one.id for one in found(planted)]


def test_reports_of_another_body_are_another_series(tmp_path: Path) -> None:
    """The same words and other figures, but another title: nobody contradicts anybody."""
    archive = reports.write(tmp_path / "archive")
    for path in sorted(archive.iterdir()):
        text = re.sub(r"(?<![\d/.-])\d{2,3}(?![\d/-])", lambda m: str(int(m[0]) + 31), path.read_text(encoding="utf-8"))
        for old, new in (("Basin Water", "Alpine Forest"), ("流域水资源", "高山森林"), ("BWF/", "AFF/")):
            text = text.replace(old, new)
        (archive / path.name.replace("bwf", "aff")).write_text(text, encoding="utf-8")
    said = found(checked(tmp_path / "results", archive))
    assert said
    assert all(len({place["pair"][:3] for place in one.places}) == 1 for one in said)


# ---- taking facts


def test_facts_are_taken_once(planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found(planted)
    monkeypatch.setattr(series, "take", None)
    with Store(planted / "hedui.sqlite") as store:
        assert series.gather(store, planted, engine=Here()) == []
        assert len(store.rows(sa.select(papers))) == 8


def test_a_result_made_again_has_its_facts_taken_again(tmp_path: Path) -> None:
    archive = reports.write(tmp_path / "archive", planted=True)
    results = checked(tmp_path / "results", archive)
    before = found(results)
    text = (archive / "bwf-2023_en.md").read_text(encoding="utf-8")
    (archive / "bwf-2023_en.md").write_text(text.replace("received 150.", "received 105."), encoding="utf-8")
    text = (archive / "bwf-2023_zh.md").read_text(encoding="utf-8")
    (archive / "bwf-2023_zh.md").write_text(text.replace("收到150份", "收到105份"), encoding="utf-8")
    assert batch.run(archives.scan(archive), results, engine=Here()).done == 1
    after = found(results)
    assert {one.id for one in before} - {one.id for one in after} == {one.id for one in before if "150" in quotes(one)}
    assert len(after) == len(before) - 1


def test_a_lost_result_is_named(tmp_path: Path) -> None:
    results = checked(tmp_path / "results", reports.write(tmp_path / "archive"))
    batch.result_file(results, "bwf-2022").unlink()
    with Store(results / "hedui.sqlite") as store:
        assert series.gather(store, results, engine=Here()) == ["bwf-2022"]
        assert len(store.rows(sa.select(papers))) == 6


def test_a_failed_pair_loses_its_facts(tmp_path: Path) -> None:
    archive = reports.write(tmp_path / "archive")
    results = checked(tmp_path / "results", archive)
    found(results)
    (archive / "bwf-2022_en.md").write_bytes(b"\x00\xff\xfe\x00" * 40)
    rows = [archives.Row("bwf-2022", str(archive / "bwf-2022_zh.md"), str(archive / "bwf-2022_en.md"), "paired")]
    batch.run(rows, results, engine=Here())
    with Store(results / "hedui.sqlite") as store:
        left = {row.job for row in store.rows(sa.select(stored_facts.c.job).distinct())}
    assert left == {"bwf-2021", "bwf-2023", "bwf-2024"}


def a_document(*texts: str, title: str = "Report of the River Board 2023", lang: str = "en") -> Document:
    blocks = [Block("t", "title", title), *(Block(f"b{n}", "paragraph", text) for n, text in enumerate(texts))]
    return Document(Source("d.txt", "0" * 64, "txt"), "zh-Hans" if lang == "zh" else "en", tuple(blocks))


def said_in(*texts: str, **about: Any) -> set[tuple[str, str]]:
    return {(fact.period, fact.value) for fact in facts.paper(a_document(*texts, **about)).facts}


BRACKETED = {("2022", "4"), ("2021", "6"), ("2022", "41")}
BOTH = {("2022", "13500000"), ("2021", "12900000")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In 2022, the Board received 105 applications.", {("2022", "105")}),
        ("At the end of 2022, the Board had 113 staff members.", {("2022-12-31", "113")}),
        ("As at 31 December 2022, the Board had 113 staff members.", {("2022-12-31", "113")}),
        ("From 1 January to 31 December 2022, the Board received 105 applications.", {("2022", "105")}),
        ("In the first quarter of 2022, the Board received 105 applications.", {("2022-Q1", "105")}),
        ("The Board received fees of USD 13.5 million in 2022 (2021: USD 12.9 million).", BOTH),
        ("Fees paid to the Board rose from USD 12.9 million in 2021 to USD 13.5 million in 2022.", BOTH),
        ("Last year the Board received 105 applications.", {("2022", "105")}),
        ("The grant of project RB/2019/07 for river gauges is USD 95,000.", {("", "95000")}),
        ("The tenth session of the Board was held in Lima on 12 May 2022.", {("", "2022-05-12")}),
        ("The Board closed 8 cases in 2020, 10 in 2021, 13 in 2022.", {("2020", "8"), ("2021", "10"), ("2022", "13")}),
        ("In 2022, 4 dams were built (2021: 6), and 41 guards left the Board.", BRACKETED),
        # what changes from report to report, or is not tied to a time, is no fact
        ("Since 2016, the Board has received 1,305 applications.", set()),
        ("To date, the Board has received 1,305 applications.", set()),
        ("The Board has 113 staff members.", set()),
        ("Fees paid to the Board rose by 4.7 per cent in 2022.", set()),
        ("The Board received more than 100 applications in 2022.", set()),
        ("It came to 105 in 2022.", set()),
        ("Between the dry year 2021 and the wet year 2022, the Board received 105 applications.", set()),
    ],
)  # fmt: skip
def test_facts_of_an_english_sentence(text: str, said: set[tuple[str, str]]) -> None:
    assert said_in(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022年，理事会收到105份申请。", {("2022", "105")}),
        ("截至2022年底，理事会共有113名工作人员。", {("2022-12-31", "113")}),
        ("截至2022年12月31日，理事会共有113名工作人员。", {("2022-12-31", "113")}),
        ("2022年第一季度，理事会收到105份申请。", {("2022-Q1", "105")}),
        ("2022年理事会收到会费1350万美元（2021年：1290万美元）。", BOTH),
        ("上一年度理事会收到105份申请。", {("2022", "105")}),
        ("RB/2019/07号项目的水文站赠款为95 000美元。", {("", "95000")}),
        ("自2016年以来，理事会共收到1305份申请。", set()),
        ("理事会累计收到1305份申请。", set()),
        ("理事会现有113名工作人员。", set()),
        ("2022年理事会会费增长4.7%。", set()),
        ("工作人员平均得分493分，比2018年低9分。", set()),
        ("工作人员有227人，相当于每个部门37人；2015年为每个部门24人。", {("2015", "24")}),
        ("2022年理事会收到100多份申请。", set()),
    ],
)
def test_facts_of_a_chinese_sentence(text: str, said: set[tuple[str, str]]) -> None:
    assert said_in(text, title="河流理事会2023年报告", lang="zh") == said


def test_what_one_document_states_twice_with_two_values_is_no_fact() -> None:
    both = ("In 2022, the Board held 14 workshops.", "In 2022, the Board held 19 workshops.")
    assert said_in(*both) == set()
    assert said_in(both[0], both[0]) == {("2022", "14")}


def test_light_words_and_order_do_not_matter_but_names_do() -> None:
    def key(text: str) -> set[str]:
        return {fact.key for fact in facts.paper(a_document(text)).facts}

    assert key("In 2022, contributions received by the Board amounted to USD 12.9 million.") == key(
        "The Board received contributions of USD 12.6 million in 2022."
    )
    assert not key("In 2022, 34 workshops were held in Africa.") & key("In 2022, 29 workshops were held in Asia.")
    assert not key("In 2022, the first workshop had 34 guests.") & key("In 2022, the second workshop had 29 guests.")
    assert not key("In 2022, the Board paid USD 34.") & key("In 2022, the Board paid EUR 29.")


def test_rounded_figures_agree() -> None:
    a, b = (
        facts.paper(a_document(f"In 2022, the Board received fees of USD {said}.")).facts[0]
        for said in ("12.9 million", "12,921,909")
    )
    assert a.key == b.key
    assert facts.agree(a, b)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Annual report 2023", ""),
        ("2023 statistical bulletin", ""),
        ("Report of the River Board 2023", "board river"),
        ("Report of the River Board on its eleventh session", "board river session"),
    ],
)
def test_titles_tell_a_series(title: str, words: str) -> None:
    from hedui.align.words import stem
    from hedui.reconcile.evidence import DocumentView

    told = facts.title_words(DocumentView(0, a_document(title=title)))
    assert set(told.split()) >= {stem(word) for word in words.split() if word != "its"}
    assert bool(told) == bool(words)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Report of the River Board 2023", 2023),
        ("Accounts of the River Board for the year ended 31 December 2023", 2023),
        ("River Board: bulletin of March 2023", None),
        ("River Board: second quarter of 2023", None),
        ("River Board: plan for 2023 to 2025", None),
        ("Report of the River Board", None),
    ],
)
def test_the_year_of_a_report(title: str, year: int | None) -> None:
    from hedui.reconcile.evidence import DocumentView

    assert facts.own_year(DocumentView(0, a_document(title=title))) == year


def test_a_number_in_a_title_is_part_of_it() -> None:
    from hedui.reconcile.evidence import DocumentView

    two, three = (
        facts.title_words(DocumentView(0, a_document(title=f"Report on dam programme No. {n}"))) for n in (2, 3)
    )
    assert two
    assert two != three


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("FCCC/SBI/2023/4", "fccc/sbi/#/#"),
        ("bwf-secretariat-2023", "bwf-secretariat-#"),
        ("annual-report-2023", ""),
        ("A/76/284", ""),
        ("年度报告2023", ""),
        ("流域委员会2023", "流域委员会#"),
        ("secretariat", ""),
    ],
)
def test_families_of_names(name: str, family: str) -> None:
    assert series.family(name) == family


def test_a_fact_of_very_many_documents_is_compared_with_its_neighbours_only() -> None:
    """Near linear: a thousand documents that state one fact are no half a million couples."""
    fact = facts.Fact(0, "k", "2022", "count", "105", "1", "", "", 4, {})
    group = [series.Stated((f"r-{n:04}", 1), "en", "", fact) for n in range(1000)]
    assert sum(1 for _ in series._couples(group)) < 1000 * series.NEIGHBOURS


def test_a_form_of_words_is_no_fact() -> None:
    """Documents that all say another number of something speak of different things."""
    told = [facts.Fact(0, "k", "2022", "count", value, "1", "", "", 4, {}) for value in ("14", "15", "19", "23")]
    group = [series.Stated((f"r-{n}", 1), "en", "", fact) for n, fact in enumerate(told)]
    assert series._form_of_words(group)
    assert not series._form_of_words([*group[:1] * 5, *group[1:2]])


def test_words_that_say_how_sure_a_figure_is_do_not_part_facts() -> None:
    first = facts.paper(a_document("Provisional fees of USD 12.9 million were paid to the Board in 2022.")).facts
    later = facts.paper(a_document("Revised fees of USD 12.6 million were paid to the Board in 2022.")).facts
    assert {fact.key for fact in first} == {fact.key for fact in later}
    assert [first[0].hedge, later[0].hedge] == ["provisional", "restated"]


def test_a_very_long_list_of_figures_is_no_sentence() -> None:
    assert (
        said_in("In 2022, the Board paid " + ", ".join(f"USD {n} to dam {n}" for n in range(11, 2000)) + ".") == set()
    )


TABLE = (("Year", "Schools", "Pupils"), ("2020", "1,118", "519,877"), ("2021", "1,131", "524,006"))


def test_a_table_whose_rows_are_years() -> None:
    blocks = (Block("t", "title", "Report of the School Board 2022"), Block("b", "table", "", rows=TABLE))
    told = facts.paper(Document(Source("d.txt", "0" * 64, "txt"), "en", blocks)).facts
    assert {(fact.period, fact.value, fact.table) for fact in told} == {
        ("2020", "1118", "b/column 1"),
        ("2021", "1131", "b/column 1"),
        ("2020", "519877", "b/column 2"),
        ("2021", "524006", "b/column 2"),
    }


# ---- the commands


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_the_command_shows_each_place(planted: Path) -> None:
    out = run("corpus", "series", planted, "-j", "1", "--lang", "en")
    assert out.exit_code == 0, out.stderr
    assert "Warning  2022: 105 in bwf-2022; 150 in bwf-2023" in out.stdout
    assert "    bwf-2023_en.md, 3: " in out.stdout
    assert "it had received [150]." in out.stdout
    assert out.stdout.splitlines()[-1].startswith("7 warnings, 3 notes (8 documents, ")


def test_the_command_speaks_chinese(planted: Path) -> None:
    out = run("corpus", "series", planted, "-j", "1", "--lang", "zh")
    assert "警告  2022：bwf-2022 为 105；bwf-2023 为 150" in out.stdout
    assert out.stdout.splitlines()[-1].startswith("警告 7 条，提示 3 条（8 份文件，")


def test_exit_status_on_request(planted: Path, clean: Path) -> None:
    assert run("corpus", "series", planted, "--fail-on", "warning").exit_code == 1
    assert run("corpus", "series", clean, "--fail-on", "warning").exit_code == 0
    assert run("corpus", "series", clean, "--fail-on", "note").exit_code == 1


def test_lines_sheets_and_page(planted: Path, tmp_path: Path) -> None:
    for suffix in ("jsonl", "xlsx", "html"):
        assert run("corpus", "series", planted, "-o", tmp_path / f"s.{suffix}").exit_code == 0
    lines = [json.loads(line) for line in (tmp_path / "s.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == reports.DIFFERENCES + 3
    assert {line["rule"] for line in lines} == {"D605"}
    assert {line["severity"] for line in lines} == {"warning", "note"}
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx").worksheets[0]
    assert sum(1 for _ in sheet.iter_rows()) == 1 + sum(len(line["places"]) for line in lines)
    page = (tmp_path / "s.html").read_text(encoding="utf-8")
    assert page.count("<mark>") == sum(len(line["places"]) for line in lines)
    assert "<mark>150</mark>" in page


def test_another_suffix_is_refused_before_anything_is_done(planted: Path) -> None:
    out = run("corpus", "series", planted, "-o", "s.pdf")
    assert out.exit_code == 2
    assert ".jsonl" in out.stderr


def test_the_report_of_the_archive_has_them(planted: Path, tmp_path: Path) -> None:
    run("corpus", "series", planted, "-j", "1")
    assert run("corpus", "report", planted, "-o", tmp_path / "r.html", "--lang", "zh").exit_code == 0
    assert "同一事实在多份文件中说法不一" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert run("corpus", "report", planted, "-o", tmp_path / "r.xlsx", "--lang", "en").exit_code == 0
    names = openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames
    assert "One fact, stated differently in"[:31] in names


def test_what_is_dismissed_is_not_shown(planted: Path, tmp_path: Path) -> None:
    run("corpus", "series", planted, "-j", "1")
    with Store(planted / "hedui.sqlite") as store:
        [one] = [one for one in summarized(store).series if "150" in one.en]
        store.decide([{"finding": one.id, "who": "me", "verdict": "dismissed", "comment": "known"}])
        left = summarized(store)
        store.decide([{"finding": one.id, "who": "me", "verdict": "accepted", "comment": ""}])
    assert one.id not in {other.id for other in left.series}
    with (tmp_path / "r.html").open("wb") as stream:
        write_html(left, stream)


def test_a_file_of_decisions_is_kept(planted: Path, tmp_path: Path) -> None:
    """The same file as for check; what it dismisses is left out here and in the report, also the next time."""
    run("corpus", "series", planted, "-j", "1", "-o", tmp_path / "s.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "s.jsonl").read_text(encoding="utf-8").splitlines()]
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps([{"id": lines[0]["id"], "verdict": "dismissed", "comment": "both are right"}]))
    assert run("corpus", "series", planted, "-j", "1", "--decisions", tmp_path / "none.json").exit_code == 2
    for given in (("--decisions", file), ()):
        out = run("corpus", "series", planted, "-j", "1", *given)
        assert out.stdout.splitlines()[-1].startswith("6 warnings, 3 notes")
    file.write_text(json.dumps([{"id": lines[0]["id"], "verdict": "accepted"}]))
    assert run("corpus", "report", planted, "-o", tmp_path / "r.html", "--decisions", file).exit_code == 0
    out = run("corpus", "series", planted, "-j", "1")
    assert out.stdout.splitlines()[-1].startswith("7 warnings, 3 notes")


def test_a_store_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    path = tmp_path / "old.sqlite"
    with Store(path) as store:
        config = Config()
        config.set_main_option("script_location", "hedui.corpus:migrations")
        with store.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, "0001")
            assert "facts" not in sa.inspect(connection).get_table_names()
    with Store(path) as store:
        assert store.rows(sa.select(stored_facts)) == []
