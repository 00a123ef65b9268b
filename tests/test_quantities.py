"""The table of phrases: each row is one value, said in both languages; look-alikes hold no figure."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hedui.extract.quantities import read
from hedui.model import Quantity

TABLE = Path(__file__).with_name("quantities.tsv")
SIGNS = {"gt": ">", "ge": ">", "lt": "<", "le": "<", None: ""}


def rows() -> list[dict[str, str]]:
    """The rows of the table: value, zh, en, never; phrases of a cell are set apart by two bars."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def phrases(cell: str) -> list[str]:
    return [phrase for phrase in cell.split(" || ") if phrase]


def note(quantity: Quantity) -> str:
    """A quantity as the table writes it: kind, bound and value or range, ~ where approximate, unit."""
    value = quantity.value if quantity.value is not None else f"{quantity.low}..{quantity.high}"
    sign = SIGNS[quantity.bound] + ("~" if quantity.approximate else "")
    unit = None if quantity.kind == "reference" else quantity.unit
    return f"{quantity.kind} {sign}{value}" + (f" {unit}" if unit else "")


def language(phrase: str) -> str:
    return "zh-Hans" if any("\u4e00" <= c <= "\u9fff" for c in phrase) else "en"


def readings(text: str, lang: str) -> str:
    return " ; ".join(note(q) for q in read(text, lang) if not q.weak)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_phrase_says_the_value_of_its_row(lang: str) -> None:
    wrong = [
        f"{phrase!r}: {got}, not {row['value']}"
        for row in rows()
        for phrase in phrases(row[lang])
        if (got := readings(phrase, lang)) != row["value"]
    ]
    assert not wrong, "\n".join(wrong)


def test_look_alikes_hold_no_figure() -> None:
    wrong = [
        f"{phrase!r}: {got}"
        for row in rows()
        for phrase in phrases(row["never"])
        if (got := readings(phrase, language(phrase)))
    ]
    assert not wrong, "\n".join(wrong)


def test_the_table_is_large_and_bilingual() -> None:
    table = rows()
    assert len(table) >= 800
    assert sum(bool(row["zh"]) and bool(row["en"]) for row in table) >= 700
    assert all(row["value"] or row["never"] for row in table)
