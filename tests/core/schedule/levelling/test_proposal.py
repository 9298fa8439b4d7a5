"""A levelled plan beside the current one: nobody over-used, nothing earlier, exact."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.registers.schedule import ActivityKind, Constraint, LinkKind
from core.schedule.calendar import STANDARD, WorkingCalendar
from core.schedule.instants import to_instant
from core.schedule.levelling.axis import Axis
from core.schedule.levelling.proposal import Proposal, propose
from core.schedule.levelling.reading import problem_of
from core.schedule.levelling.repair import delayed, repaired
from core.schedule.levelling.use import Pool, over_allocations
from core.schedule.levelling.watch import Watch
from core.schedule.network import schedule
from core.schedule.plan import Plan, PlanActivity, PlanLink, Work

DAY = 480
MOST_PRIORITY = 1000
START = to_instant(datetime(2026, 11, 2, 8))  # noqa: DTZ001 - a Monday, local time
PEOPLE = {1: Pool(1, "Ann"), 2: Pool(2, "Bob", 150)}
PART_TIME = WorkingCalendar("Mornings", (((480, 720),),) * 5 + ((),) * 2)
HOLIDAY = WorkingCalendar(
    "With a holiday",
    STANDARD.week,
    ((date(2026, 11, 4), date(2026, 11, 5), ()),),
)


def activity(number: int, days: float, who: int = 1, **more: Any) -> PlanActivity:
    """An activity of one resource at 100 %."""
    minutes = round(days * DAY)
    units = more.pop("units", 100)
    calendar = more.get("calendar", 0)
    work = (Work(who, calendar, minutes, units),)
    return PlanActivity(number, f"Work {number}", minutes=minutes, work=work, **more)


def plan(*activities: PlanActivity, links: tuple[PlanLink, ...] = ()) -> Plan:
    """A plan that starts on a Monday."""
    calendars = (STANDARD, PART_TIME, HOLIDAY)
    return Plan(START, calendars=calendars, activities=activities, links=links)


def levelled(one: Plan) -> Proposal:
    """What is proposed, with more time than it takes."""
    return propose(one, PEOPLE, Watch(20))


def days_to(finish: int) -> float:
    """Working days from the start."""
    return STANDARD.between(START, finish) / DAY


def test_two_at_once_come_one_after_the_other() -> None:
    found = levelled(plan(activity(1, 2), activity(2, 3, priority=900)))
    assert [(days_to(m.start), days_to(m.finish)) for m in found.moves] == [(3, 5)]
    assert found.moves[0].number == 1
    assert found.delays == {1: to_instant(datetime(2026, 11, 5, 8))}  # noqa: DTZ001
    assert (len(found.before), found.after, found.gap) == (1, (), 0)
    over = found.before[0]
    assert (over.title, over.asked, over.available) == ("Ann", 200, 100)
    assert over.activities == (1, 2)
    assert (days_to(over.start), days_to(over.finish)) == (0, 2)


def test_without_conflict_nothing_is_proposed() -> None:
    alone = plan(activity(1, 2), activity(2, 3, who=2))
    found = levelled(alone)
    assert (found.moves, found.before, found.delays) == ((), (), {})
    assert found.levelled == found.now


def test_part_of_a_capacity_may_be_shared() -> None:
    shared = plan(activity(1, 2, 2, units=100), activity(2, 2, 2, units=50))
    assert levelled(shared).moves == ()
    over = plan(activity(1, 2, 2, units=100), activity(2, 2, 2, units=60))
    assert len(levelled(over).moves) == 1


def test_a_night_between_is_no_conflict() -> None:
    day_by_day = plan(activity(1, 1), activity(2, 1), links=(PlanLink(1, 1, 2),))
    assert over_allocations(day_by_day, schedule(day_by_day), PEOPLE) == ()


@pytest.mark.parametrize(
    "stays",
    [
        {"priority": 1000},
        {"actual_start": START},
        {"manual": (START, START + 9 * 60)},
        {"constraint": Constraint.MUST_START_ON, "constraint_at": START},
        {"constraint": Constraint.START_NO_LATER_THAN, "constraint_at": START},
    ],
)
def test_what_is_begun_typed_or_promised_stays(stays: dict[str, Any]) -> None:
    found = levelled(plan(activity(1, 1, **stays), activity(2, 1, priority=999)))
    assert [move.number for move in found.moves] == [2]
    assert days_to(found.moves[0].start) == 1
    both = levelled(plan(activity(1, 1, **stays), activity(2, 1, **stays)))
    assert both.moves == ()
    assert len(both.after) == 1


def test_one_that_alone_asks_for_too_much_is_told_and_takes_all() -> None:
    found = levelled(plan(activity(1, 1, units=300), activity(2, 1)))
    assert days_to(found.levelled.finish) == 2
    assert [over.asked for over in found.after] == [300]


def test_a_link_carries_what_follows_without_a_constraint() -> None:
    one = plan(
        activity(1, 1, priority=999),
        activity(2, 1, priority=100),
        activity(3, 1, who=2, priority=100),
        activity(4, 5, who=3),  # what the finish hangs on
        links=(PlanLink(1, 2, 3),),
    )
    found = levelled(one)
    assert [move.number for move in found.moves] == [2, 3]
    assert set(found.delays) == {2}
    assert schedule(delayed(one, found.delays)).dates == found.levelled.dates


def test_a_holiday_of_one_calendar_is_kept() -> None:
    found = levelled(
        plan(activity(1, 2), activity(2, 1, calendar=2), activity(3, 1, who=2))
    )
    assert found.after == ()
    assert over_allocations(found.levelled.plan, found.levelled, PEOPLE) == ()


def test_work_of_a_group_waits_for_the_link_of_the_group() -> None:
    group = PlanActivity(9, "Group", kind=ActivityKind.SUMMARY)
    found = levelled(
        plan(
            group,
            activity(1, 2, parent=9),
            activity(2, 1, parent=9),
            activity(3, 1, who=2),
            links=(PlanLink(1, 9, 3),),
        )
    )
    assert days_to(found.levelled.dates[3].start) == 3
    assert found.after == ()


def test_conflicts_are_healed_without_a_solver_too() -> None:
    crowd = plan(*(activity(n, n % 3 + 0.5, calendar=n % 3) for n in range(1, 9)))
    delays, found = repaired(crowd, {}, PEOPLE)
    assert delays
    assert over_allocations(crowd, found, PEOPLE) == ()


def test_the_unit_divides_everything_where_it_can() -> None:
    halves = plan(activity(1, 1.5), activity(2, 2), links=(PlanLink(1, 1, 2),))
    read = problem_of(halves, schedule(halves), PEOPLE)
    assert (read.axis.unit, read.is_exact) == (DAY // 2, True)
    assert [a.duration for a in read.problem.activities] == [3, 4]
    odd = plan(activity(1, 1.5, calendar=1), activity(2, 2))
    assert not problem_of(odd, schedule(odd), PEOPLE).is_exact


def test_an_axis_counts_from_its_beginning() -> None:
    axis = Axis(STANDARD, START, 240)
    assert (axis.up(START - 999), axis.up(START), axis.up(START + 301)) == (0, 0, 2)
    assert axis.instant(2) == to_instant(datetime(2026, 11, 3, 8))  # noqa: DTZ001
    assert axis.finish(2) == to_instant(datetime(2026, 11, 2, 17))  # noqa: DTZ001


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A few activities on several calendars, with links of every kind."""
    many = draw(st.integers(2, 7))
    activities = [
        activity(
            number,
            draw(st.integers(0, 6)) / 2,
            draw(st.sampled_from([1, 2, 3])),
            calendar=draw(st.sampled_from([0, 0, 0, 1, 2])),
            priority=draw(st.integers(0, 1000)),
            units=draw(st.sampled_from([50, 100, 200])),
        )
        for number in range(1, many + 1)
    ]
    links = tuple(
        PlanLink(
            at,
            *draw(
                st.sampled_from(
                    [(a, b) for b in range(2, many + 1) for a in range(1, b)]
                )
            ),
            kind=draw(st.sampled_from(LinkKind)),
            lag=draw(st.sampled_from([-DAY, 0, 0, DAY // 2])),
        )
        for at in range(1, draw(st.integers(1, 4)))
    )
    return replace(plan(*activities), links=links)


def ahead_of(one: Plan, numbers: set[int]) -> set[int]:
    """All that come before some activities, by links."""
    ahead: set[int] = set()
    for _ in one.activities:
        ahead |= {k.predecessor for k in one.links if k.successor in numbers | ahead}
    return ahead


def test_nobody_flees_from_what_comes_along_with_it() -> None:
    """It stays with a lead before its predecessor's finish: no delay parts them."""
    one = plan(
        activity(1, 1),
        activity(2, 0.5, priority=MOST_PRIORITY),
        links=(PlanLink(1, 1, 2, lag=-DAY),),
    )
    found = levelled(one)
    assert days_to(found.levelled.finish) < 3
    assert [over.activities for over in found.after] == [(1, 2)]


@given(one=plans())
@settings(max_examples=40, deadline=None)
def test_levelled_plans_are_exact(one: Plan) -> None:
    found = propose(one, PEOPLE, Watch(2))
    assert found.bound <= found.levelled.finish
    assert found.now.finish <= found.levelled.finish
    assert schedule(delayed(one, found.delays)).dates == found.levelled.dates
    stays = {a.number for a in one.activities if a.priority == MOST_PRIORITY}
    for over in found.after:  # no delay heals these
        others = set(over.activities) - stays
        assert len(over.activities) == 1 or others <= ahead_of(one, stays)
    moved = {move.number for move in found.moves}
    assert all(move.start > move.start_now for move in found.moves)
    assert set(found.delays) <= moved


def test_what_asks_for_nobody_gets_no_constraint() -> None:
    """A milestone ends the day on which its work ends: the next morning needs none."""
    one = plan(
        activity(1, 2, priority=900),
        activity(2, 3),
        PlanActivity(3, "Done", kind=ActivityKind.MILESTONE),
        PlanActivity(4, "Dry", minutes=DAY, calendar=1),
        activity(5, 1),
        links=(PlanLink(1, 2, 3), PlanLink(2, 2, 4), PlanLink(3, 3, 5)),
    )
    found = levelled(one)
    assert {3, 4}.isdisjoint(found.delays)
    assert found.after == ()
    assert days_to(found.levelled.finish) == 6


def test_work_of_one_resource_bounds_a_plan_with_a_second_calendar() -> None:
    """Six days of work for Ann, whatever somebody else's calendar says."""
    found = levelled(
        plan(activity(1, 2), activity(2, 4), activity(3, 1, who=2, calendar=1))
    )
    assert days_to(found.levelled.finish) == 6
    assert found.bound == found.levelled.finish


def test_words_say_what_is_proved_and_what_is_not() -> None:
    one = plan(activity(1, 2), activity(2, 3))
    found = levelled(one)
    assert found.sentence == "No levelled plan can finish earlier."
    loose = replace(found, bound=to_instant(datetime(2026, 11, 5, 17)))  # noqa: DTZ001
    assert loose.sentence.replace("\xa0", " ") == (
        "The finish is at most 25 % from the best possible. It is proved that no "
        "levelled plan finishes before 5 Nov 2026, 17:00; between that and this plan "
        "an earlier finish is neither found nor ruled out."
    )


@pytest.mark.parametrize(
    "link",
    [
        PlanLink(1, 1, 2, LinkKind.START_START),
        PlanLink(1, 1, 2, lag=-2 * DAY),
        PlanLink(1, 1, 2, LinkKind.START_FINISH),
    ],
)
def test_two_with_a_link_that_lets_both_run_do_not_flee_from_each_other(
    link: PlanLink,
) -> None:
    """The second follows the first wherever that goes: the first stays."""
    one = plan(activity(1, 1, priority=0), activity(2, 1, priority=900), links=(link,))
    delays, found = repaired(one, {}, PEOPLE)
    assert days_to(found.finish) == 2
    assert len(delays) <= 1
    assert over_allocations(one, found, PEOPLE) == ()
