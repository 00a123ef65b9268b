"""The findings as a small HTML table, for notebooks."""

from __future__ import annotations

from hedui.model import Result
from hedui.outputs.html import environment, summary
from hedui.outputs.view import cards
from hedui.outputs.words import words

MOST = 100
"""Findings shown in a notebook."""


def table(result: Result, lang: str = "en") -> str:
    """An HTML fragment with its own styles: counts, then a row for each finding, both quotes marked."""
    shown = cards(result)
    return (
        environment()
        .get_template("notebook.html")
        .render(cards=shown[:MOST], more=len(shown) - MOST, summary=summary(result, lang), say=words(lang), lang=lang)
    )
