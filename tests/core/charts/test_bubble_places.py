from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts.bubble_places import CROWD, aside

FIRST = date(2026, 1, 5)


def days(*later: int) -> list[date]:
    return [FIRST + timedelta(days=n) for n in later]


def test_bubbles_far_from_each_other_stay_where_they_are() -> None:
    on = days(0, 100, 200)
    assert aside(on, [10, 200, 100], [20, 20, 20]) == on


def test_equal_bubbles_stand_beside_each_other_and_the_first_keeps_its_day() -> None:
    on = days(0, 100, 100, 100, 200)
    found = aside(on, [0, 50, 50, 50, 100], [20] * 5)
    assert (found[0], found[1], found[4]) == (on[0], on[1], on[4])
    assert len(set(found)) == 5
    assert {found[2] > on[2], found[3] > on[3]} == {True, False}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_bubbles_on_one_day_need_no_span(count: int) -> None:
    assert len(aside(days(*[0] * count), [0.0] * count, [20.0] * count)) == count


def test_a_crowd_stays_where_it_is() -> None:
    on = days(*[7] * (CROWD + 1))
    assert aside(on, [1.0] * len(on), [20.0] * len(on)) == on
    assert aside(on[1:], [1.0] * CROWD, [20.0] * CROWD) != on[1:]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 400),
            st.floats(0, 1e9),
            st.floats(18, 36),
        ),
        max_size=30,
    )
)
def test_every_bubble_gets_a_place_and_the_first_its_own(
    drawn: list[tuple[int, float, float]],
) -> None:
    on = days(*(later for later, _, _ in drawn))
    found = aside(on, [high for _, high, _ in drawn], [size for _, _, size in drawn])
    assert len(found) == len(on)
    assert found[:1] == on[:1]
