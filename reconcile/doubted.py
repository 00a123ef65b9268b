"""Findings that rest on text of which the reading is not sure: they say so, and no figure read unsurely is an error.

Text guessed from the picture of a page, or what is left of a page that is damaged, may differ from what is printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hedui.model import Box, Document, Doubt, Finding, Message, Severity

_REASONS: dict[str, tuple[str, str]] = {
    "unsure-figure": ("OCR is not sure of a figure here", "此处有文字识别不确定的数字"),
    "read-by-ocr": ("read by OCR", "由文字识别读取"),
    "hidden-text": ("from invisible text, perhaps of OCR", "取自不可见文字，可能来自文字识别"),
    "damaged-page": ("part of the page is damaged", "页面部分内容已损坏"),
}
"""Doubts about what findings rest on, the gravest first."""
_SOFTER: dict[Severity, Severity] = {"error": "warning", "warning": "warning", "note": "note"}
_LESS_SURE = 0.7


def doubted(findings: Sequence[Finding], documents: Sequence[Document]) -> tuple[Finding, ...]:
    """The findings, those that rest on doubtful text with the reason, and no longer errors."""
    doubts = [_by_page(document.doubts) for document in documents]
    if not any(doubts):
        return tuple(findings)
    return tuple(_softened(finding, set(_reasons(finding, doubts))) for finding in findings)


def _by_page(doubts: Iterable[Doubt]) -> dict[int, list[Doubt]]:
    pages: dict[int, list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        if doubt.kind in _REASONS and doubt.page is not None:
            pages[doubt.page].append(doubt)
    return pages


def _reasons(finding: Finding, doubts: Sequence[dict[int, list[Doubt]]]) -> Iterable[str]:
    for place in finding.places:
        for shown in place.prints:
            for doubt in doubts[place.document].get(shown.page, ()):
                if doubt.box is None or _meet(doubt.box, shown.box):
                    yield doubt.kind


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _softened(finding: Finding, reasons: set[str]) -> Finding:
    reason = next((kind for kind in _REASONS if kind in reasons), None)
    if reason is None:
        return finding
    en, zh = _REASONS[reason]
    unsure = reason == "unsure-figure"
    return replace(
        finding,
        severity="note" if unsure else _SOFTER[finding.severity],
        confidence=finding.confidence * (_LESS_SURE**2 if unsure else _LESS_SURE),
        message=Message(f"{finding.message.en} ({en})", f"{finding.message.zh}（{zh}）"),
    )
