"""Microsoft Project's XML (MSPDI) read as a plan for our registers."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from core.errors import UnreadableFileError
from core.exchange.mspdi_calendars import FileCalendar, read_calendars
from core.exchange.mspdi_left import (
    ASSIGNMENT,
    PROJECT,
    RESOURCE,
    count_left,
    count_nested,
    told,
)
from core.exchange.mspdi_tasks import (
    LONGEST_TITLE,
    MOST_COST,
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
MOST_UNITS = 1000  # times full time
PERCENT = Decimal("0.01")
FLAT, CONTOURED = 0, 8  # codes of how effort is spread; edited by hand is 8
MATERIAL = 0  # code of a resource's type
MOST_MINUTES = 1_000_000
RATE_OF_MATERIAL = 8
HOURS_PER = {1: Decimal(1) / 60, 2: Decimal(1), 5: Decimal(160), 7: Decimal(2080)}


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
        *_people_entries(root, reading, calendars),
        *baseline_entries(reading, tasks),
    )
    if not entries:
        raise UnreadableFileError(
            f"{root.file} is an XML file without tasks, resources or calendars; save "
            "the project again as XML in Microsoft Project."
        )
    count_left(root, PROJECT, reading.left)
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


# Resources and assignments ------------------------------------------------------------


def _people_entries(
    root: Node, reading: Reading, calendars: Mapping[int, FileCalendar]
) -> Iterator[PlanEntry]:
    nodes = {
        node.whole("UID"): node
        for node in root.within("Resources/Resource", "Resource")
        if node.text("Name") and not node.flag("IsNull")
    }
    numbers = numbers_for(nodes)
    found = {uid: _resource(reading, n, calendars) for uid, n in nodes.items()}
    for uid, node in nodes.items():
        count_left(node, RESOURCE, reading.left)
        yield PlanEntry("resources", node.what, found[uid], numbers[uid])
    usual = reading.calendars.get(root.whole("CalendarUID", -1))
    for node in root.within("Assignments/Assignment", "Assignment"):
        uid, task = node.whole("ResourceUID", -1), node.whole("TaskUID", -1)
        if uid not in numbers or task not in reading.numbers:
            continue  # a row for work that nobody does yet
        count_left(node, ASSIGNMENT, reading.left)
        values = {
            "activity": reading.numbers[task],
            "resource": numbers[uid],
            **_assigned(reading, node, found[uid], usual),
        }
        yield PlanEntry("assignments", node.what, values)


def _assigned(
    reading: Reading, node: Node, resource: Mapping[str, Any], usual: int | None
) -> dict[str, Any]:
    """Return units and effort; where effort decides dates, only if it is even.

    Once a resource has a calendar of its own, effort over units says how long it
    works; spread unevenly it would say less than Microsoft Project does.
    """
    units = node.number("Units", MOST_UNITS) or Decimal(1)
    uneven = node.whole("WorkContour") not in (FLAT, CONTOURED) or units % PERCENT
    decides = resource["calendar"] not in (None, usual)
    effort = None if resource["kind"] == "material" else reading.effort(node)
    if effort and uneven and decides:
        reading.left["effort of assignments that is not spread evenly"] += 1
        effort = None
    return {"units": _percent(reading, node, "Units"), "effort": effort}


def _is_material(node: Node) -> bool:
    return node.whole("Type", 1) == MATERIAL or node.flag("IsCostResource")


def _percent(reading: Reading, node: Node, tag: str) -> int:
    number = node.number(tag, MOST_UNITS)
    exact = Decimal(100) if number is None else 100 * max(number, Decimal(0))
    if exact != int(exact):
        reading.left["parts of a percent of units"] += 1
    return round(exact)


def _resource(
    reading: Reading, node: Node, calendars: Mapping[int, FileCalendar]
) -> dict[str, Any]:
    own = calendars.get(node.whole("CalendarUID", -1))
    while own is not None and own.uid not in reading.calendars:
        own = None if own.base is None else calendars[own.base]
    return {
        "title": reading.cut(node.text("Name"), LONGEST_TITLE),
        "kind": "material" if _is_material(node) else "person",
        "units": _percent(reading, node, "MaxUnits"),
        "calendar": own and reading.calendars[own.uid],
        "cost_per_hour": _rate(reading, node),
        "group": reading.cut(node.text("Group")),
        "email": reading.cut(node.text("EmailAddress")),
    }


def _rate(reading: Reading, node: Node) -> Decimal | None:
    """Return what an hour costs; what a ton costs is not carried."""
    rate, form = (
        node.number("StandardRate", MOST_COST),
        node.whole("StandardRateFormat"),
    )
    if not rate:
        return None
    if _is_material(node) or form == RATE_OF_MATERIAL:
        reading.left["prices of materials"] += 1
        return None
    hours = {3: Decimal(reading.hours.day) / 60, 4: Decimal(reading.hours.week) / 60}
    return (rate / (HOURS_PER | hours).get(form, 1)).quantize(Decimal("0.01"))
