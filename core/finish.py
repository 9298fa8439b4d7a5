"""The finish as a key figure: when, and how far from the plan."""

from datetime import date

from core import words
from core.figure import Figure, Status, threshold
from core.project import Project
from core.trends import States
from core.workdays import slip


def finish_figure(states: States) -> Figure | None:
    """Return the forecast finish with its slip; None where no finish is known."""
    project = states[-1][1] if states else None
    if project is None:
        return None
    facts, settings = project.facts, project.settings
    finish = facts.forecast_finish or facts.planned_finish
    if finish is None:
        return None
    days = slip(facts.planned_finish, facts.forecast_finish)
    status = threshold(days, settings.finish_watch, settings.finish_off)
    return Figure(
        "Finish",
        words.day(finish),
        "Forecast finish, compared with the planned finish in working days.",
        (
            ("Planned finish", words.day(facts.planned_finish)),
            ("Forecast finish", words.day(facts.forecast_finish)),
        ),
        "Facts of the project, in Settings",
        _change(days),
        None if status is Status.NO_DATA else status,
        _trend(project, states),
    )


def _change(days: int | None) -> str:
    if days is None:
        return "no forecast yet"
    return f"{words.signed(days)} d to plan" if days else "as planned"


def _trend(project: Project, states: States) -> tuple[float, ...]:
    """Return the finish of each state as days from the first one, for a line."""
    days = [
        state.facts.forecast_finish or state.facts.planned_finish
        for _, state in states
        if state is not None
    ]
    first: date | None = project.facts.planned_finish
    if first is None:
        return ()
    return tuple(float((day - first).days) for day in days if day is not None)
