import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from core.analysis import analyse, schema
from core.project import Project, with_records
from core.registers.budget import BudgetLine, Expense
from core.registers.catalog import REGISTERS
from core.registers.entry import Entry, Record
from core.registers.log import Action, ActionStatus, Issue
from core.registers.project import ProjectFacts, ProjectSettings
from core.registers.risks import Risk
from core.registers.scope import Deliverable

TODAY = date(2026, 6, 30)


def records(entries: Iterable[Entry]) -> list[Record[Entry]]:
    return [Record(i, 1, entry) for i, entry in enumerate(entries, 1)]


def sample() -> Project:
    entries: dict[str, list[Entry]] = {
        "projects": [ProjectFacts(title="Ledger migration", manager="A. Novák")],
        "risks": [
            Risk(title="Late", likelihood=4, impact=5, cost_impact=Decimal("1000.10")),
            Risk(title="Unpriced", likelihood=1, impact=1),
            Risk.model_validate(
                {"title": "Luck", "kind": "opportunity", "cost_impact": "50"}
            ),
        ],
        "budget_lines": [
            BudgetLine(
                title="Team",
                category="Labour",
                amount=Decimal("100.10"),
                start=date(2026, 6, 1),
                finish=date(2026, 7, 30),
            ),
            BudgetLine.model_validate(
                {"title": "Buffer", "kind": "contingency reserve", "amount": "300"}
            ),
        ],
        "expenses": [
            Expense(
                title="Bill",
                spent_on=date(2026, 6, 10),
                amount=Decimal("70.05"),
                budget_line=1,
            )
        ],
        "deliverables": [Deliverable(title="Thing", due=date(2026, 6, 1))],
    }
    made = {key: records(some) for key, some in entries.items()}
    return with_records(Project("LEDGER", revision=7), made)


def document(project: Project, as_of: date | None = None) -> dict[str, Any]:
    text = analyse(project, as_of, TODAY).model_dump_json()
    plain: dict[str, Any] = json.loads(text)
    return plain


@pytest.mark.parametrize("project", [sample(), Project("NEW")], ids=["full", "empty"])
def test_the_document_is_as_its_schema_says(project: Project) -> None:
    Draft202012Validator.check_schema(schema())
    validator = Draft202012Validator(schema())
    made = document(project)
    validator.validate(made)
    with pytest.raises(ValidationError):
        validator.validate(made | {"revision": "seven"})


def test_sections_may_be_added_without_breaking_a_reader() -> None:
    extended = document(sample()) | {"weather": {"wind": 3}}
    Draft202012Validator(schema()).validate(extended)


def test_the_figures_are_those_of_the_pages() -> None:
    made = document(sample())
    assert made["project"]["key"] == "LEDGER"
    assert (made["revision"], made["as_of"]) == (7, None)
    assert made["status_date"] == "2026-06-30"
    assert made["counts"]["risks"] == 3
    assert set(made["counts"]) == {spec.key for spec in REGISTERS}
    budget = made["budget"]
    assert budget["bac"] == 100.1
    assert budget["planned_to_date"] == 50.05
    assert budget["actual"] == 70.05
    assert budget["forecast"] == 120.1
    assert budget["overrun"] == pytest.approx(20 / 100.1)
    assert budget["contingency_reserve_left"] == 300
    assert [row["month"] for row in budget["by_month"]] == ["2026-06", "2026-07"]
    assert made["scope"]["late"] == 1


def test_risks_are_listed_with_what_they_come_to() -> None:
    risk = document(sample())["risk"]
    assert (risk["open_threats"], risk["open_opportunities"]) == (2, 1)
    assert risk["above_appetite"] == 1
    assert risk["exposure"] == 600.06
    assert risk["opportunities_worth"] == 20
    assert risk["reserve_adequacy"] == pytest.approx(300 / 600.06)
    first, second, third = risk["risks"]
    assert (first["target"], first["exact_probability"]) == (None, None)
    assert (first["next_review"], first["actual_cost"]) == (None, None)
    assert risk["by_category"] == [
        {
            "name": "No category",
            "threats": 2,
            "opportunities": 1,
            "above_appetite": 1,
            "exposure": 600.06,
        }
    ]
    assert (first["ref"], first["level"], first["probability"]) == ("R-001", 20, 0.6)
    assert (first["emv"], second["emv"]) == (600.06, None)
    assert [item["above_appetite"] for item in (first, second, third)] == [
        True,
        False,
        False,
    ]


def risky(*risks: dict[str, Any]) -> dict[str, Any]:
    entries = [Risk.model_validate({"title": "Risk"} | values) for values in risks]
    made = with_records(Project("RISKY"), {"risks": records(entries)})
    found: dict[str, Any] = document(made)["risk"]
    return found


def test_an_exposure_of_threats_without_any_cost_is_not_known() -> None:
    unknown = risky({}, {"kind": "opportunity"}, {"status": "closed", "cost_impact": 9})
    for name in ("exposure", "inherent_exposure", "residual_exposure"):
        assert unknown[name] is None
    assert unknown["opportunities_worth"] is None
    assert unknown["threats_without_cost"] == 1
    some = risky({}, {"cost_impact": 100, "inherent_likelihood": 5})
    assert (some["exposure"], some["inherent_exposure"]) == (40, 85)
    assert (some["threats_without_cost"], some["risks_without_review"]) == (1, 2)
    assert some["opportunities_worth"] == 0
    assert risky()["exposure"] == 0


def test_what_is_open_in_the_log_is_counted() -> None:
    late = Action(title="Late", due=date(2026, 6, 29))
    done = Action(title="Done", due=date(2026, 6, 29), status=ActionStatus.DONE)
    made = with_records(
        Project("LOG"),
        {"actions": records([late, done]), "issues": records([Issue(title="Open")])},
    )
    assert document(made)["log"] == {
        "open_issues": 1,
        "waiting_decisions": 0,
        "open_actions": 1,
        "overdue": 1,
    }


def test_health_names_each_rule() -> None:
    health = document(sample())["health"]
    assert health["overall"] == "off track"
    by_name = {dimension["name"]: dimension for dimension in health["dimensions"]}
    assert by_name["Cost"]["status"] == "off track"
    assert by_name["Scope"]["value"] == 1
    assert all(dimension["rule"] for dimension in by_name.values())


def test_what_is_undefined_is_null() -> None:
    made = document(Project("NEW"))
    for name in ("bac", "forecast", "remaining", "overrun", "burn", "runway"):
        assert made["budget"][name] is None
    assert made["budget"]["actual"] == 0
    assert made["scope"]["progress"] is None
    assert made["risk"]["reserve_adequacy"] is None
    assert made["health"]["overall"] == "no data"


def test_the_day_shown_is_the_status_date_of_a_project_that_sets_none() -> None:
    early = date(2026, 6, 5)
    assert document(sample(), early)["status_date"] == "2026-06-05"
    assert document(sample(), early)["budget"]["actual"] == 0
    fixed = with_records(
        sample(),
        {"settings": records([ProjectSettings(status_date=date(2026, 6, 15))])},
    )
    assert document(fixed)["status_date"] == "2026-06-15"


def test_no_section_forbids_what_it_does_not_know() -> None:
    assert schema()["$defs"]
    for part in (schema(), *schema()["$defs"].values()):
        assert part.get("additionalProperties") is not False


def test_money_is_exact_to_the_cent() -> None:
    line = BudgetLine(title="Big", amount=Decimal("999999999999.99"))
    made = with_records(Project("BIG"), {"budget_lines": records([line] * 9)})
    text = analyse(made, None, TODAY).model_dump_json()
    assert '"bac":8999999999999.91' in text
