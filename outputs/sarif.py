"""The findings as SARIF 2.1.0 (OASIS, 2020), for pipelines that gather what checkers say.

A PDF has no lines, so a location names the paragraph (``logicalLocations``), and its page and boxes stand in
``properties``. A dismissed finding is there with a suppression, as the standard wants it.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any, BinaryIO
from urllib.parse import quote

from hedui.model import Decision, Document, Finding, Place, Result
from hedui.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text": "text/plain",
}


def write(result: Result, stream: BinaryIO, lang: str = "en") -> None:
    """Write one run with a result for each finding."""
    rules = sorted({(finding.rule, finding.name) for finding in result.findings})
    index = {code: number for number, (code, _) in enumerate(rules)}
    decided = {decision.id: decision for decision in result.decisions}
    run = {
        "tool": {
            "driver": {
                "name": "hedui",
                "semanticVersion": __version__,
                "rules": [{"id": code, "name": name} for code, name in rules],
            }
        },
        "language": "zh-CN" if lang.startswith("zh") else "en",
        "artifacts": [_artifact(document) for document in result.documents],
        "results": [
            _result(finding, index[finding.rule], result.documents, decided.get(finding.id), lang)
            for finding in result.findings
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    stream.write(json.dumps(log, ensure_ascii=False, indent=1).encode() + b"\n")


def _artifact(document: Document) -> dict[str, Any]:
    made: dict[str, Any] = {
        "location": {"uri": _uri(document)},
        "hashes": {"sha-256": document.source.sha256},
    }
    if document.source.format in MIME:
        made["mimeType"] = MIME[document.source.format]
    return made


def _uri(document: Document) -> str:
    """The file as it was named, as a URI reference; an absolute path becomes a file: URI."""
    path = PurePath(document.source.path or document.source.name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _result(
    finding: Finding, rule: int, documents: tuple[Document, ...], decision: Decision | None, lang: str
) -> dict[str, Any]:
    locations = [_location(place, documents) for place in finding.places]
    made: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": finding.message.say(lang)},
        "locations": locations[:1],
        "relatedLocations": [{"id": number, **other} for number, other in enumerate(locations[1:], 1)],
        "partialFingerprints": {"hedui/1": finding.id},
        "rank": round(100 * finding.confidence, 1),
    }
    if decision is not None and decision.verdict == "dismissed":
        made["suppressions"] = [{"kind": "external", "status": "accepted", "justification": decision.comment}]
    return made


def _location(place: Place, documents: tuple[Document, ...]) -> dict[str, Any]:
    properties = {
        "quote": place.quote,
        "value": place.value,
        "text": place.text,
        "start": place.start,
        "end": place.end,
        "prints": [{"page": p.page, "box": [round(edge, 2) for edge in p.box]} for p in place.prints],
    }
    return {
        "physicalLocation": {"artifactLocation": {"uri": _uri(documents[place.document]), "index": place.document}},
        "logicalLocations": [
            {"name": place.label or place.block, "fullyQualifiedName": place.block, "kind": "paragraph"}
        ],
        "properties": properties,
    }
