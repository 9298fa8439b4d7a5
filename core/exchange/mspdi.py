"""Microsoft Project's XML (MSPDI) read as a plan for our registers."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from core.errors import UnreadableFileError
from core.exchange.mspdi_calendars import FileCalendar, read_calendars
from core.exchange.mspdi_left import count_nested, told
from core.exchange.mspdi_people import people_entries
from core.exchange.mspdi_tasks import (
    LONGEST_TITLE,
    Reading,
    activity_entries,
    stored_dates,
    tasks_of,
)
from core.exchange.mspdi_ties import baseline_entries, dependency_entries
from core.exchange.mspdi_units import Hours
from core.exchange.mspdi_xml import Node, read_root
from core.exchange.plan_file import PlanEntry, PlanFile, numbers_for
from core.exchange.shape import shown_name
from core.registers.resources import WEEKDAYS

CURRENCY = re.compile(r"[A-Z]{3}")


def read_mspdi(file_name: str, content: bytes) -> PlanFile:
    """Read a project that Microsoft Project saved as XML.

    Raises
    ------
    UnreadableFileError
        If it is no such file, is damaged or does harm; the text is one sentence.
    """
    root = read_root(shown_name(file_name), content)
    hours = Hours(
        root.whole("MinutesPerDay", 480, most=1440) or 480,
        root.whole("MinutesPerWeek", 2400, most=10080) or 2400,
        root.whole("DaysPerMonth", 20, most=31) or 20,
    )
    reading = Reading(hours, {})
    calendars = read_calendars(root, reading.left)
    used = _used(root, calendars)
    reading = Reading(hours, numbers_for(used), reading.left)
    tasks = tasks_of(root, reading.left)
    entries = (
        *_calendar_entries(reading, used),
        *activity_entries(reading, tasks),
        *dependency_entries(reading, tasks),
        *people_entries(root, reading, calendars),
        *baseline_entries(reading, tasks),
    )
    if not entries:
        raise UnreadableFileError(
            f"{root.file} is an XML file without tasks, resources or calendars; save "
            "the project again as XML in Microsoft Project."
        )
    count_nested(root, reading.left)
    title = _title(root, file_name)
    settings = _settings(root, reading)
    notes = told(reading.left)
    facts, dates = _facts(root, reading), stored_dates(reading, tasks)
    return PlanFile(title, entries, facts, settings, notes, dates=dates)


def _title(root: Node, file_name: str) -> str:
    """Name the project as its file does, else as the file is called."""
    named = root.text("Title") or root.text("Name")
    plain = re.sub(r"\.(xml|mpp)$", "", named, flags=re.IGNORECASE).strip()
    return (plain or PurePath(shown_name(file_name)).stem)[:LONGEST_TITLE]


def _facts(root: Node, reading: Reading) -> dict[str, Any]:
    return {
        "manager": reading.cut(root.text("Manager")),
        "organisation": reading.cut(root.text("Company")),
        "category": reading.cut(root.text("Category")),
    }


def _settings(root: Node, reading: Reading) -> dict[str, Any]:
    currency = root.text("CurrencyCode")
    found = {
        "schedule_start": root.moment("StartDate"),
        "status_date": root.day("StatusDate"),
        "project_calendar": reading.calendars.get(root.whole("CalendarUID", -1)),
        "hours_per_day": reading.hours.day / 60,
        "hours_per_week": reading.hours.week / 60,
        "own_finish": root.flag("MultipleCriticalPaths"),
        "currency": currency if CURRENCY.fullmatch(currency) else None,
    }
    return {name: value for name, value in found.items() if value is not None}


# Calendars ----------------------------------------------------------------------------


def _used(root: Node, known: Mapping[int, FileCalendar]) -> dict[int, FileCalendar]:
    """Leave out the calendars of resources that say just what their base says."""
    bases = {calendar.base for calendar in known.values()}
    named = {root.whole("CalendarUID", -1)} | {
        task.whole("CalendarUID", -1) for task in root.within("Tasks/Task", "Task")
    }
    return {
        uid: calendar
        for uid, calendar in known.items()
        if not calendar.adds_nothing or uid in bases or uid in named
    }


def _calendar_entries(
    reading: Reading, used: Mapping[int, FileCalendar]
) -> Iterator[PlanEntry]:
    for uid, calendar in used.items():
        week = zip(WEEKDAYS, calendar.week, strict=True)
        shown: dict[str, Any] = {
            "title": reading.cut(calendar.title, LONGEST_TITLE),
            "base": None if calendar.base is None else reading.calendars[calendar.base],
            **dict(week),
        }
        number = reading.calendars[uid]
        yield PlanEntry("calendars", f"Calendar {uid}", shown, number)
    for uid, calendar in used.items():
        for one in calendar.exceptions:
            values: dict[str, Any] = {
                "title": reading.cut(one.title, LONGEST_TITLE) or "Exception",
                "calendar": reading.calendars[uid],
                "first_day": one.first,
                "last_day": one.last,
                "hours": one.hours,
            }
            yield PlanEntry("calendar_exceptions", f"Calendar {uid}", values)
