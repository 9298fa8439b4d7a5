from datetime import date

import pytest

from core.schedule.calendar import STANDARD, WorkingCalendar
from core.schedule.errors import ScheduleError
from core.schedule.instants import iso
from core.schedule.network import Why
from core.schedule.plan import PlanActivity, Work
from tests.core.schedule.plans import activity, at, dated, early, floats, late

DAY = date(2026, 1, 6)
NIGHT = ((0, 180), (240, 480))
EVENING = (1380, 1440)
NIGHTS = WorkingCalendar(
    "Night Shift", ((EVENING,), *((*NIGHT, EVENING),) * 4, NIGHT, ())
)


# Dates of 02_task-links and 05_legacy_sample of joniles/mpxj, written by Microsoft
# Project: each link's successor starts 2014-10-17 08:00, a Friday, or later.
@pytest.mark.parametrize(
    ("link", "start", "finish"),
    [
        ("1 FS 2", "10-20T08:00", "10-20T17:00"),
        ("1 FS 2 1d", "10-21T08:00", "10-21T17:00"),
        ("1 FS 2 10d", "11-03T08:00", "11-03T17:00"),
        ("1 FS 2 -1d", "10-17T08:00", "10-17T17:00"),
        ("1 SS 2 2d", "10-21T08:00", "10-21T17:00"),
        ("1 FF 2 2d", "10-21T08:00", "10-21T17:00"),
        ("1 SF 2 2d", "10-20T08:00", "10-20T17:00"),
        ("1 FS 2 100%", "10-21T08:00", "10-21T17:00"),
        ("1 FS 2 4ed", "10-22T08:00", "10-22T17:00"),
        ("1 FF 2 -9d", "10-17T08:00", "10-17T17:00"),
    ],
)
def test_a_link_places_its_successor(link: str, start: str, finish: str) -> None:
    made = dated([activity(1), activity(2)], link, start=at("2014-10-17T08:00"))
    assert early(made, 1) == ("10-17T08:00", "10-17T17:00")
    if link == "1 FS 2 4ed":  # begins where the clock stops: in the evening
        start, finish = "10-21T17:00", "10-22T17:00"
        assert STANDARD.between(made.dates[2].early_start, at(f"2014-{start}")) == 0
    else:
        assert early(made, 2) == (start, finish)


def test_late_dates_run_back_from_the_latest_finish_of_all() -> None:
    made = dated([activity(1), activity(2), activity(3, 5)], "1 FS 2")
    assert late(made, 2) == ("01-09T08:00", "01-09T17:00")
    assert late(made, 1) == ("01-08T08:00", "01-08T17:00")
    assert [floats(made, n) for n in (1, 2, 3)] == [(3, 0), (3, 3), (0, 0)]
    assert [made.dates[n].is_critical for n in (1, 2, 3)] == [False, False, True]
    assert made.critical_path == (3,)
    assert made.near_critical == (1, 2)


def test_open_ends_may_have_a_finish_of_their_own() -> None:
    rows = [activity(1), activity(2), activity(3, 5)]
    made = dated(rows, "1 FS 2", has_own_finish=True)
    assert [floats(made, n)[0] for n in (1, 2, 3)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("constraint", "day", "start", "total", "before"),
    [
        ("start no earlier than", "2026-01-08T08:00", "01-08T08:00", 0, 2),
        ("start no earlier than", "2026-01-05T08:00", "01-06T08:00", 0, 0),
        ("finish no earlier than", "2026-01-09T17:00", "01-08T08:00", 0, 2),
        ("must start on", "2026-01-08T08:00", "01-08T08:00", 0, 2),
        ("must start on", "2026-01-05T08:00", "01-05T08:00", 0, -1),
        ("must finish on", "2026-01-09T17:00", "01-08T08:00", 0, 2),
        ("start no later than", "2026-01-08T08:00", "01-06T08:00", 0, 0),
        ("start no later than", "2026-01-05T08:00", "01-05T08:00", 0, -1),
        ("finish no later than", "2026-01-06T17:00", "01-05T08:00", 0, -1),
    ],
)
def test_a_constraint_goes_before_links(
    constraint: str, day: str, start: str, total: float, before: float
) -> None:
    held = activity(2, 2, constraint=constraint, constraint_at=day)
    made = dated([activity(1), held], "1 FS 2")
    assert early(made, 2)[0] == start
    assert (floats(made, 2)[0], floats(made, 1)[0]) == (total, before)
    is_held = start != "01-06T08:00"
    assert (made.dates[2].why is Why.CONSTRAINT) == is_held


def test_as_late_as_possible_takes_all_float_and_pushes_what_follows() -> None:
    rows = [activity(1, constraint="as late as possible"), activity(2), activity(3, 5)]
    made = dated(rows, "1 FS 2")
    assert iso(made.dates[1].start) == "2026-01-08T08:00"
    assert early(made, 1)[0] == "01-05T08:00"
    assert early(made, 2)[0] == "01-09T08:00"
    assert floats(made, 1) == (0, 0)


def test_a_deadline_makes_float_negative_and_moves_nothing() -> None:
    made = dated(
        [activity(1, 5), activity(2, 5, deadline="2026-01-14T17:00")], "1 FS 2"
    )
    assert early(made, 2) == ("01-12T08:00", "01-16T17:00")
    assert [floats(made, n)[0] for n in (1, 2)] == [-2, -2]
    free = dated(
        [activity(1, 5), activity(2, 5, deadline="2026-02-14T17:00")], "1 FS 2"
    )
    assert [floats(free, n)[0] for n in (1, 2)] == [0, 0]


def test_done_work_stays_and_the_rest_waits_for_its_predecessors() -> None:
    begun = activity(2, 4, actual_start="2026-01-05T08:00", percent_complete=50)
    made = dated([activity(1, 5), begun], "1 FS 2")
    assert early(made, 2) == ("01-05T08:00", "01-13T17:00")
    assert made.dates[2].driver is not None
    alone = dated([activity(1, 5), begun])
    assert early(alone, 2) == ("01-05T08:00", "01-08T17:00")
    assert alone.dates[2].why is Why.ACTUAL


def test_what_is_finished_is_where_it_was_and_is_not_critical() -> None:
    done = activity(
        1, 2, actual_start="2026-01-06T08:00", actual_finish="2026-01-08T12:00"
    )
    made = dated([done, activity(2)], "1 FS 2")
    assert early(made, 1) == late(made, 1) == ("01-06T08:00", "01-08T12:00")
    assert early(made, 2) == ("01-08T13:00", "01-09T12:00")
    assert not made.dates[1].is_critical
    assert made.dates[2].is_critical


def test_unstarted_work_passes_the_status_date_only_when_asked() -> None:
    begun = activity(2, 4, actual_start="2026-01-05T08:00", percent_complete=25)
    rows, status = [activity(1), begun], at("2026-01-12T00:00")
    kept = dated(rows, status_at=status)
    assert early(kept, 1)[0] == "01-05T08:00"
    moved = dated(rows, status_at=status, moves_unstarted=True)
    assert early(moved, 1)[0] == "01-12T08:00"
    assert moved.dates[1].why is Why.STATUS
    assert early(moved, 2) == ("01-05T08:00", "01-14T17:00")


def test_a_typed_activity_is_pushed_by_nothing_but_pushes() -> None:
    typed = activity(2, manual=(at("2026-01-05T08:00"), at("2026-01-07T17:00")))
    made = dated([activity(1, 9), typed, activity(3)], "1 FS 2", "2 FS 3")
    assert early(made, 2) == ("01-05T08:00", "01-07T17:00")
    assert early(made, 3) == ("01-08T08:00", "01-08T17:00")


def typed(first: str, last: str) -> tuple[int, int]:
    return at(f"2026-01-{first}T08:00"), at(f"2026-01-{last}T17:00")


def test_a_summary_with_typed_dates_keeps_them_and_what_follows_waits_for_them() -> (
    None
):
    rows = [
        activity(1, 2),
        activity(2, manual=typed("08", "09")),
        activity(3, 3, parent=2),
        activity(4, 1, parent=2),
        activity(5),
    ]
    made = dated(rows, "1 FS 2", "3 FS 4", "2 FS 5")
    assert early(made, 2) == ("01-08T08:00", "01-09T17:00")
    assert made.dates[2].why is Why.TYPED
    assert early(made, 3)[0] == "01-07T08:00", "what is within it follows the links"
    assert early(made, 4)[1] == "01-12T17:00", "and may last longer"
    assert early(made, 5) == ("01-12T08:00", "01-12T17:00")
    assert late(made, 2) == ("01-08T08:00", "01-09T17:00")
    assert floats(made, 2) == (0, 0)
    assert floats(made, 4) == (0, 0), "it ends with the plan, not with its summary"
    short = dated([*rows[:2], activity(3, parent=2), activity(5)], "1 FS 2", "2 FS 5")
    assert early(short, 5) == early(made, 5)
    assert floats(short, 3)[0] == 3, "only the plan's finish holds it"
    assert short.critical_path == (2, 5)


def test_a_summary_takes_the_typed_dates_of_one_within_it() -> None:
    rows = [
        activity(1),
        activity(2, parent=1, manual=typed("07", "20")),
        activity(3, 1, parent=2),
        activity(4, 2),
    ]
    made = dated(rows)
    assert early(made, 1) == ("01-07T08:00", "01-20T17:00")
    assert made.finish == typed("07", "20")[1]
    assert floats(made, 4)[0] == 10, "late dates run back from the typed finish"
    assert made.dates[2].is_critical
    assert made.dates[1].is_critical
    assert not made.dates[3].is_critical


def test_a_milestone_may_stand_at_the_end_of_a_day() -> None:
    made = dated([activity(1), activity(2, 0)], "1 FS 2")
    assert early(made, 2) == ("01-05T17:00", "01-05T17:00")


def test_elapsed_durations_run_round_the_clock() -> None:
    drying = PlanActivity(2, minutes=3 * 1440, is_elapsed=True)
    made = dated([activity(1, 5), drying, activity(3)], "1 FS 2", "2 FS 3")
    assert early(made, 2) == ("01-09T17:00", "01-12T17:00")
    assert early(made, 3) == ("01-13T08:00", "01-13T17:00")


def test_a_summary_pushes_all_within_it_and_shows_their_dates() -> None:
    rows = [
        activity(1, 2),
        activity(
            2, constraint="start no earlier than", constraint_at="2026-01-09T08:00"
        ),
        activity(3, 1, parent=2),
        activity(4, 2, parent=2),
        activity(5),
    ]
    made = dated(rows, "1 FS 2", "2 FS 5")
    assert early(made, 3)[0] == early(made, 4)[0] == "01-09T08:00"
    assert early(made, 2) == ("01-09T08:00", "01-12T17:00")
    assert early(made, 5)[0] == "01-13T08:00"
    assert floats(made, 3) == (1, 1)
    assert made.dates[2].is_critical
    assert made.wbs == {1: "1", 2: "2", 3: "2.1", 4: "2.2", 5: "3"}
    linked = dated([rows[0], activity(2), *rows[2:]], "1 FS 2", "2 FS 5")
    assert early(linked, 3)[0] == "01-07T08:00"
    assert linked.critical_path == (1, 4, 5)


def test_a_lag_may_be_a_share_of_a_summary() -> None:
    rows = [activity(1), activity(2, 4, parent=1), activity(3)]
    made = dated(rows, "1 FS 3 50%")
    assert early(made, 3)[0] == "01-13T08:00"
    assert floats(made, 2) == (0, 0)


# 05_legacy_sample, task 2: 200 h at 50 % by day and 300 h at 75 % by night.
def test_several_resources_each_follow_their_own_calendar() -> None:
    work = (Work(1, 0, 400 * 60, 50), Work(2, 1, 400 * 60, 75))
    made = dated(
        [PlanActivity(2, minutes=800 * 60, work=work)],
        start=at("2003-01-07T08:00"),
        calendars=(STANDARD, NIGHTS),
    )
    assert early(made, 2) == late(made, 2) == ("01-07T08:00", "03-18T08:00")


def test_why_an_activity_is_where_it_is() -> None:
    made = dated([activity(1, 2), activity(2, 3), activity(3)], "1 FS 3", "2 FS 3")
    driver = made.dates[3].driver
    assert driver is not None
    assert (driver.predecessor, made.dates[3].why) == (2, Why.LINK)
    assert made.dates[1].why is Why.START
    assert made.critical_path == (2, 3)


def test_an_outline_of_10_000_levels_is_scheduled() -> None:
    rows = [
        PlanActivity(n, minutes=480, parent=n - 1 or None) for n in range(1, 10_001)
    ]
    made = dated(rows)
    assert early(made, 1) == early(made, 10_000) == ("01-05T08:00", "01-05T17:00")
    assert made.wbs[3] == "1.1.1"
    assert len(set(made.wbs.values())) == 10_000


def test_an_empty_plan_is_done_when_it_starts() -> None:
    made = dated([])
    assert made.start == made.finish == at("2026-01-05T08:00")
    assert made.critical_path == ()


def unscheduled(*rows: PlanActivity, written: tuple[str, ...] = ()) -> str:
    with pytest.raises(ScheduleError) as caught:
        dated(rows, *written)
    return str(caught.value)


def test_a_cycle_is_named_in_its_order() -> None:
    rows = [activity(n) for n in range(1, 9)]
    said = unscheduled(*rows, written=("1 FS 3", "3 FS 7", "7 SS 3", "7 FS 8"))
    assert "T-003 -> T-007 -> T-003;" in said or "T-007 -> T-003 -> T-007;" in said
    assert "T-001" not in said
    child = activity(2, parent=1)
    said = unscheduled(activity(1), child, written=("1 FS 2",))
    assert "T-001 -> T-002 -> T-001" in said or "T-002 -> T-001 -> T-002" in said


def test_what_is_wrong_is_named() -> None:
    assert "DP-001 of T-001 names T-009" in unscheduled(
        activity(1), written=("9 FS 1",)
    )
    assert "T-001 is part of T-009" in unscheduled(activity(1, parent=9))
    rows = (activity(1, parent=2), activity(2, parent=1))
    assert "T-001 -> T-002 -> T-001" in unscheduled(*rows)
    late_start = activity(1, actual_start="2026-02-02", actual_finish="2026-02-01")
    assert "actual finish of T-001 is before" in unscheduled(late_start)
    typed = activity(1, manual=(at("2026-02-02"), at("2026-02-01")))
    assert "typed finish of T-001 is before" in unscheduled(typed)
    assert "duration of T-001 is below zero" in unscheduled(activity(1, -1))


def test_work_that_never_ends_is_named() -> None:
    once = WorkingCalendar("Once", ((),) * 7, ((DAY, DAY, ((480, 960),)),))
    with pytest.raises(ScheduleError, match=r"T-002 would not be done .* “Once”"):
        dated([activity(1), activity(2)], "1 FS 2", calendars=(once,))
    with pytest.raises(ScheduleError, match="“Never” has no working time"):
        dated([activity(1)], calendars=(WorkingCalendar("Never", ((),) * 7),))
