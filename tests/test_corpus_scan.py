"""What pairs with what in an archive: by name, by symbol, by content; and the manifest a user may edit."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from hedui.corpus import archives
from hedui.corpus.archives import Entry, Row, name_key, pair_files, read_manifest, write_manifest
from hedui.errors import NotFound, UsageError


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("A_76_284_C.pdf", "A_76_284_E.pdf"),
        ("A_76_284-ZH.pdf", "A_76_284-EN.pdf"),
        ("zh/report.pdf", "en/report.pdf"),
        ("2024/中文/annual report.docx", "2024/英文/annual report.docx"),
        ("budget.zh-CN.pdf", "budget.en-GB.pdf"),
        ("budget_chi.pdf", "budget_eng.pdf"),
        ("notice-tc.pdf", "notice-e.pdf"),
        ("报告（中文）.pdf", "报告（英文）.pdf"),
    ],
)
def test_names_of_twins_have_one_key(zh: str, en: str) -> None:
    assert name_key(zh)[0] == name_key(en)[0]
    assert (name_key(zh)[1], name_key(en)[1]) == ("zh", "en")


@pytest.mark.parametrize("name", ["tcp.pdf", "generic.pdf", "chess.pdf", "encyclopaedia.pdf", "A_76_284.pdf"])
def test_a_language_is_a_whole_token(name: str) -> None:
    assert name_key(name)[1] is None


def zh(path: str, symbol: str | None = None, *gist: str) -> Entry:
    return Entry(path, "zh", symbol, frozenset(gist))


def en(path: str, symbol: str | None = None, *gist: str) -> Entry:
    return Entry(path, "en", symbol, frozenset(gist))


def shape(rows: list[Row]) -> list[tuple[str, str, str]]:
    return [(row.zh, row.en, row.status) for row in rows]


def test_pairs_by_name() -> None:
    rows = pair_files([zh("b_C.pdf"), en("a_E.pdf"), zh("a_C.pdf"), en("b_E.pdf")])
    assert shape(rows) == [("a_C.pdf", "a_E.pdf", "paired"), ("b_C.pdf", "b_E.pdf", "paired")]
    assert [row.id for row in rows] == ["a", "b"]


def test_pairs_by_symbol_where_names_do_not_help() -> None:
    rows = pair_files([zh("N2412345.pdf", "A/78/12"), en("N2412346.pdf", "A/78/12"), en("N2412347.pdf", "A/78/13")])
    assert shape(rows) == [("N2412345.pdf", "N2412346.pdf", "paired"), ("", "N2412347.pdf", "unpaired")]


def test_pairs_by_content_where_nothing_else_does() -> None:
    figures = [f"count:{n}" for n in range(100, 120)]
    others = [f"count:{n}" for n in range(500, 520)]
    rows = pair_files([zh("x.pdf", None, *figures), en("p.pdf", None, *others), en("q.pdf", None, *figures)])
    assert ("x.pdf", "q.pdf", "paired") in shape(rows)
    assert ("", "p.pdf", "unpaired") in shape(rows)


def test_files_without_common_figures_stay_apart() -> None:
    rows = pair_files([zh("x.pdf", None, "count:10", "count:11"), en("y.pdf", None, "count:30", "count:31")])
    assert [row.status for row in rows] == ["unpaired", "unpaired"]


def test_other_symbols_under_one_name_are_doubtful() -> None:
    [row] = pair_files([zh("r_C.pdf", "A/78/12"), en("r_E.pdf", "A/78/13")])
    assert row.status == "doubtful"
    assert "A/78/12" in row.why
    assert "A/78/13" in row.why


def test_several_of_a_name_are_doubtful_and_the_likest_is_taken() -> None:
    first, second = [f"count:{n}" for n in range(20, 40)], [f"count:{n}" for n in range(60, 80)]
    rows = pair_files(
        [zh("r_C.pdf", None, *first), en("r_E.pdf", None, *second), en("r-en.pdf", None, *first)],
    )
    assert ("r_C.pdf", "r-en.pdf", "doubtful") in shape(rows)
    assert ("", "r_E.pdf", "unpaired") in shape(rows)


def test_the_text_wins_over_the_name() -> None:
    """Both names say English, but one text is Chinese: still a pair, with doubt."""
    rows = pair_files([zh("r_E.pdf"), en("r_en.pdf")])
    assert shape(rows) == [("r_E.pdf", "r_en.pdf", "doubtful")]


def test_an_unreadable_file_is_in_the_manifest_with_its_reason() -> None:
    [row] = pair_files([Entry("bad.pdf", why="bad.pdf: damaged")])
    assert (row.status, row.why) == ("unread", "bad.pdf: damaged")


def test_ids_are_unique() -> None:
    rows = pair_files([zh("a/r_C.pdf"), en("a/r_E.pdf"), zh("b/r_C.pdf"), en("b/r_E.pdf")])
    assert len({row.id for row in rows}) == 2


def test_manifest_comes_back(tmp_path: Path) -> None:
    rows = [
        Row("a", str(tmp_path / "甲 乙.pdf"), str(tmp_path / "sub/b.pdf"), "paired", "paired by name", "A/1/2"),
        Row("b", "", "s3://bucket/b.pdf", "unpaired", 'with "quotes", commas\nand lines'),
    ]
    path = tmp_path / "manifest.csv"
    write_manifest(rows, path)
    assert read_manifest(path) == rows
    assert "甲 乙.pdf" in path.read_text(encoding="utf-8-sig")
    assert str(tmp_path) not in path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "columns"),
        ("id,zh,en\n,x,y\n", "line 2"),
        ("id,zh,en\na,x,y\na,x,y\n", "line 3"),
        ("id,zh,en,status\na,x,y,maybe\n", "maybe"),
    ],
)
def test_a_bad_manifest_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "m.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read_manifest(path)


def test_a_minimal_manifest_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("id,zh,en\na,x.pdf,y.pdf\nb,z.pdf,\n", encoding="utf-8")
    assert [row.status for row in read_manifest(path)] == ["paired", "unpaired"]


def test_links_out_of_the_folder_are_passed_over(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    (elsewhere / "secret.txt").write_text("secret", encoding="utf-8")
    (home / "a.txt").write_text("a", encoding="utf-8")
    (home / "in.txt").symlink_to(home / "a.txt")
    (home / "out.txt").symlink_to(elsewhere / "secret.txt")
    (home / "folder").symlink_to(elsewhere)
    (home / ".hidden.txt").write_text("h", encoding="utf-8")
    (home / "picture.png").write_bytes(b"\x89PNG")
    (home / "新 文件\n一.txt").write_text("n", encoding="utf-8")
    found = {Path(p).name for p in archives.files(home)}
    assert found == {"a.txt", "in.txt", "新 文件\n一.txt"}


def test_a_zip_is_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "archive.zip"
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("zh/r.txt", "共有 13 个项目。" * 5)
        z.writestr("en/r.txt", "There are 13 projects. " * 5)
        z.writestr("../../evil.txt", "There are 13 projects. " * 5)
    found = list(archives.files(path))
    assert len(found) == 3
    with archives.local(next(p for p in found if "zh/r.txt" in p)) as here:
        assert here.read_text(encoding="utf-8").startswith("共有")
    assert not here.exists()


def test_a_file_larger_than_allowed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("big.txt", "0" * 5_000_000)
    monkeypatch.setattr(archives, "MAX_BYTES", 1_000_000)
    [entry] = [archives.look(p) for p in archives.files(path)]
    assert entry.lang is None
    assert "larger" in entry.why


def test_no_such_folder() -> None:
    with pytest.raises(NotFound):
        list(archives.files("no/such/folder"))


def test_a_url_of_an_unknown_protocol() -> None:
    with pytest.raises(UsageError):
        list(archives.files("gopher://example.org/x"))
