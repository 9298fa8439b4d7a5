"""A plan goes out to Microsoft Project and comes back as it was."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from core.edits import Add, Edit, apply
from core.errors import UnwritableFileError
from core.exchange.mspdi_elements import TASK, element, finish, lag, period
from core.exchange.mspdi_units import MOST_LEVELS, Hours
from core.exchange.mspdi_unwritten import left_by_mspdi, refusal_of_mspdi
from core.exchange.mspdi_writing import project_to_mspdi
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    BY_KEY,
    CALENDARS,
    PROJECTS,
    RESOURCES,
    SETTINGS,
)
from core.schedule.instants import from_instant
from core.schedule.network import schedule
from core.schedule.reading import plan_of
from tests.core.exchange.test_mspdi import FILES, at, imported, plan
from tests.mspdi import STANDARD, file, link, task
from tests.mspdi import element as tag

NAMES = "{http://schemas.microsoft.com/project}"
CARRIED = (
    "settings",
    "activities",
    "dependencies",
    "calendars",
    "calendar_exceptions",
    "resources",
    "assignments",
    "baselines",
    "baseline_activities",
)


def written(project: Project) -> bytes:
    return project_to_mspdi(project, schedule(plan_of(project)))


def state(project: Project) -> dict[str, Any]:
    """What stands in the registers, without what carries no number in a file."""
    found: dict[str, Any] = {}
    for key in CARRIED:
        records = project[BY_KEY[key]].live
        numbered = key in ("activities", "calendars", "resources", "baselines")
        rows = [
            (r.number if numbered else 0, r.entry.model_dump_json()) for r in records
        ]
        found[key] = sorted(rows)
    return found


def back(project: Project) -> Project:
    return imported(written(project))


RICH = file(
    [
        task(1, Notes="A &amp; B &lt;c>", Contact="Ada"),
        task(
            2,
            link(5, 3, -2400) + link(7, 0, 25, 20),
            level=2,
            Priority=800,
            PercentComplete=50,
            ActualStart="2026-03-02T08:00:00",
            RemainingDuration="PT6H0M0S",
            DurationFormat=5,
        ),
        task(
            5,
            "<Baseline><Number>0</Number><Start>2026-03-02T08:00:00</Start>"
            "<Finish>2026-03-04T00:00:00</Finish><Duration>PT16H0M0S</Duration>"
            "<DurationFormat>7</DurationFormat><Cost>1250</Cost></Baseline>",
            level=2,
            ConstraintType=4,
            ConstraintDate="2026-03-05T08:00:00",
            Deadline="2026-03-20T17:00:00",
            CalendarUID=2,
        ),
        task(7, Milestone=1, Duration="PT0H0M0S"),
        task(
            3,
            Manual=1,
            ManualStart="2026-03-09T08:00:00",
            ManualFinish="2026-03-10T17:00:00",
            Active=0,
            WBS="X.9",
        ),
    ],
    calendars=STANDARD.replace(
        "</Calendar>",
        "<Exceptions><Exception><TimePeriod><FromDate>2026-04-03T00:00:00</FromDate>"
        "<ToDate>2026-04-06T23:59:00</ToDate></TimePeriod><Name>Easter</Name>"
        "<Type>1</Type><DayWorking>0</DayWorking></Exception></Exceptions></Calendar>",
    )
    + "<Calendar><UID>2</UID><Name>Night</Name><IsBaseCalendar>1</IsBaseCalendar>"
    "<WeekDays><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes>"
    "<WorkingTime><FromTime>20:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime>"
    "</WorkingTimes></WeekDay></WeekDays></Calendar>"
    "<Calendar><UID>3</UID><Name>Ada</Name><BaseCalendarUID>1</BaseCalendarUID>"
    "<WeekDays><WeekDay><DayType>6</DayType><DayWorking>0</DayWorking></WeekDay>"
    "</WeekDays></Calendar>",
    resources=(
        "<Resource><UID>4</UID><Name>Ada</Name><Type>1</Type><MaxUnits>0.5</MaxUnits>"
        "<StandardRate>50</StandardRate><StandardRateFormat>2</StandardRateFormat>"
        "<CalendarUID>3</CalendarUID><Group>G</Group></Resource>"
        "<Resource><UID>6</UID><Name>Bo</Name><Type>1</Type><CalendarUID>1</CalendarUID>"
        "</Resource>"
    ),
    assignments=(
        "<Assignment><TaskUID>2</TaskUID><ResourceUID>4</ResourceUID><Units>0.5</Units>"
        "<Work>PT8H0M0S</Work></Assignment>"
    ),
    StatusDate="2026-03-04T17:00:00",
    MinutesPerDay=450,
    MinutesPerWeek=2250,
    CurrencyCode="CHF",
    Manager="Zoe",
)


def test_a_plan_that_came_in_goes_out_and_comes_back_the_same() -> None:
    project = imported(RICH)
    again = back(project)
    assert state(again) == state(project)
    assert again[PROJECTS].entries == project[PROJECTS].entries
    assert len(again[CALENDARS]) == 3


@pytest.mark.skipif(not FILES, reason="the cases of shared/cases/mspdi are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_plan_goes_out_and_comes_back_the_same(path: Path) -> None:
    project = imported(path.read_bytes())
    assert state(back(project)) == state(project)


@st.composite
def plans(draw: st.DrawFn) -> Project:
    """A plan of a few activities in an outline, with links that make no cycle."""
    many = draw(st.integers(1, 8))
    some: list[Edit] = [
        Add(PROJECTS.key, {"title": "Crane"}),
        Add(
            "calendars",
            {"title": "Standard"} | dict.fromkeys(("monday", "friday"), "8-12"),
            1,
        ),
        Add(
            SETTINGS.key, {"schedule_start": "2026-03-02 08:00", "project_calendar": 1}
        ),
    ]
    for number in range(1, many + 1):
        values = {
            "title": draw(st.text("aäß <&>\"'", min_size=1).map(lambda t: f"x{t}x")),
            "duration": draw(
                st.sampled_from(["1d", "2.5d", "3h", "1w", "90min", "2ed"])
            ),
            "priority": draw(st.integers(0, 1000)),
            "levelling_delay": draw(st.sampled_from(["0d", "3d", "1.38ed", "90min"])),
            "percent_complete": 0,
            "deadline": draw(
                st.none() | st.just("2026-05-01") | st.just("2026-05-01 12:00")
            ),
            "notes": draw(st.sampled_from(["", "one\ntwo"])),
            "owner": draw(st.sampled_from(["", "Ada"])),
        }
        filled = {n: v for n, v in values.items() if v is not None}
        some.append(Add("activities", filled, number))
    for later in range(2, many + 1):
        earlier = draw(st.none() | st.integers(1, later - 1))
        if earlier is not None:
            values = {
                "predecessor": earlier,
                "successor": later,
                "kind": draw(st.sampled_from(["FS", "SS", "FF", "SF"])),
                "lag": draw(
                    st.sampled_from(["0d", "2d", "-4h", "50%", "-25e%", "3ed"])
                ),
            }
            some.append(Add("dependencies", values))
    project, _ = apply(Project("X"), some)
    return replace(project, revision=1)


@settings(max_examples=40)
@given(plans())
def test_any_plan_comes_back_the_same(project: Project) -> None:
    assert state(back(project)) == state(project)


def test_the_file_has_the_dates_of_the_schedule_and_the_codes_of_the_outline() -> None:
    root = fromstring(written(imported(RICH)))
    tasks = {t.findtext(f"{NAMES}UID"): t for t in root.iter(f"{NAMES}Task")}

    def said(uid: str, tag: str) -> str | None:
        return tasks[uid].findtext(NAMES + tag)

    assert [t.findtext(f"{NAMES}ID") for t in root.iter(f"{NAMES}Task")] == [*"012345"]
    assert [said(uid, "OutlineNumber") for uid in "12573"] == [
        "1",
        "1.1",
        "1.2",
        "2",
        "3",
    ]
    assert (said("5", "Start"), said("5", "EarlyStart")) == (
        "2026-03-05T08:00:00",
        "2026-03-05T08:00:00",
    )
    assert said("2", "Duration") == "PT16H0M0S"
    assert said("1", "Summary") == "1"
    assert said("3", "WBS") == "X.9"
    assert root.findtext(f"{NAMES}CalendarUID") == "1"


@pytest.mark.skipif(not FILES, reason="the cases of shared/cases/mspdi are not here")
@pytest.mark.parametrize(
    "group", ["Task", "Resource", "Assignment", "Calendar", "Project"]
)
def test_elements_stand_in_the_order_in_which_microsoft_project_writes_them(
    group: str,
) -> None:
    ours = [_order(e) for e in _elements(written(imported(RICH)), group)]
    theirs = [_order(e) for p in FILES for e in _elements(p.read_bytes(), group)]
    before = {
        (a, b) for order in theirs for i, a in enumerate(order) for b in order[i:]
    }
    for order in ours:
        for one, other in pairwise(order):
            known = (one, other) in before or (other, one) not in before
            assert known, f"{one} stands before {other}"


def _elements(content: bytes, group: str) -> list[Element]:
    root = fromstring(content)
    return [root] if group == "Project" else [*root.iter(NAMES + group)]


def _order(one: Element) -> list[str]:
    return list(dict.fromkeys(child.tag.removeprefix(NAMES) for child in one))


def test_a_project_without_calendars_gets_the_one_that_every_file_needs() -> None:
    project, _ = apply(
        Project("X"),
        [
            Add(PROJECTS.key, {"title": "X"}),
            Add(SETTINGS.key, {"schedule_start": "2026-03-02 08:00"}),
            Add("activities", {"title": "Dig", "duration": "2d"}),
        ],
    )
    (entry,) = back(project)[CALENDARS].entries
    assert (entry.title, entry.monday) == ("Standard", "08:00-12:00, 13:00-17:00")


def test_a_calendar_of_two_resources_is_written_out_with_all_that_it_rests_on() -> None:
    project = imported(RICH)
    project, _ = apply(project, [Add("resources", {"title": "Cy", "calendar": 3})])
    again = back(project)
    shared = again[CALENDARS].records[3].entry
    assert (shared.base, shared.friday) == (None, "")
    assert shared.monday == "08:00-12:00, 13:00-17:00"
    assert [r.calendar for r in again[RESOURCES].entries] == [3, 1, 3]
    assert len(again[ACTIVITIES]) == 5


def test_who_has_no_calendar_works_by_that_of_the_activity_there_too() -> None:
    project = imported(RICH)
    calendar_of = project[ACTIVITIES].records[5].entry.calendar
    more: list[Edit] = [
        Add("resources", {"title": "Cy"}, 8),
        Add("assignments", {"activity": 5, "resource": 8}),
    ]
    project, _ = apply(project, more)
    assert calendar_of == 2
    ordered = _ignoring(written(project))
    assert ordered == {"1": "0", "2": "0", "5": "1", "7": "0", "3": "0", "0": None}
    assert plan(written(project)).notes == (), "Cy has no calendar here either"
    more = [Add("assignments", {"activity": 5, "resource": 6})]
    both, _ = apply(project, more)
    assert _ignoring(written(both))["5"] == "0", "Bo has one"


def _ignoring(content: bytes) -> dict[str | None, str | None]:
    tasks = _elements(content, "Task")
    tag = f"{NAMES}IgnoreResourceCalendar"
    return {one.findtext(f"{NAMES}UID"): one.findtext(tag) for one in tasks}


def test_equipment_is_work_there_and_comes_back_as_equipment() -> None:
    kinds = ("equipment", "person", "material", "equipment")
    more: list[Edit] = [
        Add("resources", {"title": f"R{place}", "kind": kind})
        for place, kind in enumerate(kinds)
    ]
    project, _ = apply(imported(file([task(1)])), more)
    content = written(project)
    types = [e.findtext(f"{NAMES}Type") for e in _elements(content, "Resource")]
    assert types == ["1", "1", "0", "1"]
    found = plan(content)
    assert [e.values["kind"] for e in found.entries if e.register == "resources"] == [
        *kinds
    ]
    assert found.notes == (), "the custom field is ours, and carried"
    foreign = content.replace(b"Kind in Linchpin", b"Kind of tool")
    (said,) = plan(foreign).notes
    assert "values of custom fields (2)" in said
    assert b"ExtendedAttribute" not in written(imported(file([task(1)])))


def test_what_the_format_cannot_hold_is_said() -> None:
    project = imported(file([task(1)]))
    assert left_by_mspdi(project) == ()
    more: list[Edit] = [
        Add("activities", {"title": "Lift", "optimistic": "1d", "pessimistic": "3d"}),
        Add("activities", {"title": "Wait", "earning": "0/100"}, 8),
        Add("dependencies", {"title": "Dry", "predecessor": 1, "successor": 8}),
        Add("baselines", {"title": "Agreed", "taken_on": "2026-03-02"}),
        Add("scenarios", {"title": "Late", "made_on": "2026-03-02"}),
    ]
    project, _ = apply(project, more)
    (said,) = left_by_mspdi(project)
    for words in (
        "three-point estimate (1)",
        "way of earning value (1)",
        "note on a dependency (1)",
        "name or day of a baseline (1)",
        "scenario (1)",
    ):
        assert words in said


def test_values_are_written_as_the_format_wants_them() -> None:
    assert period(61.5) == "PT1H1M30S"
    assert lag("-50%", Hours()) == (-50, 19)
    assert finish(at("2026-03-02")) == at("2026-03-03")
    with pytest.raises(KeyError):
        element("Task", TASK, {"Nonsense": 1})
    assert tag("a", 1) == "<a>1</a>"


def nested(levels: int) -> Project:
    """A plan with activities within one another."""
    edits: list[Edit] = [
        Add("activities", {"title": f"Level {at}", "parent": at - 1 or None}, at)
        for at in range(1, levels + 1)
    ]
    return apply(Project("DEEP"), edits)[0]


def test_an_outline_too_deep_to_come_back_is_not_written() -> None:
    assert len(plan(written(nested(MOST_LEVELS))).entries) >= MOST_LEVELS
    deep = nested(MOST_LEVELS + 1)
    with pytest.raises(UnwritableFileError, match=r"T-101 “Level 101” stands 101") as e:
        written(deep)
    assert "Move it to a higher summary" in str(e.value)
    assert refusal_of_mspdi(deep) == str(e.value)
    assert refusal_of_mspdi(nested(2)) == ""


def test_days_of_a_base_stay_beside_a_day_of_a_calendar_itself() -> None:
    """A base is written into what rests on it: its other days are not lost."""

    def off(first: str, last: str) -> str:
        return (
            f"<Exceptions><Exception><TimePeriod><FromDate>{first}T00:00:00</FromDate>"
            f"<ToDate>{last}T23:59:00</ToDate></TimePeriod><Type>1</Type>"
            "<DayWorking>0</DayWorking></Exception></Exceptions></Calendar>"
        )

    base = STANDARD.replace("</Calendar>", off("2026-03-02", "2026-03-05"))
    own = off("2026-03-03", "2026-03-03").replace(
        "<Exceptions>", "<BaseCalendarUID>1</BaseCalendarUID><Exceptions>"
    )
    calendars = f"{base}<Calendar><UID>2</UID><Name>Team</Name>{own}"
    project = imported(file([task(1)], calendars=calendars, CalendarUID=2))
    made, again = (schedule(plan_of(one)) for one in (project, back(project)))
    assert from_instant(made.dates[1].start) == at("2026-03-06T08:00")
    assert again.dates == made.dates


def test_programs_that_compute_nothing_read_what_is_done_and_what_remains() -> None:
    begun = task(2, PercentComplete=75, ActualStart="2026-03-02T08:00:00")
    content = file([task(1), begun, task(3, Milestone=1, Duration="PT0H0M0S")])
    root = fromstring(written(imported(content)))
    tags = ("ActualDuration", "RemainingDuration")
    found = [
        [task.findtext(f"{{*}}{tag}") for tag in tags]
        for task in root.iterfind("{*}Tasks/{*}Task")
    ]
    assert found[-3:] == [
        ["PT0H0M0S", "PT16H0M0S"],
        ["PT12H0M0S", "PT4H0M0S"],
        ["PT0H0M0S", "PT0H0M0S"],
    ]
    assert back(imported(content)) == imported(content)
