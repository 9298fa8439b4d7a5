from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import portfolio
from core.figure import SEVERITY, Status
from core.health import health, overall
from core.portfolio import PortfolioRow
from core.project import Project
from core.registers.project import ProjectFacts, ProjectState
from tests.projects import (
    TODAY,
    any_project,
    few,
    is_sentence,
    is_title,
    project,
    threat,
)

OFF, WATCH, FINE, NONE = SEVERITY
ACTIVE, DONE = ProjectState.ACTIVE, ProjectState.FINISHED


def listed(key: str = "P", **facts: Any) -> Project:
    """Make a project of which only the list of projects is known."""
    found = ProjectFacts.model_validate({"title": key} | facts)
    return project(key, projects=[found])


def line(
    status: Status = NONE, state: ProjectState = ACTIVE, **more: Any
) -> PortfolioRow:
    values = {
        "key": "P",
        "name": "Project",
        "manager": "",
        "sponsor": "",
        "rating": "",
        "planned_finish": None,
        "forecast_finish": None,
        "slip": None,
        "budget": None,
        "overrun": None,
        "currency": "EUR",
    }
    return PortfolioRow(status=status, state=state, **(values | more))


@pytest.mark.parametrize(
    ("rating", "status"),
    [
        ("Green", FINE),
        ("Amber/Green", WATCH),
        ("Amber", WATCH),
        ("AMBER", WATCH),
        ("yellow", WATCH),
        ("Amber/Red", OFF),
        ("Red", OFF),
        ("red (reset)", OFF),
        ("", NONE),
        ("Exempt under Section 43 of the Freedom of Information Act", NONE),
        ("Considered and prepared", NONE),
        ("Evergreen", NONE),
    ],
)
def test_a_rating_stands_for_its_worse_colour(rating: str, status: Status) -> None:
    assert portfolio.rated(rating) is status
    assert portfolio.row(listed(rating=rating), TODAY).status is status
    assert portfolio.row(listed(rating=rating), TODAY).rating == rating


def test_a_line_says_what_the_list_of_projects_says() -> None:
    found = portfolio.row(
        listed(
            "GDF",
            title="Geological disposal",
            organisation="BEIS",
            planned_finish=date(2026, 11, 2),
            forecast_finish=date(2026, 11, 9),
            budget=Decimal(1000),
            forecast=Decimal(1100),
        ),
        TODAY,
    )
    assert (found.key, found.name) == ("GDF", "Geological disposal")
    assert found.sponsor == "BEIS"
    assert found.slip == 5
    assert found.overrun == pytest.approx(0.1)
    assert found.status is WATCH


def test_what_is_recorded_counts_before_the_rating() -> None:
    facts = ProjectFacts(title="Rated", rating="Green")
    judged = project(projects=[facts], risks=[threat(5, 5)] * 5)
    assert portfolio.row(judged, TODAY).status is OFF


def test_running_projects_come_first_the_worst_ahead() -> None:
    lines = [
        line(FINE, name="b"),
        line(OFF, DONE, name="c"),
        line(NONE, name="d"),
        line(FINE, name="A"),
        line(OFF, ProjectState.ON_HOLD, name="e"),
    ]
    assert [found.name for found in portfolio.ordered(lines)] == [*"eAbdc"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "No project yet: start one, or import the list that you have."),
        ([line(OFF, DONE)], "One project, not running."),
        ([line(OFF, DONE)] * 2, "Two projects, none of them running."),
        ([line(FINE)], "One running project: all on track."),
        ([line(FINE)] * 3, "Three running projects: all on track."),
        ([line(NONE)] * 202, "202 running projects: 202 without data."),
        (
            [line(OFF)] * 24 + [line(WATCH)] * 118 + [line(FINE)] * 11,
            "153 running projects: 24 off track, 118 to watch.",
        ),
        (
            [line(OFF), line(NONE), line(OFF, DONE)],
            "Two running projects: one off track, one without data.",
        ),
    ],
)
def test_the_headline_says_how_the_running_projects_stand(
    lines: Sequence[PortfolioRow], said: str
) -> None:
    assert portfolio.headline(lines) == said


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "No project is known to be late or over its budget"),
        (
            [line(slip=0, overrun=-0.1)],
            "No project is known to be late or over its budget",
        ),
        (
            [line(slip=3)],
            "One project finishes late and none costs more than budgeted",
        ),
        (
            [line(overrun=0.2), line(overrun=0.1)],
            "No projects finish late and two cost more than budgeted",
        ),
        (
            [line(slip=3, overrun=0.2), line(slip=9)],
            "Two projects finish late and one costs more than budgeted",
        ),
    ],
)
def test_the_chart_is_titled_by_late_and_dear_projects(
    lines: Sequence[PortfolioRow], said: str
) -> None:
    assert portfolio.title(lines) == said


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([line(FINE)], "One project, not off track"),
        ([line(OFF)], "One project, off track"),
        ([line(FINE)] * 2, "Two projects, none of them off track"),
        ([line(OFF)] * 30, "30 projects, 30 of them off track"),
    ],
)
def test_the_table_is_titled_by_the_projects_off_track(
    lines: Sequence[PortfolioRow], said: str
) -> None:
    assert portfolio.table_title(lines) == said


@few
@given(st.lists(any_project(), max_size=3))
def test_whatever_the_projects_the_page_reads_well(found: list[Project]) -> None:
    lines = portfolio.ordered(portfolio.row(one, TODAY) for one in found)
    assert len(lines) == len(found)
    assert is_sentence(portfolio.headline(lines))
    assert is_title(portfolio.title(lines))
    assert is_title(portfolio.table_title(lines))


@few
@given(any_project())
def test_the_portfolio_agrees_with_the_overview_where_that_has_data(
    found: Project,
) -> None:
    status = overall(health(found, found.status_date(TODAY)))
    if status is not NONE:
        assert portfolio.row(found, TODAY).status is status
