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


@pytest.mark.parametrize(("before", "mark"), [("an area of 12 km", "2"), ("some 3 × 10", "2")])
def test_an_exponent_is_no_mark_though_there_is_a_note_of_that_number(tmp_path: Path, before: str, mark: str) -> None:
    inks = [*marked(before, mark, " in all"), *flow([wrapped(TEXT)] * 3, top=120)]
    inks += [*marked("The first sum", "1", " was paid.", y=300), *marked("The second", "2", " was not.", y=320)]
    made = document(tmp_path, [*inks, *note("1", NOTE, 765), *note("2", "It is due in June.", 780)])
    assert made.blocks[0].text == f"{before}² in all"
    assert [(b.text, n.label) for b in made.blocks for n in b.footnotes] == [
        ("The first sum was paid.", "1"),
        ("The second was not.", "2"),
    ]


@pytest.mark.parametrize(("text", "labels", "plain"), [
    ("The sum was five¹ in all, and six² later.", "12", "The sum was five in all, and six later."),
    ("The sum was five* in all, and six† later.", "*†", "The sum was five in all, and six later."),
    ("The sum was five. 1 It was paid.", "1", "The sum was five. It was paid."),
    ("An area of 5 m² was five¹ in all.", "12", "An area of 5 m² was five in all."),
    ("总额为五，¹其后为六。²", "12", "总额为五，其后为六。"),
])  # fmt: skip
def test_marks_that_are_not_raised(tmp_path: Path, text: str, labels: str, plain: str) -> None:
    inks = [*flow([wrapped(text)]), *flow([wrapped("It was paid in full. " + TEXT)] * 3, top=130)]
    notes = [Ink(LEFT, 750, "_" * 18)]
    notes += [Ink(LEFT, 765 + 12 * k, f"{label} {NOTE}", 9) for k, label in enumerate(labels)]
    made = document(tmp_path, [*inks, *notes])
    assert made.blocks[0].text == plain
    assert {n.label for b in made.blocks for n in b.footnotes} <= set(labels)
    assert [n.label for n in made.blocks[0].footnotes][:1] == [labels[0]]


def test_a_mark_in_brackets(tmp_path: Path) -> None:
    inks = [*marked("The sum was five", "[6]", " in all."), *flow([wrapped(TEXT)] * 3, top=120)]
    block = document(tmp_path, [*inks, Ink(LEFT, 775, f"[6] {NOTE}", 9)]).blocks[0]
    assert (block.text, [n.label for n in block.footnotes]) == ("The sum was five in all.", ["6"])


def test_a_symbol_glued_to_its_note(tmp_path: Path) -> None:
    inks = [*marked("The sum was five", "†", " in all."), *flow([wrapped(TEXT)] * 3, top=120)]
    block = document(tmp_path, [*inks, Ink(LEFT, 775, f"†{NOTE}", 9)]).blocks[0]
    assert [(n.label, n.text) for n in block.footnotes] == [("†", NOTE)]


def test_numbers_glued_to_small_letters(tmp_path: Path) -> None:
    """As TeX sets them where a font lacks raised figures; the next number is the label, another is none."""
    inks = [*marked("The sum was five", "1", " in all."), *flow([wrapped(TEXT)] * 3, top=120)]
    inks += marked("The reserve was used", "2", " in full.", y=300)
    notes = [Ink(LEFT, 760, "1vim is an editor that reads", 8), Ink(LEFT, 770, "4th-generation files.", 8)]
    made = document(tmp_path, [*inks, Ink(LEFT, 745, "_" * 18), *notes, Ink(LEFT, 780, "2debian/rules says so.", 8)])
    assert [(n.label, n.text) for b in made.blocks for n in b.footnotes] == [
        ("1", "vim is an editor that reads 4th-generation files."),
        ("2", "debian/rules says so."),
    ]


def test_a_note_without_a_rule_runs_on_to_the_next_page(tmp_path: Path) -> None:
    page = [*marked("They came to 8%", "1", " of the total."), *flow([wrapped(TEXT)] * 3, top=120)]
    page += note("1", "The rules of the fund were adopted by the board at its session in 2019 and", 780)
    other = [*flow([wrapped(TEXT)] * 4), *marked("See rule 4", "2", ".", 300)]
    made = document(tmp_path, page, [*other, Ink(LEFT, 768, "amended in 2021.", 9), *note("2", NOTE, 780)])
    notes = {n.label: n.text for b in made.blocks for n in b.footnotes}
    assert notes["1"].endswith("in 2019 and amended in 2021.")
    assert notes["2"] == NOTE


def chapter(number: int) -> list[Ink]:
    marks = [*marked(f"In chapter {number} the sum was five", "1", " in all.", y=180)]
    marks += marked("The count was six", "2", f" in chapter {number}.", y=200)
    return [Ink(LEFT, 150, f"Chapter {number}", 16, True), *marks, *flow([wrapped(TEXT)] * 8, top=230)]


def listed(number: int, y: float) -> list[Ink]:
    return [
        Ink(LEFT, y, f"1. The first of chapter {number}."),
        Ink(LEFT, y + 20, f"2. The second of chapter {number}."),
    ]


def answers(made: Document) -> list[tuple[str, str]]:
    return [(b.text, n.text) for b in made.blocks for n in b.footnotes]


WANTED = [
    ("In chapter 1 the sum was five in all.", "The first of chapter 1."),
    ("The count was six in chapter 1.", "The second of chapter 1."),
    ("In chapter 2 the sum was five in all.", "The first of chapter 2."),
    ("The count was six in chapter 2.", "The second of chapter 2."),
]


def test_endnotes_behind_each_chapter(tmp_path: Path) -> None:
    pages = [[*chapter(n), Ink(LEFT, 640, "Notes", 13, True), *listed(n, 665)] for n in (1, 2)]
    assert answers(document(tmp_path, *pages)) == WANTED


def test_endnotes_of_all_chapters_at_the_end(tmp_path: Path) -> None:
    heads = [
        Ink(LEFT, 90, "Notes", 16, True),
        Ink(LEFT, 115, "Chapter 1", 12, True),
        Ink(LEFT, 185, "Chapter 2", 12, True),
    ]
    made = document(tmp_path, chapter(1), chapter(2), [*heads, *listed(1, 135), *listed(2, 205)])
    assert answers(made) == WANTED


def test_numbered_paragraphs_of_an_annex_behind_the_notes_are_none(tmp_path: Path) -> None:
    annex = [Ink(LEFT, 300, "Annex", 16, True), Ink(LEFT, 330, "1. The fund exists."), Ink(LEFT, 350, "2. So it does.")]
    made = document(tmp_path, chapter(1), [Ink(LEFT, 90, "Notes", 16, True), *listed(1, 120), *annex])
    assert answers(made) == WANTED[:2]
    assert [b.label for b in made.blocks[-2:]] == ["1", "2"]


def test_endnotes_that_fill_their_lines(tmp_path: Path) -> None:
    """The end of a note fills its line, so that only the label of the next one parts them."""
    inks = [*marked("The first amount", "i", " was paid."), *marked("The second one", "ii", " was not.", y=120)]
    inks += marked("The third one", "iii", " was lent.", y=150)
    inks += flow([wrapped(TEXT)] * 3, top=180)
    full = "i The board held its session in May in the town hall, and there it approved what the experts had"
    full += " asked for then."
    other = [Ink(LEFT, 90, full, 9), Ink(LEFT, 104, "ii It is due in June.", 9), Ink(LEFT, 118, "iii At 2 %.", 9)]
    made = document(tmp_path, inks, other)
    assert [(n.label, n.text) for b in made.blocks for n in b.footnotes] == [
        ("i", full[2:]),
        ("ii", "It is due in June."),
        ("iii", "At 2 %."),
    ]


@pytest.mark.parametrize("text", [
    "共有三个流域，2个项目已完成。",
    "The work went on in May, 2 reports were made of it.",
    "An area of 5 km² was surveyed.",
])  # fmt: skip
def test_a_note_nobody_calls_takes_no_figure_from_the_text(tmp_path: Path, text: str) -> None:
    inks = [*flow([wrapped(text)]), *flow([wrapped("It was paid in full. " + TEXT)] * 3, top=130)]
    notes = [Ink(LEFT, 750, "_" * 18), Ink(LEFT, 765, f"1 {NOTE}", 9), Ink(LEFT, 777, "2 See also rule 15.", 9)]
    assert document(tmp_path, [*inks, *notes]).blocks[0].text == text
