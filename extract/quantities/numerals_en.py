"""English numerals in words, or digits with a scale word: twenty-one, half a million, 3.5 million, twenty-first."""

from __future__ import annotations

import re
from decimal import Decimal

from hedui.extract.quantities.digits import ONE, read_digits
from hedui.extract.quantities.language import Number

_ONES = {w: i for i, w in enumerate("zero one two three four five six seven eight nine".split())}
_TEENS = {
    w: i
    for i, w in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=10
    )
}
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)} | {
    "fourty": 40
}
_SCALES = {
    "thousand": 10**3, "thousands": 10**3, "million": 10**6, "millions": 10**6, "billion": 10**9, "billions": 10**9,
    "trillion": 10**12, "trillions": 10**12, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_SHORT = {
    "mn": 10**6,
    "bn": 10**9,
    "m": 10**6,
    "k": 10**3,
    "b": 10**9,
    "mln": 10**6,
    "bln": 10**9,
    "tn": 10**12,
    "mil": 10**6,
}
_DOZEN = {"dozen": 12, "score": 20}
_SMALL = _ONES | _TEENS | _TENS
_WORD = re.compile(r"[a-z]+")
_NEXT = re.compile(r"( and |, and |, |[ -])?([a-z]+)")
_ORDINAL_ONES = {
    w: i
    for i, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
}
_ORDINAL_TENS = {
    w: 10 * i
    for i, w in enumerate(
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(), start=2
    )
}
_ORDINAL_BIG = {"hundredth": 100, "thousandth": 1000, "millionth": 10**6, "billionth": 10**9}
_ORDINALS = _ORDINAL_ONES | _ORDINAL_TENS | _ORDINAL_BIG

NUMERAL = (
    r"(?:(?:a|an|half a|one and a half|a few|several) (?=hundred|thousand|million|billion|trillion|dozen)"
    rf"|(?:{'|'.join(sorted([*_SMALL, *_ORDINALS, 'hundred', 'dozen', 'dozens', 'hundreds', 'thousands', 'millions', 'billions', 'tens', 'scores'], key=len, reverse=True))}"
    r"|thousand|million|billion|trillion)(?![a-z]))"
)


def numbers(text: str, start: int, decimal_comma: bool = False) -> tuple[Number, int] | None:
    """The number at ``start``, in digits, words or both (3.5 million, twenty-one), and where it ends.

    An ordinal word that ends the number (twenty-first) leaves ``Number.plain`` "th".
    """
    if text[start].isdigit() or text[start] == ".":
        read = read_digits(text, start, decimal_comma)
        if read is None:
            return None
        return _scaled(text, *read)
    return _words_number(text, start)


def _scaled(text: str, number: Number, end: int) -> tuple[Number, int]:
    """Digits with the scale word behind them."""
    half = re.compile(r" and a half(?= (?:million|billion|thousand|hundred|trillion))").match(text, end)
    if half:
        number.value += Decimal("0.5")  # type: ignore[operator]
        number.mantissa, end, number.plain = number.value, half.end(), None
    scale = ONE
    while True:
        found = re.compile(r"[ -]?([a-z]+)").match(text, end)
        if found is None:
            break
        word = found.group(1)
        worth = _SCALES.get(word) or (100 if word in ("hundred", "hundreds") else None) or _DOZEN.get(word)
        if worth is None and word in _SHORT and (found.end() - end == len(word) or len(word) > 1):
            worth = _SHORT[word]
            if word in ("m", "b") and not _money_before(text, end):
                worth = None
        if worth is None or (word == "score" or word == "scores"):
            break
        scale *= worth
        end = found.end()
    if scale == ONE:
        return number, end
    return Number(
        number.value * scale,
        number.value,
        scale,
        number.step * scale if number.step else None,  # type: ignore[operator]
    ), end


_MONEY = re.compile(r"[$€£¥]|\b(?:usd|eur|gbp|chf|rmb|cny)")


def _money_before(text: str, end: int) -> bool:
    return _MONEY.search(text[max(0, end - 18) : end]) is not None


def _words_number(text: str, start: int) -> tuple[Number, int] | None:
    """Number words: one hundred and twenty-one, half a million, a dozen, hundreds, twenty-first."""
    total = Decimal(0)
    current: Decimal | None = None
    end = at = start
    joiner, last_scale, vague, ordinal = "", Decimal(0), False, False
    step: Decimal | None = ONE
    last = ""
    first_word = None
    while True:
        if end == start and current is None and not total:
            found = _WORD.match(text, at)
            joiner, word = "", found.group() if found else ""
            stop = found.end() if found else at
        else:
            found = _NEXT.match(text, end)
            if found is None:
                break
            joiner, word, stop = found.group(1) or "", found.group(2), found.end()
            if not joiner:
                break
        if first_word is None:
            first_word = word
        linked = joiner in (" and ", ", and ", ", ")
        if linked and last not in ("hundred", "thousand", "million", "billion", "trillion"):
            half = re.compile(r" and a half(?![a-z])").match(text, end)
            if half and current is not None:
                if re.compile(r" (?:million|billion|thousand|hundred|trillion)").match(text, half.end()) or True:
                    current += Decimal("0.5")
                    end, last = half.end(), "half"
                    continue
            break
        if word in ("a", "an", "half", "few", "several") and end == start:
            if word == "half":
                current = Decimal("0.5")
                end = stop + 2
            elif word in ("a", "an") and text.startswith(" few", stop):
                current, vague, end = Decimal(1), True, stop + 4
            else:
                current, vague, end = Decimal(1), word == "several", stop
            last = word
            continue
        if word in _SMALL or word in _ORDINAL_ONES or word in _ORDINAL_TENS:
            value = _SMALL.get(word)
            is_ordinal = value is None
            if value is None:
                value = _ORDINALS[word]
            if not _fits(current, value, last, joiner, word):
                year = _year(current, value, last, joiner, total)
                if year is not None:
                    current, end, last = year, stop, word
                    continue
                break
            if is_ordinal and word == "second" and current is not None and joiner == " ":
                break
            current = (current or 0) + Decimal(value)
            end, last = stop, word
            if is_ordinal:
                ordinal = True
                break
        elif word in ("hundred", "hundreds", "hundredth"):
            if current is None and total:
                break
            if linked:
                break
            vague = vague or word == "hundreds"
            current = (current if current is not None else ONE) * 100
            end, last = stop, "hundred"
            if word == "hundredth":
                ordinal = True
                break
        elif word in _SCALES or word in ("thousandth", "millionth", "billionth"):
            if linked:
                break
            worth = Decimal(_SCALES.get(word) or _ORDINAL_BIG[word])
            vague = vague or word.endswith("s")
            if current is None and last in ("thousand", "million", "billion", "trillion") and total:
                total *= worth
            else:
                total += (current if current is not None else ONE) * worth
            current, last_scale = None, worth
            end, last = stop, {"th": word[:-2]}.get(word[-2:], word.rstrip("s"))
            if word in _ORDINAL_BIG:
                ordinal = True
                break
        elif word in ("dozen", "dozens", "score", "scores", "tens"):
            if word in ("score", "scores") and not text.startswith(" of ", stop):
                break
            vague = vague or word.endswith("s")
            dozen = 10 if word == "tens" or (word == "dozens" and current is None) else _DOZEN[word.rstrip("s")]
            current = (current if current is not None else ONE) * dozen
            end, last, step = stop, word, None
            if vague and (more := re.compile(r" of (thousands|millions|hundreds)").match(text, end)):
                current *= _SCALES.get(more.group(1)) or 100
                end = more.end()
            break
        else:
            break
        if vague and last in ("hundred", "thousand", "million", "billion", "trillion"):
            if more := re.compile(r" of (thousands|millions|billions)").match(text, end):
                total = (total + (current or 0)) * _SCALES[more.group(1)]
                current, end = None, more.end()
            break
    if end == start:
        return None
    value = total + (current or 0)
    if last in ("thousand", "million", "billion", "trillion"):
        mantissa, scale = value / last_scale, last_scale
    else:
        mantissa, scale = value, ONE
    number = Number(value, mantissa, scale, None if vague else step, "th" if ordinal else None, words=True)
    number.approximate = vague
    number.bound = "ge" if vague else None
    number.weak = text[start:end] in ("one", "first")
    return number, end


def _fits(current: Decimal | None, value: int, last: str, joiner: str, word: str) -> bool:
    """Whether a word below a hundred continues the number: twenty-one, hundred and five; not five six."""
    if current is None:
        return True
    if last == "half":
        return False
    room = int(current) % 100
    if room == 0 and current >= 100:
        return last == "hundred"
    return last in _TENS and 0 < value < 10


def _year(current: Decimal | None, value: int, last: str, joiner: str, total: Decimal) -> Decimal | None:
    """Nineteen ninety-five, twenty twenty: a year read in two pairs."""
    if current is None or total or joiner not in (" ", "-") or not 10 <= value < 100:
        return None
    if current in (17, 18, 19, 20) and last in (*_TEENS, "twenty"):
        return current * 100 + value
    return None
