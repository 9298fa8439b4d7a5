"""The schedule's section of an analysis: the dates that follow from the plan."""

from collections.abc import Mapping

from core.analysis_sections import ActivityItem, QualityItem, ScheduleSection
from core.project import Project
from core.registers.catalog import ACTIVITIES, BASELINES
from core.schedule.errors import ScheduleError
from core.schedule.instants import from_instant
from core.scheduled import Scheduled, scheduled
from core.slips import slip_rows

Slips = Mapping[int, Mapping[str, float | None]]


def schedule_section(project: Project) -> tuple[ScheduleSection | None, str | None]:
    """Compute a project's schedule.

    Returns
    -------
    The section, and what stands against it: just one of them is None. A plan whose
    dates cannot be computed leaves the other sections as they are.
    """
    if not any(activity.active for activity in project[ACTIVITIES].entries):
        nothing = ScheduleSection(start=None, finish=None, activities=[], quality=[])
        return nothing, None
    try:
        return _section(scheduled(project)), None
    except ScheduleError as error:
        return None, str(error)


def _section(known: Scheduled) -> ScheduleSection:
    slips = _slips(known.project)
    return ScheduleSection(
        start=from_instant(known.schedule.start),
        finish=from_instant(known.schedule.finish),
        activities=[
            _activity(known, number, slips.get(number, {})) for number in known.depths
        ],
        quality=[
            QualityItem(
                name=check.name,
                rule=check.rule,
                figure=check.figure,
                limit=check.limit,
                value=check.value,
                failed=check.is_failed,
                offenders=[ACTIVITIES.reference(n) for n in check.offenders],
            )
            for check in known.checks
        ],
    )


def _activity(
    known: Scheduled, number: int, slips: Mapping[str, float | None]
) -> ActivityItem:
    activity, dates = known.activities[number], known.schedule.dates[number]
    driver = dates.driver
    return ActivityItem(
        ref=ACTIVITIES.reference(number),
        wbs=known.schedule.wbs[number],
        name=activity.title,
        kind=activity.kind,
        early_start=from_instant(dates.early_start),
        early_finish=from_instant(dates.early_finish),
        late_start=from_instant(dates.late_start),
        late_finish=from_instant(dates.late_finish),
        total_float_days=known.float_days(number),
        free_float_days=known.free_days(number),
        critical=dates.is_critical,
        driving_predecessor=(
            ACTIVITIES.reference(driver.predecessor) if driver else None
        ),
        slip_days=dict(slips),
    )


def _slips(project: Project) -> Slips:
    """Return the slips of each activity by the names of the baselines."""
    records = project[BASELINES].live
    titles = [record.entry.title for record in records]
    names = [
        f"{title} ({BASELINES.reference(record.number)})"
        if titles.count(title) > 1
        else title
        for record, title in zip(records, titles, strict=True)
    ]
    rows = slip_rows(project, [record.number for record in records])
    return {row.number: dict(zip(names, row.slips, strict=True)) for row in rows}
