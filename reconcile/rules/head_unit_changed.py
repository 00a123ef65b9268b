"""B218: The unit in the head of a column differs, while its figures agree."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message, Quantity
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.currencies import ANY, alike, named
from hedui.reconcile.evidence import Evidence
from hedui.reconcile.headings import Column, Headed, unit_of
from hedui.reconcile.wording import names

_ZH = "国家 | 面积（平方公里） | 占比（%）\n加拿大 | 120 | 9.1\n挪威 | 340 | 8.2\n瑞士 | 560 | 1.4"
_EN = "State | Area ({}) | Share ({})\nCanada | 120 | 9.1\nNorway | 340 | 8.2\nSwitzerland | 560 | 1.4"


@rule(
    "B218",
    "head-unit-changed",
    "error",
    examples=(
        Example(_ZH, _EN.format("ha", "%"), says="ha"),
        Example(_ZH, _EN.format("km²", "‰"), says="‰"),
        Example(_ZH, _EN.format("square kilometres", "per cent")),
        Example(
            "国家 | 面积（亩）\n加拿大 | 150\n挪威 | 300\n瑞士 | 450",
            "State | Area (ha)\nCanada | 10\nNorway | 20\nSwitzerland | 30",
        ),
    ),
)
def head_unit_changed(evidence: Evidence) -> Iterator[Finding]:
    """The unit in brackets at the end of a column's head differs, though the figures below are the same.

    It matters because every figure of the column is then another one. Units that are converted have other figures, and
    are passed over. It is wrong where one of the two units is a printer's short form of the other.
    """
    for tables in evidence.headed:
        for column in tables.columns:
            if column.figures:
                yield from _changed(evidence, tables, column)


def _changed(evidence: Evidence, tables: Headed, column: Column) -> Iterator[Finding]:
    langs = (evidence.documents[0].lang, evidence.documents[1].lang)
    units = [unit_of(head, lang) for head, lang in zip(column.heads, langs, strict=True)]
    if units[0] is None or units[1] is None or _same(units[0][0], units[1][0]):
        return
    if all(any(named(head, lang, [])) for head, lang in zip(column.heads, langs, strict=True)):
        return  # two currencies by name: said once, as such
    said = [head[start:end] for head, (_, start, end) in zip(column.heads, (units[0], units[1]), strict=True)]
    called = names(langs)
    yield finding(
        "B218",
        Message(
            f"the unit of the column is {said[0]} in {called[0][0]}, {said[1]} in {called[1][0]}; its figures agree",
            f"该列单位在{called[0][1]}中为{said[0]}，在{called[1][1]}中为{said[1]}，而数字相同",
        ),
        tuple(tables.tables[n].place(_row(tables, n, column.at[n], said[n]), column.at[n]) for n in (0, 1)),
        confidence=0.85,
    )


def _row(tables: Headed, side: int, col: int, said: str) -> int:
    """The row of the head that says the unit."""
    return next((r for r in range(tables.sheets[side].head) if said in tables.tables[side].rows[r][col]), 0)


def _same(one: Quantity, two: Quantity) -> bool:
    """Whether two units are one; how many thousands of it are meant the figures tell."""
    if one.kind != two.kind:
        return False
    if one.kind == "money":
        codes = [ANY if q.unit == "USD" and "$" in q.text else q.unit or "" for q in (one, two)]
        return alike(codes[0], codes[1])
    return one.unit == two.unit and one.value == two.value
