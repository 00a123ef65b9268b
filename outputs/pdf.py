"""Copies of the inputs with every finding as a highlight and a comment, as PDF's own annotations (ISO 32000-1, 12.5).

Each carries an appearance of its own, so that Acrobat, Preview and browsers show the same. The inputs are only read.
A copy is written anew, so a digital signature in the input does not hold for the copy.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from hedui.errors import OutputError
from hedui.model import Finding, Place, Result, Severity
from hedui.outputs.pages import Pages, Spot
from hedui.outputs.view import SEVERITY_ORDER
from hedui.outputs.words import words

if TYPE_CHECKING:
    import pikepdf

COLOUR: dict[Severity, tuple[float, float, float]] = {
    "error": (1.0, 0.62, 0.55),
    "warning": (1.0, 0.83, 0.35),
    "note": (0.65, 0.8, 1.0),
}
PRINTED = 4
"""The flag by which an annotation is printed too."""


class Remark(NamedTuple):
    """One annotation to be: a finding at a place, on one page."""

    finding: Finding
    number: int
    """Of the place among the finding's."""
    place: Place
    page: int
    spots: tuple[Spot, ...]


def write(result: Result, stream: BinaryIO, lang: str = "en", document: int = 0) -> None:
    """Write the annotated copy of one document. OutputError where its file has gone, changed, or is no PDF."""
    with ExitStack() as stack:
        pages = stack.enter_context(Pages(result.documents[document]))
        if pages.data is None or not pages.there:
            why = pages.why
            assert why is not None
            raise OutputError(f"no annotated copy: {why.en}", f"无法生成批注副本：{why.zh}")
        import pikepdf

        copy = stack.enter_context(pikepdf.open(io.BytesIO(pages.data)))
        dismissed = {decision.id for decision in result.decisions if decision.verdict == "dismissed"}
        painted: set[Spot] = set()
        for remark in remarks(result, document, pages):
            if remark.finding.id not in dismissed:
                _annotate(copy, pages, remark, _comment(remark, result, lang), painted)
        copy.save(stream, deterministic_id=True, encryption=False)


def remarks(result: Result, document: int, pages: Pages) -> Iterator[Remark]:
    """What is to be annotated in a document, the gravest first: each place has an annotation on each of its pages."""
    for finding in sorted(result.findings, key=lambda finding: SEVERITY_ORDER.index(finding.severity)):
        for number, place in enumerate(finding.places):
            if place.document != document:
                continue
            spots = [spot for spot in pages.spots(place) if 1 <= spot.page <= len(pages)]
            for page in sorted({spot.page for spot in spots}):
                yield Remark(finding, number, place, page, tuple(spot for spot in spots if spot.page == page))


def _comment(remark: Remark, result: Result, lang: str) -> str:
    """What the finding says, and what stands on the other side."""
    say = words(lang)
    lines = [remark.finding.message.say(lang)]
    for place in remark.finding.places:
        if place is remark.place:
            continue
        name = result.documents[place.document].source.name
        pages = sorted({p.page for p in place.prints})
        where = f"{name}, {say['page']} {', '.join(map(str, pages))}" if pages else name
        lines.append(f"{where}: {place.quote or say['missing_here']}")
        around = place.text[max(0, place.start - 60) : place.end + 60]
        lines.append(f"    …{' '.join(around.split())}…")
    return "\n".join(lines)


def _annotate(copy: pikepdf.Pdf, pages: Pages, remark: Remark, comment: str, painted: set[Spot]) -> None:
    """Add one annotation. What an earlier one has ``painted`` is not painted again: colours would add up."""
    import pikepdf

    boxes = [pages.in_page(spot) for spot in remark.spots]
    missing = not remark.place.quote
    if missing:  # a caret between two characters, as high as the line
        left, bottom, _, top = boxes[0]
        boxes = [(left - 3, bottom, left + 3, top)]
    fresh = [box for box, spot in zip(boxes, remark.spots, strict=True) if spot not in painted]
    painted.update(remark.spots)
    rect = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    finding = remark.finding
    entry = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Caret if missing else pikepdf.Name.Highlight,
        Rect=list(rect),
        Contents=pikepdf.String(comment),
        T=pikepdf.String("hedui"),
        Subj=pikepdf.String(f"{finding.rule} {finding.name}"),
        NM=pikepdf.String(f"{finding.id}-{remark.number}-{remark.page}"),
        C=list(COLOUR[finding.severity]),
        F=PRINTED,
        AP=pikepdf.Dictionary(N=_appearance(copy, fresh, rect, finding.severity, missing)),
    )
    if not missing:
        entry.QuadPoints = [edge for box in boxes for edge in _quad(box)]
    page = copy.pages[remark.page - 1]
    if "/Annots" not in page:
        page.Annots = copy.make_indirect(pikepdf.Array())
    page.Annots.append(copy.make_indirect(entry))


def _quad(box: Sequence[float]) -> tuple[float, ...]:
    """The corners as viewers want them: upper left, upper right, lower left, lower right."""
    left, bottom, right, top = box
    return left, top, right, top, left, bottom, right, bottom


def _appearance(
    copy: pikepdf.Pdf, boxes: Sequence[Sequence[float]], rect: Sequence[float], severity: Severity, missing: bool
) -> Any:
    """A form that paints the boxes; multiplied, so that the words below stay black."""
    import pikepdf

    red, green, blue = COLOUR[severity]
    paint = [f"/Blend gs {red:g} {green:g} {blue:g} rg"]
    for left, bottom, right, top in boxes:
        if missing:
            paint.append(f"{left:.2f} {bottom:.2f} m {right:.2f} {bottom:.2f} l {(left + right) / 2:.2f} {top:.2f} l f")
        else:
            paint.append(f"{left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re f")
    form = copy.make_stream("\n".join(paint).encode())
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = list(rect)
    form.Resources = pikepdf.Dictionary(
        ExtGState=pikepdf.Dictionary(Blend=pikepdf.Dictionary(BM=pikepdf.Name.Multiply, AIS=False))
    )
    form.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency)
    return form
