"""A name that differs from a frequent one in one word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Spot

_ZH = re.compile(
    r"(?=([\u4e00-\u9fff]{2})(委员会|秘书处|基金|计划|方案|规则|办法|条例|公约|条约|组织|中心|办事处|理事会))"
)
_EN = re.compile(
    r"(?=\b(?!The )([A-Z][A-Za-z’-]+) ([A-Z][A-Za-z’-]+) (Committee|Fund|Programme|Program|Secretariat|Conference"
    r"|Council|Board|Group|Commission|Office|Treaty|Convention|Agreement|Protocol|Rules|Agency|Centre|Institute"
    r"|Organization|Authority|Forum|Plan|Strategy|Guidelines)\b)"
)
_FUNCTION = set("的了是在和与及由向对为本该其各此将被从以于并或就按据等各中")
_OFTEN = 3


@rule(
    "W753",
    "name-spelt-twice",
    "note",
    examples=(
        Example("遴选委员会开会。\n遴选委员会审议。\n遴选委员会决定。\n评选委员会公布名单。", None, says="评选委员会"),
        Example("遴选委员会开会。\n遴选委员会审议。\n遴选委员会决定。\n管理委员会公布名单。", None),
        Example(
            None,
            "The VTF Selection Committee met.\nThe VTF Selection Committee read.\nThe VTF Selection Committee chose.\n"
            "The VTF Steering Committee told.",
            says="VTF Steering Committee",
        ),
        Example(
            None,
            "The VTF Selection Committee met.\nThe VTF Selection Committee read.\nThe VTF Selection Committee chose.\n"
            "The Management Committee told.",
        ),
    ),
)
def name_spelt_twice(view: DocumentView) -> Iterator[Finding]:
    """A name comes once, and a name that differs from it in one character or word comes at least three times.

    Two renderings of one name, or two bodies: that is why this is a note.
    """
    chinese = view.lang.startswith("zh")
    times: Counter[tuple[str, ...]] = Counter()
    where: dict[tuple[str, ...], tuple[Spot, int, int]] = {}
    for spot, text in view.spots():
        for found in (_ZH if chinese else _EN).finditer(text):
            name = found.groups()
            if chinese and set(name[0]) & _FUNCTION:
                continue
            times[name] += 1
            where.setdefault(name, (spot, found.start(1), found.end(len(name))))
    frames: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for name in times:
        for frame in _frames(name, chinese):
            frames.setdefault(frame, []).append(name)
    join = "" if chinese else " "
    for names in frames.values():
        if len(names) != 2:
            continue
        usual = max(names, key=lambda name: times[name])
        for name in names:
            if name != usual and times[name] == 1 and times[usual] >= _OFTEN:
                here, there = join.join(name), join.join(usual)
                yield finding(
                    "W753",
                    Message(
                        f"{here} once, {there} {times[usual]} times", f"“{here}”仅一处，“{there}”有 {times[usual]} 处"
                    ),
                    (view.place_at(*where[name]), view.place_at(*where[usual])),
                    confidence=0.5,
                )


def _frames(name: tuple[str, ...], chinese: bool) -> list[tuple[str, ...]]:
    """A name with one part left out: one of its two first characters, or its middle word."""
    if chinese:
        return [("0", name[0][1], name[1]), ("1", name[0][0], name[1])]
    return [(name[0], name[2])]
