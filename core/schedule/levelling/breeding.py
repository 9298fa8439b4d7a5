"""Good plans fast: populations are founded, wander until they tire, start again."""

from functools import cache
from threading import Thread
from typing import Any

import numpy as np

from core.schedule.compiling import compile_modules
from core.schedule.levelling import kernels, population
from core.schedule.levelling.arrays import Arrays, Direction, arrays_of
from core.schedule.levelling.best import Best
from core.schedule.levelling.kernels import Longs, Side, Work
from core.schedule.levelling.population import Population, Wish
from core.schedule.levelling.problem import Activity, Capacity, Problem
from core.schedule.levelling.watch import Phase

PLANS = 10
STEPS = 100  # between two looks at the clock
PATIENCE = 20_000  # steps without a plan shorter than all before


def breed(arrays: Arrays, phase: Phase, seed: int) -> None:
    """Improve the best plan until nothing is left to do; made for a thread."""
    compiled, best = _compiled(), phase.best
    field = _field(arrays)
    random = np.array([seed * 2_654_435_761 + 88_172_645], dtype=np.uint64)
    who = _empty(len(arrays.durations))
    while not phase.is_done:
        compiled.found_population(*field, _rules(arrays), who, random)
        _offer(who, best)
        shortest, idle = int(who.spans.min()), 0
        while idle < PATIENCE and not phase.is_done:
            now = compiled.wander(*field, who, random, Wish(STEPS, best.bound))
            _offer(who, best)
            idle = idle + STEPS if now == shortest else 0
            shortest = now


@cache
def warm_up() -> Thread:
    """Let the compiler begin in a thread, once; plans can be had without it."""
    warming = Thread(target=_warm, daemon=True)
    warming.start()
    return warming


def is_warm() -> bool:
    """Whether compiled code is there, or can never be."""
    return not warm_up().is_alive()


def _warm() -> None:
    one = Activity(1, ((0, 1),))
    arrays = arrays_of(Problem((one, one), (), (Capacity.always(1),)))
    compiled, who = _compiled(), _empty(2)
    random = np.array([1], dtype=np.uint64)
    compiled.found_population(*_field(arrays), _rules(arrays), who, random)
    compiled.wander(*_field(arrays), who, random, Wish(1, 0))


@cache
def _compiled() -> Any:
    modules = compile_modules((kernels, population), allocates=True)
    return modules[population.__name__]


def _field(arrays: Arrays) -> tuple[Work, tuple[Side, Side]]:
    work = Work(
        arrays.durations,
        arrays.need_first,
        arrays.need_word,
        arrays.need_amount,
        arrays.guards,
    )
    return work, (_side(arrays.forwards), _side(arrays.backwards))


def _offer(who: Population, best: Best) -> None:
    shortest = int(who.spans.argmin())
    if who.spans[shortest] < best.finish:
        best.offer(who.starts[shortest].copy(), int(who.spans[shortest]))


def _rules(arrays: Arrays) -> Longs:
    """Priority rules as keys: latest start, earliest start, least float, most work."""
    heads, tails = arrays.heads.astype(np.int64), arrays.tails.astype(np.int64)
    return np.array([-tails, heads, heads - tails, -tails - arrays.durations])


def _side(one: Direction) -> Side:
    return Side(
        one.first,
        one.others,
        one.gaps,
        one.releases,
        one.free.copy(),  # threads take from it and give back at the same time
        one.ties,
        one.follows_starts,
    )


def _empty(many: int) -> Population:
    return Population(
        np.zeros((PLANS, many), dtype=np.int32), np.zeros(PLANS, dtype=np.int64)
    )
