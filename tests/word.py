"""Word files for tests, made of bare XML so that every element in them is meant."""

from __future__ import annotations

import zipfile
from pathlib import Path

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def write_docx(path: Path, body: str, **parts: str) -> Path:
    """A Word file of a body and other parts (styles, numbering, footnotes, endnotes), each as inner XML."""
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "_rels/.rels",
            f'{_RELS}<Relationship Id="r" Type="{_TYPES}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        package.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        links = ""
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {_W}>{xml}</w:{name}>")
            links += f'<Relationship Id="{name}" Type="{_TYPES}/{name}" Target="{name}.xml"/>'
        package.writestr("word/_rels/document.xml.rels", f"{_RELS}{links}</Relationships>")
    return path


def p(text: str, properties: str = "") -> str:
    """A paragraph; the text may hold run XML of its own between braces, such as ``{<w:tab/>}``."""
    runs = "".join(
        f"<w:r>{part[1:-1]}</w:r>" if part.startswith("{") else f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>'
        for part in _split(text)
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _split(text: str) -> list[str]:
    parts, now = [], ""
    for sign in text:
        if sign == "{" and now:
            parts.append(now)
            now = ""
        now += sign
        if sign == "}":
            parts.append(now)
            now = ""
    return [*parts, now] if now else parts


def numbered(num: int, level: int = 0) -> str:
    """Paragraph properties of a numbered paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def numbering(*levels: tuple[str, str], nums: int = 1, extra: str = "") -> str:
    """A numbering part: one abstract numbering of (format, text) levels and ``nums`` instances of it."""
    inner = "".join(
        f'<w:lvl w:ilvl="{k}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 * (k + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for k, (form, text) in enumerate(levels)
    )
    instances = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in range(1, nums + 1))
    return f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>{instances}{extra}'
