import pytest

from core.edits import Add, Edit, apply
from core.project import Project
from core.registers.project import ProjectFacts
from core.settings_words import facts_title, headline

FACTS = Add("projects", {"title": "Pay"})


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], "PAY is judged by the default rules, in EUR, with figures up to today."),
        (
            [FACTS],
            "Pay is judged by the default rules, in EUR, with figures up to today.",
        ),
        (
            [FACTS, Add("settings", {"title": "Rules", "currency": "USD"})],
            "Pay is judged by its own rules, in USD, with figures up to today.",
        ),
        (
            [FACTS, Add("settings", {"status_date": "2026-12-04"})],
            "Pay is judged by its own rules, in EUR, with figures up to 4 Dec 2026.",
        ),
    ],
)
def test_the_headline_says_by_which_rules_a_project_is_judged(
    edits: list[Edit], expected: str
) -> None:
    project, _ = apply(Project("PAY"), edits)
    assert headline(project).replace("\xa0", " ") == expected


@pytest.mark.parametrize(
    ("state", "forecast", "says"),
    [
        ("active", "2026-12-11", "forecast for 11 Dec 2026"),
        ("active", None, "without a forecast yet"),
        ("finished", "2026-12-11", "finished on 11 Dec 2026"),
        ("finished", None, "without an actual finish"),
    ],
)
def test_the_facts_say_when_a_project_is_to_finish_or_finished(
    state: str, forecast: str | None, says: str
) -> None:
    facts = ProjectFacts.model_validate(
        {"title": "Pay", "state": state, "planned_finish": "2026-12-04"}
        | {"forecast_finish": forecast}
    )
    said = facts_title(facts).replace("\xa0", " ")
    assert said == f"Planned to finish on 4 Dec 2026, {says}"
