"""The commands' help, and what click says of a mistyped command, in Chinese, for users whose language it is.

The help itself is written in English beside each command; ``help.tsv`` holds its Chinese, paragraph by paragraph. A
paragraph without Chinese is shown as it is.
"""

from __future__ import annotations

import copy
import re
from functools import cache
from importlib.resources import files
from typing import Any

import click

_MARKS = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Arguments": "参数",
}
_EXTRA = (("[default: ", "[默认 "), ("[required]", "[必须给出]"), ("[env var: ", "[环境变量 "))

_MISTAKES = tuple(
    (re.compile(english), said)
    for english, said in (
        (r"No such command '([^']*)'\.", r"没有命令 \1。"),
        (r"No such option:? '?(-[^' ]*)'?\.", r"没有选项 \1。"),
        (r" ?Did you mean '?([^']*)'?\?", r"是否想用 \1？"),
        (r" ?\((?:Possible options|Did you mean one of): ([^)]*)\)", r"是否想用 \1？"),
        (r" ?Did you mean one of:? ([^?]*)\?", r"是否想用 \1？"),
        (r"Option '([^']*)' requires an argument\.", r"选项 \1 后须给出值。"),
        (r"Missing argument '([^']*)'\.", r"缺少参数 \1。"),
        (r"Missing option '([^']*)'\.", r"缺少选项 \1。"),
        (r"Got unexpected extra arguments? \((.*)\)", r"多出参数 \1。"),
        (r"'([^']*)' is not one of (.*)\.", r"“\1”不在其中；可选 \2。"),
        (r"(\S+) is not in the range (\S+)\.", r"\1 超出范围（\2）。"),
        (r"'([^']*)' is not a valid (?:integer|float)(?: range)?\.", r"“\1”不是数字。"),
        (r"Invalid value for (.*?): ", r"\1 的值无效："),
        (r"'([\w-]+)'", r"\1"),
    )
)
"""What click says of mistakes, and its Chinese; what is not here stays as it is."""


def mistake(text: str) -> str:
    """What click says of a mistake, in Chinese."""
    for english, said in _MISTAKES:
        text = english.sub(said, text)
    return text


@cache
def chinese() -> dict[str, str]:
    """The Chinese of each paragraph of help."""
    lines = (files("hedui") / "help.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t") for line in lines if line)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each on one line."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]


def translated(text: str | None) -> str | None:
    """A help text in Chinese."""
    return text and "\n\n".join(chinese().get(part, part) for part in paragraphs(text))


class _Formatter(click.HelpFormatter):
    """Headings in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or _MARKS["Usage:"])

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_MARKS.get(heading, heading)}：\n")

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(first, _extra(second)) for first, second in rows], col_max, col_spacing)


def _extra(text: str) -> str:
    for english, said in _EXTRA:
        text = text.replace(english, said)
    return chinese().get(text, text)


class _Context(click.Context):
    formatter_class = _Formatter


def in_chinese(command: click.Command) -> click.Command:
    """A command that does the same and whose help is in Chinese, with all commands below it."""
    said = copy.copy(command)
    said.context_class = _Context
    said.help = translated(command.help)
    first = (said.help or "").partition("\n")[0]
    said.short_help = (translated(command.short_help) or first).rstrip("。")
    said.params = [_option(one) for one in command.params]
    if isinstance(said, click.Group):
        said.commands = {name: in_chinese(one) for name, one in said.commands.items()}
    return said


def _option(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option):
        return parameter
    said = copy.copy(parameter)
    said.help = translated(parameter.help)
    return said
