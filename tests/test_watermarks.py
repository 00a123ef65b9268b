"""A large word behind the text is no part of it; large words that stand by themselves are."""

from __future__ import annotations

from pathlib import Path

from sheets import LEFT, Ink, document, flow, texts, wrapped

TEXT = (
    "The harbour took in 412 ships in the year, a tenth more than in the year before, and most of them carried grain or"
    " timber from the islands. None was turned away, and three were repaired in the dock. It is full."
)
LINES = [wrapped(f"{word} {TEXT}") for word in ("Once", "Twice", "Again", "Later", "Then", "Now")]
WANTED = [f"{word} {TEXT}" for word in ("Once", "Twice", "Again", "Later", "Then", "Now")]


def test_a_word_behind_the_text(tmp_path: Path) -> None:
    made = document(tmp_path, [Ink(130, 230, "DRAFT", 110), *flow(LINES)], [Ink(130, 500, "DRAFT", 110), *flow(LINES)])
    assert texts(made) == WANTED * 2
    assert [(d.kind, d.page) for d in made.doubts] == [("watermark", 1)]
    assert "“DRAFT”" in made.doubts[0].message.en
    assert "“DRAFT”" in made.doubts[0].message.zh


def test_in_chinese(tmp_path: Path) -> None:
    lines = wrapped("港口全年接纳船只412艘，比上年多十分之一，大多装运粮食或木材，无一被拒。" * 6)
    made = document(tmp_path, [Ink(100, 180, "内部草案", 90), *flow([lines])])
    assert texts(made) == ["港口全年接纳船只412艘，比上年多十分之一，大多装运粮食或木材，无一被拒。" * 6]


def test_a_title_in_large_type_stays(tmp_path: Path) -> None:
    made = document(tmp_path, [Ink(LEFT, 140, "Harbours", 60), *flow(LINES, top=180)])
    assert texts(made) == ["Harbours", *WANTED]
    assert made.doubts == ()


def test_an_initial_letter_stays(tmp_path: Path) -> None:
    beside = wrapped("he first harbour was built in stone. " + TEXT, left=LEFT + 34)
    made = document(tmp_path, [Ink(LEFT, 118, "T", 40), *flow([beside]), *flow(LINES, top=240)])
    assert "watermark" not in [d.kind for d in made.doubts]
    assert any("T" in text[:2] for text in texts(made))
