"""The S-curve: planned value, earned value and actual cost, and where they lead."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from core.charts.base import Unit, drawn, empty, label, line_shape
from core.charts.lines import Line, line_axes, line_names, line_trace, unit_of
from core.charts.template import CLEAR, PALETTES, Mode, Palette, Spec
from core.earned_value.series import EarnedValue
from core.words import day, short_money

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

UP, DOWN = 12, -12  # px: names of two lines that end on one day
NOTHING = "The curve begins with the first status date."


def s_curve(found: EarnedValue, currency: str, mode: Mode) -> "Figure":
    """Draw the three sums over time, the range of the forecasts and both ends."""
    if found.last is None:
        return empty(mode, NOTHING)
    p = PALETTES[mode]
    lines = [line for line in _lines(found, p) if line.points]
    written = unit_of([*lines, *_edges(found)], currency)
    traces = [*_cone(found, written, p), *(line_trace(one, written) for one in lines)]
    shapes, notes = _ends(found, p)
    layout = line_axes([*lines, *_edges(found)], written)
    lower = min(lines[-2:], key=lambda line: line.points[-1][1])
    notes += line_names([line for line in lines if line is not lower], written)
    notes.append(_below(lower, written))
    return drawn(mode, traces, layout | {"shapes": shapes, "annotations": notes})


def _lines(found: EarnedValue, p: Palette) -> tuple[Line, ...]:
    last, days = found.last, found.days
    assert last
    eac = last.eac.cpi
    end = _finish(found)
    ahead = [(last.status_date, last.ac)]
    ahead = [*ahead, (end, Decimal(eac))] if end and eac is not None else []
    return (
        Line(
            "planned",
            _planned(found),
            {"color": p.previous, "width": 1.4, "dash": "dash"},
            p.muted,
        ),
        Line("forecast", ahead, {"color": p.ink, "width": 2, "dash": "dot"}, p.ink),
        Line(
            "earned",
            [(d, Decimal(int(v)) / 100) for d, v in zip(days, found.ev, strict=True)],
            {"color": p.series[1], "width": 2.2},
            p.series[1],
            bold=True,
            inside=UP,
        ),
        Line(
            "spent",
            [(d, Decimal(int(v)) / 100) for d, v in zip(days, found.ac, strict=True)],
            {"color": p.ink, "width": 3},
            p.ink,
            bold=True,
            inside=UP,
        ),
    )


def _below(line: Line, written: Unit) -> Spec:
    """Name the lower of two lines to the right of its end, where nothing lies."""
    on, value = line.points[-1]
    text = f"<b>{line.name} {written.write(value)}</b>"
    place = {"xanchor": "left", "xshift": 8, "yshift": DOWN}
    return label(text, on, written.of(value), line.colour, **place)


def _planned(found: EarnedValue) -> Sequence[tuple[date, Decimal]]:
    """Return the plan, and to what it stays at up to the status date."""
    points = list(found.planned)
    assert found.last
    now = found.last.status_date
    return [*points, (now, points[-1][1])] if now > points[-1][0] else points


def _finish(found: EarnedValue) -> date | None:
    """Return the day up to which the forecasts go; None where nothing is ahead."""
    last = found.last
    if last is None or last.is_complete:
        return None
    ends = [found.forecast_finish, found.planned_finish]
    known = next((day for day in ends if day and day > last.status_date), None)
    return known if len(last.eac.known) > 1 else None


def _edges(found: EarnedValue) -> list[Line]:
    """Return the least and the greatest forecast, for the axes to hold them."""
    end, last = _finish(found), found.last
    if end is None or last is None:
        return []
    least, *_, most = last.eac.known
    return [
        Line(name, [(last.status_date, last.ac), (end, Decimal(value))], {}, "")
        for name, value in (("least", least), ("most", most))
    ]


def _cone(found: EarnedValue, written: Unit, p: Palette) -> list[Spec]:
    """Shade what the forecasts span, from what is spent to the end at this pace."""
    edges = _edges(found)
    if not edges:
        return []
    (begin, spent), (end, least) = edges[0].points
    most = edges[1].points[1][1]
    return [
        {
            "type": "scatter",
            "x": [begin, end, end, begin],
            "y": [written.of(v) for v in (spent, most, least, spent)],
            "mode": "lines",
            "fill": "toself",
            "fillcolor": p.band,
            "line": {"color": CLEAR, "width": 0},
            "hoverinfo": "skip",
        }
    ]


def _ends(found: EarnedValue, p: Palette) -> tuple[list[Spec], list[Spec]]:
    """Mark the status date, the planned end and the end at this pace."""
    assert found.last
    top = 0.24 if _finish(found) is None else 1.0  # at the end the curves are high
    marks = [
        (found.last.status_date, "status date", p.accent, top),
        (found.planned_finish, "planned end", p.muted, 0.12),
        (_finish(found) and found.forecast_finish, "end at this pace", p.ink, 0.0),
    ]
    shapes, notes = [], []
    for on, name, colour, height in marks:
        if on is not None:
            ends = {"x0": on, "x1": on, "y0": 0, "y1": 1, "yref": "paper"}
            shapes.append(line_shape(colour, **ends, layer="below"))
            text = name if name == "status date" else f"{name}, {day(on)}"
            place = {"yref": "paper", "xanchor": "right", "xshift": -4}
            side = "top" if height else "bottom"
            notes.append(label(text, on, height, colour, yanchor=side, **place))
    return shapes, notes


def s_curve_words(found: EarnedValue, currency: str) -> str:
    """Say in words what the S-curve shows."""
    last = found.last
    if last is None:
        return f"S-curve without data. {NOTHING}"
    sums = ", ".join(
        f"{name} {short_money(value, currency)}"
        for name, value in (
            ("planned", last.pv),
            ("earned", last.ev),
            ("spent", last.ac),
            ("budget", last.bac),
        )
    )
    said = f"S-curve up to {day(last.status_date)}: {sums}."
    if _finish(found) is None:
        return said
    least, *_, most = last.eac.known
    low, high = short_money(least, currency), short_money(most, currency)
    end = found.forecast_finish
    until = f" by {day(end)}" if end else ""
    return f"{said} Forecasts from {low} to {high}{until}."
