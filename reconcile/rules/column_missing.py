"""B213: A table has a column more on one side."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Bead, Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import Evidence, Spot
from hedui.reconcile.wording import names

_ZH = "编号 | 国家 | 周期 | 金额\n1 | 加拿大 | 2019 | 120\n2 | 挪威 | 2020 | 340\n3 | 瑞士 | 2021 | 560"
_EN = "No. | State | Cycle | Amount\n1 | Canada | 2019 | 120\n2 | Norway | 2020 | 340\n3 | Switzerland | 2021 | 560"


@rule(
    "B213",
    "column-missing",
    "warning",
    examples=(
        Example(
            _ZH,
            "No. | State | Amount\n1 | Canada | 120\n2 | Norway | 340\n3 | Switzerland | 560",
            says="4 columns in zh",
        ),
        Example("编号 | 国家 | 金额\n1 | 加拿大 | 120\n2 | 挪威 | 340\n3 | 瑞士 | 560", _EN, says="4 in en"),
        Example(_ZH, _EN),
        Example("编号 | 国家\n1 | 加拿大\n2 | 挪威", "No. | State\n1 | Canada\n2 | Norway"),
    ),
)
def column_missing(evidence: Evidence) -> Iterator[Finding]:
    """A table has more columns in one document than in the other.

    It matters because a whole kind of figure is gone with a column. Where the number of rows differs too, or a table
    was hard to read, it is a note. It is wrong where the finder of tables split a column in two.
    """
    if len(evidence.documents) < 2:
        return
    for bead in evidence.beads:
        if bead.kind == "table" and bead.sides[0] and bead.sides[1]:
            yield from _columns(evidence, bead)


def _columns(evidence: Evidence, bead: Bead) -> Iterator[Finding]:
    views = evidence.documents
    blocks = [views[n].blocks[bead.sides[n][0].block] for n in (0, 1)]
    rows = [block.rows or () for block in blocks]
    if not all(rows) or len(rows[0][0]) == len(rows[1][0]):
        return
    widths = [len(r[0]) for r in rows]
    called = names((views[0].lang, views[1].lang))
    sure = len(rows[0]) == len(rows[1]) and all((block.confidence or 1.0) >= 0.8 for block in blocks)
    yield finding(
        "B213",
        Message(
            f"the table has {widths[0]} columns in {called[0][0]}, {widths[1]} in {called[1][0]}",
            f"表格在{called[0][1]}中有 {widths[0]} 列，在{called[1][1]}中有 {widths[1]} 列",
        ),
        tuple(views[n].place_at(Spot(n, blocks[n].id, row=0, col=0), 0, len(rows[n][0][0])) for n in (0, 1)),
        severity="warning" if sure else "note",
        confidence=0.7,
    )
