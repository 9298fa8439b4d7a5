from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import budget, budget_words
from core.costs import Costs
from core.figure import Status
from core.money import ZERO
from core.project import Project, with_records
from core.registers.budget import (
    BudgetKind,
    BudgetLine,
    Expense,
    ExpenseKind,
    ExpenseState,
)
from core.registers.entry import Entry, Record
from core.registers.project import ProjectFacts, ProjectSettings

D = Decimal
SPACE = "\u00a0"
TODAY = date(2026, 6, 30)


def records(entries: Iterable[Entry]) -> list[Record[Entry]]:
    return [Record(i, 1, entry) for i, entry in enumerate(entries, 1)]


def project(
    lines: Iterable[BudgetLine] = (),
    expenses: Iterable[Expense] = (),
    facts: ProjectFacts | None = None,
    **settings: Any,
) -> Project:
    return with_records(
        Project("DEMO"),
        {
            "projects": records([facts or ProjectFacts(title="Demo")]),
            "settings": records([ProjectSettings(**settings)]),
            "budget_lines": records(lines),
            "expenses": records(expenses),
        },
    )


def line(
    amount: int | str, start: str = "", finish: str = "", **more: Any
) -> BudgetLine:
    values = {
        "title": "Line",
        "amount": D(amount),
        "start": start or None,
        "finish": finish or None,
    }
    return BudgetLine.model_validate(values | more)


def spent(amount: int | str, on: str, **more: Any) -> Expense:
    values = {
        "title": "Bill",
        "amount": D(amount),
        "spent_on": on,
        "budget_line": 1,
        "state": ExpenseState.APPROVED,
    }
    return Expense.model_validate(values | more)


def costs(*args: Any, on: date = TODAY, **more: Any) -> Costs:
    return Costs(project(*args, **more), on)


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


# --- actual, committed, cash --------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "committed", "actual", "paid"),
    [
        (ExpenseKind.INVOICE, ZERO, D(100), ZERO),
        (ExpenseKind.ACCRUAL, ZERO, D(100), ZERO),
        (ExpenseKind.CREDIT, ZERO, D(-100), ZERO),
        (ExpenseKind.COMMITMENT, D(100), ZERO, ZERO),
        (ExpenseKind.PAYMENT, ZERO, ZERO, D(100)),
    ],
)
def test_each_kind_of_expense_adds_to_its_own_sum(
    kind: ExpenseKind, committed: Decimal, actual: Decimal, paid: Decimal
) -> None:
    found = costs([], [spent(100, "2026-06-01", kind=kind)])
    assert (found.committed, found.actual, found.paid) == (committed, actual, paid)


def test_neither_a_rejected_expense_nor_one_after_the_status_date_counts() -> None:
    found = costs(
        [line(1000)],
        [
            spent(100, "2026-06-30"),
            spent(7, "2026-06-30", state="rejected"),
            spent(9, "2026-07-01"),
        ],
    )
    assert found.actual == 100
    assert found.later.numbers == (3,)
    assert found.later.amount == 9


def test_an_expense_of_an_archived_line_is_unmatched() -> None:
    made = project([line(100)], [spent(40, "2026-06-01")])
    archived = with_records(
        made, {"budget_lines": [Record(1, 2, line(100), archived=True)]}
    )
    assert not Costs(made, TODAY).unmatched
    assert Costs(archived, TODAY).unmatched.amount == 40
    assert Costs(archived, TODAY).categories[0].name == "Unmatched"


# --- plan and forecast --------------------------------------------------------------


def test_the_plan_is_spread_by_day_and_sums_to_the_amount() -> None:
    found = costs([line("100.00", "2026-01-16", "2026-03-15")])
    assert [(f"{m.month:%b}", m.plan) for m in found.months] == [
        ("Jan", D("27.12")),
        ("Feb", D("47.46")),
        ("Mar", D("25.42")),
        *((name, ZERO) for name in ("Apr", "May", "Jun", "Jul")),
    ]


def test_a_line_without_dates_uses_those_of_the_project() -> None:
    facts = ProjectFacts(
        title="Demo", planned_start=date(2026, 6, 1), planned_finish=date(2026, 7, 30)
    )
    dated = costs([line(60)], facts=facts)
    assert (dated.planned, dated.undated) == (D(30), ZERO)
    undated = costs([line(60)])
    assert (undated.planned, undated.undated) == (None, D(60))
    assert [m.plan for m in undated.months] == [ZERO]


@pytest.mark.parametrize(
    ("given_line", "bills", "forecast"),
    [
        pytest.param(line(100), [], 100, id="nothing spent"),
        pytest.param(
            line(120, "2026-01-01", "2026-12-31"),
            [spent(80, "2026-05-05")],
            D("140.49"),
            id="spent ahead of the plan: actual and the plan after today",
        ),
        pytest.param(
            line(120, "2026-01-01", "2026-12-31"),
            [spent(20, "2026-05-05")],
            120,
            id="spent less: still the plan",
        ),
        pytest.param(
            line(100, "2026-01-01", "2026-06-30"),
            [spent(150, "2026-02-02", kind="commitment"), spent(60, "2026-05-05")],
            150,
            id="an open commitment above the plan",
        ),
        pytest.param(
            line(100, closed=True),
            [spent(150, "2026-02-02", kind="commitment"), spent(60, "2026-05-05")],
            60,
            id="closed: what it cost",
        ),
        pytest.param(
            line(100), [spent(130, "2026-05-05")], 130, id="undated and overspent"
        ),
        pytest.param(
            line(100, kind="contingency reserve"),
            [spent(30, "2026-05-05")],
            30,
            id="a reserve is no plan to spend",
        ),
    ],
)
def test_a_line_is_forecast_by_its_rule(
    given_line: BudgetLine, bills: list[Expense], forecast: Decimal
) -> None:
    assert costs([given_line], bills).forecast == forecast


def test_reserves_are_apart_from_the_budget() -> None:
    found = costs(
        [
            line(500),
            line(80, kind="contingency reserve"),
            line(40, kind="management reserve"),
        ],
        [spent(30, "2026-05-05", budget_line=2)],
    )
    assert found.bac == 500
    assert found.reserve(BudgetKind.CONTINGENCY).left == 50
    assert found.reserve(BudgetKind.MANAGEMENT).left == 40
    assert [(row.name, row.plan, row.actual) for row in found.categories] == [
        ("Contingency reserve", ZERO, D(30)),
        ("No category", D(500), ZERO),
    ]


def test_what_remains_lies_in_the_days_after_the_status_date() -> None:
    found = costs([line(300, "2026-06-01", "2026-08-31")], on=date(2026, 6, 15))
    assert [m.ahead > 0 for m in found.months] == [True, True, True]
    ended = costs([line(300, "2026-01-01", "2026-03-31")])
    assert {m.month: m.ahead for m in ended.months}[date(2026, 7, 1)] == 300


# --- burn and runway ----------------------------------------------------------------


def test_burn_is_the_mean_of_the_last_three_full_months() -> None:
    bills = [spent(n, f"2026-0{n}-10") for n in range(1, 7)]
    assert costs([line(100)], bills, on=date(2026, 6, 29)).burn == 4
    assert costs([line(100)], bills, on=date(2026, 6, 30)).burn == 5


def test_a_young_project_burns_over_the_months_that_it_has() -> None:
    bills = [spent(30, "2026-05-10"), spent(90, "2026-06-10")]
    found = costs([line(300, "2026-05-01", "2026-12-31")], bills)
    assert (found.burn, found.runway) == (D(60), 3.0)
    assert costs([line(300)], bills, on=date(2026, 5, 20)).burn is None


@pytest.mark.parametrize(
    ("lines", "bills"),
    [
        ([], []),
        ([line(0)], [spent(5, "2026-06-01")]),
        ([line(9)], []),
        ([], [spent(1, "2026-06-01")]),
    ],
)
def test_the_runway_is_undefined_without_budget_or_burn(
    lines: list[BudgetLine], bills: list[Expense]
) -> None:
    assert costs(lines, bills).runway is None
    assert costs([line(9)], [spent(1, "2026-06-01")]).runway is not None


# --- laws ---------------------------------------------------------------------------

days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
amounts = st.decimals(0, 10_000, places=2)
lines = st.builds(
    lambda title, category, kind, amount, ends, closed: BudgetLine(
        title=title,
        category=category,
        kind=kind,
        amount=amount,
        start=ends[0],
        finish=ends[1],
        closed=closed,
    ),
    st.just("Line"),
    st.sampled_from(["", "Labour", "Cloud"]),
    st.sampled_from(BudgetKind),
    amounts,
    st.tuples(st.none() | days, st.none() | days).map(
        lambda pair: tuple(sorted(pair)) if None not in pair else pair
    ),
    st.booleans(),
)
expenses = st.builds(
    Expense,
    title=st.just("Bill"),
    budget_line=st.none() | st.integers(1, 4),
    kind=st.sampled_from(ExpenseKind),
    spent_on=days,
    amount=amounts,
    vendor=st.sampled_from(["", "Acme", "Globex"]),
    state=st.sampled_from(ExpenseState),
)


@given(st.lists(lines, max_size=4), st.lists(expenses, max_size=12), days)
def test_every_cut_sums_to_the_totals_to_the_cent(
    some: list[BudgetLine], bills: list[Expense], on: date
) -> None:
    found = costs(some, bills, on=on)
    for rows in (found.lines, found.categories):
        assert sum(row.plan for row in rows) == found.bac
        assert sum(row.actual for row in rows) == found.actual
        assert sum(row.committed for row in rows) == found.committed
        assert sum(row.forecast for row in rows) == found.forecast
        assert sum(row.remaining for row in rows) == found.remaining
    assert sum(m.plan for m in found.months) == found.bac - found.undated
    assert sum(m.actual for m in found.months) == found.actual
    assert sum(m.ahead for m in found.months) == found.remaining
    assert sum(v.actual for v in found.vendors) == found.actual
    assert sum(v.paid for v in found.vendors) == found.paid


@given(st.lists(lines, max_size=4), st.lists(expenses, max_size=12), days)
def test_no_open_line_is_forecast_below_its_plan_or_its_cost(
    some: list[BudgetLine], bills: list[Expense], on: date
) -> None:
    found = costs(some, bills, on=on)
    for entry, row in zip(some, found.lines, strict=False):
        assert row.forecast >= row.actual
        assert entry.closed or row.forecast >= row.plan
    assert all(month.ahead >= 0 for month in found.months)


@given(st.lists(lines, max_size=4), st.lists(expenses, max_size=12), days)
def test_every_sentence_can_be_written(
    some: list[BudgetLine], bills: list[Expense], on: date
) -> None:
    made = project(some, bills)
    found = Costs(made, on)
    titles = (
        budget.headline(found),
        budget_words.months_title(found),
        budget_words.categories_title(found),
        budget_words.curve_title(found),
        budget_words.vendors_title(found),
        *budget_words.to_check(found),
    )
    assert all(title and "None" not in title and "n/a" not in title for title in titles)
    assert len(budget.key_figures([(on, None), (on, made)], on)) == 5


# --- status and words ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("cost", "expected"),
    [(100, Status.ON_TRACK), (105, Status.WATCH), (112, Status.OFF_TRACK)],
)
def test_the_overrun_is_judged_by_the_tolerances(cost: int, expected: Status) -> None:
    bills = [spent(cost, "2026-05-05")]
    assert budget.status(costs([line(100)], bills)) is expected


def test_without_work_lines_the_list_of_projects_gives_the_overrun() -> None:
    facts = ProjectFacts(title="Demo", budget=D(200), forecast=D(230))
    reserve = line(10, kind="contingency reserve")
    assert budget.forecast_overrun(
        project([reserve], facts=facts), TODAY
    ) == pytest.approx(0.15)
    assert budget.forecast_overrun(project([line(100)], facts=facts), TODAY) == 0
    assert budget.forecast_overrun(project(), TODAY) is None
    assert budget.forecast_overrun(project([line(0)]), TODAY) is None


@pytest.mark.parametrize(
    ("lines_", "bills", "more", "sentence"),
    [
        (
            [],
            [],
            {},
            "There is no budget yet: add budget lines, or import them from a file.",
        ),
        (
            [],
            [spent(20_000, "2026-05-05")],
            {},
            "We have spent 20 k €; add budget lines to compare it with the plan.",
        ),
        (
            [line(500_000, "2026-09-01", "2026-12-31")],
            [],
            {},
            "Nothing is spent yet; the plan of 500 k € begins on 1 Sep 2026.",
        ),
        (
            [line(100_000, closed=True)],
            [spent(97_000, "2026-05-05")],
            {},
            (
                "All budget lines are closed: the project cost 97 k €, "
                "3 % under the budget of 100 k €."
            ),
        ),
        (
            [line(120_000, "2026-01-01", "2026-12-31")],
            [spent(80_000, "2026-05-05")],
            {},
            (
                "We have spent 20 k € more than planned; the project is forecast at "
                "140 k €, 17 % over the budget of 120 k €."
            ),
        ),
        (
            [line(50_000)],
            [spent(10_000, "2026-05-05")],
            {},
            (
                "We have spent 10 k € of 50 k €; the project is forecast at 50 k €, "
                "as in the budget of 50 k €."
            ),
        ),
        (
            [],
            [],
            {"facts": ProjectFacts(title="D", budget=D(80), forecast=D(100))},
            "The project is forecast at 100 €, 25 % over the budget of 80 €.",
        ),
    ],
)
def test_the_page_opens_with_its_point(
    lines_: list[BudgetLine], bills: list[Expense], more: Any, sentence: str
) -> None:
    assert plain(budget.headline(costs(lines_, bills, **more))) == sentence


def test_titles_are_findings_with_a_figure() -> None:
    found = costs(
        [
            line(120_000, "2026-01-01", "2026-12-31", category="Labour"),
            line(10_000, "2026-01-01", "2026-12-31", category="Cloud"),
        ],
        [spent(80_000, "2026-05-05", vendor="Acme"), spent(1_000, "2026-05-06")],
    )
    assert plain(budget_words.months_title(found)) == (
        "The time behind us cost 17 k € more than planned; "
        "the time ahead will cost 4,959 € more than planned"
    )
    assert plain(budget_words.categories_title(found)) == (
        "Labour makes all of the 21 k € over plan"
    )
    assert plain(budget_words.curve_title(found)) == (
        "By Dec 2026 the project costs 151 k €, 21 k € more than planned"
    )
    assert plain(budget_words.vendors_title(found)) == ("Acme charged 99 % of 81 k €")


def test_what_makes_figures_unsure_is_listed() -> None:
    found = costs(
        [line(100)],
        [
            spent(10, "2026-05-05", state="submitted"),
            spent(20, "2026-05-05", budget_line=None),
            spent(30, "2026-08-05"),
        ],
    )
    assert [plain(sentence) for sentence in budget_words.to_check(found)] == [
        "One expense, 10 €, not approved yet: decide on it.",
        "One expense, 20 €, without a budget line: choose one.",
        "One expense, 30 €, after the status date, not counted yet.",
        "One budget line, 100 €, without dates, so in no month.",
    ]
    assert budget_words.to_check(costs()) == ()


def test_key_figures_compare_with_four_weeks_ago() -> None:
    old = project(
        [line(100_000, "2026-01-01", "2026-12-31")], [spent(40_000, "2026-05-05")]
    )
    new = project(
        [line(120_000, "2026-01-01", "2026-12-31")],
        [spent(40_000, "2026-05-05"), spent(40_000, "2026-06-20")],
    )
    states = [(date(2026, 5, 1), None), (date(2026, 6, 2), old), (TODAY, new)]
    figures = budget.key_figures(states, TODAY)
    assert [(f.label, plain(f.value), plain(f.change), f.status) for f in figures] == [
        ("Budget (BAC)", "120 k €", "+20 k € in 4 weeks", None),
        ("Spent (AC)", "80 k €", "+20 k € to plan", Status.OFF_TRACK),
        ("Forecast (EAC)", "140 k €", "+20 k € to budget", Status.OFF_TRACK),
        ("Committed", "0 €", "0 € still open", None),
        ("Runway", "1.5 months", "6.0 needed", Status.OFF_TRACK),
    ]
    assert list(figures[0].trend) == [100_000, 120_000]
    assert budget.key_figures([(TODAY, None)], TODAY) == ()


def test_the_table_holds_plain_numbers() -> None:
    rows = budget_words.cost_table(
        costs([line(100)], [spent("10.05", "2026-05-05")]).categories
    )
    assert rows == [
        {
            "Category": "No category",
            "Plan": 100.0,
            "Committed": 0.0,
            "Actual": 10.05,
            "Forecast": 100.0,
            "Remaining": 89.95,
            "Difference": 0.0,
        }
    ]


def test_amounts_carry_two_places() -> None:
    found = costs([line(100)], [spent(10, "2026-05-05")])
    assert str(found.actual) == "10.00"
    assert str(costs().forecast) == str(ZERO)
