"""The way from the codes of a PDF's fonts to Unicode, where the map of it is damaged.

A map (ISO 32000-1, 9.10.3) that is not whole is made again from the font program's own table of characters, which
bears a checksum of its own and stands near the program's beginning, so that half a program is enough (OpenType, cmap).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping

Characters = dict[int, str]
"""A code (of one or two bytes) and the text it stands for, as hexadecimal UTF-16 in big-endian order."""

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)(?:end\1|\Z)", re.DOTALL)
_CHAR = re.compile(rb"<\s*([0-9A-Fa-f]{2,4})\s*>\s*<([0-9A-Fa-f\s]{2,80})>")
_RANGE = re.compile(
    rb"<\s*([0-9A-Fa-f]{2,4})\s*>\s*<\s*([0-9A-Fa-f]{2,4})\s*>\s*(?:<([0-9A-Fa-f\s]{2,80})>|\[([^\]]{0,20000})\])"
)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{2,80})>")
_SOUND = re.compile(
    rb"(?:\s+|%[^\r\n]{0,200}[\r\n]|/[A-Za-z0-9+_.-]{0,80}|<[0-9A-Fa-f\s]{0,80}>|[\[\]]|<<|>>|\([\x20-\x7e]{0,80}?\)"
    rb"|-?\d{1,6}(?![^\s<>\[\]/()])"
    rb"|(?:begin|end)(?:cmap|codespacerange|bfchar|bfrange|cidrange|cidchar)?(?![A-Za-z])"
    rb"|(?:findresource|dict|def|dup|pop|currentdict|defineresource|CMapName|usecmap)(?![A-Za-z]))"
)


def is_map(text: bytes) -> bool:
    """Whether a text is a map to Unicode."""
    return b"begincmap" in text or b"beginbf" in text


def map_sound_until(text: bytes) -> tuple[int, int]:
    """(where the last token ends before one that can't stand in a map to Unicode, where that begins)."""
    at = 0
    while match := _SOUND.match(text, at):
        at = match.end()
    return at, min(at + 1, len(text))


def characters_of(text: bytes) -> Characters:
    """The characters of a map to Unicode, as far as it goes."""
    found: Characters = {}
    for kind, section in _SECTION.findall(text):
        if kind == b"bfchar":
            found.update((int(code, 16), _hex(target)) for code, target in _CHAR.findall(section))
        else:
            for low, high, target, targets in _RANGE.findall(section):
                found.update(_range(int(low, 16), int(high, 16), target, targets))
    return found


def _hex(target: bytes) -> str:
    return b"".join(target.split()).decode("ascii").upper()


def _range(low: int, high: int, target: bytes, targets: bytes) -> Iterator[tuple[int, str]]:
    if targets:
        yield from zip(range(low, high + 1), map(_hex, _HEX.findall(targets)), strict=False)
        return
    first = _hex(target)
    head, last = first[:-4], int(first[-4:], 16)
    for code in range(low, min(high, low + 0xFFFF) + 1):
        if last + code - low > 0xFFFF:
            return
        yield code, f"{head}{last + code - low:0{min(4, len(first))}X}"


def map_of(characters: Mapping[int, str], width: int) -> bytes:
    """A map to Unicode for codes of so many bytes; every code without a character is U+FFFD."""
    lines = [f"<{code:0{2 * width}X}> <{characters.get(code, 'FFFD')}>\n" for code in range(256**width)]
    # One by one: readers differ on the ends of a range.
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    sections = "".join(f"{len(part)} beginbfchar\n{''.join(part)}endbfchar\n" for part in parts)
    low, high = "00" * width, "FF" * width
    text = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Mended def /CMapType 2 def\n"
        f"1 begincodespacerange <{low}> <{high}> endcodespacerange\n{sections}"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    packed = zlib.compress(text.encode("ascii"), 1)
    return b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed)


def characters_in(program: bytes) -> Characters:
    """The glyphs of the beginning of a TrueType program and their characters; empty where its table is not whole."""
    if program[:4] not in (b"\0\1\0\0", b"true") or len(program) < 12:
        return {}
    for k in range(min(struct.unpack_from(">H", program, 4)[0], 64)):
        entry = program[12 + 16 * k : 28 + 16 * k]
        if entry[:4] == b"cmap" and len(entry) == 16:
            checksum, offset, length = struct.unpack_from(">III", entry, 4)
            table = program[offset : offset + length]
            if len(table) == length and _sum(table) == checksum:
                return _inverted(table)
    return {}


def _sum(table: bytes) -> int:
    """The checksum of a table (OpenType, "Calculating checksums")."""
    padded = table + b"\0" * (-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def _inverted(table: bytes) -> Characters:
    """Each glyph's character by a cmap table, the plainest of several."""
    found: dict[int, int] = {}
    for k in range(min(struct.unpack_from(">H", table, 2)[0], 32)):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * k)
        if (platform, encoding) in _UNICODE:
            try:
                pairs = list(_pairs(table[offset:]))
            except struct.error:
                continue
            for sign, glyph in pairs:
                if glyph and (glyph not in found or _rank(sign) < _rank(found[glyph])):
                    found[glyph] = sign
    return {glyph: chr(sign).encode("utf-16-be").hex().upper() for glyph, sign in found.items() if _is_sign(sign)}


_UNICODE = {(0, 1), (0, 2), (0, 3), (0, 4), (3, 1), (3, 10)}


def _is_sign(sign: int) -> bool:
    return 0x20 <= sign < 0xD800 or 0xF900 <= sign < 0x110000


def _rank(sign: int) -> tuple[bool, int]:
    """Radicals and compatibility forms share the glyphs of plain signs; no-break spaces and hyphens of plain ones."""
    return 0x2E80 <= sign < 0x2FE0 or 0xE000 <= sign < 0xFB00 or sign > 0xFE00, sign


def _pairs(table: bytes) -> Iterator[tuple[int, int]]:
    """(character, glyph) of one subtable of format 4 or 12."""
    (form,) = struct.unpack_from(">H", table)
    if form == 12:
        for k in range(min(struct.unpack_from(">I", table, 12)[0], 20_000)):
            low, high, glyph = struct.unpack_from(">III", table, 16 + 12 * k)
            yield from ((sign, glyph + sign - low) for sign in range(low, min(high, low + 0xFFFF) + 1))
    elif form == 4:
        count = struct.unpack_from(">H", table, 6)[0] // 2
        ends, starts, deltas, offsets = (
            struct.unpack_from(f">{count}H", table, at) for at in (14, 16 + 2 * count, 16 + 4 * count, 16 + 6 * count)
        )
        for k, (low, high, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
            for sign in range(low, min(high, 0xFFFE) + 1):
                glyph = sign
                if offset:
                    (glyph,) = struct.unpack_from(">H", table, 16 + 6 * count + 2 * k + offset + 2 * (sign - low))
                yield sign, (glyph + delta) & 0xFFFF if glyph or not offset else 0
