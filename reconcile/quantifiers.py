"""Words that say how many without a number: all, almost all, most, few, none.

Only what is said plainly is read: 几乎所有 and "nearly all" are one class, 所有 and "all" another. A closed list, so
that the words of everyday speech ("at all", 所有权) stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hedui.align.hanzi import simplified


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A word for how many: its class, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


_EN = (
    ("almost all", r"(?:almost|nearly|virtually|practically|just about) (?:all|every(?:one)?|the (?:entire|whole))"),
    ("almost none", r"(?:almost|virtually|practically) (?:no|none|nobody)|hardly any|barely any"),
    ("not all", r"not (?:all|every(?:one)?)"),
    ("most", r"most(?= of\b| [a-z]+s\b)|the (?:vast |great |overwhelming |large )?majority|more than half|over half"),
    (
        "few",
        r"(?<!a )(?<!the )(?<!past )(?<!last )(?<!next )(?<!first )(?<!these )(?<!those )few(?: of| [a-z]+s\b)"
        r"|a (?:small )?minority",
    ),
    (
        "all",
        r"(?<!at )(?<!above )(?<!after )(?<!of )(?<!and )all\b(?! right| too| but| over| the same)|every(?= [a-z])",
    ),
    ("none", r"none of|no (?:state|country|member|project|participant|case)s?\b"),
)
_ZH = (
    ("almost all", r"(?:几乎|近乎|差不多|基本上|接近)(?:所有|全部|全体|每|都|一切|全)"),
    ("almost none", r"几乎(?:没有|无)|鲜有|极少"),
    ("not all", r"(?:并非|不是|未必)(?:所有|全部|每)"),
    ("most", r"绝?大多数|绝?大部分|多数|过半数?|半数以上|一半以上"),
    ("few", r"少数|(?<![不至])少有|为数不多|(?<!极)很少"),
    ("all", r"所有(?!权|制|者|人)|全部|全体|一切|每一?个|每项|各国|各项|各个"),
    ("none", r"(?:没有|无)(?:任何|一[个项名家]|国家|会员国|缔约国)"),
)
_WORDS = {
    "en": re.compile("|".join(f"(?P<g{n}>\\b(?:{p}))" for n, (_, p) in enumerate(_EN)), re.I),
    "zh": re.compile("|".join(f"(?P<g{n}>{p})" for n, (_, p) in enumerate(_ZH))),
}
_CLASSES = {"en": [kind for kind, _ in _EN], "zh": [kind for kind, _ in _ZH]}


def quantifiers(text: str, lang: str) -> Iterator[Quantifier]:
    """The quantifiers of a text, in order."""
    lang = lang[:2]
    for m in _WORDS[lang].finditer(_plain(text, lang)):
        assert m.lastgroup is not None
        yield Quantifier(_CLASSES[lang][int(m.lastgroup[1:])], text[m.start() : m.end()], m.start(), m.end())


def _plain(text: str, lang: str) -> str:
    """The text in simplified characters, as the words above are written."""
    return simplified(text) if lang.startswith("zh") else text


CONTRADICTS = {
    "almost all": frozenset({"all", "few", "none", "almost none"}),
    "almost none": frozenset({"all", "most", "almost all"}),
    "most": frozenset({"few", "none", "almost none", "all"}),
    "few": frozenset({"most", "all", "almost all", "almost none"}),
}
"""What a side that says the first must not say instead. "All" is too common a word to be a claim by itself."""
_CLAIM = {
    "zh": re.compile("几乎|近乎|差不多|基本上|接近|并非|不是|未必|数|大部分|过半|以上|鲜有|极少|少有|很少"),
    "en": re.compile(
        r"\b(?:almost|nearly|virtually|practically|just about|hardly|barely|not|most|majority|half|few|minority)\b",
        re.I,
    ),
}


def claims(text: str, lang: str) -> bool:
    """Whether a text (in simplified characters) may hold a quantifier that another could contradict; quick."""
    return _CLAIM[lang[:2]].search(text) is not None


_HEDGES = {
    "zh": re.compile("几乎|差不多|大多|多数|大部分|绝大|基本|接近|近乎|不多|并非"),
    "en": re.compile(r"\b(?:almost|nearly|most|virtually|majority|practically|largely|mainly|mostly|hardly)\b", re.I),
}


def hedged(text: str, lang: str) -> bool:
    """Whether a text has any word that could be a free rendering of "almost all" or "most"."""
    return bool(_HEDGES[lang[:2]].search(_plain(text, lang)))
