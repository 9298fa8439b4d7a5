from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.trends import before, span_words

LAST = date(2026, 11, 30)


def days_back(*days: int) -> list[tuple[date, int]]:
    return [(LAST - timedelta(days=n), n) for n in days]


@pytest.mark.parametrize(
    ("past", "found"),
    [
        (days_back(), None),
        (days_back(0), None),
        (days_back(7, 0), 7),
        (days_back(49, 42, 35, 28, 21, 14, 7, 0), 28),
        (days_back(90, 10, 0), 10),
    ],
)
def test_figures_are_compared_with_the_state_nearest_to_four_weeks_ago(
    past: list[tuple[date, int]], found: int | None
) -> None:
    state = before(past)
    assert (state[1] if state else None) == found


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "in 1 day"), (7, "in 7 days"), (14, "in 2 weeks"), (30, "in 30 days")],
)
def test_a_span_is_said_in_weeks_where_it_is_whole_weeks(days: int, said: str) -> None:
    assert span_words(LAST - timedelta(days=days), LAST) == said


@given(st.lists(st.integers(1, 400), min_size=1, max_size=8, unique=True))
def test_what_is_compared_is_never_the_state_itself(days: list[int]) -> None:
    state = before(days_back(*sorted(days, reverse=True), 0))
    assert state is not None
    assert state[0] < LAST
