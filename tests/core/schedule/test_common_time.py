from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.schedule.calendar import (
    ALL_DAY,
    ELAPSED,
    OFFICE,
    STANDARD,
    Periods,
    WorkingCalendar,
)
from core.schedule.common_time import common
from core.schedule.instants import to_day

FIRST = date(2026, 1, 1)
LONGEST = 20
HOURS: list[Periods] = [(), OFFICE, ALL_DAY, ((0, 180), (240, 480)), ((600, 1380),)]

exceptions = st.tuples(
    st.integers(0, LONGEST), st.integers(0, LONGEST), st.sampled_from(HOURS)
).map(
    lambda drawn: (
        FIRST + timedelta(min(drawn[:2])),
        FIRST + timedelta(max(drawn[:2])),
        drawn[2],
    )
)
calendars = st.builds(
    WorkingCalendar,
    st.just("Any"),
    st.tuples(*[st.sampled_from(HOURS)] * 7),
    st.lists(exceptions, max_size=4).map(tuple),
)


def works(calendar: WorkingCalendar | None, at: int) -> bool:
    """Whether work is possible at an instant, by what the calendar says of its day."""
    if calendar is None:
        return False
    day = date(1970, 1, 1) + timedelta(at // 1440)
    hours = calendar.week[day.weekday()]
    for first, last, exception in calendar.exceptions:
        hours = exception if first <= day <= last else hours
    return any(begin <= at % 1440 < end for begin, end in hours)


@given(calendars, calendars, st.integers(0, (LONGEST + 10) * 24))
def test_work_is_possible_in_common_exactly_when_it_is_for_both(
    one: WorkingCalendar, other: WorkingCalendar, hour: int
) -> None:
    at = to_day(FIRST) + hour * 60
    both = works(one, at) and works(other, at)
    assert works(common(one, other), at) == both


@pytest.mark.parametrize("other", [ELAPSED, STANDARD])
def test_a_calendar_within_the_hours_of_another_is_their_common_one(
    other: WorkingCalendar,
) -> None:
    christmas = (date(2026, 12, 24), date(2026, 12, 31), ())
    mine = WorkingCalendar("Mine", STANDARD.week, (christmas,))
    assert common(mine, other) is mine
    assert common(other, mine) is mine
    assert common(mine, WorkingCalendar("Never", ((),) * 7)) is None
