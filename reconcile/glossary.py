"""A user's glossary: which terms of one language are rendered by which of the other, and which must not be used.

CSV, TSV and XLSX have a header row. Columns: ``zh`` and ``en`` (or 中文, 英文, Chinese, English) hold the terms,
several of them with ";" or "|" between; ``zh forbidden`` and ``en forbidden`` (or 禁用, forbidden) those that must not
stand for them. TBX is read with its ``administrativeStatus`` (deprecated and superseded terms are forbidden).
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hedui.errors import Damaged, Empty, NotFound, UnknownFormat


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept: its terms in both languages, the preferred first, and the forbidden ones."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    zh_forbidden: tuple[str, ...] = ()
    en_forbidden: tuple[str, ...] = ()

    def terms(self, lang: str) -> tuple[str, ...]:
        """The terms allowed in a language."""
        return self.zh if lang.startswith("zh") else self.en

    def forbidden(self, lang: str) -> tuple[str, ...]:
        """The terms that must not be used in a language."""
        return self.zh_forbidden if lang.startswith("zh") else self.en_forbidden


def read_glossary(path: str | Path) -> tuple[Entry, ...]:
    """The entries of a glossary file; InputError where it can't be read or has no entry."""
    path = Path(path)
    if not path.is_file():
        raise NotFound(f"{path}: there is no such glossary", f"{path}：没有这个术语表文件")
    match path.suffix.lower():
        case ".csv" | ".tsv" | ".txt":
            entries = tuple(_from_rows(_delimited(path)))
        case ".xlsx":
            entries = tuple(_from_rows(_workbook(path)))
        case ".tbx" | ".xml":
            entries = tuple(_from_tbx(path))
        case _:
            raise UnknownFormat(
                f"{path}: a glossary is a CSV, TSV, XLSX or TBX file", f"{path}：术语表须为 CSV、TSV、XLSX 或 TBX 文件"
            )
    if not entries:
        raise Empty(
            f"{path}: no row with a term in both languages; name the columns zh and en",
            f"{path}：没有中英文俱全的条目；请将列名写作 zh 和 en",
        )
    return entries


def _delimited(path: Path) -> Iterator[Mapping[str, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Damaged(f"{path}: save the glossary as UTF-8", f"{path}：请将术语表存为 UTF-8 编码") from None
    first = text.partition("\n")[0]
    delimiter = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield {key: value for key, value in row.items() if isinstance(key, str) and isinstance(value, str)}


def _workbook(path: Path) -> Iterator[Mapping[str, str]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
    except Exception:
        raise Damaged(f"{path}: not a readable XLSX file", f"{path}：不是可读的 XLSX 文件") from None
    if not rows:
        return
    header = [str(cell or "") for cell in rows[0]]
    for row in rows[1:]:
        yield {key: str(cell) for key, cell in zip(header, row, strict=False) if cell is not None}


_COLUMNS = {
    "zh": r"zh\b.*|chinese|中文|汉语|译文|目标.*",
    "en": r"en\b.*|english|英文|英语|原文|source|term",
    "zh_forbidden": r"(zh[ _-]?)?(forbidden|deprecated|not)|.*禁用.*|.*不用.*",
    "en_forbidden": r"en[ _-]?(forbidden|deprecated|not)|.*(英文|英语)禁用.*",
}


def _column(name: str) -> str | None:
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    for column in ("en_forbidden", "zh_forbidden", "zh", "en"):
        if re.fullmatch(_COLUMNS[column], plain):
            return column
    return None


def _from_rows(rows: Iterable[Mapping[str, str]]) -> Iterator[Entry]:
    for row in rows:
        found: dict[str, tuple[str, ...]] = {}
        for key, value in row.items():
            column = _column(key)
            if column is not None:
                forms = tuple(form.strip() for form in re.split(r"[;；|]", value) if form.strip())
                found[column] = found.get(column, ()) + forms
        if found.get("zh") and found.get("en"):
            yield Entry(found["zh"], found["en"], found.get("zh_forbidden", ()), found.get("en_forbidden", ()))


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _from_tbx(path: Path) -> Iterator[Entry]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.parse(str(path), parser).getroot()
    except etree.XMLSyntaxError:
        raise Damaged(f"{path}: not well-formed XML", f"{path}：XML 格式有误") from None
    for concept in root.iter("{*}termEntry", "{*}conceptEntry"):
        forms: dict[tuple[str, bool], list[str]] = {}
        for section in concept.iter("{*}langSet", "{*}langSec"):
            lang = (section.get(_LANG) or section.get("lang") or "")[:2].casefold()
            for group in section.iter("{*}tig", "{*}ntig", "{*}termSec"):
                term = "".join(next(group.iter("{*}term"), etree.Element("term")).itertext()).strip()
                notes = " ".join("".join(note.itertext()) for note in group.iter("{*}termNote"))
                bad = re.search(r"deprecated|superseded|forbidden|notRecommended", notes) is not None
                if term:
                    forms.setdefault((lang, bad), []).append(term)
        if forms.get(("zh", False)) and forms.get(("en", False)):
            yield Entry(*(tuple(forms.get(key, ())) for key in _ORDER))


_ORDER = (("zh", False), ("en", False), ("zh", True), ("en", True))


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    if re.search(r"[㐀-鿿]", term):
        return re.compile(re.escape(term))
    words = [re.escape(word) for word in term.split()]
    flags = 0 if term.isupper() else re.I
    return re.compile(r"(?<![A-Za-z])" + r"[\s-]+".join(words) + r"(?:s|es)?(?![A-Za-z])", flags)


def find(term: str, text: str) -> re.Match[str] | None:
    """Where a term stands in a text: Chinese as it is, English as whole words in any case, singular or plural."""
    return _pattern(term).search(text)
