"""What a file of Microsoft Project says that cannot be carried: counted, and told."""

import re
from collections import Counter

from core.exchange.mspdi_known import CALENDAR, PROJECT, Known
from core.exchange.mspdi_units import HIGHEST_PRIORITY, KIND_NAME, LINK_KINDS
from core.exchange.mspdi_xml import BULKY, Node
from core.schedule.calendar import STANDARD
from core.schedule.instants import to_instant

NOTHING = ("", "0", "0.0", "0.00", "false", "NA")
FIRST_DAY, LAST_DAY = "1984-01-01", "2049-12-31"  # of what has no end of its own
DAYS_PER_WEEK = 7
HARD = (2, 3, 5, 7)  # codes of constraints that links could break
ZONED = re.compile(r"T.*(?:Z|[+-]\d\d:?\d\d)$")
MOMENTS = ("Start", "ConstraintDate", "Deadline", "ActualStart", "ManualStart")
LISTED = {
    "project": ".",
    "calendar": "Calendars/Calendar",
    "resource": "Resources/Resource",
    "task": "Tasks/Task",
    "assignment": "Assignments/Assignment",
}
POINTERS = [  # what is told, where it is said, by which element, and what it points to
    (f"{words} that the file does not have", LISTED[place], tag, LISTED[target])
    for words, place, tag, target in (
        ("calendar of the project", "project", "CalendarUID", "calendar"),
        ("base calendars", "calendar", "BaseCalendarUID", "calendar"),
        ("calendars of activities", "task", "CalendarUID", "calendar"),
        ("calendars of resources", "resource", "CalendarUID", "calendar"),
        ("resources of assignments", "assignment", "ResourceUID", "resource"),
        ("activities of assignments", "assignment", "TaskUID", "task"),
    )
]
DEEPER = {
    "OutlineCodes/OutlineCode": "definitions of outline codes",
    "WBSMasks/WBSMask": "masks of WBS codes",
}


def count_left(node: Node, known: Known, left: Counter[str]) -> None:
    """Count the children of an element that hold something and cannot be carried."""
    for child in node.element:
        if child.tag in known.carried or child.tag in known.derived:
            continue
        said = (child.text or "").strip()
        if said == known.usual.get(child.tag) or _is_nothing(said, len(child)):
            continue
        left[known.told.get(child.tag, f"“{child.tag}” of {known.what}")] += 1


def _is_nothing(said: str, children: int) -> bool:
    if said.startswith("PT"):
        return not any(figure in said for figure in "123456789")
    return not children and said in NOTHING


def count_pause(task: Node, left: Counter[str]) -> None:
    """Count a pause in work that has begun, which only dates of there tell."""
    stop, resume = task.moment("Stop"), task.moment("Resume")
    begun = task.text("ActualStart") and not task.text("ActualFinish")
    if begun and stop and resume:
        pause = STANDARD.between(to_instant(stop), to_instant(resume))
        left["pauses in work that has begun (splits)"] += pause > 0


def count_nested(root: Node, left: Counter[str]) -> None:
    """Count what stands deeper, or for the whole file."""
    count_left(root, PROJECT, left)
    left["values by day or week (time-phased)"] += root.bulky[BULKY]
    fields = root.within(
        "ExtendedAttributes/ExtendedAttribute", "Custom field", "Ltuid"
    )
    custom = [node for node in fields if node.text("Alias") != KIND_NAME]
    left["definitions of custom fields"] += len(custom)
    for path, words in DEEPER.items():
        left[words] += len(root.element.findall(path))
    for calendar in root.within("Calendars/Calendar", "Calendar"):
        count_left(calendar, CALENDAR, left)
        _count_days(calendar, left)
    for resource in root.within("Resources/Resource", "Resource"):
        _count_periods(resource, left)
    _count_choices(root, left)
    _count_unknown(root, left)
    for task in root.within("Tasks/Task", "Task"):
        _count_strange(task, left)
    for one in root.within("Assignments/Assignment", "Assignment"):
        is_below = (one.number("Units") or 0) < 0 or (one.minutes("Work") or 0) < 0
        left["assignments with units or work below 0, set to 0"] += is_below


def _count_days(calendar: Node, left: Counter[str]) -> None:
    """Count days of a calendar that are none, and exceptions that run backwards."""
    for day in calendar.within("WeekDays/WeekDay", calendar.what):
        is_known = 0 <= day.whole("DayType") <= DAYS_PER_WEEK
        left["days of a calendar that no week has"] += not is_known
    for period in calendar.within(".//TimePeriod", calendar.what):
        first, last = period.day("FromDate"), period.day("ToDate")
        if first and last and last < first:
            left[
                "calendar exceptions that end before they begin, kept for one day"
            ] += 1


def _count_unknown(root: Node, left: Counter[str]) -> None:
    """Count what points to something that the file does not have."""
    for words, path, tag, target in POINTERS:
        known = {node.whole("UID", -1) for node in root.within(target, "")}
        for node in root.within(path, ""):
            is_root = tag == "BaseCalendarUID" and node.flag("IsBaseCalendar")
            uid = node.whole(tag, -1)
            # Resource 0 stands for nobody; its calendar is never written.
            is_nobody = path == LISTED["resource"] and node.whole("UID") == 0
            is_strange = uid > 0 and uid not in known
            left[words] += is_strange and not is_root and not is_nobody


def _count_strange(task: Node, left: Counter[str]) -> None:
    """Count values of a task that no file of Microsoft Project has."""
    left["priorities outside 0 to 1,000, set to the nearest"] += not (
        0 <= task.whole("Priority", 500) <= HIGHEST_PRIORITY
    )
    left["percent complete below 0, set to 0"] += task.whole("PercentComplete") < 0
    left["tasks whose dates name a time zone, read as local time"] += any(
        ZONED.search(task.text(tag)) is not None for tag in MOMENTS
    )
    for link in task.within("PredecessorLink", task.what):
        is_known = 0 <= link.whole("Type", 1) < len(LINK_KINDS)
        left["links of an unknown kind, read as finish to start"] += not is_known


def _count_periods(resource: Node, left: Counter[str]) -> None:
    """Count rates and availability beyond the one of now."""
    rates = len(resource.element.findall("Rates/Rate"))
    left["further cost rates of resources"] += max(rates - 1, 0)
    periods = [*resource.within("AvailabilityPeriods/AvailabilityPeriod", "")]
    bounded = any(
        period.text(tag) and not period.text(tag).startswith(day)
        for period in periods
        for tag, day in (("AvailableFrom", FIRST_DAY), ("AvailableTo", LAST_DAY))
    )
    left["periods of availability"] += max(len(periods) - 1, int(bounded))
    is_work = resource.whole("Type", 1) == 1 and resource.text("Name")
    kept = is_work and resource.text("CanLevel") in ("0", "false")
    left["orders to leave resources as they are in levelling"] += bool(kept)


def _count_choices(root: Node, left: Counter[str]) -> None:
    if root.text("ScheduleFromStart") in ("0", "false"):
        left["a plan that is computed back from its finish, now from its start"] += 1
    held = any(t.whole("ConstraintType") in HARD for t in root.within("Tasks/Task", ""))
    if held and root.text("HonorConstraints") in ("0", "false"):
        left["an order that links go before constraints; here constraints do"] += 1
    if root.text("CurrencySymbol") and not root.text("CurrencyCode"):
        left["a sign of a currency without its code"] += 1


def told(left: Counter[str]) -> tuple[str, ...]:
    """Say what is not carried, the most frequent first.

    >>> told(Counter({"hyperlinks": 2, "fixed costs": 0}))
    ('Not carried over: hyperlinks (2).',)
    """
    some = [f"{words} ({many:,})" for words, many in left.most_common() if many]
    return (f"Not carried over: {', '.join(some)}.",) if some else ()
