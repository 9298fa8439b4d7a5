"""Why the trials end where they do, and what helps: drivers and mitigations."""

import math
from decimal import Decimal
from typing import NamedTuple

from core.project import Project
from core.registers.catalog import ACTIVITIES, BUDGET_LINES, MITIGATIONS, RISKS
from core.simulated import Simulated
from core.simulated_values import money
from core.simulation.model import Driver, Kind
from core.simulation.running import Watch
from core.simulation.scenarios import worths
from core.simulation.sensitivity import (
    ActivitySensitivity,
    Bar,
    Outcome,
    activities,
    tornado,
)

LARGEST = 10  # drivers that are tried one by one
BY_CHANCE = 3  # standard deviations of a correlation that there is not


class Cause(NamedTuple):
    """What one risk or estimate does to the finish or to the cost.

    Parameters
    ----------
    what
        "risk", "duration" or "cost".
    contribution
        By how much the percentile would fall if it were certain: working days of the
        finish, money of the cost. None where it was too small to be tried.
    swing
        Mean of the trials with the greatest values less that with the least; of a risk,
        with it less without it.
    correlation
        Rank correlation with the result; None where either never varies.
    """

    reference: str
    title: str
    what: str
    contribution: float | None
    swing: float
    correlation: float | None


class MitigationWorth(NamedTuple):
    """What an open mitigation takes off a percentile, carried out alone.

    Parameters
    ----------
    days
        Working days off the finish; None without a plan.
    cost
        Money off the cost, before its price.
    net
        The same less its price.
    """

    number: int
    reference: str
    title: str
    risk: str
    days: float | None
    cost: Decimal
    price: Decimal
    net: Decimal

    @property
    def is_worth_it(self) -> bool:
        """Whether it earns its price, or buys time."""
        return self.net > 0 or (self.days or 0) > 0


def causes(
    made: Simulated, outcome: Outcome, percent: float = 80, watch: Watch | None = None
) -> tuple[Cause, ...]:
    """Return what moves a result, those that contribute most first.

    The largest ten are tried: the same trials once more, with that one certain. Empty
    where the result never varies, and for the finish of a project without a plan. Left
    out is what was tried and contributes nothing, and what was not tried and shows no
    correlation beyond chance (three times 1 / √trials).

    Raises
    ------
    CancelledError
        When `watch` says so.
    """
    is_dated = outcome is Outcome.COST or made.made.has_plan
    results = made.run.cost if outcome is Outcome.COST else made.run.finish
    if not is_dated or results.min() == results.max():
        return ()
    key = ("causes", outcome, percent, made.trials, made.seed, made.status_date)
    return made.project.remember(
        key,
        lambda: tuple(
            _cause(made, outcome, bar)
            for bar in tornado(made.run, outcome, percent, LARGEST, watch)
            if _counts(bar, made.trials)
        ),
    )


def _counts(bar: Bar, trials: int) -> bool:
    if bar.contribution is not None:
        return bar.contribution != 0
    return abs(bar.correlation or 0) > BY_CHANCE / math.sqrt(trials)


def worth(
    made: Simulated, percent: float = 80, watch: Watch | None = None
) -> tuple[MitigationWorth, ...]:
    """Return what each open mitigation is worth, the most money first.

    Raises
    ------
    CancelledError
        When `watch` says so.
    """
    key = ("worth", percent, made.trials, made.seed, made.status_date)
    return made.project.remember(key, lambda: _worths(made, percent, watch))


def sensitivities(made: Simulated) -> tuple[ActivitySensitivity, ...]:
    """Return how much each open activity matters for the finish, the most first."""
    if not made.made.has_plan:
        return ()
    key = ("sensitivities", made.trials, made.seed, made.status_date)
    return made.project.remember(key, lambda: activities(made.run))


def _worths(
    made: Simulated, percent: float, watch: Watch | None
) -> tuple[MitigationWorth, ...]:
    records = made.project[MITIGATIONS].records
    return tuple(
        MitigationWorth(
            one.mitigation,
            MITIGATIONS.reference(one.mitigation),
            records[one.mitigation].entry.title,
            RISKS.reference(records[one.mitigation].entry.risk),
            made.days(one.minutes) if made.made.has_plan else None,
            money(one.cost),
            money(one.price),
            money(one.net),
        )
        for one in worths(made.run, percent, watch)
    )


def _cause(made: Simulated, outcome: Outcome, bar: Bar) -> Cause:
    def size(value: float) -> float:
        return made.days(value) if outcome is Outcome.FINISH else round(value, 2)

    reference, title = _named(made.project, bar.driver)
    return Cause(
        reference,
        title,
        bar.driver.kind.value,
        None if bar.contribution is None else size(bar.contribution),
        size(bar.swing),
        bar.correlation,
    )


def _named(project: Project, driver: Driver) -> tuple[str, str]:
    match driver.kind:
        case Kind.RISK:
            title = project[RISKS].records[driver.number].entry.title
            return RISKS.reference(driver.number), title
        case Kind.DURATION:
            title = project[ACTIVITIES].records[driver.number].entry.title
            return ACTIVITIES.reference(driver.number), title
        case Kind.COST:
            title = project[BUDGET_LINES].records[driver.number].entry.title
            return BUDGET_LINES.reference(driver.number), title
