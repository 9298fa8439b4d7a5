from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.project import Project
from core.registers.project import ProjectFacts, ProjectSettings
from core.registers.quantified import ScaleKind, ScaleLevel
from core.risk_scale_words import COLUMNS, scale_note, scale_rows, scale_title
from tests.projects import is_sentence, is_title, project

IMPACT, LIKELIHOOD = ScaleKind.IMPACT, ScaleKind.LIKELIHOOD


def planned(**more: Any) -> Project:
    facts = ProjectFacts(
        title="Bridge",
        planned_start=date(2026, 1, 5),
        planned_finish=date(2026, 12, 21),  # 250 working days later
        budget=Decimal(1_000_000),
    )
    return project(projects=[facts], **more)


def level(number: int, **more: Any) -> ScaleLevel:
    values = {"title": f"Own {number}", "level": number, "kind": "impact"}
    return ScaleLevel.model_validate(values | more)


def plain(rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    return [[cell.replace("\u00a0", " ") for cell in row[:-1]] for row in rows]


def test_the_impacts_are_told_in_words_days_and_money() -> None:
    assert plain(scale_rows(planned(), IMPACT)) == [
        ["1", "Minor", "up to 2 working days", "up to 10 k €"],
        ["2", "Moderate", "up to 8 working days", "up to 30 k €"],
        ["3", "Serious", "up to 15 working days", "up to 60 k €"],
        ["4", "Major", "up to 30 working days", "up to 120 k €"],
        ["5", "Severe", "more", "more"],
    ]


def test_the_likelihoods_are_told_in_words_and_percent() -> None:
    made = planned(settings=[ProjectSettings(likelihood_5=90)])
    rows = plain(scale_rows(made, LIKELIHOOD))
    assert [row[2] for row in rows] == ["5 %", "20 %", "40 %", "60 %", "90 %"]
    assert rows[4][1] == "Almost certain"


def test_what_nobody_said_is_not_called_more() -> None:
    made = planned(scale_levels=[level(1, days=2), level(5, days=20)])
    times = [row[2] for row in plain(scale_rows(made, IMPACT))]
    assert times == [
        "up to 2 working days",
        *["not said"] * 3,
        "up to 20 working days",
    ]
    bare = scale_rows(project(), IMPACT)
    assert {row[2] for row in bare} == {row[3] for row in bare} == {"not said"}


@pytest.mark.parametrize(
    ("made", "kind", "said"),
    [
        (planned(), IMPACT, "Impact 5, “Severe”, is more than 30 working days or 120"),
        (project(), IMPACT, "What an impact means is not said in days or money yet"),
        (planned(), LIKELIHOOD, "Likelihood 5, “Almost certain”, counts as 85 %"),
    ],
)
def test_the_title_says_what_the_highest_level_means(
    made: Project, kind: ScaleKind, said: str
) -> None:
    title = scale_title(made, kind)
    assert title.replace("\u00a0", " ").startswith(said)
    assert is_title(title)


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([], "Nobody has set it yet"),
        ([level(3)], "levels that are not set below"),
        ([level(n) for n in range(1, 6)], "set below."),
    ],
)
def test_the_note_says_whether_the_scale_is_the_projects_own(
    levels: list[ScaleLevel], said: str
) -> None:
    made = planned(scale_levels=levels)
    assert said in scale_note(made, IMPACT)
    assert is_sentence(scale_note(made, IMPACT))
    assert is_sentence(scale_note(made, LIKELIHOOD))


def test_without_dates_and_budget_the_note_says_where_limits_would_come_from() -> None:
    assert "planned dates and the budget" in scale_note(project(), IMPACT)
    assert "planned dates and the budget" not in scale_note(planned(), IMPACT)


@pytest.mark.parametrize("kind", list(ScaleKind))
def test_each_row_has_a_cell_for_each_column(kind: ScaleKind) -> None:
    assert {len(row) for row in scale_rows(planned(), kind)} == {len(COLUMNS[kind])}
