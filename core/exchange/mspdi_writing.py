"""A project's plan as Microsoft Project's XML (MSPDI).

Numbers of entries become UIDs, so that a plan that came from there goes back as itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element, indent, tostring

from core.errors import UnwritableFileError
from core.exchange import mspdi_elements as xml
from core.exchange.mspdi_calendar_elements import Calendars
from core.exchange.mspdi_people_elements import assignments, definitions, resources
from core.exchange.mspdi_units import CONSTRAINTS, FINISH_LIKE, LINK_KINDS, Hours
from core.exchange.mspdi_unwritten import MOST_BASELINES, refusal_of_mspdi
from core.exchange.mspdi_xml import NAMESPACE
from core.exchange.outline import outline
from core.project import Project
from core.registers.catalog import (
    ASSIGNMENTS,
    BASELINE_ACTIVITIES,
    DEPENDENCIES,
    RESOURCES,
)
from core.registers.entry import Record
from core.registers.schedule import Activity, ActivityKind
from core.schedule.instants import from_instant
from core.schedule.network import ActivityDates, Schedule

VERSION = 14  # of the files that Microsoft Project 2010 and later write
MINUTES = 60


def project_to_mspdi(project: Project, schedule: Schedule) -> bytes:
    """Write a project's plan with the dates that follow from it.

    What cannot be written is told by `left_by_mspdi`.

    Raises
    ------
    UnwritableFileError
        If the outline is deeper than such a file may be.
    """
    if refusal := refusal_of_mspdi(project):
        raise UnwritableFileError(refusal)
    plan = _Plan(project, schedule)
    calendars = Calendars(project)
    values: dict[str, Any] = {
        **_settings(plan),
        "CalendarUID": calendars.standard,
        "Calendars": xml.group("Calendars", calendars.elements()),
        "Tasks": xml.group("Tasks", [_whole(plan), *_tasks(plan)]),
        "ExtendedAttributes": definitions(project),
        "Resources": xml.group("Resources", resources(project, calendars.of_resources)),
        "Assignments": xml.group(
            "Assignments", assignments(project, schedule.dates, plan.hours)
        ),
    }
    root = xml.element("Project", xml.PROJECT, values)
    root.set("xmlns", NAMESPACE)
    indent(root, space=" ")
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content


@dataclass(frozen=True)
class _Plan:
    """A project with its dates, and what each of its activities is tied to."""

    project: Project
    schedule: Schedule

    @cached_property
    def hours(self) -> Hours:
        settings = self.project.settings
        return Hours(
            round(settings.hours_per_day * MINUTES),
            round(settings.hours_per_week * MINUTES),
        )

    @cached_property
    def following(self) -> frozenset[int]:
        """The activities with a calendar that those who do them work by, too.

        A resource without a calendar works as the activity does. There it has the
        project's, unless the task is to ignore it.
        """
        people = self.project[RESOURCES].records
        own = {
            entry.activity
            for entry in self.project[ASSIGNMENTS].entries
            if people[entry.resource].entry.calendar is not None
        }
        assigned = {entry.activity for entry in self.project[ASSIGNMENTS].entries}
        return frozenset(assigned - own)

    @cached_property
    def links(self) -> Mapping[int, list[Element]]:
        """The predecessors of each activity."""
        found = defaultdict(list)
        for entry in self.project[DEPENDENCIES].entries:
            lag, code = xml.lag(entry.lag, self.hours)
            values: xml.Values = {
                "PredecessorUID": entry.predecessor,
                "Type": LINK_KINDS.index(entry.kind.value),
                "CrossProject": False,
                "LinkLag": lag,
                "LagFormat": code,
            }
            link = xml.element("PredecessorLink", xml.LINK, values)
            found[entry.successor].append(link)
        return found

    @cached_property
    def baselines(self) -> Mapping[int, list[Element]]:
        """What the first baselines keep of each activity."""
        found = defaultdict(list)
        entries = self.project[BASELINE_ACTIVITIES].entries
        for entry in sorted(entries, key=lambda e: e.baseline):
            if entry.baseline > MOST_BASELINES:
                continue
            length, code = xml.span(entry.duration, self.hours)
            values: xml.Values = {
                "Number": entry.baseline - 1,
                "Start": entry.start,
                "Finish": xml.finish(entry.finish),
                "Duration": length,
                "DurationFormat": code,
                "Work": xml.span(entry.effort, self.hours)[0],
                "Cost": None if entry.cost is None else f"{100 * entry.cost:.0f}",
            }
            made = xml.element("Baseline", xml.BASELINE, values)
            found[entry.activity].append(made)
        return found


def _settings(plan: _Plan) -> dict[str, Any]:
    settings, facts = plan.project.settings, plan.project.facts
    status = settings.status_date
    return {
        "SaveVersion": VERSION,
        "Name": f"{plan.project.key}.xml",
        "Title": facts.title,
        "Category": facts.category or None,
        "Company": facts.organisation or None,
        "Manager": facts.manager or None,
        "ScheduleFromStart": True,
        "StartDate": settings.schedule_start or from_instant(plan.schedule.start),
        "FinishDate": from_instant(plan.schedule.finish),
        "CurrencyCode": settings.currency,
        "MinutesPerDay": plan.hours.day,
        "MinutesPerWeek": plan.hours.week,
        "DaysPerMonth": plan.hours.month_days,
        "MultipleCriticalPaths": settings.own_finish,
        "StatusDate": status and datetime.combine(status, time(17)),
        "NewTasksAreManual": False,
    }


# Tasks --------------------------------------------------------------------------------


def _whole(plan: _Plan) -> Element:
    """Return the project as the row above all others."""
    values: xml.Values = {
        "UID": 0,
        "ID": 0,
        "Name": plan.project.name,
        "IsNull": False,
        "OutlineNumber": "0",
        "OutlineLevel": 0,
        "Start": from_instant(plan.schedule.start),
        "Finish": from_instant(plan.schedule.finish),
        "Summary": True,
    }
    return xml.element("Task", xml.TASK, values)


def _tasks(plan: _Plan) -> Iterator[Element]:
    rows = outline(plan.project)
    for place, row in enumerate(rows, start=1):
        record = row.record
        values: dict[str, Any] = {
            "UID": record.number,
            "ID": place,
            "WBS": record.entry.wbs or row.code,
            "OutlineNumber": row.code,
            "OutlineLevel": row.depth + 1,
            **_entry(plan, record),
            "IgnoreResourceCalendar": record.number in plan.following
            and record.entry.calendar is not None,
            **_dates(plan.schedule.dates.get(record.number)),
            "PredecessorLink": plan.links.get(record.number, []),
            "Baseline": plan.baselines.get(record.number, []),
        }
        yield xml.element("Task", xml.TASK, values)


def _entry(plan: _Plan, record: Record[Activity]) -> dict[str, Any]:
    entry = record.entry
    at = (
        xml.finish(entry.constraint_date)
        if entry.constraint.value in FINISH_LIKE
        else entry.constraint_date
    )
    return {
        "Name": entry.title,
        "Active": entry.active,
        "Manual": entry.manual,
        "Type": 0,
        "IsNull": False,
        "Contact": entry.owner or None,
        "Priority": entry.priority,
        "EffortDriven": False,
        "Estimated": False,
        "Milestone": entry.kind is ActivityKind.MILESTONE,
        "Summary": entry.kind is ActivityKind.SUMMARY,
        "ConstraintType": CONSTRAINTS.index(entry.constraint.value),
        "CalendarUID": entry.calendar or -1,
        "ConstraintDate": at,
        "Deadline": xml.finish(entry.deadline),
        "Notes": entry.notes or None,
        **_delay(plan, entry),
        **_lengths(plan, entry),
        **_manual(entry),
    }


def _delay(plan: _Plan, entry: Activity) -> dict[str, Any]:
    tenths, code = xml.lag(entry.levelling_delay, plan.hours)
    return {"LevelingDelay": tenths, "LevelingDelayFormat": code} if tenths else {}


def _lengths(plan: _Plan, entry: Activity) -> dict[str, Any]:
    """Return duration, effort and progress; a summary has those of its parts."""
    length, code = xml.span(entry.duration, plan.hours)
    whole = xml.exact_minutes(entry.duration, plan.hours) if entry.duration else None
    if entry.kind is ActivityKind.MILESTONE:
        length, code, whole = xml.period(0), code or 7, 0
    done = left = None
    if whole is not None:
        done = xml.period(whole * entry.percent_complete / 100)
        left = xml.period(whole * (100 - entry.percent_complete) / 100)
    return {
        "Duration": length,
        "DurationFormat": code,
        "Work": xml.span(entry.effort, plan.hours)[0],
        "PercentComplete": entry.percent_complete,
        "ActualStart": entry.actual_start,
        "ActualFinish": xml.finish(entry.actual_finish),
        "ActualDuration": done,
        "RemainingDuration": xml.span(entry.remaining, plan.hours)[0] or left,
    }


def _manual(entry: Activity) -> dict[str, Any]:
    if not entry.manual:
        return {}
    return {
        "ManualStart": entry.manual_start,
        "ManualFinish": xml.finish(entry.manual_finish),
    }


def _dates(dates: ActivityDates | None) -> dict[str, Any]:
    """Return the dates as computed; what is not in the plan has none."""
    if dates is None:
        return {}
    return {
        "Start": from_instant(dates.start),
        "Finish": from_instant(dates.finish),
        "Critical": dates.is_critical,
        "EarlyStart": from_instant(dates.early_start),
        "EarlyFinish": from_instant(dates.early_finish),
        "LateStart": from_instant(dates.late_start),
        "LateFinish": from_instant(dates.late_finish),
        "FreeSlack": xml.TENTHS * dates.free_float,
        "TotalSlack": xml.TENTHS * dates.total_float,
    }
