"""What a document states of a time: facts that other documents of an archive may state again.

A Fact is a figure with its subject (the words of its sentence or clause, or of its row and column) and its period: a
year, a quarter, a date, the "previous year" of an annual report. Two documents state the same fact where subject, sort
of figure and period are the same to the word; light words (amounted to, a total of, 共, 达到) do not count. Figures
without a closed period ("since 2016", "to date") are no facts: they change from report to report. A figure of something
that bears a symbol (a decision, a project) needs no period.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from hedui.align.words import stem
from hedui.corpus.subjects import bag, hedge, masked, words_of
from hedui.extract.quantities import read
from hedui.model import Document, Place, Quantity
from hedui.reconcile.cells import year_like
from hedui.reconcile.evidence import DocumentView, Figure, TableView
from hedui.reconcile.sayings import Saying, head, sayings
from hedui.reconcile.sums import Sheet, sheet_of
from hedui.reconcile.tolerance import within

_KINDS = frozenset({"count", "money", "percent", "measure", "duration"})
_MOST = 60
"""A "sentence" of more figures than this is a list or a table read as text."""
_FEWEST = 2
"""How many words a subject has at least: "members: 113" alone could be of anything."""

_OPEN_BEFORE = {
    "en": re.compile(r"\b(?:since|until|till|by|before|after|from)\s+(?:early |late |mid-)?$", re.I),
    "zh": re.compile(r"自从?\s*$"),
}
_OPEN_AFTER = {
    "en": re.compile(r"^\s*(?:onwards?|to date)\b", re.I),
    "zh": re.compile(r"^\s*(?:以来|以後|以后|之后|以前|之前|起|开始|至今)"),
}
_OPEN = {
    "en": re.compile(r"\b(?:so far|to date|cumulative\w*|currently|at present|now|ever)\b", re.I),
    "zh": re.compile(r"迄今|至今|累[计計]|目前|[现現]有|历年|歷年"),
}
"""What says that a figure goes on growing: a fact only at a full date."""
_DELTA = {
    "en": re.compile(
        r"\b(?:increas\w+|decreas\w+|ros[e]|ris\w+|f[ae]ll\w*|grew|grow\w*|declin\w+|drop\w*|reduc\w+|up|down|more|less"
        r"|fewer|higher|lower|chang\w+|differen\w+|gain\w*)\b",
        re.I,
    ),
    "zh": re.compile(r"增|减|減|升|降|涨|漲|跌|多出|少于|相差|同比|环比|提高|比.{1,16}[高低多少]"),
}
_REACHED = {
    "en": re.compile(r"\b(?:to|at|reach\w*|was|were|is|are|of)\s+(?:[A-Z]{0,3}[$€£]\s?)?$", re.I),
    "zh": re.compile(r"(?:[至到为為是]|达|達)\s*$"),
}
"""What stands before the outcome of a change, where the amount of the change itself is no fact."""
_BY = {
    "en": re.compile(r"\bby\s+(?:about |some |nearly )?(?:[A-Z]{0,3}[$€£]\s?)?$", re.I),
    "zh": re.compile(
        r"(?:增[长長加]|[减減]少|下[降跌]|上[升涨漲]|提高|降低|[增减減升降]|比.{1,16}[高低多少])[了约約近]*\s*$"
    ),
}
"""What stands before the amount of a change."""
_TIED = {
    "en": (re.compile(r"\s*(?:in|for|during|at|as at|as of|on)\s*(?:the )?", re.I), re.compile(r"\s*[:,(]?\s*")),
    "zh": (re.compile(r"\s*[（(]\s*"), re.compile(r"\s*[的为為是：:底末共达達]{0,3}\s*")),
}
"""Between a figure and its own date: the date behind ("12.9 million in 2023"), the date before ("2023: 12.9")."""
_CLAUSE = {"en": re.compile(r"[,;:()\[\]—]|\s[-–]\s"), "zh": re.compile(r"[，；：、（）()—,;:]")}
_OWN_YEAR = {
    "en": (
        (
            re.compile(
                r"\b(?:(?:this|the current|the reporting|the) year|the reporting period|year under review)\b", re.I
            ),
            0,
        ),
        (re.compile(r"\b(?:the )?(?:previous|prior|preceding|last) year\b|\ba year earlier\b", re.I), -1),
    ),
    "zh": (
        (re.compile(r"本年度?|报告期内?|報告期內?|全年|年内|今年"), 0),
        (re.compile(r"上一?年度?(?!\d)|去年|上年同期"), -1),
    ),
}
_MOVING = re.compile(
    r"\b(?:spent|expend\w+|disburs\w+|balance|status|to date|paid|remaining|progress|cumulative|rank\w*)\b"
    r"|支出|已付|付款|余额|結餘|结余|进度|進度|累[计計]|剩[余餘]|状态|狀態|执行|執行|序号|排名",
    re.I,
)
_CODE = re.compile(r"\b[A-Z][\w./-]{4,40}", re.ASCII)
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/.-])")
_UNIT = re.compile(r"[（(\[]([^）)\]]{1,24})[）)\]]|单位[:：]\s*(\S{1,12})|單位[:：]\s*(\S{1,12})")
_SHOWN = 160
"""How much of a sentence a stored place keeps on each side of its figure."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure with what it is said of. ``key`` is the same for the same subject, sort of figure and period.

    ``figure`` is the same where one figure is stated under two keys. ``hedge`` is why another figure may be right, too:
    "restated", "provisional", "final", "planned" or "". ``table`` is where a cell's column stands, "" for a sentence;
    ``words`` says how many words the subject has; ``place`` is ready to be stored.
    """

    figure: int
    key: str
    period: str
    kind: str
    value: str
    step: str
    hedge: str
    table: str
    words: int
    place: dict[str, object]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document for the purposes of a series: its language, the words of its title without figures, its facts."""

    lang: str
    title: str
    facts: tuple[Fact, ...]


def paper(document: Document) -> Paper:
    """The facts of a document that another one may state again; what it states twice with two values is left out."""
    view = DocumentView(0, document)
    year = own_year(view)
    said = [*_of_sentences(view, year), *_of_tables(view, year)]
    return Paper(view.lang[:2], title_words(view), tuple(_numbered(_at_one(said))))


def _numbered(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts with a number for each place that they are read from."""
    numbers: dict[tuple[object, ...], int] = {}
    for fact in facts:
        where = (fact.place["block"], str(fact.place["cell"]), fact.place["at"])
        yield replace(fact, figure=numbers.setdefault(where, len(numbers)))


def _at_one(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts whose key has one value only in this document, each once."""
    by_key: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_key[fact.key].append(fact)
    for same in by_key.values():
        finest = min(same, key=lambda f: Decimal(f.step or 1))
        if all(agree(finest, other) for other in same):
            yield finest


def agree(a: Fact, b: Fact) -> bool:
    """Whether two facts of one key say the same, by the digits printed; of two dates, as far as both say."""
    if a.kind == "date":
        return a.value.startswith(b.value) or b.value.startswith(a.value)
    return a.value == b.value or within(Decimal(a.value), Decimal(b.value), _step(a), _step(b))


def _step(fact: Fact) -> Decimal | None:
    return Decimal(fact.step) if fact.step else None


# -- titles ------------------------------------------------------------------------------------------------------------

_COMMON = frozenset(
    map(
        stem,
        "annual report statistic statistical bulletin review summary yearbook state statement financial note volume "
        "part newsletter session meeting item agenda general assembly page document original english chinese "
        "distribution 年度 报告 年报 年度报告 工作 工作报告 情况 统计 公报 统计公报 年鉴 概况 摘要 会议 届会 "
        "议程 项目 文件 中文 英文 中期 季度 月报 季报 公告 总结 说明 关于".split(),
    )
)
"""Words that stand in titles of documents of every body."""


def _front(view: DocumentView) -> list[str]:
    """The texts of the title page: the titles at the front, or the first line where there is none."""
    blocks = view.document.blocks[:14]
    titles = [block.text for block in blocks if block.kind == "title"]
    return titles[:5] or [block.text for block in blocks[:1] if len(block.text) <= 120]


def title_words(view: DocumentView) -> str:
    """The words of a title, dates and ordinals left out; empty where they would do for any body ("Annual report 2023").

    Other figures stay: programme No. 3 is no later issue of programme No. 2.
    """
    words: set[str] = set()
    names: set[str] = set()
    for text in _front(view):
        words |= set(words_of(text, view.lang))
        names |= {_name(q) for q in read(text, view.lang) if q.kind in ("count", "label", "reference")}
    return " ".join(sorted(words | names)) if words - _COMMON else ""


def own_year(view: DocumentView) -> int | None:
    """The year a document reports on: the one its title names; None where it names none, several or a part of one.

    In the bulletin of March "this year" is another time than in that of April.
    """
    texts = _front(view)
    years = {int(found) for text in texts for found in _YEAR.findall(text)}
    dates = [_iso(q) for text in texts for q in read(text, view.lang) if q.kind == "date"]
    partial = any(len(date) > 4 and not date.endswith("-12-31") for date in dates)
    return years.pop() if len(years) == 1 and not partial else None


def _key(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:24]


# -- sentences ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class When:
    """A period that a sentence names: where it stands, and the period in one spelling."""

    start: int
    end: int
    period: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence between commas: its words, and what it names (symbols, ordinals) by value."""

    start: int
    end: int
    words: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a sentence with its period and the clause it stands in."""

    figure: Figure
    period: str
    clause: Clause

    def rival(self, other: Told) -> bool:
        """Whether two figures of a sentence are of one sort and time: only what they count tells them apart."""
        a, b = self.figure.quantity, other.figure.quantity
        return a is not b and (a.kind, a.unit, self.period) == (b.kind, b.unit, other.period)


def _of_sentences(view: DocumentView, year: int | None) -> Iterator[Fact]:
    for saying in sayings(view):
        kind = view.blocks[saying.spot.block].kind
        if 0 < len(saying.figures) <= _MOST and kind not in ("title", "heading"):
            yield from _of_saying(saying, year)


def _of_saying(saying: Saying, year: int | None) -> Iterator[Fact]:
    lang = saying.view.lang[:2]
    whens = list(_whens(saying, year, lang))
    clauses = _clauses(saying, whens, lang)
    open_ = _OPEN[lang].search(saying.text) is not None
    whole = Clause(saying.start, saying.end, *_together(clauses))
    told = []
    for figure in saying.figures:
        q = figure.quantity
        clause = next((c for c in clauses if c.start <= q.start < c.end), whole)
        if not _may_be_fact(q):
            continue
        period, tied = _period(q, clause, clauses, whens, saying, lang)
        if open_ and len(period) < 10:
            period = ""
        if (period or _codes(clause.names)) and not _is_change(saying, q, clause, tied, lang):
            told.append(Told(figure, period, clause))
    for one in told:
        yield from _facts(saying, one, told, whole, clauses, lang)
    yield from _dated(saying, clauses, lang)


def _together(clauses: Sequence[Clause]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(w for c in clauses for w in c.words), tuple(n for c in clauses for n in c.names)


def _may_be_fact(q: Quantity) -> bool:
    return q.kind in _KINDS and not q.weak and not q.approximate and q.bound is None and _decimal(q) is not None


def _decimal(q: Quantity) -> Decimal | None:
    return q.number if isinstance(q.number, Decimal) else None


def _clauses(saying: Saying, whens: Sequence[When], lang: str) -> list[Clause]:
    """The clauses of a sentence, figures (and the commas in them) and periods left out of their words."""
    text = masked(saying.text, [(f.quantity.start, f.quantity.end) for f in saying.figures], saying.start)
    text = masked(text, [(when.start, when.end) for when in whens], saying.start)
    stops = [0, *(m.end() for m in _CLAUSE[lang].finditer(text)), len(text)]
    found = []
    for a, b in pairwise(stops):
        inside = [f.quantity for f in saying.figures if a <= f.quantity.start - saying.start < b]
        found.append(
            Clause(
                saying.start + a,
                saying.start + b,
                tuple(bag(text[a:b], lang)),
                tuple(map(_name, filter(_names, inside))),
            )
        )
    return found


def _names(q: Quantity) -> bool:
    """Whether a figure is part of what is spoken of: a symbol, a reference, a label, "the second"."""
    return q.kind in ("symbol", "reference", "label", "ordinal", "fraction", "ratio") or (
        q.kind == "date" and _iso(q) == ""
    )


def _name(q: Quantity) -> str:
    return f"{q.kind}:{q.value or q.low}"


def _codes(names: Sequence[str]) -> list[str]:
    """Those names that tell one thing among all: A/76/284, WAT/2021/07, 12/3; not "2" or COVID-19."""
    return [n for n in names if n.startswith("symbol:") and "/" in n and "://" not in n and len(n) >= 10]


def _iso(q: Quantity) -> str:
    """The closed period that a date names, in one spelling; "" where it names none with a year."""
    if q.low and q.high:
        same_year = q.low[:4] == q.high[:4] and q.low[4:] == "-01-01" and q.high[4:] == "-12-31"
        return q.low[:4] if same_year else f"{q.low}..{q.high}" if q.low[:2] in ("19", "20") else ""
    value = q.value or ""
    if not re.match(r"(?:19|20)\d\d", value):
        return ""
    if q.unit == "late" and len(value) == 4:
        return f"{value}-12-31" if re.search(r"\bend\b|底|末", q.text) else f"{value} late"
    return f"{value} {q.unit}" if q.unit else value


def _whens(saying: Saying, year: int | None, lang: str) -> Iterator[When]:
    for f in saying.figures:
        q = f.quantity
        if q.kind == "date" and (period := _iso(q)) and not _is_open(saying, q, lang):
            yield When(q.start, q.end, period)
    if year is not None:
        for pattern, back in _OWN_YEAR[lang]:
            for m in pattern.finditer(saying.text):
                yield When(saying.start + m.start(), saying.start + m.end(), str(year + back))


def _is_open(saying: Saying, q: Quantity, lang: str) -> bool:
    if q.low:
        return False
    before, after = saying.before(q, 24), saying.after(q, 12)
    return _OPEN_BEFORE[lang].search(before) is not None or _OPEN_AFTER[lang].search(after) is not None


def _period(
    q: Quantity, clause: Clause, clauses: Sequence[Clause], whens: Sequence[When], saying: Saying, lang: str
) -> tuple[str, bool]:
    """The period of a figure, and whether it stands right beside it; "" where it is not certain.

    It is the one beside it, else the only one of its clause or of the nearest clause before that names any.
    """
    beside = _beside(q, whens, saying, lang)
    if beside is not None:
        return beside.period, True
    before_it = [c for c in clauses if c.start < clause.start]
    meant = [when for when in whens if not _aside(when, q, saying)]
    for stretch in (clause, *reversed(before_it)):
        near = {when.period for when in meant if stretch.start <= when.start < stretch.end}
        if near:
            return (near.pop() if len(near) == 1 else ""), False
    return "", False


def _aside(when: When, q: Quantity, saying: Saying) -> bool:
    """Whether a period stands in brackets, and the figure outside of them."""
    before = saying.text[: when.start - saying.start]
    opened = max(before.rfind("("), before.rfind("（"))
    if opened <= max(before.rfind(")"), before.rfind("）")):
        return False
    closed = _CLOSED.search(saying.text, when.end - saying.start)
    return not opened < q.start - saying.start < (closed.start() if closed else len(saying.text))


_CLOSED = re.compile(r"[)）]")


def _beside(q: Quantity, whens: Sequence[When], saying: Saying, lang: str) -> When | None:
    """The period that stands right behind a figure, or right before it and behind no other figure."""
    for when in whens:
        if _leads(q.end, when, saying, lang):
            return when
    others = [f.quantity.end for f in saying.figures if f.quantity is not q]
    for when in whens:
        if when.end <= q.start and _TIED[lang][1].fullmatch(
            saying.text, when.end - saying.start, q.start - saying.start
        ):
            return None if any(_leads(end, when, saying, lang) for end in others) else when
    return None


def _leads(end: int, when: When, saying: Saying, lang: str) -> bool:
    """Whether a figure that ends there is followed by its period: "12.9 million in 2023", 1290 万美元（2023 年）."""
    if when.start < end or (lang == "zh" and saying.text[when.end - saying.start :][:1] not in ("）", ")")):
        return False
    return _TIED[lang][0].fullmatch(saying.text, end - saying.start, when.start - saying.start) is not None


def _is_change(saying: Saying, q: Quantity, clause: Clause, tied: bool, lang: str) -> bool:
    """Whether a figure is by how much something changed, rather than what it came to."""
    if tied:
        return _BY[lang].search(saying.before(q, 16)) is not None
    said = saying.text[clause.start - saying.start : clause.end - saying.start]
    if not _DELTA[lang].search(said):
        return False
    return _REACHED[lang].search(saying.before(q, 16)) is None


def _facts(
    saying: Saying, one: Told, told: Sequence[Told], whole: Clause, clauses: Sequence[Clause], lang: str
) -> Iterator[Fact]:
    """The fact by its clause, and by its whole sentence where that says more."""
    q = one.figure.quantity
    near = one.clause if len(one.clause.words) >= _FEWEST else _with_neighbour(one.clause, clauses)
    counted = head(q.noun) if q.noun and any(one.rival(other) for other in told) else ""
    for words, names in {(tuple(sorted(set(c.words))), tuple(sorted(set(c.names)))) for c in (near, whole)}:
        if len(words) >= _FEWEST:
            yield Fact(
                0,
                _key(lang, one.period, q.kind, q.unit or "", counted, words, names),
                one.period,
                q.kind,
                format(_decimal(q) or Decimal(0), "f"),
                format(q.step, "f") if q.step is not None else "",
                hedge(saying.text),
                "",
                len(words),
                _stored(saying.place(one.figure)),
            )


def _with_neighbour(clause: Clause, clauses: Sequence[Clause]) -> Clause:
    """A clause of few words together with the nearest one before it that has some, or else behind it."""
    at = clauses.index(clause) if clause in clauses else 0
    others = [*reversed(clauses[:at]), *clauses[at + 1 :]]
    other = next((c for c in others if len(c.words) >= _FEWEST), None)
    if other is None:
        return clause
    return Clause(clause.start, clause.end, (*other.words, *clause.words), (*other.names, *clause.names))


def _dated(saying: Saying, clauses: Sequence[Clause], lang: str) -> Iterator[Fact]:
    """What happened on a day to something that bears a symbol or a number: a decision, a session."""
    dates = [f for f in saying.figures if f.quantity.kind == "date" and re.match(r"\d{4}-\d\d", _iso(f.quantity))]
    if len(dates) != 1 or _is_open(saying, dates[0].quantity, lang):
        return
    words, names = _together(clauses)
    told = [n for n in names if n.startswith(("symbol:", "ordinal:"))]
    if not told or len(set(words)) < _FEWEST + (not _codes(told)):
        return
    yield Fact(
        0,
        _key(lang, "when", tuple(sorted(set(words))), tuple(sorted(set(names)))),
        "",
        "date",
        _iso(dates[0].quantity),
        "",
        hedge(saying.text),
        "",
        len(set(words)),
        _stored(saying.place(dates[0])),
    )


def _stored(place: Place) -> dict[str, object]:
    start, end = max(0, place.start - _SHOWN), place.end + _SHOWN
    return {
        "block": place.block,
        "label": place.label,
        "quote": place.quote,
        "text": place.text[start:end],
        "start": place.start - start,
        "at": place.start,
        "cell": list(place.cell) if place.cell else None,
        "pages": sorted({p.page for p in place.prints}),
    }


# -- tables ------------------------------------------------------------------------------------------------------------


def _of_tables(view: DocumentView, year: int | None) -> Iterator[Fact]:
    for table in view.tables():
        if len(table.rows) >= 2:
            yield from _of_table(table, sheet_of(table), year)


def _of_table(table: TableView, sheet: Sheet, year: int | None) -> Iterator[Fact]:
    lang = table.document.lang[:2]
    caption = table.block.caption or ""
    about = hedge(" ".join([caption, *(note.text for note in table.block.footnotes)]))
    unit = _unit(caption)
    whole = _one_period(caption, lang, year)
    heads = {c: sheet.heading(c) for c in range(sheet.width)}
    for col in range(sheet.width):
        period = _one_period(heads[col], lang, year) or whole
        column = words_of(heads[col], lang)
        for row in sheet.body:
            amount = sheet.amounts[row][col]
            if amount is None or not amount.step or (col == 0 and year_like(sheet.rows[row][col])):
                continue
            label, when = _row(sheet, row, lang)
            names = sorted({code for code in _CODE.findall(sheet.label(row)) if any(c.isdigit() for c in code)})
            at = when or period
            if not at and (not names or _MOVING.search(heads[col]) or not column):
                continue
            words = tuple(sorted({*label, *column}))
            if not words or (not label and not when and not names):
                continue
            yield Fact(
                0,
                _key(lang, at, "cell", unit or _unit(heads[col]), words, names, amount.percent),
                at,
                "cell",
                format(amount.value, "f"),
                format(amount.step, "f"),
                hedge(heads[col] + " " + sheet.label(row)) or about,
                f"{table.block.id}/{f'column {col}' if when else at}",
                len(words),
                _stored(table.place(row, col)),
            )


def _row(sheet: Sheet, row: int, lang: str) -> tuple[list[str], str]:
    """The words of a row with those of its section, and its period where its first cell is one."""
    section = max((r for r in range(sheet.head, row) if sheet.kinds[r] == "section"), default=None)
    name = sheet.name(row)
    first = next((text for text in sheet.rows[row] if text.strip()), "")
    period = _one_period(first, lang, None) if len(first) <= 24 else ""
    text = (sheet.label(section) + " " if section is not None else "") + ("" if period else name)
    return words_of(text, lang), period


def _one_period(text: str, lang: str, year: int | None) -> str:
    """The one period that a heading names; "" where it names none or several."""
    found = {_iso(q) for q in read(text, lang) if q.kind == "date"} - {""}
    found |= {y for y in _YEAR.findall(text) if not any(y in known for known in found)}
    if not found and year is not None:
        found = {str(year + back) for pattern, back in _OWN_YEAR[lang] if pattern.search(text)}
    return found.pop() if len(found) == 1 else ""


def _unit(text: str) -> str:
    found = _UNIT.search(text)
    return "".join(part or "" for part in found.groups()).strip() if found else ""
