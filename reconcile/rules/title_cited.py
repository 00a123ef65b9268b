"""A title that is cited with another figure than it has."""

from __future__ import annotations

import re
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
    forms = {form for form, _, _ in titles}
    printed = {(form, tuple(f.quantity.text for f in figures)) for form, _, figures in titles}
    rare = {form: max(words(form, chinese), key=len) for form in forms}
    for block in view.document.blocks:
        if block.rows is not None or block.kind in ("title", "heading") or not block.text:
            continue
        low = block.text.casefold()
        spot = Spot(view.index, block.id)
        for form, title, figures in titles:
            if rare[form] in low:
                yield from _cited(view, spot, block.text, form, title, figures, printed)


def _titles(view: DocumentView, chinese: bool) -> Iterator[tuple[str, Spot, tuple[Figure, ...]]]:
    """(masked title, where, its figures) for headings and captions that hold figures and enough words."""
    for spot, text in view.spots():
        block = view.blocks[spot.block]
        if spot.note is not None or spot.row is not None or not (spot.caption or block.kind in ("title", "heading")):
            continue
        figures = tuple(f for f in view.figures(spot) if f.quantity.kind not in ("reference", "label"))
        form = _LEAD.sub("", mask(text, 0, figures), count=1)
        if "#" in form and len(words(form, chinese)) >= (7 if chinese else 4):
            yield form, spot, figures


def _cited(
    view: DocumentView,
    spot: Spot,
    text: str,
    form: str,
    title: Spot,
    figures: tuple[Figure, ...],
    printed: set[tuple[str, tuple[str, ...]]],
) -> Iterator[Finding]:
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
    borne = {(m.kind, m.label) for m in targets(view).mentions if m.spot == title and m.heading}
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
