"""Risks by when they may happen and what they are worth: bubbles sized by level."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import sqrt
from typing import TYPE_CHECKING

from core.charts.base import HEIGHT, Unit, drawn, empty, escaped, label, unit
from core.charts.template import PALETTES, Mode, Palette, Spec
from core.registers.catalog import RISKS
from core.risk_pictures import RiskPoint
from core.words import NARROW, count, day, short_money

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

SMALLEST, LARGEST, HIGHEST = 18, 44, 25  # px across a bubble; the highest level
BESIDE = 14  # days that the axis goes on to both sides
HOVER = (
    "<b>%{customdata[0]}</b> %{customdata[1]}<br>expected on %{customdata[2]}<br>"
    "worth %{customdata[3]}, level %{customdata[4]}<br>%{customdata[5]}<extra></extra>"
)


def risk_bubble(
    points: Sequence[RiskPoint], today: date, currency: str, mode: Mode
) -> "Figure":
    """Draw the open risks by proximity and expected value, the area of each its level.

    Numbers are references; squares lie above the appetite, diamonds are opportunities.
    """
    if not points:
        note = "No open risk has both a proximity and a cost."
        return empty(mode, note, HEIGHT)
    p, written = PALETTES[mode], unit([point.emv for point in points], currency)
    days = [today, *(point.on for point in points)]
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
        _bubbles([one for one in points if one.is_above is above], written, p)
        for above in (False, True)
    ]
    return drawn(mode, traces, layout | _status_line(today, p))


def _bubbles(points: Sequence[RiskPoint], written: Unit, p: Palette) -> Spec:
    """Draw some risks, the large ones behind; all above the appetite, or none."""
    shown = sorted(points, key=lambda point: (-point.level, point.number))
    above = bool(shown) and shown[0].is_above
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [point.on for point in shown],
        "y": [written.of(point.emv) for point in shown],
        "text": [f"<b>{point.number:02d}</b>" for point in shown],
        "textfont": {"size": 11, "color": p.paper if above else p.ink},
        "cliponaxis": False,
        "marker": {
            "size": [
                max(SMALLEST, LARGEST * sqrt(point.level / HIGHEST)) for point in shown
            ],
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
