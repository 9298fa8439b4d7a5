"""Laws of any simulation, on common random numbers."""

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.simulation.distributions import Triangular
from core.simulation.model import (
    BEFORE,
    ESTIMATES_ONLY,
    CostImpact,
    CostItem,
    DurationImpact,
    Mitigation,
    MitigationEffect,
    Model,
    RiskEvent,
    after,
)
from core.simulation.preparing import prepare
from core.simulation.results import percentile
from core.simulation.running import run
from tests.core.simulation.models import plan_of

SETTINGS = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None,
                    max_examples=40)  # fmt: skip
TRIALS = 400
SHARES = st.floats(0, 1)
NETWORK = ("1 FS 2", "1 SS 3 +1d", "2 FS 4", "3 FS 4 -1d", "1 FS 5")


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Draw a model of threats on a network in which more work never ends sooner."""
    risks = tuple(RiskEvent(n, draw(SHARES)) for n in range(1, 4))
    sizes = st.tuples(*[st.floats(0, 5000)] * 3).map(sorted)
    return Model(
        plan_of(5, *NETWORK),
        {n: Triangular(*draw(sizes)) for n in range(1, 6)},
        risks,
        tuple(
            DurationImpact(
                n, draw(st.integers(1, 3)), draw(st.integers(1, 5)),
                Triangular(*draw(sizes)),
            )
            for n in range(1, 5)
        ),
        (CostItem(1, Triangular(*draw(sizes))),),
        (CostImpact(1, draw(st.integers(1, 3)), 1, Triangular(*draw(sizes))),),
        (
            Mitigation(1, (MitigationEffect(1, draw(SHARES), draw(SHARES)),)),
            Mitigation(2, (MitigationEffect(2, draw(SHARES), draw(SHARES)),)),
        ),
    )  # fmt: skip


@SETTINGS
@given(models(), st.integers(0, 2), SHARES, st.sampled_from([10, 50, 80, 95]))
def test_more_probability_never_lowers_a_percentile_of_a_threat(
    model: Model, place: int, more: float, percent: float
) -> None:
    one = model.risks[place]
    raised = replace(one, probability=max(one.probability, more))
    risks = (*model.risks[:place], raised, *model.risks[place + 1 :])
    before = run(prepare(model), 3, TRIALS)
    then = run(prepare(replace(model, risks=risks)), 3, TRIALS)
    assert percentile(then.minutes, percent) >= percentile(before.minutes, percent)
    assert percentile(then.cost, percent) >= percentile(before.cost, percent) - 1e-9


@SETTINGS
@given(models())
def test_a_mitigation_of_threats_helps_in_every_single_trial(model: Model) -> None:
    prepared = prepare(model)
    before = run(prepared, 5, TRIALS, BEFORE)
    then = run(prepared, 5, TRIALS, after(model))
    estimates = run(prepared, 5, TRIALS, ESTIMATES_ONLY)
    assert (then.minutes <= before.minutes).all()
    assert (estimates.minutes <= then.minutes).all()
    assert (then.cost <= before.cost + 1e-9).all()
    assert (estimates.cost <= then.cost + 1e-9).all()


@SETTINGS
@given(models(), st.integers(-(2**63), 2**63))
def test_what_does_not_happen_changes_nothing(model: Model, seed: int) -> None:
    risks = tuple(replace(one, probability=0.0) for one in model.risks)
    never = run(prepare(replace(model, risks=risks)), seed, TRIALS)
    estimates = run(prepare(model), seed, TRIALS, ESTIMATES_ONLY)
    assert never.finish.tolist() == estimates.finish.tolist()
    assert never.cost.tolist() == estimates.cost.tolist()
    assert never.criticality == estimates.criticality
    assert all(0 <= share <= 1 for share in never.criticality.values())
    assert np.isfinite(never.cost).all()
