"""Names that are written by their sound in the other script: 克林顿 and Clinton, 小平 and Xiaoping.

A Latin name and a run of Chinese characters are held for one name where the run's pinyin is the name, or where both
have the same consonants once those that Chinese does not tell apart are counted as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

_SURNAMES = dict(
    pair.split(":")
    for pair in (
        "au:区欧 auyeung:欧 bau:鲍 chai:蔡 cham:湛 chan:陈 chang:张郑章 chao:赵 chau:周邹 chen:陈 "
        "cheng:郑程 cheong:张 cheuk:卓 cheung:张章 chiang:蒋江 chien:钱简 chik:戚 chim:詹 chin:钱金 "
        "ching:程 chiu:赵招 cho:曹 choi:蔡 chong:庄 choy:蔡 chow:周邹 chu:朱 chui:徐崔 chun:秦 chung:钟 "
        "fan:范樊 fok:霍 fong:方 foo:傅 fu:傅 fung:冯 hau:侯 heung:香向 ho:何 hsiao:萧 hsieh:谢 hsu:徐许 "
        "hui:许 hung:洪孔 ip:叶 kam:甘金 kan:简 kao:高 keung:姜 ko:高 koo:顾 kong:江 ku:顾 kung:龚孔 "
        "kuo:郭 kwan:关 kwok:郭 kwong:邝 lai:黎赖 lam:林蓝 lau:刘 law:罗 lee:李 leong:梁 leung:梁 li:李 "
        "liang:梁 liao:廖 lim:林 lin:林连 ling:凌 liu:廖刘 lo:罗卢 loh:罗 look:陆 lu:吕卢陆 luk:陆 "
        "lui:吕雷 lung:龙 ma:马 mak:麦 man:文万 mo:巫毛 mok:莫 mong:蒙 mui:梅 ng:吴伍 ngai:倪魏 ngan:颜 "
        "ong:王 pang:彭 poon:潘 pong:庞 pun:潘 sham:岑 shek:石 shiu:邵萧 shum:岑沈 sin:冼 sit:薛 siu:萧邵 "
        "so:苏 soong:宋 suen:孙 sum:岑 sung:宋 szeto:司 tai:戴 tam:谭 tan:陈谭 tang:邓 to:杜涂 tong:唐汤 "
        "tsai:蔡 tsang:曾 tsao:曹 tse:谢 tsim:詹 tso:曹左 tsoi:蔡 tsui:徐 tu:杜 tung:董 wai:韦 wan:温尹 "
        "wong:黄王汪 woo:胡 wu:胡吴 yam:任 yan:殷甄 yau:邱游 yee:余 yeh:叶 yeung:杨 yim:严 yip:叶 yiu:姚 "
        "yu:余于俞 yue:余 yuen:袁阮 yum:任 yung:容翁"
    ).split()
)
"""How surnames are spelt outside the mainland."""
_LEAST = 3
"""Consonants a name must have for them to prove anything."""
_RUNS = range(2, 8)
_CLASSES = (
    (re.compile(r"tch|sch|tsch|zh|ch|sh|ts|tz|cz|dj|x|q(?!u)|z|j|s|c(?=[eiy])"), "S"),
    (re.compile(r"ph|f|v|w|hu(?=[aeio])"), "F"),
    (re.compile(r"th|d|t"), "T"),
    (re.compile(r"ck|gh(?=[aeiou])|g(?!h)|k|c|qu"), "K"),
    (re.compile(r"b|p"), "P"),
    (re.compile(r"rh|l|r"), "L"),
    (re.compile(r"ng|n"), "N"),
    (re.compile(r"m"), "M"),
    (re.compile(r"h"), "H"),
)
_VOWELS = re.compile(r"[^A-Z]")
_TWICE = re.compile(r"([A-Z])\1+")


@lru_cache(maxsize=1)
def _sounds() -> dict[str, str]:
    text = (files("hedui.align") / "pinyin.txt").read_text(encoding="utf-8")
    words = [w for line in text.splitlines() if not line.startswith("#") for w in line.split()]
    found: dict[str, str] = {}
    for sound, characters in zip(words[::2], words[1::2], strict=True):
        for character in characters:
            found.setdefault(character, sound)
    return found


def name_seeds(
    chinese: dict[str, int], english: dict[str, int], runs: dict[str, int]
) -> Iterator[tuple[int, int, float]]:
    """(Chinese token, English token, weight) for tokens that sound alike.

    ``chinese`` and ``english`` are vocabularies, ``english`` of capitalised words only, ``runs`` stretches of
    characters that are no known words.
    """
    spelt: dict[str, list[int]] = {}
    bones: dict[str, list[int]] = {}
    for word, id in english.items():
        spelt.setdefault(word, []).append(id)
        bone = skeleton(word)
        if len(bone) >= _LEAST:
            bones.setdefault(bone, []).append(id)
            if bone[-1] in "TLH" and len(bone) > _LEAST:  # a last t, d or r is often left out
                bones.setdefault(bone[:-1], []).append(id)
    surnames: dict[str, list[int]] = {}
    for word in english.keys() & _SURNAMES.keys():
        for character in _SURNAMES[word]:
            surnames.setdefault(character, []).append(english[word])
    for word, id in chinese.items():
        for e in spelt.get(pinyin(word) or "", ()):
            yield id, e, 1.0
    for run, id in runs.items():
        first = pinyin(run[0])
        for e in spelt.get(first or "", ()):
            yield id, e, 0.4
        for e in surnames.get(run[0], ()):
            yield id, e, 0.4
        for piece in _pieces(run):
            sound = pinyin(piece)
            if sound is None:
                continue
            for e in spelt.get(sound, ()):
                yield id, e, 1.0
            for e in bones.get(skeleton(sound), ()):
                yield id, e, 0.8


def _pieces(run: str) -> Iterable[str]:
    return (run[i : i + size] for size in _RUNS for i in range(len(run) - size + 1)) if len(run) <= 16 else ()


def pinyin(text: str) -> str | None:
    """The sound of the characters, None where one is not in our list."""
    sounds = _sounds()
    found = [sounds.get(c) for c in text]
    return None if None in found else "".join(s for s in found if s)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a name in classes that survive the way into Chinese and back."""
    for pattern, instead in _CLASSES:
        word = pattern.sub(instead, word)
    return _TWICE.sub(r"\1", _VOWELS.sub("", word))
