"""Lines over time that carry their names and last values at their ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.charts.base import HEIGHT, Unit, label, shifts, unit
from core.charts.template import Spec
from core.words import NARROW

SHORT_SPAN = 120  # days; a shorter axis is named by days
LEAST_DAYS = 20  # of an axis that shows a single day, to both sides
PLOT_HEIGHT = HEIGHT - 60  # px, without the axis


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its name, its points, and how it is drawn.

    `inside`: the name stands before the end, so many pixels up, where another line goes
    on from there.
    """

    name: str
    points: Sequence[tuple[date, Decimal]]
    stroke: Spec
    colour: str
    bold: bool = False
    inside: int | None = None


def unit_of(lines: Sequence[Line], currency: str) -> Unit:
    """Choose the unit for all amounts of some lines."""
    return unit([value for line in lines for _, value in line.points], currency)


def line_axes(lines: Sequence[Line], written: Unit) -> Spec:
    """Return axes of dates and amounts; names at the ends widen them by themselves."""
    days = [on for line in lines for on, _ in line.points]
    span = (max(days) - min(days)).days
    beside = timedelta(days=LEAST_DAYS if span < LEAST_DAYS else 0)
    widened = {"range": [min(days) - beside, max(days) + beside]} if beside else {}
    return {
        "margin": {"l": 8, "r": 8, "t": 16, "b": 8},
        "yaxis": {
            "rangemode": "tozero",
            "nticks": 5,
            "tickformat": ",.6~f",
            "ticksuffix": f"{NARROW}{written.name}",
        },
        "xaxis": {
            "type": "date",
            "nticks": 6,
            "tickformat": "%b\n%Y" if span >= SHORT_SPAN else "%-d %b\n%Y",
        }
        | widened,
    }


def line_trace(line: Line, written: Unit) -> Spec:
    """Draw one line; a bold one ends in a dot."""
    values = [written.of(value) for _, value in line.points]
    only_last = [0] * (len(values) - 1) + [7]
    return {
        "type": "scatter",
        "x": [on for on, _ in line.points],
        "y": values,
        "mode": "lines+markers" if line.bold or len(values) == 1 else "lines",
        "line": line.stroke,
        "marker": {"size": only_last, "color": line.colour},
        "text": [written.write(value) for _, value in line.points],
        "hovertemplate": f"%{{text}} {written.name}<extra>{line.name}</extra>",
    }


def line_names(lines: Sequence[Line], written: Unit) -> list[Spec]:
    """Name each line at its end, those at the right of their ends kept apart."""
    top = max((written.of(v) for line in lines for _, v in line.points), default=0)
    scale = PLOT_HEIGHT / top if top else 0
    outside = [line for line in lines if line.inside is None]
    moved = shifts([written.of(line.points[-1][1]) for line in outside], scale)
    right = {"xanchor": "left", "xshift": 8}
    named = [
        _name(line, written, right | {"yshift": shift})
        for line, shift in zip(outside, moved, strict=True)
    ]
    return named + [
        _name(line, written, {"xanchor": "right", "xshift": -6, "yshift": line.inside})
        for line in lines
        if line.inside is not None
    ]


def _name(line: Line, written: Unit, where: Spec) -> Spec:
    on, value = line.points[-1]
    text = f"{line.name} {written.write(value)}"
    text = f"<b>{text}</b>" if line.bold else text
    return label(text, on, written.of(value), line.colour, **where)
