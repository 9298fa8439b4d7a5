"""What has to hold before a model can be simulated."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from core.errors import Problem
from core.schedule.plan import reference
from core.simulation.errors import SimulationError
from core.simulation.model import Driver, Kind, Model

MOST_MINUTES = 100_000_000  # two centuries round the clock
MOST_MONEY = 1e15
FAR = 5  # standard deviations


def check(model: Model) -> None:
    """Refuse a model that names what is not there, or a probability that is none.

    Raises
    ------
    SimulationError
        With every problem: the field and the entry.
    """
    problems = [
        problem
        for part in (_twice, _durations, _risks, _impacts, _costs, _mitigations, _names)
        for problem in part(model)
    ]
    if problems:
        raise SimulationError(problems)


def _leaves(model: Model) -> set[int]:
    groups = {one.parent for one in model.plan.activities}
    return {one.number for one in model.plan.activities} - groups


def _twice(model: Model) -> Iterator[Problem]:
    lists: tuple[tuple[str, Sequence[Any]], ...] = (
        ("risk", model.risks),
        ("duration impact", model.duration_impacts),
        ("cost item", model.cost_items),
        ("cost impact", model.cost_impacts),
        ("mitigation", model.mitigations),
    )
    for name, entries in lists:
        for number, times in Counter(one.number for one in entries).items():
            if times > 1:
                yield Problem(name, f"{number} is there {times} times; keep one")


def _durations(model: Model) -> Iterator[Problem]:
    leaves = _leaves(model)
    for number, size in model.durations.items():
        if number not in leaves:
            yield _missing("estimate", number)
        yield from _reach("estimate", reference(number), size, MOST_MINUTES)


def _missing(what: str, number: int) -> Problem:
    return Problem(
        what,
        f"names {reference(number)}, which is no activity of the plan, or a summary; "
        "choose an activity that is in it",
    )


def _risks(model: Model) -> Iterator[Problem]:
    for one in model.risks:
        if not 0 <= one.probability <= 1:
            yield Problem(
                "probability",
                "is not between 0 and 1",
                _risk(one.number),
                f"{one.probability:g}",
            )


def _risk(number: int) -> str:
    return f"R-{number:03d}"


def _impacts(model: Model) -> Iterator[Problem]:
    leaves, risks = _leaves(model), {one.number for one in model.risks}
    items = {one.number for one in model.cost_items}
    for delay in model.duration_impacts:
        if delay.activity not in leaves:
            yield _missing("impact", delay.activity).at(_risk(delay.risk))
        yield from _impact(delay, risks, MOST_MINUTES)
    for cost in model.cost_impacts:
        if cost.item not in items:
            yield Problem(
                "impact", f"names cost item {cost.item}, which is not there"
            ).at(_risk(cost.risk))
        yield from _impact(cost, risks, MOST_MONEY)


def _impact(one: Any, risks: set[int], most: float) -> Iterator[Problem]:
    name = _risk(one.risk)
    if one.risk not in risks:
        yield Problem("impact", f"names {name}, which is no risk that is simulated")
    if one.size.mean < 0:
        yield Problem(
            "impact",
            "is below 0; make the risk an opportunity if it takes off",
            name,
            f"{one.size.mean:g}",
        )
    yield from _reach("impact", name, one.size, most)


def _reach(what: str, name: str, size: Any, most: float) -> Iterator[Problem]:
    if not abs(size.mean) + FAR * math.sqrt(size.variance) <= most:
        yield Problem(what, f"reaches beyond {most:,.0f}; correct it", name)


def _costs(model: Model) -> Iterator[Problem]:
    numbers = {one.number for one in model.plan.activities}
    for item in model.cost_items:
        yield from _reach("amount", f"cost item {item.number}", item.amount, MOST_MONEY)
        for number in sorted(set(item.activities) - numbers):
            yield _missing(f"cost item {item.number}", number)
    for number in sorted(set(model.milestones) - numbers):
        yield _missing("milestone", number)


def _mitigations(model: Model) -> Iterator[Problem]:
    risks = {one.number for one in model.risks}
    for one in model.mitigations:
        name = f"mitigation {one.number}"
        yield from _reach("price", name, one.price, MOST_MONEY)
        for effect in one.effects:
            if effect.risk not in risks:
                yield Problem(
                    name,
                    f"names {_risk(effect.risk)}, which is no risk that is simulated",
                )
            if not all(0 <= by < math.inf for by in effect[1:]):
                yield Problem(name, "multiplies by less than 0; give 0 or more")


def _names(model: Model) -> Iterator[Problem]:
    known: set[Any] = {Driver(Kind.DURATION, number) for number in model.durations}
    known |= {Driver(Kind.COST, one.number) for one in model.cost_items}
    for name in model.correlation.names if model.correlation else ():
        if name not in known:
            called = " ".join(map(str, name)) if isinstance(name, tuple) else name
            yield Problem(
                "correlation", f"names {called}, which has no estimate; remove it"
            )


def named(name: str, build: Callable[..., Any], *values: float) -> Any:
    """Return a distribution, with its owner's name in what is wrong with it.

    >>> from core.simulation.distributions import Uniform
    >>> named("T-001", Uniform, 3, 1)
    Traceback (most recent call last):
    ...
    core.simulation.errors.SimulationError: T-001, high: “1” is below the low 3
    """
    try:
        return build(*values)
    except SimulationError as error:
        raise SimulationError([one.at(name) for one in error.problems]) from None


def every(builds: Iterable[Callable[[], Any]]) -> list[Any]:
    """Return what all builders make, or raise once with everything that is wrong."""
    made: list[Any] = []
    problems: list[Problem] = []
    for build in builds:
        try:
            made.append(build())
        except SimulationError as error:
            problems += error.problems
    if problems:
        raise SimulationError(problems)
    return made
