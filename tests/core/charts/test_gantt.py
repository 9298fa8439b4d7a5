"""The Gantt chart: what is drawn of which row, and what stays readable."""

from dataclasses import replace
from typing import Any

import pytest

from core.charts.gantt import FOLD, gantt, gantt_words
from core.charts.gantt_axes import MINUTE, ROW, window
from core.charts.template import LIGHT
from core.gantt import Gantt, GanttLink, GanttRow, Shape, Zoom

DAY = 1440
PACKAGE = GanttRow(
    1, "1", "Prepare <all>", Shape.SUMMARY, 0, 50 * DAY, 0.4, is_folded=False
)
DONE = GanttRow(2, "1.1", "Charter", Shape.BAR, 0, 10 * DAY, 1, depth=1)
HALF = GanttRow(
    3,
    "1.2",
    "Concept",
    Shape.BAR,
    10 * DAY,
    40 * DAY,
    0.5,
    is_critical=True,
    depth=1,
    owner="Ann",
    before=(8 * DAY, 30 * DAY),
    slip=6,
    deadline=35 * DAY,
)
APPROVED = GanttRow(
    4, "1.3", "Approved", Shape.MILESTONE, 50 * DAY, 50 * DAY, depth=1, owner="Bo"
)
LINKS = (GanttLink(2, 3), GanttLink(3, 4, is_critical=True))
SHOWN = Gantt((PACKAGE, DONE, HALF, APPROVED), LINKS, 30 * DAY, "Baseline 2")


def many(rows: int) -> Gantt:
    bars = [
        replace(HALF, number=i, start=i * DAY, finish=(i + 30) * DAY)
        for i in range(1, rows + 1)
    ]
    links = [GanttLink(i, i + 1, is_critical=i % 5 == 0) for i in range(1, rows)]
    return Gantt(tuple(bars), tuple(links), 100 * DAY, "Baseline 1")


def traces(figure: Any, **wanted: object) -> list[Any]:
    plain = [(trace, trace.to_plotly_json()) for trace in figure.data]
    return [t for t, has in plain if all(has.get(k) == v for k, v in wanted.items())]


def clickable(figure: Any) -> list[list[object]]:
    return [list(about) for t in figure.data for about in (t.customdata or ())]


def test_a_click_on_a_bar_or_milestone_names_its_activity() -> None:
    numbers = {about[0] for about in clickable(gantt(SHOWN, "light"))}
    assert numbers == {1, 2, 3, 4, FOLD}


def test_only_rows_with_rows_below_fold() -> None:
    folds = [about for about in clickable(gantt(SHOWN, "light")) if about[0] == FOLD]
    assert folds == [[FOLD, 1, 0]]


def test_a_bar_is_solid_as_far_as_it_is_done() -> None:
    figure = gantt(SHOWN, "light")
    (solid,) = [t for t in figure.data if t.type == "bar" and t.hoverinfo == "skip"][1:]
    assert [x / MINUTE / DAY for x in solid.x] == [10, 15]
    assert list(solid.marker.color) == [LIGHT.ink, LIGHT.bad]


def test_the_baseline_lies_below_the_bar() -> None:
    grey = traces(gantt(SHOWN, "light"), type="bar")[0]
    assert [x / MINUTE / DAY for x in grey.base] == [8]
    assert grey.marker.color == LIGHT.previous
    assert list(grey.y) == [2.34]


def test_arrows_lead_only_into_work_that_is_not_done() -> None:
    figure = gantt(replace(SHOWN, links=(*LINKS, GanttLink(1, 2))), "light")
    heads = traces(figure, mode="markers", hoverinfo="skip")[:2]
    assert [len(trace.x) for trace in heads] == [1, 1]


@pytest.mark.parametrize(
    ("from_finish", "to_finish", "symbol"),
    [
        (True, False, "triangle-right"),
        (True, True, "triangle-left"),
        (False, False, "triangle-right"),
        (False, True, "triangle-left"),
    ],
)
def test_an_arrow_comes_to_a_start_from_the_left_and_to_a_finish_from_the_right(
    *, from_finish: bool, to_finish: bool, symbol: str
) -> None:
    late = replace(HALF, number=5, start=20 * DAY, finish=45 * DAY)
    link = GanttLink(3, 5, from_finish, to_finish)
    figure = gantt(Gantt((HALF, late), (link,)), "light")
    assert list(figure.data[1].marker.symbol) == [symbol]
    assert len(figure.data[3].x) == 0


def test_an_arrow_falls_onto_a_bar_that_begins_at_once() -> None:
    next_one = replace(HALF, number=5, start=40 * DAY, finish=60 * DAY)
    down = gantt(Gantt((HALF, next_one), (GanttLink(3, 5),)), "light")
    up = gantt(Gantt((next_one, HALF), (GanttLink(3, 5),)), "light")
    assert list(down.data[1].marker.symbol) == ["triangle-down"]
    assert list(up.data[1].marker.symbol) == ["triangle-up"]


def test_names_cannot_be_markup_and_critical_ones_are_coloured() -> None:
    names = gantt(SHOWN, "light").layout.yaxis2.ticktext
    assert "Prepare &lt;all&gt;" in names[0]
    assert LIGHT.bad in names[2]
    assert LIGHT.bad not in names[1]


def test_owners_stand_only_at_work_that_is_to_come() -> None:
    done = replace(DONE, owner="Zoe")
    (text,) = traces(gantt(Gantt((done, HALF)), "light"), mode="text")
    assert [t.strip() for t in text.text] == ["Ann"]


def test_a_deadline_that_is_missed_is_coloured() -> None:
    kept = replace(HALF, number=9, deadline=90 * DAY)
    figure = gantt(Gantt((HALF, kept)), "light")
    (marks,) = [
        t for t in figure.data if t.hovertemplate and "Deadline" in t.hovertemplate
    ]
    assert list(marks.marker.color) == [LIGHT.bad, LIGHT.muted]


def test_a_thin_line_stands_above_each_package_of_the_first_level() -> None:
    second = replace(PACKAGE, number=5, is_folded=True)
    figure = gantt(replace(SHOWN, rows=(*SHOWN.rows, second)), "light")
    assert list(figure.layout.yaxis.tickvals) == [3.5]
    assert figure.layout.yaxis.gridcolor == LIGHT.grid
    assert [shape.type for shape in figure.layout.shapes] == ["line"]  # status date


def test_without_a_status_date_there_is_no_line() -> None:
    assert len(gantt(SHOWN, "light").layout.annotations) == 1
    bare = gantt(replace(SHOWN, status_at=None), "light")
    assert len(bare.layout.annotations) == 0


def test_where_most_trials_finish_is_an_area_within_the_dates() -> None:
    first, last = SHOWN.span[1] - 600, SHOWN.span[1] + 60_000
    shown = replace(SHOWN, likely=(first, last))
    band, line = gantt(shown, "light").layout.shapes
    assert (band.type, line.type) == ("rect", "line")
    assert band.x1 > band.x0
    assert shown.span[1] == last
    names = [note.text for note in gantt(shown, "light").layout.annotations]
    assert "P10 to P90" in names


@pytest.mark.parametrize("zoom", list(Zoom))
def test_a_window_lies_within_the_plan_and_only_the_dates_are_free(zoom: Zoom) -> None:
    plan = many(900)
    first, last = window(plan, zoom)
    whole = window(plan, Zoom.ALL)
    assert whole[0] <= first < last <= whole[1]
    layout = gantt(plan, "dark", zoom).layout
    assert layout.xaxis.fixedrange is False
    assert layout.yaxis.fixedrange is not False
    assert layout.yaxis2.fixedrange is not False
    assert layout.yaxis2.range == layout.yaxis.range


@pytest.mark.parametrize(
    ("zoom", "step"),
    [
        (Zoom.ALL, None),
        (Zoom.QUARTER, "M3"),
        (Zoom.MONTH, "M1"),
        (Zoom.WEEK, None),
        (Zoom.DAY, None),
    ],
)
def test_quarters_and_months_are_labelled_each_and_weeks_begin_on_monday(
    zoom: Zoom, step: str | None
) -> None:
    dates = gantt(many(40), "light", zoom).layout.xaxis
    assert dates.dtick == step
    texts = [stop.value for stop in dates.tickformatstops]
    weeks = [text for text in texts if "W%V" in text]  # of ISO 8601
    assert bool(weeks) is (zoom is Zoom.WEEK)
    assert not any("%-d" in text for text in texts)


def test_five_hundred_rows_are_a_few_traces_of_a_few_kilobytes() -> None:
    figure = gantt(many(500), "light")
    assert len(figure.data) <= 14
    assert len(figure.layout.annotations) <= 1
    assert len(figure.to_json()) < 400_000
    assert figure.layout.height > 500 * ROW


def test_a_choice_without_rows_says_so() -> None:
    figure = gantt(Gantt(()), "light")
    assert len(figure.data) == 0
    assert figure.layout.annotations[0].text
    assert "without activities" in gantt_words(Gantt(()))


def test_the_chart_is_said_in_words() -> None:
    said = gantt_words(SHOWN).replace("\u00a0", " ")
    assert said == (
        "Gantt chart of four rows from 1 Jan 1970 to 20 Feb 1970, compared with "
        "Baseline 2: one critical activity."
    )
