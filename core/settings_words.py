"""What the facts and settings of a project say, in sentences."""

from core import words
from core.project import Project
from core.registers.catalog import CALENDARS, SETTINGS
from core.registers.project import ProjectFacts, ProjectSettings

UNSET = (
    "on the day on which the project was made, or with an earlier date of an activity, "
    "until its start is set; it works"
)


def headline(project: Project) -> str:
    """Say by which rules a project is judged.

    >>> headline(Project("PAY"))
    'PAY is judged by the default rules, in EUR, with figures up to today.'
    """
    settings = project.settings
    own = bool(len(project[SETTINGS]))
    rules = "its own rules" if own else "the default rules"
    day = words.day(settings.status_date) if settings.status_date else "today"
    return (
        f"{project.name} is judged by {rules}, in {settings.currency}, "
        f"with figures up to {day}."
    )


def plan_words(project: Project) -> str:
    """Say from when a plan is computed, on which calendar, and with which hours.

    >>> plan_words(Project("PAY"))
    'The plan begins on the day on which the project was made, or with an earlier date \
of an activity, until its start is set; it works Monday to Friday, and counts 8 hours \
a day, 40 a week.'
    """
    settings = project.settings
    calendar = project[CALENDARS].records.get(settings.project_calendar or 0)
    start = settings.schedule_start or project.facts.planned_start
    begun = f"on {words.day(start)}, works" if start else UNSET
    week = f"by “{calendar.entry.title}”" if calendar else "Monday to Friday"
    return (
        f"The plan begins {begun} {week}, and counts "
        f"{settings.hours_per_day:g} hours a day, {settings.hours_per_week:g} a week."
    )


def facts_title(facts: ProjectFacts) -> str:
    """Say when a project is to finish, or finished.

    >>> facts_title(ProjectFacts(title="Payments"))
    'No finish is planned yet'
    """
    if facts.planned_finish is None:
        return "No finish is planned yet"
    planned = f"Planned to finish on {words.day(facts.planned_finish)}"
    if facts.forecast_finish is None:
        missing = "an actual finish" if facts.is_finished else "a forecast yet"
        return f"{planned}, without {missing}"
    last = "finished on" if facts.is_finished else "forecast for"
    return f"{planned}, {last} {words.day(facts.forecast_finish)}"


def rules_title(settings: ProjectSettings) -> str:
    """Say from where on a project is to watch, and off track.

    >>> rules_title(ProjectSettings())
    'Watch from 5 days or 5\\xa0% late or over, off track from 15 days or 12\\xa0%'
    """
    watch = f"{settings.finish_watch} days or {settings.cost_watch}{words.NARROW}%"
    off = f"{settings.finish_off} days or {settings.cost_off}{words.NARROW}%"
    return f"Watch from {watch} late or over, off track from {off}"
