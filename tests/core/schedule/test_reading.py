from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.project import Project, with_records
from core.registers.catalog import (
    ACTIVITIES,
    ASSIGNMENTS,
    BASELINE_ACTIVITIES,
    BASELINES,
    CALENDAR_EXCEPTIONS,
    CALENDARS,
    DEPENDENCIES,
    RESOURCES,
    SETTINGS,
)
from core.registers.entry import Record
from core.registers.schedule import ActivityKind
from core.registers.spec import RegisterSpec
from core.schedule.errors import ScheduleError
from core.schedule.instants import iso
from core.schedule.network import schedule
from core.schedule.plan import Plan, Work
from core.schedule.reading import plan_of

Entry = dict[str, Any]
Written = dict[RegisterSpec[Any], list[dict[str, Any]]]
START = datetime(2026, 1, 5)  # noqa: DTZ001
NIGHTS = {"title": "Nights"} | dict.fromkeys(
    ("monday", "tuesday", "wednesday", "thursday", "friday"), "0:00-3:00, 4:00-9:00"
)


def project(
    written: Written, archived: tuple[int, ...] = (), **settings: Any
) -> Project:
    """Make a project; entries are numbered from 1 in their register."""
    settings = {"title": "Settings", "schedule_start": START} | settings
    found: Written = {SETTINGS: [settings], **written}
    records = {
        spec.key: [
            Record(
                number,
                1,
                spec.entry_type(**entry),
                archived=spec is ACTIVITIES and number in archived,
            )
            for number, entry in enumerate(entries, 1)
        ]
        for spec, entries in found.items()
    }
    return with_records(Project("P"), records)


def planned(*activities: dict[str, Any], **settings: Any) -> Plan:
    rows = [{"title": "Work"} | entry for entry in activities]
    return plan_of(project({ACTIVITIES: rows}, **settings))


def day(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("entry", "minutes", "is_elapsed"),
    [
        ({"duration": "5d"}, 2250, False),
        ({"duration": "1w"}, 2400, False),
        ({"duration": "3ed"}, 4320, True),
        ({"most_likely": "2h"}, 120, False),
        ({"effort": "10h"}, 600, False),
        ({}, 450, False),
        ({"kind": "milestone"}, 0, False),
    ],
)
def test_a_duration_is_resolved_by_the_projects_hours(
    entry: dict[str, Any], minutes: int, *, is_elapsed: bool
) -> None:
    one = planned(entry, hours_per_day=7.5).activities[0]
    assert (one.minutes, one.is_elapsed) == (minutes, is_elapsed)


def test_a_day_alone_begins_where_it_starts_and_ends_where_it_finishes() -> None:
    entry = {
        "actual_start": day("2026-01-06"),
        "actual_finish": day("2026-01-07"),
        "deadline": day("2026-01-09"),
        "constraint": "finish no later than",
        "constraint_date": day("2026-01-08"),
    }
    one = planned(entry).activities[0]
    said = (one.actual_start, one.actual_finish, one.deadline, one.constraint_at)
    assert [iso(instant)[5:] for instant in said if instant is not None] == [
        "01-06T08:00",
        "01-07T17:00",
        "01-10T00:00",
        "01-09T00:00",
    ]
    starts = entry | {"constraint": "start no later than"}
    held = planned(starts).activities[0].constraint_at
    assert held is not None
    assert iso(held) == "2026-01-08T00:00"


def test_typed_dates_need_only_one_end() -> None:
    typed: Entry = {"manual": True, "duration": "2d"}
    plan = planned(
        typed | {"manual_start": day("2026-01-06")},
        typed | {"manual_finish": day("2026-01-07")},
        typed,
    )
    dates = [one.manual and tuple(map(iso, one.manual)) for one in plan.activities]
    both = ("2026-01-06T08:00", "2026-01-07T17:00")
    assert dates == [both, both, None]


def test_a_summary_keeps_typed_dates_only_where_both_ends_are_known() -> None:
    start, finish = day("2026-01-07T08:00"), day("2026-01-09")
    within = {"parent": 1}
    for summary, span in (
        ({"manual_start": start, "manual_finish": finish}, True),
        ({"manual_start": start, "duration": "3d"}, True),
        ({"manual_start": start}, False),
        ({"manual_finish": finish}, False),
    ):
        (first, _) = planned({"manual": True} | summary, within).activities
        assert (first.manual is not None) == span
    (first, _) = planned(
        {"manual_start": start, "manual_finish": finish}, within
    ).activities
    assert first.manual is None, "its dates are not typed but computed"


def test_what_is_not_active_or_archived_is_left_out_with_its_links() -> None:
    rows: list[Entry] = [{"title": str(n)} for n in range(1, 6)]
    rows[1] |= {"active": False}
    rows[2] |= {"parent": 2}
    ties = [(1, 2), (2, 5), (1, 5), (4, 5)]
    links = [{"predecessor": before, "successor": after} for before, after in ties]
    plan = plan_of(project({ACTIVITIES: rows, DEPENDENCIES: links}, archived=(4,)))
    assert [one.number for one in plan.activities] == [1, 5]
    assert [link.number for link in plan.links] == [3]


def test_an_unknown_predecessor_is_named() -> None:
    links = [{"predecessor": 7, "successor": 1}]
    plan = plan_of(project({ACTIVITIES: [{"title": "A"}], DEPENDENCIES: links}))
    with pytest.raises(ScheduleError, match="DP-001 of T-001 names T-007"):
        schedule(plan)


def test_siblings_stand_by_position_then_number() -> None:
    rows = [{"position": 2}, {"position": 1}, {"position": 1, "parent": 1}]
    plan = planned(*rows)
    assert [one.number for one in plan.activities] == [2, 3, 1]
    assert plan.activities[2].kind is ActivityKind.SUMMARY
    assert dict(schedule(plan).wbs) == {2: "1", 1: "2", 3: "2.1"}


def test_links_carry_their_lags() -> None:
    lags = ["2d", "-4h", "50%", "-2ed", "25e%"]
    rows = [{"title": "A"}, {"title": "B"}]
    links = [{"predecessor": 1, "successor": 2, "lag": lag} for lag in lags]
    plan = plan_of(project({ACTIVITIES: rows, DEPENDENCIES: links}))
    assert [(o.lag, o.lag_is_elapsed, o.lag_percent) for o in plan.links] == [
        (960, False, None),
        (-240, False, None),
        (0, False, 50),
        (-2880, True, None),
        (0, True, 25),
    ]


def test_calendars_stand_on_their_base_and_share_a_place_when_alike() -> None:
    calendars: list[Entry] = [
        {"title": "Office", "monday": "8-12", "tuesday": "8-12"},
        {"title": "Same", "base": 1},
        {"title": "Long", "base": 1, "monday": "base", "friday": "8-16"},
    ]
    holiday = {"title": "H", "calendar": 1, "first_day": date(2026, 1, 5)}
    plan = plan_of(
        project(
            {
                CALENDARS: calendars,
                CALENDAR_EXCEPTIONS: [holiday | {"last_day": date(2026, 1, 5)}],
                ACTIVITIES: [{"title": "A", "calendar": n} for n in (1, 2, 3)],
            },
            project_calendar=1,
        )
    )
    assert [one.calendar for one in plan.activities] == [0, 0, 1]
    long = plan.calendars[1]
    assert (long.week[0], long.week[1], long.week[4]) == (
        ((480, 720),),
        (),
        ((480, 960),),
    )
    assert [first for first, _, _ in long.exceptions] == [date(2026, 1, 5)]
    round_: list[Entry] = [{"title": "A", "base": 2}, {"title": "B", "base": 1}]
    with pytest.raises(ScheduleError, match="CAL-001 -> CAL-002 -> CAL-001"):
        plan_of(project({CALENDARS: round_}))


def test_resources_with_hours_of_their_own_work_by_them() -> None:
    resources: list[Entry] = [
        {"title": "Day"},
        {"title": "Night", "calendar": 1},
        {"title": "Paint", "kind": "material"},
    ]
    assignments: list[Entry] = [
        {"activity": 1, "resource": n, "units": 50, "effort": "4h"} for n in (1, 2, 3)
    ]
    rows: list[Entry] = [{"title": "A", "duration": "5d"}]
    written: Written = {
        CALENDARS: [NIGHTS],
        RESOURCES: resources,
        ASSIGNMENTS: assignments,
        ACTIVITIES: rows,
    }
    plan = plan_of(project(written))
    assert plan.activities[0].work == (Work(1, 0, 480, 50), Work(2, 1, 480, 50))
    alike = written | {RESOURCES: [resources[0], resources[0], resources[2]]}
    both = plan_of(project(alike)).activities[0].work
    assert both == (Work(1, 0, 2400, 50), Work(2, 0, 2400, 50))
    rows[0]["calendar"] = 1
    own = plan_of(project(written)).activities[0]
    assert own.work == (Work(1, 1, 2400, 50), Work(2, 1, 2400, 50))


def test_an_activity_with_a_calendar_is_done_in_the_hours_its_people_share() -> None:
    mornings = {"title": "Mornings"} | dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday"),
        "6:00-12:00",
    )
    office = {"title": "Office"} | dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday"), "8:00-12:00, 13:00-17:00"
    )
    rows: list[Entry] = [{"title": "A", "duration": "2d", "calendar": 1}]
    written: Written = {
        CALENDARS: [mornings, office],
        CALENDAR_EXCEPTIONS: [
            {
                "title": "Leave",
                "calendar": 2,
                "first_day": date(2026, 1, 6),
                "last_day": date(2026, 1, 6),
            }
        ],
        RESOURCES: [{"title": "Ann", "calendar": 2}],
        ASSIGNMENTS: [{"activity": 1, "resource": 1, "effort": "15h"}],
        ACTIVITIES: rows,
    }
    made = schedule(plan_of(project(written)))
    # 8 to 12 on Monday, Wednesday, Thursday; then the Monday after
    assert iso(made.dates[1].start) == "2026-01-05T08:00"
    assert iso(made.dates[1].finish) == "2026-01-12T11:00"
    rows[0]["calendar"] = None
    by_ann = schedule(plan_of(project(written)))
    assert iso(by_ann.dates[1].finish) == "2026-01-07T16:00"
    rows[0]["calendar"] = 1
    alone = schedule(plan_of(project(written | {ASSIGNMENTS: []})))
    assert iso(alone.dates[1].finish) == "2026-01-07T10:00"


def test_who_shares_no_hour_with_the_activity_is_named() -> None:
    rows: list[Entry] = [{"title": "A"}, {"title": "B", "calendar": 1}]
    late = {"title": "Late"} | dict.fromkeys(("monday", "tuesday"), "18:00-20:00")
    written: Written = {
        CALENDARS: [NIGHTS, late],
        RESOURCES: [{"title": "Ann", "calendar": 2}],
        ASSIGNMENTS: [{"activity": n, "resource": 1} for n in (1, 2)],
        ACTIVITIES: rows,
    }
    said = "T-002 works by the calendar “Nights” and RS-001, .* by “Late”: they share"
    with pytest.raises(ScheduleError, match=said) as caught:
        plan_of(project(written))
    assert caught.value.numbers == (2,)


def test_effort_is_shared_by_those_who_work_on_it() -> None:
    people = [{"title": "A"}, {"title": "B"}]
    written: Written = {
        RESOURCES: people,
        ASSIGNMENTS: [{"activity": 1, "resource": n} for n in (1, 2)],
        ACTIVITIES: [{"title": "A", "effort": "10d"}],
    }
    assert plan_of(project(written)).activities[0].minutes == 5 * 480


def test_settings_reach_the_plan() -> None:
    plan = planned(
        {}, status_date=date(2026, 2, 3), own_finish=True, move_unstarted=True
    )
    assert plan.status_at is not None
    assert iso(plan.status_at) == "2026-02-04T00:00"
    assert (plan.has_own_finish, plan.moves_unstarted) == (True, True)
    assert (iso(plan.start), plan.near_critical) == ("2026-01-05T00:00", 2400)


def begun(plan: dict[str, Any], on: str | None, **settings: Any) -> str:
    """Return when a plan begins in a project that was made on a day."""
    written = project({ACTIVITIES: [{"title": "A"} | plan]}, **settings)
    made = None if on is None else day(f"{on}T14:30").replace(tzinfo=UTC)
    return iso(plan_of(replace(written, begun_at=made)).start)


@pytest.mark.parametrize(
    ("plan", "on", "start"),
    [
        ({}, "2026-03-10", "2026-03-10"),
        ({"actual_start": day("2026-03-04T10:00")}, "2026-03-10", "2026-03-04"),
        ({"actual_start": day("2026-03-14T10:00")}, "2026-03-10", "2026-03-10"),
        ({"actual_start": day("2026-03-14T10:00")}, None, "2026-03-14"),
        ({"constraint_date": day("2026-03-04")}, "2026-03-10", "2026-03-10"),
        ({}, None, "2000-01-03"),
    ],
)
def test_without_a_start_the_plan_begins_with_the_project_or_an_earlier_date(
    plan: dict[str, Any], on: str | None, start: str
) -> None:
    assert begun(plan, on, schedule_start=None) == f"{start}T00:00"
    assert begun(plan, on) == "2026-01-05T00:00", "a start that is set counts alone"


def test_a_later_date_of_one_activity_moves_no_other() -> None:
    rows: list[Entry] = [{"title": "A", "duration": "3d"}, {"title": "B"}]
    bare = project({ACTIVITIES: rows}, schedule_start=None)
    bare = replace(bare, begun_at=datetime(2026, 3, 10, 9, tzinfo=UTC))
    rows[1] |= {
        "constraint": "start no earlier than",
        "constraint_date": day("2026-09-01T08:00"),
    }
    held = replace(
        project({ACTIVITIES: rows}, schedule_start=None), begun_at=bare.begun_at
    )
    before, after = (schedule(plan_of(one)).dates for one in (bare, held))
    assert before[1].start == after[1].start
    assert iso(after[2].start) == "2026-09-01T08:00"


def test_the_newest_baseline_is_the_plans() -> None:
    spans = {"activity": 1, "start": day("2026-01-05"), "finish": day("2026-01-06")}
    written: Written = {
        ACTIVITIES: [{"title": "A"}],
        BASELINES: [
            {"title": "New", "taken_on": date(2026, 2, 1)},
            {"title": "Old", "taken_on": date(2026, 1, 1)},
        ],
        BASELINE_ACTIVITIES: [
            spans | {"baseline": 1},
            spans | {"baseline": 2, "finish": day("2026-01-05")},
        ],
    }
    (found,) = plan_of(project(written)).baseline.values()
    assert iso(found[1]) == "2026-01-07T00:00"


def test_a_plan_is_made_once() -> None:
    one = project({ACTIVITIES: [{"title": "A"}]})
    assert plan_of(one) is plan_of(one)
