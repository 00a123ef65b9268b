"""Bilingual files, whose segments are paired already: TSV, CSV, XLSX, TMX, XLIFF.

Each reader yields segments ``(id, zh, en)``; one function makes two documents of them. Markup inside a segment (codes,
placeholders) is left out of its text, since it is the tool's and not the translator's.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hedui.errors import Damaged, Empty, NotFound, UnknownFormat
from hedui.extract.charset import decode
from hedui.extract.language import HAN, script
from hedui.model import Block, Document, Doubt, Lang, Message, Source

if TYPE_CHECKING:
    from lxml import etree

Progress = Callable[[str, int, int], None]

_MAX_UNPACKED = 1 << 30
"""Bytes an XLSX may unpack to: sheets of a million rows stay far below, zip bombs do not."""


class Segment(NamedTuple):
    """One segment of a bilingual file; an empty text where that side is not translated."""

    id: str
    zh: str
    en: str


def is_bilingual(path: str | Path) -> bool:
    """Whether a file is of a kind that holds segments in both languages; opened only where its suffix doesn't tell."""
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in _READERS:
        return True
    if suffix not in (".xml", ".txt", ".tab") or not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(4096)
    return _sniff(head) is not None


def read_segments(path: str | Path, progress: Progress | None = None) -> tuple[Document, Document]:
    """The two documents of a bilingual file, Chinese first; blocks that answer each other have the same id.

    A block's label is the segment's id, or its number where the file gives none. A side that is not translated has no
    block. Raises InputError where the file can't be read.
    """
    path = Path(path)
    data = _bytes_of(path)
    kind = _kind_of(path, data)
    doubts: list[Doubt] = []
    segments = list(_watched(_READERS[kind](data, path.name, doubts), progress))
    if not segments:
        raise Empty(f"{path.name} holds no segments in Chinese or English", f"{path.name} 中没有中文或英文句段")
    if progress:
        progress("read", len(segments), len(segments))
    source = Source(path.name, hashlib.sha256(data).hexdigest(), kind.removeprefix("."), None, str(path))
    chinese = script("".join(HAN.findall("".join(segment.zh for segment in segments[:20_000]))))
    return _document(source, chinese, segments, 1, doubts), _document(source, "en", segments, 2, doubts)


def _document(source: Source, lang: Lang, segments: list[Segment], side: int, doubts: list[Doubt]) -> Document:
    blocks = tuple(
        Block(f"s{number}", "paragraph", segment[side], segment.id, segment.id)
        for number, segment in enumerate(segments, 1)
        if segment[side]
    )
    return Document(source, lang, blocks, tuple(doubts))


def _watched(segments: Iterable[Segment], progress: Progress | None) -> Iterator[Segment]:
    """The segments that have a text on a side, told to ``progress`` now and then (how many will come is unknown)."""
    for number, segment in enumerate(segments, 1):
        if segment.zh or segment.en:
            yield segment
        if progress and number % 1000 == 0:
            progress("read", number, number)


def _bytes_of(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound(f"there is no file {path}", f"没有文件 {path}") from None
    except OSError as error:
        raise NotFound(f"{path} can't be read: {error.strerror}", f"无法读取 {path}：{error.strerror}") from None
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise Empty(f"{path.name} is empty", f"{path.name} 是空文件")
    return data


def _kind_of(path: Path, data: bytes) -> str:
    suffix = path.suffix.lower()
    kind = suffix if suffix in _READERS else _sniff(data[:4096])
    if kind is None:
        raise UnknownFormat(
            f"{path.name} is no bilingual file: hedui knows TSV, CSV, XLSX, TMX and XLIFF",
            f"{path.name} 不是双语文件：hedui 支持 TSV、CSV、XLSX、TMX 和 XLIFF",
        )
    return kind


def _sniff(head: bytes) -> str | None:
    """The suffix a file should have by its first bytes, None where they are of no bilingual file."""
    try:
        text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="ignore")
    except UnicodeDecodeError:
        return None
    root = re.search(r"<(?:\w+:)?(tmx|xliff)[\s>]", text)
    if root:
        return "." + root[1]
    header = text.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r").split("\t")
    return ".tsv" if len(header) > 1 and {"zh", "en"} <= {_side(name) for name in header} else None


# Tables ---------------------------------------------------------------------------------------------------------------


def _side(name: object) -> str | None:
    """Which column a heading names: zh, en, id, or None for any other."""
    name = re.sub(r"[\s_-]+", "-", str(name or "").strip().strip('"').lower())
    if name in ("zh", "chinese", "中文", "汉语", "漢語") or name.startswith("zh-"):
        return "zh"
    if name in ("en", "english", "英文", "英语", "英語") or name.startswith("en-"):
        return "en"
    return "id" if name in ("id", "no", "no.", "编号", "編號", "序号", "序號") else None


class _Columns(NamedTuple):
    zh: int
    en: int
    id: int | None
    width: int


def _columns(header: Iterable[object]) -> _Columns | None:
    """Where the columns stand in a heading row, None where it lacks one of the two languages.

    An exact name (zh, en, id) goes before a longer one (zh-CN, No.), the first before a later.
    """
    names = list(header)
    where: dict[str, int] = {}
    for exact in (True, False):
        for index, name in enumerate(names):
            side = _side(name)
            if side and (not exact or str(name).strip().lower() == side):
                where.setdefault(side, index)
    if "zh" not in where or "en" not in where:
        return None
    return _Columns(where["zh"], where["en"], where.get("id"), len(names))


def _no_columns(name: str) -> Damaged:
    return Damaged(
        f"{name} has no columns named zh and en in its first row; name them so (a column id is optional)",
        f"{name} 的首行没有名为 zh 和 en 的列，请这样命名（id 列可有可无）",
    )


def _from_rows(rows: Iterable[list[str]], columns: _Columns, name: str, doubts: list[Doubt]) -> Iterator[Segment]:
    for number, row in enumerate(rows, 1):
        if not any(row):
            continue
        if len(row) > columns.width and any(row[columns.width :]):
            doubts.append(_too_wide(name, number, len(row), columns.width))
        row = row + [""] * (columns.width - len(row))
        id_ = row[columns.id].strip() if columns.id is not None else ""
        yield Segment(id_ or str(number), _tidy(row[columns.zh]), _tidy(row[columns.en]))


def _too_wide(name: str, number: int, fields: int, width: int) -> Doubt:
    return Doubt(
        "broken-row",
        Message(
            f"{name}: row {number} has {fields} fields where the heading has {width}; texts may be cut",
            f"{name}：第 {number} 行有 {fields} 个字段，而标题行只有 {width} 个，文本可能被截断",
        ),
    )


def _tidy(text: str) -> str:
    """A text on one line: a finding is shown on one, and a line break in a cell means a space."""
    return re.sub(r"\s*\n\s*", " ", text).strip()


def _read_tsv(data: bytes, name: str, doubts: list[Doubt]) -> Iterator[Segment]:
    text = decode(data, name)
    rows = _quoted_tsv(text) if '"' in text else None
    if rows is None:
        rows = [line.split("\t") for line in text.split("\n")]
    return _read_rows(rows, name, doubts)


def _quoted_tsv(text: str) -> list[list[str]] | None:
    """The rows, if the file quotes its fields as spreadsheets do; None where its quotes are a part of the text.

    Spreadsheets quote what holds a quote or a line end, so their files show doubled quotes or line ends in fields. A
    quoted field that holds a tab is a sign of two quotes in the text that do not belong together.
    """
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        return None
    if any("\t" in field for row in rows for field in row):
        return None
    width = len(rows[0])
    if any(len(row) not in (0, width) for row in rows):
        return None
    several_lines = any("\n" in field for row in rows for field in row)
    return rows if several_lines or '""' in text or all(line[:1] == '"' for line in text.split("\n") if line) else None


def _read_csv(data: bytes, name: str, doubts: list[Doubt]) -> Iterator[Segment]:
    text = decode(data, name)
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    if delimiter == "\t":
        return _read_tsv(data, name, doubts)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    return _read_rows(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), name, doubts)


def _read_rows(rows: list[list[str]], name: str, doubts: list[Doubt]) -> Iterator[Segment]:
    columns = _columns(rows[0])
    if columns is None:
        raise _no_columns(name)
    return _from_rows(rows[1:], columns, name, doubts)


def _read_xlsx(data: bytes, name: str, doubts: list[Doubt]) -> Iterator[Segment]:
    """The first sheet that has both columns; its heading may stand below some rows of title."""
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MAX_UNPACKED:
                raise Damaged(f"{name} unpacks to over 1 GB; split it", f"{name} 解压后超过 1 GB，请拆分")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [
            [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets
        ]
    except Damaged:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise Damaged(
            f"{name} can't be opened as XLSX ({type(error).__name__}); save it again from the spreadsheet",
            f"无法按 XLSX 打开 {name}（{type(error).__name__}），请用电子表格软件重新保存",
        ) from None
    for rows in sheets:
        for at, row in enumerate(rows[:10]):
            columns = _columns(row)
            if columns:
                return _from_rows(rows[at + 1 :], columns, name, doubts)
    raise _no_columns(name)


def _cell(value: object) -> str:
    """A cell as a person sees it: 12 for 12.0, a date without its midnight."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).removesuffix(" 00:00:00")


# XML ------------------------------------------------------------------------------------------------------------------

_CODES = frozenset("bpt ept it ph ut sub x bx ex sc ec sm em cp".split())
"""Inline elements whose content is code of the document's format, not its text (TMX 1.4, XLIFF 1.2 and 2)."""
_LINE_BREAKS = frozenset(("lb", "x-lb", "xlf:lb"))


def _elements(data: bytes, name: str, *wanted: str) -> Iterator[tuple[str, etree._Element]]:
    """The ends of the wanted elements of an XML file, and the start of its root; memory is given back behind them.

    Nothing outside the file is loaded, and a file that declares entities of its own is refused: they can grow without
    bound, and neither format needs them.
    """
    from lxml import etree

    try:
        events = etree.iterparse(
            io.BytesIO(data), events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True
        )
        root = None
        for event, element in events:
            if not isinstance(element.tag, str):
                continue
            if root is None:
                root = element
                _no_entities(element, name)
                yield "root", element
            elif event == "end":
                local = etree.QName(element).localname
                if local in wanted:
                    yield local, element
                    _drop(element)
    except etree.XMLSyntaxError as error:
        raise Damaged(
            f"{name} is broken XML in line {error.lineno}: {error.msg}",
            f"{name} 第 {error.lineno} 行的 XML 有误：{error.msg}",
        ) from None


def _no_entities(root: etree._Element, name: str) -> None:
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        raise Damaged(
            f"{name} declares entities of its own; hedui doesn't expand them: save it without",
            f"{name} 自行声明了实体，hedui 不予展开，请另存为不含实体的文件",
        )


def _drop(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _plain(element: etree._Element | None) -> str:
    """The text of a segment without codes; a placeholder for a line break is a space."""
    if element is None:
        return ""
    parts: list[str] = []
    _collect(element, parts)
    return _tidy("".join(parts).replace("\t", " "))


def _collect(element: Any, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        local = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else "ph"
        if local not in _CODES:
            _collect(child, parts)
        elif child.get("ctype") in _LINE_BREAKS or child.get("subType") in _LINE_BREAKS:
            parts.append(" ")
        parts.append(child.tail or "")


def _lang_side(lang: str | None) -> str | None:
    lang = (lang or "").lower().replace("_", "-").split("-")[0]
    return {"zh": "zh", "zho": "zh", "chi": "zh", "cmn": "zh", "yue": "zh", "en": "en", "eng": "en"}.get(lang)


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _read_tmx(data: bytes, name: str, doubts: list[Doubt]) -> Iterator[Segment]:
    number = 0
    for event, unit in _elements(data, name, "tu"):
        if event == "root":
            _check_root(unit, "tmx", name)
            continue
        number += 1
        texts: dict[str, str] = {}
        for variant in unit.iterchildren("{*}tuv"):
            side = _lang_side(variant.get(_XML_LANG) or variant.get("lang"))
            if side:
                texts.setdefault(side, _plain(variant.find("{*}seg")))
        yield Segment(unit.get("tuid") or str(number), texts.get("zh", ""), texts.get("en", ""))


def _read_xliff(data: bytes, name: str, doubts: list[Doubt]) -> Iterator[Segment]:
    """XLIFF 1.2 (trans-unit, languages at each file) and 2.x (segments in units, languages at the root).

    In both the source and target are children of the unit or segment itself; what hangs deeper (alt-trans, matches,
    seg-source) is of the tool.
    """
    number = 0
    root = None
    for event, unit in _elements(data, name, "trans-unit", "unit"):
        if event == "root":
            root = unit
            _check_root(unit, "xliff", name)
            continue
        for id_, holder in _holders(unit):
            number += 1
            source, target = _plain(holder.find("{*}source")), _plain(holder.find("{*}target"))
            zh, en = (target, source) if _source_is_english(unit, root, name) else (source, target)
            yield Segment(id_ or str(number), zh, en)


def _holders(unit: etree._Element) -> Iterator[tuple[str | None, etree._Element]]:
    """What holds source and target in a unit, with its id: a trans-unit itself, the segments of a unit of XLIFF 2."""
    if str(unit.tag).endswith("trans-unit"):
        yield unit.get("id"), unit
        return
    segments = list(unit.iterchildren("{*}segment"))
    for segment in segments:
        parts = [unit.get("id"), segment.get("id") if len(segments) > 1 or unit.get("id") is None else None]
        yield "/".join(part for part in parts if part) or None, segment


def _source_is_english(unit: etree._Element, root: etree._Element | None, name: str) -> bool:
    file = next(unit.iterancestors("{*}file"), None)
    source = target = None
    if file is not None:
        source, target = file.get("source-language"), file.get("target-language")
    if source is None and root is not None:
        source, target = root.get("srcLang"), root.get("trgLang")
    sides = {_lang_side(lang) for lang in (source, target) if lang}
    if sides and sides <= {"zh", "en"}:
        return _lang_side(source or target) == ("en" if source else "zh")
    raise Damaged(
        f"{name} is from {source} to {target}; hedui checks Chinese and English",
        f"{name} 的语言方向是 {source} 到 {target}，hedui 只核对中文和英文",
    )


def _check_root(root: etree._Element, wanted: str, name: str) -> None:
    local = str(root.tag).rpartition("}")[2]
    if local != wanted:
        raise Damaged(
            f"{name} is no {wanted.upper()} file: its root element is {local}",
            f"{name} 不是 {wanted.upper()} 文件：其根元素是 {local}",
        )


_READERS: dict[str, Callable[[bytes, str, list[Doubt]], Iterator[Segment]]] = {
    ".tsv": _read_tsv,
    ".csv": _read_csv,
    ".xlsx": _read_xlsx,
    ".xlsm": _read_xlsx,
    ".tmx": _read_tmx,
    ".xliff": _read_xliff,
    ".xlf": _read_xliff,
    ".sdlxliff": _read_xliff,
    ".mqxliff": _read_xliff,
}
