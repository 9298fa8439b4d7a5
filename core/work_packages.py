"""Which part of the work a budget line pays for: its activity and its WBS code."""

from collections.abc import Callable, Iterator, Mapping

from core.project import Project
from core.registers.budget import BudgetKind, BudgetLine
from core.registers.catalog import ACTIVITIES, BUDGET_LINES
from core.schedule.errors import ScheduleError
from core.schedule.outline import wbs_codes
from core.schedule.reading import plan_of


def wbs_codes_of(project: Project) -> Mapping[int, str]:
    """Return the WBS code of each activity, in the order of the outline.

    Empty where the plan cannot be read.
    """
    return project.remember("wbs codes", lambda: _codes(project))


def _codes(project: Project) -> Mapping[int, str]:
    try:
        return wbs_codes(plan_of(project))
    except ScheduleError:
        return {}


def work_packages(project: Project) -> Mapping[int, int]:
    """Return the activity of each budget line that has one.

    It is the line's work package; else the activity whose WBS code the line names, the
    code that was typed or the one that follows from the outline.
    """
    return project.remember("work packages", lambda: _packages(project))


def _packages(project: Project) -> Mapping[int, int]:
    codes = {code: number for number, code in wbs_codes_of(project).items()}
    live = {record.number: record.entry for record in project[ACTIVITIES].live}
    codes |= {entry.wbs: number for number, entry in live.items() if entry.wbs}
    found = {}
    for record in project[BUDGET_LINES].live:
        number = record.entry.activity or codes.get(record.entry.wbs)
        if number in live:
            found[record.number] = number
    return found


def upwards(project: Project, activity: int | None) -> Iterator[int]:
    """Yield an activity and the summaries above it, the nearest first."""
    records, seen = project[ACTIVITIES].records, set[int]()
    while activity is not None and activity in records and activity not in seen:
        seen.add(activity)
        yield activity
        activity = records[activity].entry.parent


def branch_titles(project: Project) -> Mapping[str, str]:
    """Return the name of the activity that has a WBS code, by the code."""
    records = project[ACTIVITIES].records
    codes = wbs_codes_of(project)
    return {code: records[number].entry.title for number, code in codes.items()}


def line_code(project: Project, line: int) -> str:
    """Return the WBS code of a budget line: of its work package, else as typed."""
    number = work_packages(project).get(line)
    typed = project[BUDGET_LINES].records[line].entry.wbs
    return typed if number is None else wbs_codes_of(project).get(number, typed)


def pays_for(
    project: Project, wanted: Callable[[BudgetLine], bool]
) -> Mapping[int | None, int]:
    """Return which of some work lines pays for the work of an activity.

    It is the first line of its work package. Under None stands the one that is for no
    work package, and so for all that no other has; none where there are several.
    """
    packages = work_packages(project)
    found: dict[int | None, list[int]] = {}
    for record in project[BUDGET_LINES].live:
        entry, package = record.entry, packages.get(record.number)
        is_lost = package is None and (entry.wbs or entry.activity)
        if entry.kind is BudgetKind.WORK and wanted(entry) and not is_lost:
            found.setdefault(package, []).append(record.number)
    return {
        package: lines[0]
        for package, lines in found.items()
        if package is not None or len(lines) == 1
    }
