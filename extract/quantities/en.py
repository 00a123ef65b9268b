"""English: the shapes of its phrases, and the language as a whole."""

from __future__ import annotations

import re

from hedui.extract.quantities import language
from hedui.extract.quantities.language import NEVER, Language
from hedui.extract.quantities.nouns_en import noun
from hedui.extract.quantities.numerals_en import NUMERAL, numbers
from hedui.extract.quantities.words_en import NEVER as NEVER_WORDS
from hedui.extract.quantities.words_en import words

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
        "(between|from)? weekday? comma? the? d:(num|ord) (to|dash) weekday? comma? the? d2:(num|ord) of? m:month"
        " comma? y:year?",
    ),
    ("dates", "between? the? days:(num (and|comma)+ the?)+ d:num of? m:month comma? y:year?"),
    ("dates", "between? the? days:(ord (and|comma)+ the?)+ d:ord of? m:month comma? y:year?"),
    ("shortdate", "d:num m:month y:num"),
    ("date", "weekday? comma? the? d:(num|ord) of? m:month comma? y:year?"),
    ("dayof", "the? d:(ord|num) t:time of m:month comma? of? y:year?"),
    ("lunar", "the? d:ord time of m:ord lunarmonth"),
    ("lunar", "the? m:ord lunarmonth"),
    ("reign", "n:ord time of reign:reign"),
    ("reign", "reign:reign n:num"),
    ("era", "y:(num|year) era:era (to|dash) before? y2:(num|year) era2:era"),
    ("era", "y:(num|year) era:era (to|dash) era2:era y2:(num|year)"),
    ("era", "y:(num|year) (to|dash) before? y2:(num|year) era2:era"),
    ("era", "y:(num|year) era:era"),
    ("era", "era:era y:(num|year)"),
    ("era_century", "part:part? dash? n:ord dash? century comma? era:era"),
    ("era_centuries", "n:ord century? (to|dash) the? n2:ord (century|time) comma? era:era"),
    ("date", "m:month the? d:(num|ord) comma? y:year? (to|dash) m2:month the? d2:(num|ord) comma? y2:year?"),
    ("date", "m:month the? d:(num|ord) (to|dash) the? d2:(num|ord) comma? y:year?"),
    ("dates", "m:month days:(num (and|comma)+)+ d:num comma y:year"),
    ("ymd", "y:year m:month d:num"),
    ("date", "m:month comma the? d:ord comma? y:year"),
    ("date", "m:month comma d:ord"),
    ("logged", "weekday? comma? m:month d:num c:clock zone? comma? y:year"),
    ("date", "weekday? comma? m:month the? d:(num|ord) comma? y:year?"),
    ("date", "open m:month close d:num comma? y:year?"),
    ("date", "m:month (dash|slash) d:num comma? y:year?"),
    ("date", "part:part? dash? m:month comma? of? y:year (to|dash) part2:part? dash? m2:month comma? of? y2:year"),
    ("date", "part:part? dash? m:month (to|dash) part2:part? dash? m2:month comma? of? y2:year"),
    ("dates", "months:(month (and|comma|slash)+)+ m:month comma? of? y:year"),
    ("dates", "months:(month slash)+ m:month"),
    ("monthhalf", "n:ord half of m:month comma? of? y:year?"),
    ("date", "part:part? dash? m:month comma? of? y:year"),
    ("date", "part:part? dash? m:month (to|dash) m2:month"),
    ("date", "part:part? dash? m:month"),
    ("quarters", "first:ord (and|comma)+ the? n:ord dash? quarter of? y:year?"),
    ("quarterspan", "first:ord (to|dash) the? n:ord dash? quarter of? y:year?"),
    ("quarters_together", "nth:ord n:num quarter"),
    ("quarter", "n:(ord|num) dash? quarter of? y:year?"),
    ("quarterno", "y:year? n:quarterno of? comma? y2:year?"),
    ("halfyear", "n:ord half of? y:year"),
    ("halfyear", "n:ord half of t:time"),
    ("decades", "the? n:decade (to|dash) the? n2:decade"),
    ("decade", "part:part? dash? the? n:decade"),
    ("centuryhalf", "nth:ord half of the? n:ord dash? century"),
    (
        "centuries",
        "part:part? dash? n:ord dash? century? j:(to|dash) part2:part? dash? the? n2:ord dash? (century|time)",
    ),
    ("centuries", "n:ord j:and the? n2:ord dash? (century|time)"),
    ("century", "part:part? dash? n:ord dash? century"),
    ("years", "part:part? dash? y:year (dash|to) y2:(year|num)"),
    ("years", "part:part? dash? y:year"),
    ("anniversary", "n:ord anniversary"),
    ("times", "h:num (to|dash) h2:num ampm:ampm"),
    ("time", "h:(num|year) ampm:ampm"),
    ("lap", "lap"),
    ("lap", "(h:num time comma? and?)? mi:num time comma? and? s:num time"),
    ("time", "c:clock ampm:ampm?"),
    ("clockword", "n:num? clockword"),
    ("refversion", "ref:ref number? n:version"),
    ("romanref", "ref:ref number? s:sym"),
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
    ("versus", "a:num dash to dash b:num"),
    ("part_over", "minus? n:num before d:num"),
    ("owed", "cur open n:num close"),
    ("a_dollar", "a cur"),
    ("per_scale", "pct"),
    ("roundclock", "roundclock"),
    ("percent_first", "pct of n:num"),
    ("weekly", "weekly more:((and|comma)+ (weekday|weekly))*"),
    ("weekdays", "a:weekday (to|dash) b:weekday"),
    ("weekday", "weekday more:((and|comma)* weekday)*"),
    ("coordinate", "coordinate"),
    ("growth", "n:num dash? times"),
    ("grow", "grow"),
    ("manifold", "manifold"),
    ("weakord", "weakord"),
    ("twice", "twice often:often?"),
    ("both", "both"),
    ("quartertime", "n:num dash? q:(quarter|denominator) of t:time"),
    ("part_of_point", "(n:num|a)? dash? d:(ord|denominator|quarter|half) (of|a|dash)? points"),
    ("fraction2", "minus? n:num dash? d:denominator"),
    ("fraction2", "minus? (n:num|a) dash? d:(ord|quarter)"),
    ("halfmeasure", "half a unit"),
    ("half", "(num|a)? dash? half"),
    ("spell", "spell"),
    ("one_part", "n:ord"),
    ("ordinal", "n:ord"),
    ("fracword", "fracword"),
    ("thousands", "cur? thousands"),
    ("iso", "iso"),
    ("stamp", "stamp"),
    ("zone", "zone"),
    ("feast", "feast"),
    ("slashed_year", "s:slashed comma y:year"),
    ("slashed", "slashed"),
    ("minus_slashed", "minus slashed"),
    ("proportion", "proportion"),
    ("symbol", "(sym|version)"),
    ("every", "every n:num time"),
    ("age", "age n:num ((to|dash|and) n2:num)?"),
    ("weekno", "t:time n:num (of|comma)? y:year"),
    ("unitord", "time n:num"),
    ("decadeword", "time"),
    ("period", "period"),
    ("often", "n:num times often:often"),
    ("often", "often"),
    ("restated", "w:num open n:num close"),
    ("bracketed", "open n:(num|year) close s:num"),
    ("label", "open n:item close"),
    ("label", "n:(letter|num) close"),
    ("amount", "(num|year|cur|minus)"),
    ("label", "head"),
)


CLUES = {
    **dict.fromkeys(language.CLUES, NEVER),
    "chance": re.compile(
        r"[ -](?:in|out of|in every|out of every)"
        r"[ -](two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|\d{1,3})(?=[ ,.;)]|\Z)"
    ),
    "chance_of": re.compile(
        r" [a-z]{3,15}(?: [a-z]{3,15}){0,2} (?:in|out of) (two|three|four|five|six|seven|eight|nine|ten|eleven"
        r"|twelve|fifteen|twenty)"
        r"(?=[,.;)]|\Z"
        r"| (?:in|of|on|at|across|worldwide|has|have|had|is|are|was|were|does|do|did|can|cannot|lives?|lacks?|still|now"
        r"|who|that)(?![a-z]))"
    ),
    "at": re.compile(r"\b(?:at|by|from|until|till|after|before|since|between) \Z"),
    "aged": re.compile(
        r"\b(?:children|girls|boys|women|men|people|persons|youths?|adults|minors|those|passengers|workers|pupils|students"
        r"|infants|anyone|everyone)(?: and (?:girls|women|men|boys|young people|adolescents))?"
        r" (?:under|over|above|below) (?:the age of )?\Z"
    ),
    "titled": re.compile(r"[a-z,] (?:[A-Z][a-z]{3,} )+\Z"),
    "numbered": re.compile(
        r"(?<![A-Za-z])(?!\w+(?:ed|ing|s|ly|er|est) )(?!(?:about|with|from|than|over|under|some|only|into|were|that"
        r"|total|reach|least|most|exceed|have|which|whom|where|when|also|each|both|down|plus|until|between|since|before|age|whose"
        r"|near|fell|rose|grew|became|above|below|just|roughly|another|being|after|upon|population|approximately"
        r"|other) )"
        r"[a-z]{4,} \Z"
    ),
    "full": re.compile(
        r" ?-?(?:full|whole|calendar|fiscal|financial|budget|school|academic|consecutive|successive|additional|further"
        r"|more|extra|preceding|previous|last|past|next|coming|following|long|entire|complete|continuous|working"
        r"|business|-|light) "
    ),
    "per": re.compile(
        r"(?: (?:per|an?) (?=[a-z]{3})| ?/ ?)(hour|second|minute|day|square kilomet(?:re|er)|square met(?:re|er)"
        r"|cubic met(?:re|er)|hectare|hectolitre|lit(?:re|er)|kilogram(?:me)?|tonne|h|hr|s|sec|min|d|yr|km2|m[23²³]|ha"
        r"|l|kg|t|hl)(?![a-z0-9/])"
    ),
    "scale": re.compile(r"\bper \Z"),
    "factor": re.compile(r"\bfactor of (?:about |around |almost |nearly |up to |over |roughly |some )?\Z"),
    "closes": re.compile(r" ?(?:[.;!?)](?!\d)|\Z)"),
    "pairs": re.compile(r" pairs? {0,4}[.,;]?\Z"),
    "as_much": re.compile(r" (?:as |more |higher|larger|greater|the |that |those |its |their |over|bigger|faster)"),
}


LANGUAGE = Language(
    code="en",
    words=words(),
    never=tuple(NEVER_WORDS.split("|")),
    numeral=NUMERAL,
    numbers=numbers,
    patterns=PATTERNS,
    noun=noun,
    spaced=True,
    clues=CLUES,
    alternatives=frozenset({"or"}),
)
