"""The budget page in words: head, closed months, what counts as what, reserves."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import budget, budget_page, closing, cost_checks, pivot_words, reserve_words
from core.book_rules import closed_until
from core.costs import Costs
from core.counted_as import expense_counts_as, line_counts_as
from core.earned_value.project import earned_value
from core.edits import Add, Edit, apply
from core.errors import InvalidEntryError
from core.figure import Figure, Status
from core.pivot import TOTAL, Dimension, pivot
from core.pivot_words import Measure
from core.project import Project
from tests.core.earned_value.plans import planned
from tests.core.earned_value.plans import project as plan
from tests.core.test_pivot import expenses, lines, turned
from tests.projects import is_sentence, is_title

ON = date(2026, 6, 30)
RATE = Add(
    "exchange_rates", {"currency": "USD", "valid_from": "2026-01-01", "rate": 0.9}
)


def line(amount: int = 1000, **more: Any) -> Add:
    dates = {"start": "2026-01-01", "finish": "2026-12-31"}
    return Add("budget_lines", {"title": "Stone", "amount": amount} | dates | more)


def bill(amount: int = 100, on: str = "2026-05-05", **more: Any) -> Add:
    values = {"title": "Bill", "amount": amount, "spent_on": on, "budget_line": "B-001"}
    return Add("expenses", values | {"state": "approved"} | more)


def report(on: str, planned: int, earned: int, cost: int) -> Add:
    values: dict[str, object] = {"title": "Report", "status_date": on}
    values |= {"planned_value": planned, "earned_value": earned, "actual_cost": cost}
    return Add("performance", values)


REPORTS = [
    report("2026-05-31", 500, 450, 480),
    report("2026-06-30", 600, 500, 625),
    report("2026-12-31", 1000, 0, 0),
]


def built(*edits: Edit) -> Project:
    return apply(Project("PAY"), edits)[0]


def labels(row: Sequence[Figure]) -> list[str]:
    return [figure.label for figure in row]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# The head -----------------------------------------------------------------------------


def head(project: Project) -> tuple[str, list[str], Status]:
    value, costs = earned_value(project, ON), Costs(project, ON)
    begun = budget_page.is_begun(project)
    by_cost = budget.key_figures([(ON, project)], ON) if begun else ()
    row = budget_page.key_figures(by_cost, value, project.settings)
    more = budget_page.more_figures(by_cost, value)
    assert not set(labels(row)) & set(labels(more))
    sentence = budget_page.headline(costs, value)
    assert is_sentence(sentence)
    return plain(sentence), labels(row), budget_page.status(costs, value)


def test_without_earned_value_the_head_tells_of_cost() -> None:
    sentence, row, _ = head(built(line(), bill()))
    assert row == [
        "Budget (BAC)",
        "Spent (AC)",
        "Forecast (EAC)",
        "Committed",
        "Runway",
    ]
    assert "earned" not in sentence


def test_with_both_the_head_tells_of_both() -> None:
    sentence, row, status = head(built(line(), bill(625), *REPORTS))
    assert row == ["Budget (BAC)", "Spent (AC)", "Forecast (EAC)", "CPI", "SPI"]
    assert "more than planned and earned 100 € less; the project is fore" in sentence
    assert status is Status.OFF_TRACK


def test_with_reports_alone_the_head_tells_of_earned_value() -> None:
    sentence, row, status = head(built(*REPORTS))
    assert sentence.startswith("We earn 0.80 € of work for each € spent; at this pace")
    assert row[1:3] == ["CPI", "SPI"]
    assert status is Status.OFF_TRACK


def test_an_empty_project_says_how_to_begin() -> None:
    sentence, row, status = head(Project("PAY"))
    assert "add budget lines" in sentence
    assert row == []
    assert status is Status.NO_DATA


def test_a_baseline_of_less_than_the_budget_is_pointed_out() -> None:
    project = built(line(4000), *REPORTS)
    value = earned_value(project, ON)
    assert value
    note = plain(budget_page.value_note(value, Costs(project, ON)))
    assert "It plans 1,000 €, the budget lines 4,000 €: take a new baseline" in note
    whole = built(line(1000), *REPORTS)
    same = earned_value(whole, ON)
    assert same
    assert "take" not in budget_page.value_note(same, Costs(whole, ON))


def labour_alone(*more: Edit) -> str:
    """The note of a baseline that keeps what its activities cost, and no lines."""
    activities = [{"duration": "20d"}, {"duration": "20d"}]
    kept = [planned(n, "2026-03-02", "2026-03-27", cost=500) for n in (1, 2)]
    made = plan(activities, kept, *more)
    value = earned_value(made, ON)
    assert value
    return plain(budget_page.value_note(value, Costs(made, ON)))


def test_expenses_beside_a_baseline_of_labour_alone_are_pointed_out() -> None:
    bought = bill(300, "2026-03-05", budget_line=None)
    note = labour_alone(bought, bill(60, kind="payment", budget_line=None))
    assert note == (
        "Held against Baseline BL-001, First. ▲ It keeps no budget lines, only what "
        "its activities cost by their assignments; 300 € of what was spent are "
        "expenses that it does not plan, so CPI looks worse than it is: add budget "
        "lines for them and take a new baseline."
    )
    assert "▲" not in labour_alone()


def test_what_no_vendor_has_yet_is_not_counted_as_one() -> None:
    project = built(line(1000), bill(100, vendor="Acme"), bill(50, vendor="Bolt"))
    found = pivot(Costs(project, ON), Dimension.VENDOR)
    said = pivot_words.title(found, Dimension.VENDOR, Measure.FORECAST, "EUR")
    assert plain(said).startswith("Forecast 1,000 € in two vendors; ")
    assert plain(said).endswith("not booked yet")
    spent = pivot_words.title(found, Dimension.VENDOR, Measure.ACTUAL, "EUR")
    assert plain(spent) == "Actual 150 € in two vendors, most in Acme: 67 %"


# Closing a month ----------------------------------------------------------------------


def test_the_months_from_the_first_booking_to_the_last_that_is_over_can_be_closed() -> (
    None
):
    project = built(line(), bill(on="2026-04-10"), bill(on="2026-06-10"))
    months = closing.closable(project, date(2026, 6, 29))
    assert months == (date(2026, 5, 1), date(2026, 4, 1))
    assert closing.closable(project, ON)[0] == date(2026, 6, 1)
    assert closing.closable(Project("PAY"), ON) == ()


def test_closing_says_what_it_touches_and_what_is_open_in_it() -> None:
    waiting = bill(50, "2026-04-11", state="submitted")
    lost = bill(25, "2026-04-12", budget_line=None)
    project = built(line(), bill(on="2026-04-10"), waiting, lost, bill(on="2026-05-10"))
    found = closing.closing(project, date(2026, 4, 1))
    assert (found.until, found.entries, found.cost) == (
        date(2026, 4, 30),
        3,
        Decimal(175),
    )
    told = plain(closing.told(found, "EUR"))
    assert told.startswith("Three entries, 175 € of cost, can then be changed only by")
    assert "One of them is not approved yet and one of them is without a" in told
    assert is_sentence(told)
    clean = closing.closing(project, date(2026, 5, 1))
    assert clean.entries == 4


def test_a_closed_month_refuses_an_expense_until_it_is_opened_again() -> None:
    project = built(line(), bill(on="2026-04-10"), bill(on="2026-05-10"))
    assert closing.title(project) == "No month is closed yet"
    closed, _ = apply(project, closing.closing_edits(project, date(2026, 5, 31)))
    assert closed_until(closed) == date(2026, 5, 31)
    assert (
        plain(closing.title(closed)) == "The books are closed up to the end of May 2026"
    )
    with pytest.raises(InvalidEntryError, match="closed"):
        apply(closed, [bill(on="2026-05-31")])
    assert apply(closed, [bill(on="2026-06-01")])
    one, _ = apply(closed, closing.closing_edits(closed, closing.reopened(closed)))
    assert closed_until(one) == date(2026, 4, 30)
    assert apply(one, [bill(on="2026-05-31")])
    none, _ = apply(one, closing.closing_edits(one, closing.reopened(one)))
    assert closed_until(none) is None
    assert closing.reopened(none) is None


# What an amount counts as -------------------------------------------------------------


def test_a_foreign_expense_shows_its_rate_and_any_other_nothing() -> None:
    project = built(line(), RATE, bill(currency="USD"), bill())
    assert plain(expense_counts_as(project, 1)) == "90.00 € at 0.9 of 1 Jan 2026"
    assert [expense_counts_as(project, number) for number in (2, 99)] == ["", ""]


def test_a_line_shows_why_it_does_not_plan_its_amount() -> None:
    reserve = line(500, kind="contingency reserve")
    risk = Add("risks", {"title": "Rain"})
    drawn = Add(
        "drawdowns",
        {
            "title": "Rain",
            "reserve": "B-003",
            "drawn_on": "2026-03-01",
            "amount": 20,
            "risk": "R-001",
            "budget_line": "B-001",
        },
    )
    project = built(RATE, risk, line(), line(100, currency="USD"), reserve, drawn)
    said = [plain(line_counts_as(project, n, ON)) for n in (1, 2, 3, 99)]
    assert said == [
        "1,020.00 €, 20.00 € of it drawn",
        "90.00 € at 0.9 of 1 Jan 2026",
        "",
        "",
    ]
    assert line_counts_as(project, 1, date(2026, 2, 1)) == ""
    title = plain(reserve_words.title(project, ON))
    assert title == "480 € of 500 € contingency reserve left"
    assert is_title(reserve_words.title(project, ON))
    note = plain(reserve_words.note(project, ON))
    assert note.endswith("Drawn: 20 € in one draw-down.")
    assert reserve_words.title(built(line()), ON) == ""


# The pivot as a table -----------------------------------------------------------------


@given(
    st.lists(lines, max_size=4),
    st.lists(expenses, max_size=6),
    st.sampled_from(Dimension),
    st.sampled_from(Measure),
)
def test_every_table_adds_up_to_its_total(
    some: list[Any], bills: list[Any], rows: Dimension, measure: Measure
) -> None:
    costs = turned(some, bills)
    found = pivot(costs, rows, Dimension.MONTH)
    *body, last = pivot_words.table(found, rows, measure)
    for column in [*found.columns, TOTAL]:
        cells: list[Any] = [row[column] or 0 for row in body]
        assert round(sum(cells) * 100) == round(float(str(last[column])) * 100)
    assert is_title(pivot_words.title(found, rows, measure, "EUR").replace("-", ""))


def test_without_columns_every_figure_stands_beside_the_others() -> None:
    costs = Costs(built(line(), bill()), ON)
    table = pivot_words.table(
        pivot(costs, Dimension.CATEGORY), Dimension.CATEGORY, None
    )
    assert list(table[-1]) == ["Category", *pivot_words.measure_names()]
    assert table[-1]["Category"] == TOTAL


# What to decide -----------------------------------------------------------------------


def test_what_waits_for_a_decision_is_named_once_the_largest_first() -> None:
    waiting = bill(50, state="submitted")
    lost = bill(75, budget_line=None, state="submitted", vendor="Acme")
    twice = bill(75, budget_line=None, vendor="Acme")
    found = cost_checks.to_check(Costs(built(line(), bill(), waiting, lost, twice), ON))
    assert [row.reference for row in found] == ["E-003", "E-004", "E-002"]
    assert found[0].reasons == (cost_checks.UNMATCHED, cost_checks.UNAPPROVED)
    assert found[1].hint == "as E-003"
    advice = cost_checks.advice(found)
    assert "Without a budget line: choose its budget line." in advice
    assert "Without a rate" not in advice
    title = plain(cost_checks.title(found, "EUR"))
    assert title.startswith("Three entries wait for a decision, 200 €: one is there")
    clean = cost_checks.to_check(Costs(built(line(), bill()), ON))
    assert clean == ()
    assert is_title(cost_checks.title(clean, "EUR"))
    assert cost_checks.advice(clean) == ""
