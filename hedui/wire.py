"""The model as JSON and back: ``hedui.document/1``, ``hedui.result/1``, the lines of ``hedui quantities``, decisions.

These shapes are a promise (docs/json.md): fields are added, never changed. Boxes are rounded to a hundredth of a point.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from hedui.errors import InputError, UnknownFormat
from hedui.model import (
    Block,
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
    Quantity,
    Result,
    Source,
)

DOCUMENT = "hedui.document/1"
RESULT = "hedui.result/1"

Json = dict[str, Any]


# ---- out


def document_to_json(document: Document) -> Json:
    """A document as ``hedui.document/1``."""
    return {"schema": DOCUMENT, **_document(document)}


def result_to_json(result: Result) -> Json:
    """A result as ``hedui.result/1``; its documents are whole, so that nothing is lost on the way back."""
    decided = {decision.id: decision for decision in result.decisions}
    return {
        "schema": RESULT,
        "documents": [_document(document) for document in result.documents],
        "pairs": [pair_to_json(pair) for pair in result.pairs],
        "findings": [_finding(finding, decided.get(finding.id)) for finding in result.findings],
        "coverage": [_coverage(coverage) for coverage in result.coverage],
    }


def pair_to_json(pair: Pair) -> Json:
    """One pair: ids of blocks and their texts, a list for each side."""
    return {
        "blocks": [list(side) for side in pair.blocks],
        "texts": [list(side) for side in pair.texts],
        "score": round(pair.score, 4),
    }


def quantity_to_json(quantity: Quantity) -> Json:
    """One quantity as ``hedui quantities --format json`` prints it."""
    return {
        "kind": quantity.kind,
        "text": quantity.text,
        "start": quantity.start,
        "end": quantity.end,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "noun": quantity.noun,
        "bound": quantity.bound,
        "approximate": quantity.approximate,
        "weak": quantity.weak,
        "step": None if quantity.step is None else format(quantity.step, "f"),
    }


def decisions_to_json(decisions: Iterable[Decision]) -> list[Json]:
    """The list that a decisions file holds."""
    return [_decision(decision) for decision in decisions]


def message_to_json(message: Message) -> Json:
    """A message in both languages."""
    return {"en": message.en, "zh": message.zh}


def _document(document: Document) -> Json:
    return {
        "source": _source(document.source),
        "lang": document.lang,
        "blocks": [_block(block) for block in document.blocks],
        "doubts": [_doubt(doubt) for doubt in document.doubts],
    }


def _source(source: Source) -> Json:
    return {
        "name": source.name,
        "sha256": source.sha256,
        "format": source.format,
        "pages": source.pages,
        "path": source.path,
    }


def _block(block: Block) -> Json:
    made: Json = {
        "id": block.id,
        "kind": block.kind,
        "label": block.label,
        "path": block.path,
        "level": block.level,
        "text": block.text,
        "prints": _prints(block.prints),
        "footnotes": [_note(note) for note in block.footnotes],
        "caption": block.caption,
        "rows": None if block.rows is None else [list(row) for row in block.rows],
    }
    if block.found_by is not None:
        made["found_by"] = block.found_by
    if block.confidence is not None:
        made["confidence"] = block.confidence
    return made


def _note(note: Note) -> Json:
    made: Json = {
        "id": note.id,
        "label": note.label,
        "text": note.text,
        "at": note.at,
        "prints": _prints(note.prints),
    }
    if note.cell is not None:
        made["cell"] = _cell(note.cell)
    return made


def _prints(prints: Iterable[Print]) -> list[Json]:
    return [_print(print_) for print_ in prints]


def _print(print_: Print) -> Json:
    made: Json = {
        "start": print_.start,
        "end": print_.end,
        "page": print_.page,
        "box": [round(edge, 2) for edge in print_.box],
    }
    if print_.cell is not None:
        made["cell"] = _cell(print_.cell)
    return made


def _cell(cell: tuple[int, int] | None) -> Json | None:
    return None if cell is None else {"row": cell[0], "col": cell[1]}


def _doubt(doubt: Doubt) -> Json:
    made: Json = {"kind": doubt.kind, "page": doubt.page, "message": message_to_json(doubt.message)}
    if doubt.box is not None:
        made["box"] = [round(edge, 2) for edge in doubt.box]
    return made


def _finding(finding: Finding, decision: Decision | None) -> Json:
    made: Json = {
        "id": finding.id,
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": message_to_json(finding.message),
        "places": [_place(place) for place in finding.places],
    }
    if decision is not None:
        made["decision"] = _decision(decision)
    return made


def _place(place: Place) -> Json:
    return {
        "document": place.document,
        "block": place.block,
        "label": place.label,
        "text": place.text,
        "quote": place.quote,
        "start": place.start,
        "end": place.end,
        "value": place.value,
        "cell": _cell(place.cell),
        "prints": _prints(place.prints),
    }


def _coverage(coverage: Coverage) -> Json:
    return {
        "document": coverage.document,
        "total": coverage.total,
        "agreed": coverage.agreed,
        "flagged": coverage.flagged,
        "unpaired": coverage.unpaired,
        "not_compared": dict(coverage.not_compared),
    }


def _decision(decision: Decision) -> Json:
    return {
        "id": decision.id,
        "verdict": decision.verdict,
        "comment": decision.comment,
        "who": decision.who,
        "when": decision.when,
    }


# ---- in


def loads(text: str | bytes, name: str) -> Any:
    """JSON from a file called ``name``; InputError where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnknownFormat(
            f"{name}: not JSON; give the file that --format json wrote",
            f"{name}：不是 JSON 文件；请给出 --format json 写出的文件",
        ) from error


def document_from_json(data: Any, name: str = "document") -> Document:
    """A document from ``hedui.document/1``; InputError where it is something else. Unknown fields are passed over."""
    _expect(data, DOCUMENT, name)
    with _Shape(name):
        return _read_document(data)


def result_from_json(data: Any, name: str = "result") -> Result:
    """A result from ``hedui.result/1``; InputError where it is something else. Unknown fields are passed over."""
    _expect(data, RESULT, name)
    with _Shape(name):
        decided = (_read_decision(f["decision"]) for f in data["findings"] if f.get("decision"))
        return Result(
            documents=tuple(_read_document(d) for d in data["documents"]),
            pairs=tuple(_read_pair(p) for p in data.get("pairs", ())),
            findings=tuple(_read_finding(f) for f in data["findings"]),
            coverage=tuple(_read_coverage(c) for c in data.get("coverage", ())),
            decisions=tuple({decision.id: decision for decision in decided}.values()),
        )


def decisions_from_json(data: Any, name: str = "decisions") -> tuple[Decision, ...]:
    """The decisions of a file, one for each finding: of several, the latest (by ``when``, then by place) counts."""
    with _Shape(name):
        if not isinstance(data, list):
            raise TypeError("not a list")
        read = sorted((_read_decision(d) for d in data), key=lambda decision: decision.when or "")
        return tuple({decision.id: decision for decision in read}.values())


def quantity_from_json(data: Mapping[str, Any]) -> Quantity:
    """One quantity of a line of ``hedui quantities --format json``."""
    step = data.get("step")
    return Quantity(
        kind=data["kind"],
        text=data["text"],
        start=data["start"],
        end=data["end"],
        value=data.get("value"),
        low=data.get("low"),
        high=data.get("high"),
        unit=data.get("unit"),
        noun=data.get("noun"),
        bound=data.get("bound"),
        approximate=data.get("approximate", False),
        weak=data.get("weak", False),
        step=None if step is None else Decimal(step),
    )


def _expect(data: Any, schema: str, name: str) -> None:
    """Say what a file is when it is not what was asked for."""
    found = data.get("schema") if isinstance(data, dict) else None
    if found == schema:
        return
    kind, _, version = str(found).partition("/")
    if kind == schema.partition("/")[0]:
        raise UnknownFormat(
            f"{name}: written as {kind} version {version}, this hedui reads {schema}; write it again with this one",
            f"{name}：是 {kind} 第 {version} 版，本程序只读 {schema}；请用本程序重新生成",
        )
    raise UnknownFormat(
        f"{name}: not a {schema} file; give the file that --format json wrote",
        f"{name}：不是 {schema} 文件；请给出 --format json 写出的文件",
    )


class _Shape:
    """Turns what a wrongly shaped file sets off into one of our errors."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (KeyError, TypeError, ValueError, AttributeError, IndexError)):
            raise InputError(
                f"{self.name}: a field is missing or of the wrong kind ({error}); write the file again",
                f"{self.name}：缺少字段或字段类型不对（{error}）；请重新生成该文件",
            ) from error


def _read_document(data: Json) -> Document:
    return Document(
        source=_read_source(data["source"]),
        lang=data["lang"],
        blocks=tuple(_read_block(b) for b in data.get("blocks", ())),
        doubts=tuple(_read_doubt(d) for d in data.get("doubts", ())),
    )


def _read_source(data: Json) -> Source:
    return Source(
        name=data["name"],
        sha256=data["sha256"],
        format=data["format"],
        pages=data.get("pages"),
        path=data.get("path"),
    )


def _read_block(data: Json) -> Block:
    rows: Sequence[Sequence[str]] | None = data.get("rows")
    return Block(
        id=data["id"],
        kind=data["kind"],
        text=data["text"],
        label=data.get("label"),
        path=data.get("path"),
        level=data.get("level", 0),
        prints=_read_prints(data),
        footnotes=tuple(_read_note(n) for n in data.get("footnotes", ())),
        caption=data.get("caption"),
        rows=None if rows is None else tuple(tuple(row) for row in rows),
        found_by=data.get("found_by"),
        confidence=data.get("confidence"),
    )


def _read_note(data: Json) -> Note:
    return Note(
        id=data["id"],
        label=data.get("label"),
        text=data["text"],
        at=data["at"],
        prints=_read_prints(data),
        cell=_read_cell(data),
    )


def _read_prints(data: Json) -> tuple[Print, ...]:
    return tuple(
        # A place's prints need no positions: they stand for the whole quote.
        Print(p.get("start", 0), p.get("end", 0), p["page"], _read_box(p["box"]), _read_cell(p))
        for p in data.get("prints", ())
    )


def _read_box(box: Sequence[float]) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = (float(edge) for edge in box)
    return x0, top, x1, bottom


def _read_cell(data: Json) -> tuple[int, int] | None:
    cell = data.get("cell")
    return None if cell is None else (cell["row"], cell["col"])


def _read_doubt(data: Json) -> Doubt:
    box = data.get("box")
    return Doubt(
        kind=data["kind"],
        message=_read_message(data["message"]),
        page=data.get("page"),
        box=None if box is None else _read_box(box),
    )


def _read_message(data: Json) -> Message:
    return Message(en=data["en"], zh=data["zh"])


def _read_pair(data: Json) -> Pair:
    one, other = data["blocks"]
    left, right = data["texts"]
    return Pair((tuple(one), tuple(other)), (tuple(left), tuple(right)), data["score"])


def _read_finding(data: Json) -> Finding:
    return Finding(
        id=data["id"],
        rule=data["rule"],
        name=data["name"],
        severity=data["severity"],
        confidence=data["confidence"],
        message=_read_message(data["message"]),
        places=tuple(_read_place(p) for p in data["places"]),
    )


def _read_place(data: Json) -> Place:
    return Place(
        document=data["document"],
        block=data["block"],
        label=data.get("label"),
        text=data["text"],
        quote=data["quote"],
        start=data["start"],
        end=data["end"],
        value=data.get("value"),
        cell=_read_cell(data),
        prints=_read_prints(data),
    )


def _read_coverage(data: Json) -> Coverage:
    return Coverage(
        document=data["document"],
        total=data["total"],
        agreed=data["agreed"],
        flagged=data["flagged"],
        unpaired=data["unpaired"],
        not_compared=tuple(data.get("not_compared", {}).items()),
    )


def _read_decision(data: Json) -> Decision:
    if data["verdict"] not in ("accepted", "dismissed"):
        raise ValueError(f"verdict {data['verdict']!r}")
    return Decision(
        id=data["id"],
        verdict=data["verdict"],
        comment=data.get("comment") or "",
        who=data.get("who") or "",
        when=data.get("when") or "",
    )
