"""The picture of a page shows a frame where text was read."""

from __future__ import annotations

from pathlib import Path

from sheets import Ink, document, flow, wrapped

from hedui.extract.draw import SCALE, draw

TEXT = "The commission met in the old town hall of the capital for three days and heard the reports of its experts."


def test_frames_stand_around_the_blocks(tmp_path: Path) -> None:
    made = document(tmp_path, [Ink(72, 60, "The Commission", 16, bold=True), *flow([wrapped(TEXT), wrapped(TEXT)])])
    ((page, picture),) = draw(made)
    assert page == 1
    first = made.blocks[1].prints[0]
    x, y = round(SCALE * (first.box[0] - 1)), round(SCALE * (first.box[1] + first.box[3]) / 2)
    colors = {picture.getpixel((x + d, y))[:3] for d in range(-3, 3)}
    assert (0x20, 0x50, 0xD0) in colors
