from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from core.risk_burn_down import BurnDown
from core.risk_picture_figures import burn_down_figure, near_figure, owner_figure
from core.risk_pictures import OTHERS, Heat, RiskPoint
from tests.projects import SPACE, TODAY

D = Decimal
NO_PLAN = BurnDown(((TODAY, D(50_000)),), (), (), 2)


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def inputs(figure: Any) -> dict[str, str]:
    return {name: plain(value) for name, value in figure.inputs}


def point(number: int, later: int, *, threat: bool = True) -> RiskPoint:
    on = TODAY + timedelta(days=later)
    return RiskPoint(number, "Event", on, D(10_000), 6, threat, is_above=False)


def test_what_may_come_soon_is_summed_over_threats_until_the_ninetieth_day() -> None:
    points = [
        point(1, 90),
        point(2, 91),
        point(3, -5),
        point(4, 1, threat=False),
    ]
    made = near_figure(points, 3, TODAY, "EUR")
    assert plain(made.value) == "20 k €"
    assert list(inputs(made).values()) == ["2", "3", "3"]


def test_the_exposure_is_held_against_what_was_planned_for_today() -> None:
    begun = date(2026, 1, 31)
    plan = ((begun, D(90_000)), (begun + timedelta(days=1), D(70_000)))
    found = BurnDown(((TODAY, D(50_000)),), plan, (), 1)
    made = burn_down_figure(found, "EUR")
    assert plain(made.value) == "−20 k €"
    assert inputs(made)["Planned for now"] == "70 k €"
    assert inputs(made)["Day of the plan"] == "31 Jan 2026"


def test_without_a_plan_there_is_no_difference_to_it() -> None:
    made = burn_down_figure(NO_PLAN, "EUR")
    assert (made.value, made.change) == ("n/a", "no such plan is known")
    assert inputs(made) == {"Open mitigations without a date ahead": "2"}


def test_the_largest_share_is_that_of_one_owner_not_of_the_others_together() -> None:
    found = Heat(("Ann", OTHERS), ("Data",), ((1,), (5,)), ((D(30_000),), (D(70_000),)))
    made = owner_figure(found, "EUR")
    assert plain(made.value) == "30 %"
    assert inputs(made) == {"Ann": "30 k €", OTHERS: "70 k €", "All": "100 k €"}


def test_without_exposure_there_is_no_share() -> None:
    assert owner_figure(Heat((), (), (), ()), "EUR").value == "n/a"
