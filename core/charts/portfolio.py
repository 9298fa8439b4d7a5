"""All projects at a glance: how late, how much over, how large."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import sqrt
from typing import TYPE_CHECKING

from core.charts.base import drawn, empty, escaped, label, short
from core.charts.template import PALETTES, Mode, Palette, Spec
from core.figure import Status
from core.portfolio import PortfolioRow
from core.words import capital, count, day, percent, short_money, signed

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 430
NAMED = 6  # projects whose names are written
NAME = 22  # characters
NAME_WIDE, NAME_HIGH = 0.8, 0.1  # of half an axis
SMALLEST, LARGEST = 9, 46  # px across a bubble
FARTHEST = 4  # times the middle project's distance from the plan; beyond is the edge
EDGE_DAYS, EDGE_COST = 30.0, 0.10  # the axes reach at least so far
HOVER = (
    "<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]} days, "
    "%{customdata[4]} cost<br>budget %{customdata[5]}, finish %{customdata[6]}"
    "<extra></extra>"
)


@dataclass(frozen=True, slots=True)
class ProjectPoint:
    """One project of the portfolio; None where a figure is not known.

    Parameters
    ----------
    slip
        Days by which the forecast finish is after the planned one.
    overrun
        Forecast cost / budget − 1.
    """

    key: str
    name: str
    status: Status
    slip: int | None
    overrun: float | None
    budget: Decimal | None = None
    finish: date | None = None
    currency: str = "EUR"


def points(lines: Iterable[PortfolioRow]) -> tuple[ProjectPoint, ...]:
    """Return the projects that have both figures, as the chart draws them."""
    return tuple(
        ProjectPoint(
            line.key,
            line.name,
            line.status,
            line.slip,
            line.overrun,
            line.budget,
            line.forecast_finish,
            line.currency,
        )
        for line in lines
        if line.slip is not None and line.overrun is not None
    )


def portfolio(points: Sequence[ProjectPoint], mode: Mode) -> "Figure":
    """Draw projects by slip and overrun, the area of each its budget.

    Only projects with both figures have a place; those far beyond the others stand at
    the edge, their true figures in the hover text. Each point carries its project's
    key first in its customdata.
    """
    known = _known(points)
    if not known:
        return empty(mode, "No project has both planned and forecast dates and cost.")
    p = PALETTES[mode]
    reach_x = _reach([abs(float(k.slip or 0)) for k in known], EDGE_DAYS)
    reach_y = _reach([abs(k.overrun or 0) for k in known], EDGE_COST)
    layout: Spec = {
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "xaxis": _axis("Days later than planned", reach_x, p.line)
        | {"tickformat": ",d"},
        "yaxis": _axis("Cost over budget", reach_y, p.line) | {"tickformat": ".0%"},
        "annotations": _names(known, reach_x, reach_y, p),
    }
    return drawn(mode, [_bubbles(known, reach_x, reach_y, p)], layout, HEIGHT)


def _known(points: Sequence[ProjectPoint]) -> list[ProjectPoint]:
    found = [k for k in points if k.slip is not None and k.overrun is not None]
    return sorted(found, key=lambda k: -(k.budget or Decimal(0)))  # small ones in front


def _reach(distances: Sequence[float], least: float) -> float:
    """Return how far an axis goes to both sides of zero."""
    middle = sorted(distances)[len(distances) // 2]
    return 1.15 * max(least, min(max(distances), FARTHEST * max(middle, least)))


def _axis(title: str, reach: float, colour: str) -> Spec:
    return {
        "title": {"text": title},
        "range": [-reach, reach],
        "zeroline": True,
        "zerolinewidth": 1,
        "zerolinecolor": colour,
        "nticks": 5,
        "showline": False,
    }


def _bubbles(
    known: Sequence[ProjectPoint], reach_x: float, reach_y: float, p: Palette
) -> Spec:
    colours = {
        Status.OFF_TRACK: p.bad,
        Status.WATCH: p.watch,
        Status.ON_TRACK: p.good,
        Status.NO_DATA: p.muted,
    }
    symbols = {Status.OFF_TRACK: "square", Status.WATCH: "triangle-up"}
    places = [_place(k, reach_x, reach_y) for k in known]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "marker": {
            "size": _sizes(known),
            "symbol": [symbols.get(k.status, "circle") for k in known],
            "color": [colours[k.status] for k in known],
            "opacity": 0.72,
            "line": {"color": p.paper, "width": 1},
        },
        "unselected": {"marker": {"opacity": 0.72}},
        "customdata": [_about(k) for k in known],
        "hovertemplate": HOVER,
    }


def _place(k: ProjectPoint, reach_x: float, reach_y: float) -> tuple[float, float]:
    edge_x, edge_y = 0.97 * reach_x, 0.97 * reach_y
    return (
        min(max(float(k.slip or 0), -edge_x), edge_x),
        min(max(k.overrun or 0.0, -edge_y), edge_y),
    )


def _sizes(known: Sequence[ProjectPoint]) -> list[float]:
    """Return widths whose areas are as the budgets."""
    budgets = [float(k.budget or 0) for k in known]
    largest = max(budgets) or 1.0
    return [max(SMALLEST, LARGEST * sqrt(budget / largest)) for budget in budgets]


def _about(k: ProjectPoint) -> list[str]:
    return [
        k.key,
        escaped(k.name),
        f"{k.status.glyph} {k.status.word}",
        signed(k.slip),
        percent(k.overrun, plus=True),
        short_money(k.budget, k.currency),
        day(k.finish),
    ]


def _names(
    known: Sequence[ProjectPoint], reach_x: float, reach_y: float, p: Palette
) -> list[Spec]:
    """Name the projects farthest from their plans, the largest of equals."""
    far = sorted(
        known,
        key=lambda k: -max(abs(k.slip or 0) / reach_x, abs(k.overrun or 0) / reach_y),
    )
    sizes = dict(zip([k.key for k in known], _sizes(known), strict=True))
    taken: list[tuple[float, float]] = []
    notes: list[Spec] = []
    for k in far:
        x, y = _place(k, reach_x, reach_y)
        if len(notes) == NAMED or not _is_free(x / reach_x, y / reach_y, taken):
            continue
        taken.append((x / reach_x, y / reach_y))
        away = sizes[k.key] / 2 + 5
        side = "right" if x > 0 else "left"
        shift = -away if x > 0 else away
        text = escaped(short(k.name, NAME))
        notes.append(label(text, x, y, p.ink, xanchor=side, xshift=shift))
    return notes


def _is_free(x: float, y: float, taken: Sequence[tuple[float, float]]) -> bool:
    """Say whether a name at this place, as shares of the axes, covers no other."""
    return all(abs(x - a) > NAME_WIDE or abs(y - b) > NAME_HIGH for a, b in taken)


def portfolio_words(points: Sequence[ProjectPoint]) -> str:
    """Say in words what the chart shows."""
    known = _known(points)
    late = sum((k.slip or 0) > 0 for k in known)
    over = sum((k.overrun or 0) > 0 for k in known)
    unplaced = len(points) - len(known)
    rest = f" {capital(count(unplaced, 'project'))} without both figures." * bool(
        unplaced
    )
    return (
        f"{capital(count(len(known), 'project'))}: {count(late, 'project')} later than "
        f"planned, {count(over, 'project')} over budget.{rest}"
    )
