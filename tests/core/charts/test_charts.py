"""Each chart: what it draws, that it bears odd input, and that it says it in words."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from core.charts.base import escaped, shifts, unit
from core.charts.categories import ROWS_SHOWN, categories, categories_words
from core.charts.cumulative import cumulative
from core.charts.exposure import ExposurePoint, exposure, exposure_words
from core.charts.months import MONTHS_SHOWN, months, months_words
from core.charts.portfolio import ProjectPoint, portfolio, portfolio_words
from core.charts.risk_cells import appetite_line, matrix_note, matrix_words
from core.charts.risk_matrix import risk_matrix
from core.charts.template import (
    DARK,
    LIGHT,
    PALETTES,
    STEPS,
    Mode,
    Palette,
    template,
)
from core.cost_rows import CostRow, MonthCost
from core.figure import Status
from core.months import shifted
from core.registers.entry import Record
from core.registers.project import ProjectSettings
from core.registers.risks import Risk, RiskKind
from core.simulated_kept import Cone

D = Decimal
MODES: tuple[Mode, ...] = ("light", "dark")
START = date(2026, 3, 1)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def risk(number: int, at: tuple[int, int], **more: Any) -> Record[Risk]:
    values = {"title": "Event", "likelihood": at[0], "impact": at[1]}
    return Record(number, 1, Risk.model_validate(values | more))


def month_costs(many: int, known: int) -> list[MonthCost]:
    return [
        MonthCost(
            shifted(START, i),
            D(100_000),
            D(0),
            D(110_000) if i < known else D(0),
            D(0) if i < known else D(130_000),
        )
        for i in range(many)
    ]


def traces(figure: Any, kind: str) -> list[Any]:
    return [trace for trace in figure.data if trace.type == kind]


# --- the look -----------------------------------------------------------------------


@pytest.mark.parametrize(("mode", "p"), [("light", LIGHT), ("dark", DARK)])
def test_charts_have_the_colours_of_the_theme(mode: Mode, p: Palette) -> None:
    file = Path(__file__).parents[3] / ".streamlit" / "config.toml"
    theme = tomllib.loads(file.read_text(encoding="utf-8"))["theme"][mode]
    assert (p.paper, p.panel, p.ink) == (
        theme["backgroundColor"],
        theme["secondaryBackgroundColor"],
        theme["textColor"],
    )
    assert (p.good, p.bad, p.accent) == (
        theme["greenColor"],
        theme["redColor"],
        theme["blueColor"],
    )
    assert p.muted == theme["grayTextColor"]
    assert list(p.series) == theme["chartCategoricalColors"]
    assert list(STEPS[mode]) == theme["chartSequentialColors"]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", MODES)
def test_text_can_be_read_on_the_page_and_on_the_cells(mode: Mode) -> None:
    p = PALETTES[mode]
    for colour in (p.ink, p.muted, p.bad, p.good, p.watch, p.accent):
        assert contrast(colour, p.paper) >= 4.5
    assert min(contrast(p.ink, tint) for tint in p.levels) >= 7
    assert contrast(p.bad, p.levels[2]) >= 3  # large figures


@pytest.mark.parametrize("mode", MODES)
def test_no_chart_zooms_under_a_thumb_or_shows_a_legend(mode: Mode) -> None:
    layout = template(mode)["layout"]
    assert layout["xaxis"]["fixedrange"]
    assert layout["yaxis"]["fixedrange"]
    assert not layout["showlegend"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "draw",
    [
        lambda mode: months([], START, "EUR", mode),
        lambda mode: cumulative([], START, "EUR", mode),
        lambda mode: categories([], "EUR", mode),
        lambda mode: exposure([], "EUR", mode),
        lambda mode: portfolio([], mode),
    ],
    ids=["months", "cumulative", "categories", "exposure", "portfolio"],
)
def test_without_data_a_chart_says_so(draw: Callable[[Mode], Any], mode: Mode) -> None:
    figure = draw(mode)
    assert len(figure.data) == 0
    assert figure.layout.annotations[0].text


# --- base ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("largest", "name", "text"),
    [
        (D(9_999), "€", "9,999"),
        (D(380_000), "k €", "380"),
        (D(-4_640_000), "M €", "−4.64"),
    ],
)
def test_a_chart_has_one_unit(largest: Decimal, name: str, text: str) -> None:
    chosen = unit([D(1), largest], "EUR")
    assert (plain(chosen.name), chosen.write(largest)) == (name, text)


def test_labels_keep_apart_and_keep_their_order() -> None:
    values = [10.0, 10.5, 100.0, 9.0]
    places = [v + s for v, s in zip(values, shifts(values, 1), strict=True)]
    assert sorted(range(4), key=places.__getitem__) == [3, 0, 1, 2]
    ordered = sorted(places)
    assert min(b - a for a, b in pairwise(ordered)) >= 16


def test_names_are_not_markup() -> None:
    assert escaped("<b>A & B</b>") == "&lt;b&gt;A &amp; B&lt;/b&gt;"


# --- risk matrix --------------------------------------------------------------------


@pytest.mark.parametrize("red_from", range(2, 26))
def test_the_appetite_line_parts_exactly_the_cells_above(red_from: int) -> None:
    corners = appetite_line(red_from)
    for x in range(1, 6):
        for y in range(1, 6):
            steps = [cy for cx, cy in corners if cx <= x - 0.5]
            is_above = bool(steps) and y > min(steps)
            assert is_above == (x * y >= red_from)


def test_a_click_anywhere_in_the_matrix_names_a_cell() -> None:
    figure = risk_matrix([risk(7, (4, 5))], ProjectSettings(), "light")
    targets = [t for t in traces(figure, "scatter") if t.customdata is not None]
    cells = {tuple(data[:2]) for data in targets[0].customdata}
    assert cells == {(x, y) for x in range(1, 6) for y in range(1, 6)}
    (mark,) = [data for target in targets[1:] for data in target.customdata]
    assert tuple(mark[:3]) == (4, 5, "R-007")


def test_marks_tell_threats_above_appetite_from_the_others() -> None:
    records = [
        risk(7, (4, 5)),
        risk(8, (2, 2)),
        risk(9, (5, 5), kind=RiskKind.OPPORTUNITY),
    ]
    marks = [
        t
        for t in traces(risk_matrix(records, ProjectSettings(), "light"), "scatter")
        if t.mode == "markers+text"
    ]
    drawn = [dict(zip(t.text, t.marker.symbol, strict=True)) for t in marks]
    assert drawn == [
        {"<b>08</b>": "circle", "<b>09</b>": "diamond"},
        {"<b>07</b>": "square"},
    ]


def test_numbers_of_the_matrix_stay_readable_when_a_cell_is_selected() -> None:
    figure = risk_matrix([risk(7, (4, 5)), risk(8, (2, 2))], ProjectSettings(), "light")
    marks = [t for t in traces(figure, "scatter") if t.mode == "markers+text"]
    assert all(t.unselected.textfont.color == t.textfont.color for t in marks)


@pytest.mark.parametrize("many", [1, 2, 3, 4])
def test_marks_of_a_cell_neither_cover_one_another_nor_leave_it(many: int) -> None:
    records = [risk(n, (3, 3)) for n in range(1, many + 1)]
    figure = risk_matrix(records, ProjectSettings(), "light")
    marks = next(t for t in traces(figure, "scatter") if t.mode == "markers+text")
    places = list(zip(marks.x, marks.y, strict=True))
    assert len(places) == many
    assert all(abs(x - 3) < 0.35 and abs(y - 3) < 0.35 for x, y in places)
    assert all(
        max(abs(a[0] - b[0]), abs(a[1] - b[1])) > 0.35
        for i, a in enumerate(places)
        for b in places[:i]
    )


def test_more_than_four_risks_in_a_cell_become_a_number() -> None:
    figure = risk_matrix(
        [risk(n, (4, 4)) for n in range(1, 6)], ProjectSettings(), "light"
    )
    assert [t.text for t in traces(figure, "scatter") if t.mode == "text"] == [
        ("<b>■ 5</b>",)
    ]
    assert not next(
        t for t in traces(figure, "scatter") if t.mode == "markers+text"
    ).text


def test_two_thousand_risks_are_a_small_figure_without_tails() -> None:
    records = [
        risk(n, (n % 5 + 1, n // 5 % 5 + 1), inherent_likelihood=5, inherent_impact=5)
        for n in range(1, 2001)
    ]
    figure = risk_matrix(records, ProjectSettings(), "light")
    assert len(figure.to_json()) < 20_000
    assert len(figure.layout.annotations) == 1  # the appetite


@pytest.mark.parametrize(("to_residual", "ends"), [(False, (5, 4)), (True, (1, 2))])
def test_tails_join_a_mark_with_its_other_cell(
    *,
    to_residual: bool,
    ends: tuple[int, int],
) -> None:
    moved = risk(
        1,
        (3, 3),
        inherent_likelihood=5,
        inherent_impact=4,
        residual_likelihood=1,
        residual_impact=2,
    )
    figure = risk_matrix(
        [moved, risk(2, (2, 2))], ProjectSettings(), "dark", to_residual=to_residual
    )
    (arrow,) = [note for note in figure.layout.annotations if note.showarrow]
    other = (arrow.x, arrow.y) if to_residual else (arrow.ax, arrow.ay)
    assert tuple(round(place) for place in other) == ends


def test_the_matrix_in_words() -> None:
    records = [risk(1, (4, 5)), risk(2, (4, 5)), risk(3, (1, 1))]
    assert matrix_words(records, ProjectSettings()) == (
        "Three risks by likelihood and impact, two threats above appetite. "
        "Likelihood 4, impact 5: two risks; likelihood 1, impact 1: one risk."
    )
    assert matrix_words([], ProjectSettings()) == "Risk matrix without risks."
    assert "counted" not in matrix_note(records)
    assert "counted" in matrix_note([risk(n, (1, 1)) for n in range(1, 6)])


# --- exposure -----------------------------------------------------------------------


def test_lines_carry_their_name_and_last_value_at_their_end() -> None:
    points = [
        ExposurePoint(START, D(500_000), D(600_000), D(300_000)),
        ExposurePoint(date(2026, 11, 30), D(312_000), D(556_000), D(280_000)),
    ]
    figure = exposure(points, "EUR", "light")
    assert {note.text for note in figure.layout.annotations} == {
        "inherent 556",
        "<b>current 312</b>",
        "reserve 280",
    }
    assert len(exposure(points[:1], "EUR", "dark").data) == 3
    assert plain(exposure_words(points, "EUR")) == (
        "Exposure went from 500 k € on 1 Mar 2026 to 312 k € on 30 Nov 2026."
    )


def test_below_the_lines_stand_the_open_threats_and_those_above_the_appetite() -> None:
    points = [
        ExposurePoint(START, D(500), threats=9, above=4),
        ExposurePoint(date(2026, 4, 30), D(300), threats=7, above=0),
    ]
    figure = exposure(points, "EUR", "light")
    every, above = traces(figure, "bar")
    assert (list(every.y), list(above.y)) == ([9, 7], [4, 0])
    assert {every.yaxis, above.yaxis} == {"y2"}
    assert figure.layout.annotations[-1].text == "threats 7"
    assert plain(exposure_words(points, "EUR")).endswith(
        "Open threats: 9 then, 7 now, none of them above the appetite."
    )
    assert not traces(exposure(points[:1], "EUR", "light"), "bar")


def test_a_figure_that_is_not_known_has_no_line() -> None:
    figure = exposure([ExposurePoint(START, D(5))], "EUR", "light")
    assert [note.text for note in figure.layout.annotations] == ["<b>current 5</b>"]


# --- money --------------------------------------------------------------------------


def test_plan_is_outlined_actual_solid_and_forecast_hatched() -> None:
    figure = months(month_costs(12, 8), date(2026, 10, 31), "EUR", "light")
    plan, actual, ahead = traces(figure, "bar")[:3]
    assert plan.marker.color == "rgba(0,0,0,0)"
    assert actual.marker.color == LIGHT.ink
    assert ahead.marker.pattern.shape == "/"
    assert len(ahead.x) == 4
    gaps = next(t for t in traces(figure, "bar") if t.yaxis == "y2")
    assert list(gaps.y) == [10.0] * 8 + [30.0] * 4
    assert set(gaps.marker.color) == {LIGHT.bad}


def test_the_rest_of_the_status_month_stands_on_what_it_has_cost() -> None:
    half = [MonthCost(START, D(100), D(0), D(40), D(70))]
    figure = months(half, date(2026, 3, 12), "EUR", "light")
    ahead = traces(figure, "bar")[2]
    assert (list(ahead.base), list(ahead.y)) == ([40.0], [70.0])
    assert [note.text for note in figure.layout.annotations] == ["actual", "forecast"]


@pytest.mark.parametrize("many", [1, 2, 16, 120, 121, 600])
def test_few_and_many_months_are_drawn(many: int) -> None:
    costs = month_costs(many, many // 2)
    figure = months(costs, shifted(START, many // 2), "EUR", "dark")
    drawn = len(traces(figure, "bar")[0].x)
    assert drawn == (many if many <= MONTHS_SHOWN else drawn)
    assert drawn <= MONTHS_SHOWN
    assert len(cumulative(costs, START, "EUR", "light").data) == 3


def test_the_running_forecast_goes_on_from_the_actual_cost() -> None:
    figure = cumulative(month_costs(12, 8), date(2026, 10, 31), "EUR", "light")
    lines = {
        note.text.split()[0].removeprefix("<b>"): i
        for i, note in enumerate(figure.layout.annotations)
    }
    assert set(lines) == {"plan", "forecast", "actual"}
    plan, ahead, actual = figure.data
    assert (plan.y[-1], actual.y[-1]) == (1.2, 0.88)
    assert (ahead.y[0], round(ahead.y[-1], 2)) == (0.88, 1.4)
    assert ahead.line.dash == "dot"


def test_the_range_of_a_simulation_is_an_area_from_the_actual_cost_on() -> None:
    first, last = datetime(2027, 1, 15), datetime(2027, 3, 1)  # noqa: DTZ001
    cone = Cone(first, last, D(1_200_000), D(1_900_000))
    costs, on = month_costs(12, 8), date(2026, 10, 31)
    area = cumulative(costs, on, "EUR", "light", cone).data[-1]
    assert area.fill == "toself"
    assert (area.x[0], area.y[0]) == (date(2026, 10, 31), 0.88)
    assert (area.x[2], area.y[2:4]) == (last.date(), (1.2, 1.9))


def test_categories_beyond_twelve_are_one_bar_and_lose_no_money() -> None:
    rows = [CostRow(f"C{i}", plan=D(10), forecast=D(i)) for i in range(30)]
    figure = categories(rows, "EUR", "light")
    plan = traces(figure, "bar")[0]
    assert len(plan.x) == ROWS_SHOWN
    assert sum(plan.x) == 300
    assert figure.layout.yaxis.ticktext[-1] == "19 others"


def test_money_in_words() -> None:
    assert plain(months_words(month_costs(2, 1), "EUR")) == (
        "Two months from Mar 2026 to Apr 2026: planned 200 k €, actual and forecast "
        "240 k €. Most in Apr 2026, 130 k €."
    )
    rows = [CostRow("Labour", plan=D(10), forecast=D(12))]
    assert plain(categories_words(rows, "EUR")) == "Labour: plan 10 €, forecast 12 €."


# --- portfolio ----------------------------------------------------------------------


def point(
    key: str, slip: int | None, overrun: float | None, budget: int = 100
) -> ProjectPoint:
    return ProjectPoint(key, f"Project {key}", Status.WATCH, slip, overrun, D(budget))


def test_a_project_far_beyond_the_others_does_not_press_them_together() -> None:
    near = [point(str(i), i, i / 100) for i in range(20)]
    figure = portfolio([*near, point("far", 90_000, 12.0)], "light")
    assert figure.layout.xaxis.range[1] < 1_000
    (bubbles,) = figure.data
    assert max(bubbles.x) <= figure.layout.xaxis.range[1]
    far = next(data for data in bubbles.customdata if data[0] == "far")
    assert plain(far[3]) == "+90,000"


def test_a_project_without_both_figures_is_counted_not_drawn() -> None:
    points = [point("A", 3, 0.1), point("B", None, 0.1), point("C", 4, None)]
    assert len(portfolio(points, "dark").data[0].x) == 1
    assert portfolio_words(points) == (
        "One project: one project later than planned, one project over budget. "
        "Two projects without both figures."
    )
