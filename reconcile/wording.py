"""How findings name documents and figures in their messages, in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from hedui.reconcile.matching import Item


def names(langs: tuple[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    """What two documents of these languages are called in a message, in English and Chinese."""
    left, right = (lang[:2] for lang in langs)
    if left != right:
        known = {"zh": ("zh", "中文"), "en": ("en", "英文")}
        return known[left], known[right]
    return ("the first document", "第一份文件"), ("the second document", "第二份文件")


def say(items: Sequence[Item]) -> tuple[str, str]:
    """Items as words of a message: what is printed, and its value where that is not plain from it."""
    en = ", ".join(f"“{item.q.text}”{_value(item)}" for item in items)
    zh = "、".join(f"“{item.q.text}”{_value(item)}" for item in items)
    return en, zh


_NAMING = frozenset({"date", "label", "reference", "symbol", "time"})
"""Kinds whose digits name something: no thousands are set apart in them."""
_SIGN = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< "}


def _value(item: Item) -> str:
    q = item.q
    numbers = (q.value,) if q.value is not None else (q.low or "", q.high or "")
    value = "–".join(numbers if q.kind in _NAMING else map(_grouped, numbers))
    if q.kind == "percent":
        value += " %"
    elif q.kind == "money" and q.unit:
        value = f"{q.unit} {value}"
    if q.bound is not None:
        return f" ({_SIGN[q.bound]}{value})"
    return "" if _bare(q.text) == _bare(value) else f" ({value})"


def _grouped(value: str) -> str:
    """A plain number of five digits or more with its thousands set apart; anything else as it is."""
    return f"{Decimal(value):,f}" if re.fullmatch(r"-?\d{5,}(?:\.\d+)?", value) else value


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c == ".")
