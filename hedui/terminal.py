"""How the commands speak to a terminal: the user's language, one line for an error, progress, options they share."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hedui.errors import HeduiError
from hedui.sink import STDOUT

if TYPE_CHECKING:
    from hedui.compare import Progress

Command = TypeVar("Command", bound=Callable[..., Any])

ELSEWHERE = {"bench": "hedui.corpus.bench.cli", "corpus": "hedui.corpus.cli", "serve": "hedui.corpus.cli"}
"""Commands that live in their own room, and the module that holds each: loaded when asked for."""

STAGES = {"read": "读取", "pair": "配对", "reconcile": "核对"}


def user_language() -> str:
    """``zh`` or ``en``, from HEDUI_LANG or the locale's variables."""
    for variable in ("HEDUI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


class Hedui(click.Group):
    """A group of commands through which no traceback gets to the user."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, those of other rooms among them."""
        return sorted([*super().list_commands(ctx), *ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        found: click.Command | None = None
        if cmd_name not in ELSEWHERE:
            found = super().get_command(ctx, cmd_name)
        elif importlib.util.find_spec(ELSEWHERE[cmd_name]) is not None:
            found = getattr(importlib.import_module(ELSEWHERE[cmd_name]), cmd_name)
        if found is None or user_language() != "zh":
            return found
        from hedui.spoken import in_chinese

        return in_chinese(found)

    def get_help(self, ctx: click.Context) -> str:
        """The help of the whole, in the user's language."""
        if user_language() != "zh":
            return super().get_help(ctx)
        from hedui.spoken import in_chinese

        said = in_chinese(self)
        return click.Command.get_help(said, said.context_class(said, info_name=ctx.info_name))

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run a command; with ``standalone_mode`` leave the process with the exit status."""
        run: Callable[..., Any] = super().main
        if not standalone_mode:
            return run(*args, standalone_mode=False, **extra)
        try:
            status = run(*args, standalone_mode=False, **extra)
        except click.ClickException as error:  # a mistake before any command was reached
            click.echo(f"hedui: {said(error, user_language())}", err=True)
            status = 2
        except (click.Abort, KeyboardInterrupt):
            status = 130
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command asked for; what goes wrong becomes one line and exit status 2."""
        quiet_libraries()
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # the reader of our output has gone: head, a pager
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        except Exception as error:
            say_error(ctx, error)
            return 2


def say_error(ctx: click.Context, error: Exception) -> None:
    """One line on standard error that says what is wrong and what to do; before it the traceback, if asked for."""
    lang = ctx.meta.get("hedui.lang") or user_language()
    if ctx.meta.get("hedui.debug"):
        traceback.print_exception(error)
    if isinstance(error, HeduiError):
        line = error.say(lang)
    elif isinstance(error, click.ClickException):
        line = said(error, lang)
    else:
        what = f"{type(error).__name__}: {error}"
        line = (
            f"程序内部错误（{what}）；请反馈此问题，并附上加 --debug 运行的输出"
            if lang == "zh"
            else f"an error inside hedui ({what}); please report it, with what --debug shows"
        )
    click.echo("hedui: " + " ".join(line.split()), err=True)


def said(error: click.ClickException, lang: str) -> str:
    """What click says of a mistake, in the user's language."""
    if lang != "zh":
        return error.format_message()
    from hedui.spoken import mistake

    return mistake(error.format_message())


def quiet_libraries() -> None:
    """Keep what PDF libraries remark about a file's innards off the screen."""
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    for name in ("pdfminer", "pypdf", "camelot", "jieba"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


@contextmanager
def progress_bar(quiet: bool, lang: str = "en") -> Iterator[Progress | None]:
    """A progress bar on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(STAGES.get(stage, stage) if lang == "zh" else stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show


# ---- options that several commands share


def _note_lang(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    ctx.meta["hedui.lang"] = value or user_language()
    return str(ctx.meta["hedui.lang"])


def _note_debug(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    ctx.meta["hedui.debug"] = value


lang_option = click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    callback=_note_lang,
    is_eager=True,
    help="Language of messages; else HEDUI_LANG or the locale's.",
)
debug_option = click.option(
    "--debug",
    is_flag=True,
    callback=_note_debug,
    is_eager=True,
    expose_value=False,
    help="Show the traceback of an error.",
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="No progress bar and no closing line.")
password_option = click.option("--password", help="Opens encrypted PDF files.")
output_option = click.option(
    "--output", "-o", default=STDOUT, metavar="FILE", help="Where to write; - is standard output."
)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """``--format`` with the first of ``formats`` as the default."""
    return click.option(
        "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True, help="What to write."
    )
