"""Earned schedule on curves of any kind."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.earned_value.earned_schedule import PlanCurve, plan_curve


def curve(*points: tuple[float, int]) -> PlanCurve:
    made = plan_curve(points)
    assert made is not None
    return made


def earned(some: PlanCurve, *ev: int) -> list[float]:
    return [float(day) for day in some.earned(np.array(ev))]


# Vanhoucke, PM Knowledge Center, "EVM: Forecasting time": 9 weeks planned, 11 taken
PMKC = [500, 1000, 2500, 5500, 8500, 12000, 13000, 14000, 15000, 15000, 15000]
# pmcontrols 0.2.1, tests/validation_cases.json: es-interp-001, -003, -004
LINEAR = [10_000 * t for t in range(1, 11)]


@pytest.mark.parametrize(
    ("planned", "ev", "expected"),
    [
        (PMKC, [333, 667, 1000, 2250, 7000, 8250], [0.67, 1.33, 2.0, 2.83, 4.5, 4.92]),
        (PMKC, [9000, 12000, 13000, 14000, 15000], [5.14, 6.0, 7.0, 8.0, 9.0]),
        (LINEAR, [34_000, 30_000, 0], [3.4, 3.0, 0.0]),
        ([20, 50, 90, 140, 200], [70], [2.5]),
        ([30, 70, 120, 180, 250], [100], [2.6]),
    ],
)
def test_published_figures(
    planned: list[int], ev: list[int], expected: list[float]
) -> None:
    found = earned(curve(*enumerate(planned, 1)), *ev)
    assert found == pytest.approx(expected, abs=0.005)


def test_points_may_lie_at_any_distance_and_in_any_order() -> None:
    some = curve((40, 400), (10, 100))
    assert earned(some, 50, 100, 250, 400) == [5, 10, 25, 40]


def test_where_the_plan_stands_still_what_is_earned_counts_to_the_end_of_it() -> None:
    some = curve((10, 100), (20, 100), (30, 200))
    assert earned(some, 99, 100, 150) == [9.9, 20, 25]
    assert list(some.reached(np.array([99, 100, 150]))) == [9.9, 10, 25]


def test_in_a_pause_one_who_is_on_plan_is_neither_late_nor_early() -> None:
    some = curve((10, 100), (20, 100), (30, 200))
    on_plan, at = np.array([100] * 4), np.array([5.0, 10, 15, 25])
    assert list(some.earned_by(on_plan, at)) == [10, 10, 15, 20]


def test_it_never_exceeds_the_planned_duration() -> None:
    some = curve((10, 100), (20, 100))
    assert some.planned_days == 10
    assert earned(some, 100, 250) == [10, 10]


def test_a_planned_value_that_falls_counts_as_its_highest_so_far() -> None:
    assert earned(curve((10, 100), (20, 50), (30, 200)), 75, 150) == [7.5, 25]


@pytest.mark.parametrize("points", [(), ((10, 0),)])
def test_without_a_plan_there_is_no_curve(
    points: tuple[tuple[float, int], ...],
) -> None:
    assert plan_curve(points) is None


steps = st.tuples(st.integers(1, 60), st.integers(0, 10**9))
rising = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 10**9)), min_size=1)


def summed(found: list[tuple[int, int]]) -> list[tuple[float, int]]:
    days, cents = np.cumsum(np.array(found), axis=0).T.tolist()
    return list(zip(days, cents, strict=True))


@given(st.lists(steps, min_size=1), st.integers(0, 10**10), st.integers(0, 10**10))
def test_who_earned_more_is_further(
    found: list[tuple[int, int]], one: int, other: int
) -> None:
    some = plan_curve(summed(found))
    if some is not None:
        less, more = earned(some, *sorted((one, other)))
        assert less <= more <= some.planned_days


@given(rising)
def test_it_is_the_inverse_of_the_plan(found: list[tuple[int, int]]) -> None:
    points = summed(found)
    some = curve(*points)
    assert earned(some, *(cents for _, cents in points)) == [day for day, _ in points]


@given(st.lists(steps, min_size=1), st.integers(0, 10**10))
def test_the_plan_at_the_earned_schedule_is_what_was_earned(
    found: list[tuple[int, int]], ev: int
) -> None:
    some = plan_curve(summed(found))
    if some is not None:
        (at,) = earned(some, ev)
        planned = float(np.interp(at, some.days, some.cents))
        assert planned == pytest.approx(min(ev, int(some.cents[-1])), abs=1e-3)
