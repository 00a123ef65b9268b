"""Parts that do not make their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hedui.model import Finding, Message, Severity
from hedui.reconcile.catalogue import Example, finding, rule
from hedui.reconcile.evidence import DocumentView
from hedui.reconcile.sayings import value
from hedui.reconcile.sums import one_slip
from hedui.reconcile.things import same_thing
from hedui.reconcile.wholes import Whole, wholes

_VOTE = re.compile(r"\bvot(?:e|es|ed|ing)\b|abst[ae]|favour|赞成|反对|反對|弃权|棄權|投票", re.IGNORECASE)


@rule(
    "S401",
    "parts-and-whole",
    "warning",
    examples=(
        Example(None, "Of the 33 States, 27 are Parties, two signatories and five neither.", says="27 + 2 + 5 = 34"),
        Example(None, "Of the 33 States, 26 are Parties, two are signatories and five are neither."),
        Example(None, "It names 33 countries, of which 20 have one project, 10 have two and three have three."),
        Example("在 33 个国家中，25 个是缔约国，2 个是签署国，5 个都不是。", None, says="25 + 2 + 5 = 32"),
        Example("在 33 个国家中，26 个是缔约国，2 个是签署国，5 个都不是。", None),
        Example(None, "It has 392 civilians, of whom 118 are international and 264 national.", says="118 + 264 = 382"),
        Example("有文职人员392人（国际118人，本国264人）。", None, says="118 + 264 = 382"),
        Example("有军事人员2 418人（核定2 600人，包括121名女性）。", None),
        Example("收到申请 40 份，其中 45 份来自非洲。", None, says="45"),
        Example("共报告412例，其中确诊96例、疑似316例，死亡5例。", None),
        Example("将培训教师6 400名，其中女教师四成以上，并向41万名学生分发学习用品。", None),
        Example("43份报告中有26份来自同一区域，来自另外两个区域的合计仅五份。", None),
        Example(
            None, "It had 27 reports, of which 9 were substantiated; 16 measures were taken and 1 case was referred."
        ),
        Example("在三项主要世界排名中，我校分列第201—250位、第187位和第164位。", None),
        Example("有息债务246亿元，其中一年内到期的占28%；授信总额412亿元。", None),
        Example("全年召开八次会议，三次下调利率，每次25个基点，其余四次维持不变。", None, says="3 + 4 = 7"),
        Example("全年召开八次会议，三次下调利率，每次25个基点，其余五次维持不变。", None),
        Example(None, "It runs at 11 places: two estates, three schools, five clinics and one library."),
        Example(
            None, "It runs at 11 places: two estates, three schools, six clinics and one library.", says="2 + 3 + 6 + 1"
        ),
        Example(None, "Of the 193 States, 30 took the floor and 12 sent statements."),
        Example("共发生1,284起，平均每百万架次3.6起；其中机械类412起，人为类655起，其他217起。", None),
        Example(
            "共发生1,284起，平均每百万架次3.6起；其中机械类412起，人为类655起，其他271起。",
            None,
            says="412 + 655 + 271",
        ),
    ),
)
def parts_and_whole(view: DocumentView) -> Iterator[Finding]:
    """The parts that a sentence gives do not make the whole it names, or one part is larger than the whole.

    Wholes are known by "of the 33", "33 …, of which", 其中, 在……中 and by a colon. Parts that are far from making the
    whole are no complete list and nothing is said; three parts that nearly make it, or parts of which the last is
    called the rest, were meant to.
    """
    for one in wholes(view):
        graded = _graded(one)
        if graded is not None:
            severity, confidence = graded
            yield _told(view, one, severity, confidence)


def _graded(one: Whole) -> tuple[Severity, float] | None:
    """How sure it is that the parts should make the whole and do not; None where all may be well."""
    text = one.saying.view.text(one.saying.spot)
    whole = value(one.whole.quantity) or Decimal(0)
    parts = [value(p.quantity) or Decimal(0) for p in one.parts]
    if (
        parts[0] > whole
        and one.how in ("which", "of")
        and not one.listed
        and same_thing(text, one.whole.quantity, one.parts[0].quantity)
    ):
        return "warning", 0.85
    if len(parts) < 2 or _made_up(one, whole, parts):
        return None
    away = abs(one.made - whole)
    if one.rest and away * 2 <= whole:
        return "warning", 0.85
    near = away * 10 <= whole or away == 1
    if one.how == "bracket":
        return ("warning", 0.7) if len(parts) >= 2 and away * 20 <= whole else None
    swapped = away * 4 <= whole and any(_exchanged(p, p + whole - one.made) for p in parts)
    two = len(parts) == 2 and one.made < whole and one.how == "which" and not _VOTE.search(text)
    if two and (away * 20 <= whole or swapped):
        return "warning", 0.6
    if len(parts) >= 3 and near:
        return "warning", 0.75
    penned = away * 4 <= whole and any(one_slip(p, p + whole - one.made) for p in parts if p + whole > one.made)
    if one.made > whole and (penned and whole >= 1000 if one.how == "list" else near or penned):
        return "warning", 0.6
    return ("note", 0.4) if near and one.how != "list" else None


def _exchanged(a: Decimal, b: Decimal) -> bool:
    """Whether two figures have the same digits in another order, as 3.4 and 4.3."""
    return a != b and sorted(format(a, "f").strip("0")) == sorted(format(b, "f").strip("0"))


def _made_up(one: Whole, whole: Decimal, parts: list[Decimal]) -> bool:
    """Whether the parts make the whole, or a run of them that a semicolon sets apart from the others."""
    for i in range(len(parts) - 1):
        for j in range(i + 2, len(parts) + 1):
            apart = (i == 0 or _apart(one, i)) and (j == len(parts) or _apart(one, j) or _looser(one, i, j))
            if apart and abs(sum(parts[i:j]) - whole) <= one.slack:
                return True
    return False


def _apart(one: Whole, i: int) -> bool:
    """Whether a part stands apart from the one before it."""
    gap = _gap(one, i)
    return any(stop in gap for stop in ";；（(") or len(gap) > 60 or "其中" in gap or "of which" in gap


def _looser(one: Whole, i: int, j: int) -> bool:
    """Whether a part follows behind a comma where those of the run are joined by 、: 确诊96例、疑似316例，死亡5例."""
    return "，" in _gap(one, j) and all("、" in _gap(one, k) for k in range(i + 1, j))


def _gap(one: Whole, i: int) -> str:
    """What stands between a part and the one before it."""
    return one.saying.between(one.parts[i - 1].quantity, one.parts[i].quantity)


def _told(view: DocumentView, one: Whole, severity: Severity, confidence: float) -> Finding:
    texts = [f"{value(p.quantity):,}" for p in one.parts]
    whole = f"{value(one.whole.quantity):,}"
    over = (
        [texts[0]]
        if one.how != "bracket" and (value(one.parts[0].quantity) or 0) > (value(one.whole.quantity) or 0)
        else []
    )
    if over and one.how != "list":
        message = Message(f"{over[0]} is said to be a part of {whole}", f"{over[0]} 被说成是 {whole} 的一部分")
    else:
        sum_ = f"{' + '.join(texts)} = {one.made:,}"
        message = Message(f"{sum_}, the whole is {whole}", f"{sum_}，总数却为 {whole}")
    places = (view.place(one.whole), *(view.place(p) for p in one.parts))
    return finding("S401", message, places, severity=severity, confidence=confidence)
