"""A population of plans that are crossed, changed and justified; to be compiled."""

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


class Population(NamedTuple):
    """Plans as starts and as orders, with their finishes and the sums of their starts.

    `starts` and `orders` have the shape (plans, activities).
    """

    starts: Ints
    orders: Ints
    spans: Longs
    sums: Longs


class Wish(NamedTuple):
    """How many children, which finish to stop at; swaps are in 1000 neighbours."""

    children: int
    swaps: int
    goal: int


def keep(
    sides: tuple[Side, Side], who: Population, at: int, starts: Ints, span: int
) -> None:
    """Put a plan at a place of the population."""
    who.starts[at] = starts
    by_keys(sides[0], starts.astype(np.int64), who.orders[at])
    who.spans[at] = span
    who.sums[at] = starts.astype(np.int64).sum()


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
    starts = np.empty(many, dtype=np.int32)
    for at in range(len(who.spans)):
        keys = rules[at % len(rules)].copy()
        if at >= len(rules):
            spread = max(1, (keys.max() - keys.min()) // 5)
            for one in range(many):
                keys[one] += below(random, spread)
        by_keys(sides[0], keys, order)
        hold_back(sides[0], order)
        span = place(work, sides[0], order, 0, starts)
        span = justify(work, sides, starts, span)
        keep(sides, who, at, starts, span)


def parent(who: Population, random: Random) -> int:
    """Choose the better of two met by chance."""
    one = below(random, len(who.spans))
    other = below(random, len(who.spans))
    if who.spans[one] != who.spans[other]:
        return one if who.spans[one] < who.spans[other] else other
    return one if who.sums[one] <= who.sums[other] else other


def cross(mother: Ints, father: Ints, random: Random, child: Ints) -> None:
    """Two-point crossover of orders (Hartmann 1998): it keeps to every link."""
    many = len(mother)
    one = below(random, many + 1)
    other = below(random, many + 1)
    low, high = min(one, other), max(one, other)
    is_in = np.zeros(many, dtype=np.bool_)
    for at in range(low):
        child[at] = mother[at]
        is_in[mother[at]] = True
    done = low
    for who in father:
        if done == high:
            break
        if not is_in[who]:
            is_in[who] = True
            child[done] = who
            done += 1
    for who in mother:
        if not is_in[who]:
            child[done] = who
            done += 1


def mutate(side: Side, order: Ints, chance: int, random: Random) -> None:
    """Swap neighbours that no link orders, each with a chance in 1000."""
    for at in range(len(order) - 1):
        if below(random, 1000) >= chance:
            continue
        after = order[at + 1]
        is_linked = False
        for link in range(side.first[after], side.first[after + 1]):
            is_linked = is_linked or side.others[link] == order[at]
        if not is_linked:
            order[at + 1] = order[at]
            order[at] = after


def evolve(
    work: Work,
    sides: tuple[Side, Side],
    who: Population,
    random: Random,
    wish: Wish,
) -> int:
    """Make children who take their mothers' places; return the earliest finish."""
    many = who.starts.shape[1]
    order = np.empty(many, dtype=np.int32)
    starts = np.empty(many, dtype=np.int32)
    shortest = who.spans.min()
    for _ in range(wish.children):
        if shortest <= wish.goal:
            break
        mother = below(random, len(who.spans))
        father = parent(who, random)
        cross(who.orders[mother], who.orders[father], random, order)
        mutate(sides[0], order, wish.swaps, random)
        span = place(work, sides[0], order, 0, starts)
        span = justify(work, sides, starts, span)
        shortest = min(shortest, span)
        settle(sides, who, mother, starts, span)
    return int(shortest)


def settle(
    sides: tuple[Side, Side], who: Population, at: int, starts: Ints, span: int
) -> bool:
    """Let a child take its mother's place, unless she is better or its like there."""
    total = starts.astype(np.int64).sum()
    if span > who.spans[at]:
        return False
    for other in range(len(who.spans)):
        if who.spans[other] == span and who.sums[other] == total:
            return False
    keep(sides, who, at, starts, span)
    return True
