"""The finish as a key figure: when, and how far from the plan."""

from core import words
from core.figure import Figure, Status, threshold
from core.project import Project
from core.registers.project import ProjectFacts
from core.trends import States
from core.workdays import slip, slip_words


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
    is_known = facts.is_finished and facts.forecast_finish is not None
    last = "Actual finish" if is_known else "Forecast finish"
    return Figure(
        "Finished" if is_known else "Finish",
        words.day(finish),
        f"{last}, compared with the planned finish in working days.",
        (
            ("Planned finish", words.day(facts.planned_finish)),
            (last, words.day(facts.forecast_finish)),
        ),
        "Facts of the project, in Settings",
        _change(facts, days),
        None if status is Status.NO_DATA else status,
        _trend(project, states),
    )


def _change(facts: ProjectFacts, days: int | None) -> str:
    if days is None:
        if facts.planned_finish is None:
            return "no planned finish"
        return "no actual finish" if facts.is_finished else "no forecast yet"
    return slip_words(days)


def _trend(project: Project, states: States) -> tuple[float, ...]:
    """Return the finish of each state as days from today's plan, for a line."""
    days = [
        state.facts.forecast_finish or state.facts.planned_finish
        for _, state in states
        if state is not None
    ]
    planned = project.facts.planned_finish
    if planned is None:
        return ()
    return tuple(float((day - planned).days) for day in days if day is not None)
