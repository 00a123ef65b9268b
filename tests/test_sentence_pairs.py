"""Sentences that agree though phrased freely are passed in silence; the same kinds with one slip are not.

``sentences.tsv`` is of our own making: report, budget, statistics, contract, manual, minutes, medicine, news.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hedui.compare import check
from hedui.model import Result

FILE = Path(__file__).with_name("sentences.tsv")
KNOWN: frozenset[str] = frozenset()
"""Ids of pairs that are judged wrongly and known to be."""


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def checked() -> Result:
    return check(FILE)


@pytest.fixture(scope="module")
def flagged(checked: Result) -> set[str]:
    loud = (finding for finding in checked.findings if finding.severity != "note")
    return {str(place.label) for finding in loud for place in finding.places}


def test_there_is_enough_of_both() -> None:
    labels = [row["label"] for row in rows()]
    assert labels.count("ok") >= 160
    assert labels.count("wrong") >= 85


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_pair(row: dict[str, str], flagged: set[str]) -> None:
    right = (row["id"] in flagged) == (row["label"] == "wrong")
    assert right != (row["id"] in KNOWN), f"{row['zh']} / {row['en']}"
