"""English numerals in words, or digits with a scale word: twenty-one, half a million, 3.5 million, twenty-first."""

from __future__ import annotations

import re
from decimal import Decimal

from hedui.extract.quantities.digits import ONE, read_digits
from hedui.extract.quantities.language import Number


def _counted(words: str, start: int, by: int = 1) -> dict[str, int]:
    return {word: by * value for value, word in enumerate(words.split(), start=start)}


_ONES = _counted("zero one two three four five six seven eight nine", 0)
_TEENS = _counted("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
_TENS = _counted("twenty thirty forty fifty sixty seventy eighty ninety", 2, 10) | {"fourty": 40}
_SMALL = _ONES | _TEENS | _TENS
_NTH = (
    _counted("first second third fourth fifth sixth seventh eighth ninth", 1)
    | _counted("tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 10)
    | _counted("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", 2, 10)
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "crore": 10**7}
_SCALES |= {"quadrillion": 10**15, "quintillion": 10**18, "sextillion": 10**21}
_SCALES |= {"milliard": 10**9, "lac": 10**5}
_SCALES |= {f"{word}s": worth for word, worth in _SCALES.items()}
_NTH_SCALES = {f"{word}th": worth for word, worth in _SCALES.items() if not word.endswith("s")}
_SHORT = {"mn": 10**6, "bn": 10**9, "k": 10**3, "mln": 10**6, "bln": 10**9, "tn": 10**12, "m": 10**6, "b": 10**9}
_SHORT |= {"mio": 10**6, "mrd": 10**9, "mld": 10**9, "trn": 10**12, "cr": 10**7, "crs": 10**7}
_SHORT |= {"lkh": 10**5, "lkhs": 10**5}
_SHORT_FOR_MONEY = ("m", "b", "cr", "crs")
_STOCKS = {"dozen": 12, "dozens": 12, "score": 20, "scores": 20, "tens": 10}

_BARE = frozenset(("one", "first", "hundred", "thousand", "million", "billion"))
"""Words that count only where the other side makes them count: per thousand, one."""
_STARTS = sorted(
    [*_SMALL, *_NTH, *_NTH_SCALES, "hundred", "hundreds", "hundredth", "dozens", "tens", "scores", *_SCALES],
    reverse=True,
)
_COUNTED = "(?:hundred|thousand|million|milliard|billion|trillion|dozen|lakh|crore)(?!th)"
NUMERAL = (
    rf"(?:(?:a|an|half a|a few|several) (?={_COUNTED})"
    rf"|(?:{'|'.join(_STARTS)})(?![a-z]))"
)
_LEAD = re.compile(rf"(half an?|an?(?: few)?|several) (?={_COUNTED})")
_WORD = re.compile(r"(,? {1,2}and {1,2}|, {0,2}| {1,3}| ?- ?|)([a-z]+)")
_AND_A_HALF = re.compile(r"[ \-]and[ \-]a[ \-]half(?![a-z])")
_POINT = re.compile(
    r" point((?:[ \-](?:zero|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]{3,5}teen|[a-z]{3,6}ty))+)(?![a-z])"
)
_MONEY_BEHIND = re.compile(
    r" (?:(?:us|australian|canadian|hong kong|swiss) )?(?:dollars?|euros?|pounds?|yuan|renminbi|rupees?|yen|francs?"
    r"|won|pesos?|roubles?|rubles?|rand|reais|baht|ringgit|rmb|usd|eur|gbp|cny|hkd|chf)(?![a-z])"
)
_COUNTED_SCORE = re.compile(r" (?:of|years|and ten)(?![a-z])")
_OF_SCALE = re.compile(r" of (hundreds|thousands|millions|billions)(?: of (thousands|millions|billions))?(?![a-z])")
_DIGITS_POINT = re.compile(r" point (\d{1,6})(?!\d)")
_MONEY = re.compile(r"[$€£¥₹]|\b(?:usd|eur|gbp|chf|rmb|cny|hkd|aud|cad|inr|rs)")
_UNIT_BEHIND = re.compile("[0-9²³]")
_MONEY_RIGHT_BEFORE = re.compile(rf"(?:{_MONEY.pattern}) ?\d[\d,.]*\Z")


def numbers(text: str, start: int, decimal_comma: bool = False) -> tuple[Number, int] | None:
    """The number at ``start``, in digits, words or both (3.5 million, twenty-one), and where it ends.

    ``Number.plain`` is "th" where an ordinal word ends it (twenty-first).
    """
    if text[start].isdigit() or text[start] == ".":
        read = read_digits(text, start, decimal_comma)
        return _scaled(text, *read) if read else None
    return _in_words(text, start)


def _scaled(text: str, number: Number, end: int) -> tuple[Number, int]:
    """Digits with the scale words behind them: 12.9 million, 322 hundred, $3.5m, 2 and a half million."""
    point = _DIGITS_POINT.match(text, end) if number.plain else None
    if point:
        value = Decimal(f"{number.plain}.{point[1]}")
        return Number(value, value, ONE, ONE.scaleb(-len(point[1]))), point.end()
    half = _AND_A_HALF.match(text, end)
    if half and isinstance(number.value, Decimal):
        value = number.value + Decimal("0.5")
        number, end = Number(value, value, ONE, None), half.end()
    scale = ONE
    while True:
        found = re.compile(r"([ -]?)([a-z]+)").match(text, end)
        worth = _worth(text, found, end) if found else None
        if found is None or worth is None:
            break
        scale, end = scale * worth, found.end()
    if scale == ONE:
        return number, end
    return number.scaled(scale), end


def _worth(text: str, found: re.Match[str], end: int) -> int | None:
    gap, word = found.groups()
    if word in _SCALES or word in ("hundred", "hundreds", "dozen", "dozens"):
        return _SCALES.get(word) or (12 if word.startswith("dozen") else 100)
    if word not in _SHORT:
        return None
    if gap and len(word) == 1:  # US$ 3.5 m, where no unit can be meant
        counted = _UNIT_BEHIND.match(text, found.end()) is None and _MONEY_RIGHT_BEFORE.search(
            text[max(0, end - 24) : end]
        )
        return _SHORT[word] if counted else None
    if word in _SHORT_FOR_MONEY and _MONEY.search(text[max(0, end - 18) : end]) is None:
        return _SHORT[word] if _MONEY_BEHIND.match(text, found.end()) else None
    return _SHORT[word]


class _Sum:
    """A numeral in words being added up: ``total`` above a thousand, ``current`` below, the last word's sort."""

    __slots__ = ("current", "last", "nth", "scale", "total", "vague")

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.current: Decimal | None = None
        self.last = ""
        self.scale = Decimal(0)
        self.nth = self.vague = False

    def take(self, word: str, linked: bool) -> bool:
        """Whether the word continues the numeral; ``linked`` where "and" or a comma stands before it."""
        if linked and self.last not in ("hundred", "scale"):
            return False
        if word in _SMALL:
            return self._small(_SMALL[word], "ten" if word in _TENS else "small")
        if word in _NTH:
            self.nth = self._small(_NTH[word], "small")
            return self.nth
        if linked:
            return False
        if word in ("hundred", "hundreds", "hundredth"):
            return self._hundred(word)
        worth = _SCALES.get(word) or _NTH_SCALES.get(word)
        return worth is not None and self._scale(worth, word)

    def _small(self, value: int, sort: str) -> bool:
        """Twenty-one, a hundred and five, nineteen ninety-five; not five six."""
        if self.current is None:
            self.current = Decimal(value)
        elif self.last == "hundred" or (self.last == "ten" and 0 < value < 10):
            self.current += value
        elif not self.total and self.current in (17, 18, 19, 20) and value >= 10:
            self.current = self.current * 100 + value
        else:
            return False
        self.last = sort
        return True

    def _hundred(self, word: str) -> bool:
        if (self.current is None and self.total) or self.last == "hundred":
            return False
        bare = self.current is None
        self.current = (ONE if self.current is None else self.current) * 100
        self.nth, self.vague, self.last = word == "hundredth", self.vague or (word == "hundreds" and bare), "hundred"
        return True

    def _scale(self, worth: int, word: str) -> bool:
        bare = self.current is None and not self.total
        if self.current is None and self.total:
            if self.last != "scale" or self.total > 10**24:
                return False
            self.total *= worth  # three thousand millions
        elif self.total and worth >= self.scale:
            return False
        else:
            self.total += (ONE if self.current is None else self.current) * worth
        self.current, self.scale, self.last = None, Decimal(worth), "scale"
        self.nth, self.vague = word in _NTH_SCALES, self.vague or (bare and word.endswith("s"))
        return True

    @property
    def value(self) -> Decimal:
        return self.total + (self.current or 0)


def _in_words(text: str, start: int) -> tuple[Number, int] | None:
    """Number words: one hundred and twenty-one, half a million, a dozen, hundreds of thousands, twenty-first."""
    sum_, end = _Sum(), start
    lead = _LEAD.match(text, start)
    if lead:
        sum_.current = Decimal("0.5") if lead[1].startswith("half") else ONE
        sum_.vague, sum_.last, end = lead[1] in ("a few", "several"), "lead", lead.end()
    while not sum_.nth:
        found = _WORD.match(text, end)
        if found is None or (end > start and not found[1] and sum_.last != "lead"):
            break
        joiner, word = found.groups()
        linked = "and" in joiner or "," in joiner
        half = _AND_A_HALF.match(text, end) if linked or joiner == "-" else None
        if half and sum_.current is not None and sum_.last != "half":
            sum_.current, sum_.last, end = sum_.current + Decimal("0.5"), "half", half.end()
            continue
        if word in _STOCKS and not linked:
            return _stock(text, start, sum_, word, found.end())
        seconds = word == "second" and sum_.current is not None and joiner == " "
        if (seconds and not text.startswith(" of ", found.end())) or not sum_.take(word, linked):
            break
        end = found.end()
    if sum_.last in ("", "lead"):
        return None
    if sum_.vague and (of := _OF_SCALE.match(text, end)):
        sum_.total, sum_.current, end = sum_.value * _of(of), None, of.end()
    return _number(text, start, sum_, end)


def _number(text: str, start: int, sum_: _Sum, end: int) -> tuple[Number, int]:
    point = None if sum_.nth or sum_.vague or sum_.last == "half" else _POINT.match(text, end)
    if point:
        return _pointed(text, sum_, point)
    value, scale = sum_.value, sum_.scale if sum_.last == "scale" and sum_.current is None else ONE
    if sum_.last == "hundred" and not sum_.total:
        scale = Decimal(100)  # two to three hundred
    step = None if sum_.vague or sum_.last == "half" else ONE
    number = Number(value, value / scale, scale, step, "th" if sum_.nth else None, words=True)
    number.approximate, number.bound = sum_.vague, "ge" if sum_.vague else None
    number.weak = text[start:end] in _BARE
    return number, end


def _pointed(text: str, sum_: _Sum, point: re.Match[str]) -> tuple[Number, int]:
    """Two hundred point zero three, two point two million."""
    decimals, value = "", sum_.value
    for word in re.split(r"[ \-]", point[1].strip(" -")):
        small = _SMALL.get(word, 0)
        tens = decimals[-1:] == "0" and len(decimals) > 1 and decimals[-2] != "0" and 0 < small < 10
        decimals = decimals[:-1] + str(small) if tens else decimals + str(small)
    value = Decimal(f"{value}.{decimals}")
    step, end = ONE.scaleb(-len(decimals)), point.end()
    more = re.compile(r" ([a-z]+)").match(text, end)
    if more and more[1] in _SCALES:
        worth = Decimal(_SCALES[more[1]])
        return Number(value * worth, value, worth, step * worth, words=True), more.end()
    return Number(value, value, ONE, step, words=True), end


def _stock(text: str, start: int, sum_: _Sum, word: str, end: int) -> tuple[Number, int] | None:
    """Dozens and scores: a dozen is 12, dozens are some tens, tens of thousands some ten thousands."""
    bare = sum_.last == ""
    if word in ("score", "scores") and not _COUNTED_SCORE.match(text, end):
        return None
    if bare and word in ("dozen", "score"):
        return None
    worth = 10 if bare and word == "dozens" else _STOCKS[word]
    value = (ONE if bare else sum_.value) * worth
    if of := _OF_SCALE.match(text, end):
        value, end = value * _of(of), of.end()
    if word == "score" and text.startswith(" and ten", end):
        value, end = value + 10, end + len(" and ten")
    vague = bare or sum_.vague
    return Number(value, value, ONE, None, words=True, bound="ge" if vague else None, approximate=vague), end


def _of(of: re.Match[str]) -> int:
    """The factor of "of thousands", "of hundreds of thousands"."""
    return (100 if of[1] == "hundreds" else _SCALES[of[1]]) * (_SCALES[of[2]] if of[2] else 1)
