"""The earned value of a project: by its baseline, else by its performance reports."""

from datetime import date

from core.earned_value.baseline import from_baseline
from core.earned_value.reports import from_reports
from core.earned_value.series import EarnedValue
from core.project import Project
from core.schedule.errors import ScheduleError
from core.schedule.reading import plan_of

NOTHING = (
    "Earned value needs a plan to be held against: take a baseline of a schedule whose "
    "activities have a budget, or enter performance reports."
)


def earned_value(project: Project, status_date: date) -> EarnedValue | None:
    """Return the performance of a project on each status date up to the newest.

    Computed once for this very value. None where neither a baseline nor a performance
    report says what was planned, see `what_is_missing`.

    Parameters
    ----------
    status_date
        The project's own one, or the day of a project that sets none.
    """
    return project.remember(
        ("earned value", status_date), lambda: _found(project, status_date)
    )


def _found(project: Project, status_date: date) -> EarnedValue | None:
    if _broken(project) is None and (found := from_baseline(project, status_date)):
        return found
    return from_reports(project, status_date)


def _broken(project: Project) -> str | None:
    """Return why the plan cannot be read, where it cannot."""
    try:
        plan_of(project)
    except ScheduleError as error:
        return str(error)
    return None


def what_is_missing(project: Project) -> str:
    """Return what to do where a project has no earned value, as a sentence."""
    return _broken(project) or NOTHING
