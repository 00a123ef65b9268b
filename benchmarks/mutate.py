"""Plant thousands of seeded single errors and see which are found: recall by kind, and false alarms.

    python benchmarks/mutate.py                           the documents of the open benchmark, read without mistakes
    python benchmarks/mutate.py zh.pdf en.pdf             a pair of documents, as hedui reads and pairs them
    python benchmarks/mutate.py pairs.tsv                 a bilingual file
    --rounds N  --seed N  --tool hedui ordered-digits pofilter  --every N  --names …

In a round every third pair of blocks, notes or rows gets one error, of the kind that has had the fewest so far; the
rest is left alone. An error is found where its pair is flagged and was not flagged in the same way before. Alarms on
untouched pairs that the document did not have before are counted too: figures elsewhere that no longer fit.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hedui.align import pair_by_id
from hedui.corpus import bench
from hedui.corpus.bench.documents import Pair, documents, units
from hedui.corpus.bench.mutations import KINDS, Mutation, mutations
from hedui.corpus.bench.scoring import folded
from hedui.corpus.bench.tools import TOOLS, Alarm, Tool, alarms
from hedui.model import Block, Document

Key = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Target:
    """Where an error can be planted: a unit that stands on both sides, named by its key on each."""

    keys: tuple[Key, Key]
    texts: tuple[str, str]


@dataclass(slots=True)
class Tally:
    """What one tool did over all rounds."""

    planted: Counter[str]
    found: Counter[str]
    false: int = 0
    clean: int = 0
    elsewhere: int = 0
    seconds: float = 0.0
    missed: list[str] | None = None


def main() -> None:
    """The command."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="*", type=Path, help="two documents or one bilingual file")
    ask.add_argument("--rounds", type=int, default=6)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--every", type=int, default=3, help="one pair of so many gets an error")
    ask.add_argument("--names", nargs="*", default=[], help="only these documents of the open benchmark")
    ask.add_argument("--tool", nargs="*", default=["hedui", "ordered-digits"], choices=list(TOOLS))
    ask.add_argument("--show", type=int, default=0, metavar="N", help="print N misses of each kind")
    asked = ask.parse_args()
    subjects = given(asked.files) if asked.files else [documents(bench.source(n)) for n in asked.names or bench.names()]
    tallies = {name: Tally(Counter(), Counter(), missed=[]) for name in asked.tool}
    by_id = bool(asked.files) and len(asked.files) == 1
    for name, tally in tallies.items():
        tool = _by_id if by_id and name == "hedui" else TOOLS[name]()
        for subject in subjects:
            play(subject, tool, tally, asked.rounds, asked.every, random.Random(asked.seed))
    print(table(tallies))
    for name, tally in tallies.items():
        print(*sample(name, tally, asked.show), sep="\n")


def given(files: Sequence[Path]) -> list[Pair]:
    """The user's documents."""
    from hedui.extract import read
    from hedui.extract.bilingual import read_segments

    if len(files) == 1:
        return [read_segments(files[0])]
    one, other = read(files[0]), read(files[1])
    return [(one, other) if one.lang.startswith("zh") else (other, one)]


def _by_id(pair: Pair) -> list[Alarm]:
    """hedui on the segments of a bilingual file, which are paired already."""
    from hedui.compare import judge

    return alarms(judge(pair, pair_by_id(*pair)))


def play(pair: Pair, tool: Tool, tally: Tally, rounds: int, every: int, rng: random.Random) -> None:
    """Plant and look, so many rounds, on one pair of documents."""
    targets = paired(pair)
    started = time.perf_counter()
    before = flagged(pair, tool(pair))
    tally.seconds += time.perf_counter() - started
    tally.false += sum(len(said) for said in before.values())
    tally.clean += len(targets)
    for number in range(rounds):
        chosen = plan(targets[number % every :: every], tally.planted, rng)
        wrong = planted(pair, chosen)
        after = flagged(wrong, tool(wrong))
        touched = {key for target, _ in chosen for key in enumerate(target.keys)}
        for target, mutation in chosen:
            tally.planted[mutation.kind] += 1
            if any(after[key] - before[key] for key in enumerate(target.keys)):
                tally.found[mutation.kind] += 1
            elif tally.missed is not None:
                text, old = target.texts[mutation.side], target.texts[mutation.side][mutation.start : mutation.end]
                around = text[max(0, mutation.start - 25) : mutation.end + 25]
                tally.missed.append(f"{mutation.kind}: {old!r} -> {mutation.new!r} in {around!r}")
        tally.elsewhere += sum(len(said - before[key]) for key, said in after.items() if key not in touched)


def paired(pair: Pair) -> list[Target]:
    """The units that stand on both sides: by id where the documents share them, else as hedui pairs them."""
    from hedui.align import pair as align
    from hedui.align import public

    where = [{folded(unit.text): (unit.block, unit.row) for unit in units(document)} for document in pair]
    same = {block.id for block in pair[0].blocks} == {block.id for block in pair[1].blocks}
    beads = pair_by_id(*pair) if same and pair[0].source.format in ("tsv", "csv", "xlsx", "tmx") else align(*pair)
    found = []
    for one in public(beads):
        if len(one.texts[0]) == len(one.texts[1]) == 1:
            keys = [where[side].get(folded(one.texts[side][0])) for side in (0, 1)]
            if keys[0] and keys[1]:
                found.append(Target((keys[0], keys[1]), (one.texts[0][0], one.texts[1][0])))
    return found


def flagged(pair: Pair, said: Sequence[Alarm]) -> dict[tuple[int, Key], set[str]]:
    """By side and unit: what was said of it. A dict that answers every key."""
    where = [{folded(unit.text): (unit.block, unit.row) for unit in units(document)} for document in pair]
    found: dict[tuple[int, Key], set[str]] = defaultdict(set)
    for alarm in said:
        for side, text in alarm.places:
            if key := where[side].get(folded(text)):
                found[side, key].add(f"{alarm.rule} {sorted(alarm.figures)}")
    return found


def plan(targets: Sequence[Target], so_far: Counter[str], rng: random.Random) -> list[tuple[Target, Mutation]]:
    """One error for each of these that allows any, the kinds kept even."""
    chosen, count = [], Counter(so_far)
    for target in targets:
        possible = mutations(*target.texts, rng)
        if possible:
            rarest = min(count[m.kind] for m in possible)
            mutation = rng.choice([m for m in possible if count[m.kind] == rarest])
            count[mutation.kind] += 1
            chosen.append((target, mutation))
    return chosen


def planted(pair: Pair, chosen: Sequence[tuple[Target, Mutation]]) -> Pair:
    """The documents with these errors in them."""
    wrong: list[dict[Key, tuple[str, str]]] = [{}, {}]
    for target, mutation in chosen:
        text = target.texts[mutation.side]
        wrong[mutation.side][target.keys[mutation.side]] = (text, mutation.apply(text))
    zh, en = (_changed(document, wrong[side]) for side, document in enumerate(pair))
    return zh, en


def _changed(document: Document, wrong: dict[Key, tuple[str, str]]) -> Document:
    return replace(document, blocks=tuple(_block(block, wrong) for block in document.blocks))


def _block(block: Block, wrong: dict[Key, tuple[str, str]]) -> Block:
    notes = tuple(
        replace(note, text=wrong[note.id, None][1], prints=()) if (note.id, None) in wrong else note
        for note in block.footnotes
    )
    old, new = wrong.get((block.id, None), ("", ""))
    if block.rows is not None:
        rows = tuple(_row(row, wrong.get((block.id, r))) for r, row in enumerate(block.rows))
        caption = new if old and folded(old) == folded(block.caption or "") else block.caption
        return replace(block, rows=rows, footnotes=notes, caption=caption, prints=())
    if not new:
        return replace(block, footnotes=notes)
    return replace(block, text=new, footnotes=tuple(replace(n, at=min(n.at, len(new))) for n in notes), prints=())


def _row(row: tuple[str, ...], change: tuple[str, str] | None) -> tuple[str, ...]:
    cells = change[1].split(" | ") if change else list(row)
    return tuple(cells) if len(cells) == len(row) else row


def table(tallies: dict[str, Tally]) -> str:
    """Recall by kind, a column a tool; then what was false."""
    names = list(tallies)
    lines = ["| error | planted | " + " | ".join(names) + " |", "|---|--:|" + "--:|" * len(names)]
    first = next(iter(tallies.values()))
    for kind in (kind for kind in KINDS if first.planted[kind]):
        shares = [f"{t.found[kind] / max(1, t.planted[kind]):.1%}" for t in tallies.values()]
        lines.append(f"| {kind} | {first.planted[kind]} | " + " | ".join(shares) + " |")
    whole = [f"{sum(t.found.values()) / max(1, sum(t.planted.values())):.1%}" for t in tallies.values()]
    lines.append(f"| **all** | {sum(first.planted.values())} | " + " | ".join(whole) + " |")
    false = [f"{100 * t.false / max(1, t.clean):.2f}" for t in tallies.values()]
    lines.append(f"| false alarms per 100 pairs ({first.clean}) | | " + " | ".join(false) + " |")
    lines.append("| new alarms on untouched pairs | | " + " | ".join(str(t.elsewhere) for t in tallies.values()) + " |")
    lines.append(
        "| seconds for the clean documents | | " + " | ".join(f"{t.seconds:.1f}" for t in tallies.values()) + " |"
    )
    return "\n".join(lines)


def sample(name: str, tally: Tally, many: int) -> list[str]:
    """Some errors of each kind that were missed."""
    seen: Counter[str] = Counter()
    lines = []
    for line in tally.missed or ():
        kind = line.partition(":")[0]
        seen[kind] += 1
        if seen[kind] <= many:
            lines.append(f"{name} missed {line}")
    return lines


if __name__ == "__main__":
    main()
