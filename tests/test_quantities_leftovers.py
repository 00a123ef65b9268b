"""No number of the bench is left over: each lies in a quantity or in a word that is known to be none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from shared import bench_folders, needs_bench, truth

from hedui.extract.quantities import LANGUAGES, Context, learn, read
from hedui.extract.quantities.fold import fold
from hedui.model import Document

_LOOKS_LIKE_ONE = {
    "zh": re.compile("[零〇一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍柒捌玖拾佰仟]+"),
    "en": re.compile(
        r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
        r"|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|first|second|third|fourth|fifth|sixth"
        r"|seventh|eighth|ninth|tenth|\w+teenth|\w+tieth|half|twice|thrice|once|quarter|double|triple|both)\b",
        re.I,
    ),
}
KNOWN = {"zh": {"零"}, "en": {"once"}}
"""What may be left over: 零 of 零部件 (spare parts), "once" for as soon as."""


def left_over(text: str, lang: str, context: Context | None = None) -> Iterator[str]:
    """Numerals in words and runs of digits that lie in no quantity and in no look-alike of the language."""
    side, folded = lang[:2], fold(text)
    taken = {i for q in read(text, lang, context) for i in range(q.start, q.end)}
    if side == "zh":
        for word in LANGUAGES["zh"].never:
            taken.update(i for m in re.finditer(re.escape(word), folded) for i in range(*m.span()))
    for pattern in (_LOOKS_LIKE_ONE[side], re.compile(r"\d+")):
        for found in pattern.finditer(folded):
            if not taken.issuperset(range(*found.span())):
                yield found.group()


@pytest.mark.parametrize(("text", "lang", "left"), [
    ("每套零部件共25件", "zh-Hans", ["零"]),
    ("万一有变，共有25个国家、三台设备", "zh-Hans", []),
    ("once approved, twenty-five States", "en", ["once"]),
    ("half of the 25 States met twice", "en", []),
])  # fmt: skip
def test_what_nothing_reads_is_left_over(text: str, lang: str, left: list[str]) -> None:
    assert list(left_over(text, lang)) == left


@needs_bench
@pytest.mark.parametrize("side", ["zh", "en"])
def test_every_number_of_the_bench_is_classified(side: str) -> None:
    left: Counter[str] = Counter()
    for folder in bench_folders():
        document = truth(folder, side)
        context = learn(texts(document), document.lang)
        for text in texts(document):
            left.update(left_over(text, document.lang, context))
    assert not set(left) - KNOWN[side], left


def texts(document: Document) -> list[str]:
    out = []
    for block in document.blocks:
        out += [block.text, block.caption or "", *(note.text for note in block.footnotes)]
        out += [cell for row in block.rows or () for cell in row]
    return out
