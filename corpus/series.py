"""Series: the facts that several documents of an archive state, and where they state them differently.

results (as stored) -> facts of each document (``facts``, kept in the store) -> facts of one key in several documents ->
those whose values differ, judged by what the documents have in common otherwise.

Near linear: the database brings the facts of one key together, and each is held against its next few neighbours only.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files as resources
from itertools import groupby
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from hedui import wire
from hedui.corpus import store as tables
from hedui.corpus.engines import Engine, Local
from hedui.corpus.facts import Fact, agree, paper
from hedui.corpus.run import result_file, rules_version
from hedui.corpus.store import Store
from hedui.model import Message, Severity

NEIGHBOURS = 12
"""With how many of the documents that state a fact, in the order of their names, each is compared."""
FEWEST_AGREED = 3
"""So many facts in common show that two documents are of one body, whatever they are called."""

Progress = Callable[[int, int], None]
Doc = tuple[str, int]
"""A document: its pair, and 0 or 1."""
Couple = tuple[Doc, Doc]


@dataclass(frozen=True, slots=True)
class Reading:
    """A stored result whose facts are to be taken."""

    job: str
    file: str
    version: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as one document of the archive states it."""

    doc: Doc
    lang: str
    source: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that documents state differently; ``places`` are ready for JSON, a place for each document."""

    id: str
    severity: Severity
    confidence: float
    period: str
    message: Message
    places: tuple[dict[str, Any], ...]


@dataclass(slots=True)
class Shared:
    """What two documents have in common: the figures they agree on, and those they do not."""

    agreed: set[int] = field(default_factory=set)
    differing: set[int] = field(default_factory=set)


# -- taking facts ------------------------------------------------------------------------------------------------------


@cache
def version() -> str:
    """A fingerprint of what decides which facts are taken."""
    sources = (resources("hedui.corpus").joinpath(name).read_bytes() for name in ("facts.py", "subjects.py"))
    return hashlib.sha256(b"".join([rules_version().encode(), *sources])).hexdigest()[:16]


def gather(store: Store, folder: Path, *, engine: Engine | None = None, progress: Progress | None = None) -> list[str]:
    """Take the facts of every stored result that has none yet; the pairs whose results can't be read.

    What is taken is kept in the store, so that it can be stopped and goes on where it was.
    """
    have = sa.select(tables.papers.c.job).where(tables.papers.c.version == version())
    query = sa.select(tables.jobs.c.id).where(tables.jobs.c.status == "done", tables.jobs.c.id.not_in(have))
    todo = [
        Reading(row.id, str(result_file(folder, row.id)), version())
        for row in store.rows(query.order_by(tables.jobs.c.id))
    ]
    lost = []
    for n, ended in enumerate((engine or Local()).run(take, todo) if todo else ()):
        if ended.trouble is not None:
            lost.append(ended.job.job)
        else:
            store.keep_facts(ended.job.job, *ended.value)
        if progress:
            progress(n + 1, len(todo))
    return sorted(lost)


def take(reading: Reading) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What a worker does: the documents of a stored result and their facts, as rows of the store."""
    path = Path(reading.file)
    result = wire.result_from_json(wire.loads(path.read_bytes(), path.name), path.name)
    papers, facts = [], []
    for number, document in enumerate(result.documents):
        one = paper(document)
        here = {"job": reading.job, "document": number}
        papers.append(here | {"lang": one.lang, "title": one.title, "version": reading.version})
        facts += [here | {"n": n} | _row(fact) for n, fact in enumerate(one.facts) if len(fact.value) <= 80]
    return papers, facts


def _row(fact: Fact) -> dict[str, Any]:
    row = asdict(fact)
    return row | {"place_table": row.pop("table"), "place": json.dumps(row["place"], ensure_ascii=False)}


# -- comparing ---------------------------------------------------------------------------------------------------------


def compare(store: Store) -> tuple[Difference, ...]:
    """What the documents of the archive state differently, the gravest first."""
    shared: dict[Couple, Shared] = defaultdict(Shared)
    columns: dict[tuple[Couple, str, str], Shared] = defaultdict(Shared)
    candidates: list[tuple[Stated, Stated]] = []
    for group in _groups(store):
        for a, b in _couples(group):
            couple = (a.doc, b.doc)
            for book in (
                (shared[couple], columns[couple, a.fact.table, b.fact.table]) if a.fact.table else (shared[couple],)
            ):
                (book.agreed if agree(a.fact, b.fact) else book.differing).add(a.fact.figure)
            if not agree(a.fact, b.fact):
                candidates.append((a, b))
    kin = _Kin(store, shared)
    judged = ((a, b, _severity(a, b, kin, shared[a.doc, b.doc], columns)) for a, b in candidates)
    found = [(a, b, severity) for a, b, severity in judged if severity is not None]
    return tuple(sorted(_merged(found), key=lambda d: ("error warning note".index(d.severity), d.period, d.id)))


def counted(store: Store) -> tuple[int, int, int]:
    """How many documents there are, how many facts they state, and how many of these several of them state."""
    documents = store.rows(sa.select(sa.func.count()).select_from(tables.papers))[0][0]
    figures = sa.select(tables.facts.c.job, tables.facts.c.document, tables.facts.c.figure).distinct().subquery()
    facts = store.rows(sa.select(sa.func.count()).select_from(figures))[0][0]
    several = _several().subquery()
    return documents, facts, store.rows(sa.select(sa.func.count()).select_from(several))[0][0]


def _several() -> sa.Select[Any]:
    """The keys that documents of several pairs state."""
    key = tables.facts.c.key
    return sa.select(key).group_by(key).having(sa.func.count(tables.facts.c.job.distinct()) > 1)


def _groups(store: Store) -> Iterator[list[Stated]]:
    """The facts of each key that documents of several pairs state."""
    f, j, p = tables.facts, tables.jobs, tables.papers
    query = (
        sa.select(f, p.c.lang, sa.case((p.c.lang == "zh", j.c.zh), else_=j.c.en).label("source"))
        .join(j, j.c.id == f.c.job)
        .join(p, sa.and_(p.c.job == f.c.job, p.c.document == f.c.document))
        .where(f.c.key.in_(_several()))
        .order_by(f.c.key, f.c.job, f.c.document)
    )
    for _, rows in groupby(store.stream(query), key=lambda row: row.key):
        group = [_stated(row) for row in rows]
        if not _form_of_words(group):
            yield group


def _stated(row: Any) -> Stated:
    place = json.loads(row.place)
    fact = Fact(
        row.figure, row.key, row.period, row.kind, row.value, row.step, row.hedge, row.place_table, row.words, place
    )
    return Stated((row.job, row.document), row.lang, row.source, fact)


def _form_of_words(group: Sequence[Stated]) -> bool:
    """Whether so many documents say it with so many values that it is a phrase and no fact."""
    values = {one.fact.value for one in group}
    return len(values) >= 3 and 2 * len(values) > len(group)


def _couples(group: Sequence[Stated]) -> Iterator[tuple[Stated, Stated]]:
    for n, a in enumerate(group):
        yield from ((a, b) for b in group[n + 1 : n + 1 + NEIGHBOURS] if a.doc[0] != b.doc[0])


class _Kin:
    """Which documents are of one series: by title, by symbol or name, or because they state the same facts."""

    def __init__(self, store: Store, shared: dict[Couple, Shared]) -> None:
        self.shared = shared
        self.titles = {(r.job, r.document): r.title for r in store.rows(sa.select(tables.papers))}
        rows = store.rows(sa.select(tables.jobs.c.id, tables.jobs.c.symbol))
        self.families = {row.id: {family(row.id), family(row.symbol or "")} - {""} for row in rows}

    def __call__(self, a: Doc, b: Doc) -> bool:
        if self.titles[a] and self.titles[a] == self.titles[b]:
            return True
        common = self.shared[a, b]
        if self.families[a[0]] & self.families[b[0]]:
            return len(common.differing) <= 3 + len(common.agreed)
        others = 2 if self.titles[a] and self.titles[b] else 1  # what bears two titles has more to prove
        return len(common.agreed) >= others * max(FEWEST_AGREED, 2 * len(common.differing))


_EVERY = re.compile(
    r"\b(?:annual|reports?|document|doc|final|draft|file|year|statement|statistics|bulletin|press|release|note|agenda"
    r"|session|meeting)\b|年度|报告|年报|文件|公报|新闻稿|会议|统计"
)


def family(name: str) -> str:
    """A symbol or file name without its numbers, where enough of it is left to name a body: "fccc/sbi/#/#"."""
    small = re.sub(r"[\W_]+", " ", name.casefold())
    words = re.findall(r"[a-z]+|[\u4e00-\u9fff]+", _EVERY.sub(" ", re.sub(r"\d+", " # ", small)))
    if sum(len(word) * (3 if word > "⺀" else 1) for word in words) < 6 or not re.search(r"\d", name):
        return ""
    return re.sub(r"\d+", "#", name.casefold())


def _severity(
    a: Stated, b: Stated, kin: _Kin, common: Shared, columns: dict[tuple[Couple, str, str], Shared]
) -> Severity | None:
    """How grave it is that two documents state a fact differently; None where it may well be two facts."""
    if a.fact.table:
        column = columns[(a.doc, b.doc), a.fact.table, b.fact.table]
        if len(column.agreed) < max(2, 2 * len(column.differing)):
            return None
        sure = len(column.agreed) >= max(3, 3 * len(column.differing))
    else:
        if not kin(a.doc, b.doc) or len(common.differing) > 3 + 2 * len(common.agreed):
            return None
        sure = a.fact.words >= 3 and len(re.sub(r"\D", "", a.fact.value).strip("0")) >= 2
    return "warning" if sure and not (a.fact.hedge or b.fact.hedge) else "note"


# -- telling -----------------------------------------------------------------------------------------------------------


def _merged(found: Iterable[tuple[Stated, Stated, Severity]]) -> Iterator[Difference]:
    """One difference for each fact: of all documents that state it, in both languages of a pair."""
    groups: dict[tuple[Any, ...], dict[tuple[Doc, int], tuple[Stated, Severity]]] = {}
    home: dict[tuple[Doc, int], tuple[Any, ...]] = {}
    for a, b, severity in sorted(found, key=lambda t: (t[2] != "warning", t[0].doc, t[0].fact.figure, t[1].doc)):
        ends = [(one.doc, one.fact.figure) for one in (a, b)]
        key = next((home[end] for end in ends if end in home), None) or _twin(a, b)
        group = groups.setdefault(key, {})
        for end, one in zip(ends, (a, b), strict=True):
            group.setdefault(end, (one, severity))
            home.setdefault(end, key)
    for group in groups.values():
        yield _told([one for one, _ in group.values()], next(iter(group.values()))[1])


def _twin(a: Stated, b: Stated) -> tuple[Any, ...]:
    """What a difference is in both languages of two pairs: the pairs, the period and the values."""
    return (*sorted([(a.doc[0], a.fact.value), (b.doc[0], b.fact.value)]), a.fact.period)


def _told(group: list[Stated], severity: Severity) -> Difference:
    group.sort(key=lambda one: (one.lang != "zh", one.doc))
    first = group[0].lang
    mine = [one for one in group if one.lang == first]
    values: dict[str, list[str]] = {}
    for one in mine:
        values.setdefault(str(one.fact.place["quote"]), []).append(one.doc[0])
    hedges = {one.fact.hedge for one in group} - {""}
    period = group[0].fact.period
    english: dict[str, list[str]] = {}
    for one in [o for o in group if o.lang == "en"] or mine:
        english.setdefault(str(one.fact.place["quote"]), []).append(one.doc[0])
    en = "; ".join(f"{quote.strip()} in {', '.join(docs)}" for quote, docs in english.items())
    zh = "；".join(f"{'、'.join(docs)} 为 {quote.strip()}" for quote, docs in values.items())
    message = Message(
        f"{f'{period}: ' if period else ''}{en}{''.join(f' ({_HEDGED[h][0]})' for h in sorted(hedges))}",
        f"{f'{period}：' if period else ''}{zh}{''.join(f'（{_HEDGED[h][1]}）' for h in sorted(hedges))}",
    )
    said = "\x1f".join(["series", period, *sorted(f"{o.lang}{o.fact.key}{o.fact.value}" for o in group)])
    id = hashlib.sha256(said.encode()).hexdigest()[:16]
    return Difference(
        id, severity, 0.7 if severity == "warning" else 0.4, period, message, tuple(_place(one) for one in group)
    )


_HEDGED = {
    "restated": ("said to be restated", "文中称已重述或修订"),
    "provisional": ("said to be provisional", "文中称为初步数字"),
    "final": ("said to be final", "文中称为最终数字"),
    "planned": ("said to be planned", "文中称为计划数字"),
}


def _place(one: Stated) -> dict[str, Any]:
    place = {k: v for k, v in one.fact.place.items() if k != "at"}
    return {
        "pair": one.doc[0],
        "document": one.doc[1],
        "file": one.source,
        "lang": one.lang,
        **place,
        "value": one.fact.value,
    }


def keep(store: Store, found: Iterable[Difference]) -> None:
    """Enter what was found into the store, in place of what was found the last time."""
    store.keep_series(
        {
            "n": n,
            "finding": one.id,
            "severity": one.severity,
            "confidence": one.confidence,
            "period": one.period,
            "message_en": one.message.en,
            "message_zh": one.message.zh,
            "places": json.dumps(one.places, ensure_ascii=False),
        }
        for n, one in enumerate(found)
    )
