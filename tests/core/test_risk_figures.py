from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given

from core.project import Project
from core.registers.log import Issue
from core.registers.risks import Mitigation
from core.risk_figures import register_figures, worth_title
from core.risk_mitigations import mitigated
from tests.projects import (
    TODAY,
    any_project,
    few,
    is_sentence,
    is_title,
    project,
    threat,
)

D = Decimal


def mitigation(**more: Any) -> Mitigation:
    return Mitigation.model_validate({"title": "Act", "risk": 1} | more)


def sample() -> Project:
    return project(
        risks=[
            threat(
                5,
                4,
                cost_impact=D(1000),
                residual_likelihood=1,
                target_likelihood=5,
                target_impact=4,
            ),
            threat(2, 4, target_likelihood=1),
            threat(status="occurred", cost_impact=D(200), actual_cost=D(300)),
            threat(status="closed"),
        ],
        mitigations=[
            mitigation(probability_cut=50, cost=D(100), progress=50),
            mitigation(due=TODAY - timedelta(days=1)),
        ],
        issues=[Issue(title="Flood", risk=3)],
    )


def test_the_figures_say_what_the_response_reaches_and_what_came_true() -> None:
    residual, targets, worth, in_time, became = register_figures(sample(), TODAY)
    assert residual.value == "6\xa0%"
    assert targets.value == "1 of 2"
    assert worth.value == "+375\xa0€"
    assert in_time.value == "0\xa0%"
    assert in_time.change == "one overdue"
    assert became.value == "25\xa0%"
    assert became.change == "1 of 2 came true"
    assert ("What these cost", "300\xa0€") in became.inputs


def test_without_risks_the_figures_are_undefined_and_say_so() -> None:
    figures = register_figures(project(), TODAY)
    assert [f.value for f in figures] == ["n/a", "n/a", "0\xa0€", "n/a", "n/a"]
    assert all(figure.change for figure in figures)


def test_the_worth_of_mitigations_is_one_sentence() -> None:
    assert worth_title(mitigated(sample()), "EUR") == (
        "Open mitigations take 425\xa0€ off the exposure and still cost 50\xa0€"
    )
    free = project(
        risks=[threat(5, 4, cost_impact=D(1000))],
        mitigations=[mitigation(probability_cut=10)],
    )
    assert worth_title(mitigated(free), "EUR") == (
        "Open mitigations take 85\xa0€ off the exposure and cost nothing more"
    )
    unsaid = project(
        risks=[threat(5, 4, cost_impact=D(1000))], mitigations=[mitigation(cost=D(50))]
    )
    assert worth_title(mitigated(unsaid), "EUR") == (
        "No open mitigation says what it takes off; together they cost 50\xa0€"
    )


@few
@given(any_project())
def test_every_figure_explains_itself(made: Project) -> None:
    for figure in register_figures(made, TODAY):
        assert is_sentence(figure.formula)
        assert figure.inputs
        assert figure.source
    assert is_title(worth_title(mitigated(made), "EUR"))
