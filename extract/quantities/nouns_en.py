"""What an English number counts: the head noun behind it."""

from __future__ import annotations

import re

_WORDS_AHEAD = re.compile(r"[ \-]*([A-Za-z][A-Za-z'\-]{0,60})")


_STOP = set(
    "of in on at for from to with by and or the a an that which who whom whose were was is are be been"
    " being has have had "
    "will would shall should may might can could must than as per not but if when while where after before since until "
    "during under over into through between among against within without about did do does its their his"
    " her this these "
    "those there it they he she we you i respectively each only also both all including excluding plus"
    " versus vs then so "
    "because upon via ago out up down off above below across along around towards toward except"
    " concerning regarding".split()
)


_NO_NOUNS = set(
    "taken heard held made given half what more less same such very first last next new other year month week".split()
)


_IRREGULAR = set(
    "people persons men women children data criteria personnel staff police media phenomena media troops feet mice "
    "teeth series species livestock cattle aircraft alumni indices agenda".split()
)


def noun(text: str, start: int) -> str | None:
    """The head noun after ``start``: 9 ATT projects counts projects, 25 applications from 23 States applications."""
    at = start
    words: list[str] = []
    for _ in range(7):
        found = _WORDS_AHEAD.match(text, at)
        if found is None:
            break
        word = found.group(1)
        if word.lower() in _STOP:
            if not words and word.lower() in ("of", "the", "other", "its", "these", "those", "our", "their"):
                at = found.end()
                continue
            break
        words.append(word)
        at = found.end()
        if _plural(word) and not (word == "Nations" or (word == "States" and text.startswith(" dollars", at))):
            return word
        if at < len(text) and text[at] in ",;:)(":
            break
    while words and (words[-1].endswith(("-", "ed", "ing", "ly")) or words[-1].lower() in _NO_NOUNS):
        words.pop()
    return words[-1] if words else None


def _plural(word: str) -> bool:
    low = word.lower()
    return low in _IRREGULAR or (len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s")))
