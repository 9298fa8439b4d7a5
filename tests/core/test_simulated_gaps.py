from decimal import Decimal
from typing import Any

import pytest

from core.project import Project
from core.registers.budget import BudgetLine
from core.registers.quantified import RiskDelay
from core.registers.schedule import Activity
from core.simulated_gaps import NOTHING, gaps, is_empty
from tests.projects import is_sentence, is_title, project, threat

WORK = Activity(title="Work", duration="5d")
RANGED = Activity(title="Work", duration="5d", optimistic="4d", pessimistic="9d")
LINE = BudgetLine(title="Team", amount=Decimal(1000))
WIDE = BudgetLine(title="Team", amount=Decimal(1000), pessimistic_amount=Decimal(1500))
PRICED = threat(cost_impact=Decimal(100))
DELAY = RiskDelay(risk=1, activity=1, most_likely=3)


def titles(made: Project) -> list[str]:
    return [gap.title for gap in gaps(made)]


def test_without_plan_and_budget_nothing_else_is_said() -> None:
    made = project(risks=[threat()])
    assert is_empty(made)
    assert gaps(made) == (NOTHING,)


@pytest.mark.parametrize("dated", [{"activities": [RANGED]}, {"budget_lines": [LINE]}])
def test_a_plan_or_a_budget_is_something_to_run_through(dated: Any) -> None:
    assert not is_empty(project(**dated))


@pytest.mark.parametrize(
    "risks",
    [
        {"risks": [PRICED]},
        {"risks": [threat()], "risk_delays": [DELAY]},
    ],
)
@pytest.mark.parametrize("ranged", [([RANGED], [LINE]), ([WORK], [WIDE])])
def test_nothing_is_missing_where_all_is_there(ranged: Any, risks: Any) -> None:
    activities, lines = ranged
    assert gaps(project(activities=activities, budget_lines=lines, **risks)) == ()


@pytest.mark.parametrize(
    ("made", "said", "page"),
    [
        (project(budget_lines=[WIDE], risks=[PRICED]), "There is no plan", "schedule"),
        (project(activities=[RANGED], risks=[PRICED]), "There is no budget", "budget"),
        (
            project(activities=[WORK], budget_lines=[LINE], risks=[PRICED]),
            "No estimate has a range",
            "schedule",
        ),
        (
            project(activities=[RANGED], budget_lines=[LINE]),
            "No risk is open",
            "risks",
        ),
        (
            project(activities=[RANGED], budget_lines=[LINE], risks=[threat()]),
            "No open risk has an effect",
            "risks",
        ),
        (
            project(
                activities=[RANGED],
                budget_lines=[LINE],
                risks=[threat(cost_impact=Decimal(100), status="closed")],
            ),
            "No risk is open",
            "risks",
        ),
    ],
)
def test_each_thing_missing_is_said_with_what_to_do(
    made: Project, said: str, page: str
) -> None:
    (gap,) = gaps(made)
    assert gap.title.startswith(said)
    assert gap.page == page
    assert is_title(gap.title)
    assert is_sentence(gap.text)


def test_what_matters_most_comes_first() -> None:
    made = project(budget_lines=[LINE], risks=[threat()])
    plan, ranges, effects = titles(made)
    assert plan.startswith("There is no plan")
    assert ranges == "No estimate has a range"
    assert effects.startswith("No open risk")
