from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import portfolio
from core.edits import Add, apply
from core.figure import SEVERITY, Status
from core.health import health, overall
from core.portfolio import PortfolioRow
from core.project import Project
from core.registers.project import ProjectFacts, ProjectState
from tests.plan_projects import house
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
        "set_by": (),
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


def test_a_line_has_the_finish_of_the_plan_where_there_is_one() -> None:
    facts = {
        "title": "House",
        "planned_finish": date(2026, 3, 20),
        "forecast_finish": date(2026, 3, 20),
    }
    line = portfolio.row(apply(house(), [Add("projects", facts)])[0], TODAY)
    assert (line.forecast_finish, line.slip) == (date(2026, 3, 27), 5)


@pytest.mark.parametrize(
    ("rating", "threats", "status", "set_by"),
    [
        ("Green", 5, OFF, ("Risk",)),
        ("Red", 0, OFF, ("Rating",)),
        ("Red", 5, OFF, ("Risk", "Rating")),
        ("Amber", 0, WATCH, ("Rating",)),
        ("Exempt", 0, NONE, ()),
    ],
)
def test_the_worse_of_figures_and_rating_counts_and_the_line_says_which(
    *, rating: str, threats: int, status: Status, set_by: tuple[str, ...]
) -> None:
    facts = ProjectFacts(title="Rated", rating=rating)
    judged = project(projects=[facts], risks=[threat(5, 5)] * threats)
    found = portfolio.row(judged, TODAY)
    assert (found.status, found.set_by, found.rating) == (status, set_by, rating)


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
        ([line(FINE)], "One running project, on track."),
        ([line(WATCH), line(OFF, DONE)], "One running project, to watch."),
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
            "One project later than planned, none over budget",
        ),
        (
            [line(overrun=0.2), line(overrun=0.1)],
            "No projects later than planned, two over budget",
        ),
        (
            [line(slip=3, overrun=0.2), line(slip=9)],
            "Two projects later than planned, one over budget",
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
def test_the_portfolio_agrees_with_the_overview(
    found: Project,
) -> None:
    status = overall(health(found, found.status_date(TODAY)))
    assert portfolio.row(found, TODAY).status is status
