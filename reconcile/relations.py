"""How the columns of a table follow from each other: amount = price x quantity, share = part / total.

Nobody writes such a relation down; it is found from the rows themselves. Where it holds in nearly all rows, the few in
which it does not are worth a look. Rounding is judged by the digits printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, permutations

from hedui.reconcile.sums import Sheet, says_total

_CHANGE = re.compile(
    r"变动|變動|增减|增減|增[（(][减減][）)]|差[额額]|\b(?:change|increase|difference|variance)\b", re.IGNORECASE
)
MOST_COLUMNS = 12
FEWEST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Break:
    """A row in which a column does not follow from two others as it does in ``holds`` rows.

    ``formula`` shows the arithmetic with the printed figures, ``found`` what it comes to.
    """

    cell: tuple[int, int]
    terms: tuple[tuple[int, int], ...]
    formula: str
    found: float
    holds: int


@dataclass(frozen=True, slots=True)
class Shape:
    """One way in which a column may follow from two others: the sum, and how far each figure's rounding moves it."""

    name: str
    sign: str
    work: Callable[[float, float], float | None]
    slack: Callable[[float, float, float, float], float]


def _part(a: float, b: float) -> float | None:
    return a / b * 100 if b else None


def _growth(a: float, b: float) -> float | None:
    return (a - b) / abs(b) * 100 if b else None


def _ratio_slack(a: float, b: float, da: float, db: float) -> float:
    return 100 * (da / abs(b) + abs(a) * db / (b * b)) if b else 0.0


SHAPES = (
    Shape("product", "{0} × {1}", lambda a, b: a * b, lambda a, b, da, db: abs(a) * db + abs(b) * da),
    Shape("difference", "{0} − {1}", lambda a, b: a - b, lambda a, b, da, db: da + db),
    Shape("sum", "{0} + {1}", lambda a, b: a + b, lambda a, b, da, db: da + db),
    Shape("share", "{0} ÷ {1} × 100", _part, _ratio_slack),
    Shape("growth", "({0} − {1}) ÷ {1} × 100", _growth, _ratio_slack),
)


def breaks(sheet: Sheet) -> Iterator[Break]:
    """Rows that break a relation which holds in nearly all other rows, for each column the relation that holds most."""
    columns = [c for c in sheet.columns if not sheet.serial(c)][:MOST_COLUMNS]
    rows = [r for r in sheet.body if sheet.kinds[r] in ("detail", "total")]
    if len(columns) < 3 or len(rows) < FEWEST_ROWS:
        return
    told: set[frozenset[tuple[int, int]]] = set()
    for target in reversed(columns):
        if says_total(sheet.heading(target)):
            continue
        best = _best(sheet, target, columns, rows)
        if best is None:
            continue
        for found in best:
            key = frozenset({(found.cell[0], target), *found.terms})
            if key not in told:
                told.add(key)
                yield found


def _best(sheet: Sheet, target: int, columns: list[int], rows: list[int]) -> list[Break] | None:
    """What breaks the best relation for a column; None where there is none, or another holds everywhere."""
    best: tuple[int, list[Break]] | None = None
    others = [c for c in columns if c != target]
    for a, b in permutations(others, 2):
        for shape in SHAPES:
            if (shape.name in ("product", "sum") and a > b) or (shape.name == "share" and _small(sheet, b)):
                continue
            tried = _try(sheet, shape, target, a, b, rows)
            if tried is None:
                continue
            if not tried[1]:
                return None
            if best is None or tried[0] > best[0]:
                best = tried
    return best[1] if best else None


def _small(sheet: Sheet, col: int) -> bool:
    """Whether a column has no figure above 100: nobody takes shares of shares."""
    return all(abs(a.value) <= 100 for r in sheet.body if (a := sheet.amounts[r][col]) is not None)


def shares_of_total(sheet: Sheet) -> Iterator[Break]:
    """Rows whose share is not the part of its column's total that their figure is, where it is so in the others."""
    rows = [r for r in sheet.body if sheet.kinds[r] == "detail"]
    totals = [r for r in sheet.body if sheet.kinds[r] == "total"]
    for target in (c for c in range(sheet.width) if sheet.share(c)):
        for col in (c for c in sheet.columns if c != target and not sheet.share(c)):
            total = _whole(sheet, col, rows, totals)
            if not total:
                continue
            made = [(r, float(a.value) / total * 100) for r in rows if (a := sheet.amounts[r][col]) is not None]
            printed = {r: a for r, _ in made if (a := sheet.amounts[r][target]) is not None and a.step}
            bad = [
                (r, m)
                for r, m in made
                if r in printed and not _near(m, float(printed[r].value), float(printed[r].step))
            ]
            holds = len(printed) - len(bad)
            if bad and holds >= FEWEST_ROWS - 1 and len(bad) <= max(1, len(printed) // 8):
                for r, m in bad:
                    text = f"{sheet.rows[r][col].strip()} ÷ {total:,.10g} × 100"
                    yield Break((r, target), ((r, col),), text, m, holds)
                break


def _near(made: float, printed: float, step: float) -> bool:
    return abs(made - printed) <= 0.51 * step


def _whole(sheet: Sheet, col: int, rows: list[int], totals: list[int]) -> float:
    """The total of a column: its total row's figure, or the sum of its rows; 0 where neither is known."""
    for r in reversed(totals):
        a = sheet.amounts[r][col]
        if a is not None and a.value:
            return float(a.value)
    made = sheet.add([(r, col) for r in rows])
    return float(made[0]) if made else 0.0


def _try(sheet: Sheet, shape: Shape, target: int, a: int, b: int, rows: list[int]) -> tuple[int, list[Break]] | None:
    """(rows in which the relation holds, what breaks it), None where it holds in too few to be meant."""
    holds, bad, seen = 0, [], set()
    most = max(1, len(rows) // 8)
    # Whole numbers under a head that says it is a difference: small ones bear witness too.
    named = shape.name == "difference" and _CHANGE.search(sheet.heading(target)) is not None
    named = named and not _decimals(sheet, a, b)
    for r in rows:
        x, y, z = sheet.amounts[r][a], sheet.amounts[r][b], sheet.amounts[r][target]
        if x is None or y is None or z is None or not (x.step and y.step and z.step):
            continue
        p, q, printed = float(x.value), float(y.value), float(z.value)
        made = shape.work(p, q)
        if made is None:
            continue
        carried = shape.slack(p, q, float(x.step) / 2, float(y.step) / 2) * _blur(shape, sheet, a, b)
        slack = float(z.step) * 0.51 + carried
        if abs(made - printed) <= slack + 1e-9 * abs(made):
            if _telling(p, q, printed, slack) or (named and printed):
                holds += 1
                seen.add(printed)
        else:
            bad.append((r, made))
            if len(bad) > most:
                return None
    if bad and _by_chance(sheet, shape, target, a, b, rows) * 3 > holds:
        return None
    if holds < FEWEST_ROWS - 1 or len(seen) < 3 or holds < 4 * len(bad):
        return None if bad or holds < FEWEST_ROWS - 1 else (holds, [])
    return holds, [_break(sheet, shape, r, target, a, b, made, holds) for r, made in bad]


def _by_chance(sheet: Sheet, shape: Shape, target: int, a: int, b: int, rows: list[int]) -> int:
    """In how many rows the relation would hold if each had the figures of the next row in one column.

    Columns whose figures are all alike (shares near 100) agree with many relations; such agreement proves nothing.
    """
    hits = 0
    for r, s in pairwise([*rows, rows[0]]):
        x, y, z = sheet.amounts[r][a], sheet.amounts[s][b], sheet.amounts[r][target]
        if x is None or y is None or z is None:
            continue
        p, q, printed = float(x.value), float(y.value), float(z.value)
        made = shape.work(p, q)
        carried = shape.slack(p, q, float(x.step) / 2, float(y.step) / 2) * _blur(shape, sheet, a, b)
        hits += made is not None and abs(made - printed) <= float(z.step) * 0.51 + carried
    return hits


def _blur(shape: Shape, sheet: Sheet, a: int, b: int) -> float:
    """Whether the two columns are rounded figures, whose rounding carries over."""
    return 0.0 if shape.name in ("product",) and not sheet.scaled else 1.0 if _decimals(sheet, a, b) else 0.0


def _decimals(sheet: Sheet, a: int, b: int) -> bool:
    figures = [f for r in sheet.body for c in (a, b) if (f := sheet.amounts[r][c]) is not None]
    return sheet.scaled or any(f.decimals or f.step > 1 for f in figures)


def _telling(p: float, q: float, printed: float, slack: float) -> bool:
    """Whether a row can bear witness: no noughts and ones, and a figure that chance would not hit."""
    return p not in (0, 1, -1) and q not in (0, 1, -1) and abs(printed) > 4 * slack


def _break(sheet: Sheet, shape: Shape, row: int, target: int, a: int, b: int, made: float, holds: int) -> Break:
    text = shape.sign.format(sheet.rows[row][a].strip(), sheet.rows[row][b].strip())
    return Break((row, target), ((row, a), (row, b)), text, made, holds)
