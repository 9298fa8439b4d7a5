"""Health of a project by dimension, each with its figure and the rule behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from core import budget, words
from core.figure import SEVERITY, Status, threshold, worst
from core.project import Project
from core.registers.catalog import DELIVERABLES, RISKS
from core.registers.scope import DeliverableStatus
from core.risk import above_appetite
from core.trends import States
from core.workdays import slip

NAMED = 2  # dimensions whose figures the headline repeats
NOTHING = "Nothing recorded yet"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One side of a project's health.

    Parameters
    ----------
    name
        "Schedule".
    status
        As the rule judges the value.
    figure
        The value in words: "Finish 11 working days late".
    rule
        From where on it is watch and off track, in words.
    value
        Working days, per cent or a count; None without data.
    """

    name: str
    status: Status
    figure: str
    rule: str
    value: float | None = None


def health(project: Project, today: date) -> tuple[Dimension, ...]:
    """Return the health of a project by dimension, in a fixed order."""
    return tuple(judge(project, today) for judge in JUDGES)


def overall(dimensions: Sequence[Dimension]) -> Status:
    """Return the worst dimension's status: one bad side is not averaged away."""
    return worst(tuple(d.status for d in dimensions))


def decisive(dimensions: Sequence[Dimension]) -> Dimension:
    """Return the dimension that sets the overall status."""
    return min(dimensions, key=lambda d: SEVERITY.index(d.status))


def trail(states: States) -> dict[str, str]:
    """Return the status shapes of each dimension over some days, oldest first."""
    found: dict[str, str] = {}
    for day, project in states:
        if project is None:
            continue
        for dimension in health(project, project.status_date(day)):
            found[dimension.name] = (
                found.get(dimension.name, "") + dimension.status.glyph
            )
    return found


def headline(dimensions: Sequence[Dimension]) -> str:
    """Say in one sentence what sets the status, and what holds."""
    status = overall(dimensions)
    known = [d for d in dimensions if d.status is not Status.NO_DATA]
    if not known:
        return "Nothing is recorded yet by which this project could be judged."
    if status is Status.ON_TRACK:
        names = _listed([d.name.lower() for d in known])
        return f"{words.capital(names)} {_is(known)} on track."
    first = [d for d in known if d.status is status]
    said = " and ".join(_lower(d.figure) for d in first[:NAMED])
    more = [d.name.lower() for d in first[NAMED:]]
    holding = [d.name.lower() for d in known if d.status is Status.ON_TRACK]
    parts = [said]
    if more:
        word = "off track" if status is Status.OFF_TRACK else "to watch"
        parts.append(f"{_listed(more)} {_is(more)} {word} too")
    if holding:
        parts.append(f"{_listed(holding)} {'holds' if len(holding) == 1 else 'hold'}")
    return words.capital("; ".join(parts) + ".")


def title(dimensions: Sequence[Dimension]) -> str:
    """Say which dimension sets the overall status."""
    status = overall(dimensions)
    if status is Status.NO_DATA:
        return "No dimension has data yet"
    if status is Status.ON_TRACK:
        return "Every dimension with data is on track"
    names = [d.name for d in dimensions if d.status is status]
    sets = "sets" if len(names) == 1 else "set"
    return f"{_listed(names)} {sets} the overall status"


def _scope(project: Project, today: date) -> Dimension:
    settings, entries = project.settings, project[DELIVERABLES].entries
    rule = (
        f"Late deliverables: watch from {settings.late_watch}, "
        f"off track from {settings.late_off}"
    )
    if not entries:
        return Dimension("Scope", Status.NO_DATA, "No deliverables", rule)
    late = sum(
        e.due is not None
        and e.due < today
        and e.status is not DeliverableStatus.ACCEPTED
        for e in entries
    )
    accepted = sum(e.status is DeliverableStatus.ACCEPTED for e in entries)
    status = threshold(late, settings.late_watch, settings.late_off)
    figure = f"{late} of {len(entries)} deliverables late, {accepted} accepted"
    return Dimension("Scope", status, figure, rule, late)


def _schedule(project: Project, _today: date) -> Dimension:
    settings, facts = project.settings, project.facts
    rule = (
        f"Finish late by working days: watch from {settings.finish_watch}, "
        f"off track from {settings.finish_off}"
    )
    days = slip(facts.planned_finish, facts.forecast_finish)
    if days is None:
        return Dimension("Schedule", Status.NO_DATA, "No forecast of the finish", rule)
    status = threshold(days, settings.finish_watch, settings.finish_off)
    return Dimension("Schedule", status, _finish(days), rule, days)


def _cost(project: Project, today: date) -> Dimension:
    settings = project.settings
    rule = (
        f"Forecast over budget: watch from {settings.cost_watch} %, "
        f"off track from {settings.cost_off} %"
    )
    ratio = budget.forecast_overrun(project, today)
    if ratio is None:
        return Dimension("Cost", Status.NO_DATA, "No budget or no forecast", rule)
    per_cent = round(ratio * 100, 6)
    status = threshold(per_cent, settings.cost_watch, settings.cost_off)
    figure = f"Forecast {words.percent(ratio, 1, plus=True)} to budget"
    return Dimension("Cost", status, figure, rule, per_cent)


def _risk(project: Project, _today: date) -> Dimension:
    settings = project.settings
    rule = (
        f"Threats above appetite: watch from {settings.threats_watch}, "
        f"off track from {settings.threats_off}"
    )
    if not len(project[RISKS]):
        return Dimension("Risk", Status.NO_DATA, "No risks", rule)
    many = len(above_appetite(project))
    status = threshold(many, settings.threats_watch, settings.threats_off)
    figure = f"{words.capital(words.count(many, 'threat'))} above appetite"
    return Dimension("Risk", status, figure, rule, many)


def _quality(_project: Project, _today: date) -> Dimension:
    rule = "Will be judged by tests and defects"
    return Dimension("Quality", Status.NO_DATA, NOTHING, rule)


def _stakeholders(_project: Project, _today: date) -> Dimension:
    rule = "Will be judged by the satisfaction pulse"
    return Dimension("Stakeholders", Status.NO_DATA, NOTHING, rule)


JUDGES: tuple[Callable[[Project, date], Dimension], ...] = (
    _schedule,
    _cost,
    _risk,
    _scope,
    _quality,
    _stakeholders,
)


def _finish(days: int) -> str:
    """Write a slip: "Finish 11 working days late".

    >>> _finish(11), _finish(-1), _finish(0)
    ('Finish 11 working days late', 'Finish 1 working day early', 'Finish as planned')
    """
    if not days:
        return "Finish as planned"
    late = "late" if days > 0 else "early"
    unit = "working day" if abs(days) == 1 else "working days"
    return f"Finish {abs(days)} {unit} {late}"


def _listed(names: Sequence[str]) -> str:
    """Join names as people do.

    >>> _listed(["cost", "risk", "scope"])
    'cost, risk and scope'
    """
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _is(known: Sequence[object]) -> str:
    return "is" if len(known) == 1 else "are"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
