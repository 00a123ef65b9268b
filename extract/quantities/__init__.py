"""What the numbers of a text say: text and language in, typed quantities out.

    text ─► fold (one spelling of widths, dashes, traditional characters; no index moves)
         ─► lexer (the words of a Language and the digits become tokens)
         ─► grammar (patterns over the classes of tokens) ─► readings ─► Quantity
"""

from __future__ import annotations

from hedui.extract.quantities.context import Context, learn
from hedui.model import Quantity

__all__ = ["Context", "learn", "read"]


def read(text: str, lang: str, context: Context | None = None) -> tuple[Quantity, ...]:
    """Every quantity of the text, sorted by start, none overlapping another."""
    return ()
