from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.project import Project
from core.registers.budget import BudgetLine
from core.registers.project import ProjectFacts, ProjectSettings
from core.registers.quantified import ScaleKind, ScaleLevel
from core.risk_scales import (
    HIGHEST,
    impact_of,
    level_of_cost,
    level_of_delay,
    level_of_probability,
    meaning_words,
    scale,
)
from tests.projects import is_title, project, reserve

D = Decimal
IMPACT, LIKELIHOOD = ScaleKind.IMPACT, ScaleKind.LIKELIHOOD


def planned(**more: Any) -> Project:
    facts = ProjectFacts(
        title="Bridge",
        planned_start=date(2026, 1, 5),
        planned_finish=date(2026, 12, 21),  # 250 working days later
        budget=D(1_000_000),
    )
    return project(projects=[facts], **more)


def level(number: int, **more: Any) -> ScaleLevel:
    return ScaleLevel.model_validate({"title": f"Own {number}", "level": number} | more)


def test_defaults_follow_the_duration_and_the_budget_and_the_highest_has_no_limit() -> (
    None
):
    found = scale(planned(), IMPACT)
    assert [m.days for m in found] == [2, 8, 15, 30, None]
    assert [m.cost for m in found] == [10_000, 30_000, 60_000, 120_000, None]
    assert all(m.text and m.probability is None for m in found)


def test_budget_lines_go_before_the_budget_of_the_facts_and_reserves_do_not_count() -> (
    None
):
    lines = [BudgetLine(title="Team", amount=D(500)), reserve(10_000)]
    assert [m.cost for m in scale(planned(budget_lines=lines), IMPACT)][:2] == [5, 15]


def test_likelihoods_mean_what_the_settings_say() -> None:
    made = planned(settings=[ProjectSettings(likelihood_5=90)])
    assert [m.probability for m in scale(made, LIKELIHOOD)] == [5, 20, 40, 60, 90]
    assert [m.days for m in scale(made, LIKELIHOOD)] == [None] * 5


def test_a_project_without_dates_and_budget_has_words_and_no_limits() -> None:
    made = project()
    assert scale(made, IMPACT)[0].word == "Minor"
    assert level_of_cost(made, D(10)) is None
    assert level_of_delay(made, 3) is None
    assert impact_of(made, D(10), 3) is None


def test_own_words_replace_single_levels_and_own_limits_replace_all_of_a_kind() -> None:
    own = [level(2, days=5.0), level(4, days=20.0, meaning="Ask the board")]
    made = planned(scale_levels=own)
    found = scale(made, IMPACT)
    assert [m.word for m in found][:2] == ["Minor", "Own 2"]
    assert [m.days for m in found] == [None, 5, None, 20, None]
    assert found[3].text == "Ask the board"
    assert found[1].text == scale(planned(), IMPACT)[1].text
    assert [m.cost for m in found] == [m.cost for m in scale(planned(), IMPACT)]


def test_a_level_of_the_other_scale_does_not_count() -> None:
    own = [level(2, kind=LIKELIHOOD, days=5.0)]
    assert scale(planned(scale_levels=own), IMPACT) == scale(planned(), IMPACT)
    assert scale(planned(scale_levels=own), LIKELIHOOD)[1].word == "Own 2"


@pytest.mark.parametrize(
    ("cost", "expected"),
    [(0, 1), (10_000, 1), ("10000.01", 2), (60_000, 3), (120_000, 4), (10**9, 5)],
)
def test_a_cost_has_the_first_level_whose_limit_it_keeps(
    cost: Any, expected: int
) -> None:
    assert level_of_cost(planned(), D(cost)) == expected


@pytest.mark.parametrize(("days", "expected"), [(0, 1), (2, 1), (2.5, 2), (31, 5)])
def test_a_delay_has_the_first_level_whose_limit_it_keeps(
    days: float, expected: int
) -> None:
    assert level_of_delay(planned(), days) == expected


def test_the_impact_is_the_higher_of_cost_and_delay() -> None:
    assert impact_of(planned(), D(20_000), 31) == 5
    assert impact_of(planned(), D(20_000), None) == 2
    assert impact_of(planned(), None, None) is None


@pytest.mark.parametrize(
    ("percent", "expected"), [(0, 1), (12, 1), (13, 2), (30, 2), (45, 3), (100, 5)]
)
def test_a_probability_has_the_likelihood_that_means_nearly_that(
    percent: float, expected: int
) -> None:
    assert level_of_probability(planned(), percent) == expected


def test_a_level_is_said_with_its_limits() -> None:
    third = scale(planned(), IMPACT)[2]
    assert meaning_words(third, "EUR") == (
        "3 Serious: up to 15\xa0working days, up to 60\xa0k\xa0€"
    )
    assert meaning_words(scale(planned(), LIKELIHOOD)[0], "EUR") == (
        "1 Rare: about 5\xa0%"
    )
    assert meaning_words(scale(project(), IMPACT)[4], "EUR") == "5 Severe"
    for kind in ScaleKind:
        assert all(is_title(meaning_words(m, "EUR")) for m in scale(planned(), kind))


@given(st.lists(st.floats(0, 1000), min_size=2, max_size=2))
def test_more_days_never_have_a_lower_level(days: list[float]) -> None:
    less, more = sorted(days)
    low, high = level_of_delay(planned(), less), level_of_delay(planned(), more)
    assert low is not None
    assert high is not None
    assert 1 <= low <= high <= HIGHEST
