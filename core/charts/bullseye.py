"""The bull's-eye: cost against schedule performance, and the way there."""

from typing import TYPE_CHECKING

from core.charts.base import drawn, empty, label, line_shape
from core.charts.template import PALETTES, Mode, Palette, Spec
from core.earned_value.series import EarnedValue
from core.earned_value.words import TRAIL
from core.words import day, number

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Point = tuple[str, float, float]  # day, SPI, CPI

LEAST = 0.2  # of an index to both sides of 1
ROOM = 1.15  # around the farthest point
NOTHING = "There is a point once something was planned, earned and spent."
QUADRANTS = (
    ("behind plan, under cost", 0, 1),
    ("ahead of plan, under cost", 1, 1),
    ("behind plan, over cost", 0, 0),
    ("ahead of plan, over cost", 1, 0),
)


def bullseye(found: EarnedValue, mode: Mode, height: int = 400) -> "Figure":
    """Draw SPI to the right and CPI upwards for the last status dates, round 1."""
    points = _points(found)
    if not points:
        return empty(mode, NOTHING)
    p = PALETTES[mode]
    away = max(LEAST, *(abs(v - 1) for _, *pair in points for v in pair)) * ROOM
    axis = {"range": [1 - away, 1 + away], "nticks": 5, "tickformat": ".2~f"}
    layout: Spec = {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "xaxis": axis | {"title": {"text": "SPI"}, "showline": False},
        "yaxis": axis | {"title": {"text": "CPI"}, "showgrid": False},
        "shapes": [*_rings(away, p), *_cross(away, p)],
        "annotations": [*_quadrants(), _name(points[-1], p)],
    }
    return drawn(mode, [_trail(points, p)], layout, height)


def _points(found: EarnedValue) -> list[Point]:
    first = max(0, len(found.ordinals) - TRAIL)
    shown = [found.period(place) for place in range(first, len(found.ordinals))]
    return [
        (day(one.status_date), one.spi, one.cpi)
        for one in shown
        if one.spi is not None and one.cpi is not None
    ]


def _rings(away: float, p: Palette) -> list[Spec]:
    """Draw rings at thirds of the way to the edge."""
    return [
        {
            "type": "circle",
            "x0": 1 - radius,
            "x1": 1 + radius,
            "y0": 1 - radius,
            "y1": 1 + radius,
            "line": {"color": p.grid, "width": 1},
            "layer": "below",
        }
        for radius in (away / 3, away * 2 / 3, away)
    ]


def _cross(away: float, p: Palette) -> list[Spec]:
    ends = {"x0": 1 - away, "x1": 1 + away, "y0": 1, "y1": 1, "layer": "below"}
    return [
        line_shape(p.line, **ends),
        line_shape(p.line, **ends | {"x0": 1, "x1": 1, "y0": 1 - away, "y1": 1 + away}),
    ]


def _quadrants() -> list[Spec]:
    return [
        label(
            name,
            x,
            y,
            xref="x domain",
            yref="y domain",
            xanchor="right" if x else "left",
            yanchor="top" if y else "bottom",
        )
        for name, x, y in QUADRANTS
    ]


def _trail(points: list[Point], p: Palette) -> Spec:
    """Draw the way to the newest point, which alone is solid."""
    many = len(points) - 1
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [spi for _, spi, _ in points],
        "y": [cpi for _, _, cpi in points],
        "line": {"color": p.previous, "width": 1.4},
        "marker": {
            "size": [6] * many + [13],
            "opacity": 1,
            "color": [p.previous] * many + [p.ink],
        },
        "customdata": [[on, number(spi, 2), number(cpi, 2)] for on, spi, cpi in points],
        "hovertemplate": "<b>%{customdata[0]}</b><br>SPI %{customdata[1]}<br>"
        "CPI %{customdata[2]}<extra></extra>",
    }


def _name(point: Point, p: Palette) -> Spec:
    on, spi, cpi = point
    side = "right" if spi > 1 else "left"
    return label(on, spi, cpi, p.ink, xanchor=side, xshift=-11 if spi > 1 else 11)


def bullseye_words(found: EarnedValue) -> str:
    """Say in words what the bull's-eye shows."""
    points = _points(found)
    if not points:
        return f"Bull's-eye without data. {NOTHING}"
    on, spi, cpi = points[-1]
    said = f"Bull's-eye of SPI and CPI: {number(spi, 2)} and {number(cpi, 2)} on {on}"
    if len(points) == 1:
        return f"{said}."
    begun, first, second = points[0]
    return f"{said}, after {number(first, 2)} and {number(second, 2)} on {begun}."
