"""Sentences, titles and key figures of earned value."""

from datetime import date

import pytest
from hypothesis import given, settings

from core.earned_value.figures import key_figures
from core.earned_value.series import EarnedValue
from core.earned_value.words import (
    bullseye_note,
    bullseye_title,
    curve_note,
    curve_title,
    headline,
)
from core.figure import Status
from core.registers.project import ProjectSettings
from tests.core.earned_value.reports import Row, reported, week
from tests.core.earned_value.test_laws import plans
from tests.projects import SPACE, is_sentence, is_title


def told(*rows: tuple[int, int, int], then: int = 0) -> EarnedValue:
    """A report a week, in thousands; `then` is planned for the week after the last."""
    some: list[Row] = [
        (week(n), 1_000 * pv, 1_000 * ev, 1_000 * ac)
        for n, (pv, ev, ac) in enumerate(rows, 1)
    ]
    after: list[Row] = [(week(len(rows) + 1), 1_000 * then, 0, 0)] if then else []
    return reported([(week(0), 0, 0, 0), *some, *after])


LATE = told((300, 300, 300), (600, 520, 600), then=900)
AHEAD = told((300, 450, 300), then=900)
AS_PLANNED = told((300, 300, 300), then=900)
DONE = told((900, 900, 1_000))
IDLE = told((300, 0, 50), then=900)
FREE = told((300, 100, 0), then=900)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (LATE, "0.87|1.04 M €, 15 % over|29 Jan 2026, three days later than planned"),
        (
            AHEAD,
            "1.50|600 k €, 33 % under|16 Jan 2026, three days earlier than planned",
        ),
    ],
)
def test_the_headline_says_at_which_pace_and_where_it_leads(
    found: EarnedValue, said: str
) -> None:
    pace, cost, end = said.split("|")
    assert headline(found, "EUR").replace(SPACE, " ") == (
        f"We earn {pace} € of work for each € spent; at this pace the project costs "
        f"{cost} the budget; it ends on {end}."
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (AS_PLANNED, "costs 900 k €, as in the budget of 900 k €"),
        (AS_PLANNED, "; it ends on 19 Jan 2026, as planned."),
        (DONE, "Everything is earned: the work cost 1.00 M €, 11 % over the budget."),
        (IDLE, "We have spent 50 k € and earned nothing yet."),
        (FREE, "We have earned 100 k €, and no cost is booked yet; it ends on "),
    ],
)
def test_the_headline_says_what_else_there_is(found: EarnedValue, said: str) -> None:
    assert said in headline(found, "EUR").replace(SPACE, " ")


@pytest.mark.parametrize(
    ("found", "curve", "eye"),
    [
        (
            LATE,
            "Earned 520 k €: 80 k € behind plan, 80 k € less than it cost",
            "Behind plan and over cost: SPI 0.87, CPI 0.87",
        ),
        (
            AHEAD,
            "Earned 450 k €: 150 k € ahead of plan, 150 k € more than it cost",
            "Ahead of plan and under cost: SPI 1.50, CPI 1.50",
        ),
        (
            AS_PLANNED,
            "Earned 300 k €: as planned, just what it cost",
            "On plan and on cost: SPI 1.00, CPI 1.00",
        ),
        (
            FREE,
            "Earned 100 k €: 200 k € behind plan, 100 k € more than it cost",
            "No cost and schedule performance index yet",
        ),
    ],
)
def test_the_titles_of_the_charts_are_their_findings(
    found: EarnedValue, curve: str, eye: str
) -> None:
    assert curve_title(found, "EUR").replace(SPACE, " ") == curve
    assert bullseye_title(found) == eye


def test_before_the_first_status_date_that_is_said() -> None:
    early = reported([(week(1), 5, 5, 5), (week(2), 9, 9, 9)], status_date=week(0))
    assert headline(early, "EUR").startswith("No performance")
    assert key_figures(early, ProjectSettings()) == ()


def test_each_figure_has_its_formula_its_inputs_and_its_trend() -> None:
    figures = {f.label: f for f in key_figures(LATE, ProjectSettings())}
    values = {name: f.value.replace(SPACE, " ") for name, f in figures.items()}
    assert values == {
        "Earned value (EV)": "520 k €",
        "Cost performance (CPI)": "0.87",
        "Schedule performance (SPI)": "0.87",
        "Time performance (SPI(t))": "0.87",
        "Forecast (EAC)": "1.04 M €",
        "Efficiency needed (TCPI)": "1.27",
    }
    assert all(f.formula and f.inputs and f.source for f in figures.values())
    cpi = figures["Cost performance (CPI)"]
    assert cpi.change.replace(SPACE, " ") == "−0.13 in 7 days"
    assert list(cpi.trend) == [1, 520 / 600]
    statuses = [figures["Efficiency needed (TCPI)"].status, cpi.status]
    assert statuses == [Status.WATCH, Status.OFF_TRACK]
    good = {f.label: f.status for f in key_figures(AHEAD, ProjectSettings())}
    assert good["Cost performance (CPI)"] is Status.ON_TRACK


def test_what_is_undefined_reads_so_and_has_no_colour() -> None:
    figures = {f.label: f for f in key_figures(FREE, ProjectSettings())}
    cpi, eac = figures["Cost performance (CPI)"], figures["Forecast (EAC)"]
    assert [cpi.value, eac.value] == ["n/a", "n/a"]
    assert (cpi.status, eac.status) == (None, None)


@given(plans())
@settings(max_examples=40)
def test_every_sentence_reads_well_whatever_the_figures(found: EarnedValue) -> None:
    assert is_sentence(headline(found, "EUR"))
    assert is_title(curve_title(found, "EUR"))
    assert is_title(bullseye_title(found))
    assert is_sentence(curve_note(found))
    assert is_sentence(bullseye_note(found))
    for figure in key_figures(found, ProjectSettings(status_date=date(2026, 1, 1))):
        assert "None" not in f"{figure.value}{figure.change}{figure.inputs}"
