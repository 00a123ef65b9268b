"""A hand-made result: figures exchanged, one missing, a table cell, a contradiction in one document, hostile text."""

from __future__ import annotations

from hedui.model import (
    Block,
    BlockKind,
    Coverage,
    Decision,
    Document,
    Doubt,
    Finding,
    Message,
    Note,
    Pair,
    Place,
    Print,
    Result,
    Severity,
    Source,
)

HOSTILE = "<script>document.title='owned'</script> & \"quotes\" <img src=x onerror=alert(1)> =1+1 \x1b[31m"
ROWS_ZH = (("年份", "国家", "金额"), ("2024", "挪威", "11 000"), ("2025", "加拿大", "9 500"))
ROWS_EN = (("Year", "State", "Amount"), ("2024", "Norway", "11,000"), ("2025", "Canada", "95,000"))


def _place(document: int, block: Block, quote: str, value: str | None = None, at: int | None = None) -> Place:
    start = block.text.index(quote) if at is None else at
    prints = tuple(Print(start, start + len(quote), p.page, p.box) for p in block.prints)
    return Place(document, block.id, block.label, block.text, quote, start, start + len(quote), value, None, prints)


def _cell(document: int, block: Block, row: int, col: int, value: str) -> Place:
    assert block.rows is not None
    cells = block.rows[row]
    text, start = " | ".join(cells), sum(len(cell) + 3 for cell in cells[:col])
    quote = cells[col]
    prints = (Print(0, len(quote), 2, (300.0, 200.0, 350.0, 214.0), (row, col)),)
    return Place(document, block.id, None, text, quote, start, start + len(quote), value, (row, col), prints)


def _block(
    id_: str,
    kind: BlockKind,
    text: str,
    label: str | None = None,
    *,
    top: float,
    page: int = 1,
    notes: tuple[Note, ...] = (),
) -> Block:
    prints = (Print(0, len(text), page, (72, top, 400, top + 14)),)
    return Block(id_, kind, text, label, label, prints=prints, footnotes=notes)


def made_result() -> Result:
    """The result; every call makes an equal one."""
    zh = (
        _block("b1", "title", "基金报告", top=72),
        _block("b2", "numbered", "共收到 23 份申请，来自 25 个国家。", "1", top=100),
        _block("b3", "numbered", "其中六个项目获得核准。", "2", top=130, notes=(Note("n1", "1", "见第 5 段。", 5),)),
        Block("b4", "table", "", caption="表 1", rows=ROWS_ZH),
        _block("b5", "paragraph", f"说明：{HOSTILE} 12", top=300, page=2),
    )
    en = (
        _block("b1", "title", "Report of the fund", top=72),
        _block("b2", "numbered", "A total of 25 applications from 23 States were received.", "1", top=100),
        _block(
            "b3",
            "numbered",
            "Of these, six projects were approved by 1 March 2025.",
            "2",
            top=130,
            notes=(Note("n1", "1", "See paragraph 5.", 9),),
        ),
        Block("b4", "table", "", caption="Table 1", rows=ROWS_EN),
        _block("b5", "paragraph", f"Remark: {HOSTILE} 13", top=300, page=2),
    )
    documents = (
        Document(
            Source("zh.pdf", "a" * 64, "pdf", 2, "gone/zh.pdf"),
            "zh-Hans",
            zh,
            (Doubt("no-text-layer", Message("page 2 has no text layer", "第 2 页没有文字层"), 2),),
        ),
        Document(Source("en.pdf", "b" * 64, "pdf", 2, "gone/en.pdf"), "en", en),
    )
    return Result(documents, _pairs(zh, en), _findings(zh, en), _coverage(), _decisions())


def _pairs(zh: tuple[Block, ...], en: tuple[Block, ...]) -> tuple[Pair, ...]:
    return tuple(Pair(((a.id,), (b.id,)), ((a.text,), (b.text,)), 0.97) for a, b in zip(zh, en, strict=True))


def _findings(zh: tuple[Block, ...], en: tuple[Block, ...]) -> tuple[Finding, ...]:
    def made(number: int, rule: str, name: str, severity: Severity, message: Message, *places: Place) -> Finding:
        return Finding(f"{number:016x}", rule, name, severity, 0.9, message, places)

    return (
        made(
            1, "N124", "figures-exchanged", "error",
            Message("25 applications from 23 States, the other way round in zh", "中文与英文的 23 和 25 互换"),
            _place(0, zh[1], "23 份", "23"), _place(0, zh[1], "25 个", "25"),
            _place(1, en[1], "25 applications", "25"), _place(1, en[1], "23 States", "23"),
        ),
        made(
            2, "N103", "figure-missing", "warning",
            Message("1 March 2025 is not in zh", "中文缺少 2025 年 3 月 1 日"),
            _place(0, zh[2], "", None, at=len(zh[2].text) - 1), _place(1, en[2], "1 March 2025", "2025-03-01"),
        ),
        made(
            3, "N122", "amount-changed", "error", Message("9500 in zh, 95000 in en", "中文为 9500，英文为 95000"),
            _cell(0, zh[3], 2, 2, "9500"), _cell(1, en[3], 2, 2, "95000"),
        ),
        made(
            4, "N102", "count-changed", "note",
            Message(f"12 in zh, 13 in en {HOSTILE}", f"中文为 12，英文为 13 {HOSTILE}"),
            _place(0, zh[4], "12", "12"), _place(1, en[4], "13", "13"),
        ),
        made(
            5, "D602", "said-twice", "warning", Message("six here, 23 there", "此处为六，彼处为 23"),
            _place(0, zh[2], "六个", "6"), _place(0, zh[1], "23 份", "23"),
        ),
    )  # fmt: skip


def _coverage() -> tuple[Coverage, ...]:
    return (
        Coverage(0, 14, 7, 5, 0, (("label", 2),)),
        Coverage(1, 15, 8, 5, 1, (("weak", 1),)),
    )


def _decisions() -> tuple[Decision, ...]:
    return (Decision(f"{4:016x}", "dismissed", "as in the source <b>file</b>", "Li", "2026-01-02T03:04:05Z"),)
