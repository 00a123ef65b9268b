"""Archives: which files a folder, zip or URL holds, and which of them are the two languages of one document.

Files are paired by their names first (``A_76_284_C.pdf`` with ``A_76_284_E.pdf``, ``zh/report.pdf`` with
``en/report.pdf``), what is left over by the document symbol on the first page, and the rest by content. What a file's
text says of its language always wins over what its name says. The manifest is a CSV file that its user may edit.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal, cast

from hedui.errors import HeduiError, InputError, NotFound, UsageError
from hedui.extract import peek
from hedui.extract.quantities import read as quantities
from hedui.model import Document
from hedui.sink import opened

SUFFIXES = frozenset({".pdf", ".docx", ".txt", ".md"})
"""What a scan looks at; everything else in an archive is passed over."""

MAX_BYTES = 512 * 1024 * 1024
"""The largest file taken from an archive; a larger one is recorded with that reason."""

Status = Literal["paired", "doubtful", "unpaired", "unread"]
Progress = Callable[[str, int, int], None]

# Tokens of file and folder names that tell a language; whole tokens only, so that "tcp" or "generic" tell nothing.
_NAMED = {
    "zh": "zh zho chi c ch cn chn chs cht chinese hans hant sc tc 中文 中 汉语 漢語 简体 繁體 繁体",
    "en": "en eng e english engb enus 英文 英 英语 英語",
}
_LANGUAGE = {token: lang for lang, tokens in _NAMED.items() for token in tokens.split()}
_COMPOUND = re.compile(r"(zh|en)[-_](cn|tw|hk|hans|hant|gb|us)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z]+|\d+|[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive: where it is, its language as read ("zh", "en" or None) and the symbol it bears."""

    path: str
    lang: str | None = None
    symbol: str | None = None
    gist: frozenset[str] = frozenset()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the manifest. ``zh`` or ``en`` is empty where a file has no twin."""

    id: str
    zh: str
    en: str
    status: Status
    why: str = ""
    symbol: str = ""


FIELDS = ("id", "zh", "en", "status", "why", "symbol")


def scan(root: str | Path, *, progress: Progress | None = None) -> list[Row]:
    """The manifest of a folder, a zip file or an fsspec URL.

    Raises NotFound where there is nothing of that name, UsageError where its protocol is not installed.
    """
    paths = sorted(files(root))
    entries = []
    for n, path in enumerate(paths):
        if progress:
            progress("scan", n, len(paths))
        entries.append(look(path))
    if progress:
        progress("scan", len(paths), len(paths))
    return pair_files(entries)


def files(root: str | Path) -> Iterator[str]:
    """Every readable file below a folder, in a zip or behind a URL, as paths or URLs that ``local`` opens.

    Links that lead out of the folder are passed over, as are hidden files.
    """
    text = os.fspath(root)
    if "://" in text:
        yield from _remote(text)
    elif Path(text).is_dir():
        yield from _below(Path(text))
    elif Path(text).is_file() and Path(text).suffix.lower() == ".zip":
        yield from _remote(f"zip://::{Path(text).absolute()}")
    elif Path(text).exists():
        raise UsageError(f"{text}: not a folder or a zip file", f"{text}：不是文件夹，也不是 zip 文件")
    else:
        raise NotFound(f"{text}: no such folder; check the path", f"{text}：没有这个文件夹，请检查路径")


def _below(folder: Path) -> Iterator[str]:
    home = folder.resolve()
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(base, name)
            if name.startswith((".", "~$")) or path.suffix.lower() not in SUFFIXES:
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(home):
                continue
            if path.is_file():
                yield str(path)


def _remote(url: str) -> Iterator[str]:
    import fsspec

    try:
        fs, root = fsspec.core.url_to_fs(url)
        found = sorted(fs.find(root))
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"{url}: {error}; install the extra of that protocol, e.g. hedui[s3]",
            f"{url}：{error}；请安装该协议的附加组件，例如 hedui[s3]",
        ) from error
    except Exception as error:
        raise NotFound(f"{url}: can't be opened ({error})", f"{url}：打不开（{error}）") from error
    head, chain, tail = url.partition("::")
    protocol = head.partition("://")[0]
    for path in found:
        name = PurePosixPath(path)
        if name.suffix.lower() in SUFFIXES and not name.name.startswith((".", "~$")):
            yield f"{protocol}://{path}{chain}{tail}"


@contextmanager
def local(path: str) -> Iterator[Path]:
    """A path of the manifest as a file on this machine; what comes from a URL or zip is fetched and removed again."""
    if "://" not in path:
        yield Path(path)
        return
    import fsspec

    name = PurePosixPath(path.partition("::")[0]).name
    with tempfile.TemporaryDirectory(prefix="hedui-") as folder:
        copy = Path(folder, "copy" + PurePosixPath(name).suffix)
        try:
            with fsspec.open(path, "rb") as source, copy.open("wb") as target:
                _copy(source, target, name)
        except HeduiError:
            raise
        except Exception as error:
            raise NotFound(f"{name}: can't be fetched ({error})", f"{name}：取不到（{error}）") from error
        yield copy


def _copy(source: BinaryIO, target: BinaryIO, name: str) -> None:
    taken = 0
    while chunk := source.read(1 << 20):
        taken += len(chunk)
        # What a zip's directory says of a size is not to be believed, so the bytes themselves are counted.
        if taken > MAX_BYTES:
            raise InputError(f"{name}: larger than {MAX_BYTES >> 20} MB", f"{name}：大于 {MAX_BYTES >> 20} MB")
        target.write(chunk)


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def look(path: str) -> Entry:
    """What the first pages of a file tell: its language, its document symbol, and words that survive translation."""
    try:
        with local(path) as here:
            document = peek(here)
    except HeduiError as error:
        return Entry(path, why=error.en)
    return Entry(path, document.lang[:2], _symbol(document), _gist(document))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield block.text
        for row in block.rows or ():
            yield from row


def _symbol(document: Document) -> str | None:
    """The document's own symbol: the first on its first page that has at least one slash and a digit."""
    texts = [*document.furniture, *(block.text for block in document.blocks[:8])]
    for text in texts:
        for quantity in quantities(text, document.lang):
            if quantity.kind == "symbol" and quantity.value and quantity.value.count("/") >= 1:
                return quantity.value.upper()
    return None


def _gist(document: Document) -> frozenset[str]:
    """Numbers of two digits or more, symbols and Latin names: what both languages of a document share."""
    said: set[str] = set()
    for text in _texts(document):
        for quantity in quantities(text, document.lang):
            value = quantity.value
            if value and len(re.sub(r"\D", "", value)) >= 2:
                said.add(f"{quantity.kind}:{value}")
    return frozenset(said)


# -- pairing ---------------------------------------------------------------------------------------------------------


def name_key(path: str) -> tuple[str, str | None]:
    """A path without its tokens of language, and the language they tell.

    >>> name_key("archive/A_76_284_C.pdf") == ("archive a 76 284", "zh")
    True
    """
    inner = path.partition("::")[0]
    stem = str(PurePosixPath(inner.replace(os.sep, "/")).with_suffix(""))
    stem = _COMPOUND.sub(lambda m: m.group(1), stem)
    kept: list[str] = []
    lang: str | None = None
    for token in _TOKEN.findall(stem):
        told = _LANGUAGE.get(token.casefold())
        if told is None:
            kept.append(token.casefold())
        else:
            lang = told
    return " ".join(kept), lang


def pair_files(entries: Sequence[Entry]) -> list[Row]:
    """Pair files by name, then by symbol, then by content; a row for every file or pair, in order of path."""
    unread = [e for e in entries if e.lang is None]
    left = [e for e in entries if e.lang is not None]
    rows = [_single(e, "unread", e.why) for e in unread]
    named = [(e, name_key(e.path)) for e in left]
    by_name, left = _by_key(left, {e.path: key for e, (key, _) in named}, "name")
    by_symbol, left = _by_key(left, {e.path: e.symbol for e in left if e.symbol}, "symbol")
    by_gist, left = _by_gist(left)
    told = {e.path: lang for e, (_, lang) in named}
    rows += [_mind(row, told) for row in [*by_name, *by_symbol, *by_gist]]
    rows += [_single(e, "unpaired", "no file in the other language answers it") for e in left]
    return sorted(_unique(rows), key=lambda row: (row.zh or row.en, row.en))


def _mind(row: Row, told: dict[str, str | None]) -> Row:
    """The row with a remark where a file's name tells another language than its text."""
    wrong = [p for p, lang in ((row.zh, "zh"), (row.en, "en")) if told.get(p) not in (None, lang)]
    if not wrong:
        return row
    return replace(row, status="doubtful", why=f"{row.why}; the name of {_base(wrong[0])} tells another language")


def _by_key(
    entries: Sequence[Entry], keys: dict[str, str | None] | dict[str, str], how: str
) -> tuple[list[Row], list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        key = keys.get(entry.path)
        if key:
            groups[key].append(entry)
    rows: list[Row] = []
    taken: set[str] = set()
    for group in groups.values():
        zh, en = ([e for e in group if e.lang == lang] for lang in ("zh", "en"))
        if not zh or not en:
            continue
        pairs, status, why = _within(zh, en, how)
        for a, b in pairs:
            rows.append(Row("", a.path, b.path, status, why, a.symbol or b.symbol or ""))
            taken |= {a.path, b.path}
    return rows, [e for e in entries if e.path not in taken]


def _within(zh: list[Entry], en: list[Entry], how: str) -> tuple[list[tuple[Entry, Entry]], Status, str]:
    """One zh and one en file of a group are a pair; where there are more, the likest, with doubt."""
    if len(zh) == len(en) == 1:
        a, b = zh[0], en[0]
        if how == "name" and a.symbol and b.symbol and a.symbol != b.symbol:
            return [(a, b)], "doubtful", f"paired by name, but the symbols differ: {a.symbol}, {b.symbol}"
        return [(a, b)], "paired", f"paired by {how}"
    best = sorted(((_alike(a, b), a.path, b.path, a, b) for a in zh for b in en), reverse=True, key=lambda t: t[:3])
    pairs: list[tuple[Entry, Entry]] = []
    used: set[str] = set()
    for _, pa, pb, a, b in best:
        if pa not in used and pb not in used:
            used |= {pa, pb}
            pairs.append((a, b))
    return pairs, "doubtful", f"several files share one {how}; the likest are paired"


def _alike(a: Entry, b: Entry) -> float:
    """How much of the smaller gist the two share, 0 to 1."""
    if not a.gist or not b.gist:
        return 0.0
    return len(a.gist & b.gist) / min(len(a.gist), len(b.gist))


def _by_gist(entries: Sequence[Entry]) -> tuple[list[Row], list[Entry]]:
    """Pairs of files that share rare figures and answer each other best; near linear by an index of figures."""
    zh = [e for e in entries if e.lang == "zh"]
    en = [e for e in entries if e.lang == "en"]
    where: dict[str, list[int]] = defaultdict(list)
    for k, e in enumerate(en):
        for item in e.gist:
            where[item].append(k)
    scores: dict[tuple[int, int], float] = {}
    for i, e in enumerate(zh):
        shared: Counter[int] = Counter()
        for item in e.gist:
            # A figure that stands in a great many files (a year) tells nothing and would make this quadratic.
            if len(where[item]) <= 50:
                shared.update(where[item])
        for k, n in shared.most_common(5):
            if n >= 4 and _alike(e, en[k]) >= 0.5:
                scores[i, k] = _alike(e, en[k])
    rows: list[Row] = []
    taken: set[str] = set()
    for (i, k), score in sorted(scores.items(), key=lambda item: -item[1]):
        a, b = zh[i], en[k]
        if a.path not in taken and b.path not in taken:
            taken |= {a.path, b.path}
            status: Status = "paired" if score >= 0.8 else "doubtful"
            why = f"paired by content: {score:.0%} of the figures are shared"
            rows.append(Row("", a.path, b.path, status, why, a.symbol or b.symbol or ""))
    return rows, [e for e in entries if e.path not in taken]


def _single(entry: Entry, status: Status, why: str) -> Row:
    zh, en = (entry.path, "") if entry.lang == "zh" else ("", entry.path)
    return Row("", zh, en, status, why, entry.symbol or "")


def _base(path: str) -> str:
    return PurePosixPath(path.partition("::")[0].replace(os.sep, "/")).name


def _unique(rows: Iterable[Row]) -> list[Row]:
    """Rows with ids: the name without its language, made different where two are alike."""
    seen: Counter[str] = Counter()
    out = []
    for row in rows:
        key = re.sub(r"[^\w\u4e00-\u9fff]+", "-", name_key(_base(row.zh or row.en))[0]).strip("-") or "file"
        seen[key] += 1
        out.append(replace(row, id=key if seen[key] == 1 else f"{key}-{seen[key]}"))
    return out


# -- the manifest ----------------------------------------------------------------------------------------------------


def write_manifest(rows: Iterable[Row], path: Path) -> None:
    """Write the manifest as CSV, whole or not at all. Paths inside its folder are written relative to it."""
    home = path.absolute().parent
    text = io.StringIO(newline="")
    out = csv.DictWriter(text, FIELDS)
    out.writeheader()
    for row in rows:
        cells = {f: getattr(row, f) for f in FIELDS}
        out.writerow(cells | {"zh": _relative(row.zh, home), "en": _relative(row.en, home)})
    with opened(str(path)) as stream:
        stream.write(text.getvalue().encode("utf-8-sig"))


def read_manifest(path: Path) -> list[Row]:
    """The rows of a manifest; UsageError names the line that does not fit."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            found = list(csv.DictReader(stream))
    except FileNotFoundError as error:
        raise NotFound(f"{path}: no such manifest", f"{path}：没有这份清单") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: not a manifest in CSV, UTF-8", f"{path}：不是 UTF-8 的 CSV 清单") from error
    if found and not {"id", "zh", "en"} <= set(found[0]):
        raise UsageError(f"{path}: a manifest has the columns id, zh, en", f"{path}：清单须有 id、zh、en 三列")
    home = path.absolute().parent
    rows: list[Row] = []
    ids: set[str] = set()
    for line, cells in enumerate(found, 2):
        id = (cells["id"] or "").strip()
        if not id or id in ids:
            raise UsageError(
                f"{path}, line {line}: the id is missing or used twice", f"{path} 第 {line} 行：编号缺失或重复"
            )
        ids.add(id)
        zh, en = (_absolute((cells[side] or "").strip(), home) for side in ("zh", "en"))
        status = (cells.get("status") or ("paired" if zh and en else "unpaired")).strip()
        if status not in ("paired", "doubtful", "unpaired", "unread"):
            raise UsageError(
                f"{path}, line {line}: no such status: {status}", f"{path} 第 {line} 行：没有这种状态：{status}"
            )
        rows.append(Row(id, zh, en, cast(Status, status), cells.get("why") or "", cells.get("symbol") or ""))
    return rows


def _relative(path: str, home: Path) -> str:
    if not path or "://" in path:
        return path
    full = Path(path).absolute()
    return str(full.relative_to(home)) if full.is_relative_to(home) else str(full)


def _absolute(path: str, home: Path) -> str:
    return path if not path or "://" in path else str(home / path)
