"""Up to where a page's content stream makes sense, for one that is damaged somewhere.

Garbage seldom is a sequence of operators with their operands (ISO 32000-1, annex A), of fonts the page has and of codes
that those fonts have characters for. So damage shows soon after it; where it does not, it has changed next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_TOKEN = re.compile(
    rb"""
      (?P<space>[\x00\t\n\x0c\r ]+|%[^\r\n]{0,300}[\r\n])
    | (?P<number>[-+]?(?:\d{1,10}(?:\.\d{0,20})?|\.\d{1,20}))(?=[\s<>\[\]()/%A-Za-z'"]|\Z)
    | (?P<name>/[^\s<>\[\](){}/%]{0,127})
    | (?P<hex><[0-9A-Fa-f\s]{0,8000}>)
    | (?P<literal>\((?:[^()\\]|\\.|\((?:[^()\\]|\\.){0,500}\)){0,8000}\))
    | (?P<open>\[|<<)
    | (?P<close>\]|>>)
    | (?P<word>[A-Za-z'"][A-Za-z0-9*]{0,5})
    """,
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {"number": "n", "name": "/", "hex": "s", "literal": "s"}
_BY_OPERANDS = {
    "": "b B b* B* BT ET BX EX EMC f F f* h n q Q s S T* W W*",
    "n": "g G i j J M Tc TL Tr Ts Tw Tz w",
    "nn": "d0 l m Td TD",
    "nnn": "rg RG",
    "nnnn": "k K re v y",
    "nnnnnn": "c cm d1 Tm",
    "/": "gs CS cs Do MP ri sh BMC",
    "/n": "Tf",
    "s": "Tj '",
    "a": "TJ",
    "an": "d",
    "nns": '"',
    "*": "SC SCN sc scn BDC DP true false null",
}
OPERANDS = {word.encode(): wanted for wanted, words in _BY_OPERANDS.items() for word in words.split()}
"""What stands before each operator: n a number, s a string, / a name, a an array; * anything."""
Tally = dict[bytes, list[int]]
"""How many codes are shown in a font that has them, and that has not."""
_SHOWING = ("s", "a", "nns")
MOST_OPERANDS = 33
FARTHEST = 50_000.0
"""No page is so large: in points, before they are scaled."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes a font has characters for, each of ``width`` bytes; None where that is not known."""

    width: int = 1
    known: frozenset[int] | None = None

    def has(self, string: bytes) -> bool:
        """Whether the font has all codes of a string."""
        return len(string) % self.width == 0 and self.count(string)[1] == 0

    def count(self, string: bytes) -> tuple[int, int]:
        """How many codes of a string the font has, and how many it has not."""
        total = len(string) // self.width
        if self.known is None:
            return total, 0
        codes = string if self.width == 1 else map(int.from_bytes, zip(string[::2], string[1::2], strict=False))
        known = sum(code in self.known for code in codes)
        return known, total - known


@dataclass(slots=True)
class _State:
    """What has been read since the last operator."""

    operands: str = ""
    name: bytes = b""
    strings: list[bytes] = field(default_factory=list)
    depth: int = 0
    font: bytes = b""

    def take(self, kind: str, token: bytes) -> bool:
        """Take an operand; False where it can't stand here."""
        if kind == "open":
            self.depth += 1
            return self.depth < 9
        if kind == "close":
            self.depth -= 1
            if self.depth == 0:
                self.operands += "a"
            return self.depth >= 0
        if kind == "name":
            self.name = token[1:]
        elif kind == "number":
            if not -FARTHEST < float(token) < FARTHEST:
                return False
        else:
            self.strings.append(_bytes(token))
        if self.depth == 0:
            self.operands += _SIGNS[kind]
        return len(self.operands) <= MOST_OPERANDS

    def ends(self, word: bytes, fonts: Mapping[bytes, Codes] | None, tally: Tally | None) -> bool:
        """Take an operator; False where its operands are not its own, or the font has no such codes."""
        wanted = OPERANDS.get(word)
        if wanted is None or self.depth or (wanted != "*" and wanted != self.operands):
            return False
        if word == b"Tf":
            if tally is None and fonts is not None and self.name not in fonts:
                return False
            self.font = self.name
        elif self.strings and wanted in _SHOWING and fonts is not None and not self._shows(fonts, tally):
            return False
        self.operands = ""
        self.strings.clear()
        return True

    def _shows(self, fonts: Mapping[bytes, Codes], tally: Tally | None) -> bool:
        codes = fonts.get(self.font)
        if tally is None:
            return codes is not None and all(map(codes.has, self.strings))
        counts = tally.setdefault(self.font, [0, 0])
        for string in self.strings:
            known, unknown = (codes or Codes()).count(string)
            counts[0] += known
            counts[1] += unknown
        return True


def sound_until(text: bytes, fonts: Mapping[bytes, Codes] | None = None, tally: Tally | None = None) -> tuple[int, int]:
    """(where the last operator ends before something that can't stand in a content stream, where that ends).

    Codes that a font doesn't have can't stand there, unless a tally is kept of those shown in each font.
    """
    at, good, state = 0, 0, _State()
    while match := _TOKEN.match(text, at):
        at = match.end()
        kind = match.lastgroup or ""
        if kind == "space":
            continue
        if kind == "word":
            if match[0] == b"BI":
                end = _after_image(text, at)
                if end is None or state.operands:
                    return good, at
                at = good = end
            elif not state.ends(match[0], fonts, tally):
                return good, at
            good = at
        elif not state.take(kind, match[0]):
            return good, at
    return good, at


def _after_image(text: bytes, at: int) -> int | None:
    """Where an inline image ends."""
    match = _IMAGE_END.search(text, at, at + 20_000)
    return match.end() if match else None


_IMAGE_END = re.compile(rb"\sEI(?=\s)")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


def _bytes(token: bytes) -> bytes:
    """What a string stands for (7.3.4)."""
    if token.startswith(b"<"):
        digits = b"".join(token[1:-1].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return _ESCAPE.sub(_plain, token[1:-1]) if b"\\" in token else token[1:-1]


def _plain(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    if escaped[:1].isdigit():
        return bytes((int(escaped, 8) & 255,))
    return _ESCAPED.get(escaped, escaped)
