"""A plan at once, without a compiler: who has least time to spare comes first."""

import heapq

import numpy as np

from core.schedule.levelling.arrays import Arrays, Ints, Longs
from core.schedule.levelling.best import Starts


def first_plan(arrays: Arrays, keys: list[int] | None = None) -> tuple[Starts, int]:
    """Place one activity after another; return starts and finish.

    Parameters
    ----------
    keys
        Of the activities that may come next the one with the least is placed; by
        default the one with the longest way to the finish.
    """
    free = arrays.forwards.free.copy()
    starts = np.zeros(len(arrays.durations), dtype=np.int32)
    for who in _sequence(arrays, keys or (-arrays.tails).tolist()):
        start = _earliest(arrays, who, starts)
        while (lacks := _lacking(arrays, free, who, start)).any():
            start += int(np.flatnonzero(lacks)[-1]) + 1
        starts[who] = start
        rows, amounts = _needs(arrays, who)
        free[rows, start : start + arrays.durations[who]] -= amounts
    return starts, int((starts + arrays.durations).max(initial=0))


def _sequence(arrays: Arrays, keys: list[int]) -> list[int]:
    after: list[list[int]] = [[] for _ in keys]
    waits = [0] * len(keys)
    for first, second in arrays.links:
        after[first].append(second)
        waits[second] += 1
    ready = [(key, who) for who, key in enumerate(keys) if not waits[who]]
    heapq.heapify(ready)
    sequence = []
    while ready:
        _, who = heapq.heappop(ready)
        sequence.append(who)
        for second in after[who]:
            waits[second] -= 1
            if not waits[second]:
                heapq.heappush(ready, (keys[second], second))
    return sequence


def _earliest(arrays: Arrays, who: int, starts: Starts) -> int:
    side = arrays.forwards
    into = slice(side.first[who], side.first[who + 1])
    by_links = starts[side.others[into]] + side.gaps[into]
    return int(by_links.max(initial=int(side.releases[who])))


def _needs(arrays: Arrays, who: int) -> tuple[Ints, Longs]:
    """Words and amounts of an activity; amounts of the shape (words, 1)."""
    mine = slice(arrays.need_first[who], arrays.need_first[who + 1])
    return arrays.need_word[mine], arrays.need_amount[mine][:, None]


def _lacking(arrays: Arrays, free: np.ndarray, who: int, start: int) -> np.ndarray:
    """At which times of its run something lacks."""
    rows, amounts = _needs(arrays, who)
    guards = arrays.guards[rows][:, None]
    left = free[rows, start : start + arrays.durations[who]] - amounts
    return np.asarray(((left & guards) != guards).any(axis=0))
