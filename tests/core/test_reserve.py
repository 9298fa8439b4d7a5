"""What is left of a reserve is one figure, whichever page asks."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import analyse
from core.costs import Costs
from core.edits import Add, Archive, apply
from core.project import Project, with_records
from core.registers.budget import (
    BudgetKind,
    BudgetLine,
    Expense,
    ExpenseKind,
    ExpenseState,
)
from core.registers.entry import Record
from core.risk import contingency
from tests.projects import TODAY

amounts = st.decimals(0, 10**9, places=2)
lines = st.builds(
    Record,
    st.integers(1, 4),
    st.just(1),
    st.builds(
        BudgetLine,
        title=st.just("Line"),
        amount=amounts,
        kind=st.sampled_from(BudgetKind),
        closed=st.booleans(),
    ),
    st.booleans(),
)
expenses = st.builds(
    Record,
    st.integers(1, 99),
    st.just(1),
    st.builds(
        Expense,
        title=st.just("Bill"),
        amount=amounts,
        kind=st.sampled_from(ExpenseKind),
        state=st.sampled_from(ExpenseState),
        budget_line=st.none() | st.integers(1, 4),
        spent_on=st.dates(TODAY - timedelta(days=2), TODAY + timedelta(days=2)),
    ),
    st.booleans(),
)


@given(st.lists(lines), st.lists(expenses))
def test_risks_and_budget_agree_on_what_is_left_of_the_contingency(
    held: list[Record[BudgetLine]], booked: list[Record[Expense]]
) -> None:
    made = with_records(Project("P"), {"budget_lines": held, "expenses": booked})
    left = Costs(made, TODAY).reserve(BudgetKind.CONTINGENCY).left
    assert contingency(made, TODAY) == left
    document = analyse(made, None, TODAY)
    assert document.risk.reserve == document.budget.contingency_reserve_left
    assert left.as_tuple().exponent == -2


@pytest.mark.parametrize("archived", [True, False])
def test_an_archived_line_neither_holds_nor_loses_anything(*, archived: bool) -> None:
    line = {"title": "Reserve", "kind": "contingency reserve", "amount": 100}
    bill = {"title": "Bill", "budget_line": 1, "spent_on": TODAY, "amount": 30}
    made, _ = apply(Project("P"), [Add("budget_lines", line), Add("expenses", bill)])
    if archived:
        made, _ = apply(made, [Archive("budget_lines", 1, 1)])
    left = Decimal(0) if archived else Decimal(70)
    assert contingency(made, TODAY) == left
    assert Costs(made, TODAY).reserve(BudgetKind.CONTINGENCY).left == left
