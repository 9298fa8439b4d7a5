"""Durations, lags, working hours and moments: what is read, and what is refused."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.durations import Unit, parse_span, read_duration, read_lag
from core.errors import UnreadableValueError
from core.reading_moments import moment_text, read_moment
from core.working_hours import hours_text, parse_hours, read_hours

DAY_OF_WORK, DAY = 480, 1440


@pytest.mark.parametrize(
    ("written", "text", "minutes"),
    [
        (7, "7d", 7 * DAY_OF_WORK),
        (2.5, "2.5d", 1200),
        ("5", "5d", 5 * DAY_OF_WORK),
        ("5 d", "5d", 5 * DAY_OF_WORK),
        ("5 days?", "5d", 5 * DAY_OF_WORK),
        ("1,5 days", "1.5d", 720),
        ("10d", "10d", 10 * DAY_OF_WORK),
        ("4 hrs", "4h", 240),
        ("90 min", "90min", 90),
        ("2 wks", "2w", 10 * DAY_OF_WORK),
        ("3 edays", "3ed", 3 * DAY),
        ("2 ew", "2ew", 14 * DAY),
        ("1 elapsed week", "1ew", 7 * DAY),
        ("30 emin", "30emin", 30),
        ("0", "0d", 0),
    ],
)
def test_a_duration_is_read_and_written_in_one_way(
    written: object, text: str, minutes: int
) -> None:
    assert read_duration(written) == text
    assert parse_span(text).minutes(8, 40) == minutes


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("-4h", "-4h"),
        ("\N{MINUS SIGN}2 ed", "-2ed"),
        ("+3d", "3d"),
        ("50%", "50%"),
        ("-25.5 %", "-25.5%"),
        ("50 e%", "50e%"),
    ],
)
def test_a_lag_may_be_a_lead_or_a_percentage(written: str, text: str) -> None:
    assert read_lag(written) == text
    with pytest.raises(UnreadableValueError, match="such as 5d"):
        read_duration(written if "%" in text else "-" + text.removeprefix("-"))


@pytest.mark.parametrize(
    "written",
    [
        *("", "d", "5 months", "5dd", "five days", "36501d", "9999999h", "1e9d"),
        *("1d 4h", "10001%", True, None, "9" * 400, "2026-12-04", float("inf")),
    ],
)
def test_what_is_no_length_of_time_is_refused(written: object) -> None:
    with pytest.raises(UnreadableValueError, match="Write a "):
        read_lag(written)


def test_a_span_knows_how_it_counts() -> None:
    assert parse_span("3ed").is_elapsed
    assert not parse_span("3d").is_elapsed
    assert parse_span("50e%").is_percent
    assert parse_span("50e%").is_elapsed
    with pytest.raises(ValueError, match="no length of time"):
        parse_span("50%").minutes(8, 40)
    assert parse_span("1d").minutes(7.5, 37.5) == 450


@given(
    st.decimals(-5_000, 5_000, places=3, allow_nan=False),
    st.sampled_from(list(Unit)),
)
def test_what_is_written_reads_back(amount: Decimal, unit: Unit) -> None:
    span = parse_span(f"{amount}{unit.value}")
    assert parse_span(span.text) == span
    assert span.amount == amount
    assert span.unit is unit


@pytest.mark.parametrize(
    ("written", "periods"),
    [
        ("08:00-12:00, 13:00-17:00", ((480, 720), (780, 1020))),
        ("8-12,13-17", ((480, 720), (780, 1020))),
        ("08.30 - 12.00", ((510, 720),)),
        ("0-24", ((0, 1440),)),
        ("22:00-24:00", ((1320, 1440),)),
        ("08:00-12:00, 12:00-16:00", ((480, 960),)),
        ("", ()),
        ("  ", ()),
    ],
)
def test_working_hours_are_read(
    written: str, periods: tuple[tuple[int, int], ...]
) -> None:
    assert parse_hours(written) == periods
    assert parse_hours(hours_text(periods)) == periods
    assert read_hours(written) == hours_text(periods)


@pytest.mark.parametrize(
    "written",
    [
        *("8", "08:00-", "12:00-08:00", "08:00-08:00", "08:00-24:01", "08:60-09:00"),
        *("13-17, 8-12", "8-12, 11-15", "8-12,", "eight to twelve", "8-12;13-17"),
        pytest.param("8-12, " * 100_000, id="a megabyte"),
    ],
)
def test_hours_that_overlap_or_cannot_be_read_are_refused(written: str) -> None:
    with pytest.raises(UnreadableValueError, match="08:00-12:00, 13:00-17:00"):
        parse_hours(written)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2026-12-04", "2026-12-04"),
        ("2026-12-04 14:30", "2026-12-04 14:30"),
        ("2026-12-04T14:30:00", "2026-12-04 14:30"),
        ("Fri 4 Dec 2026, 2:30 pm", "2026-12-04 14:30"),
        ("4 Dec 2026 12:00 AM", "2026-12-04"),
        ("04.12.2026 8:00", "2026-12-04 08:00"),
        (date(2026, 12, 4), "2026-12-04"),
        (datetime(2026, 12, 4, 13, 59, 59, 999_999), "2026-12-04 14:00"),  # noqa: DTZ001
    ],
)
def test_a_moment_is_a_day_or_a_day_with_a_time(written: object, text: str) -> None:
    assert moment_text(read_moment(written)) == text


@pytest.mark.parametrize(
    "written",
    [
        *("2026-12-04T14:30Z", "2026-12-04 14:30+01:00", "2026-12-04 24:00", "14:30"),
        *("2026-12-04 13:00 pm", "2026-02-30 08:00", "04/12/2026 08:00", 46_000, True),
        *("soon", "", "9999-12-31 23:59"),
    ],
)
def test_a_moment_with_a_zone_or_in_two_readings_is_refused(written: object) -> None:
    with pytest.raises(UnreadableValueError, match="such as 2026-12-04"):
        read_moment(written)


def test_an_ambiguous_moment_is_read_as_the_column_says() -> None:
    found = read_moment("04/12/2026 08:00", day_first=True)
    assert moment_text(found) == "2026-12-04 08:00"


def test_a_workbook_counts_a_moment_in_days() -> None:
    assert moment_text(read_moment(46_360.604166666664, serial=True)) == (
        "2026-12-04 14:30"
    )
