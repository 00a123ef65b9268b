"""Cells as amounts: what number a table cell holds, and how finely it is printed.

A cell counts as an amount only if it holds nothing else: a number with its sign, brackets, currency, scale or percent
sign and perhaps the mark of a footnote. Dates, labels and sentences are no amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_WIDE = str.maketrans("０１２３４５６７８９．，（）［］％－＋　＄", "0123456789.,()[]%-+ $")
_NUMBER = re.compile(
    r"\d{1,3}(?:[,'’ \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?(?!\d)"  # 12'762'311.57, 1 234 567
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"  # 1.234,56
    r"|\d+,\d{1,2}(?![\d,])"  # 3,5
    r"|\d+(?:\.\d+)?"
)
_SCALES = {
    "": 0,
    "百": 2,
    "千": 3,
    "万": 4,
    "萬": 4,
    "十万": 5,
    "百万": 6,
    "百萬": 6,
    "千万": 7,
    "亿": 8,
    "億": 8,
    "十亿": 9,
    "thousand": 3,
    "k": 3,
    "million": 6,
    "m": 6,
    "mn": 6,
    "billion": 9,
    "bn": 9,
    "trillion": 12,
}
_CODES = (
    "USD|EUR|GBP|CNY|RMB|JPY|CHF|SwF|HKD|TWD|NTD|MOP|AUD|NZD|CAD|SGD|INR|KRW|RUB|ZAR|BRL|MXN|SEK|NOK|DKK|PLN|THB|MYR|IDR"
    "|VND|PHP|TRY|AED|SAR|ILS|EGP|NGN|KES|ARS|CLP|COP|PEN|CZK|HUF|UAH|KZT|PKR|BDT|LKR|XAF|XOF|SDR"
)
_BEFORE = re.compile(
    rf"(?:about|approx\.?|约|人民币|港币|(?:{_CODES})\$?|[A-Z]{{0,2}}[$€£¥￥]|Fr\.?|Rs\.?)?\s*", re.IGNORECASE
)
_AFTER = re.compile(
    r"\s*(?P<scale>十万|百万|百萬|千万|十亿|[千万萬亿億]|thousand|million|billion|trillion|bn|mn|[kKmM](?![a-z]))?"
    r"\s*(?P<percent>%|per ?cent|percent)?"
    r"\s*(?:美元|欧元|歐元|英镑|人民币|港元|日元|瑞士法郎|元|[A-Z]{3}|[$€£]|dollars?|euros?|"
    r"个|人|件|项|份|次|名|家|所|台|套|天|年|个月)?"
    r"\s*(?P<mark>\*{1,3}|[†‡§]|[a-z]/?|\[[a-z0-9]\]|\([a-z]\)|[¹²³⁴⁵⁶⁷⁸⁹])?\s*",
)
_NIL = {"-", "–", "—", "−", "－", "——", "--", "nil", "none", "零", "…", "..", "..."}
_UNKNOWN = {"n/a", "na", "n.a.", "不适用", "不詳", "不详", "未知", "tbd", "待定", "x", "*", "#"}
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*年)?(?:\s*[-–—/至]\s*(?:(?:19|20)?\d\d)(?:\s*年)?)?(?:年度)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a cell: its value, the worth of one unit in its last printed digit, and how it is dressed.

    ``start`` and ``end`` are where the number stands in the cell.
    """

    value: Decimal
    step: Decimal
    start: int
    end: int
    percent: bool = False
    bracketed: bool = False
    decimals: int = 0


@lru_cache(maxsize=65536)
def amount(text: str) -> Amount | None:
    """The amount a cell holds, None where it holds none. A dash or "nil" is nought; round brackets are a minus."""
    plain = text.translate(_WIDE)
    bare = plain.strip()
    if not bare or len(bare) > 48:
        return None
    if bare.lower() in _NIL:
        at = plain.index(bare)
        return Amount(Decimal(0), Decimal(0), at, at + len(bare))
    found = _NUMBER.search(plain)
    if found is None:
        return None
    signs = _dress(plain[: found.start()], plain[found.end() :])
    if signs is None:
        return None
    minus, bracketed, exponent, percent = signs
    digits, decimals = _digits(found.group())
    scale = Decimal(1).scaleb(exponent)
    value = (-digits if minus else digits) * scale
    return Amount(value, scale.scaleb(-decimals), found.start(), found.end(), percent, bracketed, decimals)


def unknown(text: str) -> bool:
    """Whether a cell says that its number is not known or does not apply."""
    return text.strip().lower() in _UNKNOWN


def year_like(text: str) -> bool:
    """Whether a cell holds a year or a span of years and nothing else."""
    return _YEAR.fullmatch(text.translate(_WIDE).strip()) is not None


def _digits(text: str) -> tuple[Decimal, int]:
    """The number as printed, and how many decimals it has."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d+,\d{1,2}", text):
        text = text.replace(".", "").replace(",", ".")
    text = re.sub(r"[,'’ \u00a0\u2009\u202f]", "", text)
    return Decimal(text), len(text.partition(".")[2])


def _dress(before: str, after: str) -> tuple[bool, bool, int, bool] | None:
    """(minus, bracketed, exponent of ten, percent) from what stands around the digits; None if it is no dress."""
    before, after = before.strip(), after.strip()
    round_, square = "(" in before and ")" in after, "[" in before and "]" in after
    if round_ or square:
        open_, close = ("(", ")") if round_ else ("[", "]")
        before = (before[: before.index(open_)] + before[before.index(open_) + 1 :]).strip()
        after = (after[: after.index(close)] + " " + after[after.index(close) + 1 :]).strip()
    minus = round_
    if before[:1] in ("-", "−", "–", "+") or before[-1:] in ("-", "−", "–", "+"):
        minus = minus or "+" not in before
        before = before.strip("-−–+ ")
    tail = _AFTER.fullmatch(after)
    if tail is None or _BEFORE.fullmatch(before) is None:
        return None
    return minus, square, _SCALES[(tail["scale"] or "").lower()], tail["percent"] is not None
