import pytest

from core.edits import Add, Edit, apply
from core.project import Project
from core.settings_words import headline

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
