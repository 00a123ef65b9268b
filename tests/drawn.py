"""PDF pages for tests, drawn piece by piece, so that each test shows what stands on its page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

SIZE = 10.0
HEIGHT = 842.0


class Sheets:
    """A PDF drawn with ReportLab; coordinates are points from the top left, as in hedui."""

    def __init__(self, path: Path) -> None:
        canvas = pytest.importorskip("reportlab.pdfgen.canvas")
        self.path = path
        self._canvas = canvas.Canvas(str(path), pagesize=(595, HEIGHT))
        self.font("Times-Roman")

    def font(self, name: str, size: float = SIZE) -> None:
        """Set the font of what follows; ``STSong-Light`` for Chinese."""
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont

        if name == "STSong-Light":
            pdfmetrics.registerFont(UnicodeCIDFont(name))
        self._name, self._size = name, size
        self._canvas.setFont(name, size)

    def text(self, x: float, y: float, text: str, flush: str = "left") -> None:
        """Text whose baseline is at ``y``, beginning (or, flush right, ending) at ``x``."""
        draw = self._canvas.drawRightString if flush == "right" else self._canvas.drawString
        draw(x, HEIGHT - y, text)

    def turned(self, x: float, y: float, text: str) -> None:
        """Text turned by a quarter to run up, with its baseline at ``x``, from ``y``."""
        self._canvas.saveState()
        self._canvas.translate(x, HEIGHT - y)
        self._canvas.rotate(90)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()

    def lines(self, x: float, y: float, lines: Sequence[str], pitch: float = 12.0) -> None:
        """Lines under each other."""
        for number, line in enumerate(lines):
            self.text(x, y + number * pitch, line)

    def row(self, xs: Sequence[float], y: float, texts: Sequence[str]) -> None:
        """A text at each x; a list separated by ``|`` is set on several lines."""
        for x, text in zip(xs, texts, strict=True):
            self.lines(x, y, text.split("|"))

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        """A straight line."""
        self._canvas.setLineWidth(width)
        self._canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """All the lines of a grid."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def shade(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A grey rectangle; draw it before the text on it."""
        self._canvas.setFillGray(0.85)
        self._canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def next(self) -> None:
        """Go on to a new page."""
        self._canvas.showPage()
        self._canvas.setFont(self._name, self._size)

    def done(self) -> Path:
        """Write the file."""
        self._canvas.save()
        return self.path
