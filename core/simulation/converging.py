"""Running until the answer is stable."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.simulation.laid import lay
from core.simulation.model import BEFORE, Scenario
from core.simulation.preparing import Prepared
from core.simulation.results import percentile, standard_error
from core.simulation.rows import CHUNK
from core.simulation.running import Run, Watch, always, draw, joined, run_of


class Step(NamedTuple):
    """A percentile as it stood after some trials, with its standard error.

    Attributes
    ----------
    finish, finish_error
        Working minutes from the plan's start.
    cost, cost_error
        Money.
    """

    trials: int
    finish: float
    finish_error: float
    cost: float
    cost_error: float
    is_stable: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """When to stop.

    Attributes
    ----------
    tolerance
        Stable is a standard error of the percentile, of finish and of cost, of no more
        than this share of the standard deviation, after two batches in a row.
    """

    percent: float = 80.0
    tolerance: float = 0.02
    batch: int = CHUNK
    most: int = 100_000


STOP = Stop()


def run_until_stable(
    prepared: Prepared,
    seed: int,
    scenario: Scenario = BEFORE,
    stop: Stop = STOP,
    watch: Watch | None = None,
) -> tuple[Run, tuple[Step, ...]]:
    """Run batch after batch until a percentile is stable, or the most are run.

    The run is the one that so many trials would have made at once.
    """
    laid, watch = lay(prepared, seed, scenario), watch or always
    samples, steps = [], []
    done = 0
    while done < stop.most:
        trials = range(done, min(done + stop.batch, stop.most))
        samples.append(draw(prepared, laid, trials, _from(watch, trials, stop)))
        done = trials.stop
        made = run_of(prepared, laid, seed, scenario, joined(samples))
        steps.append(_step(made, stop))
        if len(steps) > 1 and steps[-1].is_stable and steps[-2].is_stable:
            break
    return made, tuple(steps)


def _from(watch: Watch, trials: range, stop: Stop) -> Watch:
    return lambda done, _wanted: watch(trials.start + done, stop.most)


def _step(made: Run, stop: Stop) -> Step:
    outcomes = made.minutes, made.cost
    found = [percentile(values, stop.percent) for values in outcomes]
    errors = [standard_error(values, stop.percent) for values in outcomes]
    is_stable = all(
        error <= stop.tolerance * float(np.std(values))
        for error, values in zip(errors, outcomes, strict=True)
    )
    return Step(made.trials, found[0], errors[0], found[1], errors[1], is_stable)
