from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.edits import apply
from core.errors import UnreadableFileError
from core.exchange.importing import edits
from core.exchange.mspdi import read_mspdi
from core.exchange.mspdi_units import Hours
from core.exchange.mspdi_unwritten import left_by_mspdi
from core.exchange.mspdi_writing import project_to_mspdi
from core.exchange.plan_file import PlanFile
from core.exchange.plan_import import entries_told, plan_preview
from core.exchange.plans import is_plan
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    CALENDAR_EXCEPTIONS,
    CALENDARS,
    DEPENDENCIES,
    RESOURCES,
)
from core.schedule.instants import iso
from core.schedule.network import schedule
from core.schedule.reading import plan_of
from tests.mspdi import HEAD, STANDARD, element, file, link, task

CASES = Path(__file__).parents[4] / "shared/cases/mspdi"
FILES = sorted(CASES.glob("*.xml"))
pytestmark = pytest.mark.filterwarnings("error")


def plan(content: bytes, name: str = "crane.xml") -> PlanFile:
    return read_mspdi(name, content)


def imported(content: bytes) -> Project:
    shown = plan_preview(plan(content), {}, "X")
    assert shown.problems == ()
    project, _ = apply(Project("X"), edits(shown)["X"])
    return replace(project, revision=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def values(found: PlanFile, register: str) -> list[dict[str, Any]]:
    return [
        {k: v for k, v in entry.values.items() if v is not None}
        for entry in found.entries
        if entry.register == register
    ]


# What comes in ------------------------------------------------------------------------


def test_an_outline_becomes_summaries_with_their_parts_in_order() -> None:
    tasks = [task(5), task(2, level=2), task(9, level=2), task(3, level=3), task(1)]

    project = imported(file(tasks))

    entries = {r.number: r.entry for r in project[ACTIVITIES].live}
    assert {n: e.parent for n, e in entries.items()} == {
        5: None,
        2: 5,
        9: 5,
        3: 9,
        1: None,
    }
    assert [n for n, e in entries.items() if e.kind == "summary"] == [5, 9]
    assert (entries[5].position, entries[1].position) == (1, 2)
    assert entries[2].position == entries[9].position == 0, "2 and 9 are in order"
    assert entries[5].duration is None
    assert entries[2].duration == "2d"


@pytest.mark.parametrize(
    ("link_text", "kind", "lag"),
    [
        (link(1), "FS", "0d"),
        (link(1, 0, 4800), "FF", "1d"),
        (link(1, 2, -4800), "SF", "-1d"),
        (link(1, 3, 24000, 9), "SS", "1w"),
        (link(1, 1, 900, 5), "FS", "1.5h"),
        (link(1, 1, 43200, 8), "FS", "3ed"),
        (link(1, 1, -50, 19), "FS", "-50%"),
        (link(1, 1, 25, 20), "FS", "25e%"),
        (link(1, 1, 96000, 11), "FS", "20d"),
        (link(1, 1, 7, 39), "FS", "0.7min"),
    ],
)
def test_a_link_keeps_its_kind_and_its_lag_in_the_unit_it_was_typed_in(
    link_text: str, kind: str, lag: str
) -> None:
    project = imported(file([task(1), task(2, link_text)]))

    (entry,) = project[DEPENDENCIES].entries
    assert (entry.predecessor, entry.successor) == (1, 2)
    assert (entry.kind, entry.lag) == (kind, lag)


@pytest.mark.parametrize(
    ("said", "kept", "start"),
    [
        ({}, "0d", "2026-03-02T08:00:00"),
        ({"LevelingDelay": 0, "LevelingDelayFormat": 8}, "0d", "2026-03-02T08:00:00"),
        ({"LevelingDelay": 9600}, "16eh", "2026-03-03T08:00:00"),
        (
            {"LevelingDelay": 19872, "LevelingDelayFormat": 8},
            "1.38ed",
            "2026-03-04T08:00:00",
        ),
        (
            {"LevelingDelay": 9600, "LevelingDelayFormat": 7},
            "2d",
            "2026-03-04T08:00:00",
        ),
    ],
)
def test_a_levelling_delay_comes_in_counts_and_goes_out(
    said: dict[str, Any], kept: str, start: str
) -> None:
    project = imported(file([task(1, **said)]))
    (entry,) = project[ACTIVITIES].entries
    made = schedule(plan_of(project))
    assert entry.levelling_delay == kept
    assert iso(made.dates[1].start) == start[:16]
    content = project_to_mspdi(project, made).decode()
    tenths = said.get("LevelingDelay")
    assert (f"<LevelingDelay>{tenths}<" in content) is bool(tenths)
    assert left_by_mspdi(project) == ()


def test_a_levelling_delay_below_nothing_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="LevelingDelay"):
        plan(file([task(1, LevelingDelay=-10)]))


def test_what_remains_is_said_only_where_it_is_not_what_the_percent_leaves() -> None:
    begun: dict[str, Any] = {
        "PercentComplete": 25,
        "ActualStart": "2026-03-02T08:00:00",
    }
    usual = task(1, RemainingDuration="PT12H0M0S", **begun)
    other = task(2, RemainingDuration="PT12H1M0S", **begun)
    one, two = values(plan(file([usual, other])), "activities")
    assert "remaining" not in one
    assert two["remaining"] == "721min"


def test_a_task_brings_constraint_deadline_progress_and_what_is_typed() -> None:
    content = file(
        [
            task(
                1,
                ConstraintType=6,
                ConstraintDate="2026-03-10T00:00:00",
                Deadline="2026-03-20T17:00:00",
                Priority=700,
                PercentComplete=25,
                ActualStart="2026-03-02T08:00:00",
                RemainingDuration="PT10H0M0S",
                Contact="Ada",
                Notes="Wind",
                WBS="A.1",
                OutlineNumber="1",
            ),
            task(
                2,
                Manual=1,
                ManualStart="2026-03-02T08:00:00",
                ManualFinish="2026-03-05T00:00:00",
                Active=0,
            ),
            task(3, Milestone=1, Duration="PT0H0M0S", ConstraintType=4),
        ]
    )
    found = plan(content)
    first, second, third = values(found, "activities")

    assert first["constraint"] == "finish no earlier than"
    assert first["constraint_date"] == at("2026-03-09"), "a finish at 0:00"
    assert first["deadline"] == at("2026-03-20 17:00")
    assert (first["percent_complete"], first["remaining"]) == (25, "1.25d")
    assert (first["owner"], first["notes"], first["wbs"]) == ("Ada", "Wind", "A.1")
    assert (second["manual"], second["active"]) == (True, False)
    assert second["manual_finish"] == at("2026-03-04")
    assert (third["kind"], third["constraint"]) == ("milestone", "as soon as possible")
    assert "constraints without a date (1)" in found.notes[0]
    assert imported(content)[ACTIVITIES].records.keys() == {1, 2, 3}


def test_resources_and_assignments_bring_units_effort_rate_and_calendar() -> None:
    resources = (
        "<Resource><UID>0</UID><Type>1</Type></Resource>"
        "<Resource><UID>4</UID><Name>Ada</Name><Type>1</Type><MaxUnits>2</MaxUnits>"
        "<StandardRate>400</StandardRate><StandardRateFormat>3</StandardRateFormat>"
        "<CalendarUID>7</CalendarUID></Resource>"
        "<Resource><UID>5</UID><Name>Sand</Name><Type>0</Type>"
        "<StandardRate>9</StandardRate></Resource>"
    )
    own = (
        "<Calendar><UID>7</UID><Name>Ada</Name><BaseCalendarUID>1</BaseCalendarUID>"
        "</Calendar>"
    )
    assignments = (
        "<Assignment><TaskUID>1</TaskUID><ResourceUID>4</ResourceUID><Units>0.5</Units>"
        "<Work>PT8H0M0S</Work></Assignment>"
        "<Assignment><TaskUID>1</TaskUID><ResourceUID>5</ResourceUID><Units>3</Units>"
        "<Work>PT3H0M0S</Work></Assignment>"
        "<Assignment><TaskUID>1</TaskUID><ResourceUID>-65535</ResourceUID></Assignment>"
    )
    content = file(
        [task(1)],
        calendars=STANDARD + own,
        resources=resources,
        assignments=assignments,
    )
    found = plan(content)
    ada, sand = values(found, "resources")
    one, other = values(found, "assignments")

    assert ada["calendar"] == 1, "a calendar that adds nothing is its base"
    assert (ada["units"], ada["cost_per_hour"]) == (200, Decimal("50.00"))
    assert sand["kind"] == "material"
    assert "cost_per_hour" not in sand
    assert (one["units"], one["effort"]) == (50, "8h")
    assert (other["units"], other.get("effort")) == (300, None)
    assert [r.number for r in imported(content)[RESOURCES].live] == [4, 5]


def test_each_baseline_is_a_complete_copy() -> None:
    base = (
        "<Baseline><Number>0</Number><Start>2026-03-02T08:00:00</Start>"
        "<Finish>2026-03-03T17:00:00</Finish><Duration>PT16H0M0S</Duration>"
        "<Work>PT8H0M0S</Work><Cost>12345</Cost></Baseline>"
    )
    found = plan(file([task(1, base + base.replace(">0<", ">10<", 1))]))

    assert values(found, "baselines") == [
        {"title": "Baseline"},
        {"title": "Baseline 10"},
    ]
    first, last = values(found, "baseline_activities")
    assert first == {
        "baseline": 1,
        "activity": 1,
        "start": at("2026-03-02 08:00"),
        "finish": at("2026-03-03 17:00"),
        "duration": "2d",
        "effort": "8h",
        "cost": Decimal("123.45"),
    }
    assert last == first | {"baseline": 11}


def test_the_project_itself_brings_start_hours_calendar_and_status_date() -> None:
    found = plan(
        file([task(1)], MinutesPerDay=450, CurrencyCode="CHF", MultipleCriticalPaths=1)
    )
    assert found.title == "Crane"
    assert found.settings == {
        "schedule_start": at("2026-03-02 08:00"),
        "project_calendar": 1,
        "hours_per_day": 7.5,
        "hours_per_week": 40,
        "own_finish": True,
        "currency": "CHF",
    }, "and no status date, which the file does not have"
    dated = plan(file([task(1)], StatusDate="2026-03-09T17:00:00"))
    assert dated.settings["status_date"] == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("minutes", "code", "text"),
    [
        ("480", 7, "1d"),
        ("480", 39, "1d"),
        ("2400", 9, "1w"),
        ("100", 9, "100min"),
        ("90", 5, "1.5h"),
        ("90", 3, "90min"),
        ("9600", 11, "20d"),
        ("2880", 8, "2ed"),
        ("43200", 12, "30ed"),
        ("3428.4", 9, "57.14h"),
        ("0", 53, "0d"),
    ],
)
def test_a_duration_is_written_in_its_own_unit_where_that_is_exact(
    minutes: str, code: int, text: str
) -> None:
    assert Hours().text(Decimal(minutes), code) == text


# What cannot be carried ---------------------------------------------------------------


def test_what_cannot_be_carried_is_told_with_its_count() -> None:
    custom = (
        "<ExtendedAttribute><FieldID>1</FieldID><Value>x</Value></ExtendedAttribute>"
    )
    phased = "<TimephasedData><Type>1</Type><Value>PT1H0M0S</Value></TimephasedData>"
    null = "<Task><UID>3</UID><ID>3</ID><IsNull>1</IsNull></Task>"
    other = element(
        "PredecessorLink",
        "<PredecessorUID>1</PredecessorUID><CrossProject>1</CrossProject>",
    )
    content = file(
        [
            task(1, custom * 2 + phased, FixedCost="100", EffortDriven=1),
            task(2, other, FixedCost="0", HyperlinkAddress="https://a.example"),
            null,
        ],
        CriticalSlackLimit=2,
    )
    (said,) = plan(content).notes

    for words in (
        "values of custom fields (2)",
        "values by day or week (time-phased) (1)",
        "fixed costs (1)",
        "links with other projects (1)",
        "blank rows (1)",
        "addresses of hyperlinks (1)",
        "limits of the float that is critical (1)",
    ):
        assert words in said
    assert plan(file([task(1)])).notes == (), "nothing is told where all is carried"


@pytest.mark.parametrize(
    ("own", "order", "is_told"), [("", 1, False), ("1", 1, True), ("1", 0, False)]
)
def test_an_order_to_ignore_a_calendar_is_told_where_there_is_one(
    own: str, order: int, *, is_told: bool
) -> None:
    calendar = element("CalendarUID", own) if own else ""
    content = file(
        [task(1, IgnoreResourceCalendar=order), task(2, IgnoreResourceCalendar=1)],
        resources=f"<Resource><UID>1</UID><Name>Ada</Name>{calendar}</Resource>",
        assignments="<Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID>"
        "</Assignment>",
    )
    said = ("Not carried over: orders to ignore resource calendars (1).",)
    assert plan(content).notes == (said if is_told else ())


def test_a_name_that_is_too_long_is_cut_and_told() -> None:
    found = plan(file([task(1, Name="n" * 300)]))
    (entry,) = values(found, "activities")
    assert len(entry["title"]) == 200
    assert "cut at their end (1)" in found.notes[0]


def dated(start: str, finish: str) -> dict[str, Any]:
    return {"Start": start, "Finish": finish}


def test_dates_that_the_file_has_otherwise_are_told() -> None:
    moved = dated("2026-03-16T08:00:00", "2026-03-17T17:00:00")
    same = dated("2026-03-02T08:00:00", "2026-03-03T17:00:00")
    (told,) = plan_preview(
        plan(file([task(1, **same), task(2, **moved)])), {}, "X"
    ).notes
    assert told.startswith(
        "Of 2 activities that have not begun, one activity gets other"
    )
    assert told.endswith("T-002 (2026-03-02, there 2026-03-16).")
    assert plan_preview(plan(file([task(1, **same)])), {}, "X").notes == ()


def test_a_cycle_is_told_before_anything_is_written() -> None:
    same = dated("2026-03-02T08:00:00", "2026-03-03T17:00:00")
    tasks = [task(1, link(2), **same), task(2, link(1), **same)]
    (told,) = plan_preview(plan(file(tasks)), {}, "X").notes
    assert told.startswith("The plan has no dates yet: ")
    assert "T-001" in told


# Coming again -------------------------------------------------------------------------


def test_a_plan_that_comes_again_changes_only_what_differs() -> None:
    before = imported(file([task(1), task(2, link(1)), task(3, link(2))]))
    known = {"X": before}

    same = plan_preview(
        plan(file([task(1), task(2, link(1)), task(3, link(2))])), known, "X"
    )
    newer = plan_preview(
        plan(file([task(1, Duration="PT8H0M0S"), task(2), task(4, link(2, 1, 4800))])),
        known,
        "X",
    )
    after, lines = apply(before, edits(newer)["X"])

    assert (same.added, same.changed, same.projects) == ((), (), ())
    assert Counter(line.verb for line in lines) == {"add": 2, "change": 1, "archive": 1}
    assert after[ACTIVITIES].records[1].entry.duration == "1d"
    assert [e.successor for e in after[DEPENDENCIES].entries] == [3, 4]
    assert newer.notes[-1].startswith("1 activity of the project is not in the file")
    assert len(after[ACTIVITIES]) == 4


def test_another_plan_does_not_overwrite_the_one_that_is_there() -> None:
    before = imported(file([task(1), task(2)]))
    other = plan(file([task(1, Name="Dig"), task(2, Name="Pour")]))
    with pytest.raises(UnreadableFileError, match="has a plan of its own"):
        plan_preview(other, {"X": before}, "X")
    assert plan_preview(other, {"X": before}, None).new_projects == {"Crane": "Crane"}


def test_an_import_is_counted_by_register() -> None:
    shown = plan_preview(plan(file([task(1), task(2, link(1))])), {}, None)
    assert entries_told(shown) == "one calendar, two activities, one dependency"
    assert shown.added[0].label == "Project"


# Hostile files ------------------------------------------------------------------------

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {c} "&{p};&{p};&{p};">'
        for p, c in zip("abcdef", "bcdefg", strict=True)
    )
    + "]><Project><Title>&g;</Title></Project>"
).encode()
EXTERNAL = (
    b'<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<Project><Title>&x;</Title></Project>"
)
CIRCLE = (
    "<Calendar><UID>1</UID><Name>A</Name><BaseCalendarUID>2</BaseCalendarUID></Calendar>"
    "<Calendar><UID>2</UID><Name>B</Name><BaseCalendarUID>1</BaseCalendarUID></Calendar>"
)
BAD_HOURS = STANDARD.replace(
    "</Calendar>",
    "<WeekDays><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes>"
    "<WorkingTime><FromTime>12:00:00</FromTime><ToTime>08:00:00</ToTime></WorkingTime>"
    "</WorkingTimes></WeekDay></WeekDays></Calendar>",
)
HOSTILE = {
    "entity bomb": (BOMB, "entities, which may do harm"),
    "external entity": (EXTERNAL, "entities, which may do harm"),
    "cut off": (file([task(1)])[:-40], "damaged or was cut off"),
    "nested": (f"{HEAD}{'<a>' * 9999}".encode(), "nests more than"),
    "other XML": (b"<?xml version='1.0'?><Plan/>", "not of Microsoft Project"),
    "empty": (b"<Project></Project>", "without tasks"),
    "10,000 levels": (
        file([task(n, level=n) for n in range(1, 10_001)]),
        "Task 101 of crane.xml stands 101 levels deep",
    ),
    "a huge duration": (
        file([task(7, Duration="PT99999999H0M0S")]),
        "Task 7 of crane.xml has the Duration “PT99999999H0M0S”",
    ),
    "a huge number": (file([task(7, Priority="9" * 5000)]), "Task 7 of crane.xml"),
    "no number": (file([task(7, Priority="NaN")]), "which is not a number"),
    "a far date": (file([task(7, Deadline="9999-12-31T00:00:00")]), "a date from"),
    "no date": (file([task(7, Deadline="soon")]), "which is not a date"),
    "two of one UID": (file([task(7), task(7)]), "that only this task has"),
    "calendars in a circle": (file([task(1)], calendars=CIRCLE), "based on itself"),
    "hours backwards": (file([task(1)], calendars=BAD_HOURS), "12:00-08:00"),
    "a clock": (
        file([task(1)], calendars=BAD_HOURS.replace("12:00:00", "x")),
        "not a time of day",
    ),
    "percent": (file([task(1, PercentComplete=900)]), "a number up to 100"),
    "bytes": (HEAD.encode() + b"\xff\xfe\x00", "damaged or was cut off"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_sentence(name: str) -> None:
    content, said = HOSTILE[name]
    with pytest.raises(UnreadableFileError) as refused:
        plan(content)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 400
    assert "\n" not in str(refused.value)


def test_a_task_that_depends_on_itself_is_a_problem_and_the_rest_can_come() -> None:
    content = file([task(1), task(2, link(2)), task(3, link(1))])
    shown = plan_preview(plan(content), {}, "X")
    assert "cannot depend on itself" in str(shown.problems[0])
    assert "Task 2" in str(shown.problems[0])
    assert {row.sheet for row in shown.rows} >= {"Task 1", "Task 3"}


def test_content_decides_what_a_plan_is() -> None:
    assert is_plan(file([task(1)]))
    assert is_plan(b"\xef\xbb\xbf" + file([task(1)]))
    assert is_plan(file([task(1)]).decode().encode("utf-16"))
    assert not is_plan(b"<?xml version='1.0'?><Workbook/>")
    assert not is_plan(b"Project;Task\nX;Y\n")


FIRST = "<MonthPosition>0</MonthPosition>"


# Calendars ----------------------------------------------------------------------------


def calendar(inner: str) -> list[tuple[date, date, str]]:
    text = STANDARD.replace("</Calendar>", inner + "</Calendar>")
    project = imported(file([task(1)], calendars=text))
    return [
        (e.first_day, e.last_day, e.hours) for e in project[CALENDAR_EXCEPTIONS].entries
    ]


def exception(first: str, last: str, inner: str = "<Type>1</Type>") -> str:
    period = (
        f"<TimePeriod><FromDate>{first}T00:00:00</FromDate>"
        f"<ToDate>{last}T23:59:00</ToDate></TimePeriod>"
    )
    return element("Exception", f"{period}<Name>Off</Name>{inner}")


def test_a_week_has_its_own_hours_and_night_shifts_end_at_midnight() -> None:
    day = (
        "<WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes>"
        "<WorkingTime><FromTime>23:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime>"
        "<WorkingTime><FromTime>00:00:00</FromTime><ToTime>03:00:00</ToTime></WorkingTime>"
        "</WorkingTimes></WeekDay>"
        "<WeekDay><DayType>1</DayType><DayWorking>1</DayWorking></WeekDay>"
    )
    text = STANDARD.replace("</Calendar>", element("WeekDays", day) + "</Calendar>")
    (entry,) = imported(file([task(1)], calendars=text))[CALENDARS].entries
    assert entry.monday == "00:00-03:00, 23:00-24:00"
    assert entry.tuesday == entry.sunday == "08:00-12:00, 13:00-17:00"
    assert entry.saturday == ""


def test_old_and_new_ways_of_an_exception_count_once() -> None:
    old = (
        "<WeekDays><WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod>"
        "<FromDate>2026-12-24T00:00:00</FromDate><ToDate>2026-12-26T23:59:00</ToDate>"
        "</TimePeriod></WeekDay></WeekDays>"
    )
    new = element("Exceptions", exception("2026-12-24", "2026-12-26"))
    days = [(date(2026, 12, 24), date(2026, 12, 26), "")]
    assert calendar(old) == calendar(old + new) == days


@pytest.mark.parametrize(
    ("inner", "days"),
    [
        ("<Type>1</Type><Period>3</Period>", ["01-01", "01-04", "01-07"]),
        ("<Type>6</Type><Period>1</Period><DaysOfWeek>2</DaysOfWeek>", ["01-05"]),
        ("<Type>4</Type><Period>1</Period><MonthDay>6</MonthDay>", ["01-06"]),
        (f"<Type>5</Type><MonthItem>4</MonthItem>{FIRST}", ["01-05"]),
        ("<Type>2</Type><Month>0</Month><MonthDay>7</MonthDay>", ["01-07"]),
        (f"<Type>3</Type><Month>0</Month><MonthItem>9</MonthItem>{FIRST}", ["01-03"]),
    ],
)
def test_a_recurring_exception_is_written_day_by_day(
    inner: str, days: list[str]
) -> None:
    found = calendar(
        element("Exceptions", exception("2026-01-01", "2026-01-08", inner))
    )
    assert [f"{first:%m-%d}" for first, _, _ in found] == days
    assert all(first == last for first, last, _ in found)


def test_a_recurrence_by_occurrences_stops_after_them() -> None:
    inner = (
        "<EnteredByOccurrences>1</EnteredByOccurrences><Occurrences>3</Occurrences>"
        "<Type>2</Type><Month>11</Month><MonthDay>25</MonthDay>"
    )
    found = calendar(
        element("Exceptions", exception("2026-01-01", "2026-01-01", inner))
    )
    assert [first.year for first, _, _ in found] == [2026, 2027, 2028]


def test_a_recurrence_without_end_is_told_instead() -> None:
    inner = "<Type>1</Type><Period>2</Period>"
    text = STANDARD.replace(
        "</Calendar>",
        element("Exceptions", exception("2026-01-01", "2190-01-01", inner))
        + "</Calendar>",
    )
    found = plan(file([task(1)], calendars=text))
    assert values(found, "calendar_exceptions") == []
    assert (
        "calendar exceptions that recur by count or without end (1)" in found.notes[0]
    )


def test_another_working_week_becomes_exceptions_around_the_named_ones() -> None:
    week = (
        "<WorkWeeks><WorkWeek><TimePeriod><FromDate>2026-03-02T00:00:00</FromDate>"
        "<ToDate>2026-03-08T23:59:00</ToDate></TimePeriod><Name>Push</Name><WeekDays>"
        "<WeekDay><DayType>7</DayType><DayWorking>1</DayWorking><WorkingTimes>"
        "<WorkingTime><FromTime>08:00:00</FromTime><ToTime>10:00:00</ToTime>"
        "</WorkingTime></WorkingTimes></WeekDay>"
        "<WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay>"
        "<WeekDay><DayType>3</DayType><DayWorking>0</DayWorking></WeekDay>"
        "</WeekDays></WorkWeek></WorkWeeks>"
    )
    named = element("Exceptions", exception("2026-03-03", "2026-03-03"))
    assert calendar(named + week) == [
        (date(2026, 3, 2), date(2026, 3, 2), ""),
        (date(2026, 3, 3), date(2026, 3, 3), ""),
        (date(2026, 3, 7), date(2026, 3, 7), "08:00-10:00"),
    ]


# Files that Microsoft Project wrote ---------------------------------------------------


@pytest.mark.skipif(not FILES, reason="the cases of shared/cases/mspdi are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_file_comes_in_whole_and_again_without_a_change(path: Path) -> None:
    found = read_mspdi(path.name, path.read_bytes())
    before = imported(path.read_bytes())

    again = plan_preview(found, {"X": before}, "X")

    assert len(again.unchanged) == len(again.rows)
    assert len(before[ACTIVITIES]) == len(values(found, "activities"))
    if path.name.startswith("10_"):
        assert len(values(found, "baselines")) == 11
        assert len(values(found, "baseline_activities")) == 88


def test_na_stands_for_no_date() -> None:
    """Older versions write it where a date has not been given."""
    project = imported(file([task(1, Deadline="NA")], StatusDate="NA"))
    assert project.settings.status_date is None
    assert project[ACTIVITIES].entries[0].deadline is None


def test_a_day_may_end_at_24_00() -> None:
    """ISO 8601 and XML Schema allow it for the midnight that ends a day."""
    late = BAD_HOURS.replace("08:00:00", "24:00:00")
    project = imported(file([task(1)], calendars=late))
    assert project[CALENDARS].entries[0].monday == "12:00-24:00"


@pytest.mark.parametrize(
    ("start", "finish", "told"),
    [
        ("02T08:00", "05T17:00", "T-001 (to 2026-03-03, there to 2026-03-05)."),
        ("02T08:00", "03T15:00", "(to 3 Mar 2026, 17:00, there to 3 Mar 2026, 15:00)"),
        ("02T10:00", "03T17:00", "(2 Mar 2026, 08:00, there 2 Mar 2026, 10:00)"),
    ],
)
def test_dates_that_differ_are_told_by_what_differs(
    start: str, finish: str, told: str
) -> None:
    said = dated(f"2026-03-{start}:00", f"2026-03-{finish}:00")
    (note,) = plan_preview(plan(file([task(1, **said)])), {}, "X").notes
    assert told in note.replace("\xa0", " ")
    assert note.startswith("Of one activity that has not begun, one activity gets")
