"""The objects of a damaged PDF, found without its cross-reference table, and what its streams still hold.

ISO 32000-1, 7.3.10 (objects), 7.3.8 (streams) and 7.5.7 (object streams).
"""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise

from hedui.extract.mend_flate import Unpacked, corrected, unpacked

MOST_OBJECTS = 400_000
PATIENCE = 3.0
"""Seconds of work for finding bytes that were changed, in all streams of a file together."""

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,9})[ \t\r\n]{1,3}(\d{1,5})[ \t\r\n]{1,3}obj\b")
_END = re.compile(rb"\bendobj\b")
_OBJECT_STREAM = re.compile(rb"/Type\s{0,3}/ObjStm\b")
_FIRST = re.compile(rb"/First\s{1,3}(\d{1,9})")
_COUNT = re.compile(rb"/N\s{1,3}(\d{1,12})")
_ONLY_DEFLATE = re.compile(rb"/Filter\s{0,3}(?:/FlateDecode(?![^\s/<>\[\]()])|\[\s{0,3}/FlateDecode\s{0,3}\])")
_PREDICTOR = re.compile(rb"/Predictor\s{1,3}(?:[2-9]|1\d)")
_FILTER = re.compile(rb"/Filter\s{0,3}(?:/[^\s/<>\[\]]{1,40}|\[[^\]]{0,200}\])")
_KNOWN_FILTER = re.compile(
    rb"/(?:Flate|LZW|ASCII85|ASCIIHex|RunLength|DCT|JPX|JBIG2|CCITTFax)Decode\b|/Crypt\b|/(?:Fl|LZW|A85|AHx|RL|DCT|CCF)\b"
)
_LENGTH = re.compile(rb"/Length\s{1,3}-?\d{1,12}(?:\s{1,3}\d{1,5}\s{1,3}R\b)?")
_VALUE = re.compile(
    rb"""\s+|/[^\s<>\[\](){}/%]{0,127}|<<|>>|[\[\]]|<[0-9A-Fa-f\s]{0,4000}>|\((?:[^()\\]|\\.|\([^()\\]{0,500}\)){0,4000}\)
    |[-+]?\d{0,10}\.?\d{1,12}\.?(?![A-Za-z])|(?:R|true|false|null)(?![A-Za-z0-9])""",
    re.VERBOSE | re.DOTALL,
)

Sound = Callable[[bytes], tuple[int, int]]
"""(up to where a text surely makes sense, where it no longer does)"""


class Objects(dict[int, bytes]):
    """The objects of a file by number, those in object streams included; of several the last of a number holds."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._unpacked: dict[int, Unpacked] = {}
        self._until = time.process_time() + PATIENCE
        self.last: int | None = None
        """The object inside of which the file ends."""
        for number, body, ends in _objects(data):
            self[number] = body
            self.last = None if ends else number
        if self.last is not None and b"stream" not in self[self.last]:
            del self[self.last]
        for number in [number for number, body in self.items() if _OBJECT_STREAM.search(body[:400])]:
            for inner, body in list(self._held(number)):
                self.setdefault(inner, body)
            del self[number]

    def stream(self, number: int) -> Unpacked:
        """What a stream holds; one that is packed in a way we don't know is believed to be whole."""
        if number not in self._unpacked:
            body = self.get(number, b"")
            raw = _raw(body)
            if raw is None:
                self._unpacked[number] = Unpacked(b"", "torn", 0)
            elif is_deflated(_head(body)):
                self._unpacked[number] = unpacked(raw, step=32)
            else:
                self._believe(number, raw)
        return self._unpacked[number]

    def _believe(self, number: int, raw: bytes) -> None:
        """Take a stream for what it is without unpacking; it is unpacked if only the name of the filter is damaged."""
        named = _KNOWN_FILTER.search(_head(self[number]))
        held = unpacked(raw) if not named and raw[:1] == b"x" else None
        if held is not None and held.state == "whole":
            self.replace(number, held.text)
        else:
            self._unpacked[number] = Unpacked(raw, "short" if number == self.last else "whole", len(raw))

    def restored(self, number: int, sound: Sound) -> Unpacked:
        """What a stream holds, once the one byte of it that was changed, if it was one, has been put right."""
        held = self.stream(number)
        raw = _raw(self.get(number, b""))
        if held.state == "torn" and raw is not None and time.process_time() < self._until:
            text = corrected(raw, sound, self._until)
            if text is not None:
                self.replace(number, text)
        return self.stream(number)

    def replace(self, number: int, text: bytes) -> None:
        """Let a stream hold this text, without packing."""
        head = _FILTER.sub(b"", _head(self[number]))
        self[number] = _stream(head, text)
        self._unpacked[number] = Unpacked(text, "whole", len(text))

    def with_length(self, number: int) -> bytes:
        """An object; of a stream with its true length."""
        body = self[number]
        raw = _raw(body)
        if raw is None:
            return body
        end = raw.rfind(b"endstream")
        return _stream(_head(body), raw[: end if end >= 0 else None].removesuffix(b"\n").removesuffix(b"\r"))

    def add(self, body: bytes) -> int:
        """The number of a new object."""
        number = max(self, default=0) + 1
        self[number] = body
        return number

    def _held(self, number: int) -> Iterator[tuple[int, bytes]]:
        """The objects in an object stream, up to where it is damaged."""
        first = _FIRST.search(self[number][:1000])
        if not first:
            return
        offset = int(first[1])
        held = self.restored(number, lambda text: values_sound_until(text, offset))
        text = held.text
        end = values_sound_until(text, offset)[0] if held.state == "torn" else len(text)
        head = [int(n) for n in re.findall(rb"\d{1,9}", text[: min(offset, len(text))])]
        # The last one reaches to the end, wherever that was.
        places = [*head[1::2], len(text) - offset if held.state == "whole" else 1 << 40]
        for inner, (place, after) in zip(head[::2], pairwise(places), strict=False):
            if place < after <= end - offset:
                yield inner, text[offset + place : offset + after]


def _objects(data: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """(number, body, whether it ends before the file does) of the objects of a file in order."""
    starts = []
    for match in _OBJECT.finditer(data):
        starts.append((int(match[1]), match.start(), match.end()))
        if len(starts) > MOST_OBJECTS:
            break
    limits = [start for _, start, _ in starts[1:]] + [len(data)]
    for (number, _, begin), limit in zip(starts, limits, strict=False):
        end = _END.search(data, begin, limit)
        body = data[begin : end.start() if end else limit]
        ends = end is not None or limit < len(data)
        if b"stream" in body[:2000] and b"endstream" not in body[-40:]:
            body += b"\nendstream"
        yield number, body, ends


def _stream(head: bytes, text: bytes) -> bytes:
    head = _LENGTH.sub(b"", head)
    end = head.rfind(b">>")
    return b"%s/Length %d>>\nstream\n%s\nendstream" % (head[: end if end >= 0 else None], len(text), text)


def _head(body: bytes) -> bytes:
    """The dictionary of a stream."""
    return body.split(b"stream", 1)[0]


def _raw(body: bytes) -> bytes | None:
    """What a stream holds as it stands in the file; None where there is none."""
    start = body.find(b"stream")
    return body[start + 6 :].lstrip(b"\r\n") if start >= 0 else None


def is_deflated(head: bytes) -> bool:
    """Whether a stream is packed once, by Flate, and nothing else; others are not looked into, and believed."""
    return bool(_ONLY_DEFLATE.search(head)) and not _PREDICTOR.search(head)


def is_misnamed(head: bytes, raw: bytes) -> bool:
    """Whether what is said of a stream's packing can't be true."""
    if b"/Filter" in head:
        return not _KNOWN_FILTER.search(head) and not _BY_NUMBER.search(head)
    return raw[:2] in (b"x\x01", b"x\x5e", b"x\x9c", b"x\xda") and unpacked(raw).state != "torn"


_BY_NUMBER = re.compile(rb"/Filter\s{0,3}(?:\d|\[\s{0,3}(?:\d|\]|null))|/Filter\s{1,3}null")


def is_too_short(head: bytes, length: int) -> bool:
    """Whether a stream says that it has fewer bytes than it has: readers stop there."""
    said = _SAID.search(head)
    return said is not None and int(said[1]) < length - 8


_SAID = re.compile(rb"/Length\s{1,3}(-?\d{1,12})(?!\s{1,3}\d{1,5}\s{1,3}R)(?!\d)")


def is_miscounted(head: bytes, text: bytes) -> bool:
    """Whether an object stream doesn't hold as many objects as it says."""
    first, count = _FIRST.search(head), _COUNT.search(head)
    if not first or not count:
        return True
    return len(text[: int(first[1])].split()) != 2 * int(count[1])


def values_sound_until(text: bytes, offset: int) -> tuple[int, int]:
    """(where the last object of an object stream begins before one that can't stand there, where that ends)."""
    head = re.compile(rb"[\d\s]*").match(text, 0, offset)
    if head is None or head.end() < min(offset, len(text)):
        return 0, head.end() + 1 if head else 1
    places = [int(n) for n in head[0].split()][1::2]
    if places != sorted(places):
        return 0, offset
    at = offset
    while match := _VALUE.match(text, at):
        at = match.end()
    if at >= len(text):
        return len(text), len(text)
    begun = bisect_right(places, at - offset)
    return offset + places[begun - 1] if begun else 0, at + 1
