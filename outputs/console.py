"""The findings on a terminal: in colour there, plain where the output goes elsewhere."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from hedui.model import Coverage, Finding, Result, Severity
from hedui.outputs.view import SEVERITY_ORDER, Card, Excerpt, Piece, cards
from hedui.outputs.words import counted, reason, rule_name, words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

PLAIN_WIDTH = 100
"""Columns where the output is no terminal."""

WHERE = 18
"""Columns for the place of an excerpt; a longer one takes more."""
CLINGING = "，。、；：！？）》」』”’…"
"""Characters that do not begin a row."""

STYLE: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "note": "bold blue"}

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Controls that could move the cursor, colour the terminal or turn the direction of writing."""
_LATIN_WORD = re.compile(r"[A-Za-z0-9]{2}")
"""Two characters that can't be parted."""


def write(result: Result, stream: BinaryIO, lang: str = "en") -> None:
    """Write the findings with both quotes, page and paragraph, and below them the account of every figure."""
    from rich.console import Console

    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="\n", write_through=True)
    try:
        width = None if stream.isatty() else PLAIN_WIDTH
        console = Console(file=text, width=width, highlight=False, markup=False, emoji=False)
        _print(console, result, lang)
        text.flush()
    finally:
        text.detach()


def _print(console: Console, result: Result, lang: str) -> None:
    say = words(lang)
    console.print(_headline(result, lang))
    dismissed = {decision.id for decision in result.decisions if decision.verdict == "dismissed"}
    shown = cards(result)
    sides = _sides(result, lang)
    for card in shown:
        console.print()
        for line in _folded(_title(card, card.finding.id in dismissed, lang), console.width):
            console.print(line, soft_wrap=True)
        for excerpt in card.excerpts:
            for line in _excerpt(console.width, excerpt, sides[excerpt.document], card.finding.severity, lang):
                console.print(line, soft_wrap=True)
    console.print()
    console.print(_counts(result.findings, len(dismissed), lang) if shown else say["clean"], style="bold")
    for account in _coverage(result.coverage, result, lang):
        console.print(account, style="dim", soft_wrap=True)
    for document in result.documents:
        for doubt in document.doubts:
            colon = "：" if lang.startswith("zh") else ": "
            console.print(_plain(f"{document.source.name}{colon}{doubt.message.say(lang)}"), style="magenta")


def _sides(result: Result, lang: str) -> list[str]:
    """What stands before an excerpt: the language, or the number of the document where both are in one language."""
    say = words(lang)
    languages = [say[f"side_{document.lang[:2]}"] for document in result.documents]
    return languages if len(set(languages)) == len(languages) else [str(n) for n, _ in enumerate(languages, 1)]


def _headline(result: Result, lang: str) -> Text:
    from rich.text import Text

    say = words(lang)
    line = Text()
    for document in result.documents:
        if line:
            line.append("  ↔  ", "dim")
        line.append(_plain(document.source.name), "bold")
        about = [say[document.lang], *([f"{document.source.pages} {say['pages']}"] if document.source.pages else [])]
        line.append(f"（{'，'.join(about)}）" if lang.startswith("zh") else f" ({', '.join(about)})", "dim")
    return line


def _title(card: Card, dismissed: bool, lang: str) -> Text:
    from rich.text import Text

    say = words(lang)
    finding = card.finding
    line = Text(say[finding.severity], STYLE[finding.severity])
    line.append(f"  {finding.rule}  ", "cyan")
    line.append(_plain(finding.message.say(lang)), "strike dim" if dismissed else "bold")
    line.append(f"  {rule_name(finding.rule, finding.name, lang) if lang.startswith('zh') else finding.name}", "dim")
    if dismissed:
        line.append(f"  [{say['dismissed']}]", "dim")
    return line


def _excerpt(width: int, excerpt: Excerpt, side: str, severity: Severity, lang: str) -> Iterator[Text]:
    """Two lines or so: where it is, and beside it the words around the figure."""
    from rich.cells import cell_len
    from rich.text import Text

    say = words(lang)
    where = f"  {side} {_where(excerpt, lang)}"
    where += " " * max(2, WHERE - cell_len(where))
    indent = cell_len(where)
    line = Text()
    for piece in _near(excerpt.pieces or tuple(_joined(excerpt.cells)), 2 * (width - indent) - 8):
        if piece.mark == "figure":
            line.append(f"[{_plain(piece.text)}]", STYLE[severity])
        elif piece.mark == "gap":
            line.append(f"[{say['missing_here']}]", STYLE[severity])
        else:
            line.append(_plain(piece.text))
    for number, row in enumerate(_folded(line, width - indent)):
        yield Text(" " * indent if number else where, "dim") + row


def _folded(line: Text, width: int) -> list[Text]:
    """A line in rows of at most ``width`` columns, broken at spaces and between Chinese characters."""
    from rich.cells import cell_len

    breaks: list[int] = []
    row = last = 0
    for at, character in enumerate(line.plain):
        if character == " " or cell_len(character) > 1:
            last = at + 1 if character == " " else at if character not in CLINGING else last
        row += cell_len(character)
        if row > width:
            at_break = last if last > (breaks[-1] if breaks else 0) else at
            breaks.append(at_break)
            row = cell_len(line.plain[at_break : at + 1])
    rows = list(line.divide(breaks))
    for each in rows:
        each.rstrip()
    return rows


def _where(excerpt: Excerpt, lang: str) -> str:
    say = words(lang)
    parts = []
    if excerpt.label:
        parts.append(f"{say['note_mark']}{excerpt.label}" if excerpt.is_note else f"¶{excerpt.label}")
    if excerpt.row is not None:
        parts.append(f"{say['in_table']} {excerpt.row + 1}")
    if excerpt.pages:
        parts.append(_page(excerpt.pages, lang))
    return " ".join(parts)


def _page(pages: Iterable[int], lang: str) -> str:
    listed = ",".join(map(str, pages))
    return f"第{listed}页" if lang.startswith("zh") else f"p.{listed}"


def _joined(cells: Iterable[tuple[Piece, ...]]) -> Iterator[Piece]:
    for number, cell in enumerate(cells):
        if number:
            yield Piece(" | ")
        yield from cell


def _near(pieces: tuple[Piece, ...], room: int) -> Iterator[Piece]:
    """The marked pieces with what stands next to them, cut to about ``room`` columns."""
    from rich.cells import cell_len

    pieces = tuple(_whole(pieces))
    marked = [n for n, piece in enumerate(pieces) if piece.mark in ("figure", "gap")]
    plain = [n for n in range(len(pieces)) if n not in marked]
    fixed = sum(cell_len(pieces[n].text) + 2 for n in marked)
    share = max(12, (room - fixed) // max(1, len(plain)))
    for n, piece in enumerate(pieces):
        if n in marked or cell_len(piece.text) <= share:
            yield piece
        elif not marked or n > marked[-1]:
            yield Piece(_head(piece.text, share) + "…")
        elif n < marked[0]:
            yield Piece("…" + _tail(piece.text, share))
        else:
            yield Piece(_head(piece.text, share // 2) + " … " + _tail(piece.text, share // 2))


def _whole(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with all text between two marks in one: what a page folds away is cut here anyway."""
    for plain, some in groupby(pieces, key=lambda piece: piece.mark not in ("figure", "gap")):
        if plain:
            yield Piece("".join(piece.text for piece in some))
        else:
            yield from some


def _head(text: str, columns: int) -> str:
    """The beginning of a longer text, at most so many columns wide; it ends with a whole word."""
    from rich.cells import chop_cells

    kept = chop_cells(text, max(1, columns))[0]
    if not _LATIN_WORD.match(text[len(kept) - 1 : len(kept) + 1]):
        return kept
    return kept[: kept.rfind(" ", len(kept) // 2) + 1] or kept


def _tail(text: str, columns: int) -> str:
    """The end of a longer text, at most so many columns wide; it begins with a whole word."""
    return _head(text[::-1], columns)[::-1]


def _counts(findings: Iterable[Finding], dismissed: int, lang: str) -> str:
    say = words(lang)
    count = Counter(finding.severity for finding in findings)
    parts = [counted(count[severity], severity, lang) for severity in SEVERITY_ORDER]
    if dismissed:
        parts.append(_class(say["dismissed"].lower(), dismissed, lang.startswith("zh")))
    return ("，" if lang.startswith("zh") else ", ").join(parts)


def _coverage(coverage: Iterable[Coverage], result: Result, lang: str) -> Iterator[str]:
    say = words(lang)
    chinese = lang.startswith("zh")
    comma = "，" if chinese else ", "
    for each in coverage:
        known = (("agreed", each.agreed), ("flagged", each.flagged), ("unpaired", each.unpaired))
        always = ("flagged",) if len(result.documents) == 1 else ("agreed", "flagged")
        parts = [_class(say[name], n, chinese) for name, n in known if n or name in always]
        if each.not_compared:
            gap = " " if chinese else ": "
            why = comma.join(f"{reason(name, lang)}{gap}{count}" for name, count in each.not_compared)
            left_out = _class(say["not_compared"], sum(count for _, count in each.not_compared), chinese)
            parts.append(f"{left_out}（{why}）" if chinese else f"{left_out} ({why})")
        figures = say["figure" if each.total == 1 else "figures"]
        total = f"共 {each.total} {figures}，" if chinese else f"{each.total} {figures}: "
        yield f"{_named(result, each.document, lang)}{'：' if chinese else ': '}{total}{comma.join(parts)}"


def _named(result: Result, document: int, lang: str) -> str:
    """The name of a document, with its side where both have one name (a bilingual file)."""
    name = _plain(result.documents[document].source.name)
    if len({each.source.name for each in result.documents}) == len(result.documents):
        return name
    side = _sides(result, lang)[document]
    return f"{name}（{side}）" if lang.startswith("zh") else f"{name} ({side})"


def _class(name: str, count: int, chinese: bool) -> str:
    """So many figures of a class: "3 flagged", 有疑 3."""
    return f"{name} {count}" if chinese else f"{count} {name}"


def _plain(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", text)
