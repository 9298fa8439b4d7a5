"""Elements of Microsoft Project's XML in the order of its schema, and their values."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from xml.etree.ElementTree import Element, SubElement

from core.durations import Unit, parse_span
from core.exchange.mspdi_units import CODES, Hours

UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TENTHS = 10  # lags and floats are counted in tenths of a minute

# The schema wants its elements in this order; what a file leaves out is left out.
PROJECT = (
    "SaveVersion",
    "Name",
    "Title",
    "Category",
    "Company",
    "Manager",
    "ScheduleFromStart",
    "StartDate",
    "FinishDate",
    "CriticalSlackLimit",
    "CurrencyDigits",
    "CurrencyCode",
    "CalendarUID",
    "DefaultStartTime",
    "DefaultFinishTime",
    "MinutesPerDay",
    "MinutesPerWeek",
    "DaysPerMonth",
    "DurationFormat",
    "WorkFormat",
    "HonorConstraints",
    "MultipleCriticalPaths",
    "StatusDate",
    "NewTasksAreManual",
    "ExtendedAttributes",
    "Calendars",
    "Tasks",
    "Resources",
    "Assignments",
)
CALENDAR = (
    "UID",
    "Name",
    "IsBaseCalendar",
    "BaseCalendarUID",
    "WeekDays",
    "Exceptions",
)
TASK = (
    "UID",
    "ID",
    "Name",
    "Active",
    "Manual",
    "Type",
    "IsNull",
    "Contact",
    "WBS",
    "OutlineNumber",
    "OutlineLevel",
    "Priority",
    "Start",
    "Finish",
    "Duration",
    "ManualStart",
    "ManualFinish",
    "ManualDuration",
    "DurationFormat",
    "Work",
    "EffortDriven",
    "Estimated",
    "Milestone",
    "Summary",
    "Critical",
    "EarlyStart",
    "EarlyFinish",
    "LateStart",
    "LateFinish",
    "FreeSlack",
    "TotalSlack",
    "PercentComplete",
    "ActualStart",
    "ActualFinish",
    "ActualDuration",
    "RemainingDuration",
    "ConstraintType",
    "CalendarUID",
    "ConstraintDate",
    "Deadline",
    "LevelingDelay",
    "LevelingDelayFormat",
    "IgnoreResourceCalendar",
    "Notes",
    "PredecessorLink",
    "Baseline",
)
LINK = ("PredecessorUID", "Type", "CrossProject", "LinkLag", "LagFormat")
BASELINE = (
    "Number",
    "Start",
    "Finish",
    "Duration",
    "DurationFormat",
    "Work",
    "Cost",
)
RESOURCE = (
    "UID",
    "ID",
    "Name",
    "Type",
    "IsNull",
    "Group",
    "EmailAddress",
    "MaxUnits",
    "StandardRate",
    "StandardRateFormat",
    "CalendarUID",
    "ExtendedAttribute",
)
ASSIGNMENT = ("UID", "TaskUID", "ResourceUID", "Finish", "Start", "Units", "Work")

Value = str | int | float | bool | datetime | None
Values = Mapping[str, Value | Sequence[Element]]


def element(tag: str, order: Iterable[str], values: Values) -> Element:
    """Make an element of its children's values; None is left out.

    Raises
    ------
    KeyError
        If a value has no place in the order.
    """
    made = Element(tag)
    left = dict(values)
    for name in order:
        value = left.pop(name, None)
        if isinstance(value, list):
            made.extend(value)
        elif value is not None:
            SubElement(made, name).text = text(value)  # type: ignore[arg-type]
    if left:
        raise KeyError(*left)
    return made


def group(tag: str, members: Iterable[Element]) -> list[Element]:
    """Return an element of others as the one value of its place; none where empty."""
    made = Element(tag)
    made.extend(members)
    return [made] if len(made) else []


def text(value: Value) -> str:
    """Write a value: yes as 1, moments in ISO 8601, text without control characters."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat()
    return UNWRITABLE.sub("", str(value))


def period(minutes: float | None) -> str | None:
    """Write a length of time.

    >>> period(90.5), period(0)
    ('PT1H30M30S', 'PT0H0M0S')
    """
    if minutes is None:
        return None
    seconds = round(minutes * 60)
    return f"PT{seconds // 3600}H{seconds % 3600 // 60}M{seconds % 60}S"


def span(said: str | None, hours: Hours) -> tuple[str | None, int | None]:
    """Write a duration of ours, and the code of its unit.

    >>> span("1.5d", Hours())
    ('PT12H0M0S', 7)
    """
    if said is None:
        return None, None
    found = parse_span(said)
    return period(exact_minutes(said, hours)), CODES[found.unit.value]


def exact_minutes(said: str, hours: Hours) -> float:
    """Return the minutes of a duration, parts of them too."""
    found = parse_span(said)
    return float(found.amount * hours.size(found.unit.value))


def lag(said: str, hours: Hours) -> tuple[int, int]:
    """Write a lag: tenths of a minute or percent, and the code of its unit.

    >>> lag("-2d", Hours()), lag("50e%", Hours())
    ((-9600, 7), (50, 20))
    """
    found = parse_span(said)
    code = CODES[found.unit.value]
    if found.unit in (Unit.PERCENT, Unit.ELAPSED_PERCENT):
        return round(found.amount), code
    return round(exact_minutes(said, hours) * TENTHS), code


def finish(moment: datetime | None) -> datetime | None:
    """Write a finish: a day without a time ends with it."""
    if moment is None or moment.time() != time.min:
        return moment
    return moment + timedelta(days=1)
