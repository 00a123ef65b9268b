"""One table of phrases, every reader of figures: right, wrong, missed, false, and time.

    python benchmarks/quantities.py [tests/quantities.tsv]

Each phrase of the table says one value (or a list) of a kind; a tool is judged on the kinds and languages it claims.
*Right*: it finds the value and nothing else of that kind; *wrong*: it finds another; *missed*: nothing. *False* counts
the phrases of the list of look-alikes in which it finds any figure. Tools that are not installed are left out:
cn2an, quantulum3, text2num, dateparser, recognizers-text-suite (with emoji<2); give them an environment of their own.
"""

from __future__ import annotations

import csv
import importlib
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from hedui.extract.quantities import read

TABLE = Path(__file__).parents[1] / "tests" / "quantities.tsv"
Found = list[str]
Tool = Callable[[str, str, str], Found]
"""(phrase, language, kind) -> canonical values found, a range as low..high."""

ALL = frozenset(
    "count money percent points fraction ratio ordinal date time duration frequency reference symbol measure".split()
)
CARDINAL = re.compile(r"-?\d+(?:\.\d+)?")


def plain(value: Any) -> str:
    """A number in the table's spelling: no trailing zeros, no exponent."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return str(int(number)) if number == number.to_integral_value() else format(number.normalize(), "f")


def hedui(phrase: str, lang: str, kind: str) -> Found:
    found = [q for q in read(phrase, lang) if not q.weak and (kind == "never" or q.kind == kind)]
    return [q.value if q.value is not None else f"{q.low}..{q.high}" for q in found]


def cn2an() -> Tool:
    transform = importlib.import_module("cn2an").transform

    def tool(phrase: str, lang: str, kind: str) -> Found:
        changed = transform(phrase, "cn2an")
        if kind == "never":
            return CARDINAL.findall(changed)
        if kind == "percent":
            return [plain(v) for v in re.findall(r"(-?\d+(?:\.\d+)?) ?[%％]", changed)]
        return [plain(v) for v in CARDINAL.findall(changed)]

    return tool


def quantulum3() -> Tool:
    parse = importlib.import_module("quantulum3.parser").parse

    def tool(phrase: str, lang: str, kind: str) -> Found:
        return [plain(q.value) for q in parse(phrase)]

    return tool


def text2num() -> Tool:
    digits = importlib.import_module("text_to_num").alpha2digit

    def tool(phrase: str, lang: str, kind: str) -> Found:
        changed = re.sub(r"(?<=\d),(?=\d{3})", "", digits(phrase, "en"))
        return [plain(v) for v in CARDINAL.findall(changed)]

    return tool


def dateparser() -> Tool:
    search = importlib.import_module("dateparser.search").search_dates

    def tool(phrase: str, lang: str, kind: str) -> Found:
        found = search(phrase, languages=["zh" if lang == "zh" else "en"]) or []
        return [moment.strftime("%H:%M" if kind == "time" else "%Y-%m-%d") for _, moment in found]

    return tool


def recognizers() -> Tool:
    number, unit, clock = (
        importlib.import_module(f"recognizers_{part}") for part in ("number", "number_with_unit", "date_time")
    )
    readers: dict[str, Any] = {
        "count": number.recognize_number,
        "fraction": number.recognize_number,
        "ordinal": number.recognize_ordinal,
        "percent": number.recognize_percentage,
        "money": unit.recognize_currency,
        "measure": unit.recognize_dimension,
        "never": number.recognize_number,
        "date": clock.recognize_datetime,
        "time": clock.recognize_datetime,
        "duration": clock.recognize_datetime,
    }

    def tool(phrase: str, lang: str, kind: str) -> Found:
        results = readers[kind](phrase, "zh-cn" if lang == "zh" else "en-us")
        return [value for result in results for value in resolved(result.resolution or {}, kind)]

    return tool


def resolved(resolution: dict[str, Any], kind: str) -> Iterator[str]:
    """The values of a resolution of Recognizers-Text."""
    if kind in ("date", "time", "duration"):
        for value in (resolution.get("values") or [])[:1]:
            timex = (value.get("timex") or "").replace("XXXX-XX-", "---").replace("XXXX-", "--")
            yield f"{value['start']}..{value['end']}" if "start" in value else timex.lstrip("T")
    elif resolution.get("value") is not None:
        yield plain(str(resolution["value"]).rstrip("%"))


NUMBERS = frozenset({"count", "percent"})
TOOLS: dict[str, tuple[Callable[[], Tool], frozenset[str], tuple[str, ...]]] = {
    "hedui": (lambda: hedui, ALL, ("zh", "en")),
    "Recognizers-Text": (
        recognizers,
        NUMBERS | {"fraction", "ordinal", "money", "measure", "date", "time"},
        ("zh", "en"),
    ),
    "cn2an": (cn2an, NUMBERS, ("zh",)),
    "quantulum3": (quantulum3, NUMBERS | {"money", "measure", "duration"}, ("en",)),
    "text2num": (text2num, frozenset({"count"}), ("en",)),
    "dateparser": (dateparser, frozenset({"date", "time"}), ("zh", "en")),
}


def cases(table: Path) -> Iterator[tuple[str, str, str, str]]:
    """(kind, language, phrase, value as the tools give it) of every phrase; kind "never" for look-alikes."""
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            members = [member.split(" ") for member in row["value"].split(" ; ")] if row["value"] else []
            for lang in ("zh", "en"):
                for phrase in filter(None, row[lang].split(" || ")):
                    of_its_kind = (m[1].lstrip("<>~") for m in members if m[0] == members[0][0])
                    yield members[0][0], lang, phrase, " ".join(of_its_kind)
            for phrase in filter(None, (row["never"] or "").split(" || ")):
                yield "never", "zh" if re.search("[\u4e00-\u9fff]", phrase) else "en", phrase, ""


def judge(name: str, tool: Tool, kinds: frozenset[str], langs: tuple[str, ...], table: Path) -> None:
    score: dict[tuple[str, str], Counter[str]] = {}
    started, characters = time.perf_counter(), 0
    for kind, lang, phrase, value in cases(table):
        if lang not in langs or (kind != "never" and kind not in kinds):
            continue
        characters += len(phrase.encode())
        try:
            found = tool(phrase, lang, kind)
        except Exception:  # a peer that falls over has not read the phrase
            found = []
        if kind == "never":
            verdict = "false" if found else "clean"
        else:
            verdict = "right" if " ".join(found) == value else "wrong" if found else "missed"
        score.setdefault((kind, lang), Counter())[verdict] += 1
    seconds = time.perf_counter() - started
    total = sum((c for (kind, _), c in score.items() if kind != "never"), Counter())
    never = sum((c for (kind, _), c in score.items() if kind == "never"), Counter())
    count = sum(total.values())
    print(
        f"\n{name}: right {100 * total['right'] / count:.1f} % of {count}, wrong {total['wrong']}, missed "
        f"{total['missed']}; false {never['false']} of {sum(never.values())}; {characters / seconds / 1000:.0f} kB/s"
    )
    for (kind, lang), c in sorted(score.items()):
        if kind != "never":
            print(f"  {kind:10} {lang}  right {100 * c['right'] / sum(c.values()):5.1f} %  of {sum(c.values())}")


def main() -> None:
    """Judge every tool that is installed."""
    table = Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE
    warnings.simplefilter("ignore")
    for name, (make, kinds, langs) in TOOLS.items():
        try:
            tool = make()
        except ImportError as error:
            print(f"\n{name}: not installed ({error.name})")
            continue
        judge(name, tool, kinds, langs, table)


if __name__ == "__main__":
    main()
