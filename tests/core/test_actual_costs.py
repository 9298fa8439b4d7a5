"""What the project has cost, booking by booking: bills, credits and worked hours."""

from datetime import date
from typing import Any

import pytest

from core.actual_costs import actual_costs
from core.bookings import OWN_HOURS, unvalued
from core.edits import Add, apply
from core.labour import assignment_costs, hours_cost, unpriced
from core.project import Project
from tests.plan_projects import house

MONDAY = "2026-03-02"
PEOPLE = [
    Add("resources", {"title": "Bo", "cost_per_hour": "50"}),
    Add(
        "resource_rates",
        {"resource": 1, "valid_from": "2026-03-10", "cost_per_hour": "60"},
    ),
    Add("resources", {"title": "Cy"}),
    Add("resources", {"title": "Sand", "kind": "material", "cost_per_hour": "3"}),
]
DOLLARS = Add("exchange_rates", {"currency": "USD", "valid_from": MONDAY, "rate": 0.5})


def built(*more: Add) -> Project:
    return apply(house(), [*PEOPLE, *more])[0]


def line(**more: Any) -> Add:
    return Add("budget_lines", {"title": "Line", "amount": 100} | more)


def bill(amount: str, **more: Any) -> Add:
    values = {"title": "Bill", "amount": amount, "spent_on": MONDAY}
    return Add("expenses", values | more)


def hours(many: float, on: str = MONDAY, who: int = 1, **more: Any) -> Add:
    values = {"resource": who, "worked_on": on, "hours": many}
    return Add("timesheets", values | more)


def test_invoices_accruals_credits_and_hours_are_cost_and_nothing_else_is() -> None:
    kinds = ("commitment", "invoice", "accrual", "credit", "payment")
    bills = [bill(f"{n}.01", kind=kind) for n, kind in enumerate(kinds, 1)]
    found = actual_costs(built(*bills, bill("9", state="rejected"), hours(2)))
    assert [(one.reference, one.cents) for one in found] == [
        ("E-002", 201),
        ("E-003", 301),
        ("E-004", -401),
        ("TS-001", 10_000),
    ]
    assert {one.on for one in found} == {date(2026, 3, 2)}


def test_a_booking_belongs_to_the_work_package_of_its_line() -> None:
    found = actual_costs(
        built(
            line(activity=3, category="Stone"),
            line(wbs="1.1"),
            bill("1", budget_line=1, vendor="Acme"),
            bill("1", budget_line=2),
            bill("1"),
        )
    )
    places = [(one.line, one.activity, one.category, one.vendor) for one in found]
    assert places == [
        (1, 3, "Stone", "Acme"),
        (2, 2, "No category", ""),
        (None, None, "Unmatched", ""),
    ]


def test_hours_cost_what_the_rate_of_their_day_says() -> None:
    made = built(hours(1.5, "2026-03-09"), hours(1.5, "2026-03-10"), hours(8, who=2))
    assert [one.cents for one in actual_costs(made)] == [7_500, 9_000]
    assert [(one.reference, one.missing) for one in unvalued(made)] == [
        ("TS-003", "hourly rate of Cy")
    ]
    assert hours_cost(made, 3, 1, date(2026, 3, 2)) is None


@pytest.mark.parametrize(
    ("lines", "activity", "expected"),
    [
        ([line(activity=1, cost_type="labour"), line(cost_type="labour")], 2, 1),
        ([line(activity=1, cost_type="labour"), line(cost_type="labour")], 6, 2),
        ([line(activity=5, from_assignments=True)], 6, 1),
        ([line(activity=6, cost_type="service")], 6, None),
        ([line(cost_type="labour"), line(cost_type="labour")], 6, None),
    ],
)
def test_hours_go_to_the_labour_line_of_their_activity(
    lines: list[Add], activity: int, expected: int | None
) -> None:
    (one,) = actual_costs(built(*lines, hours(1, activity=activity)))
    assert (one.line, one.activity, one.vendor) == (expected, activity, OWN_HOURS)


def test_an_amount_in_another_currency_counts_once_its_rate_is_known() -> None:
    made = built(DOLLARS, bill("10.01", currency="USD"))
    assert [one.cents for one in actual_costs(made)] == [501]
    assert not unvalued(made)


def test_an_assignment_costs_its_hours_at_the_rates_of_its_days() -> None:
    made = built(
        Add("assignments", {"activity": 2, "resource": 1, "units": 50}),
        Add("assignments", {"activity": 3, "resource": 1, "effort": "10h"}),
        Add("assignments", {"activity": 6, "resource": 2}),
        Add("assignments", {"activity": 6, "resource": 3}),
    )
    # Dig: 5 days at half time from 2 to 6 March; walls from 9 March, the first of ten
    # days at the old rate
    assert assignment_costs(made) == {2: 100_000, 3: 5_000 + 54_000, 6: 0}
    assert unpriced(made) == (2,)


def test_a_rate_of_another_currency_is_converted_on_the_day_of_the_work() -> None:
    rate = {"resource": 2, "valid_from": MONDAY, "cost_per_hour": 80, "currency": "USD"}
    made = built(
        DOLLARS,
        Add("resource_rates", rate),
        Add("assignments", {"activity": 2, "resource": 2}),
        hours(2, who=2),
    )
    assert assignment_costs(made) == {2: 40 * 4_000}
    assert [one.cents for one in actual_costs(made)] == [8_000]


def test_a_plan_without_dates_has_no_cost_of_assignments() -> None:
    circle = [
        Add("dependencies", {"predecessor": 3, "successor": 2}),
        Add("assignments", {"activity": 2, "resource": 1}),
    ]
    assert assignment_costs(built(*circle)) == {}
