"""Tools that look for figure errors, each behind the same call: a pair of documents in, alarms out.

A tool is made once a run and then called with each pair. Peers that look at one segment at a time are given the pairs
that hedui's own pairing makes, so that they are judged by their reading of figures alone.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hedui.corpus.bench.documents import Pair
from hedui.errors import UsageError
from hedui.model import Result

LOUD = frozenset({"error", "warning"})


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something a tool reports: the texts it points at, (side, text), and the figures it names."""

    places: tuple[tuple[int, str], ...]
    figures: frozenset[str]
    rule: str = ""


Tool = Callable[[Pair], list[Alarm]]


def hedui() -> Tool:
    """The whole check: pairing, matching and the rules of one document against itself."""
    from hedui.compare import compare

    return lambda pair: alarms(compare(pair))


def alarms(result: Result) -> list[Alarm]:
    """The findings of a result at warning and above, as alarms."""
    found = []
    for finding in result.findings:
        if finding.severity in LOUD:
            places = tuple((place.document, place.text) for place in finding.places)
            named = frozenset().union(*(figures(p.quote) | figures(p.value or "") for p in finding.places))
            found.append(Alarm(places, named, finding.rule))
    return found


_FIGURE = re.compile(r"\d+(?:[.,' ]\d+)*|[零〇一二两三四五六七八九十百千万亿半]+|[a-z]{3,}")


def figures(text: str) -> frozenset[str]:
    """The figures and words that stand in a text, in one spelling."""
    return frozenset(_FIGURE.findall(unicodedata.normalize("NFKC", text).lower()))


def segments(pair: Pair) -> Iterator[tuple[str, str]]:
    """The texts that hedui pairs with each other: blocks, notes, captions and rows that stand on both sides."""
    from hedui.align import pair as align
    from hedui.align import public

    for paired in public(align(*pair)):
        zh, en = (" ".join(texts) for texts in paired.texts)
        if zh and en:
            yield zh, en


def ordered_digits() -> Tool:
    """The rule of common checkers: the numbers written in digits are the same, in the same order."""

    def judge(pair: Pair) -> list[Alarm]:
        return [_segment(zh, en, "digits") for zh, en in segments(pair) if digits_differ(zh, en)]

    return judge


def digits_differ(zh: str, en: str) -> bool:
    """Whether the numbers written in digits are other ones, or in another order."""
    return _digits(zh) != _digits(en)


def _digits(text: str) -> list[str]:
    found = re.findall(r"\d+(?:[., ']\d{3})*(?:\.\d+)?", unicodedata.normalize("NFKC", text))
    return [re.sub(r"[, ']", "", number) for number in found]


def _segment(zh: str, en: str, rule: str) -> Alarm:
    """An alarm of a tool that flags a whole segment: the figures that stand on one side only are what it points at."""
    return Alarm(((0, zh), (1, en)), figures(zh) ^ figures(en), rule)


def pofilter() -> Tool:
    """The numbers check of the Translate Toolkit, run as a command; it has to be installed by the user."""
    flags = pofilter_flags()

    def judge(pair: Pair) -> list[Alarm]:
        both = list(segments(pair))
        return [_segment(*texts, "numbers") for texts, flagged in zip(both, flags(both), strict=True) if flagged]

    return judge


def pofilter_flags() -> Callable[[Sequence[tuple[str, str]]], list[bool]]:
    """The same check for many (zh, en) at once: whether each is flagged. Raises UsageError where it is missing."""
    command = shutil.which("pofilter")
    if command is None:
        raise UsageError(
            "pofilter is not installed: pip install translate-toolkit in an environment of its own",
            "没有安装 pofilter：请在单独的环境中运行 pip install translate-toolkit",
        )

    def flags(both: Sequence[tuple[str, str]]) -> list[bool]:
        flagged = set(_pofilter(command, both))
        return [n in flagged for n in range(len(both))]

    return flags


def _pofilter(command: str, both: Sequence[tuple[str, str]]) -> list[int]:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: zh_CN\\n"\n\n'
    entries = "\n".join(f'msgctxt "{i}"\nmsgid {_po(en)}\nmsgstr {_po(zh)}\n' for i, (zh, en) in enumerate(both))
    with tempfile.TemporaryDirectory() as scratch:
        given, out = Path(scratch) / "zh.po", Path(scratch) / "out.po"
        given.write_text(head + entries, encoding="utf-8")
        asked = [command, "--language=zh_CN", "--test=numbers", "--progress=none", str(given), str(out)]
        subprocess.run(asked, check=True, capture_output=True)
        said = out.read_text(encoding="utf-8") if out.exists() else ""
    return [int(number) for number in re.findall(r'^msgctxt "(\d+)"', said, re.MULTILINE)]


def _po(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def recognizers() -> Tool:
    """Microsoft's Recognizers-Text, by value: the numbers it reads on both sides are the same set.

    It has to be installed by the user (``recognizers-text-number``).
    """
    try:
        from recognizers_number import Culture, recognize_number
    except ImportError:
        raise UsageError(
            "Recognizers-Text is not installed: pip install recognizers-text-number",
            "没有安装 Recognizers-Text：pip install recognizers-text-number",
        ) from None

    def values(text: str, culture: str) -> list[str]:
        return sorted(str(found.resolution["value"]) for found in recognize_number(text, culture) if found.resolution)

    def judge(pair: Pair) -> list[Alarm]:
        return [
            _segment(zh, en, "value")
            for zh, en in segments(pair)
            if values(zh, Culture.Chinese) != values(en, Culture.English)
        ]

    return judge


TOOLS: dict[str, Callable[[], Tool]] = {
    "hedui": hedui,
    "ordered-digits": ordered_digits,
    "pofilter": pofilter,
    "recognizers-text": recognizers,
}


def rules_of(found: Iterable[Alarm]) -> list[str]:
    """The rules that raised these alarms, in order, each once."""
    return sorted({alarm.rule for alarm in found})
