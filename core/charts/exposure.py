"""What the risks may cost, over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from core.charts.base import HEIGHT, drawn, empty, label
from core.charts.lines import Line, line_axes, line_names, line_trace, unit_of
from core.charts.template import PALETTES, Mode, Palette, Spec, outlined, solid
from core.risk import Moment
from core.words import day, short_money

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

NAMES = ("inherent", "current", "reserve")
STRIP = 0.2  # of the height, for the bars below the lines
DAY, DAYS_WIDE = 86_400_000, 16  # milliseconds of a day; days that a bar is wide


@dataclass(frozen=True, slots=True)
class ExposurePoint:
    """Sums of probability × cost on one day; None where it is not known.

    Parameters
    ----------
    inherent, current
        Of all open threats, before anything was done and as they are.
    reserve
        Contingency reserve left.
    threats, above
        How many threats are open, and how many of them above the appetite.
    """

    day: date
    current: Decimal
    inherent: Decimal | None = None
    reserve: Decimal | None = None
    threats: int | None = None
    above: int | None = None


def points(past: Iterable[Moment]) -> tuple[ExposurePoint, ...]:
    """Return the exposure of some days as the chart draws it."""
    return tuple(
        ExposurePoint(
            moment.day,
            moment.state.current,
            moment.state.inherent,
            moment.state.reserve or None,
            moment.state.threats,
            moment.state.above_appetite,
        )
        for moment in past
    )


def exposure(points: Sequence[ExposurePoint], currency: str, mode: Mode) -> "Figure":
    """Draw exposure over time, and below it how many threats are open.

    Names and last values stand at the ends of the lines. Of the bars that count the
    threats, the part above the appetite is solid.

    Parameters
    ----------
    points
        Oldest first.
    """
    if not points:
        return empty(mode, "No exposure yet: give threats a cost.", HEIGHT)
    p = PALETTES[mode]
    lines = _lines(points, p)
    written = unit_of(lines, currency)
    layout = line_axes(lines, written) | {"annotations": line_names(lines, written)}
    traces = [line_trace(line, written) for line in lines]
    counted = [point for point in points if point.threats is not None]
    if len(counted) > 1:
        traces += [_counts(counted, p, above=above) for above in (False, True)]
        layout["annotations"].append(_count_name(counted[-1], p))
        layout["yaxis"] |= {"domain": [STRIP + 0.06, 1]}
        layout["xaxis"] |= {"anchor": "y2"}
        layout |= _strip(counted)
    return drawn(mode, traces, layout)


def _counts(points: Sequence[ExposurePoint], p: Palette, *, above: bool) -> Spec:
    """Draw the open threats as bars: outlined all, solid those above the appetite."""
    values = [(point.above if above else point.threats) or 0 for point in points]
    return {
        "type": "bar",
        "x": [point.day for point in points],
        "y": values,
        "yaxis": "y2",
        "width": DAYS_WIDE * DAY,
        "marker": solid(p.bad) if above else outlined(p.muted),
        "hovertemplate": (
            f"%{{y}} {'above the appetite' if above else 'open threats'}<extra></extra>"
        ),
    }


def _strip(points: Sequence[ExposurePoint]) -> Spec:
    """Return the axis of the bars: below the lines, without numbers of its own."""
    top = max(point.threats or 0 for point in points)
    return {
        "barmode": "overlay",
        "yaxis2": {
            "domain": [0, STRIP],
            "visible": False,
            "range": [0, max(1, top) * 1.1],
        },
    }


def _count_name(last: ExposurePoint, p: Palette) -> Spec:
    """Name the bars at their end: how many are open, how many above the appetite."""
    text = f"threats {last.threats}"
    if last.above:
        text += f", <span style='color:{p.bad}'>■ {last.above}</span>"
    where = {"xanchor": "left", "xshift": 14, "yref": "y2", "yanchor": "middle"}
    return label(text, last.day, (last.threats or 0) / 2, p.ink, **where)


def _lines(points: Sequence[ExposurePoint], p: Palette) -> list[Line]:
    strokes: dict[str, tuple[Spec, str]] = {
        "inherent": ({"color": p.previous, "width": 1.6}, p.muted),
        "current": ({"color": p.ink, "width": 2.6}, p.ink),
        "reserve": ({"color": p.good, "width": 1.4, "shape": "hv"}, p.good),
    }
    return [
        Line(name, known, *strokes[name], bold=name == "current")
        for name in NAMES
        if (known := _known(points, name))
    ]


def _known(points: Sequence[ExposurePoint], name: str) -> list[tuple[date, Decimal]]:
    pairs = ((point.day, getattr(point, name)) for point in points)
    return [(on, value) for on, value in pairs if value is not None]


def exposure_words(points: Sequence[ExposurePoint], currency: str) -> str:
    """Say in words what the chart shows."""
    if not points:
        return "Exposure over time, without data."
    first, last = points[0], points[-1]
    said = (
        f"Exposure went from {short_money(first.current, currency)} on "
        f"{day(first.day)} to {short_money(last.current, currency)} on "
        f"{day(last.day)}."
    )
    if first.threats is None or last.threats is None:
        return said
    return (
        f"{said} Open threats: {first.threats} then, {last.threats} now, "
        f"{last.above or 'none'} of them above the appetite."
    )
