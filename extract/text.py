"""Plain text: paragraphs apart by blank lines or one a line, labels at their start; or every line for itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hedui.errors import Empty, NotFound
from hedui.extract.captions import is_caption
from hedui.extract.charset import decode
from hedui.extract.labels import Label, Nesting, Start, candidates, choose
from hedui.extract.language import language
from hedui.extract.repair import is_cjk, joined, plain
from hedui.model import Block, BlockKind, Document, Lang, Source

name = "text"
suffixes = (".txt", ".text")
magic: tuple[bytes, ...] = ()

Progress = Callable[[str, int, int], None]

_ENDS = re.compile(r"[。；;，,、：:.!?！？”\"]\Z")
_SPACE = 6.0
"""Points that a leading space stands for, so that indentation means the same as on a page."""


def read(
    path: Path, *, password: str | None = None, progress: Progress | None = None, lang: Lang | None = None
) -> Document:
    """The document in a text file. Raises Damaged where its encoding is none we know, Empty where it has no text."""
    path = Path(path)
    data, text = load(path)
    chunks = list(_paragraphs(text))
    labels = _labels(chunks)
    nesting = Nesting()
    blocks: list[Block] = []
    for number, chunk in enumerate(chunks):
        label = labels.get(number)
        body = plain(chunk.text[label.end :] if label else chunk.text).strip()
        id_ = f"b{number + 1}"
        if label:
            entered = nesting.enter(label, chunk.x0)
            kind: BlockKind = "numbered" if entered.kind == "numbered" else "item"
            blocks.append(Block(id_, kind, body, label.text, entered.path, entered.level))
        elif (
            chunk.alone
            and len(body) < 80
            and not _ENDS.search(body)
            and number + 1 < len(chunks)
            and not is_caption(body)
        ):
            nesting.heading()
            blocks.append(Block(id_, "heading", body))
        else:
            blocks.append(Block(id_, "paragraph", body))
    if progress:
        progress("read", len(blocks), len(blocks))
    return Document(source_of(path, data, name), lang or language(text), tuple(blocks))


def read_lines(path: str | Path, *, lang: Lang | None = None) -> Document:
    """Every line of a text file as a block, whose id is the number of its line from 1; empty lines have none."""
    path = Path(path)
    data, text = load(path)
    blocks = tuple(
        Block(str(number), "paragraph", line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()
    )
    return Document(source_of(path, data, name), lang or language(text), blocks)


def load(path: Path) -> tuple[bytes, str]:
    """The bytes and the characters of a text file. Raises NotFound, Damaged or Empty."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotFound(f"{path}: can't be read ({error.strerror})", f"{path}：无法读取（{error.strerror}）") from None
    text = decode(data, path.name).lstrip("\ufeff")
    if not text.strip():
        raise Empty(f"{path.name}: there is no text in it", f"{path.name}：文件中没有文字")
    return data, text


def source_of(path: Path, data: bytes, format: str) -> Source:
    """Where a text came from."""
    return Source(path.name, hashlib.sha256(data).hexdigest(), format, None, str(path.absolute()))


@dataclass(slots=True)
class _Chunk:
    """A paragraph: its text with line ends mended, its indentation, whether it is one line between blank ones."""

    text: str
    x0: float
    alone: bool
    hangs: bool = False


def _paragraphs(text: str) -> Iterator[_Chunk]:
    groups = [group.split("\n") for group in re.split(r"\n(?:[ \t\u3000\f]*\n)+", text.expandtabs(4).strip("\n"))]
    groups = [[line for line in group if line.strip()] for group in groups]
    wrapped = _is_wrapped(groups)
    apart = len(groups) > 1
    for group in filter(None, groups):
        for lines in _split(group) if wrapped else ([line] for line in group):
            yield _chunk(lines, apart and len(group) == 1)


def _is_wrapped(groups: Sequence[Sequence[str]]) -> bool:
    """Whether lines end because the margin was reached: most that another follows are about as long as the longest."""
    widths = [[_width(line) for line in group] for group in groups]
    inner = [width for group in widths for width in group[:-1]]
    if len(inner) < 3:
        return bool(inner) and all(width > 60 for width in inner) and max(inner) <= 100
    longest = sorted(inner)[int(0.95 * (len(inner) - 1))]
    return 40 <= longest <= 130 and sum(width > 0.72 * longest for width in inner) > 0.6 * len(inner)


def _width(line: str) -> int:
    return sum(2 if is_cjk(sign) else 1 for sign in line)


def _split(group: Sequence[str]) -> Iterator[list[str]]:
    """The paragraphs in a group of wrapped lines: a label or an indentation at a line's start begins one."""
    now: list[str] = []
    for line in group:
        deeper = bool(now) and _indent(line) > _indent(now[-1]) and len(now) > 1 and _ENDS.search(now[-1])
        if now and ((candidates(line.strip()) and _short(now[-1], group)) or deeper):
            yield now
            now = []
        now.append(line)
    if now:
        yield now


def _short(line: str, group: Sequence[str]) -> bool:
    return bool(_ENDS.search(line.strip())) or _width(line) < 0.8 * max(map(_width, group))


def _indent(line: str) -> int:
    bare = line.lstrip(" \u3000")
    return _width(line[: len(line) - len(bare)])


def _chunk(lines: Sequence[str], alone: bool) -> _Chunk:
    text = ""
    for line in lines:
        kept, between = joined(text, line.strip())
        text = kept + between + line.strip()
    hangs = len(lines) > 1 and _indent(lines[1]) > _indent(lines[0])
    return _Chunk(text, _indent(lines[0]) * _SPACE, alone and len(lines) == 1, hangs)


def _labels(chunks: Sequence[_Chunk]) -> dict[int, Label]:
    starts = []
    for number, chunk in enumerate(chunks):
        found = [label for label in candidates(chunk.text) if label.end < len(chunk.text)]
        if found:
            behind = chunk.text[max(0, found[0].end - 2) : found[0].end]
            starts.append(
                Start(
                    place=number,
                    labels=found,
                    x0=chunk.x0,
                    x1=chunk.x0 + 2 * _SPACE,
                    size=10.5,
                    tab=behind == "  ",
                    opens=True,
                    wraps=False,
                    hangs=chunk.hangs,
                    spaced=behind.endswith(" "),
                )
            )
    return choose(starts)
