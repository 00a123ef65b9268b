"""Plant thousands of seeded single errors and see which are found: one table of recall by kind and false alarms.

    python benchmarks/mutate.py                           the documents of the open benchmark, read without mistakes
    python benchmarks/mutate.py zh.pdf en.pdf [...]       these pairs of documents too, as hedui reads and pairs them
    python benchmarks/mutate.py --alone pairs.tsv         a bilingual file alone
    --rounds N  --every N  --seed N  --most N  --names …  --no-peers  --show N

A document is made wrong on its reading (no PDF is made). In a round one in ``--every`` pairs of blocks, notes or rows
gets one error, of the kind that has had the fewest so far; rows, notes and blocks are left out or moved in rounds of
their own. A long document has one round. *On the block* counts an error where its pair is flagged (at warning or above)
and was not flagged in the same way before; *on the figure* where what is flagged names the figure, old or new. A moved
block is a note by design.

The peers look at one segment at a time. They get the same wrong segments, paired, and any flag counts as found, even
where they flag the right text too: what that costs is in the row of false alarms.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hedui.align import pair as align
from hedui.align import pair_by_id, public
from hedui.align.words import tokens
from hedui.compare import judge
from hedui.corpus import bench
from hedui.corpus.bench.documents import Pair, documents, units
from hedui.corpus.bench.mutations import KINDS, Mutation, mutations
from hedui.corpus.bench.scoring import folded
from hedui.corpus.bench.tools import digits_differ, figures, pofilter_flags
from hedui.errors import UsageError
from hedui.model import Bead, Block, Document, Finding

Key = tuple[str, int | None]
SHAPES = ("cell", "row left out", "column left out", "note left out", "block left out", "block moved", "label")
"""The kinds that are no change of a text alone; ``cell`` is any change in a row of a table."""
QUIET = frozenset({"block moved"})
"""Kinds whose rule is a note."""
LONG = 1000
"""So many pairs make a document long."""
AROUND = 14
"""So many characters around a change are looked at for the figure it belongs to."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an error can be planted: a unit that stands on both sides, named by its key on each."""

    keys: tuple[Key, Key]
    texts: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Planted:
    """One error: its kind, where it is seen, the figures it is about, and the texts of its pair with it."""

    kind: str
    keys: tuple[Key | None, Key | None]
    named: frozenset[str] | None
    """None where there is no figure to name: an alarm on the block is on the figure."""
    texts: tuple[str, str] | None = None
    about: str = ""


@dataclass(slots=True)
class Tally:
    """What came of all rounds."""

    planted: Counter[str] = field(default_factory=Counter)
    figure: Counter[str] = field(default_factory=Counter)
    block: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    """(kind, zh, en) of every changed text, for the peers."""
    right: list[tuple[str, str]] = field(default_factory=list)
    false: int = 0
    elsewhere: int = 0
    seconds: float = 0.0
    rounds: int = 0


def main() -> None:
    """The command."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="*", type=Path, help="pairs of documents, or one bilingual file")
    ask.add_argument("--alone", action="store_true", help="without the documents of the open benchmark")
    ask.add_argument("--rounds", type=int, default=6)
    ask.add_argument("--every", type=int, default=6, help="one pair of so many gets an error")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--most", type=int, default=1000, help="errors in one document in one round, at most")
    ask.add_argument("--names", nargs="*", default=[], help="only these documents of the open benchmark")
    ask.add_argument("--no-peers", action="store_true")
    ask.add_argument("--show", type=int, default=0, metavar="N", help="print N misses of each kind")
    asked = ask.parse_args()
    tally, rng = Tally(), random.Random(asked.seed)
    for subject in given(asked.files, [] if asked.alone else asked.names or bench.names()):
        play(subject, tally, asked.rounds, asked.every, asked.most, rng)
    print(table(tally, {} if asked.no_peers else peers()))
    print(*sample(tally, asked.show), sep="\n")


def given(files: Sequence[Path], names: Sequence[str]) -> Iterator[Pair]:
    """The documents of the open benchmark of these names, then the user's; Chinese first."""
    from hedui.extract import read
    from hedui.extract.bilingual import read_segments

    yield from (documents(bench.source(name)) for name in names)
    if len(files) == 1:
        yield read_segments(files[0])
    else:
        for one, other in zip(files[::2], files[1::2], strict=True):
            left, right = read(one), read(other)
            yield (left, right) if left.lang.startswith("zh") else (right, left)


# ---- one pair of documents


def play(pair: Pair, tally: Tally, rounds: int, every: int, most: int, rng: random.Random) -> None:
    """Plant and look, so many rounds, on one pair of documents."""
    started = time.process_time()
    beads = paired(pair)
    clean = seen(judge(pair, beads).findings)
    tally.seconds += time.process_time() - started
    targets = list(targets_of(pair, beads))
    tally.right += [target.texts for target in targets]
    tally.false += clean.findings
    for number in range(rounds if len(targets) < LONG else 1):
        chosen = list(plan(targets[number % every :: every][:most], tally.planted, rng))
        look(planted(pair, chosen), [p for *_, p in chosen], clean, tally)
        shaped, errors = reshaped(pair, beads, tally.planted, rng)
        if errors:
            look(shaped, errors, clean, tally)


def paired(pair: Pair) -> tuple[Bead, ...]:
    """The beads: by id where the pair is a bilingual file, else as hedui pairs them."""
    return pair_by_id(*pair) if pair[0].source.format in ("tsv", "csv", "xlsx", "tmx", "xliff") else align(*pair)


@dataclass(slots=True)
class Seen:
    """What is said of each unit, under (side, its key): at warning or above, and at all."""

    loud: dict[tuple[int, Key], Counter[tuple[str, frozenset[str]]]]
    all: dict[tuple[int, Key], Counter[tuple[str, frozenset[str]]]]
    findings: int
    """How many are at warning or above."""


def seen(findings: Sequence[Finding]) -> Seen:
    """The findings by where they stand: rule and figures."""
    loud = sum(finding.severity != "note" for finding in findings)
    found = Seen(defaultdict(Counter), defaultdict(Counter), loud)
    for finding in findings:
        named = frozenset().union(*(plain(p.quote) | plain(p.value or "") for p in finding.places))
        for place in finding.places:
            key = place.document, (place.block, place.cell[0] if place.cell else None)
            found.all[key][finding.rule, named] = 1
            if finding.severity != "note":
                found.loud[key][finding.rule, named] = 1
    return found


def look(wrong: Pair, errors: Sequence[Planted], clean: Seen, tally: Tally) -> None:
    """Check the wrong documents and count what is found of the errors."""
    said = seen(judge(wrong, paired(wrong)).findings)
    tally.rounds += 1
    touched = set()
    for error in errors:
        after, before = (said.all, clean.all) if error.kind in QUIET else (said.loud, clean.loud)
        places = [(side, key) for side, key in enumerate(error.keys) if key is not None]
        touched.update(places)
        new = [named for place in places for (_, named) in after[place] - before[place]]
        tally.planted[error.kind] += 1
        tally.block[error.kind] += bool(new)
        hit = any(error.named is None or error.named & named for named in new)
        tally.figure[error.kind] += hit
        if not hit:
            tally.missed.append(f"{error.kind}{' (block only)' if new else ''}: {error.about}")
        if error.texts:
            tally.wrong.append((error.kind, *error.texts))
    others = [now - clean.loud[key] for key, now in said.loud.items() if key not in touched]
    tally.elsewhere += len({new for counter in others for new in counter})


def targets_of(pair: Pair, beads: Sequence[Bead]) -> Iterator[Target]:
    """The units that stand on both sides."""
    where = [{folded(unit.text): (unit.block, unit.row) for unit in units(document)} for document in pair]
    for one in public(beads):
        if len(one.texts[0]) == len(one.texts[1]) == 1:
            keys = where[0].get(folded(one.texts[0][0])), where[1].get(folded(one.texts[1][0]))
            if keys[0] and keys[1]:
                yield Target((keys[0], keys[1]), (one.texts[0][0], one.texts[1][0]))


# ---- errors in a text


Chosen = tuple[Target, Mutation, Planted]


def plan(targets: Sequence[Target], so_far: Counter[str], rng: random.Random) -> Iterator[Chosen]:
    """One error for each of these that allows any, the kinds kept even."""
    count = Counter(so_far)
    for target in targets:
        in_row = target.keys[0][1] is not None
        possible = mutations(*target.texts, rng)
        if not possible:
            continue
        rarest = min(count[m.kind] for m in possible)
        mutation = rng.choice([m for m in possible if count[m.kind] == rarest])
        kind = "cell" if in_row else mutation.kind
        count[kind] += 1
        side, text = mutation.side, target.texts[mutation.side]
        wrong = mutation.apply(text)
        end = mutation.start + len(mutation.new)
        named = _figures(text, mutation.start, mutation.end) | _figures(wrong, mutation.start, end)
        texts = (wrong, target.texts[1]) if side == 0 else (target.texts[0], wrong)
        start, end = max(0, mutation.start - 25), mutation.end + 25
        about = f"{text[mutation.start : mutation.end]!r} -> {mutation.new!r} in {text[start:end]!r}"
        yield target, mutation, Planted(kind, target.keys, named, texts, about)


def _figures(text: str, start: int, end: int) -> frozenset[str]:
    """The figures of a text that a change from start to end is about: those it touches, and the next on each side."""
    low, high = _widened(text, max(0, start - AROUND), end + AROUND)
    near = frozenset(f for f in plain(text[low:high]) if f.isdigit() or not f.isascii())
    low, high = _widened(text, start, end)
    return near | plain(text[low:high])


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end moved out to where no word or number is cut."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def plain(text: str) -> frozenset[str]:
    """The figures and words of a text, the numbers without their separators, those in words by value as well."""
    values = (token[1:] for chinese in (False, True) for token in tokens(text, chinese, list) if token[0] == "#")
    return frozenset(re.sub(r"[.,' ]", "", figure) for figure in (*figures(text), *values))


def planted(pair: Pair, chosen: Sequence[Chosen]) -> Pair:
    """The documents with these errors in them."""
    wrong: list[dict[Key, tuple[str, str]]] = [{}, {}]
    for target, mutation, _ in chosen:
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


# ---- errors in the shape of a document


Shaper = Callable[[Pair, Sequence[Bead], random.Random], tuple[Pair, Planted] | None]


def reshaped(pair: Pair, beads: Sequence[Bead], so_far: Counter[str], rng: random.Random) -> tuple[Pair, list[Planted]]:
    """The documents with one error of each kind of shape that they allow, the kinds kept even; far from each other."""
    errors: list[Planted] = []
    wanted = sorted(SHAPERS, key=lambda kind: so_far[kind])
    for kind in wanted:
        made = SHAPERS[kind](pair, [b for b in beads if not _touches(b, errors)], rng)
        if made is not None:
            pair, error = made
            errors.append(error)
    return pair, errors


def _touches(bead: Bead, errors: Sequence[Planted]) -> bool:
    gone = {(side, key[0]) for e in errors for side, key in enumerate(e.keys) if key}
    return any((side, p.block) in gone for side in (0, 1) for p in bead.sides[side])


def _twins(beads: Sequence[Bead], kind: str) -> list[Bead]:
    """The beads of a kind that are one block to one."""
    return [b for b in beads if b.kind == kind and len(b.sides[0]) == len(b.sides[1]) == 1]


def _with(pair: Pair, side: int, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> Pair:
    document = replace(pair[side], blocks=change(pair[side].blocks))
    return (document, pair[1]) if side == 0 else (pair[0], document)


def _instead(blocks: tuple[Block, ...], id: str, new: Block) -> tuple[Block, ...]:
    return tuple(new if block.id == id else block for block in blocks)


def row_left_out(pair: Pair, beads: Sequence[Bead], rng: random.Random) -> tuple[Pair, Planted] | None:
    """A row of a table, not the first, left out on a side."""
    tables = [b for b in _twins(beads, "table") if len([r for r in b.parts if r.kind == "row" and all(r.sides)]) > 3]
    if not tables:
        return None
    table, side = rng.choice(tables), rng.randrange(2)
    rows = [r for r in table.parts if r.kind == "row" and len(r.sides[0]) == len(r.sides[1]) == 1]
    rows = [r for r in rows if r.sides[side][0].row and len(r.sides[1 - side][0].text) > 12]
    if not rows:
        return None
    gone = rng.choice(rows)
    passage = gone.sides[side][0]
    block = pair[side].block(passage.block)
    kept = replace(block, rows=tuple(r for n, r in enumerate(block.rows or ()) if n != passage.row), prints=())
    other = gone.sides[1 - side][0]
    keys = _on(1 - side, (other.block, other.row))
    return _with(pair, side, lambda b: _instead(b, block.id, kept)), Planted(
        "row left out", keys, None, about=other.text[:60]
    )


def column_left_out(pair: Pair, beads: Sequence[Bead], rng: random.Random) -> tuple[Pair, Planted] | None:
    """A column of a table left out on a side."""
    tables = [b for b in _twins(beads, "table") if len([r for r in b.parts if all(r.sides)]) > 2]
    tables = [b for b in tables if all(len((pair[s].block(b.sides[s][0].block).rows or ((),))[0]) > 2 for s in (0, 1))]
    if not tables:
        return None
    table, side = rng.choice(tables), rng.randrange(2)
    block = pair[side].block(table.sides[side][0].block)
    column = rng.randrange(1, len((block.rows or ((),))[0]))
    kept = replace(block, rows=tuple((*r[:column], *r[column + 1 :]) for r in block.rows or ()), prints=())
    keys = _on(1 - side, (table.sides[1 - side][0].block, 0))
    return _with(pair, side, lambda b: _instead(b, block.id, kept)), Planted(
        "column left out", keys, None, about=f"column {column} of {(block.rows or ((),))[0]}"
    )


def note_left_out(pair: Pair, beads: Sequence[Bead], rng: random.Random) -> tuple[Pair, Planted] | None:
    """A footnote left out on a side."""
    notes = _twins(beads, "note")
    if not notes:
        return None
    bead, side = rng.choice(notes), rng.randrange(2)
    passage, other = bead.sides[side][0], bead.sides[1 - side][0]
    block = pair[side].block(passage.block)
    kept = replace(block, footnotes=tuple(n for n in block.footnotes if n.id != passage.note))
    keys = _on(1 - side, (other.note or other.block, None))
    return _with(pair, side, lambda b: _instead(b, block.id, kept)), Planted(
        "note left out", keys, None, about=other.text[:60]
    )


def block_left_out(pair: Pair, beads: Sequence[Bead], rng: random.Random) -> tuple[Pair, Planted] | None:
    """A paragraph of some length left out on a side."""
    long = [b for b in _twins(beads, "block") if len(b.sides[0][0].text) >= 20 and len(b.sides[1][0].text) >= 50]
    if not long:
        return None
    bead, side = rng.choice(long), rng.randrange(2)
    gone, other = bead.sides[side][0], bead.sides[1 - side][0]
    return _with(pair, side, lambda b: tuple(x for x in b if x.id != gone.block)), Planted(
        "block left out", _on(1 - side, (other.block, None)), None, about=other.text[:60]
    )


def block_moved(pair: Pair, beads: Sequence[Bead], rng: random.Random) -> tuple[Pair, Planted] | None:
    """A paragraph of some length put ten blocks or more away on a side."""
    long = [b for b in _twins(beads, "block") if len(b.sides[0][0].text) >= 30 and len(b.sides[1][0].text) >= 80]
    side = rng.randrange(2)
    blocks = pair[side].blocks
    if not long or len(blocks) < 24:
        return None
    bead = rng.choice(long)
    id = bead.sides[side][0].block
    at = next(n for n, block in enumerate(blocks) if block.id == id)
    to = rng.choice([n for n in range(len(blocks)) if abs(n - at) >= 10])
    rest = tuple(b for b in blocks if b.id != id)
    to = to if to < at else to - 1
    moved = (*rest[:to], blocks[at], *rest[to:])
    keys = (bead.sides[0][0].block, None), (bead.sides[1][0].block, None)
    return _with(pair, side, lambda _: moved), Planted("block moved", keys, None, about=blocks[at].text[:60])


def label_changed(pair: Pair, beads: Sequence[Bead], rng: random.Random) -> tuple[Pair, Planted] | None:
    """The number of a paragraph changed on a side."""
    numbered = [
        b
        for b in _twins(beads, "block")
        if all((b.sides[s][0].label or "").isdigit() and len(b.sides[s][0].text) >= 15 for s in (0, 1))
    ]
    if not numbered:
        return None
    bead, side = rng.choice(numbered), rng.randrange(2)
    block = pair[side].block(bead.sides[side][0].block)
    new = str(int(block.label or 0) + rng.choice((1, 2, 10)))
    path = (block.path or "").removesuffix(block.label or "") + new
    keys = (bead.sides[0][0].block, None), (bead.sides[1][0].block, None)
    return _with(pair, side, lambda b: _instead(b, block.id, replace(block, label=new, path=path))), Planted(
        "label", keys, None, about=f"{block.label} -> {new}: {block.text[:50]}"
    )


def _on(side: int, key: Key) -> tuple[Key | None, Key | None]:
    return (key, None) if side == 0 else (None, key)


SHAPERS: dict[str, Shaper] = {
    "row left out": row_left_out,
    "column left out": column_left_out,
    "note left out": note_left_out,
    "block left out": block_left_out,
    "block moved": block_moved,
    "label": label_changed,
}


# ---- peers, and the table


Peer = Callable[[Sequence[tuple[str, str]]], list[bool]]


def peers() -> dict[str, Peer]:
    """Checkers that look at one segment at a time; those that are installed."""
    found: dict[str, Peer] = {"ordered digits": lambda both: [digits_differ(zh, en) for zh, en in both]}
    try:
        found["pofilter"] = pofilter_flags()
    except UsageError as error:
        print(f"without pofilter: {error}")
    return found


def table(tally: Tally, others: dict[str, Peer]) -> str:
    """Recall by kind, hedui on the figure and on the block and each peer; then what was false."""
    flags = {name: peer([(zh, en) for _, zh, en in tally.wrong]) for name, peer in others.items()}
    heads = ["error", "planted", "hedui on the figure", "on the block", *others]
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "--:|" * (len(heads) - 1)]
    kinds = [kind for kind in (*KINDS, *SHAPES) if tally.planted[kind]]
    for kind in kinds:
        lines.append(_line(kind, tally, flags, (kind,)))
    lines.append(_line("**all in a text**", tally, flags, [k for k in kinds if k not in SHAPERS]))
    if any(k in SHAPERS for k in kinds):
        lines.append(_line("**all**", tally, {}, kinds) + " |" * len(others))
    right = len(tally.right)
    false = [f"{100 * sum(peer(tally.right)) / max(1, right):.2f}" for peer in others.values()]
    lines.append(f"| false alarms per 100 pairs ({right}) | | | {100 * tally.false / max(1, right):.2f} | ")
    lines[-1] += " | ".join([*false, ""]).rstrip()
    lines.append(f"| new alarms elsewhere, a document a round | | | {tally.elsewhere / max(1, tally.rounds):.2f} |")
    lines[-1] += " |" * len(others)
    return "\n".join([*lines, "", f"{tally.seconds:.1f} s of processor time for the documents as they are"])


def _line(name: str, tally: Tally, flags: dict[str, list[bool]], kinds: Sequence[str]) -> str:
    planted = sum(tally.planted[k] for k in kinds)
    counts = [sum(counter[k] for k in kinds) for counter in (tally.figure, tally.block)]
    cells = [f"{count / max(1, planted):.1%}" for count in counts]
    for flagged in flags.values():
        mine = [flag for (kind, *_), flag in zip(tally.wrong, flagged, strict=True) if kind in kinds]
        cells.append(f"{sum(mine) / len(mine):.1%}" if mine else "–")
    return f"| {name} | {planted} | " + " | ".join(cells) + " |"


def sample(tally: Tally, many: int) -> list[str]:
    """Some errors of each kind that were missed."""
    shown: Counter[str] = Counter()
    lines = []
    for line in tally.missed:
        kind = line.partition(":")[0].removesuffix(" (block only)")
        shown[kind] += 1
        if shown[kind] <= many:
            lines.append(f"missed {line}")
    return lines


if __name__ == "__main__":
    main()
