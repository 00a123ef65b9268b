"""Doubts about the reading of a PDF page: what a person should look at because a machine can't be sure of it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from hedui.extract.glyphs import PageGlyphs
from hedui.extract.second import odd_glyphs
from hedui.model import Box, Doubt, Message


class Doubts:
    """Collects the doubts about the pages of a document."""

    def __init__(self) -> None:
        self._found: list[Doubt] = []

    @property
    def unread(self) -> bool:
        """Whether a page could not be loaded."""
        return any(doubt.kind == "unreadable-page" for doubt in self._found)

    def all(self) -> Iterable[Doubt]:
        """The doubts, by page."""
        return sorted(self._found, key=lambda doubt: doubt.page or 0)

    def _add(self, kind: str, page: int, en: str, zh: str, box: Box | None = None) -> None:
        self._found.append(Doubt(kind, Message(f"page {page}: {en}", f"第 {page} 页：{zh}"), page, box))

    def mended(self) -> None:
        """A file some of which is damaged: its pages had to be looked for, or the text of some doesn't hold."""
        en = "the file is damaged; only what could be saved was read, and some of it may be wrong"
        self._found.append(Doubt("damaged-file", Message(en, "文件已损坏，只读取了能够恢复的内容，其中可能有误")))

    def cut_page(self, page: int) -> None:
        """A page some of whose text is damaged: what follows the damage is left out."""
        self._add("damaged-page", page, "some of its text is damaged and was left out", "部分文字已损坏，未读取")

    def unreadable_page(self, page: int) -> None:
        """A page the PDF reader can't load."""
        self._add("unreadable-page", page, "the page is damaged and was not read", "页面已损坏，未能读取")

    def second_reader(self, page: int, glyphs: int | None = None) -> None:
        """A page, or so many of its glyphs, that playa read because pdfium could not."""
        if glyphs is None:
            self._add(
                "second-reader", page, "read by playa, as pdfium can't load the page", "pdfium 无法读取，由 playa 读取"
            )
        else:
            en = f"{glyphs} glyphs without Unicode were read with the help of playa"
            self._add("second-reader", page, en, f"{glyphs} 个没有 Unicode 的字形借助 playa 读取")

    def tables_failed(self, page: int) -> None:
        """A page on which looking for tables came to grief."""
        self._add("tables-failed", page, "tables were read as plain lines", "表格未能识别，按普通文字读取")

    def unread_fields(self, page: int, fields: list[tuple[str, Box]]) -> None:
        """Fields of a form that show something else than what is filled into them."""
        values = [" ".join(value.split()) for value, _ in fields[:3]]
        more = len(fields) - len(values)
        en = "; ".join(f"“{value[:40]}”" for value in values) + (f" and {more} more" if more else "")
        zh = "、".join(f"“{value[:40]}”" for value in values) + (f"等 {len(fields)} 项" if more else "")
        en = f"filled fields of a form show something else than their values: {en}"
        self._add("unread-field", page, en, f"表单域显示的内容与所填的值不符：{zh}", fields[0][1])

    def stamps(self, page: int, boxes: list[Box]) -> None:
        """Stamps and signatures, which are no text of the document."""
        n = len(boxes)
        en = f"{n} stamp{'s' * (n > 1)} or signature{'s' * (n > 1)} on the page {'were' if n > 1 else 'was'} not read"
        self._add("unread-stamp", page, en, f"页面上的 {n} 个图章或签名未读取", boxes[0])

    def watermark(self, page: int, text: str) -> None:
        """A large word behind the text, said for the first page that has it."""
        self._add("watermark", page, f"“{text}” behind the text was not read", f"正文后的水印“{text}”未读取")

    def recognized(self, page: int) -> None:
        """A scan whose text a program guessed from its picture."""
        self._add("read-by-ocr", page, "read by OCR; characters may be wrong", "由文字识别读取，字符可能有误")

    def unsure_figure(self, page: int, text: str, box: Box) -> None:
        """A figure of a scan that the program itself is not sure of."""
        box = (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
        self._add("unsure-figure", page, f"OCR is not sure of “{text}”", f"文字识别不能确定“{text}”", box)

    def look_at(self, page: PageGlyphs) -> None:
        """Everything doubtful about the characters of a page."""
        printed = ~page.generated & (page.code > 32)
        if not printed.any():
            if len(page.images):
                self._add("no-text-layer", page.number, "a picture without text layer", "页面为图像，没有文本层")
            return
        self._no_unicode(page, printed)
        hidden = printed & (page.mode_of[page.obj] == 3)
        if hidden.any():
            en = "invisible text was read; it may come from character recognition"
            self._add("hidden-text", page.number, en, "读取了不可见的文字，可能来自文字识别", _box(page, hidden))
        turned = printed & (page.angle != 0)
        if turned.any():
            count = int(turned.sum())
            en = (
                f"{count} characters are rotated and were not read" if count > 1 else "1 character is rotated, not read"
            )
            self._add(
                "rotated-text", page.number, en, f"{int(turned.sum())} 个旋转排列的字符未读取", _box(page, turned)
            )
        outside = printed & (
            (page.box[:, 2] < 0) | (page.box[:, 0] > page.width) | (page.box[:, 3] < 0) | (page.box[:, 1] > page.height)
        )
        if outside.any():
            self._add(
                "text-outside", page.number, "text stands outside the page", "有文字位于页面之外", _box(page, outside)
            )

    def _no_unicode(self, page: PageGlyphs, printed: NDArray[np.bool_]) -> None:
        odd = printed & odd_glyphs(page)
        if odd.any():
            n = int(odd.sum())
            en = f"{n} glyphs have" if n > 1 else "1 glyph has"
            en += " no Unicode; the text there may be wrong"
            self._add("no-unicode", page.number, en, f"{n} 个字形没有对应的 Unicode，该处文字可能有误", _box(page, odd))


def _box(page: PageGlyphs, which: NDArray[np.bool_]) -> Box:
    box = page.box[which]
    x0, top, x1, bottom = box[:, 0].min(), box[:, 1].min(), box[:, 2].max(), box[:, 3].max()
    x0, top, x1, bottom = page.as_shown((float(x0), float(top), float(x1), float(bottom)))
    return (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))
