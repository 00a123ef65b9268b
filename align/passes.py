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
"""Beads learnt from, at most, and"""
_SHORT = 600
"""up to how many pairs of tokens a bead counts as short, where there are more than enough."""


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
    """Let the evidence learn from the steps: from all, or where there are many from some of the short ones."""
    pairs = [(left[s.i : s.i + s.a], right[s.j : s.j + s.b]) for s in steps]
    if not pairs:
        return
    x = sum(u.length for a, _ in pairs for u in a)
    y = sum(u.length for _, b in pairs for u in b)
    evidence.ratio = y / max(x, 1.0)
    pairs.sort(key=_size)
    if len(pairs) > _ENOUGH:
        short = [p for p in pairs if _size(p) <= _SHORT]
        wanted = short if len(short) >= _ENOUGH else pairs[:_ENOUGH]
        pairs = [wanted[n * len(wanted) // _ENOUGH] for n in range(_ENOUGH)]
    evidence.learn(pairs)


def _size(pair: tuple[Sequence[Unit], Sequence[Unit]]) -> int:
    """How many pairs of tokens there are in it."""
    return sum(len(u.tokens) for u in pair[0]) * sum(len(u.tokens) for u in pair[1])
