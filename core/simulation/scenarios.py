"""Runs side by side on the same random numbers, and what each mitigation is worth."""

from dataclasses import dataclass
from typing import NamedTuple

from core.simulation.model import (
    BEFORE,
    ESTIMATES_ONLY,
    Mitigation,
    Scenario,
    after,
)
from core.simulation.preparing import Prepared
from core.simulation.results import percentile
from core.simulation.running import Run, Watch, run


@dataclass(frozen=True)
class Comparison:
    """Three runs that share their draws.

    Attributes
    ----------
    before
        Without any mitigation.
    after
        With all of them, at their price.
    estimates_only
        Without any risk.
    """

    before: Run
    after: Run
    estimates_only: Run


class Worth(NamedTuple):
    """What a mitigation takes off a percentile, carried out alone.

    Attributes
    ----------
    minutes
        Working minutes off the finish.
    cost
        Money off the cost, before its price.
    price
        The expected price.
    net
        Money off the cost, with its price in it: the cost less the price.
    """

    mitigation: int
    minutes: float
    cost: float
    price: float
    net: float


def compare(
    prepared: Prepared, seed: int, trials: int = 10_000, watch: Watch | None = None
) -> Comparison:
    """Run without mitigations, with all of them, and without any risk.

    Parameters
    ----------
    watch
        As of `run`; it sees the trials of all three.
    """
    scenarios = BEFORE, after(prepared.model), ESTIMATES_ONLY
    runs = [
        run(prepared, seed, trials, one, _part(watch, place, len(scenarios)))
        for place, one in enumerate(scenarios)
    ]
    return Comparison(*runs)


def _part(watch: Watch | None, place: int, parts: int) -> Watch | None:
    if watch is None:
        return None
    return lambda done, wanted: watch(place * wanted + done, parts * wanted)


def worths(
    before: Run, percent: float = 80, watch: Watch | None = None
) -> tuple[Worth, ...]:
    """Return what each mitigation is worth by itself, the most first.

    Each is carried out alone, on the draws of a run without any.
    """
    mitigations = before.prepared.model.mitigations
    found = [
        _worth(before, one, percent, _part(watch, place, len(mitigations)))
        for place, one in enumerate(mitigations)
    ]
    return tuple(sorted(found, key=lambda one: (-one.net, -one.minutes, one[0])))


def _worth(before: Run, one: Mitigation, percent: float, watch: Watch | None) -> Worth:
    alone = Scenario(mitigations=frozenset({one.number}))
    made = run(before.prepared, before.seed, before.trials, alone, watch)
    net = percentile(before.cost, percent) - percentile(made.cost, percent)
    minutes = percentile(before.minutes, percent) - percentile(made.minutes, percent)
    price = one.price.mean
    return Worth(one.number, minutes, net + price, price, net)
