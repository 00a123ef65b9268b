"""What ``import hedui`` offers: check documents, look at the result in a notebook, save it as any report."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hedui import compare, sink
from hedui.errors import UsageError
from hedui.model import Document, Result
from hedui.outputs import WRITERS, format_of
from hedui.reconcile import Options

if TYPE_CHECKING:
    import pandas


class Checked(Result):
    """A result that shows itself in a notebook, becomes a data frame, and saves itself."""

    __slots__ = ()

    def to_frame(self, lang: str = "en") -> pandas.DataFrame:
        """The findings as a pandas data frame, a row each; docs/outputs.md names the columns."""
        import pandas

        from hedui.outputs.rows import columns, rows

        return pandas.DataFrame(list(rows(self, lang)), columns=list(columns(self)))

    def save(self, path: str | Path, format: str | None = None, lang: str = "en") -> None:
        """Write the result in the format of the suffix (.html, .xlsx, .json, …) or in the one named.

        Raises UsageError where there is no such format, OutputError where the file can't be written.
        """
        found = format or format_of(str(path))
        if found not in WRITERS:
            known = ", ".join(WRITERS)
            raise UsageError(f"{path}: no such format; take one of {known}", f"{path}：没有这种格式；可选 {known}")
        inputs = tuple(Path(d.source.path) for d in self.documents if d.source.path)
        sink.refuse_bad_target(str(path), inputs)
        sink.save(self, found, str(path), lang)

    def _repr_html_(self) -> str:
        from hedui.outputs.notebook import table

        return table(self)


def check(*paths: str | Path, options: Options | None = None, password: str | None = None) -> Checked:
    """Check two documents against each other, or one against itself, or the segments of a bilingual file.

    Raises InputError where a file can't be read, UsageError where there are more than two or two are one.
    """
    return _checked(compare.check(*paths, options=options, password=password))


def load(path: str | Path) -> Checked:
    """A result that was saved as JSON. Raises InputError where the file is something else.

    Documents that are not where they were are looked for beside the result; their hash tells whether they are the same.
    """
    from hedui.errors import NotFound
    from hedui.wire import loads, result_from_json

    path = Path(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise NotFound(
            f"{path}: can't be read ({error.strerror}); check the name", f"{path}：无法读取；请检查文件名"
        ) from error
    result = result_from_json(loads(raw, path.name), path.name)
    return _checked(replace(result, documents=tuple(_near(document, path.parent) for document in result.documents)))


def _near(document: Document, folder: Path) -> Document:
    """The document with a path that leads to it, if one of the likely ones does."""
    source = document.source
    named = Path(source.path or source.name)
    found = next((str(path) for path in (named, folder / named, folder / source.name) if path.is_file()), source.path)
    return replace(document, source=replace(source, path=found))


def _checked(result: Result) -> Checked:
    return Checked(*(getattr(result, field.name) for field in fields(result)))
