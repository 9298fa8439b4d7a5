"""Laws of any network, checked on thousands of small ones."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.registers.schedule import Constraint, LinkKind
from core.schedule.calendar import ELAPSED, STANDARD, WorkingCalendar
from core.schedule.errors import ScheduleError
from core.schedule.network import Schedule, schedule
from core.schedule.plan import Plan, PlanActivity, PlanLink

EVERY_DAY = WorkingCalendar("Every day", (STANDARD.week[0],) * 7)
SHORT = WorkingCalendar("Short", (((540, 720),),) * 7)
START = 29_000_160  # a Tuesday, 08:00
MOST = 8
HELD = st.sampled_from([c for c in Constraint if c.needs_date])


@st.composite
def plans(
    draw: st.DrawFn,
    calendars: tuple[WorkingCalendar, ...] = (STANDARD, EVERY_DAY, SHORT),
    kinds: tuple[LinkKind, ...] = tuple(LinkKind),
    least_lag: int = -960,
) -> Plan:
    """Draw a plan without constraints; links lead from lower to higher numbers."""
    count = draw(st.integers(1, MOST))
    activities = tuple(
        PlanActivity(
            number,
            minutes=draw(st.integers(0, 2400)),
            calendar=draw(st.integers(0, len(calendars) - 1)),
        )
        for number in range(1, count + 1)
    )
    pairs = st.tuples(st.integers(1, count), st.integers(1, count))
    found = draw(st.lists(pairs.filter(lambda p: p[0] < p[1]), max_size=2 * MOST))
    links = tuple(
        PlanLink(
            number,
            before,
            after,
            draw(st.sampled_from(kinds)),
            draw(st.integers(least_lag, 960)),
        )
        for number, (before, after) in enumerate(found if count > 1 else (), 1)
    )
    return Plan(START, calendars=calendars, activities=activities, links=links)


def starts(made: Schedule) -> dict[int, int]:
    return {number: dates.early_start for number, dates in made.dates.items()}


@given(plans())
def test_float_is_never_negative_without_a_constraint(plan: Plan) -> None:
    made = schedule(plan)
    for dates in made.dates.values():
        assert dates.total_float >= 0
        assert 0 <= dates.free_float <= max(dates.total_float, 0)
    assert any(dates.is_critical for dates in made.dates.values())


@given(plans(), st.data())
def test_delaying_by_no_more_than_free_float_moves_nobody(
    plan: Plan, data: st.DataObject
) -> None:
    made = schedule(plan)
    number = data.draw(st.sampled_from(sorted(made.dates)))
    one = plan.activities[number - 1]
    delay = data.draw(st.integers(0, made.dates[number].free_float))
    calendar = plan.calendars[one.calendar]
    moved = calendar.next_working(calendar.add(made.dates[number].early_start, delay))
    held = replace(
        one, constraint=Constraint.START_NO_EARLIER_THAN, constraint_at=moved
    )
    rows = tuple(held if row is one else row for row in plan.activities)
    then = schedule(replace(plan, activities=rows))
    before, after = starts(made), starts(then)
    assert {n: s for n, s in before.items() if n != number} == {
        n: s for n, s in after.items() if n != number
    }


@given(plans(), st.data())
def test_adding_a_link_never_shortens(plan: Plan, data: st.DataObject) -> None:
    count = len(plan.activities)
    if count == 1:
        return
    before = data.draw(st.integers(1, count - 1))
    after = data.draw(st.integers(before + 1, count))
    kind = data.draw(st.sampled_from(LinkKind))
    link = PlanLink(999, before, after, kind, data.draw(st.integers(-960, 960)))
    made = schedule(plan)
    then = schedule(replace(plan, links=(*plan.links, link)))
    assert then.finish >= made.finish
    for number, start in starts(made).items():
        assert starts(then)[number] >= start


@given(plans(calendars=(ELAPSED,), kinds=(LinkKind.FINISH_START,)))
def test_a_calendar_without_holidays_equals_plain_arithmetic(plan: Plan) -> None:
    ends: dict[int, int] = {}
    for one in plan.activities:
        ready = (
            ends[link.predecessor] + link.lag
            for link in plan.links
            if link.successor == one.number
        )
        ends[one.number] = max(plan.start, *ready, plan.start) + one.minutes
    made = schedule(plan)
    assert {n: dates.early_finish for n, dates in made.dates.items()} == ends
    lates: dict[int, int] = {}
    for one in reversed(plan.activities):
        limits = (
            lates[link.successor] - link.lag
            for link in plan.links
            if link.predecessor == one.number
        )
        finish = min(made.finish, *limits, made.finish)
        lates[one.number] = finish - one.minutes
        assert made.dates[one.number].late_finish == finish


@settings(max_examples=60)
@given(plans(calendars=(ELAPSED,)))
def test_mixed_links_agree_with_a_linear_program(plan: Plan) -> None:
    from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

    solver = pywraplp.Solver.CreateSolver("GLOP")
    at = {
        one.number: solver.NumVar(0, solver.infinity(), str(one.number))
        for one in plan.activities
    }
    length = {one.number: one.minutes for one in plan.activities}
    for link in plan.links:
        before, after = at[link.predecessor], at[link.successor]
        if link.kind.value.startswith("F"):
            before += length[link.predecessor]
        if link.kind.value.endswith("F"):
            after += length[link.successor]
        solver.Add(after >= before + link.lag)
    solver.Minimize(solver.Sum(at.values()))
    assert solver.Solve() == pywraplp.Solver.OPTIMAL
    made = schedule(plan)
    for number, variable in at.items():
        found = made.dates[number].early_start - plan.start
        assert found == pytest.approx(variable.solution_value(), abs=1e-3)


@given(plans(), HELD, st.integers(-4000, 4000), st.data())
def test_a_constraint_holds_whatever_the_links_say(
    plan: Plan, constraint: Constraint, shift: int, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(plan.activities)))
    one = plan.activities[number - 1]
    held = replace(one, constraint=constraint, constraint_at=START + shift)
    rows = tuple(held if row is one else row for row in plan.activities)
    dates = schedule(replace(plan, activities=rows)).dates[number]
    calendar = plan.calendars[one.calendar]
    is_start = "start" in constraint.value
    room = calendar.between(
        START + shift, dates.early_start if is_start else dates.early_finish
    )
    if constraint.value.startswith("must"):
        assert room == 0
    elif "earlier" in constraint.value:
        assert room >= 0
    else:
        assert room <= 0


@given(plans(), st.integers(0, MOST))
def test_no_order_of_the_rows_changes_a_date(plan: Plan, shift: int) -> None:
    rows = (*plan.activities[shift:][::-1], *plan.activities[:shift])
    turned = replace(plan, activities=rows, links=plan.links[::-1])
    made, then = schedule(plan), schedule(turned)
    for number, dates in made.dates.items():
        assert then.dates[number][:8] == dates[:8]


@given(plans())
def test_a_summary_spans_what_is_within_it(plan: Plan) -> None:
    inner = tuple(
        replace(one, parent=99 if one.number > 2 else None) for one in plan.activities
    )
    made = schedule(
        replace(
            plan, activities=(PlanActivity(99), *inner, PlanActivity(98, parent=99))
        )
    )
    children = [made.dates[n] for n in made.dates if n > 2 and n != 99]
    assert made.dates[99].early_start == min(c.early_start for c in children)
    assert made.dates[99].early_finish == max(c.early_finish for c in children)


@given(plans(), st.data())
def test_a_way_back_is_a_cycle_that_is_named(plan: Plan, data: st.DataObject) -> None:
    if not plan.links:
        return
    link = data.draw(st.sampled_from(plan.links))
    back = replace(
        link, number=999, predecessor=link.successor, successor=link.predecessor
    )
    with pytest.raises(ScheduleError, match="round in a circle") as caught:
        schedule(replace(plan, links=(*plan.links, back)))
    numbers = caught.value.numbers
    assert numbers[0] == numbers[-1]
    tied = {(o.predecessor, o.successor) for o in (*plan.links, back)}
    assert set(pairwise(numbers)) <= tied
