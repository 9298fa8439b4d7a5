"""The books refuse what would change a closed month, or has no rate, and say why."""

from datetime import date
from typing import Any

import pytest

from core.edits import Add, Archive, Change, Edit, Restore, apply
from core.errors import InvalidEntryError
from core.project import Project
from core.registers.catalog import EXPENSES, TIMESHEETS
from core.undo import inverse

MARCH, APRIL = "2026-03-31", "2026-04-01"


def bill(on: str = MARCH, **more: Any) -> Add:
    return Add("expenses", {"title": "Bill", "amount": 10, "spent_on": on} | more)


def hours(on: str = MARCH, many: float = 4, **more: Any) -> Add:
    values = {"resource": 1, "worked_on": on, "hours": many}
    return Add("timesheets", values | more)


def books(until: str | None = "2026-03-09") -> Project:
    """Books that are closed up to the end of March, with one entry of each kind."""
    open_books = [
        Add("resources", {"title": "Bo"}),
        *(bill(day) for day in (MARCH, APRIL)),
        *(hours(day) for day in (MARCH, APRIL)),
    ]
    made = apply(Project("PAY"), open_books)[0]
    return apply(made, [Add("settings", {"books_closed_until": until})])[0]


def refusal(project: Project, *edits: Edit) -> list[str]:
    with pytest.raises(InvalidEntryError) as refused:
        apply(project, edits)
    return [str(problem) for problem in refused.value.problems]


# --- closed months ------------------------------------------------------------------


@pytest.mark.parametrize(
    "edit",
    [
        bill(MARCH),
        bill("2020-01-01"),
        Change("expenses", 1, 1, {"amount": 11}),
        Change("expenses", 1, 1, {"state": "approved"}),
        Change("expenses", 1, 1, {"spent_on": APRIL}),
        Change("expenses", 2, 1, {"spent_on": MARCH}),
        Archive("expenses", 1, 1),
        hours(MARCH),
        Change("timesheets", 1, 1, {"hours": 5}),
        Archive("timesheets", 1, 1),
    ],
)
def test_a_closed_month_stays_as_it_is(edit: Edit) -> None:
    (said,) = refusal(books(), edit)
    assert "which is closed" in said
    assert "after 31 Mar 2026" in said.replace("\u00a0", " ")
    apply(books(None), [edit])


def test_the_refusal_names_the_month_and_what_to_do() -> None:
    (said,) = refusal(books(), bill(MARCH))
    assert said.replace("\u00a0", " ") == (
        "E-003, spent on: “31 Mar 2026” is in March 2026, which is closed (allowed: a "
        "day after 31 Mar 2026; to put a closed month right, add an entry that names "
        "in “Corrects” the one that was wrong; to reopen it, change “Books closed "
        "until” in Settings first)"
    )


def test_a_correction_may_be_dated_in_the_closed_month_and_then_stays() -> None:
    made, _ = apply(books(), [bill(MARCH, kind="credit", corrects=1)])
    assert len(made[EXPENSES]) == 3
    assert refusal(made, Change("expenses", 3, 1, {"amount": 5}))
    made, _ = apply(books(), [hours(MARCH, -4, corrects=1)])
    assert made[TIMESHEETS].entries[-1].hours == -4


def test_what_is_of_an_open_month_is_no_excuse_to_book_in_a_closed_one() -> None:
    assert refusal(books(), bill(MARCH, corrects=2))
    apply(books(), [bill(APRIL, corrects=2)])


def test_an_archived_entry_of_a_closed_month_is_not_restored() -> None:
    made, _ = apply(books(None), [Archive("expenses", 1, 1)])
    closed, _ = apply(
        made, [Change("settings", 1, 1, {"books_closed_until": "2026-03-31"})]
    )
    assert refusal(closed, Restore("expenses", 1, 2))
    apply(made, [Restore("expenses", 1, 2)])


def test_undo_obeys_a_closed_month_too() -> None:
    made, lines = apply(books(None), [Change("expenses", 1, 1, {"amount": 11})])
    close = Change("settings", 1, 1, {"books_closed_until": "2026-03-31"})
    closed, _ = apply(made, [close])
    assert refusal(closed, *inverse(closed, lines))
    apply(made, inverse(made, lines))


def test_reopening_is_a_step_of_its_own() -> None:
    reopen = Change("settings", 1, 1, {"books_closed_until": None})
    change = Change("expenses", 1, 1, {"amount": 11})
    assert refusal(books(), reopen, change)
    made, _ = apply(books(), [reopen])
    assert apply(made, [change])[0][EXPENSES].entries[0].amount == 11


def test_a_project_with_closed_books_comes_in_whole() -> None:
    settings = Add("settings", {"books_closed_until": date(2026, 3, 31)})
    made, _ = apply(Project("NEW"), [settings, bill(MARCH)])
    assert len(made[EXPENSES]) == 1


# --- currencies ---------------------------------------------------------------------

DOLLARS = {"currency": "USD", "valid_from": APRIL, "rate": 0.5}
ENTRIES = {
    "expenses": {"title": "Bill", "amount": 10, "spent_on": MARCH},
    "budget_lines": {"title": "Line", "amount": 10, "start": MARCH},
    "resource_rates": {"resource": 1, "cost_per_hour": 10, "valid_from": MARCH},
}


@pytest.mark.parametrize("register", ENTRIES)
def test_an_amount_without_an_exchange_rate_is_refused_with_currency_and_day(
    register: str,
) -> None:
    values = ENTRIES[register] | {"currency": "USD"}
    late = Add("exchange_rates", DOLLARS)
    (said,) = refusal(books(None), late, Add(register, values))
    assert "currency: “USD” has no exchange rate on 31 Mar 2026" in said.replace(
        "\u00a0", " "
    )
    assert "EUR, or a currency with a rate from that day or before" in said
    early = Add("exchange_rates", DOLLARS | {"valid_from": MARCH})
    apply(books(None), [early, Add(register, values)])
    apply(books(None), [Add(register, values | {"currency": "EUR"})])


def test_a_line_without_days_needs_any_rate_of_its_currency() -> None:
    line = Add("budget_lines", {"title": "Line", "amount": 1, "currency": "USD"})
    (said,) = refusal(books(None), line)
    assert "“USD” has no exchange rate (allowed: EUR" in said
    apply(books(None), [Add("exchange_rates", DOLLARS), line])


def test_a_rate_stands_once_for_a_day() -> None:
    rate = Add("exchange_rates", DOLLARS)
    (said,) = refusal(books(), rate, rate)
    assert "is the same as FX-001" in said
    other = Add("exchange_rates", DOLLARS | {"valid_from": MARCH})
    apply(books(), [rate, other])


# --- single entries -----------------------------------------------------------------


def test_a_reserve_is_drawn_down_and_no_line_of_work() -> None:
    draw = {"title": "Rock", "reserve": 1, "drawn_on": MARCH, "amount": 1, "risk": 1}
    edits = [Add("risks", {"title": "Rock"}), Add("drawdowns", draw)]
    line = {"title": "Line", "amount": 10}
    (said,) = refusal(books(), Add("budget_lines", line), *edits)
    assert "“B-001” is a line of work" in said
    reserve = Add("budget_lines", line | {"kind": "management reserve"})
    apply(books(), [reserve, *edits])


def test_nothing_corrects_itself() -> None:
    change = {"corrects": 2}
    assert (
        "is the expense itself" in refusal(books(), Change("expenses", 2, 1, change))[0]
    )
    assert (
        "is the timesheet itself"
        in refusal(books(), Change("timesheets", 2, 1, change))[0]
    )


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (bill(amount="-5"), "money that comes back is of kind credit"),
        (hours(many=-4), "hours below 0 need the timesheet that they correct"),
        (hours(many=25), "24"),
        (bill(currency="Euro"), "three capital letters"),
    ],
)
def test_what_no_booking_may_be_is_refused_with_what_it_may(
    edit: Add, said: str
) -> None:
    (problem,) = refusal(books(None), edit)
    assert said in problem
