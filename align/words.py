"""From a text to the tokens by which two languages can be compared.

A token is a string. ``#12900000`` is a number by value, ``=att/csp11`` a code or a name in Latin letters inside
Chinese, ``?`` a mark of punctuation that survives translation; anything else is a word: an English stem, or a Chinese
word or pair of characters. Tokens that are the same string on both sides stand for each other, whatever the languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from hedui.align.hanzi import simplified

_STOP_EN = frozenset(
    "a an the of to in on at by for from with and or as is are was were be been being it its that this these those "
    "which who whom whose there their they them he his him she her i me my we us our you your do does did done has "
    "have had having not no nor so such than then if but also will would shall should can could may might must into "
    "upon about under over s t o".split()
)
_STOP_ZH = frozenset(
    "的 了 和 在 是 与 及 或 并 等 之 其 以 于 为 对 由 将 把 被 向 从 到 也 就 都 而 但 着 所 这 那 此 该 各 地 "
    "得 有".split()
)
_PIECE = re.compile(
    r"(?P<han>[㐀-鿿豈-﫿々〇]+)"
    r"|(?P<number>\d+(?:[.,'’ \u00a0]?\d+)*)"
    r"|(?P<latin>[A-Za-zÀ-ɏ]+(?:[’'.&/-]?[A-Za-zÀ-ɏ0-9]+)*)"
    r"|(?P<mark>[?:;%()!\"*/=+$€£<>\[\]{}])"
)
_WORD_PARTS = re.compile(r"[.’'&-]")
_NAME = re.compile(r"\b[A-ZÀ-Þ][A-Za-zÀ-ɏ]+(?:-[A-Za-zÀ-ɏ]+)*")
_DIGITS_ZH = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "半": 5}
_TENS_ZH = {"十": 10, "百": 100, "千": 1000}
_MYRIADS_ZH = {"万": 10**4, "亿": 10**8}
_NUMERAL_ZH = re.compile(
    r"百分之(?P<percent>[零〇一二三四五六七八九十百两点]+)"
    r"|第(?P<ordinal>[零〇一二三四五六七八九十百千]+)"
    r"|(?P<many>[零〇一二三四五六七八九十百千两][零〇一二三四五六七八九十百千万亿]+)"
    r"|(?P<one>[二三四五六七八九十两])(?=[个名次项年月日号届条款段章份位种国人倍天周期点时]|分钟|$)"
)
"""What of a run of characters is a number: one numeral alone only where something counted follows."""
_SMALL_EN = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ORDINAL_EN = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_SCALE_EN = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MONTHS_EN = {
    m: i
    for i, m in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}


def tokens(text: str, chinese: bool, cut: Callable[[str], Iterable[str]]) -> list[str]:
    """The tokens of a text, in order. ``cut`` parts a run of simplified Chinese characters into words."""
    folded = unicodedata.normalize("NFKC", text)
    return _chinese(simplified(folded), cut) if chinese else _english(folded)


def _chinese(text: str, cut: Callable[[str], Iterable[str]]) -> list[str]:
    found: list[str] = []
    for piece in _PIECE.finditer(text):
        run = piece.group()
        match piece.lastgroup:
            case "han":
                if found and found[-1][0] == "#" and run[0] in _MYRIADS_ZH and text[piece.start() - 1].isdigit():
                    found[-1] = _times(found[-1], _MYRIADS_ZH[run[0]])
                    run = run[1:]
                found.extend(_han(run, cut))
            case "number":
                found.append(_digits(run))
            case "latin":
                found.extend(_latin(run))
            case _:
                found.append(run)
    return found


def _han(run: str, cut: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """The words and numbers of a run of Chinese characters."""
    start = 0
    for numeral in _NUMERAL_ZH.finditer(run):
        kind = numeral.lastgroup or ""
        digits = numeral.group(kind)
        if kind == "many" and not (set(digits) & _DIGITS_ZH.keys()):
            continue  # 千万, 成百上千: manners of speaking
        yield from (word for word in cut(run[start : numeral.start()]) if word not in _STOP_ZH)
        yield _number(_numeral_zh(digits.partition("点")[0] or "零"))
        if kind == "percent":
            yield "%"
        start = numeral.end()
    yield from (word for word in cut(run[start:]) if word not in _STOP_ZH)


def weight(text: str) -> float:
    """How much there is to say in a text: a Chinese character counts for three letters, space for nothing."""
    han = sum("㐀" <= c <= "鿿" for c in text)
    return float(2 * han + sum(not c.isspace() for c in text))


def names(text: str) -> set[str]:
    """The words of an English text that are written with a capital, in lower case."""
    return {part.casefold() for word in _NAME.findall(unicodedata.normalize("NFKC", text)) for part in word.split("-")}


def _english(text: str) -> list[str]:
    found: list[str] = []
    amount: Decimal | None = None  # the number being built: "twelve million", "12.9 million"
    spelt = False  # and whether it is in words
    for piece in _PIECE.finditer(text):
        run = piece.group()
        if piece.lastgroup == "latin":
            if _is_code(run):
                _flush(found, amount)
                amount = None
                found.extend(_latin(run))
                continue
            for word in _WORD_PARTS.split(run.casefold()):
                if word in _SCALE_EN and amount is not None:
                    amount *= _SCALE_EN[word]
                    continue
                small = _SMALL_EN.get(word, _ORDINAL_EN.get(word))
                if small is not None:
                    if amount is not None and spelt and _continues(amount, small):
                        amount += small
                    else:
                        _flush(found, amount)
                        amount, spelt = Decimal(small), True
                    continue
                if word == "and" and amount is not None and spelt and amount >= 100:
                    continue
                _flush(found, amount)
                amount = None
                if word in ("percent", "cent"):
                    found.append("%")
                elif word in _MONTHS_EN and run[0].isupper():
                    found.append(f"#{_MONTHS_EN[word]}")
                elif word and word not in _STOP_EN:
                    found.append(stem(word))
        elif piece.lastgroup == "number":
            _flush(found, amount)
            amount = None
            token, spelt = _digits(run), False
            try:
                amount = Decimal(token[1:])
            except InvalidOperation:
                found.append(token)
        else:
            _flush(found, amount)
            amount = None
            if piece.lastgroup == "mark":
                found.append(run)
    _flush(found, amount)
    return found


def _continues(amount: Decimal, small: int) -> bool:
    """Whether a small number word goes on a number: twenty-three, one hundred and five."""
    if small < 10 and amount % 10 == 0 and amount % 100 >= 20:
        return True
    return amount >= 100 and amount % 100 == 0


def _flush(found: list[str], amount: Decimal | None) -> None:
    if amount is not None:
        found.append(_number(amount))


def _is_code(run: str) -> bool:
    """Whether a run of Latin letters holds a digit or a stroke: a symbol or a code, no word."""
    return "/" in run or any(c.isdigit() for c in run)


def _latin(run: str) -> list[str]:
    """A run of Latin letters inside Chinese, or a code anywhere, whole and in its parts."""
    parts = [p for p in re.split(r"[/.’'&-]", run.casefold()) if p]
    whole = [run.casefold()] if _is_code(run) and len(parts) > 1 else []
    return ["=" + part for part in (*whole, *parts)]


def _number(value: Decimal) -> str:
    return f"#{value.normalize():f}"


def _times(token: str, scale: int) -> str:
    """A token of a number times 万 or 亿; one that is no plain number stays as it is."""
    try:
        return _number(Decimal(token[1:]) * scale)
    except InvalidOperation:
        return token


def _digits(run: str) -> str:
    """A run of digits by value: separators of thousands taken out."""
    plain = re.sub(r"[’' \u00a0]", "", run)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    if plain.count(".") > 1 or "," in plain:
        return "#" + plain
    return _number(Decimal(plain)) if len(plain) < 30 else "#" + plain


def _numeral_zh(word: str) -> Decimal:
    """The value of a Chinese numeral; digits without tens are read one by one (二〇二五)."""
    if not any(c in _TENS_ZH or c in _MYRIADS_ZH for c in word):
        return Decimal("".join(str(_DIGITS_ZH[c]) for c in word))
    total = section = digit = 0
    for c in word:
        if c in _DIGITS_ZH:
            digit = _DIGITS_ZH[c]
        elif c in _TENS_ZH:
            section += (digit or 1) * _TENS_ZH[c]
            digit = 0
        else:
            total = (total + section + digit or 1) * _MYRIADS_ZH[c]
            section = digit = 0
    return Decimal(total + section + digit)


_ENDINGS = (
    ("ational", "ate"), ("ization", "ize"), ("isation", "ize"), ("ations", "ate"), ("ation", "ate"), ("ings", ""),
    ("ities", "ity"), ("ments", ""), ("ment", ""), ("iness", "y"), ("ness", ""), ("ies", "y"), ("ied", "y"),
    ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ing", ""), ("ions", ""), ("ion", ""), ("ed", ""),
    ("ally", "al"), ("ly", ""), ("s", ""), ("e", ""),
)  # fmt: skip


_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "arose:arise arisen:arise ate:eat became:become began:begin begun:begin bore:bear borne:bear bought:buy "
        "broke:break broken:break brought:bring built:build came:come caught:catch children:child chose:choose "
        "chosen:choose cost:cost dealt:deal drawn:draw drew:draw driven:drive drove:drive earlier:early fallen:fall "
        "fell:fall felt:feel feet:foot fought:fight found:find gave:give given:give goes:go gone:go gotten:get got:get "
        "grew:grow grown:grow heard:hear held:hold kept:keep knew:know known:know laid:lay led:lead left:leave "
        "lent:lend lost:lose made:make meant:mean men:man met:meet paid:pay people:people put:put ran:run read:read "
        "risen:rise rose:rise said:say sat:sit saw:see seen:see sent:send shown:show slept:sleep sold:sell "
        "sought:seek spent:spend spoke:speak spoken:speak stood:stand strove:strive taken:take taught:teach "
        "thought:think told:tell took:take understood:understand undertaken:undertake undertook:undertake used:use "
        "using:use went:go withdrawn:withdraw withdrew:withdraw women:woman won:win wore:wear written:write "
        "wrote:write lying:lie dying:die tied:tie died:die lives:life wives:wife knives:knife shelves:shelf "
        "better:good best:good worse:bad worst:bad larger:large largest:large higher:high highest:high lower:low "
        "lowest:low greater:great greatest:great older:old oldest:old younger:young stronger:strong wider:wide "
        "criteria:criterion data:data media:media crises:crisis bases:basis analyses:analysis indices:index"
    ).split()
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A rough stem of a lower-case English word: enough that translate, translated and translation meet."""
    word = _IRREGULAR.get(word, word)
    for _ in range(4):
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith("ss")):
                word = word[: len(word) - len(ending)] + instead
                break
        else:
            break
    if word.endswith("at") and len(word) > 4:
        word = word[:-2]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 2 else word
