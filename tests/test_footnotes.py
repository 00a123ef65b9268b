"""Footnotes apart from the text, and their marks never digits of a figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import Sheets
from sheets import LEFT, Ink, document, flow, width, wrapped

from hedui.extract import read
from hedui.model import Document

TEXT = "The administrative costs of the fund were well below the ceiling laid down by the board in its rules of 2019."
NOTE = "Rules of the fund, rule 14."


def marked(before: str, mark: str, after: str, y: float = 90, size: float = 11) -> list[Ink]:
    """A line with a raised mark in it."""
    x = LEFT + width(before, size)
    rest = x + width(mark, 0.6 * size)
    return [Ink(LEFT, y, before, size), Ink(x, y, mark, 0.6 * size, rise=0.36 * size), Ink(rest, y, after, size)]


def note(label: str, text: str, y: float) -> list[Ink]:
    return [Ink(LEFT, y, label, 6, rise=3), Ink(LEFT + 5, y, text, 9)]


def test_a_mark_is_no_digit(tmp_path: Path) -> None:
    inks = [*marked("They came to 8%", "1", " of the total and $320 in cash."), *flow([wrapped(TEXT)] * 3, top=120)]
    block = document(tmp_path, [*inks, *note("1", NOTE, 780)]).blocks[0]
    assert block.text == "They came to 8% of the total and $320 in cash."
    (found,) = block.footnotes
    assert (found.label, found.text, found.at) == ("1", NOTE, len("They came to 8%"))
    assert found.prints[0].page == 1


def test_in_chinese_too(tmp_path: Path) -> None:
    inks = [
        *marked("行政费用占总支出的8%", "1", "，低于上限。"),
        *flow([wrapped("委员会在2019年的规则中规定了上限。" * 5)] * 3, top=120),
    ]
    block = document(tmp_path, [*inks, *note("1", "见规则第14条。", 780)]).blocks[0]
    assert block.text == "行政费用占总支出的8%，低于上限。"
    assert block.footnotes[0].text == "见规则第14条。"


@pytest.mark.parametrize(("before", "mark", "after", "text"), [
    ("an area of 12 km", "2", " in all", "an area of 12 km² in all"),
    ("some 10", "6", " cells", "some 10⁶ cells"),
    ("the 5", "th", " session", "the 5th session"),
])  # fmt: skip
def test_exponents_stay(tmp_path: Path, before: str, mark: str, after: str, text: str) -> None:
    block = document(tmp_path, [*marked(before, mark, after), *flow([wrapped(TEXT)] * 3, top=120)]).blocks[0]
    assert block.text == text
    assert not block.footnotes


def test_symbols_and_two_notes(tmp_path: Path) -> None:
    first = marked("The first amount", "*", " was paid in full.")
    second = marked("The second one", "†", " was not.", y=120)
    inks = [*first, *second, *flow([wrapped(TEXT)] * 3, top=150)]
    made = document(tmp_path, [*inks, *note("*", "In May.", 770), *note("†", "It is due in June.", 782)])
    assert [(n.label, n.text) for b in made.blocks for n in b.footnotes] == [
        ("*", "In May."),
        ("†", "It is due in June."),
    ]


def test_a_note_runs_on_to_the_next_page(tmp_path: Path) -> None:
    page = [*marked("They came to 8%", "1", " of the total."), *flow([wrapped(TEXT)] * 3, top=120)]
    page += [*note("1", "The rules of the fund were adopted by the board at its session in 2019 and", 780)]
    other = [
        *flow([wrapped(TEXT)] * 4),
        Ink(LEFT, 782, "amended at its session in 2021.", 9),
        *marked("See 4", "2", ".", 300),
    ]
    made = document(tmp_path, page, [*other, *note("2", NOTE, 794)])
    notes = [n.text for b in made.blocks for n in b.footnotes]
    assert NOTE in notes
    assert notes[0].startswith("The rules of the fund were adopted")


def test_numbers_start_again_on_each_page(tmp_path: Path) -> None:
    pages = [
        [
            *flow([wrapped(f"In {place} it was so. {TEXT}")] * 2),
            *marked(f"In {place} it is 12%", "1", " in all.", y=300),
            *note("1", f"Note on {place}.", 780),
        ]
        for place in ("Norrby", "Westhaven", "Sund")
    ]
    made = document(tmp_path, *pages)
    assert [n.text for b in made.blocks for n in b.footnotes] == [
        "Note on Norrby.",
        "Note on Westhaven.",
        "Note on Sund.",
    ]


def test_a_note_without_a_mark_is_not_lost(tmp_path: Path) -> None:
    inks = [*marked("They came to 8%", "1", " of the total."), *flow([wrapped(TEXT)] * 3, top=120)]
    made = document(tmp_path, [*inks, *note("1", NOTE, 770), *note("2", "Nobody refers to this.", 782)])
    assert "Nobody refers to this." in [n.text for b in made.blocks for n in b.footnotes]


def test_below_a_line_of_underscores(tmp_path: Path) -> None:
    """Set as large as the text, so that only the line tells."""
    inks = [*marked("They came to 8%", "1", " of the total."), *flow([wrapped(TEXT)] * 3, top=120)]
    inks += [Ink(LEFT, 760, "_" * 18), Ink(LEFT, 780, "1", 6.6, rise=4), Ink(LEFT + 6, 780, NOTE)]
    made = document(tmp_path, inks)
    assert [n.text for b in made.blocks for n in b.footnotes] == [NOTE]
    assert not any("___" in b.text for b in made.blocks)


def test_endnotes(tmp_path: Path) -> None:
    page = [*marked("They came to 8%", "1", " of the total."), *marked("That is less than 9%", "2", ".", y=120)]
    page += flow([wrapped(TEXT)] * 3, top=150)
    notes = flow([[Ink(LEFT, 0, "Notes", 14, True)], wrapped(f"1.  {NOTE}"), wrapped("2.  As it was in 2019.")])
    made = document(tmp_path, page, notes)
    assert [(n.label, n.text) for b in made.blocks for n in b.footnotes] == [("1", NOTE), ("2", "As it was in 2019.")]
    assert made.blocks[0].text == "They came to 8% of the total."


def test_a_list_under_notes_that_nothing_calls_for_is_a_list(tmp_path: Path) -> None:
    notes = flow([wrapped(TEXT), [Ink(LEFT, 0, "Notes", 14, True)], wrapped("1.  In May."), wrapped("2.  In June.")])
    assert [b.label for b in document(tmp_path, notes).blocks] == [None, None, "1", "2"]


def test_endnotes_without_a_heading_end_the_document(tmp_path: Path) -> None:
    inks = [*marked("The first amount", "i", " was paid."), *marked("The second one", "ii", " was not.", y=120)]
    inks += flow([wrapped(TEXT)] * 3, top=150)
    other = [*[Ink(LEFT, 90, "i In May.", 9), Ink(LEFT, 116, "ii It is due in June.", 9)]]
    made = document(tmp_path, inks, other)
    assert [(n.label, n.text) for b in made.blocks for n in b.footnotes] == [
        ("i", "In May."),
        ("ii", "It is due in June."),
    ]
    assert made.blocks[-1].text == TEXT


def drawn(path: Path, box: bool) -> Document:
    """Marks 1 and 2 in a text, a box, a paragraph numbered 2, and the notes at the foot."""
    sheets = Sheets(path / "a.pdf")
    sheets.text(72, 60, "1. This paragraph is the first.")
    for k in range(12):
        sheets.text(72, 90 + 13 * k, TEXT[:88])
    sheets.text(72, 246, "The first amount was paid")
    sheets.font("Times-Roman", 6)
    sheets.text(182, 242, "2")
    sheets.font("Times-Roman")
    if box:
        sheets.grid((68, 500), (256, 290))
        sheets.text(72, 272, "A paragraph in a box says that it is important.")
    sheets.text(72, 306, "2. This paragraph has the number of the note and is none,")
    sheets.text(72, 319, "though it stands below a rule as wide as its column.")
    sheets.rule(72, 760, 170, 760)
    sheets.font("Times-Roman", 8)
    sheets.text(72, 772, "2 In May.")
    return read(sheets.done())


@pytest.mark.parametrize("box", [True, False])
def test_a_paragraph_below_a_box_is_no_note(tmp_path: Path, box: bool) -> None:
    made = drawn(tmp_path, box)
    assert [n.text for b in made.blocks for n in b.footnotes] == ["In May."]
    assert any(b.text.startswith("This paragraph") and b.label == "2" for b in made.blocks)


def test_a_mark_in_the_size_of_the_note_and_glued_to_its_first_word(tmp_path: Path) -> None:
    """TeX sets the mark of a footnote in the size of its text, without a space behind it."""
    inks = [*marked("They came to 8%", "1", " of the total and 3D in use."), *flow([wrapped(TEXT)] * 3, top=120)]
    inks += marked("The reserve was used", "2", " in full.", y=300)
    notes = [Ink(LEFT, 770, "1See the rules of the fund, which speak of", 8), Ink(LEFT, 780, "3D Models as well.", 8)]
    page = document(tmp_path, [*inks, *notes, Ink(LEFT, 790, "2You can find it on the website.", 8)])
    found = [(n.label, n.text) for block in page.blocks for n in block.footnotes]
    assert found == [
        ("1", "See the rules of the fund, which speak of 3D Models as well."),
        ("2", "You can find it on the website."),
    ]
