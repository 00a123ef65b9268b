"""The quantities of a text, as lines of JSON or for reading."""

from __future__ import annotations

import json
from collections.abc import Iterable

from hedui.model import Quantity
from hedui.wire import quantity_to_json


def line_of(number: int, text: str, lang: str, quantities: Iterable[Quantity], format_: str) -> str:
    """One line of output for one text: JSON, or the text followed by an indented line for each quantity."""
    if format_ == "json":
        found = [quantity_to_json(quantity) for quantity in quantities]
        return json.dumps({"line": number, "lang": lang, "quantities": found}, ensure_ascii=False)
    return "\n".join([f"{number}: {text.strip()}", *(f"    {_said(quantity)}" for quantity in quantities)])


def _said(quantity: Quantity) -> str:
    worth = quantity.value if quantity.value is not None else f"{quantity.low or ''}…{quantity.high or ''}"
    sign = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", None: ""}[quantity.bound]
    about = "~ " if quantity.approximate else ""
    rest = " ".join(filter(None, (quantity.unit, quantity.noun, "(weak)" if quantity.weak else "")))
    return f"{quantity.kind:<9} {quantity.text}  =  {sign}{about}{worth} {rest}".rstrip()
