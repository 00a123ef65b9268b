"""Find the beads of two sequences in a few passes, each learning translations from the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from hedui.align.evidence import Evidence
from hedui.align.lattice import Step
from hedui.align.sequence import Corridor, Fit, Priors, anchors, corridor, search
from hedui.align.units import Unit

_FEW = 120
"""Up to so many units on a side every pair is looked at."""
_RUN = 32
_ENOUGH = 3000
"""Beads learnt from, at most."""


def beads(
    left: Sequence[Unit],
    right: Sequence[Unit],
    evidence: Evidence,
    fit: Callable[[Sequence[Step]], Fit] | None = None,
    passes: int = 3,
) -> list[Step]:
    """The beads of two sequences. ``evidence`` has learnt from them afterwards.

    ``fit`` is asked before each pass, with the beads of the one before.
    """
    n, m = len(left), len(right)
    evidence.ratio = (sum(u.length for u in right) or 1.0) / (sum(u.length for u in left) or 1.0)
    room: Corridor | None = None
    if n > _FEW or m > _FEW:
        room = corridor(anchors(left, right, evidence), n, m)
    steps: list[Step] = []
    priors = Priors()
    for turn in range(passes):
        steps = search(left, right, evidence, fit(steps) if fit else None, room, priors, quick=turn + 1 < passes)
        good = [s for s in steps if s.a and s.b and s.a + s.b <= 3 and s.odds > 0]
        if turn + 1 < passes:
            learn(left, right, good, evidence)
            priors = Priors().seen(steps)
            if room is not None:
                room = corridor([(s.i, s.j) for s in good], n, m, least=8)
    return list(_fitted(steps, fit(steps))) if fit else steps


def _fitted(steps: Sequence[Step], fit: Fit) -> Iterator[Step]:
    """The steps with the part of their odds that comes from the fit."""
    for first in range(0, len(steps), _RUN):
        run = steps[first : first + _RUN]
        i0, j0 = run[0].i, run[0].j
        part = fit.pairs(i0, run[-1].i + 1, j0, run[-1].j + 1)
        for step in run:
            yield replace(step, fit=float(part[step.i - i0, step.j - j0])) if step.a and step.b else step


def learn(left: Sequence[Unit], right: Sequence[Unit], steps: Sequence[Step], evidence: Evidence) -> None:
    """Let the evidence learn from the steps, the shorter ones where there are many."""
    pairs = [(left[s.i : s.i + s.a], right[s.j : s.j + s.b]) for s in steps]
    pairs.sort(key=lambda p: sum(len(u.tokens) for side in p for u in side))
    if pairs:
        x = sum(u.length for a, _ in pairs for u in a)
        y = sum(u.length for _, b in pairs for u in b)
        evidence.ratio = y / max(x, 1.0)
    evidence.learn(pairs[:_ENOUGH])
