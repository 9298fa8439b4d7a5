"""A plan as the table that users of Microsoft Project know: one line an activity."""

from collections import defaultdict
from datetime import UTC, datetime

from core.exchange.outline import OutlineRow, outline
from core.exchange.predecessors import WrittenLink, write_predecessors
from core.exchange.shape import Cell
from core.exchange.writing import Sheet, to_csv, to_xlsx
from core.project import Project
from core.reading_moments import moment_text
from core.registers.catalog import ACTIVITIES, ASSIGNMENTS, DEPENDENCIES, RESOURCES
from core.registers.schedule import Activity, ActivityKind
from core.schedule.instants import from_instant
from core.schedule.network import Schedule

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
FULL = 100
HEADERS = (
    "ID",
    "WBS",
    "Outline Level",
    "Name",
    "Duration",
    "Start",
    "Finish",
    "Predecessors",
    "Resource Names",
    "% Complete",
    "Actual Start",
    "Actual Finish",
    "Remaining Duration",
    "Constraint Type",
    "Constraint Date",
    "Deadline",
    "Priority",
    "Active",
    "Reference",
)


def plan_to_csv(project: Project, schedule: Schedule) -> bytes:
    """Write a plan as CSV with the dates that follow from it."""
    sheet = plan_sheet(project, schedule)
    return to_csv(sheet.headers, sheet.rows)


def plan_to_xlsx(
    project: Project, schedule: Schedule, *, created: datetime = UNDATED
) -> bytes:
    """Write a plan as a workbook of one sheet."""
    return to_xlsx({ACTIVITIES.title: plan_sheet(project, schedule)}, created=created)


def plan_sheet(project: Project, schedule: Schedule) -> Sheet:
    """Return the activities in the order of their outline.

    IDs are the numbers of the entries: 7 is T-007, whatever its line.
    """
    links, people = _links(project), _people(project)
    rows = [
        [
            *_first(row),
            *_dates(row, schedule),
            links.get(row.record.number),
            people.get(row.record.number),
            *_progress(row.record.entry),
            *_bounds(row.record.entry),
            ACTIVITIES.reference(row.record.number),
        ]
        for row in outline(project)
    ]
    return Sheet(HEADERS, rows)


def _first(row: OutlineRow) -> list[Cell]:
    entry = row.record.entry
    length = "0d" if entry.kind is ActivityKind.MILESTONE else entry.duration
    code = entry.wbs or row.code
    return [row.record.number, code, row.depth + 1, entry.title, length]


def _dates(row: OutlineRow, schedule: Schedule) -> list[Cell]:
    dates = schedule.dates.get(row.record.number)
    if dates is None:
        return [None, None]
    moments = (dates.start, dates.finish)
    return [from_instant(moment).isoformat(" ", "minutes") for moment in moments]


def _progress(entry: Activity) -> list[Cell]:
    """Return how far it is; a summary has only what its parts make of it."""
    if entry.kind is ActivityKind.SUMMARY:
        return [None] * 4
    actual = (_moment(entry.actual_start), _moment(entry.actual_finish))
    return [entry.percent_complete, *actual, entry.remaining]


def _bounds(entry: Activity) -> list[Cell]:
    """Return what else its dates follow from, in words of Microsoft Project."""
    return [
        entry.constraint.value.title(),
        _moment(entry.constraint_date),
        _moment(entry.deadline),
        entry.priority,
        "Yes" if entry.active else "No",
    ]


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment_text(moment)


def _links(project: Project) -> dict[int, str]:
    """Return the predecessors of each activity in one text."""
    found = defaultdict(list)
    for entry in project[DEPENDENCIES].entries:
        link = WrittenLink(str(entry.predecessor), entry.kind.value, entry.lag)
        found[entry.successor].append(link)
    return {number: write_predecessors(links) for number, links in found.items()}


def _people(project: Project) -> dict[int, str]:
    """Return who works on each activity in one text: "Ada[50%];Bo"."""
    names = {record.number: record.entry.title for record in project[RESOURCES].live}
    found = defaultdict(list)
    for entry in project[ASSIGNMENTS].entries:
        units = "" if entry.units == FULL else f"[{entry.units}%]"
        if entry.resource in names:
            found[entry.activity].append(f"{names[entry.resource]}{units}")
    return {number: ";".join(some) for number, some in found.items()}
