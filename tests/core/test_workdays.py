from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.workdays import slip

days = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("planned", "forecast", "late"),
    [
        ("2026-11-20", "2026-11-20", 0),
        ("2026-11-20", "2026-11-23", 1),  # Friday to Monday
        ("2026-11-23", "2026-11-20", -1),
        ("2026-11-02", "2026-11-30", 20),
        ("2026-11-21", "2026-11-23", 0),  # no working day from Saturday to Monday
        ("2026-11-23", "2026-11-21", 0),
    ],
)
def test_a_slip_counts_working_days(planned: str, forecast: str, late: int) -> None:
    assert slip(date.fromisoformat(planned), date.fromisoformat(forecast)) == late


@pytest.mark.parametrize(
    "pair", [(None, None), (None, date(2026, 1, 1)), (date(2026, 1, 1), None)]
)
def test_without_both_dates_there_is_no_slip(
    pair: tuple[date | None, date | None],
) -> None:
    assert slip(*pair) is None


@given(days, days, days)
def test_slips_add_up_and_turn_round(one: date, two: date, three: date) -> None:
    first, second, both = slip(one, two), slip(two, three), slip(one, three)
    assert first is not None
    assert second is not None
    assert first + second == both
    assert slip(two, one) == -first


@given(days, st.integers(0, 500))
def test_a_whole_number_of_weeks_has_five_working_days_each(
    start: date, weeks: int
) -> None:
    assert slip(start, start + timedelta(weeks=weeks)) == 5 * weeks
