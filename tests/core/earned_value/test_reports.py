"""Earned value where only totals by date are known."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.earned_value.period import Period
from core.earned_value.reports import from_reports
from tests.core.earned_value.reports import (
    BEGIN,
    LATE,
    Row,
    reported,
    reporting,
    starting,
    week,
)

LINEAR: list[Row] = [(week(t), 10_000 * t, 0, 0) for t in range(11)]


def linear(at: int, ev: int, ac: int) -> Period:
    """Ten weeks at 10,000 each, with a report of progress in one of them."""
    rows = [*LINEAR]
    rows[at] = (week(at), 10_000 * at, ev, ac)
    last = reported(rows).last
    assert last is not None
    return last


# pmcontrols 0.2.1, tests/validation_cases.json: evm-hand-001 to evm-complete-005
@pytest.mark.parametrize(
    ("at", "ev", "ac", "expected"),
    [
        (4, 30_000, 35_000, "0.857142857 0.75 116666.666667 105000 -1 0.75 13.3333333"),
        (4, 40_000, 40_000, "1 1 100000 100000 0 1 10"),
        (4, 50_000, 45_000, "1.111111111 1.25 90000 95000 1 1.25 8"),
        (5, 40_000, 38_000, "1.052631579 0.8 95000 98000 -1 0.8 12.5"),
        (10, 100_000, 110_000, "0.909090909 1 110000 110000 0 1 10"),
    ],
)
def test_published_figures_of_a_linear_plan(
    at: int, ev: int, ac: int, expected: str
) -> None:
    found = linear(at, ev, ac)
    assert found.status_date == week(at)
    assert found.sv_t_days is not None
    assert found.ieac_t_days is not None
    figures = [
        found.cpi,
        found.spi,
        found.eac.cpi,
        found.eac.remaining_at_budget,
        found.sv_t_days / 7,
        found.spi_t,
        found.ieac_t_days / 7,
    ]
    assert figures == pytest.approx([float(x) for x in expected.split()], rel=1e-8)


def test_the_rest_of_a_published_example() -> None:
    found = linear(4, 30_000, 35_000)
    assert [found.pv, found.cv, found.sv] == [40_000, -5_000, -10_000]
    assert found.etc == pytest.approx(81_666.66666666666, abs=1e-9)
    assert found.vac == pytest.approx(-16_666.666666666657, abs=1e-9)
    assert found.tcpi_bac == pytest.approx(1.0769230769230769, abs=1e-12)
    assert found.eac.bottom_up is None


# ProjectEngineer.net, earned value example "Set up Database"
def test_a_plan_of_two_reports() -> None:
    rows = [(week(0), 0, 0, 0), (week(1), 3_000, 2_000, 4_500), (week(2), 10_000, 0, 0)]
    found = reported(rows).periods[1]
    assert [found.cv, found.sv] == [-2_500, -1_000]
    assert found.cpi == pytest.approx(0.44, abs=0.005)
    assert found.spi == pytest.approx(0.67, abs=0.005)
    assert found.eac.remaining_at_budget == 12_500


# Vanhoucke, PM Knowledge Center, "EVM: Forecasting time"
PV = (5, 10, 25, 55, 85, 120, 130, 140, 150, 150, 150)
EV = ("3.33", "6.67", "10", "22.5", "70", "82.5", "90", "120", "130", "140", "150")


@pytest.mark.parametrize("has_zeros", [True, False])
def test_a_project_of_nine_weeks_that_took_eleven(*, has_zeros: bool) -> None:
    zeros: list[Row] = [(week(0), 0, 0, 0)] if has_zeros else []
    rows = [(week(t), pv, ev, ev) for t, (pv, ev) in enumerate(zip(PV, EV), 1)]  # noqa: B905
    found = reported([*zeros, *rows])
    assert found.bac == 150
    assert found.planned_days == 63
    assert found.planned_finish == week(9)
    days = [p.es_days for p in found.periods if p.status_date > BEGIN]
    assert [round((d or 0) / 7, 2) for d in days] == [
        *(0.67, 1.33, 2.0, 2.83, 4.5, 4.92, 5.14, 6.0, 7.0, 8.0, 9.0)
    ]
    assert found.periods[-1].spi_t == pytest.approx(9 / 11)


def days(rows: list[Row], start: date | None = None) -> list[float | None]:
    """The calendar days from the start to each status date."""
    made = reporting(rows)
    found = from_reports(starting(made, start) if start else made, LATE)
    assert found is not None
    return [period.actual_days for period in found.periods]


@pytest.mark.parametrize(
    ("rows", "start", "expected"),
    [
        # zeros mark the start, whatever the plan says
        ([(week(0), 0, 0, 0), (week(2), 9, 5, 5)], date(2025, 1, 1), [0, 14]),
        # the planned start, at whose beginning time begins
        ([(week(1), 5, 5, 5), (week(2), 9, 5, 5)], BEGIN, [8, 15]),
        # not a planned start after the first report: one period before it
        ([(week(1), 5, 5, 5), (week(3), 9, 5, 5)], week(2), [14, 28]),
        # ends of months follow on ends of months
        ([(date(2026, 1, 31), 5, 5, 5), (date(2026, 2, 28), 9, 9, 9)], None, [31, 59]),
        ([(date(2026, 3, 31), 5, 5, 5), (date(2026, 6, 30), 9, 9, 9)], None, [90, 181]),
        # one report, and nobody says when it began
        ([(week(1), 5, 5, 5)], None, [None]),
        ([(week(1), 5, 5, 5)], week(0), [8]),
    ],
)
def test_what_marks_the_start(
    rows: list[Row], start: date | None, expected: list[float | None]
) -> None:
    assert days(rows, start) == expected


def test_without_a_start_only_times_are_undefined() -> None:
    (only,) = reported([(week(1), 100, 80, 100)]).periods
    assert (only.cpi, only.spi, only.eac.cpi) == (0.8, 0.8, 125)
    assert (only.es_days, only.spi_t, only.ieac_t_days) == (None, None, None)


def test_the_order_of_the_lines_does_not_matter_and_the_last_of_a_day_counts() -> None:
    rows = [
        (week(2), 20, 9, 9),
        (week(0), 0, 0, 0),
        (week(1), 10, 5, 5),
        (week(2), 20, 10, 8),
    ]
    found = reported(rows)
    assert [p.ev for p in found.periods] == [0, 5, 10]
    assert found.periods[-1].cpi == 1.25


def test_the_status_date_ends_the_periods_and_not_the_plan() -> None:
    rows = [(week(t), 10 * t, 8 * t, 8 * t) for t in range(5)]
    found = reported(rows, status_date=week(2))
    assert [p.status_date for p in found.periods] == [week(0), week(1), week(2)]
    assert found.bac == 40
    assert found.planned_days == 28
    assert reported(rows, status_date=week(-1)).periods == ()


def test_what_nobody_has_reported_on_yet_is_plan() -> None:
    rows = [*LINEAR]
    rows[3] = (week(3), 30_000, 20_000, 25_000)
    assert len(reported(rows).periods) == 4
    # the weeks in which nothing was done are told; the plan goes on
    assert [p.ev for p in reported(rows).periods] == [0, 0, 0, 20_000]
    # where there is no progress at all the day decides that it is shown on
    idle = from_reports(reporting(LINEAR), week(2))
    assert idle is not None
    assert [p.es_days for p in idle.periods] == [0, 0, 0]


def test_more_than_everything_may_be_earned_and_less_than_before() -> None:
    rows = [(week(0), 0, 0, 0), (week(1), 100, 130, 50), (week(2), 100, 60, 120)]
    ahead, behind = reported(rows).periods[1:]
    assert ahead.es_days == 7
    assert behind.es_days == pytest.approx(4.2)
    assert ahead.tcpi_bac == pytest.approx(-0.6)
    assert behind.tcpi_bac == -2  # the budget is spent: nothing meets it any more


def test_nothing_planned_and_nothing_spent_leave_the_indices_undefined() -> None:
    nothing, earned = reported([(week(0), 0, 0, 0), (week(1), 0, 5, 0)]).periods
    assert (nothing.cpi, nothing.spi, nothing.eac.cpi) == (None, None, None)
    assert (earned.cpi, earned.spi, earned.spi_t, earned.etc) == (None,) * 4
    assert earned.eac.remaining_at_budget == -5


def test_without_reports_there_is_nothing() -> None:
    assert from_reports(reporting([]), LATE) is None


amounts = st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))
rows = st.lists(
    st.tuples(st.integers(0, 400).map(week), amounts, amounts, amounts), min_size=1
)


@given(rows)
def test_indices_go_with_their_variances_and_the_schedule_with_the_plan(
    found: list[Row],
) -> None:
    made = reported(found)
    for period in made.periods:
        if period.cpi is not None and period.spi is not None:
            assert (period.cpi < 1) == (period.cv < 0)
            assert (period.spi < 1) == (period.sv < 0)
        if period.es_days is not None and period.planned_days is not None:
            assert 0 <= period.es_days <= period.planned_days
        if period.is_complete and period.es_days is not None:
            assert period.es_days == period.planned_days
            assert period.etc in (0, None) or period.ev > period.bac


@given(st.lists(amounts, min_size=2, max_size=40))
def test_a_report_as_planned_has_no_variance(steps: list[Decimal]) -> None:
    planned = [sum(steps[: n + 1], Decimal(0)) for n in range(len(steps))]
    at = [BEGIN + timedelta(days=3 * n + 3) for n in range(len(steps))]
    found = reported(
        [(BEGIN, 0, 0, 0), *((d, v, v, v) for d, v in zip(at, planned, strict=True))]
    )
    for period in found.periods:
        assert not period.cv
        assert not period.sv
        assert period.cpi in (1, None)
