"""A damaged PDF made whole enough to open: its objects, a new page tree and a new cross-reference table.

A PDF keeps the way to its pages at its end, so a truncated file opens with no reader although most of its pages are
there. We look for the objects themselves and write a file of them. Wrong text is worse than none, so whatever is packed
is held against its checksum: of a text that is damaged only what stands before the damage is kept, what is set in a
font whose map to Unicode is gone is read as U+FFFD, and a page that shows hardly anything else is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hedui.extract.mend_content import Codes, sound_until
from hedui.extract.mend_flate import unpacked
from hedui.extract.mend_fonts import (
    Characters,
    characters_in,
    characters_of,
    is_map,
    map_of,
    map_sound_until,
)
from hedui.extract.mend_objects import Objects, is_deflated, is_miscounted, is_misnamed, is_too_short

MOST_LOST = 0.8
"""A page is left out where more of its text is set in fonts that are gone."""
LEAST_KNOWN = 0.8
"""A font that has characters for fewer of the codes shown in it is not the one they were written for."""
MOST_UNNAMED = 0.05
"""Where more of a page's text is set in fonts its list doesn't name, the list is damaged."""
MOST_FORMS = 200

_REFERENCE = re.compile(rb"(\d{1,9})\s{1,3}\d{1,5}\s{1,3}R\b")
_PAGE = re.compile(rb"/Type\s{0,3}/Page(?![A-Za-z])")
_PAGES = re.compile(rb"/Type\s{0,3}/Pages\b")
_FORM = re.compile(rb"/Subtype\s{0,3}/Form\b")
_XREF = re.compile(rb"/Type\s{0,3}/XRef\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,60})\s{0,3}(\d{1,9})\s{1,3}\d{1,5}\s{1,3}R\b")
_NAME = re.compile(rb"/([^\s/<>\[\]()]{1,60})")
_PROGRAM = re.compile(rb"/FontFile[23]?\s{0,3}(\d{1,9})\s{1,3}\d{1,5}\s{1,3}R\b")
_TO_UNICODE = re.compile(rb"/ToUnicode\s{0,3}\d{1,9}\s{1,3}\d{1,5}\s{1,3}R\b")
_ENCODING = re.compile(rb"/Encoding\s{0,3}(?:/[\w-]{1,40}|\d{1,9}\s{1,3}\d{1,5}\s{1,3}R\b)")
_OTHER_GLYPHS = re.compile(rb"/CIDToGIDMap\s{0,3}\d")
_ALIKE = b"/Encoding<</Type/Encoding/Differences[0%s]>>" % (b"/currency" * 256)
"""A glyph for every code, none of which stands in texts: of a font without a program pdfium leaves out what its
stand-in has no glyph for."""
_LOST_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica%s/ToUnicode %%d 0 R>>" % _ALIKE

Names = dict[bytes, int | None]
"""The fonts of a page or form by name; None for one that has no number of its own."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A PDF made of what could be saved, and the pages (from 1) some of whose text is damaged."""

    data: bytes
    cut: frozenset[int]


def mended(data: bytes) -> Mended | None:
    """A PDF with the pages that can be saved from damaged data; None where there are none (or it is encrypted)."""
    if b"/Encrypt" in data:
        return None
    objects = Objects(data)
    fonts = {number: _font(objects, number) for number in sorted(_fonts_named(objects))}
    texts = _Texts(objects, fonts)
    order = _page_order(objects)
    for page in order:
        texts.restore(page)
    for font in fonts.values():
        font.lost |= not font.begun and font.known < LEAST_KNOWN * (font.known + font.unknown)
    pages = [page for page in order if texts.lost_share(page) <= MOST_LOST]
    if not pages:
        return None
    _give_maps(objects, fonts)
    _drop_programs(objects, fonts)
    cut = frozenset(at for at, page in enumerate(pages, 1) if not texts.cut.isdisjoint(texts.streams[page]))
    return Mended(_written(objects, pages), cut)


@dataclass(slots=True)
class _Font:
    """What is known of a font: whether it can be read, by which characters, and how many of them were shown."""

    width: int
    """Bytes of a code."""
    lost: bool = False
    characters: Characters | None = None
    made: bool = False
    """Its map was not whole, and the characters come from elsewhere."""
    begun: bool = False
    """The characters are the beginning of its map only."""
    known: int = 0
    unknown: int = 0

    def codes(self) -> Codes:
        """The codes that it has characters for, as far as that is known."""
        return Codes(self.width, frozenset(self.characters) if self.characters and not self.begun else None)


def _fonts_named(objects: Objects) -> set[int]:
    """The numbers of all fonts that some list of resources names."""
    lists = (_value(objects, body, b"/Font") for body in list(objects.values()) if b"/Font" in body[:4000])
    return {int(number) for fonts in lists for _, number in _NAMED.findall(fonts or b"")}


def _font(objects: Objects, number: int) -> _Font:
    """A font by its map to Unicode; where that is not whole by its program, or by the map's beginning."""
    font = objects.get(number)
    if font is None or not (b"/BaseFont" in font or b"/Type3" in font):
        return _Font(1, lost=True)
    width = 2 if b"/Type0" in font else 1
    if width == 2 and _referred(font, b"/DescendantFonts") not in objects:
        return _Font(1, lost=True)
    at = _referred(font, b"/ToUnicode")
    if at is None and not (width == 2 and b"/Identity" in font):
        return _Font(width)
    if at is not None and at in objects:
        held = objects.restored(at, map_sound_until)
        if held.state == "whole":
            # One that is none is a reference that was changed.
            return _Font(width, not is_map(held.text), characters_of(held.text) or None)
    characters = _by_program(objects, font) if width == 2 else {}
    if characters:
        return _Font(width, characters=characters, made=True)
    if at is not None and at == objects.last:
        characters = characters_of(objects.stream(at).text)
    return _Font(width, lost=not characters, characters=characters, made=True, begun=True)


def _by_program(objects: Objects, font: bytes) -> Characters:
    """The characters of a composite font whose codes are the glyphs of its program, by that."""
    inner = objects.get(_referred(font, b"/DescendantFonts") or -1, b"")
    match = _REFERENCE.search(inner) if inner.lstrip().startswith(b"[") else None
    inner = objects.get(int(match[1]), b"") if match else inner
    if b"/Identity-H" not in font or _OTHER_GLYPHS.search(inner):
        return {}
    program = _PROGRAM.search(objects.get(_referred(inner, b"/FontDescriptor") or -1, b""))
    return characters_in(objects.stream(int(program[1])).text) if program else {}


def _give_maps(objects: Objects, fonts: Mapping[int, _Font]) -> None:
    """Let fonts show the characters found for them, and those that are gone U+FFFD for whatever is set in them."""
    unknown: dict[int, int] = {}
    for number, font in fonts.items():
        if font.lost:
            if font.width not in unknown:
                unknown[font.width] = objects.add(map_of({}, font.width))
            body = objects.get(number)
            made = unknown[font.width]
            objects[number] = _LOST_FONT % made if body is None or font.width == 1 else _with_map(body, made)
        elif font.made:
            objects[number] = _with_map(objects[number], objects.add(map_of(font.characters or {}, font.width)))


def _with_map(font: bytes, at: int) -> bytes:
    font = _TO_UNICODE.sub(b"", font)
    end = font.rfind(b">>")
    return b"%s/ToUnicode %d 0 R%s" % (font[:end], at, font[end:])


def _drop_programs(objects: Objects, fonts: Mapping[int, _Font]) -> None:
    """Drop font programs that are damaged: pdfium leaves out what is set in such a font."""
    torn = set()
    for number, body in list(objects.items()):
        match = _PROGRAM.search(body[:4000])
        if match and (int(match[1]) not in objects or objects.stream(int(match[1])).state != "whole"):
            objects[number] = _PROGRAM.sub(b"", body)
            torn.add(number)
    for number, font in fonts.items():
        body = objects.get(number, b"")
        if font.width == 1 and b"/ToUnicode" in body and _referred(body, b"/FontDescriptor") in torn:
            body = _ENCODING.sub(b"", body).replace(b"/TrueType", b"/Type1")
            end = body.rfind(b">>")
            if b"/Encoding" not in body:
                objects[number] = body[:end] + _ALIKE + body[end:]


@dataclass
class _Texts:
    """The content streams of the pages: what is damaged is restored or cut, what is shown in which font counted."""

    objects: Objects
    fonts: Mapping[int, _Font]
    cut: set[int] = field(default_factory=set)
    """The streams some of whose text is damaged."""
    streams: dict[int, list[int]] = field(default_factory=dict)
    """Those of each page, and of the forms it may show."""
    _shown: dict[int, tuple[Names, Counter[bytes]]] = field(default_factory=dict)

    def restore(self, page: int) -> None:
        """Restore or cut what is shown on a page."""
        body = self.objects[page]
        names = self._names(body)
        users = dict.fromkeys(_contents(self.objects, body), names)
        waiting = self._forms(body)
        while waiting and len(users) < MOST_FORMS:
            form = waiting.pop()
            if form not in users:
                users[form] = self._names(self.objects[form]) or names
                waiting += self._forms(self.objects[form])
        self.streams[page] = list(users)
        for number, known in users.items():
            if number in self.objects and number not in self._shown:
                self._restore(number, known)

    def lost_share(self, page: int) -> float:
        """The share of a page's text set in fonts that are gone."""
        total = lost = unnamed = 0
        for number in self.streams[page]:
            names, shown = self._shown.get(number, ({}, Counter[bytes]()))
            for name, count in shown.items():
                font = self.fonts.get(names.get(name) or -1)
                total += count
                unnamed += count if name not in names else 0
                lost += count if font is not None and font.lost else 0
        if not total:
            return 0.0
        return 1.0 if unnamed > MOST_UNNAMED * total else lost / total

    def _restore(self, number: int, names: Names) -> None:
        codes = {
            name: self.fonts[font].codes() if font is not None and font in self.fonts else Codes()
            for name, font in names.items()
        }
        held = self.objects.restored(number, lambda text: sound_until(text, codes))
        if held.state != "whole":
            self.cut.add(number)
            ends_here = held.state == "short" and number == self.objects.last
            end = sound_until(held.text, None if ends_here else codes)[0]
            if not ends_here and held.text[end:].strip():
                end = _line_before(held.text, end)
            self.objects.replace(number, held.text[:end])
        tally: dict[bytes, list[int]] = {}
        sound_until(self.objects.stream(number).text, codes, tally)
        self._shown[number] = names, Counter({name: sum(counts) for name, counts in tally.items()})
        for name, (known, unknown) in tally.items():
            font = self.fonts.get(names.get(name) or -1)
            if font is not None:
                font.known += known
                font.unknown += unknown

    def _names(self, body: bytes) -> Names:
        fonts = _value(self.objects, self._resources(body), b"/Font") or b""
        names: Names = dict.fromkeys(_NAME.findall(fonts))
        names.update((name, int(number)) for name, number in _NAMED.findall(fonts))
        return names

    def _forms(self, body: bytes) -> list[int]:
        shown = _value(self.objects, self._resources(body), b"/XObject") or b""
        numbers = [int(number) for _, number in _NAMED.findall(shown)]
        return [number for number in numbers if _FORM.search(self.objects.get(number, b"")[:1000])]

    def _resources(self, body: bytes) -> bytes:
        """The resources of a page or form; a page may have those of the tree above it."""
        for _ in range(9):
            found = _value(self.objects, body, b"/Resources")
            above = _referred(body, b"/Parent")
            if found is not None or above is None:
                return found or b""
            body = self.objects.get(above, b"")
        return b""


def _line_before(text: bytes, end: int) -> int:
    """Where the last line but one ends: what precedes garbage may be wrong already."""
    return max(text.rfind(b"BT", 0, end), text.rfind(b"Tm", 0, end), text.rfind(b"Td", 0, end), 0)


def _contents(objects: Objects, page: bytes) -> list[int]:
    at = page.find(b"/Contents")
    if at < 0:
        return []
    rest = page[at + 9 :].lstrip()
    if rest.startswith(b"["):
        return [int(number) for number in _REFERENCE.findall(rest.split(b"]", 1)[0])]
    match = _REFERENCE.match(rest)
    if not match:
        return []
    inner = objects.get(int(match[1]), b"").lstrip()
    return [int(n) for n in _REFERENCE.findall(inner)] if inner.startswith(b"[") else [int(match[1])]


def _page_order(objects: Objects) -> list[int]:
    """The numbers of the page objects: in the order of the page tree where it is there, then as they stand."""
    pages = {number: None for number, body in objects.items() if _PAGE.search(body[:4000])}
    nodes = {number: _kids(body) for number, body in objects.items() if _PAGES.search(body[:4000])}
    below = {kid for kids in nodes.values() for kid in kids}
    waiting = [number for number in nodes if number not in below][::-1] or list(nodes)[:1]
    ordered: dict[int, None] = {}
    seen: set[int] = set()
    whole = bool(waiting)
    while waiting:
        number = waiting.pop()
        if number in pages:
            ordered[number] = None
        elif number not in nodes:
            whole = False
        elif number not in seen:
            seen.add(number)
            waiting += reversed(nodes[number])
    # Pages outside a tree that is whole are of an older version of the file.
    return list(ordered) if whole and ordered else list(ordered | pages)


def _kids(body: bytes) -> list[int]:
    at = body.find(b"/Kids")
    return [int(number) for number in _REFERENCE.findall(body[at:].split(b"]", 1)[0])] if at >= 0 else []


def _referred(body: bytes, key: bytes) -> int | None:
    at = body.find(key)
    reference = _REFERENCE.match(body[at + len(key) :].lstrip(b" [\r\n")) if at >= 0 else None
    return int(reference[1]) if reference else None


def _value(objects: Objects, body: bytes, key: bytes) -> bytes | None:
    """The dictionary under a key, be it there or referred to."""
    match = re.search(re.escape(key) + rb"(?![A-Za-z])\s{0,3}", body)
    if not match:
        return None
    rest = body[match.end() :]
    reference = _REFERENCE.match(rest)
    if reference:
        return objects.get(int(reference[1]))
    if not rest.startswith(b"<<"):
        return None
    depth = 0
    for sign in re.finditer(rb"<<|>>", rest):
        depth += 1 if sign[0] == b"<<" else -1
        if depth == 0:
            return rest[: sign.end()]
    return rest


def _written(objects: Objects, pages: list[int]) -> bytes:
    """A PDF of the objects with a new page tree over these pages."""
    root = max(objects) + 1
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    made = {number: body for number, body in objects.items() if not _XREF.search(body[:400])}
    made[root] = b"<</Type/Catalog/Pages %d 0 R>>" % (root + 1)
    made[root + 1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids)
    parts, places, length = [b"%PDF-1.7\n"], {}, 9
    for number, body in made.items():
        body = objects.with_length(number) if number in objects else body
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body.strip(b"\r\n"))
        places[number] = length
        parts.append(part)
        length += len(part)
    parts.append(b"xref\n")
    parts += [b"%d 1\n%010d 00000 n \n" % (number, places[number]) for number in sorted(places)]
    parts.append(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (root + 2, root, length))
    return b"".join(parts)


def is_suspect(data: bytes) -> bool:
    """Whether a packed stream of text or structure is damaged by its checksum, an object stream by its count, or the
    file has no end.

    pdfium reads on with what is left of such a file: with half a map to Unicode it shows other characters than are
    printed, or none, and says nothing.
    """
    if b"/Encrypt" in data:
        return False
    return b"%%EOF" not in data[-_TAIL:] or any(damaged for damaged in _damages(data))


_TAIL = 4096
_OF_NO_TEXT = (b"/Image", b"/XRef", b"/Metadata")


def _damages(data: bytes) -> Iterator[bool]:
    """Whether it is damaged, for each stream of text or structure in a file."""
    at = data.find(b"stream")
    while at >= 0:
        if data[at - 3 : at] != b"end" and data[at + 6 : at + 7] in b"\r\n":
            head = data[max(0, at - 400) : at]
            head = head[head.rfind(b" obj") + 1 :]
            start = at + 8 - len(data[at + 6 : at + 8].lstrip(b"\r\n"))
            if any(kind in head for kind in _OF_NO_TEXT):
                pass
            elif is_deflated(head):
                held = unpacked(data, start)
                yield (
                    held.state != "whole"
                    or is_too_short(head, held.end - start)
                    or (b"/ObjStm" in head and is_miscounted(head, held.text))
                )
                at = max(at, held.end - 16)
            elif head.startswith(b"obj"):
                yield is_misnamed(head, data[start : start + _TAIL])
        at = data.find(b"stream", at + 6)
