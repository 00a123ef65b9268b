"""Tables of contents lose their page numbers; accounts with dots keep their figures."""

from __future__ import annotations

from pathlib import Path

from sheets import LEFT, RIGHT, Ink, document, flow, texts, width, wrapped

TEXT = "The commission met in the old town hall of the capital for three days and heard the reports of its experts."


def entry(text: str, number: str) -> list[Ink]:
    dots = "." * int((RIGHT - LEFT - width(text) - width(number) - 8) / width("."))
    return [Ink(LEFT, 0, f"{text} {dots}"), Ink(RIGHT - width(number), 0, number)]


def test_page_numbers_of_a_table_of_contents_go(tmp_path: Path) -> None:
    names = ["Introduction", "Status of the wells", "Floods of 2024", "Recommendations"]
    contents = flow([entry(name, str(n)) for name, n in zip(names, (1, 1, 2, 3), strict=True)])
    made = document(tmp_path, contents, *[flow([wrapped(f"{TEXT} {name}.")]) for name in names])
    assert texts(made)[:4] == names


def test_figures_of_accounts_stay(tmp_path: Path) -> None:
    contents = flow([entry(f"Account {n}", str(1000 - 130 * n)) for n in range(1, 5)])
    made = document(tmp_path, contents, flow([wrapped(TEXT)]))
    assert [text.split(".")[-1].strip() for text in texts(made)[:4]] == ["870", "740", "610", "480"]
