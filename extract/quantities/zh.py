"""Chinese: the shapes of its phrases, and the language as a whole."""

from __future__ import annotations

import re

from hedui.extract.quantities import language
from hedui.extract.quantities.language import NEVER, Language
from hedui.extract.quantities.nouns_zh import noun
from hedui.extract.quantities.numerals_zh import NUMERAL, numbers
from hedui.extract.quantities.words_zh import NEVER as NEVER_WORDS
from hedui.extract.quantities.words_zh import words

PATTERNS: tuple[tuple[str, str], ...] = (
    ("lunar", "(y:(num|year) nian)? lunarmark m:num yue d:(num|lunarday) daymark?"),
    ("lunar", "(y:(num|year) nian)? lunarmark m:lunarmonth d:(num|lunarday) daymark?"),
    ("lunar", "lunarmark (y:(num|year) nian)? m:num yue d:(num|lunarday) daymark?"),
    ("lunar", "(y:(num|year) nian)? m:lunarmonth d:(num|lunarday)?"),
    ("lunar", "(y:(num|year) nian)? m:num yue d:lunarday"),
    ("reignday", "reign:reign (n:num nian|firstyear) m:lunarmonth d:(num|lunarday)?"),
    ("reignday", "reign:reign (n:num nian|firstyear) m:num yue d:lunarday"),
    ("reignday", "reign:reign n:num nian m:num yue d:num daymark?"),
    ("reignday", "reign:reign n:num nian m:num yue"),
    ("reignday", "reign:reign firstyear m:num yue d:num daymark?"),
    ("reign", "reign:reign n:num nian"),
    ("reign", "reign:reign firstyear"),
    ("era", "era:era y:(num|year) nian? part:part? (to|dash) before? era2:era? y2:(num|year) nian"),
    ("era", "era:era y:(num|year) nian? again:again y2:(num|year) nian"),
    ("era_centuries", "era:era n:num century? (to|dash) era2:era? n2:num century"),
    ("era_centuries", "era:era n:num century? again:again n2:num century"),
    ("era", "era:era y:(num|year) nian part:part?"),
    ("era_century", "era:era n:num century part:part?"),
    ("era", "era:era y:(num|year)"),
    # 2025年8月25日至(2025年)(9月)(29日)
    (
        "date",
        "y:(num|year) nian m:num yue d:num daymark? (open weekday close)? (to|dash) (y2:(num|year) nian)?"
        " (m2:num yue)? d2:num daymark",
    ),
    ("dates", "y:(num|year) nian m:num yue days:(num daymark? (and|comma))+ d:num daymark"),
    ("date", "y:(num|year) nian m:num yue d:num daymark?"),
    (
        "date",
        "m:num yue d:num daymark? (open weekday close)? (to|dash) (y2:(num|year) nian)? (m2:num yue)? d2:num daymark",
    ),
    (
        "dates_counted",
        "(y:(num|year) nian)? m:num yue days:(num daymark? (and|comma))+ d:num daymark? c:num (time|daymark)",
    ),
    ("dates", "m:num yue days:(num daymark? (and|comma))+ d:num daymark"),
    ("date", "m:num yue d:num daymark"),
    ("date", "y:(num|year) nian m:num yue? part:part? (to|dash) (y2:(num|year) nian)? m2:num yue"),
    ("dates", "y:(num|year) nian months:(num yue? (and|comma))+ m:num yue"),
    ("twomonths", "y:(num|year) nian m:num yue"),
    ("date", "y:(num|year) nian m:num yue part:part?"),
    ("date", "m:num yue? (to|dash) (y2:(num|year) nian)? m2:num yue"),
    ("dates", "months:(num yue? (and|comma))+ m:num yue"),
    ("bareday", "m:num yue d:num"),
    ("twomonths", "m:num yue"),
    ("date", "m:num yue part:part?"),
    ("quarterspan", "(y:(num|year) nian)? nth? first:num quarter? (to|dash) nth? n:num quarter"),
    ("quarters", "(y:(num|year) nian)? nth? first:num (and|comma)+ nth? n:num quarter"),
    ("quarter", "(y:(num|year) nian)? nth? n:num quarter"),
    ("quarterno", "(y:year nian?)? n:quarterno y2:year?"),
    ("halfyear", "(y:(num|year) nian)? half:halfyear"),
    ("decades", "(last:last|nth? c:num century)? n:(num|year) (decade)? (to|dash) n2:(num|year) decade"),
    ("decade", "(last:last|nth? c:num century) n:(num|year) decade part:part?"),
    ("decade", "n:(num|year) decade part:part?"),
    ("centuries", "nth? n:num (century part:part?)? j:(to|dash) nth? n2:num century part2:part?"),
    ("century", "nth? n:num century part:part?"),
    ("years", "y:(num|year) nian? (to|dash) y2:(num|year) nian part:part?"),
    ("dates", "years:((num|year) nian? (and|comma))+ y:(num|year) nian part:part?"),
    ("years", "y:year slash y2:num nian"),
    ("weekno", "y:(num|year) nian nth n:num t:time"),
    ("years", "y:(num|year) nian part:part?"),
    ("years", "y:year (to|dash) y2:(year|num)"),
    ("day", "d:num daymark"),
    ("anniversary", "nth? n:num anniversary"),
    ("lap", "(h:num time)? mi:num fen s:num miao c:num?"),
    ("lap", "lap"),
    ("time", "daypart:daypart? h:num shi (mi:num fen? (s:num miao)?|half:half)?"),
    ("time", "daypart:daypart? c:clock ampm:ampm?"),
    ("clockword", "clockword"),
    ("resolution", "nth? n:(num|year) open y:(year|roman) close"),
    ("resolution", "nth? n:(num|year|slashed) resolution"),
    ("resolution", "nth n:slashed number?"),
    (
        "nths",
        "nth n:(num|year|roman|letter) sub0:(open item close)* more:((and|comma|to|dash)+ nth? (item"
        "|open item close))+ refend:(refend|number)?",
    ),
    (
        "ordref",
        "nth n:(num|year|item)? sub0:(open item close)* refend:refend sub:(open item close)*"
        " (nth open? n2:item close? (open item close)* refend2:refend)* sub2:(open item close)*",
    ),
    ("refversion", "nth n:version refend:refend"),
    ("refversion", "ref:ref n:version"),
    ("romanref", "ref:ref s:sym"),
    ("ref", "ref:ref n:(num|roman|letter) sub:(open item close)*"),
    ("numbered", "nth? n:(num|year) number"),
    ("ordinal", "nth n:(num|year)"),
    ("percentof", "minus? pctof minus? lo:(num|year) ((to|dash) pctof? hi:(num|year))?"),
    ("fraction", "minus? d:(num|year) over minus? n:(num|year)"),
    ("owed", "cur open n:num close"),
    ("roundclock", "roundclock"),
    ("manifold", "manifold"),
    ("fracword", "fracword"),
    ("doublings", "grow before? n:num"),
    ("grow", "grow"),
    ("weakord", "weakord"),
    ("halftime", "half (time|nian)"),
    ("halftenth", "half (tenth|discount)"),
    ("halfmeasure", "half unit"),
    ("iso", "iso"),
    ("stamp", "stamp"),
    ("zone", "zone"),
    ("feast", "feast"),
    ("slashed", "slashed"),
    ("minus_slashed", "minus slashed"),
    ("proportion", "proportion"),
    ("symbol", "(sym|version)"),
    ("every", "every n:num (time|nian|timehalf)"),
    ("chance", "every n:num"),
    ("age", "age n:num"),
    ("spell", "spell"),
    ("period", "period"),
    ("quarterly", "quarter"),
    ("often", "often n:num"),
    ("often", "often"),
    ("tenths_to_times", "lo:num tenth (to|dash) hi:num times"),
    ("growth", "n:num (dash|to)? n2:num? times half:half?"),
    ("versus", "a:num versus b:num"),
    ("weekly", "weekly more:((and|comma)+ (weekday|num))*"),
    ("weekdays", "a:weekday (to|dash) b:(weekday|num)"),
    ("weekday", "weekday more:((and|comma)+ (num|weekday))*"),
    ("coordinate", "coordinate"),
    ("letterref", "n:letter refend:refend"),
    ("grade", "nth? n:num nian gap (to|dash) nth? n2:num nian"),
    ("grade", "nth? n:num nian"),
    ("years", "y:year"),
    ("restated", "w:num open n:num close"),
    ("bracketed", "open n:(num|year) close s:num"),
    ("label", "open n:(item|num) close"),
    ("label", "n:(letter|num) close"),
    ("amount", "(num|year|cur|minus)"),
    ("label", "head"),
)


CLUES = {
    **dict.fromkeys(language.CLUES, NEVER),
    "often": re.compile(r"每(?:个)?(年|季度|月|周|星期|天|日)[^，。；、：,.;:\d]{0,9}\Z"),
    "every": re.compile(
        r"(时速|每(?:小时|秒|分钟|天|日|平方公里|平方米|立方米|公顷|升|千克|公斤|吨|百升))[\u4e00-\u9fff]{0,4} ?\Z"
    ),
    "per": re.compile(
        r" ?/ ?(h|hr|s|sec|min|d|yr|km2|m[23²³]|ha|l|kg|t|hl|小时|秒|分钟|天|日|年|平方公里|平方米|立方米|公顷|升"
        r"|千克|公斤|吨|百升)"
        r"(?![a-z0-9/])"
    ),
    "scale": re.compile(r"每\Z"),
    "closes": re.compile(r" ?[,。;、!?)]|\Z|钱|一[斤个份张本]"),
    "pairs": re.compile(r" ?[双对] {0,4}[。,;]?\Z"),
    "these": re.compile(r"[这该前后此其上等各下头]\Z|(?:上述|下述|其他|其余|另外)\Z"),
    "more": re.compile(
        r"(?:增加|增长|增|(?<!参)加|加收|加征|提高|上升|扩大|多|高|高出|多出|超出|翻|提升|攀升|激增|上涨|涨|(?:增|涨|升)幅(?:为|达|达到|高达)?)了?(?:约|近|大约|将近|超过|逾|至少)?\Z"
    ),
    "into": re.compile(r"(?<!幅)(?:(?<!幅达)到|至|为|是|达|的|有|相当于)\Z"),
}


PERIODS = {
    "年": (1, "/a"), "季度": (4, "/a"), "月": (12, "/a"), "周": (1, "/wk"),
    "星期": (1, "/wk"), "天": (1, "/d"), "日": (1, "/d"),
}  # fmt: skip


LANGUAGE = Language(
    code="zh",
    words=words(),
    never=tuple(word.replace("_", " ") for word in NEVER_WORDS),
    numeral=NUMERAL,
    numbers=numbers,
    patterns=PATTERNS,
    noun=noun,
    spaced=False,
    clues=CLUES,
    alternatives=frozenset({"或", "或者"}),
    periods=PERIODS,
)
