"""What a tool found of the errors planted in a document, and what it reported that is none."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hedui.corpus.bench.documents import Pair, units
from hedui.corpus.bench.tools import Alarm, figures

WITHOUT_FIGURE = frozenset({"row", "paragraph", "term", "modifier", "missing", "extra"})
"""Kinds of error where an alarm on the right block counts as on the figure: there may be none to point at."""
BLOCK_IS_ENOUGH = frozenset({"row", "paragraph"})


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one document in one variant."""

    name: str
    units: int
    planted: Mapping[str, int] = field(default_factory=dict)
    """By kind of error."""
    found: Mapping[str, int] = field(default_factory=dict)
    """By kind: those with an alarm on the very figure."""
    on_block: int = 0
    false: tuple[Alarm, ...] = ()
    """Alarms on units where nothing is planted."""
    missed: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The scores of one tool on several documents."""

    tool: str
    scores: tuple[Score, ...]

    @property
    def recall(self) -> float:
        """The share of planted errors found, on the figure."""
        return sum(self._sum("found").values()) / max(1, sum(self._sum("planted").values()))

    @property
    def false_per_100(self) -> float:
        """False alarms per 100 blocks, notes and rows of the clean variants."""
        clean = [score for score in self.scores if score.name.endswith(".clean")]
        return 100 * sum(len(score.false) for score in clean) / max(1, sum(score.units for score in clean))

    def by_kind(self) -> list[tuple[str, int, int]]:
        """(kind, found, planted) over all documents, in the order of the alphabet."""
        planted, found = self._sum("planted"), self._sum("found")
        return [(kind, found[kind], planted[kind]) for kind in sorted(planted)]

    def _sum(self, what: str) -> Counter[str]:
        total: Counter[str] = Counter()
        for score in self.scores:
            total.update(getattr(score, what))
        return total

    def table(self) -> str:
        """The report as a table in Markdown: a line a document, then a line a kind."""
        head = "| document | found | of | on the block | false alarms | per 100 units |\n|---|--:|--:|--:|--:|--:|"
        lines = [
            f"| {s.name} | {sum(s.found.values())} | {sum(s.planted.values())} | {s.on_block} | {len(s.false)} "
            f"| {100 * len(s.false) / max(1, s.units):.1f} |"
            for s in self.scores
        ]
        kinds = [f"| {kind} | {found} | {of} |" for kind, found, of in self.by_kind()]
        whole = f"{self.tool}: {self.recall:.1%} of the planted errors, {self.false_per_100:.2f} false alarms per 100"
        return "\n".join([f"**{whole}**", "", head, *lines, "", "| kind | found | of |\n|---|--:|--:|", *kinds])


def score(name: str, truth: Pair, alarms: Sequence[Alarm], planted: Sequence[Mapping[str, Any]]) -> Score:
    """Judge the alarms raised on a document whose truth and planted errors are known."""
    find = [_Finder(units(document)) for document in truth]
    where = [{key for side, text in alarm.places if (key := find[side](text))} for alarm in alarms]
    used: set[int] = set()
    of, found, on_block, missed = Counter[str](), Counter[str](), 0, []
    for plant in planted:
        of[plant["kind"]] += 1
        hits = [(i, near) for i, keys in enumerate(where) if (near := _hit(plant, alarms[i], keys)) is not None]
        used.update(i for i, _ in hits)
        on_block += bool(hits)
        if any(near for _, near in hits):
            found[plant["kind"]] += 1
        else:
            missed.append(plant)
    touched = {plant["id"] for plant in planted}
    false = tuple(
        alarm
        for i, (alarm, keys) in enumerate(zip(alarms, where, strict=True))
        if i not in used and not {block for block, _ in keys} & touched
    )
    count = sum(1 for _ in units(truth[0]))
    return Score(name, count, of, found, on_block, false, tuple(missed))


def _hit(plant: Mapping[str, Any], alarm: Alarm, keys: set[tuple[str, int | None]]) -> bool | None:
    """None where the alarm is not about that error, else whether it is on the very figure."""
    mine = {key for key in keys if key[0] == plant["id"]}
    if not mine:
        return None
    near = bool(alarm.figures & frozenset().union(*(figures(str(plant.get(f, ""))) for f in _FIELDS)))
    in_table = any(row is not None for _, row in mine)
    if in_table and plant["kind"] not in BLOCK_IS_ENOUGH and not near:
        return None
    return near or plant["kind"] in WITHOUT_FIGURE


_FIELDS = ("find", "replace", "find_zh", "replace_zh", "find_en", "replace_en")


class _Finder:
    """Which unit of a document a text is, told by the text: exactly, else the most similar one."""

    def __init__(self, all_units: Iterable[Any]) -> None:
        self.keys: dict[str, tuple[str, int | None]] = {}
        for unit in all_units:
            self.keys.setdefault(folded(unit.text), (unit.block, unit.row))
        self.keys.pop("", None)

    def __call__(self, text: str) -> tuple[str, int | None] | None:
        from rapidfuzz import fuzz, process

        wanted = folded(text)
        if not wanted or wanted in self.keys:
            return self.keys.get(wanted)
        hit = process.extractOne(wanted, list(self.keys), scorer=fuzz.ratio, score_cutoff=60)
        if hit is None and len(wanted) >= 8:
            hit = process.extractOne(wanted, list(self.keys), scorer=fuzz.partial_ratio, score_cutoff=92)
        return self.keys[hit[0]] if hit else None


def folded(text: str) -> str:
    """A text without spaces, in one width and with one kind of quotation mark and dash."""
    plain = unicodedata.normalize("NFKC", text).translate({ord("“"): '"', ord("”"): '"', ord("’"): "'", ord("–"): "-"})
    return re.sub(r"\s+", "", plain)
