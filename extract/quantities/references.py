"""Readings of references: articles, paragraphs, annexes, tables, what is numbered rather than counted."""

from __future__ import annotations

import re

from hedui.extract.quantities.build import Made, decimal_text, make, whole
from hedui.extract.quantities.company_zh import CLASSIFIED
from hedui.extract.quantities.grammar import Found, Page
from hedui.extract.quantities.language import Number, Token
from hedui.model import Quantity, QuantityKind


def item(token: Token) -> str:
    if token.kind == "u":
        return "a"
    return decimal_text(token.data.value) if isinstance(token.data, Number) else str(token.data)


def _brackets(tokens: list[Token]) -> str:
    return "".join(f"({item(t)})" for t in tokens if t.kind not in "()")


_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def roman(word: str) -> int:
    """The value of a Roman numeral in lower case."""
    total = 0
    for a, b in zip(word, [*word[1:], ""], strict=True):
        total += -_ROMANS[a] if b and _ROMANS[b] > _ROMANS[a] else _ROMANS[a]
    return total


def _top(token: Token) -> str:
    """The number of a reference, Roman or not; a letter stands for itself."""
    if token.kind == "I":
        return str(roman(token.data))
    return item(token).upper() if token.kind in "lu" else item(token)


def ordref(page: Page, found: Found) -> Made:
    """第16条第(3)款, 第34段."""
    n, end_word = found["n"], found["refend"]
    assert end_word
    value = (_top(n) if n else "") + _brackets(found.run("sub0")) + _brackets(found.run("sub"))
    if not value:
        return None
    at = found.match.end("refend")
    at += len(found.run("sub"))
    tokens, parts, stop = page.tokens, [], found.end
    if end_word.data in ("chapter", "part", "section", "annex", "volume", "page"):
        stop = at
    while at < stop:
        token = tokens[at]
        if token.kind in "NlIu":
            parts.append(f"({item(token)})")
        at += 1
    start, end = page.tokens[found.start].start, page.tokens[stop - 1].end
    unit = end_word.data
    if unit in _COUNTED_ENDS and not parts and not found.run("sub") and _continues(page, end):
        return None
    made = [make(page, "reference", start, end, value=value + "".join(parts), unit=unit)]
    return _more_refs(page, made, stop, unit)


_COUNTED_ENDS = ("subparagraph", "part", "page", "volume", "line", "column")


_NEXT_WORD = re.compile(r"[目]")


def _continues(page: Page, end: int) -> bool:
    """Whether 项 is the start of 项目 and the like: 第三项目 is no third item."""
    return _NEXT_WORD.match(page.folded, end) is not None


def nths(page: Page, found: Found) -> Made:
    """A list or range of ordinals or references: 第三和第四届, 第12、13和16段, 第24至第35段."""
    word = found["refend"]
    run = found.run("more")
    unit = (word.data or "number") if word else None
    kind: QuantityKind = "reference" if word else "ordinal"
    n = found["n"]
    assert n
    if any(t.kind == "l" or t.kind == "I" for t in [n, *run]) and not word:
        return None
    noun = None if word else page.language.noun(page.folded, page.tokens[found.end - 1].end)
    fields = {"unit": unit, "noun": noun}
    if word and word.kind == "n" and page.classes[found.end : found.end + 1] == "S":
        return None
    if not word and not any(t.kind == "d" for t in run):
        return None
    value = _top(n) + _brackets(found.run("sub0"))
    out = [make(page, kind, page.tokens[found.start].start, n.end, value=value, **fields)]
    join, opened, bracket = "", None, False
    for token in run:
        if token.kind in "()":
            bracket = token.kind == "("
        elif bracket:
            head = (out[-1].value or out[-1].high or "").partition("(")[0]
            out.append(make(page, kind, token.start - 1, token.end + 1, value=f"{head}({item(token)})", **fields))
        elif token.kind in "&,-t":
            join = token.kind
        elif token.kind == "d":
            opened = token
        else:
            start = opened.start if opened else token.start
            if join in "-t":
                last = out.pop()
                from_, to = whole(n), whole(token)
                if join == "-" and from_ is not None and to is not None and to < from_:
                    joined = f"{last.value}-{_top(token)}"
                    out.append(
                        make(
                            page, "symbol" if unit == "number" else kind, last.start, token.end, value=joined, **fields
                        )
                    )
                    continue
                out.append(
                    make(page, kind, last.start, token.end, low=last.value or last.low, high=_top(token), **fields)
                )
            else:
                out.append(make(page, kind, start, token.end, value=_top(token), **fields))
            opened = None
    if word:
        last = out.pop()
        values = {"value": last.value, "low": last.low, "high": last.high}
        out.append(make(page, last.kind, last.start, word.end, **values, **fields))
        return _more_refs(page, out, found.end, str(unit))
    return out, found.end


_COUNTS_NEXT = "myDTUPCBhFx>z"


def ref(page: Page, found: Found) -> Made:
    """附件二, 表1, 议程项目3(a)."""
    word, n = found["ref"], found["n"]
    assert word
    assert n
    if n.kind == "N" and (n.data.scale != 1 or n.data.approximate or n.data.high is not None or n.data.value < 0):
        return None
    if n.kind == "l" and (n.end - n.start > 1 or not page.folded[n.start].isupper()):
        return None
    after = page.classes[found.end : found.end + 1]
    if n.kind == "N" and ((after and after in _COUNTS_NEXT) or CLASSIFIED.match(page.folded, n.end)):
        return None
    if n.kind == "N" and n.data.words and len(page.folded[word.start : word.end]) == 1 and n.data.value > 20:
        return None
    value = _top(n) + _brackets(found.run("sub"))
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    made = [make(page, "reference", start, end, value=value, unit=word.data)]
    return _more_refs(page, made, found.end, word.data)


_NOT_ROMAN = ("paragraph", "subparagraph", "item", "rule", "number", "activity", "clause", "page")


_PRONOUN = re.compile(
    r" (?:am|was|will|would|shall|should|have|had|do|did|can|could|cannot|may|must|wish|think|hope|believe|want|refer"
    r"|agree|quote|mention|said|say|see|support|find|feel|understand|know|also)\b"
)


def refs(page: Page, found: Found) -> Made:
    """Article 16, paragraph 3; annex II; paras. 3-5; articles 3 and 4; paragraph (a)."""
    word, n = found["ref"], found["n"]
    assert word
    if n is None:
        start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
        if page.lower.startswith("(s)", word.end):
            return None  # line(s)
        made = [make(page, "reference", start, end, value=_brackets(found.run("sub")), unit=word.data)]
        return _more_refs(page, made, found.end, word.data)
    upper = page.folded[n.start].isupper()
    if n.kind == "u" and (
        not upper or word.data not in ("annex", "table", "part", "section", "figure") or n.end - n.start > 1
    ):
        return None
    pronoun = (
        n.kind == "I"
        and n.data == "i"
        and (
            word.data in _NOT_ROMAN
            or (
                page.folded[word.start : word.end] in ("part", "section", "group") and _PRONOUN.match(page.lower, n.end)
            )
        )
    )
    if pronoun:
        return None
    if n.kind in "lI" and (not upper or (n.kind == "l" and n.end - n.start > 1)):
        return None
    if (
        n.kind == "l"
        and page.folded[n.start] in "AI"
        and word.data not in ("annex", "table", "item", "part", "section")
    ):
        return None
    if n.kind in "NY" and (n.data.scale != 1 or n.data.approximate or n.data.weak or n.data.value < 0):
        return None
    if n.kind == "Y" and word.data != "number":
        return None
    after = page.classes[found.end : found.end + 1]
    if n.kind == "N" and after and after in "TUPCB" and found["ref2"] is None and not found.run("sub"):
        return None
    if word.data == "activity" and (n.kind == "N" and n.data.words and not page.folded[n.start].isupper()):
        return None
    lettered = word.data == "activity" and n.data == "x"  # category X of A to Z; ten where the other side says so
    value = ("X" if lettered else _top(n)) + _brackets(found.run("sub"))
    word2, n2 = found["ref2"], found["n2"]
    end_at = found.end
    if word2 is not None and n2 is not None:
        if (
            word2.data in ("paragraph", "subparagraph")
            and word.data not in ("paragraph", "annex", "table", "figure", "chapter", "section", "part", "item")
        ) or word2.data == "subparagraph":
            value += f"({item(n2)})" + _brackets(found.run("sub2"))
        else:
            end_at = found.match.start("ref2")
            if page.classes[end_at - 1] == ",":
                end_at -= 1
    start, end = page.tokens[found.start].start, page.tokens[end_at - 1].end
    out = [make(page, "reference", start, end, value=value, unit=word.data)]
    return _more_refs(page, out, end_at, word.data)


def refversion(page: Page, found: Found) -> Made:
    """Section 5.7.1.1, 第3.2.1节."""
    word, n = found["ref"] or found["refend"], found["n"]
    assert word
    assert n
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [make(page, "reference", start, end, value=n.data, unit=word.data)], found.end


_ROMAN_REF = re.compile(r"([IVXLC]+)\.(\d{1,3}(?:\.\d{1,3})*)\Z")


def romanref(page: Page, found: Found) -> Made:
    """Rule XL.3, table II.5."""
    word, s = found["ref"], found["s"]
    assert word
    assert s
    parts = _ROMAN_REF.match(page.folded[s.start : s.end])
    if parts is None:
        return None
    value = str(roman(parts[1].lower())) + "".join(f"({part})" for part in parts[2].split("."))
    made = [make(page, "reference", word.start, s.end, value=value, unit=word.data)]
    return _more_refs(page, made, found.end, word.data)


def grade(page: Page, found: Found) -> Made:
    """三年级, 一年级至三年级: years of school."""
    n, n2 = found["n"], found["n2"]
    assert n
    end = page.tokens[found.end - 1].end
    values = [item(token) for token in (n, n2) if token and isinstance(token.data, Number) and token.data.value < 14]
    if page.folded[end : end + 1] != "级" or len(values) < 1 + (n2 is not None):
        return None
    fields = {"low": values[0], "high": values[1]} if n2 else {"value": values[0]}
    start = page.tokens[found.start].start
    return [make(page, "reference", start, end + 1, unit="activity", **fields)], found.end


def letterref(page: Page, found: Found) -> Made:
    """B项, A部分."""
    n, word = found["n"], found["refend"]
    assert n
    assert word
    if not page.folded[n.start].isupper():
        return None
    return [make(page, "reference", n.start, word.end, value=_top(n), unit=word.data)], found.end


def refof(page: Page, found: Found) -> Made:
    """Paragraph 3 (d) of rule 4 is rule 4(3)(d)."""
    word, word2, n, n2 = found["ref"], found["ref2"], found["n"], found["n2"]
    assert word
    assert word2
    assert n
    assert n2
    if word.data not in ("paragraph", "subparagraph") or word2.data not in ("article", "rule", "regulation"):
        return None
    if (n2.kind in "lIu" and not page.folded[n2.start].isupper()) or (isinstance(n.data, Number) and n.data.weak):
        return None
    value = f"{_top(n2)}{_brackets(found.run('sub2'))}({item(n)}){_brackets(found.run('sub'))}"
    start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
    return [make(page, "reference", start, end, value=value, unit=word2.data)], found.end


_MORE = re.compile(r"(?:[,&]&?|[-t])(?=N(?![PUTCBymD])|[Ilu]|\([lINu]\))")


_SUBS = re.compile(r"(?:\([lINu]\)){0,9}")


def _more_refs(page: Page, out: list[Quantity], at: int, unit: str) -> tuple[list[Quantity], int]:
    """The further members of a list of references: paras. 3, 5 and 7-9; (a) and (b)."""
    classes, tokens = page.classes, page.tokens
    words = page.lower[out[0].start : out[0].end].split(" ")
    plural = not page.language.spaced or unit == "page" or any(w.rstrip(".").endswith("s") for w in words[:2])
    while True:
        match = _MORE.match(classes, at)
        if match is None:
            return out, at
        token = tokens[match.end()]
        dash = match.group() in "-t"
        if token.kind == "(":
            value = (out[-1].value or out[-1].high or "").partition("(")[0] + f"({item(tokens[match.end() + 1])})"
            end, nxt = tokens[match.end() + 2].end, match.end() + 3
        elif token.kind in "Ilu":
            if token.kind != "I" and not (out[-1].value or out[-1].high or "").isalpha():
                return out, at
            if token.end - token.start > 5 or (token.kind != "I" and token.end - token.start > 1):
                return out, at
            if not plural or not page.folded[token.start].isupper():
                return out, at
            value, end, nxt = _top(token), token.end, match.end() + 1
        else:
            if not (plural or dash) or token.data.scale != 1 or (token.data.words and page.language.spaced):
                return out, at
            value, end, nxt = item(token), token.end, match.end() + 1
            sub = _SUBS.match(classes, nxt)
            assert sub
            value += _brackets(tokens[nxt : sub.end()])
            nxt = sub.end()
            end = tokens[nxt - 1].end
        if dash:
            last = out.pop()
            out.append(make(page, "reference", last.start, end, low=last.value or last.high, high=value, unit=unit))
        else:
            out.append(make(page, "reference", token.start, end, value=value, unit=unit))
        at = nxt


def numbered(page: Page, found: Found) -> Made:
    """No. 45."""
    n = found["n"]
    assert n
    if not page.language.spaced:
        start, end = page.tokens[found.start].start, page.tokens[found.end - 1].end
        value = decimal_text(n.data.value)
        if (
            page.classes[found.start] != "d"
            and not n.data.words
            and n.data.scale == 1
            and 1 <= n.data.value <= 31
            and not re.match(r" ?[\u4e00-\u9fff]", page.folded[end : end + 2])
            and page.folded[start - 1 : start] not in (")", "]")  # 国发〔2015〕12号
        ):
            return [make(page, "date", start, end, value=f"---{int(n.data.value):02}")], found.end
        return [make(page, "reference", start, end, value=value, unit="number")], found.end
    word = page.lower[page.tokens[found.start].start : page.tokens[found.start].end]
    if (word == "no" and page.folded[page.tokens[found.start].start] != "N") or (
        word in ("number", "numbers") and n.data.words
    ):
        return None
    if word == "no" and n.data.words:
        return None
    start = page.tokens[found.start].start
    made = [make(page, "reference", start, n.end, value=decimal_text(n.data.value), unit="number")]
    return _more_refs(page, made, found.end, "number")
