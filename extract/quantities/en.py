"""English: number words, words, look-alikes and the shapes of its phrases."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hedui.extract.quantities.digits import ONE, read_digits
from hedui.extract.quantities.language import Language, Number
from hedui.extract.quantities.units import CURRENCIES_EN, CURRENCY_SIGNS, UNITS, UNITS_EN

_ONES = {w: i for i, w in enumerate("zero one two three four five six seven eight nine".split())}
_TEENS = {
    w: i
    for i, w in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=10
    )
}
_TENS = {
    w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
_SCALES = {
    "thousand": 10**3, "thousands": 10**3, "million": 10**6, "millions": 10**6, "billion": 10**9, "billions": 10**9,
    "trillion": 10**12, "trillions": 10**12, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_SHORT = {"mn": 10**6, "bn": 10**9, "m": 10**6, "k": 10**3, "b": 10**9, "mln": 10**6, "bln": 10**9, "tn": 10**12, "mil": 10**6}
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
        number.value * scale, number.value, scale, number.step * scale if number.step else None  # type: ignore[operator]
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


_NEVER = (
    "second-hand|first aid|first-aid|no one|one another|one-sided|one-off|first and foremost|oneself|at one|one's|"
    "as a matter of first|on the one hand|at first|first of all|at once|once more|once again|second to none|third party's|"
    "any one|no. one|six-pack|seven wonders|cloud nine|twenty-four seven|first-hand|firsthand|first lady|each one|every one|"
    "second thoughts|the one|this one|that one|which one|back to square one|zero tolerance|zero-tolerance|net zero|net-zero|ground zero|zero-sum|zero-based|number one|one-stop|one-time|may well|may be|may have|may also|may not|half-life|halfway|half-hearted"
)
# (class, meaning): phrases
_WORDS: dict[tuple[str, Any], str] = {
    ("pct", ("%", 1)): "%|per cent|percent|per-cent|pct|percentage",
    ("pct", ("‰", 10)): "‰|per mille|per mil|per thousand",
    ("points", 1): "percentage point|percentage points|per cent points|percentage-point|percent points|pp|ppts",
    ("points", 100): "basis point|basis points",
    ("time", ("a", 1)): "year|years|yr|yrs|years'|year's|years-old",
    ("time", ("mo", 1)): "month|months|months'|month's",
    ("time", ("wk", 1)): "week|weeks|weeks'|week's",
    ("time", ("wk", 2)): "fortnight|fortnights",
    ("time", ("d", 1)): "day|days|days'|day's|working day|working days|calendar days|business days|calendar day|business day|work days|workdays|working days'|working-day|calendar-day|business-day",
    ("time", ("h", 1)): "hour|hours|hrs|hours'|hour's",
    ("time", ("min", 1)): "minute|minutes|mins|minutes'",
    ("time", ("s", 1)): "seconds|secs",
    ("time", ("a", 10)): "decade|decades|decade's",
    ("age", None): "aged|age|ages|age of|ages of|the ages of|ages between",
    ("time", ("a", 100)): "centuries",
    ("period", ("2", "a")): "biennium|biennia|bienniums|biennial|biennially",
    ("period", ("3", "a")): "triennium|triennial|triennially",
    ("period", ("4", "a")): "quadrennial|quadrennium",
    ("period", ("5", "a")): "quinquennial|quinquennium",
    ("century", None): "century",
    ("quarter", None): "quarter|quarters",
    ("decade", 199): "nineties",
    ("part", "early"): "early|early in|beginning of|start of|the beginning of|the start of|the early part of",
    ("part", "mid"): "mid|middle of|the middle of",
    ("part", "late"): "late|end of|the end of|late in|end|end-|the latter part of|the close of",
    ("to", None): "to|through|until|till|up to and including|thru|to the end of",
    ("and", None): "and|or|and/or|&|as well as",
    ("dash", None): "-",
    ("comma", None): ",",
    ("open", None): "(|[",
    ("close", None): ")|]",
    ("ampm", 0): "a.m.|am|a.m|in the morning",
    ("ampm", 12): "p.m.|pm|p.m|in the afternoon|in the evening",
    ("of", None): "of|of the|of a|of an|of all|of its|of their",
    ("from", None): "from",
    ("between", None): "between",
    ("half", None): "half",
    ("fracword", ("1/2", None)): "halved|halving|halve",
    ("a", None): "a|an",
    ("denominator", 3): "thirds",
    ("denominator", 4): "quarters|fourths",
    ("denominator", 5): "fifths",
    ("denominator", 6): "sixths",
    ("denominator", 7): "sevenths",
    ("denominator", 8): "eighths",
    ("denominator", 9): "ninths",
    ("denominator", 10): "tenths",
    ("denominator", 20): "twentieths",
    ("denominator", 100): "hundredths",
    ("denominator", 1000): "thousandths",
    ("often", ("4", "/a")): "quarterly|every quarter|each quarter|per quarter",
    ("often", ("12", "/a")): "monthly|every month|each month|per month|a month",
    ("often", ("6", "/a")): "bimonthly|bi-monthly",
    ("often", ("1", "/wk")): "weekly|every week|each week|per week|a week",
    ("often", ("1/2", "/wk")): "biweekly|bi-weekly|fortnightly",
    ("often", ("1", "/d")): "daily|every day|each day|per day|a day",
    ("often", ("1", "/a")): "annually|annual|yearly|every year|each year|per year|per annum|a year",
    ("often", ("2", "/a")): "semi-annual|semi-annually|semiannual|semiannually|biannual|biannually|half-yearly|six-monthly|bi-annual|bi-annually|twice-yearly|every six months",
    ("every", None): "every",
    ("times", None): "times|fold|-fold",
    ("grow", 2): "doubled|doubling|twofold|two-fold|doubles",
    ("grow", 3): "tripled|tripling|threefold|three-fold|trebled|triples",
    ("grow", 4): "quadrupled|fourfold|four-fold|quadrupling",
    ("grow", 5): "fivefold|five-fold|quintupled",
    ("grow", 6): "sixfold|six-fold",
    ("grow", 7): "sevenfold|seven-fold",
    ("grow", 8): "eightfold|eight-fold",
    ("grow", 9): "ninefold|nine-fold",
    ("grow", 10): "tenfold|ten-fold",
    ("grow", 20): "twentyfold|twenty-fold",
    ("grow", 100): "hundredfold",
    ("manifold", 2): "double|dual",
    ("manifold", 3): "triple",
    ("manifold", 4): "quadruple",
    ("weakord", 2): "secondary",
    ("weakord", 3): "tertiary",
    ("twice", 2): "twice",
    ("both", 2): "both",
    ("anniversary", None): "anniversary|anniversaries",
    ("number", None): "no.|nos.|number|no|numbers|#",
    ("resolution", None): "resolution|resolutions|decision|decisions|directive|council regulation|presidential statement|decree|law no.|draft resolution",
    ("minus", None): "minus|negative",
    ("weekday", None): "monday|tuesday|wednesday|thursday|friday|saturday|sunday|monday,|tuesday,|wednesday,|thursday,|friday,|saturday,|sunday,|mon.|tue.|wed.|thu.|fri.|sat.|sun.",
    ("the", None): "the",
    ("none", None): "none",
    ("clockword", "12:00"): "noon|midday",
    ("clockword", "00:00"): "midnight",
}
_BEFORE: dict[tuple[str | None, bool], str] = {
    ("gt", False): ">|more than|over|above|in excess of|exceeding|exceeds|exceeded|exceed|greater than|upwards of|higher than|larger than|well over|longer than|surpassing|surpassed|later than|older than",
    ("ge", False): "≥|at least|no fewer than|not less than|no less than|minimum of|a minimum of|not fewer than|at a minimum|no lower than|no later|not lower than|as few as|or more than",
    ("lt", False): "<|less than|under|fewer than|below|lower than|short of|smaller than|shorter than|younger than|earlier than|prior to reaching",
    ("le", False): "≤|up to|at most|no more than|not more than|maximum of|a maximum of|not exceeding|not to exceed|no later than|not later than|as many as|as much as|no higher than|up to a maximum of|no longer than|does not exceed|do not exceed|did not exceed|within",
    ("lt", True): "nearly|almost|close to|just under|approaching|just short of",
    (None, True): "about|approximately|around|roughly|circa|some|an estimated|estimated|approx.|approx|ca.|c.|estimated at|in the region of|on the order of|in the order of|somewhere around|an average of|averaging|average of",
}
_AFTER: dict[tuple[str | None, bool], str] = {
    ("ge", False): "or more|or above|or over|and above|and over|or higher|or greater|or older|or longer|and older|+|at least",
    ("le", False): "or less|or fewer|or below|or under|and below|and under|or lower|at most|or younger|maximum",
    (None, True): "or so|approximately",
}
_REF: dict[str, str] = {
    "article": "article|articles|art.|arts.",
    "paragraph": "paragraph|paragraphs|para.|paras.|para|paras|operative paragraph|operative paragraphs|preambular paragraph|preambular paragraphs",
    "subparagraph": "subparagraph|subparagraphs|sub-paragraph|sub-paragraphs|subpara.|sub-item|subitem|subsection|subdivision",
    "rule": "rule|rules",
    "regulation": "staff regulation|staff regulations|regulation|regulations",
    "section": "section|sections|sect.|sects.|sec.|subsection",
    "chapter": "chapter|chapters|chap.|chaps.|ch.",
    "annex": "annex|annexes|appendix|appendices|attachment|enclosure|schedule|addendum",
    "table": "table|tables",
    "figure": "figure|figures|fig.|figs.|chart|diagram|graph",
    "footnote": "footnote|footnotes|note|notes|endnote|endnotes",
    "box": "box|boxes",
    "item": "item|items|agenda item|agenda items",
    "part": "part|parts|title",
    "page": "page|pages|p.|pp.|pg.",
    "volume": "volume|volumes|vol.|vols.",
    "clause": "clause|clauses|cl.",
    "activity": "activity|activities|target|goal|goals|targets|recommendation|recommendations|objective|output|component|pillar|step|phase|stage|group|category|categories|level|tier|principle|priority|milestone|question|option|class|grade|sub-goal|indicator|scenario|lot|strand|track|outcome|indicators|protocol|task|round|cluster|batch|zone|sector|type|room|building|line|column|row|act|subprogramme|subprogrammes|programme|programmes|lots|serial no.|guideline|guidelines|standard|standards|action|actions|supplement|supplements|team|segment|appeal|option|options|model|case|exhibit|addendum|corrigendum|amendment|measure",
}
_MONTHS = "january february march april may june july august september october november december".split()


def _words() -> dict[str, tuple[str, Any]]:
    words: dict[str, tuple[str, Any]] = {}

    def add(kind: str, data: Any, phrases: str) -> None:
        for phrase in phrases.split("|"):
            words.setdefault(phrase, (kind, data))

    for (kind, data), phrases in _WORDS.items():
        add(kind, data, phrases)
    for i, month in enumerate(_MONTHS, start=1):
        add("month", i, month)
        if month != "may":
            add("month", i, f"{month[:3]}.|{month[:3]}" if month[:3] not in ("mar", "jun", "jul", "dec") else month[:3] + ".")
    add("month", 9, "sept.|sept")
    for data, phrases in _BEFORE.items():
        add("before", data, phrases)
    for data, phrases in _AFTER.items():
        add("after", data, phrases)
    for data, phrases in _REF.items():
        add("ref", data, phrases)
        if data == "activity":
            add("ref", data, "|".join(f"{p}s" for p in phrases.split("|") if not p.endswith(("s", "y", "."))))
    for iso, phrases in CURRENCY_SIGNS.items():
        add("cur", iso, phrases.replace(" ", "|"))
    for iso, phrases in CURRENCIES_EN.items():
        add("cur", iso, phrases)
    for table in (UNITS_EN, UNITS):
        for code, phrases in table.items():
            add("unit", code, phrases)
    return words


_WORDS_AHEAD = re.compile(r"[ \-]*([A-Za-z][A-Za-z'\-]*)")
_STOP = set(
    "of in on at for from to with by and or the a an that which who whom whose were was is are be been being has have had "
    "will would shall should may might can could must than as per not but if when while where after before since until "
    "during under over into through between among against within without about did do does its their his her this these "
    "those there it they he she we you i respectively each only also both all including excluding plus versus vs then so "
    "because upon via ago out up down off above below across along around towards toward except concerning regarding".split()
)
_IRREGULAR = set(
    "people persons men women children data criteria personnel staff police media phenomena media troops feet mice "
    "teeth series species livestock cattle aircraft alumni indices agenda".split()
)


def noun(text: str, start: int) -> str | None:
    """The head noun after ``start``: 9 ATT projects counts projects, 25 applications from 23 States applications."""
    at, last = start, None
    words: list[str] = []
    for _ in range(7):
        found = _WORDS_AHEAD.match(text, at)
        if found is None:
            break
        word = found.group(1)
        if word.lower() in _STOP:
            if not words and word.lower() in ("of", "the", "other", "its", "these", "those", "our", "their"):
                at = found.end()
                continue
            break
        words.append(word)
        last, at = word, found.end()
        if _plural(word) and not (word == "Nations" or word == "States" and text.startswith(" dollars", at)):
            return word
        if at < len(text) and text[at] in ",;:)(":
            break
    return last


def _plural(word: str) -> bool:
    low = word.lower()
    return low in _IRREGULAR or (len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s")))


PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "date",
        "between weekday? the? d:(num|ord) of? m:month comma? y:(num|year)? and weekday? the? d2:(num|ord) of? m2:month"
        " comma? y2:(num|year)?",
    ),
    ("date", "between weekday? the? d:(num|ord) and weekday? the? d2:(num|ord) of? m:month comma? y:year?"),
    ("date", "between part:part? m:month comma? of? y:year? and part2:part? m2:month comma? of? y2:year"),
    ("date", "between m:month the? d:(num|ord) comma? y:year? and m2:month the? d2:(num|ord) comma? y2:year?"),
    ("years", "between y:year and y2:year"),
    (
        "date",
        "from? weekday? comma? the? d:(num|ord) of? m:month comma? y:(num|year)? (to|dash) weekday? comma? the?"
        " d2:(num|ord) of? m2:month comma? y2:(num|year)?",
    ),
    (
        "date",
        "(between|from)? weekday? comma? the? d:(num|ord) (to|dash) the? d2:(num|ord) of? m:month comma? y:year?",
    ),
    ("dates", "between? the? days:(num (and|comma)+ the?)+ d:num of? m:month comma? y:year?"),
    ("dates", "between? the? days:(ord (and|comma)+ the?)+ d:ord of? m:month comma? y:year?"),
    ("date", "weekday? comma? the? d:(num|ord) of? m:month comma? y:year?"),
    ("date", "m:month the? d:(num|ord) comma? y:year? (to|dash) m2:month the? d2:(num|ord) comma? y2:year?"),
    ("date", "m:month the? d:(num|ord) (to|dash) the? d2:(num|ord) comma? y:year?"),
    ("dates", "m:month days:(num (and|comma)+)+ d:num comma y:year"),
    ("date", "weekday? comma? m:month the? d:(num|ord) comma? y:year?"),
    ("date", "part:part? dash? m:month comma? of? y:year (to|dash) part2:part? dash? m2:month comma? of? y2:year"),
    ("date", "part:part? dash? m:month (to|dash) part2:part? dash? m2:month comma? of? y2:year"),
    ("dates", "months:(month (and|comma)+)+ m:month comma? of? y:year"),
    ("date", "part:part? dash? m:month comma? of? y:year"),
    ("date", "part:part? dash? m:month (to|dash) m2:month"),
    ("date", "part:part? dash? m:month"),
    ("quarter", "n:(ord|num) dash? quarter of? y:year?"),
    ("quarterno", "y:year? n:quarterno of? comma? y2:year?"),
    ("halfyear", "n:ord half of? y:year"),
    ("decade", "part:part? dash? the? n:decade"),
    ("century", "part:part? dash? n:ord dash? century"),
    ("years", "part:part? dash? y:year (dash|to) y2:(year|num)"),
    ("years", "part:part? dash? y:year"),
    ("anniversary", "n:ord anniversary"),
    ("times", "h:num (to|dash) h2:num ampm:ampm"),
    ("time", "h:(num|year) ampm:ampm"),
    ("time", "c:clock ampm:ampm?"),
    ("clockword", "clockword"),
    (
        "refof",
        "ref:ref number? n:(num|roman|letter|a) sub:(open item close)* comma? of ref2:ref number? n2:(num|roman|letter)"
        " sub2:(open item close)*",
    ),
    (
        "refs",
        "ref:ref number? n:(num|roman|letter|year|a) sub:(open item close)*"
        " (comma? ref2:ref open? n2:item close? sub2:(open item close)*)?",
    ),
    ("refs", "ref:ref sub:(open item close)+"),
    ("resolutions", "resolution number? list:((num|year) open (year|roman) close (comma|and)*)+"),
    ("resolutions", "resolution number? list:((slashed|sym) (comma|and)*)+"),
    ("resolutions", "resolution number? list:((num|year) (comma|and)*)+"),
    ("numbered", "number n:(num|year)"),
    ("growth", "n:num dash? times"),
    ("grow", "grow"),
    ("manifold", "manifold"),
    ("weakord", "weakord"),
    ("twice", "twice often:often?"),
    ("both", "both"),
    ("fraction2", "n:num dash? d:denominator"),
    ("fraction2", "(n:num|a) dash? d:(ord|quarter)"),
    ("half", "(num|a)? dash? half"),
    ("ordinal", "n:ord"),
    ("fracword", "fracword"),
    ("iso", "iso"),
    ("slashed", "slashed"),
    ("proportion", "proportion"),
    ("symbol", "sym"),
    ("every", "every n:num time"),
    ("age", "age n:num ((to|dash|and) n2:num)?"),
    ("unitord", "time n:num"),
    ("decadeword", "time"),
    ("period", "period"),
    ("often", "n:num times often:often"),
    ("often", "often"),
    ("label", "open n:item close"),
    ("label", "n:(letter|num) close"),
    ("amount", "(num|year|cur|minus)"),
    ("label", "head"),
)

LANGUAGE = Language(
    code="en",
    words=_words(),
    never=tuple(_NEVER.split("|")),
    numeral=NUMERAL,
    numbers=numbers,
    patterns=PATTERNS,
    noun=noun,
    spaced=True,
)
