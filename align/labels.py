"""Labels of paragraphs and articles in a form in which two languages can be compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from hedui.align.hanzi import simplified

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL_ZH = re.compile(r"[零〇一二三四五六七八九十百千两]+")
_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WORDS = re.compile(
    r"\b(?:article|art|section|sec|chapter|chap|part|annex|appendix|attachment|paragraph|para|rule|regulation|schedule|"
    r"table|figure|no|title|clause)\b\.?|[第条條款项項章节節段编編部分附件附录錄则則表图圖号號]"
)
_STEMS = {c: i for i, c in enumerate("甲乙丙丁戊己庚辛壬癸", 1)}

_CAPTION = re.compile(
    r"\s*(?:(?P<t>tables?|附?表格?)|(?P<f>fig(?:ure|s?\.|)|charts?|diagram|附?图)|(?P<b>box|专栏|方框))\s*"
    r"(?P<number>(?:[a-z]\.?)?\d+(?:[.-]\d+)*[a-z]?|[ivx]+\b|[一二三四五六七八九十]+)(?=[\s.:：、]|$)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """``exact`` is the label in one spelling (第三条 and "Article 3" are "3"); ``place`` its number in a sequence
    (c, iii, 三 and 3 are 3), ``second`` the other reading of a letter that may be a Roman numeral."""

    exact: str
    place: str
    second: str


@lru_cache(maxsize=8192)
def label(text: str | None) -> Label | None:
    """The comparable label, or None where there is none."""
    if not text:
        return None
    plain = simplified(unicodedata.normalize("NFKC", text)).casefold()
    plain = _WORDS.sub(" ", plain)
    parts = re.findall(r"\d+|[零〇一二三四五六七八九十百千两]+|[a-z]+|[甲乙丙丁戊己庚辛壬癸]", plain)
    if not parts:
        return None
    read = [_part(part) for part in parts]
    return Label(".".join(r[0] for r in read), ".".join(r[1] for r in read), ".".join(r[2] for r in read))


@lru_cache(maxsize=8192)
def caption_number(text: str) -> str | None:
    """What the caption of a table, figure or box begins with, comparable: "Table 5.3: …" and 表5.3 are "t5.3"."""
    found = _CAPTION.match(simplified(unicodedata.normalize("NFKC", text[:40])).casefold().replace("–", "-"))
    number = label(found["number"]) if found else None
    return f"{next(k for k in 'tfb' if found[k])}{number.second}" if found and number else None


def _part(part: str) -> tuple[str, str, str]:
    if part.isdigit():
        number = str(int(part))
        return number, number, number
    if _NUMERAL_ZH.fullmatch(part):
        number = str(_chinese(part))
        return number, number, number
    if part in _STEMS:
        return part, str(_STEMS[part]), str(_STEMS[part])
    letter = str(sum(26 * i + ord(c) - 96 for i, c in enumerate(part))) if len(set(part)) == 1 else part
    roman = str(_roman(part)) if _ROMAN.match(part) else letter
    return part, letter, roman


def _roman(part: str) -> int:
    values = [_ROMAN_DIGITS[c] for c in part]
    return sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values))


def _chinese(part: str) -> int:
    if not any(c in "十百千" for c in part):
        return int("".join(str(_DIGITS[c]) for c in part))
    total = digit = 0
    for c in part:
        scale = {"十": 10, "百": 100, "千": 1000}.get(c)
        if scale:
            total += (digit or 1) * scale
            digit = 0
        else:
            digit = _DIGITS[c]
    return total + digit
