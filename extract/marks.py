"""Marks of notes that are printed like the text: ¹ as a character, * behind a word, figures a font failed to raise.

They become raised signs where a note answers them. And what is raised and no mark: the 2 of km².
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from hedui.extract.lines import Line, Raised, is_mono

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HIGH = re.compile(r"(?<![\d⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,，][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*(?![⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ])")
_BEHIND = r"(?<=[\w)）\]”\"’%.,;。，；」』])"
_SYMBOL = re.compile(_BEHIND + r"(\*{1,3}|†{1,2}|‡{1,2}|§)(?=[\s,.;:)）\]”。，；：、」]|\Z)")
_UNIT = re.compile(r"(?:(?<![A-Za-z])[kcdm]?m|\d ?(?:ft|in|s)|[米尺]|公里)\Z")
_POWER = re.compile(r"[×x·∙*] ?10\Z")


def is_exponent(before: str, sign: str) -> bool:
    """Whether a raised sign behind that text is no mark whatever note there is: 12 km², 3 × 10⁶."""
    if sign.translate(SUPERSCRIPTS) in ("2", "3") and _UNIT.search(before[-6:]):
        return True
    return sign.strip("-−–").isdecimal() and bool(_POWER.search(before[-5:]))


def with_high_figures_raised(line: Line) -> Line:
    """The line with raised signs in place of characters such as ¹, but for those it begins with."""
    if line.text.isascii():
        return line
    found = [m.span() for m in _HIGH.finditer(line.text) if m.start() and not is_exponent(line.text[: m.start()], m[0])]
    return raised_at(line, found) if found else line


def symbols_in(lines: Iterable[Line]) -> set[str]:
    """The symbols that stand right behind words like marks."""
    prose = (line for line in lines if ("*" in line.text or not line.text.isascii()) and not is_mono(line))
    return {match[1] for line in prose for match in _SYMBOL.finditer(line.text)}


def raise_marks(lines: Sequence[Line], labels: Sequence[str]) -> None:
    """Make raised signs of the marks for these labels where the lines have one place only for each."""
    for label in labels:
        pattern = _figure(label) if label.isdecimal() else None if label.isalpha() else _SYMBOL
        found = [(line, m) for line in lines if pattern for m in pattern.finditer(line.text) if not is_mono(line)]
        places = [(line, m.span(m.lastindex or 0)) for line, m in found if label.isdecimal() or m[1] == label]
        places = [(line, span) for line, span in places if not is_exponent(line.text[: span[0]], label)]
        if len(places) == 1:
            ((line, span),) = places
            better = raised_at(line, [span])
            line.text, line.left, line.right = better.text, better.left, better.right
            line.raised = better.raised


def _figure(label: str) -> re.Pattern[str]:
    """A number that could be a mark by its place: behind the end of a sentence; or raised in part: 1⁵."""
    high = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in label)
    mixed = f"{label[0]}{high[1:]}" if len(label) == 2 else high
    return re.compile(
        rf"(?<![\d.,])({mixed})(?!\d)|(?<=[a-z)）\]”\"’」][.!?]) ({label})(?=\s+[A-Z]|\s*\Z)"
        rf"|(?<=[。！？]) ({label})(?=\s|\Z)"
    )


def raised_at(line: Line, spans: Sequence[tuple[int, int]]) -> Line:
    """The line with these characters, and a space before them, taken out of its text and raised."""
    kept = np.ones(len(line.text), np.bool_)
    signs = []
    for start, end in spans:
        box = (float(line.left[start]), line.top, float(line.right[end - 1]), line.bottom)
        space = start > 0 and line.text[start - 1] == " " and (end == len(line.text) or line.text[end] == " ")
        kept[start - space : end] = False
        signs.append((start - space, line.text[start:end], box))
    place = np.concatenate([[0], np.cumsum(kept)]).tolist()
    raised = [Raised(place[at], text, box) for at, text, box in signs]
    raised += [Raised(place[r.at], r.text, r.box) for r in line.raised]
    made = line.cut(0)
    made.text = "".join(sign for sign, keep in zip(line.text, kept.tolist(), strict=True) if keep)
    made.left, made.right = line.left[kept], line.right[kept]
    made.raised = tuple(sorted(raised, key=lambda sign: (sign.at, sign.box[0])))
    return made
