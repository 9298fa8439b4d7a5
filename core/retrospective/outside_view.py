"""The outside view: what finished projects overran, said of this one's estimate.

Reference class forecasting, see `core.retrospective.reference_class`: the finished
projects of the same category, or all where none is of it, blended with a published
distribution while they are few.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.figure import Figure
from core.money import CENT
from core.project import Project
from core.registers.project import ProjectFacts
from core.retrospective.reference_class import (
    EQUIPMENT_DURATION,
    IT_COST,
    Prior,
    ReferenceClass,
    needed,
)
from core.search import fold
from core.words import capital, count, day, percent, short_money

SURE = 0.8  # share of projects that the headline speaks of
SHARES = (0.5, SURE, 0.9)


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished project: its category, and its actual / planned ratios."""

    key: str
    category: str
    duration: float | None
    cost: float | None


@dataclass(frozen=True, slots=True)
class OutsideView:
    """What the reference class says of a project.

    Parameters
    ----------
    category
        Of the class; empty where it is all finished projects.
    finishes
        By share: the day that a share of such projects would finish by.
    costs
        By share, money of the project.
    """

    category: str
    durations: ReferenceClass
    overruns: ReferenceClass
    finishes: tuple[tuple[float, date], ...]
    costs: tuple[tuple[float, Decimal], ...]


def finished(facts: Iterable[tuple[str, ProjectFacts]]) -> tuple[Finished, ...]:
    """Return the ratios of the projects that are finished, by their facts.

    Duration in calendar days, both ends counted, from the planned start.
    """
    return tuple(
        Finished(key, one.category, _duration(one), _cost(one))
        for key, one in facts
        if one.is_finished
    )


def outside_view(
    project: Project, budget: Decimal | None, known: Sequence[Finished]
) -> OutsideView:
    """Return what finished projects say of the planned finish and of a budget."""
    category = project.facts.category
    others = [one for one in known if one.key != project.key]
    alike = [one for one in others if fold(one.category) == fold(category)]
    chosen = alike if category and alike else others
    durations = _class(one.duration for one in chosen)
    overruns = _class(one.cost for one in chosen)
    return OutsideView(
        category if chosen is alike else "",
        durations,
        overruns,
        tuple(_finishes(project.facts, durations)),
        tuple(_costs(budget, overruns)),
    )


def figures(view: OutsideView, currency: str) -> tuple[Figure, ...]:
    """Return the forecasts of date and cost, each with how it is made."""
    found = []
    if view.finishes:
        said = [(_percentile(p), day(when)) for p, when in view.finishes]
        found.append(
            _figure("Finish, outside view", said, view.durations, EQUIPMENT_DURATION)
        )
    if view.costs:
        said = [(_percentile(p), short_money(c, currency)) for p, c in view.costs]
        found.append(_figure("Cost, outside view", said, view.overruns, IT_COST))
    return tuple(found)


def headline(view: OutsideView, currency: str) -> str:
    """Say by when, and for how much, four of five such projects would be done."""
    parts = []
    if view.finishes:
        parts.append(f"by {day(dict(view.finishes)[SURE])}")
    if view.costs:
        parts.append(f"for {short_money(dict(view.costs)[SURE], currency)} at most")
    return f"Four of five projects like this are done {' and '.join(parts)}"


def title(view: OutsideView) -> str:
    """Say which projects the outside view rests on."""
    many = max(len(view.durations.ratios), len(view.overruns.ratios))
    if not many:
        return "No project is finished yet: the outside view is the published one"
    kind = f" of the category “{view.category}”" if view.category else ""
    return capital(f"{count(many, 'finished project')}{kind} and what was published")


def warning(view: OutsideView) -> str:
    """Say which percentiles the finished projects are too few for."""
    many = min(len(view.durations.ratios), len(view.overruns.ratios))
    short = [share for share in SHARES if many < needed(share)]
    if not short:
        return ""
    sizes = ", ".join(f"{_percentile(share)} {needed(share)}" for share in short)
    return (
        f"With 95 % confidence it takes at least so many finished projects: {sizes}; "
        f"there are {many}. Until then what was published counts for the rest."
    )


def _figure(
    label: str, said: Sequence[tuple[str, str]], ratios: ReferenceClass, prior: Prior
) -> Figure:
    many = len(ratios.ratios)
    overruns = [
        (f"Overrun at {_percentile(p)}", percent(ratios.blended(p, prior) - 1))
        for p in SHARES
    ]
    own = [] if ratios.geometric_mean is None else [("Mean ratio", _mean(ratios))]
    at = dict(said)
    return Figure(
        label,
        at[_percentile(SURE)],
        "Estimate × (1 + overrun at that percentile); the overrun of the finished "
        "projects, on the scale of ln(actual / estimate), weighs n / (n + 10), a "
        "published distribution the rest.",
        (*said, *overruns, *own, ("Finished projects, n", str(many))),
        f"Facts of finished projects; {prior.source}",
        f"P50 {at[_percentile(0.5)]}, P90 {at[_percentile(0.9)]}",
    )


def _mean(ratios: ReferenceClass) -> str:
    return f"{ratios.geometric_mean:.2f}"


def _percentile(share: float) -> str:
    return f"P{share * 100:.0f}"


def _class(ratios: Iterable[float | None]) -> ReferenceClass:
    return ReferenceClass(tuple(ratio for ratio in ratios if ratio))


def _duration(facts: ProjectFacts) -> float | None:
    start, planned = facts.planned_start, facts.planned_finish
    taken_from, actual = facts.forecast_start or start, facts.forecast_finish
    if not (start and planned and taken_from and actual):
        return None
    return ((actual - taken_from).days + 1) / ((planned - start).days + 1)


def _cost(facts: ProjectFacts) -> float | None:
    if not facts.budget or not facts.forecast:
        return None
    return float(facts.forecast / facts.budget)


def _finishes(
    facts: ProjectFacts, ratios: ReferenceClass
) -> Iterable[tuple[float, date]]:
    start, planned = facts.planned_start, facts.planned_finish
    if start is None or planned is None:
        return
    length = (planned - start).days + 1
    for share in SHARES:
        days = round(length * ratios.blended(share, EQUIPMENT_DURATION)) - 1
        left = (date.max - start).days
        yield share, start + timedelta(days=min(days, left))


def _costs(
    budget: Decimal | None, ratios: ReferenceClass
) -> Iterable[tuple[float, Decimal]]:
    if not budget:
        return
    for share in SHARES:
        ratio = Decimal(repr(ratios.blended(share, IT_COST)))
        yield share, (budget * ratio).quantize(CENT)
