"""Health of a project by dimension, each with its figure and the rule behind it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from core import budget, words
from core.errors import shorten
from core.figure import Status, threshold, worst
from core.finish import days_late, forecast
from core.project import Project
from core.registers.catalog import DELIVERABLES, RISKS
from core.registers.scope import DeliverableStatus
from core.risk import above_appetite
from core.trends import States
from core.workdays import slip_words

RATINGS = {
    "green": Status.ON_TRACK,
    "amber": Status.WATCH,
    "yellow": Status.WATCH,
    "red": Status.OFF_TRACK,
}
LONGEST_RATING = 30  # characters
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
    clause
        The value within a sentence: "the finish is 11 working days late".
    """

    name: str
    status: Status
    figure: str
    rule: str
    value: float | None = None
    clause: str = ""


def health(project: Project, today: date) -> tuple[Dimension, ...]:
    """Return the health of a project by dimension, in a fixed order.

    The sponsor's rating comes last, where the facts have one: it is a judgement beside
    the figures, so that neither hides the other.
    """
    judged = tuple(judge(project, today) for judge in JUDGES)
    rating = _rating(project)
    return (*judged, rating) if rating else judged


def overall(dimensions: Sequence[Dimension]) -> Status:
    """Return the worst dimension's status: one bad side is not averaged away."""
    return worst(tuple(d.status for d in dimensions))


def trail(states: States) -> dict[str, str]:
    """Return the status shapes of each dimension over some days, oldest first."""
    known = [
        {d.name: d.status for d in health(project, project.status_date(day))}
        for day, project in states
        if project is not None
    ]
    names = dict.fromkeys(name for one in known for name in one)
    return {
        name: "".join(one.get(name, Status.NO_DATA).glyph for one in known)
        for name in names
    }


def headline(dimensions: Sequence[Dimension]) -> str:
    """Say in one sentence what sets the status, and what holds."""
    status = overall(dimensions)
    known = [d for d in dimensions if d.status is not Status.NO_DATA]
    if not known:
        return "Nothing is recorded yet by which this project could be judged."
    if status is Status.ON_TRACK:
        names = words.listed([d.name.lower() for d in known])
        return f"{words.capital(names)} {_be(len(known))} on track."
    first = [d for d in known if d.status is status]
    parts = [" and ".join(d.clause for d in first[:NAMED])]
    parts += _others(first[NAMED:], status, " too")
    if status is not Status.WATCH:
        parts += _others([d for d in known if d.status is Status.WATCH], Status.WATCH)
    parts += _others([d for d in known if d.status is Status.ON_TRACK], Status.ON_TRACK)
    return words.capital("; ".join(parts) + ".")


def _others(found: Sequence[Dimension], status: Status, more: str = "") -> list[str]:
    """Name the dimensions in one state, with the verb that says which."""
    if not found:
        return []
    one = len(found) == 1
    verbs = {
        Status.OFF_TRACK: "is off track" if one else "are off track",
        Status.WATCH: "needs watching" if one else "need watching",
        Status.ON_TRACK: "holds" if one else "hold",
    }
    return [f"{words.listed([d.name.lower() for d in found])} {verbs[status]}{more}"]


def title(dimensions: Sequence[Dimension]) -> str:
    """Say which dimension sets the overall status."""
    status = overall(dimensions)
    if status is Status.NO_DATA:
        return "No dimension has data yet"
    if status is Status.ON_TRACK:
        return "Every dimension with data is on track"
    names = [name.lower() for name in set_by(dimensions)]
    sets = "sets" if len(names) == 1 else "set"
    return f"{words.capital(words.listed(names))} {sets} the overall status"


def rated(rating: str) -> Status:
    """Return the state that a rating stands for: the worse of "Amber/Red" counts.

    >>> [rated(r).word for r in ("Green", "Amber/Red", "amber", "Deferred")]
    ['On track', 'Off track', 'Watch', 'No data']
    """
    named = re.findall(r"[a-z]+", rating.casefold())
    return worst(tuple(RATINGS[word] for word in named if word in RATINGS))


def set_by(dimensions: Sequence[Dimension]) -> tuple[str, ...]:
    """Return the names of the dimensions that set a status of watch or off track."""
    status = overall(dimensions)
    if status in (Status.NO_DATA, Status.ON_TRACK):
        return ()
    return tuple(d.name for d in dimensions if d.status is status)


def _rating(project: Project) -> Dimension | None:
    """Return how the sponsor rates a project; None without a colour."""
    rating = project.facts.rating
    status = rated(rating)
    if status is Status.NO_DATA:
        return None
    said = shorten(rating, LONGEST_RATING)
    rule = "The sponsor's rating: amber is watch, red is off track"
    clause = f"the sponsor rates it {said}"
    return Dimension("Rating", status, f"Rated {said}", rule, clause=clause)


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
    noun = "deliverable" if len(entries) == 1 else "deliverables"
    figure = f"{late} of {len(entries)} {noun} late, {accepted} accepted"
    clause = f"{words.count(late, 'deliverable')} {_be(late)} late"
    return Dimension("Scope", status, figure, rule, late, clause)


def _schedule(project: Project, _today: date) -> Dimension:
    settings, facts = project.settings, project.facts
    rule = (
        f"{forecast(project).basis} late by working days: watch from "
        f"{settings.finish_watch}, off track from {settings.finish_off}"
    )
    days = days_late(project)
    if days is None:
        none = (
            "No finish recorded" if facts.is_finished else "No forecast of the finish"
        )
        return Dimension("Schedule", Status.NO_DATA, none, rule)
    status = threshold(days, settings.finish_watch, settings.finish_off)
    slipped = slip_words(days)
    clause = (
        f"it finished {slipped}" if facts.is_finished else f"the finish is {slipped}"
    )
    figure = f"{'Finished' if facts.is_finished else 'Finish'} {slipped}"
    return Dimension("Schedule", status, figure, rule, days, clause)


def _cost(project: Project, today: date) -> Dimension:
    settings = project.settings
    rule = (
        f"Forecast over budget: watch from "
        f"{settings.cost_watch}{words.NARROW}%, "
        f"off track from {settings.cost_off}{words.NARROW}%"
    )
    ratio = budget.forecast_overrun(project, today)
    if ratio is None:
        return Dimension("Cost", Status.NO_DATA, "No budget or no forecast", rule)
    per_cent = round(ratio * 100, 6)
    status = threshold(per_cent, settings.cost_watch, settings.cost_off)
    is_finished = project.facts.is_finished
    what = "Cost" if is_finished else "Forecast"
    figure = f"{what} {words.percent(ratio, 1, plus=True)} to budget"
    clause = _against_budget(
        "the cost was" if is_finished else "the forecast is", ratio
    )
    return Dimension("Cost", status, figure, rule, per_cent, clause)


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
    clause = f"{words.count(many, 'threat')} {_be(many)} above the appetite"
    return Dimension("Risk", status, figure, rule, many, clause)


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


def _against_budget(it_is: str, ratio: float) -> str:
    """Write an overrun within a sentence.

    >>> _against_budget("the forecast is", 0.104), _against_budget("it was", 0.00001)
    ('the forecast is 10.4\\xa0% over the budget', 'it was equal to the budget')
    """
    size = words.percent(abs(ratio), 1)
    if size == words.percent(0, 1):
        return f"{it_is} equal to the budget"
    return f"{it_is} {size} {'over' if ratio > 0 else 'under'} the budget"


def _be(many: int) -> str:
    return "is" if many == 1 else "are"
