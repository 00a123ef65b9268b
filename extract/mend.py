"""A damaged PDF made whole enough to open: its objects, a new page tree and a new cross-reference table.

A PDF keeps the way to its pages at its end, so a truncated file opens with no reader although most of its pages are
there. We look for the objects themselves (ISO 32000-1, 7.3.10; those in object streams too, 7.5.7) and write a file of
them. Text in a font that is gone, or whose map to Unicode is, would come out as other characters, and wrong text is
worse than none: it is read as U+FFFD, and a page that shows hardly anything else is left out.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

MOST_OBJECTS = 400_000
MOST_BYTES = 64 << 20
"""No more than this is unpacked from one stream: a few bytes can be packed that hold gigabytes."""

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,9})[ \t\r\n]{1,3}(\d{1,5})[ \t\r\n]{1,3}obj\b")
_END = re.compile(rb"\bendobj\b")
_REFERENCE = re.compile(rb"(\d{1,9})\s{1,3}\d{1,5}\s{1,3}R\b")
_PAGE = re.compile(rb"/Type\s{0,3}/Page(?![A-Za-z])")
_PAGES = re.compile(rb"/Type\s{0,3}/Pages\b")
_OBJECT_STREAM = re.compile(rb"/Type\s{0,3}/ObjStm\b")
_FIRST = re.compile(rb"/First\s{1,3}(\d{1,9})")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,60})\s{0,3}(\d{1,9})\s{1,3}\d{1,5}\s{1,3}R\b")
_SET_FONT = re.compile(rb"/([^\s/<>\[\]()]{1,60})\s{1,3}[-+.\d]{1,20}\s{1,3}Tf\b")
_LOST_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode %d 0 R>>"
_ALL_UNKNOWN = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Lost def /CMapType 2 def\n"
    b"1 begincodespacerange <%(low)s> <%(high)s> endcodespacerange\n%(ranges)s"
    b"endcmap CMapName currentdict /CMap defineresource pop end end"
)
MOST_LOST = 0.8
"""A page is left out where more of its text is set in fonts that are gone."""

Objects = dict[int, bytes]


def mended(data: bytes) -> bytes | None:
    """A PDF with the pages that can be saved from damaged data; None where there are none (or it is encrypted)."""
    if b"/Encrypt" in data:
        return None
    objects = _all_objects(data)
    pages = [number for number in _page_order(objects) if _lost_share(objects, objects[number]) <= MOST_LOST]
    if not pages:
        return None
    _mark_lost(objects)
    return _written(objects, pages)


def _all_objects(data: bytes) -> Objects:
    """The objects of a file, those in object streams included."""
    objects: Objects = {}
    for number, body in _objects(data):
        objects[number] = body
    for body in [body for body in objects.values() if _OBJECT_STREAM.search(body[:400])]:
        for number, inner in _packed(body):
            objects.setdefault(number, inner)
    return objects


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects of a file in order; one without end is closed."""
    starts = []
    for match in _OBJECT.finditer(data):
        starts.append((int(match[1]), match.start(), match.end()))
        if len(starts) > MOST_OBJECTS:
            break
    limits = [start for _, start, _ in starts[1:]] + [len(data)]
    for (number, _, begin), limit in zip(starts, limits, strict=False):
        end = _END.search(data, begin, limit)
        body = data[begin : end.start() if end else limit]
        if b"stream" in body[:2000] and b"endstream" not in body[-40:]:
            body += b"\nendstream"
        yield number, body


def _packed(body: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects in an object stream."""
    first = _FIRST.search(body[:1000])
    start = body.find(b"stream")
    if not first or start < 0:
        return
    data, _ = _unpacked(body)
    offset = int(first[1])
    head = [int(n) for n in re.findall(rb"\d{1,9}", data[:offset])]
    numbers, places = head[::2], head[1::2]
    for number, place, after in zip(numbers, places, [*places[1:], len(data)], strict=False):
        inner = data[offset + place : offset + after]
        if inner and len(inner) == after - place:  # else it is cut off where the damage begins
            yield number, inner


def _unpacked(body: bytes) -> tuple[bytes, bool]:
    """(what a stream holds, as far as it can be unpacked, whether that is all of it and undamaged)."""
    start = body.find(b"stream")
    if start < 0:
        return b"", False
    raw = body[start + 6 :].lstrip(b"\r\n")
    if not _ONLY_DEFLATE.search(body[:start]):
        return raw, True
    packer, parts, length = zlib.decompressobj(), [], 0
    try:
        for at in range(0, len(raw), _STEP):
            parts.append(packer.decompress(raw[at : at + _STEP], MOST_BYTES - length))
            length += len(parts[-1])
            if packer.eof or length >= MOST_BYTES:
                break
    except zlib.error:
        pass
    return b"".join(parts), packer.eof


_STEP = 32
"""Bytes unpacked at a time: those of the step that fails are lost."""


def _page_order(objects: Objects) -> list[int]:
    """The numbers of the page objects: in the order of the page tree where it is there, then as they stand."""
    pages = {number: None for number, body in objects.items() if _PAGE.search(body[:4000])}
    ordered: dict[int, None] = {}
    for body in objects.values():
        if _PAGES.search(body[:4000]) and b"/Kids" in body:
            kids = body[body.find(b"/Kids") :].split(b"]", 1)[0]
            ordered.update({int(n): None for n in _REFERENCE.findall(kids) if int(n) in pages})
    return list(ordered | pages)


def _lost_share(objects: Objects, page: bytes) -> float:
    """The share of a page's text set in fonts that are gone; pages may share one list of fonts, so by what is used."""
    resources = _value(objects, page, b"/Resources")
    fonts = _value(objects, resources, b"/Font") if resources else None
    if not fonts:
        return 0.0 if b"/Font" not in (resources or b"/Font") else 1.0
    named = {name: int(number) for name, number in _NAMED.findall(fonts)}
    lost = {name for name, number in named.items() if _is_lost(objects, objects.get(number))}
    text = b"\n".join(_unpacked(objects[number])[0] for number in _contents(objects, page) if number in objects)
    uses = list(_SET_FONT.finditer(text))
    if sum(use[1] not in named for use in uses) > 0.05 * len(uses):  # the list of fonts itself is damaged
        return 1.0
    if not lost:
        return 0.0
    ends = [use.start() for use in uses[1:]] + [len(text)]
    shown = [(use[1] in lost, end - use.end()) for use, end in zip(uses, ends, strict=False)]
    total = sum(length for _, length in shown)
    return sum(length for gone, length in shown if gone) / total if total else 1.0


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


def _is_lost(objects: Objects, font: bytes | None) -> bool:
    """Whether a font or its map to Unicode is gone; a composite font without any map never could be read."""
    if font is None or not (b"/BaseFont" in font or b"/Type3" in font):
        return True
    if b"/Type0" in font and b"/Identity" in font and b"/ToUnicode" not in font:
        return True
    for key in (b"/ToUnicode", b"/DescendantFonts"):
        number = _referred(font, key)
        if number is not None and (number not in objects or (key == b"/ToUnicode" and not _is_map(objects[number]))):
            return True
    return False


def _referred(body: bytes, key: bytes) -> int | None:
    at = body.find(key)
    reference = _REFERENCE.match(body[at + len(key) :].lstrip(b" [\r\n")) if at >= 0 else None
    return int(reference[1]) if reference else None


def _is_map(body: bytes) -> bool:
    """Whether a map to Unicode is whole and, by its checksum, as it was written."""
    text, whole = _unpacked(body)
    packed = bool(_ONLY_DEFLATE.search(body.split(b"stream", 1)[0]))
    return whole and (b"begincmap" in text or not packed)


def _mark_lost(objects: Objects) -> None:
    """Let every font that is gone show U+FFFD for whatever is set in it."""
    one, two = max(objects) + 1, max(objects) + 2
    for number in _fonts_named(objects):
        font = objects.get(number)
        if not _is_lost(objects, font):
            continue
        kept = font is not None and b"/Type0" in font and _referred(font, b"/DescendantFonts") in objects
        if font is not None and kept and b"/ToUnicode" in font:
            objects[number] = re.sub(rb"/ToUnicode\s{0,3}\d{1,9}", b"/ToUnicode %d" % two, font)
        else:
            objects[number] = _LOST_FONT % one
    for number, body in list(objects.items()):
        if _torn_program(objects, body):
            objects[number] = _PROGRAM.sub(b"", body)
    objects[one], objects[two] = _unknown(1), _unknown(2)


def _fonts_named(objects: Objects) -> set[int]:
    """The numbers of all fonts that some list of resources names."""
    lists = (_value(objects, body, b"/Font") for body in list(objects.values()) if b"/Font" in body[:4000])
    return {int(number) for fonts in lists for _, number in _NAMED.findall(fonts or b"")}


def _unknown(width: int) -> bytes:
    """A map of all codes of so many bytes to U+FFFD, one by one, as the ends of a range differ."""
    lines = [b"<%0*X> <FFFD>\n" % (2 * width, code) for code in range(256**width)]
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    ranges = [b"%d beginbfchar\n%sendbfchar\n" % (len(part), b"".join(part)) for part in parts]
    text = _ALL_UNKNOWN % {b"low": b"00" * width, b"high": b"FF" * width, b"ranges": b"".join(ranges)}
    packed = zlib.compress(text, 1)
    return b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed)


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
    made = {
        **objects,
        root: b"<</Type/Catalog/Pages %d 0 R>>" % (root + 1),
        root + 1: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
    }
    parts, places, length = [b"%PDF-1.7\n"], {}, 9
    for number, body in made.items():
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body.strip(b"\r\n"))
        places[number] = length
        parts.append(part)
        length += len(part)
    parts.append(b"xref\n")
    numbers = sorted(places)
    for number in numbers:
        parts.append(b"%d 1\n%010d 00000 n \n" % (number, places[number]))
    parts.append(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (root + 2, root, length))
    return b"".join(parts)


def is_suspect(data: bytes) -> bool:
    """Whether a packed stream of text or structure is damaged by its checksum, or an object stream by its count.

    pdfium reads on with what is left of such a file: with half a map to Unicode it shows other characters than are
    printed, or none, and says nothing.
    """
    if b"/Encrypt" in data:
        return False
    at = data.find(b"stream")
    while at >= 0:
        if data[at - 3 : at] != b"end" and data[at + 6 : at + 7] in b"\r\n":
            head = data[max(0, at - 400) : at]
            head = head[head.rfind(b" obj") + 1 :]
            if _ONLY_DEFLATE.search(head) and not any(kind in head for kind in _OF_NO_TEXT):
                start = at + 8 - len(data[at + 6 : at + 8].lstrip(b"\r\n"))
                text, whole, end = _inflated(data, start)
                if not whole or (b"/ObjStm" in head and _miscounted(head, text)):
                    return True
                at = max(at, end - 16)
        at = data.find(b"stream", at + 6)
    return False


_OF_NO_TEXT = (b"/Image", b"/XRef", b"/Metadata")


def _inflated(data: bytes, start: int) -> tuple[bytes, bool, int]:
    """(what is packed there, whether its checksum holds, where it ends)."""
    parts, packer, length = [], zlib.decompressobj(), 0
    step = 1 << 14
    for at in range(start, len(data), step):
        try:
            parts.append(packer.decompress(data[at : at + step], MOST_BYTES))
        except zlib.error:
            return b"".join(parts), False, start
        length += len(parts[-1])
        if packer.eof:
            return b"".join(parts), True, min(at + step, len(data)) - len(packer.unused_data)
        if length >= MOST_BYTES:
            return b"".join(parts), True, start
    return b"".join(parts), False, start


def _miscounted(head: bytes, text: bytes) -> bool:
    first, count = _FIRST.search(head), _COUNT.search(head)
    if not first or not count:
        return True
    return len(text[: int(first[1])].split()) != 2 * int(count[1])


_COUNT = re.compile(rb"/N\s{1,3}(\d{1,12})")


def has_lost_fonts(data: bytes) -> bool:
    """Whether some font of the file, or its map to Unicode, is gone or damaged, or an object stream does not hold."""
    objects = _all_objects(data)
    if any(_OBJECT_STREAM.search(body[:400]) and not _holds(body) for body in objects.values()):
        return True
    return any(
        (b"/ToUnicode" in body[:4000] and _is_lost(objects, body)) or _torn_program(objects, body)
        for body in objects.values()
    )


def _torn_program(objects: Objects, descriptor: bytes) -> bool:
    """Whether a font descriptor names a font program that is gone or damaged; pdfium leaves out what is set in it."""
    match = _PROGRAM.search(descriptor[:4000])
    if not match:
        return False
    program = objects.get(int(match[1]))
    return program is None or not _unpacked(program)[1]


_PROGRAM = re.compile(rb"/FontFile[23]?\s{0,3}(\d{1,9})\s{1,3}\d{1,5}\s{1,3}R\b")
_ONLY_DEFLATE = re.compile(rb"/Filter\s{0,3}(?:/FlateDecode|\[\s{0,3}/FlateDecode\s{0,3}\])")
"""Streams that are packed in another way, or twice, are not looked into, and believed."""


def _holds(body: bytes) -> bool:
    text, whole = _unpacked(body)
    return whole and not _miscounted(body[:1000].split(b"stream", 1)[0], text)
