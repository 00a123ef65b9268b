"""The pairs as a translation memory: TMX 1.4b (LISA OSCAR, 2005), which Trados, memoQ and OmegaT import."""

from __future__ import annotations

import re
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from hedui.model import Result
from hedui.version import __version__

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en"}
"""The codes translation tools know; some refuse script subtags."""


def write(result: Result, stream: BinaryIO, lang: str = "en") -> None:
    """Write each pair whose both sides say something as a translation unit. One document has no pairs: none then."""
    langs = [_TAGS[document.lang] for document in result.documents]
    stream.write(_head(langs[0] if langs else "en").encode())
    for number, pair in enumerate(result.pairs, 1):
        if not all(any(side) for side in pair.texts):
            continue
        variants = "".join(
            f"<tuv xml:lang={quoteattr(tag)}><seg>{_segment(texts, tag)}</seg></tuv>"
            for tag, texts in zip(langs, pair.texts, strict=True)
        )
        stream.write(f'<tu tuid="{number}">{variants}</tu>\n'.encode())
    stream.write(b"</body>\n</tmx>\n")


def _head(source: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tmx version="1.4">\n'
        f'<header creationtool="hedui" creationtoolversion={quoteattr(__version__)} segtype="block" o-tmf="hedui" '
        f'adminlang="en" srclang={quoteattr(source)} datatype="plaintext"/>\n<body>\n'
    )


def _segment(texts: tuple[str, ...], tag: str) -> str:
    joined = ("" if tag.startswith("zh") else " ").join(texts)
    return escape(_NOT_XML.sub("", joined))
