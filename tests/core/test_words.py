from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import words
from tests.projects import SPACE

MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, 1)))
def test_every_month_has_three_letters_as_on_the_axes(number: int, name: str) -> None:
    first = date(2026, number, 1)
    assert words.month(first) == f"{name}{SPACE}2026"
    assert words.day(first) == f"1{SPACE}{name}{SPACE}2026"
    assert f"{first:%b}" == name


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("0", "0 €"),
        ("-0.01", "0 €"),
        ("9999", "9,999 €"),
        ("10000", "10 k €"),
        ("999499", "999 k €"),
        ("999500", "1.00 M €"),
        ("1000000", "1.00 M €"),
        ("-999999.99", "−1.00 M €"),
    ],
)
def test_short_amounts_never_show_a_thousand_thousands(
    amount: str, written: str
) -> None:
    found = words.short_money(Decimal(amount), "EUR")
    assert found.replace(SPACE, " ") == written


@given(st.decimals(-(10**12), 10**12, places=2))
def test_no_amount_has_a_hyphen_for_a_minus_or_a_sign_before_nothing(
    amount: Decimal,
) -> None:
    for text in (words.money(amount, "EUR"), words.short_money(amount, "EUR")):
        assert "-" not in text
        assert text.startswith(words.MINUS) <= (amount < 0)
        if not any(digit in text for digit in "123456789"):
            assert text[0] == "0"


@pytest.mark.parametrize(
    ("many", "written"),
    [(0, "no risks"), (1, "one risk"), (2, "two risks"), (13, "13 risks")],
)
def test_counts_agree_with_their_noun(many: int, written: str) -> None:
    assert words.count(many, "risk") == written


@pytest.mark.parametrize(
    ("many", "written"),
    [(0, "none of them"), (1, "one of them"), (13, "13 of them")],
)
def test_a_part_of_some_is_counted_in_words(many: int, written: str) -> None:
    assert words.of_them(many) == written


@pytest.mark.parametrize(
    ("names", "written"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_names_are_joined_as_people_do(names: list[str], written: str) -> None:
    assert words.listed(names) == written


def test_what_is_not_known_is_said_so() -> None:
    for text in (words.day(None), words.money(None, "EUR"), words.percent(None)):
        assert text == words.UNDEFINED
