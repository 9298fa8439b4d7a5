from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.schedule.calendar import ELAPSED, OFFICE, STANDARD, WorkingCalendar
from core.schedule.errors import ScheduleError
from core.schedule.instants import from_instant, iso, to_instant

CLOSED = (date(2026, 12, 24), date(2027, 1, 1), ())
OPEN_MORNING = (date(2026, 12, 26), date(2026, 12, 26), ((600, 720),))
HOLIDAYS = WorkingCalendar("Holidays", STANDARD.week, (CLOSED, OPEN_MORNING))
NIGHT = ((0, 180), (240, 480))
NIGHTS = WorkingCalendar(
    "Nights", (((1380, 1440),), *((*NIGHT, (1380, 1440)),) * 4, NIGHT, ())
)
CALENDARS = st.sampled_from((STANDARD, HOLIDAYS, NIGHTS, ELAPSED))
INSTANTS = st.integers(-70_000_000, 70_000_000)
MINUTES = st.integers(0, 500_000)


def at(text: str) -> int:
    return to_instant(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("calendar", "begin", "minutes", "finish"),
    [
        (STANDARD, "2026-11-20T16:00", 60, "2026-11-20T17:00"),
        (STANDARD, "2026-11-20T16:00", 61, "2026-11-23T08:01"),
        (STANDARD, "2026-11-21T03:00", 480, "2026-11-23T17:00"),
        (HOLIDAYS, "2026-12-23T16:00", 61, "2026-12-26T10:01"),
        (HOLIDAYS, "2026-12-23T16:00", 180, "2026-12-26T12:00"),
        (HOLIDAYS, "2026-12-23T16:00", 181, "2027-01-04T08:01"),
        (NIGHTS, "2003-01-07T23:00", 40 * 60, "2003-01-14T08:00"),
        (ELAPSED, "2026-11-20T16:00", 3 * 1440, "2026-11-23T16:00"),
        (STANDARD, "2026-11-21T03:00", 0, "2026-11-21T03:00"),
        (STANDARD, "2026-11-23T09:00", -120, "2026-11-20T16:00"),
    ],
)
def test_work_takes_the_working_time_that_there_is(
    calendar: WorkingCalendar, begin: str, minutes: int, finish: str
) -> None:
    assert iso(calendar.add(at(begin), minutes)) == finish


def test_an_evening_and_the_next_morning_are_one_moment() -> None:
    evening, morning = at("2026-11-20T17:00"), at("2026-11-23T08:00")
    assert STANDARD.between(evening, morning) == 0
    assert STANDARD.next_working(evening) == morning
    assert STANDARD.previous_working(morning) == evening
    assert STANDARD.between(evening, morning + 1) == 1


@given(CALENDARS, INSTANTS, MINUTES)
def test_what_was_added_lies_between(
    calendar: WorkingCalendar, begin: int, minutes: int
) -> None:
    finish = calendar.add(begin, minutes)
    assert calendar.between(begin, finish) == minutes
    assert calendar.between(finish, begin) == -minutes
    assert calendar.between(calendar.subtract(begin, minutes), begin) == minutes


@given(CALENDARS, INSTANTS, st.integers(1, 500_000))
def test_counting_back_from_a_finish_gives_the_start(
    calendar: WorkingCalendar, begin: int, minutes: int
) -> None:
    finish = calendar.add(begin, minutes)
    assert calendar.subtract(finish, minutes) == calendar.next_working(begin)


@given(CALENDARS, INSTANTS)
def test_the_nearest_working_time_is_on_its_side(
    calendar: WorkingCalendar, instant: int
) -> None:
    earlier, later = calendar.previous_working(instant), calendar.next_working(instant)
    assert earlier <= instant <= later
    assert calendar.between(earlier, later) == 0


@given(INSTANTS, MINUTES)
def test_round_the_clock_is_plain_arithmetic(begin: int, minutes: int) -> None:
    assert ELAPSED.add(begin, minutes) == begin + minutes
    assert ELAPSED.subtract(begin, minutes) == begin - minutes


def test_far_from_its_exceptions_a_calendar_is_its_week() -> None:
    for year in ("1931", "2199"):
        begin = at(f"{year}-12-24T08:00")
        assert HOLIDAYS.add(begin, 4800) == STANDARD.add(begin, 4800)


def test_a_calendar_knows_the_length_of_its_day() -> None:
    lengths = [c.minutes_per_day for c in (STANDARD, HOLIDAYS, ELAPSED)]
    assert lengths == [480, 480, 1440]
    part_time = WorkingCalendar(
        "Part", ((OFFICE[0],), (OFFICE[0],), OFFICE, *((),) * 4)
    )
    assert part_time.minutes_per_day == 240


@pytest.mark.parametrize(
    "hours", [((800, 700),), ((480, 720), (700, 900)), ((1400, 1500),), ((-5, 60),)]
)
def test_hours_that_no_day_has_are_refused_by_name(
    hours: tuple[tuple[int, int], ...],
) -> None:
    with pytest.raises(ScheduleError, match="“Shift”"):
        WorkingCalendar("Shift", (hours, *((),) * 6))


def test_a_calendar_without_working_time_is_refused_by_name() -> None:
    never = WorkingCalendar("Never", ((),) * 7)
    with pytest.raises(ScheduleError, match="“Never” has no working time"):
        never.add(0, 1)
    few = WorkingCalendar("Once", ((),) * 7, (OPEN_MORNING,))
    assert iso(few.add(0, 120)) == "2026-12-26T12:00"
    with pytest.raises(ScheduleError, match="“Once” has working time only from"):
        few.add(0, 121)
    with pytest.raises(ScheduleError, match="“Back” ends before it begins"):
        WorkingCalendar("Back", STANDARD.week, ((CLOSED[1], CLOSED[0], ()),))


def test_an_instant_is_a_minute_of_local_time() -> None:
    assert from_instant(at("2026-03-29T02:30")) == datetime(2026, 3, 29, 2, 30)  # noqa: DTZ001
    assert to_instant(datetime(2026, 3, 29, 2, 30, 59)) == at("2026-03-29T02:30")  # noqa: DTZ001
