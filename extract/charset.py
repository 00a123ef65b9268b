"""From the bytes of a text file to its characters: UTF-8, UTF-16, GB 18030, Big5 or Windows-1252."""

from __future__ import annotations

import codecs
import re

from hedui.errors import Damaged

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_COMMON = frozenset("的一是在不了和有人年月日中大为為国國会會条條，。、：；（）《》「」")
"""Frequent in any Chinese text; bytes read in the wrong code page hardly ever give them."""


def decode(data: bytes, name: str) -> str:
    """The characters of a text file, with line ends as ``\\n``. Raises Damaged where no code page fits.

    ``name`` is for the message. UTF-8 and UTF-16 are certain; the older code pages are told apart by what comes out.
    """
    text = _unicode(data)
    if text is None:
        text = _legacy(data)
    if text is None or "\x00" in text[:4096]:
        raise Damaged(
            f"{name} is no text in UTF-8, UTF-16, GB 18030 or Big5; save it as UTF-8",
            f"{name} 不是 UTF-8、UTF-16、GB 18030 或 Big5 编码的文本，请另存为 UTF-8",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unicode(data: bytes) -> str | None:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if encoding is None and b"\x00" in data[:200]:
        encoding = "utf-16-be" if data[:1] == b"\x00" else "utf-16-le"
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return None


def _legacy(data: bytes) -> str | None:
    if _one_byte_each(data):
        return data.decode("cp1252", errors="replace")
    read = []
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        read.append((sum(character in _COMMON for character in text[:100_000]), text))
    return max(read, key=lambda pair: pair[0])[1] if read else None


def _one_byte_each(data: bytes) -> bool:
    """Whether high bytes are few and stand alone, as accents and curly quotes do in Western text."""
    runs = re.findall(rb"[\x80-\xff]+", data[:100_000])
    high = sum(map(len, runs))
    return high < 0.1 * min(len(data), 100_000) and sum(len(run) == 1 for run in runs) > 0.8 * len(runs)
