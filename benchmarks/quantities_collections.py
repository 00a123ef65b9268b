"""Public collections of phrases, every reader of figures: exact case accuracy, in two halves.

    python benchmarks/quantities_collections.py FOLDER [--half 1|2] [--show]

FOLDER holds the collections as their authors publish them; those that are absent are left out, and none is kept here:

    Specs/                    of Recognizers-Text: Number, NumberWithUnit and DateTime, Chinese and English
    languages/{en,zh}/corpus  of duckling (the Clojure version: the PyPI package duckling carries it in a jar)
    number-parser/tests       cn2an/cn2an_test.py       chinese2digits/test.py      (each from the PyPI source package)
    text2num/test_text_to_num_en.py       num2words/test_en.py       dateparser/test_date_parser.py

A case is right where a tool finds exactly the figures of that kind which the collection names, in order, and no other.
Dates are compared by the parts that are said (a collection that resolves "3 March" to this year says month and day);
phrases whose date depends on today are no cases. A currency is compared where the collection names its ISO code; cents
may be given as such or in the major unit. A tool's kinds are those it claims. Cases are split into halves by a hash of
the phrase, so that one half can be looked at while rules are written and the other tells what they are worth.
"""

from __future__ import annotations

import argparse
import ast
import csv
import hashlib
import importlib
import json
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from hedui.extract.quantities import read


class Case(NamedTuple):
    collection: str
    kind: str  # number, percent, currency, date
    lang: str
    phrase: str
    values: tuple[str, ...]  # numbers; "15 CNY"; ISO dates, X for what is not said


Tool = Callable[[str, str, str], list[str]]
LANGUAGES = {"zh": "Chinese", "en": "English"}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


# ---- the collections


def recognizers_specs(folder: Path) -> Iterator[Case]:
    for lang, name in LANGUAGES.items():
        for kind, model in (
            ("number", f"Number/{name}/NumberModel.json"),
            ("percent", f"Number/{name}/PercentModel.json"),
            ("currency", f"NumberWithUnit/{name}/CurrencyModel.json"),
            ("date", f"DateTime/{name}/DateParser.json"),
        ):
            path = folder / "Specs" / model
            for row in json.loads(path.read_text("utf-8-sig")) if path.exists() else ():
                values = spec_values(row, kind)
                if values is not None:
                    yield Case("Recognizers-Text", kind, lang, row["Input"], values)


def spec_values(row: dict[str, Any], kind: str) -> tuple[str, ...] | None:
    """The figures of a row of the specifications; None where its date depends on today."""
    values = []
    for result in row["Results"]:
        if kind == "date":
            timex = result["Value"]["Timex"]
            today = row["Context"]["ReferenceDateTime"]
            if not re.fullmatch(r"[\dX]{4}-[\dX]{2}-\d{2}", timex) or "本月" in row["Input"]:
                return None
            if timex[:4] == today[:4] and timex[2:4] not in row["Input"]:
                return None
            values.append(timex)
        elif kind == "currency":
            resolved = result["Resolution"]
            if resolved["value"] is not None:
                values.append(f"{resolved['value']} {resolved.get('isoCurrency') or resolved['unit']}")
        else:
            values.append(result["Resolution"]["value"].rstrip("%"))
    return tuple(values)


_CORPUS = re.compile(
    r'"((?:[^"\\]|\\.)*)"|\((number|ordinal|money|datetime|\S+)((?: -?[\d.]+)*)(?: "([^"]*)")?([^)]*)\)'
)
_DUCKLING = {"$": "Dollar", "€": "EUR", "£": "Pound", "cent": "Cent"}
_RELATIVE = re.compile(
    r"next|last|past|ago|this|(?:first|second|third|fourth) \w+day|after|before|from|in |week|ides"
    r"|第一|上|下|这|這|前|后|後|个星期|個星期|现|节|節|日$(?<!\d日)",
    re.I,
)
_SAYS_DAY = re.compile(rf"\d[/\-. ]\d|\b(?:{'|'.join(MONTHS)})|月", re.I)


def duckling(folder: Path) -> Iterator[Case]:
    for path in sorted((folder / "languages").glob("*/corpus/*.clj")):
        lang, phrases = path.parts[-3], []
        text = re.sub(r"^\s*;.*$|\s;[^\"\n]*$", "", path.read_text("utf-8"), flags=re.M)
        for phrase, kind, numbers, unit, rest in _CORPUS.findall(text):
            if not kind:
                phrases.append(phrase)
                continue
            case = duckling_value(kind, numbers.split(), unit, rest)
            for said in phrases if case and lang in LANGUAGES else ():
                if case[0] != "date" or (_SAYS_DAY.search(said) and not _RELATIVE.search(said)):
                    yield Case("duckling", case[0], lang, said, (case[1],))
            phrases = []


def duckling_value(kind: str, numbers: list[str], unit: str, rest: str) -> tuple[str, str] | None:
    if kind == "number":
        return "number", numbers[0]
    if kind == "money" and unit:
        return "currency", f"{numbers[0]} {_DUCKLING.get(unit, unit)}"
    if kind == "datetime" and len(numbers) == 3 and "grain" not in rest:
        return "date", "{:04d}-{:02d}-{:02d}".format(*map(int, numbers))
    return None


def python_tests(folder: Path) -> Iterator[Case]:
    """Cases that stand as literals in the tests of small packages."""
    for name, lang, pattern in (
        ("cn2an", "zh", "cn2an/cn2an_test.py"),
        ("number-parser", "en", "number-parser/tests/test_language_en.py"),
        ("text2num", "en", "text2num/test_text_to_num_en.py"),
        ("num2words", "en", "num2words/test_en.py"),
    ):
        path = folder / pattern
        for phrase, value in literals(ast.parse(path.read_text("utf-8"))) if path.exists() else ():
            kind = "currency" if re.search("[元圆]", phrase) else "number"
            yield Case(name, kind, lang, phrase, (f"{value} CNY" if kind == "currency" else str(value),))
    for path in sorted(folder.glob("number-parser/tests/data/[hp]*/en_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Case("number-parser", "number", "en", row["text"].strip(), (row["number"],))
    path = folder / "chinese2digits/test.py"
    if path.exists():
        for found in re.finditer(
            r"takeNumberFromString\('([^']*)'\).*?digitsStringList'\], *\[(.*?)\]", path.read_text(), re.S
        ):
            values = re.findall(r"'([^']*)'", found[2])
            if "%" not in found[0] and "分之" not in found[0]:  # it gives shares in a way of its own
                yield Case("chinese2digits", "number", "zh", found[1], tuple(values))


def literals(tree: ast.AST) -> Iterator[tuple[str, int | float]]:
    """Pairs of a phrase and its number: entries of a dictionary, tuples, and arguments of assertEqual."""
    for node in ast.walk(tree):
        pairs: Iterable[tuple[ast.expr | None, ast.expr]] = ()
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
            pairs = [(node.elts[0], node.elts[1])]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "assertEqual":
            call, value = node.args[:2]
            if isinstance(call, ast.Call) and call.args and not any(k.arg == "to" for k in call.keywords):
                name = getattr(call.func, "id", "")
                pairs = (
                    [(call.args[0], value)]
                    if name == "text2num"
                    else [(value, call.args[0])]
                    if name == "num2words"
                    else []
                )
        for key, value in pairs:
            phrase, number = (evaluated(part) for part in (key, value))
            if isinstance(phrase, str) and isinstance(number, int | float) and not isinstance(number, bool):
                yield phrase, number


def evaluated(node: ast.expr | None) -> Any:
    try:
        return ast.literal_eval(node) if node is not None else None
    except ValueError:
        return None


def dateparser_tests(folder: Path) -> Iterator[Case]:
    path = folder / "dateparser/test_date_parser.py"
    section = ""
    pattern = re.compile(r"#\s*(\w+).*|param\(\s*\"([^\"]+)\",\s*datetime\((\d+), (\d+), (\d+)")
    seen: set[str] = set()
    for found in pattern.finditer(path.read_text("utf-8")) if path.exists() else ():
        if found[1]:
            section = found[1]
        elif section in LANGUAGES.values() and not _RELATIVE.search(found[2]) and found[2] not in seen:
            lang = next(code for code, name in LANGUAGES.items() if name == section)
            if found[5] != "13" or "13" in found[2]:  # a bare time of day is given the day of the test
                seen.add(found[2])
                yield Case("dateparser", "date", lang, found[2], (f"{found[3]}-{found[4]:>02}-{found[5]:>02}",))


# ---- the tools


_OURS = {
    "number": {"count", "fraction", "measure", "duration", "date"},
    "percent": {"percent", "points"},
    "currency": {"money"},
    "date": {"date"},
}


def hedui(phrase: str, lang: str, kind: str) -> list[str]:
    found = []
    for q in read(phrase, lang):
        if kind == "date" and (q.value or "").startswith("-W"):
            continue  # the day of the week beside a date
        if q.kind not in _OURS[kind] or (kind == "number" and q.kind == "date" and not q.text.isdigit()):
            continue
        for value in (q.value,) if q.value is not None else (q.low, q.high):
            found.append(f"{value} {q.unit}" if kind == "currency" else str(value))
    return found


def recognizers() -> Tool:
    number, unit, clock = (
        importlib.import_module(f"recognizers_{part}") for part in ("number", "number_with_unit", "date_time")
    )
    readers = {
        "number": number.recognize_number,
        "percent": number.recognize_percentage,
        "currency": unit.recognize_currency,
        "date": clock.recognize_datetime,
    }

    def tool(phrase: str, lang: str, kind: str) -> list[str]:
        found = []
        for result in readers[kind](phrase, "zh-cn" if lang == "zh" else "en-us"):
            resolution = result.resolution or {}
            if kind == "date":
                found += [v["timex"] for v in (resolution.get("values") or [])[:1] if v and v.get("type") == "date"]
            elif resolution.get("value") is not None:
                named = f" {resolution.get('isoCurrency') or resolution.get('unit')}" if kind == "currency" else ""
                found.append(str(resolution["value"]).rstrip("%") + named)
        return found

    return tool


def from_text(change: Callable[[str], str]) -> Tool:
    """A tool that writes the digits into the text."""

    def tool(phrase: str, lang: str, kind: str) -> list[str]:
        changed = re.sub(r"(?<=\d),(?=\d{3})", "", change(phrase))
        tail = r" ?(?:%|percent|per cent)" if kind == "percent" else ""
        return [m[1] for m in re.finditer(rf"(-?\d+(?:\.\d+)?(?:/\d+)?){tail}", changed)]

    return tool


def cn2an() -> Tool:
    transform = importlib.import_module("cn2an").transform
    return from_text(lambda phrase: transform(phrase, "cn2an"))


def text2num() -> Tool:
    digits = importlib.import_module("text_to_num").alpha2digit
    return from_text(lambda phrase: digits(phrase, "en"))


def number_parser() -> Tool:
    parse = importlib.import_module("number_parser").parse
    return from_text(lambda phrase: parse(phrase, language="en"))


def quantulum3() -> Tool:
    parse = importlib.import_module("quantulum3.parser").parse

    def tool(phrase: str, lang: str, kind: str) -> list[str]:
        found = parse(phrase)
        if kind == "currency":
            return [
                f"{q.value} {(q.unit.currency_code or q.unit.name)}" for q in found if q.unit.entity.name == "currency"
            ]
        if kind == "percent":
            return [str(q.value) for q in found if "percent" in q.unit.name]
        return [str(q.value) for q in found]

    return tool


def dateparser() -> Tool:
    search = importlib.import_module("dateparser.search").search_dates

    def tool(phrase: str, lang: str, kind: str) -> list[str]:
        return [moment.strftime("%Y-%m-%d") for _, moment in search(phrase, languages=[lang]) or []]

    return tool


TOOLS: dict[str, tuple[Callable[[], Tool], str, str]] = {
    "hedui": (lambda: hedui, "number percent currency date", "zh en"),
    "Recognizers-Text": (recognizers, "number percent currency date", "zh en"),
    "cn2an": (cn2an, "number percent", "zh"),
    "quantulum3": (quantulum3, "number percent currency", "en"),
    "text2num": (text2num, "number", "en"),
    "number-parser": (number_parser, "number", "en"),
    "dateparser": (dateparser, "date", "zh en"),
}


# ---- the judge


def right(case: Case, found: list[str]) -> bool:
    same = {"date": same_date, "currency": same_money}.get(case.kind, same_number)
    return len(found) == len(case.values) and all(same(x, y) for x, y in zip(case.values, found, strict=True))


def same_number(expected: str, found: str) -> bool:
    try:
        x, y = (Fraction(value.replace(" ", "")) for value in (expected, found))
    except (ValueError, ZeroDivisionError):
        return expected == found
    return abs(x - y) <= abs(x) / 10**12


def same_money(expected: str, found: str) -> bool:
    (value, _, unit), (other, _, code) = expected.partition(" "), found.partition(" ")
    if re.fullmatch("[A-Z]{3}", unit) and unit != code:
        return False
    minor = unit in ("Cent", "Pence", "Penny")
    return same_number(value, other) or (minor and same_number(str(Fraction(value) / 100), other))


def same_date(expected: str, found: str) -> bool:
    """Whether the parts that both say are the same, and the day is said."""
    parts = re.fullmatch(r"(-|[\dX]{4})-?([\dX]{2}|-)-(\d{2})", found)
    if parts is None:
        return False
    return all(
        a == b or "X" in a or b == "-" or "X" in b for a, b in zip(expected.split("-"), parts.groups(), strict=True)
    )


def half(phrase: str) -> int:
    return 1 + hashlib.sha1(phrase.encode()).digest()[0] % 2


def cases(folder: Path) -> list[Case]:
    every = [recognizers_specs(folder), duckling(folder), python_tests(folder), dateparser_tests(folder)]
    return list(dict.fromkeys(case for source in every for case in source))


def main() -> None:
    """Judge every tool that is installed on every collection that is there."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--half", type=int, choices=(1, 2), help="only this half")
    arguments.add_argument("--show", action="store_true", help="list what hedui does not read as the collection does")
    options = arguments.parse_args()
    warnings.simplefilter("ignore")
    wanted = [case for case in cases(options.folder) if options.half in (None, half(case.phrase))]
    table: dict[tuple[str, str, str], dict[str, Counter[int]]] = defaultdict(dict)
    for name, (make, kinds, langs) in TOOLS.items():
        try:
            tool = make()
        except ImportError as error:
            print(f"{name}: not installed ({error.name})")
            continue
        for case in wanted:
            if case.kind not in kinds.split() or case.lang not in langs.split():
                continue
            try:
                found = tool(case.phrase, case.lang, case.kind)
            except Exception:  # a peer that falls over has not read the phrase
                found = ["error"]
            good = right(case, found)
            for group in (case.collection, "all"):
                score = table[case.kind, case.lang, group].setdefault(name, Counter())
                score.update({half(case.phrase): good, half(case.phrase) + 2: 1})
            if options.show and name == "hedui" and not good:
                print(f"{case.collection} {case.kind} {case.lang}: {case.phrase!r} {case.values} {found}")
    for (kind, lang, group), scores in sorted(
        table.items(), key=lambda row: (row[0][0], row[0][1], row[0][2] == "all")
    ):
        print(f"\n{kind} {lang}, {group}")
        for name, score in scores.items():
            halves = "   ".join(f"half {h}: {share(score[h], score[h + 2])}" for h in (1, 2) if score[h + 2])
            print(f"  {name:18} {share(score[1] + score[2], score[3] + score[4])}   {halves}")


def share(good: int, of: int) -> str:
    return f"{good / of:.3f} ({good}/{of})"


if __name__ == "__main__":
    main()
