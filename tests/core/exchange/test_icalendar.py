"""Milestones and one person's activities in a calendar."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.edits import Add, apply
from core.errors import UnwritableFileError
from core.exchange.icalendar_writing import owners, plan_to_ics
from core.project import Project
from core.registers.catalog import PROJECTS, SETTINGS
from core.schedule.network import schedule
from core.schedule.reading import plan_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EDITS = [
    Add(PROJECTS.key, {"title": "Crane"}),
    Add(SETTINGS.key, {"schedule_start": "2026-03-02 08:00"}),
    Add("activities", {"title": "Dig", "duration": "3d", "owner": "Ada"}),
    Add("activities", {"title": "Look; check", "duration": "4h", "owner": "ada"}),
    Add("activities", {"title": "Dug", "kind": "milestone", "deadline": "2026-03-09"}),
    Add("activities", {"title": "Pour", "duration": "1d"}),
    Add(
        "activities", {"title": "Off", "duration": "1d", "owner": "Ada", "active": "no"}
    ),
    Add("dependencies", {"predecessor": 1, "successor": 3}),
    Add("resources", {"title": "Bo"}),
    Add("assignments", {"activity": 4, "resource": 1}),
]


def project() -> Project:
    made, _ = apply(Project("X", 7), EDITS)
    return made


def events(owner: str | None = None) -> list[Any]:
    from icalendar import Calendar

    found = project()
    dates = schedule(plan_of(found))
    content = plan_to_ics(found, dates, written_at=NOON, owner=owner)
    (calendar,) = [Calendar.from_ical(content)]
    return [*calendar.walk("VEVENT")]


def test_milestones_are_whole_days_with_a_uid_that_stays() -> None:
    (event,) = events()
    assert str(event["summary"]) == "Dug"
    assert str(event["uid"]) == "T-003.X@linchpin"
    assert event["dtstart"].dt == date(2026, 3, 4)
    assert event["dtend"].dt == date(2026, 3, 5)
    assert event["sequence"] == 7
    assert "deadline 2026-03-09" in str(event["description"])


def test_my_activities_are_those_i_own_or_am_assigned_to() -> None:
    long, short = events("ADA")
    assert (str(long["summary"]), str(short["summary"])) == ("Dig", "Look; check")
    assert (long["dtstart"].dt, long["dtend"].dt) == (
        date(2026, 3, 2),
        date(2026, 3, 5),
    )
    start, end = short["dtstart"].dt, short["dtend"].dt
    assert (start.isoformat(), end.isoformat()) == (
        "2026-03-02T08:00:00",
        "2026-03-02T12:00:00",
    )
    assert start.tzinfo is None
    assert [str(event["summary"]) for event in events("Bo")] == ["Pour"]


def test_a_name_that_nobody_has_is_refused_with_those_that_there_are() -> None:
    assert owners(project()) == ("Ada", "ada", "Bo")
    with pytest.raises(UnwritableFileError, match=r"“Cy”.* X; there are: Ada"):
        events("Cy")
