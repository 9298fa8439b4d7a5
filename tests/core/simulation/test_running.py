"""Runs: the same again, whatever else is in the model and however it is cut up."""

import os
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core.schedule.errors import ScheduleError
from core.simulation import running
from core.simulation.distributions import Fixed, Pert, Triangular, Uniform
from core.simulation.errors import CancelledError, SimulationError
from core.simulation.model import (
    CostImpact,
    CostItem,
    DurationImpact,
    Mitigation,
    MitigationEffect,
    Model,
    RiskEvent,
)
from core.simulation.preparing import prepare
from core.simulation.running import run
from tests.core.schedule.plans import DAY, activity
from tests.core.simulation.models import costs, model_of, plan_of, ran


def model() -> Model:
    sizes = {n: Pert(3000, 4800 + 10 * n, 9000) for n in range(1, 5)}
    return model_of(
        plan_of(4, "1 FS 2", "1 FS 3", "2 FS 4", "3 FS 4"),
        sizes,
        risks=(RiskEvent(1, 0.3), RiskEvent(2, 0.6, is_threat=False)),
        duration_impacts=(
            DurationImpact(1, 1, 2, Triangular(480, 960, 2400)),
            DurationImpact(2, 2, 3, Uniform(0.1, 0.3), is_relative=True),
            DurationImpact(3, 1, 4, Fixed(480)),
        ),
        cost_items=(
            CostItem(1, Triangular(80, 100, 150)),
            CostItem(2, Fixed(0.5), is_per_minute=True),
            CostItem(3, Fixed(0.25), is_per_minute=True, activities=(2, 3)),
        ),
        cost_impacts=(CostImpact(1, 2, 1, Uniform(0.05, 0.2), is_relative=True),),
        milestones=(2,),
    )


def same(one: Any, other: Any) -> bool:
    return bool(
        (one.finish == other.finish).all()
        and np.allclose(one.cost, other.cost, rtol=1e-12, atol=0)
        and one.criticality == other.criticality
    )


def test_the_same_seed_says_the_same_and_another_does_not() -> None:
    one, again, other = (ran(model(), seed) for seed in (1, 1, 2))
    assert same(one, again)
    assert not same(one, other)
    assert one.minutes.mean() == pytest.approx(other.minutes.mean(), rel=0.01)


@pytest.mark.parametrize(("chunk", "threads"), [(64, 1), (1000, 3), (8192, 2)])
def test_no_cut_and_no_number_of_threads_changes_a_trial(
    chunk: int, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ran(model(), trials=3000)
    monkeypatch.setattr(running, "CHUNK", chunk)
    monkeypatch.setattr(os, "cpu_count", lambda: threads)
    assert same(ran(model(), trials=3000), wanted)


def test_a_longer_run_begins_with_the_shorter_one() -> None:
    short, long = ran(model(), trials=700), ran(model(), trials=3000)
    assert long.finish[:700].tolist() == short.finish.tolist()
    assert long.cost[:700].tolist() == short.cost.tolist()


def test_no_order_of_the_model_changes_a_trial() -> None:
    given = model()
    plan = given.plan
    turned = replace(
        given,
        plan=replace(plan, activities=plan.activities[::-1], links=plan.links[::-1]),
        durations=dict(reversed(list(given.durations.items()))),
        risks=given.risks[::-1],
        duration_impacts=given.duration_impacts[::-1],
        cost_items=given.cost_items[::-1],
    )
    one, other = ran(given), ran(turned)
    assert one.finish.tolist() == other.finish.tolist()
    assert one.cost.tolist() == pytest.approx(other.cost.tolist(), rel=1e-12)
    assert one.criticality == other.criticality


def test_another_risk_leaves_the_draws_of_all_others() -> None:
    given = model()
    more = replace(
        given,
        risks=(RiskEvent(9, 1.0), *given.risks),
        duration_impacts=(DurationImpact(9, 9, 4, Fixed(480)), *given.duration_impacts),
    )
    assert (ran(more).minutes - ran(given).minutes == DAY).all()


def test_an_event_drives_several_at_once() -> None:
    plan = plan_of(2)
    made = ran(
        model_of(
            plan,
            risks=(RiskEvent(1, 0.4),),
            duration_impacts=(
                DurationImpact(1, 1, 1, Fixed(2 * DAY)),
                DurationImpact(2, 1, 2, Fixed(3 * DAY)),
            ),
            cost_items=(CostItem(1, Fixed(100.0)),),
            cost_impacts=(CostImpact(1, 1, 1, Fixed(50.0)),),
            milestones=(1, 2),
        )
    )
    happened = made.cost > 100
    assert happened.mean() == pytest.approx(0.4, abs=0.02)
    assert set(made.minutes[happened].tolist()) == {13 * DAY}
    assert set(made.minutes[~happened].tolist()) == {10 * DAY}
    assert len(set(made.milestones[1][happened].tolist())) == 1


@pytest.mark.parametrize(
    ("is_threat", "is_relative", "size", "days"),
    [
        (True, False, 480, 11),
        (True, True, 0.5, 15),
        (False, False, 480, 9),
        (False, True, 0.25, 7.5),
        (False, False, 99 * 480, 0),  # never below 0
    ],
)
def test_threats_add_and_opportunities_take_off(
    *, is_threat: bool, is_relative: bool, size: float, days: float
) -> None:
    made = ran(
        model_of(
            plan_of(1),
            risks=(RiskEvent(1, 1.0, is_threat),),
            duration_impacts=(DurationImpact(1, 1, 1, Fixed(size), is_relative),),
        ),
        trials=20,
    )
    assert set(made.minutes.tolist()) == {round(days * DAY)}


def test_a_cost_that_follows_time_is_its_rate_by_the_span() -> None:
    made = ran(model(), trials=500)
    other = ran(replace(model(), cost_items=model().cost_items[:2]), trials=500)
    less = ran(replace(model(), cost_items=model().cost_items[:1]), trials=500)
    assert (other.cost - less.cost).tolist() == pytest.approx(
        (0.5 * made.minutes).tolist()
    )
    spans = (made.cost - other.cost) / 0.25
    assert (spans > 0).all()
    assert (spans < made.minutes).all()


def test_progress_is_told_and_a_run_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []

    def watch(done: int, wanted: int) -> bool:
        told.append((done, wanted))
        return done < 2500

    with pytest.raises(CancelledError):
        run(prepare(model()), 1, 20_000, watch=watch)
    assert told[-1][0] < 20_000
    assert {wanted for _, wanted in told} == {20_000}
    told.clear()
    run(prepare(model()), 1, 2000, watch=watch)
    assert told[-1] == (2000, 2000)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"risks": (RiskEvent(1, 1.3),)}, "R-001, probability: “1.3” is not between"),
        ({"risks": (RiskEvent(1, float("nan")),)}, "R-001, probability"),
        ({"durations": {9: Fixed(1)}}, "names T-009, which is no activity"),
        ({"durations": {1: Uniform(0, 1e12)}}, "T-001, estimate: reaches beyond"),
        (
            {"risks": (RiskEvent(1, 0.5),),
             "duration_impacts": (DurationImpact(1, 1, 9, Fixed(1)),)},
            "R-001, impact: names T-009",
        ),
        (
            {"risks": (RiskEvent(1, 0.5),),
             "duration_impacts": (DurationImpact(1, 1, 1, Fixed(-1)),)},
            "make the risk an opportunity",
        ),
        ({"duration_impacts": (DurationImpact(1, 7, 1, Fixed(1)),)}, "names R-007"),
        (
            {"risks": (RiskEvent(1, 0.5),),
             "cost_impacts": (CostImpact(1, 1, 5, Fixed(1)),)},
            "names cost item 5",
        ),
        ({"cost_items": (CostItem(1, Fixed(1), is_per_minute=True, activities=(8,)),)},
         "names T-008"),
        ({"milestones": (8,)}, "milestone: names T-008"),
        ({"risks": (RiskEvent(1, 0.5), RiskEvent(1, 0.5))}, "1 is there 2 times"),
        ({"mitigations": (Mitigation(1, (MitigationEffect(4, 0.5),)),)}, "names R-004"),
        (
            {"risks": (RiskEvent(1, 0.5),),
             "mitigations": (Mitigation(1, (MitigationEffect(1, -1),)),)},
            "multiplies by less than 0",
        ),
    ],
)  # fmt: skip
def test_a_model_that_cannot_be_is_refused_with_what_is_wrong(
    change: dict[str, Any], told: str
) -> None:
    with pytest.raises(SimulationError, match=told):
        prepare(replace(Model(plan_of(1)), **change))


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = Model(plan_of(1), {9: Fixed(1)}, (RiskEvent(1, 2), RiskEvent(2, -1)))
    with pytest.raises(SimulationError) as caught:
        prepare(wrong)
    assert len(caught.value.problems) == 3


def test_a_cycle_is_told_as_the_schedule_tells_it() -> None:
    with pytest.raises(ScheduleError, match="round in a circle"):
        prepare(Model(plan_of(2, "1 FS 2", "2 FS 1")))


def test_an_estimate_of_a_summary_is_refused() -> None:
    rows = (activity(1), activity(2, parent=1))
    with pytest.raises(SimulationError, match="or a summary"):
        prepare(Model(plan_of(1, activities=rows), {1: Fixed(10)}))


def test_money_alone_needs_no_plan_of_any_length() -> None:
    assert ran(costs(Fixed(3), Fixed(4)), trials=10).cost.tolist() == [7.0] * 10
