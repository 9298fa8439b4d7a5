"""Dates of trials: both ways say the same, and without spread it is the schedule."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.registers.schedule import Constraint
from core.schedule.calendar import STANDARD, WorkingCalendar
from core.schedule.network import schedule
from core.schedule.plan import Plan, PlanActivity
from core.simulation.distributions import Uniform
from core.simulation.laying_axis import OnAxis
from core.simulation.model import Model
from core.simulation.preparing import prepare
from core.simulation.running import run
from core.simulation.worktime import instants, worked
from tests.core.schedule.plans import DAY, activity, at, links
from tests.core.schedule.test_laws import SHORT, START, plans
from tests.core.schedule.test_passes import mixed
from tests.core.simulation.models import plan_of, ran

pytestmark = pytest.mark.slow
SETTINGS = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
CHRISTMAS = WorkingCalendar(
    "Standard", STANDARD.week, ((date(2026, 12, 24), date(2027, 1, 3), ()),)
)


@st.composite
def one_calendar(draw: st.DrawFn) -> Plan:
    """Draw a plan of one calendar that has some of everything else."""
    plan = draw(plans(calendars=(draw(st.sampled_from((STANDARD, SHORT))),)))
    rows = [
        replace(
            one,
            constraint=draw(st.sampled_from(Constraint)),
            constraint_at=plan.start + draw(st.integers(-3000, 9000)),
            actual_start=draw(st.none() | st.just(plan.start - 7 * 1440 + 600)),
            percent_complete=draw(st.sampled_from((0, 50))),
            parent=draw(st.sampled_from((None, 99))),
        )
        for one in plan.activities
    ]
    rows = [
        replace(one, constraint=Constraint.AS_SOON_AS_POSSIBLE)
        if one.constraint is Constraint.AS_LATE_AS_POSSIBLE
        else one
        for one in rows
    ]
    group = (PlanActivity(99), PlanActivity(98, minutes=480, parent=99))
    return replace(
        plan,
        activities=(*rows, *group),
        status_at=plan.start + 2000,
        moves_unstarted=draw(st.booleans()),
    )


def uncertain(plan: Plan, share: float) -> Model:
    groups = {one.parent for one in plan.activities}
    leaves = [one for one in plan.activities if one.number not in groups]
    sizes = {
        one.number: Uniform(one.minutes * (1 - share), one.minutes * (1 + share))
        for one in leaves
    }
    return Model(plan, sizes, milestones=tuple(one.number for one in leaves))


@SETTINGS
@given(one_calendar())
def test_the_axis_says_what_the_schedule_says_in_every_trial(plan: Plan) -> None:
    model = uncertain(plan, 0.5)
    quick, slow = prepare(model), prepare(model, on_axis=False)
    assert isinstance(quick.network, OnAxis)
    assert not isinstance(slow.network, OnAxis)
    one, other = run(quick, 1, 40), run(slow, 1, 40)
    calendar = plan.calendars[0]
    assert (
        worked(calendar, one.finish).tolist() == worked(calendar, other.finish).tolist()
    )
    for number, finish in one.milestones.items():
        wanted = worked(calendar, other.milestones[number])
        assert worked(calendar, finish).tolist() == wanted.tolist()


@SETTINGS
@given(one_calendar() | mixed())
def test_without_spread_every_trial_is_the_schedule(plan: Plan) -> None:
    made = run(prepare(uncertain(plan, 0.0)), 1, 3)
    dates = schedule(plan)
    calendar = plan.calendars[0]
    wanted = np.array([dates.finish], np.int64)
    if isinstance(made.prepared.network, OnAxis):
        assert (
            made.minutes[0]
            == worked(calendar, wanted)[0]
            - worked(calendar, np.array([plan.start], np.int64))[0]
        )
    else:
        assert set(made.finish.tolist()) == {dates.finish}
        for number, finish in made.milestones.items():
            assert set(finish.tolist()) == {dates.dates[number].finish}


@SETTINGS
@given(plans(calendars=(STANDARD,)))
def test_without_spread_the_finish_is_the_instant_of_the_schedule(plan: Plan) -> None:
    made = run(prepare(uncertain(plan, 0.0)), 1, 3)
    assert isinstance(made.prepared.network, OnAxis)
    assert set(made.finish.tolist()) == {schedule(plan).finish}
    for number, finish in made.milestones.items():
        assert finish[0] == schedule(plan).dates[number].finish


@SETTINGS
@given(plans(calendars=(STANDARD,), least_lag=0))
def test_critical_without_spread_is_what_has_no_float(plan: Plan) -> None:
    made = run(prepare(uncertain(plan, 0.0)), 1, 2)
    slow = run(prepare(uncertain(plan, 0.0), on_axis=False), 1, 2)
    driving = set(schedule(plan).critical_path)
    found = {number for number, share in made.criticality.items() if share == 1}
    assert driving <= found
    assert {n for n, share in slow.criticality.items() if share == 1} == found


@given(st.lists(st.integers(START - 10**6, START + 10**6), min_size=1))
def test_many_instants_are_worked_as_one_is(told: list[int]) -> None:
    for calendar in (STANDARD, SHORT, CHRISTMAS):
        minutes = worked(calendar, np.array(told, np.int64))
        assert minutes.tolist() == [calendar.worked(instant) for instant in told]
        ends = instants(calendar, minutes, np.zeros(len(told), np.bool_))
        begins = instants(calendar, minutes, np.ones(len(told), np.bool_))
        assert ends.tolist() == [calendar.finish_at(int(m)) for m in minutes]
        assert begins.tolist() == [calendar.start_at(int(m)) for m in minutes]


def test_holidays_move_a_finish_past_them() -> None:
    plan = plan_of(1, start=at("2026-12-21T08:00"), calendars=(CHRISTMAS,))
    made = ran(Model(plan, {1: Uniform(3 * DAY, 4 * DAY)}), trials=500)
    assert ((made.finish > at("2027-01-04T08:00")) | (made.minutes <= 3 * DAY)).all()
    assert made.minutes.max() <= 4 * DAY


def test_of_work_in_progress_only_what_is_left_varies() -> None:
    rows = (
        activity(1, 10, actual_start="2026-01-05T08:00", percent_complete=80.0),
        activity(2, 5, actual_start="2026-01-05T08:00",
                 actual_finish="2026-01-09T17:00"),
    )  # fmt: skip
    plan = plan_of(1, activities=rows)
    model = Model(plan, {1: Uniform(5 * DAY, 20 * DAY), 2: Uniform(1, 9 * DAY)})
    made = ran(model)
    assert made.minutes.min() >= 9 * DAY
    assert made.minutes.max() <= 12 * DAY
    assert made.minutes.mean() == pytest.approx(8 * DAY + 0.2 * 12.5 * DAY, rel=0.01)
    assert set(made.criticality) == {1}


def test_a_lag_in_percent_follows_the_duration_that_was_drawn() -> None:
    plan = plan_of(2, "1 FS 2 50%")
    made = ran(Model(plan, {1: Uniform(10 * DAY, 20 * DAY)}))
    assert not isinstance(made.prepared.network, OnAxis)
    assert made.minutes.mean() == pytest.approx((15 * 1.5 + 10) * DAY, rel=0.01)


def test_links_of_summaries_hold_in_every_trial() -> None:
    rows = (
        activity(1), activity(2, 10, parent=1), activity(3, 10, parent=1),
        activity(4, 5),
    )  # fmt: skip
    plan = plan_of(1, activities=rows, links=links("1 FS 4"))
    drawn = Uniform(5 * DAY, 15 * DAY)
    made = ran(Model(plan, {2: drawn, 3: drawn}, milestones=(1, 4)))
    # the later of two uniform ones is a third of the width below the top
    first = plan.calendars[0].worked(plan.start)
    ends = worked(plan.calendars[0], made.milestones[1]) - first
    assert ends.mean() == pytest.approx((5 + 20 / 3) * DAY, rel=0.01)
    assert made.minutes.tolist() == (ends + 5 * DAY).tolist()
    assert made.criticality[2] + made.criticality[3] == pytest.approx(1, abs=0.01)
    assert made.criticality[4] == 1


def test_two_ways_of_the_same_length_are_both_critical() -> None:
    plan = plan_of(4, "1 FS 2", "1 FS 3", "2 FS 4", "3 FS 4")
    for on_axis in (True, False):
        made = run(prepare(Model(plan), on_axis=on_axis), 1, 5)
        assert set(made.criticality.values()) == {1.0}


def test_a_plan_of_nothing_finishes_where_it_starts() -> None:
    plan = Plan(at("2026-01-05T08:00"))
    made = run(prepare(Model(plan)), 1, 5)
    assert set(made.minutes.tolist()) == {0}
