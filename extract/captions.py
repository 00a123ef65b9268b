"""Captions of tables: which paragraphs are one."""

from __future__ import annotations

import re

_NUMBER = r"(?:\d+|[IVXLC]+|[A-Z])(?:[.\-–—]\d+)*"
_CAPTION = re.compile(
    rf"(?:Table|TABLE|Tab\.|Exhibit|Box)\s+(?:[A-Z]{{1,2}}[.\-]?)?{_NUMBER}(?![\w])"
    rf"|(?:[附续續]?表格?|表\s?格|图表|圖表)\s?(?:{_NUMBER}|[一二三四五六七八九十百]+)(?![\w])"
    rf"|(?:[附续續]?表格?)\s?[A-Z]?\d+(?:[.\-–—]\d+)*"
)
CAPTION_STARTS = frozenset("TEB附续續表图圖")
"""The signs that captions begin with."""


def is_caption(text: str) -> bool:
    """Whether a paragraph reads like the caption of a table: "Table 3. …", "表 2-1 …", and not a sentence about one."""
    match = _CAPTION.match(text)
    if not match or len(text) > 300:
        return False
    rest = text[match.end() :].lstrip()
    # "Table 3 shows that …" and "表 3 显示…" are sentences: a caption has a mark, capital or nothing after its number.
    return not rest or rest[0] in ".:：．。—–-|、(（" or rest[0].isupper() or _spaced_title(text, match.end())


_TELLS = re.compile(r"[显顯]示|表明|列出|列有|[载載]有|提供|反映|所|中|[说說]明了|给出|概述|和|及|与|、")


def _spaced_title(text: str, end: int) -> bool:
    """Whether a Chinese title follows the number behind a space, and no verb that makes it a sentence."""
    rest = text[end:].lstrip()
    return (
        text[end : end + 1] in (" ", "\u3000")
        and not rest[0].isascii()
        and not _TELLS.match(rest)
        and rest[-1] not in "。；"
    )


_CONTINUED = re.compile(
    r"(?P<open>[(（\[]\s?)?"
    r"(?:continued(?: (?:from|on) (?:previous|next) page)?|cont(?:’|')?d\.?|[续續]表?|接上[页頁表]?)"
    r"(?:\s?[)）\]])?\.?\Z",
    re.IGNORECASE,
)


def is_continuation(text: str) -> bool:
    """Whether a line only says that a table goes on: "(continued)", "Table 6 (cont’d)", "表 3（续）", "续表 2"."""
    text = text.strip()
    match = _CAPTION.match(text)
    if match and text[0] in "续續":
        return match.end() == len(text)
    rest = text[match.end() :].lstrip(" .:：") if match else text
    said = _CONTINUED.search(rest)
    return said is not None and (said.start() == 0 or (match is not None and said["open"] is not None))


def without_continued(text: str) -> str:
    """A caption without the words at its end that say that the table goes on: "Table 6. Costs (continued)"."""
    said = _CONTINUED.search(text.strip())
    return text.strip()[: said.start()].rstrip() if said is not None and said["open"] is not None else text.strip()
