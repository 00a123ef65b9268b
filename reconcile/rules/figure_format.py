"""A figure of a column whose digits are grouped as no other's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import TableView
from hedui.reconcile.sums import sheet_of

_WHOLE = re.compile(r"[-−(\[]?\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?[)\]]?")
_BROKEN = re.compile(r"[-−(\[]?\d+(?:[,'’]\d+)+(?:\.\d+)?[)\]]?")
_TWO_POINTS = re.compile(r"[-−(\[]?\d+(?:,\d+)*\.\d+[.,]\d+[)\]]?")
FEWEST = 4


@rule(
    "T306",
    "figure-format",
    "warning",
    examples=(
        Example(None, "Item | Cost\nRent | 12,300\nFood | 4,100\nFuel | 3,560\nPost | 1,20\nMisc | 9,870", says="1,20"),
        Example(None, "Item | Cost\nRent | 12,300\nFood | 4,100\nFuel | 3,560\nPost | 120\nMisc | 9,870"),
        Example(None, "Item | Rate\nRent | 12,3\nFood | 4,1\nFuel | 3,5\nPost | 1,20\nMisc | 9,8"),
        Example(
            "项目 | 金额\n房租 | 12,300\n伙食 | 4,100\n燃料 | 3,560\n邮费 | 12,00\n其他 | 9,870", None, says="12,00"
        ),
    ),
)
def figure_format(table: TableView) -> Iterator[Finding]:
    """One figure of a column is grouped in another way than all the others: 1,20 among 12,300 and 4,100.

    A digit was lost or came twice. At least four other figures of the column must be grouped by threes, and none
    but this otherwise, so that another country's way of writing is let be.
    """
    sheet = sheet_of(table)
    for col in range(sheet.width):
        cells = [(r, sheet.rows[r][col].strip()) for r in sheet.body]
        good = [text for _, text in cells if _WHOLE.fullmatch(text)]
        odd = [
            (r, t) for r, t in cells if (_BROKEN.fullmatch(t) or _TWO_POINTS.fullmatch(t)) and not _WHOLE.fullmatch(t)
        ]
        if len(good) >= FEWEST and len(odd) == 1:
            row, text = odd[0]
            yield finding(
                "T306",
                Message(f"{text} is grouped as no other figure of its column", f"{text} 的分节方式与本栏其他数字不同"),
                (table.place(row, col),),
                confidence=0.8,
            )
