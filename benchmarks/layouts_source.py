"""A document made to be hard to set: lists four deep, tables of 2 and of 14 columns, heads of two rows, long tables.

Its words are drawn at random, its figures too; what it says means nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hedui.corpus.samples.source import MARK, SIDES, BilingualSource, Piece, Row, Side

SHARED = Path(__file__).resolve().parents[2] / "shared" / "bench"

_WORDS = {
    "en": "annual budget review of regional projects and technical support for national committees on water energy "
    "transport health education trade statistics with partners in member states under the revised programme".split(),
    "zh": "年度 预算 审查 区域 项目 技术 支助 国家 委员会 水利 能源 交通 卫生 教育 贸易 统计 伙伴 方案".split(),
}
_PLACES = {
    "en": "Argentina|Burkina Faso|Côte d’Ivoire|Fiji|Mongolia|New Zealand|Peru|Republic of Korea|Sri Lanka".split("|"),
    "zh": "阿根廷|布基纳法索|科特迪瓦|斐济|蒙古|新西兰|秘鲁|大韩民国|斯里兰卡".split("|"),
}
_SAID = {
    "en": {
        "table": "Table {}. ",
        "total": "Total",
        "of which": "Of which",
        "place": "Country",
        "n": "No.",
        "note": "Note",
    },
    "zh": {"table": "表{} ", "total": "合计", "of which": "其中", "place": "国家", "n": "序号", "note": "注"},
}


def stress(seed: int = 1) -> BilingualSource:
    """The document of that seed; both sides have the same blocks."""
    sides = {side: tuple(_Maker(side, seed).pieces()) for side in SIDES}
    meta = {"running": ("年度方案审查报告", "Annual programme review"), "running2": ("草案", "DRAFT")}
    return BilingualSource("stress", meta, sides, (), ())


class _Maker:
    def __init__(self, side: Side, seed: int) -> None:
        self.side, self.rng = side, random.Random(seed)
        self.count = 0
        self.tables = 0

    def words(self, low: int, high: int) -> str:
        chosen = [self.rng.choice(_WORDS[self.side]) for _ in range(self.rng.randint(low, high))]
        return " ".join(chosen).capitalize() if self.side == "en" else "".join(chosen)

    def sentence(self, low: int = 12, high: int = 40) -> str:
        return self.words(low, high) + ("." if self.side == "en" else "。")

    def para(self, low: int = 20, high: int = 60, note: bool = False) -> str:
        return self.sentence(low, high) + (MARK if note else "")

    def piece(
        self, kind: str, tag: str, text: str, label: str | None = None, level: int = 0, note: bool = False
    ) -> Piece:
        self.count += 1
        notes = ((f"fn-{self.count}", self.sentence(6, 25)),) if note else ()
        return Piece(f"{tag}-{self.count}", kind, tag, text, label, level, notes)

    def pieces(self) -> Iterator[Piece]:
        yield self.piece("title", "title", self.words(4, 6))
        yield self.piece("cover", "cover", self.words(3, 4))
        number = 0
        for part in range(1, 5):
            yield self.piece("heading", "h1", self.words(2, 4))
            for sub in range(2):
                yield self.piece("heading", "h2", self.words(3, 5))
                yield self.piece("paragraph", "para", self.para(note=sub == 1), note=sub == 1)
                number += 1
                yield self.piece("numbered", "numbered", self.para(), f"{number}.", 0)
                if sub == 0:
                    yield from self.nested()
                yield self.piece("paragraph", "para", self.para(30, 90))
            yield from (self.heads, self.wide, self.pairs, self.long)[part - 1]()
            yield self.piece("paragraph", "para", self.para(30, 60))
            yield from (self.accounts, self.shares, self.texts, self.groups)[part - 1]()
            number += 1
            yield self.piece("numbered", "numbered", self.para(note=True), f"{number}.", 0, note=True)

    def nested(self) -> Iterator[Piece]:
        for one in range(2):
            yield self.piece("item", "item", self.sentence(4, 30), f"({'ab'[one]})", 1)
            for two in range(2):
                yield self.piece("item", "item", self.sentence(4, 24), f"({('i', 'ii')[two]})", 2)
                if two:
                    for three in range(2):
                        yield self.piece("item", "item", self.sentence(4, 18), f"{'AB'[three]}.", 3)
                        if three == 0:
                            for _ in range(2):
                                yield self.piece("item", "item", self.sentence(3, 14), "•", 4)

    def table(self, rows: list[Row], align: str, widths: str = "", **options: str) -> Piece:
        self.tables += 1
        marks = sum(cell.count(MARK) for row in rows for cell in row.cells)
        notes = tuple((f"fn-t{self.tables}-{n}", self.sentence(5, 14)) for n in range(marks))
        caption = _SAID[self.side]["table"].format(self.tables) + self.words(4, 9)
        return Piece(
            f"t-{self.tables}", "table", "table", caption, None, 0, notes, tuple(rows),
            {"align": align, "widths": widths, **options},
        )  # fmt: skip

    def money(self) -> str:
        if (chance := self.rng.random()) < 0.08:
            return "–"
        text = f"{self.rng.randint(100, 9_999_999):,}"
        return f"({text})" if chance < 0.2 else text

    def share(self) -> str:
        return f"{self.rng.randint(0, 99)}.{self.rng.randint(0, 9)}"

    def place(self) -> str:
        return self.rng.choice(_PLACES[self.side])

    def heads(self) -> Iterator[Piece]:
        """A head of two rows, a total in bold, marks in cells."""
        said = _SAID[self.side]
        groups = [self.words(1, 2) for _ in range(3)]
        rows = [Row((said["place"], groups[0], "", groups[1], "", groups[2], ""), "|-")]
        rows.append(Row(("", "2023", "2024", "2023", "2024", "2023", "2024")))
        for k in range(9):
            rows.append(Row((self.place() + (MARK if k == 3 else ""), *(self.money() for _ in range(6)))))
        rows.append(Row((said["total"], *(self.money() for _ in range(6))), "|!"))
        yield self.table(rows, "l,r,r,r,r,r,r", "22,13,13,13,13,13,13")

    def wide(self) -> Iterator[Piece]:
        """Fourteen columns of small figures."""
        rows = [Row((_SAID[self.side]["place"], *(str(2010 + k) for k in range(12)), _SAID[self.side]["total"]))]
        rows += [
            Row((self.place(), *(str(self.rng.randint(0, 99)) for _ in range(12)), str(self.rng.randint(200, 999))))
            for _ in range(14)
        ]
        yield self.table(rows, "l" + ",r" * 13, "16," + ",".join(["6"] * 12) + ",12")

    def pairs(self) -> Iterator[Piece]:
        """Two columns: a text and a figure."""
        rows = [Row((self.words(2, 3), self.words(1, 2)))]
        rows += [Row((self.words(2, 14), self.money())) for _ in range(11)]
        yield self.table(rows, "l,r", "70,30")

    def long(self) -> Iterator[Piece]:
        """Over five pages."""
        said = _SAID[self.side]
        rows = [Row((said["n"], said["place"], self.words(1, 2), self.words(1, 2), self.words(2, 3)))]
        rows += [Row((f"{n}.", self.place(), self.money(), self.share(), self.words(2, 22))) for n in range(1, 91)]
        yield self.table(rows, "l,l,r,r,l", "8,20,16,12,44")

    def accounts(self) -> Iterator[Piece]:
        """Negatives in parentheses, empty cells, figures in steps."""
        said = _SAID[self.side]
        rows = [Row(("", "2024", "2023", "2022"))]
        for k in range(10):
            rows.append(
                Row(
                    (
                        said["of which"] if k in (2, 6) else self.words(2, 6),
                        *("" if k in (2, 6) else self.money() for _ in range(3)),
                    ),
                    "|!" if k == 9 else "|",
                )
            )
        yield self.table(rows, "l,r,r,r", "46,18,18,18")

    def shares(self) -> Iterator[Piece]:
        """Figures with different numbers of digits, a dash, an empty cell."""
        rows = [Row((self.words(1, 2), self.words(1, 2), self.words(1, 2), "%"))]
        rows += [
            Row(
                (
                    self.words(1, 3),
                    self.share(),
                    str(self.rng.randint(1, 9999)),
                    self.rng.choice([self.share(), "", "…"]),
                )
            )
            for _ in range(8)
        ]
        yield self.table(rows, "l,r,r,r", "40,20,20,20")

    def texts(self) -> Iterator[Piece]:
        """Cells of many lines, no figures."""
        rows = [Row((self.words(1, 2), self.words(1, 2), self.words(1, 2)))]
        rows += [Row((self.words(1, 4), self.words(5, 26), self.words(4, 20))) for _ in range(7)]
        yield self.table(rows, "l,l,l", "22,42,36")

    def groups(self) -> Iterator[Piece]:
        """Groups of rows under heads of their own, each with a subtotal."""
        said = _SAID[self.side]
        rows = [Row((said["place"], "2023", "2024", said["note"]))]
        for _ in range(3):
            rows.append(Row((self.words(3, 6), "", "", ""), "|>"))
            rows += [Row((self.place(), self.money(), self.money(), self.words(1, 5))) for _ in range(4)]
            rows.append(Row((said["total"], self.money(), self.money(), ""), "|!"))
        yield self.table(rows, "l,r,r,l", "34,18,18,30")


def shared(name: str) -> BilingualSource:
    """A document of the shared benchmark from its truth: marks stand at the end of the text, labels as usual."""
    told = json.loads((SHARED / name / "truth.json").read_text(encoding="utf-8"))
    sides = {side: tuple(_told(block) for block in told[side]) for side in SIDES}
    return BilingualSource(name.partition(".")[0], {"running": (name, name)}, sides, (), ())


def _told(block: dict[str, Any]) -> Piece:
    kind, n = block["kind"], block["n"]
    notes = tuple((note["id"], note["text"]) for note in block.get("footnotes", ()))
    level = block["id"].removeprefix("c-").count("-") - 1 if kind == "item" else 0
    label = None if n is None else f"{n}." if kind == "numbered" and n.isascii() else f"({n})"
    rows = tuple(Row(tuple(row), "|" if any(row[1:]) or not row[0] else "|>") for row in block.get("rows") or ())
    text = (block.get("text") or block.get("caption") or "") + MARK * len(notes)
    tag = {"heading": "h2", "paragraph": "para", "cover": "cover", "table": "table"}.get(kind, kind)
    return Piece(block["id"], kind, tag, text, label, max(level, 0), notes, rows)
