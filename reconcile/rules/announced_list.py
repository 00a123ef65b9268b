"""A list announced by number that has more or fewer items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedui.model import Block, Finding, Message, Quantity
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Spot
from hedui.reconcile.lists import Enumeration, enumerations
from hedui.reconcile.sayings import sayings, value

_ANNOUNCES = re.compile(
    r"\s*(?:[\w’'()-]+\s+){0,5}[\w’'()-]*\s*(?:,?\s*as follows|are|is|were)?\s*:\s*$"
    r"|[^,，；。：:\s]{0,14}(?:如下)?[:：]\s*$"
)
_COUNTS = (
    tuple("abcdefghijklmnopqrstuvwxyz"),
    tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
    tuple("一二三四五六七八九十"),
)
_SOMEBODY = re.compile(
    r"following|以下|下列|\b(?:agreed|decided|made|took|adopted|recommended|submitted|reported|shall|should|will|must|may)\b"
    r"|提出|作出|通过|同意|表示|认为|应当|应|建议"
)


@rule(
    "S408",
    "announced-list",
    "warning",
    examples=(
        Example(None, "1. The report has four parts:\n(a) Background.\n(b) Status.\n(c) Outlook.", says="3 items"),
        Example(None, "1. The report has three parts:\n(a) Background.\n(b) Status.\n(c) Outlook."),
        Example(None, "It has three dimensions: (1) management; and (2) deliverables.", says="2 items"),
        Example(None, "It has three dimensions: management, money and deliverables."),
        Example(None, "The 33 States agreed on the following:\n(a) Background.\n(b) Status."),
        Example("1. 报告分为三个部分：\n（a）背景。\n（b）状况。\n（c）展望。\n（d）建议。", None, says="4 items"),
        Example("从三个维度评估：1) 管理；2) 成果。", None, says="2 items"),
        Example("支持四个领域：能力建设、报告以及数据库。", None, says="3 items"),
        Example("支持三个领域：能力建设、报告和数据库。", None),
    ),
)
def announced_list(view: DocumentView) -> Iterator[Finding]:
    """A sentence announces so many things, and the list that follows has another number of items.

    Lists are lettered or numbered blocks behind a colon, marks such as (1) … (2), and names behind a colon
    or in brackets divided by commas. Where "and" leaves open whether two names are one item, all readings are allowed.
    A list opened by "including", "such as", 包括, 例如 or closed by 等 is no complete one.
    """
    blocks = view.document.blocks
    for at, block in enumerate(blocks):
        if block.rows is None and block.text.rstrip().endswith((":", "：")):
            yield from _items(view, block, blocks[at + 1 : at + 60])
    for saying in sayings(view):
        for one in enumerations(saying):
            number = value(one.count.quantity)
            if number is None or one.fewest <= number <= one.most:
                continue
            yield _told(view, one, int(number))


def _items(view: DocumentView, block: Block, following: tuple[Block, ...]) -> Iterator[Finding]:
    """The blocks that follow a block that ends in a colon, against the number it announces."""
    spot = Spot(view.index, block.id)
    counts = [f for f in view.figures(spot) if f.quantity.kind == "count" and not f.quantity.weak]
    if not counts or not _announces(block.text, counts[-1].quantity):
        return
    items = _run(block, following)
    number = value(counts[-1].quantity)
    if len(items) < 2 or number is None or number == len(items) or abs(number - len(items)) > 3:
        return
    last = items[-1]
    yield finding(
        "S408",
        Message(
            f"{number} are announced, {len(items)} items follow", f"文中说有 {number} 项，其后列出 {len(items)} 项"
        ),
        (view.place(counts[-1]), view.place_at(Spot(view.index, last.id), 0, min(len(last.text), 30))),
        confidence=0.85,
    )


def _announces(text: str, q: Quantity) -> bool:
    """Whether a count is what the colon at the end of its text announces: "four parts:", "the following two areas:"."""
    rest = text[q.end :]
    if re.search(r"(?:Of|of|Among|among)\s+(?:the\s+)?$", text[: q.start]) or _SOMEBODY.search(rest[1:]):
        return False
    return _ANNOUNCES.match(rest) is not None


def _run(block: Block, following: tuple[Block, ...]) -> list[Block]:
    """The items that follow in one count (a, b, c); items of a deeper count between them are passed over."""
    items: list[Block] = []
    for one in following:
        if one.kind != "item" or one.level < (items[0].level if items else one.level):
            break
        if not items or (one.level == items[0].level and _follows(items[-1].label or "", one.label or "")):
            items.append(one)
    return items


def _follows(before: str, label: str) -> bool:
    """Whether a label is the next in the count of another: b after a, 3 after 2, iv after iii, 三 after 二."""
    for count in _COUNTS:
        if before in count and label in count and count.index(label) == count.index(before) + 1:
            return True
    return before.isdecimal() and label.isdecimal() and int(label) == int(before) + 1


def _told(view: DocumentView, one: Enumeration, number: int) -> Finding:
    have = str(one.fewest) if one.fewest == one.most else f"{one.fewest} to {one.most}"
    return finding(
        "S408",
        Message(f"{number} are announced, {have} items are named", f"文中说有 {number} 项，列出的却是 {have} 项"),
        (view.place(one.count), view.place_at(one.count.spot, one.start, one.end)),
        severity="warning" if one.marked or abs(number - one.most) <= 2 else "note",
        confidence=0.85 if one.marked else 0.65,
    )
