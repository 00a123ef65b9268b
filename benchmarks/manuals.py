"""Real manuals against the HTML made from the same source: paragraphs, tables, running heads.

    python benchmarks/manuals.py FOLDER [--show N]

FOLDER holds debmake-doc.en.pdf, debmake-doc.zh-cn.pdf, debmake-doc.zh-tw.pdf (from Debian's package debmake-doc) and
html/ with its pages (chNN.LANG.html). Every paragraph, list item, term and title of the HTML is looked for among the
blocks of the PDF. White space and the form of quotation marks are folded. Listings are left out on both sides.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import html
from rapidfuzz import fuzz, process

from hedui.extract import read
from hedui.model import Document

LANGS = {"en": "en", "zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}
_NAVIGATION = ("navheader", "navfooter", "toc", "titlepage-logo")
_BLOCKS = ("p", "dt", "h1", "h2", "h3", "h4", "td", "th", "pre")
_PRESENT = 60
"""A paragraph of the HTML is in the PDF if some block is at least so much like it (of 100)."""


def folded(text: str) -> str:
    """A text for comparison: no white space, one form of each quotation mark and dash."""
    text = re.sub(r"\s+|\u200b", "", unicodedata.normalize("NFKC", text))
    return text.translate(str.maketrans("“”‘’–—‑−", "\"\"''----"))


def truth(folder: Path, lang: str) -> tuple[list[str], list[list[tuple[str, ...]]]]:
    """(paragraphs, tables) of the HTML pages of a language."""
    paragraphs: list[str] = []
    tables: list[list[tuple[str, ...]]] = []
    for path in _pages(folder, lang):
        if not path.name.startswith("index"):
            root = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
            paragraphs += _paragraphs(root)
            tables += list(_tables(root))
    return paragraphs, tables


def _pages(folder: Path, lang: str) -> list[Path]:
    return sorted((folder / "html").glob(f"*.{lang}.html"))


def _tables(root: Any) -> Iterator[list[tuple[str, ...]]]:
    for table in root.iter("table"):
        if "table" in (table.get("class") or ""):
            yield [tuple(_text(cell).replace("*", "") for cell in row.iter("td", "th")) for row in table.iter("tr")]


def _paragraphs(root: Any) -> Iterator[str]:
    for element in root.iter("p", "dt", "h1", "h2", "h3", "h4"):
        above = {a.get("class") or a.tag for a in element.iterancestors()}
        if above & {*_NAVIGATION, "table-contents", "informaltable", "pre"} or element.find(".//pre") is not None:
            continue
        text = _text(element)
        if element.tag == "p" and element.getparent().tag == "dd" and element.getprevious() is None:
            text = _term(element.getparent()) + " " + text  # TeX prints a term and its description on one line
        if folded(text) and not (element.tag == "dt" and element.getnext() is not None):
            yield text


def _term(description: Any) -> str:
    terms = []
    before = description.getprevious()
    while before is not None and before.tag == "dt":
        terms.append(_text(before))
        before = before.getprevious()
    return " ".join(reversed(terms))


def _text(element: Any) -> str:
    """The text of an element without the marks of footnotes."""
    if element.tag == "sup" and (element.find("a") is not None or element.getparent().tag == "a"):
        return ""
    if element.tag == "a" and element.get("class") == "xref":
        # "Section 4.9, “Patches”" in the HTML is "Section 4.9" on paper.
        return re.split(r",\s(?=[“A-Z])|,\s|，|“|「|《", element.text_content(), maxsplit=1)[0].strip()
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("script", "style"):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def seen(document: Document) -> list[str]:
    """The texts a reader of the document sees: blocks, with and without their labels, and notes."""
    texts = []
    for block in document.blocks:
        if block.kind != "table":
            texts.append(block.text)
            texts.append(f"{block.label} {block.text}" if block.label else block.text)
        texts += [note.text for note in block.footnotes]
        texts += [block.caption] if block.caption else []
    return texts


_CHAPTER = re.compile(r"(?:(?:Chapter|Appendix)\s)?(?:[A-Z]|\d+)(?:\.\d+)*\.?\s|第\s?\d+\s?章\.?\s")


def _bare(text: str) -> str:
    """A text without the number of a chapter or section before it, which the two forms print differently."""
    return folded(_CHAPTER.sub("", text, count=1) if _CHAPTER.match(text) else text)


def score_paragraphs(wanted: Sequence[str], texts: Sequence[str], show: int) -> tuple[int, int]:
    """(exact, present) paragraphs."""
    have = [_bare(text) for text in texts]
    exact_set = {*have, *map(folded, texts)}
    exact = present = 0
    for text in wanted:
        goal = _bare(text)
        # The HTML puts a full stop behind titles that paper prints without.
        if {goal, folded(text), goal.removesuffix(".")} & exact_set:
            exact, present = exact + 1, present + 1
            continue
        near = process.extractOne(goal, have, scorer=fuzz.ratio, score_cutoff=_PRESENT)
        if near:
            present += 1
            if show > 0:
                show -= 1
                print(f"    HTML {text[:150]!r}\n    PDF  {texts[near[2]][:150]!r}")
    return exact, present


def score_tables(wanted: Sequence[Sequence[tuple[str, ...]]], document: Document) -> tuple[int, int, int]:
    """(rows exact, rows in the HTML, rows in tables of the PDF)."""
    goal = Counter(tuple(map(folded, row)) for table in wanted for row in table)
    got = Counter(tuple(map(folded, row)) for block in document.blocks for row in block.rows or ())
    return sum((goal & got).values()), sum(goal.values()), sum(got.values())


def whole(folder: Path, lang: str) -> str:
    """All the text of the HTML pages of a language, listings included, without digits."""
    roots = (html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot() for path in _pages(folder, lang))
    return folded(re.sub(r"\d+", "", " ".join(root.text_content() for root in roots)))


def heads_left(document: Document, known: str) -> float:
    """The share of characters in short texts that come again and again and stand nowhere in the HTML."""
    texts = [folded(re.sub(r"\d+", "", block.text)) for block in document.blocks if block.kind != "table"]
    texts = [text for text in texts if not re.search(r"[─-╿]", text)]  # trees of folders come again and again
    often = {text for text, times in Counter(texts).items() if times >= 8 and 3 < len(text) < 80 and text not in known}
    return sum(len(text) for text in texts if text in often) / max(1, sum(map(len, texts)))


def main() -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, help="show so many paragraphs that are not exact")
    options = parser.parse_args()
    for lang, expected in LANGS.items():
        started = time.perf_counter()
        document = read(options.folder / f"debmake-doc.{lang}.pdf")
        took = time.perf_counter() - started
        wanted, tables = truth(options.folder, lang)
        exact, present = score_paragraphs(wanted, seen(document), options.show)
        right, rows, got = score_tables(tables, document)
        print(
            f"{lang} ({document.lang}{'' if document.lang == expected else ', WRONG'}):"
            f" paragraphs exact {exact}/{present}"
            f" of those in the PDF ({100 * exact / max(1, present):.1f} %; {len(wanted)} in the HTML);"
            f" table rows F1 {2 * right / max(1, rows + got):.3f} ({right} right, {rows} in the HTML, {got} read);"
            f" running heads left {100 * heads_left(document, whole(options.folder, lang)):.3f} %; {took:.1f} s"
        )


if __name__ == "__main__":
    main()
