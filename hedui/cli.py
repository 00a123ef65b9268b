"""The commands. Each gathers what the user said, calls the flow, and hands the outcome to a writer.

Exit status: 0 nothing found at or above ``--fail-on``, 1 something found, 2 the command or an input is bad; then one
line on standard error says what is wrong and what to do. ``--debug`` shows the traceback behind such a line.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hedui.errors import NotFound, UsageError
from hedui.sink import STDOUT, opened, refuse_bad_target, save
from hedui.terminal import (
    Hedui,
    debug_option,
    format_option,
    lang_option,
    output_option,
    password_option,
    progress_bar,
    quiet_option,
)
from hedui.version import __version__

if TYPE_CHECKING:
    from hedui.compare import Progress
    from hedui.model import Document, Lang, Result

Target = tuple[str, str]
"""A format and where it goes."""

FAIL_ON = {"error": 2, "warning": 1, "note": 0, "never": 3}
"""The ranks of severities, and one above them all."""


def existing(name: str) -> Path:
    """The path of an input; NotFound where there is no such file."""
    path = Path(name)
    if path.is_dir():
        raise UsageError(
            f"{name} is a folder; give a file, or use `hedui corpus scan` for folders",
            f"{name} 是文件夹；请给出文件，或用 hedui corpus scan 处理文件夹",
        )
    if not path.exists():
        raise NotFound(f"{name}: no such file; check the name", f"{name}：没有这个文件；请检查文件名")
    return path


def put(data: str, output: str, inputs: tuple[Path, ...] = ()) -> None:
    """Write text where the user wants it."""
    refuse_bad_target(output, inputs)
    with opened(output) as stream:
        stream.write(data.encode())


# ---- the commands


@click.group(cls=Hedui, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="hedui")
def cli() -> None:
    """hedui 核对: checks the figures of Chinese and English documents against each other."""


@cli.command()
@click.argument("files", nargs=-1, metavar="DOC [DOC]")
@click.option(
    "--format", "formats", multiple=True, metavar="FORMAT", help="console (the default), json, html, …; repeatable."
)
@click.option(
    "--output",
    "-o",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="For each --format where to write; - is standard output.",
)
@click.option(
    "--select", multiple=True, metavar="CODE", help="Only these rules: a code, the start of codes, or a name."
)
@click.option("--ignore", multiple=True, metavar="CODE", help="Not these rules.")
@click.option(
    "--fail-on",
    type=click.Choice(list(FAIL_ON)),
    default="warning",
    show_default=True,
    help="Exit with 1 from here on.",
)
@click.option("--glossary", metavar="FILE", help="Terms and names of your house.")
@click.option("--decisions", metavar="FILE", help="Verdicts given before; dismissed findings do not count.")
@lang_option
@password_option
@quiet_option
@debug_option
def check(
    files: tuple[str, ...],
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    glossary: str | None,
    decisions: str | None,
    lang: str,
    password: str | None,
    quiet: bool,
) -> int:
    """Check two documents against each other, or one against itself.

    DOC is a PDF, DOCX or text file; the language of each is found. One bilingual file (TSV, CSV, XLSX, TMX, XLIFF)
    is checked segment by segment.
    """
    from hedui.decisions import decided, load

    paths = documents_named(files)
    wanted = targets(formats, outputs, paths)
    verdicts = load(existing(decisions)) if decisions else ()

    from hedui.compare import check as run
    from hedui.reconcile import Options

    options = Options(
        select=split_codes(select), ignore=split_codes(ignore), glossary=existing(glossary) if glossary else None
    )
    with progress_bar(quiet, lang) as progress:
        result = run(*paths, options=options, password=password, progress=progress)
    result = decided(result, verdicts)
    for format_, output in wanted:
        save(result, format_, output, lang)
    if not quiet:
        closing_line(result, wanted, lang)
    return int(worst(result) >= FAIL_ON[fail_on])


def documents_named(files: tuple[str, ...]) -> tuple[Path, ...]:
    """One or two inputs that are not the same file."""
    if not 1 <= len(files) <= 2:
        raise UsageError("give one or two documents", "请给出一份或两份文件")
    paths = tuple(map(existing, files))
    if len(paths) == 2 and paths[0].samefile(paths[1]):
        raise UsageError(
            f"{files[0]} is given twice; give it once to check it against itself",
            f"{files[0]} 给出了两次；要检查其自身是否一致，只需给出一次",
        )
    return paths


def split_codes(given: tuple[str, ...]) -> tuple[str, ...]:
    """``--select N1,T --select D`` as three codes."""
    return tuple(code for some in given for code in some.replace(",", " ").split())


def targets(formats: tuple[str, ...], outputs: tuple[str, ...], inputs: tuple[Path, ...]) -> list[Target]:
    """Pair formats with outputs in order; a format without output goes to standard output.

    An output without format is written in the format of its suffix.
    """
    from hedui.outputs import WRITERS, format_of

    pairs: list[Target] = []
    for place in range(max(len(formats), len(outputs), 1)):
        output = outputs[place] if place < len(outputs) else STDOUT
        found = formats[place] if place < len(formats) else format_of(output) if output != STDOUT else "console"
        if found not in WRITERS:
            known = ", ".join(WRITERS)
            what = found or output
            raise UsageError(f"{what}: no such format; take one of {known}", f"{what}：没有这种格式；可选 {known}")
        refuse_bad_target(output, inputs)
        if output == STDOUT and WRITERS[found].binary and sys.stdout.isatty():
            raise UsageError(
                f"{found} is not for the screen; add --output FILE", f"{found} 不能显示在屏幕上；请加 --output 文件名"
            )
        pairs.append((found, output))
    if len({output for _, output in pairs}) < len(pairs):
        raise UsageError(
            "two formats go to one place; give an --output for each --format",
            "两种格式写到了同一处；请为每个 --format 给出一个 --output",
        )
    return pairs


def worst(result: Result) -> int:
    """The rank of the gravest finding that is not dismissed, -1 where there is none."""
    dismissed = {decision.id for decision in result.decisions if decision.verdict == "dismissed"}
    return max((FAIL_ON[f.severity] for f in result.findings if f.id not in dismissed), default=-1)


def closing_line(result: Result, wanted: list[Target], lang: str) -> None:
    """Say what was found and where it was written, where the findings themselves are not on the screen."""
    files = ", ".join(output for _, output in wanted if output != STDOUT)
    if not files:
        return
    from hedui.outputs.words import counted

    count = Counter(finding.severity for finding in result.findings)
    said = [counted(count[severity], severity, lang) for severity in ("error", "warning", "note")]
    click.echo(f"{('，' if lang == 'zh' else ', ').join(said)} → {files}", err=True)


@cli.command(short_help="Show a document as it is read.")
@click.argument("file")
@format_option("json", "markdown")
@click.option("--tables", metavar="DIR", help="Also write each table as a CSV file into this folder.")
@output_option
@password_option
@lang_option
@quiet_option
@debug_option
def extract(
    file: str, format_: str, tables: str | None, output: str, password: str | None, lang: str, quiet: bool
) -> None:
    """Show a document as it is read: its blocks, footnotes and tables."""
    from hedui.extract import read

    path = existing(file)
    refuse_bad_target(output, (path,))
    with progress_bar(quiet, lang) as progress:
        document = read(path, password=password, progress=progress)
    if tables is not None:
        write_tables(document, tables)
    put(document_text(document, format_), output)


def document_text(document: Document, format_: str) -> str:
    """A document as JSON or Markdown."""
    if format_ == "json":
        from hedui.wire import document_to_json

        return json.dumps(document_to_json(document), ensure_ascii=False) + "\n"
    from hedui.outputs.markdown import markdown

    return markdown(document)


def write_tables(document: Document, folder: str) -> None:
    """Write each table of a document as ``table-1.csv``, ``table-2.csv``, … into a folder, made where it is missing."""
    from hedui.errors import OutputError
    from hedui.outputs.tables import csv_of

    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: can't make this folder ({error.strerror}); give another --tables",
            f"{folder}：无法创建文件夹（{error.strerror}）；请另选 --tables",
        ) from error
    found = [block for block in document.blocks if block.rows is not None]
    for number, block in enumerate(found, 1):
        put(csv_of(block), str(Path(folder) / f"table-{number:0{len(str(len(found)))}}.csv"))


@cli.command()
@click.argument("one")
@click.argument("other")
@format_option("json", "tmx", "tsv")
@click.option("--lines", is_flag=True, help="Each line of two text files is a block whose id is its number.")
@output_option
@password_option
@lang_option
@quiet_option
@debug_option
def align(
    one: str, other: str, format_: str, lines: bool, output: str, password: str | None, lang: str, quiet: bool
) -> None:
    """Pair the blocks of two documents."""
    from hedui.align import pair, public
    from hedui.model import Result
    from hedui.outputs.pairs import WRITERS

    paths = documents_named((one, other))
    refuse_bad_target(output, paths)
    with progress_bar(quiet, lang) as progress:
        first, second = (read_for_pairing(path, lines, password, progress) for path in paths)
        beads = pair(first, second, progress=progress, sentences=not lines)
    result = Result((first, second), public(beads))
    with opened(output) as stream:
        WRITERS[format_](result, stream)


def read_for_pairing(path: Path, lines: bool, password: str | None, progress: Progress | None) -> Document:
    """A document, or with ``lines`` a text file taken line by line."""
    if lines:
        from hedui.extract.text import read_lines

        return read_lines(path)
    from hedui.extract import read

    return read(path, password=password, progress=progress)


@cli.command(short_help="Show the quantities that are read from a text.")
@click.argument("file")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="The language of the text; found if not given.")
@click.option("--lines", is_flag=True, help="Each line by itself; empty lines are counted too.")
@format_option("json", "text")
@debug_option
def quantities(file: str, lang: str | None, lines: bool, format_: str) -> None:
    """Show the quantities that are read from a text (- is standard input): one JSON object a line."""
    from hedui.extract.charset import decode
    from hedui.extract.quantities import read
    from hedui.outputs.quantities import line_of

    raw = sys.stdin.buffer.read() if file == STDOUT else existing(file).read_bytes()
    text = decode(raw, file).removesuffix("\n")
    for number, said in enumerate(text.split("\n") if lines else [text], 1):
        found = language_of(said, lang)
        sys.stdout.write(line_of(number, said, found, read(said, found), format_) + "\n")
    sys.stdout.flush()


def language_of(text: str, said: str | None) -> Lang:
    """The language the user said, or the one of a text: Chinese where it holds a Chinese character."""
    from hedui.extract.language import HAN, script

    han = "" if said == "en" else "".join(HAN.findall(text))
    return script(han) if han or said == "zh" else "en"


@cli.command(short_help="List the rules, or explain one.")
@click.argument("code", required=False)
@lang_option
@debug_option
def rules(code: str | None, lang: str) -> None:
    """List the rules; with CODE (or a name) explain one, with examples."""
    from hedui.outputs.catalogue import explained, listed
    from hedui.reconcile.catalogue import rules as catalogue

    found = catalogue()
    if code is None:
        click.echo(listed(found))
        return
    hit = next((rule for rule in found if code.lower() in (rule.code.lower(), rule.name)), None)
    if hit is None:
        raise UsageError(
            f"{code}: no such rule; `hedui rules` lists them", f"{code}：没有这条规则；hedui rules 列出全部规则"
        )
    click.echo(explained(hit))


@cli.command(short_help="Look through a result in the browser.")
@click.argument("result", metavar="RESULT")
@click.option("--verdicts", metavar="FILE", help="Where verdicts are kept; else beside RESULT, ending in .verdicts.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port to listen on; any free one if not given.")
@click.option("--who", envvar="HEDUI_REVIEWER", default="", help="Your name, put beside your verdicts.")
@click.option("--open/--no-open", "show", default=True, help="Open a browser on the page.")
@lang_option
@debug_option
def review(result: str, verdicts: str | None, port: int, who: str, show: bool, lang: str) -> None:
    """Look through a result (the JSON of check) in the browser and give verdicts; they are kept at once.

    The page is for this machine only. Stop it with Ctrl+C.
    """
    from hedui.front import load
    from hedui.outputs.review.app import serve

    path = existing(result)
    store = Path(verdicts) if verdicts else path.with_suffix(".verdicts")

    def ready(address: str) -> None:
        click.echo(address)
        if show:
            click.launch(address)

    serve(load(path), store, port=port, who=who, lang=lang, ready=ready)


@cli.command(short_help="Check a bundled sample and show the result.")
@click.argument("sample", required=False)
@click.option("--format", "formats", multiple=True, metavar="FORMAT", help="As for check.")
@click.option("--output", "-o", "outputs", multiple=True, metavar="FILE", help="As for check.")
@lang_option
@quiet_option
@debug_option
def demo(sample: str | None, formats: tuple[str, ...], outputs: tuple[str, ...], lang: str, quiet: bool) -> None:
    """Check a bundled sample, a report with planted errors, and show the result."""
    from hedui.compare import check as run
    from hedui.corpus.samples import folder, names

    home = folder(sample or names()[0])
    paths = (home / "zh.pdf", home / "en.pdf")
    wanted = targets(formats, outputs, paths)
    with progress_bar(quiet, lang) as progress:
        result = run(*paths, progress=progress)
    for format_, output in wanted:
        save(result, format_, output, lang)
    if not quiet:
        closing_line(result, wanted, lang)
        if wanted == [("console", STDOUT)]:
            click.echo(_NEXT[lang], err=True)


_NEXT = {
    "en": "As a page to look at: hedui demo -o report.html. Your own files: hedui check zh.pdf en.pdf",
    "zh": "写成网页查看：hedui demo -o report.html。核对自己的文件：hedui check zh.pdf en.pdf",
}


def main() -> None:
    """The command ``hedui``."""
    cli.main(prog_name="hedui")
