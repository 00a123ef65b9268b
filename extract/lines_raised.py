"""Which stretches of glyphs make one row, and which of them are raised or lowered signs in it.

A run is what was set in one go on one baseline. Runs of one baseline make a row; a small run beside a larger one is
its super- or subscript, and a short row left of a line, a little higher or lower, is its number in the margin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedui.extract.glyphs import PageGlyphs
from hedui.extract.lines_line import WIDE

Index = NDArray[np.intp]


@dataclass(slots=True)
class _Runs:
    """Glyphs set in one go on one baseline: where each run begins and ends, its baseline, size and count of glyphs."""

    base: NDArray[np.float64]
    size: NDArray[np.float64]
    x0: NDArray[np.float64]
    x1: NDArray[np.float64]
    count: Index


def run_starts(page: PageGlyphs, kept: Index) -> Index:
    """Where a new run begins: another baseline or size, a jump back or a wide jump forward."""
    x0, x1 = page.box[kept, 0], page.box[kept, 2]
    base, size = page.baseline[kept], page.size[kept]
    new = np.ones(len(kept), np.bool_)
    new[1:] = (
        (np.abs(np.diff(base)) > 0.06 * size[1:])
        | (np.abs(np.diff(size)) > 0.05 * size[1:])
        | (x0[1:] < x0[:-1] - 0.3 * size[1:])
        | (x0[1:] - x1[:-1] > WIDE * size[1:])
    )
    return np.flatnonzero(new)


def rows_of_runs(page: PageGlyphs, kept: Index, start: Index) -> tuple[Index, NDArray[np.bool_]]:
    """For each run the number of its row from the top, and whether it is raised above that row's baseline."""
    right = np.maximum.reduceat(page.box[kept, 2], start)
    first = kept[start]
    count = np.diff(np.append(start, len(kept)))
    runs = _Runs(page.baseline[first], page.size[first], page.box[first, 0], right, count)
    holder = _holders(runs)
    free = np.flatnonzero(holder < 0)
    row = np.full(len(start), -1, np.intp)
    raised = np.zeros(len(start), np.bool_)
    part = _Runs(runs.base[free], runs.size[free], runs.x0[free], runs.x1[free], runs.count[free])
    row[free], raised[free] = _grouped(part)
    for run in np.flatnonzero(holder >= 0).tolist():
        home = int(holder[run])
        while holder[home] >= 0:
            home = int(holder[home])
        row[run] = row[home]
        raised[run] = bool(runs.base[run] < runs.base[home] - 0.08 * runs.size[home])
    return row, raised


def _holders(runs: _Runs) -> Index:
    """For each small run the larger one beside it in the stream, to which it is a super- or subscript; -1 for none."""
    n = len(runs.base)
    holder = np.full(n, -1, np.intp)
    if n < 2 or runs.size.min() >= 0.93 * runs.size.max():
        return holder
    for step in (-1, 1):  # the run before holds it, or else the run after
        other = np.clip(np.arange(n) + step, 0, n - 1)
        lift = runs.base[other] - runs.base
        gap = runs.x0 - runs.x1[other] if step < 0 else runs.x0[other] - runs.x1
        big = runs.size[other]
        fits = (runs.size < 0.86 * big) & (lift < 0.62 * big) & (lift > -0.3 * big) & (np.abs(lift) > 0.08 * big)
        fits &= (np.abs(gap) < 0.4 * big) & (runs.count <= 8) & (holder < 0)
        if step < 0:  # hardly smaller, but it touches what stands before it and is raised by far
            touches = (np.abs(gap) < 0.1 * big) & (runs.count <= 3) & (holder < 0)
            fits |= touches & (runs.size < 0.93 * big) & (lift > 0.25 * big) & (lift < 0.62 * big)
        holder[fits] = other[fits]
    if (holder < 0).all():
        return holder
    # A mark of several runs ("1", ",", "2"): the ones that follow hang on the same.
    for run in range(1, n):
        before = holder[run - 1]
        if before < 0:
            continue
        beside = abs(runs.x0[run] - runs.x1[run - 1]) < 0.4 * runs.size[run]
        if holder[run] < 0 and beside and abs(runs.base[run] - runs.base[run - 1]) < 0.5:
            holder[run] = run - 1
    holds_itself = holder[np.maximum(holder, 0)] == np.arange(n)
    holder[holds_itself & (holder >= 0)] = -1
    return holder


def _grouped(runs: _Runs) -> tuple[Index, NDArray[np.bool_]]:
    """Rows of runs by their baselines, and which runs are raised in them."""
    base, size, count = runs.base, runs.size, runs.count
    order = np.argsort(base, kind="stable")
    # Runs whose baselines lie closer than a fifth of the size make one row.
    steps = np.diff(base[order]) > 0.2 * np.minimum(size[order][1:], size[order][:-1])
    group = np.empty(len(base), np.intp)
    group[order] = np.concatenate([[0], np.cumsum(steps)])
    groups = int(group.max()) + 1
    weight = np.bincount(group, count, groups)
    main = np.bincount(group, size * count, groups) / weight
    level = np.bincount(group, base * count, groups) / weight
    raised = np.zeros(len(base), np.bool_)
    home = np.arange(groups)
    members: dict[int, list[int]] = {}
    for run in np.flatnonzero(np.isin(group, _small_groups(main, level, groups))).tolist():
        members.setdefault(int(group[run]), []).append(run)
    for small, inside in members.items():
        target = _host(small, inside, group, level, main, runs.x0, runs.x1)
        if target is not None:
            home[small] = target
            if level[small] < level[target] - 0.08 * main[target]:
                raised[inside] = True
    _into_margin(runs, group, level, main, weight, home)
    # Raised within its own row: same group by baseline, but markedly smaller and a little higher.
    inner = (size < 0.82 * main[group]) & (base < level[group] - 0.06 * main[group])
    raised |= inner & (home[group] == group)
    rank = np.argsort(np.argsort(level, kind="stable"), kind="stable")
    return rank[home[group]], raised


def _into_margin(
    runs: _Runs,
    group: Index,
    level: NDArray[np.float64],
    main: NDArray[np.float64],
    weight: NDArray[Any],
    home: NDArray[np.signedinteger[Any]],
) -> None:
    """Short rows that stand left of a line, a little higher or lower, as numbers in the margin do, belong to it."""
    order = np.argsort(level, kind="stable").tolist()
    weights, levels, sizes = weight.tolist(), level.tolist(), main.tolist()
    for at, short in enumerate(order):
        if weights[short] > 5 or home[short] != short:
            continue
        for other in (*order[at + 1 : at + 2], *order[max(0, at - 1) : at]):
            if abs(levels[other] - levels[short]) > 0.6 * sizes[other] or weights[other] <= weights[short]:
                continue
            mine, its = np.flatnonzero(group == short), np.flatnonzero(group == other)
            gap = float(runs.x0[its].min() - runs.x1[mine].max())
            if 0.3 * sizes[other] < gap < 5 * sizes[other]:
                home[short] = other
                break


def _small_groups(main: NDArray[np.float64], level: NDArray[np.float64], groups: int) -> list[int]:
    """Rows that may be super- or subscripts of a neighbour: close to a row of larger type."""
    if main.min() >= 0.86 * main.max():
        return []
    order = np.argsort(level, kind="stable").tolist()
    sizes, levels = main.tolist(), level.tolist()
    found = []
    for at, group in enumerate(order):
        for other in order[max(0, at - 2) : at + 3]:
            near = abs(levels[group] - levels[other]) < 0.62 * sizes[other]
            if other != group and near and sizes[group] < 0.86 * sizes[other]:
                found.append(group)
                break
    return found


def _host(
    small: int,
    runs: list[int],
    group: Index,
    level: NDArray[np.float64],
    main: NDArray[np.float64],
    x0: NDArray[np.float64],
    x1: NDArray[np.float64],
) -> int | None:
    """The row of larger type that every run of a small row adjoins, if there is one."""
    near = [
        other
        for other in np.flatnonzero(np.abs(level - level[small]) < 0.62 * main).tolist()
        if other != small and main[small] < 0.86 * main[other] and level[small] < level[other] + 0.3 * main[other]
    ]
    for other in sorted(near, key=lambda o: abs(float(level[o] - level[small]))):
        hosts = np.flatnonzero(group == other)
        reach = 0.6 * main[other]
        if all(bool(((x1[hosts] > x0[run] - reach) & (x0[hosts] < x1[run] + reach)).any()) for run in runs):
            return other
    return None
