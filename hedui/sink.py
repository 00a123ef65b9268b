"""Where results go: standard output, or a file that appears only when it is whole."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from hedui.errors import OutputError, UsageError
from hedui.model import Result
from hedui.outputs import WRITERS

STDOUT = "-"


def refuse_bad_target(path: str, inputs: tuple[Path, ...] = ()) -> None:
    """Raise before any work is done where ``path`` can't be written, or is one of the inputs."""
    if path == STDOUT:
        return
    target = Path(path)
    if any(source.exists() and target.exists() and target.samefile(source) for source in inputs):
        raise UsageError(
            f"{path} is an input; give --output another name", f"{path} 是输入文件；请为 --output 另取文件名"
        )
    folder = target.parent
    if not folder.is_dir():
        raise OutputError(
            f"{path}: there is no folder {folder}; make it first", f"{path}：没有文件夹 {folder}；请先创建"
        )
    if target.is_dir():
        raise OutputError(f"{path} is a folder; give a file name", f"{path} 是文件夹；请给出文件名")
    if not os.access(folder, os.W_OK) or (target.exists() and not os.access(target, os.W_OK)):
        raise OutputError(
            f"{path}: not allowed to write there; give another --output", f"{path}：没有写入权限；请另选 --output"
        )


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """A binary stream to standard output ("-") or to a file, which replaces the old one only when all is written.

    Raises OutputError where writing fails; then nothing is left behind.
    """
    if path == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        if os.path.exists(name):
            os.unlink(name)


def save(result: Result, format_: str, output: str, lang: str) -> None:
    """Write a result in one format; a format that makes a file for each document goes to as many."""
    writer = WRITERS[format_]
    if not writer.a_document_each or len(result.documents) == 1:
        with opened(output) as stream:
            writer.write(result, stream, lang)
        return
    if output == STDOUT:
        raise UsageError(
            f"{format_} makes a file for each document; add --output FILE",
            f"{format_} 为每份文件各生成一个文件；请加 --output 文件名",
        )
    names = names_for_each(output, [document.lang for document in result.documents])
    formats = [document.source.format for document in result.documents]
    if format_ not in formats:
        raise OutputError(
            f"{output}: none of the documents is a {format_.upper()}; take another --format, such as html",
            f"{output}：没有 {format_.upper()} 格式的文件；请改用其他格式，如 html",
        )
    for number, name in enumerate(names):
        if formats[number] == format_:
            with opened(name) as stream:
                writer.write(result, stream, lang, number)


def names_for_each(output: str, languages: Sequence[str]) -> list[str]:
    """``out.pdf`` for two documents: ``out.zh.pdf`` and ``out.en.pdf``, or by number where the languages are one."""
    endings = [language[:2] for language in languages]
    if len(set(endings)) < len(endings):
        endings = [str(number) for number, _ in enumerate(endings, 1)]
    path = Path(output)
    return [str(path.with_name(f"{path.stem}.{ending}{path.suffix}")) for ending in endings]


def _mode(target: Path) -> int:
    """The permissions a plain ``open`` would have given: mkstemp's are for the owner alone."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(path: str, error: OSError) -> OutputError:
    why = error.strerror or str(error)
    return OutputError(
        f"{path}: can't be written ({why}); give another --output", f"{path}：无法写入（{why}）；请另选 --output"
    )
