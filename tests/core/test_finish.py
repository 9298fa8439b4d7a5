from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figure import Status
from core.finish import finish_figure
from core.project import Project
from core.registers.project import ProjectFacts, ProjectSettings, ProjectState
from tests.projects import SPACE, TODAY, project

days = st.none() | st.dates(date(1990, 1, 1), date(2099, 12, 31))


def planned(finish: date | None, forecast: date | None, **settings: Any) -> Project:
    facts = ProjectFacts(title="Pay", planned_finish=finish, forecast_finish=forecast)
    return project(projects=[facts], settings=[ProjectSettings(**settings)])


FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("forecast", "change", "status"),
    [
        (date(2026, 11, 20), "as planned", Status.ON_TRACK),
        (date(2026, 11, 19), "1 working day early", Status.ON_TRACK),
        (date(2026, 11, 6), "10 working days early", Status.ON_TRACK),
        (date(2026, 11, 23), "1 working day late", Status.ON_TRACK),
        (date(2026, 11, 26), "4 working days late", Status.ON_TRACK),
        (date(2026, 11, 27), "5 working days late", Status.WATCH),
        (date(2026, 12, 10), "14 working days late", Status.WATCH),
        (date(2026, 12, 11), "15 working days late", Status.OFF_TRACK),
        (None, "no forecast yet", None),
    ],
)
def test_the_finish_says_how_far_it_is_from_the_plan(
    forecast: date | None, change: str, status: Status | None
) -> None:
    figure = finish_figure([(TODAY, planned(FRIDAY, forecast))])
    assert figure is not None
    assert (figure.change, figure.status) == (change, status)


def test_a_forecast_without_a_plan_is_shown_and_not_judged() -> None:
    figure = finish_figure([(TODAY, planned(None, FRIDAY))])
    assert figure is not None
    assert figure.value == f"20{SPACE}Nov{SPACE}2026"
    assert (figure.change, figure.status) == ("no planned finish", None)
    assert figure.trend == ()


def test_a_project_judges_its_slip_by_its_own_tolerance() -> None:
    late = date(2026, 11, 23)
    strict = planned(FRIDAY, late, finish_watch=0, finish_off=1)
    figure = finish_figure([(TODAY, strict)])
    assert figure is not None
    assert figure.status is Status.OFF_TRACK


@pytest.mark.parametrize("states", [[], [(TODAY, None)], [(TODAY, Project("NEW"))]])
def test_without_a_finish_there_is_no_figure(
    states: list[tuple[date, Project | None]],
) -> None:
    assert finish_figure(states) is None


def test_the_trend_leaves_out_days_before_the_project() -> None:
    then, now = planned(FRIDAY, None), planned(FRIDAY, date(2026, 11, 27))
    figure = finish_figure([(TODAY, None), (TODAY, then), (TODAY, now)])
    assert figure is not None
    assert figure.trend == (0, 7)


@given(days, days)
def test_every_known_finish_has_a_comparison_in_words(
    plan: date | None, forecast: date | None
) -> None:
    figure = finish_figure([(TODAY, planned(plan, forecast))])
    assert (figure is None) is (plan is None and forecast is None)
    if figure is not None:
        assert figure.change
        assert "None" not in f"{figure}".replace("status=None", "")
        assert (figure.status is None) is (plan is None or forecast is None)


@pytest.mark.parametrize(
    ("state", "forecast", "label", "named"),
    [
        ("active", FRIDAY, "Finish", "Forecast finish"),
        ("finished", FRIDAY, "Finished", "Actual finish"),
        ("finished", None, "Finish", "Forecast finish"),
    ],
)
def test_the_finish_of_a_finished_project_is_a_fact(
    *, state: str, forecast: date | None, label: str, named: str
) -> None:
    facts = ProjectFacts(
        title="Pay",
        state=ProjectState(state),
        planned_finish=FRIDAY,
        forecast_finish=forecast,
    )
    figure = finish_figure([(TODAY, project(projects=[facts]))])
    assert figure is not None
    assert (figure.label, figure.inputs[1][0]) == (label, named)
    assert ("no actual finish" in figure.change) is (
        state == "finished" and not forecast
    )
