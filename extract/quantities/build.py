"""Small things every reading needs: canonical numbers, whole numbers, bounds, a quantity at its place."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hedui.extract.quantities.company_zh import AND_MORE, COUNTER
from hedui.extract.quantities.grammar import Page
from hedui.extract.quantities.language import Number, Token
from hedui.model import Quantity, QuantityKind

Made = tuple[list[Quantity], int] | None


def decimal_text(value: Decimal | Fraction) -> str:
    """The canonical form: a plain decimal without trailing zeros, or a fraction."""
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return str(value.numerator)
        return f"{value.numerator}/{value.denominator}"
    if value == value.to_integral_value():
        return str(int(value))
    return format(value.normalize(), "f")


def make(page: Page, kind: QuantityKind, start: int, end: int, **fields: Any) -> Quantity:
    return Quantity(kind, page.text[start:end], start, end, **fields)


def whole(token: Token | None) -> int | None:
    if token is None:
        return None
    data = token.data
    if isinstance(data, Number):
        if data.value != int(data.value) or data.high is not None:
            return None
        return int(data.value)
    return None


def _span(token: Token) -> tuple[int, int]:
    return token.start, token.end


def bounds(page: Page, first: int, after: int) -> dict[str, Any]:
    """The bound words next to the tokens ``first`` to ``after``."""
    bound, approximate = None, False
    at = first - 1
    while at >= 0 and page.classes[at] == "<":
        b, approx = page.tokens[at].data
        bound, approximate = bound or b, approximate or approx
        at -= 1
    if page.classes[after : after + 2] == "_>" and COUNTER.fullmatch(page.folded, *_span(page.tokens[after])):
        after += 1  # 三十人以上
    if after < len(page.classes) and page.classes[after] == ">" and not _begins_word(page, page.tokens[after]):
        b, approx = page.tokens[after].data
        bound, approximate = bound or b, approximate or approx
    return {"bound": bound, "approximate": approximate}


def _begins_word(page: Page, token: Token) -> bool:
    """Whether 多 or 余 behind a number and a space begins the next word: 5.22 多体系结构, 3 多功能厅."""
    word = page.folded[token.start : token.end]
    apart = token.start > 0 and page.folded[token.start - 1] == " "
    return word in AND_MORE and apart and COUNTER.match(page.folded, token.end) is None
