"""Characters as meant, for characters as encoded.

Fonts lend glyphs of radicals and compatibility ideographs to plain ideographs (⼀ U+2F00 for 一 U+4E00), so a text
copied from a PDF looks right and matches nothing. Unicode gives the plain ideograph of each
(EquivalentUnifiedIdeograph.txt and the canonical decompositions). NFKC on the whole text would also destroy ①, ², ½ and
full-width forms, which carry meaning, and it leaves all but two signs of the Radicals Supplement alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

# CJK Radicals Supplement (U+2E80-2EF3): the equivalents of EquivalentUnifiedIdeograph.txt, Unicode 16.
_SUPPLEMENT = {
    0x2E80: 0x51AB, 0x2E81: 0x5382, 0x2E82: 0x4E5B, 0x2E83: 0x4E5A, 0x2E84: 0x4E59, 0x2E85: 0x4EBB, 0x2E86: 0x5182,
    0x2E87: 0x20628, 0x2E88: 0x5200, 0x2E89: 0x5202, 0x2E8A: 0x535C, 0x2E8B: 0x353E, 0x2E8C: 0x5C0F, 0x2E8D: 0x5C0F,
    0x2E8E: 0x5140, 0x2E8F: 0x5C23, 0x2E90: 0x5C22, 0x2E91: 0x5C23, 0x2E92: 0x5DF3, 0x2E93: 0x5E7A, 0x2E94: 0x5F51,
    0x2E95: 0x2B739, 0x2E96: 0x5FC4, 0x2E97: 0x38FA, 0x2E98: 0x624C, 0x2E99: 0x6535, 0x2E9B: 0x65E1, 0x2E9C: 0x65E5,
    0x2E9D: 0x6708, 0x2E9E: 0x6B7A, 0x2E9F: 0x6BCD, 0x2EA0: 0x6C11, 0x2EA1: 0x6C35, 0x2EA2: 0x6C3A, 0x2EA3: 0x706C,
    0x2EA4: 0x722B, 0x2EA5: 0x722B, 0x2EA6: 0x4E2C, 0x2EA7: 0x725B, 0x2EA8: 0x72AD, 0x2EA9: 0x738B, 0x2EAA: 0x24D14,
    0x2EAB: 0x76EE, 0x2EAC: 0x793A, 0x2EAD: 0x793B, 0x2EAE: 0x25AD7, 0x2EAF: 0x7CF9, 0x2EB0: 0x7E9F, 0x2EB1: 0x7F53,
    0x2EB2: 0x7F52, 0x2EB3: 0x34C1, 0x2EB4: 0x34C1, 0x2EB5: 0x2626B, 0x2EB6: 0x7F8A, 0x2EB7: 0x2634C, 0x2EB8: 0x2634B,
    0x2EB9: 0x8002, 0x2EBA: 0x8080, 0x2EBB: 0x807F, 0x2EBC: 0x8089, 0x2EBD: 0x26951, 0x2EBE: 0x8279, 0x2EBF: 0x8279,
    0x2EC0: 0x8279, 0x2EC1: 0x864E, 0x2EC2: 0x8864, 0x2EC3: 0x8980, 0x2EC4: 0x897F, 0x2EC5: 0x89C1, 0x2EC6: 0x89D2,
    0x2EC7: 0x278B2, 0x2EC8: 0x8BA0, 0x2EC9: 0x8D1D, 0x2ECA: 0x27FB7, 0x2ECB: 0x8F66, 0x2ECC: 0x8FB6, 0x2ECD: 0x8FB6,
    0x2ECE: 0x8FB6, 0x2ECF: 0x9091, 0x2ED0: 0x9485, 0x2ED1: 0x9577, 0x2ED2: 0x9578, 0x2ED3: 0x957F, 0x2ED4: 0x95E8,
    0x2ED5: 0x28E0F, 0x2ED6: 0x961D, 0x2ED7: 0x96E8, 0x2ED8: 0x9752, 0x2ED9: 0x97E6, 0x2EDA: 0x9875, 0x2EDB: 0x98CE,
    0x2EDC: 0x98DE, 0x2EDD: 0x98DF, 0x2EDE: 0x2967F, 0x2EDF: 0x98E0, 0x2EE0: 0x9963, 0x2EE1: 0x29810, 0x2EE2: 0x9A6C,
    0x2EE3: 0x9AA8, 0x2EE4: 0x9B3C, 0x2EE5: 0x9C7C, 0x2EE6: 0x9E1F, 0x2EE7: 0x5364, 0x2EE8: 0x9EA6, 0x2EE9: 0x9EC4,
    0x2EEA: 0x9EFE, 0x2EEB: 0x6589, 0x2EEC: 0x9F50, 0x2EED: 0x6B6F, 0x2EEE: 0x9F7F, 0x2EEF: 0x7ADC, 0x2EF0: 0x9F99,
    0x2EF1: 0x9F9C, 0x2EF2: 0x4E80, 0x2EF3: 0x9F9F,
}  # fmt: skip


def _unified() -> dict[int, int | str | None]:
    table: dict[int, int | str | None] = dict(_SUPPLEMENT)
    for low, high in ((0x2F00, 0x2FD5), (0xF900, 0xFAD9), (0x2F800, 0x2FA1D)):
        for code in range(low, high + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = plain
    table.update({0x2010: "-", 0x2011: "-"})
    table.update(dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x09], " "))
    return table


UNIFIED = _unified()
"""For str.translate: radicals and compatibility ideographs to plain ones, special spaces and hyphens to plain ones."""

LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij",
}  # fmt: skip


def is_cjk_code(code: NDArray[np.int32]) -> NDArray[np.bool_]:
    """True for ideographs, kana, Chinese punctuation and full-width forms: signs that stand without spaces."""
    return (
        ((code >= 0x2E80) & (code <= 0x9FFF))
        | ((code >= 0xF900) & (code <= 0xFAFF))
        | ((code >= 0xFE30) & (code <= 0xFE4F))
        | ((code >= 0xFF00) & (code <= 0xFFEF))
        | ((code >= 0x20000) & (code <= 0x3FFFF))
    )


def is_cjk(sign: str) -> bool:
    """True for a sign that stands without spaces beside others of its kind."""
    code = ord(sign)
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
    )


_SMALL = frozenset("abcdefghijklmnopqrstuvwxyzäöüßàâçéèêëîïôûùæœñ")
_GONE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def plain(text: str) -> str:
    """A text as typed, with special spaces, hyphens, ligatures and radicals as plain signs; what is invisible goes."""
    text = text.translate(_GONE).translate(UNIFIED)
    return "".join(LIGATURES.get(sign, sign) for sign in text) if not text.isascii() else text


class Words(frozenset[str]):
    """The words of a document, in small letters, and whether its typesetter broke words at line ends by himself.

    Word processors break only where a hyphen stands anyway, unless told to; then one line in ten ends so.
    """

    hyphenates: bool = False


def words_of(lines: Iterable[str]) -> Words:
    """The words in the lines of a document; the halves of a word that is broken over two lines are none."""
    words: set[str] = set()
    broken: list[tuple[str, str]] = []
    before = ""
    count = 0
    for line in lines:
        found = _WORD.findall(line.lower())
        hyphen = line.endswith("-") and len(found) > 1
        if before and found:
            broken.append((before, found[0]))
        words.update(found[bool(before) : len(found) - hyphen])
        before = found[-1] if hyphen else ""
        count += len(found) > 3
    vocabulary = Words(words)
    whole = sum(a + b in words for a, b in broken)
    compound = sum(f"{a}-{b}" in words for a, b in broken)
    vocabulary.hyphenates = whole > compound or len(broken) > max(3, 0.04 * count)
    return vocabulary


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def joined(first: str, second: str, words: frozenset[str] = frozenset()) -> tuple[str, str]:
    """(``first`` as it is to stand before ``second``, what stands between them) where a printed line ends.

    Nothing between Chinese characters, nothing after a hyphen or slash, a space between words. A hyphen that a
    typesetter put at the end of a line goes, one that belongs to the word stays: the other words of the document tell.
    """
    if not first or not second:
        return first, ""
    last, following = first[-1], second[0]
    if is_cjk(last) or is_cjk(following):
        return first, ""
    if last == "-" and len(first) > 1 and first[-2] != " ":
        small = first[-2] in _SMALL and following in _SMALL
        large = first[-2].isupper() and following.isupper()
        if (small and not _is_compound(first, second, words)) or (large and _is_word(first, second, words)):
            return first[:-1], ""
        return first, ""
    if last == "/" and first[-2:-1] != " ":
        return first, ""
    if last == "\u2013" and first[-2:-1].isdigit() and following.isdigit():
        return first, ""
    return first, " "


_GROUP = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})*,(\d{0,2})$")
_REST = re.compile(r"(\d{1,3})(?![\d,]*\d)")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d$")


def joined_in_cell(first: str, second: str, words: frozenset[str] = frozenset()) -> tuple[str, str]:
    """As ``joined``, in the cells of tables: a narrow column may have cut a figure: 21,3 | 70 and 202 | 5."""
    group = _GROUP.search(first)
    rest = _REST.match(second) if group else None
    if group and rest and len(group[1]) + len(rest[1]) == 3:
        return first, ""
    if _YEAR.search(first) and second[0:1].isdecimal() and not second[1:2].isdecimal():
        return first, ""
    return joined(first, second, words)


def _halves(first: str, second: str) -> tuple[str, str] | None:
    """The parts of a word before and after the hyphen at a line end, in small letters."""
    head = _HEAD.search(first[-60:])
    tail = _WORD.match(second[:60])
    return (head[1].lower(), tail[0].lower()) if head and tail else None


_HEAD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_PREFIXES = frozenset(
    "non self well long short high low mid cross one two three four five six seven eight nine ten half full part year"
    " time over under".split()
)
"""First halves of compounds that are written with a hyphen."""


def _is_word(first: str, second: str, words: frozenset[str]) -> bool:
    halves = _halves(first, second)
    return halves is not None and "".join(halves) in words and "-".join(halves) not in words


def _is_compound(first: str, second: str, words: frozenset[str]) -> bool:
    """Whether the hyphen belongs to the word: well-known, follow-up, capacity-building."""
    halves = _halves(first, second)
    if halves is None:
        return True
    before, after = halves
    if f"{before}-{after}" in words:
        return True
    if f"{before}{after}" in words:
        return False
    if not getattr(words, "hyphenates", True) or before in _PREFIXES or "-" in before:
        return True
    return len(before) > 3 and len(after) > 3 and before in words and after in words
