"""The filled fields of a form, as part of the page they stand on.

What a page shows in a field is compared with the field's value. A value that has no appearance, which viewers draw by
themselves, is set here as they would; a field that shows something else is left to a doubt, as are stamps.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from hedui.extract.doubts import Doubts
from hedui.extract.forms import Field
from hedui.extract.glyphs import Bools, Floats, Font, PageGlyphs
from hedui.model import Box


def with_fields(page: PageGlyphs, found: Doubts) -> PageGlyphs:
    """The page with the values of its fields on the lines of their labels; what can't be read is said."""
    filled = page.filled
    if filled is None:
        return page
    if len(filled.boxes) > len(filled.fields):
        found.stamps(page.number, [page.as_shown(_box(box)) for box in filled.boxes[len(filled.fields) :]])
    if not filled.fields:
        return page
    own = np.arange(len(page)) >= filled.since
    blanks = np.zeros(len(page), np.bool_)
    baseline = page.baseline.copy()
    middle = (page.box[:, :2] + page.box[:, 2:]) / 2
    missing: list[tuple[Field, Floats]] = []
    unread: list[tuple[str, Box]] = []
    for field, box in zip(filled.fields, filled.boxes, strict=False):
        inside = ((middle >= box[:2] - 1) & (middle <= box[2:] + 1)).all(axis=1)
        blanks |= inside & ~own & (page.code == ord("_"))
        its = inside & own & ~page.generated
        shown = _letters("".join(map(chr, page.code[its].tolist())))
        if not shown:
            missing.append((field, box))
        elif not field.chosen and _letters(field.value) - shown:
            unread.append((field.value, page.as_shown(_box(box))))
        elif np.ptp(baseline[its]) < 0.5:
            baseline[its] = _on_line(page, own, box, float(baseline[its][0]))
    if unread:
        found.unread_fields(page.number, unread)
    return _with_values(replace(page, baseline=baseline, generated=page.generated | blanks), missing, own)


def _letters(text: str) -> set[str]:
    return {sign for sign in text.lower() if sign.isalnum()}


def _box(box: Floats) -> Box:
    x0, top, x1, bottom = (round(edge, 1) for edge in box.tolist())
    return (x0, top, x1, bottom)


def _on_line(page: PageGlyphs, own: Bools, box: Floats, base: float) -> float:
    """The baseline of a field's value: that of the text beside the field, where it is near."""
    beside = ~own & ~page.generated & (page.angle == 0) & ((page.box[:, 2] <= box[0] + 2) | (page.box[:, 0] >= box[2]))
    near = beside & (page.baseline > box[1]) & (page.baseline < box[3] + 2) & (np.abs(page.baseline - base) < 6)
    if not near.any():
        return base
    lines = page.baseline[near]
    return float(lines[np.abs(lines - base).argmin()])


def _with_values(page: PageGlyphs, missing: list[tuple[Field, Floats]], own: Bools) -> PageGlyphs:
    """The page and the values that bear no appearance, set line by line into their boxes."""
    rows: list[tuple[float, ...]] = []
    lines = 0
    for one, box in missing:
        set_lines = _set(one, box)
        top = box[1] if len(set_lines) > 1 else (box[1] + box[3] - 1.2 * one.size) / 2
        for line in set_lines:
            top += 1.2 * one.size
            base = top - 0.25 * one.size
            base = _on_line(page, own, box, base) if len(set_lines) == 1 else base
            x = box[0] + 2
            for sign in line:
                end = x + _width(sign) * one.size
                rows.append((ord(sign), x, base - 0.9 * one.size, end, base + 0.25 * one.size, one.size, base, lines))
                x = end
            lines += 1
    if not rows:
        return page
    table = np.array(rows)
    n, objects = len(table), len(page.mode_of) - 1
    return replace(
        page,
        code=np.append(page.code, table[:, 0].astype(np.int32)),
        box=np.concatenate([page.box, table[:, 1:5]]),
        tight=np.concatenate([page.tight, table[:, 1:5]]),
        size=np.append(page.size, table[:, 5]),
        angle=np.append(page.angle, np.zeros(n, np.int32)),
        baseline=np.append(page.baseline, table[:, 6]),
        obj=np.append(page.obj, (objects + table[:, 7]).astype(np.int32)),
        generated=np.append(page.generated, np.zeros(n, np.bool_)),
        unmapped=np.append(page.unmapped, np.zeros(n, np.bool_)),
        font=np.append(page.font, np.full(n, len(page.fonts), np.int32)),
        fonts=(*page.fonts, Font("", 400, False)),
        mode_of=np.append(page.mode_of, np.zeros(lines, np.int32)),
    )


def _set(one: Field, box: Floats) -> list[str]:
    """The value as lines that fit the box, broken between words or Chinese characters."""
    lines: list[str] = []
    room = float(box[2] - box[0]) - 4
    for text in one.value.splitlines():
        line, wide = "", 0.0
        for word in re.findall(r"[⺀-鿿＀-￯]|[^\s⺀-鿿＀-￯]+|\s+", text):
            width = sum(map(_width, word)) * one.size
            if line and wide + width > room and box[3] - box[1] > 2 * one.size and not word.isspace():
                lines.append(line.rstrip())
                line, wide = "", 0.0
            line, wide = line + word, wide + width
        lines.append(line.rstrip())
    return [line for line in lines if line]


def _width(sign: str) -> float:
    """About how wide a sign is, in ems."""
    return 1.0 if sign >= "⺀" else 0.5 if sign.isdigit() or sign.islower() else 0.28 if sign.isspace() else 0.6
