"""Shares that do not make 100 per cent."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import TableView
from hedui.reconcile.sums import Sheet, sheet_of


@rule(
    "T305",
    "shares",
    "warning",
    examples=(
        Example(None, "Region | Share (%)\nAfrica | 41\nAsia | 22\nEurope | 18\nAmericas | 29", says="110"),
        Example("地区 | 占比（%）\n非洲 | 41\n亚洲 | 22\n欧洲 | 18\n美洲 | 29", None, says="110"),
        Example(None, "Region | Share (%)\nAfrica | 41\nAsia | 22\nEurope | 18\nAmericas | 19"),
        Example("地区 | 占比\n非洲 | 33.3%\n亚洲 | 33.3%\n欧洲 | 33.3%", None),
        Example("地区 | 完成率\n非洲 | 95%\n亚洲 | 82%\n欧洲 | 78%", None),
    ),
)
def shares(table: TableView) -> Iterator[Finding]:
    """A column of shares without a total row makes nearly 100 per cent, but not 100.

    A column gives shares if its heading says so (share, 占比, 比重, 构成). Its figures must make between 90
    and 110, since shares that overlap or are a choice of rows
    make something else; half a unit of the last digit for each is allowed.
    """
    sheet = sheet_of(table)
    rows = sheet.details(sheet.head, len(sheet.rows))
    if len(rows) < 3 or any(sheet.kinds[r] == "total" for r in sheet.body):
        return
    for col in sheet.columns:
        if _says_share(sheet, col):
            made = sheet.add([(r, col) for r in rows])
            if made is not None and made[1] < abs(made[0] - 100) <= 10:
                last = rows[-1]
                yield finding(
                    "T305",
                    Message(
                        f"the {len(rows)} shares make {made[0]} per cent, not 100",
                        f"{len(rows)} 项占比相加为 {made[0]}%，不是 100%",
                    ),
                    (table.place(last, col),),
                    severity="warning" if abs(made[0] - 100) <= 5 or made[0] > 100 else "note",
                    confidence=0.7,
                )


def _says_share(sheet: Sheet, col: int) -> bool:
    heading = sheet.heading(col).lower()
    return any(word in heading for word in ("share", "占比", "比重", "构成", "distribution"))
