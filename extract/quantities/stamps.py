"""Dates and times printed as one piece: ISO 8601, logs and mail headers, military and European forms, fiscal years.

Each form is one expression over folded text in lower case; the scanner looks for all of them, ``read`` says what one
comes to. They are the same in every language, because they are copied rather than translated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii".split()
_MON = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_Y, _M, _D = r"(?:1[5-9]|20|21)\d\d", r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_MM, _DD = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_OFF = r"(?:0\d|1[0-4]):?[0-5]\d(?!\d)"
_ZONE = (  # 10:00-11:00 is no zone, 10:00:00-11:00 is one
    rf"(?P<zone>z(?![a-z])| ?(?:utc|gmt) ?[+\-]{_OFF}| ?\+{_OFF}|(?<=:\d\d:\d\d) ?-{_OFF}| ?(?:utc|gmt)(?![a-z+\-]))"
)
_HOUR = r"(?P<hh>[01]\d|2[0-4])"
_TIME = rf"{_HOUR}:(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d)(?:[.,]\d{{1,9}})?)?(?![:\d]){_ZONE}?"
_ROM = r"(?P<rom>x(?:ii?)?|i[vx]|v(?:i{1,3})?|i{1,3})"
_END = r"(?![a-z0-9]|[.\-/]\d)"
_ON = r"(?:(?<=\bon )|(?<=dated )|(?<=since )|(?<=as at )|(?<=as of )|(?<=until )|(?<=before )|(?<=after ))"

_DOTTED = rf"(?: {_HOUR}[.:](?P<mi>[0-5]\d))?"
_AT = r"(?:(?<=\bat )|(?<=\bfrom )|(?<=\bto )|(?<=until )|(?<=till )|(?<=\bby )|(?<=between )|(?<=after )|(?<=before ))"

_ABBR, _TAILS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", "uary|arch|pril|june|july|gust|mber|ober|sept"
_NO_MONTH = rf"(?<!\b(?:{_ABBR}) )(?<!\b(?:{_ABBR})\. )(?<!(?:{_TAILS}) )(?<!(?:{_TAILS})\. )"

DIGITS: tuple[str, ...] = (
    rf"(?P<y>{_Y})-(?P<m>{_MM})-(?P<d>{_DD})(?:t| ){_TIME}",  # 2015-08-05T15:03:04+08:00
    rf"(?P<y>{_Y})-(?P<m>{_MM})-(?P<d>{_DD})(?:/|--)(?:(?:(?P<y2>{_Y})-)?(?P<m2>{_MM})-)?(?P<d2>{_DD})(?![\d\-/])",
    rf"(?P<y>19\d\d|20\d\d)(?P<m>{_MM})(?P<d>{_DD})(?:t{_HOUR}(?P<mi>[0-5]\d)(?P<s>[0-5]\d)?z?)?{_END}",
    rf"(?P<y>{_Y})(?:-w(?P<w>[0-5]\d)(?:-(?P<wd>[1-7]))?|w(?P<w_>[0-5]\d)(?P<wd_>[1-7])?){_END}",
    # 05AUG2015, 5-Aug-15, 05/Aug/2015:15:03:04
    rf"(?P<d>{_D})(?P<sep>[\-/.]?)(?P<mon>{_MON})\.?(?P=sep)(?P<y>{_Y}|\d\d)(?::{_TIME}|{_END})",
    rf"(?P<y>{_Y})(?P<sep>[\-/.])(?P<mon>{_MON})(?P=sep)(?P<d>{_D}){_END}",
    # 5-Aug; "Aug. 5-Sept. 7" is a range
    rf"{_NO_MONTH}(?P<d>{_D})-(?P<mon>{_MON})(?:,? (?P<y>{_Y})|(?!\.? \d)){_END}",
    rf"(?P<d>{_DD}){_HOUR}(?P<mi>[0-5]\d)z ?(?P<mon>{_MON}) ?(?P<y>{_Y}|\d\d){_END}",  # 051200Z AUG 15
    rf"(?P<d>{_D})(?P<sep>[.\-/] ?){_ROM}(?P=sep)(?P<y>{_Y}){_END}",  # 5.VIII.2015
    rf"(?P<d>{_D})\.(?P<rom>viii|vii|vi|iv|ix|iii|ii|xii|xi)\.(?P<y>\d\d){_END}",
    rf"(?P<d>{_D}) (?P<rom>viii|vii|vi|iv|ix|iii|ii|xii|xi) (?P<y>{_Y}){_END}",
    rf"(?P<d>{_D})(?: ?\. | \.)(?P<m>{_M}) ?\. ?(?P<y>{_Y}){_END}",  # 5. 8. 2015
    rf"(?P<d>{_D})\.(?P<m>{_M})(?: ?\. | \.)(?P<y>{_Y}){_END}",
    rf"(?P<d>{_D})\. (?P<mon>{_MON})\.? (?P<y>{_Y}){_END}",  # 5. August 2015
    # By themselves only, for these are section numbers and the like in running text: 26. 10.21, 10-31-74, 2010 01 29
    rf"\A(?P<d>{_D})(?: ?\. | \.)(?P<m>{_M}) ?\. ?(?P<y>\d\d){_DOTTED}\Z",
    rf"\A(?P<d>{_D})\.(?P<m>{_M})(?: ?\. | \.)(?P<y>\d\d){_DOTTED}\Z",
    rf"\A(?P<d>{_DD})\.(?P<m>{_MM})\.(?P<y>\d\d){_DOTTED}\Z",
    r"\A(?P<a>\d{1,2})-(?P<b>\d{1,2})-(?P<y>\d\d)\Z",
    rf"\A(?P<y>{_Y}) (?P<m>{_MM}) (?P<d>{_DD})\Z",
    rf"{_ON}(?P<a>\d\d)[.\-](?P<b>\d\d)[.\-](?P<y>\d\d){_END}",
    r"(?=0\d/|\d\d/0)(?P<a>[0-3]\d)/(?P<b>[0-3]\d),(?P<y>\d\d)(?![\d,./])",  # 08/12,15
    # 3Q15, 2015Q3, 1H15
    rf"(?P<q>[1-4])(?P<part>[qh])(?P<y>{_Y}|\d\d) ?(?:-|to) ?(?P<q2>[1-4])(?:q|h)(?P<y2>{_Y}|\d\d){_END}",
    rf"(?<![$€£¥])(?P<mo>3|6|9)m(?:(?P<y>\d\d)| ?(?P<y_>{_Y})){_END}",  # 9M23
    rf"(?P<q>[1-4])(?P<part>[qh])(?: ?(?P<y>{_Y})| ?'(?P<y_>\d\d)|(?P<y__>\d\d)){_END}",
    rf"(?P<y>{_Y}|\d\d(?=q))[\-/ ]?(?P<part>[qh])(?P<q>[1-4])(?:e|p)?{_END}",
    # 15h30, 09.00-17.30 hrs, at 15.30 hours, at 1530h; "2h30" is a span
    rf"(?P<hh>0\d|[6-9]|1\d|2[0-3])h(?P<mi>[0-5]\d){_END}",
    r"(?P<hh>[01]\d|2[0-3])[.:](?P<mi>[0-5]\d) ?(?:-|to|and) ?"
    r"(?P<hh2>[01]\d|2[0-4])[.:](?P<mi2>[0-5]\d) ?h(?:ou)?rs(?![a-z])",
    rf"{_AT}(?P<hh>[01]\d|2[0-3])\.(?P<mi>[0-5]\d) ?h(?:(?:ou)?rs)?(?![a-z])",
    rf"{_AT}(?P<hh>[01]\d|2[0-3])(?P<mi>[0-5]\d) ?h(?:rs)?(?![a-z])",
)
_WORD_HOUR = r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_SPOKEN_END = (
    r"(?=[.,;:)!?]|\Z| (?:in the|at night|o'clock|a\.?m|p\.?m|on|and|to|until|when|sharp|yesterday|today)(?![a-z]))"
)

LETTERS: tuple[str, ...] = (
    rf"half[ \-]past {_WORD_HOUR}{_SPOKEN_END}",
    rf"(?:a )?(?P<by>quarter|(?:five|ten|twenty|twenty-five) minutes) (?P<way>past|to) {_WORD_HOUR}{_SPOKEN_END}",
    rf"(?P<by>five|ten|twenty|twenty-five) (?P<way>past) {_WORD_HOUR}{_SPOKEN_END}",
    rf"[fc]y ?'?(?P<y>{_Y}|\d\d)(?:(?P<sep>[/\-])(?P<next>{_Y}|\d\d))?{_END}",  # FY15, FY2015/16
    rf"(?P<part>[qh])(?P<q>[1-4]) ?[/,\-]? ?(?:of |fy ?)?(?P<y>{_Y}){_END}",
    rf"(?P<part>[qh])(?P<q>[1-4]) ?(?:(?:fy ?)?'(?P<y>\d\d)|fy ?(?P<y_>\d\d)){_END}",
    rf"(?P<part>q)(?P<q>[1-4]) ?(?:-|to) ?q(?P<q2>[1-4])(?:,? ?(?P<y>{_Y}))?{_END}",  # Q1-Q3 2015
    rf"(?P<mon>{_MON})(?P<sep>[\-/])(?P<d>{_D})(?P=sep)(?P<y>{_Y}){_END}",  # Aug-05-2015
    rf"\A(?P<mon>{_MON})\. (?P<d>{_D})(?:, ?(?P<y>{_Y}))?\Z",  # October. 2
)
_FORMS = [re.compile(form) for form in (*DIGITS, *LETTERS)]


# What the first characters of a stamp look like, so that the scanner need not try every form at every figure.
DIGITS_AHEAD = (
    r"(?=\d{1,4}(?:[a-z/\-]|\.[\divx]|\. [\dajfmsondvix]| ?\.| [vixqh\d])|\d{6}(?:z|\d\d(?!\d))|\d\d:\d\d ?[\-ta])"
)
LETTERS_AHEAD = (
    r"(?=[acdfhjmnoqst])(?=half[ \-]past|a quarter (?:pas|to)|quarter (?:pas|to)|five [mp]|ten [mp]|twenty[ \-][fmp]"
    r"|fy ?['\d]|cy ?['\d]|q[1-4]|h[12]" + "".join(f"|{month}[a-z]{{0,6}}+[\\-/.]" for month in _ABBR.split("|")) + ")"
)


def unnamed(forms: tuple[str, ...], prefix: str) -> str:
    """The forms as one alternative of a scanner, whose groups have other names; a form's separator becomes one."""
    out = []
    for n, form in enumerate(forms):
        plain = re.sub(r"\?P<(?!sep>)\w+>", "?:", form)
        out.append(re.sub(r"\?P(<|=)sep", rf"?P\g<1>{prefix}{n}", plain))
    return "|".join(out)


class Part(NamedTuple):
    """A date or time within a stamp: its kind, where it stands, and its value or range."""

    kind: str
    start: int
    end: int
    fields: Mapping[str, Any]


def read(lower: str, cased: str, start: int, end: int) -> list[Part] | None:
    """What the stamp at ``start`` to ``end`` comes to; None where it is no date after all (5.XIV.2015, 31-Feb-15)."""
    for form in _FORMS:
        found = form.match(lower, start)
        if found is not None and found.end() == end and (parts := _parts(found, cased)):
            return parts
    return None


def _parts(found: re.Match[str], cased: str) -> list[Part] | None:
    said = {name.rstrip("_"): text for name, text in found.groupdict().items() if text is not None}
    start, end = found.span()
    apart = ("rom" in said and " " in found.group()) or ("mon" in said and "y" not in said)  # 5 VI 2015, 5-Aug
    if apart and not any(c.isupper() for c in cased[start:end]):
        return None
    if "mo" in said:
        return _months(said, found) if cased[start + 1] == "M" else None
    if "part" in said:
        hours = said["part"] == "h" and cased[found.start("part")] == "h"  # 1h15
        return None if hours else _season(said, start, end)
    if "hour" in said:
        return _spoken(said, start, end)
    if "hh" in said and "d" not in said:
        return _hours(said, found)
    if "w" in said:
        return _week(said, start, end)
    if "next" in said or not {"d", "a"} & said.keys():
        return _fiscal(said, start, end)
    return _days(said, found)


_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_MINUTES = {"quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}


def _spoken(said: dict[str, str], start: int, end: int) -> list[Part] | None:
    """Half past three, a quarter to four."""
    hour = int(said["hour"]) if said["hour"].isdigit() else _NUMBERS.index(said["hour"]) + 1
    minute = _MINUTES[said["by"].removesuffix(" minutes")] if "by" in said else 30
    if said.get("way") == "to":
        hour, minute = (hour - 1 or 12), 60 - minute
    return [Part("time", start, end, {"value": clock_text(hour, minute)})] if hour < 25 else None


def _hours(said: dict[str, str], found: re.Match[str]) -> list[Part]:
    """15h30, 09.00-17.30 hrs."""
    stop = found.end("mi") if "hh2" in said else found.end()
    out = [Part("time", found.start(), stop, {"value": clock_text(int(said["hh"]), int(said["mi"]))})]
    if "hh2" in said:
        value = clock_text(int(said["hh2"]), int(said["mi2"]))
        out.append(Part("time", found.start("hh2"), found.end(), {"value": value}))
    return out


def century(year: str) -> int:
    """A year as printed with two digits or four: 15 is 2015, 74 is 1974."""
    value = int(year)
    return value if len(year) == 4 else value + (1900 if value > 50 else 2000)


def _days(said: dict[str, str], found: re.Match[str]) -> list[Part] | None:
    year = century(said["y"]) if "y" in said else None
    if "a" in said:
        a, b = int(said["a"]), int(said["b"])
        first = [(b, a), (a, b)] if "/" not in found.group() else [(a, b), (b, a)]
        value = next((v for month, day in first if (v := day_of(year, month, day))), None)
    else:
        value = day_of(year, _month(said), int(said["d"]))
    if value is None:
        return None
    fields: dict[str, Any] = {"value": value}
    if "d2" in said:
        year2, month2 = int(said.get("y2", said["y"])), int(said.get("m2", said["m"]))
        high = day_of(year2, month2, int(said["d2"]))
        if high is None or high <= value:
            return None
        fields = {"low": value, "high": high}
    start, end = found.span()
    if "hh" not in said:
        return [Part("date", start, end, fields)]
    clock = {"value": clock_text(int(said["hh"]), int(said["mi"]), int(said.get("s", 0)))}
    split = found.start("hh")
    if "zone" in said and (zone := zone_of(said["zone"])) is not None:
        stop = found.start("zone")
        weak = "utc" not in said["zone"] and "gmt" not in said["zone"]  # +0800, as machines write it
        tail = [Part("symbol", stop + (found.string[stop] == " "), end, {"value": zone, "unit": "zone", "weak": weak})]
    else:
        stop, tail = end, []
    if found.string[start:split].isdigit() and len(found.string[start:split]) == 2:  # 051200Z AUG 15
        at = found.start("mon")
        return [Part("time", start, found.end("mi") + 1, clock), Part("date", at, end, fields)]
    head = split
    while not found.string[head - 1].isalnum():
        head -= 1
    head -= found.string[head - 1] == "t" and found.string[head - 2].isdigit()
    return [Part("date", start, head, fields), Part("time", split, stop, clock), *tail]


def clock_text(hour: int, minute: int, second: int = 0) -> str:
    """A time of day in ISO 8601; seconds where they are not 0."""
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")


def zone_of(printed: str) -> str | None:
    """UTC+8 from UTC+08:00, GMT +8 and +0800; None where it is UTC itself, which has no figure."""
    found = re.search(r"([+\-]) ?(\d{1,2}):?(\d\d)?", printed)
    if found is None:
        return None
    hours, minutes = int(found[2]), found[3] or "00"
    if not hours and minutes == "00":
        return None
    return f"UTC{found[1]}{hours}" + (f":{minutes}" if minutes != "00" else "")


def _month(said: dict[str, str]) -> int:
    if "mon" in said:
        return _MONTHS.index(said["mon"][:3]) + 1
    return _ROMANS.index(said["rom"]) + 1 if "rom" in said else int(said["m"])


def day_of(year: int | None, month: int, day: int) -> str | None:
    """ISO 8601 of a day, None where the calendar has none such."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _months(said: dict[str, str], found: re.Match[str]) -> list[Part]:
    """9M23: the first nine months of 2023."""
    start, end = found.span()
    months = {"value": said["mo"], "unit": "mo"}
    year = found.start("y" if found["y"] else "y_")
    return [Part("duration", start, start + 2, months), Part("date", year, end, {"value": f"{century(said['y'])}"})]


def _week(said: dict[str, str], start: int, end: int) -> list[Part] | None:
    """2015-W32 is a week, 2015-W32-3 the Wednesday in it."""
    try:
        day = date.fromisocalendar(int(said["y"]), int(said["w"]), int(said.get("wd", 1)))
    except ValueError:
        return None
    value = day.isoformat() if "wd" in said else f"{said['y']}-W{said['w']}"
    return [Part("date", start, end, {"value": value})]


def _season(said: dict[str, str], start: int, end: int) -> list[Part] | None:
    part, n = said["part"].upper(), int(said["q"])
    if part == "H" and n > 2:
        return None
    head = f"{century(said['y'])}" if "y" in said else "-"
    if "q2" not in said:
        return [Part("date", start, end, {"value": f"{head}-{part}{n}"})]
    last = f"{century(said['y2'])}" if "y2" in said else head
    if (last, int(said["q2"])) <= (head, n):
        return None
    return [Part("date", start, end, {"low": f"{head}-{part}{n}", "high": f"{last}-{part}{said['q2']}"})]


def _fiscal(said: dict[str, str], start: int, end: int) -> list[Part] | None:
    """FY15 is 2015; FY2015/16 the year that goes over into the next."""
    year = century(said["y"])
    if "next" not in said:
        return [Part("date", start, end, {"value": f"{year}"})]
    last = int(said["next"]) if len(said["next"]) == 4 else year // 100 * 100 + int(said["next"])
    if last == year + 1 and said["sep"] == "/":
        return [Part("date", start, end, {"value": f"{year}/{last}"})]
    return [Part("date", start, end, {"low": f"{year}", "high": f"{last}"})] if last > year else None


__all__ = [
    "DIGITS",
    "DIGITS_AHEAD",
    "LETTERS",
    "LETTERS_AHEAD",
    "Part",
    "century",
    "clock_text",
    "day_of",
    "read",
    "unnamed",
    "zone_of",
]
