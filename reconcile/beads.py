"""Beads as rules look at them: the texts of both sides, their figures matched, and what differs, sorted by topic.

Every difference has exactly one topic, and each rule looks at one topic, so no difference is reported twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from hedui.align.hanzi import simplified
from hedui.model import Bead, Finding, Message, Passage, Place, Quantity, Severity
from hedui.reconcile.anaphora import stand_ins
from hedui.reconcile.catalogue import finding
from hedui.reconcile.comparable import Agreement, agreement
from hedui.reconcile.evidence import CELL_JOIN, DocumentView, Evidence, Figure, Spot
from hedui.reconcile.exchanged import Exchange, exchanges
from hedui.reconcile.labels import (
    announces_list,
    is_code,
    is_leading_label,
    is_note_mark,
    lost_label,
    points_back,
    sums_up_list,
)
from hedui.reconcile.matching import Item, Matching, Reason, match
from hedui.reconcile.phrases import stands_for
from hedui.reconcile.tolerance import exact
from hedui.reconcile.wording import names, say

_SENTENCE = re.compile(r"[^。！？!?\n]*?(?:[。！？!?\n]+|\.(?=\s)|$)", re.S)
_ONCE = re.compile(r"(?<![第每再又另首])一次(?!性)")
_MORE_THAN_ONCE = re.compile(r"[两兩二双雙三再倍]|[几幾多]次")
_LOSS = {
    "zh": re.compile(r"(?:减少|减低|降低|下降|下跌|失去|损失|扣除?|减|少|降|[-−–])了?约?\s?$"),
    "en": re.compile(
        r"\b(?:minus|negative|(?:de|re)duc\w+|decreas\w+|los\w+|lower\w*|less|fall\w*|by)(?: \w+)? ?$", re.I
    ),
}
"""What before a figure makes it a loss."""
_WEEKDAY = {
    "zh": re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]"),
    "en": re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)\b", re.I),
}
_YEAR = re.compile(r"\d{4}")
_OF_A_DAY = re.compile(r"--\d\d-\d\d|---\d\d")
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）\d]{0,8}")
_SCALES = {
    "百万": 10**6, "千万": 10**7, "亿": 10**8, "万": 10**4, "千": 10**3, "百萬": 10**6, "億": 10**8, "萬": 10**4,
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "'000": 10**3, "000s": 10**3, "mn": 10**6, "bn": 10**9,
}  # fmt: skip
JOIN = "\n"
"""Between the passages of one side where they are taken as one text."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that differs between the two sides of a bead: items of the one, items of the other."""

    topic: str
    sides: tuple[tuple[Item, ...], tuple[Item, ...]]
    severity: Severity
    confidence: float

    @property
    def missing_side(self) -> int | None:
        """The side that says nothing here; None where both say something."""
        return 0 if not self.sides[0] else 1 if not self.sides[1] else None


def _spelt_out(q: Quantity) -> bool:
    """Whether a count is written in words."""
    return q.kind == "count" and not any(c.isdigit() for c in q.text)


class Side:
    """One side of a bead: its passages as one text, and the figures that stand in it."""

    def __init__(self, view: DocumentView, passages: Sequence[Passage]) -> None:
        self.view = view
        self.passages = tuple(passages)
        self.text = JOIN.join(p.text for p in passages)
        self.plain = simplified(self.text) if view.lang.startswith("zh") else self.text
        """The same in simplified characters, for looking words up: 超過 is 超过."""
        self.offsets: list[int] = []
        at = 0
        for p in passages:
            self.offsets.append(at)
            at += len(p.text) + len(JOIN)

    def figures(self) -> Iterator[tuple[int, Figure]]:
        """The figures in these passages, each with its position in the joined text."""
        for passage, offset in zip(self.passages, self.offsets, strict=True):
            if passage.row is not None and passage.col is None:
                yield from self._row(passage, offset)
                continue
            for figure in self.view.figures(spot_of(passage)):
                at = figure.quantity.start - passage.start
                if 0 <= at < max(1, len(passage.text)):
                    yield offset + at, figure

    def _row(self, passage: Passage, offset: int) -> Iterator[tuple[int, Figure]]:
        assert passage.row is not None
        rows = self.view.blocks[passage.block].rows or ()
        for col, cell in enumerate(rows[passage.row]):
            for figure in self.view.figures(Spot(passage.document, passage.block, row=passage.row, col=col)):
                yield offset + figure.quantity.start, figure
            offset += len(cell) + len(CELL_JOIN)

    def spot(self, at: int) -> tuple[Spot, int]:
        """The spot and the offset in its text of a position in the joined text."""
        n = max((i for i, offset in enumerate(self.offsets) if offset <= at), default=0)
        passage = self.passages[n]
        inside = min(max(0, at - self.offsets[n]), len(passage.text))
        if passage.row is not None and passage.col is None:
            cells = (self.view.blocks[passage.block].rows or ())[passage.row]
            for col, cell in enumerate(cells):
                if inside <= len(cell) or col == len(cells) - 1:
                    return Spot(passage.document, passage.block, row=passage.row, col=col), min(inside, len(cell))
                inside -= len(cell) + len(CELL_JOIN)
        return spot_of(passage), passage.start + inside


def spot_of(passage: Passage) -> Spot:
    """The text a passage lies in."""
    return Spot(passage.document, passage.block, passage.note, passage.caption, passage.row, passage.col)


class BeadView:
    """A bead whose two sides both say something, with its figures matched."""

    def __init__(self, evidence: Evidence, bead: Bead) -> None:
        self.evidence = evidence
        self.bead = bead
        views = evidence.documents
        self.sides = (Side(views[0], bead.sides[0]), Side(views[1], bead.sides[1]))
        self.moved: list[Item] = []
        """Figures whose counterpart stands in a neighbouring bead."""
        self.held = False
        """Whether the beads before and behind it are surely pairs."""
        self._masked: dict[int, tuple[int, str]] = {}
        self.items = tuple(self._items(side, n) for n, side in enumerate(self.sides))

    @property
    def langs(self) -> tuple[str, str]:
        return self.sides[0].view.lang, self.sides[1].view.lang

    def _items(self, side: Side, n: int) -> list[Item]:
        sentences = self._sentences(n)
        size = max(1, len(side.text))
        items = []
        for order, (at, figure) in enumerate(side.figures()):
            sentence = next(
                (s for s, spot, a, b in sentences if spot == figure.spot and a <= figure.quantity.start < b), None
            )
            items.append(Item(figure, order, at, at / size, sentence))
        return items + self._stand_ins(side, items)

    @staticmethod
    def _stand_ins(side: Side, items: list[Item]) -> list[Item]:
        """The phrases that stand for a date said before, as items of their own."""
        if len(side.passages) != 1 or side.passages[0].start or not any(item.q.kind == "date" for item in items):
            return []
        spot = spot_of(side.passages[0])
        dates = [item.q for item in items if item.q.kind == "date"]
        size = max(1, len(side.text))
        return [
            Item(Figure(spot, q), len(items), q.start, q.start / size, virtual=True)
            for q in stand_ins(side.plain, side.view.lang, dates)
        ]

    def _sentences(self, n: int) -> list[tuple[int, Spot, int, int]]:
        return [
            (s, spot_of(p), p.start, p.start + len(p.text))
            for s, part in enumerate(self.bead.parts)
            if part.kind == "sentence" and part.sides[0] and part.sides[1]
            for p in part.sides[n]
        ]

    @cached_property
    def matching(self) -> Matching:
        """The figures of both sides, matched."""
        leading = [next((i for i in self.items[n] if self.leads(i, n)), None) for n in (0, 1)]
        a, b = leading
        if a is None or b is None:
            return self._times(self._signs(match(self.items[0], self.items[1], self._label, self._phrase)))
        left, right = ([i for i in self.items[n] if i is not leading[n]] for n in (0, 1))
        done = match(left, right, self._label, self._phrase)
        found = agreement(a.q, b.q)
        if found is not None:
            done.agreed.append((a, b, found))
        else:
            done.changed.append((a, b))
        return self._times(self._signs(done))

    def _signs(self, done: Matching) -> Matching:
        """The same, with a loss that one side says by a sign and the other in words taken as one: -1, 减少1点."""
        for pair in list(done.changed):
            a, b = pair
            values = (a.q.value or "", b.q.value or "")
            if a.q.kind != b.q.kind or not (values[0] == f"-{values[1]}" or values[1] == f"-{values[0]}"):
                continue
            side = 0 if values[1].startswith("-") else 1
            item, text = pair[side], self.sides[side].plain
            if _LOSS[self.langs[side][:2]].search(text[max(0, item.at - 24) : item.at]):
                done.changed.remove(pair)
                done.agreed.append((a, b, Agreement(0.3)))
        return done

    def _times(self, done: Matching) -> Matching:
        """The same, with a weak "twice" missed after all where the Chinese says 一次 and nowhere twice."""
        for n, (item, reason) in enumerate(done.explained):
            side = next((s for s in (0, 1) if item in self.items[s]), 0)
            if reason != "weak" or item.q.text.casefold() not in ("twice", "thrice"):
                continue
            text = self._unread(1 - side, done) if self.langs[1 - side].startswith("zh") else ""
            if _ONCE.search(text) and not _MORE_THAN_ONCE.search(text):
                del done.explained[n]
                done.only[side].append(item)
                break
        return done

    def _unread(self, side: int, done: Matching) -> str:
        """The text of a side without the figures that are answered: a word that is one can't stand for another."""
        known = self._masked.get(side)
        if known is not None and known[0] == len(done.agreed):
            return known[1]
        chars = list(self.sides[side].plain)
        for pair in done.pairs():
            item = pair[side]
            if not item.virtual:
                chars[item.at : item.at + len(item.q.text)] = "□" * len(item.q.text)
        self._masked[side] = (len(done.agreed), "".join(chars))
        return self._masked[side][1]

    def leads(self, item: Item, side: int) -> bool:
        """Whether an item is the label with which the text of its side begins."""
        end = item.at + len(item.q.text)
        return is_leading_label(self.sides[side].text, item.at, end, bare=self.evidence.segmented)

    def _label(self, item: Item, side: int, done: Matching) -> Reason | None:
        """Why a figure is no statement: it is the label of its text, or the mark of a note."""
        text = self.sides[side].plain
        if self.leads(item, side) and not lost_label(self.sides[1 - side].text):
            return "label"
        if is_note_mark(text, item.at, item.q) and not self._has_namesake(item, side):
            return "mark"
        if is_code(text, item.at, item.at + len(item.q.text), item.q):
            return "code"
        if self._is_weekday(item, side, done) or self._is_copied(item, side, done):
            return "phrase"
        if not self._open(1 - side, done, item.q.kind) and self._restates(item, side, done):
            return "restated"
        return None

    def _has_namesake(self, item: Item, side: int) -> bool:
        """Whether the other side has a symbol of the same letters: WP.17 for WP.11 is no word with a mark."""
        letters = item.q.text.rstrip("0123456789")
        other = [i.q.text for i in self.items[1 - side] if i.q.kind == item.q.kind == "symbol"]
        return letters[-1:] == "." and any(text.rstrip("0123456789") == letters for text in other)

    def _open(self, side: int, done: Matching, kind: str) -> list[Item]:
        """The items of a kind of one side that nothing answers so far."""
        answered = {id(pair[side]) for pair in done.pairs()}
        return [i for i in self.items[side] if i.q.kind == kind and id(i) not in answered]

    def _is_weekday(self, item: Item, side: int, done: Matching) -> bool:
        """Whether a day is named by the calendar here and by the week there: 7月14日 for "on Tuesday"."""
        if item.q.kind != "date" or not _OF_A_DAY.fullmatch(item.q.value or ""):
            return False
        if self._days(1 - side, done):
            return False
        texts = (self.sides[side].plain, self.sides[1 - side].plain)
        here, there = (_WEEKDAY[self.langs[n][:2]] for n in (side, 1 - side))
        return there.search(texts[1]) is not None and here.search(texts[0]) is None

    def _days(self, side: int, done: Matching) -> list[Item]:
        """The dates of one side that name a day and that nothing answers so far."""
        return [i for i in self._open(side, done, "date") if re.search(r"-\d\d-\d\d$|---\d\d$", i.q.value or "")]

    def _is_copied(self, item: Item, side: int, done: Matching) -> bool:
        """Whether a name with figures stands letter by letter in what is not answered of the other side."""
        if item.q.kind != "symbol" or not any(c.isalpha() for c in item.q.text):
            return False
        other = self._unread(1 - side, done)
        names = re.split(r"\s?[/&]\s?", item.q.text) if "://" not in item.q.text else [item.q.text]
        if len(names) > 1 and not all(re.search(r"[A-Za-z]\d|\d[A-Za-z]", name) for name in names):
            names = [item.q.text]  # A/76/150 is one name, SGP4/SDP4 are two
        return all(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", other) for name in names)

    def _phrase(self, item: Item, side: int, done: Matching) -> Reason | None:
        """Why a figure need not be missed: a phrase of the other side stands for it."""
        plain = self.sides[side].plain
        if any(told(plain, item.at, item.q) for told in (sums_up_list, announces_list, points_back)):
            return "list"
        if item.q.kind == "ordinal" and self._counts_off(side):
            return "list"
        other = self.sides[1 - side]
        if any(c.isalpha() and c.isascii() for c in item.q.text) and item.q.text.strip() in other.text:
            return "repeated"
        if stands_for(item.q, self._unread(1 - side, done), other.view.lang):
            return "phrase"
        if self._restates(item, side, done) or self._spans(item, side, done):
            return "restated"
        return None

    def _counts_off(self, side: int) -> bool:
        """Whether a side only counts off its points (第一, 第二, 第三), and the other has no ordinal at all."""
        ordinals = {item.q.value for item in self.items[side] if item.q.kind == "ordinal"}
        others = {item.q.value for item in self.items[1 - side] if item.q.kind == "ordinal"}
        if others - {"1"} or (others and len(ordinals) < 3):
            return False  # "the first 150 systems" numbers nothing
        return len(ordinals) >= 2 and ordinals == {str(n) for n in range(1, len(ordinals) + 1)}

    def _restates(self, item: Item, side: int, done: Matching) -> bool:
        """Whether a figure is said again in other units behind it, and that is answered: 1860万亩（124万公顷）."""
        text = self.sides[side].text
        for pair in done.pairs():
            other = pair[side]
            if abs(other.at - item.at) > 60:
                continue
            first, second = sorted((item, other), key=lambda i: i.at)
            if _spelt_out(first.q) and second.q.kind == "count":
                continue  # "Two (3) men": the digits are to say the same
            between = text[first.at + len(first.q.text) : second.at]
            end = second.at + len(second.q.text)
            after = text[end : end + 12]
            if _IN_BRACKETS.fullmatch(between) and re.match(r"[^)）]{0,6}[)）]", after):
                return True
        return False

    def _spans(self, item: Item, side: int, done: Matching) -> bool:
        """Whether so many years only count those of the range that stands beside them: 2026年至2029年四年间."""
        if item.q.kind != "duration" or item.q.unit != "a" or item.q.value is None:
            return False
        for pair in done.pairs():
            years = pair[side].q
            if years.kind != "date" or not (_YEAR.fullmatch(years.low or "") and _YEAR.fullmatch(years.high or "")):
                continue
            first, second = sorted((item, pair[side]), key=lambda i: i.at)
            length = int(years.high or 0) - int(years.low or 0) + 1
            if second.at - first.at - len(first.q.text) <= len(" from ") and item.q.value == str(length):
                return True
        return False

    @cached_property
    def exchanges(self) -> list[Exchange]:
        """The agreed figures that stand crosswise."""
        if len(self.matching.agreed) < 2:
            return []
        agreed = [t for t in self.matching.agreed if not (self.leads(t[0], 0) and self.leads(t[1], 1))]
        return exchanges(agreed, (self.sides[0].plain, self.sides[1].plain), self.evidence.words)

    @cached_property
    def all_differences(self) -> list[Difference]:
        """All that differs; the list may be thinned by those who see more than one bead."""
        from hedui.reconcile.topics import differences

        return list(differences(self))

    def differences(self, *topics: str) -> Iterator[Difference]:
        """What differs, of these topics."""
        return (d for d in self.all_differences if d.topic in topics)

    def sentences(self) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
        """The sentences that answer each other, each with its start in the joined text of its side.

        Where pairing did not go down to sentences, they are taken one by one if both sides have as many, else the whole
        texts answer each other.
        """
        paired = [part for part in self.bead.parts if part.kind == "sentence" and part.sides[0] and part.sides[1]]
        if paired:
            for part in paired:
                yield self._stretch(0, part.sides[0]), self._stretch(1, part.sides[1])
            return
        left, right = (_SENTENCE.findall(side.text) for side in self.sides)
        if len(left) != len(right):
            left, right = [self.sides[0].text], [self.sides[1].text]
        at = [0, 0]
        for a, b in zip(left, right, strict=True):
            yield (at[0], a), (at[1], b)
            at[0] += len(a)
            at[1] += len(b)

    def _stretch(self, n: int, passages: Sequence[Passage]) -> tuple[int, str]:
        """Passages of one side as a stretch of its joined text, from the start of the first to the end of the last."""
        side = self.sides[n]
        spans = []
        for p in passages:
            for whole, offset in zip(side.passages, side.offsets, strict=True):
                if spot_of(whole) == spot_of(p) and whole.start <= p.start <= whole.start + len(whole.text):
                    at = offset + p.start - whole.start
                    spans.append((at, at + len(p.text)))
                    break
        start, end = min((s for s, _ in spans), default=0), max((e for _, e in spans), default=0)
        return start, side.text[start:end]

    def scaled(self, a: Item, b: Item) -> bool:
        """Whether two figures of a cell are one amount in the units that the row, its column or the caption names.

        A table may count 万册 in Chinese and thousands in English: 64 is 640 then.
        """
        x, y = a.q.number, b.q.number
        if x is None or y is None:
            return False
        scales = tuple(self._scales(n) for n in (0, 1))
        return any(exact(x) * s == exact(y) * t for s in scales[0] for t in scales[1] if (s, t) != (1, 1))

    def rescaled(self, a: Item, b: Item) -> bool:
        """Whether two figures are units in which their row has the same amounts: 万人 | 42 is thousands | 420."""
        x, y = a.q.number, b.q.number
        if x is None or y is None or any(c.isdigit() for c in a.q.text + b.q.text):
            return False
        left, right = (self._row_figures(n) for n in (0, 1))
        return any(p * exact(x) == q * exact(y) != 0 for p, q in zip(left, right, strict=False))

    def _row_figures(self, n: int) -> list[Fraction]:
        """The numbers of the other cells of the row in which this cell stands, 0 for what is none."""
        side = self.sides[n]
        p = side.passages[0]
        rows = side.view.blocks[p.block].rows
        if p.row is None or not rows:
            return []
        plain = (re.sub(r"[\s,，]", "", cell) for col, cell in enumerate(rows[p.row]) if col != p.col)
        return [Fraction(cell) if re.fullmatch(r"-?\d{1,18}(?:\.\d{1,9})?", cell) else Fraction(0) for cell in plain]

    def _scales(self, n: int) -> set[int]:
        """The scales named beside a cell: 10000 for 万元, 1000000 for "$ million"."""
        side = self.sides[n]
        p = side.passages[0]
        block = side.view.blocks[p.block]
        if p.row is None or p.col is None or not block.rows:
            return {1}
        around = (block.rows[p.row][0], *block.rows[p.row][1:2], *block.rows[0], block.caption or "")
        return {worth for text in around for word, worth in _SCALES.items() if word in text.casefold()} or {1}

    # ---- telling

    def place(self, item: Item) -> Place:
        """Where an item stands."""
        return self.evidence.documents[item.figure.spot.document].place(item.figure)

    def gap(self, side: int, item: Item) -> Place:
        """Where on ``side`` the counterpart of an item of the other side should stand."""
        spot, offset = self.sides[side].spot(self._gap_at(side, item))
        return self.sides[side].view.place_at(spot, offset, offset)

    def _gap_at(self, side: int, item: Item) -> int:
        """Behind the counterpart of the figure before it; else as far into the text as the item, between two words."""
        text = self.sides[side].text
        mine, other = (0, 1) if side == 1 else (1, 0)
        pairs = [(pair[mine], pair[other]) for pair in self.matching.pairs()]
        before = max((p for p in pairs if p[0].order < item.order), key=lambda p: p[0].order, default=None)
        after = min((p for p in pairs if p[0].order > item.order), key=lambda p: p[0].order, default=None)
        if before and after and before[1].at < after[1].at:
            return _word_end(text, before[1].at + len(before[1].q.text))
        return _between_words(text, int(item.where * len(text)))

    def places(self, difference: Difference) -> tuple[Place, ...]:
        """The places of a difference: both sides always, a gap where one says nothing."""
        found: list[Place] = []
        for side in (0, 1):
            if difference.sides[side]:
                found += [self.place(item) for item in difference.sides[side]]
            else:
                found.append(self.gap(side, difference.sides[1 - side][0]))
        return tuple(found)

    def whole(self) -> tuple[Place, ...]:
        """The whole text of each side's first passage as a place."""
        found = []
        for side in self.sides:
            p = side.passages[0]
            found.append(side.view.place_at(spot_of(p), p.start, p.start + len(p.text), p.text.strip()))
        return tuple(found)

    def stretch(self, side: int, start: int, end: int, value: str | None = None) -> Place:
        """Characters of a side's joined text as a place; they lie in one passage."""
        spot, at = self.sides[side].spot(start)
        return self.sides[side].view.place_at(spot, at, at + end - start, value)

    def report(self, code: str, difference: Difference, message: Message | None = None) -> Finding:
        """The finding of a difference; without a message, one that gives both figures."""
        return finding(
            code,
            message or self.message(difference),
            self.places(difference),
            severity=difference.severity,
            confidence=difference.confidence,
        )

    def message(self, difference: Difference) -> Message:
        """Both figures, each with what it comes to: "13 projects in zh, 9 in en"."""
        names = self.names()
        if difference.topic == "exchanged":
            return self._crosswise(difference)
        silent = difference.missing_side
        if silent is not None:
            there = 1 - silent
            en, zh = say(difference.sides[there])
            return Message(
                f"{en} in {names[there][0]}, nothing that answers it in {names[silent][0]}",
                f"{names[there][1]}有{zh}，{names[silent][1]}没有与之对应的内容",
            )
        left, right = say(difference.sides[0]), say(difference.sides[1])
        return Message(
            f"{left[0]} in {names[0][0]}, {right[0]} in {names[1][0]}",
            f"{names[0][1]}为{left[1]}，{names[1][1]}为{right[1]}",
        )

    def _crosswise(self, difference: Difference) -> Message:
        (a, c), (b, d) = difference.sides
        left, right = (say((a,))[0], say((c,))[0]), (say((b,))[0], say((d,))[0])
        names = self.names()
        return Message(
            f"{left[0]} and {left[1]} in {names[0][0]} seem to have changed places in {names[1][0]}: "
            f"what {left[0]} counts there is {right[1]} here",
            f"{names[0][1]}的{left[0]}与{left[1]}在{names[1][1]}中似乎对调：前者在{names[1][1]}中写作{right[1]}",
        )

    def names(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """What the two documents are called, in English and Chinese."""
        return names(self.langs)


def bead_views(evidence: Evidence) -> Iterator[BeadView]:
    """A view of every bead that has two sides: of tables the cells, or the row where its cells are not paired."""
    for bead in evidence.beads:
        yield from _views(evidence, bead)


def settle(views: Sequence[BeadView]) -> None:
    """Take out what is missing in one bead and stands in the next: there the pairing cut the text at another place."""
    for one, two in pairwise(views):
        if one.bead.kind == "cell" or two.bead.kind == "cell":
            continue
        for missing, added in ((one, two), (two, one)):
            _cancel(missing, added)


def _cancel(one: BeadView, two: BeadView) -> None:
    """Pair what one bead has on the left only with what its neighbour has on the right only."""
    lefts = [d for d in one.all_differences if d.topic == "missing"]
    rights = [d for d in two.all_differences if d.topic == "added"]
    if len(lefts) * len(rights) > 10_000:
        return
    for left in lefts:
        for right in rights:
            a, b = left.sides[0][0], right.sides[1][0]
            found = agreement(a.q, b.q)
            if found is not None and found.cost <= 0.2 and right in two.all_differences:
                one.all_differences.remove(left)
                two.all_differences.remove(right)
                one.moved.append(a)
                two.moved.append(b)
                break


def _views(evidence: Evidence, bead: Bead) -> Iterator[BeadView]:
    inner = [part for part in bead.parts if part.kind != "sentence"]
    if all(bead.sides) and bead.kind != "table" and not (bead.kind == "row" and inner):
        yield BeadView(evidence, bead)
    for part in inner:
        yield from _views(evidence, part)


_CLAUSE_END = re.compile(r"[，。；、：！？]|[,.;:!?](?=\s)")
_NEAR_CLAUSE = 15
"""So many characters from a spot the end of a clause is looked for: a Chinese clause is about twice as long."""


def _between_words(text: str, at: int) -> int:
    """The place near ``at`` where something may be missing: the end of a clause, else a space, else ``at`` itself.

    Never inside a word of letters and digits.
    """
    low, high = max(0, at - _NEAR_CLAUSE), min(len(text), at + _NEAR_CLAUSE)
    ends = [m.end() for m in _CLAUSE_END.finditer(text, low, high)] or [
        i for i in range(low, high) if text[i].isspace()
    ]
    return _word_end(text, min(ends, key=lambda end: abs(end - at), default=at))


def _word_end(text: str, at: int) -> int:
    """The end of the word or path that a place stands in, the place itself between words and in Chinese."""
    while 0 < at < len(text) and _in_word(text[at - 1]) and _in_word(text[at]):
        at += 1
    return at


def _in_word(c: str) -> bool:
    """Whether a character belongs to a word that can't be parted: anything of ASCII but a space."""
    return c.isascii() and not c.isspace()
