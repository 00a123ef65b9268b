"""Bilingual sources: one text file holds a document in both languages, what is planted in it and what is true of it.

A source is read line by line:

    % key value            about the document; ``% key zh ‖ en`` where the languages differ
    = cover                a block; also title, h1, h2, h3, para, table and labels: = 7.   = (a)   = 第三条 ‖ Article 3
    == (i)                 an item inside an item
    zh 中文                 its text, [^] where a footnote mark stands
    en English
    ^zh 脚注                its footnotes, in the order of the marks
    ^en footnote
    | 1 | 姓名 ‖ name | 20   a row of a table, cells that differ between the languages as zh ‖ en
    |! … |> … |- …         a row in bold; a row whose first cell runs over all columns; the first of two header rows,
                           in which cells run over the empty ones to their right
    ! zh count | a => b | why          an error to plant: side, kind, what becomes what, why it is one
    ! both arithmetic | a => b | c => d | why      the same wrong figure in both languages
    ! en paragraph | * | why           the block (of a table, with ``row 3``, that row) is left out on that side
    ~ range | note         a relation that holds though it looks wrong: nobody may report it
    @ annex a              ids from here on start with "a-", and numbering starts again

Nothing here typesets: see ``typeset``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

Side = Literal["zh", "en"]
SIDES: tuple[Side, Side] = ("zh", "en")
MARK = "[^]"
BAR = "‖"
PLAIN_KINDS = {
    "cover": "cover",
    "title": "title",
    "para": "paragraph",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table on one side: its cells, and how it looks (``|`` plain, ``|!`` bold, ``|>`` spanning)."""

    cells: tuple[str, ...]
    look: str = "|"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of one language, as it is to be printed. Texts hold ``[^]`` where footnote marks go."""

    id: str
    kind: str
    tag: str
    text: str = ""
    label: str | None = None
    level: int = 0
    notes: tuple[tuple[str, str], ...] = ()
    """(id, text) of its footnotes."""
    rows: tuple[Row, ...] = ()
    options: dict[str, str] = field(default_factory=dict)

    @property
    def n(self) -> str | None:
        """The label as the truth lists it: without its punctuation."""
        return bare(self.label) if self.label else None


@dataclass(frozen=True, slots=True)
class Plant:
    """One error to plant: ``changes`` maps a side to (find, replace); ("*", "") leaves the block or row out."""

    id: str
    kind: str
    changes: dict[Side, tuple[str, str]]
    why: str
    row: int | None = None
    col: int | None = None


@dataclass(frozen=True, slots=True)
class BilingualSource:
    """A document in both languages, its plants and the relations that hold in it."""

    name: str
    meta: dict[str, tuple[str, str]]
    sides: dict[Side, tuple[Piece, ...]]
    plants: tuple[Plant, ...]
    holds: tuple[dict[str, Any], ...]

    def about(self, key: str, side: Side = "zh", default: str = "") -> str:
        """What the source says about itself under ``key``."""
        return self.meta.get(key, (default, default))[SIDES.index(side)]


def bare(label: str) -> str:
    """A label without its punctuation: "(a)" is "a", "第三条" stays."""
    return label.strip("()（）.、．[] ")


def load(path: Path) -> BilingualSource:
    """The source in that file; ValueError, with the line, where it can't be read."""
    reader = _Reader(path.parent.name if path.name == "source.txt" else path.stem)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            reader.line(line.rstrip())
        except (ValueError, KeyError, IndexError) as error:
            raise ValueError(f"{path.name}:{number}: {error}: {line[:80]}") from error
    return reader.source()


def both(text: str) -> tuple[str, str]:
    """``zh ‖ en`` as its two sides; a text without the bar stands on both."""
    zh, bar, en = text.partition(BAR)
    return (zh.strip(), en.strip()) if bar else (text.strip(), text.strip())


_DROPPED = "\0"


class _Reader:
    """The state of reading: the block being built, the counters that make ids."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.meta: dict[str, tuple[str, str]] = {}
        self.pieces: dict[Side, list[Piece]] = {"zh": [], "en": []}
        self.plants: list[Plant] = []
        self.holds: list[dict[str, Any]] = []
        self.prefix = ""
        self.counts: dict[str, int] = {}
        self.parents: list[str] = []
        self.notes = 0

    def line(self, line: str) -> None:
        head, _, rest = line.partition(" ")
        if not line.strip() or line.startswith("#"):
            return
        if head == "%":
            key, _, value = rest.partition(" ")
            self.meta[key] = both(value)
        elif head == "@":
            self.prefix = f"{rest.split()[-1]}-"
            self.parents = []
        elif head in ("=", "=="):
            self.block(rest, nested=head == "==")
        elif head in SIDES:
            self.change(SIDES.index(head), text=rest)
        elif head in ("^zh", "^en"):
            self.note(SIDES.index(head[1:]), rest)
        elif head in ("|", "|!", "|>", "|-"):
            self.row(head, rest)
        elif head == "!":
            self.plant(rest)
        elif head == "~":
            kind, _, note = rest.partition("|")
            name, *more = kind.split()
            ids = [self.pieces["zh"][-1].id, *more]
            self.holds.append({"ids": ids, "kind": "holds", "about": name, "note": note.strip()})
        else:
            raise ValueError("no such line in a source")

    def block(self, rest: str, nested: bool) -> None:
        words = rest.split()
        options = dict(word.split("=", 1) for word in words if re.match(r"[a-z]+=", word))
        tag = " ".join(word for word in words if not re.match(r"[a-z]+=", word))
        zh, en = both(tag)
        if tag in PLAIN_KINDS or tag == "table":
            kind = PLAIN_KINDS.get(tag, "table")
            labels: tuple[str | None, str | None] = (None, None)
            id = self.plain_id(tag)
            if kind in ("heading", "cover"):
                self.parents = []
        else:
            kind, labels = options.pop("kind", "numbered" if re.match(r"\d|第|Article", bare(en)) else "item"), (zh, en)
            id = self.labelled_id(kind, bare(en), nested)
        level = 0 if kind != "item" else 1 + nested
        for side, label in zip(SIDES, labels, strict=True):
            self.pieces[side].append(Piece(id, kind, tag if not labels[0] else kind, "", label, level, options=options))

    def count(self, what: str) -> int:
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]

    def plain_id(self, tag: str) -> str:
        if tag == "table":
            return f"t-{self.count('t')}"
        short = {"cover": "cover", "title": "title", "para": "u"}.get(tag, "h")
        return f"{self.prefix}{short}-{self.count(self.prefix + short)}"

    def labelled_id(self, kind: str, n: str, nested: bool) -> str:
        slug = re.sub(r"\s+", "-", n.lower())
        if kind == "numbered":
            id = f"{self.prefix}p-{slug}"
            self.parents = [id]
        else:
            keep = self.parents[: 2 if nested else 1] or [f"{self.prefix}i"]
            id = f"{keep[-1]}-{slug}"
            self.parents = [*keep, id] if self.parents else []
        seen = self.count(f"id {id}")
        if seen > 1:
            id = f"{id}_{seen}"
            if kind == "numbered":
                self.parents = [id]
        return id

    def change(self, side: int, **what: Any) -> None:
        pieces = self.pieces[SIDES[side]]
        pieces[-1] = replace(pieces[-1], **what)

    def note(self, side: int, text: str) -> None:
        piece = self.pieces[SIDES[side]][-1]
        if side == 0:
            self.notes += 1
            id = f"fn-{self.notes}"
        else:
            id = self.pieces["zh"][-1].notes[len(piece.notes)][0]
        self.change(side, notes=(*piece.notes, (id, text)))

    def row(self, look: str, rest: str) -> None:
        cells = [both(cell) for cell in re.split(r"(?:^|(?<= ))\|(?= |$)", rest)]
        for side in (0, 1):
            piece = self.pieces[SIDES[side]][-1]
            self.change(side, rows=(*piece.rows, Row(tuple(cell[side] for cell in cells), look)))

    def plant(self, rest: str) -> None:
        head, *parts = [part.strip() for part in re.split(r" \| ", rest)]
        side, kind, *where = head.split()
        piece = self.pieces["zh"][-1]
        row, col = (int(x) for x in where[0].split(".")) if where and "." in where[0] else (None, None)
        if kind == "row":
            row = int(where[0])
        sides = [one for one in SIDES if side in (one, "both")]
        if not sides:
            raise ValueError("an error is planted in zh, en or both")
        changes: dict[Side, tuple[str, str]] = {}
        for one, part in zip(sides, parts, strict=False):
            find, _, new = part.partition("=>")
            changes[one] = (find.strip(), new.strip())
        self.plants.append(
            Plant(piece.id, kind, changes, parts[len(sides)] if len(parts) > len(sides) else "", row, col)
        )

    def source(self) -> BilingualSource:
        for zh, en in zip(*self.pieces.values(), strict=True):
            if zh.text.count(MARK) != en.text.count(MARK) or len(zh.notes) != len(en.notes):
                raise ValueError(f"{self.name}: {zh.id}: the footnotes of the sides differ")
            if zh.kind != "table" and not (zh.text and en.text):
                raise ValueError(f"{self.name}: {zh.id}: a side has no text")
            if len({len(row.cells) for row in (*zh.rows, *en.rows)}) > 1:
                raise ValueError(f"{self.name}: {zh.id}: rows of unequal length")
        sides = {side: tuple(pieces) for side, pieces in self.pieces.items()}
        return BilingualSource(self.name, self.meta, sides, tuple(self.plants), tuple(self.holds))


def planted(source: BilingualSource) -> tuple[BilingualSource, list[dict[str, Any]]]:
    """The source with its errors planted, and the list of them in the form the scorer reads.

    Raises ValueError where what is to be changed does not stand exactly once.
    """
    sides = {side: {piece.id: piece for piece in pieces} for side, pieces in source.sides.items()}
    listed: list[dict[str, Any]] = []
    gone_rows: dict[tuple[Side, str], set[int]] = {}
    for plant in source.plants:
        entry: dict[str, Any] = {
            "id": plant.id,
            "side": "both" if len(plant.changes) == 2 else next(iter(plant.changes)),
        }
        for side, (find, new) in plant.changes.items():
            piece = sides[side][plant.id]
            suffix = f"_{side}" if len(plant.changes) == 2 else ""
            if find == "*" and plant.row is not None:
                gone_rows.setdefault((side, plant.id), set()).add(plant.row)
                entry |= {"row": plant.row, "find": " | ".join(piece.rows[plant.row + 1].cells), "replace": ""}
                continue
            if find == "*":
                sides[side][plant.id] = replace(piece, kind=_DROPPED)
                entry |= {"find": "*", "replace": ""}
                continue
            sides[side][plant.id], where = _change(piece, find, new, plant)
            entry |= {**where, f"find{suffix}": find, f"replace{suffix}": new}
        listed.append(entry | {"kind": plant.kind, "why": plant.why})
    for (side, id), rows in gone_rows.items():
        piece = sides[side][id]
        sides[side][id] = replace(piece, rows=tuple(row for i, row in enumerate(piece.rows, -1) if i not in rows))
    kept = {side: tuple(p for p in pieces.values() if p.kind != _DROPPED) for side, pieces in sides.items()}
    return replace(source, sides=kept), listed


def _change(piece: Piece, find: str, new: str, plant: Plant) -> tuple[Piece, dict[str, Any]]:
    """The piece with ``find`` changed, and where that was: the footnote's id, or row and column."""
    if piece.rows and find not in piece.text:
        at = [(r, c) for r, row in enumerate(piece.rows) for c, cell in enumerate(row.cells) if find in cell]
        if plant.row is not None and plant.col is not None:
            at = [(r, c) for r, c in at if (r, c) == (plant.row + 1, plant.col)]
        if len(at) != 1:
            raise ValueError(f"{piece.id}: {find!r} stands in {len(at)} cells")
        (r, c), rows = at[0], [list(row.cells) for row in piece.rows]
        rows[r][c] = _once(rows[r][c], find, new, piece.id)
        changed = tuple(Row(tuple(cells), row.look) for cells, row in zip(rows, piece.rows, strict=True))
        return replace(piece, rows=changed), {"row": r - 1, "col": c}
    for i, (id, text) in enumerate(piece.notes):
        if find in text and find not in piece.text:
            notes = list(piece.notes)
            notes[i] = (id, _once(text, find, new, id))
            return replace(piece, notes=tuple(notes)), {"id": id}
    return replace(piece, text=_once(piece.text, find, new, piece.id)), {}


def _once(text: str, find: str, new: str, where: str) -> str:
    if text.count(find) != 1:
        raise ValueError(f"{where}: {find!r} stands {text.count(find)} times in {text[:60]!r}")
    return text.replace(find, new)


def truth(source: BilingualSource) -> dict[str, list[dict[str, Any]]]:
    """Every block as printed, by side, in the form the scorer reads."""
    return {side: [_truth(piece) for piece in source.sides[side]] for side in SIDES}


def _truth(piece: Piece) -> dict[str, Any]:
    block: dict[str, Any] = {"id": piece.id, "kind": piece.kind, "n": piece.n}
    if piece.kind == "table":
        block |= {"caption": piece.text.replace(MARK, "")}
        block |= {"rows": [[cell.replace(MARK, "") for cell in row.cells] for row in piece.rows]}
    else:
        block["text"] = piece.text.replace(MARK, "")
    if piece.notes:
        block["footnotes"] = [{"id": id, "text": text} for id, text in piece.notes]
    return block


def variants(source: BilingualSource) -> Iterator[tuple[str, BilingualSource, dict[str, Any]]]:
    """``clean`` and ``planted`` with the three lists each is judged by: truth, planted and natural."""
    wrong, listed = planted(source)
    holds = list(source.holds)
    yield "clean", source, {"truth": truth(source), "planted": [], "natural": holds}
    yield "planted", wrong, {"truth": truth(wrong), "planted": listed, "natural": holds}


def as_json(value: Any) -> str:
    """The lists as they stand in the repository: a line per block or entry, so that a change shows in a diff."""
    if isinstance(value, dict):
        return "{" + ",\n".join(f"{json.dumps(k)}: {as_json(v)}" for k, v in value.items()) + "}\n"
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in value)
    return f"[\n{lines}\n]\n" if value else "[]\n"
