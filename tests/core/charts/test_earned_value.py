"""The S-curve and the bull's-eye."""

from datetime import date

import pytest
from hypothesis import given, settings

from core.charts.bullseye import bullseye, bullseye_words
from core.charts.earned_value import s_curve, s_curve_words
from core.charts.template import Mode
from core.earned_value.series import EarnedValue
from tests.core.earned_value.reports import reported, week
from tests.core.earned_value.test_laws import plans
from tests.core.earned_value.test_words import AHEAD, DONE, FREE, LATE
from tests.projects import SPACE, is_sentence

EARLY = reported([(week(1), 5, 5, 5), (week(2), 9, 9, 9)], status_date=week(0))


def test_the_curve_draws_the_three_sums_and_where_they_lead() -> None:
    figure = s_curve(LATE, "EUR", "light")
    cone, planned, forecast, earned, spent = figure.data
    assert list(planned.y) == [0, 0.3, 0.6, 0.9]  # M €
    assert (list(earned.y), list(spent.y)) == ([0, 0.3, 0.52], [0, 0.3, 0.6])
    assert planned.line.dash == "dash"
    assert forecast.line.dash == "dot"
    assert earned.line.dash is spent.line.dash is None
    assert cone.fill == "toself"
    least, most = min(cone.y[1:3]), max(cone.y[1:3])
    assert (cone.y[0], least) == (0.6, 0.98)
    assert least < forecast.y[-1] < most
    assert forecast.x[-1] == LATE.forecast_finish


def test_the_ends_and_the_status_date_are_marked() -> None:
    texts = [a.text for a in s_curve(LATE, "EUR", "light").layout.annotations]
    said = " ".join(texts).replace(SPACE, " ")
    assert "planned end, 26 Jan 2026" in said
    assert "end at this pace, 29 Jan 2026" in said
    assert "status date" in texts
    assert "earned 0.52" in said


@pytest.mark.parametrize("found", [DONE], ids=["done"])
def test_what_is_done_has_no_cone(found: EarnedValue) -> None:
    assert not [t for t in s_curve(found, "EUR", "dark").data if t.fill]


@pytest.mark.parametrize(("found", "height"), [(LATE, 1), (DONE, 0.24)])
def test_the_name_of_the_status_date_is_clear_of_the_curves(
    found: EarnedValue, height: float
) -> None:
    notes = s_curve(found, "EUR", "light").layout.annotations
    (place,) = [note.y for note in notes if note.text == "status date"]
    assert place == height


def test_the_bullseye_shows_the_way_to_the_newest_point() -> None:
    (trail,) = bullseye(LATE, "light").data
    assert list(trail.x) == [1, 520 / 600]
    assert list(trail.y) == [1, 520 / 600]
    assert trail.marker.size[-1] > trail.marker.size[0]
    axes = bullseye(LATE, "light").layout
    assert axes.xaxis.range == axes.yaxis.range
    assert sum(axes.xaxis.range) == pytest.approx(2)  # 1 is the centre
    (ahead,) = bullseye(AHEAD, "dark").data
    assert list(ahead.x) == [1.5]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_without_a_figure_the_chart_says_why(mode: Mode) -> None:
    assert not s_curve(EARLY, "EUR", mode).data
    assert s_curve(EARLY, "EUR", mode).layout.annotations
    assert not bullseye(FREE, mode).data
    assert bullseye(FREE, mode).layout.annotations


def test_words_say_what_the_charts_show() -> None:
    said = s_curve_words(LATE, "EUR").replace(SPACE, " ")
    assert said == (
        "S-curve up to 19 Jan 2026: planned 600 k €, earned 520 k €, spent 600 k €, "
        "budget 900 k €. Forecasts from 980 k € to 1.11 M € by 29 Jan 2026."
    )
    assert bullseye_words(LATE).replace(SPACE, " ") == (
        "Bull's-eye of SPI and CPI: 0.87 and 0.87 on 19 Jan 2026, after 1.00 and 1.00 "
        "on 12 Jan 2026."
    )


@given(plans())
@settings(max_examples=25)
def test_any_performance_can_be_drawn_and_told(found: EarnedValue) -> None:
    assert s_curve(found, "EUR", "light").data
    bullseye(found, "dark")
    assert is_sentence(s_curve_words(found, "EUR"))
    assert is_sentence(bullseye_words(found))
    assert date.min < found.days[-1]
