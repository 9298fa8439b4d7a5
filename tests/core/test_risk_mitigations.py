from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.project import Project
from core.registers.risks import COMPLETE, Mitigation, MitigationStatus
from core.risk_mitigations import Effect, effect, mitigated, open_mitigations
from tests.projects import project, threat

D = Decimal


def mitigation(**more: Any) -> Mitigation:
    return Mitigation.model_validate({"title": "Spare part", "risk": 1} | more)


def done(**more: Any) -> Mitigation:
    return mitigation(status="done", progress=COMPLETE, **more)


def one(*mitigations: Mitigation, **more: Any) -> Project:
    return project(risks=[threat(5, 4, **more)], mitigations=mitigations)


@pytest.mark.parametrize(
    ("cuts", "left"),
    [([], 1.0), ([50], 0.5), ([50, 50], 0.25), ([30, 0, 10], 0.63), ([100, 50], 0.0)],
)
def test_cuts_multiply_what_they_leave(cuts: list[int], left: float) -> None:
    made = [mitigation(probability_cut=cut, impact_cut=0) for cut in cuts]
    assert effect(made) == Effect(left, 1.0)
    other = [mitigation(impact_cut=cut) for cut in cuts]
    assert effect(other) == Effect(1.0, left)


def test_what_is_open_is_still_to_come_and_what_is_done_is_in_the_rating() -> None:
    (found,) = mitigated(
        one(
            mitigation(probability_cut=50, cost=D(10)),
            done(probability_cut=80, cost=D(99)),
            mitigation(status="cancelled", probability_cut=90, cost=D(99)),
            cost_impact=D(1000),
        )
    )
    assert (found.probability, found.after) == (0.85, 0.425)
    assert (found.emv, found.emv_after) == (D(850), D(425))
    assert (found.done, found.planned) == (Effect(0.2), Effect(0.5))
    assert (found.price, found.gain) == (D(10), D(415))


def test_the_probability_is_the_exact_one_and_without_a_cost_there_is_no_gain() -> None:
    (found,) = mitigated(one(mitigation(probability_cut=50), exact_probability=10))
    assert (found.probability, found.after) == (0.1, 0.05)
    assert (found.emv, found.gain) == (None, None)


def test_only_open_risks_are_mitigated_and_only_by_their_own() -> None:
    made = project(
        risks=[
            threat(),
            threat(),
            threat(status="closed"),
            threat(kind="opportunity"),
        ],
        mitigations=[mitigation(risk=2, probability_cut=50), mitigation(risk=3)],
    )
    first, second = mitigated(made)
    assert (first.number, first.planned) == (1, Effect())
    assert (second.number, second.planned) == (2, Effect(0.5))
    assert [r.number for r in open_mitigations(made, 2)] == [1]
    assert open_mitigations(made, 1) == ()


cuts = st.builds(
    mitigation,
    probability_cut=st.integers(0, 100),
    impact_cut=st.integers(0, 100),
    status=st.sampled_from([MitigationStatus.OPEN, MitigationStatus.CANCELLED]),
    cost=st.none() | st.decimals(0, 10**6, places=2),
)


@given(st.lists(cuts, max_size=5))
def test_mitigations_never_make_a_risk_worse(some: list[Mitigation]) -> None:
    (found,) = mitigated(one(*some, cost_impact=D(1000)))
    assert found.emv is not None
    assert found.emv_after is not None
    assert 0 <= found.after <= found.probability
    assert 0 <= found.emv_after <= found.emv
    assert found.price >= 0
