"""A bilingual source as HTML for the styles of benchmarks/styles: contents page, boxes, notes under tables and so on.

What a style wants beyond CSS it says in a comment of its first lines, ``/* @ contents sidebar … */``:

    contents     a page of contents with leader dots behind the cover
    sidebar      every ninth plain paragraph in a box
    run-in       the lowest headings run into the paragraph that follows
    under        notes of a table stand under it, marked by letters
    rowspan      a head of two rows: what has no parts stands over both rows
    continued    the caption is repeated in the table's head, "(continued)" on later pages being the page's business
    turned       the heads of columns of figures are turned by a quarter
    lines        the numbers of the lines in the margin
    signed       a place for signatures at the end
    watermark    a word across every page
    stamp        a stamp, turned a little, on the first page
    drop         the first letter behind a chapter's heading in a span of its own
    asides       words in the margin beside every seventh paragraph
    figures      a picture with a caption behind every sixth paragraph
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from hedui.corpus.samples.source import MARK, BilingualSource, Piece, Row, Side

CONTENTS = {"zh": "目　录", "en": "Contents"}
MORE = {
    "zh": ("草案", "收讫 2025年5月12日", "另见附件", "图 {}：逐年变化"),
    "en": ("DRAFT", "RECEIVED 12 MAY 2025", "See also the annex", "Figure {}: change from year to year"),
}
"""A watermark, a stamp, words in the margin, the caption of a figure."""
SIGNED = {"zh": ("签字：", "日期："), "en": ("Signed:", "Date:")}


def wishes(style: str) -> set[str]:
    """What a style asks of the HTML."""
    found = re.search(r"/\* @ ([a-z -]+)\*/", style)
    return set(found[1].split()) if found else set()


def fitted(source: BilingualSource, wanted: set[str]) -> BilingualSource:
    """The source as it will be printed: headings that run in become one with their paragraph."""
    if "run-in" not in wanted:
        return source
    return replace(source, sides={side: tuple(_run_in(pieces)) for side, pieces in source.sides.items()})


def _run_in(pieces: Sequence[Piece]) -> Iterator[Piece]:
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None and piece.kind == "paragraph" and not piece.rows:
            stop = "" if waiting.text[-1] in ".?!。：" else "。" if not waiting.text[-1].isascii() else "."
            head = f"{waiting.text}{stop}" + ("" if stop == "。" else " ")
            notes = (*waiting.notes, *piece.notes)
            yield replace(piece, text=head + piece.text, notes=notes, options={**piece.options, "head": head})
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = piece if piece.tag in ("h2", "h3") else None
        if waiting is None:
            yield piece
    if waiting is not None:
        yield waiting


def pages_of(source: BilingualSource, side: Side, wanted: set[str]) -> str:
    """One side of a source as a page of HTML."""
    return "".join(_pages(source, side, wanted))


def _pages(source: BilingualSource, side: Side, wanted: set[str]) -> Iterator[str]:
    lang = source.about("lang", side, {"zh": "zh-Hans", "en": "en"}[side])
    yield f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><body class="{side} {lang}">'
    for key in ("running", "running2", "foot"):
        yield f'<div class="{key}">{html.escape(source.about(key, side))}</div>'
    if "lines" in wanted:
        yield '<div class="numbers">' + "".join(f"<i>{5 * n}</i>" for n in range(1, 12)) + "</div>"
    columns = listed = False
    plain = 0
    for number, piece in enumerate(source.sides[side]):
        wide = piece.kind in ("cover", "title")
        if "contents" in wanted and not listed and not wide:
            listed = True
            yield _contents(source.sides[side], side)
        if columns == wide:
            yield "</div>" if columns else '<div class="columns">'
            columns = not columns
        plain += piece.kind == "paragraph"
        yield from _additions(wanted, side, piece, plain)
        boxed = "sidebar" in wanted and piece.kind == "paragraph" and plain % 9 == 4
        drop = "drop" in wanted and piece.kind == "paragraph" and source.sides[side][number - 1].tag == "h1"
        yield _table(piece, wanted) if piece.kind == "table" else _block(piece, number, boxed, drop)
    if "signed" in wanted:
        yield '<div class="signed">' + "".join(f"<p>{word} ____________</p>" for word in SIGNED[side]) + "</div>"
    yield "</div></body></html>" if columns else "</body></html>"


def _additions(wanted: set[str], side: Side, piece: Piece, plain: int) -> Iterator[str]:
    """What a style puts between the pieces that is no text of the document."""
    if "watermark" in wanted and piece.kind == "title":
        yield f'<div class="watermark">{MORE[side][0]}</div>'
    if "stamp" in wanted and piece.kind == "title":
        yield f'<div class="stamp">{MORE[side][1]}</div>'
    if "asides" in wanted and piece.kind == "paragraph" and plain % 7 == 3:
        yield f'<div class="aside">{MORE[side][2]}</div>'
    if "figures" in wanted and piece.kind == "paragraph" and plain % 6 == 2:
        yield f'<div class="figure"><div class="picture"></div><p>{MORE[side][3].format(plain)}</p></div>'


def _contents(pieces: Sequence[Piece], side: Side) -> str:
    heads = [(n, p) for n, p in enumerate(pieces) if p.kind == "heading"]
    entries = "".join(f'<p class="entry {p.tag}x"><a href="#s{n}">{_plain(p.text)}</a></p>' for n, p in heads)
    return f'<div class="contents"><p class="contents-head">{CONTENTS[side]}</p>{entries}</div>'


def _plain(text: str) -> str:
    return html.escape(text.replace(MARK, ""), quote=False)


def _text(text: str, notes: list[tuple[str, str]]) -> str:
    def note(_: re.Match[str]) -> str:
        return f'<span class="note">{html.escape(notes.pop(0)[1])}</span>'

    return re.sub(re.escape(html.escape(MARK)), note, html.escape(text, quote=False))


def _block(piece: Piece, number: int, boxed: bool, drop: bool = False) -> str:
    notes = list(piece.notes)
    tag = piece.tag if piece.tag in ("h1", "h2", "h3") else "p"
    kind = f"{piece.tag} {'new-page' if piece.options.get('page') == 'new' else ''} {'box' if boxed else ''}"
    if piece.label is None:
        head = piece.options.get("head", "")
        text = (f"<b>{_text(head, notes)}</b>" if head else "") + _text(piece.text[len(head) :], notes)
        if drop:
            text = f'<span class="drop">{text[0]}</span>{text[1:]}'
        return f'<{tag} id="s{number}" class="{kind}">{text}</{tag}>'
    label = f'<span class="label">{html.escape(piece.label)}</span>'
    return f'<p class="{piece.kind} level{piece.level} {kind}">{label}{_text(piece.text, notes)}</p>'


def _table(piece: Piece, wanted: set[str]) -> str:
    notes = list(piece.notes)
    under: list[str] = []
    aligns = (piece.options.get("align", "") + ",l" * len(piece.rows[0].cells)).lstrip(",").split(",")
    widths = [w for w in piece.options.get("widths", "").split(",") if w]

    def words(text: str) -> str:
        if "under" not in wanted:
            return _text(text, notes)

        def mark(_: re.Match[str]) -> str:
            under.append(notes.pop(0)[1])
            return f"<sup>{chr(96 + len(under))}</sup>"

        return re.sub(re.escape(html.escape(MARK)), mark, html.escape(text, quote=False))

    caption = words(piece.text)
    heads = 2 if piece.rows[0].look == "|-" else 1
    lines = []
    for r, row in enumerate(piece.rows):
        cells = "".join(_cells(piece.rows, r, heads, aligns, words, wanted))
        look = {"|!": "bold", "|>": "group"}.get(row.look, "")
        lines.append(f'<tr class="{look}">{cells}</tr>')
    head = "".join(lines[:heads])
    before = f'<p class="caption">{caption}</p>' if caption else ""
    if caption and "continued" in wanted:
        head = f'<tr class="capt"><th colspan="{len(piece.rows[0].cells)}">{caption}</th></tr>' + head
        before = ""
    sizes = "".join(f'<col style="width:{w}%">' for w in widths)
    top = f"<thead>{head}</thead>" if piece.options.get("repeat") != "no" else f"<tbody>{head}</tbody>"
    below = "".join(f'<p class="below"><sup>{chr(97 + n)}</sup> {html.escape(t)}</p>' for n, t in enumerate(under))
    wide = "many" if len(piece.rows[0].cells) > 8 else ""
    body = "".join(lines[heads:])
    table = f'<table class="{wide}"><colgroup>{sizes}</colgroup>{top}<tbody>{body}</tbody></table>'
    return before + table + below


def _cells(
    rows: Sequence[Row],
    r: int,
    heads: int,
    aligns: Sequence[str],
    words: Callable[[str], str],
    wanted: set[str],
) -> Iterator[str]:
    """The cells of row ``r``, of which ``heads`` are heads; empty ones that another runs over are left out."""
    row = rows[r]
    width = len(row.cells)
    tag = "th" if r < heads else "td"
    two, turned = heads == 2 and "rowspan" in wanted, "turned" in wanted
    if row.look == "|>":
        yield f'<{tag} colspan="{width}">{words(row.cells[0])}</{tag}>'
        return
    c = 0
    while c < width:
        over = 1
        if row.look == "|-":
            while c and c + over < width and not row.cells[c + over] and rows[1].cells[c + over]:
                over += 1
        alone = two and r == 0 and over == 1 and not rows[1].cells[c]
        if two and r == 1 and not row.cells[c] and rows[0].cells[c]:
            c += 1
            continue
        text = words(row.cells[c])
        look = "c" if over > 1 else aligns[c]
        if turned and tag == "th" and aligns[c] == "r" and over == 1:
            text = f'<span class="turned">{text}</span>'
        spans = f' colspan="{over}"' * (over > 1) + ' rowspan="2"' * alone
        yield f'<{tag} class="{look}"{spans}>{text}</{tag}>'
        c += over
