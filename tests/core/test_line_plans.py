"""A line's money lies on the days that it says, and no cent of it is lost."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.costs import Costs
from core.edits import Add, apply
from core.line_plans import line_plans, months_total
from core.months import BACK, BELL, EVEN, FRONT, Curve, share_until, spread
from core.plan_pieces import LinePlan
from core.project import Project
from core.registers.budget import BudgetKind
from core.reserves import drawdown_rows
from tests.plan_projects import house

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DOLLARS = [
    Add("exchange_rates", {"currency": "USD", "valid_from": day, "rate": rate})
    for day, rate in ((date(2026, 1, 1), 0.5), (date(2026, 4, 1), 0.25))
]


def line(amount: str = "1000", **more: Any) -> Add:
    return Add("budget_lines", {"title": "Line", "amount": amount} | more)


def month(amount: str, on: str, line: int = 1) -> Add:
    values = {"budget_line": line, "month": on, "amount": amount}
    return Add("budget_months", values)


def built(*edits: Add) -> Project:
    return apply(house(), edits)[0]


def plan(*edits: Add, number: int = 1) -> LinePlan:
    return line_plans(built(*edits), LAST)[number]


def months(found: LinePlan) -> dict[str, int]:
    return {f"{m:%Y-%m}": cents for m, cents in found.by_month.items()}


# --- curves -------------------------------------------------------------------------

curves = st.sampled_from([EVEN, FRONT, BACK, BELL])


@given(
    st.integers(0, 10**12),
    st.dates(FIRST, LAST),
    st.integers(0, 4000),
    st.lists(st.integers(0, 4000), max_size=6),
    curves,
)
def test_the_parts_of_any_division_add_up_to_the_amount(
    amount: int, first: date, length: int, cuts: list[int], curve: Curve
) -> None:
    last = first + timedelta(days=length)
    days = [first + timedelta(days=min(cut, length)) for cut in sorted(cuts)]
    sums = [share_until(amount, first, last, day, curve) for day in (*days, last)]
    parts = [b - a for a, b in zip([0, *sums], sums, strict=False)]
    assert sum(parts) == amount
    assert min(parts) >= 0
    assert sum(spread(amount, first, last, curve).values()) == amount


@pytest.mark.parametrize(
    ("curve", "fifth", "half", "four_fifths"),
    [
        (EVEN, 200, 500, 800),
        (FRONT, 333, 750, 958),
        (BACK, 42, 250, 667),
        (BELL, 60, 500, 940),
    ],
)
def test_a_curve_has_its_shape(
    curve: Curve, fifth: int, half: int, four_fifths: int
) -> None:
    days = [FIRST + timedelta(days=d) for d in (1, 4, 7)]
    last = FIRST + timedelta(days=9)
    found = [share_until(1000, FIRST, last, day, curve) for day in days]
    assert found == [fifth, half, four_fifths]


# --- days ---------------------------------------------------------------------------


def test_a_line_takes_missing_dates_from_its_work_package() -> None:
    found = plan(line(activity=2))
    assert found.span == (date(2026, 3, 2), date(2026, 3, 6))
    assert plan(line(activity=2, finish="2026-03-31")).span == (
        date(2026, 3, 2),
        date(2026, 3, 31),
    )
    assert plan(line(wbs="1.1")).span == found.span
    assert plan(line()).span is None


def test_by_activity_dates_the_work_package_comes_first() -> None:
    own = {"start": "2026-01-01", "finish": "2026-01-31"}
    found = plan(line(activity=3, spread="by activity dates", **own))
    assert found.span == (date(2026, 3, 9), date(2026, 3, 20))
    assert found.pieces[0].activity == 3
    assert plan(line(spread="by activity dates", **own)).span == (
        date(2026, 1, 1),
        date(2026, 1, 31),
    )


def test_a_plan_with_a_circle_leaves_a_line_its_own_dates() -> None:
    circle = Add("dependencies", {"predecessor": 3, "successor": 2})
    own = {"start": "2026-01-01", "finish": "2026-01-31"}
    found = plan(circle, line(activity=2, spread="by activity dates", **own))
    assert found.span == (date(2026, 1, 1), date(2026, 1, 31))


def test_months_by_hand_hold_up_to_the_amount_and_leave_the_rest_even() -> None:
    own = {"spread": "by hand per month", "start": "2026-01-01", "finish": "2026-01-31"}
    full = plan(line(**own), month("300", "2026-05-17"), month("700", "2026-03-01"))
    assert months(full) == {"2026-03": 70_000, "2026-05": 30_000}
    less = plan(line(**own), month("300", "2026-05-17"))
    assert months(less) == {"2026-05": 30_000, "2026-01": 70_000}
    more = plan(line(**own), month("300", "2026-05-17"), month("900", "2026-03-01"))
    assert months(more) == {"2026-03": 90_000, "2026-05": 10_000}
    assert months_total(built(line(**own), month("900", "2026-03-01")), 1) == 90_000
    assert months_total(built(line()), 1) is None


# --- labour -------------------------------------------------------------------------

PEOPLE = [
    Add("resources", {"title": "Bo", "cost_per_hour": "50"}),
    *(Add("assignments", {"activity": n, "resource": 1}) for n in (2, 3, 6)),
]


def test_a_labour_line_plans_what_the_assignments_within_its_package_cost() -> None:
    found = plan(*PEOPLE, line(activity=1, from_assignments=True))
    assert found.cents == 15 * 8 * 5000
    assert [(p.activity, p.first.day, p.last.day) for p in found.pieces] == [
        (2, 2, 6),
        (3, 9, 20),
    ]


def test_each_assignment_is_planned_in_one_line_only() -> None:
    whole = line(from_assignments=True)
    first, second = (line(activity=1, from_assignments=True) for _ in range(2))
    made = line_plans(built(*PEOPLE, first, second, whole), LAST)
    assert made[1].cents == 15 * 8 * 5000
    assert made[2].cents == 100_000  # nothing is left for it: its amount holds
    assert made[3].cents == 5 * 8 * 5000


def test_until_there_are_assignments_the_amount_holds() -> None:
    assert plan(line(activity=1, from_assignments=True)).cents == 100_000
    assert plan(*PEOPLE, line(wbs="9.9", from_assignments=True)).cents == 100_000


# --- currencies and draw-downs ------------------------------------------------------


def test_a_plan_in_another_currency_takes_the_rate_of_its_first_day() -> None:
    dates = {"currency": "USD", "finish": "2026-12-31"}
    assert plan(*DOLLARS, line(start="2026-03-01", **dates)).cents == 50_000
    assert plan(*DOLLARS, line(start="2026-04-01", **dates)).cents == 25_000
    assert plan(*DOLLARS, line(currency="USD")).cents == 50_000


def test_months_in_another_currency_add_up_to_the_line_to_the_cent() -> None:
    rates = Add(
        "exchange_rates", {"currency": "USD", "valid_from": FIRST, "rate": 0.333}
    )
    by_hand = line("0.30", currency="USD", spread="by hand per month")
    parts = [month("0.10", f"2026-0{n}-01") for n in (3, 4, 5)]
    found = plan(rates, by_hand, *parts)
    assert (found.cents, found.dated) == (10, 10)
    assert list(found.by_month.values()) == [3, 4, 3]


def drawn(amount: str = "100", on: str = "2026-06-01", **more: Any) -> Add:
    values = {
        "title": "Rock",
        "reserve": 1,
        "amount": amount,
        "drawn_on": on,
        "risk": 1,
    }
    return Add("drawdowns", values | more)


def with_reserve(*drawdowns: Add) -> Project:
    return built(
        Add("risks", {"title": "Rock"}),
        line("500", kind="contingency reserve"),
        line("1000", start="2026-01-01", finish="2026-06-30"),
        *drawdowns,
    )


def test_a_draw_down_moves_money_from_the_reserve_to_a_line() -> None:
    made = with_reserve(drawn(budget_line=2), drawn("50"))
    before = Costs(made, date(2026, 5, 31))
    after = Costs(made, date(2026, 6, 1))
    assert (before.bac, after.bac) == (Decimal(1000), Decimal(1100))
    reserve = after.reserve(BudgetKind.CONTINGENCY)
    assert [reserve.held, reserve.drawn, reserve.left] == [500, 150, 350]
    assert before.reserve(BudgetKind.CONTINGENCY).left == 500
    assert months(line_plans(made, LAST)[2])["2026-06"] > 10_000


@given(st.lists(st.integers(1, 99), max_size=5))
def test_the_budget_with_its_reserves_stays_the_same(draws: list[int]) -> None:
    made = with_reserve(*(drawn(str(amount), budget_line=2) for amount in draws))
    costs = Costs(made, LAST)
    left = costs.reserve(BudgetKind.CONTINGENCY).left
    assert costs.bac + left == Decimal(1500)


def test_a_draw_down_is_listed_with_its_cause_and_what_it_left() -> None:
    rows = drawdown_rows(with_reserve(drawn(budget_line=2), drawn("50")), LAST)
    found = [(r.reference, r.reserve, r.line, r.cause, r.left) for r in rows]
    assert found == [
        ("DR-001", "B-001", "B-002", "R-001", Decimal(400)),
        ("DR-002", "B-001", "", "R-001", Decimal(350)),
    ]
    assert not drawdown_rows(with_reserve(drawn()), date(2026, 5, 31))


def test_what_is_booked_on_a_reserve_is_part_of_what_was_announced() -> None:
    bill = {"title": "Bill", "amount": 80, "spent_on": "2026-06-02", "budget_line": 1}
    made = apply(with_reserve(drawn("50")), [Add("expenses", bill)])[0]
    assert Costs(made, LAST).reserve(BudgetKind.CONTINGENCY).drawn == 80
    credit = bill | {"kind": "credit"}
    less = apply(with_reserve(), [Add("expenses", credit)])[0]
    assert Costs(less, LAST).reserve(BudgetKind.CONTINGENCY).left == 580
