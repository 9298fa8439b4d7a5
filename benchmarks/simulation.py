"""How fast a plan is simulated, beside drawing the same random numbers with numpy.

1,000 activities, 50 risks that drive 150 delays and 50 costs, 100 cost items and a cost
that follows time, on one calendar, without correlation; dates, cost and criticality of
10,000 trials, everything from the model to the result counted. The bars: at most twice
what numpy takes to draw as many numbers, under 500 MB, 50 times faster than walking
networkx; a plan of 200 activities in 300 ms. Beside it stands what numpy takes to draw
from the same distributions. Times are of the wall, the least of some runs taken in
turn, as the simulation uses every processor and numpy one; what all processors work
together stands beside it, for a machine that is busy otherwise.
"""

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

import numpy as np

from benchmarks._table import show, verdict
from benchmarks.cpm import HOLIDAYS, networkx_of, networkx_passes, plan_of
from core.schedule.calendar import STANDARD, WorkingCalendar
from core.simulation.bell import Lognormal
from core.simulation.distributions import (
    Distribution,
    Fixed,
    Pert,
    Triangular,
    Trigen,
    Uniform,
)
from core.simulation.model import (
    CostImpact,
    CostItem,
    DurationImpact,
    Model,
    RiskEvent,
)
from core.simulation.preparing import prepare
from core.simulation.running import Run, run

ACTIVITIES, RISKS, DELAYS, EXTRAS, ITEMS = 1_000, 50, 150, 50, 100
TRIALS, WALKED = 10_000, 10
HEAD = (
    *("estimates", "ours ms", "processors ms", "numbers ms", "ratio"),
    *("alike ms", "ratio", "bar"),
)
TWICE, FASTER, MOST_MB, SMALL_MS = 2.0, 50.0, 500.0, 300.0


def estimate(minutes: int, shape: str, rng: random.Random) -> Distribution:
    """Return an estimate of a duration, of a shape or of any."""
    low, high = minutes * rng.uniform(0.6, 0.95), minutes * rng.uniform(1.1, 2)
    names = ("triangular", "PERT", "uniform", "lognormal", "trigen")
    shape = rng.choice(names) if shape == "all five shapes" else shape
    if shape == "uniform":
        return Uniform(low, high)
    if shape == "lognormal":
        return Lognormal(float(np.log(minutes)), rng.uniform(0.1, 0.4))
    build = {"triangular": Triangular, "PERT": Pert, "trigen": Trigen}[shape]
    return cast("Distribution", build(low, minutes, high))


def model_of(
    count: int, shape: str, calendars: tuple[WorkingCalendar, ...] = (STANDARD,)
) -> Model:
    """Make a model by chance, the same one each time."""
    rng = random.Random(3)  # noqa: S311 - a sample
    plan = plan_of(count, count * 3 // 2, calendars, deep=False)
    items = [CostItem(n, Pert(80.0, 100.0, 150.0)) for n in range(1, ITEMS + 1)]
    return Model(
        plan,
        {one.number: estimate(one.minutes, shape, rng) for one in plan.activities},
        tuple(RiskEvent(n, rng.uniform(0.05, 0.5)) for n in range(1, RISKS + 1)),
        tuple(
            DurationImpact(
                n,
                1 + n % RISKS,
                rng.randrange(1, count + 1),
                Triangular(480, 960, 4800),
            )
            for n in range(1, DELAYS + 1)
        ),
        (*items, CostItem(ITEMS + 1, Fixed(0.5), is_per_minute=True)),
        tuple(
            CostImpact(n, n, rng.randrange(1, ITEMS + 1), Uniform(10, 100))
            for n in range(1, EXTRAS + 1)
        ),
    )


def drawn_by(model: Model) -> list[Distribution]:
    """Return every distribution that a trial draws from; an event is one of them."""
    sizes = [*model.durations.values()]
    sizes += [one.size for one in model.duration_impacts]
    sizes += [one.size for one in model.cost_impacts]
    sizes += [one.amount for one in model.cost_items]
    sizes += [Uniform(0, 1) for _ in model.risks]
    return [one for one in sizes if one.variance > 0]


def numbers(model: Model, trials: int) -> None:
    """Draw as many numbers with numpy, in one call."""
    np.random.default_rng(1).random((trials, len(drawn_by(model))))


def from_distributions(drawn: Sequence[Distribution], trials: int) -> None:
    """Draw from the same distributions with numpy, one call for each."""
    rng = np.random.default_rng(1)
    for one in drawn:
        by_numpy(one, rng, trials)


def by_numpy(one: Distribution, rng: "np.random.Generator", trials: int) -> Any:
    """Draw from a distribution as numpy does."""
    if isinstance(one, Uniform):
        return rng.uniform(one.low, one.high, trials)
    if isinstance(one, Lognormal):
        return rng.lognormal(one.mu, one.sigma, trials)
    if isinstance(one, Pert):
        width = one.pessimistic - one.optimistic
        return one.optimistic + width * rng.beta(one.alpha, 6 - one.alpha, trials)
    real = one.triangle if isinstance(one, Trigen) else cast("Triangular", one)
    return rng.triangular(real.optimistic, real.most_likely, real.pessimistic, trials)


def simulated(model: Model, trials: int) -> Run:
    """Simulate a model, everything counted."""
    return run(prepare(model), 1, trials)


def by_networkx(model: Model, trials: int) -> None:
    """Walk networkx through trials: durations, forward and backward pass, money."""
    rng, graph = np.random.default_rng(1), networkx_of(model.plan)
    rows = {n: by_numpy(d, rng, trials) for n, d in model.durations.items()}
    for trial in range(trials):
        happened = {o.number: rng.random() < o.probability for o in model.risks}
        for number, row in rows.items():
            graph.nodes[number]["minutes"] = row[trial]
        for delay in model.duration_impacts:
            if happened[delay.risk]:
                node = graph.nodes[delay.activity]
                node["minutes"] += by_numpy(delay.size, rng, 1)[0]
        length = networkx_passes(graph)
        items = [o.amount for o in model.cost_items if o.amount.variance > 0]
        cost = sum(float(by_numpy(amount, rng, 1)[0]) for amount in items)
        assert cost + length > 0


def least(runs: Sequence[Callable[[], object]], times: int) -> list[float]:
    """Return the least time of each, in milliseconds; all in turn, so many times."""
    return [wall for wall, _ in measured(runs, times)]


def measured(
    runs: Sequence[Callable[[], object]], times: int
) -> list[tuple[float, float]]:
    """Return the least time of each, of the wall and of all processors together."""
    found: list[list[tuple[float, float]]] = [[] for _ in runs]
    for _ in range(times):
        for one, row in zip(runs, found, strict=True):
            begin, used = time.perf_counter(), time.process_time()
            one()
            wall = time.perf_counter() - begin
            row.append((1000 * wall, 1000 * (time.process_time() - used)))
    return [(min(w for w, _ in row), min(u for _, u in row)) for row in found]


def ratios(count: int, trials: int, times: int) -> list[tuple[object, ...]]:
    """Return the rows beside numpy."""
    rows: list[tuple[object, ...]] = []
    for shape in ("triangular", "PERT", "all five shapes"):
        model = model_of(count, shape)
        drawn = drawn_by(model)
        (ours, used), (plain, _), (alike, _) = measured(
            [
                partial(simulated, model, trials),
                partial(numbers, model, trials),
                partial(from_distributions, drawn, trials),
            ],
            times,
        )
        holds = verdict(holds=ours <= TWICE * plain)
        told = (plain, ours / plain, alike, ours / alike)
        rows.append((shape, ours, used, *told, holds))
    return rows


def walked(count: int, trials: int, times: int) -> tuple[object, ...]:
    """Return the row beside networkx, from a few trials of it."""
    model = model_of(count, "triangular")
    few = max(WALKED * trials // TRIALS, 2)
    ours, theirs = least(
        [partial(simulated, model, trials), partial(by_networkx, model, few)], times
    )
    theirs *= trials / few
    name = f"{trials:,} trials, networkx from {few}"
    return name, theirs, ours, theirs / ours, verdict(holds=theirs >= FASTER * ours)


def small(count: int, trials: int, times: int) -> list[tuple[object, ...]]:
    """Return the rows of a plan of usual size."""
    found: list[tuple[object, ...]] = []
    for name, calendars in (
        ("one calendar", (STANDARD,)),
        ("two calendars", (STANDARD, HOLIDAYS)),
    ):
        model = model_of(count, "all five shapes", calendars)
        (took,) = least([partial(simulated, model, trials)], times)
        told = verdict(holds=took <= SMALL_MS)
        found.append((f"{count} activities, {name}", took, told))
    return found


def peak_mb() -> float:
    """Return the most memory that the process had so far."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--small", action="store_true", help="a quick try-out")
    given = parser.parse_args(arguments)
    share, times = (10, 2) if given.small else (1, given.times)
    tell(ACTIVITIES // share, TRIALS // share, times)


def tell(many: int, trials: int, times: int) -> None:
    """Print the tables for so many activities, and a fifth of them."""
    begin = time.perf_counter()
    simulated(model_of(many, "all five shapes", (STANDARD, HOLIDAYS)), 10)
    first = time.perf_counter() - begin
    simulated(model_of(many, "all five shapes"), trials)
    memory = peak_mb()
    show(
        f"{many:,} activities, {RISKS} risks, {trials:,} trials; bar: 2",
        HEAD,
        ratios(many, trials, times),
    )
    show(
        "The same by networkx; bar: 50 times",
        ("run", "networkx ms", "ours ms", "times faster", "bar"),
        [walked(many, trials, min(times, 3))],
    )
    show(
        "A plan of usual size; bar: 300 ms",
        ("plan", "ours ms", "bar"),
        small(many // 5, trials, times),
    )
    told = verdict(holds=memory < MOST_MB)
    print(f"Most memory of the process, numpy and compiler included: {memory:.0f} MB")
    print(f"  bar: {MOST_MB:.0f} MB, {told}")
    print(f"The first run took {first:.1f} s: loops loaded, or compiled and kept.")


if __name__ == "__main__":
    main()
