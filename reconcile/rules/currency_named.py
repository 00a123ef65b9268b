"""N127: The currency that is named without an amount differs."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.currencies import ANY, Named, alike, named


@rule(
    "N127",
    "currency-named",
    "warning",
    examples=(
        Example("表1. 会费（瑞士法郎）", "Table 1. Contributions (euros)", says="euros"),
        Example("所列金额均以英镑计。", "All amounts are in United States dollars.", says="dollars"),
        Example("所列金额均以美元计。", "All amounts are in dollars.", says=None),
        Example("表1. 会费（瑞士法郎）", "Table 1. Contributions (Swiss francs)", says=None),
        Example("以美元缴付，按欧元折算", "paid in euros and converted into dollars", says=None),
    ),
)
def currency_named(bead: BeadView) -> Iterator[Finding]:
    """A caption, a head or a sentence names a currency without an amount, and the other side another one.

    It matters because every amount below it is then another one. Only where each side names one such currency, and
    neither speaks of the other's anywhere. It is wrong where a translation rightly names the currency of its readers.
    """
    bare: list[list[Named]] = []
    said: list[set[str]] = []
    for side, lang, items in zip(bead.sides, bead.langs, bead.items, strict=True):
        money = [item for item in items if item.q.kind == "money" and not item.virtual]
        bare.append([*named(side.plain, lang, [(item.at, item.at + len(item.q.text)) for item in money])])
        if not bare[-1]:
            return
        units = (ANY if item.q.unit == "USD" and "$" in item.q.text else item.q.unit for item in money)
        said.append({n.code for n in bare[-1]} | {unit for unit in units if unit})
    if any(len({n.code for n in names}) != 1 for names in bare):
        return
    one, two = bare[0][0], bare[1][0]
    if any(alike(mine.code, code) for mine, other in ((one, said[1]), (two, said[0])) for code in other):
        return
    names = bead.names()
    yield finding(
        "N127",
        Message(
            f"the currency is {one.text} in {names[0][0]}, {two.text} in {names[1][0]}",
            f"货币在{names[0][1]}中为{one.text}，在{names[1][1]}中为{two.text}",
        ),
        tuple(bead.stretch(n, of.start, of.end, of.code) for n, of in enumerate((one, two))),
        severity="warning" if bead.bead.score >= 0.2 else "note",
        confidence=0.8,
    )
