"""Two versions of a document in one language: what was changed between them is found, and nothing else is said."""

from __future__ import annotations

import pytest

from hedui.compare import compare
from hedui.corpus import bench
from hedui.corpus.bench.documents import documents
from hedui.corpus.bench.scoring import score
from hedui.corpus.bench.tools import alarms
from hedui.corpus.samples.source import planted

NAMES = ["library", "committee"]


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("name", NAMES)
def test_a_document_agrees_with_itself(name: str, side: int) -> None:
    document = documents(bench.source(name))[side]
    assert alarms(compare((document, document))) == []


@pytest.mark.parametrize("side", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_what_changed_between_two_versions_is_found(name: str, side: str) -> None:
    source = bench.source(name)
    wrong, listed = planted(source)
    which = ("zh", "en").index(side)
    pair = (documents(source)[which], documents(wrong)[which])
    mine = [plant for plant in listed if plant["side"] == side]
    got = score(name, pair, alarms(compare(pair)), mine)
    assert sum(got.found.values()) >= 0.85 * len(mine), got.missed
