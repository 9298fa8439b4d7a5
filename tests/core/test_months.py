from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.months import (
    last_full_month,
    last_of,
    month_run,
    share_until,
    shifted,
    spread,
)

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(st.integers(0, 10**14), days, st.integers(0, 4000))
def test_the_months_of_a_sum_make_the_sum(cents: int, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    parts = spread(cents, first, last)
    assert sum(parts.values()) == cents
    assert min(parts.values()) >= 0
    assert len(parts) == len(month_run(first, last))


@given(st.integers(0, 10**14), days, st.integers(0, 4000))
def test_each_month_is_within_a_cent_of_its_share(
    cents: int, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    for month, part in spread(cents, first, last).items():
        share = (min(last, last_of(month)) - max(first, month)).days + 1
        assert abs(part * (length + 1) - cents * share) <= length + 1


def test_nothing_falls_before_the_first_day_and_all_up_to_the_last() -> None:
    first, last = date(2026, 1, 10), date(2026, 1, 20)
    assert share_until(99, first, last, date(2026, 1, 9)) == 0
    assert share_until(99, first, last, last) == 99
    assert share_until(99, first, last, date(2030, 1, 1)) == 99


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 11, 30), date(2026, 11, 1)),
        (date(2026, 11, 29), date(2026, 10, 1)),
        (date(2026, 1, 5), date(2025, 12, 1)),
    ],
)
def test_a_month_is_full_on_its_last_day(day: date, month: date) -> None:
    assert last_full_month(day) == month


def test_months_do_not_leave_the_calendar() -> None:
    assert shifted(date(9999, 12, 1), 1) == date(9999, 12, 1)
    assert shifted(date(1, 1, 1), -1) == date(1, 1, 1)
    assert month_run(date(9999, 12, 31), date(9999, 12, 31)) == (date(9999, 12, 1),)
    assert month_run(date(2026, 2, 1), date(2026, 1, 1)) == ()
