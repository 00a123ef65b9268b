"""Tables as sums: which rows and columns are totals, of what, and where the printed figures do not add up.

A Sheet is a table read as amounts. ``faults`` says where it does not add up: it looks for the reading of the table
under which most of its totals are right, and reports those that are not; if nothing adds up, no sum was meant.
Rounding is judged by the digits printed: a sum of n figures may be off by half a unit of the last digit for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Literal
from weakref import WeakKeyDictionary

from hedui.reconcile.cells import amount, unknown, year_like
from hedui.reconcile.evidence import DocumentView, TableView

Rows = Sequence[Sequence[str]]
RowKind = Literal["head", "section", "detail", "total", "aside"]
Grade = Literal["certain", "likely", "perhaps"]

TOTAL_ZH = re.compile(
    r"[合总總共小]\s*[计計]|合共|[总總]\s*[和额額数數]|^[总總](?![务務部公经經裁则則监監局站署校队隊医醫台店机機体體目结結长長是之院行馆館厂廠会會社校区區库庫线線图圖督领領编編统統理参厅廳处處])[\u4e00-\u9fff]{1,6}$"
)
TOTAL_EN = re.compile(r"\b(?:(?:grand|sub|sum)[\s-]*)?totals?\b|\bsum\b|\ball together\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"平均|均值|中位|占比|百分比|比例|比重|比率|倍数|倍數|（倍）|其中|转下页|承前|过次页|累计|增长|增减|差额|结余|余额|同比|环比"
    r"|\b(?:average|mean|median|of which|carried forward|brought forward|cumulative|share|per ?cent|percentage|balance"
    r"|change|difference|growth|variance|ratio|rate|net)\b|\(times\)|%",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"%|％|‰|率|比例|占比|比重|百分|单价|單價|均|指数|指數|增长|增減|增减|年份|年度$|排名|名次|代码|编码|编号|編號|密度|汇率|日期|电话"
    r"|\b(?:price|rate|ratio|average|mean|median|index|share|per ?cent|percentage|growth|change|age|year|rank|code|"
    r"density|version|page|id|no|number|unit cost|speed|score|date|days?|time|max(?:imum)?|min(?:imum)?)\b",
    re.IGNORECASE,
)
_AT_A_RATE = re.compile(r"[（(]\s*\d[\d.]*\s*(?:%|per ?cent)\s*[）)]", re.IGNORECASE)
"""The rate at which an amount was reckoned: the row of a contingency (5%) is an amount."""
_SHARE = re.compile(r"%|％|占比|比重|比例|百分|\b(?:share|per ?cent|percentage|proportion)\b", re.IGNORECASE)
_SPENT = re.compile(
    r"支出|[開开]支|成本|[費费]用|^\s*[減减][：:]|\b(?:expenditures?|expenses?|costs?|less|payments?|outflows?)\b",
    re.IGNORECASE,
)
_SCALED = re.compile(
    r"[千万萬亿億]\s*(?:元|美元|人|吨|公顷|港元|欧元|件|户)|百万|百萬|\b(?:thousands?|millions?|billions?)\b|['’]000\b|\b000s\b"
    r"|四舍五入|\brounding\b|\brounded\b",
    re.IGNORECASE,
)


_PLAIN_TOTAL = re.compile(
    r"[合总總共小]\s*[计計]|合共|[总總][和额額数數]|(?:grand |sub-?)?total|sum|all(?: \w+)?", re.IGNORECASE
)


def says_total(label: str) -> bool:
    """Whether words in either language call a row or column a total."""
    return len(label) <= 80 and (TOTAL_ZH.search(label) is not None or TOTAL_EN.search(label) is not None)


@dataclass(frozen=True, slots=True)
class Fault:
    """A printed total and the sum of its terms, which differ.

    ``cell`` is the total's; ``terms`` are the cells added up; ``culprit`` is the one cell whose change would mend both
    its row and its column. ``holds`` counts the totals of the table that are right under the same reading.
    """

    kind: Literal["column", "row"]
    cell: tuple[int, int]
    terms: tuple[tuple[int, int], ...]
    printed: Decimal
    found: Decimal
    grade: Grade
    holds: int
    culprit: tuple[int, int] | None = None
    formula: str = "+"


class Sheet:
    """A table read as amounts: what each row is, which columns can be added up, and how finely they are printed."""

    def __init__(self, rows: Rows, about: str = "") -> None:
        self.rows = rows
        self.width = len(rows[0]) if rows else 0
        self.amounts = [[amount(text) for text in row] for row in rows]
        self.head = self._head()
        self.kinds = [self._kind(r) for r in range(len(rows))]
        self.scaled = _SCALED.search(about + " ".join(" ".join(row) for row in rows[: self.head])) is not None

    def _head(self) -> int:
        """How many rows at the top are header: those without amounts, or with years or column numbers only."""
        for r, row in enumerate(self.rows[:4]):
            numbers = [(text, a.value) for text, a in zip(row, self.amounts[r], strict=True) if a is not None]
            counted = [abs(value) for _, value in numbers] == list(range(1, len(numbers) + 1))
            if r and len(row) > 1 and sum(bool(text.strip()) for text in row) == 1:
                return r
            if not all(year_like(text) for text, _ in numbers) and not (r and counted and len(numbers) >= 3):
                return r
        return min(1, len(self.rows))

    def label(self, row: int) -> str:
        """The words of a row: its cells that are no amounts, a cell that spans columns once."""
        words = (t.strip() for t, a in zip(self.rows[row], self.amounts[row], strict=True) if a is None and t.strip())
        return " ".join(dict.fromkeys(words))

    def name(self, row: int) -> str:
        """What a row is called: its first cell of words."""
        cells = zip(self.rows[row], self.amounts[row], strict=True)
        return next((t.strip() for t, a in cells if a is None and any(c.isalpha() for c in t)), "")

    def heading(self, col: int) -> str:
        """The words above a column."""
        return " ".join(dict.fromkeys(row[col].strip() for row in self.rows[: max(1, self.head)]))

    def _kind(self, r: int) -> RowKind:
        if r < self.head:
            return "head"
        if not any(a is not None and self.rows[r][c].strip() for c, a in enumerate(self.amounts[r])):
            return "section"
        name = self.name(r)
        if says_total(name) and len(name) <= 60:
            return "total"
        return "aside" if _ASIDE.search(_AT_A_RATE.sub("", name)) and len(name) <= 40 else "detail"

    @cached_property
    def body(self) -> range:
        """The rows below the header."""
        return range(self.head, len(self.rows))

    def details(self, start: int, stop: int) -> tuple[int, ...]:
        """The detail rows from ``start`` up to ``stop``."""
        return tuple(r for r in range(start, stop) if self.kinds[r] == "detail")

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns that hold figures: not running numbers, not years, not mostly words."""
        return tuple(c for c in range(self.width) if self._holds_figures(c))

    def _holds_figures(self, col: int) -> bool:
        cells = [(self.rows[r][col], self.amounts[r][col]) for r in self.body if self.rows[r][col].strip()]
        figures = [a for _, a in cells if a is not None]
        if len(figures) < 2 or 2 * len(figures) < len(cells):
            return False
        if all(year_like(text) for text, a in cells if a is not None):
            return False
        return not self.serial(col)

    def serial(self, col: int) -> bool:
        """Whether a column numbers its rows: whole numbers that mostly go up by one."""
        values = [a.value for r in self.body if (a := self.amounts[r][col]) is not None and self.kinds[r] == "detail"]
        if len(values) < 3 or any(v != int(v) or v < 0 for v in values) or values[0] > 1:
            return False
        return sum(b - a == 1 for a, b in pairwise(values)) * 5 >= (len(values) - 1) * 4

    def rate(self, col: int) -> bool:
        """Whether a column's heading or dress says that its figures are no parts of a sum."""
        if _RATE.search(self.heading(col)):
            return True
        figures = [a for r in self.body if (a := self.amounts[r][col]) is not None]
        return bool(figures) and all(a.percent for a in figures if a.step)

    def share(self, col: int) -> bool:
        """Whether a column gives shares of a whole, which make 100 together."""
        figures = [a for r in self.body if (a := self.amounts[r][col]) is not None and a.step]
        return bool(figures) and (_SHARE.search(self.heading(col)) is not None or all(a.percent for a in figures))

    def value(self, cell: tuple[int, int]) -> Decimal | None:
        """The value of a cell; an empty one counts as nought, one of words or "n/a" as None."""
        a = self.amounts[cell[0]][cell[1]]
        if a is not None:
            return a.value
        text = self.rows[cell[0]][cell[1]]
        return None if text.strip() or unknown(text) else Decimal(0)

    def add(self, cells: Sequence[tuple[int, int]]) -> tuple[Decimal, Decimal] | None:
        """The sum of cells and the slack that rounding gives it; None where a cell is not known."""
        total, slack = Decimal(0), Decimal(0)
        for cell in cells:
            value = self.value(cell)
            if value is None:
                return None
            a = self.amounts[cell[0]][cell[1]]
            total += value
            slack += a.step / 2 if a is not None else 0
        return total, slack


Candidate = tuple[int, ...]
_MANY = 3
"""So many columns that add up, or shares that make 100, prove what is meant."""


def faults(sheet: Sheet) -> tuple[Fault, ...]:
    """All places where the table does not add up, a cell that is wrong in its row and its column once."""
    down = list(_footing(sheet))
    down += [fault for fault in _once(_running(sheet)) if all(fault.cell != other.cell for other in down)]
    across = list(_cross_footing(sheet))
    return tuple(_merged(down, across))


def _once(found: Iterable[Fault]) -> list[Fault]:
    """Faults without those that say the same of the same cells: a difference told once, at the row that is it."""
    told: dict[frozenset[tuple[int, int]], Fault] = {}
    for fault in found:
        cells = frozenset((fault.cell, *fault.terms))
        if cells not in told or fault.cell > told[cells].cell:
            told[cells] = fault
    return list(told.values())


def _footing(sheet: Sheet) -> Iterator[Fault]:
    totals = [r for r in sheet.body if sheet.kinds[r] == "total"]
    if not totals:
        yield from _unlabelled(sheet)
        return
    checks: list[tuple[int, Candidate, list[Fault], int]] = []
    taken: dict[int, int] = {}
    for row in totals:
        best = _best_reading(sheet, row, taken)
        if best is None:
            continue
        terms, bad, good = best
        if good:
            taken.update(dict.fromkeys(terms, row))
        checks.append((row, terms, bad, good))
        if good and not bad:
            checks += _read_again(sheet, row, terms)
    right = sum(good for _, _, _, good in checks)
    for _, _, bad, _ in checks:
        for fault in bad:
            graded = _graded(sheet, fault, right)
            if graded is not None:
                yield graded


def _readings(sheet: Sheet, row: int, taken: dict[int, int]) -> list[Candidate]:
    """The groups of rows a total row may be the sum of, the likeliest first."""
    kinds = sheet.kinds
    before = [r for r in range(sheet.head, row) if kinds[r] == "total"]
    last = before[-1] if before else sheet.head - 1
    section = max((r for r in range(sheet.head, row) if kinds[r] == "section"), default=sheet.head - 1)
    below = next((r for r in range(row + 1, len(sheet.rows)) if kinds[r] in ("total", "section")), len(sheet.rows))
    free = tuple(r for r in range(sheet.head, row) if kinds[r] in ("detail", "total") and r not in taken)
    above = sheet.details(sheet.head, row)
    groups = [
        sheet.details(max(last, section) + 1, row),
        sheet.details(last + 1, row),
        free,
        above,
        tuple(before),
        tuple(r for r in before if r not in taken),
        _top_level(sheet, above),
        _top_level(sheet, sheet.details(last + 1, row)),
        sheet.details(row + 1, below),
        sheet.details(row + 1, len(sheet.rows)),
        tuple(r for r in sheet.body if r > row and kinds[r] == "total"),
        _top_level(sheet, sheet.details(row + 1, len(sheet.rows))),
    ]
    return [group for group in dict.fromkeys(groups) if len(group) >= 2]


_OUTLINE = re.compile(
    r"\s*[（(]?(?:(\d+(?:\.\d+)*)\.?|([一二三四五六七八九十]+)|([IVX]+)|([A-Za-z]))(?:[)）.、．\s]|$)"
)


def _outline(sheet: Sheet, row: int) -> tuple[str, int] | None:
    """The style and depth of a row's own number (1.2, （一）, a)), None without one."""
    for text in sheet.rows[row]:
        if not text.strip():
            continue
        found = _OUTLINE.match(text)
        if found is None:
            return None
        style = next(i for i in range(1, 5) if found[i])
        return ("paren" if text.strip()[0] in "（(" else "") + str(style), found[1].count(".") if found[1] else 0
    return None


def _top_level(sheet: Sheet, rows: Candidate) -> Candidate:
    """Those rows whose number is of the style and depth of the first."""
    marks = {r: _outline(sheet, r) for r in rows}
    first = next((m for m in marks.values() if m is not None), None)
    return tuple(r for r in rows if first is not None and marks[r] == first)


def _best_reading(sheet: Sheet, row: int, taken: dict[int, int]) -> tuple[Candidate, list[Fault], int] | None:
    """The reading of a total row under which most columns are right: its terms, what is wrong, how many are right."""
    readings = _readings(sheet, row, taken)
    columns = [c for c in sheet.columns if sheet.amounts[row][c] is not None]
    if not readings or not columns:
        return None
    fits = {c: [_fit(sheet, row, c, group) for group in readings] for c in columns}
    scores = [sum(fits[c][i] == "right" for c in columns) for i in range(len(readings))]
    best = max(range(len(readings)), key=lambda i: (scores[i], -i))
    if scores[best] == 0:
        best = _closest(sheet, row, columns, readings)
    bad = [
        _fault(sheet, row, c, readings[best])
        for c in columns
        if "right" not in fits[c] and fits[c][best] in ("off", "slack")
    ]
    return readings[best], bad, sum("right" in fits[c] for c in columns)


def _read_again(sheet: Sheet, row: int, terms: Candidate) -> Iterator[tuple[int, Candidate, list[Fault], int]]:
    """Another sum that a total is as well (assets, and liabilities with equity), where one slip breaks that.

    The rows right above are looked at, if they are none of the terms known already.
    """
    above = next((group for group in _readings(sheet, row, {}) if max(group) < row), ())
    if not above or set(above) & set(terms):
        return
    columns = [c for c in sheet.columns if sheet.amounts[row][c] is not None and not sheet.rate(c)]
    fits = {c: _fit(sheet, row, c, above) for c in columns}
    bad = [_fault(sheet, row, c, above) for c in columns if fits[c] == "off"]
    right = sum(fit == "right" for fit in fits.values())
    if bad and len(bad) <= right and all(_is_slip(sheet, fault) for fault in bad):
        yield row, above, bad, right


def _is_slip(sheet: Sheet, fault: Fault) -> bool:
    values = [v for t in fault.terms if (v := sheet.value(t)) is not None]
    return abs(fault.printed) >= 1000 and slip(values, fault.printed, fault.found)


def _closest(sheet: Sheet, row: int, columns: list[int], readings: list[Candidate]) -> int:
    """The reading whose sum comes nearest to what is printed."""

    def distance(i: int) -> Decimal:
        away = []
        for c in columns:
            sum_ = sheet.add([(r, c) for r in readings[i]])
            printed = sheet.value((row, c)) or Decimal(0)
            if sum_ is not None and (printed or sum_[0]):
                away.append(abs(sum_[0] - printed) / max(abs(printed), abs(sum_[0])))
        return min(away, default=Decimal(9))

    return min(range(len(readings)), key=lambda i: (distance(i), i))


Fit = Literal["right", "slack", "off", "nothing"]


def _fit(sheet: Sheet, row: int, col: int, group: Candidate) -> Fit:
    """How a total fits the sum of a group in one column; "nothing" where there is too little to add."""
    return _compare(sheet, (row, col), [(r, col) for r in group])


def _compare(sheet: Sheet, cell: tuple[int, int], terms: list[tuple[int, int]]) -> Fit:
    printed = sheet.amounts[cell[0]][cell[1]]
    known = [t for t in terms if (a := sheet.amounts[t[0]][t[1]]) is not None and a.step]
    sum_ = sheet.add(terms)
    if printed is None or sum_ is None or len(known) < 2:
        return "nothing"
    away = abs(sum_[0] - printed.value)
    if away == 0:
        return "right" if printed.value else "nothing"
    if away > sum_[1] + printed.step / 2:
        return "off"
    return "right" if rounds(sheet, cell, terms) else "slack"


def rounds(sheet: Sheet, cell: tuple[int, int], terms: Sequence[tuple[int, int]]) -> bool:
    """Whether figures are rounded ones, so that their sum need not be exact: shares, one decimal, thousands."""
    figures = [a for r, c in (cell, *terms) if (a := sheet.amounts[r][c]) is not None and a.step]
    decimals = max(a.decimals for a in figures)
    if sheet.scaled or any(a.percent or a.step > 1 for a in figures) or sheet.share(cell[1]):
        return True
    if decimals == 0:
        return False
    return decimals != 2 or max(abs(a.value) for a in figures) < 100


def _fault(sheet: Sheet, row: int, col: int, group: Candidate) -> Fault:
    terms = tuple((r, col) for r in group if sheet.amounts[r][col] is not None)
    sum_ = sheet.add(terms)
    printed = sheet.amounts[row][col]
    assert sum_ is not None
    assert printed is not None
    return Fault("column", (row, col), terms, printed.value, sum_[0], "likely", 0)


def slip(terms: Sequence[Decimal], printed: Decimal, found: Decimal) -> bool:
    """Whether one slip of the pen in one figure explains the difference: a digit, two exchanged, a point moved."""
    away = found - printed
    if any(away in (2 * term, -2 * term) for term in terms if term):
        return True  # a sign or its brackets lost
    pairs = [(printed, found), *((term, term - away) for term in terms)]
    return any(one_slip(a, b) for a, b in pairs)


def one_slip(a: Decimal, b: Decimal) -> bool:
    """Whether two figures differ in one digit, in two exchanged, in one digit more or less, or in the point."""
    if a == b or (a < 0) != (b < 0):
        return False
    x, y = _plain(abs(a)), _plain(abs(b))
    if x.replace(".", "").strip("0") == y.replace(".", "").strip("0"):
        return True
    if len(x) == len(y):
        odd = [i for i in range(len(x)) if x[i] != y[i]]
        return len(odd) == 1 or (len(odd) == 2 and x[odd[0]] == y[odd[1]] and x[odd[1]] == y[odd[0]])
    if abs(len(x) - len(y)) != 1:
        return False
    long, short = (x, y) if len(x) > len(y) else (y, x)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _graded(sheet: Sheet, fault: Fault, right: int) -> Fault | None:
    """The fault with how sure it is, None where no sum was meant."""
    printed = sheet.amounts[fault.cell[0]][fault.cell[1]]
    assert printed is not None
    values = [v for t in fault.terms if (v := sheet.value(t)) is not None]
    away = abs(fault.found - fault.printed)
    size = max(abs(fault.found), abs(fault.printed)) or Decimal(1)
    slack = sum((a.step / 2 for r, c in fault.terms if (a := sheet.amounts[r][c]) is not None), printed.step / 2)
    penned = slip(values, fault.printed, fault.found)
    digits = min(_significant(fault.printed), _significant(fault.found))
    if sheet.rate(fault.cell[1]) and not (sheet.share(fault.cell[1]) and _whole(fault, away, slack, len(values))):
        return None
    if _no_sum(values, fault.printed) and not (penned and ((right and digits >= 3) or right >= _MANY)):
        return None
    row = fault.cell[0]
    if not right and all(r > row for r, _ in fault.terms) and not _PLAIN_TOTAL.fullmatch(sheet.name(row).strip(" :：")):
        return None  # total liabilities among other indicators
    grade: Grade | None
    if away <= slack:
        cents = printed.decimals == 2 and not printed.percent and size >= 1000 and not sheet.scaled
        grade = "likely" if right >= 2 or size < 1000 or cents else "perhaps"
    elif right >= 1:
        grade = "certain" if penned or away * 4 <= size else "likely" if away * 2 <= size else None
    elif penned and digits >= 4:
        grade = "certain"
    elif away * 5 <= size or penned:
        grade = "likely"
    else:
        grade = "perhaps" if away * 2 <= size else None
    return None if grade is None else _with(fault, grade, right)


def _whole(fault: Fault, away: Decimal, slack: Decimal, terms: int) -> bool:
    """Whether shares are meant to make 100: the total says so, or they do and the total says otherwise."""
    return (fault.printed == 100 and away <= 20) or (terms >= _MANY and abs(fault.found - 100) <= slack)


def _with(fault: Fault, grade: Grade, holds: int, culprit: tuple[int, int] | None = None) -> Fault:
    return Fault(fault.kind, fault.cell, fault.terms, fault.printed, fault.found, grade, holds, culprit, fault.formula)


def _significant(value: Decimal) -> int:
    """How many digits a figure has without the noughts at its ends: 100.0 has one."""
    return len(format(abs(value), "f").replace(".", "").strip("0"))


def _no_sum(values: Sequence[Decimal], printed: Decimal) -> bool:
    """Whether a figure lies among its terms, as an average or a rate does and a sum does not."""
    return len(values) >= 2 and min(values) >= 0 and printed <= max(values)


def _unlabelled(sheet: Sheet) -> Iterator[Fault]:
    """A last or first row that no word calls a total but that is the sum of the others in most of its columns."""
    rows = sheet.details(sheet.head, len(sheet.rows))
    if len(rows) < 4:
        return
    for row, terms in ((rows[-1], rows[:-1]), (rows[0], rows[1:])):
        columns = [c for c in sheet.columns if sheet.amounts[row][c] is not None and not sheet.rate(c)]
        fits = {c: _fit(sheet, row, c, terms) for c in columns}
        right = [c for c in columns if fits[c] == "right"]
        if len(right) >= 2 and len(right) * 2 > len(columns):
            for c in columns:
                if fits[c] in ("off", "slack"):
                    graded = _graded(sheet, _fault(sheet, row, c, terms), len(right))
                    if graded is not None:
                        yield graded
            return


LONGEST = 12
"""How many rows a subtotal without a name may add up."""


def _running(sheet: Sheet) -> Iterator[Fault]:
    """Subtotals that no word names, as in a statement of accounts: gross profit, equity, parts below their whole.

    A row is taken for the sum of rows before or behind it, or for the difference of the two totals before it, if
    that is right in one column at least and one slip explains each of the others.
    """
    open_rows: list[int] = []
    columns = [c for c in sheet.columns if not sheet.rate(c)]
    for row in sheet.body:
        if sheet.kinds[row] == "section" or not columns:
            continue
        used = [c for c in columns if sheet.amounts[row][c] is not None]
        best = _statement(sheet, row, used, open_rows) if len(used) >= 2 and sheet.kinds[row] != "total" else None
        if best is not None:
            terms, bad = best
            yield from bad
            open_rows = [r for r in open_rows if r not in {used_up for used_up, _ in terms}]
        elif sheet.kinds[row] == "total":
            open_rows = [r for r in open_rows if sheet.kinds[r] == "total"]
        open_rows.append(row)


def _statement(
    sheet: Sheet, row: int, columns: list[int], open_rows: list[int]
) -> tuple[set[tuple[int, int]], list[Fault]] | None:
    """What a row of a statement is the sum of, and the columns in which it is not; None where nothing fits."""
    spans = [[(r, 1) for r in open_rows[-n:]] for n in range(2, min(LONGEST, len(open_rows)) + 1)]
    totals = [r for r in open_rows if sheet.kinds[r] == "total"]
    if len(totals) >= 2:
        spans.append([(totals[-2], 1), (totals[-1], -1)])
    spans += [signed for span in list(spans) if (signed := _signed(sheet, span, columns[0])) is not None]
    behind = [r for r in range(row + 1, min(row + 7, len(sheet.rows))) if sheet.kinds[r] == "detail"]
    spans += [[(r, 1) for r in behind[:n]] for n in range(2, len(behind) + 1)]
    best: tuple[set[tuple[int, int]], list[Fault]] | None = None
    for span in spans:
        right, bad = _tried(sheet, row, columns, span)
        if not right or len(bad) > right:
            continue
        if not bad:
            return set(span), []
        if best is None and all(bad):
            best = set(span), [fault for fault in bad if fault is not None]
    return best


def _signed(sheet: Sheet, span: list[tuple[int, int]], col: int) -> list[tuple[int, int]] | None:
    """A span with what is spent taken off, where costs are printed without a minus; None where it holds none."""
    made = [
        (r, -1 if sign > 0 and k and _SPENT.search(sheet.name(r)) and (sheet.value((r, col)) or 0) > 0 else sign)
        for k, (r, sign) in enumerate(span)
    ]
    return made if made != span else None


def _tried(sheet: Sheet, row: int, columns: list[int], span: list[tuple[int, int]]) -> tuple[int, list[Fault | None]]:
    """(columns in which a row is the sum of a span, what is wrong in the others: None where no slip explains it)."""
    right, few, bad = 0, 0, list[Fault | None]()
    for col in columns:
        values = [(v * sign, (r, col)) for r, sign in span if (v := sheet.value((r, col))) is not None]
        printed = sheet.amounts[row][col]
        if printed is None or len(values) < len(span) or sum(bool(v) for v, _ in values) < 2:
            continue
        found = sum((v for v, _ in values), Decimal(0))
        if found == printed.value:
            right += abs(found) >= 1000
            few += abs(found) >= 100
        elif (abs(printed.value) >= 1000 or few >= 2) and slip([v for v, _ in values], printed.value, found):
            terms = tuple(cell for _, cell in values)
            formula = "-" if any(sign < 0 for _, sign in span) else "+"
            bad.append(Fault("column", (row, col), terms, printed.value, found, "likely", 1, None, formula))
        else:
            bad.append(None)
    return right or few // 2, bad


def _cross_footing(sheet: Sheet) -> Iterator[Fault]:
    for col in sheet.columns:
        if says_total(sheet.heading(col)):
            yield from _across(sheet, col)
    if not any(says_total(sheet.heading(col)) for col in sheet.columns):
        yield from _unnamed_across(sheet)


def _unnamed_across(sheet: Sheet) -> Iterator[Fault]:
    """A first or last column of figures that no word calls a total but that is the sum of all the others in its rows.

    It has to be that in four rows, of three figures at least, and in all others but one.
    """
    columns = sheet.columns
    for col, group in ((columns[0], columns[1:]), (columns[-1], columns[:-1])) if len(columns) >= 4 else ():
        if sheet.share(col) or any(map(sheet.rate, group)):
            continue
        rows = [r for r in sheet.body if sheet.kinds[r] in ("detail", "total") and sheet.amounts[r][col] is not None]
        fits = {r: _compare(sheet, (r, col), [(r, c) for c in group]) for r in rows}
        bad = [r for r in rows if fits[r] in ("off", "slack")]
        right = sum(fit == "right" for fit in fits.values())
        if len(bad) == 1 and right >= 4 and right + 1 == sum(fit != "nothing" for fit in fits.values()):
            fault = _row_fault(sheet, (bad[0], col), tuple((bad[0], c) for c in group), right)
            if fault is not None:
                yield fault


def _across(sheet: Sheet, col: int) -> Iterator[Fault]:
    """Rows in which a column called a total is not the sum of the columns beside it, where it is so in most rows."""
    best: tuple[int, list[Fault]] = (0, [])
    for group in _beside(sheet, col):
        right, bad = 0, []
        for r in sheet.body:
            if sheet.kinds[r] in ("section", "aside") or sheet.amounts[r][col] is None:
                continue
            terms = [(r, c) for c in group]
            fit = _compare(sheet, (r, col), terms)
            right += fit == "right"
            if fit in ("off", "slack"):
                bad.append((r, terms))
        if right >= 2 and right > best[0] and len(bad) * 2 <= right:
            made = [_row_fault(sheet, (r, col), tuple(terms), right) for r, terms in bad]
            best = (right, [f for f in made if f is not None])
    yield from best[1]


def _beside(sheet: Sheet, col: int) -> list[tuple[int, ...]]:
    """The groups of columns a total column may be the sum of: to its left or right, up to another total."""
    figures = [c for c in sheet.columns if not (sheet.rate(c) and not sheet.share(c))]
    totals = [c for c in figures if says_total(sheet.heading(c))]
    left_edge = max((c for c in totals if c < col), default=-1)
    right_edge = min((c for c in totals if c > col), default=sheet.width)
    groups = [
        tuple(c for c in figures if left_edge < c < col),
        tuple(c for c in figures if c < col and c not in totals),
        tuple(c for c in totals if c < col),
        tuple(c for c in figures if col < c < right_edge),
        tuple(c for c in figures if c > col and c not in totals),
        tuple(c for c in totals if c > col),
    ]
    return [g for g in dict.fromkeys(groups) if len(g) >= 2]


def _row_fault(sheet: Sheet, cell: tuple[int, int], terms: tuple[tuple[int, int], ...], right: int) -> Fault | None:
    sum_, printed = sheet.add(terms), sheet.amounts[cell[0]][cell[1]]
    if sum_ is None or printed is None:
        return None
    used = tuple(t for t in terms if sheet.amounts[t[0]][t[1]] is not None)
    within = abs(sum_[0] - printed.value) <= sum_[1] + printed.step / 2
    grade: Grade = "certain" if right >= 3 and not within else "likely"
    return Fault("row", cell, used, printed.value, sum_[0], grade, right)


def _merged(down: list[Fault], across: list[Fault]) -> Iterator[Fault]:
    """Faults, those of a column and a row that are off by the same amount where they cross made one."""
    told: set[int] = set()
    for fault in down:
        crossing = next((i for i, other in enumerate(across) if _cross(fault, other) is not None), None)
        if crossing is None:
            yield fault
            continue
        told.add(crossing)
        culprit = _cross(fault, across[crossing])
        yield _with(fault, "certain", fault.holds + across[crossing].holds, culprit)
    yield from (fault for i, fault in enumerate(across) if i not in told)


def _cross(down: Fault, across: Fault) -> tuple[int, int] | None:
    """The cell whose change mends both; None where there is none."""
    if down.found - down.printed == across.found - across.printed:
        shared = set(down.terms) & set(across.terms)
        return next(iter(shared), None)
    if down.found - down.printed == across.printed - across.found:
        # The one's total is the other's term: the cell where a row's total and a column meet.
        if across.cell in down.terms:
            return across.cell
        if down.cell in across.terms:
            return down.cell
    return None


_sheets: WeakKeyDictionary[DocumentView, dict[str, Sheet]] = WeakKeyDictionary()


def sheet_of(table: TableView) -> Sheet:
    """The sheet of a table, read once for all rules."""
    sheets = _sheets.setdefault(table.document, {})
    if table.block.id not in sheets:
        sheets[table.block.id] = Sheet(table.rows, table.block.caption or "")
    return sheets[table.block.id]
