"""Sums and networks whose distribution is known exactly."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.simulation.bell import Normal
from core.simulation.distributions import (
    Distribution,
    Fixed,
    Pert,
    Triangular,
    Uniform,
)
from core.simulation.model import DurationImpact, RiskEvent
from tests.core.schedule.plans import DAY
from tests.core.simulation.models import costs, days, model_of, plan_of, ran

FILE = Path(__file__).parents[4] / "shared/cases/risk/sums_independent.json"
BUILDERS: dict[str, Any] = {
    "triangular": Triangular,
    "pert": Pert,
    "uniform": Uniform,
    "normal": Normal,
}


def cases() -> list[Any]:
    if not FILE.exists():
        return [pytest.param(None, marks=pytest.mark.skip(f"{FILE.name} is not there"))]
    found = json.loads(FILE.read_text())["cases"]
    return [pytest.param(case, id=case["id"]) for case in found]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("case", cases())
def test_a_published_sum_comes_out_within_its_error(
    case: dict[str, Any], seed: int
) -> None:
    terms = [BUILDERS[name](*numbers) for name, *numbers in case["terms"]]
    cost, sd = ran(costs(*terms), seed).cost, case["sd"]
    assert cost.mean() == pytest.approx(case["mean"], abs=0.04 * sd)
    assert cost.var() == pytest.approx(case["var"], rel=0.06)
    for name in ("P50", "P80"):
        found = np.quantile(cost, float(name[1:]) / 100)
        assert found == pytest.approx(case["quantiles"][name], abs=0.06 * sd)


def test_a_sum_of_a_hundred_thousand_trials_is_ten_triangles() -> None:
    # the sum of ten triangles of the published case tri10: mean and variance exact
    points = [(8, 10, 15), (4, 6, 9), (20, 25, 40), (3, 5, 12), (10, 12, 18)]
    points += [(7, 9, 10), (30, 35, 60), (5, 8, 9), (2, 3, 7), (12, 14, 25)]
    cost = ran(costs(*(Triangular(*three) for three in points)), trials=100_000).cost
    assert cost.mean() == pytest.approx(144.3333, abs=4 * 9.0216 / math.sqrt(1e5))
    assert cost.var() == pytest.approx(81.3889, rel=0.02)
    assert np.quantile(cost, 0.8) == pytest.approx(152.0616, abs=0.15)


MERGED = ("1 FS 3", "2 FS 3")


@pytest.mark.parametrize(
    ("drawn", "mean", "sd"),
    [
        # of two: uniform 2/3 of the width; normal mu + sigma / √π, (1 − 1/π) sigma²
        (Uniform(10 * DAY, 20 * DAY), 10 + 20 / 3, 10 / math.sqrt(18)),
        (
            Normal(20 * DAY, 3 * DAY),
            20 + 3 / math.sqrt(math.pi),
            3 * math.sqrt(1 - 1 / math.pi),
        ),
    ],
)
def test_the_later_of_two_is_later_than_each(
    drawn: Distribution, mean: float, sd: float
) -> None:
    rows = {1: drawn, 2: drawn, 3: Fixed(0)}
    made = ran(model_of(plan_of(3, *MERGED), rows), trials=40_000)
    assert days(made).mean() == pytest.approx(mean, abs=4 * sd / 200)
    assert days(made).std() == pytest.approx(sd, rel=0.02)
    assert made.criticality[1] == pytest.approx(0.5, abs=0.011)
    assert made.criticality[3] == 1


def test_a_chain_of_normal_durations_adds_up() -> None:
    plan = plan_of(4, "1 FS 2", "2 FS 3", "3 FS 4 +2d")
    rows = {n: Normal(20 * DAY, n * DAY) for n in range(1, 5)}
    made = ran(model_of(plan, rows), trials=40_000)
    assert days(made).mean() == pytest.approx(82, abs=0.11)
    assert days(made).std() == pytest.approx(math.sqrt(30), rel=0.02)


def test_an_event_adds_its_probability_times_its_mean() -> None:
    # variance of an event of p with a certain size s: p (1 − p) s²
    model = model_of(
        plan_of(1),
        risks=(RiskEvent(1, 0.3),),
        duration_impacts=(DurationImpact(1, 1, 1, Fixed(5 * DAY)),),
    )
    made = ran(model, trials=40_000)
    assert days(made).mean() == pytest.approx(11.5, abs=0.05)
    assert days(made).var() == pytest.approx(0.21 * 25, rel=0.03)


def test_a_small_network_of_two_events_has_its_four_finishes() -> None:
    # 1 and 2 beside each other, then 3; 1 is late by 4 days (p .5), 2 by 6 (p .2)
    model = model_of(
        plan_of(3, *MERGED),
        risks=(RiskEvent(1, 0.5), RiskEvent(2, 0.2)),
        duration_impacts=(
            DurationImpact(1, 1, 1, Fixed(4 * DAY)),
            DurationImpact(2, 2, 2, Fixed(6 * DAY)),
        ),
    )
    made = ran(model, trials=40_000)
    found, counts = np.unique(days(made), return_counts=True)
    assert found.tolist() == [20, 24, 26]
    shares = (counts / 40_000).tolist()
    assert shares == pytest.approx([0.4, 0.4, 0.2], abs=0.01)
    assert made.criticality[1] == pytest.approx(0.8, abs=0.01)
    assert made.criticality[2] == pytest.approx(0.6, abs=0.01)
