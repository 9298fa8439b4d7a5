"""Planned against actual: what stands in the table, and what nothing was planned of."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from core.project import Project
from core.registers.performance import Benefit
from core.registers.project import ProjectFacts, ProjectState
from core.registers.scope import (
    ChangeRequest,
    ChangeStatus,
    Deliverable,
    DeliverableStatus,
    Objective,
    ObjectiveStatus,
    Requirement,
    RequirementStatus,
)
from core.retrospective.comparison import columns, compared, title
from core.retrospective.review import Review
from tests.projects import TODAY, any_project, project

FACTS = ProjectFacts(
    title="Done",
    state=ProjectState.FINISHED,
    planned_start=date(2026, 1, 1),
    forecast_start=date(2026, 1, 11),
    planned_finish=date(2026, 4, 10),
    forecast_finish=date(2026, 4, 30),
    budget=Decimal(10_000),
    forecast=Decimal(13_000),
)


def lines(of: Project) -> list[tuple[str, ...]]:
    found = compared(Review(of, TODAY))
    return [
        tuple(
            text.replace("\u00a0", " ")
            for text in (line.what, line.planned, line.actual, line.difference)
        )
        for line in found
    ]


def test_dates_and_cost_are_those_of_the_facts() -> None:
    assert lines(project(projects=[FACTS])) == [
        ("Start", "1 Jan 2026", "11 Jan 2026", "ten days later"),
        ("Finish", "10 Apr 2026", "30 Apr 2026", "14 working days late"),
        ("Calendar days", "100", "110", "+10 %"),
        ("Cost", "10 k €", "13 k €", "+3,000 € · +30 %"),
    ]


def test_what_is_not_finished_is_said_to_be_forecast() -> None:
    at_work = FACTS.model_copy(update={"state": ProjectState.ACTIVE})
    shown = [line[0] for line in lines(project(projects=[at_work]))]
    assert "Finish, as forecast" in shown
    assert "Cost, as forecast" in shown


@pytest.mark.parametrize(
    ("register", "entries", "expected"),
    [
        (
            "deliverables",
            [
                Deliverable(
                    title="A",
                    status=DeliverableStatus.ACCEPTED,
                    accepted_by="Eve",
                    accepted_on=date(2026, 2, 1),
                ),
                Deliverable(title="B"),
            ],
            [("Deliverables accepted", "2", "1", "1 short")],
        ),
        (
            "change_requests",
            [
                ChangeRequest(
                    title="More",
                    status=ChangeStatus.APPROVED,
                    cost_effect=Decimal(1_500),
                    days_effect=1,
                    decided_on=date(2026, 2, 1),
                )
            ],
            [("Changes approved", "0", "1", "+1,500 €, +1 day")],
        ),
        (
            "objectives",
            [Objective(title="Faster", status=ObjectiveStatus.MET)],
            [("Objectives met", "1", "1", "all")],
        ),
        (
            "requirements",
            [
                Requirement(title="A", status=RequirementStatus.VERIFIED),
                Requirement(title="B", status=RequirementStatus.IMPLEMENTED),
                Requirement(title="C", status=RequirementStatus.REJECTED),
            ],
            [
                ("Requirements built", "2", "2", "all"),
                ("Requirements shown to be met", "2", "1", "1 short"),
            ],
        ),
        (
            "benefits",
            [
                Benefit(
                    title="Fewer calls",
                    planned_amount=Decimal(2_000),
                    due=date(2026, 1, 1),
                    realised_amount=Decimal(500),
                    realised_on=date(2026, 3, 1),
                )
            ],
            [("Due by now", "2,000 €", "500 €", "25 % of what was due")],
        ),
    ],
)
def test_scope_quality_and_benefits_are_counted(
    register: str, entries: list[object], expected: list[tuple[str, ...]]
) -> None:
    assert lines(project(**{register: entries})) == expected  # type: ignore[arg-type]


def test_the_title_counts_what_came_as_planned() -> None:
    goals = [
        Objective(title="Faster", status=ObjectiveStatus.MET),
        Objective(title="Cheaper", status=ObjectiveStatus.MISSED),
    ]
    late = Review(project(projects=[FACTS], objectives=goals), TODAY)
    assert title(compared(late)) == "Not one of five things came as planned or better"
    met = Review(project(objectives=goals[:1]), TODAY)
    assert title(compared(met)) == "Planned against actual"


def test_of_nothing_planned_nothing_is_said() -> None:
    assert compared(Review(project(), TODAY)) == ()


@given(any_project())
def test_every_line_names_both_sides_and_an_aspect_once(of: Project) -> None:
    found = compared(Review(of, TODAY))
    assert all(line.planned and line.actual for line in found)
    named = [name for name in columns(found)["Of what"] if name]
    assert len(named) == len(set(named))
