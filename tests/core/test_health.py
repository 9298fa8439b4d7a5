from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from core import health
from core.edits import Add, apply
from core.figure import SEVERITY, Status
from core.health import Dimension
from core.project import Project
from core.registers.budget import BudgetLine, Expense
from core.registers.project import ProjectFacts, ProjectSettings
from core.registers.scope import Deliverable, DeliverableStatus
from tests.plan_projects import house, link
from tests.projects import (
    SPACE,
    TODAY,
    any_project,
    few,
    is_sentence,
    is_title,
    project,
    threat,
)

D = Decimal
PLANNED = date(2026, 11, 2)  # a Monday
OFF, WATCH, FINE, NONE = SEVERITY


def made(facts: dict[str, Any] | None = None, **registers: Any) -> Project:
    known = ProjectFacts.model_validate({"title": "Demo"} | (facts or {}))
    return project(projects=[known], **registers)


def finishing(days: int) -> dict[str, Any]:
    """Return the facts of a finish so many calendar days after its plan."""
    forecast = PLANNED + timedelta(days=days)
    return {"planned_finish": PLANNED, "forecast_finish": forecast}


def dimension(name: str, found: Project) -> Dimension:
    return next(d for d in health.health(found, TODAY) if d.name == name)


def deliverable(due: date | None, *, accepted: bool = False) -> Deliverable:
    return Deliverable(
        title="Thing",
        due=due,
        status=DeliverableStatus.ACCEPTED if accepted else DeliverableStatus.PLANNED,
        accepted_by="A. Novák" if accepted else "",
    )


def test_a_new_project_has_no_data_in_any_dimension() -> None:
    found = health.health(Project("NEW"), TODAY)
    assert [d.name for d in found] == [
        "Schedule",
        "Cost",
        "Risk",
        "Scope",
        "Quality",
        "Stakeholders",
    ]
    assert {d.status for d in found} == {Status.NO_DATA}
    assert {d.value for d in found} == {None}
    assert health.overall(found) is Status.NO_DATA


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
    assert health.rated(rating) is status
    found = health.health(made({"rating": rating}), TODAY)
    assert health.overall(found) is status
    is_bad = status in (OFF, WATCH)
    assert health.set_by(found) == (("Rating",) if is_bad else ())


def test_a_rating_is_a_side_of_its_own_with_its_source() -> None:
    found = dimension("Rating", made({"rating": "Amber/Red (reset)"}))
    assert (found.status, found.figure) == (OFF, "Rated Amber/Red (reset)")
    assert "sponsor" in found.rule
    said = health.headline(health.health(made({"rating": "Red"} | finishing(0)), TODAY))
    assert said == "The sponsor rates it Red; schedule holds."
    assert "Rating" not in {d.name for d in health.health(made(), TODAY)}


def test_a_rating_that_came_late_is_no_data_before() -> None:
    days = [TODAY - timedelta(weeks=1), TODAY]
    states = zip(days, [made(), made({"rating": "Red"})], strict=True)
    assert health.trail(list(states))["Rating"] == NONE.glyph + OFF.glyph


@pytest.mark.parametrize(
    ("state", "figure", "headline"),
    [
        ("finished", "Finished 15 working days late", "It finished 15 working days"),
        ("active", "Finish 15 working days late", "The finish is 15 working days"),
        ("cancelled", "Finish 15 working days late", "The finish is 15 working days"),
    ],
)
def test_a_finished_project_is_spoken_of_in_the_past(
    *, state: str, figure: str, headline: str
) -> None:
    money = {"budget": D(100), "forecast": D(110)}
    facts = finishing(21) | {"state": state} | money
    assert dimension("Schedule", made(facts)).figure == figure
    said = health.headline(health.health(made(facts), TODAY))
    assert said.startswith(headline)
    cost = dimension("Cost", made(facts))
    assert cost.clause.startswith(
        "the cost was 10.0" if state == "finished" else "the forecast is 10.0"
    )
    unknown = dimension("Schedule", made({"state": state})).figure
    assert (unknown == "No finish recorded") is (state == "finished")


@pytest.mark.parametrize(
    ("days", "status", "figure"),
    [
        (-3, FINE, "Finish 1 working day early"),
        (0, FINE, "Finish as planned"),
        (4, FINE, "Finish 4 working days late"),
        (7, WATCH, "Finish 5 working days late"),
        (18, WATCH, "Finish 14 working days late"),
        (21, OFF, "Finish 15 working days late"),
    ],
)
def test_schedule_is_judged_by_the_slip_of_the_finish(
    days: int, status: Status, figure: str
) -> None:
    found = dimension("Schedule", made(finishing(days)))
    assert (found.status, found.figure) == (status, figure)
    assert "watch from 5, off track from 15" in found.rule


def test_schedule_is_judged_by_the_plan_and_says_so() -> None:
    facts = {"title": "House", "planned_finish": date(2026, 3, 6)}
    late, _ = apply(house(), [Add("projects", facts)])
    found = dimension("Schedule", late)
    assert (found.status, found.figure) == (OFF, "Finish 15 working days late")
    assert found.rule.startswith("Finish by the plan late by working days: watch from")
    typed = facts | {"forecast_finish": date(2026, 3, 9)}
    circle, _ = apply(house(), [Add("projects", typed), link(3, 2)])
    broken = dimension("Schedule", circle)
    assert (broken.status, broken.figure) == (FINE, "Finish 1 working day late")
    assert broken.rule.startswith("Forecast finish as typed late by")


@pytest.mark.parametrize("missing", ["planned_finish", "forecast_finish"])
def test_schedule_has_no_data_without_both_finishes(missing: str) -> None:
    facts = finishing(30) | {missing: None}
    assert dimension("Schedule", made(facts)).status is Status.NO_DATA


@pytest.mark.parametrize(
    ("forecast", "status", "figure"),
    [
        (900, FINE, "Forecast −10.0 % to budget"),
        (1000, FINE, "Forecast 0.0 % to budget"),
        (1049, FINE, "Forecast +4.9 % to budget"),
        (1050, WATCH, "Forecast +5.0 % to budget"),
        (1119, WATCH, "Forecast +11.9 % to budget"),
        (1120, OFF, "Forecast +12.0 % to budget"),
    ],
)
def test_cost_is_judged_by_the_forecast_of_the_list_of_projects(
    forecast: int, status: Status, figure: str
) -> None:
    facts = {"budget": D(1000), "forecast": D(forecast)}
    found = dimension("Cost", made(facts))
    assert (found.status, found.figure.replace(SPACE, " ")) == (status, figure)


def test_budget_lines_and_expenses_count_before_the_list_of_projects() -> None:
    line = BudgetLine(title="Work", amount=D(100), closed=True)
    spent = Expense(
        title="Invoice", amount=D(150), spent_on=date(2026, 10, 1), budget_line=1
    )
    facts = {"budget": D(1000), "forecast": D(1000)}
    judged = made(facts, budget_lines=[line], expenses=[spent])
    assert dimension("Cost", judged).value == 50
    assert dimension("Cost", judged).status is OFF
    assert dimension("Cost", made(facts)).status is FINE


@pytest.mark.parametrize(
    ("above", "status", "figure"),
    [
        (0, FINE, "No threats above appetite"),
        (1, WATCH, "One threat above appetite"),
        (5, OFF, "Five threats above appetite"),
    ],
)
def test_risk_is_judged_by_the_threats_above_appetite(
    above: int, status: Status, figure: str
) -> None:
    found = dimension("Risk", made(risks=[threat(1, 1)] + [threat(5, 5)] * above))
    assert (found.status, found.figure, found.value) == (status, figure, above)


@pytest.mark.parametrize(
    ("late", "status"), [(0, FINE), (1, WATCH), (2, WATCH), (3, OFF)]
)
def test_scope_is_judged_by_the_deliverables_that_are_late(
    late: int, status: Status
) -> None:
    yesterday = TODAY - timedelta(days=1)
    others = [
        deliverable(TODAY),
        deliverable(None),
        deliverable(yesterday, accepted=True),
    ]
    made_of = others + [deliverable(yesterday)] * late
    found = dimension("Scope", made(deliverables=made_of))
    assert (found.status, found.value) == (status, late)
    assert found.figure == f"{late} of {len(made_of)} deliverables late, 1 accepted"


def test_the_rules_are_the_projects_own() -> None:
    own = ProjectSettings(finish_watch=1, finish_off=4)
    found = dimension("Schedule", made(finishing(4), settings=[own]))
    assert found.status is OFF
    assert found.rule.endswith("watch from 1, off track from 4")


@pytest.mark.parametrize("name", ["Quality", "Stakeholders"])
@few
@given(found=any_project())
def test_what_nothing_is_recorded_of_is_never_green(name: str, found: Project) -> None:
    judged = dimension(name, found)
    assert judged.status is Status.NO_DATA
    assert judged.figure == "Nothing recorded yet"
    assert judged.rule.startswith("Will be judged by")


def states(*found: tuple[str, Status]) -> tuple[Dimension, ...]:
    clauses = {
        "Schedule": "the finish is 20 working days late",
        "Cost": "the forecast is 10.4 % over the budget",
        "Risk": "three threats are above the appetite",
        "Scope": "one deliverable is late",
    }
    return tuple(Dimension(n, s, "", "", 1, clauses[n]) for n, s in found)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((), "Nothing is recorded yet by which this project could be judged."),
        (
            (("Schedule", NONE),),
            "Nothing is recorded yet by which this project could be judged.",
        ),
        ((("Risk", FINE), ("Cost", NONE)), "Risk is on track."),
        (
            (("Schedule", FINE), ("Cost", FINE), ("Risk", FINE)),
            "Schedule, cost and risk are on track.",
        ),
        (
            (("Schedule", OFF), ("Cost", WATCH), ("Risk", FINE), ("Scope", FINE)),
            (
                "The finish is 20 working days late; cost needs watching; "
                "risk and scope hold."
            ),
        ),
        (
            (("Schedule", OFF), ("Cost", WATCH), ("Risk", WATCH)),
            "The finish is 20 working days late; cost and risk need watching.",
        ),
        (
            (("Cost", WATCH), ("Risk", WATCH), ("Scope", WATCH), ("Schedule", FINE)),
            (
                "The forecast is 10.4 % over the budget and three threats are above "
                "the appetite; scope needs watching too; schedule holds."
            ),
        ),
        (
            (("Schedule", OFF), ("Cost", OFF), ("Risk", OFF), ("Scope", OFF)),
            (
                "The finish is 20 working days late and the forecast is 10.4 % over "
                "the budget; risk and scope are off track too."
            ),
        ),
    ],
)
def test_the_headline_names_what_sets_the_status_and_what_holds(
    found: Sequence[tuple[str, Status]], said: str
) -> None:
    assert health.headline(states(*found)) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((), "No dimension has data yet"),
        ((("Risk", FINE), ("Cost", NONE)), "Every dimension with data is on track"),
        (
            (("Schedule", OFF), ("Cost", WATCH)),
            "Schedule sets the overall status",
        ),
        (
            (("Schedule", OFF), ("Cost", OFF), ("Risk", WATCH)),
            "Schedule and cost set the overall status",
        ),
    ],
)
def test_the_block_is_titled_by_the_dimension_that_sets_the_status(
    found: Sequence[tuple[str, Status]], said: str
) -> None:
    assert health.title(states(*found)) == said


def test_the_figures_of_a_real_project_stand_in_its_headline() -> None:
    found = made(
        finishing(21) | {"budget": D(1000), "forecast": D(1200)},
        risks=[threat(5, 5)],
        deliverables=[deliverable(None)],
    )
    said = health.headline(health.health(found, TODAY)).replace(SPACE, " ")
    assert said == (
        "The finish is 15 working days late and the forecast is 20.0 % over the "
        "budget; risk needs watching; scope holds."
    )


def test_the_trail_shows_a_shape_a_week_and_skips_weeks_before_the_project() -> None:
    weeks = [TODAY - timedelta(weeks=n) for n in (3, 2, 1, 0)]
    past = [None, made(finishing(0)), made(finishing(7)), made(finishing(21))]
    trail = health.trail(list(zip(weeks, past, strict=True)))
    assert trail["Schedule"] == "●▲■"
    assert trail["Quality"] == "○○○"


@few
@given(any_project())
def test_whatever_is_recorded_the_health_reads_well(found: Project) -> None:
    dimensions = health.health(found, TODAY)
    assert is_sentence(health.headline(dimensions))
    assert is_title(health.title(dimensions))
    for judged in dimensions:
        assert is_title(judged.figure)
        assert is_title(judged.rule)
        known = judged.status is not Status.NO_DATA
        assert (judged.value is not None) is known
        assert bool(judged.clause) is known


@few
@given(any_project())
def test_the_overall_status_is_that_of_the_worst_dimension(found: Project) -> None:
    dimensions = health.health(found, TODAY)
    overall = health.overall(dimensions)
    assert overall in {d.status for d in dimensions}
    assert all(SEVERITY.index(overall) <= SEVERITY.index(d.status) for d in dimensions)
