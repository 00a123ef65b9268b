"""A title that is cited with another figure than it has."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from hedui.model import Finding, Message
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView, Figure, Spot
from hedui.reconcile.targets import targets
from hedui.reconcile.twins import mask, words

_LEAD = re.compile(
    r"\s*(?:(?:annex|appendix|attachment|table|figure|附件|附录|附加文件|表|图)\s*(?:[\w一二三四五六七八九十#]{1,4})?|[ivx]+)"
    r"\s*[.:：、．]?\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*\d{1,3}(?:\.\d{1,3})*\.?\s")
Title = tuple[str, Spot, tuple[Figure, ...]]
"""A title with its figures masked, where it stands, and its figures."""


@rule(
    "D603",
    "title-cited",
    "note",
    examples=(
        Example(
            None,
            "The Committee agreed on the document “2023-2024 Tasks and Timelines of the Fund” (see Annex B).\n"
            "# Annex A. Money\nText.\n# Annex B. 2024-2025 Tasks and Timelines of the Fund",
            says="2024-2025",
        ),
        Example(
            None,
            "The Committee agreed on the document “2024-2025 Tasks and Timelines of the Fund” (see Annex B).\n"
            "# Annex A. Money\nText.\n# Annex B. 2024-2025 Tasks and Timelines of the Fund",
        ),
        Example(
            None,
            "The Committee agreed on the document “Tasks and Timelines of the Fund” (see Annex B).\n"
            "# Annex A. Money\nText.\n# Annex B. 2024-2025 Tasks and Timelines of the Fund",
        ),
        Example(
            "商定了“2023-2024 年基金任务和工作时间表”（见附件二）。\n# 附件一 经费\n正文。\n"
            "# 附件二 2024-2025 年基金任务和工作时间表",
            None,
            says="2024-2025",
        ),
    ),
)
def title_cited(view: DocumentView) -> Iterator[Finding]:
    """The text names a heading or caption of the document word for word, with another year or number in it.

    A report of another year may well be cited by the same words, so this is a note; where the sentence points to the
    annex or table that bears the title, it is a warning.
    """
    chinese = view.lang.startswith("zh")
    titles = list(_titles(view, chinese))
    if not titles:
        return
    printed = {(form, tuple(f.quantity.text for f in figures)) for form, _, figures in titles}
    shelf: dict[str, list[Title]] = defaultdict(list)
    seen = Counter(word for form, _, _ in titles for word in set(words(form, chinese)))
    for title in titles:
        shelf[min(words(title[0], chinese), key=lambda w: (seen[w], -len(w)))].append(title)
    for block in view.document.blocks:
        if block.rows is not None or block.kind in ("title", "heading") or not block.text:
            continue
        spot = Spot(view.index, block.id)
        for word in set(words(block.text.casefold(), chinese)) & shelf.keys():
            for title in shelf[word]:
                yield from _cited(view, spot, block.text, title, printed)


def _titles(view: DocumentView, chinese: bool) -> Iterator[Title]:
    """The headings and captions that hold figures and enough words."""
    for spot, text in view.spots():
        block = view.blocks[spot.block]
        if spot.note is not None or spot.row is not None or not (spot.caption or block.kind in ("title", "heading")):
            continue
        number = _NUMBER.match(text)
        figures = tuple(f for f in view.figures(spot) if f.quantity.kind not in ("reference", "label"))
        figures = tuple(
            f for f in figures if not f.quantity.weak and f.quantity.start >= (number.end() if number else 0)
        )
        form = _LEAD.sub("", mask(text, 0, figures), count=1)
        if "#" in form and len(words(form, chinese)) >= (7 if chinese else 4):
            yield form, spot, figures


def _cited(
    view: DocumentView,
    spot: Spot,
    text: str,
    title: Title,
    printed: set[tuple[str, tuple[str, ...]]],
) -> Iterator[Finding]:
    form, where, figures = title
    inside = [f for f in view.figures(spot) if f.quantity.kind not in ("reference", "label")]
    whole = mask(text, 0, inside)
    at = whole.find(form)
    if at < 0:
        return
    first = whole[:at].count("#")
    cited = inside[first : first + form.count("#")]
    wanted = figures[-form.count("#") :]
    if len(cited) != len(wanted) or (form, tuple(f.quantity.text for f in cited)) in printed:
        return
    differing = [
        (a, b)
        for a, b in zip(cited, wanted, strict=True)
        if (a.quantity.value, a.quantity.low, a.quantity.high) != (b.quantity.value, b.quantity.low, b.quantity.high)
    ]
    if len(differing) != 1:
        return
    a, b = differing[0]
    pointed = {(m.kind, m.label) for m in targets(view).mentions if m.spot == spot}
    borne = {(m.kind, m.label) for m in targets(view).mentions if m.spot == where and m.heading}
    yield finding(
        "D603",
        Message(
            f"the title has {b.quantity.text}, it is cited with {a.quantity.text}",
            f"标题为 {b.quantity.text}，引用时为 {a.quantity.text}",
        ),
        (view.place(a), view.place(b)),
        severity="warning" if pointed & borne else "note",
        confidence=0.8 if pointed & borne else 0.4,
    )
