"""Numbers of lines in the margin are no text; numbers of paragraphs there are labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheets import LEFT, Ink, document, flow, texts, wrapped

TEXT = (
    "The observatory recorded 412 earthquakes in the year, a tenth more than in the year before. Most of them were felt"
    " by nobody, and none did damage to more than a few old walls in the villages near the coast of the islands."
)


def page(step: int, count: int, gap: float = 0) -> list[Ink]:
    """Paragraphs with every so many lines numbered in the margin."""
    inks = flow([wrapped(TEXT)] * count, gap=gap)
    heights = sorted({ink.y for ink in inks})
    numbers = [Ink(LEFT - 30, y, str(n), 9) for n, y in enumerate(heights, 1) if n % step == 0]
    return [*inks, *numbers]


@pytest.mark.parametrize(("step", "gap"), [(5, 0), (5, 9), (1, 0)])
def test_numbers_of_lines_are_taken_out(tmp_path: Path, step: int, gap: float) -> None:
    made = document(tmp_path, page(step, 10, gap), page(step, 2, gap))
    assert set("".join(texts(made)).replace(TEXT, "")) <= {" "}
    assert len("".join(texts(made))) >= 12 * len(TEXT)


def test_numbers_of_paragraphs_in_the_margin_stay_labels(tmp_path: Path) -> None:
    parts = [[Ink(LEFT - 30, 0, str(n), 9), *wrapped(TEXT)] for n in range(1, 11)]
    assert [block.label for block in document(tmp_path, flow(parts)).blocks] == [str(n) for n in range(1, 11)]


def test_a_page_of_nearly_nothing(tmp_path: Path) -> None:
    made = document(tmp_path, [Ink(LEFT, 100, "7 A b")], [Ink(LEFT, 100, TEXT[:60])])
    assert texts(made)
