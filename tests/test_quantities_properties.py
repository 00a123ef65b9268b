"""Numbers, dates and money written out in each language are read back; spans and order hold for any text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from hedui.extract.quantities import Context, learn, read
from hedui.model import Quantity

HANZI = "零一二三四五六七八九"
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
MONTHS = "January February March April May June July August September October November December".split()
NUMBERS = st.integers(2, 10**12 - 1)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def hanzi(n: int) -> str:
    """The Chinese numeral of a whole number below 10^16."""
    if n >= 10**4:
        scale, name = (10**8, "亿") if n >= 10**8 else (10**4, "万")
        high, low = divmod(n, scale)
        gap = "零" if low and low < scale // 10 else ""
        return hanzi(high) + name + (gap + hanzi(low) if low else "")
    written, gap = "", False
    for worth, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, worth)
        if digit:
            written += ("零" if gap and written else "") + HANZI[digit] + unit
            gap = False
        else:
            gap = True
    return written or "零"


def english(n: int) -> str:
    """The English numeral of a whole number below 10^15."""
    for worth, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= worth:
            high, low = divmod(n, worth)
            rest = "" if not low else (" and " if low < 100 else " ") + english(low)
            return f"{english(high)} {name}{rest}"
    if n >= 100:
        return f"{ONES[n // 100]} hundred" + (f" and {english(n % 100)}" if n % 100 else "")
    if n >= 20:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    return ONES[n]


def only(text: str, lang: str, context: Context | None = None) -> Quantity:
    found = [q for q in read(text, lang, context) if not q.weak]
    assert len(found) == 1, (text, found)
    return found[0]


@settings(deadline=None)
@given(NUMBERS)
def test_whole_numbers_in_chinese_numerals(n: int) -> None:
    assert only(f"共有{hanzi(n)}名代表。", "zh-Hans").value == str(n)


@settings(deadline=None)
@given(NUMBERS)
def test_whole_numbers_in_english_words(n: int) -> None:
    assert only(f"There were {english(n)} delegates.", "en").value == str(n)


@settings(deadline=None)
@given(NUMBERS, st.sampled_from([",", " ", "\u00a0", "\u2009", "\u202f", "'", ""]))
def test_digits_in_every_grouping(n: int, mark: str) -> None:
    printed = f"{n:,}".replace(",", mark)
    assert only(f"总额为{printed}美元", "zh-Hans").value == str(n)
    assert only(f"a total of USD {printed}", "en").value == str(n)


@settings(deadline=None)
@given(st.decimals(Decimal("0.1"), Decimal("9999.9"), places=1), st.sampled_from([("万", 4), ("亿", 8), ("百万", 6)]))
def test_scales_of_ten_thousand_and_of_a_thousand(number: Decimal, scale: tuple[str, int]) -> None:
    worth = number.scaleb(scale[1])
    zh = only(f"{number}{scale[0]}美元", "zh-Hans")
    en = only(f"${worth / 10**6:f} million", "en")
    assert Decimal(zh.value or "0") == Decimal(en.value or "0") == worth
    assert zh.step == Decimal("0.1").scaleb(scale[1])


@settings(deadline=None)
@given(DAYS)
def test_dates_in_full(day: date) -> None:
    assert only(f"{day.year}年{day.month}月{day.day}日", "zh-Hans").value == day.isoformat()
    assert only(f"{hanzi_year(day.year)}年{hanzi(day.month)}月{hanzi(day.day)}日", "zh-Hans").value == day.isoformat()
    assert only(f"on {day.day} {MONTHS[day.month - 1]} {day.year}", "en").value == day.isoformat()
    assert only(f"on {MONTHS[day.month - 1]} {day.day}, {day.year}", "en").value == day.isoformat()


def hanzi_year(year: int) -> str:
    return "".join(HANZI[int(c)] if c != "0" else "〇" for c in str(year))


@settings(deadline=None)
@given(DAYS, st.integers(1, 400))
def test_ranges_of_dates(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    zh = only(f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日", "zh-Hans")
    en = only(
        f"from {first.day} {MONTHS[first.month - 1]} {first.year} to {last.day} {MONTHS[last.month - 1]} {last.year}",
        "en",
    )
    assert (zh.low, zh.high) == (en.low, en.high) == (first.isoformat(), last.isoformat())


@settings(deadline=None)
@given(st.integers(1, 199), st.integers(1, 20))
def test_references_say_the_same(article: int, paragraph: int) -> None:
    value = f"{article}({paragraph})"
    for text, lang in (
        (f"第{article}条第{paragraph}款", "zh-Hans"),
        (f"第{hanzi(article)}条第{hanzi(paragraph)}款", "zh-Hans"),
        (f"article {article}, paragraph {paragraph},", "en"),
        (f"Article {article}({paragraph})", "en"),
    ):
        assert only(text, lang).value == value, text


@given(
    st.text(
        alphabet="0123456789一二三十百千万亿零两半几多第年月日至和、，。.,()（）%％ -–/:个项条美元约 aAbBxX",
        max_size=60,
    )
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_in_order_without_overlap(text: str) -> None:
    for lang in ("zh-Hans", "zh-Hant", "en"):
        end = 0
        for quantity in read(text, lang):
            assert end <= quantity.start < quantity.end <= len(text)
            assert text[quantity.start : quantity.end] == quantity.text
            end = quantity.end


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_characters_are_read(text: str) -> None:
    for lang in ("zh-Hans", "en"):
        read(text, lang)


@settings(deadline=None)
@given(st.text(alphabet="0123456789 ,.年月日万%个，。abc", max_size=40))
def test_no_digit_is_left_over(text: str) -> None:
    for lang in ("zh-Hans", "en"):
        covered = {i for q in read(text, lang) for i in range(q.start, q.end)}
        left = [i for i, char in enumerate(text) if char.isdigit() and char.isascii() and i not in covered]
        assert not left, (text, lang, left)


def test_traditional_characters_read_alike() -> None:
    assert only("兩萬五千個項目", "zh-Hant").value == only("两万五千个项目", "zh-Hans").value == "25000"
    assert only("八億五千萬美元", "zh-Hant").value == "850000000"


def test_a_decimal_comma_is_learnt_from_the_document() -> None:
    context = learn(["Budget: 1.250,00 euros", "12.500,50 euros", "in 2024"], "en")
    assert context.decimal_comma
    assert only("a cost of 1.250 euros", "en", context).value == "1250"
    assert only("a cost of 12,5 euros", "en", context).value == "12.5"
    assert only("a cost of 1.250 euros", "en").value == "1.25"


def test_acronyms_with_numbers_are_learnt_from_the_document() -> None:
    english_one = learn(["the Fourth Meeting of the Parties (CMP4) decided"], "en")
    chinese_one = learn(["第四次缔约方会议（CMP4）决定"], "zh-Hans")
    assert dict(english_one.acronyms) == {"CMP": "Meeting"}
    assert dict(chinese_one.acronyms) == {"CMP": "缔约方会议"}
    quantity = only("as CMP5 requested", "en", english_one)
    assert (quantity.kind, quantity.value, quantity.noun, quantity.unit) == ("ordinal", "5", "Meeting", "CMP")
    assert only("as CMP5 requested", "en").unit == "acronym"
