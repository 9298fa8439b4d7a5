"""A project as the simulation takes it, and what its trials say in dates and money."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import simulated
from core.project import Project, with_records
from core.registers.budget import BudgetLine, Expense
from core.registers.entry import Entry, Record
from core.registers.project import ProjectSettings
from core.registers.quantified import (
    CostCorrelation,
    DurationCorrelation,
    RiskCost,
    RiskDelay,
)
from core.registers.risks import Mitigation, Risk
from core.registers.schedule import Activity, Dependency
from core.schedule.errors import ScheduleError
from core.simulated import Simulated
from core.simulated_causes import causes, sensitivities, worth
from core.simulated_model import model_of
from core.simulated_values import Case
from core.simulation.errors import CancelledError, SimulationError
from core.simulation.model import Driver, Kind
from core.simulation.sensitivity import Outcome
from tests.projects import few, project, reserve, threat

D = Decimal
DAY = date(2026, 3, 2)  # a Monday
START = datetime(2026, 3, 2, 8)  # noqa: DTZ001
WIDE = {"optimistic": "8d", "most_likely": "10d", "pessimistic": "18d"}


def activity(**more: Any) -> Activity:
    return Activity.model_validate({"title": "Work", "duration": "10d"} | more)


def line(amount: int = 1000, **more: Any) -> BudgetLine:
    return BudgetLine.model_validate({"title": "Team", "amount": D(amount)} | more)


def delay(most: float = 5, **more: Any) -> RiskDelay:
    known = {"risk": 1, "activity": 1, "most_likely": most}
    return RiskDelay.model_validate(known | more)


def extra(most: float = 100, **more: Any) -> RiskCost:
    known = {"risk": 1, "budget_line": 1, "most_likely": most}
    return RiskCost.model_validate(known | more)


def certain(**more: Any) -> Risk:
    return threat(exact_probability=100, **more)


def halved(**more: Any) -> Mitigation:
    known = {"title": "Act", "risk": 1, "probability_cut": 50, "cost": D(30)}
    return Mitigation.model_validate(known | more)


def planned(**registers: list[Any]) -> Project:
    """Make a project of two activities in a row, planned from a Monday."""
    settings = ProjectSettings(schedule_start=START, status_date=DAY)
    known: dict[str, list[Any]] = {
        "settings": [settings],
        "activities": [activity(), activity()],
        "dependencies": [Dependency(predecessor=1, successor=2)],
    }
    return project(**(known | registers))


def made(one: Project, trials: int = 2000) -> Simulated:
    return simulated.run(one, trials, 7)


def with_archived(one: Project, register: str, number: int) -> Project:
    found = one.registers[register].records[number]
    gone: Record[Entry] = Record(number, 2, found.entry, archived=True)
    return with_records(one, {register: [gone]})


def wrongs(one: Project) -> list[str]:
    with pytest.raises(SimulationError) as caught:
        model_of(one, DAY)
    return [str(problem) for problem in caught.value.problems]


# --- what is certain ----------------------------------------------------------------


def test_without_risks_and_spread_it_finishes_and_costs_as_planned() -> None:
    found = made(planned(budget_lines=[line(), reserve(100)]))
    assert found.planned_finish == datetime(2026, 3, 27, 17)  # noqa: DTZ001
    assert {found.finish(p) for p in (5, 50, 95)} == {found.planned_finish}
    assert {found.cost(p) for p in (5, 50, 95)} == {found.forecast} == {D(1000)}
    assert (found.budget, found.remarks) == (D(1000), ())
    assert found.promise(80).together == 1
    assert causes(found, Outcome.FINISH) == causes(found, Outcome.COST) == ()


def test_a_certain_risk_delays_and_costs_just_what_is_written() -> None:
    one = planned(
        risks=[certain()],
        risk_delays=[
            delay(5),
            delay(50, activity=2, measure="percent of its duration"),
        ],
        budget_lines=[line()],
        risk_costs=[extra(100), extra(10, measure="percent of its amount")],
    )
    found = made(one)
    assert found.finish(80) == datetime(2026, 4, 10, 17)  # noqa: DTZ001
    assert found.cost(80) == D(1200)
    assert found.finish(80, Case.ESTIMATES) == found.planned_finish
    assert found.cost(80, Case.ESTIMATES) == D(1000)


def test_an_opportunity_takes_off() -> None:
    one = planned(
        risks=[certain(kind="opportunity")],
        risk_delays=[delay(5)],
        budget_lines=[line()],
        risk_costs=[extra(100)],
    )
    found = made(one)
    assert found.finish(50) == datetime(2026, 3, 20, 17)  # noqa: DTZ001
    assert found.cost(50) == D(900)


@pytest.mark.parametrize("status", ["closed", "occurred"])
def test_a_risk_that_ended_does_nothing(status: str) -> None:
    one = planned(risks=[certain(status=status)], risk_delays=[delay()])
    assert made(one).finish(95) == made(one).planned_finish
    assert model_of(one, DAY).model.risks == ()


def test_what_is_spent_is_certain_and_the_rest_lies_round_the_forecast() -> None:
    wide = line(1000, optimistic_amount=D(800), pessimistic_amount=D(1600))
    spent = Expense(title="Bill", spent_on=DAY, amount=D(500), budget_line=1)
    (open_one,) = model_of(planned(budget_lines=[wide]), DAY).model.cost_items
    (half,) = model_of(
        planned(budget_lines=[wide], expenses=[spent]), DAY
    ).model.cost_items
    assert half.amount.variance == pytest.approx(open_one.amount.variance / 4)
    closed = wide.model_copy(update={"closed": True})
    (done,) = model_of(
        planned(budget_lines=[closed], expenses=[spent]), DAY
    ).model.cost_items
    assert (done.amount.mean, done.amount.variance) == (500, 0)


def test_a_cost_that_follows_time_grows_with_its_work_package_or_the_project() -> None:
    lines = [
        line(1000, follows_time=True),
        line(1000, follows_time=True, activity=1),
        line(1000, follows_time=True, activity=2),
    ]
    one = planned(budget_lines=lines, risks=[certain()], risk_delays=[delay(10)])
    found = made(one)
    assert found.cost(50, Case.ESTIMATES) == D(3000)
    assert found.cost(50) == D(1500 + 2000 + 1000)


# --- what is uncertain --------------------------------------------------------------


def test_an_estimate_is_drawn_round_its_most_likely_value() -> None:
    one = planned(activities=[activity(**WIDE), activity()])
    drawn = model_of(one, DAY).model.durations
    assert set(drawn) == {1}
    assert drawn[1].mean == pytest.approx((8 + 4 * 10 + 18) / 6 * 480)
    found = made(one)
    assert found.planned_finish is not None
    assert found.kept_finish(found.planned_finish) < 0.5


def test_the_estimate_counts_where_the_plan_takes_another_duration() -> None:
    found = made(
        planned(activities=[activity(**WIDE), activity(**(WIDE | {"duration": "7d"}))])
    )
    assert found.remarks == (
        (
            "T-002 is planned with another duration than its most likely one; the "
            "estimate counts."
        ),
    )
    low = found.finish(5)
    assert low is not None
    assert found.planned_finish is not None
    assert low > found.planned_finish


@pytest.mark.parametrize(
    "shape", ["triangular", "PERT", "lognormal", "uniform", "trigen"]
)
def test_every_shape_can_be_drawn(shape: str) -> None:
    found = made(planned(activities=[activity(**WIDE, shape=shape), activity()]))
    low, high = found.finish(5), found.finish(95)
    assert low is not None
    assert high is not None
    assert low < high


def test_finished_and_typed_work_is_certain() -> None:
    done = activity(**WIDE, actual_start=START, actual_finish=datetime(2026, 3, 6, 17))  # noqa: DTZ001
    typed = activity(**WIDE, manual=True, manual_start=START)
    one = planned(activities=[done, typed], dependencies=[])
    assert model_of(one, DAY).model.durations == {}


def test_correlated_estimates_spread_wider_and_one_without_spread_is_left_out() -> None:
    two = [activity(**WIDE), activity(**WIDE), activity()]
    pair = DurationCorrelation(activity=1, other=2, coefficient=0.9)
    other = DurationCorrelation(activity=1, other=3, coefficient=0.9)
    alone = made(planned(activities=two))
    both = made(planned(activities=two, duration_correlations=[pair, other]))
    assert both.run.finish.std() > 1.2 * alone.run.finish.std()
    assert both.remarks == ("CD-002 is left out: one of the two has no spread.",)


def test_a_common_correlation_ties_all_estimates() -> None:
    settings = ProjectSettings(
        schedule_start=START, status_date=DAY, estimate_correlation=50
    )
    wide = line(optimistic_amount=D(500), pessimistic_amount=D(3000))
    one = planned(
        settings=[settings], activities=[activity(**WIDE)] * 2, budget_lines=[wide]
    )
    pairs = model_of(one, DAY).model.correlation
    assert pairs is not None
    assert set(pairs.names) == {
        Driver(Kind.DURATION, 1),
        Driver(Kind.DURATION, 2),
        Driver(Kind.COST, 1),
    }
    assert pairs.matrix[0, 1] == 0.5
    assert model_of(planned(), DAY).model.correlation is None


def test_correlations_that_cannot_all_hold_are_mended_and_said_by_how_much() -> None:
    three = [activity(**WIDE)] * 3
    pairs = [
        DurationCorrelation(activity=1, other=2, coefficient=1),
        DurationCorrelation(activity=2, other=3, coefficient=1),
        DurationCorrelation(activity=1, other=3, coefficient=-1),
    ]
    (said,) = made(planned(activities=three, duration_correlations=pairs)).remarks
    assert said.startswith("The correlations cannot all hold at once; the nearest that")
    assert float(said.split()[-1].rstrip(".")) > 0.1


# --- mitigations --------------------------------------------------------------------


def exposed(*mitigations: Mitigation) -> Project:
    return planned(
        risks=[threat(exact_probability=90)],
        risk_delays=[delay(10)],
        risk_costs=[extra(500)],
        budget_lines=[line()],
        mitigations=list(mitigations),
    )


def test_mitigations_are_worth_what_they_take_off_less_their_price() -> None:
    found = made(
        exposed(halved(probability_cut=100), halved(probability_cut=0, impact_cut=50))
    )
    first, second = worth(found, 80)
    assert (first.reference, first.risk) == ("M-001", "R-001")
    assert (first.days, first.cost, first.price, first.net) == (
        10,
        D(500),
        D(30),
        D(470),
    )
    assert (second.days, second.net) == (5, D(220))
    assert first.is_worth_it
    assert found.cost(80) == D(1500)
    assert found.cost(80, Case.MITIGATED) == D(1060)
    assert found.finish(80, Case.MITIGATED) == found.planned_finish


def test_the_price_of_a_mitigation_is_that_of_the_work_that_is_left() -> None:
    (one,) = worth(made(exposed(halved(probability_cut=100, progress=80))))
    assert (one.price, one.net) == (D(6), D(494))


def test_mitigations_that_are_done_or_say_nothing_in_numbers_do_not_count() -> None:
    found = made(
        exposed(
            halved(status="done", progress=100),
            halved(status="cancelled"),
            halved(probability_cut=0),
        )
    )
    assert worth(found) == ()
    assert found.remarks == (
        (
            "One open mitigation is left out until its cut of probability or impact "
            "is written down."
        ),
    )


# --- what is wrong ------------------------------------------------------------------


def test_an_estimate_whose_units_hide_that_it_falls_is_refused_by_name() -> None:
    one = planned(
        activities=[
            activity(optimistic="3w", most_likely="10d"),
            activity(most_likely="10d", pessimistic="2h"),
            activity(most_likely="10d", pessimistic="20ed"),
        ]
    )
    assert wrongs(one) == [
        "T-001, optimistic: “3w” is above the most likely duration 10d; correct one",
        "T-002, most likely: “10d” is above the pessimistic duration 2h; correct one",
        (
            "T-003, estimate: mixes working time and time round the clock; give all in "
            "one of them"
        ),
    ]


def test_impacts_on_what_is_not_there_are_refused_by_name() -> None:
    one = planned(
        activities=[activity(), activity(kind="summary"), activity(parent=2)],
        dependencies=[],
        risks=[certain()],
        risk_delays=[delay(), delay(activity=2)],
        budget_lines=[line(), reserve(5)],
        risk_costs=[extra(), extra(budget_line=2)],
        cost_correlations=[CostCorrelation(budget_line=1, other=2, coefficient=0.5)],
    )
    one = with_archived(with_archived(one, "activities", 1), "budget_lines", 1)
    assert wrongs(one) == [
        "CC-001: “B-001” is archived; restore it, or archive this correlation",
        "RD-001, activity: “T-001” is archived; restore it, or archive this delay",
        "RD-002, activity: “T-002” is a summary; name an activity within it",
        "RC-001, budget line: “B-001” is archived; restore it, or archive this cost",
        (
            "RC-002, budget line: “B-002” is a reserve; name the line of the work that "
            "gets dearer"
        ),
    ]


def test_a_pair_that_is_named_twice_is_refused() -> None:
    pairs = [
        DurationCorrelation(activity=1, other=2, coefficient=0.1),
        DurationCorrelation(activity=2, other=1, coefficient=0.2),
    ]
    one = planned(activities=[activity(**WIDE)] * 2, duration_correlations=pairs)
    assert wrongs(one) == ["CD-002: names the same two as CD-001; archive one of them"]


def test_a_line_that_follows_what_is_not_in_the_plan_is_refused() -> None:
    one = planned(
        activities=[activity(active=False), activity()],
        dependencies=[],
        budget_lines=[line(follows_time=True, activity=1)],
    )
    assert wrongs(one) == [
        (
            "B-001, activity: “T-001” is not active, and this line follows its time; "
            "name another work package"
        )
    ]


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ({"active": False}, "is not active"),
        ({"percent_complete": 100}, "is finished"),
        ({"manual": True, "manual_start": START}, "has typed dates"),
    ],
)
def test_a_delay_of_what_cannot_be_late_is_left_out_with_a_remark(
    state: dict[str, Any], why: str
) -> None:
    one = planned(
        activities=[activity(**state), activity()],
        dependencies=[],
        risks=[certain()],
        risk_delays=[delay()],
    )
    found = made(one)
    assert found.remarks == (f"RD-001 is left out: T-001 {why}.",)
    assert found.finish(50) == found.planned_finish


def test_a_cycle_is_refused_by_the_names_of_its_activities() -> None:
    there_and_back = [
        Dependency(predecessor=1, successor=2),
        Dependency(predecessor=2, successor=1),
    ]
    with pytest.raises(ScheduleError, match=r"circle: T-00\d -> T-00\d -> T-00\d;"):
        made(planned(dependencies=there_and_back))


def test_a_project_without_a_plan_has_a_cost_and_no_finish() -> None:
    one = project(
        risks=[threat(exact_probability=50)],
        risk_costs=[extra(500)],
        budget_lines=[line(follows_time=True)],
    )
    found = made(one)
    assert (found.finish(80), found.planned_finish, found.finish_error(80)) == (
        None,
    ) * 3
    assert (found.cost(20), found.cost(80)) == (D(1000), D(1500))
    assert found.promise(80).joint_finish is None
    assert found.remarks == (
        "B-001 stays as it is: there is no duration that it could follow.",
    )
    assert causes(found, Outcome.FINISH) == ()
    assert sensitivities(found) == ()
    assert found.convergence(80, 2)[-1].days is None


# --- answers ------------------------------------------------------------------------


def uncertain() -> Project:
    return planned(
        activities=[activity(**WIDE), activity(**WIDE)],
        risks=[threat(exact_probability=40), threat(exact_probability=40)],
        risk_delays=[delay(4)],
        budget_lines=[
            line(optimistic_amount=D(900), pessimistic_amount=D(1500)),
            reserve(150),
        ],
        risk_costs=[extra(200, risk=2)],
        mitigations=[halved(risk=2)],
    )


def test_a_promise_holds_by_itself_and_the_joint_one_holds_together() -> None:
    found = made(uncertain())
    promise = found.promise(80)
    assert promise.finish is not None
    assert promise.joint_finish is not None
    assert found.kept_finish(promise.finish) >= 0.8
    assert found.kept_cost(promise.cost) == pytest.approx(0.8, abs=0.002)
    assert promise.together < 0.8
    assert found.together(promise.joint_finish, promise.joint_cost) >= 0.8
    assert promise.joint_finish >= promise.finish
    assert promise.joint_cost >= promise.cost


def test_the_reserve_is_held_against_what_a_confidence_needs() -> None:
    found = made(uncertain())
    state = found.adequacy(80)
    assert state.needed == found.cost(80) - 1000
    assert state.left == D(150)
    assert state.gap == state.needed - 150
    assert state.covered == found.kept_cost(D(1150))


def test_what_was_booked_on_the_reserve_counts_once() -> None:
    spent = Expense(title="Drawn", spent_on=DAY, amount=D(60), budget_line=2)
    found = made(planned(budget_lines=[line(), reserve(100)], expenses=[spent]))
    assert found.cost(80) == D(1060)
    state = found.adequacy(80)
    assert (state.needed, state.left, state.covered) == (D(0), D(40), 1)


def test_the_causes_are_named_with_the_largest_first() -> None:
    found = made(uncertain())
    finish, cost = causes(found, Outcome.FINISH), causes(found, Outcome.COST)
    assert {one.reference for one in finish} >= {"T-001", "T-002", "R-001"}
    assert {(one.reference, one.what) for one in cost} == {
        ("B-001", "cost"),
        ("R-002", "risk"),
    }
    tried = [one.contribution for one in finish if one.contribution is not None]
    assert tried == sorted(tried, reverse=True)
    assert sensitivities(found)[0].criticality == 1
    assert found.criticality == {1: 1.0, 2: 1.0}


def test_the_percentile_settles_as_trials_are_added() -> None:
    found = made(uncertain())
    steps = found.convergence(80, 4)
    assert [step.trials for step in steps] == [500, 1000, 1500, 2000]
    assert steps[-1].cost == found.cost(80)
    assert steps[-1].cost_error == found.cost_error(80) < steps[0].cost_error
    assert found.losses()[-1].share == 0


def test_the_same_value_trials_and_seed_are_simulated_once() -> None:
    one = uncertain()
    assert simulated.run(one, 500, 1) is simulated.run(one, 500, 1)
    again = simulated.run(uncertain(), 500, 1)
    assert again.cost(80) == simulated.run(one, 500, 1).cost(80)
    assert simulated.run(one, 500, 2).cost(80) != again.cost(80)


def test_a_run_can_be_watched_stopped_and_left_to_settle() -> None:
    one = uncertain()
    seen: list[tuple[int, int]] = []

    def watch(done: int, wanted: int) -> bool:
        seen.append((done, wanted))
        return True

    simulated.run(one, 500, 3, watch=watch)
    assert seen[-1] == (1500, 1500)
    with pytest.raises(CancelledError):
        simulated.run(one, 500, 4, watch=lambda _done, _wanted: False)
    assert simulated.run(one, None, 5).trials >= 1000


# --- laws ---------------------------------------------------------------------------


def threatened(percent: int, cut: int = 0) -> Project:
    return planned(
        activities=[activity(**WIDE), activity(**WIDE)],
        risks=[threat(exact_probability=percent)],
        risk_delays=[delay(6, optimistic=2, pessimistic=15)],
        budget_lines=[line()],
        risk_costs=[extra(300)],
        mitigations=[halved(probability_cut=cut, impact_cut=cut // 2, cost=None)],
    )


@few
@given(st.lists(st.integers(0, 100), min_size=2, max_size=2))
def test_more_probability_never_lowers_a_percentile(percents: list[int]) -> None:
    less, more = (made(threatened(p), 400) for p in sorted(percents))
    for percent in (20, 50, 80, 95):
        assert (less.run.finish <= more.run.finish).all()
        assert less.cost(percent) <= more.cost(percent)


@few
@given(st.integers(0, 100), st.integers(1, 100))
def test_a_mitigation_without_a_price_never_makes_it_worse(
    percent: int, cut: int
) -> None:
    found = made(threatened(percent, cut), 400)
    assert (found.of(Case.MITIGATED).finish <= found.run.finish).all()
    assert (found.of(Case.MITIGATED).cost <= found.run.cost + 1e-6).all()
    (one,) = worth(found)
    assert one.net >= 0
    assert (one.days or 0) >= 0
    assert (found.of(Case.ESTIMATES).finish <= found.run.finish).all()


def test_a_risk_that_names_no_line_costs_what_it_says_of_itself() -> None:
    own = certain(cost_impact=D(250))
    plain = made(planned(budget_lines=[line()], risks=[own]))
    assert plain.cost(80) == 1250
    placed = planned(budget_lines=[line()], risks=[own], risk_costs=[extra(100)])
    assert made(placed).cost(80) == 1100
    helps = certain(cost_impact=D(250), kind="opportunity")
    assert made(planned(budget_lines=[line()], risks=[helps])).cost(80) == 750
