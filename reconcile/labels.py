"""Figures that label a text or point to a note: no statement, so nothing that could be missing."""

from __future__ import annotations

import re

from hedui.model import Quantity

_LEADING = re.compile(
    r"\s*(?:[（(]\s*(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]+|[一二三四五六七八九十百]+)\s*[）)]"
    r"|(?:\d{1,4}|[a-zA-Z]|[IVXLC]+|[一二三四五六七八九十百]{1,4})\s*[.．、)）]+(?!\d)"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}\.?(?=\s))"
)
_BARE = re.compile(
    r"\s*\d{1,3}(?=[ \u3000\u00a0]+[A-Z㐀-鿿])"
    r"(?!\s*[个個名项項份次家年月日天人届件位场場期种種台套所座万萬亿億千百元岁倍])"
)
"""A number before the text without any mark: a label in a segment of a translation memory, hardly so in a document."""
_COUNTERS = (
    "个個名项項份次家年月日天人届件位場场期種种台套所座国國级級处處元美欧歐万萬亿億千百岁歲倍至到或票只席头頭条條块塊张張枚组組类類"
    "套篇册冊页頁层層栋棟间間艘架辆輛台户戶幢门門班趟轮輪批本支根株粒颗顆瓶箱袋桶吨噸公千克斤米里亩畝升度分小时時周週季星"
)
_NEXT_OF_LIST = re.compile(rf"[ \u3000](?![{_COUNTERS}])[㐀-鿿]")
_NO_FIGURE = re.compile(r"(?:^|[、，。；：和及])[^、，。；：\d一二三四五六七八九十百千万亿两]{2,}、$")
"""What ends right before the mark of a note in a list of names: 福克兰群岛、1 直布罗陀."""
_NOTED = re.compile(r"[㐀-鿿](?<![为為是共计計达達到约有第号])")
_BEFORE_MARK = '.,;:”"’)]。，；：」》）'


def leading_label(text: str, *, bare: bool = False) -> tuple[int, int] | None:
    """Where the label stands with which a text begins ("12.", "(a)", 三、), None where it begins with none.

    ``bare``: a number without any mark may be one too.
    """
    m = _LEADING.match(text) or (_BARE.match(text) if bare else None)
    if m is None:
        return None
    return m.end() - len(m.group().lstrip()), m.end()


def is_leading_label(text: str, start: int, end: int, *, bare: bool = False) -> bool:
    """Whether characters start to end are the label with which a text begins."""
    found = leading_label(text, bare=bare) if start < 4 else None
    return found is not None and found[0] <= start and end <= found[1] + 1


def lost_label(text: str) -> bool:
    """Whether a text begins with the mark that stands after a label, but without the label: ". Other matters"."""
    return re.match(r"\s*[.．、)）]\s*\w", text) is not None


_NUMERAL = re.compile(
    r"[0-9０-９A-Za-z〇零一二三四五六七八九十百千万亿两半廿卅壹贰叁肆伍陆柒捌玖拾甲乙丙丁戊己庚辛①-⓿Ⅰ-ⅿ]"
)
_GLUE = frozenset("./_=\\@#~")


def is_code(text: str, start: int, end: int, q: Quantity) -> bool:
    """Whether a figure is a part of a name or a path in Latin letters (cron.weekly, /etc/monthly), or none at all."""
    if q.kind == "label" and not _NUMERAL.search(q.text):
        return True
    if any(c.isdigit() for c in q.text) or not q.text.isascii():
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    glued_before = len(before) == 2 and before[1] in _GLUE and before[0].isalnum() and before[0].isascii()
    glued_after = len(after) == 2 and after[0] in _GLUE and after[1].isalnum() and after[1].isascii()
    return glued_before or glued_after


_HAN_COUNT = re.compile(r"[两二三四五六七八九]")
_LINK = re.compile(r"[、，]|和|与|及|以及|同|暨|或")


_ARE = re.compile(r"^[^，。；、：]{2,10}[和与及][^，。；、：]{2,10}(?:都|均)?是(?=$|[^，。；]{0,12}$)")


def sums_up_list(text: str, start: int, q: Quantity) -> bool:
    """Whether a Chinese count only sums up the list before it, as English does by a plural: 国家和国际两级."""
    if q.kind == "count" and q.text in ("两", "兩") and _ARE.search(re.split(r"[。；]", text[:start])[-1][-40:]):
        return True  # 民主和问责是衡量质量的两个指标: "are among the indicators"
    if q.kind != "count" or not _HAN_COUNT.fullmatch(q.text) or q.value is None or start == 0:
        return False
    before = re.split(r"[。；：:;]", text[max(0, start - 16 * int(q.value)) : start].rstrip())[-1]
    return (
        text[start + len(q.text) : start + len(q.text) + 1] not in _OCCASIONS
        and before[-1:].isalnum()
        and before[-1:] not in "的了在有为是这那该由分设共计达即第各每前后包含及和与"
        and (len(_LINK.findall(before)) >= int(q.value) - 1)
    )


_OCCASIONS = tuple("次回遍趟届")
"""What is counted is no thing of a list: 任期两年，可连任两次."""

_ANNOUNCED = re.compile(r"[^，。；、:：\d]{0,12}?(?:依次|分别)?(?:[:：]|[为是])")
_AND = re.compile(r"[和与及](?![^、，]*[、，])")


def announces_list(text: str, start: int, q: Quantity) -> bool:
    """Whether a Chinese count says how many members the list behind it has: 最长的三个专科依次为甲、乙和丙."""
    if q.kind != "count" or not _HAN_COUNT.fullmatch(q.text) or q.value is None:
        return False
    opened = _ANNOUNCED.match(text, start + len(q.text))
    if opened is None:
        return False
    members = re.split(r"[。；;]", text[opened.end() : opened.end() + 120])[0]
    listed = members.split("、") if "、" in members else members.split("，")
    return len(listed) + (_AND.search(listed[-1]) is not None and "、" in members) == int(q.value)


_BACK_EN = re.compile(r"(?:\b(?:these|those|all)|(?:\b(?:between|of|from|to|in|on|that|but)|[,;]|^) ?the) $", re.I)
_BACK_ZH = re.compile(r"(?:这|那|此|上述|该|其余|其他|另外)$")


def points_back(text: str, start: int, q: Quantity) -> bool:
    """Whether a small count in words points back to things named before: these two, all three, 这两个, 上述三项.

    The other language says "these", or nothing; a wrong count is told before this is asked.
    """
    if q.kind != "count" or q.bound or q.value not in ("2", "3", "4") or any(c.isdigit() for c in q.text):
        return False
    before = text[max(0, start - 12) : start]
    return (_BACK_EN if q.text.isascii() else _BACK_ZH).search(before) is not None


def is_note_mark(text: str, start: int, q: Quantity) -> bool:
    """Whether a figure looks like the mark of a footnote that stuck to the text: "website.3", 报告；1."""
    if q.kind == "symbol" and re.fullmatch(r"[A-Za-z]+\.\d{1,3}", q.text):
        return True
    end = start + len(q.text)
    after = text[end : end + 1]
    if q.kind not in ("count", "label") or not re.fullmatch(r"\d{1,3}", q.text) or start == 0:
        return False
    if len(q.text) == 1 and _NEXT_OF_LIST.match(text, end) and _NO_FIGURE.search(text[max(0, start - 24) : start]):
        return True
    if re.match(r"\s*[㐀-鿿]", text[end : end + 4]):
        return False  # 。25 个国家: what is counted follows
    if text[start - 1] in _BEFORE_MARK and (start < 2 or not text[start - 2].isdigit()):
        return not after or after.isspace() or after in "。，；：.,;:)）" or text[start - 1] in "。；"
    return after in ("。", "；", "，", "") and end - start <= 2 and _NOTED.match(text[start - 1]) is not None
