"""The budget of an analysis: what finance asks of it, in one document."""

from datetime import date
from typing import Any

import pytest

from core.analysis import analyse, schema
from core.analysis_text import as_text
from core.edits import Add, apply
from tests.plan_projects import house

ON = date(2026, 6, 30)
EDITS = [
    Add("risks", {"title": "Rock"}),
    Add("exchange_rates", {"currency": "USD", "valid_from": "2026-01-01", "rate": 0.5}),
    Add("budget_lines", {"title": "Stone", "amount": 1000, "activity": 3}),
    Add("budget_lines", {"title": "Held", "amount": 90, "kind": "contingency reserve"}),
    Add(
        "budget_lines",
        {"title": "Paint", "amount": 60, "cost_type": "material", "wbs": "2.1"}
        | {"currency": "USD"},
    ),
    Add(
        "drawdowns",
        {"title": "Rock", "reserve": 2, "amount": 40, "drawn_on": "2026-04-01"}
        | {"risk": 1, "budget_line": 1},
    ),
    *(
        Add("expenses", {"title": "Bill", "amount": 700, "spent_on": "2026-05-05"})
        for _ in range(2)
    ),
    Add("benefits", {"title": "Calm", "planned_amount": 5000, "due": "2027-01-01"}),
]


@pytest.fixture(scope="module")
def budget() -> dict[str, Any]:
    project = apply(house(), EDITS)[0]
    found = analyse(project, None, ON).model_dump(mode="json")
    section: dict[str, Any] = found["budget"]
    return section


def test_branches_sum_up_what_lies_within_them(budget: dict[str, Any]) -> None:
    plans = {code: item["plan"] for code, item in budget["by_wbs"].items()}
    assert plans == {"": 0.0, "1": 1040.0, "1.2": 1040.0, "2": 30.0, "2.1": 30.0}
    assert budget["by_wbs"]["1.2"]["name"] == "Walls"
    types = [item["name"] for item in budget["by_cost_type"]]
    assert types == ["Unmatched", "Other", "Material"]


def test_reserves_draw_downs_and_rates_are_told(budget: dict[str, Any]) -> None:
    assert budget["bac"] == 1070
    (reserve,) = budget["reserves"]
    assert (reserve["held"], reserve["drawn"], reserve["left"]) == (90, 40, 50)
    (drawn,) = budget["drawdowns"]
    assert (drawn["cause"], drawn["line"], drawn["left"]) == ("R-001", "B-001", 50)
    (rate,) = budget["rates_used"]
    assert (rate["currency"], rate["rate"], rate["uses"]) == ("USD", 0.5, 1)


def test_flags_duplicates_and_the_way_to_the_forecast_are_told(
    budget: dict[str, Any],
) -> None:
    assert budget["duplicates"] == [{"ref": "E-002", "same_as": "E-001"}]
    assert [flag["subject"] for flag in budget["flags"]] == ["The project"]
    steps = [(step["name"], step["amount"]) for step in budget["waterfall"]]
    assert steps == [
        ("Before draw-downs", 1030),
        ("Draw-downs", 40),
        ("Budget", 1070),
        ("Unmatched", 1400),
        ("Forecast", 2470),
    ]


def test_benefits_are_held_against_the_cost(budget: dict[str, Any]) -> None:
    assert budget["roi"] == pytest.approx((5000 - 2470) / 2470)
    assert (budget["payback"], budget["discount_rate"]) == ("2027-01-01", 0.05)
    assert 2300 < budget["npv"] < 2530
    assert budget["benefits"][0]["ref"] == "BF-001"
    assert budget["realised_roi"] is None


def test_a_project_without_money_has_nulls_and_empty_lists() -> None:
    found = analyse(house(), None, ON).budget
    assert (found.roi, found.npv, found.payback, found.benefits_planned) == (None,) * 4
    assert [found.flags, found.waterfall, found.reserves] == [[], [], []]
    assert found.by_wbs == {}


def test_the_text_and_the_schema_know_the_new_figures(budget: dict[str, Any]) -> None:
    text = as_text(analyse(apply(house(), EDITS)[0], None, ON))
    assert "NPV" in text
    assert "Draw-downs" in text
    known = schema()["$defs"]["BudgetSection"]["properties"]
    assert set(budget) == set(known)
