"""What the trials say: percentiles, confidence, contingency, and how exact they are."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.simulation.running import Run

PERCENTS = tuple(range(5, 100, 5))
POINTS = 50
FINE = 9  # decimals within which a share of the trials is a whole number of them


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution in figures.

    Attributes
    ----------
    sd
        Standard deviation of the trials (n − 1); 0 for a single one.
    percentiles, errors
        P5 to P95 by fives, each with its standard error.
    """

    trials: int
    mean: float
    sd: float
    percentiles: Mapping[int, float]
    errors: Mapping[int, float]


def spread(values: ArrayLike) -> Spread:
    """Describe the values of all trials."""
    ordered = np.sort(np.asarray(values))
    return Spread(
        len(ordered),
        float(ordered.mean()),
        float(ordered.std(ddof=1)) if len(ordered) > 1 else 0.0,
        {percent: float(_at(ordered, percent)) for percent in PERCENTS},
        {percent: _error(ordered, percent) for percent in PERCENTS},
    )


def percentile(values: ArrayLike, percent: float) -> float:
    """Return the least value that at least so many percent of the trials keep to.

    Always the value of a trial, never one between two (type 1 of Hyndman and Fan,
    Sample quantiles in statistical packages, 1996): a promise that was kept that often.

    >>> percentile([10, 20, 30, 40, 50], 80), percentile([10, 20, 30, 40, 50], 81)
    (40.0, 50.0)
    """
    return float(_at(np.sort(np.asarray(values)), percent))


def standard_error(values: ArrayLike, percent: float) -> float:
    """Return the standard error of a percentile, whatever the distribution.

    Half the distance between the values one standard deviation of the count, √(n p q),
    below and above (David and Nagaraja, Order statistics, 3rd ed., 2003, 7.1).
    """
    return _error(np.sort(np.asarray(values)), percent)


def _at(ordered: NDArray[Any], percent: float) -> float:
    place = math.ceil(round(len(ordered) * percent / 100, FINE)) - 1
    found: float = ordered[min(max(place, 0), len(ordered) - 1)]
    return found


def _error(ordered: NDArray[Any], percent: float) -> float:
    share = percent / 100
    reach = 100 * math.sqrt(share * (1 - share) / len(ordered))
    low, high = _at(ordered, percent - reach), _at(ordered, percent + reach)
    return float(high - low) / 2


def confidence(values: ArrayLike, limit: float) -> float:
    """Return the share of the trials that keep to a limit.

    >>> confidence([10, 20, 30, 40], 30)
    0.75
    """
    return float(np.mean(np.asarray(values) <= limit))


def contingency(values: ArrayLike, planned: float, percent: float) -> float:
    """Return what has to be added to a plan to keep to it with a confidence.

    Below 0 where the plan has more than it needs.
    """
    return percentile(values, percent) - planned


def joint_confidence(run: Run, finish: int, cost: float) -> float:
    """Return the share of the trials that keep to a date and to a cost.

    Parameters
    ----------
    finish
        An instant.
    """
    return float(np.mean((run.finish <= finish) & (run.cost <= cost)))


class Promise(NamedTuple):
    """A date and a cost that go together."""

    finish: int
    cost: float


def joint_curve(run: Run, percent: float, points: int = POINTS) -> tuple[Promise, ...]:
    """Return dates, each with the least cost, that are kept together so often.

    From the earliest date that has any such cost to the latest date of all trials.
    """
    order = np.argsort(run.finish, kind="stable")
    finish, cost = run.finish[order], run.cost[order]
    needed = max(math.ceil(round(run.trials * percent / 100, FINE)), 1)
    found: dict[int, float] = {}
    for at in np.unique(np.linspace(needed, run.trials, points).astype(int)):
        date = int(finish[at - 1])
        within = int(np.searchsorted(finish, date, "right"))
        costs = np.partition(cost[:within], needed - 1)
        found[date] = float(costs[needed - 1])
    return tuple(Promise(date, least) for date, least in found.items())


class Loss(NamedTuple):
    """A value, and the share of the trials above it."""

    value: float
    share: float


def exceedance(
    values: ArrayLike, planned: float = 0.0, points: int = 2 * POINTS
) -> tuple[Loss, ...]:
    """Return the loss exceedance curve: how often the plan is exceeded by how much."""
    over = np.sort(np.asarray(values, float) - planned)
    limits = np.linspace(over[0], over[-1], points)
    above = 1 - np.searchsorted(over, limits, "right") / len(over)
    return tuple(map(Loss, limits.tolist(), above.tolist()))


def finish_percentiles(
    run: Run, percents: Sequence[float] = PERCENTS
) -> dict[float, int]:
    """Return instants that so many percent of the trials finish by."""
    ordered = np.sort(run.finish)
    return {percent: int(_at(ordered, percent)) for percent in percents}
