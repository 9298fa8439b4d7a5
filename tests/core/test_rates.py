"""An amount of another currency counts at the rate of its day, to the cent."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.project import Project
from core.rates import Rates, rates_of, rounded
from core.registers.cost_plan import ExchangeRate
from tests.projects import project

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def rated(*rates: tuple[str, date, float]) -> Project:
    entries = [
        ExchangeRate(currency=code, valid_from=day, rate=rate)
        for code, day, rate in rates
    ]
    return project(exchange_rates=entries)


@pytest.fixture
def rates() -> Rates:
    return rates_of(rated(("USD", MAY, 0.9), ("USD", JUNE, 0.8), ("JPY", MAY, 0.006)))


@pytest.mark.parametrize(
    ("day", "cents"),
    [
        (date(2026, 4, 30), None),
        (MAY, 9_000),
        (date(2026, 5, 31), 9_000),
        (JUNE, 8_000),
        (date(2030, 1, 1), 8_000),
    ],
)
def test_a_rate_holds_from_its_day_until_the_next(
    rates: Rates, day: date, cents: int | None
) -> None:
    assert rates.to_own(10_000, "USD", day) == cents


def test_the_own_currency_needs_no_rate_and_an_unknown_one_has_none(
    rates: Rates,
) -> None:
    assert rates.to_own(77, "EUR", MAY) == rates.to_own(77, "", MAY) == 77
    assert rates.to_own(77, "GBP", MAY) is None
    assert rates.back(77, "GBP", MAY) is None


def test_halves_are_rounded_away_from_zero(rates: Rates) -> None:
    assert rates.to_own(5, "USD", MAY) == 5  # 4.5 cents
    assert rates.to_own(-5, "USD", MAY) == -5


@given(
    st.integers(-(10**14), 10**14),
    st.floats(1e-6, 1e6, allow_nan=False),
)
def test_a_conversion_is_reversible_to_the_cent_of_rounding(
    cents: int, rate: float
) -> None:
    found = rates_of(rated(("USD", MAY, rate)))
    own = found.to_own(cents, "USD", MAY)
    assert own is not None
    back = found.back(own, "USD", MAY)
    assert back is not None
    exact = Fraction(str(rate))
    assert abs(back - cents) <= Fraction(1, 2) / exact + Fraction(1, 2)
    assert abs(own - cents * exact) <= Fraction(1, 2)


@given(st.decimals(-(10**6), 10**6, places=6))
def test_rounding_is_that_of_all_money(number: Decimal) -> None:
    assert rounded(Fraction(number)) == int(
        number.quantize(Decimal(1), "ROUND_HALF_UP")
    )
