from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.edits import Add, Edit, apply
from core.figure import Status
from core.finish import Basis, Forecast, finish_figure, forecast
from core.project import Project
from core.registers.project import ProjectFacts, ProjectSettings, ProjectState
from tests.plan_projects import house, link
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


MONDAY = date(2026, 3, 30)


def plan_ahead(*edits: Edit, **facts: Any) -> Project:
    """A house of twenty working days from 2 March 2026, planned for the 20th."""
    known = {"title": "House", "planned_finish": date(2026, 3, 20)} | facts
    return apply(house(), [Add("projects", known), *edits])[0]


@pytest.mark.parametrize(
    ("found", "day", "basis"),
    [
        (plan_ahead(), date(2026, 3, 27), Basis.PLAN),
        (plan_ahead(forecast_finish=MONDAY), date(2026, 3, 27), Basis.PLAN),
        (plan_ahead(link(3, 2), forecast_finish=MONDAY), MONDAY, Basis.BROKEN),
        (plan_ahead(link(3, 2)), None, Basis.BROKEN),
        (plan_ahead(forecast_finish=MONDAY, state="finished"), MONDAY, Basis.ACTUAL),
        (planned(FRIDAY, MONDAY), MONDAY, Basis.TYPED),
        (planned(FRIDAY, None), None, Basis.TYPED),
    ],
)
def test_the_finish_is_that_of_the_plan_where_it_has_dates(
    found: Project, day: date | None, basis: Basis
) -> None:
    assert forecast(found) == Forecast(day, basis)


def test_a_plan_without_any_date_tells_less_than_what_is_typed() -> None:
    rows = [Add("activities", {"title": "Dig", "duration": "5d"})]
    facts = {"title": "House", "forecast_finish": MONDAY}
    bare = apply(Project("TRY"), [Add("projects", facts), *rows])[0]
    assert forecast(bare) == Forecast(MONDAY, Basis.TYPED)
    begun = {"title": "Begun", "actual_start": "2026-03-02 08:00"}
    dated, _ = apply(bare, [Add("activities", begun)])
    assert forecast(dated) == Forecast(date(2026, 3, 6), Basis.PLAN)


def test_the_figure_says_which_finish_it_is_and_why() -> None:
    late = plan_ahead(forecast_finish=MONDAY)
    figure = finish_figure([(TODAY, late)])
    assert figure is not None
    assert (figure.change, figure.status) == ("5 working days late", Status.WATCH)
    assert "latest finish of all activities" in figure.formula
    assert dict(figure.inputs) == {
        "Planned finish": f"20{SPACE}Mar{SPACE}2026",
        "Finish by the plan": f"27{SPACE}Mar{SPACE}2026",
        "Typed forecast, not used": f"30{SPACE}Mar{SPACE}2026",
    }
    broken = finish_figure([(TODAY, plan_ahead(link(3, 2), forecast_finish=MONDAY))])
    assert broken is not None
    assert broken.change == "6 working days late"
    assert "until one thing in it is corrected" in broken.formula
    assert "Forecast finish as typed" in dict(broken.inputs)


def test_the_finish_of_a_state_is_computed_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    states = [(TODAY, plan_ahead()), (TODAY, plan_ahead(forecast_finish=MONDAY))]
    first = finish_figure(states)
    monkeypatch.setattr("core.finish.scheduled", None)
    assert finish_figure(states) == first
    assert first is not None
    assert first.trend == (7, 7)


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
