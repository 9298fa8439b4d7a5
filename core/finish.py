"""The finish: where it is forecast, and how far that is from what was planned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core import words
from core.figure import Figure, Status, threshold
from core.project import Project
from core.registers.catalog import ACTIVITIES
from core.registers.project import ProjectFacts
from core.schedule.errors import ScheduleError
from core.schedule.instants import from_instant
from core.schedule.reading import has_dates
from core.scheduled import scheduled
from core.trends import States
from core.workdays import slip, slip_words


class Basis(StrEnum):
    """What a finish comes from, as it is called."""

    PLAN = "Finish by the plan"
    TYPED = "Forecast finish"
    BROKEN = "Forecast finish as typed"
    ACTUAL = "Actual finish"


WHY = {
    Basis.PLAN: "It is the latest finish of all activities, each after what it depends "
    "on; a forecast that is typed counts only without such a plan.",
    Basis.TYPED: "It is typed: no activity has a date from which the plan could tell.",
    Basis.BROKEN: "It is typed: the plan has no dates until one thing in it is "
    "corrected, which the page Schedule names.",
    Basis.ACTUAL: "It is typed: what was forecast is over.",
}
SOURCES = {Basis.PLAN: "Activities and dependencies; the planned finish in Settings"}
FACTS = "Facts of the project, in Settings"


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a project finishes, as far as is known, and where that comes from."""

    day: date | None
    basis: Basis


def forecast(project: Project) -> Forecast:
    """Return when a project finishes: by its plan, else as it is typed.

    A finished project finished when somebody says so. A plan in which nothing has a
    date tells less than what is typed, if anything is.
    """
    return project.remember("forecast finish", lambda: _forecast(project))


def _forecast(project: Project) -> Forecast:
    facts = project.facts
    if facts.is_finished:
        is_known = facts.forecast_finish is not None
        return Forecast(
            facts.forecast_finish, Basis.ACTUAL if is_known else Basis.TYPED
        )
    typed = Forecast(facts.forecast_finish, Basis.TYPED)
    if not any(entry.active for entry in project[ACTIVITIES].entries):
        return typed
    try:
        if typed.day is not None and not has_dates(project):
            return typed
        finish = scheduled(project).schedule.finish
    except ScheduleError:
        return Forecast(typed.day, Basis.BROKEN)
    return Forecast(from_instant(finish - 1).date(), Basis.PLAN)


def days_late(project: Project) -> int | None:
    """Return by how many working days the finish is late; None where one is unknown."""
    return slip(project.facts.planned_finish, forecast(project).day)


def finish_figure(states: States) -> Figure | None:
    """Return the forecast finish with its slip; None where no finish is known."""
    project = states[-1][1] if states else None
    if project is None:
        return None
    facts, settings = project.facts, project.settings
    found, days = forecast(project), days_late(project)
    finish = found.day or facts.planned_finish
    if finish is None:
        return None
    status = threshold(days, settings.finish_watch, settings.finish_off)
    return Figure(
        "Finished" if found.basis is Basis.ACTUAL else "Finish",
        words.day(finish),
        f"{found.basis}, compared with the planned finish in working days. "
        f"{WHY[found.basis]}",
        tuple(_inputs(facts, found)),
        SOURCES.get(found.basis, FACTS),
        _change(facts, days),
        None if status is Status.NO_DATA else status,
        _trend(project, states),
    )


def _inputs(facts: ProjectFacts, found: Forecast) -> Iterator[tuple[str, str]]:
    yield "Planned finish", words.day(facts.planned_finish)
    yield found.basis, words.day(found.day)
    if found.basis is Basis.PLAN and facts.forecast_finish is not None:
        yield "Typed forecast, not used", words.day(facts.forecast_finish)


def _change(facts: ProjectFacts, days: int | None) -> str:
    if days is None:
        if facts.planned_finish is None:
            return "no planned finish"
        return "no actual finish" if facts.is_finished else "no forecast yet"
    return slip_words(days)


def _trend(project: Project, states: States) -> tuple[float, ...]:
    """Return the finish of each state as days from today's plan, for a line."""
    days = [
        forecast(state).day or state.facts.planned_finish
        for _, state in states
        if state is not None
    ]
    planned = project.facts.planned_finish
    if planned is None:
        return ()
    return tuple(float((day - planned).days) for day in days if day is not None)
