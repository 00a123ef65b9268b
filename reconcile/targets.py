"""What a document can be referred to by: its annexes, tables, figures, numbered paragraphs and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from hedui.reconcile.evidence import DocumentView, Spot

KINDS = {
    "annex": "annex",
    "appendix": "appendix",
    "attachment": "attachment",
    "table": "table",
    "figure": "figure",
    "box": "box",
    "附件": "annex",
    "附录": "appendix",
    "附錄": "appendix",
    "附加文件": "attachment",
    "表": "table",
    "图": "figure",
    "圖": "figure",
    "专栏": "box",
}
_LABEL = r"(?P<label>\d{1,3}(?:[.\-]\d{1,3})*|[A-Z](?![A-Za-z])|[IVX]{1,5}(?![A-Za-z])|[一二三四五六七八九十]{1,3})"
_EN = re.compile(rf"\b(?P<kind>Annex|Appendix|Attachment|Table|Figure|Box)\s+{_LABEL}", re.IGNORECASE)
_ZH = re.compile(
    rf"(?P<kind>附加文件|附件|附[录錄]|专栏|(?<![\u4e00-\u9fff])[表图圖]|(?<=[见見如和及与])[表图圖])\s*{_LABEL}"
)
_HAN = {c: i for i, c in enumerate("零一二三四五六七八九")}
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names an annex, a table or a figure: of what kind, which, and where."""

    kind: str
    label: str
    spot: Spot
    start: int
    end: int
    heading: bool


@dataclass
class Targets:
    """All that a document has of each kind, and every mention of it."""

    found: dict[str, set[str]] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)


_known: WeakKeyDictionary[DocumentView, Targets] = WeakKeyDictionary()


def targets(view: DocumentView) -> Targets:
    """The targets and mentions of a document, found once."""
    if view not in _known:
        made = Targets()
        for spot, text in view.spots():
            for mention in _mentions(view, spot, text):
                made.mentions.append(mention)
                if mention.heading:
                    made.found.setdefault(mention.kind, set()).add(mention.label)
        _known[view] = made
    return _known[view]


def _mentions(view: DocumentView, spot: Spot, text: str) -> Iterator[Mention]:
    block = view.blocks[spot.block]
    titled = spot.note is None and (spot.caption or block.kind in ("title", "heading") or len(text) <= 160)
    for found in (_ZH if view.lang.startswith("zh") else _EN).finditer(text):
        opens = titled and found.start() == 0 and spot.row is None and _titles(text, found.end(), block.kind, spot)
        # A caption that reading left inside a paragraph: "Figure 8.8: Comparison".
        opens = opens or text[found.end() : found.end() + 1] in (":", "：")
        kind = KINDS[found["kind"].lower()]
        yield Mention(kind, plain_label(found["label"]), spot, found.start(), found.end(), opens)


def _titles(text: str, end: int, kind: str, spot: Spot) -> bool:
    """Whether a text that opens with "Table 3" is the table's title, not a sentence about it."""
    if kind in ("title", "heading") or spot.caption:
        return True
    rest = text[end:].lstrip()
    return rest == "" or rest[0] in ".:：—–-．、" or (text[end : end + 1] in " \u3000" and rest[-1:] not in "。.")


def plain_label(label: str) -> str:
    """A label in one spelling: Chinese numerals as digits, Roman ones as they are (I may be a letter)."""
    if label and label[0] in "一二三四五六七八九十":
        tens, _, ones = label.rpartition("十")
        if "十" not in label:
            return str(_HAN[label]) if len(label) == 1 else label
        return str((_HAN.get(tens, 1) if tens else 1) * 10 + (_HAN.get(ones, 0) if ones else 0))
    return label.upper()


def roman(label: str) -> int | None:
    """The value of a Roman numeral up to 39, None where it is none."""
    if not label or any(c not in _ROMAN for c in label):
        return None
    values = [_ROMAN[c] for c in label]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
