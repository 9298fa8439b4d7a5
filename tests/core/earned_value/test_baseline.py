"""Earned value against a baseline: what was planned, earned and spent by when."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.earned_value.project import earned_value, what_is_missing
from core.edits import Add, Change, apply
from core.project import Project, with_records
from core.registers.entry import Record
from core.registers.resources import WorkingWeek
from tests.core.earned_value.plans import (
    STATUS,
    Values,
    adding,
    performance,
    planned,
    project,
)
from tests.core.earned_value.reports import reporting, week

# four weeks of five days, from Monday 2 March to Friday 27 March; 20 working days
WEEKS = planned(1, "2026-03-02", "2026-03-27", 20_000)


def one(status: str = "2026-03-13", **activity: Any) -> dict[str, Any]:
    """The figures of one activity of 20 days and 20,000."""
    made = project([activity], [WEEKS], status_date=date.fromisoformat(status))
    found = performance(made).last
    assert found is not None
    return {
        "pv": int(found.pv),
        "ev": int(found.ev),
        "es": found.es_days,
        "at": found.actual_days,
    }


@pytest.mark.parametrize(
    ("status", "pv"),
    [
        ("2026-02-27", 0),
        ("2026-03-02", 1_000),
        ("2026-03-06", 5_000),
        ("2026-03-08", 5_000),  # nobody works on Sundays
        ("2026-03-26", 19_000),
        ("2026-03-27", 20_000),
        ("2027-01-01", 20_000),
    ],
)
def test_planned_value_follows_the_working_time_to_the_day(
    status: str, pv: int
) -> None:
    assert one(status)["pv"] == pv


@pytest.mark.parametrize(
    ("activity", "ev"),
    [
        ({"percent_complete": 40}, 8_000),
        ({"percent_complete": 0}, 0),
        ({"earning": "0/100", "percent_complete": 99}, 0),
        ({"earning": "0/100", "percent_complete": 100}, 20_000),
        ({"earning": "0/100", "actual_finish": "2026-03-12 17:00"}, 20_000),
        ({"earning": "50/50", "percent_complete": 1}, 10_000),
        ({"earning": "50/50", "actual_start": "2026-03-12 08:00"}, 10_000),
        ({"earning": "50/50", "actual_start": "2026-03-16 08:00"}, 0),
        ({"earning": "50/50", "actual_finish": "2026-03-12 17:00"}, 20_000),
        ({"earning": "level of effort"}, 10_000),
        ({"earning": "level of effort", "percent_complete": 80}, 10_000),
        # without milestones or units the percentage counts
        ({"earning": "weighted milestones", "percent_complete": 40}, 8_000),
        ({"earning": "units", "units_total": 10, "percent_complete": 40}, 8_000),
    ],
)
def test_each_method_earns_its_way(activity: Values, ev: int) -> None:
    assert one(**activity)["ev"] == ev


def test_milestones_earn_their_weights_and_units_their_share() -> None:
    activities: list[Values] = [
        {"earning": "weighted milestones", "percent_complete": 99},
        {"earning": "units", "units_total": 8, "percent_complete": 60},
        {"earning": "weighted milestones", "actual_finish": "2026-03-13"},
    ]
    baseline = [planned(n, "2026-03-02", "2026-03-27", 8_000) for n in (1, 2, 3)]
    more = [
        *adding(
            "earning_milestones",
            {
                "title": "A",
                "activity": 1,
                "weight": 3,
                "reached_on": "2026-03-04",
            },
            {"title": "B", "activity": 1, "weight": 1, "reached_on": "2026-03-30"},
            {"title": "C", "activity": 1, "weight": 4},
            {"title": "D", "activity": 3, "weight": 4},
        ),
        *adding(
            "progress_measurements",
            {
                "activity": 2,
                "measured_on": "2026-03-10",
                "percent_complete": 90,
                "units_done": 2,
            },
            {
                "activity": 2,
                "measured_on": "2026-03-25",
                "percent_complete": 90,
                "units_done": 3,
            },
        ),
    ]
    branches = performance(project(activities, baseline, *more)).branches
    assert [int(branches[code].ev[-1]) for code in "123"] == [
        300_000,
        300_000,
        800_000,
    ]


def test_progress_is_linear_between_what_is_known() -> None:
    measured = adding(
        "progress_measurements",
        {"activity": 1, "measured_on": "2026-03-31", "percent_complete": 30},
        {"activity": 1, "measured_on": "2026-04-10", "percent_complete": 70},
    )
    activity = {"actual_start": "2026-03-23 08:00", "percent_complete": 70}
    made = project(
        [activity],
        [planned(1, "2026-03-02", "2026-05-29", 1_000)],
        *measured,
        status_date=date(2026, 5, 6),
    )
    found = performance(made)
    assert found.days == (date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 6))
    assert found.ev.tolist() == [30_000, 70_000, 70_000]
    early = performance(project([activity], [WEEKS], *measured)).last
    # 5 of 7 working days from the start to the first measurement
    assert early is not None
    assert early.ev == Decimal("4285.71")


@pytest.mark.parametrize(
    ("percent", "measured", "ev"),
    [(0, 60, 12_000), (30, 60, 12_000), (80, 60, 16_000), (60, 0, 12_000)],
)
def test_the_higher_of_percentage_and_measurement_counts(
    percent: int, measured: int, ev: int
) -> None:
    told = {
        "activity": 1,
        "measured_on": "2026-03-20",
        "percent_complete": measured,
    }
    more = adding("progress_measurements", told)
    found = performance(project([{"percent_complete": percent}], [WEEKS], *more))
    assert found.ev[-1] == ev * 100


def test_work_begins_with_its_first_progress_where_that_is_before_its_plan() -> None:
    later = planned(1, "2026-04-06", "2026-04-10", 1_000)
    made = project([{"percent_complete": 50}], [WEEKS | later])
    found = performance(made).last
    assert found is not None
    assert [int(found.pv), int(found.ev)] == [0, 500]
    assert (found.es_days, found.spi_t) == (None, None)  # before the start


def test_an_activity_as_planned_is_neither_late_nor_early() -> None:
    plan = planned(1, "2026-03-02", "2026-05-15", 999)
    actual = {"actual_start": "2026-03-02 08:00", "actual_finish": "2026-05-15 17:00"}
    found = performance(project([actual], [plan], status_date=date(2026, 6, 1)))
    for period in found.periods[:2]:
        assert not period.sv
        assert period.spi_t == pytest.approx(1, abs=0.005)  # to the cent
    assert found.periods[-1].ev == found.bac == 999
    assert found.planned_finish == date(2026, 5, 15)


def test_at_a_weekend_one_who_is_on_plan_is_on_time() -> None:
    told = one("2026-03-15", percent_complete=50)
    assert told == {"pv": 10_000, "ev": 10_000, "es": 14, "at": 14}
    # a week behind: the earned schedule is the Friday, not the Sunday after it
    assert one("2026-03-15", percent_complete=25)["es"] == 7
    assert one("2026-03-15", percent_complete=75)["es"] == 19


def test_time_stops_where_everything_is_earned() -> None:
    early = {"actual_start": "2026-03-02 08:00", "actual_finish": "2026-03-20 17:00"}
    found = performance(
        project(
            [early],
            [planned(1, "2026-03-02", "2026-04-30", 100)],
            status_date=date(2026, 9, 9),
        )
    )
    assert [p.status_date.month for p in found.periods] == [3, 4, 9]
    spi_t = [period.spi_t for period in found.periods]
    assert spi_t == [60 / 19] * 3  # on the day of its finish, not the month's end


def tree(*more: Any, **settings: Any) -> Project:
    """Two work packages, 1 and 2, with two activities each, and a milestone."""
    activities: list[Values] = [
        {"title": "Shell", "kind": "summary"},
        {"parent": 1, "percent_complete": 100},
        {"parent": 1, "percent_complete": 50},
        {"title": "Inside", "kind": "summary"},
        {"parent": 4, "percent_complete": 10},
        {"parent": 4, "earning": "level of effort"},
        {"kind": "milestone"},
    ]
    span = ("2026-03-02", "2026-03-27")
    baseline = [
        planned(1, *span, "300.01"),  # as Microsoft Project rolls it up
        planned(2, *span, "100.01"),
        planned(3, *span, "200.00"),
        planned(4, *span, "77.77"),
        planned(5, *span, "33.33"),
        planned(6, *span, "44.44"),
        planned(7, "2026-03-27", "2026-03-27"),
    ]
    return project(activities, baseline, *more, **settings)


def test_branches_add_up_and_a_summary_counts_once() -> None:
    found = performance(tree())
    assert list(found.branches) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert found.bac == Decimal("377.78")
    assert found.branches["1"].title == "Shell"
    assert [int(found.branches[c].ev[-1]) for c in ("1", "1.1", "1.2")] == [
        20_001,
        10_001,
        10_000,
    ]
    assert found.branches["2.2"].periods[-1].sv == 0
    for name in ("pv", "ev", "ac"):
        above = sum(getattr(found.branches[c], name) for c in ("1", "2"))
        assert above.tolist() == getattr(found, name).tolist()


def test_a_summary_counts_where_nothing_within_it_has_a_cost() -> None:
    activities: list[Values] = [
        {"kind": "summary"},
        {"parent": 1, "percent_complete": 100},
        {"parent": 1},
    ]
    baseline = [
        planned(1, "2026-03-02", "2026-03-27", 400),
        planned(2, "2026-03-02", "2026-03-06"),
        planned(3, "2026-03-02", "2026-03-20"),
    ]
    found = performance(project(activities, baseline))
    assert (found.budget, int(found.ev[-1])) == (40_000, 10_000)  # 5 of 20 days


def lines(*rows: Values) -> list[Any]:
    return adding("budget_lines", *({"title": "Line", "amount": 1} | r for r in rows))


def kept(*rows: Values) -> list[Any]:
    return adding("baseline_costs", *({"baseline": 1} | r for r in rows))


def test_the_budget_lines_that_a_baseline_keeps_are_its_money() -> None:
    march = {"first_day": "2026-03-01", "last_day": "2026-03-31"}
    more = [
        *lines(
            {"wbs": "1"},
            {"activity": 5},
            {"title": "All"},
            {"wbs": "9"},
            {"kind": "contingency reserve"},
        ),
        *kept(
            {"budget_line": 1, "amount": 310, **march},
            {"budget_line": 2, "amount": 62, **march},
            {"budget_line": 3, "amount": 31},
            {"budget_line": 4, "amount": 31, **march},
            {"budget_line": 5, "amount": 999, **march},
        ),
    ]
    found = performance(tree(*more))
    assert found.bac == 434
    assert list(found.branches) == ["1", "2", "2.1", "9", ""]
    shell, all_of_it, effort = (found.branches[c] for c in ("1", "", "9"))
    assert [int(shell.pv[-1]), int(effort.pv[-1])] == [27_000, 2_700]
    # a third of the shell's cost is done in full, two thirds to half
    done = (100.01 + 100) / 300.01
    assert shell.ev[-1] == round(31_000 * done)
    assert found.branches["2.1"].ev[-1] == 620
    # what has no branch is earned by all activities; their cost is the weight
    whole = (100.01 + 100 + 3.333 + 44.44) / 377.78
    assert all_of_it.ev[-1] == round(3_100 * whole)
    assert effort.ev[-1] == effort.pv[-1]  # nobody works on 9: level of effort


def test_cost_counts_by_its_own_date_in_its_branch() -> None:
    spent = adding(
        "expenses",
        {"title": "A", "budget_line": 1, "spent_on": "2026-02-20", "amount": 5},
        {"title": "B", "budget_line": 1, "spent_on": "2026-04-10", "amount": 7},
        {"title": "C", "spent_on": "2026-04-11", "amount": 11},
        {
            "title": "D",
            "kind": "commitment",
            "spent_on": "2026-03-11",
            "amount": 99,
        },
        {"title": "E", "spent_on": "2026-06-01", "amount": 13},
    )
    made = tree(*lines({"activity": 2}), *spent, status_date=date(2026, 5, 20))
    found = performance(made)
    assert [d.isoformat() for d in found.days] == [
        "2026-03-31",
        "2026-04-30",
        "2026-05-20",
    ]
    assert found.ac.tolist() == [500, 2_300, 2_300]
    assert found.branches["1.1"].ac.tolist() == [500, 1_200, 1_200]
    assert found.branches[""].ac.tolist() == [0, 1_100, 1_100]
    assert found.branches[""].title == ""
    unplanned = found.branches[""].periods[-1]
    assert (unplanned.cpi, unplanned.es_days, unplanned.spi) == (0, None, None)


def test_the_rest_by_the_budget_lines_is_told_for_the_newest_status_date() -> None:
    more = [
        *lines({"activity": 2, "amount": 100, "start": "2026-03-02"}),
        *adding(
            "expenses",
            {"title": "A", "budget_line": 1, "spent_on": "2026-03-20", "amount": 40},
        ),
    ]
    found = performance(tree(*more, status_date=date(2026, 4, 3)))
    assert [p.eac.bottom_up for p in found.periods] == [None, 100]
    assert found.branches["1.1"].periods[-1].bottom_up == 60
    # where nobody planned a line nobody estimates the rest
    assert found.branches["1.2"].periods[-1].bottom_up is None
    assert performance(tree()).periods[-1].eac.bottom_up is None


def test_the_settings_choose_the_baseline_else_it_is_the_newest() -> None:
    more = [
        Add("baselines", {"title": "Second", "taken_on": "2026-03-20"}, number=2),
        Add("baselines", {"title": "Empty", "taken_on": "2026-03-25"}, number=3),
        Add(
            "baseline_activities",
            planned(2, "2026-03-02", "2026-03-27", 5) | {"baseline": 2},
        ),
    ]
    made = tree(*more)
    assert performance(made).source == "Baseline BL-002, Second"
    chosen = apply(made, [Change("settings", 1, 1, {"performance_baseline": 1})])[0]
    assert performance(chosen).source == "Baseline BL-001, First"
    empty = apply(made, [Change("settings", 1, 1, {"performance_baseline": 3})])[0]
    assert performance(empty).source == "Baseline BL-002, Second"


def test_a_baseline_without_money_leaves_the_word_to_reports() -> None:
    free = [planned(1, "2026-03-02", "2026-03-27")]
    made = project([{}], free)
    assert earned_value(made, STATUS) is None
    assert what_is_missing(made).endswith(".")
    told = {
        "title": "March",
        "status_date": "2026-03-20",
        "planned_value": 9,
        "earned_value": 6,
        "actual_cost": 8,
    }
    with_report = project([{}], free, *adding("performance", told))
    assert performance(with_report).source == "One performance report"
    # a baseline with money has it, whatever reports say
    both = project([{}], [WEEKS], *adding("performance", told))
    assert performance(both).source == "Baseline BL-001, First"


def test_without_anything_a_sentence_says_what_to_do() -> None:
    assert earned_value(Project("NEW"), STATUS) is None
    assert "baseline" in what_is_missing(Project("NEW"))


def test_a_plan_that_cannot_be_read_leaves_the_word_to_reports_and_says_why() -> None:
    circle = [WorkingWeek(title="A", base=2), WorkingWeek(title="B", base=1)]
    broken = {"calendars": [Record(i, 1, c) for i, c in enumerate(circle, 1)]}
    made = with_records(tree(), broken)
    assert earned_value(made, STATUS) is None
    assert "CAL-001" in what_is_missing(made)
    rows = [(week(0), 0, 0, 0), (week(1), 5, 5, 5)]
    assert earned_value(with_records(reporting(rows), broken), STATUS) is not None


def test_what_is_no_part_of_the_plan_any_more_still_earns_its_budget() -> None:
    gone: Values = {"active": False, "percent_complete": 100}
    found = performance(project([gone, {}], [WEEKS, WEEKS | {"activity": 2}]))
    assert found.bac == 40_000
    assert found.branches[""].ev[-1] == 2_000_000


def test_what_has_no_dates_is_planned_over_all_days() -> None:
    undated: Values = {"baseline": 1, "activity": 2, "cost": 26}
    found = performance(project([{}, {}], [WEEKS, undated], status_date=STATUS))
    assert found.branches["2"].pv[-1] == 2_600
    assert earned_value(project([{}], [undated | {"activity": 1}]), STATUS) is None
