"""What moves the result: cruciality, tornado, and what mitigations are worth."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.simulation.bell import Normal
from core.simulation.correlation import of_pairs
from core.simulation.distributions import Fixed, Triangular, Uniform
from core.simulation.errors import CancelledError
from core.simulation.model import (
    CostImpact,
    CostItem,
    Driver,
    DurationImpact,
    Kind,
    Mitigation,
    MitigationEffect,
    Model,
    RiskEvent,
)
from core.simulation.preparing import prepare
from core.simulation.scenarios import compare, worths
from core.simulation.sensitivity import Outcome, activities, rank_correlation, tornado
from tests.core.schedule.plans import DAY
from tests.core.simulation.models import model_of, plan_of, ran


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=40)
)
def test_a_rank_correlation_is_that_of_mean_ranks(
    pairs: list[tuple[int, int]],
) -> None:
    one, other = np.array(pairs).T
    ranks = [
        [np.mean([i for i, v in enumerate(sorted(row)) if v == x]) for x in row]
        for row in (one, other)
    ]
    found = rank_correlation(one, other)
    if len(set(one)) == 1 or len(set(other)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(np.corrcoef(ranks)[0, 1], abs=1e-9)


def chain() -> Model:
    return model_of(
        plan_of(3, "1 FS 2"),
        {1: Normal(20 * DAY, 3 * DAY), 2: Normal(20 * DAY, 4 * DAY)},
        risks=(RiskEvent(1, 0.5), RiskEvent(2, 0.5), RiskEvent(3, 0.5)),
        duration_impacts=(
            DurationImpact(1, 1, 2, Fixed(10 * DAY)),
            DurationImpact(2, 2, 3, Fixed(DAY)),
        ),
        cost_items=(
            CostItem(1, Triangular(80, 100, 200)),
            CostItem(2, Fixed(1.0), is_per_minute=True),
        ),
        cost_impacts=(CostImpact(1, 3, 1, Fixed(30_000)),),
        mitigations=(
            Mitigation(1, (MitigationEffect(1, 0.1),), Fixed(1000)),
            Mitigation(2, (MitigationEffect(2, 0.0, 0.5),), Uniform(400, 600)),
            Mitigation(3, (MitigationEffect(3, 0.0),), Fixed(100)),
        ),
    )


def test_sensitivities_of_a_chain_are_those_of_the_formulas() -> None:
    made = ran(model_of(chain().plan, chain().durations))
    found = {one.number: one for one in activities(made)}
    assert [found[n].criticality for n in (1, 2, 3)] == [1, 1, 0]
    # of normal values r = sd / sd of the sum; by rank 6/π asin(r / 2)
    for number, sd in ((1, 3), (2, 4)):
        r = sd / 5
        ranks = 6 / math.pi * math.asin(r / 2)
        assert found[number].cruciality == pytest.approx(ranks, abs=0.03)
        assert found[number].schedule_sensitivity == pytest.approx(r, abs=0.03)
    assert found[3].cruciality is None
    assert found[3].schedule_sensitivity == 0


def test_a_certain_project_has_no_sensitivity() -> None:
    found = activities(ran(Model(plan_of(1)), trials=10))
    assert [tuple(one) for one in found] == [(1, 1.0, None, None)]


def test_the_tornado_begins_with_what_moves_the_finish_most() -> None:
    made = ran(chain())
    bars = tornado(made, Outcome.FINISH, largest=3)
    assert [bar.driver for bar in bars[:3]] == [
        (Kind.RISK, 1),
        (Kind.DURATION, 2),
        (Kind.DURATION, 1),
    ]
    assert bars[0].swing == pytest.approx(10 * DAY, rel=0.05)
    assert bars[0].contribution is not None
    assert bars[0].contribution > 3 * DAY
    assert [bar.without is None for bar in bars] == [False] * 3 + [True] * 2
    quiet = next(bar for bar in bars if bar.driver == (Kind.RISK, 2))
    assert abs(quiet.correlation or 0) < 0.03


def test_the_tornado_of_cost_has_cost_items_and_what_follows_time() -> None:
    bars = tornado(ran(chain()), Outcome.COST)
    assert bars[0].driver == (Kind.RISK, 3)
    assert {bar.driver for bar in bars} == {
        *(Driver(Kind.RISK, n) for n in (1, 2, 3)),
        *(Driver(Kind.DURATION, n) for n in (1, 2)),
        Driver(Kind.COST, 1),
    }


def test_correlated_estimates_are_drawn_again_as_they_were() -> None:
    names = [Driver(Kind.DURATION, n) for n in (1, 2)]
    model = model_of(
        chain().plan, chain().durations, correlation=of_pairs({}, names, 0.9)
    )
    found = {one.number: one.cruciality for one in activities(ran(model))}
    assert found[1] is not None
    assert found[1] > 0.9


def test_a_tornado_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []

    def watch(done: int, wanted: int) -> bool:
        told.append((done, wanted))
        return done < 2

    with pytest.raises(CancelledError):
        tornado(ran(chain(), trials=200), Outcome.COST, watch=watch)
    assert told == [(1, 6), (2, 6)]


def test_three_runs_stand_side_by_side_on_the_same_draws() -> None:
    told: list[tuple[int, int]] = []

    def watch(done: int, wanted: int) -> bool:
        told.append((done, wanted))
        return True

    found = compare(prepare(chain()), 4, 3000, watch)
    assert (found.after.minutes <= found.before.minutes).all()
    assert (found.estimates_only.minutes <= found.after.minutes).all()
    assert told[-1] == (9000, 9000)
    assert found.before.cost.mean() > found.after.cost.mean()


def test_a_mitigation_is_worth_what_it_takes_off_less_its_price() -> None:
    made = ran(chain())
    found = {one.mitigation: one for one in worths(made, 80)}
    assert worths(made, 80)[0].mitigation == 3
    first, second, third = found[1], found[2], found[3]
    assert first.minutes > 3 * DAY
    assert first.net == pytest.approx(first.cost - 1000)
    assert second.minutes == 0
    assert second.price == 500
    assert second.net == pytest.approx(-500, abs=200)  # it pays for nothing
    assert third.minutes == 0
    assert third.net > 10_000
