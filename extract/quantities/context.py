"""What a document says about its own way of writing numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_EN_DEFINED = re.compile(
    r"\b((?:[A-Z][a-z]+-)?(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|"
    r"\d{1,2}(?:st|nd|rd|th)|[A-Za-z]+(?:teenth|ieth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)))"
    r" ([A-Z][A-Za-z]+)[A-Za-z ]{0,60}\(([A-Z]{2,8})[- ]?(\d{1,3})\)"
)
_ZH_DEFINED = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}[届次]([\u4e00-\u9fff]{2,12})[(（]([A-Z]{2,8})[- ]?(\d{1,3})[)）]"
)
_DOT_GROUPS = re.compile(
    r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?:,\d{1,2})(?![\d,])|(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![.\d])"
)
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])\d{1,6},\d{1,2}(?![\d,])(?= ?(?:%|€|EUR|euros?|per cent|Mio|Mrd|mln|mld))")
_COMMA_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])")


@dataclass(frozen=True, slots=True)
class Context:
    """What ``learn`` found out about a document.

    ``acronyms`` are acronyms that the document itself joins with an ordinal: ("CSP", "Conference") where it says
    "Eleventh Conference of States Parties (CSP11)". ``decimal_comma`` is true where it writes 1.250,00.
    """

    acronyms: tuple[tuple[str, str], ...] = ()
    decimal_comma: bool = False


def learn(texts: Iterable[str], lang: str) -> Context:
    """The context of a document with these texts: its acronyms with numbers and its decimal sign."""
    defined: dict[str, str] = {}
    comma = point = 0
    for text in texts:
        comma += len(_DOT_GROUPS.findall(text)) + len(_DECIMAL_COMMA.findall(text))
        point += len(_COMMA_GROUPS.findall(text))
        for match in _EN_DEFINED.finditer(text):
            defined[match[3]] = match[2]
        for match in _ZH_DEFINED.finditer(text):
            defined[match[2]] = match[1]
    return Context(tuple(sorted(defined.items())), comma > point)
