"""Correlation: what is stated is drawn, and what cannot be is made valid."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.simulation.bell import Lognormal, Normal
from core.simulation.correlation import Correlation, made_valid, of_pairs
from core.simulation.distributions import Distribution, Pert, Triangular, Uniform
from core.simulation.errors import SimulationError
from core.simulation.model import Driver, Kind
from core.simulation.sensitivity import rank_correlation
from tests.core.simulation.models import costs, days, model_of, plan_of, ran

ONE, TWO, THREE = (Driver(Kind.COST, number) for number in (1, 2, 3))


def test_the_nearest_matrix_is_that_of_higham() -> None:
    # Higham 2002, section 4: stated 1, 1, 0 between three
    stated = 6 / math.pi * math.asin(0.5)  # ranks that make 1 of normal values
    matrix = np.array([[1, stated, 0], [stated, 1, stated], [0, stated, 1]])
    found = made_valid(matrix)
    normal = 2 * np.sin(found.matrix * math.pi / 6)
    assert normal[0].tolist() == pytest.approx([1, 0.7607, 0.1573], abs=1e-4)
    assert found.moved == pytest.approx(0.2548, abs=1e-3)
    assert made_valid(np.eye(3)).moved == 0


@given(st.integers(2, 6), st.data())
def test_whatever_is_stated_becomes_a_correlation(
    count: int, data: st.DataObject
) -> None:
    drawn = data.draw(st.lists(st.floats(-1, 1), min_size=36, max_size=36))
    half = np.triu(np.array(drawn).reshape(6, 6)[:count, :count], 1)
    found = made_valid(half + half.T + np.eye(count))
    normal = 2 * np.sin(found.matrix * math.pi / 6)
    assert np.linalg.eigvalsh(normal).min() > -1e-9
    assert np.diag(found.matrix).tolist() == pytest.approx([1] * count)
    assert np.abs(found.matrix).max() <= 1 + 1e-9
    moved = np.abs(found.matrix - (half + half.T + np.eye(count))).max()
    assert found.moved == pytest.approx(moved, abs=1e-9)


@pytest.mark.parametrize("stated", [0.7, -0.5, 0.0, 1.0, -1.0])
def test_ranks_are_correlated_as_stated_and_each_keeps_its_distribution(
    stated: float,
) -> None:
    plan = plan_of(2)
    durations: dict[int, Distribution] = {
        1: Triangular(3000, 4800, 9000),
        2: Pert(3000, 4000, 9000),
    }
    pair = (Driver(Kind.DURATION, 1), Driver(Kind.DURATION, 2))
    model = model_of(
        plan, durations, correlation=of_pairs({pair: stated}), milestones=(1, 2)
    )
    made = ran(model)
    one, two = made.milestones[1], made.milestones[2]
    assert rank_correlation(one, two) == pytest.approx(stated, abs=0.03)
    mean = (one - plan.start).mean()  # each by itself is not changed: see the sums
    assert mean == pytest.approx(
        (
            ran(model_of(plan, durations, milestones=(1,))).milestones[1] - plan.start
        ).mean(),
        rel=0.02,
    )


def test_the_sd_of_a_correlated_sum_is_that_of_the_formula() -> None:
    # normal values, r = 2 sin(pi rho / 6): var = 4 + 9 + 2 r 2 3
    ranks = 0.5
    r = 2 * math.sin(math.pi * ranks / 6)
    model = costs(
        Normal(10, 2), Normal(20, 3), correlation=of_pairs({(ONE, TWO): ranks})
    )
    cost = ran(model).cost
    assert cost.mean() == pytest.approx(30, abs=0.2)
    assert cost.var() == pytest.approx(13 + 12 * r, rel=0.06)


@pytest.mark.parametrize("common", [0.3, 0.9, -0.4, -1.0])
def test_one_coefficient_can_hold_for_all(common: float) -> None:
    drawn = Normal(100, 10)
    model = costs(
        drawn, drawn, drawn, correlation=of_pairs({}, (ONE, TWO, THREE), common)
    )
    made = ran(model)
    possible = max(common, -0.5)  # three cannot all go against one another further
    r = 2 * math.sin(math.pi * possible / 6) if common > -0.5 else -0.5
    assert made.cost.var() == pytest.approx(300 + 600 * r, rel=0.06, abs=1)
    assert (made.moved > 0.1) == (common == -1.0)


def test_uncorrelated_neighbours_draw_as_if_nothing_were_correlated() -> None:
    amounts = Uniform(0, 1), Lognormal(0, 1), Uniform(5, 6)
    before = ran(costs(*amounts[:2], amounts[2]), trials=100)
    model = costs(*amounts, correlation=of_pairs({(ONE, TWO): 0.0}))
    assert ran(model, trials=100).cost.tolist() == pytest.approx(
        before.cost.tolist(), rel=1e-3
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([[1, 1.3], [1.3, 1]], "a and b: is not a number from −1 to 1"),
        ([[1, math.nan], [0.5, 1]], "is not a number"),
        ([[1, 0.5], [0.4, 1]], "differs from the one the other way round"),
        ([[0.9, 0.5], [0.5, 1]], "is not 1, which everything has with itself"),
        ([[1, 0.5, 0], [0.5, 1, 0]], "one row and one column for each name"),
    ],
)
def test_what_is_no_correlation_is_refused(rows: list[list[float]], told: str) -> None:
    with pytest.raises(SimulationError, match=told):
        Correlation(("a", "b"), np.array(rows, float))


def test_correlated_durations_widen_the_finish_of_a_chain() -> None:
    plan = plan_of(3, "1 FS 2", "2 FS 3")
    durations = dict.fromkeys((1, 2, 3), Triangular(3000, 4800, 9000))
    names = [Driver(Kind.DURATION, number) for number in (1, 2, 3)]
    alone = days(ran(model_of(plan, durations)))
    together = days(
        ran(model_of(plan, durations, correlation=of_pairs({}, names, 0.8)))
    )
    assert together.std() > 1.4 * alone.std()
    assert together.mean() == pytest.approx(alone.mean(), rel=0.01)
