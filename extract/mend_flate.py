"""What a packed stream still holds where it is damaged, and the one changed byte that its checksum gives away.

Flate streams (ISO 32000-1, 7.4.4; RFC 1950 and 1951) carry no mark inside by which to find a place again, but an
Adler-32 sum of everything at their end: whether a stream is as it was written is known, where it was damaged is not.
"""

from __future__ import annotations

import time
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

MOST_BYTES = 64 << 20
"""No more than this is unpacked from one stream: a few bytes can be packed that hold gigabytes."""
MOST_CORRECTED = 1 << 20
"""Of what holds more, no changed byte is looked for: it is unpacked for each try."""
WINDOW = 48
"""Bytes before the place where a text stops making sense among which the changed one is looked for."""
LONGEST = 1 << 15
"""A longer stream is not searched for a changed byte: each try unpacks what follows it."""

State = Literal["whole", "short", "torn"]


@dataclass(frozen=True, slots=True)
class Unpacked:
    """``text`` as far as it could be unpacked: whole, or short of its end, or torn by damage before that."""

    text: bytes
    state: State
    end: int
    """Where what is packed ends; of a stream that is torn the beginning of the step in which it is."""


def unpacked(data: bytes, start: int = 0, step: int = 1 << 14) -> Unpacked:
    """What is packed in ``data`` from ``start``, unpacked in steps of so many bytes."""
    parts, packer, length = list[bytes](), zlib.decompressobj(), 0
    for at in range(start, len(data), step):
        try:
            parts.append(packer.decompress(data[at : at + step], MOST_BYTES))
        except zlib.error:
            return Unpacked(b"".join([*parts, _last(data, start, at, step)]), "torn", at)
        length += len(parts[-1])
        if packer.eof:
            return Unpacked(b"".join(parts), "whole", min(at + step, len(data)) - len(packer.unused_data))
        if length >= MOST_BYTES:
            return Unpacked(b"".join(parts), "whole", at)
    return Unpacked(b"".join(parts), "short", len(data))


def _last(data: bytes, start: int, at: int, step: int) -> bytes:
    """What can still be unpacked of the step that fails."""
    packer, parts = zlib.decompressobj(), list[bytes]()
    try:
        packer.decompress(data[start:at], MOST_BYTES)
        for k in range(at, at + step):
            parts.append(packer.decompress(data[k : k + 1], MOST_BYTES))
    except zlib.error:
        pass
    return b"".join(parts)


def corrected(packed: bytes, sound: Callable[[bytes], tuple[int, int]], until: float) -> bytes | None:
    """What a stream held before one byte of it was changed, proved by its checksum; None where no byte proves so.

    ``sound`` says up to where a text makes sense, and where it no longer does: the changed byte stands between these
    places or a little before. ``until`` is the processor time (time.process_time) at which to give up.
    """
    if len(packed) > LONGEST:
        return None
    lengths, read = _lengths(packed)
    if len(read) > MOST_CORRECTED:
        return None
    good, bad = sound(read)
    end = min(bisect_right(lengths, bad) + 2, len(packed))
    begin = max(0, min(bisect_right(lengths, good), end) - WINDOW)
    found: set[bytes] = set()
    for at, packer in _states(packed, begin, end):
        for text in _trials(packer, packed, at, until):
            text = zlib.decompressobj().decompress(packed[:at]) + text
            if text != read and not text[sound(text)[0] :].strip():  # else it is the checksum that is mended
                found.add(text)
        if len(found) > 1 or time.process_time() > until:
            return None  # Adler-32 is weak on small changes: what two bytes would mend alike is not mended
    return found.pop() if found else None


def _trials(packer: zlib._Decompress, packed: bytes, at: int, until: float) -> Iterator[bytes]:
    """What follows a place with each other byte there, where the checksum holds then."""
    rest = packed[at + 1 :]
    for value in range(256):
        if time.process_time() > until:
            return
        trial = packer.copy()
        try:
            text = trial.decompress(bytes((value,)) + rest, 2 * MOST_CORRECTED)
        except zlib.error:
            continue
        if trial.eof and value != packed[at]:
            yield text


def _lengths(packed: bytes) -> tuple[list[int], bytes]:
    """(how much is unpacked after each byte, what it is)."""
    parts, packer, lengths, length = list[bytes](), zlib.decompressobj(), list[int](), 0
    for at in range(len(packed)):
        try:
            parts.append(packer.decompress(packed[at : at + 1]))
        except zlib.error:
            break
        length += len(parts[-1])
        lengths.append(length)
        if packer.eof or length > MOST_CORRECTED:
            break
    return lengths, b"".join(parts)


def _states(packed: bytes, begin: int, end: int) -> Iterator[tuple[int, zlib._Decompress]]:
    """The unpacking as it stands before each byte from ``begin`` on."""
    packer = zlib.decompressobj()
    try:
        packer.decompress(packed[:begin])
        for at in range(begin, end):
            yield at, packer.copy()
            packer.decompress(packed[at : at + 1])
    except zlib.error:
        return
