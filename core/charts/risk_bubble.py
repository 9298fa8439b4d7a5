"""Risks by when they may happen and what they are worth: bubbles sized by level."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import sqrt
from typing import TYPE_CHECKING

from core.charts.base import HEIGHT, Unit, drawn, empty, escaped, label, unit
from core.charts.bubble_places import BESIDE, aside
from core.charts.template import PALETTES, Mode, Palette, Spec
from core.registers.catalog import RISKS
from core.risk_pictures import RiskPoint
from core.words import NARROW, count, day, short_money

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

SMALLEST, LARGEST, HIGHEST = 18, 36, 25  # px across a bubble; the highest level
HOVER = (
    "<b>%{customdata[0]}</b> %{customdata[1]}<br>expected on %{customdata[2]}<br>"
    "worth %{customdata[3]}, level %{customdata[4]}<br>%{customdata[5]}<extra></extra>"
)


def risk_bubble(
    points: Sequence[RiskPoint], today: date, currency: str, mode: Mode
) -> "Figure":
    """Draw the open risks by proximity and expected value, the area of each its level.

    Numbers are references; squares lie above the appetite, diamonds are opportunities.
    One that would cover another stands some days aside; its hover has its own day.
    """
    if not points:
        note = "No open risk has both a proximity and a cost."
        return empty(mode, note, HEIGHT)
    p, written = PALETTES[mode], unit([point.emv for point in points], currency)
    places = _places(points)
    days = [today, *places.values()]
    beside = timedelta(days=BESIDE)
    layout: Spec = {
        "margin": {"l": 8, "r": 8, "t": 20, "b": 8},
        "xaxis": {
            "type": "date",
            "nticks": 6,
            "tickformat": "%b\n%Y",
            "range": [min(days) - beside, max(days) + beside],
        },
        "yaxis": {
            "rangemode": "tozero",
            "nticks": 5,
            "tickformat": ",.6~f",
            "ticksuffix": f"{NARROW}{written.name}",
        },
    }
    traces = [
        _bubbles([one for one in points if one.is_above is above], places, written, p)
        for above in (False, True)
    ]
    return drawn(mode, traces, layout | _status_line(today, p))


def _places(points: Sequence[RiskPoint]) -> dict[int, date]:
    """Return the day at which each bubble is drawn; the highest levels keep theirs."""
    ordered = sorted(points, key=lambda one: (-one.is_above, -one.level, one.number))
    days = [one.on for one in ordered]
    found = aside(days, [float(one.emv) for one in ordered], list(map(_size, ordered)))
    return {one.number: day for one, day in zip(ordered, found, strict=True)}


def _size(point: RiskPoint) -> float:
    return max(SMALLEST, LARGEST * sqrt(point.level / HIGHEST))


def _bubbles(
    points: Sequence[RiskPoint], places: Mapping[int, date], written: Unit, p: Palette
) -> Spec:
    """Draw some risks, the large ones behind; all above the appetite, or none."""
    shown = sorted(points, key=lambda point: (-point.level, point.number))
    above = bool(shown) and shown[0].is_above
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [places[point.number] for point in shown],
        "y": [written.of(point.emv) for point in shown],
        "text": [f"<b>{point.number:02d}</b>" for point in shown],
        "textfont": {"size": 11, "color": p.paper if above else p.ink},
        "cliponaxis": False,
        "marker": {
            "size": list(map(_size, shown)),
            "symbol": [_symbol(point) for point in shown],
            "color": p.bad if above else p.paper,
            "opacity": 0.9,
            "line": {"color": p.bad if above else p.ink, "width": 1.3},
        },
        "customdata": [_about(point, written) for point in shown],
        "hovertemplate": HOVER,
    }


def _symbol(point: RiskPoint) -> str:
    if not point.is_threat:
        return "diamond"
    return "square" if point.is_above else "circle"


def _about(point: RiskPoint, written: Unit) -> list[object]:
    return [
        RISKS.reference(point.number),
        escaped(point.title),
        day(point.on),
        f"{written.write(point.emv)} {written.name}",
        point.level,
        escaped(point.owner or "no owner"),
    ]


def _status_line(today: date, p: Palette) -> Spec:
    line = {"color": p.accent, "width": 1.2}
    ends = {"x0": today, "x1": today, "y0": 0, "y1": 1, "yref": "paper"}
    where = {"yref": "paper", "yanchor": "bottom"}
    return {
        "shapes": [{"type": "line", "line": line, "layer": "below"} | ends],
        "annotations": [label("status date", today, 1, p.accent, **where)],
    }


def bubble_words(points: Sequence[RiskPoint], missing: int, currency: str) -> str:
    """Say in words what the chart shows.

    Parameters
    ----------
    missing
        Open risks without a bubble.
    """
    rest = f" {missing} without a date or a cost." if missing else ""
    if not points:
        return f"Risks by date and worth, without data.{rest}"
    top = sorted(points, key=lambda point: (-point.emv, point.number))[:3]
    listed = "; ".join(
        f"{RISKS.reference(one.number)} {short_money(one.emv, currency)} on "
        f"{day(one.on)}"
        for one in top
    )
    thing = count(len(points), "open risk")
    return f"{thing[:1].upper()}{thing[1:]}, the dearest: {listed}.{rest}"
