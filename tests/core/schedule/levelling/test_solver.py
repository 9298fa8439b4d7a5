"""Plans that keep to links and capacities, are as short as can be, and say so."""

import pytest
from hypothesis import given, settings

from core.schedule.levelling.problem import (
    Activity,
    Capacity,
    Kind,
    Link,
    Problem,
    UnlevellableError,
)
from core.schedule.levelling.solver import level
from core.schedule.levelling.tidying import cost
from core.schedule.levelling.watch import Watch
from tests.core.schedule.levelling.problems import is_kept, problems

ENOUGH = 20  # seconds; small problems are proved best in far less
ONE = Capacity.always(1)


def alone(duration: int, **more: int) -> Activity:
    """An activity that needs the only one there is."""
    return Activity(duration, ((0, 1),), **more)


@pytest.mark.parametrize(
    ("problem", "finish"),
    [
        (Problem(()), 0),
        (Problem((Activity(3), Activity(4))), 4),
        (Problem((alone(3), alone(4), alone(2)), (), (ONE,)), 9),
        (Problem((alone(3), alone(4)), (), (Capacity.always(2),)), 4),
        (Problem((alone(3, release=5), alone(4)), (), (ONE,)), 8),
        (Problem((alone(2), alone(2)), (), (Capacity(((0, 1), (1, 0), (4, 1))),)), 8),
        (Problem((alone(1), alone(1)), (), (Capacity(((3, 1),)),)), 5),
        (Problem((alone(0), alone(0)), (), (Capacity.always(0),)), 0),
        # 3 + 3 of 5 never run together: 2 fits beside each, so two rounds of 4
        (
            Problem(
                tuple(Activity(4, ((0, amount),)) for amount in (3, 3, 2, 2)),
                (),
                (Capacity.always(5),),
            ),
            8,
        ),
        # 6 of 7 and 5 of 5: each order but one wastes time
        (
            Problem(
                (
                    Activity(2, ((0, 1),)),
                    Activity(5, ((1, 1),)),
                    Activity(3, ((0, 1),)),
                ),
                (Link(2, 1),),
                (ONE, ONE),
            ),
            8,
        ),
    ],
)
def test_a_small_problem_is_solved_and_proved(problem: Problem, finish: int) -> None:
    found = level(problem, Watch(ENOUGH))
    assert (found.finish, found.bound) == (finish, finish)
    assert found.is_best
    assert is_kept(problem, found.starts)


@pytest.mark.parametrize(
    ("kind", "lag", "second"),
    [
        ("FS", 0, 4),
        ("FS", 2, 6),
        ("FS", -3, 1),
        ("SS", 0, 0),
        ("SS", 2, 2),
        ("FF", 0, 2),
        ("FF", 3, 5),
        ("SF", 0, 0),
        ("SF", 5, 3),
    ],
)
def test_a_link_ties_the_ends_it_names(kind: Kind, lag: int, second: int) -> None:
    problem = Problem((Activity(4), Activity(2, current=0)), (Link(0, 1, kind, lag),))
    assert level(problem, Watch(ENOUGH)).starts == (0, second)


@given(problem=problems())
@settings(max_examples=40, deadline=None)
def test_plans_keep_to_everything_and_to_the_bound(problem: Problem) -> None:
    found = level(problem, Watch(ENOUGH))
    assert is_kept(problem, found.starts)
    assert problem.finish(found.starts) == found.finish
    assert found.bound == found.finish


@given(problem=problems())
@settings(max_examples=20, deadline=None)
def test_without_time_there_is_a_plan_and_a_bound(problem: Problem) -> None:
    at_once, best = level(problem, Watch(0)), level(problem, Watch(ENOUGH))
    assert is_kept(problem, at_once.starts)
    assert at_once.bound <= best.finish <= at_once.finish


def test_whoever_cancels_gets_the_best_plan_so_far() -> None:
    crowd = Problem(
        tuple(Activity(1 + i % 7, ((0, 1 + i % 3),)) for i in range(60)),
        tuple(Link(i, i + 7) for i in range(53)),
        (Capacity.always(4),),
    )
    told: list[tuple[int, int]] = []
    found = level(
        crowd,
        Watch(
            600,
            lambda _, finish, bound: told.append((finish, bound)),
            lambda: bool(told),
        ),
    )
    assert is_kept(crowd, found.starts)
    assert found.finish <= told[0][0]
    assert all(bound <= finish for finish, bound in told)


def test_progress_only_gets_better() -> None:
    crowd = Problem(tuple(alone(1 + i % 4) for i in range(9)), (), (ONE,))
    told: list[tuple[float, int, int]] = []
    level(crowd, Watch(ENOUGH, lambda *now: told.append(now)))
    assert told
    assert [finish for _, finish, _ in told] == sorted(
        (finish for _, finish, _ in told), reverse=True
    )
    assert [bound for _, _, bound in told] == sorted(bound for _, _, bound in told)


def test_the_one_with_priority_stays_where_it_is() -> None:
    both = {"current": 0}
    low, high = alone(3, weight=100, **both), alone(3, weight=900, **both)
    assert level(Problem((low, high), (), (ONE,)), Watch(ENOUGH)).starts == (3, 0)
    assert level(Problem((high, low), (), (ONE,)), Watch(ENOUGH)).starts == (0, 3)


def test_what_is_no_conflict_is_not_moved() -> None:
    free = alone(2, current=7)
    problem = Problem((free, Activity(10)), (), (ONE,))
    assert level(problem, Watch(ENOUGH)).starts == (7, 0)


def test_a_deadline_goes_before_moves_and_after_the_finish() -> None:
    promised = alone(2, current=0, deadline=2)
    dear = alone(2, current=0, weight=900)
    found = level(Problem((dear, promised), (), (ONE,)), Watch(ENOUGH))
    assert found.starts == (2, 0)
    hopeless = alone(2, deadline=1)
    assert level(Problem((hopeless,), (), (ONE,)), Watch(ENOUGH)).finish == 2


def test_what_a_plan_costs_is_moves_by_weight_and_lateness() -> None:
    problem = Problem((Activity(1, current=2, weight=5), Activity(3)))
    assert cost(problem, (4, 0)) == 10
    assert cost(problem, (2, 9)) == 0


def test_too_much_for_ever_is_refused() -> None:
    with pytest.raises(UnlevellableError, match="asks for 2 of resource 0"):
        Problem((Activity(1, ((0, 2),)),), (), (ONE,))
    with pytest.raises(UnlevellableError, match="circle"):
        Problem((Activity(1), Activity(1)), (Link(0, 1), Link(1, 0)))
