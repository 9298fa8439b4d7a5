"""What no plan can beat: the longest path, and the work that each resource does."""

import numpy as np
from numpy.typing import NDArray

from core.schedule.levelling.arrays import Arrays
from core.schedule.levelling.problem import Capacity, Problem

Longs = NDArray[np.int64]


def lower_bound(problem: Problem, arrays: Arrays) -> int:
    """No plan finishes before this: critical path, and energy of each resource."""
    path = int((arrays.heads + arrays.tails).max(initial=0))
    resources = range(len(problem.capacities))
    return max([path, *(_energy_bound(problem, arrays, r) for r in resources)])


def _energy_bound(problem: Problem, arrays: Arrays, resource: int) -> int:
    """Work that starts after one time and ends before another has to fit between.

    For each head and tail: activities with at least these, after the head one by one
    with falling tails, take what there is (energy; Neron et al. 2006, "Lower bounds").
    """
    amounts = np.array(
        [
            dict(problem.activities[who].demands).get(resource, 0)
            for who in arrays.order
        ],
        dtype=np.int64,
    )
    does = np.flatnonzero(amounts * arrays.durations)
    falling = does[np.argsort(-(arrays.tails - arrays.durations)[does], kind="stable")]
    energy = (amounts * arrays.durations)[falling]
    rest = (arrays.tails - arrays.durations)[falling]
    heads = arrays.heads[falling]
    supply = _supply(problem.capacities[resource], arrays.horizon)
    best = 0
    for head in np.unique(heads):
        is_after = heads >= head
        asked = np.cumsum(energy[is_after]) + supply[max(head, 0)]
        ends = np.searchsorted(supply, asked, side="left")
        best = max(best, int((ends + rest[is_after]).max()))
    return best


def _supply(capacity: Capacity, horizon: int) -> Longs:
    """Sum what there has been until each time; shape (horizon + 1,)."""
    level = np.zeros(horizon, dtype=np.int64)
    for start, end, amount in capacity.spells(horizon):
        level[start:end] = amount
    return np.concatenate(([0], np.cumsum(level)))
