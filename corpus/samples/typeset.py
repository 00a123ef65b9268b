"""Typesets bilingual sources: ``python -m hedui.corpus.samples.typeset SOURCE FOLDER`` makes FOLDER/{clean,planted}.

The PDFs come from the producer the source names: ``css`` (WeasyPrint) or ``word`` (python-docx, then LibreOffice
without a screen); a DOCX is written of every source. Nothing of that is needed to use hedui: the PDFs of the samples
are part of it. Fonts: Noto CJK, Liberation.
"""

from __future__ import annotations

import argparse
import html
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from hedui.corpus.samples.source import MARK, SIDES, BilingualSource, Piece, Side, as_json, load, variants

HERE = Path(__file__).parent
LANGS = {"zh": "zh-Hans", "en": "en"}


def main(arguments: list[str] | None = None) -> None:
    """The command: typeset these sources into that folder."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("sources", nargs="+", type=Path, help="source files")
    ask.add_argument("folder", type=Path, help="where clean/ and planted/ are made; of NAME.txt, NAME.clean/ and so on")
    asked = ask.parse_args(arguments)
    for path in asked.sources:
        stem = "{variant}" if path.name == "source.txt" else "{name}.{variant}"
        source = load(path)
        typeset(source, asked.folder, stem)
        print(source.name)


def typeset(source: BilingualSource, target: Path, stem: str = "{variant}") -> None:
    """Write both variants of the source: two PDFs, two DOCX files and the three lists."""
    for variant, text, lists in variants(source):
        folder = target / stem.format(name=source.name, variant=variant)
        folder.mkdir(parents=True, exist_ok=True)
        for name, value in lists.items():
            (folder / f"{name}.json").write_text(as_json(value), encoding="utf-8")
        for side in SIDES:
            docx(text, side, folder / f"{side}.docx")
            PRODUCERS[source.about("producer", default="css")](text, side, folder / f"{side}.pdf")


def css(source: BilingualSource, side: Side, target: Path) -> None:
    """A PDF by WeasyPrint, in the style the source names (``styles/NAME.css``)."""
    style = (HERE / "styles" / f"{source.about('style', default='report')}.css").read_text(encoding="utf-8")
    print_pdf(html_of(source, side), style, target, source.name)


def print_pdf(page: str, style: str, target: Path, name: str) -> None:
    """Print HTML in a style; the name goes into the PDF's identifier, so that the same page gives the same bytes."""
    from weasyprint import CSS, HTML

    HTML(string=page).write_pdf(target, stylesheets=[CSS(string=style)], pdf_identifier=name.encode())
    _slim(target)


def html_of(source: BilingualSource, side: Side) -> str:
    """One side of a source as a page of HTML."""
    return "".join(_html(source, side))


def _html(source: BilingualSource, side: Side) -> Iterator[str]:
    lang = source.about("lang", side, LANGS[side])
    yield f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><body class="{side}">'
    for key in ("running", "running2", "foot"):
        yield f'<div class="{key}">{html.escape(source.about(key, side))}</div>'
    columns = False
    for piece in source.sides[side]:
        wide = piece.kind in ("cover", "title") or piece.options.get("span") == "all"
        if columns == wide:
            yield "</div>" if columns else '<div class="columns">'
            columns = not columns
        yield _table(piece) if piece.kind == "table" else _block(piece)
    yield "</div></body></html>" if columns else "</body></html>"


def _text(text: str, notes: list[tuple[str, str]]) -> str:
    """A text as HTML, its footnotes put where their marks stand; ``notes`` is used up from the front."""

    def note(_: re.Match[str]) -> str:
        return f'<span class="note">{html.escape(notes.pop(0)[1])}</span>'

    return re.sub(re.escape(html.escape(MARK)), note, html.escape(text, quote=False))


def _block(piece: Piece) -> str:
    text = _text(piece.text, list(piece.notes))
    tag = piece.tag if piece.tag in ("h1", "h2", "h3") else "p"
    extra = " new-page" if piece.options.get("page") == "new" else ""
    if piece.label is None:
        return f'<{tag} class="{piece.tag}{extra} {piece.options.get("class", "")}">{text}</{tag}>'
    label = f'<span class="label">{html.escape(piece.label)}</span>'
    return f'<p class="{piece.kind} level{piece.level}{extra}">{label}{text}</p>'


def _table(piece: Piece) -> str:
    notes = list(piece.notes)
    aligns = piece.options.get("align", "").split(",")
    widths = [w for w in piece.options.get("widths", "").split(",") if w]

    def cells(tag: str, row: tuple[str, ...], look: str) -> str:
        if look == "|>":
            return f'<{tag} colspan="{len(row)}">{_text(row[0], notes)}</{tag}>'
        if look == "|-":
            return "".join(
                f'<{tag} class="c" colspan="{width}">{_text(cell, notes)}</{tag}>' for cell, width in _covering(row)
            )
        styled = (aligns[i] if i < len(aligns) else "l" for i in range(len(row)))
        return "".join(f'<{tag} class="{a}">{_text(c, notes)}</{tag}>' for c, a in zip(row, styled, strict=True))

    caption = f'<p class="caption">{_text(piece.text, notes)}</p>' if piece.text else ""
    head, *rest = piece.rows
    columns = "".join(f'<col style="width:{w}%">' for w in widths)
    first = f"<tr>{cells('th', head.cells, head.look)}</tr>"
    if head.look == "|-":  # a head of two rows
        first += f"<tr>{cells('th', rest[0].cells, rest[0].look)}</tr>"
        rest = rest[1:]
    body = "".join(f'<tr class="{"bold" if r.look != "|" else ""}">{cells("td", r.cells, r.look)}</tr>' for r in rest)
    head_html = f"<thead>{first}</thead>" if piece.options.get("repeat") != "no" else f'<tr class="first">{first[4:]}'
    look = f"{piece.options.get('look', 'ruled')} {piece.options.get('class', '')}"
    return f'{caption}<table class="{look}"><colgroup>{columns}</colgroup>{head_html}<tbody>{body}</tbody></table>'


def _slim(path: Path) -> None:
    """Leave only the glyphs that are used in each Chinese font: WeasyPrint keeps the places of all 65,000."""
    import io

    import pikepdf
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for font in pdf.objects:
            if not isinstance(font, pikepdf.Stream) or font.get("/Subtype") != "/OpenType":
                continue
            face = TTFont(io.BytesIO(font.read_bytes()))
            strings = face["CFF "].cff.topDictIndex[0].CharStrings
            used = [name for name in face.getGlyphOrder() if len(strings[name].bytecode or b"") > 1]
            subsetter = Subsetter(Options(notdef_outline=True, glyph_names=True, hinting=False, desubroutinize=True))
            subsetter.populate(glyphs=used)
            subsetter.subset(face)
            scratch = io.BytesIO()
            face.save(scratch, reorderTables=None)
            font.write(TTFont(io.BytesIO(scratch.getvalue())).reader["CFF "])
            font.Subtype = pikepdf.Name("/CIDFontType0C")
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _covering(row: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The cells of a row in which a cell runs over the empty ones to its right; the first stands for itself."""
    at = 0
    while at < len(row):
        width = 1
        while at and at + width < len(row) and not row[at + width]:
            width += 1
        yield row[at], width
        at += width


def docx(source: BilingualSource, side: Side, target: Path) -> None:
    """A DOCX by python-docx."""
    from hedui.corpus.samples.wordfile import write

    write(source, side, target)


def word(source: BilingualSource, side: Side, target: Path) -> None:
    """The PDF that LibreOffice makes of the DOCX beside it."""
    made = target.with_suffix(".docx")
    with tempfile.TemporaryDirectory() as scratch:
        command = ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", scratch, str(made)], check=True, capture_output=True)
        _settle(Path(scratch) / target.name, target)


def _settle(made: Path, target: Path) -> None:
    """The PDF without the hour and the random name it was made with, so that the same source gives the same bytes."""
    import pikepdf

    with pikepdf.open(made) as pdf:
        for key in ("/CreationDate", "/ModDate"):
            if key in pdf.docinfo:
                pdf.docinfo[key] = "D:20250101000000Z"
        for key in ("/DocChecksum", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


PRODUCERS: dict[str, Callable[[BilingualSource, Side, Path], None]] = {"css": css, "word": word}

if __name__ == "__main__":
    main()
