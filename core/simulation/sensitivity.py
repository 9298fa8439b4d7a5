"""Which activities, estimates and risks move the finish and the cost.

Sources: criticality index (Van Slyke, 1963); cruciality index (Williams, Criticality
in stochastic networks, 1992) as rank correlation, and schedule sensitivity index, both
in Vanhoucke, Using activity sensitivity and network topology information to monitor
project time performance, 2010.
"""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.simulation.compiled import loops
from core.simulation.errors import CancelledError
from core.simulation.model import Driver, Kind
from core.simulation.results import percentile
from core.simulation.rows import Targets
from core.simulation.running import Run, Watch, always, run

Floats = NDArray[np.float64]
TOGETHER = 128  # rows that are held at once
TENTH = 10


class Outcome(StrEnum):
    """What a driver moves."""

    FINISH = "finish"
    COST = "cost"


class ActivitySensitivity(NamedTuple):
    """How much an activity matters for the finish.

    Attributes
    ----------
    criticality
        Share of the trials in which it is critical.
    cruciality
        Rank correlation (Spearman) of its duration, risks included, with the project's;
        None where either never varies.
    schedule_sensitivity
        Criticality times its standard deviation by that of the project's duration;
        None where the project's never varies.
    """

    number: int
    criticality: float
    cruciality: float | None
    schedule_sensitivity: float | None


class Bar(NamedTuple):
    """What one driver does to the result.

    Attributes
    ----------
    correlation
        Rank correlation of what was drawn (of a risk: whether it happens) with the
        result; None where either never varies.
    swing
        Mean result in the tenth of the trials with the greatest values less that in
        the tenth with the least, with all that equal its last; of a risk, with it less
        without it.
    without
        The percentile that would be if the driver were certain; None where it was not
        tried.
    contribution
        By how much the percentile is above that.
    """

    driver: Driver
    correlation: float | None
    swing: float
    without: float | None = None
    contribution: float | None = None


def rank_correlation(one: ArrayLike, other: ArrayLike) -> float | None:
    """Return Spearman's coefficient; ties share the mean of their ranks.

    >>> rank_correlation([1, 2, 3, 4], [10, 30, 20, 40])
    0.8
    >>> rank_correlation([1, 1], [1, 2])
    """
    return _correlation(_ranks(np.asarray(one)), _ranks(np.asarray(other)))


def _ranks(values: NDArray[Any], order: NDArray[np.intp] | None = None) -> Floats:
    """Return ranks from their middle, ties at the mean of theirs."""
    order = np.argsort(values) if order is None else order
    ordered, count = values[order], len(values)
    begins = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    edges = np.concatenate(([0], begins, [count]))
    middles = (edges[:-1] + edges[1:] - count) / 2
    found = np.empty(count)
    found[order] = np.repeat(middles, np.diff(edges))
    return found


def _correlation(one: Floats, other: Floats) -> float | None:
    square = float(one @ one) * float(other @ other)
    return float(one @ other) / square**0.5 if square else None


def activities(made: Run) -> tuple[ActivitySensitivity, ...]:
    """Return how much each open activity matters, the most critical first."""
    minutes = made.minutes
    project, sd = _ranks(minutes), float(minutes.std())
    found = []
    for leaf, row in zip(made.prepared.leaves, _lengths(made), strict=True):
        own = float(row.std())
        critical = made.criticality[leaf.number]
        crucial = _correlation(_ranks(row), project) if own else None
        index = critical * own / sd if sd else None
        found.append(ActivitySensitivity(leaf.number, critical, crucial, index))
    return tuple(sorted(found, key=lambda one: (-one.criticality, one.number)))


def _lengths(made: Run) -> Iterator[NDArray[np.int32]]:
    """Draw the durations of all activities once more, some at a time."""
    laid, count = made.laid, len(made.prepared.leaves)
    # what is correlated is drawn together each time, so then all at once
    step = TOGETHER if len(laid.drawing.copula.first) == 1 else max(count, 1)
    for first in range(0, count, step):
        part = _part(laid.lengths, first, min(first + step, count))
        out = np.empty((len(part.draw), made.trials), np.int32)
        loops().draw_lengths(laid.drawing, part, 0, out)
        yield from out


def _part(targets: Targets, first: int, last: int) -> Targets:
    effects = targets.effects
    return Targets(
        targets.draw[first:last],
        targets.scale[first:last],
        targets.span[first:last],
        effects._replace(first=effects.first[first : last + 1]),
    )


def tornado(
    made: Run,
    outcome: Outcome,
    percent: float = 80,
    largest: int = 10,
    watch: Watch | None = None,
) -> tuple[Bar, ...]:
    """Return every driver of a result, those that contribute most first.

    The largest by rank correlation are tried one by one: the same trials once more,
    with that driver certain.
    """
    results = _results(made, outcome)
    ranks = _ranks(results)
    bars = [_bar(driver, row, results, ranks) for driver, row in _drawn(made, outcome)]
    bars.sort(key=lambda bar: (-abs(bar.correlation or 0), bar.driver))
    watch = watch or always
    tried = []
    for place, bar in enumerate(bars[:largest]):
        tried.append(_tried(made, outcome, percent, bar))
        if not watch(place + 1, min(largest, len(bars))):
            raise CancelledError("The analysis was stopped; nothing was kept.")
    tried.sort(key=lambda bar: (-(bar.contribution or 0), bar.driver))
    return (*tried, *bars[largest:])


def _results(made: Run, outcome: Outcome) -> Floats:
    found = made.minutes if outcome is Outcome.FINISH else made.cost
    return np.asarray(found, float)


def _tried(made: Run, outcome: Outcome, percent: float, bar: Bar) -> Bar:
    scenario = replace(made.scenario, without=made.scenario.without | {bar.driver})
    other = run(made.prepared, made.seed, made.trials, scenario)
    without = percentile(_results(other, outcome), percent)
    above = percentile(_results(made, outcome), percent) - without
    return bar._replace(without=without, contribution=above)


def _bar(driver: Driver, row: NDArray[Any], results: Floats, ranks: Floats) -> Bar:
    order = np.argsort(row)
    correlation = _correlation(_ranks(row, order), ranks)
    if driver.kind is Kind.RISK:
        high, low = results[row > 0], results[row <= 0]
    else:
        part = max(len(row) // TENTH, 1)
        low = results[row <= row[order[part - 1]]]
        high = results[row >= row[order[-part]]]
    swing = float(high.mean() - low.mean()) if len(high) and len(low) else 0.0
    return Bar(driver, correlation, swing)


def _drawn(made: Run, outcome: Outcome) -> Iterator[tuple[Driver, NDArray[Any]]]:
    """Return what was drawn for each uncertain driver, before any event."""
    laid, model = made.laid, made.prepared.model
    for one, row in zip(model.risks, _happened(made), strict=True):
        yield Driver(Kind.RISK, one.number), row
    calm = laid.drawing.events._replace(probability=np.zeros(len(model.risks)))
    drawing = laid.drawing._replace(events=calm)
    quiet = replace(made, laid=laid._replace(drawing=drawing))
    for leaf, row in zip(made.prepared.leaves, _lengths(quiet), strict=True):
        estimate = model.durations.get(leaf.number)
        if estimate is not None and estimate.variance > 0:
            yield Driver(Kind.DURATION, leaf.number), row
    if outcome is Outcome.COST:
        for item, row in zip(model.cost_items, _amounts(quiet), strict=True):
            if item.amount.variance > 0:
                yield Driver(Kind.COST, item.number), row


def _happened(made: Run) -> Floats:
    events = made.laid.drawing.events
    found = np.empty((len(events.state), made.trials))
    loops().happen(events, 0, np.empty((1, made.trials)), found)
    return found


def _amounts(made: Run) -> Floats:
    """Draw the amounts of cost items, of those that follow time for one minute."""
    laid, count = made.laid, len(made.prepared.model.cost_items)
    part = _part(laid.costs, 0, count)
    found = np.empty((count, made.trials))
    loops().draw_costs(
        laid.drawing,
        part._replace(span=np.full(count, -1, np.int64)),
        0,
        np.empty((0, made.trials)),
        found,
    )
    return found
