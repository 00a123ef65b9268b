"""A running number of a table that skips or comes twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import TableView

_LABEL = re.compile(r"\s*(?:No\.?\s*)?[（(]?(\d{1,4})[)）.、．]?\s*")
FEWEST = 4


@rule(
    "T304",
    "running-number",
    "warning",
    examples=(
        Example(None, "No. | State\n1 | Chad\n2 | Mali\n3 | Niger\n5 | Togo\n6 | Peru", says="5 follows 3"),
        Example(None, "No. | State\n1 | Chad\n2 | Mali\n3 | Niger\n4 | Togo\n5 | Peru"),
        Example("序号 | 国家\n1. | 乍得\n2. | 马里\n3. | 尼日尔\n3. | 多哥\n4. | 秘鲁", None, says="3 follows 3"),
        Example("人数 | 国家\n1 | 乍得\n2 | 马里\n7 | 尼日尔\n3 | 多哥\n4 | 秘鲁", None),
    ),
)
def running_number(table: TableView) -> Iterator[Finding]:
    """A column that numbers its rows skips a number or has one twice: a row was lost, or added without renumbering.

    A column numbers its rows if at least four of its cells are whole numbers from 1 that go up by one in four of five
    steps. Starting again at 1 is allowed, and so are two such columns side by side that share one count.
    """
    last = 0
    for col in range(table.width):
        cells = [(r, int(m[1])) for r in range(len(table.rows)) if (m := _LABEL.fullmatch(table.rows[r][col]))]
        if not _numbers_rows(cells, last):
            continue
        previous = last if cells[0][1] == last + 1 else 0
        for row, number in cells:
            if previous and number not in (previous + 1, 1):
                yield finding(
                    "T304",
                    Message(f"{number} follows {previous} in the running number", f"序号 {previous} 之后是 {number}"),
                    (table.place(row, col, str(number)),),
                    confidence=0.8,
                )
            previous = number
        last = previous


def _numbers_rows(cells: list[tuple[int, int]], last: int) -> bool:
    """Whether these cells are a running number: they start at 1 (or go on from ``last``) and mostly go up by one."""
    if len(cells) < FEWEST or cells[0][1] not in (1, last + 1):
        return False
    numbers = [number for _, number in cells]
    steps = [b - a for a, b in pairwise(numbers)]
    odd = [step for step, number in zip(steps, numbers[1:], strict=True) if step != 1 and number != 1]
    return len(odd) * 5 <= len(steps) + 1 and all(0 <= step <= 3 for step in odd)
