"""What a text is about: its words without those that any sentence of figures may have, and how sure it says to be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from hedui.align.hanzi import simplified
from hedui.align.words import stem
from hedui.extract.quantities import read

_LIGHT = {
    "en": frozenset(
        "total totaled totalled amount amounted come came number numbered reach reached stand stood record recorded "
        "compare compared against versus while when however also respectively include including includes year period "
        "reporting report end during approximately up down more than previous prior last same level figure under "
        "current increase increased decrease decreased rise rose risen fall fell fallen grow grew grown decline "
        "final provisional preliminary audited unaudited revised restated "
        "declined corresponding equivalent thus therefore already usd "
        "a an the of to in on at by for from with and or as is are was were be been being it its that this these those "
        "which who whom whose there their they them has have had having such then but would will shall".split()
    ),
    "zh": frozenset(
        "最终 最终数 初步 经审计 修订 "
        "共 共有 共计 总计 合计 总共 一共 达 达到 为 是 有 约 其中 同比 比 较 相比 相比之下 增加 减少 增长 下降 "
        "上升 增至 降至 升至 增加到 减少到 同期 上年 上一年 去年 本年 当年 全年 年内 期内 本年度 上年度 年度 期间 "
        "报告期 内 底 末 截至 截止 以及 并 且 而 则 即 总额 总数 金额 数额 数量 数 额 总 分别 年 月 日 的 了 和 "
        "在 与 及 或 等 之 其 以 于 由 将 把 被 到 也 就 都 但 着 所 这 那 此 该 各 得 个 名 项 份 件 家 人次 次 "
        "号 届 人 时 中 上 下 间".split()
    ),
}
_WORD = re.compile(r"[a-zà-ɏ]{3,}(?:['’-][a-z]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_HEDGES = (
    (
        "restated",
        re.compile(
            r"\b(?:restat\w+|revis\w+|reclassif\w+|re-?presented|adjust\w+|correct(?:ed|ion))\b"
            r"|修订|修訂|重述|重新列报|重新列報|调整后|調整後|更正|修正",
            re.I,
        ),
    ),
    ("final", re.compile(r"\bfinal\b|(?<!un)audit(?:ed)?\b|最[终終]数|决算|決算|(?<!未)经审[计計]", re.I)),
    (
        "provisional",
        re.compile(
            r"\b(?:provisional\w*|preliminary|estimat\w+|unaudited|interim)\b"
            r"|初步|暂定|暫定|暂行|估[计計]|快报|未[经經]审[计計]|未經審計",
            re.I,
        ),
    ),
    (
        "planned",
        re.compile(
            r"\b(?:will|shall|plan\w*|target\w*|forecast\w*|project(?:ed|ions)|expect\w*|propos\w+|budget\w*|goal|aims?)\b"
            r"|目标|目標|计划|計劃|[预預][计計算测測]|拟|擬|[将將](?:于|於|会|會|在|达|達|举行|舉行|有|到|继续|繼續|增|需)",
            re.I,
        ),
    ),
)
"""Why another document may state another figure without a mistake."""


def bag(text: str, lang: str) -> list[str]:
    """The words of a text that say what it is about, in order."""
    if not lang.startswith("zh"):
        return [stem(word) for word in _WORD.findall(text.lower()) if word not in _LIGHT["en"]]
    return [word for run in _HAN.findall(simplified(text)) for word in _cut(run) if word not in _LIGHT["zh"]]


@lru_cache(maxsize=65536)
def _cut(run: str) -> tuple[str, ...]:
    from hedui.reconcile.terms import segmenter

    return tuple(segmenter().cut(run, HMM=False))


def masked(text: str, stretches: Iterable[tuple[int, int]], start: int = 0) -> str:
    """A text that begins at ``start`` with stretches blanked out; no index moves."""
    chars = list(text)
    for a, b in stretches:
        for k in range(max(0, a - start), min(len(chars), b - start)):
            chars[k] = " "
    return "".join(chars)


def words_of(text: str, lang: str) -> list[str]:
    """The words of a title, heading or label, figures left out."""
    return bag(masked(text, [(q.start, q.end) for q in read(text, lang)]), lang)


def hedge(text: str) -> str:
    """Why a text may say another figure without being wrong: "restated", "provisional", "final", "planned", or ""."""
    return next((name for name, pattern in _HEDGES if pattern.search(text)), "")
