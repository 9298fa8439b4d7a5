"""Distributions: closed forms, stated points, and what is refused."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.simulation.bell import (
    Lognormal,
    Normal,
    lognormal_of_moments,
    lognormal_of_points,
)
from core.simulation.distributions import (
    Distribution,
    Fixed,
    Pert,
    Triangular,
    Trigen,
    Uniform,
)
from core.simulation.errors import SimulationError
from tests.core.simulation.models import costs, ran

FILE = Path(__file__).parents[4] / "shared/cases/risk/single_distributions.json"
BUILDERS: dict[str, Any] = {
    "triangular": Triangular,
    "pert_lambda4": Pert,
    "uniform": Uniform,
    "normal": Normal,
    "lognormal_mu_sigma_of_log": Lognormal,
    "lognormal_mean_sd": lognormal_of_moments,
}


def cases() -> list[Any]:
    if not FILE.exists():
        return [pytest.param(None, marks=pytest.mark.skip(f"{FILE.name} is not there"))]
    found = json.loads(FILE.read_text())["cases"]
    return [pytest.param(c, id=f"{c['dist']}-{c['params']}") for c in found]


@pytest.mark.parametrize("case", cases())
def test_a_distribution_has_the_exact_mean_variance_and_quantiles(
    case: dict[str, Any],
) -> None:
    found: Distribution = BUILDERS[case["dist"]](*case["params"])
    assert found.mean == pytest.approx(case["mean"], rel=1e-9)
    assert found.variance == pytest.approx(case["var"], rel=1e-9)
    shares = [float(name[1:]) / 100 for name in case["quantiles"]]
    wanted = list(case["quantiles"].values())
    assert found.quantile(shares).tolist() == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("case", cases())
def test_trials_have_the_mean_and_quantiles_within_the_stated_error(
    case: dict[str, Any],
) -> None:
    drawn: Distribution = BUILDERS[case["dist"]](*case["params"])
    cost, sd = ran(costs(drawn)).cost, math.sqrt(case["var"])
    assert cost.mean() == pytest.approx(case["mean"], abs=0.04 * sd)
    assert cost.var() == pytest.approx(case["var"], rel=0.06)
    for name in ("P50", "P80"):
        found = np.quantile(cost, float(name[1:]) / 100)
        assert found == pytest.approx(case["quantiles"][name], abs=0.06 * sd)


# shares as R says: qbeta(c(.05, .5, .95), 1.5, 4.5) is the inverse of pbeta
@pytest.mark.parametrize(
    ("drawn", "share", "value"),
    [
        (Triangular(5, 10, 15), 0.8, 11.837722),
        (Pert(1, 2, 9), 0.8, 4.102761),
        (Pert(0, 0, 1), 0.5, 1 - 0.5**0.2),  # beta(1, 5) has a closed form
        (Pert(0, 1, 1), 0.5, 0.5**0.2),
        (Normal(10, 2), 0.9, 12.563103),
        (Lognormal(2, 0.25), 0.8, 9.119412),
        (Uniform(8, 12), 0.8, 11.2),
        (Fixed(3), 0.8, 3),
    ],
)
def test_a_share_leads_to_its_value(
    drawn: Distribution, share: float, value: float
) -> None:
    assert float(drawn.quantile(share)) == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(
    ("points", "percents"),
    [
        ((8, 10, 15), (10, 90)),
        ((10, 10, 15), (10, 90)),
        ((8, 15, 15), (5, 95)),
        ((8, 10, 15), (0, 100)),
        ((8, 10, 15), (20, 80)),
    ],
)
def test_the_stated_ends_of_a_trigen_are_at_their_percentiles(
    points: tuple[float, float, float], percents: tuple[float, float]
) -> None:
    found = Trigen(*points, *percents)
    ends = found.quantile(np.array(percents) / 100)
    assert ends.tolist() == pytest.approx([points[0], points[2]], abs=1e-9)
    assert found.triangle.most_likely == points[1]
    assert found.triangle.optimistic <= points[0]


@pytest.mark.parametrize(
    "points", [(8, 10, 15), (5, 10, 15), (2, 9, 10), (10, 10, 20), (10, 20, 20)]
)
def test_a_lognormal_through_three_points_has_them_as_p10_mode_and_p90(
    points: tuple[float, float, float],
) -> None:
    found = lognormal_of_points(*points)
    ends = found.quantile([0.1, 0.9]).tolist()
    assert ends == pytest.approx([points[0], points[2]])
    near = np.array([-1e-4, 0, 1e-4]) + _share_of(found, points[1])
    steps = np.diff(found.quantile(near))
    assert steps[0] == pytest.approx(steps[1], rel=1e-3)  # the density is level there


def _share_of(drawn: Distribution, value: float) -> float:
    shares = np.linspace(0.001, 0.999, 100_001)
    return float(shares[np.searchsorted(drawn.quantile(shares), value)])


@pytest.mark.parametrize(
    ("build", "values", "named"),
    [
        (Triangular, (11, 10, 15), "most likely"),
        (Triangular, (8, 16, 15), "pessimistic"),
        (Pert, (8, math.nan, 15), "most likely"),
        (Trigen, (8, 10, math.inf), "pessimistic"),
        (Trigen, (8, 10, 15, 90, 10), "percentiles"),
        (Uniform, (3, 1), "high"),
        (Normal, (3, -1), "sd"),
        (Lognormal, (1, -1), "sigma"),
        (Fixed, (math.nan,), "value"),
        (lognormal_of_moments, (0, 1), "mean"),
        (lognormal_of_points, (3, 2, 1), "most likely"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(
    build: Any, values: tuple[float, ...], named: str
) -> None:
    with pytest.raises(SimulationError, match=named):
        build(*values)


@given(
    st.tuples(*[st.floats(0, 1000)] * 3).map(sorted),
    st.sampled_from([Triangular, Pert, Trigen]),
)
def test_values_rise_with_shares_and_stay_between_the_ends(
    points: list[float], build: Any
) -> None:
    drawn = build(*points)
    values = drawn.quantile(np.linspace(0, 1, 201))
    real = drawn.triangle if isinstance(drawn, Trigen) else drawn
    reach = 1e-9 * (1 + real.pessimistic - real.optimistic)
    assert (np.diff(values) >= -reach).all()
    assert values[0] >= real.optimistic - reach
    assert values[-1] <= real.pessimistic + reach
