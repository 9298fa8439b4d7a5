"""The compiled way of placing activities, against the plain one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.schedule.levelling import kernels
from core.schedule.levelling.arrays import arrays_of
from core.schedule.levelling.best import Best
from core.schedule.levelling.bounds import lower_bound
from core.schedule.levelling.breeding import _field, _rules, breed
from core.schedule.levelling.first import first_plan
from core.schedule.levelling.packing import packed
from core.schedule.levelling.population import (
    Population,
    Wish,
    found_population,
    move,
    shuffle,
    wander,
)
from core.schedule.levelling.problem import Activity, Capacity, Link, Problem
from core.schedule.levelling.watch import Phase, Watch
from tests.core.schedule.levelling.problems import amount_at, is_kept, problems


@given(problem=problems(), seed=st.integers(0, 99))
def test_both_ways_place_an_order_alike(problem: Problem, seed: int) -> None:
    arrays = arrays_of(problem)
    work, sides = _field(arrays)
    many = len(problem.activities)
    keys = np.random.default_rng(seed).permutation(many).astype(np.int64)
    order = np.empty(many, dtype=np.int32)
    starts = np.empty(many, dtype=np.int32)
    kernels.by_keys(sides[0], keys, order)
    kernels.hold_back(sides[0], order)
    before = sides[0].free.copy()
    finish = kernels.place(work, sides[0], order, 0, starts)
    rank = np.empty(many, dtype=np.int64)
    rank[order] = np.arange(many)
    plain, plain_finish = first_plan(arrays, rank.tolist())
    assert (starts.tolist(), finish) == (plain.tolist(), plain_finish)
    assert is_kept(problem, arrays.starts(starts))
    assert (sides[0].free == before).all()


@given(problem=problems())
def test_shifting_to_and_fro_never_lengthens(problem: Problem) -> None:
    arrays = arrays_of(problem)
    work, sides = _field(arrays)
    starts, finish = first_plan(arrays)
    shorter = kernels.justify(work, sides, starts, finish)
    assert lower_bound(problem, arrays) <= shorter <= finish
    assert is_kept(problem, arrays.starts(starts))
    assert problem.finish(arrays.starts(starts)) == shorter


def test_shifting_closes_a_gap() -> None:
    """A plan with everything late comes out as short as can be."""
    problem = Problem(
        (Activity(2, ((0, 1),)), Activity(3, ((0, 1),))), (), (Capacity.always(1),)
    )
    work, sides = _field(arrays_of(problem))
    starts = np.array([0, 3], dtype=np.int32)
    assert kernels.justify(work, sides, starts, 6) == 5
    assert sorted(starts.tolist()) in ([0, 2], [0, 3])


@given(problem=problems())
def test_packed_amounts_are_the_capacities(problem: Problem) -> None:
    rows = packed(problem, 12)
    for time in range(12):
        for activity, needs in zip(problem.order, rows.needs, strict=True):
            fits = all(
                (int(rows.free[word, time]) - amount) & guard == guard
                for word, amount in needs
                for guard in [int(rows.guards[word])]
            )
            one = problem.activities[activity]
            asked = one.demands if one.duration else ()
            assert fits == all(
                amount <= amount_at(problem.capacities[r], time) for r, amount in asked
            )


@pytest.mark.parametrize("resources", [1, 40, 200])
def test_many_resources_take_several_words(resources: int) -> None:
    ones = tuple(Activity(1, ((r, 3),)) for r in range(resources))
    twos = tuple(Activity(1, ((r, 2),)) for r in range(resources))
    problem = Problem(ones + twos, (), (Capacity.always(4),) * resources)
    assert first_plan(arrays_of(problem))[1] == 2
    words = len(packed(problem, 4).guards)
    assert words == -(-resources // 15)  # 3 bits and a guard each, in 62


@given(problem=problems(), seed=st.integers(1, 999), data=st.data())
def test_changed_orders_hold_everybody_once_and_keep_to_links(
    problem: Problem, seed: int, data: st.DataObject
) -> None:
    arrays = arrays_of(problem)
    work, sides = _field(arrays)
    many = len(arrays.durations)
    order = np.empty(many, dtype=np.int32)
    random = np.array([seed], dtype=np.uint64)
    shuffle(work, sides[0], first_plan(arrays)[0], random, order)
    move(sides[0], order, *(data.draw(st.integers(0, many - 1)) for _ in range(2)))
    assert sorted(order) == list(range(many))
    at = {who: place for place, who in enumerate(order.tolist())}
    assert all(at[before] < at[after] for before, after in arrays.links)


@pytest.mark.parametrize(
    ("at", "to", "order"),
    [
        (0, 3, [1, 0, 2, 3]),  # up to the one that waits for it
        (3, 0, [0, 3, 1, 2]),
        (1, 3, [0, 2, 3, 1]),
        (2, 2, [0, 1, 2, 3]),
    ],
)
def test_a_move_ends_at_a_link(at: int, to: int, order: list[int]) -> None:
    problem = Problem((Activity(1),) * 4, (Link(0, 2), Link(0, 3)))
    _, sides = _field(arrays_of(problem))
    found = np.arange(4, dtype=np.int32)
    move(sides[0], found, at, to)
    assert found.tolist() == order


def test_wandering_never_lengthens_a_plan() -> None:
    problem = Problem(
        tuple(Activity(1 + i % 5, ((0, 1 + i % 3),)) for i in range(20)),
        tuple(Link(i, i + 3) for i in range(0, 15, 2)),
        (Capacity.always(4),),
    )
    arrays = arrays_of(problem)
    work, sides = _field(arrays)
    random = np.array([7], dtype=np.uint64)
    who = Population(np.zeros((3, 20), dtype=np.int32), np.zeros(3, dtype=np.int64))
    found_population(work, sides, _rules(arrays), who, random)
    before = who.spans.copy()
    shortest = wander(work, sides, who, random, Wish(40, 0))
    assert (who.spans <= before).all()
    assert shortest == who.spans.min()
    for starts, span in zip(who.starts, who.spans, strict=True):
        assert is_kept(problem, arrays.starts(starts))
        assert problem.finish(arrays.starts(starts)) == span


def test_breeding_finds_what_no_single_rule_does() -> None:
    problem = Problem(
        tuple(Activity(1 + i * 7 % 5, ((i % 2, 1 + i % 3),)) for i in range(24)),
        tuple(Link(i, i + 5) for i in range(0, 18, 2)),
        (Capacity.always(4), Capacity.always(3)),
    )
    arrays = arrays_of(problem)
    starts, finish = first_plan(arrays)
    best = Best(starts, finish, lower_bound(problem, arrays))
    breed(arrays, Phase(Watch(3), best, 1), 0)
    assert best.finish <= finish
    assert is_kept(problem, arrays.starts(best.starts))


def test_work_of_a_resource_is_a_bound() -> None:
    two = Activity(4, ((0, 2),))
    problem = Problem((two, two, two), (), (Capacity.always(3),))
    arrays = arrays_of(problem)
    assert lower_bound(problem, arrays) == 8  # 24 of 3 a time
    late = Problem((two,), (), (Capacity(((0, 0), (6, 2))),))
    assert lower_bound(late, arrays_of(late)) == 10
