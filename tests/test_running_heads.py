"""Running heads, feet and page numbers are in no block, and don't part what goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheets import LEFT, RIGHT, Ink, document, flow, texts, width, wrapped

TEXT = (
    "The union of river basin organizations met twice in the period under review and adopted its programme of work for"
    " the coming three years, with a budget that is a tenth larger than that of the period before."
)


def body(page: int) -> list[Ink]:
    """Paragraphs of different lengths, so that no two pages look alike."""
    return flow([wrapped(f"{'In the same way, ' * (page % 3)}{TEXT} Item {page}{n}.") for n in range(1 + page % 2, 6)])


def right(text: str, y: float, size: float = 9) -> Ink:
    return Ink(RIGHT - width(text, size), y, text, size)


@pytest.mark.parametrize(
    ("number", "pages"),
    [("{}", 4), ("- {} -", 4), ("{}/4", 4), ("Page {} of 4", 4), ("第 {} 页", 4), ("{}", 2), ("{} / 3", 3)],
)
def test_page_numbers(tmp_path: Path, number: str, pages: int) -> None:
    made = document(tmp_path, *[[*body(n), Ink(290, 800, number.format(n), 9)] for n in range(1, pages + 1)])
    assert not any(number.format(n) in texts(made) for n in range(1, pages + 1))
    assert sum(map(len, texts(made))) == sum(
        len(b.text) for b in document(tmp_path, *[body(n) for n in range(1, pages + 1)]).blocks
    )


def test_document_symbol_on_all_pages_but_the_first(tmp_path: Path) -> None:
    pages = [body(1), *[[right("RBO/C.5/12", 40), *body(n)] for n in range(2, 6)]]
    made = document(tmp_path, *pages)
    assert not any("RBO" in text for text in texts(made))
    assert made.furniture == ("RBO/C.5/12",)


def test_odd_and_even_pages(tmp_path: Path) -> None:
    pages = [
        [*body(n), right(f"Annual report {n}", 810) if n % 2 else Ink(LEFT, 810, f"{n} River basins", 9)]
        for n in range(1, 9)
    ]
    assert not any("Annual report" in text or "River basins" in text for text in texts(document(tmp_path, *pages)))


def test_heads_that_change_with_the_chapter(tmp_path: Path) -> None:
    names = ["Finance", "Finance", "Wells", "Floods", "Fish", "Staff", "Outlook", "Outlook"]
    pages = [[Ink(LEFT, 45, name, 8), *body(n)] for n, name in enumerate(names, 1)]
    assert not set(names) & set(texts(document(tmp_path, *pages)))


def test_a_paragraph_meets_its_other_half(tmp_path: Path) -> None:
    lines = wrapped(TEXT)
    foot = [Ink(290, 800, "{}", 9)]
    first = [*flow([wrapped("Resolution of the union")], top=80), *flow([lines[:2]], top=700)]
    second = flow([[Ink(i.x, n, i.text) for n, i in enumerate(lines[2:])]])
    pages = [
        [*page, Ink(foot[0].x, 800, f"{n}/2", 9), right("RBO/C.5/12", 40)] for n, page in enumerate((first, second), 1)
    ]
    assert texts(document(tmp_path, *pages))[-1] == TEXT


def test_text_that_happens_to_stand_at_the_top_stays(tmp_path: Path) -> None:
    """Page after page begins at the same place: that alone makes no running head."""
    made = document(tmp_path, *[body(n) for n in range(1, 7)])
    assert sum(text.count("Item") for text in texts(made)) == sum(6 - (1 + n % 2) for n in range(1, 7))


def test_the_number_of_a_single_page(tmp_path: Path) -> None:
    made = document(tmp_path, [*body(1), Ink(290, 805, "1", 9)])
    assert "1" not in texts(made)


def test_a_lone_figure_that_is_no_page_number_stays(tmp_path: Path) -> None:
    made = document(tmp_path, [*body(1), Ink(290, 805, "1,250", 11)])
    assert any("1,250" in text for text in texts(made))


def test_a_head_that_is_broken_into_two_lines_once(tmp_path: Path) -> None:
    pages = [[Ink(LEFT, 45, f"Chapter {n // 2 + 1}: {'Wells' if n < 4 else 'Floods'}"), *body(n)] for n in range(1, 8)]
    long = [
        Ink(LEFT, 39, "Chapter 5: Staff, travel and other matters of the secretariat, and"),
        Ink(LEFT, 52, "outlook"),
    ]
    made = document(tmp_path, *pages, [*long, *body(8)])
    assert not any(text.startswith(("Chapter", "outlook")) for text in texts(made))


def test_a_long_head_on_three_pages(tmp_path: Path) -> None:
    head = "Report of the union of river basin organizations on its work in the first two years of the period"
    made = document(tmp_path, *[[Ink(LEFT, 45, head, 9), *body(n)] for n in range(1, 4)])
    assert head not in texts(made)
    assert made.furniture == (head,)


def test_the_first_page_has_its_number_at_the_foot_and_the_others_above(tmp_path: Path) -> None:
    pages = [[*body(1), Ink(290, 800, "1", 9)], [Ink(LEFT, 45, "2", 9), Ink(290, 45, "River basins", 9), *body(2)]]
    assert not {"1", "2"} & set(texts(document(tmp_path, *pages)))


def test_a_figure_close_under_the_text_is_no_page_number(tmp_path: Path) -> None:
    last = [Ink(LEFT, 760, "The number of floods in the year was", 11), Ink(LEFT, 774, "1", 11)]
    assert texts(document(tmp_path, [*body(1)[:6], *last], body(2)))[-1] != ""
    assert any(text.endswith("1") for text in texts(document(tmp_path, [*body(1)[:6], *last], body(2))))


def test_a_page_that_lies_across_has_its_head_at_another_distance(tmp_path: Path) -> None:
    head = "North Ridge: environmental statement {} | 4"
    pages = [[Ink(LEFT, 31 if n == 3 else 45, head.format(n), 8), *body(n)] for n in range(1, 5)]
    assert not any("environmental statement" in text for text in texts(document(tmp_path, *pages)))
