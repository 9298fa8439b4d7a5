"""The waterfall from budget to forecast, and the charts of benefits."""

from datetime import date
from decimal import Decimal

import pytest

from core import benefit_words
from core.benefits import Benefits, benefits_of
from core.charts.benefits import (
    coverage,
    coverage_words,
    realised,
    realised_note,
    realised_words,
)
from core.charts.template import PALETTES, Mode
from core.charts.waterfall import waterfall, waterfall_note, waterfall_words
from core.cost_bridge import Step
from core.edits import Add, apply
from core.project import Project
from tests.projects import SPACE, is_sentence, is_title

ON = date(2026, 6, 30)
STEPS = (
    Step("Budget", Decimal(4_000_000), is_total=True),
    Step("Labour", Decimal(240_000)),
    Step("Licences <b>", Decimal(-40_000)),
    Step("Forecast", Decimal(4_200_000), is_total=True),
)


def test_each_step_begins_where_the_one_before_ended() -> None:
    (bars,) = waterfall(STEPS, "EUR", "light").data
    assert list(bars.base) == [4000, 4240]  # k €
    assert list(bars.x) == [240, -40]
    assert list(bars.marker.color) == [PALETTES["light"].bad, PALETTES["light"].good]


def test_sums_are_ticks_and_the_note_says_where_the_axis_begins() -> None:
    figure = waterfall(STEPS, "EUR", "dark")
    ticks = [s for s in figure.layout.shapes if s.line.width == 4]
    assert [(tick.x0, tick.line.dash) for tick in ticks] == [
        (4000, "solid"),
        (4200, "dot"),
    ]
    low, high = figure.layout.xaxis.range
    assert 0 < low < 4000
    assert high > 4240
    assert waterfall_note(STEPS, "EUR").replace(SPACE, " ").startswith("k €. The axis")


def test_names_are_no_markup_and_numbers_carry_their_signs() -> None:
    figure = waterfall(STEPS, "EUR", "light")
    assert "Licences &lt;b&gt;" in figure.layout.yaxis.ticktext
    texts = [note.text for note in figure.layout.annotations]
    assert texts == ["<b>4,000</b>", "+240", "−40", "<b>4,200</b>"]
    assert is_sentence(waterfall_words(STEPS, "EUR").replace(" <b>", ""))


def test_without_steps_it_says_so() -> None:
    assert "No budget" in waterfall((), "EUR", "light").layout.annotations[0].text
    assert is_sentence(waterfall_words((), "EUR"))
    assert waterfall_note((), "EUR") == ""


def benefits(*more: dict[str, object], spent: int = 1000) -> Benefits:
    bill = {"title": "Bill", "amount": spent, "spent_on": "2026-01-01"}
    edits = [Add("benefits", {"title": "Fewer calls"} | values) for values in more]
    made, _ = apply(Project("PAY"), [Add("expenses", bill), *edits])
    return benefits_of(made, ON)


MONTHLY = {
    "planned_amount": 200,
    "due": "2026-02-01",
    "recurs": "monthly",
    "until": "2026-12-31",
    "realised_amount": 700,
    "realised_on": "2026-06-01",
}
LATER = {"planned_amount": 500, "due": "2027-01-01"}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_planned_stands_behind_what_is_due_and_realised(mode: Mode) -> None:
    found = benefits(MONTHLY, LATER)
    planned, due, known = realised(found.rows, "EUR", mode).data
    assert list(planned.x) == [2200, 500]
    assert list(due.x) == [1000, 0]
    assert list(known.x) == [700, 0]


def test_what_is_short_of_its_plan_is_written_in_the_colour_of_bad() -> None:
    notes = realised(benefits(MONTHLY, LATER).rows, "EUR", "light").layout.annotations
    tones = {note.text: note.font.color for note in notes}
    assert tones == {
        "<b>700</b> of 2,200": PALETTES["light"].bad,
        "<b>n/a</b> of 500": PALETTES["light"].ink,
    }


def test_the_curve_of_benefits_and_costs_marks_when_they_are_even() -> None:
    found = benefits(MONTHLY, LATER)
    figure = coverage(found, "light")
    assert list(figure.data[0].y)[:3] == [-1000, -800, -600]
    marks = {shape.x0 for shape in figure.layout.shapes}
    assert marks == {ON, found.payback}
    never = coverage(benefits(LATER), "light")
    assert {shape.x0 for shape in never.layout.shapes} == {ON}


@pytest.mark.parametrize(
    "found",
    [benefits(), benefits(LATER), benefits(MONTHLY), benefits(MONTHLY, LATER)],
    ids=["none", "later", "late", "both"],
)
def test_every_sentence_about_benefits_is_one(found: Benefits) -> None:
    titles = benefit_words.realised_title(found), benefit_words.coverage_title(found)
    assert all(is_title(title) for title in titles), titles
    assert is_sentence(realised_words(found.rows, "EUR"))
    assert is_sentence(coverage_words(found).replace("− costs", "less costs"))
    assert "planned" in realised_note(found.rows, "EUR")


def test_the_titles_tell_what_is_short_and_when_it_is_even() -> None:
    late = benefit_words.realised_title(benefits(MONTHLY)).replace(SPACE, " ")
    assert late == "700 € of 1,000 € due is realised; one benefit is short of plan"
    early = benefit_words.realised_title(benefits(LATER)).replace(SPACE, " ")
    assert early == "Nothing is due yet before 1 Jan 2027"
    assert "never" in benefit_words.coverage_title(benefits(LATER))
    assert "1 Jun 2026" in benefit_words.coverage_title(benefits(MONTHLY)).replace(
        SPACE, " "
    )
