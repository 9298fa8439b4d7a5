"""The charts of risks: what they draw, and that they say it in words."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.charts.mitigation_timeline import (
    MOST,
    mitigation_timeline,
    shown_rows,
    timeline_words,
)
from core.charts.risk_bubble import bubble_words, risk_bubble
from core.charts.risk_burndown import burn_down_words, risk_burndown
from core.charts.risk_heat import READABLE, heat_unit, heat_words, risk_heat
from core.charts.template import LIGHT, PALETTES, STEPS, Mode
from core.figure import Status
from core.risk_burn_down import BurnDown
from core.risk_pictures import Heat, RiskPoint
from core.risk_timeline import MitigationRow
from tests.core.charts.test_charts import contrast

D = Decimal
MODES: tuple[Mode, ...] = ("light", "dark")
TODAY = date(2026, 11, 20)
NOTHING = BurnDown((), (), (), 0)


def day(later: int) -> date:
    return TODAY + timedelta(days=later)


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def point(number: int, level: int = 6, **more: Any) -> RiskPoint:
    known: dict[str, Any] = {"is_threat": True, "is_above": level >= 15} | more
    return RiskPoint(
        number, f"Event <{number}>", day(number), D(10_000), level, **known
    )


def row(number: int, due: int | None, on: int | None = None) -> MitigationRow:
    end = on if on is not None else 0
    return MitigationRow(
        number,
        1,
        f"Act <{number}>",
        "Ann",
        None if due is None else day(due),
        None if on is None else day(on),
        100 if on is not None else 20,
        max(0, end - due) if due is not None else 0,
        20,
        Status.OFF_TRACK,
    )


HEAT = Heat(
    ("Ann", "Bo"), ("Data", "Law"), ((2, 0), (1, 1)), ((D(900), D(0)), (D(5), D(0)))
)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "draw",
    [
        lambda mode: risk_bubble([], TODAY, "EUR", mode),
        lambda mode: risk_heat(Heat((), (), (), ()), "EUR", mode),
        lambda mode: risk_burndown(NOTHING, "EUR", mode),
        lambda mode: mitigation_timeline([], TODAY, mode),
    ],
    ids=["bubble", "heat", "burn-down", "timeline"],
)
def test_without_data_a_chart_says_so(draw: Callable[[Mode], Any], mode: Mode) -> None:
    figure = draw(mode)
    assert len(figure.data) == 0
    assert figure.layout.annotations[0].text


def test_bubbles_tell_what_is_above_the_appetite_and_grow_with_the_level() -> None:
    points = [point(1), point(2, 20), point(3, 12, is_threat=False)]
    below, above = risk_bubble(points, TODAY, "EUR", "light").data
    assert list(above.marker.symbol) == ["square"]
    assert (above.marker.color, below.marker.color) == (LIGHT.bad, LIGHT.paper)
    assert list(below.marker.symbol) == ["diamond", "circle"]
    assert list(below.text) == ["<b>03</b>", "<b>01</b>"]
    sizes = [above.marker.size[0], *below.marker.size]
    assert sizes == sorted(sizes, reverse=True)
    assert above.y[0] == 10
    assert list(above.customdata[0][:2]) == ["R-002", "Event &lt;2&gt;"]


def test_the_bubbles_in_words() -> None:
    assert plain(bubble_words([point(1), point(2)], 3, "EUR")) == (
        "Two open risks, the dearest: R-001 10 k € on 21 Nov 2026; R-002 10 k € on "
        "22 Nov 2026. 3 without a date or a cost."
    )
    assert bubble_words([], 0, "EUR") == "Risks by date and worth, without data."


def test_the_heat_leaves_cells_without_a_threat_empty() -> None:
    figure = risk_heat(HEAT, "EUR", "light")
    (cells,) = figure.data
    assert [list(line) for line in cells.z] == [[900, None], [5, 0]]
    assert [list(line) for line in cells.text] == [
        ["900<br>(2)", ""],
        ["5<br>(1)", "0<br>(1)"],
    ]
    assert plain(heat_unit(HEAT, "EUR")) == "€"
    assert plain(heat_words(HEAT, "EUR")) == (
        "Open threats by owner. Ann: two threats, 900 €; Bo: two threats, 5 €."
    )
    assert "without data" in heat_words(Heat((), (), (), ()), "EUR")


@pytest.mark.parametrize("mode", MODES)
def test_numbers_can_be_read_on_every_step_of_the_heat(mode: Mode) -> None:
    ink = PALETTES[mode].ink
    assert min(contrast(ink, c) for c in STEPS[mode][1 : READABLE + 1]) >= 4.5
    assert contrast(ink, STEPS[mode][-1]) < 4.5


def test_the_burn_down_shows_what_was_what_was_planned_and_what_is_planned() -> None:
    found = BurnDown(
        ((day(-30), D(900)), (TODAY, D(700))),
        ((day(-30), D(900)), (day(-9), D(500))),
        ((TODAY, D(700)), (day(9), D(300))),
        2,
    )
    figure = risk_burndown(found, "EUR", "light")
    names = {plain(note.text) for note in figure.layout.annotations}
    assert names == {"plan of 21 Oct 500", "<b>current 700</b>", "planned now 300"}
    plan, current, ahead = figure.data
    assert (plan.line.shape, ahead.line.dash) == ("hv", "dot")
    assert list(plan.x)[-1] == TODAY
    assert list(current.y) == [900, 700]
    assert plain(burn_down_words(found, "EUR")) == (
        "Exposure is 700 € on 20 Nov 2026. Planned for then on 21 Oct 2026: 500 €. "
        "From 29 Nov 2026: 300 €. Not counted: two mitigations without a date ahead."
    )
    assert "without data" in burn_down_words(NOTHING, "EUR")


def test_the_timeline_joins_a_due_date_with_the_day_it_was_done_or_with_today() -> None:
    rows = [row(1, -20, -12), row(2, -5), row(3, 8)]
    figure = mitigation_timeline(rows, TODAY, "light")
    delays, rings, dots = figure.data
    assert list(delays.x) == [day(-20), day(-12), None, day(-5), TODAY, None]
    assert list(rings.x) == [day(-20), day(-5), day(8)]
    assert rings.marker.line.color[1:] == (LIGHT.bad, LIGHT.ink)
    assert list(dots.x) == [day(-12)]
    assert figure.layout.yaxis.ticktext[0] == "■ R-001 Act &lt;1&gt;"
    assert dots.customdata[0][3].endswith("eight days late")
    assert timeline_words(rows) == (
        "Three mitigations, 1 done. Overdue: M-002 by five days."
    )


def test_of_many_mitigations_open_ones_and_those_done_last_are_drawn() -> None:
    rows = [row(n, -100 + n, -100 + n) for n in range(1, 40)]
    rows += [row(n, n) for n in range(50, 60)]
    shown = shown_rows(rows)
    assert len(shown) == MOST
    assert [one.number for one in shown][-11:] == [39, *range(50, 60)]
    assert len(mitigation_timeline(rows, TODAY, "dark").layout.yaxis.ticktext) == MOST


def test_the_timeline_in_words() -> None:
    assert timeline_words([]) == "Mitigations in time, without data."
    assert timeline_words([row(1, 5)]) == "One mitigation, none done, none overdue."


def test_the_heads_of_the_heat_stand_upright_where_they_would_meet() -> None:
    made = Heat(("Ann",), ("Commercial",), ((1,),), ((D(100),),))
    drawn = risk_heat(made, "EUR", "light")
    assert drawn.layout.template.layout.xaxis.tickangle is None
    assert list(drawn.layout.xaxis.autotickangles) == [0, -90]
    other = risk_bubble((), TODAY, "EUR", "light")
    assert other.layout.template.layout.xaxis.tickangle == 0
