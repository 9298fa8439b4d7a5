"""Amounts of several resources in one machine word, compared in one subtraction.

Each resource has a lane of bits as wide as its capacity, and above it a guard bit that
is set while something is free. A word of needs is subtracted lane by lane: a guard that
goes out is a resource that lacks (Lamport 1975, "Multiple byte processing with
full-word instructions").
"""

from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

from core.schedule.levelling.problem import Capacity, Problem

Longs = NDArray[np.int64]
WORD = 62  # bits, so that no sign gets in the way


@dataclass(frozen=True, slots=True)
class Lane:
    """Where a resource is: its word, its lowest bit, and what one unit stands for."""

    word: int
    bit: int
    unit: int
    width: int


@dataclass(frozen=True, slots=True)
class Packed:
    """Needs by activity as (word, amount), what is free, and the guards of each word.

    `free` has the shape (words, horizon), and the guards set.
    """

    needs: tuple[tuple[tuple[int, int], ...], ...]
    free: Longs
    guards: Longs


def packed(problem: Problem, horizon: int) -> Packed:
    """Pack what activities need and what there is of it."""
    lanes = _lanes(problem)
    words = 1 + max((lane.word for lane in lanes), default=-1)
    guards = np.zeros(words, dtype=np.int64)
    free = np.zeros((words, horizon), dtype=np.int64)
    for lane, capacity in zip(lanes, problem.capacities, strict=True):
        guards[lane.word] |= 1 << (lane.bit + lane.width)
        free[lane.word] += _profile(lane, capacity, horizon)
    free |= guards[:, None]
    needs = (
        problem.activities[who].demands if problem.activities[who].duration else ()
        for who in problem.order
    )
    return Packed(tuple(_packed(row, lanes) for row in needs), free, guards)


def _lanes(problem: Problem) -> list[Lane]:
    units = [0] * len(problem.capacities)
    for activity in problem.activities:
        for resource, amount in activity.demands:
            units[resource] = gcd(units[resource], amount)
    lanes: list[Lane] = []
    word = bit = 0
    for capacity, unit in zip(problem.capacities, units, strict=True):
        width = (capacity.most // max(unit, 1)).bit_length()
        if bit + width + 1 > WORD:
            word, bit = word + 1, 0
        lanes.append(Lane(word, bit, max(unit, 1), width))
        bit += width + 1
    return lanes


def _profile(lane: Lane, capacity: Capacity, horizon: int) -> Longs:
    free = np.zeros(horizon, dtype=np.int64)
    for start, end, amount in capacity.spells(horizon):
        free[start:end] = (amount // lane.unit) << lane.bit
    return free


def _packed(
    demands: tuple[tuple[int, int], ...], lanes: list[Lane]
) -> tuple[tuple[int, int], ...]:
    words: dict[int, int] = {}
    for resource, amount in demands:
        lane = lanes[resource]
        words[lane.word] = words.get(lane.word, 0) + ((amount // lane.unit) << lane.bit)
    return tuple(sorted(words.items()))
