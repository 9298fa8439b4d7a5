"""Activities out of Microsoft Project's XML: outline, links, progress, baselines."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from core.errors import UnreadableFileError
from core.exchange.mspdi_known import TASK
from core.exchange.mspdi_left import count_left, count_pause
from core.exchange.mspdi_units import (
    CONSTRAINTS,
    FINISH_LIKE,
    HIGHEST_PRIORITY,
    MOST_LEVELS,
    Hours,
)
from core.exchange.mspdi_xml import Node
from core.exchange.plan_file import PlanEntry, numbers_for

LONGEST_TITLE, LONGEST_TEXT, LONGEST_NOTES = 200, 200, 20_000
DONE = 100  # percent
HALF_MINUTE = Decimal("0.5")  # plans go by whole minutes
MOST_COST = 10**14  # in hundredths
CUT = "texts that are too long here, cut at their end"


@dataclass(frozen=True, slots=True)
class FileTask:
    """A task with its place in the outline; its children follow from that."""

    node: Node
    uid: int
    level: int
    parent: int | None
    place: int
    is_summary: bool


@dataclass(frozen=True)
class Reading:
    """What reading a file needs to know, and what it counts on the way."""

    hours: Hours
    calendars: Mapping[int, int]
    left: Counter[str] = field(default_factory=Counter)
    numbers: dict[int, int] = field(default_factory=dict)

    def cut(self, text: str, length: int = LONGEST_TEXT) -> str:
        """Return a text as long as it may be."""
        if len(text) > length:
            self.left[CUT] += 1
        return text[:length]

    def duration(self, node: Node, tag: str, code: int) -> str | None:
        """Return a duration as a register holds it; None where there is none."""
        minutes = node.minutes(tag)
        if minutes is None:
            return None
        if minutes < 0:
            raise node.refused(tag, "a duration from 0 up")
        return self.hours.text(minutes, code)

    def effort(self, node: Node, tag: str = "Work") -> str | None:
        """Return work in hours; None where there is none of it."""
        minutes = node.minutes(tag)
        return self.hours.text(minutes, 5) if minutes and minutes > 0 else None


def tasks_of(root: Node, left: Counter[str]) -> list[FileTask]:
    """Return the tasks in order, with parents out of their outline levels.

    Raises
    ------
    UnreadableFileError
        If two tasks have one UID, or the outline is deeper than any plan.
    """
    nodes = [*_named_nodes(root, left)]
    levels = [_level(node) for node in nodes]
    found: list[FileTask] = []
    above: list[FileTask] = []
    children: Counter[int | None] = Counter()
    seen: set[int] = set()
    for at, (node, level) in enumerate(zip(nodes, levels, strict=True)):
        above = [task for task in above if task.level < level]
        parent = above[-1].uid if above else None
        children[parent] += 1
        uid = node.whole("UID", -1)
        if uid in seen or uid < 0:
            raise node.refused("UID", "a number that only this task has")
        seen.add(uid)
        is_summary = at + 1 < len(levels) and levels[at + 1] > level
        task = FileTask(node, uid, level, parent, children[parent], is_summary)
        above.append(task)
        found.append(task)
    return found


def _named_nodes(root: Node, left: Counter[str]) -> Iterator[Node]:
    """Yield the tasks that are activities: no blank rows, not the project itself."""
    for node in root.within("Tasks/Task", "Task", by="ID"):
        if node.flag("IsNull"):
            left["blank rows"] += 1
        elif _level(node) > 0:
            yield node
        elif node.element.find("Baseline") is not None:
            left["baselines of the whole project, summed up there"] += 1


def _level(node: Node) -> int:
    outline = node.text("OutlineNumber")
    level = node.whole("OutlineLevel", outline.count(".") + 1 if outline else 1)
    if level < 0:
        raise node.refused("OutlineLevel", "a number from 0 up")
    if level > MOST_LEVELS:
        raise UnreadableFileError(
            f"{node.what} of {node.file} stands {level:,} levels deep in the outline; "
            f"at most {MOST_LEVELS} can be read."
        )
    return 0 if outline == "0" else level


# Entries ------------------------------------------------------------------------------


def activity_entries(reading: Reading, tasks: Sequence[FileTask]) -> list[PlanEntry]:
    """Return every activity, under numbers that `reading` keeps."""
    reading.numbers.update(numbers_for(task.uid for task in tasks))
    ordered = _ordered(reading, tasks)
    found = []
    for task in tasks:
        count_left(task.node, TASK, reading.left)
        count_pause(task.node, reading.left)
        position = task.place if task.parent in ordered else None
        values = _activity(reading, task) | {"position": position}
        number = reading.numbers[task.uid]
        found.append(PlanEntry("activities", task.node.what, values, number))
    return found


def _ordered(reading: Reading, tasks: Sequence[FileTask]) -> set[int | None]:
    """Return the parents whose children are not in the order of their numbers."""
    by_parent: dict[int | None, list[int]] = defaultdict(list)
    for task in tasks:
        by_parent[task.parent].append(reading.numbers[task.uid])
    return {parent for parent, some in by_parent.items() if some != sorted(some)}


def _activity(reading: Reading, task: FileTask) -> dict[str, Any]:
    node = task.node
    title = node.text("Name") or f"Task {node.text('ID') or task.uid}"
    parent = None if task.parent is None else reading.numbers[task.parent]
    wbs, outline = node.text("WBS"), node.text("OutlineNumber")
    return {
        "title": reading.cut(title, LONGEST_TITLE),
        "kind": _kind(reading, task),
        "parent": parent,
        "wbs": None if wbs == outline else reading.cut(wbs),
        "owner": reading.cut(node.text("Contact")),
        "calendar": reading.calendars.get(node.whole("CalendarUID", -1)),
        "deadline": as_finish(node.moment("Deadline")),
        "levelling_delay": _delay(reading, node),
        "priority": min(max(node.whole("Priority", 500), 0), HIGHEST_PRIORITY),
        "active": node.text("Active").lower() not in ("0", "false"),
        "notes": reading.cut(node.text("Notes"), LONGEST_NOTES),
        **_constraint(reading, node),
        **_manual(node),
        **(_nothing() if task.is_summary else _work(reading, node)),
    }


def _kind(reading: Reading, task: FileTask) -> str:
    if task.is_summary:
        return "summary"
    if not task.node.flag("Milestone"):
        return "activity"
    if task.node.minutes("Duration"):
        reading.left["marks of a milestone on an activity that lasts"] += 1
        return "activity"
    return "milestone"


def _constraint(reading: Reading, node: Node) -> dict[str, Any]:
    code = node.whole("ConstraintType")
    kind = CONSTRAINTS[code] if 0 <= code < len(CONSTRAINTS) else CONSTRAINTS[0]
    moment = node.moment("ConstraintDate") if code > 1 else None
    if code > 1 and moment is None:
        reading.left["constraints without a date"] += 1
        kind = CONSTRAINTS[0]
    finish = as_finish(moment) if kind in FINISH_LIKE else moment
    return {"constraint": kind, "constraint_date": finish}


def _delay(reading: Reading, node: Node) -> str:
    """Return by how much levelling starts it later: told in tenths of a minute."""
    tenths = node.number("LevelingDelay", most=10**9) or Decimal(0)
    if tenths < 0:
        raise node.refused("LevelingDelay", "a duration from 0 up")
    code = node.whole("LevelingDelayFormat", 8)
    return reading.hours.text(tenths / 10, code) if tenths else "0d"


def _manual(node: Node) -> dict[str, Any]:
    is_typed = node.flag("Manual") or node.flag("ExternalTask")
    if not is_typed:
        return {"manual": False, "manual_start": None, "manual_finish": None}
    start = node.moment("ManualStart") or node.moment("Start")
    finish = node.moment("ManualFinish") or node.moment("Finish")
    return {
        "manual": True,
        "manual_start": start,
        "manual_finish": as_finish(finish, start),
    }


def _nothing() -> dict[str, None]:
    """Return what a summary has of its parts alone."""
    names = ("duration", "effort", "percent_complete", "remaining")
    return dict.fromkeys((*names, "actual_start", "actual_finish"))


def _work(reading: Reading, node: Node) -> dict[str, Any]:
    code = node.whole("DurationFormat", 7)
    percent = node.whole("PercentComplete", most=100)
    start, finish = node.moment("ActualStart"), node.moment("ActualFinish")
    is_under_way = (start or percent > 0) and not finish and percent < DONE
    return {
        "duration": reading.duration(node, "Duration", code),
        "effort": reading.effort(node),
        "percent_complete": max(percent, 0),
        "actual_start": start,
        "actual_finish": as_finish(finish, start),
        "remaining": _remaining(reading, node, percent) if is_under_way else None,
    }


def _remaining(reading: Reading, node: Node, percent: int) -> str | None:
    """Return what remains where somebody said so: not what the percent leaves.

    Programs write it always; what is kept would no longer follow the percent.
    """
    whole, left = node.minutes("Duration"), node.minutes("RemainingDuration")
    if whole is not None and left is not None:
        usual = whole * (DONE - percent) / DONE
        if abs(left - usual) < HALF_MINUTE:
            return None
    return reading.duration(node, "RemainingDuration", node.whole("DurationFormat", 7))


def as_finish(
    moment: datetime | None, start: datetime | None = None
) -> datetime | None:
    """Return a finish as a register holds it: midnight ends the day before.

    A finish at its own start at midnight says nothing that the start does not, and
    would lie before it; it is left out.
    """
    if moment is None or moment.time() != time.min:
        return moment
    return None if moment == start else moment - timedelta(days=1)


# Dates --------------------------------------------------------------------------------


def stored_dates(
    reading: Reading, tasks: Sequence[FileTask]
) -> dict[int, tuple[datetime, datetime]]:
    """Return start and finish, as stored, of what has not begun."""
    found = {}
    for task in tasks:
        start, finish = task.node.moment("Start"), task.node.moment("Finish")
        begun = task.node.text("ActualStart") or task.node.whole("PercentComplete")
        active = task.node.text("Active").lower() not in ("0", "false")
        if start and finish and active and not begun and not task.is_summary:
            found[reading.numbers[task.uid]] = (start, finish)
    return found
