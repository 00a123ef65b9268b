"""A damaged PDF made whole enough to open: its objects, a new page tree and a new cross-reference table.

A PDF keeps the way to its pages at its end, so a truncated file opens with no reader although most of its pages are
there. We look for the objects themselves (ISO 32000-1, 7.3.10; those in object streams too, 7.5.7) and write a file of
them. A page is taken only where all fonts it names are there with their maps to Unicode: without them a reader would
show other characters, and wrong text is worse than none.
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
_NUMBER = {key: re.compile(rb"/" + key + rb"\s{1,3}(\d{1,9})") for key in (b"N", b"First")}

Objects = dict[int, bytes]


def mended(data: bytes) -> bytes | None:
    """A PDF with the pages that can be saved from damaged data; None where there are none (or it is encrypted)."""
    if b"/Encrypt" in data:
        return None
    objects: Objects = {}
    for number, body in _objects(data):
        objects[number] = body
    for body in [body for body in objects.values() if _OBJECT_STREAM.search(body[:400])]:
        for number, inner in _packed(body):
            objects.setdefault(number, inner)
    pages = [number for number in _page_order(objects) if _readable(objects, objects[number])]
    return _written(objects, pages) if pages else None


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
    count, first = (pattern.search(body[:1000]) for pattern in _NUMBER.values())
    start = body.find(b"stream")
    if not count or not first or start < 0:
        return
    raw = body[start + 6 :].lstrip(b"\r\n")
    try:
        data = zlib.decompressobj().decompress(raw, MOST_BYTES) if b"/FlateDecode" in body[:start] else raw
    except zlib.error:
        return
    offset = int(first[1])
    head = [int(n) for n in re.findall(rb"\d{1,9}", data[:offset])][: 2 * int(count[1])]
    numbers, places = head[::2], head[1::2]
    for number, place, after in zip(numbers, places, [*places[1:], len(data)], strict=False):
        yield number, data[offset + place : offset + after]


def _page_order(objects: Objects) -> list[int]:
    """The numbers of the page objects: in the order of the page tree where it is there, then as they stand."""
    pages = {number: None for number, body in objects.items() if _PAGE.search(body[:4000])}
    ordered: dict[int, None] = {}
    for body in objects.values():
        if _PAGES.search(body[:4000]) and b"/Kids" in body:
            kids = body[body.find(b"/Kids") :].split(b"]", 1)[0]
            ordered.update({int(n): None for n in _REFERENCE.findall(kids) if int(n) in pages})
    return list(ordered | pages)


def _readable(objects: Objects, page: bytes) -> bool:
    """Whether the fonts of a page are there, and their maps to Unicode."""
    resources = _value(objects, page, b"/Resources")
    fonts = _value(objects, resources, b"/Font") if resources else None
    for number in _REFERENCE.findall(fonts or b""):
        font = objects.get(int(number))
        if font is None:
            return False
        for key in (b"/ToUnicode", b"/DescendantFonts"):
            at = font.find(key)
            reference = _REFERENCE.match(font[at + len(key) :].lstrip(b" [\r\n")) if at >= 0 else None
            if reference and int(reference[1]) not in objects:
                return False
    return True


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
