"""However the cost is turned, it adds up to the same, to the cent."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.costs import Costs
from core.edits import Add, apply
from core.pivot import TOTAL, Dimension, pivot
from core.project import Project
from core.registers.budget import (
    BudgetKind,
    BudgetLine,
    CostType,
    Expense,
    ExpenseKind,
    ExpenseState,
    Spread,
)
from core.registers.cost_plan import ExchangeRate
from tests.plan_projects import house
from tests.projects import project

ON = date(2026, 6, 15)
days = st.dates(date(2026, 1, 1), date(2027, 3, 31))
amounts = st.decimals(0, 10_000, places=2)
codes = st.sampled_from(["", "USD"])
lines = st.builds(
    lambda first, last, **more: BudgetLine(
        title="Line", start=min(first, last), finish=max(first, last), **more
    ),
    days,
    days,
    category=st.sampled_from(["", "Cloud", "Staff"]),
    wbs=st.sampled_from(["", "1.2", "1.10", "2"]),
    kind=st.sampled_from(BudgetKind),
    cost_type=st.sampled_from(CostType),
    spread=st.sampled_from(Spread),
    amount=amounts,
    currency=codes,
    closed=st.booleans(),
)
expenses = st.builds(
    Expense,
    title=st.just("Bill"),
    budget_line=st.none() | st.integers(1, 4),
    kind=st.sampled_from(ExpenseKind),
    spent_on=days,
    amount=amounts,
    currency=codes,
    vendor=st.sampled_from(["", "Acme", "Globex"]),
    state=st.sampled_from(ExpenseState),
)
DOLLAR = ExchangeRate(currency="USD", valid_from=date(2026, 1, 1), rate=0.8765)


def turned(some: list[BudgetLine], bills: list[Expense]) -> Costs:
    made = project(budget_lines=some, expenses=bills, exchange_rates=[DOLLAR])
    return Costs(made, ON)


@given(
    st.lists(lines, max_size=4),
    st.lists(expenses, max_size=12),
    st.sampled_from(Dimension),
    st.none() | st.sampled_from(Dimension),
    st.integers(1, 3),
)
def test_any_pivot_adds_up_to_the_same_totals(
    some: list[BudgetLine],
    bills: list[Expense],
    rows: Dimension,
    columns: Dimension | None,
    level: int,
) -> None:
    costs = turned(some, bills)
    found = pivot(costs, rows, columns, level)
    for parts in (found.cells, found.row_totals, found.column_totals, {0: found.total}):
        for name in ("committed", "actual", "forecast", "remaining"):
            whole = sum((getattr(row, name) for row in parts.values()), Decimal(0))
            assert whole == getattr(costs, name)
        assert sum((row.plan for row in parts.values()), Decimal(0)) == costs.bac
    assert set(product(found.rows, found.columns)) >= set(found.cells)
    for name, total in found.row_totals.items():
        cells = [cell for (row, _), cell in found.cells.items() if row == name]
        assert sum((cell.forecast for cell in cells), Decimal(0)) == total.forecast


def built() -> Costs:
    edits = [
        Add(
            "exchange_rates",
            {"currency": "USD", "valid_from": "2026-01-01", "rate": 0.5},
        ),
        Add("budget_lines", {"title": "Stone", "amount": 100, "activity": 3}),
        Add("budget_lines", {"title": "Colour", "amount": 50, "wbs": "2.1"}),
        Add(
            "expenses",
            {
                "title": "A",
                "amount": 30,
                "spent_on": "2026-03-11",
                "budget_line": 1,
                "vendor": "Acme",
            },
        ),
        Add(
            "expenses",
            {"title": "B", "amount": 8, "spent_on": "2026-04-11", "currency": "USD"},
        ),
    ]
    return Costs(apply(house(), edits)[0], date(2026, 4, 30))


def test_a_branch_is_cut_at_a_level_and_carries_its_name() -> None:
    assert pivot(built(), Dimension.WBS).rows == ("1 Shell", "2 Inside", "Unmatched")
    assert pivot(built(), Dimension.WBS, level=2).rows == (
        "1.2 Walls",
        "2.1 Paint",
        "Unmatched",
    )


def test_months_and_vendors_are_crossed() -> None:
    found = pivot(built(), Dimension.VENDOR, Dimension.MONTH)
    assert [name.replace("\u00a0", " ") for name in found.columns] == [
        "Mar 2026",
        "Apr 2026",
        "May 2026",
    ]
    march = found.columns[0]
    assert found.cells["Acme", march].actual == 30
    assert found.cells["Not booked yet", march].plan == 150
    assert ("Acme", found.columns[1]) not in found.cells


@pytest.mark.parametrize(
    ("dimension", "names"),
    [
        (Dimension.LINE, ("B-001 Stone", "B-002 Colour", "Unmatched")),
        (Dimension.CURRENCY, ("EUR", "USD")),
        (Dimension.COST_TYPE, ("Other", "Unmatched")),
        (Dimension.CATEGORY, ("No category", "Unmatched")),
    ],
)
def test_rows_are_named_and_the_dearest_comes_first(
    dimension: Dimension, names: tuple[str, ...]
) -> None:
    found = pivot(built(), dimension)
    assert found.rows == names
    assert found.columns == (TOTAL,)


def test_a_project_without_money_has_an_empty_pivot() -> None:
    found = pivot(Costs(Project("NEW"), ON), Dimension.MONTH)
    assert not found.rows
    assert not found.cells
    assert found.total.forecast == 0
