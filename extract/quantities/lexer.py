"""Text to tokens: digits in every grouping, symbols, and the words of a language, in one pass of one compiled scanner.

Every branch of the scanner is possessive or bounded and starts where a word or a run of digits starts, so no character
is looked at more than a fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache

from hedui.extract.quantities import stamps
from hedui.extract.quantities.company_zh import COUNTER
from hedui.extract.quantities.digits import read_digits
from hedui.extract.quantities.language import CLASSES, Language, Number, Token

_URL = r"(?<![a-z0-9])(?:(?:https?|ftp)://|www\.)(?=[a-z0-9\[_~$%{<])[!-~]*[a-z0-9/=&#_~+%>}\-]"
_MAIL = re.compile(r"(?<![a-z0-9._%+\-])[a-z0-9._%+\-]{1,64}+@[a-z0-9.\-]{1,80}")
_PLUS = (
    r"\+\d{1,3}[ \-.]?(?:\(\d{1,4}\)[ \-.]?)?\d{1,5}(?:[ \-.]\d{2,5}){1,5}(?!\d)|\+\d{8,15}(?!\d)"
    r"|\(\d{3}\) ?\d{3}-\d{4}(?!\d)"
)
_PHONE = r"(?<![\d.,])(?:1-)?\d{3}-\d{3,4}-\d{4}(?!\d)|(?<!\d)0\d{2,3}-\d{3,4} ?\d{4}(?!\d)"
_ISBN = r"(?<![a-z])(?:is[bs]n[ :]{0,2}\d[\d\-x]{7,18}|doi[ :]{0,2}10\.\d{4,9}/[!-~]{1,80})"
_ANGLE = (
    r"\d{1,3} ?[°º] ?\d{1,2}(?:\.\d{1,9})? ?'(?: ?\d{1,2}(?:\.\d{1,9})? ?(?:[″”\"]|''))?"
    r"|(?:(?<=[纬经])|(?<=[纬经] ))\d{1,3} ?度 ?\d{1,2}(?:\.\d{1,9})? ?分(?: ?\d{1,2}(?:\.\d{1,9})? ?秒)?"
    r"|\d{1,3} degrees?,? \d{1,2} minutes?(?:,? (?:and )?\d{1,2}(?:\.\d{1,9})? seconds?)?(?![a-z])"
)
_SESSION = (  # decision 10 COM 7.34
    r"\d{1,3} (?:ext\.? ?)?(?:com|ga|cop|mop|cmp|cma) \d{1,2}[a-z]?(?:\.[a-z]?\d{1,3}){1,4}(?![a-z\d])"
)
_STAMPS = [
    rf"(?<![\d.,/\-:'+]){stamps.DIGITS_AHEAD}(?:{stamps.unnamed(stamps.DIGITS, prefix)})" for prefix in ("head", "sep")
]
_WORD_STAMP = rf"{stamps.LETTERS_AHEAD}(?<![a-z0-9/.\-])(?:{stamps.unnamed(stamps.LETTERS, 'word')})"
_MON = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_SHORT_YEAR = (
    r"(?:(?<=in )|(?<=of )|(?<=since )|(?<=by ))'\d\d(?=[.,;:)!?]|\Z| (?:and|to|but|when|until)(?![a-z]))|'\d\d(?=年)"
    rf"|(?:(?<=[^a-z](?:{_MON}) )|(?<=[^a-z](?:{_MON})\. )"
    r"|(?<=(?:uary|arch|pril|june|july|gust|mber|ober|sept) )|(?<=\d, ))'\d\d(?=[.,;:)!?\-]|\Z| )(?!')"
)
_GLUED = re.compile(r"(?<=月)(?:0?[1-9]|[12]\d|3[01])(?=(?:[01]\d|2[0-3]):[0-5]\d(?!\d))")  # 6月2911:30
_ZONE = r"(?:utc|gmt) ?[+\-] ?(?:1[0-4]|0?\d)(?::?[0-5]\d)?(?!\d|\.\d)"
_OFFSET = re.compile(r" ?(?:\+|(?<=:\d\d:\d\d)-|(?<=:\d\d:\d\d )-)(?:0\d|1[0-4]):?[0-5]\d(?!\d)")
# Letters that go over into digits: A/76/150, CSP11, COVID-19, CO2, e/cn.4/2006/61.
_NAME = (
    r"(?<![a-z0-9])(?=[a-z]++(?:[/.\-_&][a-z]++){0,8}+(?:[/\-_.]|\.?/)?\d)(?!hk\d{1,4}(?:\.\d{1,3})? cents?(?![a-z]))"
    r"(?!(?:[a-zμ]{1,3}/)?[kcdm]?m[23](?![a-z0-9\-]|\.\d))(?!(?:once-|one-)?in-\d)"
    r"(?!(?:mid|early|late|pre|post|non|end|sub|to|from|and|or|bce?|ce|ad)-\d)"
    r"(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?[\-/]?\d)"
    r"(?![a-z]{4,20}\.\d)[a-z0-9]++(?:[/._\-&]++[a-z0-9]++)*+"
    r"(?:\([a-z0-9]{1,8}\))?(?:/[a-z0-9.]++)*+(?: (?:rev|add|corr)\.\d{1,2}){0,2}"
)
_STANDARD = (  # ISO 9001:2015, GB/T 7714-2015: numbers of standards, whose last part may be a year
    r"(?<!\d )(?<!\d)(?:iso(?:/iec)?(?:/t[rs])?|iec|ieee|din|astm|ansi|gb(?:/[tz])?|jis|bs en|etsi|itu-t)"
    r"[ \-](?:en |iso |iec )?[a-z]?\d{2,6}(?:[.\-]\d{1,5}){0,4}(?: ?: ?(?:19|20)\d\d)?(?![\d:])"
)
_CODE = (
    r"\d{1,3}[a-z]{1,2}\.\d{1,3}(?:\.\d{1,3})?(?![a-z\d])|\d{1,8}(?:-\d{1,8}){2,4}[a-z]{1,3}(?![a-z\d])"
    r"|\d{4}(?:-\d{1,4}){3,6}(?![\d\-])|97[89]-\d{1,5}-\d{1,7}-\d{1,7}-[\dx](?![\d\-])|"
    r"\d{4}-(?:0\d{2,4}|[1-9]\d\d)(?![\d\-])|\d{5,9}-\d{1,3}(?![\d\-])"
    r"|\d{1,8}-(?!(?:in-|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))[a-z]{1,8}-?\d[a-z0-9\-]{0,20}"
)
_TEL = (
    r"(?:tel|telephone|phone|fax|call|mobile|电话|致电|传真|热线|手机)[.:]{0,2} {0,2}"
    r"\(?\+?\d(?:[\d \-]|\d\) ?){5,16}\d(?!\d)"
)
_ISO = (
    r"\d{4}-\d{1,2}-\d{1,2}(?![\d\-/])|\d{4}/\d{1,2}/\d{1,2}(?![\d/])|\d{4}\.\d{1,2}\.\d{1,2}(?!\d|\.\d)"
    r"|\d{1,2}/\d{1,2}/\d{4}(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)|\d{1,2}-\d{1,2}-\d{4}(?![\d\-])"
)
_PROPORTION = r"\d{1,4}(?:\.\d{1,4})?(?::\d{1,4}(?:\.\d{1,4})?){1,4}(?:[ ,]\d{3}(?!\d)){0,2}(?![:\d])"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?![:\d]|[ ,]\d{3}(?!\d))"
_LAP = r"(?:\d{1,2}:)?\d{1,2}:\d{2}\.\d{1,3}(?!\d|[:.]\d)"
_VERSION = r"\d{1,4}\.\d{1,4}\.\d{1,4}(?:\.\d{1,6})*+(?!\d)"
_REVISION = r"(?: (?:rev|add|corr)\.\d{1,2}){0,2}"
_SLASHED = rf"\d{{1,5}}(?:\.\d{{1,3}})?(?:/\d++)+(?:/[a-z0-9.]++)*+(?![a-z%]){_REVISION}"
_ROUND_THE_CLOCK = (  # 7×24 小时, not the sides of a sheet
    r"(?:7 ?[×x*] ?24|24 ?[×x*] ?7|(?:7/24|24/7)(?= ?(?:小时|hour)))(?: ?(?:小时|hours?(?![a-z])|h(?![a-z])))?"
    r"(?! ?(?:[cmk]?m(?![a-z])|in(?:ch|(?![a-z]))|ft|px|[厘毫分]?米|英?寸|像素|[×x*/]\d)|\d|[.,]\d|号|\(\d)"
)
_PRINTF = r"%(?<!\d%)(?<!\d %)(?:\d{1,2}\$)?[\-+#0]?\d{0,3}(?:\.\d{1,2})?(?:ll?|h)?[a-z](?![a-z0-9])"
"""%s, %1$d and %y%m%d in the strings of programs: no percentages."""
_NUMERONYMS = frozenset("i18n l10n g11n m17n a11y k8s".split())
_NO_HAN = "(?![\u3400-\u9fff])"
_HEAD = (
    rf"(?:\A|(?<=\n)) {{0,8}}(?!{_STAMPS[0]})"
    r"(?:(?:\d{1,3}|[a-z](?!\. ?\d)|[ivx]{1,5}|[一二三四五六七八九十]{1,3})(?:\.(?!\d|[a-z]\.)|\)(?= ))(?=.)"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]))"
)
_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
_POWER = re.compile(r"e([+\-]?\d{1,2})(?![\w.])")
_CAPITALS = {"K": Decimal(10**3), "M": Decimal(10**6), "B": Decimal(10**9), "G": Decimal(10**9)}
_AFTER_DIGITS = re.compile(r"[a-z][a-z0-9]*+(?:[/\-][a-z0-9]++)*+")
LONGEST = 40
"""A run of digits longer than this is a code, not a number."""
_OF_DAY = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_NOTED_YEAR = re.compile(r"(?:19|20)\d\d\.\d{1,3}(?!\d)")
_QUARTER = re.compile(r"q[1-4]\Z|h[12]\Z")
_WORDY = {"word", "sign", "name"}
_NUMERIC = {"numeral", "digits", "decimal"}
_DECADE = re.compile(r"\d0|\d{3}0|[1-9]00")  # the 90s, 1990s, 900s
_SUFFIX = {"st", "nd", "rd", "th"}


Tree = dict[str, "Tree"]


def trie(words: Iterable[str]) -> str:
    """A regular expression that matches the longest of these words, by shared prefixes."""
    tree: Tree = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}

    def write(node: Tree) -> str:
        branches = [re.escape(char) + write(rest) for char, rest in sorted(node.items()) if char]
        if not branches:
            return ""
        body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
        return f"{body}?" if "" in node else body

    return write(tree)


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


@cache
def scanner(language: Language) -> re.Pattern[str]:
    """The one scanner of a language; what no group matches is a gap."""
    words = [w for w in language.words if _is_letter(w[0])]
    never = [w for w in language.never if _is_letter(w[0])]
    signs = [w for w in (*language.words, *language.never) if not _is_letter(w[0])]
    money = "|".join(sorted((re.escape(w) for w in words if language.words.get(w, "_")[0] == "cur"), reverse=True))
    heads = "".join(sorted({re.escape(w[0]) for w in signs} | {"(", "+"}))
    letters = [
        ("url", _URL),
        ("rand", r"r(?=\d[\d,]{0,12}(?:\.\d{1,3})? ?(?:million|billion|trillion|bn|mn)(?![a-z]))"),
        ("isbn", _ISBN),
        ("tel", _TEL),
        ("zone", _ZONE),
        ("standard", rf"{_STANDARD}"),
        ("circa", r"c\. ?(?=\d{3,4}(?![\d.,]))"),
        ("name", _NAME.replace("(?!hk", rf"(?!(?:{money})\d)(?!hk", 1)),
        (
            "word",
            rf"(?:(?<![a-z0-9][._/])|(?<=(?:uary|arch|pril|june|july|gust|mber|ober)/)|(?<=\b(?:{_MON})/))(?:{trie(words)})(?![a-z]|[._][a-z0-9])",
        ),
        ("letter", r"[a-z]{1,5}(?=[).])|(?<=\()[a-z]{1,5}(?=\))|[ivxlc]{1,7}(?![a-z])|[a-z](?![a-z0-9])"),
    ]
    digits = [
        ("phone", _PHONE),
        ("roundclock", rf"(?<![\d./]){_ROUND_THE_CLOCK}"),
        ("stamp", _STAMPS[1]),
        ("code", rf"{_CODE}|{_SESSION}"),
        ("angle", _ANGLE),
        ("iso", rf"(?<![\d./\-])(?:{_ISO})"),
        ("lap", rf"(?<![\d:.]){_LAP}"),
        ("clock", rf"(?<!\d)(?<!\d:){_CLOCK}"),
        ("proportion", rf"(?<!\d)(?<!\d:){_PROPORTION}"),
        ("version", rf"(?<![\d.,]){_VERSION}"),
        ("slashed", rf"(?<![\d./]){_SLASHED}"),
        ("digits", r"\d"),
    ]
    minus = r"-(?=(?:(?:us|hk)?[$€£¥₹])?\.?\d)|\A ?- {1,2}(?=\d[\d ,./]{0,20}%?\Z)"  # a cell of accounts: - 1 200
    marks = [("plus", _PLUS), ("printf", _PRINTF), ("minus", minus), ("shortyear", _SHORT_YEAR)]
    wording = [
        ("zhtel", _TEL.replace("tel|telephone|phone|fax|call|mobile|", "")),
        ("sign", f"(?=[{heads}])(?:{trie(signs)})"),
    ]
    others = [
        ("decimal", r"(?<![\w.])\.(?=\d)"),
        ("fracsign", "[½¼¾⅓⅔⅕⅛]"),
        ("circled", "[①-⑳⑴-⒇Ⅰ-Ⅻⅰ-ⅻ㈠-㈩]"),
    ]
    numeral = [("numeral", language.numeral)]

    def either(branches: list[tuple[str, str]]) -> str:
        return "|".join(f"(?P<{name}>{body})" for name, body in branches)

    mixed = rf"(?P<never>(?:{trie(never)})(?![a-z]))|{either(numeral)}|" if language.spaced else ""
    after = "" if language.spaced else "|" + either(numeral)
    return re.compile(
        rf"(?P<head>{_HEAD})|(?<![a-z])(?=[a-z])(?:(?P<wordstamp>{_WORD_STAMP})|{mixed}{either(letters)})|(?=\d)(?:{either(digits)})"
        rf"|(?![a-z0-9 ])(?:{_NO_HAN}(?:{either(marks)})|{either(wording)}|{_NO_HAN}(?:{either(others)}){after})"
    )


def tokens(text: str, language: Language, decimal_comma: bool = False, cased: str = "") -> list[Token]:
    """The tokens of a folded text in lower case, with a gap token wherever something else stands between two."""
    found: list[Token] = []
    append = found.append
    never, words = set(language.never), language.words
    search, at, size = scanner(language).search, 0, len(text)
    last_end = 0
    gap = CLASSES["gap"]
    masked = _mask(text) if "@" in text else text
    while at < size:
        match = search(masked, at)
        if match is None:
            break
        start, end = match.span()
        group = match.lastgroup
        token: Token | None
        word = match.group() if group in _WORDY else ""
        if group == "never" or (group == "name" and word in _NUMERONYMS):
            at = end
            continue
        if group == "name" and _QUARTER.match(word):
            token = Token(CLASSES["quarterno"], start, end, word)
        elif word and (group != "name" or word in words):
            if word in never or word not in words:
                at = end
                continue
            kind, data = words[word]
            weeks = kind in ("weekly", "weekday") and _AFTER_WEEK.match(text, end) is not None
            if kind == "weekday" and word[0] == "个":
                weeks = weeks or not _NTH_WEEKDAY.search(text, max(0, start - 4), start)  # 三个星期一共
            if weeks and word[:-1] in words:
                end -= 1  # 每周三次 is thrice a week, 每周三 a Wednesday
                kind, data = words[text[start:end]]
            elif kind == "lunarday" and COUNTER.match(text, end):
                end -= 1  # 5月初三个代表团
                kind, data = words[text[start:end]]
            token = Token(CLASSES[kind], start, end, data)
            if (
                end - start == 1
                and kind == "unit"
                and _is_letter(word)
                and not (found and found[-1].kind in "NY" and start - found[-1].end < 2)
            ):
                token = _letter(match)  # Section V is no volt
        elif group in _NUMERIC:
            token = _number(masked, start, language, decimal_comma, cased or text)
            if token and cased and token.kind in "NY" and (worth := _MILLIONS.match(cased, token.end)):
                token = Token(CLASSES["num"], start, worth.end(), token.data.scaled(_CAPITALS[worth[1].upper()]))
            note = _NOTED_YEAR.match(text, start) if found and found[-1].kind == "M" else None
            if note:  # September 2014.42: a year and the mark of a note
                year = read_digits(text[: start + 4], start)
                append(Token(CLASSES["year"], start, start + 4, year[0] if year else None))
                token, start, last_end = Token(CLASSES["head"], start + 5, note.end()), start + 5, start + 5
        elif group in ("stamp", "wordstamp"):
            parts = stamps.read(masked, cased or text, start, end)
            if parts is None and group == "stamp":  # £3m 2019
                token = _number(masked, start, language, decimal_comma, cased or text)
            else:
                token = _stamp(parts, start, end)
        elif group == "proportion" and (glued := _GLUED.match(masked, start)):
            day = _number(masked[: glued.end()], start, language, decimal_comma, cased or text)
            append(day or Token(gap, start, glued.end()))
            start = last_end = glued.end()
            token = Token(CLASSES["clock"], start, end, masked[start:end])
        else:
            token = _OTHERS[group or ""](match)
        if token is None:
            at = end
            continue
        if start > last_end and not masked[last_end:start].isspace():
            append(Token(gap, last_end, start))
        append(token)
        at = last_end = max(token.end, start + 1)
        if group == "clock" and (offset := _OFFSET.match(masked, token.end)):
            append(
                Token(
                    CLASSES["zone"],
                    offset.end() - len(offset.group().lstrip()),
                    offset.end(),
                    stamps.zone_of(offset.group()),
                )
            )
            at = last_end = offset.end()
    return found


_MILLIONS = re.compile(r" {1,2}([Mk])(?=\Z|[,;)|\n])")


def _mask(text: str) -> str:
    return _MAIL.sub(lambda m: "\x00" * len(m.group()), text)


def _number(text: str, start: int, language: Language, decimal_comma: bool, cased: str) -> Token | None:
    read = language.numbers(text, start, decimal_comma)
    if read is None:
        return None
    number, end = read
    if end - start > LONGEST and not _is_letter(text[start]):
        return Token(CLASSES["sym"], start, end)
    if number.plain == "th":
        return Token(CLASSES["ord"], start, end, number)
    if text[start].isdigit() and end < len(text) and text[end].isascii() and text[end].isalpha():
        return _attached(text, start, end, number, language, cased)
    year = number.plain is not None and len(number.plain) == 4 and 1000 <= number.value <= 2199
    return Token(CLASSES["year" if year else "num"], start, end, number)


def _attached(text: str, start: int, end: int, number: Number, language: Language, cased: str) -> Token:
    """Digits with letters attached: 11th and 5km are numbers, 5G and 3D names, 1990s a decade."""
    found = _AFTER_DIGITS.match(text, end)
    tail = found.group() if found else ""
    head = re.match(r"[a-z]+", tail)
    letters = head.group() if head else ""
    if letters in _SUFFIX and (head is None or tail == letters or tail[len(letters)] == "-"):
        number.plain = "th"
        return Token(CLASSES["ord"], start, end + 2, number)
    if letters == "s" and number.plain and (_DECADE.fullmatch(number.plain)):
        return Token(CLASSES["decade"], start, end + 1, number)
    if letters == tail == "z" and number.plain and _OF_DAY.fullmatch(number.plain):
        return Token(CLASSES["clock"], start, end + 1, f"{number.plain[:2]}:{number.plain[2:]}")  # 2359Z
    word = language.words.get(letters)
    if len(letters) == 1 and cased[end].isupper() and cased[end] not in "LVWKC":
        word = None  # 5G is a name, 5g a weight
    if word and (tail == letters or not tail[len(letters) :].isalnum()) and word[0] in (
        "unit", "time", "cur", "ampm", "pct", "to", "and", "times", "points", "month"
    ):  # fmt: skip
        return Token(CLASSES["num"], start, end, number)
    power = _POWER.match(text, end)
    if power:
        value = number.scaled(Decimal(10) ** int(power[1])).value
        return Token(CLASSES["num"], start, power.end(), Number(value, value, Decimal(1), None))
    worth = _CAPITALS.get(cased[end]) if len(tail) == 1 else None
    if worth and (cased[end] != "G" or number.plain is None or number.value >= 10):
        return Token(CLASSES["num"], start, end + 1, number.scaled(worth))
    if found is None or (len(letters) > 4 and tail == letters):
        return Token(CLASSES["num"], start, end, number)
    return Token(CLASSES["sym"], start, found.end(), None)


def _stamp(parts: list[stamps.Part] | None, start: int, end: int) -> Token:
    """A date in one piece; a time of day by itself is as one in digits, so that "p.m." may stand behind it."""
    if parts and len(parts) == 1 and parts[0].kind == "time":
        return Token(CLASSES["clock"], start, end, parts[0].fields["value"])
    if parts and len(parts) == 1 and re.fullmatch(r"\d{4}", parts[0].fields.get("value", "")):
        year = parts[0].fields["value"]  # FY2015 is a year
        number = Number(Decimal(year), Decimal(year), Decimal(1), Decimal(1), year)
        return Token(CLASSES["year"], start, end, number)
    return Token(CLASSES["stamp" if parts else "sym"], start, end, parts)


def _kind(name: str) -> Callable[[re.Match[str]], Token]:
    letter = CLASSES[name]

    def make(match: re.Match[str]) -> Token:
        return Token(letter, match.start(), match.end(), match.group())

    return make


def _letter(match: re.Match[str]) -> Token | None:
    word = match.group()
    if _ROMAN.match(word) and word not in ("c", "l"):
        return Token(CLASSES["roman"], match.start(), match.end(), word)
    if len(word) == 1:
        return Token(CLASSES["letter"], match.start(), match.end(), word)
    return None


def _circled(char: str) -> str:
    """The number in ①, ⑴, Ⅳ, ㈡."""
    for first, last in ("①⑳", "⑴⒇", "ⅠⅫ", "ⅰⅻ", "㈠㈩"):
        if first <= char <= last:
            return str(ord(char) - ord(first) + 1)
    return char


_NTH_WEEKDAY = re.compile("(?:第[一二三四五1-5]|最后一) ?\\Z")  # 第二个星期一
_AFTER_WEEK = re.compile("[次回]|个(?:工作|小时|课)|天(?!气)|日(?!报)")  # 每周三次, 一周五个工作日
_TAKES_MINUS = re.compile(r"[^\W为是达至到约从由率在有]|[)\]%°.$€£¥₹]")


def _minus(match: re.Match[str]) -> Token:
    """A dash before a digit is a minus sign where nothing stands before it that it could join."""
    text, start = match.string, match.start()
    before = text[max(0, start - 2) : start]
    joins = before[-1:] != "" and (
        (before[-1] != " " and _TAKES_MINUS.match(before[-1])) or (before[-1] == " " and before[:1].isdigit())
    )
    return Token(CLASSES["dash" if joins else "minus"], start, match.end())


def _telephone(match: re.Match[str]) -> Token:
    digit = next(i for i, c in enumerate(match.group()) if c.isdigit() or c in "(+")
    return Token(CLASSES["sym"], match.start() + digit, match.end())


def _placeholder(match: re.Match[str]) -> Token | None:
    """%1$s, whose number says which argument stands there; %s says nothing."""
    numbered = any(char.isdigit() for char in match.group())
    return Token(CLASSES["sym"], match.start(), match.end()) if numbered else None


def _short_year(match: re.Match[str]) -> Token:
    """'91 is 1991."""
    year = int(match.group()[1:])
    value = Decimal(year + (1900 if year > 50 else 2000))
    return Token(CLASSES["year"], match.start(), match.end(), Number(value, value, Decimal(1), Decimal(1), str(value)))


_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅕": "1/5", "⅛": "1/8"}

_OTHERS = {
    "url": _kind("sym"),
    "phone": _kind("sym"),
    "zone": lambda m: Token(CLASSES["zone"], m.start(), m.end(), stamps.zone_of(m.group())),
    "code": _kind("sym"),
    "tel": _telephone,
    "plus": _kind("sym"),
    "printf": _placeholder,
    "roundclock": _kind("roundclock"),
    "rand": lambda m: Token(CLASSES["cur"], m.start(), m.end(), "ZAR"),
    "isbn": _kind("sym"),
    "standard": _kind("sym"),
    "name": _kind("sym"),
    "version": _kind("version"),
    "angle": _kind("coordinate"),
    "shortyear": _short_year,
    "iso": _kind("iso"),
    "clock": _kind("clock"),
    "lap": _kind("lap"),
    "circa": lambda m: Token(CLASSES["before"], m.start(), m.end(), (None, True)),
    "proportion": _kind("proportion"),
    "zhtel": _telephone,
    "slashed": _kind("slashed"),
    "letter": _letter,
    "fracsign": lambda m: Token(CLASSES["fracword"], m.start(), m.end(), (_FRACTIONS[m.group()], None)),
    "circled": lambda m: Token(CLASSES["letter"], m.start(), m.end(), _circled(m.group())),
    "head": _kind("head"),
    "minus": _minus,
}
__all__ = ["read_digits", "scanner", "tokens", "trie"]
