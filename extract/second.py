"""A second reader of PDF pages, playa, for what pdfium can't read: pages it can't load, glyphs it has no Unicode for.

Playa is slower and sees some things that pdfium does not. It runs in a process of its own with a time limit, as
damaged files can hold it up; where it is not installed, or not done in time, nothing is gained and nothing lost.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedui.extract.glyphs import Font, PageGlyphs

LIMIT = 15.0
"""Seconds for all that is asked about one file."""
AHEAD = 20
"""Pages asked for at once: to start costs more than to read a page."""
LEAST_ODD = 0.01
"""The share of glyphs without Unicode from which on it is worth asking."""
LEAST_ALIKE = 0.9
"""The share of the other glyphs on which both must agree, for one to be believed alone."""
MOST_GLYPHS = 20_000

Sign = tuple[str, float, float, float, float, float, float]
"""A glyph: its text, box in points from the top left, size, baseline."""


def odd_glyphs(page: PageGlyphs) -> NDArray[np.bool_]:
    """The printed glyphs for which pdfium has no Unicode."""
    code = page.code
    private = (code >= 0xE000) & (code <= 0xF8FF) & ~np.isin(code, BULLETS)
    unknown = page.unmapped | private | (code == 0xFFFD) | (code == 0)
    odd: NDArray[np.bool_] = unknown & ~page.generated & ((code > 32) | (code == 0))
    return odd


BULLETS = (0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC, 0xF076)
"""What word processors put before items."""


@dataclass(slots=True)
class SecondReader:
    """Asks playa about the pages of one file; ``asked`` are those it was asked about."""

    path: Path
    password: str | None = None
    late: bool = False
    _known: dict[int, tuple[float, float, list[Sign]]] = field(default_factory=dict)

    def page(self, number: int) -> PageGlyphs | None:
        """A page by playa alone; None where it sees none either."""
        known = self._ask(number)
        return _page(number, *known) if known is not None and known[2] else None

    def filled(self, page: PageGlyphs) -> tuple[PageGlyphs, int]:
        """(a page whose glyphs without Unicode are read as playa reads them, how many are).

        Where pdfium guesses and playa guesses the same, that is what they are; where they differ nobody knows.
        """
        odd = odd_glyphs(page)
        if page.turned or page.rotation or odd.sum() < max(1.0, LEAST_ODD * len(page)):
            return page, 0
        known = self._ask(page.number)
        if known is None or abs(known[0] - page.width) > 1 or abs(known[1] - page.height) > 1:
            return page, 0
        seen = _matched(page, known[2])
        printed = ~page.generated & (page.code > 32) & ~odd
        if printed.any() and (seen[printed] == page.code[printed]).mean() < LEAST_ALIKE:
            return page, 0
        none = odd & ((page.code <= 32) | (page.code == 0xFFFD) | ((page.code >= 0xE000) & (page.code <= 0xF8FF)))
        better = odd & (seen > 32) & (none | (seen == page.code))
        apart = odd & (seen > 32) & ~better
        code = np.where(better, seen, np.where(apart, 0xFFFD, page.code)).astype(np.int32)
        return replace(page, code=code, unmapped=page.unmapped & ~better), int(better.sum())

    def _ask(self, number: int) -> tuple[float, float, list[Sign]] | None:
        if number not in self._known and not self.late:
            question = {"path": str(self.path), "password": self.password, "first": number, "count": AHEAD}
            command = [sys.executable, "-m", "hedui.extract.second"]
            try:
                told = subprocess.run(
                    command, input=json.dumps(question).encode(), capture_output=True, timeout=LIMIT, check=False
                ).stdout
            except subprocess.TimeoutExpired as late:
                self.late, told = True, late.stdout or b""
            except OSError:
                self.late, told = True, b""
            for line in told.splitlines():
                try:
                    one = json.loads(line)
                except ValueError:  # cut off where the time was over
                    continue
                self._known[one["page"]] = one["width"], one["height"], [tuple(sign) for sign in one["signs"]]
            self._known.setdefault(number, (0.0, 0.0, []))
        return self._known.get(number)


def _matched(page: PageGlyphs, signs: list[Sign]) -> NDArray[np.int32]:
    """For each glyph of a page the character the other reader sees in its place; 0 where it sees none."""
    seen = np.zeros(len(page), np.int32)
    single = [sign for sign in signs if len(sign[0]) == 1 and sign[0].isprintable() and not _is_private(sign[0])]
    if not single:
        return seen
    codes = np.array([ord(sign[0]) for sign in single], np.int32)
    middle = np.array([(sign[1] + sign[3]) / 2 for sign in single])
    base = np.array([sign[6] for sign in single])
    order = np.argsort(base, kind="stable")
    codes, middle, base = codes[order], middle[order], base[order]
    centres = (page.box[:, 0] + page.box[:, 2]) / 2
    for k in np.flatnonzero(~page.generated & (page.angle == 0)).tolist():
        size = max(4.0, float(page.size[k]))
        low, high = np.searchsorted(base, [page.baseline[k] - 0.2 * size, page.baseline[k] + 0.2 * size])
        if low < high:
            away = np.abs(middle[low:high] - centres[k])
            best = int(away.argmin())
            if away[best] < 0.25 * size:
                seen[k] = codes[low + best]
    return seen


def _is_private(sign: str) -> bool:
    return 0xE000 <= ord(sign) <= 0xF8FF or ord(sign) == 0xFFFD or ord(sign) >= 0xF0000


def _page(number: int, width: float, height: float, signs: list[Sign]) -> PageGlyphs:
    """A page of these glyphs and nothing else."""
    rows = [
        (ord(sign), x0 + (x1 - x0) * k / len(text), top, x0 + (x1 - x0) * (k + 1) / len(text), bottom, size, base)
        for text, x0, top, x1, bottom, size, base in signs
        for k, sign in enumerate(text)
    ]
    table = np.array(rows, np.float64).reshape(-1, 7)
    n = len(table)
    # A text object for each line: what matters is only that generated signs have none.
    lines = np.unique(table[:, 6], return_inverse=True)[1].astype(np.int32).ravel()
    return PageGlyphs(
        number=number,
        width=width,
        height=height,
        rotation=0,
        turned=0,
        code=table[:, 0].astype(np.int32),
        box=table[:, 1:5].copy(),
        tight=table[:, 1:5].copy(),
        size=table[:, 5].copy(),
        angle=np.zeros(n, np.int32),
        baseline=table[:, 6].copy(),
        obj=lines,
        generated=np.zeros(n, np.bool_),
        unmapped=np.zeros(n, np.bool_),
        font=np.zeros(n, np.int32),
        fonts=(Font("", 400, False),),
        mode_of=np.zeros(int(lines.max(initial=0)) + 2, np.int32),
        lines=np.zeros((0, 5)),
        rects=np.zeros((0, 4)),
        fills=np.zeros(0, np.int32),
        images=np.zeros((0, 4)),
    )


# The other process ----------------------------------------------------------------------------------------------------


def main() -> None:
    """Answer one question: the glyphs of some pages, a line of JSON each."""
    import playa

    asked = json.loads(sys.stdin.read())
    with playa.open(asked["path"], password=asked["password"] or "", space="screen") as pdf:
        for number in range(asked["first"], min(len(pdf.pages), asked["first"] + asked["count"] - 1) + 1):
            page = pdf.pages[number - 1]
            if page.rotate % 360 == 0:
                told = {"page": number, **_seen(page)}
                print(json.dumps(told), flush=True)


def _seen(page: Any) -> dict[str, object]:
    left, _, _, high = (float(edge) for edge in page.mediabox)
    inner = [float(edge) for edge in (page.cropbox or page.mediabox)]
    x, y = inner[0] - left, high - inner[3]
    signs = [
        (text, x0 - x, top - y, x1 - x, bottom - y, size, base - y)
        for text, x0, top, x1, bottom, size, base in _signs(page)
    ]
    return {"width": inner[2] - inner[0], "height": inner[3] - inner[1], "signs": signs}


def _signs(page: Any) -> Iterator[Sign]:
    for count, glyph in enumerate(page.glyphs):
        if count >= MOST_GLYPHS:
            return
        a, b, c, d, _, _ = glyph.matrix
        text = glyph.text
        if text and text.strip() and abs(b) + abs(c) < 1e-3 * (abs(a) + abs(d)):
            x0, top, x1, bottom = glyph.bbox
            yield text, x0, top, x1, bottom, float(glyph.size), float(glyph.origin[1])


if __name__ == "__main__":
    main()
