"""Plain text: paragraphs by blank lines, by line or wrapped at a margin, labels, and lines by number."""

from __future__ import annotations

from pathlib import Path

import pytest

from hedui.errors import Damaged, Empty
from hedui.extract.text import read, read_lines


def blocks(tmp_path: Path, text: str) -> list[tuple[str, str | None, str]]:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    return [(b.kind, b.label, b.text) for b in read(path).blocks]


def test_wrapped_paragraphs_apart_by_blank_lines(tmp_path: Path) -> None:
    text = (
        "Background\n\n"
        "1. The Fund has received voluntary contributions from 25 States since\n"
        "   it was set up in 2016; the total stands at 12.9 million dollars as at\n"
        "   the end of the reporting period.\n\n"
        "2. The Secretariat reports on its imple-\n"
        "   mentation each year, as it has been asked to do by the Conference of the\n"
        "   States Parties.\n"
    )
    assert blocks(tmp_path, text) == [
        ("heading", None, "Background"),
        (
            "numbered",
            "1",
            "The Fund has received voluntary contributions from 25 States since it was set up in 2016; the total stands"
            " at 12.9 million dollars as at the end of the reporting period.",
        ),
        (
            "numbered",
            "2",
            "The Secretariat reports on its implementation each year, as it has been asked to do by the Conference of"
            " the States Parties.",
        ),
    ]


def test_one_paragraph_a_line(tmp_path: Path) -> None:
    text = "一、基金已收到 25 个国家的捐款。\n（一）其中三个国家首次捐款。\n（二）其他国家增加了捐款。\n"
    text += "二、秘书处每年提出报告。\n"
    assert blocks(tmp_path, text) == [
        ("numbered", "一", "基金已收到 25 个国家的捐款。"),
        ("item", "一", "其中三个国家首次捐款。"),
        ("item", "二", "其他国家增加了捐款。"),
        ("numbered", "二", "秘书处每年提出报告。"),
    ]


def test_chinese_lines_are_joined_without_spaces(tmp_path: Path) -> None:
    line = "基金自设立以来已收到二十五个国家的自愿捐款总额达到一千二百九十万美元"
    assert blocks(tmp_path, f"{line}\n{line}\n{line}\n其余款项。\n\n下一段。\n") == [
        ("paragraph", None, line * 3 + "其余款项。"),
        ("paragraph", None, "下一段。"),
    ]


def test_lines_have_their_numbers_as_ids(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("甲\r\n\r\n(a) 乙 丙\r\n".encode("gb18030"))
    document = read_lines(path)
    assert [(b.id, b.text) for b in document.blocks] == [("1", "甲"), ("3", "(a) 乙 丙")]
    assert document.lang == "zh-Hans"


def test_bad_text_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(" \n\n", encoding="utf-8")
    with pytest.raises(Empty, match=r"a\.txt"):
        read(path)
    path.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(Damaged, match=r"a\.txt"):
        read(path)
