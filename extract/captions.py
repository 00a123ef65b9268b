"""Captions of tables: which paragraphs are one."""

from __future__ import annotations

import re

_NUMBER = r"(?:\d+|[IVXLC]+|[A-Z])(?:[.\-–—]\d+)*"
_CAPTION = re.compile(
    rf"(?:Table|TABLE|Tab\.|Exhibit|Box)\s+(?:[A-Z]{{1,2}}[.\-]?)?{_NUMBER}(?![\w])"
    rf"|(?:附?表格?|表\s?格|图表|圖表)\s?(?:{_NUMBER}|[一二三四五六七八九十百]+)(?![\w])"
    rf"|(?:附?表格?)\s?[A-Z]?\d+(?:[.\-–—]\d+)*"
)


def is_caption(text: str) -> bool:
    """Whether a paragraph reads like the caption of a table: "Table 3. …", "表 2-1 …", and not a sentence about one."""
    match = _CAPTION.match(text)
    if not match or len(text) > 300:
        return False
    rest = text[match.end() :].lstrip()
    # "Table 3 shows that …" and "表 3 显示…" are sentences: a caption has a mark, capital or nothing after its number.
    return not rest or rest[0] in ".:：．。—–-|、(（" or rest[0].isupper() or _spaced_title(text, match.end())


def _spaced_title(text: str, end: int) -> bool:
    return text[end : end + 1] in (" ", "\u3000") and not text.rstrip().endswith(("。", ".", "；"))
