"""Levelling may start an activity later than all else lets it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.registers.schedule import Constraint
from core.schedule.network import Why, schedule
from core.schedule.plan import Plan, PlanActivity, PlanLink, Work
from tests.core.schedule.plans import DAY, activity, at, dated, early, floats, late
from tests.core.schedule.test_laws import plans, starts
from tests.core.schedule.test_passes import mixed

CLOCK = 1440


@st.composite
def delayed(draw: st.DrawFn, made: st.SearchStrategy[Plan]) -> Plan:
    """Draw a plan, of which some activities are delayed."""
    plan = draw(made)
    rows = [
        replace(
            one,
            delay=draw(st.sampled_from((0, 1, 300, 480, 2000))),
            delay_is_elapsed=draw(st.booleans()),
        )
        for one in plan.activities
    ]
    return replace(plan, activities=tuple(rows))


def without(plan: Plan) -> Plan:
    rows = tuple(replace(one, delay=0) for one in plan.activities)
    return replace(plan, activities=rows)


# As Microsoft Project levels two activities of one person on a Thursday: it writes a
# delay by the clock, from the start that links leave to when the other is done.
@pytest.mark.parametrize(
    ("delay", "is_elapsed", "start", "finish"),
    [
        (0, False, "01-08T08:00", "01-08T17:00"),
        (540, True, "01-09T08:00", "01-09T17:00"),  # "0.38 edays": to 17:00
        (1440, True, "01-09T08:00", "01-09T17:00"),
        (1440 + 540, True, "01-12T08:00", "01-12T17:00"),
        (4 * 60, False, "01-08T13:00", "01-09T12:00"),
        (2 * DAY, False, "01-12T08:00", "01-12T17:00"),
    ],
)
def test_a_delay_counts_from_the_start_that_links_leave(
    delay: int, start: str, finish: str, *, is_elapsed: bool
) -> None:
    second = activity(2, delay=delay, delay_is_elapsed=is_elapsed)
    made = dated([activity(1, 3), second], "1 FS 2")
    assert early(made, 2) == (start, finish)
    assert early(made, 1) == ("01-05T08:00", "01-07T17:00")


def test_a_milestone_may_stand_at_the_end_of_the_day_it_is_delayed_to() -> None:
    made = dated([activity(1, 0, delay=DAY)])
    assert early(made, 1) == ("01-05T17:00", "01-05T17:00")


@pytest.mark.parametrize(
    "said",
    [
        {"actual_start": "2026-01-05T08:00", "percent_complete": 10},
        {
            "actual_start": "2026-01-05T08:00",
            "actual_finish": "2026-01-06T17:00",
        },
        {"manual": (at("2026-01-05T08:00"), at("2026-01-06T17:00"))},
        {"constraint": "must start on", "constraint_at": "2026-01-07T08:00"},
        {"constraint": "must finish on", "constraint_at": "2026-01-07T17:00"},
        {"constraint": "start no later than", "constraint_at": "2026-01-07T08:00"},
        {"constraint": "finish no later than", "constraint_at": "2026-01-07T17:00"},
        {"constraint": "as late as possible"},
    ],
)
def test_a_delay_never_moves_what_has_begun_or_was_promised(
    said: dict[str, Any],
) -> None:
    rows = [activity(2, 2, **said), activity(3, 9)]
    held = [replace(rows[0], delay=5 * DAY), rows[1]]
    assert dated(held, "2 FS 3").dates == dated(rows, "2 FS 3").dates


@pytest.mark.parametrize("constraint", ["start no earlier than", None])
def test_a_delay_moves_what_may_start_any_time_after_a_date(
    constraint: str | None,
) -> None:
    fields: dict[str, Any] = {}
    if constraint:
        fields = {"constraint": constraint, "constraint_at": "2026-01-07T08:00"}
    made = dated([activity(1, delay=DAY, **fields)])
    start = "01-08T08:00" if constraint else "01-06T08:00"
    assert early(made, 1)[0] == start
    assert made.dates[1].why is (Why.CONSTRAINT if constraint else Why.START)


def test_who_comes_before_a_delayed_activity_has_no_float_either() -> None:
    rows = [activity(1), activity(2, delay=2 * DAY), activity(3, 3)]
    made = dated(rows, "1 FS 2")
    assert late(made, 1) == ("01-05T08:00", "01-05T17:00")
    assert [floats(made, n) for n in (1, 2, 3)] == [(0, 0), (0, 0), (1, 1)]
    assert made.critical_path == (1, 2)
    plain = dated([activity(1), activity(2), activity(3, 3)], "1 FS 2")
    assert floats(plain, 1) == (1, 0)


def test_a_delay_by_the_clock_over_a_weekend_leaves_who_comes_before_some_room() -> (
    None
):
    # From Friday 08:00 a day by the clock leads to Saturday, so to Monday 08:00.
    rows = [activity(1, 4), activity(2, delay=CLOCK, delay_is_elapsed=True)]
    made = dated(rows, "1 FS 2")
    assert early(made, 2)[0] == "01-12T08:00"
    room = made.dates[1].free_float
    later = replace(rows[0], minutes=rows[0].minutes + room)
    assert room == DAY - 1
    assert early(dated([later, rows[1]], "1 FS 2"), 2)[0] == "01-12T08:00"
    later = replace(rows[0], minutes=rows[0].minutes + room + 1)
    assert early(dated([later, rows[1]], "1 FS 2"), 2)[0] == "01-13T08:00"


def test_what_is_within_a_summary_is_delayed_by_itself_and_the_summary_is_not() -> None:
    rows = [
        PlanActivity(9, delay=5 * DAY),
        activity(1, parent=9, delay=DAY),
        activity(2, parent=9),
        activity(3),
    ]
    made = dated(rows, "3 FS 9")
    assert early(made, 1)[0] == "01-07T08:00"
    assert early(made, 2)[0] == early(made, 9)[0] == "01-06T08:00"
    assert floats(made, 3) == (0, 0)


def test_resources_with_hours_of_their_own_are_delayed_too() -> None:
    one = activity(1, work=(Work(1, 0, 300), Work(2, 0, 200)), delay=DAY)
    assert early(dated([one]), 1)[0] == "01-06T08:00"


# Laws ---------------------------------------------------------------------------------


@given(delayed(plans()), st.data())
def test_a_longer_delay_makes_nothing_earlier(plan: Plan, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(plan.activities) - 1))
    one = plan.activities[place]
    longer = replace(one, delay=one.delay + data.draw(st.integers(0, 3000)))
    rows = (*plan.activities[:place], longer, *plan.activities[place + 1 :])
    made, then = schedule(plan), schedule(replace(plan, activities=rows))
    assert then.finish >= made.finish
    for number, start in starts(made).items():
        assert starts(then)[number] >= start
    assert all(starts(schedule(without(plan)))[n] <= s for n, s in starts(made).items())


@given(mixed())
def test_no_delay_changes_no_date(plan: Plan) -> None:
    plain = without(plan)
    rows = tuple(replace(o, delay_is_elapsed=True) for o in plain.activities)
    assert schedule(replace(plain, activities=rows)).dates == schedule(plain).dates


@given(delayed(plans()))
def test_float_is_never_negative_for_a_delay(plan: Plan) -> None:
    made = schedule(plan)
    for dates in made.dates.values():
        assert dates.total_float >= 0
        assert dates.free_float >= 0


def held_later(plan: Plan, number: int, minutes: int) -> Plan:
    """Let an activity start later by working minutes than it does."""
    one = plan.activities[number - 1]
    calendar = plan.calendars[one.calendar]
    later = calendar.add(schedule(plan).dates[number].early_start, minutes)
    held = replace(
        one,
        delay=0,
        constraint=Constraint.START_NO_EARLIER_THAN,
        # What takes no time may stand at the end of a day: it begins nothing there.
        constraint_at=calendar.next_working(later) if one.minutes else later,
    )
    rows = tuple(held if row is one else row for row in plan.activities)
    return replace(plan, activities=rows)


@given(delayed(plans()), st.data())
def test_free_float_moves_nobody_and_total_float_not_the_finish(
    plan: Plan, data: st.DataObject
) -> None:
    made = schedule(plan)
    number = data.draw(st.sampled_from(sorted(made.dates)))
    dates = made.dates[number]
    free = data.draw(st.integers(0, dates.free_float))
    before, after = starts(made), starts(schedule(held_later(plan, number, free)))
    assert {n: s for n, s in before.items() if n != number} == {
        n: s for n, s in after.items() if n != number
    }
    total = data.draw(st.integers(0, dates.total_float))
    assert schedule(held_later(plan, number, total)).finish <= made.finish


@given(delayed(plans()), st.sampled_from([1, 480, 1440]))
def test_a_delay_says_what_a_lag_of_the_only_link_says(plan: Plan, lag: int) -> None:
    ahead = PlanActivity(98, minutes=480)
    after = PlanActivity(99, minutes=480)
    both = [
        replace(
            plan,
            activities=(*plan.activities, ahead, replace(after, delay=delay)),
            links=(*plan.links, PlanLink(990, 98, 99, lag=between)),
        )
        for delay, between in ((lag, 0), (0, lag))
    ]
    one, other = map(schedule, both)
    assert one.dates[99][:8] == other.dates[99][:8]
    assert one.dates[98][:8] == other.dates[98][:8]
