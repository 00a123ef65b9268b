"""Which language a text is in: English, Chinese in simplified or in traditional characters.

No table of characters is needed: what GB 2312 (1980) can write and Big5 (1984) cannot is simplified, and the other way
round; characters both can write say nothing.
"""

from __future__ import annotations

import re
from collections import Counter

from hedui.errors import UnknownLanguage
from hedui.model import Lang

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_OTHER_WORD = re.compile(r"[\u0370-\u03ff\u0400-\u052f\u0590-\u07ff\u0900-\u0fff\u1100-\u11ff\uac00-\ud7a3]{2,}")
_ENGLISH = frozenset("the of and to in is for that by with on from as be are this or it at".split())
_OTHER_LATIN = frozenset(
    "la le les des et une dans que el los las una der die das und ist nicht von di il che del per".split()
)
_SAMPLE = 400_000
"""Characters looked at: more can't change the answer, and an archive's files can be long."""


def language(text: str) -> Lang:
    """The language of a text: zh-Hans, zh-Hant or en. Raises UnknownLanguage where it is none of them.

    A Chinese text full of English names and code is Chinese still: one Han character for ten Latin words is enough.
    """
    text = text[:_SAMPLE]
    han = HAN.findall(text)
    words = Counter(word.lower() for word in _WORD.findall(text))
    latin = sum(words.values())
    other = len(_OTHER_WORD.findall(text))
    if len(_KANA.findall(text)) > len(han) * 0.1 or other > max(latin, len(han)):
        raise UnknownLanguage(
            "the text is neither Chinese nor English; hedui reads these two only",
            "文本既不是中文也不是英文，hedui 只能读取这两种语言",
        )
    if len(han) * 10 > latin:
        return script(han)
    if latin >= 40 and _share(words, _OTHER_LATIN) > _share(words, _ENGLISH):
        raise UnknownLanguage(
            "the text looks like another language than English or Chinese; hedui reads these two only",
            "文本似乎不是英文或中文，hedui 只能读取这两种语言",
        )
    return "en"


def script(han: list[str] | str) -> Lang:
    """zh-Hans or zh-Hant, by the characters that only one of the two scripts has; zh-Hans where nothing tells."""
    simplified = traditional = 0
    for character, times in Counter(han).items():
        in_gb, in_big5 = _writes("gb2312", character), _writes("big5", character)
        simplified += times * (in_gb and not in_big5)
        traditional += times * (in_big5 and not in_gb)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _writes(codec: str, character: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _share(words: Counter[str], among: frozenset[str]) -> int:
    return sum(words[word] for word in among)
