"""The words of English by class, and its look-alikes."""

from __future__ import annotations

from typing import Any

from hedui.extract.quantities.reigns import REIGNS
from hedui.extract.quantities.units import CURRENCIES_EN, CURRENCY_SIGNS, UNITS, UNITS_EN

NEVER = (
    "give or take|"
    "second-hand|first aid|first-aid|no one|one another|one-sided|one-off|first and foremost|oneself|at one|one's|"
    "as a matter of first|on the one hand|at first|first of all|at once|once more|once again"
    "|first-come|first come|first-served|first served|second to none|third party's|per second|/m2|/m3|/km2|/cm2|/cm3|"
    "any one|no. one|six-pack|seven wonders|cloud nine|twenty-four seven|first-hand|firsthand|first lady"
    "|each one|every one|second only to|"
    "second thoughts|the one|this one|that one|which one|back to square one|zero tolerance|zero-tolerance"
    "|net zero|net-zero|ground zero|zero-sum|zero-based|number one|one-stop|one-time|may well|may be"
    "|may have|may also|half-life|halfway|half-hearted"
)


# (class, meaning): phrases
_WORDS: dict[tuple[str, Any], str] = {
    ("pct", ("%", 1)): "%|per cent|percent|percents|per-cent|pct|percentage",
    ("pct", ("‰", 10)): "‰|per mille|per mil|per thousand",
    ("points", 1): "percentage point|percentage points|per cent points|percentage-point|percent points|pp|ppts",
    ("points", 100): "basis point|basis points|bp",
    ("time", ("a", 1)): "year|years|yr|yrs|years'|year's|years-old",
    ("time", ("mo", 1)): "month|months|months'|month's",
    ("time", ("mo", 3)): "consecutive quarters|successive quarters|straight quarters|calendar quarters",
    ("time", ("wk", 1)): "week|weeks|weeks'|week's",
    ("time", ("wk", 2)): "fortnight|fortnights",
    (
        "time",
        ("d", 1),
    ): "day|days|days'|day's|working day|working days|calendar days|business days|calendar day|business day"
    "|work days|workdays|working days'|working-day|calendar-day|business-day",
    ("time", ("h", 1)): "hour|hours|hrs|hours'|hour's",
    ("time", ("min", 1)): "minute|minutes|mins|minutes'",
    ("time", ("s", 1)): "seconds|secs",
    ("time", ("s", "0.001")): "millisecond|milliseconds|msec|ms",
    ("time", ("s", "0.000001")): "microsecond|microseconds|μs",
    ("time", ("s", "0.000000001")): "nanosecond|nanoseconds|ns",
    ("time", ("a", 10)): "decade|decades|decade's",
    ("age", None): "aged|age|ages|age of|the age of|ages of|the ages of|ages between",
    ("time", ("a", 100)): "centuries",
    ("period", ("2", "a")): "biennium|biennia|bienniums|biennial|biennially",
    ("period", ("3", "a")): "triennium|triennial|triennially",
    ("period", ("4", "a")): "quadrennial|quadrennium",
    ("period", ("5", "a")): "quinquennial|quinquennium",
    ("spell", ("2", "wk")): "a fortnight",
    ("spell", ("3", "mo")): "a quarter of a year|quarter of a year",
    ("spell", ("0.5", "a")): "half a year|half year|half-year|a half year",
    ("spell", ("1.5", "a")): "a year and a half",
    ("spell", ("1.5", "mo")): "a month and a half",
    ("spell", ("1.5", "h")): "an hour and a half",
    ("spell", ("1.5", "d")): "a day and a half",
    ("spell", ("1.5", "wk")): "a week and a half",
    ("spell", ("0.5", "mo")): "half a month|half month|half-month",
    ("spell", ("15", "min")): "a quarter of an hour|quarter of an hour",
    ("spell", ("0.5", "h")): "half an hour|half hour|half-hour",
    ("spell", ("0.5", "d")): "half a day|half day|half-day",
    ("spell", ("50", "a")): "half a century|half century|half-century|a half century|a half-century",
    ("spell", ("5", "a")): "half a decade|half-decade|under-five|under-fives|under-5|under-5s",
    ("century", None): "century",
    ("era", -1): "bc|bce|b.c.|b.c.e.|before christ|before our era|before the common era",
    ("era", 1): "ad|ce|a.d.|c.e.|of our era|of the common era",
    (
        "lunarmonth",
        None,
    ): "lunar month|month of the lunar calendar|month in the lunar calendar|month of the chinese calendar"
    "|month of the chinese lunar calendar|month of the traditional calendar",
    ("quarter", None): "quarter|quarters",
    ("decade", 199): "nineties",
    (
        "part",
        "early",
    ): "the first ten days of|early|early in|beginning of|start of|the beginning of|the start of|the early part of",
    ("part", "mid"): "the middle ten days of|the second ten days of|mid|middle of|the middle of",
    ("part", "late"): "the last ten days of|late|end of|the end of|late in|end|end-|the latter part of|the close of",
    ("to", None): "to|through|until|till|up to and including|thru|to the end of",
    ("and", None): "and|or|and/or|&|as well as|but|nor",
    ("plusminus", None): "±|+/-|+-|plus or minus|plus/minus|plus-or-minus",
    ("dash", None): "-",
    ("comma", None): ",",
    ("slash", None): "/",
    ("open", None): "(|[",
    ("close", None): ")|]",
    ("ampm", 0): "a.m.|am|a.m|in the morning|o'clock in the morning|o'clock that morning",
    (
        "ampm",
        12,
    ): "p.m.|pm|p.m|in the afternoon|in the evening|o'clock in the afternoon|o'clock in the evening|o'clock at night"
    "|o'clock that night|o'clock that evening|o'clock that afternoon",
    ("ampm", None): "o'clock",
    ("of", None): "of|of the|of this|of last|of next|of that|of the current|of the previous|of the following"
    "|of a|of an|of all|of its|of their",
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
    ("denominator", 10**6): "millionths",
    ("denominator", 10**9): "billionths",
    ("denominator", 10**12): "trillionths",
    ("often", ("1/15", "/min")): "every quarter of an hour|every quarter hour|every quarter-hour",
    ("often", ("8", "/a")): "twice a quarter|twice each quarter|twice every quarter",
    (
        "often",
        ("4", "/a"),
    ): "quarterly|every quarter|each quarter|per quarter|once a quarter|once each quarter|once every quarter",
    ("often", ("12", "/a")): "monthly|every month|each month|per month|a month",
    ("often", ("6", "/a")): "bimonthly|bi-monthly",
    ("often", ("1", "/wk")): "weekly|every week|each week|per week|a week",
    ("often", ("1/2", "/wk")): "biweekly|bi-weekly|fortnightly|every other week|every second week|every fortnight",
    ("often", ("1/2", "/a")): "every other year|every second year",
    ("often", ("1/2", "/d")): "every other day|every second day",
    ("often", ("1", "/d")): "daily|every day|each day|per day|a day",
    ("often", ("1", "/a")): "annually|annual|yearly|every year|each year|per year|per annum|a year",
    (
        "often",
        ("2", "/a"),
    ): "semi-annual|semi-annually|semiannual|semiannually|biannual|biannually|half-yearly|six-monthly"
    "|bi-annual|bi-annually|twice-yearly|every six months",
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
    ("weakord", 25): "silver jubilee",
    ("weakord", 50): "golden jubilee",
    ("weakord", 60): "diamond jubilee",
    ("weakord", 100): "centenary|centennial",
    ("weakord", 150): "sesquicentennial|sesquicentenary",
    ("weakord", 200): "bicentennial|bicentenary",
    ("weakord", 300): "tercentenary|tricentennial|tercentennial",
    ("weakord", 400): "quatercentenary|quadricentennial",
    ("weakord", 500): "quincentenary|quincentennial",
    ("weakord", 3): "tertiary|third party|third parties|third-party|a third party|third country|third countries"
    "|a third country|third-country|third state|third states|a third state",
    ("twice", 2): "twice",
    ("twice", 1): "once",
    ("twice", 3): "thrice",
    ("both", 0): "nil|nought|naught",
    ("both", 1): "single|a single",
    ("both", 2): "both|a couple|a couple of|a pair of",
    ("anniversary", None): "anniversary|anniversaries",
    ("number", None): "no.|nos.|number|no|numbers|#",
    (
        "resolution",
        None,
    ): "resolution|resolutions|decision|decisions|directive|council regulation|presidential statement|decree"
    "|law no.|draft resolution",
    ("minus", None): "minus|negative",
    ("the", None): "the",
    ("none", None): "none|may not",
    ("thousands", 1000): "'000|'000s",
    ("zone", "UTC+8"): "beijing time|hong kong time|china standard time|taipei time|beijing standard time",
    ("feast", "--01-01"): "new year's day",
    ("feast", "--05-01"): "may day|labour day|international workers' day",
    ("feast", "--05-04"): "may fourth",
    ("feast", "--12-24"): "christmas eve",
    ("feast", "--12-25"): "christmas day",
    ("feast", "--12-31"): "new year's eve",
    ("clockword", "12:00"): "noon|midday",
    ("clockword", "00:00"): "midnight",
}


_MORE = (
    "more than|greater than|higher than|larger than|longer than|later than|older than|bigger than|in excess of"
    "|exceeding|exceeds|exceeded|exceed"
)
_LESS = "less than|fewer than|lower than|smaller than|shorter than|younger than|earlier than"


def _than(words: str) -> list[str]:
    return [word for word in words.split("|") if word.endswith(" than")]


def _not(words: str) -> str:
    """What a negation makes of a bound: no more than, not to be less than, (shall) not be later than."""
    negations = ("no", "not", "not be", "may not be", "not to be", "cannot be")
    return "|".join(f"{no} {word}" for word in _than(words) for no in negations)


def _or_equal(words: str) -> str:
    """Greater than or equal to, equal to or greater than."""
    return "|".join(f"{w} or equal to|equal to or {w}" for w in _than(words))


def _negated(verb: str) -> str:
    """(Shall) not exceed, cannot exceed, not to exceed, not exceeding."""
    return f"cannot {verb}|may not {verb}|not {verb}|not to {verb}|not {verb}ing"


_BEFORE: dict[tuple[str | None, bool], str] = {
    (
        "gt",
        False,
    ): f">|{_MORE}|over|above|upwards of|upward of|well over|well above|well in excess of|surpassing|surpassed",
    (
        "ge",
        False,
    ): f"≥|>=|> =|≧|⩾|at least|minimum of|a minimum of|at a minimum|no later|as few as|or more than|not below|not under"
    f"|{_or_equal(_MORE)}|{_not(_LESS)}",
    (
        "lt",
        False,
    ): f"<|{_LESS}|under|below|short of|well under|well below|well short of|prior to reaching",
    (
        "le",
        False,
    ): f"≤|<=|< =|≦|⩽|up to|at most|maximum of|a maximum of|up to a maximum of|as many as|as much as|not above|not over"
    f"|{_or_equal(_LESS)}|{_not(_MORE)}|{_negated('exceed')}",
    ("lt", True): "nearly|almost|close to|just under|approaching|just short of|slightly less than|slightly under"
    "|slightly below|a little under|a little less than|just shy of|shy of",
    (
        "gt",
        True,
    ): "just over|slightly over|slightly more than|slightly above|a little over|a little more than|just above",
    (
        None,
        True,
    ): "about|approximately|around|roughly|circa|some|an estimated|estimated|approx.|approx|ca.|estimated at"
    "|in the region of|on the order of|in the order of|somewhere around|an average of|averaging"
    "|average of",
}


_AFTER: dict[tuple[str | None, bool], str] = {
    (
        "ge",
        False,
    ): "or more|or above|or over|and above|and over|and upwards|or higher|or greater|or older|or longer|and older|+"
    "|or later|or newer|and later|and newer|and higher|and up|or better|at least",
    ("le", False): "or less|or fewer|or below|or under|and below|and under|or lower|or earlier|or shorter|or smaller"
    "|at most|or younger|maximum",
    ("gt", True): "-odd",
    (None, True): "or so|approximately",
}


_REF: dict[str, str] = {
    "article": "article|articles|art.|arts.|arts",
    "paragraph": "paragraph|paragraphs|para.|paras.|para|paras|operative paragraph|operative paragraphs"
    "|preambular paragraph|preambular paragraphs",
    "subparagraph": "subparagraph|subparagraphs|sub-paragraph|sub-paragraphs|subpara.|sub-item|subitem|subsection"
    "|subdivision",
    "rule": "rule|rules",
    "regulation": "staff regulation|staff regulations|regulation|regulations",
    "section": "section|sections|s.|ss.|sect.|sects.|sec.|subsection",
    "chapter": "chapter|chapters|cap.|caps.|chap.|chaps.|ch.",
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
    "activity": "activity|activities|target|goal|goals|targets|recommendation|recommendations|objective|output"
    "|component|pillar|step|phase|stage|group|category|categories|level|tier|principle|priority|milestone"
    "|question|option|class|grade|sub-goal|indicator|scenario|lot|strand|track|outcome|indicators"
    "|protocol|task|round|cluster|batch|zone|sector|type|room|building|line|column|row|act|subprogramme"
    "|subprogrammes|programme|programmes|lots|issue|serial no.|guideline|guidelines|standard|standards|action"
    "|actions|supplement|supplements|team|segment|appeal|option|options|model|case|exhibit|addendum"
    "|corrigendum|amendment|measure",
}


_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


_MONTHS = "january february march april may june july august september october november december".split()


def words() -> dict[str, tuple[str, Any]]:
    """Every phrase with its class and meaning."""
    found: dict[str, tuple[str, Any]] = {}

    def add(kind: str, data: Any, phrases: str) -> None:
        for phrase in phrases.split("|"):
            found.setdefault(phrase, (kind, data))

    for (kind, data), phrases in _WORDS.items():
        add(kind, data, phrases)
    for i, month in enumerate(_MONTHS, start=1):
        add("month", i, month)
        if month != "may":
            add("month", i, f"{month[:3]}.|{month[:3]}")
    add("month", 9, "sept.|sept")
    for data, phrases in _BEFORE.items():
        add("before", data, phrases)
    for data, phrases in _AFTER.items():
        add("after", data, phrases)
    for data, phrases in _REF.items():
        add("ref", data, phrases)
        add("ref", data, "|".join(f"{p}(s)" for p in phrases.split("|") if not p.endswith(("s", "."))))
        if data == "activity":
            add("ref", data, "|".join(f"{p}s" for p in phrases.split("|") if not p.endswith(("s", "y", "."))))
    for first, last, name in REIGNS.values():
        add("reign", (first, last), f"{name}|{name} reign|{name} era|{name} period")
    for i, day in enumerate(_WEEKDAYS, start=1):
        add("weekly", i, f"every {day}|each {day}")
        add("weekday", i, f"{day}|{day},|{day[:3]}.|{day[:3]}|{day}s")
    for name, i in (("tues", 2), ("thur", 4), ("thurs", 4)):
        add("weekday", i, f"{name}|{name}.")
    for iso, phrases in CURRENCY_SIGNS.items():
        add("cur", iso, phrases.replace(" ", "|"))
    for iso, phrase in (("HKD", "hk $"), ("HKD", "hk"), ("USD", "us $"), ("CAD", "c $"), ("NZD", "nz $")):
        add("cur", iso, phrase)
    for iso, phrases in CURRENCIES_EN.items():
        add("cur", iso, phrases)
    for table in (UNITS_EN, UNITS):
        for code, phrases in table.items():
            add("unit", code, phrases)
    return found
