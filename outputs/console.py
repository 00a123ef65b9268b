"""The findings on a terminal."""

from __future__ import annotations

from typing import BinaryIO

from hedui.model import Result


def write(result: Result, stream: BinaryIO, lang: str = "en") -> None:
    """Write the findings as text."""
    for finding in result.findings:
        quotes = " / ".join(place.quote for place in finding.places)
        stream.write(f"{finding.severity} {finding.rule} {finding.message.say(lang)} [{quotes}]\n".encode())
