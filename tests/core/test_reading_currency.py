"""A currency is read by its letters or its sign; what several have is refused."""

import pytest

from core.errors import InvalidEntryError, UnreadableValueError
from core.reading_currency import read_currency
from core.registers.catalog import EXPENSES

BILL = {"title": "Beam", "spent_on": "2026-03-01", "amount": "1"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("EUR ", "EUR"),
        ("eur", "EUR"),
        ("€", "EUR"),
        ("£", "GBP"),
        ("US$", "USD"),
        ("US $", "USD"),
        ("A$", "AUD"),
        ("AU$", "AUD"),
        ("CHF", "CHF"),
        ("₹", "INR"),
    ],
)
def test_a_sign_that_one_currency_has_is_its_code(written: str, code: str) -> None:
    assert read_currency(written) == code
    assert EXPENSES.parse({**BILL, "currency": written}).currency == code


@pytest.mark.parametrize("written", ["$", "¥", "kr", "Euro", "E1R", "¤", "€€"])
def test_what_several_currencies_have_is_refused_with_what_to_write(
    written: str,
) -> None:
    with pytest.raises(UnreadableValueError, match="three capital letters"):
        read_currency(written)
    with pytest.raises(InvalidEntryError) as refused:
        EXPENSES.parse({**BILL, "currency": written})
    (problem,) = refused.value.problems
    assert (problem.field, problem.value) == ("currency", written)
    assert problem.allowed.endswith("for $, ¥ or kr write the letters, as in USD")


def test_no_currency_is_the_projects_own() -> None:
    assert EXPENSES.parse({**BILL, "currency": " "}).currency == ""
