from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import risk
from core.figure import Status
from core.money import ZERO
from core.project import Project
from core.registers.budget import Expense, ExpenseKind, ExpenseState
from core.registers.entry import Record
from core.registers.project import ProjectSettings
from core.registers.risks import Risk, RiskKind, RiskStatus
from tests.projects import TODAY, project, reserve, threat

D = Decimal
DEFAULTS = ProjectSettings()


def opportunity(**more: Any) -> Risk:
    return threat(kind=RiskKind.OPPORTUNITY, **more)


def closed(**more: Any) -> Risk:
    return threat(status=RiskStatus.CLOSED, **more)


def booked(kind: ExpenseKind, amount: int, **more: Any) -> Expense:
    found = {"title": "Drawn", "kind": kind, "amount": amount, "budget_line": 1}
    return Expense.model_validate(found | {"spent_on": TODAY} | more)


@pytest.mark.parametrize(
    ("level", "status"),
    [
        (1, Status.ON_TRACK),
        (5, Status.ON_TRACK),
        (6, Status.WATCH),
        (14, Status.WATCH),
        (15, Status.OFF_TRACK),
        (25, Status.OFF_TRACK),
    ],
)
def test_a_level_is_green_to_5_yellow_to_14_and_red_from_15(
    level: int, status: Status
) -> None:
    assert risk.band(level, DEFAULTS) is status


def test_the_bands_begin_where_the_settings_say() -> None:
    strict = ProjectSettings(yellow_from=3, red_from=10)
    assert risk.band(10, strict) is Status.OFF_TRACK
    assert risk.band(10, DEFAULTS) is not Status.OFF_TRACK


@pytest.mark.parametrize(
    ("likelihood", "expected"),
    [(1, "5.00"), (2, "20.00"), (3, "40.00"), (4, "60.00"), (5, "85.00")],
)
def test_emv_is_the_probability_of_the_settings_times_the_cost(
    likelihood: int, expected: str
) -> None:
    one = threat(likelihood, cost_impact=D(100))
    assert risk.emv(one, DEFAULTS) == D(expected)
    other = ProjectSettings(likelihood_5=99)
    assert (risk.emv(one, other) == D(expected)) is (likelihood != 5)


def test_a_risk_without_a_cost_has_no_emv() -> None:
    assert risk.emv(threat(), DEFAULTS) is None
    assert risk.emv(threat(cost_impact=D(0)), DEFAULTS) == ZERO


def test_an_exact_probability_goes_before_the_scale_while_its_likelihood_holds() -> (
    None
):
    one = threat(3, exact_probability=33, cost_impact=D(100), residual_likelihood=1)
    assert risk.probability(one, DEFAULTS) == 0.33
    assert risk.emv(one, DEFAULTS) == D(33)
    assert risk.probability(one, DEFAULTS, lambda r: r.inherent) == 0.33
    assert risk.probability(one, DEFAULTS, lambda r: r.residual) == 0.05
    assert risk.exposure(project(risks=[one]), TODAY).current == D(33)
    assert risk.probability(threat(3), DEFAULTS) == 0.4


def test_a_target_is_none_until_somebody_sets_one() -> None:
    assert threat(4, 4).target is None
    assert threat(4, 4, target_likelihood=1).target == (1, 4)
    assert threat(4, 4, target_impact=2, residual_likelihood=3).target == (3, 2)


def test_residual_exposure_is_a_share_of_the_inherent_one() -> None:
    one = threat(3, cost_impact=D(100), inherent_likelihood=4, residual_likelihood=2)
    assert risk.exposure(project(risks=[one]), TODAY).residual_share == pytest.approx(
        1 / 3
    )
    assert risk.exposure(project(), TODAY).residual_share is None


def test_levels_are_written_with_shape_and_where_they_will_be() -> None:
    falling = threat(4, 4, residual_likelihood=2)
    assert risk.level_words(falling, DEFAULTS) == "■ 16 → 8"
    assert risk.level_words(threat(1, 3), DEFAULTS) == "● 3 → 3"


def test_exposure_counts_open_threats_and_opportunities_apart() -> None:
    state = risk.exposure(
        project(
            risks=[
                threat(5, 5, cost_impact=D(1000)),
                threat(2, 2),
                opportunity(likelihood=4, cost_impact=D(500)),
                closed(likelihood=5, impact=5, cost_impact=D(9999)),
            ]
        ),
        TODAY,
    )
    assert (state.threats, state.opportunities, state.above_appetite) == (2, 1, 1)
    assert (state.current, state.worth) == (D(850), D(300))
    assert (state.unpriced, state.unreviewed) == (1, 3)


def test_inherent_and_residual_exposure_follow_their_own_likelihood() -> None:
    one = threat(3, 3, cost_impact=D(100), inherent_likelihood=5, residual_likelihood=1)
    state = risk.exposure(project(risks=[one]), TODAY)
    assert (state.inherent, state.current, state.residual) == (D(85), D(40), D(5))


def test_reviews_are_overdue_the_day_after_their_date() -> None:
    late = threat(review_date=date(2026, 11, 19))
    state = risk.exposure(
        project(
            risks=[
                late,
                threat(review_date=TODAY),
                closed(review_date=date(2026, 1, 1)),
                opportunity(review_date=date(2026, 11, 10)),
            ]
        ),
        TODAY,
    )
    assert state.overdue == (("R-001", 1), ("R-004", 10))


@pytest.mark.parametrize(
    ("expense", "left"),
    [
        (booked(ExpenseKind.INVOICE, 30), 70),
        (booked(ExpenseKind.ACCRUAL, 30), 70),
        (booked(ExpenseKind.CREDIT, 30), 130),
        (booked(ExpenseKind.COMMITMENT, 30), 100),
        (booked(ExpenseKind.PAYMENT, 30), 100),
        (booked(ExpenseKind.INVOICE, 30, state=ExpenseState.REJECTED), 100),
        (booked(ExpenseKind.INVOICE, 30, spent_on=date(2026, 11, 21)), 100),
        (booked(ExpenseKind.INVOICE, 30, budget_line=None), 100),
        (booked(ExpenseKind.INVOICE, 130), -30),
    ],
)
def test_what_is_left_of_the_reserve_is_what_was_not_drawn(
    expense: Expense, left: int
) -> None:
    held = project(budget_lines=[reserve(100)], expenses=[expense])
    assert risk.contingency(held, TODAY) == D(left)


def test_adequacy_is_the_reserve_by_the_exposure_and_undefined_without() -> None:
    exposed = project(risks=[threat(3, cost_impact=D(100))], budget_lines=[reserve(20)])
    assert risk.exposure(exposed, TODAY).adequacy == 0.5
    assert risk.exposure(project(budget_lines=[reserve(20)]), TODAY).adequacy is None


def test_the_highest_threats_come_first_then_the_dearest() -> None:
    made = project(
        risks=[
            threat(1, 1),
            threat(4, 4, cost_impact=D(10)),
            threat(4, 4, cost_impact=D(20)),
            threat(5, 5),
            closed(likelihood=5, impact=5),
        ]
    )
    assert [r.number for r in risk.top_threats(made, 3)] == [4, 3, 2]
    assert [r.number for r in risk.above_appetite(made)] == [4, 2, 3]


def test_a_cell_of_the_matrix_holds_the_open_threats_of_its_scores() -> None:
    keep = risk.in_cell(4, 3)
    assert keep(Record(1, 1, threat(4, 3)))
    assert not keep(Record(1, 1, threat(3, 4)))
    assert not keep(Record(1, 1, closed(likelihood=4, impact=3)))
    assert not keep(Record(1, 1, opportunity(likelihood=4, impact=3)))


def test_each_state_is_judged_on_its_own_day_and_days_before_are_left_out() -> None:
    one = project(risks=[threat(review_date=date(2026, 11, 10))])
    days = [date(2026, 11, 1), date(2026, 11, 9), date(2026, 11, 12)]
    past = risk.over_time([(days[0], None), (days[1], one), (days[2], one)])
    assert [moment.day for moment in past] == days[1:]
    assert [len(moment.state.overdue) for moment in past] == [0, 1]


threats = st.builds(
    threat,
    st.integers(1, 5),
    st.integers(1, 5),
    cost_impact=st.none() | st.decimals(0, 10**9, places=2),
    status=st.sampled_from(RiskStatus),
    kind=st.sampled_from(RiskKind),
)


@given(st.lists(threats, max_size=8))
def test_exposure_is_the_sum_of_what_each_open_threat_is_worth(
    risks: list[Risk],
) -> None:
    made: Project = project(risks=risks)
    state = risk.exposure(made, TODAY)
    each = [risk.emv(r, DEFAULTS) or ZERO for r in risks if risk.is_open_threat(r)]
    assert state.current == sum(each, ZERO)
    assert state.current.as_tuple().exponent == -2
    assert 0 <= state.above_appetite <= state.threats <= len(risks)
