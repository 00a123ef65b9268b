"""N124: Two figures have changed places."""

from __future__ import annotations

from collections.abc import Iterator

from hedui.model import Finding
from hedui.reconcile.beads import BeadView
from hedui.reconcile.catalogue import Example, rule


@rule(
    "N124",
    "figures-exchanged",
    "error",
    examples=(
        Example("收到来自 25 个国家的 23 份申请。", "It received 25 applications from 23 States.", says="25"),
        Example(
            "2018 年资助了 19 个项目，2019 年资助了 9 个项目。",
            "It funded nine projects in 2018 and 19 projects in 2019.",
            says="nine",
        ),
        Example("见表 12 和图 3。", "See table 3 and figure 12.", says="12"),
        Example(
            "共有 153 个国家批准了公约，另有 11 个国家签署了公约。",
            "11 States had ratified the Convention and a further 153 had signed it.",
            says="153",
        ),
        Example(
            "腹泻死亡人数减少了 55%，肺炎减少了 42%。",
            "Deaths from diarrhoea fell by 42 per cent and those from pneumonia by 55 per cent.",
            says="55",
        ),
        Example("收到来自 25 个国家的 23 份申请。", "It received 23 applications from 25 States."),
        Example(
            "2018 年资助了 9 个项目，2019 年资助了 19 个项目。",
            "It funded nine projects in 2018 and 19 projects in 2019.",
        ),
    ),
)
def figures_exchanged(bead: BeadView) -> Iterator[Finding]:
    """Both sides hold the same two figures, but each counts what the other counts on the other side.

    It matters because no check of digits can see it: 25 applications from 23 States and 23 applications from 25
    have the same numbers. The words, years and names beside each figure are compared with those beside both figures
    of the other language; only a clear margin is reported. It is wrong where one language arranges the sentence so
    that the words stand nearer to the wrong figure.
    """
    for difference in bead.differences("exchanged"):
        yield bead.report("N124", difference)
