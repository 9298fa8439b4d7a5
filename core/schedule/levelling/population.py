"""A few plans that wander among plans as short as they are; to be compiled."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.schedule.levelling.kernels import (
    Ints,
    Longs,
    Side,
    Work,
    below,
    by_keys,
    hold_back,
    justify,
    place,
)

Random = NDArray[np.uint64]

FINE = 16  # keys are this much finer than time
MOVES = 4  # of one activity each, at most, from a plan to the next
NARROW, WIDE = 2, 6  # windows that are shuffled, in mean durations
SHIFT = 2  # mean durations, by which a shuffle moves an activity in the order at most
REPLACED = 500  # steps, on average, between two plans that give way to better ones


class Population(NamedTuple):
    """Plans as starts, of the shape (plans, activities), and their finishes."""

    starts: Ints
    spans: Longs


class Wish(NamedTuple):
    """How many changes to try, and which finish to stop at."""

    steps: int
    goal: int


def found_population(
    work: Work,
    sides: tuple[Side, Side],
    rules: Longs,
    who: Population,
    random: Random,
) -> None:
    """Fill a population: first each rule as it is, then rules with chance added."""
    many = rules.shape[1]
    order = np.empty(many, dtype=np.int32)
    for at in range(len(who.spans)):
        keys = FINE * rules[at % len(rules)]
        if at >= len(rules):
            spread = max(1, (keys.max() - keys.min()) // 5)
            for one in range(many):
                keys[one] += below(random, spread)
        by_keys(sides[0], keys, order)
        hold_back(sides[0], order)
        span = place(work, sides[0], order, 0, who.starts[at])
        who.spans[at] = justify(work, sides, who.starts[at], span)


def wander(
    work: Work,
    sides: tuple[Side, Side],
    who: Population,
    random: Random,
    wish: Wish,
) -> int:
    """Change plans by chance and keep what is no longer; return the earliest finish.

    A plan that is as short takes the place of the one it came from: most ways to a
    shorter plan lead over many that are equally long.
    """
    many = who.starts.shape[1]
    order = np.empty(many, dtype=np.int32)
    starts = np.empty(many, dtype=np.int32)
    for _ in range(wish.steps):
        if who.spans.min() <= wish.goal:
            break
        at = below(random, len(who.spans))
        if below(random, 2) == 0:
            shuffle(work, sides[0], who.starts[at], random, order)
        else:
            by_keys(sides[0], who.starts[at].astype(np.int64), order)
            for _ in range(1 + below(random, MOVES)):
                move(sides[0], order, below(random, many), below(random, many))
        span = place(work, sides[0], order, 0, starts)
        span = justify(work, sides, starts, span)
        if span <= who.spans[at]:
            who.starts[at] = starts
            who.spans[at] = span
        if below(random, REPLACED) == 0:
            give_way(who, random)
    return int(who.spans.min())


def shuffle(work: Work, side: Side, starts: Ints, random: Random, order: Ints) -> None:
    """Order activities by their starts, with chance added within a window of time."""
    mean = max(1, work.durations.sum() // len(starts))
    width = NARROW * mean + below(random, (WIDE - NARROW) * mean + 1)
    begin = below(random, starts.max() + width + 1) - width
    keys = FINE * starts.astype(np.int64)
    for one in range(len(starts)):
        middle = starts[one] + work.durations[one] // 2
        if begin <= middle < begin + width:
            shift = FINE * SHIFT * mean
            keys[one] += below(random, 2 * shift) - shift
        keys[one] += below(random, FINE)
    keys -= keys.min()
    by_keys(side, keys, order)
    hold_back(side, order)


def move(side: Side, order: Ints, at: int, to: int) -> None:
    """Take an activity towards another place in the order, as far as links allow."""
    step = 1 if to > at else -1
    while at != to:
        first = order[min(at, at + step)]
        second = order[max(at, at + step)]
        for link in range(side.first[second], side.first[second + 1]):
            if side.others[link] == first:
                return
        order[at], order[at + step] = order[at + step], order[at]
        at += step


def give_way(who: Population, random: Random) -> None:
    """Let one of two plans, met by chance, take the other's place if it is shorter."""
    one = below(random, len(who.spans))
    other = below(random, len(who.spans))
    if who.spans[one] < who.spans[other]:
        who.starts[other] = who.starts[one]
        who.spans[other] = who.spans[one]
