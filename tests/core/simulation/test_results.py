"""What the trials say: percentiles, joint confidence, contingency, exceedance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.simulation.bell import Normal
from core.simulation.converging import Stop, run_until_stable
from core.simulation.distributions import Fixed, Triangular
from core.simulation.errors import CancelledError
from core.simulation.model import CostItem
from core.simulation.preparing import prepare
from core.simulation.results import (
    confidence,
    contingency,
    exceedance,
    finish_percentiles,
    joint_confidence,
    joint_curve,
    percentile,
    spread,
    standard_error,
)
from tests.core.schedule.plans import DAY
from tests.core.simulation.models import costs, model_of, plan_of, ran

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)


@given(NUMBERS, st.floats(0.1, 100))
def test_a_percentile_is_the_least_value_that_so_many_keep_to(
    values: list[float], percent: float
) -> None:
    found = percentile(values, percent)
    assert found in values
    assert confidence(values, found) >= percent / 100 - 1e-9
    lower = [value for value in values if value < found]
    assert not lower or confidence(values, max(lower)) < percent / 100


@pytest.mark.parametrize(
    ("percent", "value"),
    [(1, 1), (10, 10), (50, 50), (80, 80), (99.5, 100), (100, 100)],
)
def test_percentiles_of_a_hundred(percent: float, value: float) -> None:
    assert percentile(range(100, 0, -1), percent) == value


def test_the_standard_error_is_that_of_the_formula() -> None:
    # √(p q / n) / f: the normal density at its P80 is 0.27996
    found = [
        standard_error(ran(costs(Normal(0, 1)), seed).cost, 80) for seed in range(1, 6)
    ]
    assert np.mean(found) == pytest.approx(0.4 / 100 / 0.27996, rel=0.15)


def test_percentiles_of_many_seeds_scatter_as_the_error_says() -> None:
    runs = [ran(costs(Normal(0, 1)), seed, 1000).cost for seed in range(60)]
    scatter = np.std([percentile(values, 80) for values in runs])
    stated = np.mean([standard_error(values, 80) for values in runs])
    assert scatter == pytest.approx(stated, rel=0.35)


def test_a_spread_says_all_at_once() -> None:
    found = spread(ran(costs(Triangular(8, 10, 15))).cost)
    assert found.trials == 10_000
    assert found.mean == pytest.approx(11, abs=0.06)
    assert found.sd == pytest.approx(1.472, abs=0.03)
    assert list(found.percentiles) == list(range(5, 100, 5))
    assert list(found.percentiles.values()) == sorted(found.percentiles.values())
    assert all(0 < error < 0.06 for error in found.errors.values())
    assert spread([3.0]).sd == 0


def test_a_date_and_a_cost_are_kept_together_less_often_than_each() -> None:
    model = model_of(
        plan_of(1),
        {1: Triangular(5 * DAY, 10 * DAY, 20 * DAY)},
        cost_items=(CostItem(1, Triangular(80, 100, 150)),),
    )
    made = ran(model)
    finish = finish_percentiles(made, (80,))[80]
    cost = percentile(made.cost, 80)
    assert confidence(made.cost, cost) == pytest.approx(0.8)
    assert joint_confidence(made, finish, cost) == pytest.approx(0.64, abs=0.02)
    curve = joint_curve(made, 80)
    assert len(curve) > 30
    assert [point.cost for point in curve] == sorted(
        (p.cost for p in curve), reverse=True
    )
    for point in curve:
        assert joint_confidence(made, *point) >= 0.8
        assert joint_confidence(made, point.finish, point.cost - 1e-6) < 0.8
    assert curve[-1].cost == cost


def test_contingency_is_what_the_plan_lacks() -> None:
    cost = ran(costs(Triangular(8, 10, 15))).cost
    assert contingency(cost, 10, 80) == pytest.approx(2.354, abs=0.09)
    assert contingency(cost, 15, 80) < 0


def test_the_exceedance_curve_falls_from_almost_all_to_none() -> None:
    curve = exceedance(ran(costs(Triangular(8, 10, 15))).cost, planned=10)
    shares = [loss.share for loss in curve]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.99
    assert shares[-1] == 0
    at_plan = next(loss.share for loss in curve if loss.value >= 0)
    assert at_plan == pytest.approx(1 - 2 / 7, abs=0.03)


def test_a_run_stops_when_it_is_stable_and_says_how_it_came_there() -> None:
    prepared = prepare(costs(Normal(100, 10)))
    made, steps = run_until_stable(prepared, 1)
    last = steps[-1]
    assert [step.trials for step in steps] == [
        1024 * n for n in range(1, len(steps) + 1)
    ]
    assert last.is_stable
    assert not steps[0].is_stable
    assert last.cost_error <= 0.02 * 10.5
    assert last.cost == percentile(made.cost, 80)
    wanted = ran(costs(Normal(100, 10)), trials=made.trials).cost
    assert made.cost.tolist() == wanted.tolist()


def test_a_run_that_stays_unstable_ends_with_the_most_trials() -> None:
    stop = Stop(tolerance=1e-6, most=3000)
    made, steps = run_until_stable(prepare(costs(Normal(100, 10))), 1, stop=stop)
    assert made.trials == 3000
    assert not steps[-1].is_stable
    certain, few = run_until_stable(prepare(costs(Fixed(1))), 1)
    assert len(few) == 2
    assert certain.cost.std() == 0


def test_a_stopped_run_keeps_nothing() -> None:
    with pytest.raises(CancelledError):
        run_until_stable(prepare(costs(Fixed(1))), 1, watch=lambda done, _: done < 1500)
