"""Tables with known truth: made at random, typeset by two producers, read back.

    python benchmarks/tables.py [--count 108] [--seed 1] [--tool NAME] [--show] [--keep FOLDER]

Every table is drawn from all combinations of rules (closed, half open, horizontal, head only, zebra, none, dashed, thin
filled boxes, pictures), language, producer (WeasyPrint, ReportLab), length (one page, several), repeated or single
heads, rows that a page may cut, merged cells, cells of several lines, and prose above and below. Prints the share of
rows read exactly, by kind, and how much prose was taken for a table. Needs weasyprint and reportlab; ``--tool
pdfplumber`` or ``camelot-lattice`` (-stream, -network, -hybrid) reads the same files with that finder as it comes, for
comparison.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from hedui.extract import read

RULES = ("closed", "half open", "horizontal", "head only", "zebra", "none", "dashed", "boxes", "pictures")
Rows = list[list[str]]

WORDS = {
    "en": "annual budget review of regional projects and technical support for national committees on water energy "
    "transport health education trade statistics with partners in member states under the revised programme".split(),
    "zh": "年度 预算 审查 区域 项目 技术 支助 国家 委员会 水利 能源 交通 卫生 教育 贸易 统计 伙伴 方案".split(),
}
HEADS = {
    "en": ["No.", "Country or area", "Amount (USD)", "Change (%)", "Date", "Description", "Year", "Persons", "Remarks"],
    "zh": ["序号", "国家或地区", "数额（美元）", "变化（%）", "日期", "说明", "年份", "人数", "备注"],
}
PLACES = {
    "en": "Argentina|Burkina Faso|Côte d’Ivoire|Fiji|Mongolia|New Zealand|Peru|Republic of Korea|Sri Lanka".split("|"),
    "zh": "阿根廷|布基纳法索|科特迪瓦|斐济|蒙古|新西兰|秘鲁|大韩民国|斯里兰卡|赞比亚".split("|"),
}
MONTHS = "January February March April May June July August September October November December".split()


@dataclass
class Case:
    """One document: what its table says, and how it is set."""

    number: int
    lang: str
    producer: str
    rules: str
    rows: Rows
    kinds: list[str]
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    """(row, column, rows, columns) of merged cells."""
    repeat: bool = True
    size: int = 9
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    @property
    def traits(self) -> list[str]:
        """The kinds it counts for."""
        pages = "long" if len(self.rows) > 30 else "short"
        spans = ["spans"] if self.spans else []
        return [self.producer, self.lang, self.rules, pages, *spans, "repeated head" if self.repeat else "head once"]


def cases(count: int, seed: int) -> Iterator[Case]:
    """Random cases; all combinations of rules, language and producer come up evenly."""
    rng = random.Random(seed)
    for number in range(count):
        rules = RULES[number % len(RULES)]
        lang = ("en", "zh")[number // len(RULES) % 2]
        producer = ("weasyprint", "reportlab")[number // len(RULES) // 2 % 2]
        yield _case(number, lang, producer, rules, rng)


def _case(number: int, lang: str, producer: str, rules: str, rng: random.Random) -> Case:
    kinds = ["number"] * rng.choice([0, 1, 1]) + ["place"]
    kinds += rng.sample(["money", "change", "date", "text", "year", "persons", "remark"], rng.randint(2, 4))
    names = {
        "number": 0,
        "place": 1,
        "money": 2,
        "change": 3,
        "date": 4,
        "text": 5,
        "year": 6,
        "persons": 7,
        "remark": 8,
    }
    length = rng.choice([5, 9, 14, 24, 45, 70])
    rows = [[HEADS[lang][names[kind]] for kind in kinds]]
    rows += [[_value(kind, lang, n, rng) for kind in kinds] for n in range(1, length + 1)]
    case = Case(number, lang, producer, rules, rows, kinds, repeat=rng.random() < 0.6, size=rng.choice([8, 9, 10]))
    if rng.random() < 0.4 and rules in ("closed", "half open", "dashed", "boxes"):
        _merge(case, rng)
    case.before = [_sentence(lang, rng, rng.randint(20, 60)) for _ in range(rng.randint(1, 4))]
    case.after = [_sentence(lang, rng, rng.randint(20, 60)) for _ in range(rng.randint(1, 3))]
    return case


def _merge(case: Case, rng: random.Random) -> None:
    """A title across the table, or a cell over two rows: text in the first cell, nothing in the rest."""
    width = len(case.kinds)
    for _ in range(rng.randint(1, 2)):
        row = rng.randint(1, len(case.rows) - 2)
        if any(r <= row + 1 and row <= r + h for r, _, h, _ in case.spans):
            continue
        if rng.random() < 0.5:
            case.rows[row] = [case.rows[row][case.kinds.index("place")], *[""] * (width - 1)]
            case.spans.append((row, 0, 1, width))
        else:
            col = case.kinds.index("place")
            case.rows[row + 1][col] = ""
            case.spans.append((row, col, 2, 1))


def _value(kind: str, lang: str, n: int, rng: random.Random) -> str:
    if kind == "number":
        return f"{n}."
    if kind == "place":
        return rng.choice(PLACES[lang])
    if kind == "money":
        return f"{rng.randint(100, 9_999_999):,}" + rng.choice(["", ".50"])
    if kind == "change":
        return rng.choice(
            ["–", f"{rng.randint(0, 40)}.{rng.randint(0, 9)}", f"({rng.randint(1, 9)}.{rng.randint(0, 9)})"]
        )
    if kind == "year":
        return str(rng.randint(1995, 2026))
    if kind == "persons":
        return str(rng.randint(3, 990))
    if kind == "date":
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(2015, 2026)
        return f"{day} {MONTHS[month - 1]} {year}" if lang == "en" else f"{year}年{month}月{day}日"
    if kind == "remark":
        return rng.choice(["", "", _phrase(lang, rng, rng.randint(1, 3))])
    return _phrase(lang, rng, rng.choice([3, 5, 8, 14, 25]))


def _phrase(lang: str, rng: random.Random, words: int) -> str:
    chosen = [rng.choice(WORDS[lang]) for _ in range(words)]
    return (" ".join(chosen)).capitalize() if lang == "en" else "".join(chosen)


def _sentence(lang: str, rng: random.Random, words: int) -> str:
    number = rng.choice(["", f"{rng.randint(1, 9)}.{rng.randint(1, 9)} ", f"{rng.randint(1, 30)}. "])
    return number + _phrase(lang, rng, words) + ("." if lang == "en" else "。")


# Producers ------------------------------------------------------------------------------------------------------------

_FONTS = {"en": "'Liberation Serif', serif", "zh": "'Noto Serif CJK SC', serif"}
_DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
"""A picture of one black point."""
_CSS = {
    "closed": "td, th { border: .5pt solid black }",
    "half open": "td, th { border-bottom: .5pt solid black; border-left: .5pt solid black }"
    "td:first-child, th:first-child { border-left: none } table { border-top: .5pt solid black }",
    "horizontal": "tr { border-bottom: .5pt solid #888 } thead tr { border-top: 1pt solid black }",
    "head only": "thead tr { border-top: 1pt solid black; border-bottom: .6pt solid black }"
    "tbody tr:last-child { border-bottom: 1pt solid black }",
    "zebra": "tbody tr:nth-child(even) { background: #e4e8f0 } thead tr { background: #c0c8d8 }",
    "none": "",
    "dashed": "td, th { border: .6pt dashed black }",
    "boxes": "table { border-collapse: separate; border-spacing: .7pt; background: black } "
    "td, th { background: white }",
    "pictures": "table { border-collapse: separate; border-spacing: 0 } td, th { background: "
    f"url({_DOT}) left top / .8pt 100% no-repeat, url({_DOT}) left top / 100% .8pt no-repeat, "
    f"url({_DOT}) right top / .8pt 100% no-repeat, url({_DOT}) left bottom / 100% .8pt no-repeat }}",
}


def weasyprint(case: Case, path: Path) -> None:
    """Set by a browser-like engine: rows may be cut by the page, cells stand in the middle of their rows."""
    from weasyprint import HTML

    right = {"money", "change", "year", "persons"}
    covered = {(r + i, c + j) for r, c, h, w in case.spans for i in range(h) for j in range(w)} - {
        s[:2] for s in case.spans
    }
    spans = {(r, c): (h, w) for r, c, h, w in case.spans}

    def cell(row: int, col: int) -> str:
        tag = "th" if row == 0 else "td"
        high, wide = spans.get((row, col), (1, 1))
        align = "right" if case.kinds[col] in right and row else "left"
        text = escape(case.rows[row][col])
        return f'<{tag} rowspan="{high}" colspan="{wide}" style="text-align:{align}">{text}</{tag}>'

    lines = [
        "<tr>" + "".join(cell(r, c) for c in range(len(case.kinds)) if (r, c) not in covered) + "</tr>"
        for r in range(len(case.rows))
    ]
    head = f"<thead>{lines[0]}</thead>" if case.repeat else f"<tbody>{lines[0]}</tbody>"
    css = _CSS[case.rules] if case.repeat else _CSS[case.rules].replace("thead tr", "tbody:first-child tr")
    HTML(
        string=f"<style>@page {{ size: A4; margin: 25mm 22mm }} body {{ font: {case.size}pt/1.4 {_FONTS[case.lang]} }}"
        "table { border-collapse: collapse; width: 100%; margin: 8pt 0 }"
        f"td, th {{ padding: 2pt 5pt; vertical-align: top }} {css}"
        "</style>"
        + "".join(f"<p>{escape(p)}</p>" for p in case.before)
        + f"<table>{head}<tbody>{''.join(lines[1:])}</tbody></table>"
        + "".join(f"<p>{escape(p)}</p>" for p in case.after)
    ).write_pdf(path)


def reportlab(case: Case, path: Path) -> None:
    """Set by ReportLab's platypus: rules stroked line by line, CJK text in a font that is not embedded."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    font = "STSong-Light" if case.lang == "zh" else "Times-Roman"
    wrap = "CJK" if case.lang == "zh" else None
    style = ParagraphStyle("cell", fontName=font, fontSize=case.size, leading=case.size * 1.3, wordWrap=wrap)
    prose = ParagraphStyle("prose", parent=style, spaceAfter=8)
    flush = ParagraphStyle("flush", parent=style, alignment=2)
    right = {"money", "change", "year", "persons"}
    cells = [
        [
            Paragraph(escape(text), flush if kind in right and r else style)
            for text, kind in zip(row, case.kinds, strict=True)
        ]
        for r, row in enumerate(case.rows)
    ]
    table = Table(cells, _widths(case), repeatRows=int(case.repeat), splitInRow=1 if case.rules == "closed" else 0)
    table.setStyle(TableStyle(list(_lines(case))))
    SimpleDocTemplate(str(path), pagesize=A4).build(
        [
            *(Paragraph(escape(p), prose) for p in case.before),
            table,
            *(Paragraph(escape(p), prose) for p in case.after),
        ],
        canvasmaker=_canvas(case.rules),
    )


def _canvas(rules: str) -> type:
    """A canvas that draws lines as other producers do: as thin filled boxes, or as stretched pictures."""
    import base64
    import io

    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    class Boxes(Canvas):
        def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
            box = (min(x1, x2), min(y1, y2), abs(x2 - x1) + 0.6, abs(y2 - y1) + 0.6)
            if rules == "boxes":
                self.rect(*box, stroke=0, fill=1)
            else:
                self.drawImage(ImageReader(io.BytesIO(base64.b64decode(_DOT.partition(",")[2]))), *box)

    return Boxes if rules in ("boxes", "pictures") else Canvas


def _widths(case: Case) -> list[float]:
    weight = {
        "number": 1.0,
        "place": 2.2,
        "money": 2.2,
        "change": 1.6,
        "date": 2.6,
        "text": 4.0,
        "year": 1.2,
        "persons": 1.5,
        "remark": 2.4,
    }
    total = sum(weight[kind] for kind in case.kinds)
    return [450 * weight[kind] / total for kind in case.kinds]


def _lines(case: Case) -> Iterator[tuple[object, ...]]:
    from reportlab.lib import colors

    yield ("VALIGN", (0, 0), (-1, -1), "TOP")
    for row, col, high, wide in case.spans:
        yield ("SPAN", (col, row), (col + wide - 1, row + high - 1))
    if case.rules == "dashed":
        yield ("GRID", (0, 0), (-1, -1), 0.6, colors.black, 0, (3, 2))
    elif case.rules in ("closed", "boxes", "pictures"):
        yield ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
    elif case.rules == "half open":
        yield ("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black)
        yield ("LINEABOVE", (0, 0), (-1, 0), 0.5, colors.black)
        yield ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black)
    elif case.rules == "horizontal":
        yield ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black)
        yield ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)
    elif case.rules == "head only":
        yield ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black)
        yield ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)
        yield ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black)
    elif case.rules == "zebra":
        yield ("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.whitesmoke, colors.lightgrey])


# Scoring --------------------------------------------------------------------------------------------------------------


def squeezed(row: Sequence[str]) -> tuple[str, ...]:
    """A row without white space, as it is compared."""
    return tuple("".join(text.split()) for text in row)


def found_by(tool: str, path: Path) -> list[Rows]:
    """The tables that a finder sees in a file."""
    if tool == "hedui":
        return [[list(row) for row in block.rows] for block in read(path).blocks if block.rows]
    if tool == "pdfplumber":
        import pdfplumber

        with pdfplumber.open(path) as pdf:
            tables = [table for page in pdf.pages for table in page.extract_tables()]
        return [[[text or "" for text in row] for row in table] for table in tables]
    import camelot

    found = camelot.read_pdf(str(path), pages="all", flavor=tool.removeprefix("camelot-"), suppress_stdout=True)
    return [[[str(text) for text in row] for row in table.df.values.tolist()] for table in found]


def score(case: Case, tables: Sequence[Rows]) -> tuple[int, int, int]:
    """(rows read exactly, rows in truth, rows read) over all tables found, in order and each once."""
    wanted = Counter(squeezed(row) for row in case.rows)
    got = Counter(squeezed(row) for table in tables for row in table)
    return sum((wanted & got).values()), len(case.rows), sum(got.values())


def main() -> None:
    """Make, read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=108)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tool", default="hedui")
    parser.add_argument("--show", action="store_true", help="show the tables that were not read exactly")
    parser.add_argument("--keep", type=Path, help="keep the PDFs in this folder")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    truth: Counter[str] = Counter()
    found: Counter[str] = Counter()
    one_table = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for case in cases(options.count, options.seed):
            path = folder / f"{case.number:03d}-{case.producer}-{case.rules.replace(' ', '_')}-{case.lang}.pdf"
            (weasyprint if case.producer == "weasyprint" else reportlab)(case, path)
            tables = found_by(options.tool, path)
            exact, wanted, got = score(case, tables)
            one_table += len(tables) == 1
            for trait in ["all", *case.traits]:
                right[trait] += exact
                truth[trait] += wanted
                found[trait] += got
            if options.show and (exact < wanted or got > exact):
                shape = [(len(table), len(table[0])) for table in tables]
                print(f"{path.name}: {exact}/{wanted} rows, {got} read; {len(case.rows[0])} columns, found {shape}")
    for trait in truth:
        precision, recall = right[trait] / max(1, found[trait]), right[trait] / truth[trait]
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{trait:14} rows {truth[trait]:5}  recall {recall:.4f}  precision {precision:.4f}  F1 {f1:.4f}")
    print(f"documents with exactly one table: {one_table} of {options.count}")


if __name__ == "__main__":
    main()
