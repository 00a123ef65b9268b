"""Chinese numerals, alone or mixed with digits: 三万五千, 3万5千, 二〇二五, 1.5亿, 十几, 百分之百, 两三百."""

from __future__ import annotations

import re
from decimal import Decimal

from hedui.extract.quantities.digits import ONE, read_digits
from hedui.extract.quantities.language import Number

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "幺": 1}
_FORMAL = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20, "卅": 30, "卌": 40}
_BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_D, _F = "零〇一二三四五六七八九两俩", "壹贰叁肆伍陆柒捌玖"
_U = "十百千万亿兆拾佰仟廿卅卌"
# What a numeral may start with. A formal digit counts only in company (大陆, 队伍, 收拾 hold none), a bare unit only
# with what makes it one (百余名, 上千人, 百分之百).
NUMERAL = (
    rf"[一二三四五六七八九两俩廿卅]|十(?!分(?![钟之]))|[零〇](?=[点{_D}个票人例起宗次分时]|增长)"
    r"|(?<=[从由自])[零〇](?=[到至])|(?<=[是为])[零〇](?=[,。;、]|\Z)"
    rf"|[{_F}](?= ?[拾佰仟万亿零点元圆角十百千{_F}打])|(?<=[角零元圆])[{_F}](?=分)"
    rf"|(?<=[分份 ]之)[{_F}]|(?<=[分份]之 )[{_F}]"
    rf"|(?<=[年月零])[{_F}](?=[月日])|零(?=[{_F}][月日])"  # 捌月零伍日
    rf"|[拾佰仟](?=[万亿{_F}])|(?<![收捡拣])拾(?=[一二三四五六七八九][万亿佰仟百千])"
    r"|[百千](?=[余多一二三四五六七八九]|万[^一不别]|亿)|(?<=之)[百千]"
    r"|(?<=[近约逾上成])[百千万亿](?=[名人个次户件万亿余多])|[万亿](?=[余多][名人个次户件亩吨元册])"
    r"|\A[零〇]\Z|(?<=每)[百千万亿](?=[名人个户例件次辆台架艘位份公平立升亩元头只座小工活车飞吨米克千天美欧日港])|[百千万亿]{1,2}(?=(?:美|欧|日|港|澳|加|新)?元|瑞士法郎|英镑|人民币)"
    r"|(?<=[(:])(?:[十百千]?[万亿]|[百千])(?=吨|立方|平方|公[里顷斤]|千瓦|兆瓦)"
    r"|数以[十百千万亿]{1,3}计|[几数][十百千万亿](?!分)|半(?=百(?!分))"
)
_ITEM = re.compile(rf"( *+)(?:([{_D}{_F}])|([十百千拾佰仟廿卅卌])|([万亿兆])|(\d))")
_VAGUE = re.compile(r"( ?)([多余几来])(?= ?[十百千万亿])")
_TAIL = re.compile(r"好?几|[多余来](?=[名个人位份次件项家户条年天岁亩吨万亿种倍美元公只艘页张辆场])")
_POINT = re.compile(
    r" ?点 ?([零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖]++)(?! ?[钟整半刻十百千])(?!(?<=[零〇]\w) ?分)(?! ?分钟)"
)
_DAYPART = re.compile(r"[上下正中]午|早[上晨]|凌晨|清晨|[晚夜]间?")
_SCALE = re.compile(r" ?([十百千]?)([万亿]{1,2})")
_PAIR = re.compile(r"([一二两三四五六七八])([二三四五六七八九])([十百千万亿]+)")
_APART = re.compile(r"([1-9]) ([1-9])(?= ?折)")
"""7 2 折 in justified lines."""
_SOME = "三五"
_BARE_UNITS = "百千万亿"
_UPWARDS = re.compile(r"(?<![以会路网晚早场础史线地身手])上\Z")
"""上百人, 上亿元: a hundred and more."""
_STOCK = re.compile(r"数以([十百千万亿]{1,3})计")
LONGEST = 44
_LETTER = re.compile(r"k(?![a-z0-9])")
_DOZEN = re.compile(r" ?打(?![击开算造印破断动电扫压仗架字工包扰听赌折黑])")
_YEARS = re.compile("周?岁|年")
_NEW_FIGURE = re.compile("周?岁|[年个名位项至到、]")
_NOT_SCALE = re.compile(r"百(?=分点|帕)|千(?=分点|[米克瓦卡赫伏帕瓩])|兆(?=[瓦赫字帕焦欧位比])|百(?=慕大|货|姓|科)")


def numbers(text: str, start: int, decimal_comma: bool = False) -> tuple[Number, int] | None:
    """The number at ``start``, in digits, Chinese numerals or both, and where it ends; None where there is none."""
    char = text[start]
    if apart := _APART.match(text, start):
        printed = Decimal(apart[1] + apart[2])
        return Number(printed, printed, ONE, ONE, str(printed)), apart.end()
    if char == ".":
        return read_digits(text, start, decimal_comma)
    if char == "数" and (stock := _STOCK.match(text, start)):
        return _stock(stock)
    if char in "数几" and text[start + 1 : start + 2] in tuple(_U):
        return _some(text, start)
    if char == "半":
        unit = text[start + 1]
        worth = Decimal(_TENS.get(unit) or _BIG[unit])
        return Number(worth / 2, Decimal("0.5"), worth, None, words=True), start + 2
    pair = _PAIR.match(text, start)
    if pair and (_DIGITS[pair[2]] - _DIGITS[pair[1]] == 1 or pair[1] + pair[2] == _SOME):
        return _neighbours(pair)
    read = _read(text, start, decimal_comma)
    if read and char in _BARE_UNITS and _UPWARDS.search(text, max(0, start - 2), start):
        read[0].bound, read[0].approximate, read[0].weak, read[0].step = "ge", True, False, None
    return read


def _stock(found: re.Match[str]) -> tuple[Number, int]:
    """数以千计: the unit named, and more."""
    worth = ONE
    for unit in found[1]:
        worth *= _TENS.get(unit) or _BIG[unit]
    return Number(worth, worth, ONE, None, words=True, approximate=True, bound="ge"), found.end()


def _some(text: str, start: int) -> tuple[Number, int] | None:
    """数十, 几百, 数百万: some tens, hundreds, … : never exact."""
    worth, end = ONE, start + 1
    while text[end : end + 1] in tuple(_U):
        worth *= _TENS.get(text[end]) or _BIG[text[end]]
        end += 1
    return Number(worth, worth, ONE, None, words=True, approximate=True, bound="ge"), end


def _neighbours(pair: re.Match[str]) -> tuple[Number, int]:
    """两三百, 二三十: from the first to the second."""
    worth = ONE
    for unit in pair[3]:
        worth *= _TENS.get(unit) or _BIG[unit]
    low, high = _DIGITS[pair[1]] * worth, _DIGITS[pair[2]] * worth
    return Number(low, low, ONE, None, words=True, approximate=True, high=high), pair.end()


class _Sum:
    """A numeral being added up: ``total`` above 万, ``section`` below, ``digit`` waiting for its unit."""

    __slots__ = ("after_zero", "big", "digit", "last", "section", "total")

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.digit: Decimal | None = None
        self.last = self.big = Decimal(0)
        self.after_zero = False

    def unit(self, worth: int, tens: bool) -> None:
        """Takes 十, 百, 千 (廿 and 卅 bring their own digit)."""
        if tens:
            self.section += worth
            self.last = Decimal(10)
        else:
            self.section += (ONE if self.digit is None else self.digit) * worth
            self.last = Decimal(worth)
        self.digit, self.after_zero = None, False

    def scale(self, worth: int) -> None:
        """Takes 万, 亿, 兆; after another of them it multiplies (万亿, 万万)."""
        group = self.section + (self.digit or 0)
        if group == 0 and self.digit is None:
            self.total = self.total * worth if self.total else Decimal(worth)
        elif self.total and self.big < worth:
            self.total = (self.total + group) * worth
        else:
            self.total += group * worth
        self.section, self.digit = Decimal(0), None
        self.last = self.big = Decimal(worth)
        self.after_zero = False

    def value(self, spoken: bool) -> Decimal:
        """The sum; a last digit that was spoken without its unit takes the next lower one (一百二 is 120)."""
        digit = self.digit or Decimal(0)
        if spoken and digit and self.last >= 100 and not self.after_zero:
            digit *= self.last / 10
        return self.total + self.section + digit


def _read(text: str, start: int, decimal_comma: bool) -> tuple[Number, int] | None:
    sum_, end = _Sum(), start
    run, units, step = "", 0, ONE
    first: Number | None = None
    bound, spoken = None, False
    shown = ""
    while end - start <= LONGEST:
        item = _ITEM.match(text, end)
        if item is None:
            vague = _VAGUE.match(text, end) if units or first else None
            if vague and bound is None:
                bound, end = "gt", vague.end()
                continue
            break
        gap, han, tens, big, digit = item.groups()
        if gap and (end == start or len(gap) > 2 or not (tens or big or (shown and shown[-1] in _U))):
            break
        if gap and digit and not big and not tens and not (shown and shown[-1] in "万亿"):
            break
        if digit:
            if end != start and not units:
                break
            read = read_digits(text, item.start(5), decimal_comma)
            if read is None:
                break
            follows = re.compile(r" ?[十百千万亿兆]").match(text, read[1]) and not _NOT_SCALE.match(text, read[1])
            if (
                end != start
                and not follows
                and not (not gap and 0 < read[0].value < sum_.last and len(read[0].plain or "") > 2)
            ):
                break
            if first is None:
                first = read[0]
            assert isinstance(read[0].value, Decimal)
            sum_.digit, spoken, sum_.after_zero = read[0].value, False, True
            step = read[0].step or ONE
            end = read[1]
            shown += "0"
            continue
        char = text[item.end() - 1]
        if _NOT_SCALE.match(text, item.end() - 1):
            break
        if han:
            if shown[-1:] in ("万", "亿") and (_YEARS if "0" not in shown else _NEW_FIGURE).match(text, item.end()):
                break  # 138万五岁以下儿童
            value = _DIGITS[han] if han in _DIGITS else _FORMAL[han]
            if value == 0:
                if sum_.digit is not None and not units:
                    run += han
                    sum_.digit = sum_.digit * 10
                    end, shown = item.end(), shown + char
                    continue
                sum_.after_zero = True
                if sum_.digit is None and not units:
                    sum_.digit = Decimal(0)
                run += han
            elif sum_.digit is not None and run and not units:
                run += han
                sum_.digit = sum_.digit * 10 + value
            elif sum_.digit is not None:
                if value == sum_.digit + 1 and sum_.last == 10 and bound is None:
                    low = sum_.value(False)
                    return Number(low, low, ONE, ONE, words=True, high=low + 1, approximate=True), item.end()
                break
            else:
                run += han
                sum_.digit, spoken = Decimal(value), True
            step = ONE
        elif tens:
            if sum_.digit is not None and len(run) > 1 and not units and run[-1] not in "零〇":
                return _spelled(run, start, text)
            sum_.unit(_TENS[tens], tens in "廿卅卌")
            units, run, step = units + 1, "", step if shown[-1:] == "0" else ONE
            if shown[-1:] == "0":
                step *= _TENS[tens]
        else:
            worth = _BIG[big]
            if sum_.total > 10**24:
                break
            if (
                shown[-1:] == "0"
                or (shown and shown[-1] in "万亿兆" and step > 1)
                or (shown and shown[-1] in "百千十" and step > 1)
            ):
                step *= worth
            else:
                step = ONE
            sum_.scale(worth)
            units, run = units + 1, ""
        end, shown = item.end(), shown + char
    if end == start:
        return None
    if first is not None and not units:
        return _lettered(text, first, end)
    if not units and len(run) > 1:
        return _spelled(run, start, text)
    return _finish(text, start, end, sum_, step, spoken, bound, shown)


def _lettered(text: str, number: Number, end: int) -> tuple[Number, int]:
    """Digits alone, or with k."""
    if _LETTER.match(text, end):
        value = number.value * 1000
        return Number(value, number.value, Decimal(1000), None), end + 1
    dozen = _DOZEN.match(text, end)
    if dozen:
        return Number(number.value * 12, number.value, ONE, None), dozen.end()
    return number, end


def _spelled(run: str, start: int, text: str) -> tuple[Number, int] | None:
    """Digits one by one (二〇二五), or two neighbours that mean "two or three" (两三)."""
    digits = "".join(str(_DIGITS.get(c, _FORMAL.get(c, 0))) for c in run)
    end = start + len(run)
    if len(run) == 2 and "0" not in digits and (int(digits[1]) - int(digits[0]) == 1 or digits == "35"):
        low, high = Decimal(digits[0]), Decimal(digits[1])
        return Number(low, low, ONE, ONE, words=True, high=high, approximate=True), end
    value = Decimal(digits)
    point = _POINT.match(text, end)
    if point:
        decimals = "".join(str(_DIGITS.get(c, _FORMAL.get(c, 0))) for c in point[1])
        value = Decimal(f"{value}.{decimals}")
        return Number(value, value, ONE, ONE.scaleb(-len(decimals)), words=True), point.end()
    return Number(value, value, ONE, ONE, digits, words=True), end


def _finish(
    text: str, start: int, end: int, sum_: _Sum, step: Decimal, spoken: bool, bound: str | None, shown: str
) -> tuple[Number, int] | None:
    value = sum_.value(spoken)
    approximate = bound is not None
    point = None if _DAYPART.search(text, max(0, start - 2), start) else _POINT.match(text, end)
    if point and not bound and shown[-1:] != "0":
        decimals = "".join(str(_DIGITS.get(c, _FORMAL.get(c, 0))) for c in point[1])
        value, step, end = Decimal(f"{value}.{decimals}"), ONE.scaleb(-len(decimals)), point.end()
        more = _SCALE.match(text, end)
        if more:
            worth = ONE
            for unit in more[1] + more[2]:
                worth *= _TENS.get(unit) or _BIG[unit]
            return Number(value * worth, value, worth, step * worth, words=True), more.end()
        return Number(value, value, ONE, step, words=True), end
    if bound is None and shown[-1:] in tuple("十百千万亿拾廿卅"):
        tail = _TAIL.match(text, end)
        if tail:
            bound, approximate, end = "gt", True, tail.end()
    dozen = _DOZEN.match(text, end)
    if dozen:
        return Number(value * 12, value, ONE, None, words=True), dozen.end()
    mantissa, scale = _split(value, shown)
    weak = text[start:end] == "一"
    words = "0" not in shown
    number = Number(value, mantissa, scale, None if bound else step, None, words, None, approximate, weak)
    number.bound = "gt" if bound else None
    number.weak = weak or set(shown) <= set("百千万亿")
    if len(shown) == 1 and words and sum_.digit is not None:
        number.plain = str(int(value))
    return number, end


def _split(value: Decimal, shown: str) -> tuple[Decimal, Decimal]:
    """Mantissa and scale, for ranges that share a scale: 三至五百万."""
    scale = ONE
    for char in reversed(shown):
        if char in _BIG:
            scale *= _BIG[char]
        elif char in _TENS and char not in "廿卅卌" and len(shown) > 1:
            return value / (scale * _TENS[char]), scale * _TENS[char]
        else:
            break
    return value / scale, scale
