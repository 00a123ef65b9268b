"""What the numbers of a text say: text and language in, typed quantities out.

text ─► fold (one spelling of widths, dashes, traditional characters; no index moves)
     ─► lexer (the words of a Language and the digits become tokens)
     ─► grammar (patterns over the classes of tokens) ─► readings ─► Quantity
"""

from __future__ import annotations

import re
from dataclasses import replace

from hedui.extract.quantities import en, zh
from hedui.extract.quantities.compare import (
    comparable_duration,
    comparable_measure,
    compatible_units,
    same_date,
    same_reference,
    share,
)
from hedui.extract.quantities.context import Context, learn
from hedui.extract.quantities.fold import close_up, fold
from hedui.extract.quantities.grammar import Page, walk
from hedui.extract.quantities.language import Language
from hedui.extract.quantities.lexer import tokens
from hedui.extract.quantities.readings import READINGS
from hedui.model import Quantity

__all__ = [
    "Context",
    "comparable_duration",
    "comparable_measure",
    "compatible_units",
    "learn",
    "read",
    "same_date",
    "same_reference",
    "share",
]

_HAN = re.compile("[〇\u3400-\u9fff]")
LANGUAGES: dict[str, Language] = {"zh": zh.LANGUAGE, "en": en.LANGUAGE}


def read(text: str, lang: str, context: Context | None = None) -> tuple[Quantity, ...]:
    """Every quantity of the text, sorted by start, none overlapping another.

    ``lang`` is a code whose first two letters are in ``LANGUAGES`` (English is read otherwise); ``context`` is what
    ``learn`` found out about the document.
    """
    folded = fold(text)
    language = LANGUAGES.get(lang[:2], en.LANGUAGE)
    if language.code == "zh" and not _HAN.search(folded):
        language = en.LANGUAGE
    context = context or Context()
    kept = None if language.spaced else close_up(folded)
    if kept is None:
        return tuple(_read(text, folded, language, context, lang))
    text_closed, folded_closed = ("".join([line[i] for i in kept]) for line in (text, folded))
    close = _read(text_closed, folded_closed, language, context, lang)
    spans = [(kept[q.start], kept[q.end - 1] + 1) for q in close]
    return tuple(replace(q, start=a, end=b, text=text[a:b]) for q, (a, b) in zip(close, spans, strict=True))


def _read(text: str, folded: str, language: Language, context: Context, lang: str) -> list[Quantity]:
    lower = folded.lower()
    found = tokens(lower, language, context.decimal_comma, folded)
    page = Page(text, folded, lower, language, context, found, "".join([t.kind for t in found]), lang == "zh-Hant")
    return sorted(walk(page, READINGS), key=lambda q: q.start)
