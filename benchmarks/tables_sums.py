#!/usr/bin/env python3
"""What the table rules see: change one figure of a table, and count how often that is told.

tables_sums.py [--tables N] [--seed S] [FILE ...]

Without files it makes N tables (single totals, subtotals, row totals, shares, price by quantity, accounts); with
files (CSV, or any document that hedui reads) it takes their tables. Each table is checked untouched: every error or
warning on it is a false alarm. Then figures are changed in one way (a digit, two digits exchanged, a digit lost,
ten times as much), one at a time, and the share of changes that lead to an error or warning is printed, with the
share of those that point at the changed cell, its row or its column.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hedui.model import Block, Document, Finding, Source
from hedui.reconcile.catalogue import rules
from hedui.reconcile.cells import amount
from hedui.reconcile.evidence import DocumentView, TableView

Rows = list[list[str]]


def main() -> None:
    """Run the benchmark and print its figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--tables", type=int, default=120)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", action="store_true", help="print false alarms and what was missed")
    asked = options.parse_args()
    dice = random.Random(asked.seed)
    tables = list(_from_files(asked.files)) if asked.files else list(_made(dice, asked.tables))
    counts: Counter[str] = Counter()
    for name, rows in tables:
        _measure(name, rows, dice, counts, asked.show)
    kinds = sorted({key.split(":")[1] for key in counts})
    for kind in kinds:
        of, told = counts[f"of:{kind}"], counts[f"told:{kind}"]
        near, false = counts[f"near:{kind}"], counts[f"false:{kind}"]
        print(
            f"{kind}: {counts[f'tables:{kind}']} tables, false alarms {false}; "
            f"{told}/{of} changes told ({100 * told / max(1, of):.1f} %), {near} of them at the place"
        )


def _measure(name: str, rows: Rows, dice: random.Random, counts: Counter[str], show: bool) -> None:
    kind = name.split(" ")[0]
    counts[f"tables:{kind}"] += 1
    for found in check(rows):
        counts[f"false:{kind}"] += 1
        if show:
            print("false", name, found.rule, found.message.en)
    cells = [(r, c) for r, row in enumerate(rows) for c, text in enumerate(row) if r and _counts(text)]
    for r, c in dice.sample(cells, min(12, len(cells))):
        changed = [list(row) for row in rows]
        changed[r][c] = _slip(changed[r][c], dice)
        if changed[r][c] == rows[r][c]:
            continue
        counts[f"of:{kind}"] += 1
        found = check(changed)
        counts[f"told:{kind}"] += bool(found)
        at = {place.cell for one in found for place in one.places if place.cell}
        counts[f"near:{kind}"] += any(cell[0] == r or cell[1] == c for cell in at)
        if show and not found:
            print("missed", name, (r, c), rows[r][c], "->", changed[r][c], "in", rows[r][0])


def check(rows: Rows) -> list[Finding]:
    """The errors and warnings of the table rules on one table."""
    block = Block("t", "table", "", rows=tuple(tuple(row) for row in rows))
    view = DocumentView(0, Document(Source("t.csv", "0" * 64, "csv"), "en", (block,)))
    table = TableView(view, block)
    wanted = [rule for rule in rules() if rule.code.startswith("T3") and rule.wants is TableView]
    found = [one for rule in wanted for one in rule.function(table)]
    return [one for one in found if one.severity != "note"]


def _counts(text: str) -> bool:
    read = amount(text)
    return read is not None and bool(read.step) and bool(read.value)


def _slip(text: str, dice: random.Random) -> str:
    """A figure with one slip: a digit, two exchanged, a digit lost, the point moved by one."""
    digits = [i for i, char in enumerate(text) if char.isdecimal()]
    way = dice.choice(("digit", "digit", "exchanged", "lost", "point"))
    chars = list(text)
    if way == "exchanged" and len(digits) >= 2:
        i = dice.randrange(len(digits) - 1)
        a, b = digits[i], digits[i + 1]
        chars[a], chars[b] = chars[b], chars[a]
    elif way in ("lost", "point") and len(digits) >= 3 and "." not in text:
        plain = [chars[i] for i in digits]
        if way == "lost":
            del plain[dice.randrange(1, len(plain))]
        else:
            plain.append("0")
        number = f"{int(''.join(plain)):,}" if "," in text else "".join(plain)
        chars = [*chars[: digits[0]], number, *chars[digits[-1] + 1 :]]
    else:
        at = dice.choice(digits)
        chars[at] = dice.choice([d for d in "0123456789" if d != chars[at]])
    return "".join(chars)


def _from_files(files: list[Path]) -> Iterator[tuple[str, Rows]]:
    """The tables of files: a CSV is one, a document has any number."""
    for path in files:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as stream:
                yield f"{path.name} table", [row for row in csv.reader(stream) if row]
            continue
        from hedui.extract import read

        for block in read(path).blocks:
            if block.rows is not None:
                yield f"{path.name} {block.id}", [list(row) for row in block.rows]


def _made(dice: random.Random, number: int) -> Iterator[tuple[str, Rows]]:
    """Tables of six kinds, in turn."""
    makers = (_totals, _subtotals, _crossed, _shares, _priced, _accounts)
    for n in range(number):
        maker = makers[n % len(makers)]
        yield f"{maker.__name__.strip('_')} {n}", maker(dice)


def _figure(dice: random.Random) -> int:
    return dice.randrange(1, 10 ** dice.choice((2, 3, 4, 5, 6)))


def _totals(dice: random.Random) -> Rows:
    """One to three columns of amounts with a total row."""
    width, words = dice.randrange(1, 4), dice.choice((("Item", "Total"), ("项目", "合计"), ("类别", "总计")))
    cents = dice.random() < 0.3
    body = [
        [_figure(dice) * (1 if not cents else 100) + (dice.randrange(100) if cents else 0) for _ in range(width)]
        for _ in range(dice.randrange(3, 25))
    ]
    total = [sum(column) for column in zip(*body, strict=True)]

    def show(value: int) -> str:
        return f"{value / 100:,.2f}" if cents else f"{value:,}"

    rows = [[f"{words[0]} {n + 1}", *map(show, row)] for n, row in enumerate(body)]
    return [[words[0], *(f"20{20 + n}" for n in range(width))], *rows, [words[1], *map(show, total)]]


def _subtotals(dice: random.Random) -> Rows:
    """Sections with subtotals, and a grand total."""
    rows, grand = [["Programme", "Approved", "Spent"]], [0, 0]
    for section in range(dice.randrange(2, 5)):
        body = [[_figure(dice), _figure(dice)] for _ in range(dice.randrange(2, 7))]
        part = [sum(column) for column in zip(*body, strict=True)]
        rows += [[f"Activity {section}.{n}", *(f"{v:,}" for v in row)] for n, row in enumerate(body)]
        rows.append([f"Subtotal {section + 1}", *(f"{v:,}" for v in part)])
        grand = [a + b for a, b in zip(grand, part, strict=True)]
    return [*rows, ["Grand total", *(f"{v:,}" for v in grand)]]


def _crossed(dice: random.Random) -> Rows:
    """Counts with a total column and a total row."""
    body = [[_figure(dice) for _ in range(3)] for _ in range(dice.randrange(4, 15))]
    body = [[*row, sum(row)] for row in body]
    total = [sum(column) for column in zip(*body, strict=True)]
    rows = [[f"地区{n + 1}", *(f"{v:,}" for v in row)] for n, row in enumerate(body)]
    return [["地区", "甲", "乙", "丙", "小计"], *rows, ["合计", *(f"{v:,}" for v in total)]]


def _shares(dice: random.Random) -> Rows:
    """Amounts, their share with one decimal, and the totals; rounding leaves the shares a little off."""
    body = [_figure(dice) + 50 for _ in range(dice.randrange(4, 12))]
    rows = [[f"Region {n}", f"{v:,}", f"{100 * v / sum(body):.1f}"] for n, v in enumerate(body)]
    return [["Region", "Amount", "Share (%)"], *rows, ["Total", f"{sum(body):,}", "100.0"]]


def _priced(dice: random.Random) -> Rows:
    """Unit price by quantity, and the amounts with their total."""
    body = [(dice.randrange(3, 900), dice.randrange(2, 60)) for _ in range(dice.randrange(5, 15))]
    rows = [[f"Article {n}", str(p), str(q), f"{p * q:,}"] for n, (p, q) in enumerate(body)]
    return [
        ["Article", "Unit price", "Quantity", "Amount"],
        *rows,
        ["Total", "", "", f"{sum(p * q for p, q in body):,}"],
    ]


def _accounts(dice: random.Random) -> Rows:
    """A statement of two years whose subtotals have names of their own, costs in brackets."""

    def year() -> list[int]:
        revenue = dice.randrange(20_000, 90_000)
        cost, office, sales, tax = (-dice.randrange(1_000, revenue // 4) for _ in range(4))
        return [
            revenue,
            cost,
            revenue + cost,
            office,
            sales,
            revenue + cost + office + sales,
            tax,
            revenue + cost + office + sales + tax,
        ]

    names = (
        "Revenue",
        "Cost of sales",
        "Gross profit",
        "Administration",
        "Selling",
        "Operating profit",
        "Tax",
        "Profit",
    )
    first, second = year(), year()

    def show(value: int) -> str:
        return f"({-value:,})" if value < 0 else f"{value:,}"

    return [["Item", "2024", "2023"], *([n, show(a), show(b)] for n, a, b in zip(names, first, second, strict=True))]


if __name__ == "__main__":
    main()
