"""Traditional characters to simplified ones, so that 條約 meets 条约."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    text = (files("hedui.align") / "traditional.txt").read_text(encoding="utf-8")
    pairs = (line for line in text.splitlines() if line and not line.startswith("#"))
    return {ord(pair[0]): pair[1] for line in pairs for pair in line.split(" ") if pair}


def simplified(text: str) -> str:
    """The text with every traditional character replaced by its simplified form; its length stays the same."""
    return text.translate(_table())
